"""Rules and cues tried on their own examples, before anybody meets them: what is wrong, and what to do."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from checker.catalogue import Catalogue, Cue, Example, Rule
from checker.checks import known_checks
from checker.checks.described import Described, can_never_fire, described, option_fault, see_that_it_can_be_asked
from checker.curriculum import CURRICULUM_CHECKS, answers, merged, tally_of
from checker.document import parse
from checker.engine import check
from checker.errors import UserError
from checker.finders.cues import hits
from checker.finders.reading import read
from checker.findings import Outcome, Scope
from checker.phrases import PhraseError, compile_phrases
from checker.settings import Settings
from checker.source import Source
from checker.unit import Lesson, Unit, read_lesson

_OPEN = (Outcome.NOT_MET, Outcome.NEEDS_A_PERSON)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a rule or a cue. A hint is worth a look, but no mistake for certain."""

    name: str
    error: UserError
    is_hint: bool = False


def troubles_of(rule: Rule, catalogue: Catalogue) -> Iterator[Trouble]:
    """What is wrong with a rule."""
    try:
        wrong = list(_option_troubles(rule))
        yield from wrong
        if not wrong:
            see_that_it_can_be_asked(rule, _checks_for(rule))
            yield from _troubles(rule, catalogue)
    except UserError as error:
        yield Trouble(rule.id, error)


def _checks_for(rule: Rule) -> Mapping[str, Callable[..., object]]:
    """The kinds of question that can be asked of what the rule is about."""
    return CURRICULUM_CHECKS if rule.scope is Scope.CURRICULUM else known_checks()


def _option_troubles(rule: Rule) -> Iterator[Trouble]:
    """What is wrong with each option, on its own line."""
    if rule.check not in _checks_for(rule):
        return
    kind = described(rule.check, _checks_for(rule)[rule.check])
    for name, value in rule.options.items():
        fault = option_fault(kind, name, value) or _phrase_fault(kind, name, value)
        if fault:
            yield Trouble(rule.id, rule.mistake(*_plainer(fault, name, value), f"options.{name}"))


def _plainer(fault: tuple[str, str], name: str, value: object) -> tuple[str, str]:
    """A fault in words that show what to do: no list of dozens of words, a number without quotation marks."""
    what, next_step = fault
    if "should be a number" in what and str(value).isdecimal():
        return f"`{name}` should be a number, but `{value}` in quotes is a text.", f"Write `{name}: {value}`."
    return what, next_step if len(next_step) < _LONGEST_STEP else "`manymeans rules kinds` lists those that there are."


_LONGEST_STEP = 300


def _phrase_fault(kind: Described, name: str, value: object) -> tuple[str, str] | None:
    option = kind.option(name)
    if option is None or option.holds != "phrases":
        return None
    for text in value if isinstance(value, list) else [value]:
        try:
            compile_phrases(str(text), {})
        except PhraseError as error:
            why, _, step = str(error).partition("; ")
            step = f"{step[:1].upper()}{step[1:]}. {_SEE}" if step else _SEE
            if "{" in str(text):
                step = "Write the words themselves: `(river|creek)`. Lists of words are for cues."
            return f"`{name}` holds a phrase that cannot be read, `{text}`: {why}.", step
    return None


_SEE = "The page for authors of rules says how phrases are written."


def _troubles(rule: Rule, catalogue: Catalogue) -> Iterator[Trouble]:
    never = can_never_fire(rule, described(rule.check, _checks_for(rule)[rule.check]))
    if never:
        yield Trouble(rule.id, rule.mistake(never, "Name what it looks for.", "options"))
    for example in rule.examples:
        wrong = _wrong_answer(rule, example, catalogue)
        if wrong:
            step = f'Change the rule, or the example that begins "{_begin(example.text)}".{_because(rule, wrong)}'
            error = example.written.mistake(wrong, step) if example.written else rule.mistake(wrong, step, "examples")
            yield Trouble(rule.id, error)
    yield from _missing_examples(rule)
    if not rule.is_built_in:
        yield from _hints(rule, catalogue)


