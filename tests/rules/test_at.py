"""A rule that works at points of its own."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import At, Count, CountFact, Ratio, SchemeError, ShareFact, Tiered, YesNoFact
from scored import both, scheme_of

RATE = ShareFact("ty_le")


def test_the_rule_inside_works_at_the_stated_points() -> None:
    """80% of 45 points in a row of 50 are 36."""
    scheme = scheme_of(At(45, Ratio(RATE, empty="refuse")), 50)
    assert both(scheme, ty_le="80%").points == 36
    for reached in range(101):
        assert both(scheme, ty_le=f"{reached}%").exact == Fraction(45 * reached, 100)


def test_a_share_of_the_base_is_a_base_too() -> None:
    """Half of a row of 9 is a base of 4.5; amounts inside that are shares are shares of that."""
    rule = At("50%", Count({CountFact("lan", largest=9): "-20%"}, start="100%", low=0, high="100%"))
    scheme = scheme_of(rule, 9)
    expected = [Fraction(45, 10) * (5 - times) / 5 for times in range(6)]
    assert [both(scheme, lan=times).exact for times in range(6)] == expected


def test_parts_inside_parts_multiply() -> None:
    """Half of half of 10 is 2.5."""
    rule = At("50%", At("50%", Tiered(YesNoFact("co"), {True: "100%"}, otherwise=0)))
    assert both(scheme_of(rule, 10), co=True).exact == Fraction(5, 2)


@settings(max_examples=60)
@given(points=st.integers(0, 80), part=st.integers(0, 99), whole=st.integers(1, 99))
def test_any_base_inside_is_the_rate_of_it(points: int, part: int, whole: int) -> None:
    """Eighths of points at any rate, exactly."""
    part, whole = min(part, whole), max(part, whole)
    row = both(scheme_of(At(Fraction(points, 8), Ratio(RATE, empty=0)), 10), ty_le=(part, whole))
    assert row.exact == Fraction(points * part, 8 * whole)


def test_more_points_than_the_row_are_refused() -> None:
    """A part worth more than its row can leave the range, and one worth less than nothing too."""
    for points in (11, "110%", -1):
        with pytest.raises(SchemeError) as caught:
            scheme_of(At(points, Ratio(RATE, empty=0)), 10)
        assert [problem.code for problem in caught.value.problems] == ["out-of-range"]


def test_the_rule_inside_explains_itself_at_its_own_points() -> None:
    """The sentence is the one of the rule inside, with its base and not the row's."""
    row = both(scheme_of(At(45, Ratio(RATE, empty="refuse")), 50), ty_le="80%")
    assert row.explain("vi") == "Tỷ lệ 80% × 45 điểm = 36 điểm."
    assert row.explain("en") == "Rate 80% × 45 points = 36 points."
    assert At(45, Ratio(RATE, empty=0)).statement.vi.startswith("Điểm chuẩn riêng là 45 điểm: ")
