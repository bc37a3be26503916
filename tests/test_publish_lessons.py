"""A lesson stands on its unit's page whole and in order, evidence is marked in plain words, and nothing in it runs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checker.catalogue import Catalogue, load_catalogue
from checker.document import Run, parse
from checker.findings import Evidence, Finding, Outcome, Report, Severity
from checker.publish.lessons import Pictures, lesson_body
from checker.publish.site import arranged
from checker.source import Source, Span
from checker.unit import Lesson, Unit, read_lesson

Reader = Callable[..., Lesson]
Body = Callable[..., str]
Marked = tuple[str, str]

_REPOSITORY = Path(__file__).parents[1]


@cache
def _empty() -> Catalogue:
    """A catalogue without rules and frameworks: a lesson's text needs none."""
    return replace(load_catalogue(), frameworks=(), rules=())


def _evidence(lesson: Lesson, words: str, kind: str = "expression: media") -> Evidence:
    source = lesson.document.source
    facet, _, value = kind.partition(": ")
    start = source.text.index(words)
    return Evidence(facet, value, Span(source, start, start + len(words)))


def _bodies(
    lessons: Sequence[Lesson], marked: Sequence[Marked] = (), findings: Sequence[Finding] = (), root: Path = Path()
) -> str:
    unit = Unit("unit", lessons[0].title, tuple(lessons))
    evidence = tuple(_evidence(lessons[0], words, kind) for words, kind in marked)
    entry = arranged([unit], [Report("unit", unit.title, (), evidence, tuple(findings))], _empty())
    pictures, given = Pictures(root), set[str]()
    return "\n\n".join(lesson_body(lesson, entry.entries[0], entry, pictures, given) for lesson in lessons)


@pytest.fixture
def body(lesson_of: Reader) -> Body:
    """The text of a lesson as HTML, without title and facts; `marked` are words with their kind of evidence."""

    def written(text: str, *marked: Marked) -> str:
        html = _bodies([lesson_of(f"# Title\n\n{text}")], marked)
        return html.split("</p></div></div>", 1)[1].strip()

    return written


def _row(words: str, notes: str = "") -> str:
    beside = f'<div class="mm-notes" role="note" data-search-exclude="">{notes}</div>' if notes else ""
    return f'<div class="mm-row"><div class="mm-words">{words}</div>{beside}</div>'


def _seen(*items: str, summary: str = "Ways to show learning") -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f'<details class="mm-seen"><summary>{summary}</summary><ul>{listed}</ul></details>'


def test_evidence_is_underlined_and_noted_after_its_block(body: Body) -> None:
    assert body("Learners *record* a podcast.", ("record* a podcast", "expression: media")) == _row(
        '<p>Learners <em><span class="mm-mark" data-notes="1" id="e1">record</span></em>'
        '<span class="mm-mark" data-notes="1" data-n="1"> a podcast</span>.</p>',
        _seen('<b>Ways to show learning</b> recording or slides <a class="mm-number" href="#e1">1</a>'),
    )


def test_marks_that_overlap_are_parted_and_both_kept(body: Body) -> None:
    html = body("write or record it", ("write or record", "expression: writing"), ("or record it", "expression: media"))
    assert html.startswith(
        '<div class="mm-row"><div class="mm-words"><p><span class="mm-mark" data-notes="1" id="e1">write </span>'
        '<span class="mm-mark" data-notes="1 2" id="e2" data-n="1">or record</span>'
        '<span class="mm-mark" data-notes="2" data-n="2"> it</span></p></div>'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Use `record()` here.", "record()"),
        ("```\nrecord()\n```", "record()"),
        ("The sum $a + record$ counts.", "$a + record$"),
        ("[film](record.md) it", "record.md"),
        ("<p>record it</p>", "record it"),
    ],
)
def test_code_math_addresses_and_html_are_never_marked_but_noted(body: Body, text: str, words: str) -> None:
    html = body(text, (words, "expression: media"))
    assert "mm-mark" not in html
    assert '<a class="mm-number" href="#e1" id="e1">1</a>' in html


def test_a_list_is_noted_once_after_it_ends(body: Body) -> None:
    html = body("- record\n- talk\n", ("record", "expression: media"), ("talk", "expression: speaking"))
    assert html == _row(
        '<ul><li><span class="mm-mark" data-notes="1" id="e1" data-n="1">record</span></li>'
        '<li><span class="mm-mark" data-notes="2" id="e2" data-n="2">talk</span></li></ul>',
        _seen(
            '<b>Ways to show learning</b> recording or slides <a class="mm-number" href="#e1">1</a>, '
            'speaking <a class="mm-number" href="#e2">2</a>'
        ),
    )


