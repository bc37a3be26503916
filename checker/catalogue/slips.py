"""What a person most likely mistyped where a file cannot be read as YAML: the line, what is wrong, what to do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen: its line, what is wrong in plain words, and what to do."""

    line: int
    what: str
    next_step: str


def slip_of(error: Exception, lines: Sequence[str]) -> Slip:
    """The slip behind the error of the YAML reader, which speaks of tokens and mappings."""
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    context = getattr(error, "context", None) or ""
    at = _line(error, "problem_mark", 1)
    begun = _line(error, "context_mark", at)
    own = lines[at - 1] if at <= len(lines) else ""
    return (
        _of_signs(problem, own, at)
        or _of_what_does_not_end(context, lines, at, begun)
        or _of_colons_and_places(problem, own, at, begun)
        or Slip(at, f"The file cannot be read: {problem}.", "Put the text in quotes, or see where the line begins.")
    )


def _line(error: Exception, name: str, default: int) -> int:
    mark: yaml.Mark | None = getattr(error, name, None)
    return mark.line + 1 if mark else default


def _of_signs(problem: str, own: str, at: int) -> Slip | None:
    """A tab, a key that is there twice, a sign with which no text may begin."""
    if problem.endswith("is there twice"):
        return Slip(at, f"T{problem[1:]}.", "Take one of them away.")
    if "\t" in own and ("token" in problem or own.lstrip(" ").startswith("\t")):
        return Slip(at, "There is a tab in this line.", "Write spaces in its place.")
    if "token" in problem or "alias" in problem or "alphabetic" in problem:
        what = "A text begins with a sign that means something else in YAML, such as `%`, `@`, `*` or `&`."
        return Slip(at, what, "Put the text in quotes.")
    return None


def _of_what_does_not_end(context: str, lines: Sequence[str], at: int, begun: int) -> Slip | None:
    """A quotation mark or a bracket that opens and does not close."""
    if "quoted scalar" in context:
        return Slip(begun, "A quotation mark opens here and does not close.", "Write another one where the text ends.")
    if "flow" in context:
        open_at = next(
            (number for number in range(at, 0, -1) if number <= len(lines) and _is_open(lines[number - 1])), begun
        )
        return Slip(open_at, "A bracket or a quotation mark opens here and does not close.", _CLOSE)
    return None


_CLOSE = "Write `]` at the end of the list, and a second quotation mark at the end of each text in quotes."


def _is_open(line: str) -> bool:
    """Whether more brackets open than close, or a list holds a lonely quotation mark."""
    has_odd_quotes = "[" in line and line.count('"') % 2 == 1
    return has_odd_quotes or any(line.count(left) > line.count(right) for left, right in ("[]", "{}"))


def _of_colons_and_places(problem: str, own: str, at: int, begun: int) -> Slip | None:
    """A colon or quotation marks inside a text, or a line that begins at the wrong place."""
    if re.match(r"""\s*(- )?[\w-]+:\s+(".*"|'.*')\s*[^\s#"',\]]""", own):
        return Slip(at, "Words follow after a closing quotation mark.", _WHOLE)
    if "mapping values" in problem and len(re.findall(r":(\s|$)", own)) > 1:
        return Slip(at, "There is a colon inside a text.", f'Put the whole text in quotes: `{_key(own)}: "…"`.')
    if "could not find expected ':'" in problem:
        what = "This line is neither a key with a colon nor a part of the text above it."
        return Slip(begun, what, "Move it to the right, below the text that it belongs to, or write `key: …`.")
    if any(sign in problem for sign in ("mapping values", "expected key", "indicator", "block end")):
        return Slip(at, "This line stands too far left or too far right.", _BELOW)
    return None


_WHOLE = "Put the whole text in single quotes: `'He said \"yes\" twice.'`."
_BELOW = "Count the spaces: it begins exactly below the keys that it belongs with."


def _key(line: str) -> str:
    return line.strip().removeprefix("- ").partition(":")[0]
