"""Where formulas end: nothing to divide by, no case, too many points, a branch on both sides of another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from attrs import frozen

from emulscore.formula.bounds import Bounds, Interval, bounds
from emulscore.formula.direction import Direction, direction
from emulscore.formula.exact import NoCaseError, evaluate
from emulscore.formula.extremes import NotSettledError, extremes, grid
from emulscore.formula.lines import NotStraightError, lines
from emulscore.formula.nodes import (
    Band,
    Choose,
    Const,
    Fact,
    Node,
    Quotient,
    Round,
    Share,
    Slot,
    WeightedMean,
    _Tree,
    smallest,
)
from emulscore.formula.targets import PythonSource, Ranges, compile_python, greatest_number
from emulscore.formula.whole import Compiler
from emulscore.words import Words

LABEL = Words("x")
X = Fact(Slot("x", 0, 10, LABEL))
Y = Fact(Slot("y", 0, 10, LABEL))
MANY = Fact(Slot("n", 0, 1000, LABEL))
ONE, ZERO, HALF = Fraction(1), Fraction(0), Fraction(1, 2)
NEVER = Choose(X, ((Band(low=Fraction(20)), Const(ONE)),))


def compiled(node: Node, step: Fraction = ONE, **facts: int) -> Fraction | None:
    code = compile_python([("f", Round(node, step), step)])
    (steps,) = code.run([facts[slot.name] for slot in code.slots])
    return None if steps is None else steps * step


def test_a_branch_on_both_sides_of_another_has_no_direction() -> None:
    """A count, but 5 where it is 2 or 3: 0, 1, 5, 5, 4 rises and falls."""
    formula = Choose(X, ((Band(Fraction(2), Fraction(3)), Const(Fraction(5))),), X)
    assert [evaluate(formula, {"x": x})[0] for x in range(5)] == [0, 1, 5, 5, 4]
    assert direction(formula, X, Bounds()) is Direction.MIXED


def test_lines_that_jump_too_often_together_are_no_picture() -> None:
    """Whole points from 0 to 299 jump at 299 halves; twice as many, a quarter apart, are more than 400."""
    within = Interval(ZERO, Fraction(299))
    one, other = Round(MANY, ONE), Round(MANY + Fraction(1, 4), ONE)
    assert len(lines(one, MANY, within).breaks) == len(lines(other, MANY, within).breaks) == 2 + 299
    with pytest.raises(NotStraightError):
        lines(one + other, MANY, within)


def test_lines_stop_where_another_fact_is_missing() -> None:
    """Up to 4 one point; above it the other fact's points, which nobody knows."""
    found = lines(Choose(X, ((Band(high=Fraction(4)), Const(ONE)),), Y), X, Interval(ZERO, Fraction(10)))
    assert [found.at(Fraction(at)) for at in (0, 4, 5, 10)] == [1, 1, None, None]


def test_lines_over_nothing_are_flat() -> None:
    """A count divided by 0 is what the formula says for it, along the whole range; divided by 5 it rises up to 2."""
    formula = Quotient(X, Y, Fraction(2), HALF)
    for y, expected in ((0, [HALF] * 3), (5, [ZERO, ONE, Fraction(2)])):
        found = lines(formula, X, Interval(ZERO, Fraction(10)), {"y": y})
        assert [found.at(Fraction(at)) for at in (0, 5, 10)] == expected


@pytest.mark.parametrize(
    ("formula", "values"),
    [
        (WeightedMean((Const(ZERO),), (X,), Fraction(3)), {0: 3, 7: 3}),  # a weight that is always 0
        (WeightedMean((X,), (Const(ZERO),), Fraction(3)), {0: 3, 7: 0}),  # nothing is earned where anything counts
        (WeightedMean((X, Const(ONE)), (Const(Fraction(4)), Const(ZERO)), Fraction(3)), {0: 0, 1: 2, 3: 3}),
    ],
)
def test_a_mean_of_what_is_known_before(formula: Node, values: dict[int, int]) -> None:
    """Weights of 0 leave what the formula says for nothing; items of 0 give 0: exact and compiled."""
    for x, expected in values.items():
        assert evaluate(formula, {"x": x})[0] == expected
        assert compiled(formula, x=x) == expected


