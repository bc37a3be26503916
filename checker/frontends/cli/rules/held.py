"""The rules that a command of `manymeans rules` works on."""

import argparse
from pathlib import Path

from checker.catalogue import Catalogue
from checker.frontends.run import catalogue_for
from checker.settings import Settings, find_settings, load_settings


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Adds the argument for settings."""
    parser.add_argument("--settings", type=Path, help="the settings file (default: the nearest manymeans.yml)")


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that were named, or those for the working folder."""
    return load_settings(options.settings or find_settings(Path.cwd()))


def catalogue_of(options: argparse.Namespace) -> Catalogue:
    """The rules with those of the settings and of installed packages."""
    return catalogue_for(settings_of(options))
