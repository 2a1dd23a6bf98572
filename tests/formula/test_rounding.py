"""Rounding, against independent whole-number arithmetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from emulscore import Ratio, ShareFact, score
from emulscore.formula.exact import evaluate
from emulscore.formula.nodes import Const, Fact, Mode, Round, Slot
from emulscore.formula.targets import compile_python
from emulscore.words import Words

HUNDREDTH = Fraction(1, 100)


def _steps(top: int, bottom: int, mode: Mode) -> int:
    """Round top / bottom to a whole number by remainders alone; bottom > 0."""
    whole, rest = divmod(abs(top), bottom)
    away = {"half_up": 2 * rest >= bottom, "up": rest > 0 and top > 0, "down": rest > 0 and top < 0}[mode]
    return (whole + away) * (-1 if top < 0 else 1)


@pytest.mark.parametrize("mode", ["half_up", "down", "up"])
@pytest.mark.parametrize("step", [Fraction(1), Fraction(1, 4), Fraction(3, 2), HUNDREDTH])
def test_each_mode_rounds_negative_and_positive_numbers_as_remainders_do(mode: Mode, step: Fraction) -> None:
    """Halves go away from zero, down is the floor, up the ceiling; exact and compiled agree with remainders."""
    slot = Slot("n", -90, 90, Words("n"))
    node = Round(Fact(slot, 40), step, mode)
    compiled = compile_python([("n", node, step)])
    for value in range(-90, 91):
        expected = _steps(value * step.denominator, 40 * step.numerator, mode)
        assert evaluate(node, {"n": value})[0] == expected * step
        assert compiled.run([value]) == (expected,)


@pytest.mark.parametrize(
    ("value", "half_up", "down", "up"),
    [("-1/200", "-1/100", "-1/100", "0"), ("1/200", "1/100", "0", "1/100"), ("-1/300", "0", "-1/100", "0")],
)
def test_rounding_around_zero(value: str, half_up: str, down: str, up: str) -> None:
    """Half a hundredth below zero is -0.01 half up, -0.01 down and 0 up."""
    expected: dict[Mode, str] = {"half_up": half_up, "down": down, "up": up}
    for mode, text in expected.items():
        node = Round(Const(Fraction(value)), HUNDREDTH, mode)
        assert evaluate(node, {})[0] == Fraction(text)
        assert compile_python([("r", node, HUNDREDTH)]).run([]) == (int(Fraction(text) * 100),)


def test_seven_of_forty_eight_at_six_points_is_88_hundredths() -> None:
    """7/48 × 6 is 0.875 exactly and 0.88 printed; a Decimal quotient times six is a hair less and prints 0.87."""
    row = score(Ratio(ShareFact("ho_so"), empty="refuse"), base=6, ho_so=(7, 48))
    assert row.exact == Fraction(7, 8)
    assert row.points == Decimal("0.88")


@pytest.mark.parametrize("base", [4, 5, 6, 8, 10])
def test_every_rate_up_to_300ths_is_rounded_half_up(base: int) -> None:
    """Each n/d with d up to 300 earns (200·base·n + d) // 2d hundredths."""
    fact = ShareFact("ho_so", largest=300)
    node = Round(Ratio(fact, empty="refuse").formula(Fraction(base)), HUNDREDTH)
    compiled = compile_python([("1", node, HUNDREDTH)])
    assert [slot.name for slot in compiled.slots] == ["ho_so.part", "ho_so.whole"]
    run = compiled.run
    wrong = [
        (part, whole)
        for whole in range(1, 301)
        for part in range(whole + 1)
        if run((part, whole)) != ((200 * base * part + whole) // (2 * whole),)
    ]
    assert wrong == []


@pytest.mark.parametrize("base", [4, 5, 6, 8, 10])
def test_a_sample_of_rates_is_rounded_half_up_exactly(base: int) -> None:
    """The exact path gives the same hundredths, on denominators where halves occur and on others."""
    node = Round(Ratio(ShareFact("ho_so"), empty="refuse").formula(Fraction(base)), HUNDREDTH)
    for whole in (1, 3, 7, 16, 48, 80, 160, 299, 300):
        for part in range(whole + 1):
            value, _ = evaluate(node, {"ho_so.part": part, "ho_so.whole": whole})
            assert value * 100 == (200 * base * part + whole) // (2 * whole)
