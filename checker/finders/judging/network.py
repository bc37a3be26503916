"""The network of the judge: a small transformer that hears a sentence among its neighbors.

Words alone cannot tell "students choose a topic" from "choose a variable name". The network reads a window of some
sentences at once and scores each of them for each kind of the codebook: the logarithm of the odds that a careful reader
would mark it. It was made from a general model of English sentences and taught with labelled lessons by
`python bench/network.py`; its weights stand in `principles/judge/network.onnx`, as whole numbers of eight bits, beside
the list of word pieces that it knows. It is shown no names of people and places: all are the same to it.
"""

import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cache import Cache, cache_folder, key_of
from checker.errors import UserError
from checker.facts import load_facts
from checker.finders.reading import Read, Reading
from checker.findings import host_of
from checker.unit import Audience, Passage, Voice

if TYPE_CHECKING:
    import onnxruntime

_START, _STOP, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_MOST_LETTERS, _MOST_PIECES, _TITLE_PIECES, _TITLE_LETTERS, _HEADER_LETTERS = 600, 64, 20, 80, 60
_MOST_TARGETS = 3
_SOMEBODY = "someone"
_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST_WORD = 60
_BYTES = 2
_SLOW = ["SkipLayerNormFusion"]
"""What ONNX Runtime fuses into a step that takes longer on a processor than its parts: a fifth of the whole time."""

Place = tuple[Read, int, int]


@dataclass(frozen=True, slots=True)
class Width:
    """How many word pieces a window holds at most, but for those behind, and how many neighbors stand on either side.

    `before` and `behind` count the pieces of sentences that are shown with those of the window, to be understood only.
    """

    most: int
    before: int
    behind: int = 0


