"""The measurements of units that a scheme scores, and measurements that it must refuse."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from attrs import frozen
from hypothesis import strategies as st

from emulscore.errors import MeasurementError
from emulscore.facts import NEVER, NOT_APPLICABLE, TIME_UNITS, AnyFact, LatenessFact, ShareFact, State
from emulscore.formula.bounds import tested
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.missing import missing, refused
from emulscore.formula.nodes import Choose, Fact, walk
from emulscore.reading import read_facts
from emulscore.scheme import Scheme
from emulscore.testing.spoiled import spoiled_values
from emulscore.testing.values import values_of

__all__ = ["SpoiledUnit", "measurements_for", "refusal_of", "spoiled"]

_CODES: Final = {
    State.NEVER: "never-without-consequence",
    State.NOT_APPLICABLE: "not-applicable-without-policy",
    State.NOTHING: "zero-of-zero",
}


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
            for name in (slot.name, slot.fact):
                if name in edges:
                    edges[name] |= ends
    return edges


def _states(fact: AnyFact) -> list[object]:
    nothing: list[object] = [(0, 0), "0/0"] if isinstance(fact, ShareFact) else []
    return [NEVER, NOT_APPLICABLE, "không phát sinh", *nothing]


def measurements_for(scheme: Scheme, *, scored: bool = True) -> st.SearchStrategy[dict[str, object]]:
    """Return the measurements of units: edges of every tier, both sides of them, states, many spellings.

    Args:
        scheme: The scheme.
        scored: Whether only states are drawn whose consequence the rules state, so that every unit is scored.
    """
    edges = _edges(scheme)
    measured = st.fixed_dictionaries({name: values_of(fact, edges[name]) for name, fact in scheme.facts.items()})
    states = st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(_states(fact)) for name, fact in scheme.facts.items()}
    )
    few = st.just(dict[str, object]()) | states
    return st.builds(_settled if scored else _either, st.just(scheme), measured, few)


def _either(scheme: Scheme, measured: dict[str, object], states: Mapping[str, object]) -> dict[str, object]:
    del scheme
    return measured | dict(states)


def _settled(scheme: Scheme, measured: dict[str, object], states: Mapping[str, object]) -> dict[str, object]:
    """Keep the states whose consequence is stated, beside all the other values; measure what is refused otherwise."""
    kept = dict(states)
    while kept:
        try:
            scheme.score(measured | kept)
        except MeasurementError as error:
            blamed = {problem.fact for problem in error.problems} & kept.keys()
            # Where every row is left out no single fact is to blame.
            kept = {name: state for name, state in kept.items() if blamed and name not in blamed}
        else:
            break
    return measured | kept


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


def refusal_of(scheme: Scheme, name: str, unit: Mapping[str, object]) -> str | None:
    """Return the code with which one fact is refused beside the others; a branch that is not taken needs none."""
    known, fact = dict(read_facts(scheme.facts, unit).slots), scheme.facts[name]
    own = f"{name}.state"
    for named in scheme.formulas:
        try:
            printed = evaluate(named.node, known)[0]
        except (AbsentError, NoCaseError):
            stuck = (slot.name for slot in refused(named.exact, known))
            if set(fact.slots) & set(missing(named.exact, known)) or own in stuck:
                state = known.get(own)
                return "missing-fact" if state is None else _CODES.get(State(state), "other-time-unit")
        else:
            if named.rounded:
                known[named.name] = int(printed / named.step)
    return None


def spoiled(scheme: Scheme) -> st.SearchStrategy[SpoiledUnit]:
    """Return measurements in which one fact must be refused; all others are in order.

    Args:
        scheme: The scheme; it reads at least one fact.
    """
    return _spoiled(scheme, measurements_for(scheme))


@st.composite
def _spoiled(draw: st.DrawFn, scheme: Scheme, units: st.SearchStrategy[dict[str, object]]) -> SpoiledUnit:
    unit, name = draw(units), draw(st.sampled_from(sorted(scheme.facts)))
    fact = scheme.facts[name]
    how = draw(st.sampled_from(("value", "value", "value", "refused", "missing", "unknown")))
    if how == "unknown":
        return SpoiledUnit(unit | {f"{name}_x": 0}, f"{name}_x", "unknown-fact")
    if how == "missing":
        without = draw(
            st.sampled_from(({key: value for key, value in unit.items() if key != name}, unit | {name: None}))
        )
        if refusal_of(scheme, name, without) is not None:
            return SpoiledUnit(without, name, "missing-fact")
    if how == "refused":
        units_of_time = [{one: 0} for one in TIME_UNITS] if isinstance(fact, LatenessFact) else []
        changed = unit | {name: draw(st.sampled_from([*_states(fact), *units_of_time]))}
        code = refusal_of(scheme, name, changed)
        if code is not None:
            return SpoiledUnit(changed, name, code)
    bad = draw(spoiled_values(fact))
    return SpoiledUnit(unit | {name: bad.value}, name, bad.code)
