"""What single nodes mean, by hand, through every interpreter."""

from __future__ import annotations

from fractions import Fraction

import pytest

from emulscore.formula.bounds import Interval, bounds
from emulscore.formula.direction import Direction, directions
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.missing import missing, refused
from emulscore.formula.nodes import Add, Band, Choose, Const, Fact, Mul, Node, Note, Part, Round, Share, Slot, Table
from emulscore.formula.nodes import WeightedMean as Mean
from emulscore.formula.targets import compile_python, greatest_number
from emulscore.words import Words

HUNDREDTH = Fraction(1, 100)
A = Fact(Slot("a", 0, 10, Words("a")))
B = Fact(Slot("b", 0, 10, Words("b")))
MINUS = Fact(Slot("m", -9, 0, Words("m")))
RATE = Share(Slot("s.part", 0, 100, Words("s")), Slot("s.whole", 1, 100, Words("s")))


def _both(formula: Node, **facts: int) -> Fraction | None:
    """Return the value of a formula, the same exactly and compiled; None where both have none."""
    compiled = compile_python([("r", Round(formula, HUNDREDTH), HUNDREDTH)])
    (steps,) = compiled.run([facts.get(slot.name) for slot in compiled.slots])
    try:
        value = evaluate(Round(formula, HUNDREDTH), facts)[0]
    except (AbsentError, NoCaseError):
        assert steps is None
        return None
    assert steps == value * 100
    return value


def test_a_weighted_mean_weighs_its_items() -> None:
    """Weights 1 and 3 on items 2 and 6 give (2 + 18) / 4 = 5."""
    mean = Mean((A, B), (Const(Fraction(2)), Const(Fraction(6))), Fraction(7))
    assert _both(mean, a=1, b=3) == 5


def test_a_weighted_mean_without_weights_is_what_was_stated_for_it() -> None:
    """With all weights 0 the mean is its `empty`, here 7, whatever the items are."""
    mean = Mean((A, B), (Const(Fraction(2)), Const(Fraction(6))), Fraction(7))
    assert _both(mean, a=0, b=0) == 7
    assert bounds(mean) == Interval(Fraction(2), Fraction(7))


def test_a_weight_that_is_minus_a_negative_number_weighs_like_any_other() -> None:
    """−1 × m with m = −9 is a weight of 9: the mean of the one item is the item."""
    mean = Mean((Mul(Const(Fraction(-1)), MINUS),), (A,), Fraction(3))
    assert _both(mean, m=-9, a=4) == 4
    assert _both(mean, m=0, a=4) == 3


def test_a_table_starts_at_the_least_count() -> None:
    """The first of three values belongs to −2, the last to 0."""
    table = Table(Slot("t", -2, 0, Words("t")), (Fraction(5), Fraction(1, 4), Fraction(-1)))
    assert [_both(table, t=at) for at in (-2, -1, 0)] == [5, Fraction(1, 4), -1]
    assert bounds(table) == Interval(Fraction(-1), Fraction(5))


def test_the_first_band_that_holds_decides() -> None:
    """Bands are tried in order, and an open end leaves its number out."""
    choice = Choose(
        A,
        ((Band(Fraction(8), None, low_open=True), Const(Fraction(5))), (Band(Fraction(8), None), Const(Fraction(3)))),
        Const(Fraction(0)),
    )
    assert [_both(choice, a=at) for at in (7, 8, 9)] == [0, 3, 5]


def test_a_number_in_no_band_has_no_value_anywhere() -> None:
    """Where no case is stated, exact raises with the number, and compiled code says None."""
    choice = Choose(A, ((Band(None, Fraction(4)), Const(Fraction(1))),))
    assert _both(choice, a=4) == 1
    assert _both(choice, a=5) is None
    with pytest.raises(NoCaseError) as error:
        evaluate(choice, {"a": 5})
    assert error.value.value == 5


def test_a_fact_that_no_taken_branch_reads_may_be_absent() -> None:
    """With a = 0 the fact b is not needed; with a = 1 its absence is an error that names it."""
    choice = Choose(A, ((Band.exactly(0), Const(Fraction(2))),), B)
    assert _both(choice, a=0) == 2
    assert _both(choice, a=1) is None
    assert [slot.name for slot in missing(choice, {"a": 1})] == ["b"]
    with pytest.raises(AbsentError) as error:
        evaluate(choice, {"a": 1})
    assert error.value.slot.name == "b"


