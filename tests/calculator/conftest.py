"""The Python side of the calculator, without a browser."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any, Final

import pytest

CALCULATOR: Final = Path(__file__).parent.parent.parent / "docs" / "calculator"


@pytest.fixture(scope="session")
def bridge() -> Any:
    """Import the package as the page does: from the folder that holds it."""
    sys.path.insert(0, str(CALCULATOR))
    try:
        return importlib.import_module("bridge")
    finally:
        sys.path.remove(str(CALCULATOR))


@pytest.fixture
def session(bridge: Any) -> Any:
    """Sit down at the calculator with the scheme of the town open."""
    found = bridge.Session()
    found.open(lang="vi", id="nga-nam-2023")
    return found
