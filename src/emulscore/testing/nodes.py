"""Random formulas over every kind of node, and readings of the slots that they read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from emulscore.formula.bounds import bounds
from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Max,
    Min,
    Mode,
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
    walk,
)
from emulscore.words import Words

__all__ = ["bands", "formulas", "fractions", "readings", "rounded_formulas", "slots_of"]

_COUNTS: Final = tuple(
    Slot(name, low, high, Words(name))
    for name, low, high in (("a", -5, 7), ("b", 0, 12), ("c", 0, 1), ("m", -9, -3), ("n", 0, 1000))
)
_SHARES: Final = (
    Share(Slot("s.part", 0, 60, Words("s")), Slot("s.whole", 1, 60, Words("s"))),
    Share(Slot("t.part", 0, 150, Words("t")), Slot("t.whole", 1, 50, Words("t")), Fraction(3)),
)
_MODES: Final[tuple[Mode, ...]] = ("half_up", "down", "up")
_STEPS: Final = (Fraction(1, 100), Fraction(1, 10), Fraction(1, 4), Fraction(1), Fraction(3, 2))
_BY: Final = "a rule"
_INNER: Final = (Add, Mul, WeightedMean, Quotient, Min, Max, Round, Choose, Note, Part)


def fractions() -> st.SearchStrategy[Fraction]:
    """Return small exact numbers, of both signs."""
    return st.builds(Fraction, st.integers(-12, 12), st.sampled_from((1, 1, 2, 3, 4, 7, 10, 100)))


@st.composite
def bands(draw: st.DrawFn) -> Band:
    """Return stretches of numbers with open, closed or no ends; some hold one number, some none."""
    if draw(st.booleans()):
        return Band.exactly(draw(fractions()))
    low, high = draw(st.none() | fractions()), draw(st.none() | fractions())
    if low is not None and high is not None and draw(st.booleans()):
        low, high = min(low, high), max(low, high)
    return Band(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def _leaf(draw: st.DrawFn) -> Node:
    kind = draw(st.sampled_from((Const, Fact, Share, Table)))
    if kind is Const:
        return Const(draw(fractions()))
    if kind is Share:
        return draw(st.sampled_from(_SHARES))
    if kind is Table:
        at = draw(st.sampled_from([slot for slot in _COUNTS if slot.high - slot.low < 20]))  # noqa: PLR2004 - small
        many = at.high - at.low + 1
        return Table(at, tuple(draw(st.lists(fractions(), min_size=many, max_size=many))))
    return Fact(draw(st.sampled_from(_COUNTS)), draw(st.sampled_from((1, 1, 4, 100))))


@st.composite
def formulas(draw: st.DrawFn, depth: int = 5) -> Node:
    """Return random formulas over every kind of node; some nodes stand in several places.

    >>> from hypothesis import strategies
    >>> isinstance(formulas(), strategies.SearchStrategy)
    True

    Args:
        draw: Given by Hypothesis.
        depth: How deep the trees grow, at most.
    """
    return draw(_formula(depth, []))


@st.composite
def _formula(draw: st.DrawFn, depth: int, made: list[Node]) -> Node:
    if depth <= 1:
        node: Node = draw(_leaf())
    elif made and draw(st.integers(0, 7)) == 0:
        node = draw(st.sampled_from(made))
    else:
        node = draw(_inner(depth, made))
    made.append(node)
    return node


@st.composite
def _inner(draw: st.DrawFn, depth: int, made: list[Node]) -> Node:
    def child() -> Node:
        return draw(_formula(draw(st.integers(depth - 3, depth - 1)), made))

    def several() -> tuple[Node, ...]:
        return tuple(child() for _ in range(draw(st.integers(1, 3))))

    kind = draw(st.sampled_from(_INNER))
    if kind is Mul:
        return Mul(child(), child())
    if kind is WeightedMean:
        items = several()
        return WeightedMean(tuple(_weight(child()) for _ in items), items, draw(fractions()))
    if kind is Quotient:
        most = draw(st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1), Fraction(7), Fraction(1000))))
        return Quotient(_weight(child()), _weight(child()), most, draw(fractions()))
    if kind is Round:
        return Round(child(), draw(st.sampled_from(_STEPS)), draw(st.sampled_from(_MODES)))
    if kind is Choose:
        cases = tuple((draw(bands()), of) for of in several())
        return Choose(child(), cases, child() if draw(st.booleans()) else None)
    if kind is Note:
        return Note(draw(st.sampled_from(("x", "y"))), child())
    if kind is Part:
        return Part(_BY, Fraction(10), child())
    if kind is Add:
        return Add(several())
    return Min(several()) if kind is Min else Max(several())


def _weight(node: Node) -> Node:
    """Make a node that is provably 0 or more."""
    now = bounds(node)
    if now is not None and now.high <= 0:
        return Mul(Const(Fraction(-1)), node)
    return node if now is None or now.low >= 0 else Max((node, Const(Fraction(0))))


def rounded_formulas(depth: int = 5) -> st.SearchStrategy[Round]:
    """Return random formulas whose value is rounded, as printed amounts are."""
    return st.builds(Round, formulas(depth), st.sampled_from(_STEPS), st.sampled_from(_MODES))


def slots_of(formula: Node) -> tuple[Slot | Share, ...]:
    """Return what has to be read for *formula*: single slots, and shares whose two sides belong together."""
    found: dict[Slot | Share, None] = {}
    for node in walk(formula):
        match node:
            case Fact():
                found[node.slot] = None
            case Table():
                found[node.at] = None
            case Share():
                found[node] = None
            case _:
                pass
    return tuple(found)


@st.composite
def readings(draw: st.DrawFn, formula: Node, *, absent: bool = True) -> Mapping[str, int]:
    """Return whole numbers for the slots of *formula*, within their limits, often at the ends.

    Args:
        draw: Given by Hypothesis.
        formula: The formula.
        absent: Whether slots may be left out.
    """
    facts: dict[str, int] = {}
    for slot in slots_of(formula):
        if absent and draw(st.integers(0, 5)) == 5:  # noqa: PLR2004 - one in six
            continue
        if isinstance(slot, Share):
            whole = draw(_within(slot.whole.low, slot.whole.high))
            facts[slot.whole.name] = whole
            facts[slot.part.name] = draw(_within(slot.part.low, min(slot.part.high, int(slot.most * whole))))
        else:
            facts[slot.name] = draw(_within(slot.low, slot.high))
    return facts


def _within(low: int, high: int) -> st.SearchStrategy[int]:
    return st.sampled_from((low, high)) | st.integers(low, high)
