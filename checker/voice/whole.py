"""Passages that have one voice from end to end: standards, headwords, answers to choose from, lines of a script."""

import re

from checker.unit import Passage, Voice

_OPTION = re.compile(r"\s*(?:\(?[A-Ha-h][.)]|[A-H]:)\s+\S")
_RIGHT = re.compile(r"[✓✔✅]|\((?:correct|right|answer|key)\)|\bcorrect answer\b|\*$", re.IGNORECASE)
_SPEAKER = re.compile(
    r"\s*(?!(?:Note|Tip|Step|Day|Part|Example|Task|Goal|Time|Say|Ask|Warning|Materials)\b)"
    r"(?:[A-Z][a-z]+|[A-Z]{2,}|Student [A-Z0-9]|Teacher|Narrator)(?: [A-Z][a-z]+)?: +[\"“A-Z(]"
)
ATTRIBUTION = re.compile(r"(?:^|\s|[\"”*_])[—–―-]{1,2}\s?(?:[A-Z][\w.'’]+[ ,]*){1,6}(?:\([^)]*\)|\d{4}|,.*)?\s*$")


def of_whole(passage: Passage) -> Voice | None:
    """The voice of a passage that has one from end to end."""
    text = passage.text
    if passage.kind == "term":
        return Voice.HEADWORD
    if "standards" in passage.roles and passage.kind != "heading":
        return Voice.STANDARD
    if _is_wrong_answer(passage):
        return Voice.WRONG_ANSWER
    if _SPEAKER.match(text) and _is_in_script(passage):
        return Voice.DIALOGUE
    is_epigraph = passage.kind in ("paragraph", "html") and _is_quoted_or_italic(passage) and ATTRIBUTION.search(text)
    return Voice.QUOTATION if is_epigraph else None


def _is_wrong_answer(passage: Passage) -> bool:
    """Whether a passage is an answer to choose among others that nothing marks as the right one."""
    if passage.kind not in ("item", "paragraph", "cell"):
        return False
    is_box = any("task" in run.marks and "x" not in run.span.text.lower() for run in passage.runs[:1])
    is_choice = _OPTION.match(passage.text) is not None or (is_box and "assessment" in passage.roles)
    is_right = _RIGHT.search(passage.text) or any("strong" in run.marks for run in passage.runs)
    return is_choice and not is_right


_SCRIPTS = re.compile(r"\b(?:dialogue|dialog|script|scene|act|skit|conversation|role.?play|play)\b", re.IGNORECASE)


def _is_in_script(passage: Passage) -> bool:
    """Whether a line with a speaker's name stands among lines that people speak."""
    around = " ".join([*passage.section.trail(), passage.stem.text if passage.stem else ""])
    return _SCRIPTS.search(around) is not None or passage.text.split(":")[0].isupper()


def _is_quoted_or_italic(passage: Passage) -> bool:
    first = next((run for run in passage.runs if run.text.strip()), None)
    return first is not None and ("emphasis" in first.marks or first.text.lstrip()[:1] in '"“‘«')
