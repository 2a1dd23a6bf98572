"""The least and greatest points that are still possible, each with measurements that reach it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import product
from math import prod
from operator import mul

from attrs import field, frozen

from emulscore.examples import raw_of
from emulscore.formula.bounds import Interval, bounds, known_facts
from emulscore.formula.direction import Direction
from emulscore.formula.extremes import MOST_POINTS, NotSettledError, grid, slots_of
from emulscore.formula.nodes import Fact
from emulscore.formula.slots import fact_of
from emulscore.formulas import Named
from emulscore.numbers import show, to_decimal
from emulscore.search.flow import Flow
from emulscore.search.sums import adds_up, reads
from emulscore.words import Lang, Words

__all__ = ["End", "Range", "ranges_of"]


@frozen
class End:
    """An end of a range.

    Attributes:
        points: The printed points.
        measurements: Values of the unknown facts that reach them; None where the end is only a bound.
    """

    points: Decimal
    measurements: Mapping[str, object] | None


@frozen
class Range:
    """The points that are still possible for a row, a group or the total.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> scheme.range(assessment)[""].text()
    '90,52 đến 98,52'

    Attributes:
        id: The number; `""` for the total.
        low: The least.
        high: The greatest.
        unsettled: The facts that kept the search from settling it; then the ends are bounds, and not proven to be reached.
    """

    id: str
    low: End
    high: End
    unsettled: tuple[str, ...] = ()

    @property
    def attained(self) -> bool:
        """Say whether measurements are shown that reach both ends."""
        return self.low.measurements is not None and self.high.measurements is not None

    def text(self, lang: Lang = "vi") -> str:
        """Return the range in words: `90,52 đến 98,52`."""
        low, high = (show(Fraction(end.points), lang) for end in (self.low, self.high))
        if low == high:
            return low
        words = Words(f"{low} đến {high}", f"{low} to {high}").text(lang)
        if self.attained:
            return words
        return words + {"vi": " (chưa chứng minh là đạt được)", "en": " (not proven to be reached)"}[lang]


@frozen
class _Point:
    """Printed points of the rows of a component, with the facts that reach them."""

    units: tuple[int, ...]
    facts: Mapping[str, int]


@frozen
class _Search:
    """Looks for the ends of the ranges of a scheme's formulas, given what is known of a unit."""

    flow: Flow
    known: Mapping[str, int]
    free: frozenset[str]
    intervals: dict[str, Interval] = field(factory=dict)
    _points: dict[tuple[object, ...], list[_Point]] = field(factory=dict)

    def range_of(self, named: Named) -> Range:
        """Return the points that are still possible for one formula; those before it are to be asked first."""
        try:
            ends = self.ends(named)
        except NotSettledError as error:
            env = known_facts(named.node, self.known)
            for leaf in named.node.reads:
                if isinstance(leaf, Fact) and leaf.slot.name in self.intervals:
                    env[leaf] = self.intervals[leaf.slot.name]
            interval = bounds(named.node, env) or Interval(Fraction(0), named.base)
            self.keep(named, interval)
            low, high = (End(to_decimal(value, named.step), None) for value in (interval.low, interval.high))
            return Range(named.id, low, high, error.facts)
        self.keep(named, Interval(ends[0][0], ends[1][0]))
        low, high = (End(to_decimal(value, named.step), self.measurements(facts)) for value, facts in ends)
        return Range(named.id, low, high)

    def keep(self, named: Named, interval: Interval) -> None:
        if named.rounded:
            self.intervals[named.name] = interval

    def measurements(self, slots: Mapping[str, int]) -> dict[str, object]:
        """Return raw values of the facts that were chosen by the search."""
        names = dict.fromkeys(map(fact_of, slots))
        return raw_of((self.flow.facts[name] for name in names if name in self.free), slots)

    def ends(self, named: Named) -> list[tuple[Fraction, Mapping[str, int]]]:
        """Return the least and greatest points of a formula, with facts that reach them."""
        if named.kind == "row":
            points = self.points_of([named], {})
            found = [pick(points, key=lambda point: point.units) for pick in (min, max) if points]
            if found:
                return [(point.units[0] * named.step, point.facts) for point in found]
        elif named.kind != "grade" and all(row.rounded for row in self.flow.rows):
            return [self.end(named, sign) for sign in (-1, 1)]
        raise NotSettledError(sorted(self.free), 0)

    def points_of(self, rows: Sequence[Named], fixed: Mapping[str, int]) -> list[_Point]:
        """Return the printed points that rows which share facts can have together, where extremes can lie."""
        own = {slot: value for slot, value in fixed.items() if any(reads(row.node, slot) for row in rows)}
        key = (tuple(row.name for row in rows), tuple(sorted(own.items())))
        if key not in self._points:
            self._points[key] = self._found_points(rows, own)
        return self._points[key]

    def _found_points(self, rows: Sequence[Named], fixed: Mapping[str, int]) -> list[_Point]:
        if len(rows) == 1 and rows[0].name in self.known:
            return [_Point((self.known[rows[0].name],), {})]
        coupled = {fact for row in rows for fact in self.flow.cohorts_of(row) & self.free}
        if coupled:  # a cohort's value cannot be moved alone
            raise NotSettledError(sorted(coupled), 0)
        found: dict[tuple[int, ...], _Point] = {}
        nodes = tuple(row.node for row in rows)
        here, options = {**self.known, **fixed}, partial(self.flow.candidates, rows)
        for facts in grid(nodes, here, options_of=options, facts=self.free):
            units = tuple(self.flow.units(row, facts) for row in rows)
            if units not in found and None not in units:
                whole = tuple(one for one in units if one is not None)
                found[whole] = _Point(whole, facts)
        return list(found.values())

    def fronts(self, target: Named, components: list[list[Named]], fixed: Mapping[str, int], sign: int) -> _Fronts:
        """Return, for each component, the points that no other one of it beats on the way to the target's end."""
        found = []
        for component in components:
            points = self.points_of(component, fixed)
            if not points:
                raise NotSettledError(sorted({name for row in component for name in self.flow.facts_of(row)}), 0)
            signs = [sign * self._sign(row, target) for row in component]
            if all(adds_up(self.flow, row, target) for row in component):
                steps = [one * row.step for one, row in zip(signs, component, strict=True)]
                found.append([_greatest(points, steps)])
            else:
                found.append(_best(points, signs))
        if (ways := prod(map(len, found))) > MOST_POINTS:
            raise NotSettledError(sorted(self.free), ways)
        return found

    def _sign(self, row: Named, target: Named) -> int:
        towards = self.flow.towards(row.name, target)
        if towards is Direction.MIXED:
            raise NotSettledError(sorted(self.flow.facts_of(row)), 0)
        return {Direction.RISING: 1, Direction.FALLING: -1}.get(towards, 0)

    def direct(self, target: Named, sign: int) -> tuple[list[list[dict[str, int]]], bool]:
        """Return the ways to set each free fact that groups and the total read themselves, and whether some were left out.

        Where the target moves one way with such a fact, whatever the others are, only one end of it matters.
        """
        before = self.flow.before(target)
        later = [named for named in (*before, target) if named.kind != "row"]
        leaves = {leaf for named in later for leaf in named.node.reads if self.flow.fact_of(leaf) in self.free}
        found, pruned = [], False
        for leaf in sorted(leaves, key=repr):
            values = self.flow.candidates((*before, target), leaf)
            along = self.flow.along(leaf, target)
            if along is not Direction.MIXED:
                pruned = pruned or len(values) > 1
                values = [values[-1] if (along is Direction.RISING) == (sign > 0) else values[0]]
            found.append([slots_of(leaf, value) for value in values])
        if (ways := prod(map(len, found))) > MOST_POINTS:
            raise NotSettledError(sorted(filter(None, map(self.flow.fact_of, leaves))), ways)
        return found, pruned

    def end(self, target: Named, sign: int) -> tuple[Fraction, Mapping[str, int]]:
        """Return the target's greatest (*sign* 1) or least (-1) points, with facts that reach them."""
        best: tuple[Fraction, Mapping[str, int]] | None = None
        rows = [named for named in self.flow.before(target) if named.kind == "row"]
        direct, pruned = self.direct(target, sign)
        set_ = {fact_of(slot) for ways in direct for slot in ways[0]}
        components = self.flow.components(rows, self.free - set_)
        for ways in product(*direct):
            fixed = {slot: value for way in ways for slot, value in way.items()}
            for chosen in product(*self.fronts(target, components, fixed, sign)):
                facts = {**self.known, **fixed}
                printed: dict[str, int] = {}
                for component, point in zip(components, chosen, strict=True):
                    facts.update(point.facts)
                    printed |= {row.name: units for row, units in zip(component, point.units, strict=True)}
                value = self.flow.work(target, facts | printed)
                if value is None and pruned:  # the end that was left out may be the one that has points
                    raise NotSettledError(sorted(set_), 0)
                if value is not None and (best is None or sign * value > sign * best[0]):
                    best = value, facts
        if best is None:
            raise NotSettledError(sorted(self.free), 0)
        return best


