"""Facts that lessons take for granted: places of the world, their regions, peoples, and the words around names.

The tables stand in `principles/facts`, each entry with its source; `world.tsv` and `ordinary-words.txt` are written by
`bench/facts.py`. A fact is about a place or a people; none is about a person.
"""

from checker.facts.model import Facts, Place
from checker.facts.reading import load_facts
from checker.facts.regions import region_name, regions_above

__all__ = ["Facts", "Place", "load_facts", "region_name", "regions_above"]
