"""Markdown as the site renders it: blocks and runs that know their place; the only user of the parser.

A file goes through three steps. `dialects` takes out the blocks that CommonMark reads as code or as plain text
(admonitions, content tabs, fenced divs, panels, includes) and leaves a placeholder line for each. `commonmark` parses
what stands in each of these pieces. `lines` maps places in a piece back to places in the file.
"""

from checker.document.blocks import Block, Document, Fault, Kind, Run
from checker.document.frontmatter import Field, FrontMatter
from checker.document.reader import ReadFile, parse

__all__ = ["Block", "Document", "Fault", "Field", "FrontMatter", "Kind", "ReadFile", "Run", "parse"]
