"""What accessibility needs reading for: alternative texts, link texts, headings, instructions by color or place alone.

Empty alternative texts, levels of headings and the like need no reading; other checks and Markdown linters see them.
"""

import re
from collections.abc import Iterator

from checker.checks.media import NO_DESCRIPTION
from checker.checks.question import Answer, Question
from checker.document import Run
from checker.findings import Evidence, Outcome
from checker.source import Span
from checker.unit import Lesson, Passage, Voice

FACET = "access"
_MOST_SHOWN = 10


def _answers(question: Question, value: str, found: list[tuple[Span, str]], is_any: bool) -> Iterator[Answer]:
    """One answer for all places of a unit: not met where there are any, met where there was something to look at."""
    if found:
        shown = tuple(Evidence(FACET, value, span) for span, _ in found[:_MOST_SHOWN])
        words = {"words": found[0][1], "count": str(len(found))}
        yield Answer(Outcome.NOT_MET, found[0][0], shown, words, "several" if len(found) > 1 else "")
    else:
        yield Answer(Outcome.MET if is_any else Outcome.NOT_APPLICABLE, question.top)


_BARE_ALT = re.compile(
    r"(?:an? |the |my )?(?:image|picture|photo|photograph|screen ?shot|screen ?grab|graphic|figure|diagram|chart|graph"
    r"|icon|logo|banner|illustration|drawing|gif|map|fig\.?|img|pic|alt(?:ernative)? ?text|description"
    r"|image description|todo|tbd|placeholder|untitled|cover|header|thumbnail|img[_ -]?\w*\d|dsc[_ -]?\d+"
    r"|screen ?shot[ _-]+\d[\w.:_ -]*)(?: ?(?:here|goes here|\d+|[a-z]|of (?:it|this|that)))?[\s.!:]*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_LONGEST_ALT = 300


def alternatives_help(question: Question) -> Iterator[Answer]:
    """The words of each picture say what a learner should see: no bare "diagram", no address, no essay.

    A picture whose only words are the name of its file has none; `image-alternatives` says so.

    Options:
        longest (number, 300): how many characters are still read at one go.
    """
    longest = question.number("longest", _LONGEST_ALT)
    pictures = [(run.span, run.text.strip()) for lesson in question.lessons for run in _pictures(lesson)]
    spoken = [(span, text) for span, text in pictures if not NO_DESCRIPTION.fullmatch(text)]
    found = [(span, text[:60]) for span, text in spoken if _is_unhelpful(text, longest)]
    yield from _answers(question, "alternative-text", found, bool(spoken))


def _pictures(lesson: Lesson) -> Iterator[Run]:
    for passage in lesson.passages:
        yield from (run for run in passage.runs if "image" in run.marks and "html-attribute" not in run.marks)


def _is_unhelpful(text: str, longest: int) -> bool:
    return _BARE_ALT.fullmatch(text) is not None or _ADDRESS.fullmatch(text) is not None or len(text) > longest


_VAGUE_LINK = re.compile(
    r"\W*(?:(?:please )?(?:click|tap|press|look|see|go|read)(?: on)? )?(?:over )?"
    r"(?:here|this|link|this link|the link|this one|more|read more|learn more|more info(?:rmation)?|this page|this site"
    r"|this website|this article|this video|this document|this file|page|website|url|go|click|details|continue|download"
    r"|view|open|see more)\W*",
    re.IGNORECASE,
)


def links_say_where(question: Question) -> Iterator[Answer]:
    """The words of each link say where it leads: no "here", "this link" or bare address.

    Options:
        none.
    """
    links = [(run.span, text) for lesson in question.lessons for run, text in _links(lesson)]
    found = [(span, text[:60]) for span, text in links if _VAGUE_LINK.fullmatch(text)]
    yield from _answers(question, "link-text", found, bool(links))


def _links(lesson: Lesson) -> Iterator[tuple[Run, str]]:
    """The links of a lesson with their words."""
    for passage in lesson.passages:
        if passage.voice is not Voice.AUTHOR:
            continue
        for target in passage.targets():
            runs = [run for run in passage.runs if run.target == target.target and "link" in run.marks]
            if runs and not any("image" in run.marks for run in runs):
                yield target, "".join(run.text for run in runs).strip()


_VAGUE_HEADING = re.compile(
    r"\W*(?:untitled|title|heading|header|section|new section|misc(?:ellaneous)?|stuff|other|etc|other stuff|todo|tbd"
    r"|more|text|content|page|here|this|things|info|lorem ipsum.*|your title here|section title|chapter title"
    r"|subheading)\W*",
    re.IGNORECASE,
)


def headings_say_what(question: Question) -> Iterator[Answer]:
    """Each heading has words that say what follows: none is empty or a placeholder.

    Options:
        none.
    """
    headings = [
        (block.span, block.text.strip())
        for lesson in question.lessons
        for block in lesson.document.walk()
        if block.kind == "heading"
    ]
    fields = {span.order for span, text in headings if _FIELD.fullmatch(text)} if len(headings) >= _FORM else set()
    found = [
        (span, text or "#")
        for span, text in headings
        if _is_vague(span, text) and not (len(fields) == 1 and span.order in fields)
    ]
    yield from _answers(question, "heading", found, bool(headings))


_FIELD, _FORM = re.compile(r"title\s*:?", re.IGNORECASE), 3
"""The heading of the field of a form under which the title stands, and how many headings make a page a form.

Twice on a page it is a placeholder.
"""


# A lone `~` closes a box in some dialects; it is no heading.
_WORDLESS = re.compile(r"(?!~$)\W*")


def _is_vague(span: Span, text: str) -> bool:
    """Whether a heading has no words of its own; those of a picture in it count."""
    is_empty = _WORDLESS.fullmatch(text) is not None and "![" not in span.text and "<img" not in span.text.lower()
    return is_empty or _VAGUE_HEADING.fullmatch(text) is not None


_COLORS = (
    r"(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white|brown|violet|turquoise|gold|light blue"
    r"|dark blue|light green)"
)
_ON_PAGE = (
    r"(?:box(?:es)?|text|words?|lines?|buttons?|arrows?|circles?|areas?|sections?|columns?|rows?|letters?|dots?|bars?|links?|font"
    r"|highlight(?:ed|s|ing)?|parts?|sentences?|answers?|items?|squares?|regions?|curve|curves|cells?|borders?|outline)"
)
_ACT = (
    r"(?:click|press|choose|select|look at|find|read|see|circle|use|answer|solve|complete|fill(?: in)?|copy|tap|follow"
    r"|check|pick|drag|hit)"
)
_SHOWN = (
    r"(?:shown|marked|highlighted|written|printed|labell?ed|colou?red|underlined|shaded|displayed|indicated|listed"
    r"|outlined)"
)
_BY_COLOR = re.compile(
    rf"\b{_ACT}\b(?:\s+(?:on|in|for|only|all|each|of|your|next))*\s+(?:the|all|each|every|only)\s+"
    rf"{_COLORS}(?: or {_COLORS})? {_ON_PAGE}\b"
    rf"|\b{_SHOWN} (?:up )?in {_COLORS}\b"
    r"|\bthe (?:words?|items?|parts?|text|numbers?|ones|sentences?|lines?|answers?|questions?|fields?|steps?) in "
    rf"{_COLORS}\b",
    re.IGNORECASE,
)
_THING = (
    r"(?:box|picture|image|photo|figure|table|menu|buttons?|panel|pane|sidebar|diagram|chart|graph|column|links?|text"
    r"|icon|map|video|list|tabs?|toolbar|example|code|window)"
)
_SIDE = (
    r"(?:far |top |bottom |upper |lower )?(?:right|left)(?:[- ]hand)?"
    r"(?: (?:side|corner|column|of the (?:page|screen)))?"
)
_NOT_MOVED = "".join(rf"(?<!\b{verb} )" for verb in "move shift drag slide turn push pull scroll pan swipe".split())
_BY_PLACE = re.compile(
    rf"{_NOT_MOVED}\b(?:the|this|that|these|those) {_THING} (?:(?:that is|which is|located|found|shown|seen) )?"
    rf"(?:on|to|at|in) (?:the|your) {_SIDE}\b(?! (?:time|moment|order|place|size|angle|way)\b)"
    r"|\b(?:in|from|at) the (?:box|panel|menu|column|sidebar|picture|diagram) (?:on|to|at) the"
    r" (?:right|left|top|bottom)\b"
    rf"|\b{_ACT} (?:on )?the (?:round|square|big|large|small|little|triangular|curved|tall)"
    r" (?:button|box|icon|link|tab)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"[\"“*`'‘]|\b(?:labell?ed|called|named|titled|that says|with the (?:word|name|label)|marked with an?)\b|\([A-Z]"
)
_NEAR = 40


def more_than_color_or_place(question: Question) -> Iterator[Answer]:
    """No instruction rests on color or on place in the page alone: what is meant is named as well.

    Options:
        none.
    """
    found = [place for lesson in question.lessons for passage in lesson.passages for place in _by_sense(passage)]
    yield from _answers(question, "color-or-place", found, any(lesson.words for lesson in question.lessons))


def _by_sense(passage: Passage) -> Iterator[tuple[Span, str]]:
    if passage.voice is not Voice.AUTHOR or passage.kind in ("heading", "front"):
        return
    for pattern in (_BY_COLOR, _BY_PLACE):
        for match in pattern.finditer(passage.text):
            if not _is_named(passage, *match.span()) and not passage.is_code(*match.span()):
                yield passage.span(*match.span()), match[0]


def _is_named(passage: Passage, start: int, end: int) -> bool:
    """Whether the thing has a name beside its color or place: bold, in code or in quotation marks, or a label."""
    around = passage.text[max(0, start - _NEAR) : end + _NEAR]
    marked = (
        at
        for at, run in zip(passage.starts, passage.runs, strict=True)
        if run.marks & {"strong", "code", "emphasis", "link"} and start - _NEAR < at < end + _NEAR
    )
    return _NAMED.search(around) is not None or next(marked, None) is not None
