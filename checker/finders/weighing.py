"""From places where cues fire to evidence: what is trusted, and which of many places is shown.

Cues alone suffice for a kind when those that fired are trusted enough together: the chance that all of them are wrong,
as if they erred apart, must be small. One strong cue is enough, or three different weak ones; a file of cues may say
instead at how many places (`hints`) its weak ones must fire. Whether a lesson shows a kind of the codebook is then
weighed from that and from what the learned judge makes of each sentence (`judging`): it finds what no cue says, and
doubts a cue where nothing around speaks for it.
"""

from collections.abc import Iterable, Sequence
from math import prod

from checker.finders.cues import Hit
from checker.finders.judging import Cues, Judge, Judged
from checker.findings import Evidence
from checker.source import Span
from checker.unit import Passage

STRONG, WEAK = 0.75, 0.35
LEAST = 0.62
HINT = -2.0
"""The score from which a sentence keeps a rule from saying that a kind is nowhere (a chance of .12)."""
LEARNED = "learned"
"""The cue that evidence names which only the judge has found."""
# What an overview or a list of materials announces is shown where it is done (codebook, edge cases).
_ANNOUNCING = frozenset({"introduction", "materials", "pacing", "objectives", "standards"})
# In a lesson of fewer than `_FEW` sentences, cues that suffice alone are not doubted: there are few places to fire by
# chance. In one of fewer than `_FEWEST` the judge adds nothing: words tell too little where there are so few.
_FEW, _FEWEST = 30, 12
# What a strong cue, a weak one, or being announced only count for a place; how much worse than the best a further place
# may be, how many are shown, and what a cue stands on that the judge does not listen to. Tried on labelled lessons.
_STRONG_CUE, _WEAK_CUE, _ANNOUNCED, _FURTHER, _MOST, _UNHEARD = 3.0, 1.0, 1.0, 2.0, 2, -5.0

_COUNTED = frozenset({"expression", "representation"})


def weighed(hits: Sequence[Hit], sentences: Sequence[Judged] = (), judge: Judge | None = None) -> list[Evidence]:
    """The evidence that the hits and the sentences of one lesson amount to, sorted by place."""
    by_kind = _by_kind(hits)
    kept: list[Evidence] = []
    for kind in dict.fromkeys([*by_kind, *(judge.kinds if judge else ())]):
        own = by_kind.get(kind, [])
        if judge is None or kind not in judge.kinds:
            kept += (hit.evidence for hit in _shown(own)) if is_trusted(own) else ()
            continue
        at = judge.kinds.index(kind)
        cues = cues_in(own)
        if _decides(len(sentences), cues):
            is_shown = judge.shows(kind, [one.scores[at] for one in sentences], cues)
        else:
            is_shown = cues.is_trusted
        if is_shown:
            kept += _places(kind, at, own, sentences)
    return sorted(kept, key=lambda evidence: evidence.order)


def hinted(hits: Sequence[Hit], sentences: Sequence[Judged], judge: Judge) -> dict[str, Span]:
    """The kinds that a lesson may show, each with a place: any cue, or a sentence that the judge does not rule out.

    What is hinted at is no evidence. But a lesson with a hint must not be told that nothing was found.
    """
    found = {kind: own[0].evidence.span for kind, own in _by_kind(hits).items()}
    for at, kind in enumerate(judge.kinds):
        best = max(sentences, key=lambda one: one.scores[at], default=None)
        if best is not None and best.scores[at] >= HINT:
            found.setdefault(kind, best.read.place(best.first, best.last))
    return found


def _decides(sentences: int, cues: Cues) -> bool:
    """Whether a lesson of so many sentences is long enough for the judge to add to its cues, or to doubt them."""
    return sentences >= (_FEW if cues.is_trusted else _FEWEST)


def cues_of(hits: Iterable[Hit]) -> dict[tuple[str, str], Cues]:
    """What the cues say of each kind (facet and value) of which one fired."""
    return {(own[0].cue.facet, own[0].cue.value): cues_in(own) for own in _by_kind(hits).values()}


def cues_in(hits: Sequence[Hit]) -> Cues:
    """What hits of one kind say together; a cue counts once."""
    weak = {hit.cue.id: hit.cue.is_weak for hit in hits}
    return Cues(is_trusted(hits), sum(not value for value in weak.values()), sum(weak.values()))


def is_trusted(hits: Sequence[Hit]) -> bool:
    """Whether the hits of one kind in one lesson suffice alone to take it as shown."""
    if together(hits) >= LEAST:
        return True
    places = {(hit.cue.id, hit.evidence.span.source.position(hit.evidence.span.start)[0]) for hit in hits}
    return 0 < max((hit.cue.hints for hit in hits), default=0) <= len(places)


def together(hits: Iterable[Hit]) -> float:
    """How far hits of one kind are trusted together; a cue counts once, however often it fired."""
    cues = {hit.cue.id: WEAK if hit.cue.is_weak else STRONG for hit in hits}
    return 1.0 - prod(1.0 - value for value in cues.values())


def _by_kind(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.evidence.kind, []).append(hit)
    return by_kind


def _shown(hits: Sequence[Hit]) -> list[Hit]:
    """The first place of each section, strong before weak: a list or a run of steps shows one thing once."""
    done = [hit for hit in hits if not hit.read.passage.roles & _ANNOUNCING] or hits
    good = [hit for hit in done if not hit.cue.is_weak] or done
    firsts: dict[int, Hit] = {}
    for hit in good:
        firsts.setdefault(id(hit.read.passage.section), hit)
    return list(firsts.values())


def _places(kind: str, at: int, hits: Sequence[Hit], sentences: Sequence[Judged]) -> list[Evidence]:
    """Where a kind is shown best: the best place of each section, if it is not much worse than the best of all.

    A place is a sentence or a cue within one. What is only announced counts less than where it is done, but for what is
    to be transparent: there announcing is doing. Of ways in and ways to show learning all such places are shown, since
    each part and each task has its own.
    """
    facet, _, value = kind.partition(": ")
    heard: dict[int, list[Judged]] = {}
    for one in sentences:
        heard.setdefault(id(one.read), []).append(one)
    best: dict[int, tuple[float, Hit | Judged]] = {}
    places: list[Hit | Judged] = [*hits, *sentences]
    for place in places:
        if isinstance(place, Hit):
            worth = _score(place, at, heard.get(id(place.read), ())) + (_WEAK_CUE if place.cue.is_weak else _STRONG_CUE)
        else:
            worth = place.scores[at]
        passage = place.read.passage
        worth -= _ANNOUNCED * (facet != "transparency" and bool(passage.roles & _ANNOUNCING))
        section = id(passage.section)
        if section not in best or worth > best[section][0]:
            best[section] = worth, place
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    most = len(ranked) if facet in _COUNTED else _MOST
    shown = [place for worth, place in ranked[:most] if worth >= ranked[0][0] - _FURTHER]
    return [
        place.evidence
        if isinstance(place, Hit)
        else Evidence(facet, value, place.read.place(place.first, place.last), LEARNED)
        for place in shown
    ]


def _score(hit: Hit, at: int, sentences: Iterable[Judged]) -> float:
    """The score of the sentence that a hit stands in."""
    return next((one.scores[at] for one in sentences if one.first <= hit.first < one.last), _UNHEARD)


def is_aim(passage: Passage) -> bool:
    """Whether a passage says what will be learned or done, and does nothing yet."""
    return passage.kind == "front" or bool(passage.roles & _AIMS)


_AIMS = frozenset({"objectives", "standards"})
