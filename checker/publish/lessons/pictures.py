"""The pictures that lessons show from their own folder: found, judged and given a safe name for the copy."""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from checker.publish.slugs import slug

FOLDER = "media"
_KINDS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})
_LARGEST = 20_000_000
_SVG_NO = frozenset({"script", "foreignobject", "iframe", "handler", "listener", "set"})
_SVG_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#|data:image/(?:png|jpeg|gif|webp))", re.IGNORECASE)
_SVG_DATA = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)


@dataclass(slots=True)
class Pictures:
    """Gives pictures their address in the site and remembers which file each copy is made of.

    `root` is the folder from which the paths of lessons are counted. Nothing outside it is read; for a lesson that
    lies outside itself, nothing outside its own folder.
    """

    root: Path
    _copies: dict[str, Path] = field(default_factory=dict)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def address(self, target: str, source_path: str) -> str:
        """The path of the copy below `docs/` of a picture named in a file; empty where it cannot be shown."""
        key = posixpath.dirname(source_path), target
        if key not in self._known:
            self._known[key] = self._taken(target, source_path)
        return self._known[key]

    def copies(self) -> Iterator[tuple[str, bytes]]:
        """Each copy's path below `docs/`, and what is in it."""
        for name in sorted(self._copies):
            yield name, self._copies[name].read_bytes()

    def _taken(self, target: str, source_path: str) -> str:
        path = self._found(target, source_path)
        if path is None or path.suffix.lower() not in _KINDS or path.stat().st_size > _LARGEST:
            return ""
        data = path.read_bytes()
        if path.suffix.lower() == ".svg" and not is_harmless_svg(data):
            return ""
        digest = hashlib.sha256(data).hexdigest()[:8]
        name = f"{FOLDER}/{slug(path.stem, 'picture')}-{digest}{path.suffix.lower()}"
        self._copies[name] = path
        return name

    def _found(self, target: str, source_path: str) -> Path | None:
        """The file that a path in a lesson names, if it is one that may be read, symbolic links followed."""
        written = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        try:
            root, folder = self.root.resolve(), (self.root / source_path).parent.resolve()
            inside = root if folder.is_relative_to(root) else folder
            path = ((inside if written.startswith("/") else folder) / written.lstrip("/")).resolve()
            return path if path.is_relative_to(inside) and path.is_file() else None
        except (OSError, ValueError, RuntimeError):
            return None


def is_harmless_svg(data: bytes) -> bool:
    """Whether a drawing holds no script, no event handler and no address of another file."""
    if re.search(rb"<!(?:ENTITY|DOCTYPE[^>]*\[)|<\?xml-stylesheet", data, re.IGNORECASE):
        return False
    try:
        tree = ElementTree.fromstring(data.decode("utf-8"))  # noqa: S314 - entities were refused above
    except (ElementTree.ParseError, ValueError):
        return False
    return all(_is_harmless(node) for node in tree.iter())


def _is_harmless(node: ElementTree.Element) -> bool:
    if _local(str(node.tag)) in _SVG_NO or _SVG_ADDRESS.search(node.text or "") or "@import" in (node.text or ""):
        return False
    return all(_is_harmless_value(_local(name), value) for name, value in node.attrib.items())


def _is_harmless_value(name: str, value: str) -> bool:
    packed = re.sub(r"[\x00-\x20]+", "", value)
    if name.startswith("on") or "javascript:" in packed.lower() or _SVG_ADDRESS.search(value):
        return False
    return name not in ("href", "src") or _SVG_DATA.match(packed) is not None


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1].lower()
