"""What an editor shows over a place: the finding with its why, and the evidence that was seen there."""

from lsprotocol import types

from checker.findings import Evidence, Finding
from checker.frontends.lsp.diagnostics import findings_here
from checker.frontends.lsp.places import Places
from checker.frontends.session import Checked


def hover(checked: Checked, places: Places, position: types.Position) -> types.Hover | None:
    """The findings and the evidence at a position, or nothing."""
    at = places.offset(position)
    source = checked.lesson.document.source
    findings = [one for one in findings_here(checked) if one.place.start <= at <= one.place.end]
    seen = [
        one for one in checked.report.evidence if one.span.source is source and one.span.start <= at <= one.span.end
    ]
    parts = [_finding(one, checked) for one in findings] + [_evidence(one, checked) for one in seen]
    if not parts:
        return None
    narrowest = min((one.place for one in findings), key=lambda span: span.end - span.start, default=None)
    place = narrowest or seen[0].span
    text = "\n\n---\n\n".join(dict.fromkeys(parts))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), places.range(place))


def _finding(finding: Finding, checked: Checked) -> str:
    rule = checked.catalogue.rule(finding.rule)
    known = [checked.catalogue.principle(id) for id in rule.principles] if rule else []
    principles = ", ".join(principle.name for principle in known if principle)
    lines = [
        f"**{rule.title if rule else finding.rule}**",
        finding.message,
        f"*Why:* {' '.join(rule.why.split())}" if rule else "",
        f"*Try:* {finding.next_step}" if finding.next_step else "",
        f"*A question:* {finding.question}" if finding.question else "",
        f"*Serves:* {principles}" if principles else "",
        f"`{finding.rule}`" + (" (preview)" if finding.is_preview else ""),
    ]
    return "\n\n".join(line for line in lines if line)


def _evidence(evidence: Evidence, checked: Checked) -> str:
    words = checked.catalogue.words.get(evidence.kind, evidence.value)
    return f"Seen here: {words} ({evidence.kind})."
