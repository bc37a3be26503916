"""Runs the command line: `python -m checker`."""

import sys
from pathlib import Path

import checker

# Python, started in this way, looks for packages in the working folder first; nothing is imported from lessons.
_here, _home = Path.cwd().resolve(), Path(checker.__file__).resolve().parents[1]
if _here != _home:
    sys.path[:] = [folder for folder in sys.path if folder and Path(folder).resolve() != _here]

from checker.frontends.cli import main  # noqa: E402 - what is imported here must not come from the working folder

if __name__ == "__main__":
    sys.exit(main())
