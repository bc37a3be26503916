"""What was seen on a line of a lesson: who speaks, which cues fired, what was found, and what the rules say of it."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import exp
from pathlib import Path

from checker.finders import Hit, Opinion
from checker.findings import Decision, Finding, Report
from checker.source import Span
from checker.unit import Lesson, Passage, Voice
from checker.voice import voice_at

_MISSED = {
    "actor": "no learner does it here",
    "undecided": "it is not plain who does it",
    "negated": "it is negated",
    "hypothetical": "it is only a condition",
    "code": "it stands in code",
    "voice": "it is quoted",
    "in_roles": "the section is not one of those that the cue asks for",
    "not_in_roles": "the section has a role in which the cue is silent",
    "kinds": "the cue looks at other kinds of passage",
    "with": "the words that must go with it are not in the sentence",
    "without": "the sentence holds words that rule it out",
    "unless_lesson": "the lesson offers another way elsewhere",
    "audience": "the page speaks to somebody else",
}


def place_text(
    lesson: Lesson,
    line: int,
    hits: Sequence[Hit],
    opinions: Sequence[Opinion],
    report: Report,
    settings: Path | None,
) -> str:
    """What was seen on a line of a lesson, in parts.

    These are: what stands around it, the cues that fired, those that nearly did and why not, what the learned judge
    makes of it, other evidence, and the findings of the report with what was decided of them. `settings` is the file
    that they come from.
    """
    source = lesson.document.source
    here = [p for p in lesson.passages if source.position(p.place.start)[0] <= line <= source.position(p.place.end)[0]]
    on_line = [hit for hit in hits if source.position(hit.evidence.span.start)[0] == line]
    shown = {found.kind for found in report.evidence if found.span.source is source}
    parts = [f"{_shown(lesson)}:{line}  {source.line_text(line).strip()}", f"  settings: {settings or 'the defaults'}"]
    parts += [_around(passage, lesson, line) for passage in here[:3]]
    fired = [_fired(hit, shown) for hit in on_line if not hit.missed]
    nearly = [_nearly(hit) for hit in on_line if hit.missed and len(hit.evidence.span.text) >= _LEAST_LETTERS]
    parts.append("\n".join(["Fired", *(fired or ["  nothing"])]))
    if nearly:
        parts.append("\n".join(["Nearly", *dict.fromkeys(nearly)]))
    if judged := [_judged(one, shown) for one in opinions]:
        parts.append("\n".join(["Judged", *judged]))
    parts += [*_other_evidence(report, on_line, line, lesson), *_findings(report, line, lesson)]
    return "\n\n".join(parts)


_LEAST_LETTERS = 4


def _around(passage: Passage, lesson: Lesson, line: int) -> str:
    trail = " > ".join(title for title in passage.section.trail() if title) or "no heading"
    lines = [
        f"  {passage.kind} under {trail}",
        (f"  role of the section: {', '.join(sorted(passage.roles)) or 'none known'}; spoken to: {passage.audience}"),
        *_voices(passage, lesson, line),
    ]
    if passage.stem:
        lines.append(f"  led in by: {' '.join(passage.stem.text.split())[:90]}")
    return "\n".join(lines)


def _fired(hit: Hit, shown: set[str]) -> str:
    weak = ", a hint that counts only with others" if hit.cue.is_weak else ""
    kept = "" if hit.evidence.kind in shown else "; not trusted enough to show"
    return f'  {hit.evidence.kind}  "{hit.evidence.span.text}"  by {hit.cue.id} ({hit.cue.place}{weak}){kept}'


def _nearly(hit: Hit) -> str:
    reason = _MISSED.get(hit.missed, f"its condition `{hit.missed}` does not hold")
    return f'  {hit.evidence.kind}  "{hit.evidence.span.text}"  by {hit.cue.id}: {reason}'


def _judged(opinion: Opinion, shown: set[str]) -> str:
    """What the judge makes of a sentence: how likely a reader would mark it, and the words that it needs for that."""
    chance = 1.0 / (1.0 + exp(-opinion.score))
    kept = "" if opinion.kind in shown else "; the lesson as a whole is not taken to show it"
    words = f"  by {', '.join(opinion.words)}" if opinion.words else ""
    return f"  {opinion.kind}  {chance:.0%}{words}{kept}"


def _voices(passage: Passage, lesson: Lesson, line: int) -> Iterator[str]:
    """Who speaks, stretch by stretch."""
    words = [span for span in _words(passage) if span.source.position(span.start)[0] == line]
    offsets = {span.start: at for at, span in zip(_starts(passage), _words(passage), strict=True)}
    voiced = [(voice_at(lesson, passage, offsets[span.start], offsets[span.start] + 1), span) for span in words]
    for voice, stretch in groupby(voiced, key=lambda pair: pair[0]):
        spans = [span for _, span in stretch]
        whole = len(spans) == len(words)
        text = "" if whole else f': "{" ".join(span.text for span in spans)[:70]}"'
        if whole or voice not in (Voice.AUTHOR, Voice.NAME):
            yield f"  voice: {voice}{text}"


def _starts(passage: Passage) -> list[int]:
    return [found.start() for found in _WORD.finditer(passage.text)]


def _words(passage: Passage) -> list[Span]:
    return [passage.span(found.start(), found.end()) for found in _WORD.finditer(passage.text)]


_WORD = re.compile(r"\S+")


def _other_evidence(report: Report, hits: Sequence[Hit], line: int, lesson: Lesson) -> Iterator[str]:
    """Evidence that no cue found: people, places, sources, wording."""
    by_cue = {(hit.evidence.kind, hit.evidence.span) for hit in hits}
    lines = [
        f'  {found.kind}  "{found.span.text}"' + (f"  as {found.name}" if found.name else "")
        for found in report.evidence
        if _is_on(found.span, line, lesson) and (found.kind, found.span) not in by_cue
    ]
    if lines:
        yield "\n".join(["Also found", *dict.fromkeys(lines)])


def _findings(report: Report, line: int, lesson: Lesson) -> Iterator[str]:
    own = [
        finding
        for finding in report.findings
        if any(_is_on(place, line, lesson) for place in (finding.place, *(one.span for one in finding.evidence)))
    ]
    if own:
        yield "\n".join(["What the rules say", *(_finding(finding) for finding in own)])


def _finding(finding: Finding) -> str:
    preview = ", preview" if finding.is_preview else ""
    said = f"  {finding.outcome.value.replace('-', ' ')}: {finding.message} ({finding.rule}{preview})"
    return said + (f"\n    {_decided(finding.decision)}" if finding.decision else "")


def _decided(decision: Decision) -> str:
    by = f" by {decision.by}" if decision.by else ""
    when = f" on {decision.when}" if decision.when else ""
    until = f" until {decision.until}" if decision.until else ""
    where = f", in {decision.path}:{decision.line}" if decision.path else ""
    reason = f": {decision.reason or decision.answer}" if decision.reason or decision.answer else ""
    return f"{decision.kind}{by}{when}{until}{where}{reason}"


def _is_on(span: Span, line: int, lesson: Lesson) -> bool:
    return span.source is lesson.document.source and span.source.position(span.start)[0] == line


def _shown(lesson: Lesson) -> str:
    """The path of the lesson from the working folder, where it is below that."""
    path = Path(lesson.path)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else lesson.path
