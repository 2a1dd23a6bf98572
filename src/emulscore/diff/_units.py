"""Units scored by two schemes: whose points move, in which rows, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, Protocol, TypeVar

from attrs import evolve, frozen

from emulscore.assessment import Assessment
from emulscore.cohort import Cohort
from emulscore.criteria import Group, each_item
from emulscore.derive import Versioned
from emulscore.diff._pairs import pairs_of
from emulscore.facts import AnyFact
from emulscore.formulas import TOTAL
from emulscore.numbers import show
from emulscore.report.sheet import Sheet
from emulscore.report.told import Told
from emulscore.report.units import unit_sheet
from emulscore.rowscore import RowScore
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["Scored", "UnitDiff", "UnitRow", "units"]

T = TypeVar("T")

_ROW: Final = Words("Tiêu chí {}: {}", "Criterion {}: {}")
_TOTAL: Final = Words("Tổng điểm: {}", "Total: {}")
_NONE: Final = Words("không có", "none")
_MOVES: Final = Words("{} thành {}", "{} becomes {}")
_BY: Final = Words(" ({})", " ({})")
_BEFORE: Final = Words("Trước: {}", "Before: {}")
_AFTER: Final = Words("Sau: {}", "After: {}")
_GRADE: Final = Words("Xếp loại: {} thành {}.", "Grade: {} becomes {}.")
_UNIT: Final = Words("Đơn vị {}", "Unit {}")
_STAYS: Final = Words("Điểm không thay đổi.", "No points move.")


class Scored(Versioned, Protocol):
    """A scheme that scores units."""

    @property
    def facts(self) -> Mapping[str, AnyFact]:
        """Return its facts."""

    def score(
        self, unit: Assessment | Mapping[str, object], *, partial: bool = False, cohort: Cohort | None = None
    ) -> Scorecard:
        """Score one unit."""


@frozen
class UnitRow:
    """The points of one row, or of the total, by two schemes.

    Attributes:
        id: Its number, in the new scheme where it is there; `""` for the total.
        old: The points by the old scheme; None where the row is new.
        new: The points by the new one; None where the row was dropped.
    """

    id: str
    old: RowScore | None
    new: RowScore | None

    @property
    def moves(self) -> bool:
        """Say whether the points differ; a row that is new or was dropped moves too."""
        return self.old is None or self.new is None or self.old.counted != self.new.counted

    @property
    def by(self) -> Fraction | None:
        """Return by how much, where both are known."""
        ends = [Fraction(0) if one is None else Fraction(one.counted.low) for one in (self.old, self.new)]
        known = all(one is None or one.scored for one in (self.old, self.new))
        return ends[1] - ends[0] if known else None

    def text(self, lang: Lang = "vi") -> str:
        """Say the points before and after, and how they come about."""
        ends = [_NONE.text(lang) if one is None else one.counted.text(lang) for one in (self.old, self.new)]
        says = _MOVES.text(lang).format(*ends)
        if self.by is not None:
            says += _BY.text(lang).format(("+" if self.by > 0 else "") + show(self.by, lang))
        head = (_TOTAL.text(lang).format(says) if self.id == TOTAL else _ROW.text(lang).format(self.id, says)) + "."
        if self.id == TOTAL:
            return head
        whys = [
            says.text(lang).format(one.explain(lang).replace("\n", " "))
            for says, one in ((_BEFORE, self.old), (_AFTER, self.new))
            if one is not None
        ]
        return "\n".join([head, *(f"  {why}" for why in whys)])

    def __str__(self) -> str:
        return self.text()


@frozen
class UnitDiff(Told):
    """One unit by two schemes.

    >>> from emulscore import SetArgument
    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> stricter = SetArgument("13", "rule.target", "80%", why="Chỉ tiêu của xã")
    >>> own = scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[stricter])
    >>> (unit,) = scheme.diff_units(own, [assessment])
    >>> [(row.id, row.old.points, row.new.points) for row in unit.rows]  # 70% of 80%
    [('13', Decimal('5.00'), Decimal('4.38'))]

    Attributes:
        unit: What the unit is called.
        total: The total by both.
        rows: The rows whose points move, with those that are new or were dropped.
        grades: The grade by both; None where a scheme has none, or where it is not known.
    """

    unit: Words
    total: UnitRow
    rows: tuple[UnitRow, ...]
    grades: tuple[Words | None, Words | None] = (None, None)

    @property
    def empty(self) -> bool:
        """Say whether no points move."""
        return not self.rows and not self.total.moves and self.grades[0] == self.grades[1]

    def text(self, lang: Lang = "vi") -> str:
        """Say the total and each row that moves, before and after, and why."""
        name = [_UNIT.text(lang).format(self.unit.text(lang)) + ":"] if self.unit.vi else []
        if self.empty:
            return "\n".join([*name, _STAYS.text(lang)])
        lines = [*name, self.total.text(lang)]
        if self.grades[0] != self.grades[1]:
            lines.append(_GRADE.text(lang).format(*((one or _NONE).text(lang) for one in self.grades)))
        return "\n".join([*lines, *(row.text(lang) for row in self.rows)])

    def sheet(self, lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
        """Return it as a table, with *about* under its heading: the rows that move, before and after, and why."""
        return unit_sheet(self, lang, about=about)


def units(old: Scored, new: Scored, given: Iterable[Assessment | Mapping[str, object]]) -> tuple[UnitDiff, ...]:
    """Score units by two schemes and say whose points move, in which rows, and why.

    Each scheme is given the figures that it reads; what one of them misses leaves its row unscored, with a range.

    Args:
        old: The one scheme.
        new: The other.
        given: The units.

    Raises:
        MeasurementError: A figure cannot be read by one of the schemes.
    """
    pairs = pairs_of(old, new).ids
    return tuple(_unit(old, new, pairs, unit) for unit in given)


def _unit(old: Scored, new: Scored, pairs: Mapping[str, str], unit: Assessment | Mapping[str, object]) -> UnitDiff:
    back = {now: id_ for id_, now in pairs.items()}
    made_for_new = isinstance(unit, Assessment) and unit.scheme == new.id
    before = old.score(_known(old, unit, back if made_for_new else {}), partial=True)
    after = new.score(_known(new, unit, {} if made_for_new else pairs), partial=True)
    rows = tuple(row for row in _rows(before, after, old, new, pairs) if row.moves)
    name = unit.unit if isinstance(unit, Assessment) else Words("")
    return UnitDiff(name, UnitRow(TOTAL, _total(before), _total(after)), rows, (_grade(before), _grade(after)))


def _total(card: Scorecard) -> RowScore:
    return next(result for result in card.results if result.id == TOTAL)


def _grade(card: Scorecard) -> Words | None:
    """Return the grade, where there are grades and it is known."""
    open_ = card.open_grades
    return open_[0].title if len(open_) == 1 else None


def _rows(before: Scorecard, after: Scorecard, old: Scored, new: Scored, pairs: Mapping[str, str]) -> Iterator[UnitRow]:
    back = {now: id_ for id_, now in pairs.items()}
    for item in each_item(new.items):
        if not isinstance(item, Group):
            was = back.get(item.id)
            yield UnitRow(item.id, None if was is None else before[was], after[item.id])
    for item in each_item(old.items):
        if not isinstance(item, Group) and item.id not in pairs:
            yield UnitRow(item.id, before[item.id], None)


def _known(
    scheme: Scored, unit: Assessment | Mapping[str, object], numbers: Mapping[str, str]
) -> Assessment | Mapping[str, object]:
    """Return a unit with the figures that a scheme reads, its rows by the numbers that they have there."""
    if not isinstance(unit, Assessment):
        return {name: value for name, value in unit.items() if name in scheme.facts}
    rows = {item.id for item in each_item(scheme.items) if not isinstance(item, Group)}

    def here(given: Mapping[str, T]) -> dict[str, T]:
        named = {numbers.get(row, row): value for row, value in given.items()}
        return {row: value for row, value in named.items() if row in rows}

    measured = {name: value for name, value in unit.measurements.items() if name in scheme.facts}
    return evolve(
        unit,
        scheme=None,
        measurements=measured,
        claims={},
        appraised={},
        final={},
        evidence=here(unit.evidence),
        explanations=here(unit.explanations),
    )
