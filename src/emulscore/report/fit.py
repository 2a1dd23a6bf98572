"""Small enough for a notebook, whatever is shown: less is said until it fits, and what was left out is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import evolve

from emulscore.report.html import html_of
from emulscore.report.sheet import Line, Notes, Sheet
from emulscore.words import Words

__all__ = ["LARGEST", "WITHOUT_REASONS", "first_that_fits", "fitted"]

LARGEST: Final = 15_000
"""How many bytes of HTML one object may have; notebooks keep every one of them."""

WITHOUT_REASONS: Final = Words(
    "Rút gọn cho vừa sổ tay: chỉ giải thích các tiêu chí cần hỏi; xem đủ bằng to_frame().",
    "Shortened for the notebook: only rows that are asked about have their reasons; to_frame() has all.",
)
_CUT: Final = Words(
    "Rút gọn cho vừa sổ tay: còn {} dòng không hiện; xem đủ bằng sheet().",
    "Shortened for the notebook: {} more lines are not shown; sheet() has all.",
)


def first_that_fits(ways: Iterable[str]) -> str:
    """Return the first text that is small enough, else the last."""
    found = ""
    for found in ways:
        if len(found.encode()) < LARGEST:
            break
    return found


def fitted(sheet: Sheet, figures: str = "", *, reasons: bool = False) -> str:
    """Return a sheet as HTML that is small enough for a notebook.

    Args:
        sheet: The sheet.
        figures: Pictures that stand under its table.
        reasons: Whether its last column has reasons, which are left out first where nothing is asked.
    """
    return first_that_fits(_ways(sheet, figures, reasons=reasons))


def _ways(sheet: Sheet, figures: str, *, reasons: bool) -> Iterator[str]:
    yield html_of(sheet, figures)
    if reasons:
        lines = tuple(line if line.asks else evolve(line, cells=(*line.cells[:-1], "")) for line in sheet.lines)
        sheet = evolve(sheet, lines=lines, about=(*sheet.about, WITHOUT_REASONS.text(sheet.lang)))
        yield html_of(sheet, figures)
    yield html_of(sheet)
    most = len(sheet.lines)
    for power in range(1, max(most.bit_length(), 1) + 1):  # half of the lines, a quarter, down to none
        yield html_of(_cut(sheet, most >> power))


def _cut(sheet: Sheet, kept: int) -> Sheet:
    """Return a sheet with the first of its rows and remarks, and its totals."""
    rows = [line for line in sheet.lines if not _sums(line)]
    notes = tuple(Notes(one.title, one.items[: max(kept, 1)]) for one in sheet.notes)
    left = len(rows[kept:]) + sum(len(one.items[max(kept, 1) :]) for one in sheet.notes)
    lines = (*rows[:kept], *filter(_sums, sheet.lines))
    return evolve(sheet, lines=lines, notes=notes, about=(*sheet.about, _CUT.text(sheet.lang).format(left)))


def _sums(line: Line) -> bool:
    return line.kind in {"total", "grade"}
