"""What the checker finds inside rules and gates: cases never reached or overlapping, caps and gates without effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from emulscore.checker.finding import Finding, finding, place_of
from emulscore.facts import Measured, ScaledFact, State
from emulscore.figures import figure
from emulscore.formula.bounds import Bounds, Interval, split
from emulscore.formula.extremes import NotSettledError, extremes, slots_of
from emulscore.formula.nodes import Band, Choose, Const, Fact, Node, Note, Part, Share, walk
from emulscore.formulas import Named
from emulscore.grades import Grades
from emulscore.rules import Cap, Tiered
from emulscore.rules.cases import band_of, case_words, is_number, node_of
from emulscore.rules.rule import at_base
from emulscore.search.ranges import Range
from emulscore.words import Words

__all__ = ["of_gates", "of_rules"]

_ZERO = Const(Fraction(0))


def of_rules(row: Named) -> Iterator[Finding]:
    """Yield what is odd about the rules of a row, however deep they are nested."""
    seen: set[int] = set()
    for node in walk(row.exact):
        if isinstance(node, Part) and id(node.by) not in seen:
            seen.add(id(node.by))
            if isinstance(node.by, Tiered):
                yield from _tiers(row.id, node.by)
            elif isinstance(node.by, Cap):
                yield from _cap(row.id, node.by, node.base)


def _cap(row: str, rule: Cap, base: Fraction) -> Iterator[Finding]:
    inside = Bounds().of(at_base(rule.rule, base))
    if inside is not None and rule.low.at(base) <= inside.low and inside.high <= rule.high.at(base):
        params = {"cap": figure(rule.high.at(base)), "reached": figure(inside.high)}
        yield finding("cap-never-acts", place_of(row), params, row=row)


def _tiers(row: str, rule: Tiered) -> Iterator[Finding]:
    on = node_of(rule.fact, rule.unit)
    whole = Bounds().of(on)
    if whole is None:
        return
    names = [case_words(rule.fact, when, rule.unit) for when, _ in rule.cases]
    bands = [band_of(rule.fact, when) for when, _ in rule.cases]
    entered, _ = split(Choose(on, tuple((band, _ZERO) for band in bands)), whole)
    places = dict(entered)
    for place, name in enumerate(names):
        if place not in places:
            yield finding("case-never-reached", place_of(row), {"case": name}, row=row)
    if not is_number(rule.fact):
        return
    alone = [split(Choose(on, ((band, _ZERO),)), whole)[0] for band in bands]
    for first, second in ((one, other) for one in range(len(bands)) for other in range(one + 1, len(bands))):
        if rule.cases[first][1] != rule.cases[second][1] and alone[first] and alone[second]:
            both = _overlap(on, bands, alone, first, second)
            if both is not None:
                params = {"case": names[first], "other": names[second]}
                example = _example(rule.fact, on, both)
                yield finding("cases-overlap", place_of(row), params, example=example, row=row)
    order = sorted(places, key=lambda place: places[place].low)
    pays = [rule.cases[place][1].at(Fraction(1)) for place in order]  # one base for all: amounts compare alike
    moves = {after > before for before, after in pairwise(pays) if before != after}
    if len(moves) > 1:
        steps = [
            f"{names[place].text(lang)}: {rule.cases[place][1].text(lang)}" for lang in ("vi", "en") for place in order
        ]
        params = {"steps": Words("; ".join(steps[: len(order)]), "; ".join(steps[len(order) :]))}
        yield finding("cases-out-of-order", place_of(row), params, row=row)


def _overlap(
    on: Node, bands: list[Band], alone: list[list[tuple[int, Interval]]], first: int, second: int
) -> Interval | None:
    """Return the values that both cases hold, where each also holds others: one inside the other is how tiers are listed."""
    shared = None
    for one, other in ((first, second), (second, first)):
        taken, rest = split(Choose(on, ((bands[other], _ZERO),)), alone[one][0][1])
        if not taken or not rest:
            return None
        shared = taken[0][1]
    return shared


def _example(fact: Measured, on: Node, values: Interval) -> Mapping[str, object]:
    value = values.low if not values.low_open else (values.low + values.high) / 2
    if isinstance(on, Fact):
        value = Fraction(int(value * on.scale), on.scale)
    leaf = on if isinstance(on, Fact | Share) else None
    if leaf is None or isinstance(fact, ScaledFact):
        return {}
    return {fact.name: fact.raw({f"{fact.name}.state": State.MEASURED.value} | slots_of(leaf, value))}


def of_gates(grades: Grades, grade: Named, ranges: Mapping[str, Range]) -> Iterator[Finding]:
    """Yield the gates that can never act, and those that always do."""
    notes = {
        node.label: node for node in walk(grade.exact) if isinstance(node, Note) and node.label.startswith("gate_")
    }
    for place, gate in enumerate(grades.gates):
        ends = _ends(notes[f"gate_{place}"], ranges)
        why = gate.when.words if gate.reason is None else gate.reason
        where = Words("quy định về xếp loại", "the grades")
        if ends is not None and ends.high < 1:
            yield finding("gate-never-fires", where, {"gate": why})
        elif ends is not None and ends.low >= 1:
            yield finding("gate-always-fires", where, {"gate": why})


def _ends(condition: Node, ranges: Mapping[str, Range]) -> Interval | None:
    """Return the least and greatest truth of a condition; points that it reads lie within what was found for them."""
    env: dict[Fact | Share, Interval] = {}
    for leaf in condition.reads:
        found = ranges.get(leaf.slot.name[1:-1]) if isinstance(leaf, Fact) and leaf.slot.name.startswith("[") else None
        if found is not None:
            env[leaf] = Interval(Fraction(found.low.points), Fraction(found.high.points))
    ends = Bounds(env).of(condition)
    if ends is None or ends.low == ends.high:
        return ends
    try:
        exact = extremes(condition, within=env)
    except NotSettledError:
        return ends
    return Interval(exact.low.value, exact.high.value)
