"""Lessons that people have labelled, for the benchmarks that learn from them or are measured on them.

A folder holds `lessons/*.md` and `labels/*.jsonl`, or `labels/A/*.jsonl` and `labels/B/*.jsonl` for two readings; a
line of a label file is `{"line": 4, "facet": …, "value": …}`. A kind on which two readings differ is left out.
`labels/third/*.jsonl`, where there are any, hold what only one of the two saw and a third reader confirmed.
Other files hold labels of lessons of the corpus (`load_marked`), or lessons written for learning (`load_written`).
"""

import json
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.catalogue import Catalogue
from checker.document import parse
from checker.facts import load_facts
from checker.finders import people_words
from checker.finders.judging.network import WIDE, Width, Window, windows
from checker.finders.names import find_names
from checker.finders.reading import read as read_sentences
from checker.findings import Evidence
from checker.source import Source, read
from checker.unit import Lesson, read_lesson

Kind = tuple[str, str]
NEAR = 2
FACETS = (
    "assumption", "choice", "engagement", "expression", "perspective", "representation", "support", "transparency",
)  # fmt: skip
LEAST_LABELS = 4  # a kind in fewer lessons cannot be learned
DOUBTED = 0.3  # what a sentence counts that one reading of two marked
CONFIRMED = 0.6  # what it counts if a third reader confirmed it
UNMARKED = 0.2  # what a sentence counts that nobody marked, in a lesson where others are marked
# Kinds that no reader marks as such: names, which are scored apart, and those that the codebook does not have.
_NAMED = frozenset({("perspective", "people"), ("perspective", "place")})
_OURS = frozenset(("assumption", value) for value in ("competition", "depth-reserved", "digital-skill", "disclosure"))


@dataclass(frozen=True)
class Labelled:
    """One lesson with the lines on which each reading saw each kind, and what a third reader confirmed of those."""

    lesson: Lesson
    readings: tuple[Mapping[Kind, frozenset[int]], ...]
    confirmed: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    read_to: int | None = None  # the last line that was read, where it is not the last of all

    def verdict(self, kind: Kind) -> bool | None:
        """Whether the lesson shows a kind; None where the readings differ."""
        seen = {kind in reading for reading in self.readings}
        return seen.pop() if len(seen) == 1 else None

    def kinds(self) -> set[Kind]:
        """Every kind that a reading saw."""
        return {kind for reading in self.readings for kind in reading}

    def is_near(self, kind: Kind, line: int) -> bool:
        """Whether a reading saw the kind within two lines of a line."""
        return any(abs(line - seen) <= NEAR for reading in self.readings for seen in reading.get(kind, ()))


def lessons_of(names: Iterable[Path], catalogue: Catalogue) -> Iterator[tuple[str, Labelled]]:
    """The labelled lessons of folders and files, each with its author."""
    for path in names:
        if path.is_dir():
            yield from ((one.lesson.path.partition("-")[0], one) for one in load(path, catalogue))
        else:
            yield from (load_written if path.name.startswith(_WRITTEN) else load_marked)(path, catalogue)


_WRITTEN = "written"


def seen_kinds(lessons: Iterable[Labelled]) -> list[Kind]:
    """The kinds that can be learned, sorted: readers saw them in enough lessons."""
    seen = Counter(kind for one in lessons for kind in one.kinds())
    return sorted(kind for kind, count in seen.items() if kind[0] in FACETS and count >= LEAST_LABELS)


def mark(labelled: Labelled, kind: Kind, lines: tuple[int, int]) -> tuple[float, float]:
    """Whether a sentence shows a kind that somebody saw in its lesson, and how much that counts."""
    readings = (labelled.confirmed,) if kind in labelled.confirmed else labelled.readings
    seen = [any(lines[0] <= line <= lines[1] for line in one.get(kind, ())) for one in readings]
    if any(seen):
        return 1.0, CONFIRMED if kind in labelled.confirmed else 1.0 if all(seen) else DOUBTED
    is_near = any(abs(line - marked) <= NEAR for one in readings for marked in one.get(kind, ()) for line in lines)
    return 0.0, 0.0 if is_near else UNMARKED