WIDE = Width(256, 48)


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of some sentences that follow each other, by number; which of them belong to which sentence."""

    pieces: tuple[int, ...]
    sentences: tuple[tuple[int, int, Place], ...]

    def parts(self) -> Iterator[str]:
        """All that the network is shown of it."""
        yield repr(self.pieces)
        yield repr([(start, end) for start, end, _ in self.sentences])


@dataclass(frozen=True, slots=True)
class Network:
    """The network, with the kinds that it scores and the numbers of the word pieces that it knows.

    Scores are kept in `cache` under a key of `digest`, which stands for the network's weights, and all that it was
    shown: a lesson that did not change is not shown to it twice.
    """

    kinds: tuple[str, ...]
    pieces: dict[str, int]
    session: "onnxruntime.InferenceSession"
    digest: str
    cache: Cache

    def scores(self, reading: Reading, names: frozenset[str]) -> dict[tuple[int, int], Sequence[float]]:
        """The scores of each sentence of a lesson, by its passage (`id`) and its first token."""
        every = list(windows(reading, names, self.pieces))
        places = [place for window in every for _, _, place in window.sentences]
        return {(id(read), first): row for (read, first, _), row in zip(places, self.rows(every), strict=True)}

    def scores_without_words(
        self, reading: Reading, names: frozenset[str], read: Read, first: int
    ) -> Iterator[tuple[str, Sequence[float]]]:
        """Each word of one sentence with the scores that the sentence would have without it, in their order."""
        for window in windows(reading, names, self.pieces):
            for start, end, place in window.sentences:
                if place[0] is not read or place[1] != first:
                    continue
                words = _said(*place, names).split(" ")
                for number, word in enumerate(words):
                    if plain := word.strip(_AROUND):
                        rest = self._pieces_of(read.passage, " ".join([*words[:number], *words[number + 1 :]]), names)
                        pieces = (*window.pieces[:start], *rest, *window.pieces[end:])
                        yield plain, self._run(Window(pieces, ((start, start + len(rest), place),)))[0]

    def _pieces_of(self, passage: Passage, said: str, names: frozenset[str]) -> list[int]:
        return [*_numbers(_written(passage, said, names), self.pieces, {})[:_MOST_PIECES], self.pieces[_STOP]]

    def rows(self, every: Sequence[Window]) -> list[list[float]]:
        """The scores of the sentences of all windows, kept or new; both are as exact as sixteen bits are."""
        import numpy as np  # noqa: PLC0415 - only where a lesson is judged

        count = sum(len(window.sentences) for window in every)
        key = key_of(self.digest, *(part for window in every for part in window.parts()))
        kept = _unpacked(self.cache.get(key))
        if len(kept) != count * len(self.kinds) * _BYTES:
            kept = b"".join(np.array(self._run(window), np.float16).tobytes() for window in every)
            self.cache.put(key, b64encode(kept).decode())
        rows: list[list[float]] = np.frombuffer(kept, np.float16).reshape(count, len(self.kinds)).tolist()
        return rows

    def _run(self, window: Window) -> list[list[float]]:
        """The scores of the sentences of a window."""
        import numpy as np  # noqa: PLC0415 - only where a lesson is judged

        pool = np.zeros((1, len(window.sentences), len(window.pieces)), np.float32)
        for number, (start, end, _) in enumerate(window.sentences):
            pool[0, number, start:end] = 1 / (end - start)
        ids = np.array([window.pieces], np.int64)
        rows: list[list[float]] = self.session.run(None, {"ids": ids, "pool": pool})[0][0].tolist()
        return rows


def _unpacked(text: str | None) -> bytes:
    try:
        return b64decode(text or "", validate=True)
    except ValueError:
        return b""


@lru_cache(maxsize=2)
def load_network(folder: Path) -> Network:
    """The network in a folder. Raises UserError where its files do not fit each other."""
    import onnxruntime  # noqa: PLC0415 - it takes a tenth of a second, and not every command judges

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    whole = (folder / "network.onnx").read_bytes()
    session = onnxruntime.InferenceSession(
        whole, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
    )
    kinds = tuple(session.get_modelmeta().custom_metadata_map.get("kinds", "").split("\n"))
    pieces = (folder / "pieces.txt").read_text(encoding="utf-8").splitlines()
    if not {_START, _STOP, _UNKNOWN} <= set(pieces):
        step = "Make both files again with bench/network.py."
        raise UserError(str(folder / "pieces.txt"), "The list of word pieces lacks its marks.", step)
    digest = blake2b(whole, digest_size=20).hexdigest()
    numbers = {piece: number for number, piece in enumerate(pieces)}
    return Network(kinds, numbers, session, digest, Cache(cache_folder("judge")))


def windows(reading: Reading, names: frozenset[str], pieces: dict[str, int], width: Width = WIDE) -> Iterator[Window]:
    """The sentences of a lesson in windows; each but the first begins with some that stood in the one before.

    Where the width says so, it ends with some of the next.
    """
    shown = list(_sentences(reading, names, pieces))
    at = 0
    while at < len(shown):
        first, size = at, 0
        while first > 0 and size + len(shown[first - 1][1]) <= width.before:
            first -= 1
            size += len(shown[first][1])
        ids, places = [pieces[_START]], []
        for number in range(first, len(shown)):
            place, own, lead = shown[number]
            if number > at and len(ids) + len(own) > width.most:
                break
            if number >= at:
                places.append((len(ids) + lead, len(ids) + len(own), place))
            ids += own
        at += len(places)
        ends = len(ids) + width.behind
        for _, own, _ in shown[at:]:
            if len(ids) + len(own) > ends:
                break
            ids += own
        yield Window(tuple(ids), tuple(places))


def _sentences(
    reading: Reading, names: frozenset[str], pieces: dict[str, int]
) -> Iterator[tuple[Place, list[int], int]]:
    """Each sentence with its word pieces; the first of a part begins with the part's heading, of `lead` pieces."""
    section, parts = None, dict[str, tuple[int, ...]]()
    for read in reading.reads:
        for first, last in read.sentences:
            if first == last:
                continue
            lead: list[int] = []
            if read.passage.section is not section:
                section = read.passage.section
                if read.passage.kind != "heading" and section.title:
                    title = _numbers(f"# {_nameless(section.title, names)[:_TITLE_LETTERS]}", pieces, parts)[
                        :_TITLE_PIECES
                    ]
                    lead = [*title, pieces[_STOP]]
            written = _written(read.passage, _said(read, first, last, names), names)
            own = _numbers(written, pieces, parts)[:_MOST_PIECES]
            yield (read, first, last), [*lead, *own, pieces[_STOP]], len(lead)


