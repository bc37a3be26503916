"""How to read the site: outcomes, limits, privacy; the text is a file of its own, for people who write words."""

from importlib.resources import files

from checker.publish.markup import Page
from checker.publish.site import Site

_HERE = "how-to-read.md"


def page(site: Site) -> Page:
    """The page, in English where nobody wrote it in the language of the site."""
    say = site.words.say
    texts = files("checker.publish").joinpath("texts")
    own = texts.joinpath(f"how-to-read.{site.words.language}.md")
    text = own if own.is_file() else texts.joinpath(_HERE)
    said = say("What the outcomes mean, and what they do not.")
    return Page(_HERE, say("How to read this"), text.read_text(encoding="utf-8"), said)
