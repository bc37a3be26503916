"""`manymeans review`: asks what only a person can say, one question at a time, and keeps the answers in `reviews/`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.decisions import ANSWERS, Records, Review, load_records, review_path, with_review
from checker.errors import UserError
from checker.findings import DecisionKind, Finding, Outcome, Report
from checker.frontends.cli.running import CLEAN, add_paths, command, paths_of, run_of, with_progress
from checker.messages import Messages, load_messages
from checker.publish.writing import write_file

_AROUND = 3
_KEYS = {"y": "yes", "p": "partly", "n": "no", "u": "not-for-this-unit", "s": "skip", "q": "quit"}


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "review", _review, "ask the open questions one by one and keep the answers")
    add_paths(parser)
    parser.add_argument("--who", help="your name in the answers (default: the name that git has)")
    parser.add_argument("--rule", help="only the questions of one rule")
    parser.add_argument("--all", action="store_true", help="ask what others have answered too")


@dataclass(frozen=True, slots=True)
class _Question:
    """One open question in one unit."""

    report: Report
    unit: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who answers, where the answers go, in what language to ask, whether to ask before the tool has spoken."""

    who: str
    folder: Path
    today: str
    messages: Messages
    reflects: bool

    def say(self, key: str, count: int | None = None, **values: object) -> str:
        return self.messages.say("review", key, count, **values)


def _review(options: argparse.Namespace) -> int:
    run = run_of(options)
    records = load_records(run.settings)
    catalogue = run.catalogue()
    messages = load_messages(run.settings.language_of_messages)
    root = run.settings.folder or Path()
    who = options.who or _git_name() or _heard(messages.say("review", "who"))
    if not who:
        raise UserError("review", "An answer needs a name.", "Give it with `--who`.")
    desk = _Desk(who, root / run.settings.reviews, records.today, messages, run.settings.reflection)
    tasks = run.tasks(paths_of(options), catalogue)
    reports = with_progress(run.reports(tasks, catalogue), len(tasks))
    questions = [question for report in reports for question in _questions(report, records, desk, options)]
    answered = _ask_all(questions, desk)
    print(desk.say("done", answered, left=messages.number(len(questions) - answered)))
    if answered:
        print(desk.say("where", folder=Path(os.path.relpath(desk.folder)).as_posix()))
    return CLEAN


def _git_name() -> str:
    try:
        said = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False)  # noqa: S607 - as on PATH
    except OSError:
        return ""
    return said.stdout.decode("utf-8", "replace").strip()


def _questions(report: Report, records: Records, desk: _Desk, options: argparse.Namespace) -> Iterator[_Question]:
    """What a person has to say of a unit and has not said yet; what stands at a place before what was not found."""
    name = records.name_of(report.unit)
    for finding in sorted(report.findings, key=lambda finding: finding.is_absence):
        is_asked = finding.outcome is Outcome.NEEDS_A_PERSON and options.rule in (None, finding.rule)
        if is_asked and _is_open(finding, desk.who, options.all):
            yield _Question(report, name, finding)


def _is_open(finding: Finding, who: str, asks_again: bool) -> bool:
    decision = finding.decision
    if decision is None or decision.kind is DecisionKind.EXPIRED:
        return True
    has_answered = who in {part.by for part in decision.parts or (decision,)}
    return decision.kind is not DecisionKind.WAIVED and asks_again and not has_answered


def _ask_all(questions: list[_Question], desk: _Desk) -> int:
    """Asks until the last question, the word `quit` or the end of the input; how many were answered."""
    answered = 0
    for at, question in enumerate(questions, start=1):
        print(desk.say("head", at=at, of=len(questions), unit=question.unit, title=question.report.title))
        review = _ask(question, desk)
        if review is None:
            break
        if review.outcome in ANSWERS:
            _keep(review, desk.folder)
            answered += 1
        print()
    return answered


def _ask(question: _Question, desk: _Desk) -> Review | None:
    """The answer to a question; its outcome is `skip` where there is none, and None ends the asking."""
    finding = question.finding
    print(f"\n{finding.question or finding.message}  [{finding.rule}]\n")
    print("\n".join(_passage(finding, desk)))
    reflection = _heard(desk.say("reflect")) if desk.reflects else ""
    print(f"\n{finding.message}")
    print("".join(f"{line}\n" for line in _evidence(finding, desk)))
    outcome = _outcome(desk)
    if outcome == "quit":
        return None
    is_answer = outcome in ANSWERS
    return Review(
        unit=question.unit,
        rule=finding.rule,
        fingerprint=finding.fingerprint,
        who=desk.who,
        when=desk.today,
        outcome=outcome,
        reason=_heard(desk.say("reason")) if is_answer else "",
        answer=_heard(desk.say("answer")) if is_answer else "",
        question=finding.question,
        reflection=reflection,
    )


def _passage(finding: Finding, desk: _Desk) -> Iterator[str]:
    """The lines around a finding, its own marked."""
    source = finding.place.source
    first, last = source.position(finding.place.start)[0], source.position(finding.place.end)[0]
    yield desk.messages.say("report", "place", path=source.path, line=first)
    for line in range(max(1, first - _AROUND), min(len(source.line_starts), last + _AROUND) + 1):
        yield f"{'>' if first <= line <= last else ' '} {line:>4} | {source.line_text(line)}"


def _evidence(finding: Finding, desk: _Desk) -> Iterator[str]:
    for found in finding.evidence:
        line = found.span.source.position(found.span.start)[0]
        kind = desk.messages.kind(found.facet, found.value)
        yield f"  {desk.messages.say('report', 'place', path=found.span.source.path, line=line)}: {kind}"


def _outcome(desk: _Desk) -> str:
    """What the person chose; the end of the input is `quit`."""
    while True:
        print(desk.say("choose"), end=" ", flush=True)
        line = sys.stdin.readline()
        said = line.strip().lower().replace(" ", "-")
        chosen = _KEYS.get(said, said)
        if not line or chosen in _KEYS.values():
            return chosen or "quit"
        print(desk.say("again"))


def _heard(prompt: str) -> str:
    print(prompt, end=" ", flush=True)
    return sys.stdin.readline().strip()


def _keep(review: Review, folder: Path) -> None:
    """Adds an answer to the unit's file, which is written aside and moved into place."""
    path = review_path(folder, review.unit)
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    write_file(path, with_review(text, review).encode())
