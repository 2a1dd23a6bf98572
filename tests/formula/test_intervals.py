"""What a band leaves of an interval, on a grid or between its steps; and what is known of facts, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from emulscore.formula.bounds import Bounds, Interval, bounds, known_facts, leaf_interval, narrowed, split
from emulscore.formula.nodes import (
    Band,
    Choose,
    Const,
    Fact,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Share,
    Slot,
    largest,
    smallest,
)
from emulscore.words import Words

F = Fraction
LABEL = Words("x")
X = Fact(Slot("x", 0, 5, LABEL))
Y = Fact(Slot("y", -3, 3, LABEL))
T = Fact(Slot("t", 0, 8, LABEL), 4)
S = Share(Slot("s.part", 0, 4, LABEL), Slot("s.whole", 1, 4, LABEL))
ZERO, ONE, HALF = F(0), F(1), F(1, 2)
OPEN = {"low_open": True, "high_open": True}
UNIT = Interval(ZERO, ONE)


def c(value: int | str) -> Const:
    return Const(F(value))


def of(*values: int | str) -> list[Fraction]:
    return [F(value) for value in values]


@pytest.mark.parametrize(
    ("now", "band", "grid_", "expected"),
    [
        (UNIT, Band(), None, UNIT),
        (UNIT, Band(low=HALF), None, Interval(HALF, ONE)),
        (UNIT, Band(low=HALF, low_open=True), None, Interval(HALF, ONE, low_open=True)),
        (UNIT, Band(high=HALF), None, Interval(ZERO, HALF)),
        (UNIT, Band(high=HALF, high_open=True), None, Interval(ZERO, HALF, high_open=True)),
        (Interval(ZERO, ONE, **OPEN), Band(ZERO, ONE), None, Interval(ZERO, ONE, **OPEN)),
        (UNIT, Band(ZERO, ONE, **OPEN), None, Interval(ZERO, ONE, **OPEN)),
        (UNIT, Band(F(-1), F(2), **OPEN), None, UNIT),
        (UNIT, Band.exactly(1), None, Interval(ONE, ONE)),
        (UNIT, Band(low=ONE, low_open=True), None, None),
        (UNIT, Band(high=ZERO, high_open=True), None, None),
        (UNIT, Band(low=F(2)), None, None),
        (UNIT, Band(high=F(-1)), None, None),
        (Interval(ZERO, F(2)), Band(F(1, 3), F(5, 3)), 4, Interval(HALF, F(3, 2))),  # the nearest quarters inside
        (Interval(ZERO, F(2)), Band(F(1, 4), F(7, 4)), 4, Interval(F(1, 4), F(7, 4))),
        (Interval(ZERO, F(2)), Band(F(1, 4), F(7, 4), **OPEN), 4, Interval(HALF, F(3, 2))),
        (Interval(ZERO, F(2)), Band(F(1, 3), F(5, 3), **OPEN), 4, Interval(HALF, F(3, 2))),
        (Interval(ZERO, F(2)), Band(F(1, 4), HALF, **OPEN), 4, None),
        (Interval(ZERO, F(2)), Band(F(1, 4), F(3, 4), **OPEN), 4, Interval(HALF, HALF)),
        (Interval(F(-2), F(2)), Band(F(-5, 3), F(-1, 3)), 4, Interval(F(-3, 2), F(-1, 2))),
    ],
)
def test_a_band_leaves_the_part_of_an_interval_that_lies_in_it(
    now: Interval, band: Band, grid_: int | None, expected: Interval | None
) -> None:
    """An end that is left out stays left out; on a grid it moves to the next step inside."""
    assert narrowed(now, band, grid_) == expected


@pytest.mark.parametrize(
    ("on", "steps"),
    [
        (X, 1),
        (T, 4),
        (X + T, 4),
        (smallest(T, c("1/3")), 12),
        (largest(X, c("1/3")), 3),
        (Note("k", T), 4),
        (Part("rule", ONE, T), 4),
        (Mul(c("1/2"), T), 8),
        (Round(S, F(1, 8)), 8),
        (Choose(Y, ((Band(low=ZERO), T),), X), 4),
        (Choose(Y, ((Band(low=ZERO), X),), T), 4),
        (Choose(Y, ((Band(low=ZERO), T), (Band(), X))), 4),
        (Mul(T, c("1/2")), None),
        (Round(S, F(3, 2)), None),
        (S, None),
        (X + S, None),
        (Quotient(X, c(2), ONE, ZERO), None),
    ],
)
def test_a_tested_value_moves_by_its_steps(on: Node, steps: int | None) -> None:
    """Above 1 begins at the next step where the value lies on a grid, and right behind 1 where it does not."""
    found, left = split(Choose(on, ((Band(low=ONE, low_open=True), c(1)),)), Interval(ZERO, F(2)))
    after = Interval(ONE, F(2), low_open=True) if steps is None else Interval(1 + F(1, steps), F(2))
    assert found == [(0, after)]
    assert left == [Interval(ZERO, ONE)]


def test_numbers_are_shared_out_to_the_cases() -> None:
    """Each case takes what is left over by those before it; what no case holds is left, in rising order."""
    bands = (Band.exactly(0), Band(F(3, 4), ONE, low_open=True), Band(F(1, 4), HALF, **OPEN), Band.exactly(ONE))
    choice = Choose(S, tuple((band, X) for band in bands), Y)
    found, left = split(choice, UNIT)
    assert found == [
        (0, Interval(ZERO, ZERO)),
        (1, Interval(F(3, 4), ONE, low_open=True)),
        (2, Interval(F(1, 4), HALF, low_open=True, high_open=True)),
    ]
    assert left == [Interval(ZERO, F(1, 4), low_open=True), Interval(HALF, F(3, 4))]
    *_, rest = Bounds().branches(choice)
    assert (rest.of, rest.stretch) == (Y, Interval(ZERO, F(3, 4), low_open=True))
    assert rest.known.leaf(S) == rest.stretch


def test_an_end_that_one_of_two_stretches_has_belongs_to_both() -> None:
    """All but 1 and what lies between 1/2 and 3/4: from 0 to 1, without 1. All but 0 and 1: without both."""
    bands = (Band.exactly(1), Band(HALF, F(3, 4), **OPEN))
    *_, rest = Bounds().branches(Choose(S, tuple((band, X) for band in bands), Y))
    assert rest.stretch == Interval(ZERO, ONE, high_open=True)
    *_, rest = Bounds().branches(Choose(S, ((Band.exactly(1), X), (Band.exactly(0), X)), Y))
    assert rest.stretch == Interval(ZERO, ONE, low_open=True, high_open=True)
    (whole,) = Bounds().branches(Choose(S, ((Band(), X),), Y))
    assert (whole.of, whole.stretch) == (X, UNIT)
    assert Bounds().branches(Choose(Choose(X, ((Band(low=F(9)), X),)), ((Band(), Y),))) == []


def test_intervals_hold_their_ends_and_join() -> None:
    """From 1 to 2: both belong to it; joined with 4 to 5 it is 1 to 5, in either order."""
    one, other = Interval(ONE, F(2)), Interval(F(4), F(5))
    assert [F(value, 2) in one for value in (1, 2, 3, 4, 5)] == [False, True, True, True, False]
    assert one.join(other) == other.join(one) == Interval(ONE, F(5))
    assert (one.low_open, one.high_open) == (False, False)


def test_known_facts_are_points() -> None:
    """3 of 4 quarters, and a share of which both sides are known; one side alone is nothing."""
    formula = T + S + X
    assert known_facts(formula, {"t": 3, "s.part": 1, "s.whole": 2}) == {
        T: Interval(F(3, 4), F(3, 4)),
        S: Interval(HALF, HALF),
    }
    assert known_facts(formula, {"s.part": 1}) == known_facts(formula, {"s.whole": 1, "z": 3}) == {}
    assert bounds(formula, {X: Interval(ONE, F(2))}) == Interval(ONE, F(5))
    assert [leaf_interval(leaf) for leaf in (T, S, Share(S.part, S.whole, F(3)))] == [
        Interval(ZERO, F(2)),
        UNIT,
        Interval(ZERO, F(3)),
    ]


def test_about_a_node_only_what_it_reads_is_known() -> None:
    """However many facts are known."""
    here = Bounds({X: UNIT, Y: UNIT, T: UNIT})
    assert here.about(X + 1) == ((X, UNIT),)
    assert set(here.about(X + Y)) == {(X, UNIT), (Y, UNIT)}
    assert here.about(c(1)) == ()
    assert Bounds({X: UNIT}).about(X + Y) == ((X, UNIT),)
    assert Bounds({S: UNIT}).about(X + Y) == ()