def _wrong_answer(rule: Rule, example: Example, catalogue: Catalogue) -> str:
    settings = Settings.model_validate(dict(example.settings))
    alone = replace(catalogue, rules=(rule,))
    lessons = [
        _lesson_of(text, catalogue, f"example-{at}.md") for at, text in enumerate(example.lessons or (example.text,))
    ]
    said = _of_curriculum if rule.scope is Scope.CURRICULUM else _of_unit
    outcomes = sorted(said(lessons, alone, settings))
    if outcomes == [example.outcome]:
        return ""
    words = " and ".join(outcomes) or "nothing"
    return f"An example should be {example.outcome}, but the rule says {words}."


def _because(rule: Rule, wrong: str) -> str:
    """A word on why a rule says that it does not apply, which its author did not mean."""
    if not wrong.endswith(f"says {Outcome.NOT_APPLICABLE}."):
        return ""
    kind = described(rule.check, _checks_for(rule)[rule.check])
    words = kind.option("least_words")
    if words and rule.options.get("least_words") != 0:
        return f" It is perhaps too short: `least_words` is {rule.options.get('least_words', words.default)}."
    return f" The example holds nothing of which `{rule.check}` is asked."


def _of_unit(lessons: Sequence[Lesson], alone: Catalogue, settings: Settings) -> set[str]:
    """What the one rule of a catalogue says of a unit of some lessons."""
    report = check(Unit("example", lessons[0].title, tuple(lessons)), alone, settings)
    if report.crashes:
        return {f"`{report.crashes[0].trace.strip().splitlines()[-1]}`, for it breaks"}
    return {finding.outcome for finding in report.findings if finding.rule == alone.rules[0].id}


def _of_curriculum(lessons: Sequence[Lesson], alone: Catalogue, settings: Settings) -> set[str]:
    """What the one rule of a catalogue says of a curriculum in which each lesson is a unit."""
    reports = [check(Unit(lesson.path, lesson.title, (lesson,)), alone, settings) for lesson in lessons]
    whole = merged(tally_of(report) for report in reports)
    return {answer.outcome for answer in answers(whole, alone.rules, settings.community)}


def _lesson_of(text: str, catalogue: Catalogue, path: str = "example.md") -> Lesson:
    return read_lesson(parse(Source(path, text)), catalogue.sections)


def _begin(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) < 50 else words[:47] + "…"


def _missing_examples(rule: Rule) -> Iterator[Trouble]:
    outcomes = {example.outcome for example in rule.examples}
    asks_always = rule.check == "question" and rule.options.get("always", True)
    if not outcomes & set(_OPEN):
        step = "Add a lesson under `not-met:` or `needs-a-person:`."
        yield Trouble(rule.id, rule.mistake("No example shows when the rule speaks up.", step, "examples"))
    if outcomes <= set(_OPEN) and not asks_always:
        step = "Add a lesson under `met:` or `not-applicable:`."
        yield Trouble(rule.id, rule.mistake("No example shows when the rule stays silent.", step, "examples"))


def _hints(rule: Rule, catalogue: Catalogue) -> Iterator[Trouble]:
    """What is likely, but not for certain, a slip in a rule of one's own."""
    yield from _slips_in(rule)
    yield from _left_open(rule, catalogue)
    texts = [text for value in rule.options.values() if isinstance(value, list) for text in value]
    for text in texts:
        if isinstance(text, str) and is_perhaps_two_phrases(text):
            yield Trouble(rule.id, rule.mistake(*_two_phrases(text), "options"), is_hint=True)


def _slips_in(rule: Rule) -> Iterator[Trouble]:
    """A message for an outcome that is none."""
    for name in rule.messages:
        outcome = next(iter(get_close_matches(name, list(Outcome), n=1, cutoff=0.75)), name)
        if outcome != name:
            what = f"No outcome is called `{name}`."
            yield Trouble(rule.id, rule.mistake(what, f"Did you mean `{outcome}`?", f"messages.{name}"), is_hint=True)


