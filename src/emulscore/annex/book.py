"""A workbook's sheets as tables: numbers as people see them, never by a formula's kept result."""

from __future__ import annotations

from datetime import date, datetime
from os import PathLike
from typing import Final

from emulscore.annex.grid import MOST_COLUMNS, MOST_ROWS, Cell, Source, Table, letter
from emulscore.errors import Refused
from emulscore.evidence.document import shown_day
from emulscore.excel.opening import Cell as Typed
from emulscore.excel.opening import Grid, opened
from emulscore.excel.raw import exact
from emulscore.words import nfc

__all__ = ["book_source"]

_FINEST: Final = 6
"""The most decimals of a number in a cell that is not for points: 99.1234% is held as 0.991234."""


def book_source(source: str | PathLike[str], limit: int) -> Source:
    """Read the sheets of a workbook.

    Raises:
        FileError: The file cannot be read.
    """
    with opened(source, limit=limit) as book:
        grids = [book.grid(name, rows=MOST_ROWS, columns=MOST_COLUMNS) for name in book.names]
    return Source(tuple(Table(grid.name, _rows(grid)) for grid in grids), joined=False)


def _rows(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    height = max((row for row, _ in grid.cells), default=-1) + 1
    width = max((column for _, column in grid.cells), default=-1) + 1
    heads = {}
    for top, left, bottom, right in grid.merged:
        text = _text(grid.at(top, left))
        for row in range(top, min(bottom, height - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                heads[row, column] = text
    return tuple(
        tuple(_cell(grid, row, column, heads.get((row, column))) for column in range(width)) for row in range(height)
    )


def _cell(grid: Grid, row: int, column: int, head: str | None) -> Cell:
    typed = grid.at(row, column)
    text = _text(typed)
    return Cell(text, text if head is None else head, path=f"{grid.name}!{letter(column)}{row + 1}", typed=typed)


def _text(cell: Typed) -> str:
    """Return what a person sees in a cell; of a formula, the formula."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return shown_day(value)
    try:
        return nfc(str(value if cell.formula else exact(cell, _FINEST, percent=True))).strip()
    except Refused:
        return str(value)
