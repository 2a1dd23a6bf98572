"""Unlike parts in one row, added up."""

import re
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    At,
    Best,
    Cap,
    Count,
    CountFact,
    Ratio,
    SchemeError,
    ShareFact,
    Sum,
    Tiered,
    YesNoFact,
)
from emulscore.errors import Refused
from scored import both, printed_number, scheme_of

UNITS = ShareFact("don_vi")
APPS = CountFact("ung_dung", label="Ứng dụng", largest=30)
HALVES = [At("50%", Tiered(YesNoFact(name), {True: "100%"}, otherwise=0)) for name in ("du_hop", "chu_tri")]
INDEX = Sum([At(45, Ratio(UNITS, empty="refuse")), Count({APPS: 1}, start=0, low=0, high=5)])


def test_two_halves_make_the_row() -> None:
    """Half of the base for each of two answers."""
    scheme = scheme_of(Sum(HALVES), 10)
    for first in (True, False):
        for second in (True, False):
            assert both(scheme, du_hop=first, chu_tri=second).points == 5 * (first + second)


def test_unlike_parts_add_up() -> None:
    """A rate × 45 and up to 5 for applications: every percent with several counts."""
    scheme = scheme_of(INDEX, 50)
    for reached in range(0, 101, 5):
        for apps in (0, 1, 4, 5, 6, 30):
            row = both(scheme, don_vi=f"{reached}%", ung_dung=apps)
            assert row.exact == Fraction(45 * reached, 100) + min(apps, 5)


@settings(max_examples=60)
@given(part=st.integers(0, 500), whole=st.integers(1, 500), apps=st.integers(0, 30))
def test_parts_are_not_rounded_before_they_are_added(part: int, whole: int, apps: int) -> None:
    """The sum is exact and rounded once, half up: 1/3 + 1/3 is 0.67."""
    part, whole = min(part, whole), max(part, whole)
    row = both(scheme_of(INDEX, 50), don_vi=(part, whole), ung_dung=apps)
    top = 4500 * part + 100 * min(apps, 5) * whole
    assert int(row.points * 100) == (2 * top + whole) // (2 * whole)


def test_a_third_and_a_third_are_67_hundredths() -> None:
    """Two parts of a third each are added before they are rounded."""
    thirds = Sum([At(1, Ratio(ShareFact(name), empty=0)) for name in ("a", "b")])
    assert str(both(scheme_of(thirds, 2), a=(1, 3), b=(1, 3)).points) == "0.67"


def test_parts_that_can_pass_the_base_are_refused_without_a_cap() -> None:
    """45 + 5 is more than 49; held by a cap it is taken, and the cap binds."""
    with pytest.raises(SchemeError) as caught:
        scheme_of(INDEX, 49)
    assert [problem.code for problem in caught.value.problems] == ["out-of-range"]
    assert both(scheme_of(Cap(INDEX), 49), don_vi="100%", ung_dung=9).points == 49


def test_a_sum_can_stand_in_a_sum() -> None:
    """Parts are rules, and so is a sum or a best of them."""
    nested = Sum([At(4, Sum(HALVES)), At(6, Best([Ratio(UNITS, empty=0), Count({APPS: 1}, start=0, low=0, high=6)]))])
    row = both(scheme_of(nested, 10), du_hop=True, chu_tri=False, don_vi="50%", ung_dung=2)
    assert row.points == 2 + max(3, 2)


def test_a_sum_needs_parts() -> None:
    """No parts, or parts that are no rules, are refused."""
    for parts in ([], [Ratio(UNITS, empty=0), 5]):
        with pytest.raises(Refused) as caught:
            Sum(parts)  # type: ignore[arg-type] # on purpose
        assert caught.value.code == "wrong-argument"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_explanation_can_be_worked_out_again(lang: Literal["vi", "en"]) -> None:
    """The parts are explained first; their points are the terms of the printed sum."""
    row = both(scheme_of(INDEX, 50), don_vi="81%", ung_dung=3)
    lines = row.explain(lang).splitlines()
    found = re.search(r": (\S+) \+ (\S+) = (\S+) (?:điểm|points)\.$", lines[-1])
    assert found is not None
    first, second, whole = (printed_number(text, lang) for text in found.groups())
    assert [first, second] == [Fraction("36.45"), 3]
    assert first + second == whole == row.exact
    assert any("36,45" in line or "36.45" in line for line in lines[:-1])


def test_the_statement_numbers_the_parts() -> None:
    """Each part stands under its own number with the points it works at."""
    words = INDEX.statement
    assert "(1) “don_vi”: điểm chuẩn riêng là 45 điểm" in words.vi
    assert "(2) " in words.vi
    assert "(1) “don_vi”: with a base of its own, 45 points" in words.text("en")
