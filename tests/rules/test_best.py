"""Several ways to earn a row's points, of which the best counts."""

import re
from fractions import Fraction
from itertools import product
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    At,
    Best,
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

LEVELS = {"trung_uong": 3, "tinh": 2, "hoi_nghi": 1}
PRAISE = Best([Tiered(YesNoFact(name), {True: pays}, otherwise=0) for name, pays in LEVELS.items()])
RATE = ShareFact("ty_le")
TIMES = CountFact("lan", largest=50)


def test_only_the_highest_case_counts() -> None:
    """Of three kinds of praise only the one that pays most is counted, in every combination."""
    scheme = scheme_of(PRAISE, 3)
    for answers in product((True, False), repeat=3):
        expected = max(pays * answer for pays, answer in zip((3, 2, 1), answers, strict=True))
        assert both(scheme, **dict(zip(LEVELS, answers, strict=True))).points == expected


@settings(max_examples=60)
@given(part=st.integers(0, 200), whole=st.integers(1, 200), times=st.integers(0, 50))
def test_rules_of_different_shapes_are_compared_exactly(part: int, whole: int, times: int) -> None:
    """A rate × 10 against 0.5 for each time: the greater, compared before rounding."""
    part, whole = min(part, whole), max(part, whole)
    best = Best([Ratio(RATE, empty=0), Count({TIMES: "0,5"}, start=0, low=0, high=10)])
    row = both(scheme_of(best, 10), ty_le=(part, whole), lan=times)
    assert row.exact == max(Fraction(10 * part, whole), min(Fraction(times, 2), Fraction(10)))


def test_a_best_can_stand_in_a_best_and_hold_a_sum() -> None:
    """Nested parts: the better of a sum and a best."""
    answer = Tiered(YesNoFact("co"), {True: 1}, otherwise=0)
    nested = Best([Sum([At(4, Ratio(RATE, empty=0)), answer]), Best([Count({TIMES: 1}, start=0, low=0, high=5)])])
    assert both(scheme_of(nested, 5), ty_le="50%", co=True, lan=2).points == 3
    assert both(scheme_of(nested, 5), ty_le="50%", co=True, lan=4).points == 4


def test_every_part_must_stay_in_range() -> None:
    """One part that can pass the base makes the whole refused."""
    with pytest.raises(SchemeError):
        scheme_of(PRAISE, 2)


def test_a_best_needs_parts() -> None:
    """The best of nothing is refused."""
    with pytest.raises(Refused) as caught:
        Best([])
    assert caught.value.code == "wrong-argument"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("rate", "times"), [("35%", 9), ("82,5%", 9), ("45%", 9)])
def test_the_explanation_can_be_worked_out_again(lang: Literal["vi", "en"], rate: str, times: int) -> None:
    """All parts are printed, and the greatest of them is the points."""
    best = Best([Ratio(RATE, empty=0), Count({TIMES: "0,5"}, start=0, low=0, high=10)])
    row = both(scheme_of(best, 10), ty_le=rate, lan=times)
    found = re.search(r"\((\S+); (\S+)\)\D*(\S+) (?:điểm|points)\.$", row.explain(lang).splitlines()[-1])
    assert found is not None
    first, second, most = (printed_number(text, lang) for text in found.groups())
    assert first == printed_number(rate[:-1], "vi") / 10
    assert second == Fraction(times, 2)
    assert max(first, second) == most == row.exact
