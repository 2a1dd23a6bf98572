"""The units that are scored: a file for one, a workbook of some, a folder of workbooks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attrs import evolve

from emulscore.assessment import Assessment
from emulscore.cli.command import Argument, UsageError
from emulscore.cli.output import is_folder
from emulscore.errors import FileError
from emulscore.files import load_assessment
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words, nfc

__all__ = ["UNIT", "named", "naming", "unit_of", "units_of"]

UNIT: Final = Argument(
    "--unit",
    Words("tên đơn vị, khi phiếu Excel có nhiều đơn vị", "the unit's name, where a workbook holds several"),
    Words("ĐƠN_VỊ", "UNIT"),
)
_NO_UNIT: Final = Words("{} không có đơn vị “{}”, {}", "{} has no unit “{}”, {}")
_WHICH: Final = Words("{} có {} đơn vị: thêm --unit ({})", "{} has {} units: add --unit ({})")


def units_of(scheme: Scheme, path: str) -> tuple[Assessment, ...]:
    """Return the units of a file, of a workbook, or of a folder of workbooks.

    Raises:
        FileError: With all problems of what was read.
    """
    if is_folder(path):
        from emulscore.excel import read_folder, show_progress  # noqa: PLC0415 - an extra

        return read_folder(path, scheme, progress=show_progress if sys.stderr.isatty() else None).assessments
    if Path(path).suffix.lower() == ".xlsx":
        from emulscore.excel import read_workbook  # noqa: PLC0415 - an extra

        with naming(path):
            return read_workbook(path, scheme)
    return (load_assessment(path),)


@contextmanager
def naming(path: str) -> Iterator[None]:
    """Name the file in each problem of it: a message without one helps nobody who gave several."""
    try:
        yield
    except FileError as refused:
        raise FileError([evolve(one, path=named(path, one.path)) for one in refused.problems]) from None


def named(path: str, place: str | None) -> str:
    """Return the place of a problem with the name of its file, once."""
    return path if place is None else place if place.startswith(path) else f"{path}: {place}"


def unit_of(scheme: Scheme, path: str, name: str | None, lang: Lang) -> Assessment:
    """Return the one unit of a file, or that with a name.

    Raises:
        UsageError: There are several and it was not said which, or there is none of that name.
        FileError: As `units_of`.
    """
    units = units_of(scheme, path)
    named = {_plain(unit.unit.text(one)): unit for unit in units for one in ("en", "vi")}
    names = [unit.unit.text(lang) for unit in units]
    if name is not None:
        if _plain(name) not in named:
            raise UsageError(_NO_UNIT.text(lang).format(path, name, nearest(name, names).text(lang)))
        return named[_plain(name)]
    if len(units) != 1:
        raise UsageError(_WHICH.text(lang).format(path, len(units), ", ".join(names)))
    return units[0]


def _plain(name: str) -> str:
    """Return a name without what tells no two units apart: capitals and spaces."""
    return " ".join(nfc(name).casefold().split())
