"""`principles/cues/*.yaml` to cues."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checker.catalogue.model import BUILT_IN, Conditions, Cue
from checker.catalogue.shapes import Key, Shape
from checker.catalogue.vocabulary import FACETS, KINDS, ROLES
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.phrases import Phrase, PhraseError, compile_list, compile_phrases

_CONSTRUCTIONS = {
    "phrases": "phrase",
    "acts": "act",
    "headings": "heading",
    "links": "link",
    "embeds": "embed",
    "sections": "section",
    "codes": "code",
}
_WITH_PHRASES = ("phrases", "acts", "headings", "links")
_VALUES = tuple(dict.fromkeys(value for values in FACETS.values() for value in values))

CUE = Shape(
    "A construction that shows a kind of evidence. It looks for one of phrases, acts, headings, links, embeds, "
    "sections or codes; everything else narrows where it counts.",
    {
        "id": Key("The name within its facet.", is_needed=True),
        "value": Key("The value of the facet that it shows.", is_needed=True, names=_VALUES),
        "phrases": Key("Words anywhere in prose.", "texts"),
        "acts": Key("Verbs that a learner does, with what follows them.", "texts"),
        "headings": Key("Words of a heading or label that has something under it.", "texts"),
        "links": Key("Words of a link.", "texts"),
        "embeds": Key("Kinds of picture or player shown in the page.", "texts"),
        "sections": Key("Roles of a section that holds something.", "texts", names=ROLES),
        "codes": Key("Languages of a block of code.", "texts"),
        "hosts": Key("Hosts of a link.", "texts"),
        "extensions": Key("Endings of a link's file.", "texts"),
        "with": Key("Words one of which must stand in the same sentence.", "texts"),
        "without": Key("Words none of which may stand in the same sentence.", "texts"),
        "stem": Key("Words that must lead in the list.", "texts"),
        "under": Key("Words that must stand in a heading above.", "texts"),
        "not_under": Key("Words that may not stand in a heading above.", "texts"),
        "unless_lesson": Key("Words that rule it out wherever they stand in the lesson.", "texts"),
        "in_roles": Key("Roles of the sections in which it counts.", "texts", names=ROLES),
        "not_in_roles": Key("Roles of the sections in which it is silent.", "texts", names=ROLES),
        "kinds": Key("Kinds of passage that are looked at.", "texts", names=KINDS),
        "audience": Key("To whom the page speaks.", names=("teacher", "learner")),
        "inside": Key("Kinds of block in which it must stand.", "texts"),
        "not_inside": Key("Kinds of block in which it may not stand.", "texts"),
        "imperative": Key("Whom an imperative speaks to.", names=("learner", "any", "never"), default="learner"),
        "who": Key("Who must do the act.", names=("learner", "teacher", "any"), default="learner"),
        "negated": Key("Whether it counts where it is negated.", "flag"),
        "question": Key("Whether it must be a question.", "flag"),
        "starts": Key("Whether it must start the passage.", "flag"),
        "marked": Key("Whether it must be set in bold or italics.", "flag"),
        "labelled": Key("Whether it must follow a label.", "flag"),
        "set_off": Key("Whether it must stand by itself.", "flag"),
        "answered": Key("Whether an answer must follow.", "flag"),
        "weak": Key("Whether it is only a hint that counts with others.", "flag"),
        "most_words": Key("The most words that the passage may have.", "number"),
        "least_words": Key("The fewest words that the passage may have.", "number"),
        "fires": Key("Texts on which it fires.", "texts"),
        "silent": Key("Near misses on which it stays silent.", "texts"),
        "note": Key("A word on the cue."),
    },
    {"anyOf": [{"required": [key]} for key in _CONSTRUCTIONS]},
)

CUES = Shape(
    "ManyMeans cues",
    {
        "facet": Key("The facet that all of them show.", is_needed=True, names=tuple(FACETS)),
        "hints": Key(
            "At how many places weak cues alone must fire to be taken as shown; without it, three different ones.",
            "number",
        ),
        "cues": Key("The cues.", "entries", of=CUE),
        "note": Key("A word on the file."),
        "lists": Key("Where the lists of words stand."),
    },
)

# A statement of aims names what will be done elsewhere; the activity is the evidence (codebook, edge cases).
_QUIET_ROLES = frozenset({"objectives", "standards", "license"})

_PHRASE_CONDITIONS = ("with", "without", "stem", "under", "not_under", "unless_lesson")

Lists = Mapping[str, frozenset[str]]


def read_lists(path: Path, known: Lists) -> dict[str, frozenset[str]]:
    """The named lists of words that phrases may use, beside those that are known already."""
    entry = read_yaml(path)
    lists = dict(known)
    for name in entry.values:
        if name != "__line__":
            lists[name] = _list(entry, name, lists)
    return lists


def _list(entry: Entry, name: str, lists: Lists) -> frozenset[str]:
    try:
        return compile_list(entry.texts(name), lists)
    except KeyError as error:
        entry.fail(f"`{name}` names the list {error}, which does not stand above it.", "Put that list first.", name)


def read_cues(path: Path, lists: Lists, origin: str = BUILT_IN) -> list[Cue]:
    """The cues of one file, with a word on where it comes from. Raises UserError."""
    values = CUES.read(read_yaml(path))
    return [_cue(cue, values["facet"], values["hints"], lists, origin) for cue in values["cues"]]


def _cue(entry: Entry, facet: str, hints: int, lists: Lists, origin: str) -> Cue:
    entry.only(CUE.keys)
    value = entry.one_of("value", FACETS[facet])
    key = next((key for key in _CONSTRUCTIONS if key in entry.values), None)
    if key is None:
        entry.fail("The cue says nothing to look for.", f"Add one of {', '.join(_CONSTRUCTIONS)}.")
    values = CUE.read(entry)
    return Cue(
        id=f"{facet}/{values['id']}",
        facet=facet,
        value=value,
        construction=_CONSTRUCTIONS[key],
        phrases=_phrases(entry, key, lists) if key in _WITH_PHRASES else (),
        hosts=frozenset(values["hosts"]),
        extensions=frozenset(values["extensions"]),
        embeds=frozenset(values["embeds"]),
        roles=frozenset(values["sections"]),
        codes=frozenset(values["codes"]),
        conditions=_conditions(entry, values, lists),
        is_weak=values["weak"],
        hints=hints,
        fires=values["fires"],
        silent=values["silent"],
        place=f"{entry.path.name}:{entry.line}",
        origin=origin,
        written=entry.written,
    )


def _conditions(entry: Entry, values: Mapping[str, Any], lists: Lists) -> Conditions:
    phrases = {key: _phrases(entry, key, lists) for key in _PHRASE_CONDITIONS}
    in_roles = frozenset(values["in_roles"])
    quiet = frozenset(values["not_in_roles"]) if "not_in_roles" in entry.values else _QUIET_ROLES - in_roles
    return Conditions(
        in_roles=in_roles,
        not_in_roles=quiet,
        audience=values["audience"],
        kinds=frozenset(values["kinds"]),
        inside=values["inside"],
        not_inside=values["not_inside"],
        with_=phrases["with"],
        without=phrases["without"],
        stem=phrases["stem"],
        under=phrases["under"],
        not_under=phrases["not_under"],
        unless_lesson=phrases["unless_lesson"],
        imperative=values["imperative"],
        who=values["who"],
        negated=values["negated"],
        question=values["question"],
        starts=values["starts"],
        marked=values["marked"],
        labelled=values["labelled"],
        set_off=values["set_off"],
        answered=values["answered"],
        most_words=values["most_words"],
        least_words=values["least_words"],
    )


def _phrases(entry: Entry, key: str, lists: Lists) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    for text in entry.texts(key):
        try:
            phrases += compile_phrases(text, lists)
        except PhraseError as error:
            entry.fail(f"`{key}` holds a phrase that cannot be read: {error}.", "See the page on phrases.", key)
    return tuple(phrases)
