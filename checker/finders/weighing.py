"""From places where cues fire to evidence: what is trusted, and which of many places is shown.

Cues alone suffice for a kind when those that fired are trusted enough together: the chance that all of them are wrong,
as if they erred apart, must be small. One strong cue is enough, or three different weak ones; a file of cues may say
instead at how many places (`hints`) its weak ones must fire. Whether a lesson shows a kind of the codebook is then
weighed from that and from what the learned judge makes of each sentence (`judging`): it finds what no cue says, and
doubts a cue where nothing around speaks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

from checker.finders.cues import Hit
from checker.finders.judging import LOWEST, SURE, Cues, Judge, Judged
from checker.findings import Evidence
from checker.source import Span
from checker.unit import Passage

STRONG, WEAK = 0.75, 0.35
LEAST = 0.62
HINT = -0.5
"""The score from which a sentence keeps a rule from saying that a kind is nowhere."""
LEARNED = "learned"
"""The cue that evidence names which only the judge has found."""
# What an overview or a list of materials announces is shown where it is done (codebook, edge cases).
_ANNOUNCING = frozenset({"introduction", "materials", "pacing", "objectives", "standards"})
# In a lesson of fewer than `_FEW` sentences, cues that suffice alone are not doubted: there are few places to fire by
# chance. In one of fewer than `_FEWEST` the judge adds nothing: words tell too little where there are so few.
_FEW, _FEWEST = 30, 12
# How much worse than the best a further sentence or a further hit may be; how much better a sentence must be than all
# hits to be shown beside them, and how good at least; what a strong cue, or being announced only, counts. Tried on
# labelled lessons.
_FURTHER, _WORSE, _BETTER, _STEP, _BESIDE = 0.5, 2.5, 1.0, 1.5, 1.0


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
    """Where a kind is shown: where cues fire, and the best sentence where it is better than all of those."""
    by_read: dict[int, list[Judged]] = {}
    for one in sentences:
        by_read.setdefault(id(one.read), []).append(one)
    scores = {id(hit): _score(hit, at, by_read.get(id(hit.read), ())) for hit in hits}
    found = [hit.evidence for hit in _best_hits(hits, scores)]
    top = max((one.scores[at] for one in sentences), default=LOWEST)
    if top >= (_BESIDE if hits else SURE) and top > max(scores.values(), default=LOWEST) + _BETTER:
        found += _best_sentences(kind, at, sentences, top)[: 1 if hits else None]
    return found


def _score(hit: Hit, at: int, sentences: Iterable[Judged]) -> float:
    """The score of the sentence that a hit stands in."""
    return next((one.scores[at] for one in sentences if one.first <= hit.first < one.last), LOWEST)


def _best_hits(hits: Sequence[Hit], scores: Mapping[int, float]) -> list[Hit]:
    """The best hit of each section, without those much worse than the best of all.

    Strong cues count more than weak ones, and what is only announced counts less than where it is done.
    """
    best: dict[int, tuple[float, Hit]] = {}
    for hit in hits:
        is_announced = bool(hit.read.passage.roles & _ANNOUNCING)
        worth = scores[id(hit)] + _STEP * (not hit.cue.is_weak) - _STEP * is_announced
        section = id(hit.read.passage.section)
        if section not in best or worth > best[section][0]:
            best[section] = worth, hit
    top = max((worth for worth, _ in best.values()), default=0.0)
    return [hit for worth, hit in best.values() if worth >= top - _WORSE]


def is_aim(passage: Passage) -> bool:
    """Whether a passage says what will be learned or done, and does nothing yet."""
    return passage.kind == "front" or bool(passage.roles & _AIMS)


_AIMS = frozenset({"objectives", "standards"})


def _best_sentences(kind: str, at: int, sentences: Sequence[Judged], top: float) -> list[Evidence]:
    """The sentence with the best score, and the best one of each other section that is nearly as good.

    An aim in the front matter or among the objectives is none, where the thing itself stands somewhere.
    """
    facet, _, value = kind.partition(": ")
    doing = [one for one in sentences if not is_aim(one.read.passage)] if facet != "transparency" else []
    if (done := max((one.scores[at] for one in doing), default=LOWEST)) >= SURE:
        sentences, top = doing, done
    best: dict[int, Judged] = {}
    for one in sorted(sentences, key=lambda one: -one.scores[at]):
        best.setdefault(id(one.read.passage.section), one)
    good = (one for one in best.values() if one.scores[at] >= top - _FURTHER)
    return [Evidence(facet, value, one.read.place(one.first, one.last), LEARNED) for one in good]
