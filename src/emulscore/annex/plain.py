"""A text whose cells are parted by tabs, as a table is pasted from Word: a cell of several lines breaks its row."""

from __future__ import annotations

import re
from typing import Final

from attrs import evolve

from emulscore.annex.grid import MOST_COLUMNS, MOST_ROWS, Cell, Source, Table
from emulscore.errors import FileError, Location, Refused
from emulscore.words import nfc

__all__ = ["text_source"]

_NUMBER: Final = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVXLC]{1,6}[.)]?|[A-ZĐ][.)]?)\s*")


def text_source(text: str, file: str | None = None) -> Source:
    """Split a text into the cells of one table, and what stands around it.

    A row goes on in the next line where it has fewer cells than the first row and the line does not begin with a
    number of its own; a line without a tab inside a row belongs to the cell that it follows.

    Raises:
        FileError: The text is too long.
    """
    rows: list[list[Cell]] = []
    outside: list[str] = []
    width = 0
    for number, line in enumerate(nfc(text).splitlines(), 1):
        cells = _cells(line, number, file)
        if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise FileError([Refused("wrong-value", expected=f"≤ {MOST_ROWS} × {MOST_COLUMNS}").problem()])
        if not line.strip():
            continue
        if not rows and len(cells) == 1:
            outside.append(line.strip())
            continue
        width = width or len(cells)
        if rows and _goes_on(rows[-1], cells, width):
            rows[-1] = [*rows[-1][:-1], _joined(rows[-1][-1], cells[0]), *cells[1:]]
        elif len(cells) == 1:
            outside.append(line.strip())
        else:
            rows.append(cells)
    return Source((Table("", tuple(map(tuple, rows))),) if rows else (), tuple(outside))


def _cells(line: str, number: int, file: str | None) -> list[Cell]:
    found, column = [], 1
    for text in line.split("\t"):
        found.append(Cell(text.strip(), text.strip(), place=Location(number, column, file)))
        column += len(text) + 1
    return found


def _goes_on(row: list[Cell], cells: list[Cell], width: int) -> bool:
    """Say whether a line goes on with the last cell of the row before it."""
    if len(row) < width and len(row) + len(cells) - 1 <= width:
        return not _NUMBER.fullmatch(cells[0].text) or len(cells) == 1
    return len(cells) == 1 and bool(row[-1].text) and cells[0].text[0] in "-+•*;"


def _joined(one: Cell, other: Cell) -> Cell:
    text = f"{one.text}\n{other.text}" if one.text else other.text
    return evolve(one, text=text, head=text)
