"""ManyMeans: finds what curriculum units in Markdown offer, asks rules about it, and publishes units with findings.

The way of a check, each step one module: `source` and `document` read a file with exact places; `unit` knows its
parts; `finders` find evidence with the cues of `principles/cues`; `checks` answer the questions that the rules of
`principles/rules` ask; `engine` puts these together to a `Report`; `outputs` and `publish` say it.

For other programs there are the names in `__all__`, loaded when they are asked for (`from checker import check`); all
else is free to change.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from checker.frontends.library import (
        Decision,
        Evidence,
        Finding,
        Outcome,
        Report,
        Rule,
        Settings,
        Severity,
        Span,
        UserError,
        as_dict,
        check,
        check_text,
        load_settings,
        rules,
    )

__version__ = "0.1.0"

__all__ = [
    "Decision",
    "Evidence",
    "Finding",
    "Outcome",
    "Report",
    "Rule",
    "Settings",
    "Severity",
    "Span",
    "UserError",
    "__version__",
    "as_dict",
    "check",
    "check_text",
    "load_settings",
    "rules",
]


def __getattr__(name: str) -> Any:
    """A public name, loaded now: the command line needs the version only, and starts faster without the rest."""
    if name in __all__:
        return getattr(import_module("checker.frontends.library"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
