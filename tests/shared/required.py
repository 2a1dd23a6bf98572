"""What a test needs beyond the core: where it is missing the test is skipped, or fails where all of it must be there."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import NoReturn

import pytest


def all_required() -> bool:
    """Say whether EMULSCORE_ENGINES=required asks for every engine, package and program."""
    return os.environ.get("EMULSCORE_ENGINES") == "required"


def missing(reason: str) -> NoReturn:
    """Skip a test or a file and say what is missing; fail where all is required."""
    if all_required():
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)


def needs(*packages: str) -> None:
    """Go on only where packages are installed."""
    for package in packages:
        if find_spec(package) is None:
            missing(f"{package} is not installed")
