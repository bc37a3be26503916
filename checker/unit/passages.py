"""A parsed file to sections and passages: one walk over its blocks."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from checker.catalogue.sections import SectionNames
from checker.document import Block, Document, Field, Kind, Run
from checker.source import Span
from checker.unit.model import Audience, Passage, Section, Voice

_RUN_IN = re.compile(r"^(?P<label>[^.?!:]{2,60}?)\s*(?::|[.–—-](?=\s|$)|$)")
_STANDARD = re.compile(
    r"\W*(?:CCSS|TEKS|ELPS|NGSS|CSTA|MS-|HS-|[K1-5]-(?:PS|LS|ESS|ETS)|RL|RI|RF|SL|W|L)"
    r"[ .]?[A-Z0-9]{0,6}[.\-][A-Z0-9.\-]{1,20}\b"
)
_TIP = re.compile(
    r"\s*\[!(?!quote|cite)\w+\]"
    r"|\W*(?:pro )?(?:tip|note|hint|important|remember|optional|warning|caution|teacher|instructor|facilitator"
    r"|extension|alternative|option|variation|challenge|question|activity|step|example|task|discussion|exercise|reflection)s?\b"
    r"[^.:!]{0,25}[:!]",
    re.IGNORECASE,
)
# A pictograph (💡, ⚠, ✅), as writers set before a box of their own; nobody quoted begins with one.
_PICTOGRAPH = re.compile(r"\s*[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_TEACHER_BOXES = frozenset({"instructor", "teaching", "teacher", "teacher-note", "trainer"})
# A quote with any other mark (`[!note]`) is a box of the author.
_QUOTING = frozenset({"", "quote", "cite"})
_NO_WHOLE_LESSON = frozenset({"teacher-notes", "materials", "sources", "license", "preparation"})
# A summary that opens a lesson tells what comes; at the end it closes it.
_FIRST_SECTIONS = 3
_BOLD_LEVEL = 7
_BOX_LEVEL = 8


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a block while walking."""

    section: Section
    roles: frozenset[str]
    audience: Audience
    voice: Voice = Voice.AUTHOR
    stem: Passage | None = None
    header: str = ""
    row: str = ""
    inside: tuple[str, ...] = ()


