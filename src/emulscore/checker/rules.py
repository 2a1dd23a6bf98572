"""What the checker finds inside rules and gates: cases never reached or overlapping, caps and gates without effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from operator import itemgetter
from typing import cast

from emulscore.checker.finding import Finding, finding, place_of
from emulscore.conditions import TotalIs
from emulscore.examples import raw_of
from emulscore.facts import Measured, ScaledFact
from emulscore.figures import figure, show
from emulscore.formula.bounds import Bounds, Interval, split
from emulscore.formula.extremes import NotSettledError, extremes, slots_of
from emulscore.formula.nodes import Band, Choose, Const, Fact, Node, Note, Part, Share, walk
from emulscore.formulas import TOTAL, Named
from emulscore.gates import CutTotal
from emulscore.grades import Grades
from emulscore.rules import Cap, Tiered
from emulscore.rules.cases import band_of, case_words, is_number, node_of
from emulscore.rules.rule import at_base
from emulscore.search.ranges import Range
from emulscore.words import Words

__all__ = ["of_gates", "of_rules", "overlaps"]

_ZERO = Const(Fraction(0))
_MANY = 20


def of_rules(row: Named) -> Iterator[Finding]:
    """Yield what is odd about the rules of a row, however deep they are nested."""
    seen: set[int] = set()
    for node in walk(row.exact):
        if isinstance(node, Part) and id(node.by) not in seen:
            seen.add(id(node.by))
            if isinstance(node.by, Tiered):
                yield from _tiers(row.id, node.by, node.base)
            elif isinstance(node.by, Cap):
                yield from _cap(row.id, node.by, node.base)


def _cap(row: str, rule: Cap, base: Fraction) -> Iterator[Finding]:
    inside = Bounds().of(at_base(rule.rule, base))
    if inside is not None and rule.low.at(base) <= inside.low and inside.high <= rule.high.at(base):
        params = {"cap": figure(rule.high.at(base)), "reached": figure(inside.high)}
        yield finding("cap-never-acts", place_of(row), params, row=row)


def _tiers(row: str, rule: Tiered, base: Fraction) -> Iterator[Finding]:
    on = node_of(rule.fact, rule.unit)
    whole = cast("Interval", Bounds().of(on))  # a fact always has values
    names = [case_words(rule.fact, when, rule.unit) for when, _ in rule.cases]
    bands = [band_of(rule.fact, when) for when, _ in rule.cases]
    entered, left = split(Choose(on, tuple((band, _ZERO) for band in bands)), whole)
    for place in sorted(set(range(len(bands))) - {place for place, _ in entered}):
        held = split(Choose(on, ((bands[place], _ZERO),)), whole)[0]
        example = _example(rule.fact, on, held[0][1]) if held else None
        yield finding("case-never-reached", place_of(row), {"case": names[place]}, example=example, row=row)
    if not is_number(rule.fact):
        return
    pays = [amount.at(base) for _, amount in rule.cases]
    for first, second, both in overlaps(on, whole, bands):
        if pays[first] != pays[second]:
            params = {"case": names[first], "other": names[second]}
            example = _example(rule.fact, on, both)
            yield finding("cases-overlap", place_of(row), params, example=example, row=row)
    steps = [(stretch.low, names[place], pays[place]) for place, stretch in entered]
    if rule.otherwise is not None:
        steps += [(stretch.low, Words("còn lại", "otherwise"), rule.otherwise.at(base)) for stretch in left]
    steps.sort(key=itemgetter(0))
    moves = {after > before for (_, _, before), (_, _, after) in pairwise(steps) if before != after}
    if len(moves) > 1:
        said = [Words(f"{name.vi}: {show(paid)}", f"{name.text('en')}: {show(paid, 'en')}") for _, name, paid in steps]
        params = {"steps": Words("; ".join(one.vi for one in said), "; ".join(one.text("en") for one in said))}
        yield finding("cases-out-of-order", place_of(row), params, row=row)


def overlaps(on: Node, whole: Interval, bands: Sequence[Band]) -> Iterator[tuple[int, int, Interval]]:
    """Yield pairs of bands with the values that both hold, where each also holds others.

    One inside the other is how tiers are listed: from 80 up, from 60 up.
    """
    alone = [split(Choose(on, ((band, _ZERO),)), whole)[0] for band in bands]
    for first, second in combinations(range(len(bands)), 2):
        if alone[first] and alone[second]:
            _, rest = split(Choose(on, ((bands[first], _ZERO),)), alone[second][0][1])
            both, other = split(Choose(on, ((bands[second], _ZERO),)), alone[first][0][1])
            if both and rest and other:
                yield first, second, both[0][1]


def _example(fact: Measured, on: Node, values: Interval) -> Mapping[str, object] | None:
    if isinstance(fact, ScaledFact) or not isinstance(on, Fact | Share):
        return None
    # Only a share may have an open end: the others lie on a grid, and their stretches begin on it.
    value = values.low if not values.low_open else (values.low + values.high) / 2
    return raw_of([fact], slots_of(on, value))


def of_gates(grades: Grades, total: Named, grade: Named, ranges: Mapping[str, Range]) -> Iterator[Finding]:
    """Yield the gates that can never act, and those that always do."""
    notes = {
        node.label: node for node in walk(grade.exact) if isinstance(node, Note) and node.label.startswith("gate_")
    }
    cut = any(isinstance(gate, CutTotal) for gate in grades.gates)
    for place, gate in enumerate(grades.gates):
        of_total = isinstance(gate.when, TotalIs) and not gate.when.without and not cut
        held = notes.get(f"gate_{place}")  # a gate of one's own may not ask whether its condition holds
        ends = None if held is None else _ends(held, ranges)
        if of_total and isinstance(gate.when, TotalIs):
            ends = _of_total(gate.when, total, ranges[TOTAL])
        why = gate.when.words if gate.reason is None else gate.reason
        where = Words("quy định về xếp loại", "the grades")
        if ends is not None and ends.high < 1:
            yield finding("gate-never-fires", where, {"gate": why})
        elif ends is not None and ends.low >= 1:
            yield finding("gate-always-fires", where, {"gate": why})


def _of_total(when: TotalIs, total: Named, found: Range) -> Interval:
    """Return the least and greatest truth of a condition on the total, whose rows may share facts."""
    whole = Interval(Fraction(found.low.points), Fraction(found.high.points))
    held, left = split(Choose(total.node, ((when.span.band, _ZERO),)), whole)
    return Interval(Fraction(0 if left else 1), Fraction(1 if held else 0))


def _ends(condition: Node, ranges: Mapping[str, Range]) -> Interval | None:
    """Return the least and greatest truth of a condition; points that it reads lie within what was found for them."""
    env: dict[Fact | Share, Interval] = {}
    for leaf in condition.reads:
        found = ranges.get(leaf.slot.name[1:-1]) if isinstance(leaf, Fact) and leaf.slot.of_points else None
        if found is not None:
            env[leaf] = Interval(Fraction(found.low.points), Fraction(found.high.points))
    ends = Bounds(env).of(condition)
    # Where each number is tested once the interval is exact; a condition on very many is one on every row.
    if ends is None or ends.low == ends.high or len(condition.reads) > _MANY:
        return ends
    try:
        exact = extremes(condition, within=env)
    except NotSettledError:
        return ends
    return Interval(exact.low.value, exact.high.value)
