"""Whether what stands around a match is what its cue asks for."""

import re
from collections.abc import Iterable, Iterator

from checker.catalogue import Conditions
from checker.finders.reading import Read, Reading
from checker.phrases import Phrase, tokens_of
from checker.unit import Passage, Voice

BODY = frozenset({"paragraph", "item", "cell", "definition", "html", "title", "front"})


def failing(
    conditions: Conditions, reading: Reading, read: Read, first: int, last: int, kinds: frozenset[str] = BODY
) -> str:
    """The name of the first condition that does not hold for a match in a passage; empty where all hold.

    `kinds` are the kinds of passage that count where the cue names none.
    """
    passage = read.passage
    return (
        _around(conditions, passage, kinds)
        or _sentence(conditions, read, first)
        or _position(conditions, reading, read, first, last)
        or _headings(conditions, reading, passage)
        or ("unless_lesson" if conditions.unless_lesson and reading.has_anywhere(conditions.unless_lesson) else "")
    )


def _around(conditions: Conditions, passage: Passage, kinds: frozenset[str]) -> str:
    if passage.voice is not Voice.AUTHOR:
        return "voice"
    if passage.kind not in (conditions.kinds or kinds):
        return "kinds"
    if conditions.in_roles and not conditions.in_roles & passage.roles:
        return "in_roles"
    if conditions.not_in_roles & passage.roles and not conditions.in_roles & passage.roles:
        return "not_in_roles"
    if conditions.audience and passage.audience != conditions.audience:
        return "audience"
    if conditions.inside and not _is_inside(passage, conditions.inside):
        return "inside"
    return "not_inside" if _is_inside(passage, conditions.not_inside) else ""


def _is_inside(passage: Passage, names: Iterable[str]) -> bool:
    return any(name in place.split(":") or name == place for place in passage.inside for name in names)


def _sentence(conditions: Conditions, read: Read, first: int) -> str:
    start, end = read.sentence_of(first)
    words = end - start
    if conditions.most_words and words > conditions.most_words:
        return "most_words"
    if conditions.least_words and words < conditions.least_words:
        return "least_words"
    if conditions.question and read.tokens[end - 1].text[0] != "?":
        return "question"
    if conditions.with_ and not _any_in(conditions.with_, read, start, end):
        return "with"
    return "without" if _any_in(conditions.without, read, start, end) else ""


def _position(conditions: Conditions, reading: Reading, read: Read, first: int, last: int) -> str:
    if conditions.starts and not _starts(read, first):
        return "starts"
    if conditions.marked and not _is_marked(read, first, last):
        return "marked"
    if conditions.set_off and not _is_set_off(read, first):
        return "set_off"
    if conditions.labelled and not _is_labelled(read, first):
        return "labelled"
    return "answered" if conditions.answered and not _is_answered(reading, read, first) else ""


def _starts(read: Read, first: int) -> bool:
    """Whether a match is the first of its sentence, after a number or a mark at most."""
    start, _ = read.sentence_of(first)
    return all(not token.is_word or token.text.isdigit() for token in read.tokens[start:first])


_EMPHASIS = frozenset({"strong", "emphasis"})
_QUOTED = re.compile(r"[\"“]([^\"“”]{2,60})[\"”]")
_MOST_MARKED = 5


def _is_marked(read: Read, first: int, last: int) -> bool:
    """Whether a match stands right before or after a few words in bold, italics or double quotation marks."""
    start, end = read.tokens[first].start, read.tokens[last - 1].end
    return any(_is_next(read, a, b, start, end) for a, b in _marked_words(read.passage))


_AFTER_TERM = re.compile(r"[*_\"”’)\s]*(?:[—–:,(=]|-{1,2}\s)\s*")


def _is_set_off(read: Read, first: int) -> bool:
    """Whether a match stands right after a few words that are set off and a dash, comma, colon or bracket."""
    start = read.tokens[first].start
    return any(b <= start and _AFTER_TERM.fullmatch(read.passage.text[b:start]) for _, b in _marked_words(read.passage))


def _is_next(read: Read, a: int, b: int, start: int, end: int) -> bool:
    between = read.passage.text[b:start] if b <= start else read.passage.text[end:a] if a >= end else None
    return between is not None and len(between.split()) <= 1 and not set(between) & set(".?!;:")


def _marked_words(passage: Passage) -> Iterator[tuple[int, int]]:
    """The stretches of at most five words that are set off from the text around them."""
    for found in _QUOTED.finditer(passage.text):
        if len(found[1].split()) <= _MOST_MARKED and not passage.is_code(found.start(), found.end()):
            yield found.span()
    for at, run in zip(passage.starts, passage.runs, strict=True):
        if run.marks & _EMPHASIS and run.text.strip() and len(run.text.split()) <= _MOST_MARKED:
            yield at, at + len(run.text)


def _is_labelled(read: Read, first: int) -> bool:
    """Whether a match stands right after a label of a few words and a colon or dash, at the start of its passage."""
    label = read.tokens[: first - 1] if first else []
    if not 0 < len(label) <= 6 or not all(token.is_word or token.text in "()/" for token in label):
        return False
    between = read.passage.text[label[-1].end : read.tokens[first].start]
    return any(mark in between for mark in (":", "–", "—", "=")) or " - " in between


def _is_answered(reading: Reading, read: Read, first: int) -> bool:
    """Whether a question is followed at once by its answer, in brackets or italics, or in a line below it."""
    _, end = read.sentence_of(first)
    if end == 0 or read.tokens[end - 1].text[0] != "?":
        return False
    while end < len(read.tokens) and read.tokens[end].text in ('"', "”"):
        end += 1
    if end < len(read.tokens):
        after = read.tokens[end]
        is_set_off = _in_italics(read, after.start) and not _in_italics(read, read.tokens[first].start)
        return after.text in ("(", "answer", "answers", "[") or is_set_off
    following = reading.after(read)
    if following is None:
        return False
    if following.passage.stem is read.passage and following.passage.kind == "item":
        return not following.passage.text.rstrip().endswith("?")
    text = following.passage.text.lstrip("*_ (").lower()
    return text.startswith(("answer", "(", "possible answer", "sample answer", "solution", "expected"))


def _in_italics(read: Read, offset: int) -> bool:
    runs = zip(read.passage.starts, read.passage.runs, strict=True)
    return any(at <= offset < at + len(run.text) and "emphasis" in run.marks for at, run in runs)


def _any_in(phrases: Iterable[Phrase], read: Read, start: int, end: int) -> bool:
    return any(read.holds(phrase, start, end) for phrase in phrases)


def _headings(conditions: Conditions, reading: Reading, passage: Passage) -> str:
    if conditions.stem:
        stem = passage.stem
        tokens = tokens_of(stem.text) if stem else []
        if not any(phrase.search(tokens) is not None for phrase in conditions.stem):
            return "stem"
    if conditions.under and not _under(conditions.under, reading, passage):
        return "under"
    return "not_under" if _under(conditions.not_under, reading, passage) else ""


def _under(phrases: Iterable[Phrase], reading: Reading, passage: Passage) -> bool:
    titles = [reading.title_tokens(title) for title in passage.section.trail()]
    return any(phrase.search(tokens) is not None for phrase in phrases for tokens in titles)
