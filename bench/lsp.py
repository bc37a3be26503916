"""How long an editor waits: from a typed letter in a lesson of some 2,000 words to the diagnostics, when warm.

    python bench/lsp.py [--lesson FILE] [--times 20]

The peer, in the same run, is `manymeans check` on the same lesson as a new process. Without a lesson, the samples in
`curriculum/` are put together until there are enough words. The pause that the server makes while somebody types is
part of the wait.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parents[1]
WORDS = 2_000


def sample() -> str:
    """A lesson of some 2,000 words made of the project's own samples."""
    parts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "curriculum").rglob("*.md"))]
    text = ""
    for part in parts * 20:
        if len(text.split()) >= WORDS:
            break
        text += "\n\n" + part.split("---\n", 2)[-1]
    return " ".join(text.splitlines(keepends=True)[:1]) + text


async def waits(path: Path, text: str, times: int) -> list[float]:
    """Seconds from each typed letter to the diagnostics for it; the check on opening is left out."""
    client = LanguageClient("bench", "1")
    told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        told.put_nowait(params)

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    await client.start_io(sys.executable, "-m", "checker", "lsp", env=environment)
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=path.parent.as_uri()))
    client.initialized(types.InitializedParams())
    item = types.TextDocumentItem(path.as_uri(), "markdown", 0, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await told.get()
    found = []
    for version in range(1, times + 1):
        change = types.TextDocumentContentChangeWholeDocument(text + "x" * version)
        began = time.perf_counter()
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, path.as_uri()), [change])
        )
        while (await told.get()).version != version:
            pass
        found.append(time.perf_counter() - began)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lesson", type=Path)
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    text = options.lesson.read_text(encoding="utf-8") if options.lesson else sample()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lesson.md")
        path.write_text(text, encoding="utf-8")
        found = asyncio.run(waits(path, text, options.times))
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "checker", "check", str(path)], cwd=ROOT, capture_output=True, check=False
        )
        peer = time.perf_counter() - began
    middle = statistics.median(found)
    print(f"{len(text.split())} words, {len(found)} changes")
    print(f"typed letter to diagnostics: min {min(found):.2f} s, median {middle:.2f} s, max {max(found):.2f} s")
    print(f"manymeans check as a new process: {peer:.2f} s; the editor waits {middle / peer:.2f} of that")
    return 0


if __name__ == "__main__":
    sys.exit(main())