@dataclass(slots=True)
class Walk:
    """Collects the sections and passages of one document."""

    document: Document
    names: SectionNames
    audience: Audience
    sections: list[Section] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)

    def run(self) -> None:
        root = Section("", Span(self.document.source, 0, 0), 0, frozenset(), frozenset())
        self.sections.append(root)
        self._front(root)
        self._blocks(self.document.blocks, _Around(root, frozenset(), self.audience))

    def _front(self, root: Section) -> None:
        """The front matter's statements as passages, each with the role that its key has as the name of a section."""
        for found in self.document.front.fields:
            roles = self._front_roles(found)
            if roles is not None and found.text.strip():
                around = _Around(root, roles, self.audience)
                self.passages.append(_passage("front", (Run(found.span.text, found.span),), around))

    def _front_roles(self, found: Field) -> frozenset[str] | None:
        """The roles of a value of the front matter; None where it is no statement about the lesson."""
        keys = [part for part in found.path if isinstance(part, str)]
        if not keys or keys[0] in _FRONT_ASIDE:
            return None
        if keys[0] in _FRONT_ROLES:
            return frozenset({_FRONT_ROLES[keys[0]]} - {""})
        is_said = len(keys) < len(found.path) or len(found.text.split()) >= _LEAST_SAID
        names = (self.names.of_label(_parted(key)) for key in reversed(keys))
        own = next((roles for roles in names if roles), frozenset()) or self._titled_roles(found)
        return own if own and is_said else None

    def _titled_roles(self, found: Field) -> frozenset[str]:
        """The roles of an entry such as `{title: Materials, content: […]}` for the values in it."""
        value: Any = self.document.front.values
        own: frozenset[str] = frozenset()
        for part in found.path[:-1]:
            value = value[part]
            title = value.get("title") or value.get("name") if isinstance(value, dict) else None
            own = self.names.of_label(str(title)) or own if title else own
        return own if found.path[-1] not in ("title", "name") else frozenset()

    def _blocks(self, blocks: tuple[Block, ...], around: _Around) -> None:
        """Walks siblings; a heading or a bold line changes what stands around all after it, a lead-in only the next."""
        outer, here = around, around
        last: Passage | None = None
        for block in blocks:
            if block.kind is Kind.HEADING or _is_bold_line(block) or self._is_label_line(block):
                around = here = self._open_section(block, around, outer)
                last = None
            elif block.kind is Kind.LIST:
                self._list(block, here, last)
                here = around
            else:
                last = self._block(block, here) or (last if block.kind in (Kind.CODE, Kind.RULE) else None)
                here = replace(around, roles=last.roles) if last is not None and _ends_open(last.text) else around

    def _is_label_line(self, block: Block) -> bool:
        """Whether a plain paragraph is nothing but the name of a section, as converted documents have them."""
        if block.kind is not Kind.PARAGRAPH or len(block.runs) != 1 or block.runs[0].marks:
            return False
        text = block.text.strip()
        is_short = 3 < len(text) <= 40 and text[0].isupper() and not text.endswith((".", "!", "?", ",", ":"))
        return is_short and self.names.is_name(text)

    def _open_section(self, block: Block, around: _Around, outer: _Around) -> _Around:
        level = block.level or _BOLD_LEVEL
        parent: Section | None = around.section
        while parent is not None and parent.level >= level and parent.level < _BOX_LEVEL and parent.parent is not None:
            parent = parent.parent
        title = block.text
        own = _for_audience(self.names.of_heading(title), outer.audience)
        if level == 1:
            own -= _NO_WHOLE_LESSON
        if "closure" in own and len(self.sections) <= _FIRST_SECTIONS and "summary" in title.lower():
            own = own - {"closure"} | {"introduction"}
        inherited = parent.roles if parent else frozenset()
        section = Section(title, block.span, level, own or inherited, own, parent)
        self.sections.append(section)
        audience = Audience.TEACHER if "teacher-notes" in section.roles else outer.audience
        here = replace(around, section=section, roles=section.roles, audience=audience, stem=None)
        self._add("heading", block.runs, here)
        return here

    def _block(self, block: Block, around: _Around) -> Passage | None:
        if block.kind in (Kind.PARAGRAPH, Kind.HTML):
            return self._paragraph(block, around)
        if block.kind is Kind.TABLE:
            self._table(block, around)
        elif block.kind is Kind.DEFINITION_LIST:
            self._definitions(block, around)
        elif block.kind is Kind.EMBED:
            self._add("embed", block.runs, replace(around, inside=(*around.inside, f"embed:{block.label}")))
        elif block.kind not in (Kind.CODE, Kind.RULE):
            self._container(block, around)
        return None

    def _container(self, block: Block, around: _Around) -> None:
        name = f"{block.kind}:{block.label}" if block.label else str(block.kind)
        here = replace(around, inside=(*around.inside, name))
        own = (
            self.names.of_div(block.label)
            or self.names.of_heading(_words(block.title))
            or self.names.of_label(block.label)
        )
        if own:
            parent = around.section
            section = Section(_words(block.title) or block.label, block.span, _BOX_LEVEL, own, own, parent)
            self.sections.append(section)
            here = replace(here, section=section, roles=own)
        if block.label in _TEACHER_BOXES or "teacher-notes" in own:
            here = replace(here, audience=Audience.TEACHER)
        if block.kind is Kind.QUOTE and block.label in _QUOTING and not _is_tip(block):
            here = replace(here, voice=Voice.QUOTATION)
        if block.title:
            self._add("title", block.title, here)
        if block.runs:
            self._add("embed", block.runs, here)
        self._blocks(block.children, here)

    def _paragraph(self, block: Block, around: _Around) -> Passage | None:
        here = around
        label = _run_in(block)
        if label and (own := self.names.of_label(label)):
            here = replace(around, roles=own)
        return self._add("html" if block.kind is Kind.HTML else "paragraph", block.runs, here)

    def _list(self, block: Block, around: _Around, stem: Passage | None) -> None:
        here = replace(around, stem=stem or around.stem, inside=(*around.inside, "list"))
        if stem is not None and _ends_open(stem.text):
            label = _last_label(stem.runs)
            here = replace(here, roles=(self.names.of_label(label) if label else frozenset()) or stem.roles)
        for item in block.children:
            self._item(item, here)

    def _item(self, item: Block, around: _Around) -> None:
        here, last = around, None
        for at, child in enumerate(item.children):
            if child.kind is Kind.LIST:
                self._list(child, here, last)
                continue
            if child.kind is Kind.PARAGRAPH:
                label = _run_in(child)
                if label and (own := self.names.of_label(label)):
                    here = replace(here, roles=own)
                last = self._add("item" if at == 0 else "paragraph", child.runs, here) or last
            else:
                self._block(child, here)

    def _table(self, block: Block, around: _Around) -> None:
        header: tuple[str, ...] = ()
        for row in block.children:
            cells = row.children
            if cells and cells[0].kind is Kind.HEADER_CELL:
                header = tuple(cell.text for cell in cells)
            first = cells[0].text if cells else ""
            own = self.names.of_label(first) if cells and cells[0].kind is Kind.CELL else frozenset()
            for at, cell in enumerate(cells):
                over = header[at] if at < len(header) and cell.kind is Kind.CELL else ""
                roles = own or self.names.of_label(over) or around.roles
                here = replace(
                    around, roles=roles, header=over, row=first if at else "", inside=(*around.inside, "table")
                )
                self._add(str(cell.kind), cell.runs, here)

    def _definitions(self, block: Block, around: _Around) -> None:
        here = replace(around, inside=(*around.inside, "definition-list"))
        term: Passage | None = None
        for child in block.children:
            if child.kind is Kind.TERM:
                term = self._add("term", child.runs, here)
            else:
                self._blocks(child.children, replace(here, stem=term, inside=(*here.inside, "definition")))

    def _add(self, kind: str, runs: tuple[Run, ...], around: _Around) -> Passage | None:
        if not runs:
            return None
        passage = _passage(kind, runs, around)
        if _STANDARD.match(passage.text) and kind != "heading":
            passage = replace(passage, roles=passage.roles | {"standards"})
        self.passages.append(passage)
        return passage


