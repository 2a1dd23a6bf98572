"""The page about the commands lists them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emulscore.cli.commands import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_lists_every_command(lang: str) -> None:
    """No command is missing from the table of the page, and none stands there that is not one."""
    text = (DOCS / lang / "command-line.md").read_text("utf-8")
    listed = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    assert {name for cell in listed for name in re.findall(r"`([a-z][a-z-]*)`", cell)} == set(COMMANDS)
