"""A workbook's sheets as tables: numbers as people see them, never by a formula's kept result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import product
from math import prod
from os import PathLike
from typing import Final

from emulscore.annex.grid import Cell, Source, Table, letter, too_large
from emulscore.days import show_day
from emulscore.errors import Refused
from emulscore.excel.opening import Cell as Typed
from emulscore.excel.opening import Grid, opened
from emulscore.excel.raw import exact
from emulscore.limits import Limits
from emulscore.words import nfc

__all__ = ["book_source"]

_FINEST: Final = 6
"""The most decimals of a number in a cell that is not for points: 99.1234% is held as 0.991234."""


def book_source(source: str | PathLike[str], limits: Limits) -> Source:
    """Read the sheets of a workbook.

    Raises:
        FileError: The file cannot be read, or its sheets are too large.
    """
    tables, left = [], limits.cells
    with opened(source, limits=limits) as book:
        for name in book.names:
            grid = book.grid(name, rows=limits.rows, columns=limits.columns)
            left -= max(
                grid.lines, prod(_size(grid)), sum(len(rows) * len(columns) for _, rows, columns in _merged(grid))
            )
            if left < 0:
                raise too_large(limits, name)
            tables.append(Table(name, _rows(grid)))
    return Source(tuple(tables), joined=False)


def _size(grid: Grid) -> tuple[int, int]:
    """Return how many rows and columns hold something."""
    return max((row for row, _ in grid.cells), default=-1) + 1, max(
        (column for _, column in grid.cells), default=-1
    ) + 1


def _merged(grid: Grid) -> Iterator[tuple[Typed, range, range]]:
    """Yield the first cell of each merged range, and the rows and columns of it that hold something."""
    height, width = _size(grid)
    for top, left, bottom, right in grid.merged:
        yield grid.at(top, left), range(top, min(bottom + 1, height)), range(left, min(right + 1, width))


def _rows(grid: Grid) -> tuple[tuple[Cell, ...], ...]:
    height, width = _size(grid)
    heads = {place: _text(first) for first, rows, columns in _merged(grid) for place in product(rows, columns)}
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
        return show_day(value)
    try:
        return nfc(str(value if cell.formula else exact(cell, _FINEST, percent=True))).strip()
    except Refused:
        return str(value)
