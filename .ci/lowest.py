"""Prints the lowest versions that pyproject.toml declares, as constraints: `python .ci/lowest.py [EXTRA...]`.

Without an extra, those of the core. What stands in two places with different bounds is a fault: one place would be wrong.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BOUND = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?\s*>=\s*([0-9][^,;\s]*)")


def lowest(pyproject: str, extras: Iterable[str]) -> list[str]:
    """Return a pin for each requirement of the core and of the extras, sorted.

    Raises:
        ValueError: A requirement has no lower bound, or two of them.
    """
    project = tomllib.loads(pyproject)["project"]
    groups = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    pins: dict[str, str] = {}
    for requirement in (one for group in groups for one in group):
        match = _BOUND.match(requirement)
        if match is None:
            msg = f"no lower bound: {requirement}"
            raise ValueError(msg)
        name = re.sub(r"[-_.]+", "-", match[1]).lower()
        if pins.setdefault(name, match[2]) != match[2]:
            msg = f"two lower bounds: {name} {pins[name]} and {match[2]}"
            raise ValueError(msg)
    return [f"{name}=={version}" for name, version in sorted(pins.items())]


if __name__ == "__main__":
    sys.stdout.writelines(f"{pin}\n" for pin in lowest((ROOT / "pyproject.toml").read_text("utf-8"), sys.argv[1:]))
