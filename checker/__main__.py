"""`python -m checker` is the command."""

import sys

from checker.frontends.cli import main

sys.exit(main())
