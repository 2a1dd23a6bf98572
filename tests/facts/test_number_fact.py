"""Measured quantities with decimals."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import NEVER, Criterion, Linear, NumberFact, PointsFact, Scheme
from emulscore.errors import Refused

MONEY = NumberFact("tien", largest=1000, decimals=1)
CHANGE = NumberFact("thay_doi", lowest="-2,5", largest="7,5", decimals=2)


@pytest.mark.parametrize(
    ("raw", "tenths"),
    [("12,5", 125), ("12.5", 125), (12, 120), (Decimal("12.50"), 125), (Fraction(1, 2), 5), (0.1, 1), (1000, 10_000),
     (0, 0), ("1.000,0", 10_000), (" 7 ", 70)],
)  # fmt: skip
def test_a_value_is_read_in_steps_of_its_last_decimal(raw: object, tenths: int) -> None:
    """Texts, whole numbers, decimals, fractions, and a float that is the nearest double to a number on the grid."""
    assert MONEY.read(raw) == {"tien.state": 0, "tien": tenths}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("12,55", "off-grid"),
        (Fraction(1, 3), "off-grid"),
        (0.15, "float-off-grid"),
        (float("nan"), "not-finite"),
        ("1000,1", "value-out-of-range"),
        ("-0,1", "value-out-of-range"),
        ("1.234", "ambiguous-number"),
        ("nhiều", "not-a-number"),
        (None, "not-a-number"),
        (True, "not-a-number"),
    ],
)
def test_a_value_off_the_grid_or_out_of_range_is_refused(raw: object, code: str) -> None:
    """More decimals than declared, values beyond the ends, and what is no number."""
    with pytest.raises(Refused) as caught:
        MONEY.read(raw)
    assert caught.value.code == code


@given(hundredths=st.integers(-400, 900))
def test_both_ends_belong_to_the_range(hundredths: int) -> None:
    """From -2.5 to 7.5, ends included, and nothing beyond."""
    raw = Fraction(hundredths, 100)
    if -250 <= hundredths <= 750:
        assert CHANGE.read(raw)["thay_doi"] == hundredths
    else:
        with pytest.raises(Refused):
            CHANGE.read(raw)


def test_the_refusal_names_the_ends_in_both_languages() -> None:
    """The range is printed with a comma in Vietnamese and a dot in English; points have a code of their own."""
    with pytest.raises(Refused) as caught:
        CHANGE.read(8)
    problem = caught.value.problem()
    assert "-2,5 đến 7,5" in problem.text("vi")
    assert "-2.5 to 7.5" in problem.text("en")
    with pytest.raises(Refused) as refused:
        PointsFact("diem", largest=8).read(9)
    assert refused.value.code == "points-out-of-range"


def test_ends_between_grid_points_move_inwards() -> None:
    """From a third to 0.99 on tenths: 0.4 to 0.9 are what can be."""
    fact = NumberFact("x", lowest="1/3", largest="0,99", decimals=1)
    assert (fact.slot.low, fact.slot.high) == (4, 9)


def test_a_value_is_scored_at_its_true_size() -> None:
    """A line over a negative stretch: -2.5 earns 0, 7.5 earns 10, and each hundredth a hundredth of a point."""
    rule = Linear(CHANGE, {"-2,5": 0, "7,5": 10}, before=0, after="hold")
    scheme = Scheme("s", "S", total=10, items=[Criterion("1", "T", 10, rule)])
    for hundredths in range(-250, 751, 7):
        raw = Fraction(hundredths, 100)
        assert scheme.score({"thay_doi": raw}).points == Decimal(hundredths + 250) / 100
        assert scheme.points({"thay_doi": raw})["1"] == Decimal(hundredths + 250) / 100


def test_a_state_is_read_and_is_no_number() -> None:
    """Never measured is a state without a value."""
    assert MONEY.read(NEVER) == {"tien.state": 1}


@pytest.mark.parametrize("decimals", [-1, 7])
def test_decimals_lie_between_0_and_6(decimals: int) -> None:
    """Finer or coarser grids cannot be declared."""
    with pytest.raises(ValueError, match="decimals"):
        NumberFact("x", largest=1, decimals=decimals)


@pytest.mark.parametrize("raw", ["100%", "7,5 %", "0%", "1/2%"])
def test_a_percentage_is_no_number(raw: str) -> None:
    """100% may mean all points that there are, and is not taken for one point."""
    for fact in (NumberFact("x", largest=100), PointsFact("x", largest=8)):
        with pytest.raises(Refused) as caught:
            fact.read(raw)
        assert caught.value.code == "percent-format"
