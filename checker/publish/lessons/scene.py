"""What the writers of blocks and runs need to know of the lesson and the page around them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from checker.document import Block
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

    def touching(self, blocks: Iterable[Block]) -> "Scene":
        """The scene with those marks only that touch some blocks."""
        spans = [block.span for block in blocks]
        here = (mark for mark in self.marks if any(overlap(mark.evidence.span, span) for span in spans))
        return replace(self, marks=tuple(here))

    def first(self, anchor: str) -> str:
        """The id, if it does not stand in the page yet; it does from now on."""
        if anchor in self.given:
            return ""
        self.given.add(anchor)
        return anchor


def level(written: int, scene: Scene) -> int:
    """The level on the page of a heading that the author wrote at a level: below those of the page itself."""
    return max(3, min(6, written + scene.shift))


def overlap(one: Span, other: Span) -> bool:
    """Whether two places of the same file share a character, an empty one counting as the character after it."""
    if one.start >= (other.end if other.end > other.start else other.start + 1):
        return False
    if other.start >= (one.end if one.end > one.start else one.start + 1):
        return False
    return one.source is other.source or one.source.path == other.source.path
