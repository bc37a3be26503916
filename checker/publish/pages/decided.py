"""What people decided of findings: answered, waived, disputed, expired, known from before; and what came of it."""

from collections.abc import Callable

from checker.findings import Gone
from checker.publish.deciding import said, told
from checker.publish.markup import details, listed, prose
from checker.publish.pages.answers import rule_link
from checker.publish.site import Entry, Remark, Site


def decided(entry: Entry, site: Site, way: Callable[[Remark], str]) -> str:
    """The decided findings of a unit, folded away, with who decided what and why."""
    remarks = [remark for remark in entry.remarks if remark.finding.decision]
    items = [_item(remark, entry, site, way) for remark in remarks]
    items += [_gone(gone, entry, site) for gone in entry.report.gone]
    title = site.words.say("Decided, waived or known from before")
    return details(f"{title} ({len(items)})", listed(items)) if items else ""


def _item(remark: Remark, entry: Entry, site: Site, way: Callable[[Remark], str]) -> str:
    rule = f"**{rule_link(remark.finding.rule, site, entry.page)}**"
    return f"{rule} {prose(remark.finding.message)} {way(remark)} {said(remark.finding, site.words)}"


def _gone(gone: Gone, entry: Entry, site: Site) -> str:
    rule = f"**{rule_link(gone.rule, site, entry.page)}**"
    return f"{rule} {site.words.say('It was decided before and is found no more.')} {told(gone.decision, site.words)}"
