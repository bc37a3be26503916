"""The types of what a user may set: one frozen type with its defaults, and where each value was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal

import pathspec
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr
from pydantic_core import PydanticCustomError

from checker.errors import UserError
from checker.languages import code_of


def _code(word: str) -> str:
    """The code of a language; what names none is a mistake that `reading` explains."""
    if not (code := code_of(word)):
        raise PydanticCustomError("language", "no language")
    return code


Language = Annotated[str, AfterValidator(_code)]
SeverityName = Literal["error", "warning", "suggestion", "question"]
Level = Literal["error", "warning", "suggestion", "never"]
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was written: the file, its line, and the quoted line; `via` says by which way it came to hold."""

    path: Path
    line: int
    text: str
    via: str = ""


class RuleSettings(BaseModel):
    """What a curriculum changes of one rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enabled: bool | None = Field(
        None, description="`false` never asks the rule; `true` asks it even where the profile leaves it out."
    )
    severity: SeverityName | None = Field(None, description="How much a finding of the rule weighs.")
    options: dict[str, Any] = Field(default_factory=dict, description="Options of the rule, each by its name.")


class FailLevels(BaseModel):
    """The least severity that makes a run fail, by outcome."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    not_met: Level = Field("warning", alias="not-met", description="For what is not met.")
    needs_a_person: Literal["question", "never"] = Field(
        "never", alias="needs-a-person", description="`question`: an open question makes the run fail too."
    )


class Override(BaseModel):
    """Other settings for some files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: tuple[str, ...] = Field(description="Globs of the files that this holds for.", min_length=1)
    profile: tuple[str, ...] | None = Field(None, description="The profiles for these files.")
    language: Language | None = Field(None, description="The language of these files.")
    rules: dict[str, RuleSettings] = Field(default_factory=dict, description="Changes to rules for these files.")


class WordingSettings(BaseModel):
    """Which words are asked about, and how a curriculum speaks where communities differ."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    terms: dict[str, bool] = Field(
        default_factory=dict, description="Packs (`gender`) and terms (`gender/chairman`): `false` is off, `true` on."
    )
    choices: dict[str, str] = Field(
        default_factory=dict, description="The usage chosen where communities differ: `disability: identity-first`."
    )


class SiteSettings(BaseModel):
    """What the published pages are called, the language of their own texts, and what they may load."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field("What our units offer", description="The name of the site.")
    address: str = Field(
        "", description="The address of the published pages; reports link to the pages of rules there."
    )
    language: Literal["en", "es"] = Field("en", description="The language of the texts around the units.")
    embeds: bool = Field(
        False, description="Show players and pictures from other sites in the page; else a card leads there."
    )


class Community(BaseModel):
    """Whom the learners of a curriculum live among: said by the curriculum's people, never guessed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    groups: tuple[str, ...] = Field((), description="Peoples and communities of your learners: `[Yurok, Hmong]`.")
    languages: tuple[str, ...] = Field((), description="Languages at home: `[Spanish, Hmong]`.")
    places: tuple[str, ...] = Field((), description="Places that are near: `[Klamath River, Eureka]`.")


