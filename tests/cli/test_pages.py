"""The pages about the commands show what the commands print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from emulscore.cli.commands import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("cases.md", "command-line.md", "gains.md")


def printed(command: str, folder: Path) -> str:
    """Run a command as a reader would, in a terminal of 80 places."""
    kept = {name: value for name, value in os.environ.items() if name != "EMULSCORE_LANG"}
    done = subprocess.run(  # noqa: S603 - our own module, run by our own Python
        [sys.executable, "-m", "emulscore", *command.removeprefix("$ emulscore ").split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        cwd=folder,
        env={**kept, "LC_ALL": "C", "LANG": "C", "COLUMNS": "80"},
    )
    return done.stdout.strip("\n")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_its_commands_print(page: str, lang: str, tmp_path: Path) -> None:
    """The files of the page, given to its commands one after another, print what stands there."""
    shown, found = [], []
    for kind, title, body in FENCE.findall((DOCS / lang / page).read_text("utf-8")):
        if title:
            (tmp_path / title).write_text(body, "utf-8")
        elif kind == "console":
            command, _, output = body.partition("\n")
            shown.append((command, output.strip("\n")))
            found.append((command, printed(command, tmp_path)))
    assert shown
    assert found == shown


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_lists_every_command(lang: str) -> None:
    """No command is missing from the table of the page, and none stands there that is not one."""
    text = (DOCS / lang / "command-line.md").read_text("utf-8")
    listed = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    assert {name for cell in listed for name in re.findall(r"`([a-z][a-z-]*)`", cell)} == set(COMMANDS)
