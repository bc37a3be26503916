"""The folder `principles/` to a catalogue."""

from collections.abc import Iterable
from pathlib import Path

from checker.catalogue.cues import read_cues, read_lists
from checker.catalogue.model import Catalogue, Framework, Principle
from checker.catalogue.rules import read_rules
from checker.catalogue.sections import SectionNames, normal
from checker.catalogue.vocabulary import ROLES
from checker.catalogue.yamlfile import Entry, nearest, read_yaml
from checker.errors import UserError

_PRINCIPLE_KEYS = ("id", "name", "group", "summary", "answer", "shows", "question", "url", "formerly")
_FRAMEWORK_KEYS = ("id", "name", "publisher", "year", "url", "license", "summary", "groups", "principles")


def principles_folder() -> Path:
    """The folder of principles that comes with the project: inside the package, or beside it in a checkout."""
    installed = Path(__file__).parent.parent / "_principles"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "principles"


def load_catalogue(folder: Path | None = None, headings: Iterable[tuple[str, str]] = ()) -> Catalogue:
    """The catalogue of a folder, with a curriculum's own heading names added. Raises UserError."""
    root = folder or principles_folder()
    lists = read_lists(root / "cues" / "lists.yaml")
    catalogue = Catalogue(
        frameworks=tuple(_framework(read_yaml(path)) for path in sorted((root / "frameworks").glob("*.yaml"))),
        rules=tuple(rule for path in sorted((root / "rules").glob("*.yaml")) for rule in read_rules(path)),
        cues=tuple(cue for path in _cue_files(root) for cue in read_cues(path, lists)),
        sections=_section_names([read_yaml(path) for path in sorted((root / "sections").glob("*.yaml"))], headings),
        words=_words(root / "words" / "en.yaml"),
    )
    _check(catalogue)
    return catalogue


def _words(path: Path) -> dict[str, str]:
    """What people call a kind of evidence: `expression: media` to "a recording, film or slides"."""
    if not path.is_file():
        return {}
    kinds = {key: value for key, value in read_yaml(path).values.items() if isinstance(value, dict)}
    return {f"{facet}: {value}": str(words) for facet, own in kinds.items() for value, words in own.items()}


def _cue_files(root: Path) -> list[Path]:
    return [path for path in sorted((root / "cues").glob("*.yaml")) if path.name != "lists.yaml"]


def _framework(entry: Entry) -> Framework:
    entry.only(_FRAMEWORK_KEYS)
    id = entry.text("id")
    return Framework(
        id=id,
        name=entry.text("name"),
        publisher=entry.text("publisher"),
        year=entry.number("year"),
        url=entry.text("url"),
        license=entry.text("license"),
        summary=entry.text("summary"),
        groups=tuple((group.text("id"), group.text("name")) for group in entry.entries("groups")),
        principles=tuple(_principle(principle, id) for principle in entry.entries("principles")),
    )


def _principle(entry: Entry, framework: str) -> Principle:
    entry.only(_PRINCIPLE_KEYS)
    return Principle(
        id=entry.text("id"),
        name=entry.text("name"),
        framework=framework,
        group=entry.text("group", ""),
        summary=entry.text("summary"),
        answer=entry.one_of("answer", ("rules", "evidence", "question")),
        shows=entry.texts("shows"),
        question=entry.text("question"),
        url=entry.text("url", ""),
        formerly=entry.texts("formerly"),
    )


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


def _check(catalogue: Catalogue) -> None:
    """Fails for a name that is used twice and for a principle that no framework has."""
    for what, named in (("rule", catalogue.rules), ("cue", catalogue.cues)):
        seen: set[str] = set()
        for one in named:
            if one.id in seen:
                raise UserError(one.place, f"The {what} `{one.id}` is there twice.", "Give one of them another name.")
            seen.add(one.id)
    principles = [principle.id for framework in catalogue.frameworks for principle in framework.principles]
    for rule in catalogue.rules:
        for id in rule.principles:
            if id not in principles:
                what = f"Rule `{rule.id}` names the principle `{id}`, which no framework has."
                raise UserError(rule.place, what, "See `principles/frameworks`.")