def _left_open(rule: Rule, catalogue: Catalogue) -> Iterator[Trouble]:
    """Names in braces that nothing fills in where the rule speaks of its own examples."""
    texts = {"message": rule.message, "next_step": rule.next_step}
    texts |= {f"messages.{case}": words for case, words in rule.messages.items()}
    named = [(key, name) for key, text in texts.items() for name in re.findall(r"\{\w*", text)]
    said = " ".join(_said_of_examples(rule, catalogue)) if named and rule.scope is not Scope.CURRICULUM else ""
    for key, name in named:
        if name in said:
            what = f"Nothing fills in `{name}}}`: readers see it as it stands."
            step = f"Take the braces away; a built-in rule of the kind `{rule.check}` shows which names there are."
            yield Trouble(rule.id, rule.mistake(what, step, key), is_hint=True)


def _said_of_examples(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    """What the rule says, filled in, of its own examples."""
    alone = replace(catalogue, rules=(rule,))
    for example in rule.examples:
        texts = example.lessons or (example.text,)
        lessons = tuple(_lesson_of(text, catalogue, f"example-{at}.md") for at, text in enumerate(texts))
        report = check(
            Unit("example", lessons[0].title, lessons), alone, Settings.model_validate(dict(example.settings))
        )
        yield from (f"{finding.message} {finding.next_step}" for finding in report.findings)


def _two_phrases(text: str) -> tuple[str, str]:
    read_as = ", then ".join(part.replace("|", " or ") for part in text.split())
    what = f"`{text}` is read as {read_as}."
    left, _, right = text.partition("|")
    return what, f"For one phrase or the other write `({left.strip()}|{right.strip()})`."


def is_perhaps_two_phrases(text: str) -> bool:
    """Whether a phrase such as `exit ticket|exit slip` was perhaps meant as two phrases of several words."""
    words = text.split()
    choices = [at for at, word in enumerate(words) if "|" in word and "(" not in text]
    plain = [word for word in words if re.fullmatch(r"[\w'-]+", word)]
    if len(choices) != 1:
        return False
    chosen = words[choices[0]].split("|")
    has_whole_words = all(len(word) > _LONGEST_LITTLE_WORD for word in chosen)
    is_middle = len(words) == len(plain) + 1 == _WORDS_OF_TWO_PAIRS and choices[0] == 1
    return bool(set(plain) & set(chosen)) or (is_middle and has_whole_words)


_WORDS_OF_TWO_PAIRS = 3
_LONGEST_LITTLE_WORD = 3


def cue_troubles(cue: Cue, catalogue: Catalogue) -> Iterator[Trouble]:
    """What is wrong with a cue: an example on which it does not fire, or a near miss on which it does."""
    alone = replace(catalogue, cues=(cue,))
    for text in cue.fires:
        if not _fires(cue, text, alone):
            yield _cue_trouble(cue, f'The cue should fire on "{_begin(text)}".', "Change the cue or the example.")
    for text in cue.silent:
        if _fires(cue, text, alone):
            yield _cue_trouble(cue, f'The cue should be silent on "{_begin(text)}".', "Narrow it with `without: […]`.")
    if not cue.fires or not cue.silent:
        missing = "fires" if not cue.fires else "silent"
        yield _cue_trouble(cue, f"The cue has no `{missing}` example.", f"Add `{missing}: [a sentence]`.")
    for phrase in cue.phrases if cue.origin != catalogue.folders[0].origin else ():
        if is_perhaps_two_phrases(phrase.text):
            yield replace(_cue_trouble(cue, *_two_phrases(phrase.text)), is_hint=True)


def _fires(cue: Cue, text: str, catalogue: Catalogue) -> bool:
    return any(hit.cue.id == cue.id and not hit.missed for hit in hits(read(_lesson_of(text, catalogue)), catalogue))


def _cue_trouble(cue: Cue, what: str, next_step: str) -> Trouble:
    error = cue.written.mistake(what, next_step) if cue.written else UserError(cue.place, what, next_step)
    return Trouble(cue.id, error)


def all_troubles(rules: Iterable[Rule], cues: Sequence[Cue], catalogue: Catalogue) -> Iterator[Trouble]:
    """What is wrong with some rules and cues of a catalogue."""
    for rule in rules:
        yield from troubles_of(rule, catalogue)
    for cue in cues:
        yield from cue_troubles(cue, catalogue)
