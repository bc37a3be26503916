"""The vocabulary of the whole project: facets of evidence, roles of sections, kinds of passage, voices."""

from collections.abc import Mapping

ROLES = tuple(
    "objectives success-criteria standards essential-questions materials prior-knowledge vocabulary warm-up procedure "
    "pacing assessment rubric differentiation extension reflection closure homework sources teacher-notes preparation "
    "family-community safety introduction answer license".split()
)
"""The roles of sections."""

KINDS = (
    "paragraph", "item", "cell", "header-cell", "heading", "title", "term", "definition", "front", "html", "embed",
)  # fmt: skip
"""The kinds of passage."""

VOICES = tuple(
    "author quotation dialogue title name standard mention criticized headword wrong-answer code address".split()
)
"""Who speaks in a run of words, or what the words are there for; `checker.unit.Voice` has a value for each."""

NEEDS = ("lesson", "class", "sessions", "graded", "accounts", "writing")
"""What a page may have to be before a rule asks what it lacks; `principles/needs.yaml` says more."""

FACETS: Mapping[str, tuple[str, ...]] = {
    "representation": ("text", "audio", "video", "image", "hands-on", "interactive", "demonstration", "experience"),
    "expression": ("writing", "speaking", "visual", "performance", "making", "media", "code", "test"),
    "choice": ("expression", "content", "process"),
    "engagement": ("relevance", "collaboration", "reflection", "goal-setting", "play"),
    "support": ("scaffold", "vocabulary", "language", "accommodation", "extension", "prior-knowledge", "pace"),
    "transparency": ("objectives", "criteria", "formative", "feedback", "revision", "standards"),
    "perspective": ("multiple", "community", "identity", "critique", "people", "place"),
    "source": ("book", "article", "website", "video", "audio", "image", "data", "primary", "tool", "lesson"),
    "wording": (
        "deficit",
        "disability",
        "gender",
        "race-colonial",
        "ability-label",
        "minimizing",
        "language",
        "family",
        "religion",
        "praise",
        "quoted-slur",
        "usage",
    ),
    "assumption": (
        "device",
        "internet",
        "purchase",
        "home",
        "family",
        "culture",
        "digital-skill",
        "disclosure",
        "competition",
        "depth-reserved",
    ),
}
