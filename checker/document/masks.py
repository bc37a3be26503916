"""Lines of plain Markdown without what a site generator takes away: template tags, attribute lists.

Everything is blanked in place: a line keeps its length, so that places stay true.
"""

import re

from checker.document.lines import Line

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
_TOC = re.compile(r"\[(?:TOC|toc)\][ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*\|[-:| \t]*$")
_ABBREVIATION = re.compile(r"\*\[[^\]]{1,100}\]:.*$")
_MDX = re.compile(r"(?:import\s.{1,300}?\sfrom\s+['\"][^'\"]+['\"];?|export\s+(?:const|default|function)\b.*)$")



def plain_lines(line: Line, before: list[Line], is_mdx: bool) -> list[Line]:
    """A line of plain Markdown; one that holds nothing but an inline tag does not make raw HTML of the next lines."""
    is_first = not before or before[-1].is_blank or before[-1].text.lstrip().startswith("#")
    is_alone = is_first and line.text.endswith(">") and _INLINE_TAG.match(line.text)
    return [_masked(line, is_mdx), *[Line("", line.start)] * bool(is_alone)]


def _masked(line: Line, is_mdx: bool) -> Line:
    """The line with what a site generator takes away (template tags, attribute lists) blanked, its length kept."""
    text = line.text
    if _ABBREVIATION.match(text) or _TOC.match(text) or (is_mdx and _MDX.match(text)):
        return Line(" " * len(text), line.start)
    if "\t" in text and _TABLE_RULE.match(text):
        text = text.replace("\t", " ")
    if "{" in text or "]('" in text:
        text = _MASKED.sub(_blanked, text)
    return Line(text, line.start)


def _blanked(found: re.Match[str]) -> str:
    if found["address"]:
        return found[0].replace(" ", "_")
    return found[0] if found["code"] else " " * len(found[0])
