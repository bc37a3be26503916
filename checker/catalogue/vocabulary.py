"""The facets of evidence and their values: the vocabulary of the whole project."""

from collections.abc import Mapping

FACETS: Mapping[str, tuple[str, ...]] = {
    "representation": ("text", "audio", "video", "image", "hands-on", "interactive", "demonstration", "experience"),
    "expression": ("writing", "speaking", "visual", "performance", "making", "media", "code", "test"),
    "choice": ("expression", "content", "process"),
    "engagement": ("relevance", "collaboration", "reflection", "goal-setting", "play"),
    "support": ("scaffold", "vocabulary", "language", "accommodation", "extension", "prior-knowledge", "pace"),
    "transparency": ("objectives", "criteria", "formative", "feedback", "revision", "standards"),
    "perspective": ("multiple", "community", "identity", "critique", "people", "place"),
    "source": ("book", "article", "website", "video", "audio", "image", "data", "primary", "tool", "lesson"),
    "wording": ("deficit", "disability", "gender", "race-colonial", "ability-label", "minimizing"),
    "assumption": ("device", "internet", "purchase", "home", "family", "culture"),
}
