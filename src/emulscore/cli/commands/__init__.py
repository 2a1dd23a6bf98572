"""The commands, one module for each, in the order in which the help lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from emulscore.cli.command import Command
from emulscore.cli.commands import (
    audit,
    check,
    demo,
    derive,
    diff,
    explain,
    gains,
    import_,
    rank,
    reach,
    receipt,
    report,
    schema,
    score,
    score_table,
    show,
    sql,
    template,
    test,
    verify,
)

__all__ = ["COMMANDS"]

_LISTED: Final = (
    demo,
    score,
    audit,
    explain,
    gains,
    reach,
    rank,
    score_table,
    sql,
    report,
    template,
    import_,
    receipt,
    verify,
    check,
    test,
    derive,
    diff,
    show,
    schema,
)

COMMANDS: Final[Mapping[str, Command]] = {module.COMMAND.name: module.COMMAND for module in _LISTED}
"""Every command by its name."""
