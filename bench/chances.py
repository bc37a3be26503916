"""How often a place shows a kind, by the chance that the network gives it: on places that it did not learn from.

    MANYMEANS_CORPUS=… python bench/chances.py

`bench/labels/corpus-places-unheard.txt` holds single sentences of the corpus, drawn kind by kind from those that the
network heard as doubtful or likely and that no reader of a page had marked, and judged in their place as those of
`corpus-places.txt` were. A row a facet: the places that were not left open, and of those in each range of chances how
many there are and how many show the kind.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import exp
from pathlib import Path

from labelled import Kind, Measured, load_places, pages_of, windows_of
from sample import LABELS

from checker.catalogue import load_catalogue
from checker.finders.judging import Network, load_network
from checker.unit import Lesson

PLACES = LABELS / "corpus-places-unheard.txt"
RANGES = ((0.0, 0.15), (0.15, 0.33), (0.33, 0.6), (0.6, 1.0))


def chances(
    lesson: Lesson, network: Network, asked: Mapping[tuple[int, int], Mapping[Kind, bool | None]]
) -> Iterator[tuple[str, float, bool]]:
    """The facet, the chance and the verdict of each judged place of a page; none of what was left open."""
    columns = list(network.kinds)
    for window in windows_of(lesson, network.pieces):
        places = [one.place(first, last) for _, _, (one, first, last) in window.sentences]
        verdicts = [asked.get(place.source.position(place.start), {}) for place in places]
        if not any(verdicts):
            continue
        for row, own in zip(network.rows([window]), verdicts, strict=True):
            for (facet, value), verdict in own.items():
                if verdict is not None:
                    yield facet, 1 / (1 + exp(-row[columns.index(f"{facet}: {value}")])), verdict


def main() -> None:
    network = load_network(Path(__file__).parents[1] / "principles" / "judge")
    places, heard = load_places(PLACES), defaultdict[str, list[tuple[float, bool]]](list)
    for lesson in pages_of(places, load_catalogue(), Measured([])):
        for facet, chance, verdict in chances(lesson, network, places[lesson.path]):
            heard[facet].append((chance, verdict))
    print(f"{'facet':16} {'places':>6}", *(f"{f'{low:.2f} to {high:.2f}':>15}" for low, high in RANGES))
    for facet, judged in sorted(heard.items()):
        within = ([verdict for chance, verdict in judged if low <= chance < high] for low, high in RANGES)
        print(f"{facet:16} {len(judged):6}", *(f"{f'{sum(one)} of {len(one)}':>15}" for one in within))


if __name__ == "__main__":
    main()
