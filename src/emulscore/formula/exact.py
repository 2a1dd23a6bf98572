"""What a formula means: its value in Fractions, and the trace of how it came about. Nothing clever lives here."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from attrs import define, field, frozen

from emulscore.formula.nodes import (
    Add,
    Choose,
    Const,
    Fact,
    Max,
    Min,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Share,
    Slot,
    Table,
    WeightedMean,
)
from emulscore.numbers import half_up

__all__ = ["AbsentError", "NoCaseError", "Trace", "evaluate", "rounded"]


class AbsentError(LookupError):
    """A slot that the formula needs here is not given."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.name)
        self.slot = slot


class NoCaseError(ValueError):
    """A value for which the formula states no case."""

    def __init__(self, on: Node, value: Fraction) -> None:
        super().__init__(f"no case for {value}")
        self.on = on
        self.value = value


@frozen
class Trace:
    """How one rule came to its points.

    Attributes:
        by: The rule.
        base: The base it worked at, in points.
        value: Its exact result, in points.
        notes: The values it kept for the explanation, in order.
        parts: The traces of the rules inside it, in order.
        counts: Part and whole, as they were counted, of the notes that are shares.
    """

    by: object
    base: Fraction
    value: Fraction
    notes: Mapping[str, Fraction]
    parts: tuple[Trace, ...]
    counts: Mapping[str, tuple[int, int]] = field(factory=dict, eq=False)


@define
class _Run:
    """One rule at work: its notes and inner traces; a node that stands in two places is worked out once."""

    facts: Mapping[str, int]
    known: dict[Node, Fraction] = field(factory=dict)
    notes: dict[str, Fraction] = field(factory=dict)
    parts: list[Trace] = field(factory=list)
    counts: dict[str, tuple[int, int]] = field(factory=dict)


def evaluate(formula: Node, facts: Mapping[str, int]) -> tuple[Fraction, tuple[Trace, ...]]:
    """Return the exact value of *formula*, and the traces of its outermost rules.

    Only the branches that are taken are looked at: a fact that no taken branch reads may be absent.

    Args:
        formula: The formula.
        facts: Whole numbers by slot name.

    Raises:
        AbsentError: A slot that is needed is not in *facts*.
        NoCaseError: A value has no case.
    """
    run = _Run(facts)
    return _value(formula, run), tuple(run.parts)


def _read(slot: Slot, run: _Run) -> int:
    value = run.facts.get(slot.name)
    if value is None:
        raise AbsentError(slot)
    return value


def _value(node: Node, run: _Run) -> Fraction:
    if node in run.known:
        return run.known[node]
    match node:
        case Const():
            value = node.value
        case Fact():
            value = Fraction(_read(node.slot, run), node.scale)
        case Share():
            value = Fraction(_read(node.part, run), _read(node.whole, run))
        case Add():
            value = Fraction(0)
            for term in node.terms:
                value += _value(term, run)
        case Mul():
            value = _value(node.left, run) * _value(node.right, run)
        case WeightedMean():
            total = value = Fraction(0)
            for weight, item in zip(node.weights, node.items, strict=True):
                total += _value(weight, run)
                value += _value(weight, run) * _value(item, run)
            value = value / total if total else node.empty
        case Quotient():
            top, bottom = _value(node.top, run), _value(node.bottom, run)
            value = min(top / bottom, node.most) if bottom else node.empty
        case Min() | Max():
            pick = min if isinstance(node, Min) else max
            value = _value(node.terms[0], run)
            for term in node.terms[1:]:
                value = pick(value, _value(term, run))
        case Round():
            value = rounded(_value(node.of, run), node)
        case Table():
            value = node.values[_read(node.at, run) - node.at.low]
        case Choose():
            value = _value(_taken(node, _value(node.on, run)), run)
        case Note():
            value = run.notes[node.label] = _value(node.of, run)
            if isinstance(node.of, Share):
                run.counts[node.label] = _read(node.of.part, run), _read(node.of.whole, run)
        case Part():
            inner = _Run(run.facts)
            value = _value(node.of, inner)
            run.parts.append(Trace(node.by, node.base, value, inner.notes, tuple(inner.parts), inner.counts))
        case _:
            assert_never(node)
    run.known[node] = value
    return value


def _taken(node: Choose, value: Fraction) -> Node:
    for band, of in node.cases:
        if band.holds(value):
            return of
    if node.otherwise is None:
        raise NoCaseError(node.on, value)
    return node.otherwise


def rounded(value: Fraction, how: Round) -> Fraction:
    """Return *value* on the grid of the node's step, by its mode."""
    if how.mode == "half_up":
        return half_up(value, how.step)
    steps = value / how.step
    floor = steps.numerator // steps.denominator
    return (floor if how.mode == "down" or steps == floor else floor + 1) * how.step
