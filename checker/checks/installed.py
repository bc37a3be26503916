"""Kinds of question that installed packages bring by the entry point `manymeans.checks`."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import EntryPoint
from types import MappingProxyType

from checker.catalogue.packages import entry_points, load
from checker.checks.question import Answer, Question
from checker.errors import UserError

Check = Callable[[Question], Iterable[Answer]]


@cache
def installed_checks() -> Mapping[str, tuple[str, Check]]:
    """The kinds of question by their names, each with the package that it comes from. Raises UserError."""
    checks: dict[str, tuple[str, Check]] = {}
    for package, point in entry_points("manymeans.checks"):
        checks.setdefault(point.name, (package, _loaded(package, point)))
    return MappingProxyType(checks)


def _loaded(package: str, point: EntryPoint) -> Check:
    what = f"The package {package} offers the kind of question `{point.name}`, but "
    try:
        check: Check = load(point)
    except (ImportError, AttributeError) as error:
        raise UserError(package, f"{what}it cannot be loaded: {error}.", "Mend the package or take it out.") from error
    if not callable(check):
        raise UserError(package, f"{what}that is no function.", "Mend the package or take it out.")
    return check
