"""What each part of the finders is worth: F1 and seconds without it, on labelled lessons; one command makes the table.

    python bench/ablation.py LABELLED [--write]

LABELLED is a folder as `labelled.py` describes it. With `--write` the table goes to `docs/ablation.md`.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from labelled import FACETS, Labelled, Score, load, mean_f1, score

from checker import language
from checker.cache import Cache
from checker.catalogue import Catalogue, Cue, load_catalogue, principles_folder
from checker.facts import load_facts
from checker.finders import people_words
from checker.finders.cues import hits
from checker.finders.judging import judged, load_judge, load_network
from checker.finders.names import find_names
from checker.finders.reading import read
from checker.finders.weighing import weighed
from checker.unit import Audience, Passage, Voice

_NONE = Cache(Path(os.devnull))  # so that each variant pays for the network anew
PAGE = Path(__file__).parents[1] / "docs" / "ablation.md"


@dataclass(frozen=True)
class Variant:
    """A way to run the finders: what is left out, and how."""

    name: str
    keeps: Callable[[Cue], bool] = lambda cue: True
    with_syntax: bool = True
    with_judge: bool = True
    change: Callable[[Passage], Passage] = lambda passage: passage


def variants(catalogue: Catalogue) -> Iterator[Variant]:
    """Everything, then all but one part at a time."""
    yield Variant("everything")
    yield Variant("without the syntax parser", with_syntax=False)
    yield Variant("without the learned judge", with_judge=False)
    yield Variant("the learned judge alone", keeps=lambda cue: False)
    yield Variant("without weak cues", keeps=lambda cue: not cue.is_weak)
    for kind in sorted({cue.construction for cue in catalogue.cues}):
        yield Variant(
            f"without cues of the construction `{kind}`", keeps=lambda cue, kind=kind: cue.construction != kind
        )
    yield Variant("without roles of sections", change=lambda passage: replace(passage, roles=frozenset()))
    yield Variant("every page read as a plan", change=lambda passage: replace(passage, audience=Audience.TEACHER))
    yield Variant("quotations read as the author's words", change=lambda passage: replace(passage, voice=Voice.AUTHOR))


def run(variant: Variant, lessons: list[Labelled], catalogue: Catalogue) -> tuple[dict[str, Score], float]:
    """The scores of a variant and the seconds that it took."""
    chosen = replace(catalogue, cues=tuple(cue for cue in catalogue.cues if variant.keeps(cue)))
    judge = load_judge() if variant.with_judge else None
    network = replace(load_network(principles_folder() / "judge"), cache=_NONE)
    names = [people_words(find_names(one.lesson, load_facts())) for one in lessons]
    started = time.perf_counter()
    pairs = []
    for one, own in zip(lessons, names, strict=True):
        lesson = replace(one.lesson, passages=tuple(variant.change(passage) for passage in one.lesson.passages))
        sentences = judged(read(lesson), network, own) if judge else ()
        pairs.append((one, weighed(hits(read(lesson), chosen, variant.with_syntax), sentences, judge)))
    return score(pairs), time.perf_counter() - started


def table(lessons: list[Labelled], catalogue: Catalogue) -> Iterator[str]:
    """The rows of the table in Markdown."""
    yield f"| | mean F1 | {' | '.join(FACETS)} | precision | seconds |"
    yield f"|---|{'---:|' * (len(FACETS) + 3)}"
    for variant in variants(catalogue):
        scores, seconds = run(variant, lessons, catalogue)
        true, false = sum(one.true for one in scores.values()), sum(one.false for one in scores.values())
        cells = [
            f"{mean_f1(scores):.3f}",
            *(f"{one.f1:.2f}" for one in scores.values()),
            f"{true / (true + false):.2f}",
        ]
        yield f"| {variant.name} | {' | '.join(cells)} | {seconds:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    catalogue = load_catalogue()
    lessons = load(options.labelled, catalogue)
    language.pipeline()  # loaded before the clock starts; the load itself is said below
    rows = "\n".join(table(lessons, catalogue))
    if options.write:
        PAGE.write_text(
            f"# What each part is worth\n\n{_INTRODUCTION.format(len(lessons))}\n\n{rows}\n", encoding="utf-8"
        )
    print(rows)


_INTRODUCTION = """\
F1 on {} lessons labelled in two independent readings, and seconds for all of them on one core, without one part of the
finders at a time. Loading the syntax parser costs two more seconds at the start of a run. Made by
`python bench/ablation.py LABELLED --write`."""


if __name__ == "__main__":
    main()
