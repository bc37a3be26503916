"""A hook for the project's own site: the page of the library, made from its docstrings at each build.

A generator of this length serves one page of fifteen names; mkdocstrings would bring three packages and a plug-in.
"""

import enum
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from checker.frontends import library

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_HEAD = """\
# As a library

```python
from checker import check

for report in check("my-unit/"):
    for finding in report.findings:
        line, column = finding.place.source.position(finding.place.start)
        print(finding.place.source.path, line, finding.rule, finding.outcome, finding.message)
```

These names are what other programs may build on: they change only as [Stability](stability.md) says. All else in the
package is free to change.
"""


def page() -> str:
    """The page in Markdown, functions first."""
    named = [(name, getattr(library, name)) for name in library.__all__]
    ordered = sorted(named, key=lambda one: (not inspect.isfunction(one[1]), one[0]))
    return "\n".join([_HEAD, *(part for name, what in ordered for part in _part(name, what))])


def _part(name: str, what: Any) -> Iterator[str]:
    yield f"## `{name}`\n"
    if inspect.isfunction(what):
        yield f"```python\n{name}{_signature(what)}\n```\n"
    yield f"{inspect.getdoc(what)}\n"
    if isinstance(what, type) and issubclass(what, enum.Enum):
        yield "".join(f"- `{name}.{member.name}`: `{member.value}`\n" for member in what)
    elif is_dataclass(what):
        yield "".join(f"- `{field.name}: {_type(field.type)}`\n" for field in fields(what))


def _signature(function: Any) -> str:
    text = str(inspect.signature(function))
    return text.replace("collections.abc.", "").replace("checker.findings.", "").replace("checker.settings.model.", "")


def _type(annotation: Any) -> str:
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return text.replace("checker.findings.", "").replace("checker.source.", "").replace("'", "")


def on_files(files: "Files", config: "MkDocsConfig") -> "Files":
    """MkDocs event: puts the page beside those of `docs/`."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - an extra

    files.append(File.generated(config, "api.md", content=page()))
    return files