def test_headings_stand_below_the_page_and_keep_their_order(lesson_of: Reader) -> None:
    html = _bodies([lesson_of("# Title\n\n# Part\n\n### Inner\n\n###### Deep")])
    assert [line for line in html.splitlines() if line.startswith("#")] == [
        '## <span id="l1-title">Title</span> {: #l1 .mm-lesson }',
        "### Part {: #l1-part }",
        "##### Inner {: #l1-inner }",
        "###### Deep {: #l1-deep }",
    ]


def test_lessons_on_one_page_share_no_id(lesson_of: Reader) -> None:
    text = "# Title\n\n## Goals\n\n## Goals\n\nA note[^1].\n\n[^1]: Here.\n"
    html = _bodies([lesson_of(text, "u/1.md"), lesson_of(text, "u/2.md")])
    ids = re.findall(r'id="([^"]+)"|\{: #(\S+)', html)
    assert len(ids) == len(set(ids)) == 10


def test_links_between_lessons_lead_to_their_place_on_the_page(lesson_of: Reader) -> None:
    first = lesson_of("# One\n\n[there](2.md#the-goals) [whole](./2.md) [own](#part) [gone](3.md)\n\n## Part", "u/1.md")
    second = lesson_of("# Two\n\n## The Goals", "u/2.md")
    assert (
        '<p><a href="#l2-the-goals">there</a> <a href="#l2">whole</a> <a href="#l1-part">own</a> '
        '<span class="mm-file" title="3.md: not part of this site">gone</span></p>'
    ) in _bodies([first, second])


def test_front_matter_is_shown_as_facts_and_folded_away(lesson_of: Reader) -> None:
    html = _bodies([lesson_of("---\ntitle: Rivers\ntimeRequired: PT50M\nabout: [Water]\n---\nText.", language="en")])
    assert html.split("\n\n") == [
        "## Rivers {: #l1 .mm-lesson }",
        _row(
            '<p class="mm-facts">50 minutes · English · one word · lesson.md</p><details class="mm-declared">'
            "<summary>What the file declares about itself (three entries)</summary><dl><dt>title</dt><dd>Rivers</dd>"
            "<dt>timeRequired</dt><dd>PT50M</dd><dt>about 1</dt><dd>Water</dd></dl></details>"
        ),
        _row("<p>Text.</p>"),
    ]


def test_an_included_file_stands_in_the_place_of_its_line(catalogue: Catalogue) -> None:
    included = Source("inc.md", "Wear *goggles*.")
    document = parse(Source("a.md", '# T\n\nBefore.\n\n--8<-- "inc.md"\n\nAfter.\n'), lambda path: included)
    html = _bodies([read_lesson(document, catalogue.sections)])
    assert html.split("\n\n")[2:] == [
        _row("<p>Before.</p>"),
        _row("<p>Wear <em>goggles</em>.</p>"),
        _row("<p>After.</p>"),
    ]


def test_dialects_keep_their_words_and_their_look(body: Body) -> None:
    assert body('!!! tip "Try *this*"\n\n    Inside.') == _row(
        '<div class="admonition tip"><p class="admonition-title">Try <em>this</em></p><p>Inside.</p></div>'
    )
    assert body('??? note "More"\n\n    Inside.') == _row(
        '<details class="note" open=""><summary>More</summary><p>Inside.</p></details>'
    )
    assert body('=== "Read"\n\n    A text.\n\n=== "Listen"\n\n    A tape.') == _row(
        '<div class="mm-tabs"><div class="mm-tab"><p class="mm-tab-title">Read</p><p>A text.</p></div>'
        '<div class="mm-tab"><p class="mm-tab-title">Listen</p><p>A tape.</p></div></div>'
    )
    assert body("| a | b |\n|---|--:|\n| 1 | 2 |") == _row(
        '<div class="mm-table"><table class="mm-grid"><thead><tr><th>a</th><th class="mm-right">b</th></tr></thead>'
        '<tbody><tr><td>1</td><td class="mm-right">2</td></tr></tbody></table></div>'
    )
    assert body("3. x\n4. y\n\n- [x] done\n- [ ] open") == "\n\n".join(
        [
            _row('<ol start="3"><li>x</li><li>y</li></ol>'),
            _row('<ul><li class="mm-task">☑ done</li><li class="mm-task">☐ open</li></ul>'),
        ]
    )
    assert body("H<sub>2</sub>O, one  \ntwo\nthree ~~four~~") == _row(
        "<p>H<sub>2</sub>O, one<br>two three <del>four</del></p>"
    )


def test_raw_html_folds_across_blocks_and_a_bare_div_holds_nothing(body: Body) -> None:
    assert body("<details>\n<summary>Answer</summary>\n\nIt is **4**.\n\n</details>") == _row(
        '<details open=""> <summary>Answer</summary><p>It is <strong>4</strong>.</p></details>'
    )
    assert body('<div class="x">\n\nOne.\n\n</div>\n\nTwo.').split("\n\n") == [_row("<p>One.</p>"), _row("<p>Two.</p>")]


