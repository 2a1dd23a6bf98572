"""Random schemes, the measurements of units that they score, and measurements that they must refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen
from hypothesis import strategies as st

from emulscore.criteria import Amounts, Criterion, Group, Item, Rounding, facts_of
from emulscore.errors import MeasurementError
from emulscore.facts import NEVER, NOT_APPLICABLE, TIME_UNITS, AnyFact, LatenessFact, ShareFact
from emulscore.formula.bounds import tested
from emulscore.formula.missing import missing
from emulscore.formula.nodes import Choose, Fact, Mode, walk
from emulscore.reading import read_facts
from emulscore.scheme import Scheme
from emulscore.testing.facts import plain_value, spoiled_values, values_of
from emulscore.testing.rules import rules
from emulscore.words import Words

__all__ = ["SpoiledUnit", "measurements_for", "schemes", "spoiled"]

_BASES: Final = (*map(Fraction, (1, 2, 4, 5, 6, 8, 10)), Fraction(1, 2), Fraction(15, 2))
_STEPS: Final = (Fraction(1, 100), Fraction(1, 100), Fraction(1, 4), Fraction(1, 10), Fraction(1))
_MODES: Final[tuple[Mode, ...]] = ("half_up", "half_up", "down", "up")
_AMOUNTS: Final[tuple[tuple[Amounts, ...], ...]] = (
    (),
    ("rows",),
    ("rows", "groups"),
    ("rows", "groups", "total"),
    ("total",),
)


@st.composite
def schemes(draw: st.DrawFn, *, rows: int = 5) -> Scheme:
    """Return schemes that hold: every row proven, groups in groups, sums right, with every kind of rounding.

    Args:
        draw: Given by Hypothesis.
        rows: How many rows there are, at most.
    """
    step = draw(st.sampled_from(_STEPS))
    bases = [base for base in _BASES if (base / step).denominator == 1]
    known: list[AnyFact] = []
    items: list[Item] = []
    for place in range(1, draw(st.integers(1, rows)) + 1):
        base = draw(st.sampled_from(bases))
        rule = draw(rules(base, prefix=f"r{place}_", known=tuple(known)))
        known += [fact for fact in facts_of(rule) if fact not in known]
        items.append(Criterion(str(place), Words(f"Tiêu chí {place}", f"Criterion {place}"), base, rule))
    for place in range(draw(st.integers(0, 3))):
        first = draw(st.integers(0, len(items) - 1))
        last = draw(st.integers(first + 1, len(items)))
        inside = tuple(items[first:last])
        total = sum((item.base for item in inside), Fraction(0))
        items[first:last] = [Group("I" * (place + 1), f"Nhóm {place + 1}", inside, total)]
    mode, amounts = draw(st.sampled_from(_MODES)), draw(st.sampled_from(_AMOUNTS))
    total = sum((item.base for item in items), Fraction(0))
    return Scheme("thu", "Thử", total=total, items=items, rounding=Rounding(step, mode, amounts))


def _edges(scheme: Scheme) -> dict[str, set[Fraction]]:
    """Return the numbers that the rules test each fact against."""
    edges: dict[str, set[Fraction]] = {name: set() for name in scheme.facts}
    for named in scheme.formulas:
        for node in walk(named.exact):
            leaf = tested(node) if isinstance(node, Choose) else None
            if leaf is None or not isinstance(node, Choose):
                continue
            slot = leaf.slot if isinstance(leaf, Fact) else leaf.part
            ends = {end for band, _ in node.cases for end in (band.low, band.high) if end is not None}
            for name in (slot.name, slot.name.rpartition(".")[0]):
                if name in edges:
                    edges[name] |= ends
    return edges


def _states(fact: AnyFact) -> list[object]:
    nothing: list[object] = [(0, 0), "0/0"] if isinstance(fact, ShareFact) else []
    return [NEVER, NOT_APPLICABLE, "không phát sinh", *nothing]


def _refusals(scheme: Scheme, name: str, value: object) -> set[str]:
    """Return the codes with which a scheme refuses one value of one fact, all others being in order."""
    unit = {other: plain_value(fact) for other, fact in scheme.facts.items()} | {name: value}
    try:
        scheme.score({key: raw for key, raw in unit.items() if raw is not None}, partial=True)
    except MeasurementError as error:
        return {problem.code for problem in error.problems if problem.fact == name}
    return set()


def measurements_for(scheme: Scheme, *, scored: bool = True) -> st.SearchStrategy[dict[str, object]]:
    """Return the measurements of units: edges of every tier, both sides of them, states, many spellings.

    Args:
        scheme: The scheme.
        scored: Whether only states are drawn whose consequence the rules state, so that every unit is scored.
    """
    edges = _edges(scheme)
    values: dict[str, st.SearchStrategy[object]] = {}
    for name, fact in scheme.facts.items():
        states = [state for state in _states(fact) if not scored or not _refusals(scheme, name, state)]
        measured = values_of(fact, edges[name])
        values[name] = measured if not states else st.one_of(measured, measured, measured, st.sampled_from(states))
    return st.fixed_dictionaries(values)


@frozen
class SpoiledUnit:
    """Measurements that must be refused.

    Attributes:
        measurements: The measurements.
        fact: The fact that is refused.
        code: The code of the refusal.
    """

    measurements: Mapping[str, object]
    fact: str
    code: str


def _without_consequence(scheme: Scheme, name: str, fact: AnyFact) -> Iterator[tuple[object, str]]:
    """Yield values that the fact takes and the rules do not."""
    values = _states(fact)
    if isinstance(fact, LatenessFact):
        values += [{unit: 0} for unit in TIME_UNITS]
    for value in values:
        for code in _refusals(scheme, name, value):
            yield value, code


def _needed(scheme: Scheme, name: str, rest: Mapping[str, object]) -> bool:
    """Say whether a fact is needed beside the others: a branch that is not taken needs none."""
    known, slots = read_facts(scheme.facts, rest).slots, set(scheme.facts[name].slots)
    return any(slots & set(missing(named.exact, known)) for named in scheme.formulas)


def spoiled(scheme: Scheme) -> st.SearchStrategy[SpoiledUnit]:
    """Return measurements in which one fact must be refused; all others are in order.

    Args:
        scheme: The scheme; it reads at least one fact.
    """
    refused = {name: tuple(_without_consequence(scheme, name, fact)) for name, fact in scheme.facts.items()}
    return _spoiled(scheme, measurements_for(scheme), refused)


@st.composite
def _spoiled(
    draw: st.DrawFn,
    scheme: Scheme,
    units: st.SearchStrategy[dict[str, object]],
    refused: Mapping[str, tuple[tuple[object, str], ...]],
) -> SpoiledUnit:
    unit, name = draw(units), draw(st.sampled_from(sorted(scheme.facts)))
    how = draw(st.sampled_from(("value", "value", "value", "refused", "missing", "unknown")))
    if how == "unknown":
        return SpoiledUnit(unit | {f"{name}_x": 0}, f"{name}_x", "unknown-fact")
    rest = {key: value for key, value in unit.items() if key != name}
    if how == "missing" and _needed(scheme, name, rest):
        return SpoiledUnit(rest, name, "missing-fact")
    if how == "refused" and refused[name]:
        value, code = draw(st.sampled_from(refused[name]))
        return SpoiledUnit(unit | {name: value}, name, code)
    bad = draw(spoiled_values(scheme.facts[name]))
    return SpoiledUnit(unit | {name: bad.value}, name, bad.code)
