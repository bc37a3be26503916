"""A report in Markdown to be mailed, pasted into a merge request, or shown as the summary of a job."""

import re
from collections.abc import Iterable, Iterator

from checker.findings import Report
from checker.outputs.around import Around, Totals
from checker.outputs.letter import Chapter, Item, chapters, frame

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>|~^$#!@:])")
_STARTS = re.compile(r"^([-+=]|\d+(?=[.)]))")


def write(reports: Iterable[Report], around: Around) -> Iterator[str]:
    """The whole report: what was looked at, a part for each unit, and what findings are not."""
    totals, say = Totals(), around.messages
    parts = [_chapter(one, around) for one in chapters(totals.counting(reports, around.fails), around)]
    around_it = frame(totals, around)
    link = f"[{around_it.limits_title}](#{_slug(around_it.limits_title)})"
    yield f"# {around_it.title}\n\n{around_it.read} {say.say('terminal', 'verdict')} {link}\n"
    yield from parts
    limits = "".join(f"- {text}\n" for text in around_it.limits)
    more = f"\n[{say.say('report', 'more')}]({around_it.limits_page})\n" if around_it.limits_page else ""
    yield f"\n## {around_it.limits_title}\n\n{limits}{more}\n{around_it.by}\n"


def _slug(title: str) -> str:
    """The anchor that GitHub and GitLab give a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _chapter(chapter: Chapter, around: Around) -> str:
    say = around.messages
    lines = [f"\n## {_plain(chapter.title)}\n", f"{_code(chapter.path)}\n"]
    if chapter.offers:
        lines.append(f"**{say.say('report', 'offers')}**\n")
        lines += [f"- {name}: {_plain(words)}" for name, words in chapter.offers]
        lines.append("")
    lines.append(
        f"**{say.say('report', 'open')}**\n" if chapter.items or chapter.doubted else say.say("report", "nothing-open")
    )
    lines += [_item(item, around) for item in (*chapter.items, *chapter.folded)]
    if chapter.doubted:
        lines.append(f"\n**{say.say('report', 'doubted', len(chapter.doubted))}**\n")
        lines += [_item(item, around) for item in chapter.doubted]
    if chapter.not_checked:
        lines.append(f"\n**{say.say('report', 'not-checked')}**\n")
        lines += [f"- {_code(path)}: {_plain(reason)}" for path, reason in chapter.not_checked]
    return "\n".join(lines) + "\n"


def _item(item: Item, around: Around) -> str:
    say = around.messages
    rule = f"[{item.rule}]({item.page})" if item.page else f"`{item.rule}`"
    head = f"- {item.shape} **{_plain(item.place)}** {_plain(item.message)} ({item.outcome}, {rule})"
    lines = [head]
    if item.quote:
        lines.append(f"  > {_plain(item.quote)}\n")
    named = (("why", item.why), ("ask", item.ask), ("next", item.next_step), ("principles", ", ".join(item.principles)))
    lines += [f"  - {say.say('report', name)}: {_plain(text)}" for name, text in named if text]
    if item.note:
        lines.append(f"  - {_plain(item.note)}")
    return "\n".join(lines)


def _plain(text: str) -> str:
    """The text with nothing in it that Markdown, HTML or a mention would act on."""
    return _STARTS.sub(r"\\\1", _ACTIVE.sub(r"\\\1", text).replace("&", "&amp;")).replace("\\@", "@\u200b")


def _code(text: str) -> str:
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def within(text: str, most: int, around: Around) -> str:
    """As much of a report as fits in so many bytes, whole findings only, with a line on how many are left out."""
    if len(text.encode()) <= most:
        return text
    room = most - _FOR_THE_LAST_LINE
    kept: list[str] = []
    size = 0
    pieces = re.split(r"(?=^- [●○◐–] )|(?=^## )", text, flags=re.MULTILINE)
    for at, piece in enumerate(pieces):
        size += len(piece.encode())
        if size > room:
            left = sum(one.startswith("- ") for one in pieces[at:])
            return "".join(kept) + f"\n{around.messages.say('report', 'left-out', left)}\n"
        kept.append(piece)
    return "".join(kept)


_FOR_THE_LAST_LINE = 300
