"""Points for each occurrence, up and down."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import Count, CountFact, SchemeError
from emulscore.errors import Refused
from scored import both, printed_number, scheme_of

LIGHT = CountFact("nhe", label="Lỗi nhẹ", largest=40)
HEAVY = CountFact("nang", label="Lỗi nặng", largest=40)
GOOD = CountFact("tot", label="Mô hình mới", largest=40)


def test_each_occurrence_pays_up_to_the_high_end() -> None:
    """3 points for each model, at most 6."""
    scheme = scheme_of(Count({GOOD: 3}, start=0, low=0, high="100%"), 6)
    assert [both(scheme, tot=times).points for times in (0, 1, 2, 3, 40)] == [0, 3, 6, 6, 6]


def test_each_occurrence_takes_down_to_the_low_end() -> None:
    """1.5 points less 0.5 for each missing period, and its own low end of 0.5."""
    scheme = scheme_of(Count({LIGHT: "-0,5"}, start="1,5", low="0,5", high=2), 2)
    expected = [Decimal("1.5"), Decimal(1), Decimal("0.5"), Decimal("0.5")]
    assert [both(scheme, nhe=times).points for times in (0, 1, 2, 9)] == expected


def test_kinds_of_events_count_differently_and_with_either_sign() -> None:
    """Light faults take 0.25, heavy ones 20% of the base, models add 1: a grid against whole-number arithmetic."""
    rule = Count({LIGHT: "-0,25", HEAVY: "-20%", GOOD: 1}, start="50%", low=1, high=9)
    scheme = scheme_of(rule, 10)
    for light in range(6):
        for heavy in range(4):
            for good in range(7):
                quarters = 20 - light - 8 * heavy + 4 * good
                row = both(scheme, nhe=light, nang=heavy, tot=good)
                assert row.points == Decimal(min(max(quarters, 4), 36)) / 4


AMOUNTS = st.integers(-40, 40).map(lambda eighths: Fraction(eighths, 8))


@settings(max_examples=80)
@given(
    each=st.lists(AMOUNTS, min_size=3, max_size=3),
    start=AMOUNTS,
    ends=st.lists(st.integers(0, 10), min_size=2, max_size=2).map(sorted),
    times=st.lists(st.integers(0, 40), min_size=3, max_size=3),
)
def test_any_count_is_its_formula(each: list[Fraction], start: Fraction, ends: list[int], times: list[int]) -> None:
    """Start plus the sum of amount times count, held between the two ends."""
    low, high = ends
    rule = Count(list(zip((LIGHT, HEAVY, GOOD), each, strict=True)), start=start, low=low, high=high)
    row = both(scheme_of(rule, 10), nhe=times[0], nang=times[1], tot=times[2])
    eighths = int(start * 8) + sum(int(one * 8) * count for one, count in zip(each, times, strict=True))
    assert row.exact == Fraction(min(max(eighths, 8 * low), 8 * high), 8)


def test_ends_outside_of_the_base_are_refused() -> None:
    """A high end above the base, or a low end below 0, can leave the range."""
    for low, high in ((0, 7), (-1, 6)):
        with pytest.raises(SchemeError) as caught:
            scheme_of(Count({LIGHT: -1, GOOD: 1}, start=0, low=low, high=high), 6)
        assert [problem.code for problem in caught.value.problems] == ["out-of-range"]


def test_something_must_be_counted() -> None:
    """A count of nothing is refused."""
    with pytest.raises(Refused) as caught:
        Count({}, start=0, low=0, high=1)
    assert caught.value.code == "wrong-argument"


TERM = {
    "vi": r"“[^”]+”: (\d+) lần × (\S+) điểm = (\S+) điểm\.",
    "en": r"“[^”]+”: (\d+) times? × (\S+) points? = (\S+) points?\.",
}
WHOLE = {
    "vi": r"Bắt đầu từ (\S+) điểm, tổng cộng (\S+) điểm: \w+ ([^/]+)/(\S+) điểm",
    "en": r"Starting from (\S+) points?, (\S+) in all: ([^/]+)/(\S+) points?",
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("light", "good"), [(3, 1), (0, 2), (12, 0), (0, 9), (0, 0)])
def test_the_explanation_can_be_worked_out_again(lang: Literal["vi", "en"], light: int, good: int) -> None:
    """Terms multiply out, start and terms make the sum, and the ends turn the sum into the points."""
    row = both(scheme_of(Count({LIGHT: "-0,75", GOOD: "2,5"}, start=4, low=1, high=9), 10), nhe=light, tot=good)
    text = row.explain(lang)
    terms = [[printed_number(part, lang) for part in found] for found in re.findall(TERM[lang], text)]
    assert all(times * each == term for times, each, term in terms)
    assert [times for times, _, _ in terms] == [times for times in (light, good) if times]
    whole = re.search(WHOLE[lang], text)
    assert whole is not None
    start, total, earned, base = (printed_number(part, lang) for part in whole.groups())
    assert start + sum(term for _, _, term in terms) == total
    assert [earned, base] == [min(max(total, Fraction(1)), Fraction(9)), 10]
    assert earned == row.exact
    says = {"vi": ("Không quá 9 điểm", "Không dưới 1 điểm"), "en": ("At most 9 points", "At least 1 point")}[lang]
    assert [say in text for say in says] == [total > 9, total < 1]


def test_the_statement_says_what_is_added_and_taken() -> None:
    """The sign of each amount is said as a verb, and both ends are named."""
    words = Count({LIGHT: "-0,5", GOOD: "20%"}, start=4, low=0, high="100%").statement
    for choice in ("4 điểm", "trừ 0,5 điểm", "cộng 20% điểm chuẩn", "từ 0 điểm", "đến 100% điểm chuẩn"):
        assert choice in words.vi
    for choice in ("4 points", "−0.5 points", "+20% of the base", "from 0 points", "to 100% of the base"):
        assert choice in words.text("en")