class Settings(BaseModel):
    """All settings with their defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    extends: str | None = Field(
        None, description="Another settings file, from this one's folder; what stands here counts more."
    )
    include: tuple[str, ...] = Field(
        ("**/*.md", "**/*.mdx", "**/*.markdown"), description="Globs of the files that are lessons."
    )
    exclude: tuple[str, ...] = Field((), description="Globs of files that are no lessons, beside the usual ones.")
    all_files: bool = Field(
        False, description="Take README, LICENSE, drafts and files that git ignores for lessons too."
    )
    units: tuple[str, ...] = Field((), description="Folders or files, each of which is one unit; without it, a guess.")
    headings: dict[str, str] = Field(default_factory=dict, description="Your own heading names: `name: role`.")
    language: Language | None = Field(None, description="The language of all lessons, where it is not to be detected.")
    profile: tuple[str, ...] = Field(
        ("all",), description="The profiles whose rules are asked; several are put together."
    )
    edition: str | None = Field(
        None, description="The edition of the rules to stay with, such as 2026-11; without it, the newest."
    )
    principles: tuple[str, ...] = Field(
        (), description="Folders with your own rules, cues and terms, from this file's folder."
    )
    fail_on: Level | FailLevels = Field(
        "warning", description="The least severity of a not-met finding that makes the run fail; or levels by outcome."
    )
    baseline: str | None = Field(
        None, description="The record of findings that were there before, from this file's folder: they never fail."
    )
    changed: Literal["fail", "known"] = Field(
        "fail",
        description="Whether a finding of the baseline whose words were changed fails as a new one, or is known.",
    )
    reviews: str = Field("reviews", description="The folder of reviewers' answers, from this file's folder.")
    reflection: bool = Field(False, description="Ask reviewers for a first answer before they see what the tool found.")
    site: SiteSettings = Field(default_factory=SiteSettings, description="The published pages.")
    rules: dict[str, RuleSettings] = Field(default_factory=dict, description="Changes to rules, by name.")
    wording: WordingSettings = Field(
        default_factory=WordingSettings,
        description="Which words are asked about, and usage where it differs.",
    )
    community: Community = Field(
        default_factory=Community, description="The groups, languages and places of your learners."
    )
    overrides: tuple[Override, ...] = Field((), description="Other settings for some files, the last that fits first.")
    largest: int = Field(2_000_000, gt=0, description="Characters; a larger file is counted as not checked.")
    language_of_messages: Literal["en", "es"] = Field(
        "en", description="The language in which the program itself speaks; the rules speak their own."
    )

    _file: Path | None = PrivateAttr(None)
    _is_only: bool = PrivateAttr(True)
    _origins: Mapping[Keys, Origin] = PrivateAttr(default_factory=dict)

    @property
    def file(self) -> Path | None:
        """The settings file; None where there is none."""
        return self._file

    @property
    def folder(self) -> Path | None:
        """The folder of the settings file, from which its globs count."""
        return self._file.parent if self._file else None

    @property
    def is_only(self) -> bool:
        """Whether these settings hold for every lesson, whatever other settings files there are."""
        return self._is_only

    def written_by(self, file: Path, origins: Mapping[Keys, Origin]) -> "Settings":
        """The same settings, knowing where they are written."""
        copy = self.model_copy()
        copy._file, copy._origins = file, origins
        return copy

    def beside_others(self) -> "Settings":
        """The same settings, which leave lessons to a settings file that is nearer to them."""
        copy = self.model_copy()
        copy._is_only = False
        return copy

    def origin(self, *keys: str) -> Origin | None:
        """Where a value was written, or the nearest value around it; None for a default."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self._origins:
                return self._origins[keys[:length]]
        return None

    def origins(self) -> Mapping[Keys, Origin]:
        """Where each value was written, by its keys."""
        return self._origins

    def own_folders(self) -> list[Path]:
        """The folders with a curriculum's own rules. Raises UserError for one that is not there."""
        folders = [Path(self._root("principles", str(at)), name) for at, name in enumerate(self.principles)]
        for at, folder in enumerate(folders):
            if not folder.is_dir():
                origin = self.origin("principles", str(at))
                where = f"{origin.path}:{origin.line}" if origin else "principles"
                step = "Give the path of a folder of rules, from the settings file's folder."
                raise UserError(where, f"There is no folder `{folder}`.", step, origin.text if origin else "")
        return folders

    def matches(self, name: str, path: Path, below: Path | None = None, is_folder: bool = False) -> bool:
        """Whether a path fits the globs of a setting (`include`, `exclude`, `units`).

        They count from the folder of the file in which they stand. A path that is not below it, or settings that
        stand in no file, count from `below`.
        """
        return _fits(getattr(self, name), path, self._base(path, below, name), is_folder)

    def at(self, *paths: Path) -> "Settings":
        """The settings in force for some files: each override that fits them all is laid over the others, in order."""
        here = self
        fitting = [set(self.fitting(path)) for path in paths]
        for at, override in enumerate(self.overrides):
            if fitting and all(at in own for own in fitting):
                here = here._with(override, at)
        return here

    def fitting(self, path: Path) -> tuple[int, ...]:
        """The numbers of the overrides that fit a file."""
        return tuple(
            at
            for at, override in enumerate(self.overrides)
            if _fits(override.files, path, self._base(path, None, "overrides", str(at)))
        )

    def _with(self, override: Override, at: int) -> "Settings":
        names = {*self.rules, *override.rules}
        changes: dict[str, Any] = {
            "rules": {name: _together(self.rules.get(name), override.rules.get(name)) for name in sorted(names)},
            **({"profile": override.profile} if override.profile is not None else {}),
            **({"language": override.language} if override.language is not None else {}),
        }
        copy = self.model_copy(update=changes)
        globs = ", ".join(override.files)
        copy._origins = {**self._origins, **_lifted(self._origins, ("overrides", str(at)), f"override for {globs}")}
        return copy

    def _root(self, *keys: str) -> Path:
        origin = self.origin(*keys)
        return origin.path.parent if origin else Path()

    def _base(self, path: Path, below: Path | None, *keys: str) -> Path | None:
        origin = self.origin(*keys)
        if origin and path.resolve().is_relative_to(origin.path.parent.resolve()):
            return origin.path.parent
        return below


def _together(first: RuleSettings | None, second: RuleSettings | None) -> RuleSettings:
    """Changes of a rule laid over others."""
    if first is None or second is None:
        return first or second or RuleSettings()
    return RuleSettings(
        enabled=second.enabled if second.enabled is not None else first.enabled,
        severity=second.severity or first.severity,
        options={**first.options, **second.options},
    )


def _lifted(origins: Mapping[Keys, Origin], prefix: Keys, via: str) -> dict[Keys, Origin]:
    """The places of an override's values, as those of the settings that they replace."""
    size = len(prefix)
    return {
        keys[size:]: Origin(origin.path, origin.line, origin.text, via)
        for keys, origin in origins.items()
        if keys[:size] == prefix and len(keys) > size and keys[size] != "files"
    }


def _fits(globs: Sequence[str], path: Path, base: Path | None, is_folder: bool = False) -> bool:
    where: PurePath = path.resolve().relative_to(base.resolve()) if base else path
    name = where.as_posix()
    return _spec(tuple(globs)).match_file(name + "/" if is_folder else name)


@lru_cache(maxsize=500)
def _spec(globs: tuple[str, ...]) -> pathspec.GitIgnoreSpec:
    return pathspec.GitIgnoreSpec.from_lines(globs)
