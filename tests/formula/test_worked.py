"""Formulas of every kind beside plain arithmetic, for every measurement there is: each reader of formulas in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor
from typing import Literal, NamedTuple

import pytest

from emulscore.formula.bounds import Bounds, bounds, known_facts, leaf_interval
from emulscore.formula.direction import Direction, direction
from emulscore.formula.exact import NoCaseError, evaluate
from emulscore.formula.extremes import NotSettledError, extremes, slots_of
from emulscore.formula.lines import NotStraightError, lines
from emulscore.formula.missing import missing
from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Leaf,
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
    largest,
    smallest,
)
from emulscore.formula.nodes import WeightedMean as Mean
from emulscore.formula.targets import compile_python
from emulscore.testing.checked import run_checked
from emulscore.words import Words

F = Fraction
LABEL = Words("x")
X = Fact(Slot("x", 0, 5, LABEL))
Y = Fact(Slot("y", -3, 3, LABEL))
N = Fact(Slot("n", -3, 0, LABEL))
T = Fact(Slot("t", 0, 8, LABEL), 4)
S = Share(Slot("s.part", 0, 4, LABEL), Slot("s.whole", 1, 4, LABEL))
A = Share(Slot("a.part", 0, 3, LABEL), Slot("a.whole", 1, 2, LABEL), F(3, 2))
LEAVES: dict[str, Leaf] = {"x": X, "y": Y, "n": N, "t": T, "s": S, "a": A}
EIGHTH = F(1, 8)
MODES: tuple[Mode, ...] = ("half_up", "down", "up")


def c(value: int | str) -> Const:
    return Const(F(value))


def near(value: Fraction, step: Fraction, mode: Mode) -> Fraction:
    """Round by floor and ceiling alone."""
    if mode == "half_up":
        return (1 if value >= 0 else -1) * floor(abs(value) / step + F(1, 2)) * step
    return (floor if mode == "down" else ceil)(value / step) * step


class Of(NamedTuple):
    """The values of all facts."""

    x: Fraction = F(0)
    y: Fraction = F(0)
    n: Fraction = F(0)
    t: Fraction = F(0)
    s: Fraction = F(0)
    a: Fraction = F(0)


class Worked(NamedTuple):
    """A formula beside plain arithmetic.

    Attributes:
        node: The formula.
        value: The same in plain arithmetic; None where it states no case.
        wide: Whether its bounds are wider than its values: `known` where facts are known, `always` there and else.
        unsure: The facts of which less is claimed than is true.
        crooked: The facts along which it is no straight line.
        unsettled: Whether the search for its ends refuses it.
    """

    node: Node
    value: Callable[[Of], Fraction | int | None]
    wide: Literal["", "known", "always"] = ""
    unsure: str = ""
    crooked: str = ""
    unsettled: bool = False


def mean(pairs: list[tuple[Fraction, Fraction]], empty: int) -> Fraction:
    total = sum((weight for weight, _ in pairs), F(0))
    return sum((weight * item for weight, item in pairs), F(0)) / total if total else F(empty)


def over(top: Fraction, bottom: Fraction, most: int, empty: int | Fraction) -> Fraction:
    return min(top / bottom, F(most)) if bottom else F(empty)


def table(slot: Slot, *values: int | str) -> Table:
    return Table(slot, tuple(F(value) for value in values))


HALF = F(1, 2)
ROUNDED = [
    one
    for mode in MODES
    for one in (
        Worked(Round(S * 10, HALF, mode), lambda v, m=mode: near(v.s * 10, HALF, m)),  # type: ignore[misc]
        Worked(Round(Y * "3/4", HALF, mode), lambda v, m=mode: near(v.y * F(3, 4), HALF, m)),  # type: ignore[misc]
        Worked(Round(Y / 4, HALF, mode), lambda v, m=mode: near(v.y / 4, HALF, m)),  # type: ignore[misc]
        Worked(Round(X * "2/3", F(3, 2), mode), lambda v, m=mode: near(v.x * F(2, 3), F(3, 2), m)),  # type: ignore[misc]
        Worked(Round(S * 3 - T, F(1), mode), lambda v, m=mode: near(v.s * 3 - v.t, F(1), m)),  # type: ignore[misc]
        Worked(Round(A * "1/2" + S, F(1, 3), mode), lambda v, m=mode: near(v.a / 2 + v.s, F(1, 3), m)),  # type: ignore[misc]
        Worked(Round(Y * 2, F(1), mode), lambda v: 2 * v.y),
        Worked(Round(c("-7/4"), HALF, mode), lambda _, m=mode: near(F(-7, 4), HALF, m)),  # type: ignore[misc]
    )
]
WORKED = [
    Worked(c("5/2"), lambda _: F(5, 2)),
    Worked(X, lambda v: v.x),
    Worked(T, lambda v: v.t),
    Worked(S, lambda v: v.s),
    Worked(A, lambda v: v.a),
    Worked(Add(()), lambda _: 0),
    Worked(Add((Y,)), lambda v: v.y),
    Worked(Add((c(2), c("-1/3"))), lambda _: F(5, 3)),
    Worked(X - Y, lambda v: v.x - v.y),
    Worked(2 - T, lambda v: 2 - v.t),
    Worked(X / 3 + T, lambda v: v.x / 3 + v.t),
    Worked(S + A, lambda v: v.s + v.a),
    Worked(S + S + X, lambda v: 2 * v.s + v.x),
    Worked(Add((S, c(1), A, X, c("1/2"))), lambda v: v.s + v.a + v.x + F(3, 2)),
    Worked(S - S, lambda _: 0, wide="always", unsure="s", unsettled=True),
    Worked(S * 2 - S * 3 + 1, lambda v: 1 - v.s, wide="always", unsure="s", unsettled=True),
    Worked(X * Y, lambda v: v.x * v.y),
    Worked(T * (0 - X), lambda v: -v.t * v.x),
    Worked(S * X, lambda v: v.s * v.x),
    Worked(S * A * T, lambda v: v.s * v.a * v.t),
    Worked((S + A) * T, lambda v: (v.s + v.a) * v.t),
    Worked(Mul(c("2/3"), c("3/4")) + Y, lambda v: HALF + v.y),
    Worked(X * 0, lambda _: 0, unsure="x"),
    Worked(Y * "-1/3", lambda v: -v.y / 3),
    Worked(Mean((c(1), c(3)), (X, S), F(0)), lambda v: (v.x + 3 * v.s) / 4, wide="always"),
    Worked(Mean((X, Y + 3), (c(2), c(6)), F(7)), lambda v: mean([(v.x, F(2)), (v.y + 3, F(6))], 7),
           wide="known", unsure="x", crooked="xy"),
    Worked(Mean((S, A), (X, T), F(1)), lambda v: mean([(v.s, v.x), (v.a, v.t)], 1),
           wide="known", crooked="sa", unsettled=True),
    Worked(Mean((N * -1, c(1)), (X, Y), F(5)), lambda v: mean([(-v.n, v.x), (F(1), v.y)], 5),
           wide="always", crooked="n"),
    Worked(Mean((N * -1,), (X,), F(9)), lambda v: mean([(-v.n, v.x)], 9), unsure="n", crooked="n"),
    Worked(Mean((c(0),), (X,), F(3)), lambda _: 3, unsure="x"),
    Worked(Mean((X,), (c(0),), F(3)), lambda v: 0 if v.x else 3, unsure="x", crooked="x"),
    Worked(Quotient(X, Y + 4, F(2), F(9)), lambda v: over(v.x, v.y + 4, 2, 9), crooked="y"),
    Worked(Quotient(X, Y + 3, F(2), HALF), lambda v: over(v.x, v.y + 3, 2, HALF), crooked="y"),
    Worked(Quotient(S, A, F(2), F(1, 4)), lambda v: over(v.s, v.a, 2, F(1, 4)), crooked="a", unsettled=True),
    Worked(Quotient(X, c(2), F(2), F(0)), lambda v: over(v.x, F(2), 2, 0)),
    Worked(Quotient(S, c("1/3"), F(2), F(0)), lambda v: over(v.s, F(1, 3), 2, 0)),
    Worked(Quotient(X, c(0), F(2), F(7)), lambda _: 7, unsure="x"),
    Worked(Quotient(c(0), X, F(1), HALF), lambda v: 0 if v.x else HALF, unsure="x", crooked="x"),
    Worked(Quotient(c(0), c(2), F(1), HALF), lambda _: 0),
    Worked(Quotient(X, N * -1, F(2), HALF), lambda v: over(v.x, -v.n, 2, HALF), crooked="n"),
    Worked(Quotient(T, X + 1, F(1), HALF), lambda v: over(v.t, v.x + 1, 1, HALF), crooked="x"),
    Worked(Quotient(X, Y / 2 + 2, F(20), F(30)), lambda v: over(v.x, v.y / 2 + 2, 20, 30), crooked="y"),
    Worked(Quotient(X, Y + 3, F(2), F(9)), lambda v: over(v.x, v.y + 3, 2, 9), unsure="y", crooked="y"),
    Worked(Quotient(T, X / 10, F(2), F(9)), lambda v: over(v.t, v.x / 10, 2, 9), unsure="x", crooked="x"),
    Worked(Quotient(Y + 3, c(0), F(2), F(7)), lambda _: 7, unsure="y"),
    Worked(Quotient(S, X, F(1), F(0)), lambda v: over(v.s, v.x, 1, 0), crooked="x"),
    Worked(Quotient(X + 20, X + 1, F(2), F(0)), lambda _: 2, unsure="x", crooked="x"),
    Worked(Mean((c(0), c(1)), (X + 9, S), F(3)), lambda v: v.s, unsure="x"),
    Worked(Mean((c(1), S), (X, T), F(99)), lambda v: mean([(F(1), v.x), (v.s, v.t)], 99), wide="known", crooked="s",
           unsettled=True),
    Worked(Mean((c(1),), (X,), F(9)), lambda v: v.x),
    Worked(X * (S - "1/2"), lambda v: v.x * (v.s - HALF)),
    Worked(X * N, lambda v: v.x * v.n),
    Worked(Choose(X, ((Band(low=F(3)), 5 - X),), 4 - X), lambda v: 5 - v.x if v.x >= 3 else 4 - v.x),
    Worked(Choose(X, ((Band(low=F(3)), X - 1),), X), lambda v: v.x - 1 if v.x >= 3 else v.x),
    Worked(Choose(X, ((Band(low=F(3)), table(X.slot, 9, 0, 9, 1, 2, 3)),), c(0)),
           lambda v: v.x - 2 if v.x >= 3 else 0),
    Worked(Choose(X, ((Band(high=F(2)), table(X.slot, 3, 2, 1, 9, 0, 9)),), c(0)),
           lambda v: 3 - v.x if v.x <= 2 else 0),
    Worked(smallest(X, 3), lambda v: min(v.x, F(3))),
    Worked(smallest(X, 7), lambda v: v.x),
    Worked(smallest(X, 5), lambda v: v.x),
    Worked(smallest(X, X), lambda v: v.x),
    Worked(smallest(S, T, "1/2"), lambda v: min(v.s, v.t, HALF)),
    Worked(smallest(S, A), lambda v: min(v.s, v.a)),
    Worked(largest(S, A), lambda v: max(v.s, v.a)),
    Worked(largest(Y, 0), lambda v: max(v.y, F(0))),
    Worked(largest(X, Y), lambda v: max(v.x, v.y)),
    Worked(largest(X, Y, -3), lambda v: max(v.x, v.y)),
    Worked(largest(X, 5), lambda _: 5, unsure="x"),
    Worked(smallest(X, 0), lambda _: 0, unsure="x"),
    Worked(largest(2 - X, S * 4), lambda v: max(2 - v.x, 4 * v.s)),
    *ROUNDED,
    Worked(table(X.slot, 0, 3, 1, 4, 1, 5), lambda v: F((0, 3, 1, 4, 1, 5)[int(v.x)])),
    Worked(table(Y.slot, 5, 4, 4, 2, "3/2", 1, 0), lambda v: (F(5), F(4), F(4), F(2), F(3, 2), F(1), F(0))[int(v.y) + 3]),
    Worked(table(X.slot, "-1/3", 0, 0, 2, 2, "9/4") * S,
           lambda v: (F(-1, 3), F(0), F(0), F(2), F(2), F(9, 4))[int(v.x)] * v.s,
           unsettled=True),
    Worked(table(X.slot, 4, 4, 4, 4, 4, 4), lambda _: 4),
    Worked(table(Y.slot, 0, 5, 4, 3, 2, 1, 0), lambda v: 3 - v.y if v.y > -3 else 0),
    Worked(table(Y.slot, 5, 4, 3, 2, 1, 0, 1), lambda v: abs(2 - v.y)),
    Worked(Choose(Y, ((Band(low=F(0)), table(Y.slot, 9, 9, 9, 1, 2, 3, 4)),), c(0)), lambda v: v.y + 1 if v.y >= 0 else 0),
    Worked(Choose(Y, ((Band(high=F(-1)), table(Y.slot, 3, 2, 1, 9, 0, 9, 0)),), c(0)), lambda v: -v.y if v.y < 0 else 0),
    Worked(Choose(X, ((Band(low=F(3)), X * 2), (Band(low=F(1)), c(1))), c(0)),
           lambda v: 2 * v.x if v.x >= 3 else 1 if v.x >= 1 else 0),
    Worked(Choose(X, ((Band(high=F(2), high_open=True), c(5)), (Band.exactly(3), Y)), c(-1)),
           lambda v: 5 if v.x < 2 else v.y if v.x == 3 else -1),
    Worked(Choose(S, ((Band(low=HALF, low_open=True), S * 4),), S), lambda v: v.s * 4 if v.s > HALF else v.s),
    Worked(Choose(T, ((Band(high=F(3, 4)), c(0)), (Band(low=F(3, 2)), c(3))), T),
           lambda v: 0 if v.t <= F(3, 4) else 3 if v.t >= F(3, 2) else v.t),
    Worked(Choose(T, ((Band(F(3, 4), F(3, 2), low_open=True, high_open=True), T * 2),), c(1)),
           lambda v: 2 * v.t if F(3, 4) < v.t < F(3, 2) else 1),
    Worked(Choose(X, ((Band(high=F(3)), X),)), lambda v: v.x if v.x <= 3 else None),
    Worked(Choose(X, ((Band(low=F(2)), 7 - X),)) + Y, lambda v: 7 - v.x + v.y if v.x >= 2 else None),
    Worked(Choose(X + Y, ((Band(low=F(2)), c(1)),), c(0)), lambda v: int(v.x + v.y >= 2)),
    Worked(Choose(S, ((Band.exactly(1), X), (Band(high=F(0)), c(9))), Y),
           lambda v: v.x if v.s == 1 else 9 if v.s == 0 else v.y),
    Worked(
        Choose(
            X,
            ((Band(low=F(3)), Choose(S, ((Band(low=HALF), c(4)),), c(2))),),
            Choose(Y, ((Band(low=F(0)), c(1)),)),
        ),
        lambda v: (4 if v.s >= HALF else 2) if v.x >= 3 else 1 if v.y >= 0 else None,
    ),
    Worked(Choose(Round(S * 3, F(1)), ((Band(low=F(2)), c(1)),), c(0)), lambda v: int(v.s >= HALF)),
    Worked(Choose(3 - X, ((Band(low=F(1)), c(4)),), c(0)), lambda v: 4 if v.x <= 2 else 0),
    Worked(Choose(X, ((Band(low=F(20)), c(1)),), Y), lambda v: v.y),
    Worked(Choose(X, ((Band(low=F(20)), c(1)),)) + Y, lambda _: None),
    Worked(Choose(c(3), ((Band(low=F(2)), X),), Y), lambda v: v.x),
    Worked(Choose(X, ((Band(), Y),), S), lambda v: v.y),
    Worked(Choose(Note("k", X), ((Band(low=F(2)), X * 3),), X), lambda v: 3 * v.x if v.x >= 2 else v.x),
    Worked(Choose(X, ((Band(low=F(3)), S),), A) + HALF, lambda v: (v.s if v.x >= 3 else v.a) + HALF),
    Worked(Choose(S, ((Band(low=HALF), A),), T), lambda v: v.a if v.s >= HALF else v.t),
    Worked(Choose(S, ((Band(F(1, 3), F(2, 3), low_open=True, high_open=True), c(1)),), c(0)),
           lambda v: int(F(1, 3) < v.s < F(2, 3))),
    Worked(Choose(X + 1, ((Band.exactly(F(5, 2)), c(5)),), c(1)), lambda _: 1),
    Worked(Choose(2 * T, ((Band.exactly(F(5, 2)), c(5)),), c(1)), lambda v: 5 if 2 * v.t == F(5, 2) else 1),
    Worked(Choose(X * Y, ((Band(low=F(2)), c(1)),), c(0)), lambda v: int(v.x * v.y >= 2), unsure="x"),
    Worked(Choose(X * (3 - X), ((Band(low=F(2)), c(1)),), c(0)), lambda v: int(v.x * (3 - v.x) >= 2), crooked="x"),
    Worked(Note("k", S) + Part("rule", F(5), X), lambda v: v.s + v.x),
]  # fmt: skip
every = pytest.mark.parametrize("one", WORKED, ids=lambda one: str(WORKED.index(one)))


def values_of(leaf: Leaf) -> list[Fraction]:
    """Return the values that a fact can have."""
    if isinstance(leaf, Fact):
        return [F(step, leaf.scale) for step in range(leaf.slot.low, leaf.slot.high + 1)]
    return sorted(
        {
            F(part, whole)
            for whole in range(leaf.whole.low, leaf.whole.high + 1)
            for part in range(leaf.part.low, leaf.part.high + 1)
            if F(part, whole) <= leaf.most
        }
    )


def read_by(one: Worked) -> list[str]:
    return [name for name, leaf in LEAVES.items() if leaf in one.node.reads]


def units(one: Worked) -> Iterator[tuple[Of, dict[str, int]]]:
    """Yield all measurements of what a formula reads: as values, and by slot."""
    names = read_by(one)
    for values in product(*(values_of(LEAVES[name]) for name in names)):
        slots: dict[str, int] = {}
        for name, value in zip(names, values, strict=True):
            slots |= slots_of(LEAVES[name], value)
        yield Of(**dict(zip(names, values, strict=True))), slots


def found(one: Worked) -> list[Fraction | int]:
    return [value for of, _ in units(one) if (value := one.value(of)) is not None]


@every
def test_the_exact_value_is_that_of_plain_arithmetic(one: Worked) -> None:
    """For every measurement; what states no case says so."""
    for of, slots in units(one):
        expected = one.value(of)
        if expected is None:
            with pytest.raises(NoCaseError):
                evaluate(one.node, slots)
        else:
            assert evaluate(one.node, slots)[0] == expected, of


@every
@pytest.mark.parametrize("mode", MODES)
def test_compiled_and_checked_whole_numbers_are_that_value_rounded(one: Worked, mode: Mode) -> None:
    """In eighths, for every measurement; no number on the way leaves what is proven for it."""
    formula = Round(one.node, EIGHTH, mode)
    code = compile_python([("r", formula, EIGHTH)])
    for of, slots in units(one):
        value = one.value(of)
        expected = None if value is None else near(F(value), EIGHTH, mode) * 8
        assert code.run([slots.get(slot.name) for slot in code.slots]) == (expected,), of
        assert run_checked([("r", formula, EIGHTH)], slots)[0] == (expected,), of


@every
def test_without_a_fact_that_matters_there_is_no_value(one: Worked) -> None:
    """Compiled code says None, and what is missing is named, where what is there does not settle the value."""
    code = compile_python([("r", Round(one.node, EIGHTH), EIGHTH)])
    for name in read_by(one):
        gone = {slot.name for slot in LEAVES[name].slots}
        for of, slots in units(one):
            left = {slot: value for slot, value in slots.items() if slot not in gone}
            others = [one.value(of._replace(**{name: value})) for value in values_of(LEAVES[name])]
            (steps,) = code.run([left.get(slot.name) for slot in code.slots])
            if steps is None:
                value = one.value(of)
                assert missing(one.node, left) or value is None, of
            else:  # a branch was taken that does not read it
                assert len(set(others)) == 1, of
                assert missing(one.node, left) == ()


@every
def test_bounds_hold_every_value_and_their_ends_are_values(one: Worked) -> None:
    """The least and the greatest of all values, and for known facts the value itself."""
    values, now = found(one), bounds(one.node)
    if not values:
        assert now is None
        return
    assert now is not None
    if one.wide == "always":
        assert now.low <= min(values) <= max(values) <= now.high
        assert (now.low, now.high) != (min(values), max(values))
    else:
        assert (now.low, now.high) == (min(values), max(values))
    for of, slots in units(one):
        pinned, value = bounds(one.node, known_facts(one.node, slots)), one.value(of)
        assert (pinned is None) == (value is None), of
        if pinned is not None and value is not None:
            assert pinned.low <= value <= pinned.high, of
            assert one.wide or pinned.low == pinned.high, of


def way(one: Worked, name: str) -> Direction:
    """Return how all values move with a fact, by comparing neighbours."""
    rises = falls = False
    for of, _ in units(one):
        if getattr(of, name) == values_of(LEAVES[name])[0]:
            along = [one.value(of._replace(**{name: value})) for value in values_of(LEAVES[name])]
            stated = [value for value in along if value is not None]
            rises |= any(lower < upper for lower, upper in pairwise(stated))
            falls |= any(lower > upper for lower, upper in pairwise(stated))
    ways = {(True, False): Direction.RISING, (False, True): Direction.FALLING, (False, False): Direction.FLAT}
    return ways.get((rises, falls), Direction.MIXED)


@pytest.mark.parametrize("one", [one for one in WORKED if found(one)], ids=lambda one: str(WORKED.index(one)))
def test_directions_are_those_that_the_values_show(one: Worked) -> None:
    """Rising, falling or flat only where no measurement says otherwise; where less is claimed, it is named here."""
    for name in read_by(one):
        claimed, true = direction(one.node, LEAVES[name], Bounds()), way(one, name)
        if name in one.unsure:
            assert claimed != true
            assert claimed is Direction.MIXED or true is Direction.FLAT
        else:
            assert claimed == true, name


@every
def test_extremes_are_the_least_and_the_greatest_value(one: Worked) -> None:
    """Reached by the measurements that are shown; also where one of the facts is known."""
    values = found(one)
    if one.unsettled or not values:
        with pytest.raises(NotSettledError):
            extremes(one.node)
        return
    ends = extremes(one.node)
    assert (ends.low.value, ends.high.value) == (min(values), max(values))
    for end in (ends.low, ends.high):
        assert evaluate(one.node, end.facts)[0] == end.value
    for name in read_by(one):
        for known in values_of(LEAVES[name]):
            some = [one.value(of) for of, _ in units(one) if getattr(of, name) == known]
            left = [value for value in some if value is not None]
            if left:
                ends = extremes(one.node, slots_of(LEAVES[name], known))
                assert (ends.low.value, ends.high.value) == (min(left), max(left)), (name, known)


@every
def test_lines_are_the_formula_along_each_fact(one: Worked) -> None:
    """At every value of the fact, for every value of the others; between two breaks nothing happens."""
    for name in read_by(one):
        leaf = LEAVES[name]
        if name in one.crooked:
            with pytest.raises(NotStraightError):
                lines(one.node, leaf, leaf_interval(leaf), next(units(one))[1])
            continue
        for of, slots in units(one):
            if getattr(of, name) != values_of(leaf)[0]:
                continue
            drawn = lines(one.node, leaf, leaf_interval(leaf), slots)
            for value in values_of(leaf):
                assert drawn.at(value) == one.value(of._replace(**{name: value})), (of, name, value)
            assert (drawn.breaks[0], drawn.breaks[-1]) == (values_of(leaf)[0], values_of(leaf)[-1])
            for place in range(1, len(drawn.breaks) - 1):
                assert len(set(drawn.cells[2 * place - 1 : 2 * place + 2])) > 1
