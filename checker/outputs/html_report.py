"""A report as one HTML file to be mailed or printed: nothing is loaded, nothing runs, it follows light and dark."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from checker.findings import Report
from checker.outputs.around import Around, Totals
from checker.outputs.letter import Chapter, Frame, Item, chapters, frame

_STYLE = Path(__file__).parent / "assets" / "report.css"


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """The whole page."""
    totals = Totals()
    parts = list(chapters(totals.counting(reports, around.fails), around))
    around_it = frame(totals, around)
    yield _head(around_it, around)
    yield _contents(parts, around)
    yield (
        "<main id=units>\n" + "".join(_chapter(one, around) for one in parts) + _limits(around_it, around) + "</main>\n"
    )
    yield f"<footer class=soft><p>{escape(around_it.by)}</p></footer>\n</body>\n</html>\n"


def _head(about: Frame, around: Around) -> str:
    say = around.messages
    return (
        f'<!DOCTYPE html>\n<html lang="{say.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(about.title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#units">{escape(say.say("report", "skip"))}</a>\n'
        f"<header><h1>{escape(about.title)}</h1>\n<p>{escape(about.read)} {escape(say.say('terminal', 'verdict'))} "
        f'<a href="#not">{escape(about.limits_title)}</a></p></header>\n'
    )


def _contents(parts: list[Chapter], around: Around) -> str:
    if len(parts) < _FEW:
        return ""
    title = escape(around.messages.say("report", "contents"))
    items = "".join(f'<li><a href="#{one.anchor}">{escape(one.title)}</a></li>\n' for one in parts)
    return f'<nav aria-label="{title}"><ul>\n{items}</ul></nav>\n'


_FEW = 2


def _chapter(chapter: Chapter, around: Around) -> str:
    say = around.messages
    offers = "".join(f"<dt>{escape(name)}</dt><dd>{escape(words)}</dd>" for name, words in chapter.offers)
    title = f"<h3>{escape(say.say('report', 'offers'))}</h3>"
    shown = f"{title}\n<dl>{offers}</dl>\n" if offers else f"<p>{escape(say.say('terminal', 'offers-nothing'))}</p>\n"
    items = "".join(_item(item, around) for item in chapter.items)
    items += _folded("more-questions", chapter.folded, around) + _folded("doubted", chapter.doubted, around)
    opened = (
        f"<h3>{escape(say.say('report', 'open'))}</h3>\n{items}"
        if items
        else f"<p>{escape(say.say('report', 'nothing-open'))}</p>\n"
    )
    return (
        f'<section aria-labelledby="{chapter.anchor}">\n<h2 id="{chapter.anchor}">{escape(chapter.title)}</h2>\n'
        f"<p class=soft><code>{escape(chapter.path)}</code></p>\n{shown}{opened}"
        f"{_not_checked(chapter, around)}</section>\n"
    )


def _folded(name: str, folded: Sequence[Item], around: Around) -> str:
    if not folded:
        return ""
    said = around.messages.say("report", name, len(folded))
    items = "".join(_item(item, around) for item in folded)
    return f"<details>\n<summary>{escape(said)}</summary>\n{items}</details>\n"


def _not_checked(chapter: Chapter, around: Around) -> str:
    rows = "".join(f"<li><code>{escape(path)}</code>: {escape(reason)}</li>" for path, reason in chapter.not_checked)
    return f"<h3>{escape(around.messages.say('report', 'not-checked'))}</h3>\n<ul>{rows}</ul>\n" if rows else ""


def _item(item: Item, around: Around) -> str:
    say = around.messages
    quoted = f"<blockquote><mark>{escape(item.quote)}</mark></blockquote>\n" if item.quote else ""
    named = (("why", item.why), ("ask", item.ask), ("next", item.next_step), ("principles", ", ".join(item.principles)))
    rows = "".join(f"<dt>{escape(say.say('report', name))}</dt><dd>{escape(text)}</dd>" for name, text in named if text)
    rule = f"<code>{escape(item.rule)}</code>"
    linked = f'<a href="{escape(item.page)}">{rule}</a>' if item.page else rule
    note = f", {escape(item.note)}" if item.note else ""
    return (
        f"<article>\n<h4><span aria-hidden=true>{item.shape}</span> {escape(item.message)}</h4>\n"
        f"<p class=soft>{escape(item.outcome)}, {escape(item.place)}, {linked}{note}</p>\n{quoted}"
        + (f"<dl>{rows}</dl>\n" if rows else "")
        + "</article>\n"
    )


def _limits(about: Frame, around: Around) -> str:
    items = "".join(f"<li>{_stressed(text)}</li>\n" for text in about.limits)
    more = escape(around.messages.say("report", "more"))
    link = f'<p><a href="{escape(about.limits_page)}">{more}</a></p>\n' if about.limits_page else ""
    title = escape(about.limits_title)
    return f"<section aria-labelledby=not>\n<h2 id=not>{title}</h2>\n<ul>\n{items}</ul>\n{link}</section>\n"


def _stressed(text: str) -> str:
    """Our own sentences have a word or two in stars."""
    parts = escape(text).split("*")
    return "".join(f"<em>{part}</em>" if at % 2 else part for at, part in enumerate(parts))
