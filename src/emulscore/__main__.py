"""`python -m emulscore`: the same as the command `emulscore`."""

from __future__ import annotations

import sys

from emulscore.cli import main

if __name__ == "__main__":
    sys.exit(main())
