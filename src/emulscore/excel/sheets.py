"""What a filled-in workbook is made of: whose its sheets are, and their rows by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from emulscore.errors import FileError, Refused
from emulscore.excel.layout import FORMAT, META, MOST_UNITS, Column, Pair, cell_name, column_of, tables_of
from emulscore.excel.opening import Cell, Grid, Opened
from emulscore.scheme import Scheme

__all__ = ["Sheet", "read_pairs"]

_LINES: Final = 3  # of the hidden sheet, before its units


def read_pairs(book: Opened, scheme: Scheme) -> tuple[Pair, ...]:
    """Return the sheets of each unit, as the hidden sheet names them.

    Raises:
        FileError: It is no template, one of another scheme (`other-scheme`), or of another version (`stale-template`).
    """
    if META not in book.names:
        raise FileError([Refused("not-a-template").problem(given=", ".join(book.names))])
    grid = book.grid(META, rows=MOST_UNITS + _LINES, columns=4)
    rows = sorted({row for row, _ in grid.cells})
    lines = [[_said(grid.at(row, column)) for column in range(4)] for row in rows]
    said = {line[0]: line[1] for line in lines}
    if said.get("format") != FORMAT:
        raise FileError([Refused("not-a-template").problem(given=said.get("format") or "")])
    if said.get("scheme") != scheme.id:
        raise FileError([Refused("other-scheme", other=said.get("scheme") or "", this=scheme.id).problem()])
    if said.get("fingerprint") != scheme.fingerprint:
        raise FileError([Refused("stale-template", scheme=scheme.id).problem(given=said.get("fingerprint") or "")])
    units = [line for line in lines if line[0] == "unit"]
    sheets = [name for line in units for name in line[1:3]]
    if not units or len(set(sheets)) < len(sheets):
        raise FileError([Refused("not-a-template").problem()])
    alone = len(units) == 1
    return tuple(
        Pair(line[1], line[2], line[3] or None, tables_of(scheme, None if alone else place))
        for place, line in enumerate(units, 1)
    )


def _said(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) and not cell.formula else ""


@frozen
class Sheet:
    """One sheet of one unit: its rows by their keys."""

    grid: Grid
    columns: tuple[Column, ...]
    rows: Mapping[str, int]

    def cell(self, key: str, column: str) -> Cell:
        """Return a cell by its row's key and its column's name."""
        return self.grid.at(self.rows[key], column_of(self.columns, column))

    def place(self, key: str, *columns: str) -> str:
        """Return the name of cells as people write it: `Số liệu!D7:E7`."""
        places = [column_of(self.columns, column) for column in columns]
        names = [cell_name(self.rows[key], place) for place in (min(places), max(places))]
        return f"{self.grid.name}!{':'.join(dict.fromkeys(names))}"
