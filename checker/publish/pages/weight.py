"""The findings of a unit as a person reads them: those at a place, then those about what was not found."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.absences import parted
from checker.publish.site import Entry, Remark, Site


@dataclass(frozen=True, slots=True)
class Parts:
    """Remarks at a place, the weightiest about what was not found, and the others about that."""

    placed: tuple[Remark, ...]
    shown: tuple[Remark, ...]
    folded: tuple[Remark, ...]

    @property
    def in_order(self) -> tuple[Remark, ...]:
        """All of them."""
        return (*self.placed, *self.shown, *self.folded)


def in_parts(remarks: Sequence[Remark], entry: Entry, site: Site) -> Parts:
    """The remarks of a unit, parted as `checker.absences` does it."""
    known = {id(remark.finding): remark for remark in remarks}
    parts = parted((remark.finding for remark in remarks), entry.report.evidence, site.catalogue)
    placed, shown, folded = (
        tuple(known[id(finding)] for finding in part) for part in (parts.placed, parts.shown, parts.folded)
    )
    return Parts(placed, shown, folded)