@pytest.mark.parametrize("known", [{"s.part": 1}, {"s.whole": 4}, {}])
def test_a_share_needs_both_of_its_sides(known: dict[str, int]) -> None:
    """One side alone is no share, exactly and compiled; 1 of 4 is a quarter."""
    assert _both(RATE, **known) is None
    assert _both(RATE, **{"s.part": 1, "s.whole": 4}) == Fraction(1, 4)


def test_entering_a_branch_narrows_the_fact_that_was_tested() -> None:
    """Below 8 the count is 0..7, so twice it is at most 14, though twice 10 is 20."""
    choice = Choose(A, ((Band(None, Fraction(8), high_open=True), A * 2),), Const(Fraction(0)))
    assert bounds(choice) == Interval(Fraction(0), Fraction(14))


def test_entering_a_branch_narrows_a_share_to_its_target() -> None:
    """From 50% up, rate / 50% lies in 1..2, below in 0..1."""
    twice = RATE * 2
    above = Choose(RATE, ((Band(Fraction(1, 2)), twice),), Const(Fraction(1)))
    under = Choose(RATE, ((Band(Fraction(1, 2)), Const(Fraction(1))),), twice)
    assert bounds(above) == Interval(Fraction(1), Fraction(2))
    assert bounds(under) == Interval(Fraction(0), Fraction(1))


def test_directions_are_derived_from_signs() -> None:
    """8 − a falls in a, a + b rises in both, a − a is not claimed, and 0 × nothing moves nothing."""
    assert directions(8 - A) == {A: Direction.FALLING}
    assert directions(Add((A, B))) == {A: Direction.RISING, B: Direction.RISING}
    assert directions(A - A) == {A: Direction.MIXED}
    assert directions(MINUS * A) == {MINUS: Direction.RISING, A: Direction.FALLING}


def test_the_greatest_number_covers_the_steps_of_a_coarse_value() -> None:
    """A value on a grid of 3/2 has 150 times as many hundredths: 7 × 150 is among the numbers met."""
    coarse = Round(Fact(Slot("n", 0, 10, Words("n"))), Fraction(3, 2))
    assert greatest_number(Round(coarse, HUNDREDTH)) >= 7 * 150


def test_the_greatest_number_is_known_for_a_difference_of_shares() -> None:
    """1 − rate is never negative, and its width is proven: 100 of 100 at hundredths stays below 100 × 100 × 4."""
    proven = greatest_number(Round(1 - RATE, HUNDREDTH))
    assert 100 * 100 <= proven <= 100 * 100 * 4


def test_a_trace_is_a_tree_of_parts_with_their_notes() -> None:
    """Each part keeps its own notes; the outer one sees the inner one as a part."""
    inner = Part("inner", Fraction(5), Note("late", A) * 2)
    outer = Part("outer", Fraction(10), Note("kept", inner) + 1)
    value, (trace,) = evaluate(outer, {"a": 2})
    assert value == 5
    assert trace.by == "outer"
    assert trace.value == 5
    assert trace.notes == {"kept": 4}
    (part,) = trace.parts
    assert part.by == "inner"
    assert part.base == 5
    assert part.value == 4
    assert part.notes == {"late": 2}


def test_a_noted_share_keeps_its_counts() -> None:
    """1 of 2 is noted as a half, and as it was counted; another value has no counts."""
    _, (trace,) = evaluate(
        Part("rule", Fraction(5), Note("rate", RATE) + Note("late", A)), {"s.part": 1, "s.whole": 2, "a": 3}
    )
    assert trace.notes == {"rate": Fraction(1, 2), "late": 3}
    assert trace.counts == {"rate": (1, 2)}
    _, (other,) = evaluate(
        Part("rule", Fraction(5), Note("rate", RATE) + Note("late", A)), {"s.part": 2, "s.whole": 4, "a": 3}
    )
    assert other.counts == {"rate": (2, 4)}
    assert other == trace  # the work is the same, however the half was counted


def test_a_state_without_a_case_is_named() -> None:
    """Never is not stated, so its state is; a state that is stated, and a number without a case, are not."""
    state = Fact(Slot("a.state", 0, 3, Words("a")))
    formula = Choose(state, ((Band.exactly(0), A),)) + Choose(B, ((Band.exactly(0), A),))
    assert refused(formula, {"a.state": 1, "a": 1, "b": 5}) == (state.slot,)
    assert refused(formula, {"a.state": 0, "a": 1, "b": 5}) == ()
    assert [slot.name for slot in missing(formula, {"a.state": 0, "b": 0})] == ["a"]
    assert [slot.name for slot in missing(formula, {})] == ["a.state", "b"]
