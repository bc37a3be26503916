"""How far our reading of lessons agrees with what the site renders, and why it differs where it does.

    python bench/oracle.py [--examples 5] [--cause unnamed] [FOLDER …]

Without folders: `curriculum/`, `tests/dialects/`, and every folder of the corpus that MANYMEANS_CORPUS names. Each word
of a page, with the blocks around it, is compared with Python-Markdown's. *Agreed* counts the words of which both say
the same; *strictly* is the same count after lists are rewritten as Python-Markdown wants them (`strict.py`).
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import Pool
from pathlib import Path

import markdown

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from causes import UNNAMED, Page, cause_of  # noqa: E402 - the folders above must be known first
from differences import Comparison, Difference, compare  # noqa: E402
from readwords import read_words  # noqa: E402
from rendered import rendered_words, renderer  # noqa: E402
from strict import strictly_written  # noqa: E402

from checker.document import Document, parse  # noqa: E402
from checker.source import Source, read  # noqa: E402


@dataclass(slots=True)
class Tally:
    """Counts of words, by file or summed; `causes` counts words and files under each name."""

    files: int = 0
    words: int = 0
    agreed: int = 0
    strictly_words: int = 0
    strictly: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    files_with: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Adds the counts of another tally."""
        for name in ("files", "words", "agreed", "strictly_words", "strictly"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.causes.update(other.causes)
        self.files_with.update(other.files_with)
        self.examples += other.examples


def main() -> int:
    arguments = _arguments()
    jobs = [(path, folder, arguments.cause) for folder in _folders(arguments.folders) for path in _lessons(folder)]
    tallies: dict[str, Tally] = {}
    with Pool() as pool:
        for name, tally in pool.imap(_work, jobs, chunksize=16):
            tallies.setdefault(name, Tally()).add(tally)
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    _print(tallies, total, arguments.examples)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares our reading of lessons with what the site renders.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--examples", type=int, default=5, help="how many differences to show")
    parser.add_argument("--cause", default=UNNAMED, help="the cause whose differences are shown")
    return parser.parse_args()


def _folders(chosen: list[Path]) -> Iterator[Path]:
    if chosen:
        yield from chosen
        return
    yield from (ROOT / "curriculum", ROOT / "tests" / "dialects")
    if corpus := os.environ.get("MANYMEANS_CORPUS"):
        yield from sorted(folder for folder in Path(corpus).iterdir() if folder.is_dir())
    else:
        print("MANYMEANS_CORPUS is not set: only the project's own lessons are compared.")


def _lessons(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*.md") if path.is_file())


def _work(job: tuple[Path, Path, str]) -> tuple[str, Tally]:
    path, folder, cause = job
    source = read(path, path.relative_to(folder).as_posix())
    return folder.name, Tally() if source is None else tally_of(source, _site(str(folder)), folder, cause)


@cache
def _site(folder: str) -> markdown.Markdown:
    return renderer(folder)


def tally_of(source: Source, site: markdown.Markdown, folder: Path, cause: str = UNNAMED) -> Tally:
    """The counts for one lesson; includes are looked for below a folder. Differences under a cause become examples."""
    document = parse(source, lambda path: read(folder / path, path) if (folder / path).is_file() else None)
    compared = comparison_of(document, source.text, site)
    strictly = comparison_of(document, strictly_written(document), site) if compared.differences else compared
    tally = Tally(1, compared.words, compared.agreed, strictly.words, strictly.agreed)
    page = Page(document)
    for difference in compared.differences:
        name = cause_of(difference, page)
        tally.causes[name] += difference.words
        if name == cause:
            tally.examples.append(_example(source, difference))
    tally.files_with.update(tally.causes.keys())
    return tally


def comparison_of(document: Document, text: str, site: markdown.Markdown) -> Comparison:
    """Our words of a document beside the renderer's words of a text."""
    return compare(read_words(document), rendered_words(text, site), len(document.source.text))


def _example(source: Source, difference: Difference) -> str:
    line, _ = source.position(difference.start)
    sides = (f"{name} {_side(words)}" for name, words in (("ours", difference.ours), ("theirs", difference.theirs)))
    return f"{source.path}:{line}: {'; '.join(sides)}"


def _side(words: tuple) -> str:
    return f"{'/'.join(words[0].path) or 'body'} {' '.join(word.text for word in words[:8])!r}" if words else "nothing"


def _print(tallies: dict[str, Tally], total: Tally, examples: int) -> None:
    print(f"{'folder':46} {'files':>6} {'words':>10} {'agreed':>8} {'strictly':>8}")
    for name, tally in [*tallies.items(), ("all", total)]:
        agreed, strictly = _share(tally.agreed, tally.words), _share(tally.strictly, tally.strictly_words)
        print(f"{name:46} {tally.files:6,} {tally.words:10,} {agreed:>8} {strictly:>8}")
    print(f"\n{'cause':56} {'words':>10} {'files':>6}")
    for name, words in total.causes.most_common():
        print(f"{name:56} {words:10,} {total.files_with[name]:6,}")
    for example in total.examples[:examples]:
        print(f"  {example}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "–"


if __name__ == "__main__":
    raise SystemExit(main())
