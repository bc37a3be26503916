"""A judge learned from lessons that people have labelled: it weighs sentences, and with the cues the lesson."""

from checker.finders.judging.judge import LOWEST, SURE, Cues, Judge, features, load_judge, may_show
from checker.finders.judging.sentences import Judged, judged, sentences_in
from checker.finders.judging.signs import name_words, signs_of, stem_of

__all__ = [
    "LOWEST",
    "SURE",
    "Cues",
    "Judge",
    "Judged",
    "features",
    "judged",
    "load_judge",
    "may_show",
    "name_words",
    "sentences_in",
    "signs_of",
    "stem_of",
]
