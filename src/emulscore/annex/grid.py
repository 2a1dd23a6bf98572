"""A table of any source: cells with their texts, and where each stands."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from emulscore.errors import FileError, Location, Problem, Refused
from emulscore.excel.opening import Cell as Typed
from emulscore.limits import Limits

__all__ = ["Cell", "Source", "Table", "letter", "too_large"]

_LETTERS: Final = 26


def letter(column: int) -> str:
    """Return the letter of a column, from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    text = ""
    column += 1
    while column:
        column, place = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + place) + text
    return text


def too_large(limits: Limits, path: str | None = None) -> FileError:
    """Return the error for tables that are larger than those of any annex."""
    refused = Refused("table-too-large", rows=limits.rows, columns=limits.columns, cells=limits.cells)
    return FileError([refused.problem(path=path)])


@frozen
class Cell:
    """One cell.

    Attributes:
        text: Its text; empty where a merged cell goes on.
        head: The text of the merged cell that it belongs to.
        path: Where it stands, such as `Bảng 1!D5`; None in a text.
        place: The line and column of a text.
        typed: What a workbook holds there.
    """

    text: str = ""
    head: str = ""
    path: str | None = None
    place: Location | None = None
    typed: Typed | None = field(default=None, repr=False)

    def problem(self, refused: Refused, *, row: str | None = None, given: object = None) -> Problem:
        """Say what is wrong here."""
        found = refused.problem(row=row, given=self.text if given is None else given, path=self.path)
        return Problem(
            found.code, row=found.row, given=found.given, path=found.path, params=found.params, place=self.place
        )


@frozen
class Table:
    """A table.

    Attributes:
        name: What it is called.
        rows: Its rows; a short one lacks its last cells.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)


@frozen
class Source:
    """What a file holds.

    Attributes:
        tables: Its tables, in order.
        outside: Its texts outside tables.
        problems: What was not taken as it stands, such as changes that are still marked.
        joined: Whether several tables may be one that was cut.
    """

    tables: tuple[Table, ...]
    outside: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    joined: bool = True
