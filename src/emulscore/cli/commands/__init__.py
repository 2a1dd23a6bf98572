"""The commands, one module for each, in the order in which the help lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from emulscore.cli.command import Command
from emulscore.cli.commands import demo, explain, rank, score

__all__ = ["COMMANDS"]

COMMANDS: Final[Mapping[str, Command]] = {
    command.name: command for command in (demo.COMMAND, score.COMMAND, rank.COMMAND, explain.COMMAND)
}
"""Every command by its name."""
