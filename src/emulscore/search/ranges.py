"""The least and greatest points that are still possible, each with measurements that reach it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod

from attrs import frozen

from emulscore.facts import AnyFact, State
from emulscore.formula.bounds import bounds, known_facts
from emulscore.formula.direction import Direction
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.extremes import MOST_POINTS, NotSettledError, candidates, grid, slots_of
from emulscore.formulas import Named
from emulscore.numbers import show, to_decimal
from emulscore.search.flow import Flow
from emulscore.words import Lang, Words

__all__ = ["End", "Range", "range_of", "ranges_of"]


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
        return not self.unsettled

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
    flow: Flow
    known: Mapping[str, int]
    free: frozenset[str]

    def coupled(self, named: Sequence[Named]) -> list[str]:
        """Return the free facts that a cohort's value depends on: they cannot be moved alone."""
        return sorted({fact for one in named for fact in self.flow.cohorts_of(one) & self.free})

    def points_of(self, rows: Sequence[Named], fixed: Mapping[str, int]) -> Iterator[_Point]:
        """Yield the printed points that rows which share facts can have together, where extremes can lie."""
        if coupled := self.coupled(rows):
            raise NotSettledError(coupled, 0)
        seen = set()
        for facts in grid(tuple(row.node for row in rows), dict(self.known) | dict(fixed)):
            try:
                units = tuple(int(evaluate(row.node, facts)[0] / row.step) for row in rows)
            except (AbsentError, NoCaseError):
                continue
            if units not in seen:
                seen.add(units)
                yield _Point(units, facts)

    def fronts(self, target: Named, rows: Sequence[Named], fixed: Mapping[str, int], sign: int) -> list[list[_Point]]:
        """Return, for each component, the points that no other one of it beats on the way to the target's end."""
        found = []
        free = self.free - {name.rpartition(".")[0] or name for name in fixed}
        for component in self.flow.components(rows, free):
            signs = [sign * self._sign(row, target) for row in component]
            points = list(self.points_of(component, fixed))
            if not points:
                raise NotSettledError(sorted({name for row in component for name in self.flow.facts_of(row)}), 0)
            found.append(_best(points, signs))
        return found

    def _sign(self, row: Named, target: Named) -> int:
        towards = self.flow.towards(row.name, target)
        if towards is Direction.MIXED:
            raise NotSettledError(sorted(self.flow.facts_of(row)), 0)
        return {Direction.RISING: 1, Direction.FALLING: -1}.get(towards, 0)

    def direct(self, target: Named) -> Iterator[dict[str, int]]:
        """Yield values of the free facts that groups and the total read themselves."""
        later = [named for named in self.flow.later if named.kind == "group" or named is target]
        leaves = sorted(
            {
                leaf
                for named in later
                for leaf in named.node.reads
                if (name := self.flow.fact_of(leaf)) is not None and name in self.free
            },
            key=repr,
        )
        nodes = tuple(named.node for named in (*self.flow.rows, *later))
        options = [candidates(nodes, leaf) for leaf in leaves]
        if prod(map(len, options)) > MOST_POINTS:
            raise NotSettledError(sorted(filter(None, map(self.flow.fact_of, leaves))), prod(map(len, options)))
        for values in product(*options):
            fixed: dict[str, int] = {}
            for leaf, value in zip(leaves, values, strict=True):
                fixed |= slots_of(leaf, value)
            yield fixed

    def end(self, target: Named, rows: Sequence[Named], sign: int) -> tuple[Fraction, dict[str, int]]:
        """Return the target's greatest (*sign* 1) or least (-1) points, with facts that reach them."""
        best: tuple[Fraction, dict[str, int]] | None = None
        for fixed in self.direct(target):
            fronts = self.fronts(target, rows, fixed, sign)
            if prod(map(len, fronts)) > MOST_POINTS:
                raise NotSettledError(sorted(self.free), prod(map(len, fronts)))
            components = self.flow.components(rows, self.free - {name.rpartition(".")[0] or name for name in fixed})
            for chosen in product(*fronts):
                facts = dict(self.known) | fixed
                printed: dict[str, int] = {}
                for component, point in zip(components, chosen, strict=True):
                    facts |= point.facts
                    printed |= {row.name: units for row, units in zip(component, point.units, strict=True)}
                value = self.flow.work(target, facts | printed)
                if value is not None and (best is None or sign * value > sign * best[0]):
                    best = value, facts
        if best is None:
            raise NotSettledError(sorted(self.free), 0)
        return best

    def ends(self, named: Named) -> list[tuple[Fraction, dict[str, int]]]:
        """Return the least and greatest points of a formula, with facts that reach them."""
        if named.kind == "row":
            points = list(self.points_of([named], {}))
            found = [pick(points, key=lambda point: point.units) for pick in (min, max) if points]
            if found:
                return [(point.units[0] * named.step, dict(point.facts)) for point in found]
        elif named.kind != "grade" and all(row.rounded for row in self.flow.rows):
            return [self.end(named, self.flow.rows, sign) for sign in (-1, 1)]
        raise NotSettledError(sorted(self.free), 0)


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


def range_of(flow: Flow, named: Named, known: Mapping[str, int]) -> Range:
    """Return the points that are still possible for one formula.

    Args:
        flow: The scheme's formulas.
        named: The formula.
        known: What is known of the facts, by slot.
    """
    free = frozenset(name for name in flow.facts if f"{name}.state" not in known)
    try:
        ends = _Search(flow, known, free).ends(named)
    except NotSettledError as error:
        interval = bounds(named.node, known_facts(named.node, known))
        low, high = (Fraction(0), named.base) if interval is None else (interval.low, interval.high)
        bound = [End(to_decimal(value, named.step), None) for value in (low, high)]
        return Range(named.id, bound[0], bound[1], error.facts)
    low_end, high_end = (
        End(to_decimal(value, named.step), _measurements(flow.facts, facts, known)) for value, facts in ends
    )
    return Range(named.id, low_end, high_end)


def _measurements(
    facts: Mapping[str, AnyFact], slots: Mapping[str, int], known: Mapping[str, int]
) -> dict[str, object]:
    """Return raw values of the facts that were chosen by the search."""
    found: dict[str, object] = {}
    for name, fact in facts.items():
        if f"{name}.state" in known:
            continue
        own = {slot.name: slots[slot.name] for slot in fact.slots if slot.name in slots}
        if own:
            own.setdefault(f"{name}.state", State.MEASURED.value)
            found[name] = fact.raw(own)
    return found


def ranges_of(flow: Flow, known: Mapping[str, int]) -> dict[str, Range]:
    """Return the points that are still possible for every row, group and the total."""
    return {named.id: range_of(flow, named, known) for named in flow.formulas if named.kind != "grade"}
