"""How to read the site: outcomes, limits, privacy; the text is a file of its own, for people who write words."""

from importlib.resources import files

from checker.publish.markup import Page

_TEXT = "how-to-read.md"


def page() -> Page:
    """The page."""
    text = files("checker.publish").joinpath("texts", _TEXT).read_text(encoding="utf-8")
    return Page(_TEXT, "How to read this", text, "What the outcomes mean, and what they do not.")
