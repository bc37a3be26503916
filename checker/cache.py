"""What need not be found again: small files under keys that hold everything that they depend on."""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_KEPT_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers. One that cannot be read or written is as good as none.

    An answer that nobody asked for in thirty days makes room when another one is kept.
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
            for other in path.parent.iterdir():
                if time.time() - other.stat().st_mtime > _KEPT_SECONDS:
                    other.unlink()
        except OSError:
            return

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


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
    return Path(own or usual or Path.home() / ".cache") / "manymeans" / name


def digest_of(folders: list[Path], endings: tuple[str, ...]) -> str:
    """A digest of all files with some endings below some folders: it changes when one of them does."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in endings)
    return key_of(*(part for path in files for part in (path.name, path.read_bytes().hex())))
