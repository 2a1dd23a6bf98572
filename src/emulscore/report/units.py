"""One unit by two schemes, as a sheet: the points of each row that moves, before and after, and why."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Protocol

from emulscore.figures import show
from emulscore.report.sheet import Column, Kind, Line, Sheet
from emulscore.rowscore import RowScore
from emulscore.words import Lang, Words

__all__ = ["unit_sheet"]

_HEADING = Words("Điểm của {} theo hai bộ tiêu chí", "The points of {} by two schemes")
_NAMELESS = Words("đơn vị", "the unit")
_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    (Words("Trước", "Before"), "number"),
    (Words("Sau", "After"), "number"),
    (Words("Tăng, giảm", "By"), "number"),
    (Words("Vì sao", "Why"), "prose"),
)
_NONE: Final = "—"
_TOTAL = Words("Tổng điểm", "Total")
_STAYS = Words("Điểm không thay đổi.", "No points move.")
_GRADE = Words("Xếp loại: {} thành {}", "Grade: {} becomes {}")
_ENDS: Final = (Words("Trước: {}", "Before: {}"), Words("Sau: {}", "After: {}"))


class Moved(Protocol):
    """What a sheet needs of a row, or of the total."""

    @property
    def id(self) -> str:
        """Return its number."""
        ...

    @property
    def old(self) -> RowScore | None:
        """Return its points before."""
        ...

    @property
    def new(self) -> RowScore | None:
        """Return its points after."""
        ...

    @property
    def by(self) -> Fraction | None:
        """Return by how much they differ."""
        ...


class Twice(Protocol):
    """What a sheet needs of a unit scored by two schemes."""

    @property
    def unit(self) -> Words:
        """Return what it is called."""
        ...

    @property
    def total(self) -> Moved:
        """Return the total."""
        ...

    @property
    def rows(self) -> Sequence[Moved]:
        """Return the rows whose points move."""
        ...

    @property
    def grades(self) -> tuple[Words | None, Words | None]:
        """Return the grades."""
        ...

    @property
    def empty(self) -> bool:
        """Say whether no points move."""
        ...


def unit_sheet(unit: Twice, lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
    """Return the sheet of one unit by two schemes; only the rows whose points move.

    Args:
        unit: The unit.
        lang: The language.
        about: Lines to stand under the heading.
    """
    lines = [_line(row, lang) for row in unit.rows]
    total = ("", _TOTAL.text(lang), *_numbers(unit.total, lang), _STAYS.text(lang) if unit.empty else "")
    lines.append(Line("total", total))
    if unit.grades[0] != unit.grades[1]:
        ends = (_NONE if one is None else one.text(lang) for one in unit.grades)
        lines.append(Line("grade", ("", _GRADE.text(lang).format(*ends), "", "", "", "")))
    return Sheet(
        _HEADING.text(lang).format(unit.unit.text(lang) or _NAMELESS.text(lang)),
        tuple(about),
        tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS),
        tuple(lines),
        (),
        lang,
    )


def _line(row: Moved, lang: Lang) -> Line:
    ends: tuple[RowScore | None, RowScore | None] = (row.old, row.new)
    title = next((one.named.title.text(lang) for one in reversed(ends) if one is not None), "")
    why = [
        says.text(lang).format(one.explain(lang).replace("\n", " "))
        for says, one in zip(_ENDS, ends, strict=True)
        if one is not None
    ]
    return Line("row", (row.id, title, *_numbers(row, lang), "\n".join(why)))


def _numbers(row: Moved, lang: Lang) -> tuple[str, str, str]:
    old, new = (_NONE if one is None else one.counted.text(lang) for one in (row.old, row.new))
    by = _NONE if row.by is None else ("+" if row.by > 0 else "") + show(row.by, lang)
    return old, new, by
