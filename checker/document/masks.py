"""Lines of plain Markdown without what a site generator takes away: template tags, attribute lists.

Everything is masked in place: a line keeps its length, so that places stay true. The mask is no white space, which
would make code of a line that begins with a tag; who reads the parsed text takes it for blanks.
"""

import re

from checker.document.lines import MASK, Line

_VALUE = r"(?:\"(?:[^\"\\]++|\\.)*+\"|'(?:[^'\\]++|\\.)*+'|[^\s{}\"']+)"
_ATTRIBUTED = rf"(?:[.#][\w:-]+|[\w:-]+={_VALUE})"
_MASKED = re.compile(
    r"(?P<code>(?<!`)(`++)[^`]++\2(?!`))"  # stays: what stands in inline code is shown as it is
    r"|\{%[^{}]{0,2000}%\}|\{\{[^{}]{0,500}\}\}"  # template tags
    rf"|\{{:?[ ]*+{_ATTRIBUTED}(?:[ ]++{_ATTRIBUTED})*+[ ]*+\}}"  # attribute lists
    r"|\{:[^{}]{0,500}\}"  # kramdown's marks
    rf"|\{{[a-z][a-z-]*+(?:[ \t]++[\w-]++={_VALUE})++[ \t]*+/?\}}|\{{[a-z][a-z-]* end\}}"  # braced tags within a line
    r"|(?<=\]\()(?P<address>'[^'\n]{1,200}'(?: '[^'\n]{1,200}')+[^\s()]{0,200})(?=\))"  # stays, without its blanks
)
_INLINE_TAG = re.compile(r"[ \t]*</?(?:a|abbr|b|br|em|font|i|img|kbd|small|span|strong|sub|sup|u)\b[^<>]*>$")
_WIDE_MARKER = re.compile(r"(?P<marker>[ \t]*\d{1,9}[.)] )(?P<more> {1,3})(?=\S)")
_NO_DEFINITION = re.compile(r" {0,3}:(?!-|[ \t]+\S)")
_TOC = re.compile(r"\[(?:TOC|toc)\][ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+\|[-:| \t]*+$")
_ABBREVIATION = re.compile(r"\*\[[^\]]{1,100}\]:.*$")
_MDX_COMMENT = re.compile(r"\{/\*.*?\*/\}")
_MDX = re.compile(r"(?:import\s.{1,300}?\sfrom\s+['\"][^'\"]+['\"];?|export\s+(?:const|default|function)\b.*)$")


def plain_lines(line: Line, before: list[Line], is_mdx: bool) -> list[Line]:
    """A line of plain Markdown; one that holds nothing but an inline tag does not make raw HTML of the next lines."""
    is_first = not before or before[-1].is_blank or before[-1].text.lstrip().startswith("#")
    is_alone = is_first and line.text.endswith(">") and _INLINE_TAG.match(line.text)
    return [_masked(line, is_mdx), *[Line("", line.start)] * bool(is_alone)]


def _masked(line: Line, is_mdx: bool) -> Line:
    """The line with what a site generator takes away (template tags, attribute lists) blanked, its length kept."""
    text = line.text
    if is_mdx and "{/*" in text:
        text = _MDX_COMMENT.sub(lambda found: MASK * len(found[0]), text)
        text = text if text.replace(MASK, "").strip() else " " * len(text)
    if _ABBREVIATION.match(text) or _TOC.match(text) or (is_mdx and _MDX.match(text)):
        return Line(" " * len(text), line.start)
    if "\t" in text and _TABLE_RULE.match(text):
        text = text.replace("\t", " ")
    if _NO_DEFINITION.match(text):
        text = text.replace(":", MASK, 1)
    if "  " in text and (wide := _WIDE_MARKER.match(text)):
        text = _narrowed(text, wide)
    if "{" in text or "]('" in text or ("`" in text and text.lstrip().startswith("|")):
        text = _MASKED.sub(_hidden, text)
        text = text if text.replace(MASK, "").strip() else " " * len(text)
    return Line(text, line.start)


def _narrowed(text: str, wide: re.Match[str]) -> str:
    """A list item whose text begins at most four columns after its marker, as deep as the site wants what follows."""
    marker = len(wide["marker"].lstrip())
    more = min(len(wide["more"]), max(0, marker + len(wide["more"]) - 4))
    return text[: wide.end() - more] + MASK * more + text[wide.end() :]


def _hidden(found: re.Match[str]) -> str:
    if found["address"]:
        return found[0].replace(" ", "_")
    return found[0].replace("|", MASK) if found["code"] else MASK * len(found[0])
