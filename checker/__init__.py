"""ManyMeans: finds what curriculum units in Markdown offer, asks rules about it, and publishes units with findings.

The way of a check, each step one module: `source` and `document` read a file with exact places; `unit` knows its
parts; `finders` find evidence with the cues of `principles/cues`; `checks` answer the questions that the rules of
`principles/rules` ask; `engine` puts these together to a `Report`; `outputs` and `publish` say it.
"""

__version__ = "0.1.0"
