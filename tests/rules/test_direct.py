"""Direct: points that a person gives."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from emulscore import Direct, PointsFact, SchemeError, score

Recomputed = Callable[[str, str], Fraction]


def test_the_points_are_those_given(recomputed: Recomputed) -> None:
    """Every hundredth from 0 to 8 comes out as it went in, and is said."""
    rule = Direct(PointsFact("x", largest=8))
    for hundredths in range(0, 801, 7):
        row = score(rule, base=8, x=Fraction(hundredths, 100))
        assert row.exact == Fraction(hundredths, 100)
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


def test_the_explanation_names_points_and_base() -> None:
    """7,5 of 8 is said with a comma in Vietnamese and a point in English."""
    row = score(Direct(PointsFact("x", largest=8)), base=8, x="7,5")
    assert (row.explain("vi"), row.explain("en")) == ("Được chấm 7,5/8 điểm.", "Given 7.5 of 8 points.")


def test_a_fact_whose_range_passes_the_base_is_refused() -> None:
    """Nobody can give 9 points of 8: the scheme shows them."""
    with pytest.raises(SchemeError) as caught:
        score(Direct(PointsFact("x", largest=9)), base=8, x=1)
    problem = caught.value.problems[0]
    assert (problem.code, problem.row, problem.params["example"].vi) == ("out-of-range", "1", "x = 9")
