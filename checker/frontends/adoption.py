"""What a folder looks like to somebody who begins: which files are lessons, which builder, which languages."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from checker.catalogue import load_catalogue
from checker.engine import LessonReader
from checker.settings import Settings
from checker.unit import Found, Lesson, find_lessons, group

BUILDERS = {
    "mkdocs.yml": "MkDocs",
    "mkdocs.yaml": "MkDocs",
    "properdocs.yml": "ProperDocs",
    "zensical.toml": "Zensical",
    "_config.yml": "Jekyll",
    "docusaurus.config.js": "Docusaurus",
    "hugo.toml": "Hugo",
}
"""The files by which a site builder is known."""

_OUR_KEYS = (
    "title description about educationalLevel timeRequired inLanguage teaches assesses competencyRequired "
    "educationalAlignment license sources draft lang"
).split()
_MOST_READ = 300
_MOST_SHOWN = 8
_SHARE_OF_ONE_FOLDER = 0.9
_OFTEN = 3
_LONGEST_NAME = 40
# YAML tags of MkDocs (`!!python/name:…`, `!ENV`) stand for nothing here.
_DOCS_FOLDER = re.compile(r"^docs_dir:\s*['\"]?([\w./-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Guess:
    """What was seen in a folder. `headings` are names used often whose role nobody told; `keys` are front matter's."""

    lessons: int
    folder: str
    units: int
    unit_folders: int
    builder: str
    languages: tuple[tuple[str, int], ...]
    keys: tuple[tuple[str, int], ...]
    headings: tuple[tuple[str, int], ...]

    @property
    def other_keys(self) -> tuple[tuple[str, int], ...]:
        """The keys that ManyMeans has no meaning for."""
        return tuple((key, count) for key, count in self.keys if key not in _OUR_KEYS)


def guess(folder: Path) -> Guess:
    """Looks at a folder; of a large one at a part of the lessons."""
    builder, docs = _builder(folder)
    settings = Settings()
    found = find_lessons([folder], settings)
    home = _home(found, folder, docs)
    own = [lesson for lesson in found if not home or lesson.path.is_relative_to(folder / home)]
    reader = LessonReader(load_catalogue(), settings)
    step = max(1, len(own) // _MOST_READ)
    lessons = [lesson for one in own[::step] if isinstance(lesson := reader.lesson(one), Lesson)]
    units = group(own, settings, reader.is_plan)
    return Guess(
        lessons=len(own),
        folder=home,
        units=len(units),
        unit_folders=sum(Path(id).is_dir() for id, _ in units),
        builder=builder,
        languages=_most(lesson.language for lesson in lessons),
        keys=_most(str(key) for lesson in lessons for key in lesson.document.front.values),
        headings=_unknown_headings(lessons),
    )


def _builder(folder: Path) -> tuple[str, str]:
    """The site builder, and its folder of pages where it names one."""
    for name, builder in BUILDERS.items():
        file = folder / name
        if file.is_file():
            named = _DOCS_FOLDER.search(file.read_text(encoding="utf-8", errors="replace"))
            docs = named[1] if named else "docs"
            return builder, docs if (folder / docs).is_dir() else ""
    return "", ""


def _home(found: Sequence[Found], folder: Path, docs: str) -> str:
    """The one folder below which nearly all lessons stand; empty where they stand everywhere."""
    if docs:
        return docs
    tops = Counter(lesson.path.relative_to(folder).parts[0] for lesson in found)
    if not tops:
        return ""
    top, count = tops.most_common(1)[0]
    return top if (folder / top).is_dir() and count >= _SHARE_OF_ONE_FOLDER * len(found) else ""


def _unknown_headings(lessons: Iterable[Lesson]) -> tuple[tuple[str, int], ...]:
    """Names of sections below the title that stand in several lessons and tell no role."""
    names: Counter[str] = Counter()
    for lesson in lessons:
        open_ones = (one for one in lesson.sections if one.level > 1 and not one.own_roles)
        names.update({one.title.rstrip(": ") for one in open_ones if 0 < len(one.title) <= _LONGEST_NAME})
    return tuple((name, count) for name, count in names.most_common(_MOST_SHOWN) if count >= _OFTEN)


def _most(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(names).most_common(_MOST_SHOWN))


def settings_text(seen: Guess) -> str:
    """A short settings file with comments: what was guessed is set, what a person must decide stands as a comment."""
    parts = ["# Settings of ManyMeans. `manymeans config FILE` says what holds for a file, and why."]
    parts.append(_include(seen))
    parts.append(
        "# What makes a unit. Without this, a folder whose index or overview states goals is one unit.\n"
        "# units: [grade-7/*/]"
    )
    parts.append(_headings(seen))
    parts.append(_language(seen))
    parts.append(
        "# The least severity that makes a run fail: error, warning, suggestion, or never while you get to know it.\n"
        "fail_on: warning"
    )
    parts.append(
        "# Turn a rule off, or make it weigh more, with a reason beside it.\n"
        "# rules:\n#   more-than-one-source: {enabled: false} # our sources stand in the library's list"
    )
    return "\n\n".join(parts) + "\n"


def _include(seen: Guess) -> str:
    told = f"# Which files are lessons: {seen.lessons} were found"
    if not seen.folder:
        return f"{told}.\n# include: [lessons/**/*.md]"
    where = f", all below {seen.folder}/" + (f" (the pages of {seen.builder})" if seen.builder else "")
    globs = yaml.safe_dump(
        [f"{seen.folder}/**/*.{ending}" for ending in ("md", "mdx", "markdown")], default_flow_style=True
    )
    return f"{told}{where}.\ninclude: {globs.strip()}\n# exclude: [{seen.folder}/blog/]"


def _headings(seen: Guess) -> str:
    lines = ["# Your own names of sections, each with its role (objectives, materials, procedure, assessment, ...)."]
    if not seen.headings:
        return "\n".join([*lines, "# headings:", "#   Launch pad: warm-up"])
    lines.append("# These stand in several lessons; give those that have a role one, and take the others away.")
    return "\n".join([*lines, "# headings:", *(f"#   {_key(name)}: " for name, _ in seen.headings)])


def _key(name: str) -> str:
    return yaml.safe_dump({name: None}, allow_unicode=True, width=1000).partition(": null")[0].strip()


def _language(seen: Guess) -> str:
    told = ", ".join(f"{code} ({count})" for code, count in seen.languages) or "none"
    return f"# The language is detected for each lesson; seen here: {told}.\n# language: en"


HOOK = """\
# Checks the units whose lessons are in a commit. Needs `pip install pre-commit`, then once `pre-commit install`.
repos:
  - repo: local
    hooks:
      - id: manymeans
        name: ManyMeans
        entry: manymeans check --whole-units --quiet
        language: system
        files: \\.(md|mdx|markdown)$|(^|/)\\.?manymeans\\.ya?ml$
        require_serial: true
"""
"""A configuration of pre-commit that runs the installed program."""
