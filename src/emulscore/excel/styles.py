"""How workbooks look: fonts, colours, borders, A4, and rows as tall as their text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from math import ceil
from os import PathLike
from pathlib import Path
from typing import Any, Final

from emulscore.errors import FileError, Refused

__all__ = ["Book", "height", "lines_of", "set_page"]

_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_BOX: Final = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}
_YELLOW: Final = {**_BOX, "bg_color": "#FFF2CC", "locked": False}
_STYLES: Final[dict[str, dict[str, object]]] = {
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "title left": {"bold": True, "font_size": 14},
    "about": {"italic": True, "align": "center", "text_wrap": True},
    "note": {"italic": True, "text_wrap": True},
    "label": {"bold": True, "align": "right"},
    "label left": {"bold": True},
    "head": {**_BOX, "bold": True, "align": "center", "bg_color": "#D9E2F3"},
    "text": {**_BOX},
    "how": {**_BOX, "font_size": 10},
    "text number": {**_BOX, "align": "center"},
    "group": {**_BOX, "bold": True, "bg_color": "#EDEDED"},
    "group number": {**_BOX, "bold": True, "bg_color": "#EDEDED", "align": "center"},
    "total": {**_BOX, "bold": True, "bg_color": "#D9E2F3"},
    "total number": {**_BOX, "bold": True, "bg_color": "#D9E2F3", "align": "center"},
    "asks": {**_BOX, "font_color": "#C00000"},
    "asks number": {**_BOX, "font_color": "#C00000", "align": "center"},
    "closed": {**_BOX, "bg_color": "#EDEDED"},
    "whole": {**_YELLOW, "num_format": "#,##0", "align": "right"},
    "decimal": {**_YELLOW, "num_format": "General", "align": "right"},
    "date": {**_YELLOW, "num_format": "dd/mm/yyyy", "align": "center"},
    # Text cells keep what is typed: "99,8%" stays those five characters, and "1/2" does not become a day.
    "list": {**_YELLOW, "num_format": "@"},
    "entry": {**_YELLOW, "num_format": "@"},
    "entry top": {**_YELLOW, "num_format": "@", "valign": "top"},
    "plain": {},
}
_MADE: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed time without a zone: same input, same bytes
_LEADING: Final = 1.3  # height of a line in sizes of its font
_PER_WIDTH: Final = 12.6  # characters in a unit of width, times the size of the font
_ROOM: Final = 3
_MM: Final = 1 / 25.4
_TALLEST: Final = 409  # points; Excel takes no more


def _xlsxwriter() -> Any:  # noqa: ANN401 - a module without types
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra: the library works without it
    except ModuleNotFoundError:
        raise FileError([Refused("missing-extra", extra="excel").problem()]) from None
    return xlsxwriter


class Book:
    """A workbook in memory, written to its place when it is whole."""

    def __init__(self) -> None:
        self._made = BytesIO()
        # Texts stay texts: neither formulas, numbers nor links are made of them.
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self.book = _xlsxwriter().Workbook(self._made, options)
        self.book.set_properties({"created": _MADE})
        self._formats: dict[str, Any] = {}

    def style(self, name: str) -> Any:  # noqa: ANN401 - a format without types
        """Return a format by its name, made once."""
        if name not in self._formats:
            self._formats[name] = self.book.add_format({**_FONT, **_STYLES[name]})
        return self._formats[name]

    def sheet(self, name: str) -> Any:  # noqa: ANN401 - a sheet without types
        """Add a sheet."""
        return self.book.add_worksheet(name)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the workbook."""
        self.book.close()
        Path(path).write_bytes(self._made.getvalue())


def set_page(sheet: Any, *, head: int, columns: int, rows: int, repeat: int = 1, pages: int = 1) -> None:  # noqa: ANN401 - as above
    """Make a sheet print on A4, landscape, one page wide, its heading on every page; margins as of official papers.

    Args:
        sheet: The sheet.
        head: The row of the heading, from 0.
        columns: How many columns are printed.
        rows: How many rows.
        repeat: How many rows the heading has.
        pages: How many pages it is wide; on each of several stand the first two columns.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=30 * _MM, right=15 * _MM, top=20 * _MM, bottom=20 * _MM)
    sheet.fit_to_pages(pages, 0)
    if pages > 1:
        sheet.repeat_columns(0, 1)
    sheet.repeat_rows(head, head + repeat - 1)
    sheet.print_area(0, 0, max(rows - 1, head), columns - 1)
    sheet.set_header('&C&"Times New Roman"&13&P')
    sheet.center_horizontally()


def lines_of(text: str, width: float, *, points: float = 12) -> int:
    """Return how many lines a text takes in a column, on the safe side.

    Args:
        text: The text.
        width: The column's width.
        points: The size of the font.
    """
    room = max(int(width * _PER_WIDTH / points), 1)
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    lines, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        if used > room:  # a word longer than the line is broken
            lines, used = lines + ceil(used / room) - 1, (used - 1) % room + 1
    return lines


def height(*cells: tuple[str, float, float]) -> float:
    """Return the height of a row from its texts, their widths and their sizes; not every program works it out itself."""
    tall = (lines_of(text, width, points=points) * points * _LEADING for text, width, points in cells)
    return min(round(max(tall), 2) + _ROOM, _TALLEST)
