"""Languages by their codes and names: which code is meant by a word that a person writes for a language."""

import difflib
import re
import unicodedata

CODES = frozenset(
    "ar bn ca cs cy da de el en es et eu fa fi fr ga he hi ht hu id it ja ko mi ml mr ms nl no pl pt ro ru sk sv sw "
    "tet th tl tr uk ur vi zh".split()
)
"""The languages that a lesson may turn out to be in by its words or its path."""

_NAMES = {
    "ar": "arabic", "bn": "bengali", "ca": "catalan catala", "cs": "czech", "cy": "welsh cymraeg", "da": "danish dansk",
    "de": "german deutsch", "el": "greek", "en": "english", "es": "spanish espanol castellano", "et": "estonian",
    "eu": "basque euskara", "fa": "persian farsi", "fi": "finnish suomi", "fr": "french francais",
    "ga": "irish gaeilge", "he": "hebrew", "hi": "hindi", "ht": "haitian kreyol", "hu": "hungarian magyar",
    "id": "indonesian", "it": "italian italiano", "ja": "japanese", "ko": "korean", "mi": "maori", "ml": "malayalam",
    "mr": "marathi", "ms": "malay melayu", "nl": "dutch nederlands", "no": "norwegian norsk", "pl": "polish polski",
    "pt": "portuguese portugues", "ro": "romanian romana", "ru": "russian", "sk": "slovak", "sv": "swedish svenska",
    "sw": "swahili kiswahili", "tet": "tetum tetun", "th": "thai", "tl": "tagalog filipino", "tr": "turkish turkce",
    "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "zh": "chinese mandarin",
}  # fmt: skip
_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()}
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*")
_ACCENT = "Mn"
_CLOSE = 0.75


def code_of(word: str) -> str:
    """The code of the language that a word names, as a code (`es`, `pt-BR`, `yur`) or by its name; empty for none.

    Every code of two or three letters is taken: there are more languages than any list here has.
    """
    plain = _plain(word)
    found = _CODE.fullmatch(plain)
    return _BY_NAME.get(plain) or (found[1] if found else "")


def near_languages(word: str) -> str:
    """The name of a language that a word may be meant for; empty without any."""
    return next(iter(difflib.get_close_matches(_plain(word), _BY_NAME, n=1, cutoff=_CLOSE)), "")


def _plain(word: str) -> str:
    """A word in small letters and without accents."""
    parts = unicodedata.normalize("NFD", word.strip().lower())
    return "".join(part for part in parts if unicodedata.category(part) != _ACCENT)
