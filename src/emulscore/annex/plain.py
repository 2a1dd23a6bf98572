"""A text whose cells are parted by tabs, as a table is pasted from Word: a cell of several lines breaks its row."""

from __future__ import annotations

import re
from typing import Final

from attrs import define

from emulscore.annex.grid import Cell, Source, Table, too_large
from emulscore.errors import Location
from emulscore.limits import LIMITS, Limits
from emulscore.words import nfc

__all__ = ["text_source"]

_NUMBER: Final = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVXLC]{1,6}[.)]?|[A-ZĐ][.)]?)\s*")


def text_source(text: str, file: str | None = None, *, limits: Limits = LIMITS) -> Source:
    """Split a text into the cells of one table, and what stands around it.

    A row goes on in the next line where it has fewer cells than the first row and the line does not begin with a
    number of its own; a line without a tab inside a row belongs to the cell that it follows.

    Raises:
        FileError: The table is too large.
    """
    rows: list[list[_Growing]] = []
    outside: list[str] = []
    width = 0
    for number, line in enumerate(nfc(text).splitlines(), 1):
        if line.count("\t") >= limits.columns:
            raise too_large(limits)
        cells = _cells(line, number, file)
        if not line.strip():
            continue
        if not rows and len(cells) == 1:
            outside.append(line.strip())
            continue
        width = width or len(cells)
        if rows and _goes_on(rows[-1], cells, width):
            rows[-1][-1].texts += cells[0].texts
            rows[-1] += cells[1:]
        elif len(cells) == 1:
            outside.append(line.strip())
        else:
            rows.append(cells)
            if len(rows) > limits.rows:
                raise too_large(limits)
    if sum(map(len, rows)) > limits.cells:
        raise too_large(limits)
    whole = tuple(tuple(cell.whole() for cell in row) for row in rows)
    return Source((Table("", whole),) if rows else (), tuple(outside))


@define
class _Growing:
    """A cell that may go on in the next line: put together once, since it may have as many lines as the file."""

    texts: list[str]
    place: Location

    def whole(self) -> Cell:
        text = "\n".join(filter(None, self.texts))
        return Cell(text, text, place=self.place)


def _cells(line: str, number: int, file: str | None) -> list[_Growing]:
    found, column = [], 1
    for text in line.split("\t"):
        found.append(_Growing([text.strip()], Location(number, column, file)))
        column += len(text) + 1
    return found


def _goes_on(row: list[_Growing], cells: list[_Growing], width: int) -> bool:
    """Say whether a line goes on with the last cell of the row before it."""
    first = cells[0].texts[0]
    if len(row) < width and len(row) + len(cells) - 1 <= width:
        return not _NUMBER.fullmatch(first) or len(cells) == 1
    return len(cells) == 1 and any(row[-1].texts) and first[0] in "-+•*;"
