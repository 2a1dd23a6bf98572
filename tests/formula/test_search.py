"""The search for extremes and the look for holes, step by step: what is tried, and what is shown, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from emulscore.formula.bounds import Bounds, Interval
from emulscore.formula.extremes import (
    MOST_POINTS,
    Attained,
    NotSettledError,
    candidates,
    extremes,
    grid,
    neighbours,
    slots_of,
)
from emulscore.formula.holes import Hole, holes
from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Node,
    Share,
    Slot,
    Table,
    largest,
    smallest,
)
from emulscore.words import Words

F = Fraction
LABEL = Words("x")
X = Fact(Slot("x", 0, 5, LABEL))
Y = Fact(Slot("y", -3, 3, LABEL))
T = Fact(Slot("t", 0, 8, LABEL), 4)
LONG = Fact(Slot("dai", 0, 1000, LABEL))
S = Share(Slot("s.part", 0, 4, LABEL), Slot("s.whole", 1, 4, LABEL))
STATE = Fact(Slot("k.state", 0, 3, LABEL))
ZERO, ONE, HALF = F(0), F(1), F(1, 2)


def c(value: int | str) -> Const:
    return Const(F(value))


def of(*values: int | str) -> list[Fraction]:
    return [F(value) for value in values]


ONE_WAY = Choose(X, ((Band(low=F(3)), c(1)),), c(0))


@pytest.mark.parametrize(
    ("formula", "leaf", "expected"),
    [
        (X * 2, X, of(0, 5)),
        (ONE_WAY, X, of(0, 2, 3, 4, 5)),  # beside the end, two steps above it
        (Choose(X, ((Band(low=F(5, 2)), c(1)),), c(0)), X, of(0, 1, 2, 3, 4, 5)),
        (Choose(T, ((Band(low=F(3, 4)), c(1)),), c(0)), T, of(0, "1/2", "3/4", 1, "5/4", 2)),
        (Choose(S, ((Band(low=HALF), c(1)),), c(0)), S, of(0, "1/3", "1/2", "2/3", 1)),
        (Choose(S, ((Band(low=F(2, 5)), c(1)),), c(0)), S, of(0, "1/3", "1/2", 1)),
        (Choose(S, ((Band(low=F(3, 10)), c(1)),), c(0)), S, of(0, "1/4", "1/3", 1)),
        (Choose(S, ((Band(low=F(3, 4)), c(1)),), c(0)), S, of(0, "2/3", "3/4", 1)),
        (Choose(Y, ((Band(F(-1), F(1)), X),), c(0)), X, of(0, 5)),
        (X * (5 - X), X, of(0, 1, 2, 3, 4, 5)),
        (Choose(Y, ((Band(low=F(-3, 2)), c(1)),), c(0)), Y, of(-3, -2, -1, 0, 3)),
        (Choose(STATE, ((Band.exactly(2), X),), c(0)), STATE, of(0, 2)),
        (Choose(STATE, ((Band.exactly(3), X), (Band.exactly(1), X)), c(0)), STATE, of(0, 1, 3)),
        (Choose(STATE, ((Band.exactly(4), X),), c(0)), STATE, of(0)),
    ],
)
def test_the_values_of_a_fact_that_are_tried(formula: Node, leaf: Fact | Share, expected: list[Fraction]) -> None:
    """The ends of its range, those next to the ends of bands; every one where the formula may turn between them."""
    assert candidates((formula,), leaf) == expected


def test_only_open_values_are_tried() -> None:
    """Within 2 to 4, of a state within 1 to 3, and for two formulas together."""
    assert candidates((ONE_WAY,), X, Interval(F(2), F(4))) == of(2, 3, 4)
    assert candidates((ONE_WAY,), X, Interval(F(3), F(3))) == of(3)
    states = Choose(STATE, ((Band.exactly(1), X), (Band.exactly(2), X), (Band.exactly(3), X)), c(0))
    assert candidates((states,), STATE, Interval(ONE, F(2))) == of(1, 2)
    low, high = Choose(X, ((Band(low=ONE), c(1)),), c(0)), Choose(X, ((Band(low=F(5)), c(1)),), c(0))
    assert candidates((low, high, Y), X) == of(0, 1, 2, 3, 4, 5)
    assert candidates((low, Y), X) == of(0, 1, 2, 3, 5)


def test_two_hundred_numbers_are_tried_one_by_one() -> None:
    """One more is refused by name, also where another formula moves one way, unless asked to leave values out."""
    small, large = (Fact(Slot("n", 1, last, LABEL)) for last in (200, 201))
    assert candidates((small * (300 - small),), small) == of(*range(1, 201))
    for formulas in ((large * (300 - large),), (large * (300 - large), large * 2), (large * 2, large * (300 - large))):
        with pytest.raises(NotSettledError) as caught:
            candidates(formulas, large)
        assert (caught.value.facts, caught.value.points) == (("n",), 0)
        assert str(caught.value) == "not settled: n (0 points)"
        assert candidates(formulas, large, settle=False) == of(1, 201)
    assert candidates((T * (2 - T),), T, Interval(HALF, F(5, 4))) == of("1/2", "3/4", 1, "5/4")
    quarters = Fact(Slot("n", 0, 199, LABEL), 4)
    assert candidates((quarters * (9 - quarters),), quarters) == [F(step, 4) for step in range(200)]


def test_a_short_stretch_of_a_share_needs_no_look_inside() -> None:
    """Between 1/3 and 1/2 lies no share of 4 at most; between 1/4 and 1/2 one does."""
    formula = S * (1 - S)
    assert candidates((formula,), S, Interval(F(1, 3), HALF)) == of("1/3", "1/2")
    with pytest.raises(NotSettledError):
        candidates((formula,), S, Interval(F(1, 4), HALF))


@pytest.mark.parametrize(
    ("value", "most", "below", "above"),
    [("2/5", 4, "1/3", "1/2"), ("3/10", 4, "1/4", "1/3"), ("1/2", 4, "1/3", "2/3"), ("0", 4, "-1/4", "1/4")],
)
def test_the_nearest_shares_beside_a_number(value: str, most: int, below: str, above: str) -> None:
    """Of all with a whole of at most 4; also where the number is none of them."""
    assert neighbours(F(value), most) == (F(below), F(above))


def test_a_value_as_slots() -> None:
    """A fact in its steps, a share over its own denominator or over a whole that is given."""
    assert slots_of(T, F(3, 4)) == {"t": 3}
    assert slots_of(S, HALF) == {"s.part": 1, "s.whole": 2}
    assert slots_of(S, HALF, 4) == {"s.part": 2, "s.whole": 4}


DAYS, WEEKS, LATE = (Fact(Slot(f"tre.{name}", 0, 9, LABEL)) for name in ("days", "weeks_begun", "state"))


def test_a_lateness_in_two_units_is_not_taken_apart() -> None:
    """Its days and weeks cannot be chosen apart; days and its state can, and so can two facts."""
    for formula in (DAYS + WEEKS, DAYS + WEEKS + Choose(LATE, ((Band.exactly(1), c(1)),), c(0))):
        with pytest.raises(NotSettledError) as caught:
            next(grid((formula,), {}))
        assert (caught.value.facts, caught.value.points) == (("tre",), 0)
    other = Fact(Slot("cham.days", 0, 9, LABEL))
    assert len(list(grid((DAYS + other,), {}))) == 4
    both = DAYS + Choose(LATE, ((Band.exactly(1), c(1)),), c(0))
    assert len(list(grid((both,), {}))) == 4
    assert len(list(grid((DAYS + WEEKS,), {"tre.days": 3}))) == 2


def test_the_grid_keeps_what_is_known_and_leaves_out_what_is_not_open() -> None:
    """Two counts: one fixed, one left without a value, one in a narrower range, one with values of its own."""
    formula = X + Y
    assert list(grid((formula,), {"y": 1, "z": 2})) == [{"y": 1, "z": 2, "x": 0}, {"y": 1, "z": 2, "x": 5}]
    assert list(grid((formula,), {}, facts={"x"})) == [{"x": 0}, {"x": 5}]
    assert list(grid((X,), {}, {X: Interval(ONE, F(2))})) == [{"x": 1}, {"x": 2}]
    assert list(grid((X, Y), {}, options_of=lambda leaf: of(1) if leaf == X else of(2, 3))) == [
        {"x": 1, "y": 2},
        {"x": 1, "y": 3},
    ]
    assert list(grid((S,), {})) == [{"s.part": 0, "s.whole": 1}, {"s.part": 1, "s.whole": 1}]


def test_twenty_thousand_points_are_allowed() -> None:
    """200 × 100 are tried; 15 pairs make 32 768, of which the first is held to one: 16 384."""
    assert MOST_POINTS == 20_000
    uneven = {X: 300, Y: 100}
    cut = list(grid((X + Y,), {}, options_of=lambda leaf: of(*range(uneven[leaf])), settle=False))  # type: ignore[index]
    assert (len(cut), {one["x"] for one in cut}) == (200, {0, 299})
    sizes = {X: 200, Y: 100}
    assert len(list(grid((X + Y,), {}, options_of=lambda leaf: of(*range(sizes[leaf]))))) == 20_000  # type: ignore[index]
    many = [Fact(Slot(f"x{place:02}", 0, 1, LABEL)) for place in range(15)]
    tried = list(grid((Add(tuple(many)),), {}, options_of=lambda _: of(0, 1), settle=False))
    assert len(tried) == 2**14
    assert {one["x00"] for one in tried} == {0}
    with pytest.raises(NotSettledError) as caught:
        next(grid((Add(tuple(many)),), {}, options_of=lambda _: of(0, 1)))
    assert caught.value.points == 2**15


def test_the_measurements_that_are_shown_are_the_least() -> None:
    """The first of two ways to the same value, and for each fact in turn the least number that gives it."""
    either = Choose(X, ((Band.exactly(0), Table(Slot("y", 0, 1, LABEL), (ONE, ZERO))),),
                    Table(Slot("y", 0, 1, LABEL), (ZERO, ONE)))  # fmt: skip
    found = extremes(either)
    assert found.high == Attained(ONE, {"x": 0, "y": 0})
    assert found.low == Attained(ZERO, {"x": 0, "y": 1})
    enough = Choose(LONG, ((Band(low=F(700)), c(2)), (Band(low=F(90)), c(1))), c(0))
    found = extremes(largest(enough, X * 0))
    assert (found.low.facts["dai"], found.high.facts) == (0, {"dai": 700, "x": 0})
    found = extremes(smallest(enough, 1))
    assert found.high == Attained(ONE, {"dai": 90})


def test_a_state_that_is_known_lets_the_others_go_straight_to_their_ends() -> None:
    """Twenty facts at three marks each, stated where something was never done: known to be so, it is settled at once."""
    facts = [Fact(Slot(f"x{place:02}", 0, 100, LABEL)) for place in range(20)]
    marks = tuple((Band(low=F(mark)), c(mark)) for mark in (90, 50, 10))
    stated = Choose(STATE, ((Band.exactly(1), Add(tuple(Choose(fact, marks, c(0)) for fact in facts))),))
    found = extremes(stated, {"k.state": 1})
    assert [found.low.value, found.high.value] == [0, 1800]
    with pytest.raises(NotSettledError):
        extremes(stated)


def test_where_a_state_has_no_value_the_next_one_is_taken() -> None:
    """From 3 on the state counts: measured it is not stated there, so that 2 is the most."""
    formula = Choose(X, ((Band(low=F(3)), Choose(STATE, ((Band.exactly(1), c(5)),))),), X)
    for state in (0, 2):
        found = extremes(formula, {"k.state": state})
        assert [found.low.value, found.high.value] == [0, 2]
    found = extremes(formula, {"k.state": 1})
    assert [found.low.value, found.high.value] == [0, 5]


def test_states_that_are_all_stated_keep_nothing_back() -> None:
    """Twenty facts at three marks each where it was measured, 5 where it never was: no other state can be reached."""
    facts = [Fact(Slot(f"x{place:02}", 0, 100, LABEL)) for place in range(20)]
    marks = tuple((Band(low=F(mark)), c(mark)) for mark in (90, 50, 10))
    all_of = Add(tuple(Choose(fact, marks, c(0)) for fact in facts))
    found = extremes(Choose(STATE, ((Band.exactly(0), all_of), (Band.exactly(1), c(5)))))
    assert [found.low.value, found.high.value] == [0, 1800]


def test_what_is_tested_may_be_a_sum() -> None:
    """Stated from a sum of 0 on: the count itself, from 0 to 5."""
    found = extremes(Choose(X + Y, ((Band(low=ZERO), X),)))
    assert [found.low.value, found.high.value] == [0, 5]


def test_the_least_measurements_are_looked_for_past_one_that_is_not_settled() -> None:
    """With y = 3 the value rises along the long count, which alone could go either way; of the other 3 is enough."""
    enough = Fact(Slot("z", 0, 5, LABEL))
    found = extremes(LONG * (Y - 1) + Choose(enough, ((Band(low=F(3)), c(2)),), c(0)), {"y": 3})
    assert found.high == Attained(F(2002), {"y": 3, "dai": 1000, "z": 3})


def test_what_is_known_stays_as_it_is() -> None:
    """5 at most 3 is 3, as 3 would be; the measurement that is shown is the one that is known."""
    found = extremes(smallest(X, 3), {"x": 5})
    assert found.low == found.high == Attained(F(3), {"x": 5})
    found = extremes(Choose(X, ((Band(low=F(3)), c(2)),), c(0)) + Y, {"x": 5})
    assert (found.low, found.high) == (Attained(F(-1), {"x": 5, "y": -3}), Attained(F(5), {"x": 5, "y": 3}))


def test_what_is_not_settled_is_named_in_order() -> None:
    """All facts that are read, where no measurement gives a value."""
    with pytest.raises(NotSettledError) as caught:
        extremes(Choose(X, ((Band(low=F(9)), c(1)),)) + Y)
    assert (caught.value.facts, caught.value.points) == (("x", "y"), 0)
    assert str(NotSettledError(["a", "b"], 3)) == "not settled: a, b (3 points)"


def test_the_search_keeps_to_a_narrower_range() -> None:
    """From 1 to 4 of 5, and of a share from 1/4 to 1/2; a falling fact takes the other end."""
    found = extremes(X * 2 - Y, within={X: Interval(ONE, F(4)), Y: Interval(F(-1), F(2))})
    assert found.low == Attained(ZERO, {"x": 1, "y": 2})
    assert found.high == Attained(F(9), {"x": 4, "y": -1})
    found = extremes(S, within={S: Interval(F(1, 4), HALF)})
    assert (found.low.value, found.high.value) == (F(1, 4), HALF)


def test_each_choice_that_leaves_something_out_is_found_once() -> None:
    """Also where it stands in two places; not where it is not looked at."""
    choice = Choose(X, ((Band(F(1), F(3)), Y),))
    twice = choice + choice * 2
    hole = Hole(X, X, (Interval(ZERO, ZERO), Interval(F(4), F(5))))
    assert list(holes(twice)) == [hole]
    assert list(holes(twice, stop=frozenset({choice}))) == []
    other = Choose(Y, ((Band(low=F(-1)), X),))
    both = [hole, Hole(Y, Y, (Interval(F(-3), F(-2)),))]
    assert sorted(holes(Add((other, choice, choice))), key=lambda one: str(one.leaf)) == both
    assert list(holes(Add((other, choice)), stop=frozenset({choice}))) == both[1:]
    assert list(holes(twice, Bounds({X: Interval(ONE, F(3))}))) == []
    assert list(holes(Choose(X, ((Band(F(1), F(3)), Y),), c(0)))) == []
    assert list(holes(Choose(X + Y, ((Band(low=F(-3)), Y),)))) == []


def test_holes_are_found_inside_of_choices() -> None:
    """In what is tested, in a branch under what is known there, and on a value that is no fact's."""
    inner = Choose(X, ((Band(low=F(3)), Y),))
    assert [hole.stretches for hole in holes(Choose(inner, ((Band(), c(1)),)))] == [(Interval(ZERO, F(2)),)]
    assert list(holes(Choose(X, ((Band(low=F(3)), inner),), c(0)))) == []
    assert [hole.stretches for hole in holes(Choose(X, ((Band(low=F(2)), inner),), c(0)))] == [(Interval(F(2), F(2)),)]
    (hole,) = holes(Choose(X + Y, ((Band(low=ZERO), Y),)))
    assert (hole.on, hole.leaf, hole.stretches) == (X + Y, None, (Interval(F(-3), F(-1)),))
