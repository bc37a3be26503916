"""An open question as a form: the reviewer's answer as an entry for a file in `reviews/`, filled in and ready to save.

The entry stands in the page as text, so that it can be copied where no script runs. The script asks for the answer, the
reason, the name and the day, and writes them into the same text.
"""

from checker.findings import DecisionKind
from checker.publish.markup import code, element, escape
from checker.publish.site import Entry, Remark, Site

_WAITS = (DecisionKind.DISPUTED, DecisionKind.EXPIRED, DecisionKind.CHANGED)


def form(entry: Entry, remark: Remark, site: Site) -> str:
    """The form as HTML; empty for a question that is settled or has no fingerprint."""
    finding, say = remark.finding, site.words.say
    is_open = finding.decision is None or finding.decision.kind in _WAITS
    if not finding.fingerprint or not is_open:
        return ""
    lead = say(
        "Fill in the entry and save it as a file in the folder {folder}/ of your repository, then commit it.",
        folder=site.settings.reviews,
    )
    inside = element("p", escape(lead)) + code(_entry(entry, remark, site))
    file = f"{entry.name}-{finding.rule}.yml"
    attributes = {"class": "mm-decide", "data-file": file} | (
        {"data-reflection": ""} if site.settings.reflection else {}
    )
    return element("details", element("summary", escape(say("Answer this question"))) + inside, attributes)


def _entry(entry: Entry, remark: Remark, site: Site) -> str:
    """The entry with the four things that only a person can say left open."""
    finding = remark.finding
    lines = [
        "reviews:",
        f"  - unit: {_quoted(site.records.name_of(entry.unit.id))}",
        f"    rule: {finding.rule}",
        f"    fingerprint: {finding.fingerprint}",
        f"    question: {_quoted(finding.question)}",
        '    who: ""',
        "    when: # such as 2027-01-31",
        "    outcome: # yes, partly, no or not-for-this-unit",
        '    reason: ""',
        '    answer: ""',
        *(['    reflection: ""'] if site.settings.reflection else []),
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return "'" + _one_line(text).replace("'", "''") + "'"


def _one_line(text: str) -> str:
    return " ".join(text.split())
