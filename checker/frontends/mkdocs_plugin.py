"""The MkDocs plug-in `manymeans`: the pages of a curriculum inside a site that already has its own theme and settings.

It is an adapter and no more: the pages are finished Markdown before it hands them to the builder.
"""

import os
from pathlib import Path

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files

from checker.engine import makes_fail
from checker.errors import UserError
from checker.findings import Finding
from checker.frontends.site import Curriculum, add_assets, add_pages, read_curriculum, write_index_script

_NEEDED = ("attr_list", "md_in_html", "tables")
_MOST = 20
_log = get_plugin_logger("manymeans")


class Options(base.Config):  # type: ignore[no-untyped-call]
    """What a site may say of the plug-in in its `mkdocs.yml`."""

    lessons = c.Type(str, default="")
    """The folder of the lessons, from the folder of `mkdocs.yml`; without it, the site's own `docs_dir`."""
    pages = c.Type(str, default="manymeans")
    """Where the pages stand in the site."""
    settings = c.Type(str, default="")
    """The settings file; without it, the nearest `manymeans.yml`."""


class ManyMeansPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Checks the lessons at each build, warns of what a check would fail for, and adds the pages to the site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds the look of the pages and the extensions of Markdown that they are written in."""
        add_assets(config, self._folder)
        for name in _NEEDED:
            if not {name, f"markdown.extensions.{name}", "extra"} & set(config.markdown_extensions):
                config.markdown_extensions.append(name)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Checks the lessons and adds the pages; the builder stops on a warning where it is asked to be strict."""
        root = Path(config.config_file_path).parent
        try:
            curriculum = read_curriculum(
                self._lessons(config), root / self.config.settings if self.config.settings else None
            )
        except UserError as error:
            raise PluginError(str(error)) from error
        _warn(curriculum)
        add_pages(files, config, curriculum, self._folder)
        return files

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:  # noqa: ARG002
        """Watches the lessons too, where they are no pages of the site."""
        server.watch(str(self._lessons(config)))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Makes the search work in pages opened from a disk."""
        write_index_script(Path(config.site_dir))

    @property
    def _folder(self) -> str:
        return self.config.pages.strip("/")

    def _lessons(self, config: MkDocsConfig) -> Path:
        """The folder of lessons, named from the working folder, as people name it."""
        root = Path(config.config_file_path).parent
        return Path(os.path.relpath(root / self.config.lessons if self.config.lessons else config.docs_dir))


def _warn(curriculum: Curriculum) -> None:
    """A warning for each finding that would make a check fail, and for each fault of ours."""
    fail_on = curriculum.settings.fail_on
    failing = [one for report in curriculum.reports for one in report.findings if makes_fail(one, fail_on)]
    for finding in failing[:_MOST]:
        _log.warning(_said(finding))
    if len(failing) > _MOST:
        _log.warning(f"{len(failing) - _MOST} more findings; `manymeans check` lists them all.")
    for report in curriculum.reports:
        for crash in report.crashes:
            _log.warning(f"a fault of ours in {report.unit}, {crash.part}; please report it:\n{crash.trace}")


def _said(finding: Finding) -> str:
    place = finding.place
    line, column = place.source.position(place.start)
    return f"{place.source.path}:{line}:{column}: {finding.message} ({finding.rule})"