class Measured:
    """Texts on which something is measured: what repeats them must not be learned from.

    `folders` hold them (`*.md`, at any depth).
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        paths = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
        self._texts = [own for path in paths if (own := _long_lines(path.read_text(encoding="utf-8")))]

    def repeats(self, text: str) -> bool:
        """Whether a text has two long lines of a measured one, and a third of all its long lines."""
        lines = _long_lines(text)
        shared = ((len(lines & own), len(own)) for own in self._texts)
        return any(count >= _REPEATED and 3 * count >= every for count, every in shared)

    def without(self, lessons: Iterable[tuple[str, Labelled]]) -> list[tuple[str, Labelled]]:
        """The lessons that repeat none."""
        return [pair for pair in lessons if not self.repeats(pair[1].lesson.document.source.text)]


_LONG, _REPEATED = 60, 2


def _long_lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.splitlines() if len(line.strip()) > _LONG)


def load(folder: Path, catalogue: Catalogue) -> list[Labelled]:
    """The labelled lessons of a folder, in the order of their names."""
    labels = folder / "labels"
    readings = [labels / "A", labels / "B"] if (labels / "A").is_dir() else [labels]
    lessons = []
    for path in sorted((folder / "lessons").glob("*.md")):
        source = read(path, path.name)
        if source is not None and all((one / f"{path.stem}.jsonl").is_file() for one in readings):
            lesson = read_lesson(parse(source), catalogue.sections)
            third = labels / "third" / f"{path.stem}.jsonl"
            confirmed = _reading(third) if third.is_file() else {}
            lessons.append(Labelled(lesson, tuple(_reading(one / f"{path.stem}.jsonl") for one in readings), confirmed))
    return lessons


def load_marked(path: Path, catalogue: Catalogue) -> list[tuple[str, Labelled]]:
    """The labelled lessons of the corpus that a file lists, each with its repository.

    `@ repository/path` begins a lesson, `12 choice content` is a label; `?` behind it says that the reader doubted it,
    which counts as a kind that one of two readings saw; `+`, that a third reader confirmed it. `= 120` says that the
    page was read to line 120 only.
    """
    root = Path(os.environ.get("MANYMEANS_CORPUS", "corpus"))
    found: list[tuple[str, Labelled]] = []
    for part in path.read_text(encoding="utf-8").split("@ ")[1:]:
        name, *rows = part.strip().splitlines()
        source = read(root / name, name)
        if source is None:
            continue
        sure, all_seen, third = (defaultdict[Kind, set[int]](set) for _ in range(3))
        read_to = next((int(row.removeprefix("= ")) for row in rows if row.startswith("= ")), None)
        for line, facet, value, *doubt in (row.split() for row in rows if not row.startswith("= ")):
            all_seen[facet, value].add(int(line))
            if not doubt:
                sure[facet, value].add(int(line))
            elif doubt == ["+"]:
                third[facet, value].add(int(line))
        seen = [{kind: frozenset(lines) for kind, lines in one.items()} for one in (sure, all_seen, third)]
        lesson = read_lesson(parse(source), catalogue.sections)
        found.append((name.partition("/")[0], Labelled(lesson, (seen[0], seen[1]), seen[2], read_to)))
    return found


def load_places(path: Path) -> Mapping[str, Mapping[tuple[int, int], Mapping[Kind, bool | None]]]:
    """Single sentences that were judged, by page and by the line and column where they begin.

    `@ repository/path` begins a page; `12:5 choice content` says that the sentence shows the kind, `-` behind it that
    it does not, `?` that it is open.
    """
    found: dict[str, dict[tuple[int, int], dict[Kind, bool | None]]] = {}
    for part in path.read_text(encoding="utf-8").split("@ ")[1:]:
        name, *rows = part.strip().splitlines()
        page = found.setdefault(name, {})
        for place, facet, value, *said in (row.split() for row in rows):
            line, column = place.split(":")
            page.setdefault((int(line), int(column)), {})[facet, value] = {"-": False, "?": None}.get(
                "".join(said), True
            )
    return found


def pages_of(names: Iterable[str], catalogue: Catalogue, measured: Measured) -> Iterator[Lesson]:
    """Pages of the corpus, by their paths; none that repeats a measured text."""
    root = Path(os.environ.get("MANYMEANS_CORPUS", "corpus"))
    for name in names:
        source = read(root / name, name)
        if source is not None and not measured.repeats(source.text):
            yield read_lesson(parse(source), catalogue.sections)


def windows_of(lesson: Lesson, pieces: dict[str, int], width: Width = WIDE) -> Iterator[Window]:
    """The windows in which the network hears a lesson, but for those without a sentence of their own."""
    names = people_words(find_names(lesson, load_facts()))
    return (window for window in windows(read_sentences(lesson), names, pieces, width) if window.sentences)


def load_written(path: Path, catalogue: Catalogue) -> list[tuple[str, Labelled]]:
    """The lessons in English of a file that were written for learning, each with its author.

    `=== name` begins a lesson, its Markdown follows; ` ⟦choice content; engagement play ?⟧` at the end of a line are
    the labels of that line, and no part of it.
    """
    found: list[tuple[str, Labelled]] = []
    for number, part in enumerate(path.read_text(encoding="utf-8").split("\n=== ")):
        name, _, body = part.removeprefix("=== ").partition("\n")
        sure, all_seen = defaultdict[Kind, set[int]](set), defaultdict[Kind, set[int]](set)
        for line, text in enumerate(body.splitlines(), 1):
            for label in "; ".join(_LABELS.findall(text)).split(";"):
                if not label.strip():
                    continue
                facet, value, *doubt = label.split()
                if facet not in FACETS:
                    raise ValueError(f"{path}: {name.strip()}, line {line}: no facet {facet}")
                all_seen[facet, value].add(line)
                if not doubt:
                    sure[facet, value].add(line)
        lesson = read_lesson(parse(Source(f"{name.strip()}.md", _LABELS.sub("", body))), catalogue.sections)
        readings = tuple({kind: frozenset(seen) for kind, seen in one.items()} for one in (sure, all_seen))
        if lesson.language == "en":
            found.append((f"written {number}", Labelled(lesson, readings)))
    return found


_LABELS = re.compile(r"[ \t]*⟦([^⟧\n]*)⟧")


def _reading(path: Path) -> Mapping[Kind, frozenset[int]]:
    lines: dict[Kind, set[int]] = defaultdict(set)
    for text in path.read_text(encoding="utf-8").splitlines():
        if text.strip():
            row = json.loads(text)
            if row["facet"] in FACETS and (row["facet"], row["value"]) not in _NAMED:
                lines[row["facet"], row["value"]].add(int(row["line"]))
    return {kind: frozenset(seen) for kind, seen in lines.items()}


@dataclass
class Score:
    """True, false and missed kinds; of the true ones, those with a place near a label; places near, and all places."""

    true: int = 0
    false: int = 0
    missed: int = 0
    grounded: int = 0
    near: int = 0
    places: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.true / (2 * self.true + self.false + self.missed) if self.true else 0.0


def score(pairs: Iterable[tuple[Labelled, Iterable[Evidence]]]) -> dict[str, Score]:
    """The score of each facet for lessons with the evidence found in them."""
    scores = {facet: Score() for facet in FACETS}
    for labelled, evidence in pairs:
        lines: dict[Kind, set[int]] = defaultdict(set)
        for found in evidence:
            lines[found.facet, found.value].add(found.span.source.position(found.span.start)[0])
        for kind in labelled.kinds() | set(lines):
            if kind[0] in scores and kind not in _NAMED | _OURS:
                _count(scores[kind[0]], labelled, kind, lines.get(kind, set()))
    return scores


def _count(score: Score, labelled: Labelled, kind: Kind, lines: set[int]) -> None:
    verdict = labelled.verdict(kind)
    if verdict is None:
        return
    if lines and verdict:
        near = [labelled.is_near(kind, line) for line in lines]
        score.true += 1
        score.grounded += any(near)
        score.near += sum(near)
        score.places += len(near)
    elif lines:
        score.false += 1
    elif verdict:
        score.missed += 1


def mean_f1(scores: Mapping[str, Score]) -> float:
    """The mean F1 of the facets."""
    return sum(one.f1 for one in scores.values()) / len(scores)
