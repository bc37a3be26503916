"""`principles/rules/*.yaml` to rules; a rule may extend another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.catalogue.model import BUILT_IN, FIRST_EDITION, Example, Rule
from checker.catalogue.shapes import Key, Shape
from checker.catalogue.vocabulary import FACETS, NEEDS, VOICES
from checker.catalogue.yamlfile import Entry, nearest, plain, read_yaml
from checker.findings import Outcome, Scope, Severity

_KINDS = (*FACETS, *(f"{facet}: {value}" for facet, values in FACETS.items() for value in values))
_OUTCOMES = tuple(outcome.value for outcome in Outcome)

EXAMPLE = Shape(
    "A lesson as small as it can be, under the outcome that the rule must give for it.",
    {
        **{outcome: Key(f"A lesson for which the rule answers {outcome}.") for outcome in _OUTCOMES},
        "note": Key("A word on the example."),
        "settings": Key("Settings that hold for the example, such as `community`.", "mapping"),
    },
)

RULE = Shape(
    "One question that principles ask of a unit.",
    {
        "id": Key("The name, in plain words with hyphens. It is for ever: choose twice.", is_needed=True),
        "extends": Key("Another rule; what is not written here is as there. Lists take `{add: […], remove: […]}`."),
        "title": Key("What is true of a unit that meets the rule.", is_needed=True),
        "why": Key("One reason, in a sentence or two.", is_needed=True),
        "how": Key("What is looked for, and where.", is_needed=True),
        "check": Key("The kind of question.", is_needed=True),
        "options": Key("The details of the question.", "mapping"),
        "needs": Key("What a page must be before it is asked what it lacks.", "texts", names=NEEDS),
        "severity": Key("How much a finding weighs.", names=tuple(Severity), is_needed=True),
        "scope": Key("What the rule is asked of.", names=tuple(Scope), default="unit"),
        "voices": Key("Whose words count: the author's alone, or others' too.", "texts", names=VOICES),
        "status": Key(
            "`preview`: shown, but never fails a run, until people have read what it finds.",
            names=("preview", "stable"),
            default="preview",
        ),
        "since": Key("The edition in which the rule came.", default=FIRST_EDITION),
        "principles": Key("The principles that ask the question.", "texts"),
        "message": Key("What is there, in the words of a colleague; names in braces are filled in."),
        "messages": Key("Other messages, by outcome or case.", "mapping"),
        "next_step": Key("One thing to try, ready to use.", is_needed=True),
        "paste": Key("Markdown that a writer can put into the lesson and fill in."),
        "question": Key("What a reviewer is asked.", is_needed=True),
        "examples": Key("Lessons as small as they can be: the rule's tests.", "entries", of=EXAMPLE),
        "false_alarms": Key("Where the rule is known to be wrong, for readers of its page."),
        "source": Key("The address of the text that the reason rests on."),
        "language": Key("The language of the lessons that the rule is about."),
    },
    {"anyOf": [{"required": ["extends"]}, {"required": ["title", "why", "how", "check", "severity"]}]},
)

RULES = Shape(
    "ManyMeans rules",
    {
        "family": Key("What these rules are about, in one word."),
        "rules": Key("The rules.", "entries", of=RULE, is_needed=True),
        "note": Key("A word on the file."),
    },
)

# What a rule that extends another does not take over: it is a rule of its own, not yet read by anybody.
_OWN = ("id", "extends", "status", "since")


def read_rules(files: Iterable[tuple[Path, str]], principles: Sequence[str] = ()) -> list[Rule]:
    """The rules of some files, each with a word on where the file comes from. Raises UserError.

    `principles` are the ids of the principles that there are.
    """
    entries: dict[str, Entry] = {}
    about: dict[str, tuple[str, str]] = {}
    for path, origin in files:
        held = RULES.read(read_yaml(path))
        for entry in held["rules"]:
            _see_its_keys(entry)
            id = _id(entry)
            if id in entries:
                entry.fail(
                    f"The rule `{id}` is there twice.",
                    _other_name(entries[id], about[id][1] == BUILT_IN != origin),
                    "id",
                )
            entries[id], about[id] = entry, (held["family"], origin)
    return [_rule(extended(entry, entries), principles, *about[id]) for id, entry in entries.items()]


def _see_its_keys(entry: Entry) -> None:
    """Fails for a key that no rule has; below an empty `options:` it is most likely an option too far left."""
    stray = next((key for key in entry.values if key not in RULE.keys and key != "__line__"), "")
    if stray and "options" in entry.values and entry.values["options"] is None:
        step = (
            f"If `{stray}` is an option, move the line to the right: it stands two spaces further in than `options:`."
        )
        entry.fail(f"There is no key `{stray}` here.", step, stray)
    entry.only(RULE.keys)


def _id(entry: Entry) -> str:
    """The name of a rule, which people write in settings and lessons."""
    id = entry.text("id")
    if fault := id_fault(id):
        entry.fail(*fault, "id")
    return id


def id_fault(id: str) -> tuple[str, str] | None:
    """What is wrong with the name of a rule, and what to do; None where nothing is."""
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        return None
    better = "-".join(re.findall(r"[a-z0-9]+", id.lower())) or "learners-choose"
    return f"`id` holds small letters, digits and hyphens only, not `{id}`.", f"Write `id: {better}`."


def _other_name(first: Entry, is_ours: bool) -> str:
    """What to do about a name that another rule has, perhaps one that comes with the project."""
    if is_ours:
        return "A rule that comes with ManyMeans has this name. Take another; to change that rule, use `extends:`."
    return f"Give one of them another name; the other stands in {first.path.as_posix()}:{first.line}."


def extended(entry: Entry, rules: Mapping[str, Entry], trail: tuple[str, ...] = ()) -> Entry:
    """A rule with what it takes over from the rule that it extends, and that from the one that it extends."""
    if "extends" not in entry.values:
        return entry
    base, trail = entry.text("extends"), (*trail, entry.text("id"))
    if base in trail:
        entry.fail(f"The rules extend each other: {', '.join(trail)}.", "Take one `extends` away.", "extends")
    if base not in rules:
        entry.fail(f"There is no rule `{base}` to extend.", nearest(base, list(rules)), "extends")
    above = extended(rules[base], rules, trail)
    # The lines below its keys are those of another file.
    values = {
        key: plain(value) if isinstance(value, dict) else value
        for key, value in above.values.items()
        if key not in (*_OWN, "__line__")
    }
    for key, value in entry.values.items():
        values[key] = value if key == "__line__" else _changed(entry, key, values.get(key), value)
    return Entry(values, entry.path, entry.line)


def _changed(entry: Entry, key: str, old: Any, new: Any) -> Any:
    """A value laid over another: keys are put together, `add` and `remove` change a list, all else replaces."""
    if not isinstance(new, dict):
        return new
    if new.keys() - {"__line__"} and new.keys() <= {"add", "remove", "__line__"}:
        return _with_changes(entry, key, _listed(old), new)
    if not isinstance(old, dict):
        return new
    return {**old, **{name: _changed(entry, key, old.get(name), value) for name, value in new.items()}}


def _with_changes(entry: Entry, key: str, old: list[Any], changes: Mapping[str, Any]) -> list[Any]:
    gone = _listed(changes.get("remove"))
    for value in gone:
        if value not in old:
            names = [str(known) for known in old if not isinstance(known, dict)]
            entry.fail(f"`{key}` has no `{value}` to take away.", nearest(str(value), names), key)
    return [value for value in old if value not in gone] + _listed(changes.get("add"))


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def _rule(entry: Entry, principles: Sequence[str], family: str, origin: str) -> Rule:
    values = RULE.read(entry)
    if principles:
        entry.some_of("principles", principles, "`manymeans rules coverage`")
    return Rule(
        id=values["id"],
        title=values["title"],
        why=values["why"],
        how=values["how"],
        check=values["check"],
        options=_options(entry),
        severity=Severity(values["severity"]),
        scope=Scope(values["scope"]),
        is_preview=values["status"] == "preview",
        principles=values["principles"],
        message=values["message"],
        messages={case: str(words).strip() for case, words in values["messages"].items()},
        next_step=values["next_step"],
        question=values["question"],
        examples=tuple(_example(example) for example in values["examples"]),
        source_url=values["source"],
        language=values["language"],
        paste=values["paste"],
        false_alarms=values["false_alarms"],
        place=f"{entry.path.name}:{entry.line}",
        voices=values["voices"] or ("author",),
        needs=values["needs"],
        since=values["since"],
        family=family,
        extends=values["extends"],
        origin=origin,
        written=entry.written,
    )


def _example(entry: Entry) -> Example:
    values = EXAMPLE.read(entry)
    outcome = next((name for name in _OUTCOMES if name in entry.values), None)
    if outcome is None:
        entry.fail("The example names no outcome.", f"Write its text under one of {', '.join(_OUTCOMES)}.")
    return Example(str(entry.values[outcome]), Outcome(outcome), values["note"], values["settings"], entry.written)


def _options(entry: Entry) -> dict[str, Any]:
    """What the check is given; kinds of evidence must be known."""
    options = entry.mapping("options")
    line = entry.written.line("options.kinds")
    Entry({**options, "__line__": {}}, entry.path, line).some_of("kinds", _KINDS, "`manymeans rules kinds`")
    return options
