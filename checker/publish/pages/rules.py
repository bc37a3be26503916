"""The rules: a list by weight, and a page for each with its reason, its way to decide and its examples.

A site without units is a reference: its pages say what rules are, and nothing of where they stand.
"""

from collections.abc import Iterator
from typing import Any

from checker.catalogue import Example, Rule
from checker.catalogue.measured import Measured, load_measured
from checker.checks import known_checks
from checker.checks.described import Option, described
from checker.checks.needs import needs_of
from checker.findings import Outcome
from checker.publish.markup import (
    UNSEARCHED,
    Page,
    box,
    code,
    details,
    escape,
    few_then_more,
    joined,
    line,
    link,
    listed,
    prose,
    table,
    web,
)
from checker.publish.pages.answers import headed, in_unit
from checker.publish.pages.findings import MOST
from checker.publish.site import Site
from checker.publish.words import SCOPES, SEVERITIES, Words, capital

_HERE = "rules.md"
_LEAD = "Each rule is one question that a principle asks of a unit. A rule names the words it looked for and the place."


def pages(site: Site) -> Iterator[Page]:
    """The list, then each rule."""
    rules = [rule for id in site.asked if (rule := site.catalogue.rule(id))]
    items = [f"{link(_HERE, site.rule_page(rule.id), rule.title)}: {_standing(rule, site)}" for rule in rules]
    say = site.words.say
    body = joined([say(_LEAD), listed(items)]) if items else say("The catalogue holds no rules.")
    if not site.entries and rules:
        body = joined([say(_LEAD), *_by_family(rules, site)])
    yield Page(_HERE, say("Rules"), body, say("All rules, with where each stands."), has_contents=False)
    yield from (_rule(rule, site) for rule in site.catalogue.rules)


def _by_family(rules: list[Rule], site: Site) -> Iterator[str]:
    """The rules by what they are about, each with its reason."""
    families: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: (rule.family, -rule.severity.weight)):
        families.setdefault(rule.family or "other", []).append(rule)
    for family, own in families.items():
        yield f"## {escape(capital(family))}"
        yield listed(f"{link(_HERE, site.rule_page(rule.id), rule.title)}: {prose(rule.why)}" for rule in own)


def _standing(rule: Rule, site: Site) -> str:
    kinds = (Outcome.MET, "{number} met"), (Outcome.NOT_MET, "{number} not met")
    parts = [
        site.words.say(said, number=len(found))
        for outcome, said in (*kinds, (Outcome.NEEDS_A_PERSON, "{number} for a person"))
        if (found := site.remarks(rule.id, outcome))
    ]
    return ", ".join(parts) or site.words.say("nothing found")


def _rule(rule: Rule, site: Site) -> Page:
    here, say = site.rule_page(rule.id), site.words.say
    body = joined(
        [
            box("mm-trail", link(here, _HERE, say("All rules"))),
            _facts(rule, site.words),
            _part(say("Why"), rule.why),
            _part(say("How it decides"), rule.how),
            _part(say("Which pages it asks"), _needs(rule)),
            _part(say("What helps"), rule.next_step),
            _paste(rule, site.words),
            _part(say("What a reviewer is asked"), rule.question),
            _question(rule, site.words),
            _examples(rule, site.words),
            _part(say("Known false alarms"), rule.false_alarms),
            _measures(rule, site.words),
            _principles(rule, here, site),
            *_findings(rule, here, site),
            f"*{say('In settings and waivers this rule is called')}* `{_name(rule)}`.",
        ]
    )
    return Page(here, rule.title, body, rule.why)


def _name(rule: Rule) -> str:
    return _plain(rule.id)


def _plain(name: str) -> str:
    """A name as it may stand in code, whatever a stranger's file holds."""
    return "".join(sign for sign in name if sign.isalnum() or sign in "-_.:")


def _facts(rule: Rule, words: Words) -> str:
    asked = words.say("Asked of {whom}.", whom=words.say(SCOPES.get(rule.scope, "the whole curriculum")))
    weight = words.say("Where it is not met, that is {weight}.", weight=words.say(SEVERITIES[rule.severity]))
    tried = words.say("It is still being tried out, and its findings do not make a check fail.")
    return f"{asked} {weight} {tried if rule.is_preview else ''}".rstrip()


def _paste(rule: Rule, words: Words) -> str:
    return f"### {words.say('Ready to paste')}\n\n{code(rule.paste)}" if rule.paste.strip() else ""


