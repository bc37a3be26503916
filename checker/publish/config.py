"""The `mkdocs.yml` of a published site: Material, both color schemes, nothing from elsewhere, links between files."""

from html import escape
from typing import Any

import yaml

from checker.publish.words import Words

NAV = (
    ("Home", "index.md"),
    ("Units", "units.md"),
    ("Questions", "questions.md"),
    ("Findings", "findings.md"),
    ("Curriculum", "curriculum.md"),
    ("Perspectives", "perspectives.md"),
    ("Progress", "progress.md"),
    ("Principles", "principles.md"),
    ("Rules", "rules.md"),
    ("How to read this", "how-to-read.md"),
)
"""The pages at the top; those of units, rules and principles may be thousands and are reached from their lists."""

_SCHEMES = (
    ("(prefers-color-scheme)", "", "brightness-auto", "Switch to light colors"),
    ("(prefers-color-scheme: light)", "default", "weather-sunny", "Switch to dark colors"),
    ("(prefers-color-scheme: dark)", "slate", "weather-night", "Use the system's colors"),
)


def mkdocs_config(site_name: str, words: Words) -> str:
    """The configuration as YAML."""
    values = yaml.safe_dump(_values(site_name, words), sort_keys=False, allow_unicode=True)
    return f"# Written by manymeans publish; changes are lost.\n{values}"


def _values(site_name: str, words: Words) -> dict[str, Any]:
    return {
        "site_name": escape(site_name),
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "language": words.language,
            "font": False,
            "features": ["navigation.tabs", "navigation.top", "toc.follow", "search.highlight"],
            "palette": [_scheme(media, scheme, icon, words.say(said)) for media, scheme, icon, said in _SCHEMES],
        },
        "plugins": ["search"],
        "nav": [{words.say(name): path} for name, path in NAV],
        "validation": {"omitted_files": "ignore"},
        "markdown_extensions": ["attr_list", "md_in_html", "tables", {"toc": {"permalink": True, "toc_depth": 3}}],
        "extra_css": ["assets/manymeans.css"],
        "extra_javascript": ["assets/manymeans.js"],
        "extra": {"generator": False, "polyfills": ["assets/worker.js"]},
    }


def _scheme(media: str, scheme: str, icon: str, words: str) -> dict[str, Any]:
    colors = {"scheme": scheme, "primary": "custom", "accent": "custom"} if scheme else {}
    return {"media": media, **colors, "toggle": {"icon": f"material/{icon}", "name": words}}
