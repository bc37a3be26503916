"""What need not be found again: small files under keys that hold everything that they depend on."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir

_KEPT_SECONDS, _KEPT_FILES = 30 * 24 * 3600, 100


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers. One that cannot be read or written is as good as none.

    An answer that nobody asked for in thirty days makes room when another one is kept, and so does the oldest of many.
    """

    folder: Path

    def get(self, key: str) -> str | None:
        """The answer under a key."""
        path = self._file(key)
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        with suppress(OSError):
            os.utime(path)
        return text

    def put(self, key: str, text: str) -> None:
        """Keeps an answer; the file is written aside and moved into place."""
        path = self._file(key)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(text, encoding="utf-8")
            aside.replace(path)
        except OSError:
            return
        _make_room(path.parent)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def _make_room(folder: Path) -> None:
    """Removes from a folder the answers that nobody asked for in a month, and of very many the oldest."""
    aged: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):
                aged.append((time.time() - path.stat().st_mtime, path))
    for at, (age, path) in enumerate(sorted(aged)):
        if age > _KEPT_SECONDS or at >= _KEPT_FILES:
            with suppress(OSError):
                path.unlink()


def key_of(*parts: str) -> str:
    """The key of what these parts make."""
    digest = blake2b(digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def cache_folder(name: str) -> Path:
    """Where a user's system keeps what can be made again: `MANYMEANS_CACHE`, else the usual place."""
    own = os.environ.get("MANYMEANS_CACHE")
    usual = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    return Path(own or usual or _home() / ".cache") / "manymeans" / name


def _home() -> Path:
    """The user's folder; where nobody is at home, as in some containers, one for what may be lost."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(gettempdir())


def digest_of(folders: list[Path], endings: tuple[str, ...]) -> str:
    """A digest of all files with some endings below some folders: it changes when one of them does."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in endings)
    return key_of(*(part for path in files for part in (path.name, path.read_bytes().hex())))
