"""The folder `principles/`, and the folders beside it, to a catalogue."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from checker.catalogue.cues import read_cues, read_lists
from checker.catalogue.editions import read_editions
from checker.catalogue.folders import files_of, lists_of, principles_folder
from checker.catalogue.frameworks import read_framework
from checker.catalogue.model import Catalogue, Cue, Folder
from checker.catalogue.profiles import read_profiles
from checker.catalogue.rules import read_rules
from checker.catalogue.sections import SectionNames, normal
from checker.catalogue.vocabulary import FACETS, ROLES
from checker.catalogue.wording import read_wording
from checker.catalogue.works import read_work_names
from checker.catalogue.yamlfile import Entry, nearest, read_yaml
from checker.errors import UserError


def load_catalogue(
    folder: Path | None = None, headings: Iterable[tuple[str, str]] = (), others: Sequence[Folder] = ()
) -> Catalogue:
    """The catalogue of a folder and of others beside it, with a curriculum's own heading names added.

    Raises UserError.
    """
    root = folder or principles_folder()
    folders = (Folder(root), *others)
    frameworks = tuple(read_framework(path) for one in folders for path in files_of(one, "frameworks"))
    principles = [principle.id for framework in frameworks for principle in framework.principles]
    rules = [(path, one.origin) for one in folders for path in files_of(one, "rules")]
    return Catalogue(
        frameworks=frameworks,
        rules=tuple(read_rules(rules, principles)),
        cues=_cues(folders),
        sections=_section_names([read_yaml(path) for one in folders for path in files_of(one, "sections")], headings),
        words=_words(root / "words" / "en.yaml"),
        wording=read_wording(
            root / "wording",
            [path for one in others for path in files_of(one, "wording")],
            [path for one in others for path in lists_of(one)],
        ),
        works=read_work_names(sorted((root / "works").glob("*.yaml"))),
        profiles=read_profiles((path for path in [root / "profiles.yaml"] if path.is_file()), frameworks),
        editions=read_editions(sorted((root / "editions").glob("*.yaml"))),
        folders=folders,
    )


def _cues(folders: Sequence[Folder]) -> tuple[Cue, ...]:
    lists: dict[str, frozenset[str]] = {}
    for folder in folders:
        for path in lists_of(folder) or ([folder.path / "cues" / "lists.yaml"] if folder is folders[0] else []):
            lists |= read_lists(path, lists)
    cues = [cue for one in folders for path in files_of(one, "cues") for cue in read_cues(path, lists, one.origin)]
    seen: set[str] = set()
    for cue in cues:
        if cue.id in seen:
            raise UserError(cue.place, f"The cue `{cue.id}` is there twice.", "Give one of them another name.")
        seen.add(cue.id)
    return tuple(cues)


def _words(path: Path) -> dict[str, str]:
    """What people call a kind of evidence: `expression: media` to "a recording, film or slides"."""
    if not path.is_file():
        return {}
    kinds = {key: value for key, value in read_yaml(path).values.items() if key in FACETS}
    return {f"{facet}: {value}": str(words) for facet, own in kinds.items() for value, words in own.items()}


def _section_names(files: list[Entry], headings: Iterable[tuple[str, str]]) -> SectionNames:
    names: dict[str, set[str]] = {}
    divs: dict[str, frozenset[str]] = {}
    for entry in files:
        entry.only(("language", "roles", "divs"))
        roles = Entry(entry.values.get("roles") or {}, entry.path, entry.line)
        roles.only(ROLES)
        for role in entry.mapping("roles"):
            for name in roles.texts(role):
                names.setdefault(normal(name), set()).add(role)
        divs |= {label: frozenset({str(role)}) for label, role in entry.mapping("divs").items()}
    own_names = {normal(name): frozenset({_known_role(name, role)}) for name, role in headings}
    return SectionNames({name: frozenset(roles) for name, roles in names.items()} | own_names, divs)


def _known_role(heading: str, role: str) -> str:
    if role not in ROLES:
        raise UserError("headings", f"The heading `{heading}` cannot have the role `{role}`.", nearest(role, ROLES))
    return role
