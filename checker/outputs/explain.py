"""What a rule is, for a person at a terminal."""

import difflib
from textwrap import fill, indent

from checker.catalogue import Catalogue, Rule
from checker.errors import UserError
from checker.finders import Hit
from checker.unit import Lesson, Passage


def rule_text(name: str, catalogue: Catalogue) -> str:
    """The page of a rule as text. Raises UserError with the nearest name for a rule that is not there."""
    rule = catalogue.rule(name)
    if rule is None:
        names = [known.id for known in catalogue.rules]
        near = difflib.get_close_matches(name, names, n=1)
        raise UserError(
            name, "There is no such rule.", f"Did you mean {near[0]}?" if near else f"Rules: {', '.join(names)}."
        )
    parts = [
        f"{rule.id}: {rule.title}",
        _part("Why", rule.why),
        _part("How it decides", rule.how),
        _part("What to do", rule.next_step),
        _part("A reviewer is asked", rule.question),
        _principles(rule, catalogue),
        f"Severity: {rule.severity}" + (" (preview: shown, but never makes a run fail)" if rule.is_preview else ""),
        _examples(rule),
    ]
    return "\n\n".join(part for part in parts if part)


def _part(title: str, text: str) -> str:
    return f"{title}\n{indent(fill(' '.join(text.split()), 96), '  ')}" if text else ""


def _principles(rule: Rule, catalogue: Catalogue) -> str:
    known = [catalogue.principle(id) for id in rule.principles]
    lines = [f"  {principle.id}  {principle.name}" for principle in known if principle]
    return "\n".join(["Principles", *lines]) if lines else ""


def _examples(rule: Rule) -> str:
    return "\n\n".join(
        f"Example, {example.outcome}\n{indent(example.text.strip(), '  | ')}" for example in rule.examples
    )


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


def place_text(lesson: Lesson, line: int, hits: list[Hit], shown: set[str]) -> str:
    """What was seen on a line of a lesson: what stands around it, the cues that fired, and those that nearly did.

    `shown` are the kinds of evidence that the lesson was found to show.
    """
    source = lesson.document.source
    here = [p for p in lesson.passages if source.position(p.place.start)[0] <= line <= source.position(p.place.end)[0]]
    on_line = [hit for hit in hits if source.position(hit.evidence.span.start)[0] == line]
    parts = [f"{lesson.path}:{line}  {source.line_text(line).strip()}"]
    parts += [_around(passage) for passage in here[:3]]
    fired = [_fired(hit, shown) for hit in on_line if not hit.missed]
    nearly = [_nearly(hit) for hit in on_line if hit.missed and len(hit.evidence.span.text) >= _LEAST_LETTERS]
    parts.append("\n".join(["Fired", *(fired or ["  nothing"])]))
    if nearly:
        parts.append("\n".join(["Nearly", *dict.fromkeys(nearly)]))
    return "\n\n".join(parts)


_LEAST_LETTERS = 4


def _around(passage: Passage) -> str:
    trail = " > ".join(title for title in passage.section.trail() if title) or "no heading"
    lines = [
        f"  {passage.kind} under {trail}",
        (
            f"  role of the section: {', '.join(sorted(passage.roles)) or 'none known'}; "
            f"spoken to: {passage.audience}; voice: {passage.voice}"
        ),
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
