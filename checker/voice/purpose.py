"""What words are there for: held up as what not to say, spoken of as words, or part of a proper name."""

import re

from checker.unit import Passage
from checker.voice.stretches import SMALL

_AGAINST = re.compile(
    r"\b(?:avoid(?:s|ed|ing)?|instead of|rather than"
    r"|(?:do not|don['’]t|never|not|no longer|stop|shouldn['’]t|should not) (?:\w+ ){0,2}?"
    r"(?:say|use|call|write|refer|label|describe|using|saying|calling|labell?ing|assume)\w*|no longer say"
    r"|harmful|outdated|offensive|derogatory|slurs?|pejorative|dehumani[sz]\w+|stereotyp\w+|myths?\b|misconceptions?"
    r"|problematic|deficit[- ](?:based|language|thinking|view|framing|model)|racist|ableist|sexist|insult\w*|euphemism"
    r"|negative (?:label|term|word)s?|replac(?:e|ed|es|ing)|used to be (?:called|known)|formerly|once called"
    r"|what['’]s wrong with|wrongly|inaccurate|misleading|questions? the|critiqu\w+|criticiz\w+|challenge the)\b"
    r"|[✗✘❌🚫]|≠",
    re.IGNORECASE,
)
_FOR = re.compile(r"\b(?:instead,|better:|say instead|use instead)", re.IGNORECASE)
_AGAINST_TITLE = re.compile(
    r"\b(?:avoid\w*|don['’]?t (?:say|use|call|write)|do not (?:say|use)|instead of|not this"
    r"|deficit(?:[- ]based)?(?: language)?|outdated|harmful|words to avoid|terms to avoid|problematic|negative"
    r"|non-?examples?|myths?|misconceptions?|rather than)\b"
    r"|[✗✘❌🚫]",
    re.IGNORECASE,
)
_NEAR_CHARACTERS = 70


def is_critique(passage: Passage, start: int, end: int) -> bool:
    """Whether words are held up as what not to say: near a word against them, or under a heading that says so."""
    text = passage.text
    before, after = _clause_before(text, start), re.split(r"[.?!;](?=\s|$)", text[end : end + _NEAR_CHARACTERS])[0]
    if _AGAINST.search(before) and not _FOR.search(before):
        return True
    if re.match(
        r"[\W\w]{0,50}?\b(?:is|are|was|were|as|seen as|considered|remains?|an?) (?:\w+ ){0,3}?" + _OUTDATED, after
    ):
        return True
    titles = [passage.section.title, passage.header, passage.stem.text if passage.stem else ""]
    return any(_AGAINST_TITLE.search(title) is not None for title in titles if len(title) <= _LONGEST_HEADING)


_OUTDATED = (
    r"(?:outdated|offensive|harmful|derogatory|slurs?|pejorative|stereotyp\w+|myths?|euphemism|misleading|inaccurate"
    r"|dehumani[sz]ing|problematic|racist|ableist|sexist|no longer used|hurtful)\b"
)
_LONGEST_HEADING = 80


def _clause_before(text: str, start: int) -> str:
    return re.split(r"[.?!;](?=\s)|\n", text[max(0, start - _NEAR_CHARACTERS) : start])[-1]


_KINDS_OF_WORD = (
    r"(?:terms?|words?|phrases?|labels?|expressions?|names?|slogan|notion|concept|category|idiom|adjective|noun|verb"
    r"|vocabulary)"
)
_OFTEN = r"(?:is|are|was|were|be|been|being|often|also|sometimes|historically|commonly|usually|formerly)"
_NAMING = re.compile(
    rf"\b(?:(?:the|a|this|that|his|her|their|our|such) )?{_KINDS_OF_WORD}(?: (?:of|like|such as|is|was|are))?[ :]*"
    r"[\"“‘'*_(]*$"
    rf"|\b(?:so[- ]called|{_OFTEN} (?:called|named|termed|labell?ed|dubbed|known as|referred to as)|known as|called"
    r"|labell?ed(?: as)?|dubbed|means?|referred to as) (?:an? |the )?[\"“‘'*_(]*$",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"[\"”’'*_)]*\s*(?:\(?(?:means|meaning|refers to|is the (?:word|term)|is (?:a|an) (?:word|term)|is defined)\b)"
)


def is_mention(text: str, start: int, end: int) -> bool:
    """Whether words are spoken of, not used: named as a term, or explained right after."""
    return _NAMING.search(text[max(0, start - 60) : start]) is not None or _MEANS.match(text, end) is not None


_WORD = re.compile(r"[^\W\d_][\w'’]*")
_LINKING = frozenset("of and the for & in with".split())


def is_name(passage: Passage, start: int, end: int) -> bool:
    """Whether words are part of a proper name: written with a capital beside others with a capital, in plain prose."""
    text = passage.text
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(text)]
    inside = [at for at, (_, a, b) in enumerate(words) if a < end and start < b]
    if not inside or passage.kind in ("heading", "title", "header-cell") or _is_mostly_capital(words):
        return False
    is_capital = all(words[at][0][0].isupper() or words[at][0].lower() in SMALL for at in inside)
    return is_capital and (_neighbor(text, words, inside[0], -1) or _neighbor(text, words, inside[-1], 1))


def _is_mostly_capital(words: list[tuple[str, int, int]]) -> bool:
    weighty = [word for word, _, _ in words if word.lower() not in SMALL]
    return len(weighty) > 3 and sum(word[0].isupper() for word in weighty) >= 0.7 * len(weighty)


def _neighbor(text: str, words: list[tuple[str, int, int]], at: int, step: int) -> bool:
    """Whether the next word, past a linking one, has a capital that no start of a sentence gives it."""
    there = at + step
    if 0 <= there < len(words) and words[there][0].lower() in _LINKING:
        there += step
    if not 0 <= there < len(words):
        return False
    between = text[words[min(at, there)][2] : words[max(at, there)][1]]
    if re.search(r"[.?!:;,()\n–—]", between):
        return False
    is_first = there == 0 or re.search(r"[.?!:]\W*$", text[: words[there][1]]) is not None
    return words[there][0][0].isupper() and not (is_first and words[there][0].lower() in _STARTERS)


_STARTERS = frozenset(
    "the a an all some many most these those our your their his her in for when if how what why each".split()
)
