"""The `mkdocs.yml` of a published site: Material, both color schemes, nothing from elsewhere, links between files."""

from html import escape
from typing import Any

import yaml

NAV = (
    ("Home", "index.md"),
    ("Units", "units.md"),
    ("Questions", "questions.md"),
    ("Findings", "findings.md"),
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


def mkdocs_config(site_name: str) -> str:
    """The configuration as YAML."""
    return "# Written by manymeans publish; changes are lost.\n" + yaml.safe_dump(_values(site_name), sort_keys=False)


def _values(site_name: str) -> dict[str, Any]:
    return {
        "site_name": escape(site_name),
        "docs_dir": "docs",
        "site_dir": "../site",
        "use_directory_urls": False,
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.tabs", "navigation.top", "toc.follow", "search.highlight"],
            "palette": [_scheme(*scheme) for scheme in _SCHEMES],
        },
        "plugins": ["search"],
        "nav": [{name: path} for name, path in NAV],
        "validation": {"omitted_files": "ignore"},
        "markdown_extensions": ["attr_list", "md_in_html", "tables", {"toc": {"permalink": True, "toc_depth": 3}}],
        "extra_css": ["assets/manymeans.css"],
        "extra": {"generator": False, "polyfills": ["assets/worker.js"]},
    }


def _scheme(media: str, scheme: str, icon: str, words: str) -> dict[str, Any]:
    colors = {"scheme": scheme, "primary": "custom", "accent": "custom"} if scheme else {}
    return {"media": media, **colors, "toggle": {"icon": f"material/{icon}", "name": words}}
