"""Who speaks in a run of words: the author, a quotation, a title, a word that is being taught, and so on.

A passage is read once for the stretches of it that are not simply the author's own words; what no stretch covers is the
author's. Where stretches overlap, the first in the order of `READERS` wins. A quotation that a plan gives the teacher
to say is the author's: nobody else wrote it.
"""

from checker.unit import Lesson, Passage, Voice
from checker.voice.purpose import is_critique, is_mention, is_name
from checker.voice.stretches import READERS
from checker.voice.whole import of_whole

__all__ = ["voice_at"]


def voice_at(lesson: Lesson, passage: Passage, start: int, end: int) -> Voice:
    """Whose words stand in a passage of a lesson from one character to before another."""
    if passage.voice is not Voice.AUTHOR:
        return passage.voice
    whole = of_whole(passage)
    if whole is not None:
        return whole
    for read in READERS:
        for first, last, voice in read(lesson, passage):
            if first < end and start < last:
                return voice
    if is_critique(passage, start, end):
        return Voice.CRITICIZED
    if is_mention(passage.text, start, end):
        return Voice.MENTION
    return Voice.NAME if is_name(passage, start, end) else Voice.AUTHOR