def test_pictures_and_players_from_elsewhere_are_cards_that_lead_there(body: Body) -> None:
    assert body("![A map](https://maps.example/a.png)") == _row(
        '<p><a href="https://maps.example/a.png" rel="noopener noreferrer"><span class="mm-card">'
        '<span class="mm-card-kind">Picture at maps.example</span> A map</span></a></p>'
    )
    assert body('<iframe src="https://tube.example/1" title="A film"></iframe>') == _row(
        '<a href="https://tube.example/1" rel="noopener noreferrer"><span class="mm-card">'
        '<span class="mm-card-kind">Player at tube.example</span> A film</span></a>'
    )
    assert 'href="https://tube.example/1"' in body("[![Film](https://pics.example/1.jpg)](https://tube.example/1)")


def test_pictures_of_the_curriculum_are_copied_and_nothing_else_is(tmp_path: Path, lesson_of: Reader) -> None:
    root = tmp_path / "curriculum"
    (root / "u" / "img").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    (root / "u" / "notes.txt").write_bytes(b"text")
    (root / "u" / "img" / "A Map.png").write_bytes(b"map")
    (root / "u" / "bad.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    (root / "u" / "link.png").symlink_to(tmp_path / "secret.png")
    targets = ["img/A%20Map.png", "../../secret.png", "link.png", "notes.txt", "bad.svg", "/u/img/A%20Map.png"]
    lesson = lesson_of("# T\n\n" + "\n\n".join(f"![alt]({target})" for target in targets), "u/1.md")
    unit = Unit("u", "T", (lesson,))
    site = arranged([unit], [Report("u", "T", (), (), ())], _empty())
    pictures = Pictures(root)
    html = lesson_body(lesson, site.entries[0], site, pictures, set())
    assert list(pictures.copies()) == [("media/a-map-60be9861.png", b"map")]
    assert html.count("<img") == 2
    assert html.count("Picture, not shown here") == 4


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"><a href="java&#9;script:alert(1)"><text>x</text></a></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/track.png"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><style>@import url(https://example.org/x.css)</style></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><p>x</p></foreignObject></svg>',
        '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
        "no drawing",
    ],
)
def test_a_drawing_that_could_run_or_load_something_is_not_copied(drawing: str) -> None:
    from checker.publish.lessons.pictures import is_harmless_svg  # noqa: PLC0415

    assert not is_harmless_svg(drawing.encode())


_HOSTILE = [
    "<script>alert(1)</script>",
    "a <script>alert(1)</script> b",
    "<img src=x onerror=alert(1)> and <b onclick='alert(1)'>bold</b>",
    '<div onclick="alert(1)" style="position:fixed">x</div></div></details></article></main></body>',
    "[a](javascript:alert(1)) [b](<javascript:alert(1)>) <javascript:alert(1)> ![c](javascript:alert(1))",
    "[a](&#106;avascript:alert(1)) [b](jav&#x0A;ascript:alert(1)) <a href='java&Tab;script:alert(1)'>c</a>",
    "[a][r]\n\n[r]: data:text/html,<script>alert(1)</script>",
    'Text {: onclick="alert(1)" }\n\n{: onmouseover=alert(1) }',
    "# Heading {onclick=alert(1)} <img src=x onerror=alert(1)> `</h2>`",
    "```html\n</code></pre></div><script>alert(1)</script>\n```",
    "    </pre><script>alert(1)</script>",
    "| </td><script>alert(1)</script> | b |\n|---|---|\n| `</code><script>` | x |",
    '!!! note "<script>alert(1)</script>"\n\n    </div><script>alert(1)</script>',
    '=== "<img src=x onerror=alert(1)>"\n\n    x',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><iframe src='javascript:alert(1)'></iframe>",
    "<object data='https://evil.test/x'></object><embed src='data:text/html,x'><form action='//evil.test'><input>",
    "<base href='https://evil.test'><link rel=stylesheet href=//evil.test>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<style>*{display:none}</style><svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'/></math>",
    'x[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: y',
    "<!-- --><script>alert(1)</script><![CDATA[<script>alert(1)</script>]]><?php <script>",
    "<table><tr><td>open\n\n# Heading\n\n<textarea><script>alert(1)</script>",
    "<a id='__config' name='__search'>x</a><div id=e1>y</div>",
    "\x02wzxhzdk:0\x03 \ue0000\ue001 &lt;script&gt; {{ config }} {% raw %}",
    '--8<-- "/etc/passwd"\n\n[TOC]\n\n*[HTML]: <script>',
]
_ALLOWED = frozenset(
    "a abbr article aside b blockquote br caption cite code dd del details div dl dt em figcaption figure footer h3 h4 "
    "h5 h6 header hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup table tbody td "
    "tfoot th thead tr u ul var".split()
)
_ATTRIBUTES = frozenset(
    "alt aria-hidden class colspan data-n data-notes data-search-exclude href id loading open rel role rowspan src "
    "start title".split()
)


