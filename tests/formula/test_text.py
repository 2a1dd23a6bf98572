"""Formulas as people write them: whole, in both languages."""

from fractions import Fraction

import pytest

from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Max,
    Min,
    Mul,
    Node,
    Note,
    Round,
    Share,
    Slot,
    Table,
    WeightedMean,
)
from emulscore.formula.text import band_text, formula_text
from emulscore.words import Words

SLOT = Slot("x", 0, 2, Words("số lần", "times"))
X = Fact(SLOT)
HALF = Const(Fraction(1, 2))
TEN = Const(Fraction(10))
BELOW_TEN = Band(high=Fraction(10), high_open=True)


@pytest.mark.parametrize(
    ("node", "vi", "en"),
    [
        (HALF, "0,5", "0.5"),
        (X, "“số lần”", "“times”"),
        (Share(SLOT, Slot("y", 0, 9, Words("tổng số", "all"))), "“số lần”", "“times”"),
        (Add((X, HALF)), "“số lần” + 0,5", "“times” + 0.5"),
        (Add(()), "0", "0"),
        (Add((Mul(Const(Fraction(-1)), X), TEN)), "-“số lần” + 10", "-“times” + 10"),
        (Mul(Add((X, HALF)), Note("base", TEN)), "(“số lần” + 0,5) × 10", "(“times” + 0.5) × 10"),
        (Add((X, Mul(HALF, X))), "“số lần” + 0,5 × “số lần”", "“times” + 0.5 × “times”"),
        (Mul(Note("sum", Add((X, HALF))), TEN), "(“số lần” + 0,5) × 10", "(“times” + 0.5) × 10"),
        (Min((X, HALF)), "số nhỏ nhất của (“số lần”; 0,5)", "the least of (“times”; 0.5)"),
        (Max((X, HALF)), "số lớn nhất của (“số lần”; 0,5)", "the greatest of (“times”; 0.5)"),
        (
            WeightedMean((TEN, X), (X, HALF), Fraction(0)),
            "trung bình có trọng số của (“số lần” (trọng số 10); 0,5 (trọng số “số lần”))",
            "the weighted mean of (“times” (weight 10); 0.5 (weight “times”))",
        ),
        (Round(X, Fraction(1, 2), "half_up"), "“số lần” làm tròn đến 0,5", "“times” rounded to 0.5"),
        (
            Round(Add((X, HALF)), Fraction(1), "down"),
            "(“số lần” + 0,5) làm tròn xuống bội số của 1",
            "(“times” + 0.5) rounded down to a multiple of 1",
        ),
        (
            Round(X, Fraction(5), "up"),
            "“số lần” làm tròn lên bội số của 5",
            "“times” rounded up to a multiple of 5",
        ),
        (
            Table(SLOT, (Fraction(2), Fraction(1, 2), Fraction(0))),
            "bảng theo “số lần”: (2; 0,5; 0)",
            "by “times”: (2; 0.5; 0)",
        ),
        (
            Choose(X, ((BELOW_TEN, HALF),), TEN),
            "0,5 nếu “số lần” < 10; còn lại 10",
            "0.5 if “times” < 10; otherwise 10",
        ),
        (
            Add((HALF, Choose(X, ((BELOW_TEN, HALF),)))),
            "0,5 + (0,5 nếu “số lần” < 10)",
            "0.5 + (0.5 if “times” < 10)",
        ),
    ],
)
def test_a_formula_is_written_whole(node: Node, vi: str, en: str) -> None:
    """Sums before products and roundings stand in brackets; decimals have a comma in Vietnamese."""
    assert (formula_text(node), formula_text(node, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("band", "vi", "en"),
    [
        (Band(Fraction(4, 5), Fraction(9, 10), high_open=True), "0,8 ≤ x < 0,9", "0.8 ≤ x < 0.9"),
        (Band(Fraction(4, 5), Fraction(9, 10), low_open=True), "0,8 < x ≤ 0,9", "0.8 < x ≤ 0.9"),
        (Band(low=Fraction(4, 5)), "0,8 ≤ x", "0.8 ≤ x"),
        (Band(high=Fraction(9, 10)), "x ≤ 0,9", "x ≤ 0.9"),
        (Band.exactly(3), "x = 3", "x = 3"),
        (Band(), "mọi giá trị", "any value"),
    ],
)
def test_a_band_is_written_by_its_ends(band: Band, vi: str, en: str) -> None:
    """An end that belongs to the band has ≤, one that does not has <; an end that is not there is not written."""
    assert (band_text("x", band), band_text("x", band, "en")) == (vi, en)
