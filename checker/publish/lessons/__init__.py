"""A lesson's own text as HTML, written anew from the parsed document, with evidence marked in its place.

The author's Markdown is not handed to the builder. It is rebuilt from what `checker.document` understood, tag by tag
from a short list, so that every dialect is shown, footnotes and ids of lessons on one page do not clash, a mark can
never break a tag, and nothing that a stranger wrote into a lesson becomes a script or a request to another site.
"""

from checker.publish.lessons.lesson import lesson_body
from checker.publish.lessons.pictures import Pictures

__all__ = ["Pictures", "lesson_body"]
