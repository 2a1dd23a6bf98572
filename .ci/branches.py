"""Runs the tests and names the branches of the library that none of them took; fails below the share that holds.

`python .ci/branches.py` runs the whole suite in one process; what is written after it goes to pytest, such as `-n 2` where
pytest-xdist is installed. Programs that the tests start are measured too. The share stands in pyproject.toml.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def coverage(*words: str) -> int:
    """Run coverage.py on the project, and return how it ended."""
    return subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, check=False).returncode  # noqa: S603 - our own words


def main(words: list[str]) -> int:
    """Measure from the start; 0 where the tests hold and the share is reached."""
    coverage("erase")
    tests = coverage("run", "-m", "pytest", "-q", "-p", "no:cacheprovider", *words)
    coverage("combine", "--quiet")
    return tests or coverage("report")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
