"""The findings of a unit as a person reads them: those at a place, those about what was not found, those in doubt."""

from collections.abc import Sequence

from checker.absences import Parted, parted
from checker.publish.site import Entry, Remark, Site


def in_parts(remarks: Sequence[Remark], entry: Entry, site: Site) -> Parted[Remark]:
    """The remarks of a unit, parted as `checker.absences` does it."""
    known = {id(remark.finding): remark for remark in remarks}
    parts = parted((remark.finding for remark in remarks), entry.report.evidence, site.catalogue)
    every = (parts.placed, parts.shown, parts.folded, parts.doubted)
    placed, shown, folded, doubted = (tuple(known[id(finding)] for finding in part) for part in every)
    return Parted(placed, shown, folded, doubted)
