"""Tables of units as files, batch by batch: a long one is never held in memory.

Every cell of a CSV file is text, so that no number goes through a float. An Excel workbook and a CSV file have one table, the
first sheet and the first line with the names of the columns.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO, StringIO
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Final

from attrs import frozen

from emulscore.cli.command import InputError, UsageError
from emulscore.errors import Refused
from emulscore.words import Lang, Words

__all__ = ["FORMATS", "Read", "read_table", "table_writer"]

FORMATS: Final = (".csv", ".parquet", ".xlsx")
"""The suffixes of tables."""
ROWS: Final = 2**18
"""So many rows are scored at once."""
_BYTES: Final = 2**24  # of a CSV file, read at once
_SHEET: Final = 2**20 - 1  # the rows of a sheet, without the names of the columns
_SUFFIX: Final = Words(
    "không biết định dạng của tệp {}; cần đuôi {}", "the format of {} is not known; give one of the suffixes {}"
)
_NO_PACKAGE: Final = Words("việc này cần {}: pip install {}", "this needs {}: pip install {}")
_UNREADABLE: Final = Words("không đọc được bảng {}: {}", "the table {} cannot be read: {}")
_TOO_LONG: Final = Words(
    "một trang Excel có không quá {} dòng: ghi ra .csv hoặc .parquet",
    "a sheet of Excel has at most {} rows: write .csv or .parquet",
)


def _arrow(module: str = "pyarrow") -> Any:  # noqa: ANN401 - a package that may be missing
    return import_module(module)


def _suffix(path: str, lang: Lang) -> str:
    suffix = PurePath(path).suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(_SUFFIX.text(lang).format(path, ", ".join(FORMATS)))
    if find_spec("pyarrow") is None:  # no extra brings it: any engine of tables may
        raise InputError(_NO_PACKAGE.text(lang).format("pyarrow", "pyarrow"))
    if suffix == ".xlsx" and any(find_spec(package) is None for package in ("openpyxl", "xlsxwriter")):
        raise Refused("missing-extra", extra="excel")
    return suffix


# --- reading ----------------------------------------------------------------------------------------------------------


@frozen
class Read:
    """A table that is being read.

    Attributes:
        columns: The names of its columns.
        batches: Its rows, some at a time, as Arrow tables.
        done: Says which part of the file has been read, from 0 to 1.
    """

    columns: list[str]
    batches: Iterator[Any]
    done: Callable[[], float]


@contextmanager
def read_table(path: str, lang: Lang) -> Iterator[Read]:
    """Read a table.

    Raises:
        UsageError: Its suffix is not known.
        InputError: It cannot be read, or a package that reads it is not installed.
    """
    suffix = _suffix(path, lang)

    def said(batches: Iterator[Any]) -> Iterator[Any]:
        try:
            yield from batches
        except Exception as error:  # noqa: BLE001 - as below
            raise InputError(_UNREADABLE.text(lang).format(path, error)) from None

    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below
        read = _READERS[suffix](file)
    except Exception as error:  # noqa: BLE001 - readers have errors of their own, without a common class
        raise InputError(_UNREADABLE.text(lang).format(path, error)) from None
    with closing(file):
        yield Read(read.columns, said(read.batches), read.done)


def _parquet(file: BinaryIO) -> Read:
    parquet = _arrow("pyarrow.parquet").ParquetFile(file)
    rows, seen = parquet.metadata.num_rows, [0]

    def batches() -> Iterator[Any]:
        for batch in parquet.iter_batches(ROWS):
            seen[0] += batch.num_rows
            yield _arrow().Table.from_batches([batch])
        if not rows:
            yield parquet.schema_arrow.empty_table()

    return Read(parquet.schema_arrow.names, batches(), lambda: seen[0] / rows if rows else 1)


def _csv(file: BinaryIO) -> Read:
    arrow, arrow_csv = _arrow(), _arrow("pyarrow.csv")
    with open(file.fileno(), encoding="utf-8-sig", newline="", closefd=False) as text:
        names = next(csv.reader(text), [])
    file.seek(0)
    size = os.fstat(file.fileno()).st_size
    reader = arrow_csv.open_csv(
        file,
        read_options=arrow_csv.ReadOptions(block_size=_BYTES),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, arrow.string()), strings_can_be_null=True, null_values=[""]
        ),
    )

    def batches() -> Iterator[Any]:
        yield from (arrow.Table.from_batches([batch]) for batch in reader)

    return Read(reader.schema.names, batches(), lambda: file.tell() / size)


def _xlsx(file: BinaryIO) -> Read:
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    book = load_workbook(file, read_only=True, data_only=True)
    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if any(cell is not None for cell in row)]
    book.close()
    named = [(place, str(name)) for place, name in enumerate(rows[0] if rows else ()) if name is not None]
    columns = {name: _column([row[place] if place < len(row) else None for row in rows[1:]]) for place, name in named}
    return Read([*columns], iter([_arrow().table(columns)]), lambda: 1.0)


def _column(cells: list[Any]) -> Any:  # noqa: ANN401 - an Arrow column
    """Return the cells of a column: numbers, days, yes and no where all of them are, else text."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds <= {int, float} or len(kinds) == 1:
        return _arrow().array(cells)
    return _arrow().array([None if cell is None else _text(cell) for cell in cells], _arrow().string())


