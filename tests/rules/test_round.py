"""A part that a document rounds by itself."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import NumberFact, Ratio, Round, SchemeError, ShareFact
from emulscore.errors import Refused
from emulscore.formula.nodes import Mode, Node
from emulscore.formula.nodes import Round as Rounded
from scored import both, printed_number, scheme_of

RATE = ShareFact("ket_luan")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("half_up", ["0", "0", "0.25", "0.25", "0.25", "0.5", "1"]),
        ("down", ["0", "0", "0", "0", "0.25", "0.25", "1"]),
        ("up", ["0", "0.25", "0.25", "0.25", "0.25", "0.5", "1"]),
    ],
)
def test_each_mode_on_a_quarter(mode: Literal["half_up", "down", "up"], expected: list[str]) -> None:
    """Exact amounts of 0, 0.124, 0.125, 0.2, 0.25, 0.375 and 1: halves go up, down cuts, up fills."""
    scheme = scheme_of(Round(Ratio(RATE, empty=0), step="0,25", mode=mode), 1)
    shares = ["0%", "12,4%", "12,5%", "20%", "25%", "37,5%", "100%"]
    assert [both(scheme, ket_luan=share).points for share in shares] == [Decimal(text) for text in expected]


@settings(max_examples=100)
@given(
    part=st.integers(0, 300),
    whole=st.integers(1, 300),
    eighths=st.integers(1, 8).filter(lambda count: 32 % count == 0),
    mode=st.sampled_from(["half_up", "down", "up"]),
)
def test_any_step_and_mode_is_integer_arithmetic(
    part: int, whole: int, eighths: int, mode: Literal["half_up", "down", "up"]
) -> None:
    """The exact points over the step, rounded in whole numbers, times the step."""
    part, whole = min(part, whole), max(part, whole)
    row = both(scheme_of(Round(Ratio(RATE, empty=0), step=Fraction(eighths, 8), mode=mode), 4), ket_luan=(part, whole))
    top, bottom = 4 * part * 8, whole * eighths
    steps = {"half_up": (2 * top + bottom) // (2 * bottom), "down": top // bottom, "up": -(-top // bottom)}[mode]
    assert row.exact == Fraction(steps * eighths, 8)


class Shifted:
    """A change that may be negative, rounded, and lifted above zero: a rule that the library does not know."""

    kind: ClassVar[str] = "shifted"

    def __init__(self, fact: NumberFact, mode: Mode) -> None:
        self.fact, self.mode = fact, mode

    def formula(self, base: Fraction) -> Node:
        del base
        return Rounded(self.fact.node, Fraction(1), self.mode) + 2


def test_an_amount_below_zero_rounds_away_from_zero() -> None:
    """Halves go away from zero on both sides; down is the floor and up the ceiling, compiled code included."""
    change = NumberFact("thay_doi", lowest=-2, largest=2, decimals=3)
    values = ["-0,999", "-0,5", "-0,499", "0,499", "0,5"]
    expected: dict[Mode, list[int]] = {
        "half_up": [-1, -1, 0, 0, 1], "down": [-1, -1, -1, 0, 0], "up": [0, 0, 0, 1, 1],
    }  # fmt: skip
    for mode, rounded in expected.items():
        scheme = scheme_of(Shifted(change, mode), 10)
        assert [both(scheme, thay_doi=value).points - 2 for value in values] == rounded


def test_rounding_up_past_the_base_is_refused() -> None:
    """5 of 5 by steps of 2 rounds to 6: the range is proven after the rounding."""
    with pytest.raises(SchemeError) as caught:
        scheme_of(Round(Ratio(RATE, empty=0), step=2, mode="up"), 5)
    assert [problem.code for problem in caught.value.problems] == ["out-of-range"]


def test_a_step_and_a_mode_must_be_stated() -> None:
    """Steps of 0 or less and unknown modes are refused."""
    for step in (0, -1):
        with pytest.raises(Refused):
            Round(Ratio(RATE, empty=0), step=step, mode="down")
    with pytest.raises(Refused):
        Round(Ratio(RATE, empty=0), step=1, mode="half_even")  # type: ignore[arg-type] # on purpose


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("mode", ["half_up", "down", "up"])
def test_the_explanation_can_be_worked_out_again(
    lang: Literal["vi", "en"], mode: Literal["half_up", "down", "up"]
) -> None:
    """The exact points, the step and the rounded points are printed and agree."""
    row = both(scheme_of(Round(Ratio(RATE, empty=0), step="0,25", mode=mode), 6), ket_luan="57,5%")
    line = row.explain(lang).splitlines()[-1]
    exact, step, earned = (printed_number(text, lang) for text in re.findall(r"\d+(?:[.,]\d+)?", line))
    assert exact == Fraction(575 * 6, 1000)
    steps = exact / step
    chosen = {"half_up": int(2 * steps + 1) // 2, "down": int(steps), "up": -int(-steps // 1)}[mode]
    assert chosen * step == earned == row.exact
    assert step == Fraction(1, 4)
    assert ("lên" in line or "up" in line) == (mode == "up")
