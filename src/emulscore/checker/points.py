"""What the checker finds by looking for the least and greatest points of every row, group and the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from emulscore.checker.finding import Finding, finding, place_of
from emulscore.checker.rules import overlaps
from emulscore.criteria import Criterion, Group, Item, printed_base
from emulscore.figures import figure
from emulscore.formula.bounds import Interval, split
from emulscore.formula.nodes import Choose, Const
from emulscore.formulas import TOTAL, Named
from emulscore.gates import Ceiling, CutTotal, Force, Gate
from emulscore.grades import Grades
from emulscore.numbers import to_decimal
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
        yield from _reached(named, found, most, _promised(named, inside, items), inside)


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


def _reached(
    named: Named, found: Range, stated: Fraction, promised: Fraction, inside: Iterable[Range] = ()
) -> Iterator[Finding]:
    high, row = Fraction(found.high.points), named.id or None
    if high < min(stated, promised):
        params = {"stated": figure(stated), "reached": figure(high)}
        yield finding("maximum-not-reached", place_of(row), params, example=found.high.measurements, row=row)
    elif found.unsettled and not any(one.unsettled for one in inside):
        params = {"stated": figure(stated), "facts": Words(", ".join(found.unsettled))}
        yield finding("maximum-not-proven", place_of(row), params, row=row)


def _cap(group: Group, inside: list[Range]) -> Iterator[Finding]:
    if group.cap is None:
        return
    printed = sum(map(printed_base, group.items), Fraction(0))
    most = max(printed, sum((Fraction(one.high.points) for one in inside), Fraction(0)))
    if most <= group.cap:
        params = {"cap": figure(group.cap), "reached": figure(most)}
        yield finding("cap-never-acts", place_of(group.id), params, row=group.id)


def of_grades(grades: Grades, total: Named, found: Range) -> Iterator[Finding]:
    """Yield what is odd about the bands: grades that no total gets, bands that overlap or are not in order."""
    spans = [(band.title, band.span.band) for band in grades.bands if band.span is not None]
    names, bands = [name for name, _ in spans], [band for _, band in spans]
    place = Words("quy định về xếp loại", "the grades")
    low, high = Fraction(found.low.points), Fraction(found.high.points)
    whole = Interval(Fraction(0), total.base) if grades.judged else Interval(low, high)
    for first, second, both in overlaps(total.node, whole, bands):
        params = {"case": names[first], "other": names[second]}
        value = to_decimal(both.low if not both.low_open else both.high, total.step)
        example = None if grades.judged else {total.name: value}
        yield finding("cases-overlap", place, params, example=example)
    reached = dict(split(Choose(total.node, tuple((band, Const(Fraction(0))) for band in bands)), whole)[0])
    tops = [stretch.low for _, stretch in sorted(reached.items())]
    if tops != sorted(tops, reverse=True):
        vi, en = ("; ".join(name.text(lang) for name in names) for lang in ("vi", "en"))
        yield finding("grades-out-of-order", place, {"steps": Words(vi, en)})
    if grades.judged or found.unsettled:
        return
    for one, band in enumerate(band for band in grades.bands if band.span is not None):
        if one not in reached and not any(_gives(gate, band.id) for gate in grades.gates):
            params = {"grade": band.title, "low": figure(low), "high": figure(high)}
            yield finding("grade-never-reached", place, params)


def _gives(gate: Gate, grade: str) -> bool:
    """Say whether a gate may give a grade; of a gate that the library does not know, that is not certain."""
    match gate:
        case Ceiling() | Force():
            return gate.grade == grade
        case CutTotal():
            return False
        case _:
            return True
