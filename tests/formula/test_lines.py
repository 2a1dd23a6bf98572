"""A formula along one fact: exact at every value, with bends and jumps where arithmetic puts them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from emulscore.formula.bounds import Interval, leaf_interval
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.extremes import slots_of
from emulscore.formula.lines import Line, Lines, NotStraightError, lines
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
    Table,
    WeightedMean,
    largest,
    smallest,
)
from emulscore.testing import formulas
from emulscore.words import Words

LABEL = Words("x")
RATE = Share(Slot("r.part", 0, 1000, LABEL), Slot("r.whole", 1, 1000, LABEL))
TIMES = Fact(Slot("n", 0, 20, LABEL))
OTHER = Fact(Slot("m", 0, 9, LABEL))
ALL = Interval(Fraction(0), Fraction(1))


def points(found: Lines) -> list[tuple[str, str]]:
    return [(str(at), str(found.at(at))) for at in found.breaks]


def test_a_target_is_a_bend() -> None:
    """Rate / 50% of 5 points, held at 5: straight up to 5 at 1/2, flat behind it."""
    found = lines(smallest(RATE * 10, 5), RATE, ALL)
    assert points(found) == [("0", "0"), ("1/2", "5"), ("1", "5")]
    assert found.cells[1::2] == (Line(Fraction(10), Fraction(0)), Line(Fraction(0), Fraction(5)))


def test_a_jump_has_two_sides_and_a_value() -> None:
    """Below 80% nothing, from 80% the rate times 10: 0 just below, 8 at it, rising behind."""
    formula = Choose(RATE, ((Band(low=Fraction(4, 5)), RATE * 10),), Const(Fraction(0)))
    found = lines(formula, RATE, ALL)
    at = Fraction(4, 5)
    place = found.breaks.index(at)
    before, on, after = found.cells[2 * place - 1 : 2 * place + 2]
    assert before is not None
    assert on == after
    assert [before.at(at), found.at(at)] == [0, 8]


def test_an_open_end_leaves_its_own_point_out() -> None:
    """More than 80% earns 1, 80% itself nothing."""
    formula = Choose(RATE, ((Band(low=Fraction(4, 5), low_open=True), Const(Fraction(1))),), Const(Fraction(0)))
    found = lines(formula, RATE, ALL)
    assert [found.at(Fraction(n, 100)) for n in (79, 80, 81)] == [0, 0, 1]


def test_rounding_is_a_stair() -> None:
    """Rate × 2 in halves, half up: jumps at 1/8, 3/8, 5/8 and 7/8, each to the upper step."""
    found = lines(Round(RATE * 2, Fraction(1, 2)), RATE, ALL)
    assert points(found) == [("0", "0"), ("1/8", "1/2"), ("3/8", "1"), ("5/8", "3/2"), ("7/8", "2"), ("1", "2")]
    down = lines(Round(RATE * 2, Fraction(1), "down"), RATE, ALL)
    assert points(down) == [("0", "0"), ("1/2", "1"), ("1", "2")]


def test_where_nothing_is_stated_there_is_no_line() -> None:
    """A choice without a case above 1/2 has no value there."""
    found = lines(Choose(RATE, ((Band(high=Fraction(1, 2)), RATE),)), RATE, ALL)
    assert [found.at(Fraction(n, 4)) for n in range(5)] == [0, Fraction(1, 4), Fraction(1, 2), None, None]


def test_other_facts_stand_still() -> None:
    """Two counts added: along one, the other is the number given."""
    found = lines(TIMES + OTHER * 2, TIMES, Interval(Fraction(0), Fraction(20)), {"m": 3})
    assert points(found) == [("0", "6"), ("20", "26")]


def test_a_table_has_values_at_whole_numbers_only() -> None:
    """Three entries, three points, and nothing between them."""
    at = Slot("n", 0, 2, LABEL)
    found = lines(Table(at, (Fraction(5), Fraction(3), Fraction(0))), Fact(at), Interval(Fraction(0), Fraction(2)))
    assert [found.at(Fraction(n, 2)) for n in range(5)] == [5, None, 3, None, 0]


def test_a_square_is_refused() -> None:
    """The rate times itself is no straight line; nor is one over it, nor a mean weighted by it."""
    crooked: list[Node] = [
        RATE * RATE,
        Quotient(Const(Fraction(1)), RATE, Fraction(9), Fraction(0)),
        WeightedMean((RATE, Const(Fraction(1))), (Const(Fraction(1)), Const(Fraction(0))), Fraction(0)),
    ]
    for formula in crooked:
        with pytest.raises(NotStraightError):
            lines(formula, RATE, ALL)


def test_too_many_steps_are_refused() -> None:
    """A stair of ten thousand steps is no picture."""
    with pytest.raises(NotStraightError):
        lines(Round(RATE * 100, Fraction(1, 100)), RATE, ALL)


def test_a_quotient_is_held_at_its_most() -> None:
    """Rate / 1/4, at most 2: it bends at 1/2; over nothing it is what is stated."""
    found = lines(Quotient(RATE, Const(Fraction(1, 4)), Fraction(2), Fraction(7)), RATE, ALL)
    assert points(found) == [("0", "0"), ("1/2", "2"), ("1", "2")]
    nothing = lines(Quotient(RATE, Const(Fraction(0)), Fraction(2), Fraction(7)), RATE, ALL)
    assert points(nothing) == [("0", "7"), ("1", "7")]


def test_the_higher_of_two_crosses_once() -> None:
    """The rate or what is left of it: the higher falls to 1/2 and rises again."""
    assert points(lines(largest(RATE, 1 - RATE), RATE, ALL)) == [("0", "1"), ("1/2", "1/2"), ("1", "1")]


@settings(max_examples=150)
@given(st.data())
def test_it_is_the_formula_at_every_value(data: st.DataObject) -> None:
    """Random formulas, at breaks, beside them and anywhere: what the exact meaning says, no value where it has none."""
    formula = data.draw(formulas())
    leaves = sorted((leaf for leaf in formula.reads if "state" not in repr(leaf)), key=repr)
    assume(leaves)
    leaf = data.draw(st.sampled_from(leaves))
    facts: dict[str, int] = {}
    for other in leaves:
        slots = (other.slot,) if isinstance(other, Fact) else (other.part, other.whole)
        facts |= {slot.name: data.draw(st.integers(slot.low, min(slot.high, slot.low + 30))) for slot in slots}
    try:
        found = lines(formula, leaf, leaf_interval(leaf), facts)
    except NotStraightError:
        reject()
    value = data.draw(st.sampled_from(found.breaks))
    if isinstance(leaf, Fact):
        step = int(value * leaf.scale // 1) + data.draw(st.integers(-1, 1))
        value = Fraction(min(max(step, leaf.slot.low), leaf.slot.high), leaf.scale)
    elif data.draw(st.booleans()) or value.denominator > leaf.whole.high:
        value = Fraction(data.draw(st.integers(0, leaf.whole.high)), leaf.whole.high) * min(leaf.most, Fraction(1))
    assume(found.breaks[0] <= value <= found.breaks[-1])
    try:
        expected = evaluate(formula, facts | slots_of(leaf, value))[0]
    except (AbsentError, NoCaseError):
        assert found.at(value) is None
    else:
        assert found.at(value) == expected