def test_a_choice_on_what_has_no_value_has_none() -> None:
    """No count reaches 20, so nothing is chosen on: no bounds, no compiled value, no case."""
    formula = Choose(NEVER, ((Band(), X),))
    assert bounds(formula) is None
    assert compiled(formula, x=3) is None
    with pytest.raises(NoCaseError):
        evaluate(formula, {"x": 3})
    with pytest.raises(NotSettledError) as refused:
        extremes(formula)
    assert refused.value.facts == ("x",)


def test_only_rounded_values_are_whole_numbers_of_steps() -> None:
    """A share is no whole number of hundredths; a count is one of halves, two for each."""
    share = Share(Slot("s.part", 0, 9, LABEL), Slot("s.whole", 1, 9, LABEL))
    with pytest.raises(ValueError, match=r"^only a rounded value is a whole number of steps$"):
        Compiler(PythonSource()).units(share, Fraction(1, 100))
    assert Compiler(PythonSource()).units(X, HALF) == "(2 * f0)"


def test_the_greatest_number_met_is_the_greatest_product() -> None:
    """0 to 10 times 7 stays 10 until 70 is asked for, to compare it or as steps; 70 in tenths meets 700."""
    assert greatest_number(X * 7) == 10
    assert greatest_number(Round(X * 7, ONE)) == 70
    assert greatest_number(smallest(X * 7, 20)) == 70
    assert greatest_number(smallest(X * 7, 90)) == 10  # 90 is never the lesser
    assert greatest_number(Round(X * 7, Fraction(1, 10))) == 700


def test_ranges_know_nothing_of_conditions() -> None:
    """What must be there adds no number: every slot, and a choice that refuses beyond 4."""
    ranges = Ranges()
    compiler = Compiler(ranges)
    formula = Choose(X, ((Band(high=Fraction(4)), Y),)) + X
    compiler.value(formula)
    met = ranges.met[0]
    assert compiler.usable(compiler.needs(formula)) is None
    assert ranges.met[0] == met == 20


@pytest.mark.parametrize(("above", "below"), [((-5, -1), (1, 1)), ((0, 5), (0, 3))])
def test_ranges_divide_amounts_by_positive_numbers(above: tuple[int, int], below: tuple[int, int]) -> None:
    """An amount below 0, or a number that can be 0 below, is a fault in the compiler."""
    with pytest.raises(ValueError, match="must be of an amount by a positive number"):
        Ranges().floordiv(above, below)
    assert Ranges().floordiv((0, 7), (2, 3)) == (0, 3)
    assert Ranges().least((0, 7), (2, 3)) == (0, 3)


def test_a_search_has_an_end() -> None:
    """200 × 200 points are more than 20000; unsettled, the first list is cut to its ends: 2 × 200."""
    settled = grid((X + Y,), {}, options_of=lambda _: [Fraction(at) for at in range(200)])
    with pytest.raises(NotSettledError) as refused:
        next(settled)
    assert (refused.value.facts, refused.value.points) == (("x", "y"), 40_000)
    tried = list(grid((X + Y,), {}, options_of=lambda _: [Fraction(at) for at in range(200)], settle=False))
    assert len(tried) == 400
    assert {one["x"] for one in tried} == {0, 199}
    assert {one["y"] for one in tried} == set(range(200))


def test_the_ends_stand_where_one_fact_gives_another_its_sign() -> None:
    """X × (y - 5) with y = 7 is 2x: from 0 to 2000, though for unknown y it could go either way."""
    formula = MANY * (Y - 5)
    found = extremes(formula, {"y": 7})
    assert (str(found.low.value), str(found.high.value)) == ("0", "2000")
    assert (found.low.facts["n"], found.high.facts["n"]) == (0, 1000)
    with pytest.raises(NotSettledError):
        extremes(formula)


def test_a_class_of_ones_own_is_no_node() -> None:
    """The set of nodes is closed: every reader of formulas knows all of them."""

    @frozen
    class Power(_Tree):
        of: object = None

    with pytest.raises(TypeError, match="Power is not one of the nodes"):
        Power()
