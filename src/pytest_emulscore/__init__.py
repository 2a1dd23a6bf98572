"""Collects `*.cases.toml` beside scheme files as tests; the library is loaded only where there is such a file.

pytest loads this module in every run of everybody who has emulscore installed, so it stands outside of the package and
imports nothing of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

__all__ = ["pytest_collect_file"]

_ENDS = (".cases.toml", ".cases.json", ".cases.yaml", ".cases.yml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of cases."""
    if not file_path.name.endswith(_ENDS):
        return None
    from pytest_emulscore.collected import CasesFile  # noqa: PLC0415 - the library is loaded from here on

    return CasesFile.from_parent(parent, path=file_path)
