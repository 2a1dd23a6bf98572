"""What the checker finds by looking for the least and greatest points of every row, group and the total."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from emulscore.checker.finding import Finding, finding, place_of
from emulscore.criteria import Criterion, Group, Item
from emulscore.figures import figure
from emulscore.formulas import TOTAL, Named
from emulscore.grades import Grades
from emulscore.search.ranges import Range
from emulscore.words import Words

__all__ = ["of_grades", "of_points"]


def of_points(
    formulas: tuple[Named, ...],
    ranges: Mapping[str, Range],
    items: Mapping[str, Item],
    limits: tuple[Fraction, Fraction] | None,
) -> Iterator[Finding]:
    """Yield maxima that are not reached, rows that never move, and caps of groups that never act."""
    for named in formulas:
        if named.kind == "grade":
            continue
        found, item = ranges[named.id], items.get(named.id)
        if isinstance(item, Criterion):
            if item.stated:
                yield from _row(named, found)
            continue
        inside = [ranges[id_] for id_ in named.inside]
        if isinstance(item, Group):
            yield from _cap(item, inside)
        most = limits[1] if named.id == TOTAL and limits is not None else named.base
        yield from _reached(named, found, most, _promised(named, inside, items))


def _row(named: Named, found: Range) -> Iterator[Finding]:
    low, high = Fraction(found.low.points), Fraction(found.high.points)
    if low < high or found.unsettled:
        yield from _reached(named, found, named.base, named.base)
        return
    params = {"stated": figure(named.base), "reached": figure(high)}
    code = "never-moves"
    if named.role != "deduction" and low == named.base:
        code = "never-loses"
    elif named.role != "deduction" and high == 0:
        code = "never-gains"
    yield finding(code, place_of(named.id), params, row=named.id)


def _promised(named: Named, inside: list[Range], items: Mapping[str, Item]) -> Fraction:
    """Return what a group's parts, each by itself, can reach: what falls short there has been said of them."""
    if named.id == TOTAL:
        return sum(
            (
                Fraction(one.high.points)
                for one in inside
                if not (isinstance(item := items.get(one.id), Group) and item.role == "deduction")
            ),
            Fraction(0),
        )
    return sum((Fraction(one.high.points) for one in inside), Fraction(0))


def _reached(named: Named, found: Range, stated: Fraction, promised: Fraction) -> Iterator[Finding]:
    high, row = Fraction(found.high.points), named.id or None
    if high < min(stated, promised):
        params = {"stated": figure(stated), "reached": figure(high)}
        yield finding("maximum-not-reached", place_of(row), params, example=found.high.measurements, row=row)
    elif found.unsettled:
        params = {"stated": figure(stated), "facts": Words(", ".join(found.unsettled))}
        yield finding("maximum-not-proven", place_of(row), params, row=row)


def _cap(group: Group, inside: list[Range]) -> Iterator[Finding]:
    if group.cap is None:
        return
    printed = sum(
        (item.base if item.printed is None else item.printed.points or item.base for item in group.items), Fraction(0)
    )
    most = max(printed, sum((Fraction(one.high.points) for one in inside), Fraction(0)))
    if most <= group.cap:
        params = {"cap": figure(group.cap), "reached": figure(most)}
        yield finding("cap-never-acts", place_of(group.id), params, row=group.id)


def of_grades(grades: Grades, total: Range) -> Iterator[Finding]:
    """Yield the grades that no total gets."""
    if grades.judged or total.unsettled:
        return
    low, high = Fraction(total.low.points), Fraction(total.high.points)
    for band in grades.bands:
        if band.span is None:
            continue
        span = band.span.band
        above = span.low is not None and (span.low > high or (span.low_open and span.low == high))
        below = span.high is not None and (span.high < low or (span.high_open and span.high == low))
        if above or below:
            params = {"grade": band.title, "low": figure(low), "high": figure(high)}
            yield finding("grade-never-reached", Words("quy định về xếp loại", "the grades"), params)
