"""The quotient node in every interpreter."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore.formula.bounds import bounds, known_facts
from emulscore.formula.direction import Direction, directions
from emulscore.formula.exact import AbsentError, evaluate
from emulscore.formula.missing import missing
from emulscore.formula.nodes import Const, Fact, Mul, Node, Quotient, Round, Share, Slot, children, largest
from emulscore.formula.targets import compile_python, greatest_number
from emulscore.formula.text import formula_text
from emulscore.words import Words

TOP, BOTTOM = Slot("tu", 0, 60, Words("tử", "top")), Slot("mau", 0, 40, Words("mẫu", "bottom"))
ABOVE = Slot("duong", 3, 40, Words("dương", "positive"))
BELOW = Slot("am", -40, 0, Words("âm", "negative"))
HALF, ONE, TWO = Fraction(1, 2), Fraction(1), Fraction(2)
STEP = Fraction(1, 1000)


def compiled(node: Node, facts: dict[str, int]) -> Fraction | None:
    """Work a formula out by compiled code, on a grid of thousandths."""
    code = compile_python([("q", Round(node, STEP), STEP)])
    (units,) = code.run([facts.get(slot.name) for slot in code.slots])
    return None if units is None else units * STEP


def thousandths(value: Fraction) -> Fraction:
    """Round an amount half up to thousandths, in whole numbers."""
    return Fraction((2000 * value.numerator + value.denominator) // (2 * value.denominator), 1000)


def plain(top: Fraction, bottom: Fraction, most: Fraction, empty: Fraction) -> Fraction:
    return min(top / bottom, most) if bottom else empty


@given(
    top=st.integers(0, 60), bottom=st.integers(0, 40), most=st.integers(1, 12), empty=st.integers(0, 12),
    tenths=st.booleans(),
)  # fmt: skip
@settings(max_examples=200)
def test_the_value_is_the_division_held_at_most(top: int, bottom: int, most: int, empty: int, tenths: bool) -> None:
    """Top over bottom, at most `most`, `empty` over 0: exact, compiled, within bounds, whatever the scales."""
    above, below = Fact(TOP, 10 if tenths else 1), Fact(BOTTOM, 1 if tenths else 7)
    node = Quotient(above, below, Fraction(most, 4), Fraction(empty, 4))
    facts = {"tu": top, "mau": bottom}
    scales = (10, 1) if tenths else (1, 7)
    expected = plain(Fraction(top, scales[0]), Fraction(bottom, scales[1]), Fraction(most, 4), Fraction(empty, 4))
    assert evaluate(node, facts)[0] == expected
    assert compiled(node, facts) == thousandths(expected)
    interval, pinned = bounds(node), bounds(node, known_facts(node, facts))
    assert interval is not None
    assert pinned is not None
    assert interval.low <= expected <= interval.high
    assert pinned.low == expected == pinned.high


@given(part=st.integers(0, 30), whole=st.integers(1, 30), other=st.integers(0, 30), total=st.integers(1, 30))
def test_a_share_over_a_share_keeps_both_wholes(part: int, whole: int, other: int, total: int) -> None:
    """(a/b) / (c/d), with 0 shares below: all four numbers count, in exact and compiled."""
    part, whole = min(part, whole), max(part, whole)
    other, total = min(other, total), max(other, total)
    slots = [Slot(name, low, 30, Words(name)) for name, low in (("a", 0), ("b", 1), ("c", 0), ("d", 1))]
    node = Quotient(Share(slots[0], slots[1]), Share(slots[2], slots[3]), TWO, HALF)
    facts = {"a": part, "b": whole, "c": other, "d": total}
    expected = plain(Fraction(part, whole), Fraction(other, total), TWO, HALF)
    assert evaluate(node, facts)[0] == expected
    assert compiled(node, facts) == thousandths(expected)


@pytest.mark.parametrize("bottom", [0, 3, Fraction(7, 3)])
def test_a_bottom_that_is_known_before_any_data(bottom: int | Fraction) -> None:
    """Dividing by a constant, or by 0, needs no fact below."""
    node = Quotient(Fact(TOP), Const(Fraction(bottom)), TWO, HALF)
    for top in (0, 1, 5, 60):
        expected = plain(Fraction(top), Fraction(bottom), TWO, HALF)
        assert evaluate(node, {"tu": top})[0] == expected
        assert compiled(node, {"tu": top}) == thousandths(expected)


def test_nothing_above_is_nothing() -> None:
    """0 over something is 0, over 0 it is `empty`."""
    node = Quotient(Const(Fraction(0)), Fact(BOTTOM), ONE, HALF)
    assert [evaluate(node, {"mau": value})[0] for value in (0, 1, 40)] == [HALF, 0, 0]
    assert [compiled(node, {"mau": value}) for value in (0, 1, 40)] == [HALF, 0, 0]


def test_a_bottom_may_be_a_negative_number_turned_round() -> None:
    """-1 × m with m from -40 to 0 is 0 or more: compiled code divides by the amount."""
    node = Quotient(Fact(TOP), Mul(Const(Fraction(-1)), Fact(BELOW)), TWO, HALF)
    for value in range(-40, 1):
        expected = plain(Fraction(30), Fraction(-value), TWO, HALF)
        assert evaluate(node, {"tu": 30, "am": value})[0] == expected
        assert compiled(node, {"tu": 30, "am": value}) == thousandths(expected)


@pytest.mark.parametrize(
    ("node", "low", "high"),
    [
        (Quotient(Fact(TOP), Fact(ABOVE), Fraction(30), HALF), Fraction(0), Fraction(20)),  # 60/3, never empty
        (Quotient(Fact(TOP), Fact(ABOVE), TWO, Fraction(9)), Fraction(0), TWO),
        (Quotient(Fact(TOP), Fact(BOTTOM), TWO, HALF), Fraction(0), TWO),
        (Quotient(Fact(TOP), Fact(BOTTOM), TWO, Fraction(3)), Fraction(0), Fraction(3)),
        (Quotient(Fact(ABOVE), Fact(ABOVE), TWO, HALF), Fraction(3, 40), TWO),
        (Quotient(Fact(TOP), Const(Fraction(0)), TWO, HALF), HALF, HALF),
        (Quotient(Const(Fraction(0)), Fact(BOTTOM), TWO, Fraction(0)), Fraction(0), Fraction(0)),
    ],
)
def test_bounds_are_the_ends_by_hand(node: Quotient, low: Fraction, high: Fraction) -> None:
    """The least top over the greatest bottom, the greatest over the least, `most`, and `empty` where 0 can be."""
    interval = bounds(node)
    assert interval is not None
    assert (interval.low, interval.high) == (low, high)


def test_more_above_rises_and_more_below_falls() -> None:
    """Where the bottom can be 0 the value jumps to `empty`, so nothing is claimed of it there."""
    steady = directions(Quotient(Fact(TOP), Fact(ABOVE), TWO, HALF))
    assert (steady[Fact(TOP)], steady[Fact(ABOVE)]) == (Direction.RISING, Direction.FALLING)
    jumping = directions(Quotient(Fact(TOP), Fact(BOTTOM), TWO, HALF))
    assert (jumping[Fact(TOP)], jumping[Fact(BOTTOM)]) == (Direction.RISING, Direction.MIXED)
    both = directions(Quotient(Fact(ABOVE), largest(Fact(ABOVE), 5), TWO, HALF))
    assert both[Fact(ABOVE)] == Direction.MIXED


def test_a_fact_that_is_absent_is_named() -> None:
    """Both sides are needed, and compiled code has no value without them."""
    node = Quotient(Fact(TOP), Fact(BOTTOM), ONE, HALF)
    with pytest.raises(AbsentError):
        evaluate(node, {"tu": 1})
    assert [slot.name for slot in missing(node, {})] == ["tu", "mau"]
    assert compiled(node, {"tu": 1}) is None
    assert children(node) == (Fact(TOP), Fact(BOTTOM))


def test_a_person_reads_the_division_its_limit_and_its_empty_case() -> None:
    """Both languages name the limit and what a division by 0 gives; a sum below stands in brackets."""
    node = Quotient(Fact(TOP), Fact(BOTTOM) + 1, ONE, HALF)
    assert formula_text(node) == "“tử” ÷ (“mẫu” + 1) (không quá 1; 0,5 nếu số chia bằng 0)"
    assert formula_text(node, "en") == "“top” ÷ (“bottom” + 1) (at most 1; 0.5 if divided by 0)"


def test_the_width_holds_what_is_met() -> None:
    """The widths are bounded before any data: at least the product of the top and the rounding, and finite."""
    node = Round(Quotient(Fact(TOP), Fact(BOTTOM), ONE, HALF), Fraction(1, 100))
    assert 60 * 100 <= greatest_number(node) <= 10**6
