"""What a user may set, the files it is written in, and what is in force for one lesson."""

from checker.settings.model import Community, FailLevels, Origin, Override, RuleSettings, Settings, SiteSettings
from checker.settings.reading import NAMES, find_settings, load_settings, settings_file_in, settings_schema
from checker.settings.syntax import SettingsFile

__all__ = [
    "NAMES",
    "Community",
    "FailLevels",
    "Origin",
    "Override",
    "RuleSettings",
    "Settings",
    "SettingsFile",
    "SiteSettings",
    "find_settings",
    "load_settings",
    "settings_file_in",
    "settings_schema",
]
