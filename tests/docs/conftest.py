"""What a reader meets on a page: its blocks of code, and what its commands print in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<body>.*?)(?:^(?P=indent)(?P=fence)[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
TITLE = re.compile(r" title=\"([^\"]+)\"$")
# The ward's own files, which the guide takes from the examples instead of showing them.
BESIDE = {"ward-and-commune.md": "phuong"}


class Block(NamedTuple):
    """A block of code: its language, the name of its file where it is one, its text, and its line on the page."""

    kind: str
    title: str
    body: str
    line: int


class Ran(NamedTuple):
    """A command, what the page shows of it, what it printed, and the code that it ended with."""

    command: str
    shown: str
    said: str
    code: int


class Followed(NamedTuple):
    """A page that was followed to the letter: the folder that was empty, and its commands in order."""

    folder: Path
    ran: list[Ran]


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a page; one that nobody closed reaches to its end."""
    for found in FENCE.finditer(text):
        info, title = found["info"].strip(), TITLE.search(found["info"])
        kind = info.removesuffix(title[0]) if title else info
        yield Block(kind.strip(), title[1] if title else "", found["body"], text.count("\n", 0, found.start()) + 1)


def ran(command: str, folder: Path) -> tuple[str, int]:
    """Run our own command as a reader would, in a terminal of 80 places."""
    kept = {name: value for name, value in os.environ.items() if name != "EMULSCORE_LANG"}
    done = subprocess.run(  # noqa: S603 - our own module, run by our own Python
        [sys.executable, "-m", "emulscore", *shlex.split(command)[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        cwd=folder,
        env={**kept, "LC_ALL": "C", "LANG": "C", "COLUMNS": "80"},
    )
    return done.stdout.strip("\n"), done.returncode


def _follow(page: Path, folder: Path) -> Followed:
    """Write the files of a page and run its commands, in order; a file in several parts is put together from them."""
    if page.name in BESIDE:
        beside = BESIDE[page.name]
        ignored = shutil.ignore_patterns("bo-tieu-chi.toml")
        shutil.copytree(ROOT / "examples" / beside, folder / beside, ignore=ignored)
    begun: set[str] = set()
    commands: list[Ran] = []
    for block in blocks_of(page.read_text("utf-8")):
        if block.title:
            path = folder / block.title
            path.write_text(f"{path.read_text('utf-8')}\n{block.body}" if block.title in begun else block.body, "utf-8")
            begun.add(block.title)
        elif block.kind == "console" and block.body.startswith("$ emulscore "):
            command, _, output = block.body.partition("\n")
            commands.append(Ran(command[2:], output.strip("\n"), *ran(command[2:], folder)))
        elif block.kind == "sh":
            ours = (line for line in block.body.splitlines() if line.startswith("emulscore "))
            commands.extend(Ran(line, "", *ran(line, folder)) for line in ours)
    return Followed(folder, commands)


@pytest.fixture(scope="session")
def follow(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Followed]:
    """Return what follows a page, once."""
    known: dict[Path, Followed] = {}

    def followed(page: Path) -> Followed:
        if page not in known:
            known[page] = _follow(page, tmp_path_factory.mktemp("page"))
        return known[page]

    return followed


@pytest.fixture(scope="session")
def blocks() -> Callable[[str], list[Block]]:
    """Return what finds the blocks of a page."""
    return lambda text: list(blocks_of(text))
