"""`principles/cues/*.yaml` to cues."""

from collections.abc import Mapping
from pathlib import Path

from checker.catalogue.model import Conditions, Cue
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
_PHRASE_CONDITIONS = ("with", "without", "stem", "under", "not_under", "unless_lesson")
_SET_CONDITIONS = ("in_roles", "not_in_roles", "kinds")
_OTHER_CONDITIONS = (
    "audience",
    "inside",
    "not_inside",
    "imperative",
    "who",
    "negated",
    "question",
    "starts",
    "marked",
    "labelled",
    "set_off",
    "answered",
    "weak",
    "most_words",
    "least_words",
)
_KEYS = (
    "id",
    "value",
    "fires",
    "silent",
    "hosts",
    "extensions",
    "note",
    *_CONSTRUCTIONS,
    *_PHRASE_CONDITIONS,
    *_SET_CONDITIONS,
    *_OTHER_CONDITIONS,
)

# A statement of aims names what will be done elsewhere; the activity is the evidence (codebook, edge cases).
_QUIET_ROLES = frozenset({"objectives", "standards", "license"})

Lists = Mapping[str, frozenset[str]]


def read_lists(path: Path) -> dict[str, frozenset[str]]:
    """The named lists of words that phrases may use."""
    entry = read_yaml(path)
    lists: dict[str, frozenset[str]] = {}
    for name in entry.values:
        if name != "__line__":
            lists[name] = _list(entry, name, lists)
    return lists


def _list(entry: Entry, name: str, lists: Lists) -> frozenset[str]:
    try:
        return compile_list(entry.texts(name), lists)
    except KeyError as error:
        entry.fail(f"`{name}` names the list {error}, which does not stand above it.", "Put that list first.", name)


def read_cues(path: Path, lists: Lists) -> list[Cue]:
    """The cues of one file. Raises UserError."""
    entry = read_yaml(path)
    entry.only(("facet", "cues", "note", "lists"))
    facet = entry.one_of("facet", FACETS)
    return [_cue(cue, facet, lists) for cue in entry.entries("cues")]


def _cue(entry: Entry, facet: str, lists: Lists) -> Cue:
    entry.only(_KEYS)
    value = entry.one_of("value", FACETS[facet])
    key = next((key for key in _CONSTRUCTIONS if key in entry.values), None)
    if key is None:
        entry.fail("The cue says nothing to look for.", f"Add one of {', '.join(_CONSTRUCTIONS)}.")
    has_phrases = key in ("phrases", "acts", "headings", "links")
    return Cue(
        id=f"{facet}/{entry.text('id')}",
        facet=facet,
        value=value,
        construction=_CONSTRUCTIONS[key],
        phrases=_phrases(entry, key, lists) if has_phrases else (),
        hosts=frozenset(entry.texts("hosts")),
        extensions=frozenset(entry.texts("extensions")),
        embeds=frozenset(entry.texts("embeds")),
        roles=frozenset(entry.some_of("sections", ROLES)),
        codes=frozenset(entry.texts("codes")),
        conditions=_conditions(entry, lists),
        is_weak=bool(entry.values.get("weak")),
        fires=entry.texts("fires"),
        silent=entry.texts("silent"),
        place=f"{entry.path.name}:{entry.line}",
    )


def _conditions(entry: Entry, lists: Lists) -> Conditions:
    phrases = {key: _phrases(entry, key, lists) for key in _PHRASE_CONDITIONS}
    in_roles = frozenset(entry.some_of("in_roles", ROLES))
    not_in_roles = frozenset(entry.some_of("not_in_roles", ROLES))
    quiet = not_in_roles if "not_in_roles" in entry.values else _QUIET_ROLES - in_roles
    return Conditions(
        in_roles=in_roles,
        not_in_roles=quiet,
        audience=entry.one_of("audience", ("", "teacher", "learner"), ""),
        kinds=frozenset(entry.some_of("kinds", KINDS)),
        inside=entry.texts("inside"),
        not_inside=entry.texts("not_inside"),
        with_=phrases["with"],
        without=phrases["without"],
        stem=phrases["stem"],
        under=phrases["under"],
        not_under=phrases["not_under"],
        unless_lesson=phrases["unless_lesson"],
        imperative=entry.one_of("imperative", ("learner", "any", "never"), "learner"),
        who=entry.one_of("who", ("learner", "teacher", "any"), "learner"),
        negated=bool(entry.values.get("negated")),
        question=bool(entry.values.get("question")),
        starts=bool(entry.values.get("starts")),
        marked=bool(entry.values.get("marked")),
        labelled=bool(entry.values.get("labelled")),
        set_off=bool(entry.values.get("set_off")),
        answered=bool(entry.values.get("answered")),
        most_words=entry.number("most_words", 0),
        least_words=entry.number("least_words", 0),
    )


def _phrases(entry: Entry, key: str, lists: Lists) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    for text in entry.texts(key):
        try:
            phrases += compile_phrases(text, lists)
        except PhraseError as error:
            entry.fail(f"`{key}` holds a phrase that cannot be read: {error}.", "See the page on phrases.", key)
    return tuple(phrases)
