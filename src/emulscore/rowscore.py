"""The result of one row, group or total: its points, or what they can still be, and how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from emulscore.criteria import Criterion
from emulscore.errors import Problem, UnscoredError
from emulscore.explain import said
from emulscore.formula.exact import Trace, rounded
from emulscore.formulas import Named
from emulscore.numbers import show, to_decimal
from emulscore.search.ranges import Range
from emulscore.words import Lang, Words

__all__ = ["Points", "RowScore"]


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


def _place(named: Named) -> tuple[object, ...]:
    """Return what tells one formula of a scheme from another; nodes are the same only inside one formula."""
    return named.id, named.kind, named.base, named.step, named.role


@frozen
class RowScore:
    """The points of one row, group or total, and how they came about.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> row = scheme.score(assessment, partial=True)["8"]
    >>> row.points, row.exact
    (Decimal('9.98'), Fraction(499, 50))

    Attributes:
        named: The formula.
        criterion: The row; None for a group or the total.
        range: The printed points, as far as they are known.
        exact: The exact value before rounding; None while something is unknown.
        trace: How it came about; None while something is unknown, and for groups.
        missing: The facts still needed: name and label.
        ends: How the ends of the range are reached; None once everything is known.
    """

    named: Named = field(repr=False, eq=_place)
    criterion: Criterion | None = field(repr=False)
    range: Points
    exact: Fraction | None
    trace: Trace | None = field(repr=False, hash=False)
    missing: Mapping[str, Words] = field(factory=dict, repr=False, hash=False)
    ends: Range | None = field(default=None, repr=False, hash=False)

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
        lines = [] if self.trace is None else said(self.trace, lang)
        exact, points = self.exact, Fraction(self.points)
        if self.trace is not None and self.named.kind == "total":
            exact = self.trace.value  # gates act on the printed total
            if rounded(exact, self.named.node) != self.exact != exact:
                exact = self.exact
                says = {"vi": "Theo điều kiện xếp loại, tổng điểm chỉ còn {}.", "en": "A gate cuts the total to {}."}
                lines.append(says[lang].format(show(exact, lang)))
        if points != exact:
            says = {
                "vi": "Làm tròn đến {}: {} thành {}/{} điểm.",
                "en": "Rounded to {}: {} becomes {}/{} points.",
            }
            lines.append(says[lang].format(*(show(n, lang) for n in (self.named.step, exact, points)), base))
        if takes and self.criterion is not None:
            says = {"vi": "Điểm trừ: {}/{}.", "en": "Points taken off: {}/{}."}
            lines.append(says[lang].format(show(points, lang), base))
        return "\n".join(lines)
