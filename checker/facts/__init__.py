"""Facts that lessons take for granted: places of the world, their regions, peoples, and the words around names.

The tables stand in `principles/facts`. `world.tsv` and the lists of words are written by `bench/facts.py`, which names
their sources; `peoples.yaml` cites for its names the pages that were read; `regions.yaml` and `contexts.yaml` are our
own and cite none. A fact is about a place or a people; none is about a person.
"""

from checker.facts.model import Facts, Place
from checker.facts.reading import load_facts
from checker.facts.regions import region_name, regions_above

__all__ = ["Facts", "Place", "load_facts", "region_name", "regions_above"]
