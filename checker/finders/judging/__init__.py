"""A judge learned from lessons that people have labelled: it weighs sentences, and with the cues the lesson."""

from checker.finders.judging.judge import SURE, Cues, Judge, features, load_judge, may_show
from checker.finders.judging.network import Network, load_network, name_words
from checker.finders.judging.sentences import Judged, judged, sentences_in

__all__ = [
    "SURE",
    "Cues",
    "Judge",
    "Judged",
    "Network",
    "features",
    "judged",
    "load_judge",
    "load_network",
    "may_show",
    "name_words",
    "sentences_in",
]
