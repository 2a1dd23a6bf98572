"""A workbook as cells: opened with care, for it comes from outside, and never by a formula's cached value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from os import PathLike
from typing import IO, Any, Final
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from attrs import field, frozen

from emulscore.errors import FileError, Refused
from emulscore.limits import LIMITS, Limits
from emulscore.packed import Form, raw_of
from emulscore.words import Words

__all__ = ["Cell", "Grid", "Opened", "opened"]

_FORM: Final = Form(
    "XLSX",
    none=Words("không phải là tệp .xlsx, hoặc bị cắt cụt", "not an .xlsx file, or cut off"),
    old=Words("tệp kiểu cũ .xls; hãy lưu lại thành .xlsx", "an old .xls file; save it as .xlsx"),
)


@frozen
class Cell:
    """What stands in one cell.

    Attributes:
        value: The value; None where it is empty.
        formula: Whether it is worked out by a formula; then *value* is the formula.
        percent: Whether it is shown as a percentage, so that 99.8% is held as 0.998.
    """

    value: object = None
    formula: bool = False
    percent: bool = False


@frozen
class Grid:
    """The cells of a sheet that are looked at, and the ranges that are merged.

    Attributes:
        name: The sheet's name.
        cells: The cells that are not empty, by row and column from 0.
        merged: The merged ranges: first row, first column, last row, last column.
        lines: How many rows were gone through.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell] = field(repr=False)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    lines: int = 0

    def at(self, row: int, column: int) -> Cell:
        """Return a cell, an empty one where there is nothing."""
        return self.cells.get((row, column), Cell())


@frozen
class Opened:
    """An open workbook."""

    _book: Any = field(repr=False)
    _zip: ZipFile = field(repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its sheets."""
        return tuple(self._book.sheetnames)

    def grid(self, name: str, *, rows: int, columns: int) -> Grid:
        """Read the first rows and columns of a sheet.

        Raises:
            FileError: The sheet is broken.
        """
        with _FORM.broken():
            sheet = self._book[name]
            found: dict[tuple[int, int], Cell] = {}
            lines = 0
            for line in sheet.iter_rows(min_row=1, max_row=rows, max_col=columns):
                lines += 1
                found |= {(cell.row - 1, cell.column - 1): _cell(cell) for cell in line if cell.value is not None}
            with self._zip.open(sheet._worksheet_path) as part:  # noqa: SLF001 - says which part of the file it is
                return Grid(name, found, tuple(_merged(part)), lines)


def _cell(cell: Any) -> Cell:  # noqa: ANN401 - a cell without types
    value = cell.value
    if isinstance(value, str) and not value.strip():
        value = None
    if cell.data_type == "f":
        return Cell(getattr(value, "text", None) or str(value), formula=True)
    return Cell(value, percent="%" in (cell.number_format or ""))


def _merged(part: IO[bytes]) -> Iterator[tuple[int, int, int, int]]:
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - an extra: the library works without it

    for _, element in iterparse(part):  # noqa: S314 - as above
        if element.tag.endswith("}mergeCell"):
            left, top, right, bottom = range_boundaries(element.get("ref"))
            yield top - 1, left - 1, bottom - 1, right - 1
        element.clear()


@contextmanager
def opened(source: str | PathLike[str], *, limits: Limits = LIMITS) -> Iterator[Opened]:
    """Open a workbook.

    Args:
        source: The file.
        limits: How much of the file is read.

    Raises:
        FileError: With the code `unreadable`, `file-too-large`, `encrypted`, `unpacks-too-large` or `missing-extra`.
    """
    raw = raw_of(source, limits, _FORM)
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra: the library works without it
    except ModuleNotFoundError:
        raise FileError([Refused("missing-extra", extra="excel").problem()]) from None
    with _FORM.broken():
        archive = ZipFile(BytesIO(raw))
    with archive:
        with _FORM.broken():
            _FORM.check(archive, limits)
            book = load_workbook(BytesIO(raw), read_only=True, keep_links=False)
        try:
            yield Opened(book, archive)
        finally:
            book.close()