_Fronts = list[list[_Point]]


def _greatest(points: list[_Point], steps: list[Fraction]) -> _Point:
    """Return the point whose rows together give the most; of those alike the first."""
    sums = [sum(map(mul, steps, point.units), Fraction(0)) for point in points]
    return points[sums.index(max(sums))]


def _best(points: list[_Point], signs: list[int]) -> list[_Point]:
    """Return the points that no other beats in every row at once."""

    def key(point: _Point) -> tuple[int, ...]:
        return tuple(sign * units for sign, units in zip(signs, point.units, strict=True))

    front: list[_Point] = []
    for point in sorted(points, key=key, reverse=True):
        mine = key(point)
        if not any(all(one >= other for one, other in zip(key(kept), mine, strict=True)) for kept in front):
            front.append(point)
    return front


def ranges_of(flow: Flow, known: Mapping[str, int], only: Iterable[str] | None = None) -> dict[str, Range]:
    """Return the points that are still possible for rows, groups, the total and the grade's place, by id.

    Args:
        flow: The scheme's formulas.
        known: What is known of the facts, and of the printed points of formulas, by slot.
        only: The ids that are asked for; all where it is not given.
    """
    free = frozenset(name for name in flow.facts if f"{name}.state" not in known)
    search = _Search(flow, known, free)
    wanted = None if only is None else set(only)
    return {named.id: search.range_of(named) for named in flow.formulas if wanted is None or named.id in wanted}