def _passage(kind: str, runs: tuple[Run, ...], around: _Around) -> Passage:
    texts: list[str] = []
    starts: list[int] = []
    kept: list[Run] = []
    length = 0
    for run in runs:
        text = " " if "break" in run.marks else run.text
        spoken = "" if "html-attribute" in run.marks else text
        kept.append(run if spoken == run.text else Run(spoken, run.span, run.marks, run.target))
        starts.append(length)
        texts.append(spoken)
        length += len(spoken)
    return Passage(
        kind, "".join(texts), tuple(kept), runs[0].span.to(runs[-1].span), around.section, around.roles,
        around.audience, around.voice, around.stem, around.header, around.row, around.inside, tuple(starts),
    )  # fmt: skip


def _is_tip(quote: Block) -> bool:
    """Whether a block quote is the author's own box: it begins with "Tip:", a bold run-in or a pictograph."""
    first = next((block for block in quote.children if block.kind is Kind.PARAGRAPH), None)
    if first is None:
        return False
    lead, is_all = _bold_lead(first)
    is_led = bool(lead) and (lead.rstrip().endswith(":") or is_all)
    return is_led or any(sign.match(first.text) for sign in (_TIP, _PICTOGRAPH))


def _for_audience(roles: frozenset[str], audience: Audience) -> frozenset[str]:
    """Getting ready is the teacher's business in a plan, and a step like others in a page for learners."""
    if "preparation" not in roles:
        return roles
    return roles - {"preparation"} | {"teacher-notes" if audience is Audience.TEACHER else "procedure"}


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(" " if "break" in run.marks else run.text for run in runs).strip()


def _ends_open(text: str) -> bool:
    """Whether words lead on to what follows them."""
    return text.rstrip().endswith((":", "…", "..."))


def _bold_lead(block: Block) -> tuple[str, bool]:
    """The bold words that a paragraph begins with, and whether they are all of it."""
    lead: list[str] = []
    for run in block.runs:
        if not lead and not run.text.strip() and not run.target:
            continue
        if "strong" not in run.marks:
            return "".join(lead), run.text.strip() in (":", "") and len(block.runs) - block.runs.index(run) == 1
        lead.append(run.text)
    return "".join(lead), bool(lead)


def _last_label(runs: tuple[Run, ...]) -> str:
    """The bold words that a passage ends with, a colon aside: the label of the list that follows."""
    last = [run for run in runs if run.text.strip(" :")]
    return last[-1].text.strip().rstrip(":") if last and "strong" in last[-1].marks else ""


def _is_bold_line(block: Block) -> bool:
    """Whether a paragraph is one bold line that serves as a heading."""
    if block.kind is not Kind.PARAGRAPH or not block.runs or "strong" not in block.runs[0].marks:
        return False
    lead, is_all = _bold_lead(block)
    return is_all and 2 < len(lead) <= 90 and not lead.rstrip().endswith((".", "!", ",")) and not _has_target(block)


def _has_target(block: Block) -> bool:
    return any(run.target for run in block.runs)


def _run_in(block: Block) -> str:
    """The label that a paragraph begins with ("**Materials:** paper"), or a short plain one ("Materials: paper")."""
    lead, _ = _bold_lead(block)
    if lead:
        return lead.strip().rstrip(":.")
    found = _RUN_IN.match(block.text[:80])
    return found["label"] if found and ":" in block.text[:62] else ""


_FRONT_ROLES = {
    "title": "", "name": "", "description": "introduction", "summary": "introduction", "teaches": "objectives",
    "assesses": "assessment", "competencyRequired": "prior-knowledge", "educationalAlignment": "standards",
    "timeRequired": "pacing",
}  # fmt: skip
# What these keys hold is read elsewhere, or says nothing of what learners do.
_FRONT_ASIDE = frozenset(
    "sources citation license licence author authors language inLanguage lang tags keywords layout permalink url image "
    "date resources links manymeans".split()
)
_LEAST_SAID = 3


def _parted(key: str) -> str:
    """A key as words: `learningObjectives` and `learning_objectives` are learning objectives."""
    return re.sub(r"[_-]+|(?<=[a-z])(?=[A-Z])", " ", key)
