"""What people decided of findings: waivers in the text, the baseline, reviewers' answers, and the history of it all.

Everything hangs on one name for a finding, its fingerprint (`fingerprint`): `4c1f09a2b7-d03e11`, the words that it is
about and the place of these words in the unit. `decided(report, unit, records)` puts a `Decision` on each finding of a
report that has one; it reads no file. What it needs is read before, once a run:

* `Records(root, baseline, reviews, today, …)`: all that holds for a run; `load_records(settings, root, today)`.
* `load_baseline(path) -> Baseline` and `Baseline.units: Mapping[str, Mapping[str, Mapping[str, str]]]`: unit, rule,
  fingerprint, the day on which it came in.
* `load_reviews(folder) -> tuple[Review, ...]`: unit, rule, fingerprint, who, when, outcome (`yes`, `partly`, `no`,
  `not-for-this-unit`), reason, answer, reflection, path, line. `review_text(review) -> str` is the YAML of one.
* `load_history(path) -> History`: `revisions: tuple[Revision, ...]`, the oldest first; `Revision`: name, commit, date,
  `units: Mapping[str, UnitRecord]`; `UnitRecord`: title, lessons, not_checked, `principles: Mapping[str, Counts]`,
  `open: Mapping[str, tuple[str, ...]]` (rule, fingerprints); `Counts`: met, not_met, needs_a_person, not_applicable,
  not_checked. `Revision.total(principle) -> Counts` adds up the units.
* `compare(before: Revision, after: Revision) -> Comparison`: `came`, `went`, `moved`, `changed`, each a tuple of
  `Change(unit, rule, fingerprint, before_unit, before)`.

On a finding: `finding.fingerprint` (open findings only) and `finding.further` (those of the other places it lists),
`finding.decision` (`Decision`, kind `waived`, `answered`, `disputed`, `known`, `changed` or `expired`),
`finding.standing` (the outcome after a reviewer's answer), `finding.is_open` and `finding.is_settled`. On a report:
`report.gone`, what was decided or known and is found no more.
"""

from checker.decisions.baseline import Baseline, Tally, baseline_schema, baseline_text, load_baseline, recorded_anew
from checker.decisions.deciding import decided
from checker.decisions.fingerprint import Fingerprint, Subject, read_fingerprint, subjects_of
from checker.decisions.history import Change, Comparison, Counts, History, Revision, UnitRecord, compare, unit_record
from checker.decisions.history_file import history_schema, history_text, load_history
from checker.decisions.matching import Pairing, pair
from checker.decisions.records import Records, load_records, today
from checker.decisions.review_file import (
    load_reviews,
    review_path,
    review_text,
    reviews_schema,
    reviews_text,
    with_review,
)
from checker.decisions.reviews import ANSWERS, Review
from checker.decisions.waiving import RuleNames

__all__ = [
    "ANSWERS",
    "Baseline",
    "Change",
    "Comparison",
    "Counts",
    "Fingerprint",
    "History",
    "Pairing",
    "Records",
    "Review",
    "Revision",
    "RuleNames",
    "Subject",
    "Tally",
    "UnitRecord",
    "baseline_schema",
    "baseline_text",
    "compare",
    "decided",
    "history_schema",
    "history_text",
    "load_baseline",
    "load_history",
    "load_records",
    "load_reviews",
    "pair",
    "read_fingerprint",
    "recorded_anew",
    "review_path",
    "review_text",
    "reviews_schema",
    "reviews_text",
    "subjects_of",
    "today",
    "unit_record",
    "with_review",
]
