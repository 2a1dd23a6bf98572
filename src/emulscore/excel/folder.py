"""A folder of filled-in workbooks as one table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from emulscore.assessment import Assessment
from emulscore.errors import FileError, Problem, Refused
from emulscore.excel.reading import read_workbook
from emulscore.limits import LIMITS, Limits
from emulscore.scheme import Scheme
from emulscore.system import reason_of

__all__ = ["Folder", "Progress", "read_folder", "show_progress"]

Progress = Callable[[int, int, str], None]
"""Told after each workbook: how many are read, how many there are, and the name of the one just read."""

_BAR: Final = 30


@frozen
class Folder:
    """What the workbooks of a folder hold.

    Attributes:
        assessments: One for each unit, in the order of the files and of the units in them.
        files: The name of the file that each came from.
        problems: What is wrong, where bad workbooks were left out; `path` begins with the name of the file.
    """

    assessments: tuple[Assessment, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...] = field(default=(), repr=False)

    def rows(self) -> list[dict[str, object]]:
        """Return the table: a line for each unit, with `file`, `unit`, `period` and the raw value of each fact.

        Every line has every column; None where nothing is known. Any dataframe library takes it as it is.
        """
        names = list(dict.fromkeys(name for unit in self.assessments for name in unit.measurements))
        return [
            {
                "file": file,
                "unit": unit.unit.vi,
                "period": unit.period,
                **{name: unit.values.get(name) for name in names},
            }
            for file, unit in zip(self.files, self.assessments, strict=True)
        ]

    def __len__(self) -> int:
        return len(self.assessments)

    def __iter__(self) -> Iterator[Assessment]:
        return iter(self.assessments)


def read_folder(
    folder: str | PathLike[str],
    scheme: Scheme,
    *,
    progress: Progress | None = None,
    keep_good: bool = False,
    limits: Limits = LIMITS,
) -> Folder:
    """Read every workbook of a folder, in the order of their names.

    Files that do not end in `.xlsx`, and those that Excel keeps while a workbook is open (`~$…`), are passed over.

    >>> from tempfile import TemporaryDirectory
    >>> from emulscore.excel import write_template
    >>> from emulscore.files import open_scheme
    >>> scheme = open_scheme("nga-nam-2023")
    >>> with TemporaryDirectory() as folder:
    ...     write_template(scheme, Path(folder) / "a.xlsx", units=["Xã A", "Xã B"])
    ...     [(row["file"], row["unit"]) for row in read_folder(folder, scheme).rows()]
    [('a.xlsx', 'Xã A'), ('a.xlsx', 'Xã B')]

    Args:
        folder: The folder.
        scheme: The scheme that the workbooks were written for.
        progress: Told after each workbook; `show_progress` draws a bar.
        keep_good: Whether to leave bad workbooks out and say what is wrong with them in `problems`, instead of raising.
        limits: How much of the file is read.

    Raises:
        FileError: With every problem of every workbook at once; `path` names the file, the sheet and the cell.
    """
    paths = _paths(folder)
    found: list[tuple[str, Assessment]] = []
    problems: list[Problem] = []
    for place, path in enumerate(paths, 1):
        try:
            found += [(path.name, unit) for unit in read_workbook(path, scheme, limits=limits)]
        except FileError as error:
            problems += [evolve(one, path=path.name + (f": {one.path}" if one.path else "")) for one in error.problems]
        if progress is not None:
            progress(place, len(paths), path.name)
    repeated = [same for same in _alike(found).values() if len(same) > 1]
    problems += [_twice(same) for same in repeated]
    if problems and not keep_good:
        raise FileError(problems)
    kept = [one for one in found if not any(one in same for same in repeated)]
    return Folder(tuple(unit for _, unit in kept), tuple(file for file, _ in kept), tuple(problems))


def _paths(folder: str | PathLike[str]) -> list[Path]:
    try:
        names = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() == ".xlsx")
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise FileError(
            [Refused("unreadable", reason=reason_of(error), format="XLSX").problem(given=str(folder))]
        ) from None
    found = [path for path in names if not path.name.startswith(("~$", "."))]
    if not found:
        raise FileError([Refused("no-workbooks").problem(given=str(folder))])
    return found


def _alike(found: list[tuple[str, Assessment]]) -> Mapping[str, list[tuple[str, Assessment]]]:
    """Return the units by their names; capitals and spaces tell no two units apart."""
    units: dict[str, list[tuple[str, Assessment]]] = {}
    for file, unit in found:
        units.setdefault(" ".join(unit.unit.vi.casefold().split()), []).append((file, unit))
    return units


def _twice(same: list[tuple[str, Assessment]]) -> Problem:
    return Refused("repeated-unit", unit=same[0][1].unit, files=", ".join(file for file, _ in same)).problem()


def show_progress(done: int, total: int, name: str) -> None:
    """Draw a progress bar on the error stream, one line that is drawn over.

    >>> show_progress(1, 2, "a.xlsx")

    Args:
        done: How many workbooks are read.
        total: How many there are.
        name: The one just read.
    """
    filled = _BAR * done // total
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {done}/{total} {name:<40.40}{end}")
    sys.stderr.flush()