def _said(read: Read, first: int, last: int, names: frozenset[str]) -> str:
    """The words of a sentence, without names."""
    start, end = read.tokens[first].start, read.tokens[last - 1].end
    return _nameless(read.passage.text[start:end], names)[:_MOST_LETTERS]


def _written(passage: Passage, said: str, names: frozenset[str]) -> str:
    """A sentence as the network is shown it: where it stands, what it says, what it links to."""
    header = _nameless(f"{passage.header} {passage.row}".strip(), names)[:_HEADER_LETTERS]
    signs = [
        f"{header} : " if header else "",
        _MARKS.get(passage.kind, ""),
        "* " if passage.audience is Audience.TEACHER else "",
        '" ' if passage.voice is not Voice.AUTHOR else "",
    ]
    return "".join([*signs, said, *_targets(passage)])


_MARKS = {"heading": "# ", "item": "- ", "cell": "| "}


def name_words(names: Iterable[str]) -> frozenset[str]:
    """The words of persons' names, in lower case."""
    return frozenset(word.lower() for name in names for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", name))


def _nameless(text: str, names: frozenset[str]) -> str:
    """A text with one word for each name in it, of one word or more.

    A name is a word with a capital that no dictionary has, or one of `names`; the capital words behind it belong to it.
    """
    written: list[str] = []
    for word in text.split(" "):
        plain = word.strip(_AROUND)
        follows = bool(written) and written[-1] == _SOMEBODY and plain[:1].isupper()
        if not (follows or _is_name(plain, names)):
            written.append(word)
        elif not follows:
            written.append(_SOMEBODY)
        if word != plain and word[-1:] in _ENDS and written[-1] == _SOMEBODY:
            written.append(word[-1])
    return " ".join(written)


_AROUND, _ENDS = "()[]{}<>\"“”‘'’*_.,;:!?…", ".,;:!?…"


def _is_name(word: str, names: frozenset[str]) -> bool:
    if not word[:1].isupper() or word.isupper():
        return False
    return word.lower() in names or not _is_common(word)


@lru_cache(maxsize=50_000)
def _is_common(word: str) -> bool:
    """Whether a word, or each part of a word with hyphens or slashes, is no name."""
    facts = load_facts()
    parts = [part for part in _PARTED.split(word) if part]
    return all(
        not part[0].isupper()
        or part.isupper()
        or part.lower() in _KEPT
        or facts.is_ordinary(part)
        or facts.is_word(part)
        or facts.is_form(part)
        for part in parts
    )


_PARTED = re.compile(r"[^\w'’]+|\d+")
# The language of the lessons, tools, days and months: names that say what learners do, and when.
_KEPT = frozenset(
    "english internet web wifi wi-fi youtube google wikipedia powerpoint excel kahoot github chromebook chromebooks "
    "braille kindergarten padlet venn email scratch python javascript minecraft vimeo zoom microsoft ipad monday "
    "tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december".split()
)


def _targets(passage: Passage) -> Iterator[str]:
    for run in list(passage.targets())[:_MOST_TARGETS]:
        kind = next((mark for mark in ("image", "player") if mark in run.marks), "link")
        name = run.target.rpartition("/")[2]
        ending = name.rpartition(".")[2][:5] if "." in name else ""
        yield f" ({kind} {host_of(run.target) or ''} {ending})"


def _numbers(text: str, pieces: dict[str, int], parts: dict[str, tuple[int, ...]]) -> list[int]:
    """A text as word pieces, by number: each word is the longest pieces known, from its start.

    `parts` keeps the words that were cut before.
    """
    plain = "".join(one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one) != "Mn")
    numbers: list[int] = []
    for word in _WORD.findall(plain.replace("_", " _ ")):
        if word not in parts:
            parts[word] = tuple(_cut(word, pieces))
        numbers += parts[word]
    return numbers


def _cut(word: str, pieces: dict[str, int]) -> list[int]:
    found: list[int] = []
    start = 0
    while start < len(word):
        ends = range(len(word), start, -1)
        lead = "##" if start else ""
        end = next((end for end in ends if lead + word[start:end] in pieces), None)
        if end is None or len(word) > _LONGEST_WORD:
            return [pieces[_UNKNOWN]]
        found.append(pieces[lead + word[start:end]])
        start = end
    return found
