"""`principles/frameworks/*.yaml` to frameworks and their principles."""

from pathlib import Path

from checker.catalogue.model import Framework, Principle
from checker.catalogue.shapes import Key, Shape
from checker.catalogue.yamlfile import Entry, read_yaml

GROUP = Shape(
    "A group of principles.", {"id": Key("Its id.", is_needed=True), "name": Key("Its name.", is_needed=True)}
)

PRINCIPLE = Shape(
    "One principle of a framework.",
    {
        "id": Key("The id that rules use. It is for ever.", is_needed=True),
        "name": Key("The name that its publisher gives it.", is_needed=True),
        "group": Key("The id of its group."),
        "summary": Key("What it asks, in our own words.", is_needed=True),
        "answer": Key(
            "What answers it: rules, evidence with a question, or a question only.",
            names=("rules", "evidence", "question"),
            is_needed=True,
        ),
        "shows": Key("The kinds of evidence that speak to it.", "texts"),
        "question": Key("What a reviewer is asked.", is_needed=True),
        "url": Key("Its own page."),
        "formerly": Key("Its ids in older versions.", "texts"),
    },
)

FRAMEWORK = Shape(
    "ManyMeans framework",
    {
        "id": Key("The id, which is also the name of a profile.", is_needed=True),
        "name": Key("Its name.", is_needed=True),
        "publisher": Key("Who publishes it.", is_needed=True),
        "year": Key("The year in which it came out.", "number", is_needed=True),
        "url": Key("Where it can be read.", is_needed=True),
        "license": Key("What its license allows, and what is taken over here.", is_needed=True),
        "summary": Key("What it is, in our own words.", is_needed=True),
        "groups": Key("Its groups of principles.", "entries", of=GROUP),
        "principles": Key("Its principles.", "entries", of=PRINCIPLE, is_needed=True),
    },
)


def read_framework(path: Path) -> Framework:
    """The framework of one file. Raises UserError."""
    values = FRAMEWORK.read(read_yaml(path))
    return Framework(
        id=values["id"],
        name=values["name"],
        publisher=values["publisher"],
        year=values["year"],
        url=values["url"],
        license=values["license"],
        summary=values["summary"],
        groups=tuple((group.text("id"), group.text("name")) for group in values["groups"]),
        principles=tuple(_principle(principle, values["id"]) for principle in values["principles"]),
    )


def _principle(entry: Entry, framework: str) -> Principle:
    return Principle(framework=framework, **PRINCIPLE.read(entry))
