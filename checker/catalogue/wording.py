"""`principles/wording/*.yaml` to term packs, choices and subjects."""

from collections.abc import Sequence
from pathlib import Path

from checker.catalogue.cues import read_lists
from checker.catalogue.shapes import Key, Shape
from checker.catalogue.vocabulary import FACETS, KINDS, ROLES
from checker.catalogue.yamlfile import Entry, read_yaml
from checker.phrases import Phrase, PhraseError, compile_list, compile_phrases
from checker.wording import Choice, Guards, Option, Pack, Subject, Term, Wording

Lists = dict[str, frozenset[str]]

_ASIDE = frozenset({"lists", "choices", "subjects"})
_PHRASE_GUARDS = (
    "before", "after", "needs_before", "needs_after", "with", "without", "lesson_with", "lesson_without",
)  # fmt: skip

_GUARDS = {
    "before": Key("Words directly before it that rule it out.", "texts"),
    "after": Key("Words directly after it that rule it out.", "texts"),
    "needs_before": Key("Words one of which must stand directly before it.", "texts"),
    "needs_after": Key("Words one of which must stand directly after it.", "texts"),
    "with": Key("Words one of which must stand in the same sentence.", "texts"),
    "without": Key("Words none of which may stand in the same sentence.", "texts"),
    "lesson_with": Key("Words one of which must stand in the lesson.", "texts"),
    "lesson_without": Key("Words none of which may stand in the lesson.", "texts"),
    "subjects": Key("Subjects of the lesson in which it counts.", "texts"),
    "not_subjects": Key("Subjects of the lesson in which it is silent.", "texts"),
    "audience": Key("To whom the page speaks.", names=("teacher", "learner")),
    "roles": Key("Roles of the sections in which it counts.", "texts", names=ROLES),
    "not_roles": Key("Roles of the sections in which it is silent.", "texts", names=ROLES),
    "kinds": Key("Kinds of passage that are looked at.", "texts", names=KINDS),
    "tags": Key("Parts of speech that its last word must have.", "texts"),
    "first_tags": Key("Parts of speech that its first word must have.", "texts"),
    "alone": Key("Whether it must stand by itself.", "flag"),
    "starts": Key("Whether it must start the passage.", "flag"),
    "case": Key("How it must be written.", names=("capital", "lower")),
}

TERM = Shape(
    "Words that a lesson might change: why, and what says the same better.",
    {
        "id": Key("The name within its pack.", is_needed=True),
        "value": Key("The kind of wording.", is_needed=True, names=FACETS["wording"]),
        "phrases": Key("The words.", "texts"),
        "construction": Key("What it is.", names=("phrase", "pronoun"), default="phrase"),
        "why": Key("One reason, in a sentence.", is_needed=True),
        "alternatives": Key("Words that say the same better.", "texts"),
        "forms": Key("Other words for some forms of the phrase.", "mapping"),
        "source": Key("The guide: name, url and date.", "mapping"),
        "safe": Key("Whether the first alternative can be put in without a person.", "flag"),
        "weak": Key("Whether it is only a hint.", "flag"),
        "preview": Key("Whether people have yet to read what it finds.", "flag"),
        "enabled": Key("Whether it is looked for unless the settings say so.", "flag", default=True),
        "slur": Key("Whether it is a slur.", "flag"),
        "fires": Key("Sentences on which it fires.", "texts"),
        "silent": Key("Near misses on which it stays silent.", "texts"),
        "note": Key("A word on the term."),
        **_GUARDS,
    },
)

PACK = Shape(
    "ManyMeans wording",
    {
        "pack": Key("The name of the pack.", is_needed=True),
        "title": Key("What its words have in common.", is_needed=True),
        "language": Key("The language of its words.", default="en"),
        "enabled": Key("Whether it is looked for unless the settings say so.", "flag", default=True),
        "density": Key("How many words of the pack in a thousand are too many; 0 counts each.", "number"),
        "least": Key("How many of its words are needed before anything is said.", "number"),
        "source": Key("The guide on which the pack rests: name, url and date.", "mapping"),
        "terms": Key("The terms.", "entries", of=TERM, is_needed=True),
        "note": Key("A word on the pack."),
    },
)


def read_wording(folder: Path, more: Sequence[Path] = (), more_lists: Sequence[Path] = ()) -> Wording:
    """The packs of a folder, with more packs and lists of words from a curriculum or a package. Raises UserError."""
    if not (folder / "lists.yaml").is_file():
        return Wording()
    lists = _lists(folder / "lists.yaml")
    for path in more_lists:
        lists |= read_lists(path, lists)
    subjects = _subjects(folder / "subjects.yaml")
    names = frozenset(subject.id for subject in subjects)
    files = [path for path in sorted(folder.glob("*.yaml")) if path.stem not in _ASIDE]
    packs = tuple(_pack(read_yaml(path), lists, names) for path in (*files, *more))
    return Wording(packs, _choices(folder / "choices.yaml", lists, names), subjects)


