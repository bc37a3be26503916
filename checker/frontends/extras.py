"""How to add a part that is not installed: the command for this very environment."""

import os
import sys


def install_step(extra: str) -> str:
    """What to do to have an extra. It works for an environment without pip of its own, and in every shell."""
    python = "py" if os.name == "nt" else "python3"
    return f'In your copy of ManyMeans: `{python} -m pip --python "{sys.prefix}" install ".[{extra}]"`.'