def _text(cell: object) -> str:
    """Return a cell as people type it: a decimal comma, the day without a clock."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y")
    return repr(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


_READERS: Final[Mapping[str, Callable[[BinaryIO], Read]]] = {".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx}


# --- writing ----------------------------------------------------------------------------------------------------------


@contextmanager
def table_writer(path: str, lang: Lang) -> Iterator[Callable[[Any], None]]:
    """Give what writes a table batch by batch.

    Raises:
        UsageError: The suffix is not known.
        InputError: A package that writes it is not installed, or the format has no room for so many rows.
    """
    suffix = _suffix(path, lang)
    if suffix == ".xlsx":
        yield from _sheet(path, lang)
        return
    with Path(path).open("wb") as file:
        if suffix == ".parquet":
            yield from _into_parquet(file)
        else:
            yield csv_writer(file)


def _into_parquet(file: BinaryIO) -> Iterator[Callable[[Any], None]]:
    writers: list[Any] = []

    def write(table: Any) -> None:  # noqa: ANN401 - an Arrow table
        if not writers:
            writers.append(_arrow("pyarrow.parquet").ParquetWriter(file, table.schema))
        writers[0].write_table(table)

    try:
        yield write
    finally:
        for writer in writers:
            writer.close()


def csv_writer(file: BinaryIO) -> Callable[[Any], None]:
    """Return what writes tables as CSV, exact, with the names of the columns once."""
    fresh = [True]

    def write(table: Any) -> None:  # noqa: ANN401 - an Arrow table
        if fresh[0]:
            line = StringIO()
            csv.writer(line, lineterminator="\n").writerow(table.column_names)
            file.write(line.getvalue().encode())
            fresh[0] = False
        file.write(_lines(_plain(table)))

    return write


def _lines(table: Any) -> bytes:  # noqa: ANN401 - an Arrow table
    """Return rows as CSV: without quotes where no cell needs them."""
    try:
        return _quoted(table, "none")
    except _arrow().ArrowInvalid:  # a cell holds one of the signs of CSV
        return _quoted(table, "needed")


def _quoted(table: Any, style: str) -> bytes:  # noqa: ANN401 - an Arrow table
    arrow_csv, into = _arrow("pyarrow.csv"), BytesIO()
    arrow_csv.write_csv(table, into, arrow_csv.WriteOptions(include_header=False, quoting_style=style))
    return into.getvalue()


def _plain(table: Any) -> Any:  # noqa: ANN401 - an Arrow table
    """Return a table whose coded columns are texts."""
    arrow = _arrow()
    for place, field in enumerate(table.schema):
        if arrow.types.is_dictionary(field.type):
            table = table.set_column(place, field.name, table.column(place).cast(field.type.value_type))
    return table


def _sheet(path: str, lang: Lang) -> Iterator[Callable[[Any], None]]:
    from xlsxwriter import Workbook  # noqa: PLC0415 - an extra

    with closing(Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})) as book:
        sheet, done = book.add_worksheet(), [0]

        def write(table: Any) -> None:  # noqa: ANN401 - an Arrow table
            if not done[0]:
                sheet.write_row(0, 0, table.column_names)
            if done[0] + table.num_rows > _SHEET:
                raise InputError(_TOO_LONG.text(lang).format(_SHEET))
            for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
                done[0] += 1
                sheet.write_row(done[0], 0, row)

        yield write
