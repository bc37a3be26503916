"""Waiting for files to change, by looking at them twice a second: it works on every system and network drive."""

import time
from collections.abc import Iterable
from pathlib import Path

from checker.unit import Found

Stamps = dict[Path, tuple[int, int]]

_PAUSE = 0.5


def stamps(members: Iterable[Found], settings: Path | None) -> Stamps:
    """When each lesson, the folders around them and the settings file were last written, and their sizes."""
    files = {member.path for member in members}
    watched = files | {file.parent for file in files} | ({settings} if settings else set())
    return {path: stamp for path in watched if (stamp := _stamp(path))}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def wait_for_change(before: Stamps) -> None:
    """Waits until one of these is written or removed."""
    while all(_stamp(path) == stamp for path, stamp in before.items()):
        time.sleep(_PAUSE)
