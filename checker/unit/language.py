"""Which language a lesson is in: what it declares, what its path says, else what its words say."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath

from checker.document import Field, FrontMatter
from checker.languages import CODES, code_of

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to a in is that for it you as with are this be on or by an at from your we will can have not "
    "they".split()
)
_CODES = CODES - {"en"}
_NAMES = {
    "arabic": "ar", "chinese": "zh", "deutsch": "de", "espanol": "es", "francais": "fr", "french": "fr",
    "german": "de", "hindi": "hi", "italian": "it", "japanese": "ja", "maori": "mi", "portuguese": "pt",
    "spanish": "es",
    "swahili": "sw", "tetum": "tet", "vietnamese": "vi",
}  # fmt: skip
_NO_MODEL = frozenset({"mi", "tet"})
_LEAST_WORDS = 12


def language_of(path: str, front: FrontMatter, text: str) -> str:
    """A two- or three-letter code, or `unknown` for a text too short to tell."""
    if declared := code_of(front.text(*_KEYS)):
        return declared
    words = _WORD.findall(text[:20_000].lower())
    if len(words) < _LEAST_WORDS:
        return _from_path(path) or ("en" if any(word in _ENGLISH for word in words) else "unknown")
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= 0.22:
        return "en"
    detected = _detected(text, share)
    return detected if detected == "en" and _is_other_word(path, text) else _from_path(path) or detected


def unknown_language(front: FrontMatter) -> Field | None:
    """What a file declares as its language, where that is a single word and neither a code nor a name of a language."""
    said = front.text(*_KEYS)
    if not _WORD.fullmatch(said.strip()) or code_of(said):
        return None
    return next((found for found in front.fields if len(found.path) == 1 and found.path[0] in _KEYS), None)


_KEYS = ("inLanguage", "language", "lang", "locale")


def _from_path(path: str) -> str:
    """A language that is a folder of the path or an ending of the file name (`lesson.es.md`, `lesson.tetum.md`)."""
    pure = PurePosixPath(path.lower())
    stem = re.split(r"[._]", pure.stem)
    parts = [re.split("[-_]", part)[0] for part in pure.parts[:-1] if len(part) <= 5]
    candidates = [*stem[-1:][: len(stem) - 1], *reversed(parts)]
    return next((_NAMES.get(part, part) for part in candidates if part in _CODES or part in _NAMES), "")


def _is_other_word(path: str, text: str) -> bool:
    """Whether the code of a language in the path is something else there, as `cs` is for computer science."""
    code = _from_path(path)
    return code not in _NO_MODEL and code in PurePosixPath(path.lower()).parts and _identify()(text[:5_000]) == "en"


def _detected(text: str, english_share: float) -> str:
    # A list of names or code-like lines has few function words in any language; then the small share decides.
    if english_share >= 0.10:
        return "en"
    return _identify()(text[:5_000])


@lru_cache(maxsize=1)
def _identify() -> Callable[[str], str]:
    """The language identifier, asked only for languages that schools teach in."""
    # Imported late: reading the model takes half a second, and most lessons are plainly English.
    import py3langid  # noqa: PLC0415 - for its cost

    py3langid.set_languages(sorted(_CODES - _NO_MODEL | {"en"}))
    return lambda text: str(py3langid.classify(text)[0])
