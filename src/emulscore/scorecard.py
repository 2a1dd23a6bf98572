"""The result of one unit: points with their reasons, row by row, and totals that are ranges while something is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from emulscore.assessment import Assessment
from emulscore.audit import Audit, compare
from emulscore.cohort import Cohort
from emulscore.criteria import Criterion
from emulscore.errors import Problem, UnscoredError
from emulscore.explain import said
from emulscore.formula.exact import Trace
from emulscore.formulas import GRADE, TOTAL, Named
from emulscore.grades import GradeBand, Grades
from emulscore.numbers import show, to_decimal
from emulscore.reading import nearest
from emulscore.report.card import card_sheet
from emulscore.report.html import html_of
from emulscore.words import Lang, Words

__all__ = ["Points", "RowScore", "Scorecard"]

_FEW = 5  # labels of missing facts; a new unit lacks them all


@frozen
class Points:
    """Points from *low* to *high*: one number once everything is known.

    >>> str(Points(Decimal("90.52"), Decimal("98.52"))), str(Points(Decimal("8.00"), Decimal("8.00")))
    ('90,52 đến 98,52', '8')

    Attributes:
        low: The least it can be.
        high: The greatest it can be.
    """

    low: Decimal
    high: Decimal

    @property
    def known(self) -> bool:
        """Say whether it is one number."""
        return self.low == self.high

    def text(self, lang: Lang = "vi") -> str:
        """Return the points in words."""
        low, high = (show(Fraction(value), lang) for value in (self.low, self.high))
        return low if self.known else f"{low} {'đến' if lang == 'vi' else 'to'} {high}"

    def __str__(self) -> str:
        return self.text()


@frozen
class RowScore:
    """The points of one row, group or total, and how they came about.

    Attributes:
        named: The formula.
        criterion: The row; None for a group or the total.
        range: The printed points, as far as they are known.
        exact: The exact value before rounding; None while something is unknown.
        trace: How it came about; None while something is unknown, and for groups.
        missing: The facts still needed: name and label.
    """

    named: Named = field(repr=False)
    criterion: Criterion | None = field(repr=False)
    range: Points
    exact: Fraction | None
    trace: Trace | None = field(repr=False)
    missing: Mapping[str, Words] = field(factory=dict, repr=False)

    @property
    def id(self) -> str:
        """Return the number as printed."""
        return self.named.id

    @property
    def scored(self) -> bool:
        """Say whether everything that the row needs is known."""
        return self.exact is not None

    @property
    def points(self) -> Decimal:
        """Return the printed points.

        Raises:
            UnscoredError: Something that the row needs is unknown.
        """
        if self.exact is None:
            facts = ", ".join(self.missing)
            raise UnscoredError([Problem("unscored", row=self.id or None, params={"missing": facts})])
        return self.range.low

    @property
    def counted(self) -> Points:
        """Return the printed points as they count for the total: what a deduction takes is negative."""
        return Points(-self.range.high, -self.range.low) if self.named.role == "deduction" else self.range

    @property
    def lost(self) -> Decimal:
        """Return the full points less the printed points."""
        return to_decimal(self.named.base - Fraction(self.points), self.named.step)

    def explain(self, lang: Lang = "vi") -> str:
        """Say how the points came about, in sentences; every number comes from the trace."""
        base = show(self.named.base, lang)
        takes = self.named.role == "deduction"
        if self.exact is None:
            facts = ", ".join(f"“{label.text(lang)}”" for label in self.missing.values())
            says = (
                {
                    "vi": f"Chưa chấm: còn thiếu {facts}; có thể bị trừ {self.range.text('vi')} trên {base} điểm.",
                    "en": f"Not scored yet: {facts} unknown; {self.range.text('en')} of {base} points may be taken off.",
                }
                if takes
                else {
                    "vi": f"Chưa chấm: còn thiếu {facts}; có thể được {self.range.text('vi')} trên {base} điểm.",
                    "en": f"Not scored yet: {facts} unknown; {self.range.text('en')} of {base} points are possible.",
                }
            )
            return says[lang]
        lines = said(self.trace, lang) if self.trace else []
        if self.trace is not None and self.named.kind == "total" and self.trace.value != self.exact:
            says = {"vi": "Theo điều kiện xếp loại, tổng điểm chỉ còn {}.", "en": "A gate cuts the total to {}."}
            lines.append(says[lang].format(show(self.exact, lang)))
        points = Fraction(self.points)
        if points != self.exact:
            says = {
                "vi": "Làm tròn đến {}: {} thành {}/{} điểm.",
                "en": "Rounded to {}: {} becomes {}/{} points.",
            }
            lines.append(says[lang].format(*(show(n, lang) for n in (self.named.step, self.exact, points)), base))
        if takes and self.criterion is not None:
            says = {"vi": "Điểm trừ: {}/{}.", "en": "Points taken off: {}/{}."}
            lines.append(says[lang].format(show(points, lang), base))
        return "\n".join(lines)


@frozen
class Scorecard:
    """The result of one unit (bảng chấm điểm).

    Attributes:
        assessment: What was scored.
        results: Rows, groups, the total and the grade, in the order of the scheme's formulas.
        grades: The scheme's grades, where it has any.
        cohort: The cohort that relative rules compared with, where there are any.
    """

    assessment: Assessment = field(repr=False)
    results: tuple[RowScore, ...] = field(repr=False)
    grades: Grades | None = field(default=None, repr=False)
    cohort: Cohort | None = field(default=None, repr=False)

    @property
    def rows(self) -> tuple[RowScore, ...]:
        """Return the rows' scores, in order."""
        return tuple(result for result in self.results if result.criterion is not None)

    def __getitem__(self, id_: str) -> RowScore:
        """Return the score of a row or group by its number.

        Raises:
            UnscoredError: There is no such number.
        """
        for result in self.results:
            if result.id == id_ and id_ not in {TOTAL, GRADE}:
                return result
        hint = nearest(str(id_), (result.id for result in self.results if result.id not in {TOTAL, GRADE}))
        raise UnscoredError([Problem("unknown-row", row=str(id_), params={"nearest": hint})])

    def __iter__(self) -> Iterator[RowScore]:
        return iter(self.rows)

    @property
    def total(self) -> Points:
        """Return the total, a range while rows are not scored."""
        return self._result(TOTAL).range

    def _result(self, id_: str) -> RowScore:
        return next(result for result in self.results if result.id == id_)

    @property
    def open_grades(self) -> tuple[GradeBand, ...]:
        """Return the grades that are still possible: one once everything is known, none where the scheme has none."""
        if self.grades is None:
            return ()
        places = self._result(GRADE).range
        return self.grades.bands[int(places.low) : int(places.high) + 1]

    @property
    def grade(self) -> GradeBand:
        """Return the grade.

        Raises:
            UnscoredError: The scheme has no grades, or something is still unknown.
        """
        bands = self.open_grades
        if len(bands) != 1:
            missing = ", ".join(self._result(GRADE).missing) if bands else GRADE
            raise UnscoredError([Problem("unscored", params={"missing": missing})])
        return bands[0]

    def explain_grade(self, lang: Lang = "vi") -> str:
        """Say how the grade came about: the band of the points, then every gate that acted; or what it still lacks.

        Raises:
            UnscoredError: The scheme has no grades.
        """
        if self.grades is None:
            raise UnscoredError([Problem("unscored", params={"missing": GRADE})])
        result = self._result(GRADE)
        if result.scored:
            return result.explain(lang)
        lacking = {**self._result(TOTAL).missing, **result.missing}
        labels = [f"“{label.text(lang)}”" for label in lacking.values()]
        shown, more = ", ".join(labels[:_FEW]), len(labels) - _FEW
        if more > 0:
            shown += {"vi": f" và {more} số liệu khác", "en": f" and {more} more"}[lang]
        return {"vi": f"Chưa xếp loại được: còn thiếu {shown}.", "en": f"Not graded yet: {shown} unknown."}[lang]

    @property
    def points(self) -> Decimal:
        """Return the total as one number.

        Raises:
            UnscoredError: Some rows are not scored.
        """
        return self._result(TOTAL).points

    def audit(self) -> Audit:
        """Hold the unit's claims against the computed points; what a deduction takes is negative in both.

        A claim for a row of a deduction is what it takes, written with the minus sign or without.
        """
        return Audit(tuple(compare(row.id, self._claimed(row), _counted(row)) for row in self.rows))

    def _claimed(self, row: RowScore) -> Fraction | None:
        if row.id not in self.assessment.claims:
            return None
        points = self.assessment.claims[row.id].points
        return -abs(points) if row.named.role == "deduction" else points

    def __repr__(self) -> str:
        scored = sum(row.scored for row in self.rows)
        return f"<Scorecard {self.assessment.unit.vi!r}: {self.total} điểm, {scored}/{len(self.rows)} tiêu chí đã chấm>"

    def _repr_html_(self) -> str:
        return html_of(card_sheet(self))


def _counted(row: RowScore) -> Fraction | None:
    return Fraction(row.counted.low) if row.scored else None
