"""How often it is wrong to say that a kind is nowhere in a lesson, by what may keep a rule from saying so.

    python bench/absences.py FOLDER …

The folders are as `labelled.py` describes them. Asked is each kind of which no cue fired, where the readings agree; a
row a least score, from which a sentence counts as a hint (`HINT` in `checker/finders/weighing.py` is one of them): how
many lessons would be told that a kind is nowhere, and in how many of them both readers saw it. Choose folders that the
network has not learned from.
"""

import argparse
from collections.abc import Iterator
from math import exp
from pathlib import Path

from labelled import Labelled, lessons_of

from checker.catalogue import Catalogue, load_catalogue, principles_folder
from checker.facts import load_facts
from checker.finders import fired, people_words
from checker.finders.judging import Network, judged, load_network
from checker.finders.names import find_names
from checker.finders.reading import read
from checker.finders.weighing import HINT, cues_of

LEAST = (-0.5, -1.0, -1.5, HINT, -2.5, -3.0)


def absences(one: Labelled, network: Network, catalogue: Catalogue) -> Iterator[tuple[float, bool]]:
    """Of each kind of which no cue fired: the score of its best sentence, and whether both readers saw it."""
    sentences = judged(read(one.lesson), network, people_words(find_names(one.lesson, load_facts())))
    cues = cues_of(fired(one.lesson, catalogue))
    for column, name in enumerate(network.kinds):
        facet, _, value = name.partition(": ")
        is_seen = one.verdict((facet, value))
        if is_seen is not None and (facet, value) not in cues and sentences:
            yield max(sentence.scores[column] for sentence in sentences), is_seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    catalogue, network = load_catalogue(), load_network(principles_folder() / "judge")
    lessons = [one for _, one in lessons_of(parser.parse_args().folders, catalogue)]
    every = [pair for one in lessons for pair in absences(one, network, catalogue)]
    print(f"{len(lessons)} lessons\n{'a hint from':>12} {'as a chance':>12} {'nowhere':>8} {'wrong':>6}")
    for least in LEAST:
        said = [is_seen for best, is_seen in every if best < least]
        print(f"{least:12.1f} {1 / (1 + exp(-least)):12.2f} {len(said):8} {sum(said):6}")


if __name__ == "__main__":
    main()
