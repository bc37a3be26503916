"""Pictures, films and recordings, and whether another way to them stands near by."""

import re
from collections.abc import Iterator

from checker.checks.question import Answer, Question
from checker.document import Run
from checker.findings import Evidence, Outcome
from checker.unit import Lesson, Passage

_ALTERNATIVE = re.compile(
    r"\b(?:captions?|captioned|subtitles?|subtitled|transcripts?|transcribed|audio descri\w+|described video"
    r"|text version|written version|script is|lyrics|sign language"
    r"|summary of the (?:video|film|recording)|closed.caption\w*)\b",
    re.IGNORECASE,
)
NO_DESCRIPTION = re.compile(
    r"(?:image|picture|photo|img|screenshot|figure|\S+\.(?:png|jpe?g|gif|svg|webp))?\W*", re.IGNORECASE
)


def film_alternatives(question: Question) -> Iterator[Answer]:
    """Each lesson with a film or recording names captions or a transcript near it; one finding a lesson.

    Options:
        near (number, 6): how many passages away the alternative may stand.
    """
    near = question.number("near", 6)
    is_any = False
    for lesson in question.lessons:
        mine = [
            found
            for found in question.of_kinds(["representation: video", "representation: audio"])
            if found.span.source is lesson.document.source
        ]
        media = [found for found in mine if _is_medium(found, lesson)]
        if not media:
            continue
        is_any = True
        bare = [found for found in media if not _has_alternative(found, lesson, near)]
        outcome = Outcome.NOT_MET if bare else Outcome.MET
        shown = bare or media
        yield Answer(outcome, shown[0].span, tuple(shown), {"count": str(len(shown))})
    if not is_any:
        yield Answer(Outcome.NOT_APPLICABLE, question.top)


def _is_medium(found: Evidence, lesson: Lesson) -> bool:
    """Whether evidence is a film or recording that the page links or embeds; one that is only named may be anything."""
    passage = _passage_at(found, lesson)
    if passage is None:
        return False
    runs = [run for run in passage.targets() if "image" not in run.marks]
    return any(_is_player(run) or _FILM.search(f"{run.text} {run.target}") for run in runs)


def _is_player(run: Run) -> bool:
    """Whether something embedded plays; a frame may hold anything (a map, a form), so its tag has to say so."""
    tag = run.span.text.lower()
    return "player" in run.marks and (not tag.startswith(_FRAMES) or _FILM.search(tag) is not None)


_FRAMES = ("<iframe", "<embed", "<object")
_FILM = re.compile(
    r"youtu\.?be|vimeo|wistia|panopto|kaltura|dailymotion|loom\.com|soundcloud|\bted\.com"
    r"|\.(?:mp4|mov|webm|mp3|wav|ogg|m4a)\b|\bvideo|\bfilm|\bmovie|\bpodcast|\brecording"
    r"|\baudio|\bclip\b|\bepisode",
    re.IGNORECASE,
)


def _passage_at(found: Evidence, lesson: Lesson) -> Passage | None:
    return next((p for p in lesson.passages if p.place.start <= found.span.start <= p.place.end), None)


def _has_alternative(found: Evidence, lesson: Lesson, near: int) -> bool:
    at = next((n for n, p in enumerate(lesson.passages) if p.place.start <= found.span.start <= p.place.end), 0)
    around = lesson.passages[max(0, at - near) : at + near + 1]
    return any(_ALTERNATIVE.search(passage.text) for passage in around)


def image_alternatives(question: Question) -> Iterator[Answer]:
    """Each picture has words that say what it shows; a picture without any is decorative only if the author says so.

    Options:
        none.
    """
    pictures = [run for lesson in question.lessons for run in _pictures(lesson)]
    bare = [run.span for run in pictures if NO_DESCRIPTION.fullmatch(run.text.strip())]
    if bare:
        shown = tuple(Evidence("representation", "image", span) for span in bare[:10])
        yield Answer(Outcome.NOT_MET, bare[0], shown, {"count": str(len(bare))})
    elif pictures:
        yield Answer(Outcome.MET, pictures[0].span, words={"count": str(len(pictures))})
    else:
        yield Answer(Outcome.NOT_APPLICABLE, question.top)


def _pictures(lesson: Lesson) -> Iterator[Run]:
    """The pictures of a page that are Markdown; a picture in raw HTML may be decoration by design."""
    for passage in lesson.passages:
        yield from (run for run in passage.runs if "image" in run.marks and "html-attribute" not in run.marks)