def _part(title: str, text: str) -> str:
    return f"## {title}\n\n{prose(text)}" if text.strip() else ""


def _needs(rule: Rule) -> str:
    """What a page must be before the rule asks; none are said where the rule asks any lesson or any page."""
    return " ".join(need.about for need in needs_of(rule)) if rule.needs else ""


def _question(rule: Rule, words: Words) -> str:
    """The kind of question, with the options that this rule sets; those that it leaves alone are folded away."""
    check = known_checks().get(rule.check)
    if check is None:
        return ""
    kind = described(rule.check, check)
    name = words.say(
        "This is a question of the kind {kind}: {about}", kind=f"`{_plain(rule.check)}`", about=line(kind.about)
    )
    head = [words.say(text) for text in ("Option", "What it is for", "Default", "Here")]
    own = [[*_row(option), _cell(rule.options[option.name])] for option in kind.options if option.name in rule.options]
    rest = [_row(option) for option in kind.options if option.name not in rule.options]
    more = details(words.say("More options"), table(head[:3], rest)) if rest else ""
    return joined([f"## {words.say('Options')}", name, table(head, own) if own else "", more])


def _row(option: Option) -> list[str]:
    """An option, what it is for and its default, each as a cell of a table."""
    return [f"`{_plain(option.name)}`", line(capital(option.about)), line(option.default) or "–"]


_MOST_IN_A_CELL = 24


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{escape(str(key))}: {_cell(part)}" for key, part in value.items() if key != "__line__")
    if not isinstance(value, list | tuple):
        return escape(str(value).lower() if isinstance(value, bool) else str(value))
    shown = ", ".join(escape(str(part)) for part in value[:_MOST_IN_A_CELL])
    return f"{shown}, …" if len(value) > _MOST_IN_A_CELL else shown


def _measures(rule: Rule, words: Words) -> str:
    """How often the rule was heard on public curricula, and how often a reader agreed with it."""
    found: Measured | None = load_measured().get(rule.id)
    if found is None or not rule.is_built_in:
        return ""
    heard = words.say(
        "On {files} pages of public curricula: met {met} times, not met {not_met}, for a person {person}, not "
        "applicable {rest}.",
        files=found.files, met=found.met, not_met=found.not_met, person=found.needs_a_person, rest=found.not_applicable,
    )  # fmt: skip
    read = words.say(
        "Of {judged} findings that were judged by reading, {right} were right.", judged=found.judged, right=found.right
    )
    nobody = words.say("Nobody has judged a sample of its findings yet.")
    return f"## {words.say('How often it is heard, and right')}\n\n{heard} {read if found.judged else nobody}"


def _examples(rule: Rule, words: Words) -> str:
    parts = [part for example in rule.examples for part in _example(example, words)]
    lead = words.say("These small lessons are the rule's own tests.")
    return joined([f"## {words.say('Examples')}", lead, *parts]) if parts else ""


def _example(example: Example, words: Words) -> Iterator[str]:
    note = f" {prose(example.note)}" if example.note else ""
    yield f"**{headed(example.outcome, words)}.**{note}"
    yield code(example.text)


def _principles(rule: Rule, here: str, site: Site) -> str:
    known = [principle for id in rule.principles if (principle := site.catalogue.principle(id))]
    names = {framework.id: framework.name for framework in site.catalogue.frameworks}
    items = (f"{link(here, site.principle_page(p), p.name)} ({escape(names[p.framework])})" for p in known)
    source = f"{site.words.say('Source')}: {web(rule.source_url)}" if rule.source_url else ""
    return joined([f"## {site.words.say('Principles')}", listed(items), source]) if known else ""


def _findings(rule: Rule, here: str, site: Site) -> Iterator[str]:
    words = site.words
    for outcome in (Outcome.NEEDS_A_PERSON, Outcome.NOT_MET):
        found = site.remarks(rule.id, outcome)
        if found:
            yield f"## {headed(outcome, words)} {UNSEARCHED}"
            yield few_then_more([in_unit(entry, remark, here, words) for entry, remark in found[:MOST]], words)
    met = site.remarks(rule.id, Outcome.MET)
    if met:
        entries = dict.fromkeys(entry for entry, _ in met)
        yield f"## {headed(Outcome.MET, words)} {UNSEARCHED}"
        yield words.say("In {units}.", units=words.count(len(entries), "unit"))
        ways = [link(here, entry.page, entry.unit.title, "findings") for entry in list(entries)[:MOST]]
        yield few_then_more(ways, words)