class _Audit(HTMLParser):
    """Fails for whatever could act, and for tags that are not balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ALLOWED, tag
        for name, value in attrs:
            assert name in _ATTRIBUTES, (tag, name)
            if name in ("href", "src"):
                assert re.match(r"https?://|mailto:|#|(?:\.\./)*[\w./-]+(?:#|$)", value or ""), value
            if name == "src":
                assert not re.match(r"\w+:|//", value or ""), value
            if name == "id":
                assert re.fullmatch(r"(?:l\d+(?:-[\w-]+)?|[ef]\d+)", value or ""), value
                self.ids.append(value or "")
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("text", [*_HOSTILE, "\n\n".join(_HOSTILE)])
def test_nothing_of_a_stranger_becomes_script_or_breaks_the_page(lesson_of: Reader, text: str) -> None:
    html = _bodies(
        [lesson_of(f"# Title\n\n{text}\n\nLast words."), lesson_of(text, "other.md")], [("Last", "choice: content")]
    )
    audit = _Audit()
    for block in html.split("\n\n"):
        assert "\n" not in block
        raw = re.sub(r"^#+ |\{: #\S+ \}$|\{: #\S+ \.mm-lesson \}$", "", block)
        assert not re.search(r"[`*_\[\]\\{}|~^]", re.sub(r"<[^>]*>", "", raw)), raw
        audit.feed(block)
        audit.close()
        assert audit.open == []
    assert len(audit.ids) == len(set(audit.ids))
    assert 'id="e1"' in html


def test_findings_stand_beside_the_words_that_they_are_about(lesson_of: Reader) -> None:
    lesson = lesson_of("---\nlevel: <b>7\n---\n# T\n\nOne.\n\nTwo &lt;/details>.")
    source = lesson.document.source
    place = _evidence(lesson, "Two").span
    findings = [
        Finding("no-rule", Outcome.NOT_MET, Severity.WARNING, place, "said `here`", "Try <i>."),
        Finding("no-rule", Outcome.NOT_MET, Severity.WARNING, place, "said again", "Try <i>."),
        Finding("a-question", Outcome.NEEDS_A_PERSON, Severity.QUESTION, Span(source, 4, 9), "front", "", "Who?"),
        Finding("met-rule", Outcome.MET, Severity.WARNING, place, "met"),
    ]
    html = _bodies([lesson], findings=findings)
    assert html.split("\n\n")[-1] == _row(
        "<p>Two &lt;/details&gt;.</p>",
        '<details class="mm-remark"><summary><span class="mm-shape" aria-hidden="true">○</span> Not met: No rule'
        '</summary><p id="f2">Said <code>here</code>.</p><p id="f3">Said again.</p><p><b>To try</b> Try &lt;i&gt;.</p>'
        "</details>",
    )
    assert "Needs a person: A question</summary><p" in html.split("\n\n")[1]


@pytest.mark.parametrize(
    "path",
    sorted([*(_REPOSITORY / "curriculum").rglob("*.md"), *(_REPOSITORY / "tests/dialects").rglob("*.md")]),
    ids=lambda path: path.name,
)
def test_every_word_of_a_lesson_stands_on_its_page_in_order(path: Path, lesson_of: Reader) -> None:
    lesson = lesson_of(path.read_text(encoding="utf-8"), path.relative_to(_REPOSITORY).as_posix())

    shown = _Words()
    shown.feed(re.sub(r" \{: #\S+(?: \.mm-lesson)? \}", "", _bodies([lesson], root=_REPOSITORY)))
    words = iter(re.findall(r"[^\W_]+", shown.text))
    blocks = (block for block in lesson.document.walk() if block.kind not in ("html", "code"))
    texts = (_said(runs) for block in blocks for runs in (block.title, block.runs))
    assert [word for text in texts for word in re.findall(r"[^\W_]+", text) if word not in words] == []


class _Words(HTMLParser):
    """The words of a page, parted where a block begins or ends."""

    text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_apart = tag not in _INLINE or ("class", "mm-footnote-number") in attrs
        self.text += f" {dict(attrs).get('alt', '')}" if is_apart else ""

    def handle_endtag(self, tag: str) -> None:
        self.text += "" if tag in _INLINE else " "


def _said(runs: tuple[Run, ...]) -> str:
    kept = (run for run in runs if not run.marks & {"html-attribute", "footnote"})
    return "".join(f" {run.text} " if run.marks & {"break", "image", "player"} else run.text for run in kept)


_INLINE = frozenset("a abbr b cite code del em i ins kbd mark q s samp small strong sub sup u var span".split())
