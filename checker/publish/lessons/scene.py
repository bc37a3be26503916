"""What the writers of blocks and runs need to know of the lesson and the page around them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from checker.findings import Evidence
from checker.publish.lessons.addresses import Addresses
from checker.publish.site import LessonPlace, Mark
from checker.source import Span


@dataclass(frozen=True, slots=True)
class Scene:
    """One lesson on its page.

    `marks` are those that may touch what is being written, `shift` is added to the level of headings, `given` holds
    the ids that stand in the page already: an include may bring the same words twice. `in_quote` says that lines of
    the file begin with the sign of a quotation.
    """

    place: LessonPlace
    addresses: Addresses
    shift: int
    marks: tuple[Mark, ...] = ()
    given: set[str] = field(default_factory=set)
    in_quote: bool = False

    def touching(self, span: Span) -> "Scene":
        """The scene with those marks only that touch a stretch of a file."""
        return replace(self, marks=tuple(mark for mark in self.marks if touches(mark.evidence, span)))

    def first(self, anchor: str) -> str:
        """The id, if it does not stand in the page yet; it does from now on."""
        if anchor in self.given:
            return ""
        self.given.add(anchor)
        return anchor

    def unplaced(self) -> Iterator[Mark]:
        """The marks whose words could not be underlined (in code, say), so that their note must hold the id."""
        return (mark for mark in self.marks if mark.anchor not in self.given)


def touches(evidence: Evidence, span: Span) -> bool:
    """Whether evidence and a stretch share a place; empty ones do by lying at it."""
    return overlap(evidence.span, span)


def overlap(one: Span, other: Span) -> bool:
    """Whether two places of the same file share a character, an empty one counting as the character after it."""
    if one.source.path != other.source.path:
        return False
    return one.start < max(other.end, other.start + 1) and other.start < max(one.end, one.start + 1)
