"""YAML (or JSON) between `---` lines at the top of a file, each value with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from checker.source import Source, Span

_MOST_VALUES = 20_000
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Field:
    """One scalar: the path of keys and indexes that leads to it, its text, its place."""

    path: tuple[str | int, ...]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a file: plain values for reading, and every scalar with its place."""

    values: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()

    def below(self, *keys: str) -> Iterator[Field]:
        """The scalars under the first of these top-level keys that stands in the file."""
        key = next((key for key in keys if key in self.values), None)
        return (found for found in self.fields if found.path[0] == key)

    def text(self, *keys: str) -> str:
        """The value of the first of these keys that holds a single value, as text; empty without one."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str | int | float):
                return str(value)
        return ""


@dataclass(frozen=True, slots=True)
class BadYaml:
    """Why front matter could not be read, and where."""

    span: Span
    what: str


def read_front_matter(source: Source, start: int, end: int) -> FrontMatter | BadYaml:
    """The front matter that stands between two offsets of a source."""
    text = source.text[start:end]
    if len(text) > _LONGEST:
        return BadYaml(Span(source, start, start), f"it is longer than {_LONGEST:,} characters")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        at = min(start + mark.index, end) if mark else end
        line, _ = source.position(at if mark else start)
        return BadYaml(Span(source, source.line_starts[line - 1], at), _problem(error))
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        return BadYaml(Span(source, start, end), "it is not a list of keys with values")
    reader = _NodeReader(source, start)
    values = reader.value(root, ())
    return FrontMatter(values, tuple(reader.fields))


def _problem(error: BaseException) -> str:
    return str(getattr(error, "problem", None) or type(error).__name__)


class _NodeReader:
    """Turns composed YAML nodes into plain values; aliases are followed up to a bound, so that no file grows."""

    def __init__(self, source: Source, start: int) -> None:
        self.fields: list[Field] = []
        self._source, self._start, self._seen = source, start, 0

    def value(self, node: yaml.Node, path: tuple[str | int, ...]) -> Any:
        self._seen += 1
        if self._seen > _MOST_VALUES or len(path) > 20:
            return None
        if isinstance(node, yaml.MappingNode):
            pairs = ((str(getattr(key, "value", "")), child) for key, child in node.value)
            return {key: self.value(child, (*path, key)) for key, child in pairs}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*path, at)) for at, child in enumerate(node.value)]
        span = Span(self._source, self._start + node.start_mark.index, self._start + node.end_mark.index)
        self.fields.append(Field(path, str(node.value), _unquoted(span)))
        return None if node.tag.endswith(":null") else node.value


def _unquoted(span: Span) -> Span:
    text = span.text
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "\"'":
        return Span(span.source, span.start + 1, span.end - 1)
    stripped = text.rstrip()
    return Span(span.source, span.start, span.start + len(stripped))
