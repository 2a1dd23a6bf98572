"""A scale brought to another total: exact shares, a grid, and one row that receives the remainder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import define, evolve, field, frozen

from emulscore.conditions import PointsOf, TotalIs
from emulscore.criteria import Criterion, Group, Item, beside_scale, each_item
from emulscore.derive._parts import rebuilt
from emulscore.derive._scale import Rebase
from emulscore.derive._state import Frame
from emulscore.derive._tree import settled, total_of
from emulscore.errors import Problem, Refused, SchemeError
from emulscore.facts import PointsFact
from emulscore.gates import CutTotal, Gate
from emulscore.grades import Grades
from emulscore.numbers import Amount, half_up
from emulscore.reading import nearest
from emulscore.rules import Direct
from emulscore.rules.cases import Span
from emulscore.rules.rule import unstated

__all__ = ["Rebased", "rebase_items", "scaled_marks"]

_ZERO = Fraction(0)


@frozen
class Rebased:
    """A scale after it was rebased.

    Attributes:
        items: Its rows and groups.
        row: The row or capped group that received the remainder.
        remainder: What it received; 0 where the rounded bases add up, negative where they were too much.
    """

    items: tuple[Item, ...]
    row: str
    remainder: Fraction


@define
class _Scaling:
    """The factor and the grid, and what went wrong."""

    rebase: Rebase
    factor: Fraction
    problems: list[Problem] = field(factory=list)

    def share(self, item: Item) -> Fraction:
        """Return the share of one row on the grid."""
        return half_up(item.base * self.factor, self.rebase.step)

    def resized(self, item: Item, base: Fraction) -> Item:
        """Return a row or capped group of other points; what is in a group is brought down by the factor of the scale."""
        if base <= 0 < item.base:
            params = {"base": item.base * self.factor, "step": self.rebase.step}
            self.problems.append(Refused("rebased-to-nothing", **params).problem(row=item.id))
            return item
        if isinstance(item, Criterion):
            return _at_points(item, base, self.rebase)
        return evolve(item, items=self.all(item.items), base=base, cap=base)

    def all(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return rows and groups, each brought to its own share."""
        found: list[Item] = []
        for item in items:
            if isinstance(item, Group) and item.cap is None:
                found.append(evolve(item, items=self.all(item.items)))
            else:
                found.append(self.resized(item, self.share(item)))
        return tuple(found)


def rebase_items(items: tuple[Item, ...], rebase: Rebase) -> Rebased:
    """Bring the scale to a total; every base is its exact share on the grid, but for the row with the remainder.

    Raises:
        Refused: There is nothing to scale, or the row that is to receive the remainder is not there.
        SchemeError: Rows would be worth nothing on the grid (`rebased-to-nothing`).
    """
    units = {unit.id: unit for unit in _units(item for item in items if not beside_scale(item))}
    total = total_of(items)
    if not total:
        raise Refused("rebased-to-nothing", base=total, step=rebase.step)
    if any(map(beside_scale, items)) and rebase.beside is None:
        raise unstated("beside", "scale hoặc keep", "scale or keep")
    row = rebase.remainder_to
    if row is None:
        row = max(units.values(), key=lambda unit: unit.base).id
    if row not in units:
        raise Refused("unknown-row", row=row, nearest=nearest(row, units))
    scaling = _Scaling(rebase, rebase.to / total)
    bases = {id_: scaling.share(unit) for id_, unit in units.items()}
    remainder = rebase.to - sum(bases.values())
    bases[row] += remainder

    def each(item: Item) -> Item:
        if item.id in bases:
            return scaling.resized(item, bases[item.id])
        return evolve(item, items=tuple(map(each, item.items))) if isinstance(item, Group) else item

    found: list[Item] = []
    for item in items:
        if not beside_scale(item):
            found.append(each(item))
        else:
            found += scaling.all([item]) if rebase.beside == "scale" else [item]
    if scaling.problems:
        raise SchemeError(scaling.problems)
    return Rebased(settled(found), row, remainder)


def _units(items: Iterable[Item]) -> Iterator[Item]:
    """Yield what shares the total: rows, and capped groups as one."""
    for item in items:
        if isinstance(item, Group) and item.cap is None:
            yield from _units(item.items)
        else:
            yield item


def _at_points(row: Criterion, base: Fraction, rebase: Rebase) -> Criterion:
    """Return a row of other points, its amounts in points scaled with them, its wording dropped where that is asked."""
    if base == row.base:
        return row
    if rebase.wording == "clear":
        row = evolve(row, wording=None)
    if rebase.amounts == "keep" or not row.base:
        return evolve(row, base=base)
    factor = base / row.base

    def each(value: object) -> object | None:
        if isinstance(value, Amount):
            return value if value.of_base else Amount(value.value * factor)
        if isinstance(value, Direct):
            return Direct(_fact_at(value.fact, factor))
        return None

    return evolve(row, base=base, rule=rebuilt(row.rule, each))


def _fact_at(fact: PointsFact, factor: Fraction) -> PointsFact:
    return evolve(fact, largest=fact.largest * factor, lowest=fact.lowest * factor)


def scaled_marks(
    frame: Frame, before: Mapping[str, Fraction], items: Iterable[Item], total: tuple[Fraction, Fraction]
) -> Frame:
    """Return limits, bands and conditions in points, scaled with the full points that they are measured against.

    Args:
        frame: What the scheme states beside its rows.
        before: The full points of the parent's rows and groups, by their numbers in the result.
        items: The rows and groups of the result.
        total: The full points of the parent's scale, and of the result's.

    Raises:
        Refused: The groups that are judged were not all scaled alike, so that no one band suits them (`marks-not-alike`).
    """
    factor = total[1] / total[0] if total[0] else Fraction(1)
    factors = {item.id: item.base / old for item in each_item(items) if (old := before.get(item.id, _ZERO))}
    limits = None if frame.limits is None else (frame.limits[0] * factor, frame.limits[1] * factor)
    grades = None if frame.grades is None else _grades(frame.grades, factor, factors)
    return evolve(frame, limits=limits, grades=grades)


def _grades(grades: Grades, factor: Fraction, factors: Mapping[str, Fraction]) -> Grades:
    judged = {factors.get(part, Fraction(1)) for part in grades.judged} or {factor}
    if len(judged) > 1 and any(band.span is not None for band in grades.bands):
        raise Refused("marks-not-alike", parts=", ".join(grades.judged))
    (of_bands, *_) = judged

    def condition(value: object) -> object | None:
        if isinstance(value, TotalIs):
            return evolve(value, span=_span(value.span, factor))
        if isinstance(value, PointsOf):
            return evolve(value, span=_span(value.span, factors.get(value.part, Fraction(1))))
        return None

    bands = [band if band.span is None else evolve(band, span=_span(band.span, of_bands)) for band in grades.bands]
    gates = [_cut(rebuilt(gate, condition), factor) for gate in grades.gates]
    return evolve(grades, bands=bands, gates=gates)


def _cut(gate: Gate, factor: Fraction) -> Gate:
    return evolve(gate, to=gate.to * factor) if isinstance(gate, CutTotal) else gate


def _span(span: Span, factor: Fraction) -> Span:
    ends = (span.at_least, span.above, span.at_most, span.below)
    return Span(*(None if end is None else end * factor for end in ends))