def _lists(path: Path) -> Lists:
    entry = read_yaml(path)
    lists: Lists = {}
    for name in entry.values:
        if name != "__line__":
            lists[name] = compile_list(entry.texts(name), lists)
    return lists


def _subjects(path: Path) -> tuple[Subject, ...]:
    entry = read_yaml(path)
    entry.only(("subjects",))
    return tuple(
        Subject(one.text("id"), compile_list(one.texts("words"), {}), one.number("least"))
        for one in entry.entries("subjects")
    )


def _choices(path: Path, lists: Lists, subjects: frozenset[str]) -> tuple[Choice, ...]:
    entry = read_yaml(path)
    entry.only(("choices",))
    return tuple(_choice(one, lists, subjects) for one in entry.entries("choices"))


def _choice(entry: Entry, lists: Lists, subjects: frozenset[str]) -> Choice:
    entry.only(("id", "question", "options"))
    options = tuple(_option(one, lists, subjects) for one in entry.entries("options"))
    return Choice(entry.text("id"), entry.text("question"), options, f"{entry.path.name}:{entry.line}")


def _option(entry: Entry, lists: Lists, subjects: frozenset[str]) -> Option:
    entry.only(("id", "name", "guide", "url", "phrases", *_GUARDS))
    return Option(
        id=entry.text("id"),
        name=entry.text("name"),
        guide=entry.text("guide"),
        url=entry.text("url"),
        phrases=_phrases(entry, "phrases", lists),
        guards=_guards(entry, lists, subjects),
    )


def _pack(entry: Entry, lists: Lists, subjects: frozenset[str]) -> Pack:
    entry.only(PACK.keys)
    id, language = entry.text("pack"), entry.text("language", "en")
    return Pack(
        id=id,
        title=entry.text("title"),
        language=language,
        terms=tuple(_term(term, entry, id, language, lists, subjects) for term in entry.entries("terms")),
        is_on=bool(entry.values.get("enabled", True)),
        density=entry.number("density", 0),
        least=entry.number("least", 0),
    )


def _term(entry: Entry, pack: Entry, id: str, language: str, lists: Lists, subjects: frozenset[str]) -> Term:
    entry.only(TERM.keys)
    source = entry.mapping("source") or pack.mapping("source")
    construction = entry.one_of("construction", ("phrase", "pronoun"), "phrase")
    if construction == "phrase" and not entry.texts("phrases"):
        entry.fail("The term says nothing to look for.", "Add `phrases: […]`.")
    return Term(
        id=f"{id}/{entry.text('id')}",
        pack=id,
        language=language,
        value=entry.one_of("value", FACETS["wording"]),
        construction=construction,
        phrases=_phrases(entry, "phrases", lists),
        why=entry.text("why"),
        alternatives=entry.texts("alternatives"),
        forms={word: str(text) for word, text in entry.mapping("forms").items()},
        guards=_guards(entry, lists, subjects),
        source=str(source.get("name", "")),
        url=str(source.get("url", "")),
        date=str(source.get("date", "")),
        is_safe=bool(entry.values.get("safe")),
        is_weak=bool(entry.values.get("weak")),
        is_preview=bool(entry.values.get("preview")),
        is_on=bool(entry.values.get("enabled", True)),
        is_slur=bool(entry.values.get("slur")),
        fires=entry.texts("fires"),
        silent=entry.texts("silent"),
        place=f"{entry.path.name}:{entry.line}",
    )


def _guards(entry: Entry, lists: Lists, subjects: frozenset[str]) -> Guards:
    phrases = {key: _phrases(entry, key, lists) for key in _PHRASE_GUARDS}
    first_tags = entry.texts("first_tags")
    return Guards(
        before=phrases["before"],
        after=phrases["after"],
        needs_before=phrases["needs_before"],
        needs_after=phrases["needs_after"],
        with_=phrases["with"],
        without=phrases["without"],
        lesson_with=phrases["lesson_with"],
        lesson_without=phrases["lesson_without"],
        subjects=frozenset(entry.some_of("subjects", subjects)),
        not_subjects=frozenset(entry.some_of("not_subjects", subjects)),
        audience=entry.one_of("audience", ("", "teacher", "learner"), ""),
        roles=frozenset(entry.some_of("roles", ROLES)),
        not_roles=frozenset(entry.some_of("not_roles", ROLES)),
        kinds=frozenset(entry.some_of("kinds", KINDS)),
        tags=frozenset(first_tags or entry.texts("tags")),
        is_first_tagged=bool(first_tags),
        is_alone=bool(entry.values.get("alone")),
        starts=bool(entry.values.get("starts")),
        case=entry.one_of("case", ("", "capital", "lower"), ""),
    )


def _phrases(entry: Entry, key: str, lists: Lists) -> tuple[Phrase, ...]:
    phrases: list[Phrase] = []
    for text in entry.texts(key):
        try:
            phrases += compile_phrases(text, lists)
        except PhraseError as error:
            entry.fail(f"`{key}` holds a phrase that cannot be read: {error}.", "See the page on phrases.", key)
    return tuple(phrases)
