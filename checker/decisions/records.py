"""What was decided before a run: the baseline, the answers, today. Read once, then handed to every unit."""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

from checker.decisions.baseline import Baseline, load_baseline
from checker.decisions.review_file import load_reviews
from checker.decisions.reviews import Review
from checker.settings import Settings


@dataclass(frozen=True, slots=True)
class Records:
    """What holds for a run. `root` is the folder from which the records name units; `today` is `2027-01-31`."""

    root: str = ""
    today: str = ""
    baseline: Baseline | None = None
    reviews: Mapping[str, tuple[Review, ...]] = field(default_factory=dict)
    changed_is_known: bool = False

    def name_of(self, unit: str) -> str:
        """The name of a unit in the records: its path from the root, with forward slashes."""
        if not self.root:
            return unit
        try:
            return Path(os.path.relpath(Path(unit).resolve(), self.root)).as_posix()
        except ValueError:  # another drive on Windows
            return unit

    def reviews_of(self, unit: str) -> tuple[Review, ...]:
        """The answers for a unit, and for the units around and below it: its files may be grouped in another way."""
        if not self.reviews:
            return ()
        names = {unit, *(parent.as_posix() for parent in PurePosixPath(unit).parents)}
        names |= {name for name in self.reviews if name.startswith(f"{unit}/")}
        return tuple(review for name in sorted(names) for review in self.reviews.get(name, ()))


def today() -> str:
    """Today as `2027-01-31`, or the day of `SOURCE_DATE_EPOCH`, by which builds are repeated exactly."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = datetime.fromtimestamp(int(given), UTC).date() if given.isdecimal() else date.today()
    return day.isoformat()


def load_records(settings: Settings, day: str = "") -> Records:
    """What the settings name: the baseline and the answers. Raises UserError for what cannot be read."""
    root = settings.folder or Path()
    baseline = load_baseline(root / settings.baseline, root) if settings.baseline else None
    by_unit: defaultdict[str, list[Review]] = defaultdict(list)
    for review in load_reviews(root / settings.reviews):
        by_unit[review.unit].append(review)
    return Records(
        root=str(root.resolve()),
        today=day or today(),
        baseline=baseline,
        reviews={unit: tuple(reviews) for unit, reviews in by_unit.items()},
        changed_is_known=settings.changed == "known",
    )
