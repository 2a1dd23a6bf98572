"""Points along straight lines, pro rata and by whole steps."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    CohortFact,
    LatenessFact,
    LevelFact,
    Linear,
    MeasurementError,
    NumberFact,
    SchemeError,
    ShareFact,
    YesNoFact,
)
from emulscore.errors import Refused
from scored import both, hundredths, printed_number, scheme_of

VALUE = NumberFact("gia_tri", largest=30, decimals=1)


def test_a_rising_line_pays_pro_rata() -> None:
    """50% earns 3 and 70% earns 5: each percent between earns a tenth more; below nothing, above no more."""
    scheme = scheme_of(Linear(ShareFact("dat"), {"50%": 3, "70%": 5}, before=0, after="hold"), 5)
    for reached in range(101):
        tenths = 0 if reached < 50 else min(30 + (reached - 50), 50)
        assert both(scheme, dat=f"{reached}%").points == Decimal(tenths) / 10


def test_a_falling_line_pays_pro_rata() -> None:
    """0 earns 10 and 20 earns nothing: each unit takes half a point."""
    scheme = scheme_of(Linear(VALUE, {0: 10, 20: 0}, before="hold", after="hold"), 10)
    for tenths in range(301):
        expected = max(Fraction(10) - Fraction(tenths, 20), Fraction(0))
        assert both(scheme, gia_tri=Fraction(tenths, 10)).points == hundredths(expected)


@pytest.mark.parametrize(
    ("before", "after", "below", "above"),
    [("hold", "hold", 2, 6), (0, "hold", 0, 6), ("hold", "50%", 2, 5), (1, 0, 1, 0)],
)
def test_each_end_holds_or_pays_its_amount(before: str | int, after: str | int, below: int, above: int) -> None:
    """Outside of the knots an end pays what it states; on the outer knots themselves the knots pay."""
    scheme = scheme_of(Linear(VALUE, {5: 2, 10: 6}, before=before, after=after), 10)
    found = [both(scheme, gia_tri=value).points for value in ("4,9", 5, 10, "10,1")]
    assert found == [below, 2, 6, above]


def test_whole_steps_count_from_the_start_of_a_rising_line() -> None:
    """100 people earn 10 points, and every full 100 more earn 0.5, up to 35 at 5 100."""
    people = NumberFact("nguoi", largest=9000, decimals=0)
    scheme = scheme_of(Linear(people, {100: 10, 5100: 35}, before=0, after="hold", step=100), 35)
    for number in (0, 99, 100, 101, 199, 200, 201, 1234, 5099, 5100, 5101, 9000):
        halves = 0 if number < 100 else 20 + min((number - 100) // 100, 50)
        assert both(scheme, nguoi=number).points == Decimal(halves) / 2


def test_whole_steps_of_a_falling_line_count_from_its_low_end() -> None:
    """From 10 points at 0 to 4 at 6 by steps of 2: a value of 1 has 2 full steps to 6, so 8 points and not 10."""
    scheme = scheme_of(Linear(VALUE, {0: 10, 6: 4}, before="hold", after=0, step=2), 10)
    for tenths in range(61):
        assert both(scheme, gia_tri=Fraction(tenths, 10)).points == 4 + 2 * ((60 - tenths) // 20)
    assert both(scheme, gia_tri=1).points == 8


def test_a_knot_earns_its_points_where_no_whole_steps_lead_to_it() -> None:
    """A stretch of 5 holds two steps of 2; its far knot still earns what it states, on rising and falling lines alike."""
    rising = scheme_of(Linear(VALUE, {0: 0, 5: 10}, before=0, after="hold", step=2), 10)
    falling = scheme_of(Linear(VALUE, {0: 10, 5: 0}, before="hold", after=0, step=2), 10)
    for tenths in range(51):
        expected = 10 if tenths == 50 else 4 * (tenths // 20)
        assert both(rising, gia_tri=Fraction(tenths, 10)).points == expected
        assert both(falling, gia_tri=Fraction(50 - tenths, 10)).points == expected


def test_a_tent_rises_and_falls() -> None:
    """Points grow towards the middle knot and shrink after it."""
    scheme = scheme_of(Linear(VALUE, {0: 0, 5: 10, 10: 0}, before=0, after="hold"), 10)
    for tenths in range(121):
        expected = max(Fraction(10) - abs(Fraction(tenths, 10) - 5) * 2, Fraction(0))
        assert both(scheme, gia_tri=Fraction(tenths, 10)).points == hundredths(expected)


def test_a_tent_by_whole_steps_keeps_its_top() -> None:
    """Each side counts whole steps from its own foot, and the top knot earns its points."""
    scheme = scheme_of(Linear(VALUE, {0: 0, 5: 10, 10: 0}, before=0, after=0, step=2), 10)
    for tenths in range(101):
        foot = min(tenths, 100 - tenths)
        assert both(scheme, gia_tri=Fraction(tenths, 10)).points == (10 if tenths == 50 else 4 * (foot // 20))


def test_a_lateness_is_measured_in_the_stated_unit() -> None:
    """Nine days late are two weeks begun and one completed; the rule reads the unit that it names."""
    late = LatenessFact("bao_cao")
    days = {"due": "01/03/2023", "done": "10/03/2023"}
    for unit, expected in (("weeks_begun", 2), ("weeks_completed", 3), ("days", 0)):
        rule = Linear(late, {0: 4, 4: 0}, before="hold", after="hold", unit=unit)  # type: ignore[arg-type] # a TimeUnit
        assert both(scheme_of(rule, 4), bao_cao=days).points == expected
    with pytest.raises(MeasurementError) as caught:
        scheme_of(rule, 4).score({"bao_cao": {"weeks_begun": 1}})
    assert [problem.code for problem in caught.value.problems] == ["other-time-unit"]


def test_a_value_is_compared_with_the_mean_of_the_cohort() -> None:
    """The knots are differences from the cohort's mean, above and below it."""
    share = ShareFact("ty_le")
    mean = CohortFact("ty_le_tb", of=share, take="mean", decimals=4)
    rule = Linear(share, {"-10%": 0, "0%": 3, "10%": 5}, before=0, after="hold", less=mean)
    scheme = scheme_of(rule, 5)
    units = [{"ty_le": "50%"}, {"ty_le": "60%"}, {"ty_le": "85%"}]  # mean 65%
    cohort = scheme.cohort(units, name="Cụm 1")
    assert cohort.values == {"ty_le_tb": Decimal("0.6500")}
    expected = [0, Decimal("1.50"), 5]  # -15%, -5%, +20%
    for unit, earned in zip(units, expected, strict=True):
        assert scheme.score(unit, cohort=cohort)["1"].points == earned
        assert both(scheme, **unit, **cohort.values).points == earned


def test_the_mean_may_be_one_of_another_fact() -> None:
    """A value may be held against the cohort's mean of another fact, which units then give too."""
    target = NumberFact("muc_tinh", largest=30, decimals=1)
    mean = CohortFact("muc_tinh_tb", of=target, take="mean", decimals=1)
    scheme = scheme_of(Linear(VALUE, {0: 0, 10: 5}, before=0, after="hold", less=mean), 5)
    units = [{"gia_tri": 12, "muc_tinh": 4}, {"gia_tri": 6, "muc_tinh": 2}]
    cohort = scheme.cohort(units, name="Cụm")
    assert [scheme.score(unit, cohort=cohort).points for unit in units] == [Decimal("4.50"), Decimal("1.50")]


@st.composite
def lines(draw: st.DrawFn) -> tuple[list[tuple[Fraction, Fraction]], Fraction | None, bool, bool]:
    """Draw knots on a grid of tenths, points of 0..10 in halves, a step, and what the ends do."""
    ats = sorted(draw(st.sets(st.integers(0, 300), min_size=2, max_size=5)))
    pays = draw(st.lists(st.integers(0, 20), min_size=len(ats), max_size=len(ats)))
    knots = [(Fraction(at, 10), Fraction(pay, 2)) for at, pay in zip(ats, pays, strict=True)]
    step = draw(st.none() | st.integers(1, 100).map(lambda tenths: Fraction(tenths, 10)))
    return knots, step, draw(st.booleans()), draw(st.booleans())


def by_hand(knots: list[tuple[Fraction, Fraction]], step: Fraction | None, value: Fraction) -> Fraction | None:
    """Work out the points between the outer knots."""
    if value in dict(knots):
        return dict(knots)[value]
    for (low, one), (high, other) in pairwise(knots):
        if low < value < high:
            walked = value - low if other >= one else high - value
            if step is not None:
                walked = walked // step * step
            return min(one, other) + walked / (high - low) * abs(other - one)
    return None


@settings(max_examples=80)
@given(line=lines(), tenths=st.lists(st.integers(0, 300), min_size=1, max_size=12))
def test_any_line_is_its_interpolation(
    line: tuple[list[tuple[Fraction, Fraction]], Fraction | None, bool, bool], tenths: list[int]
) -> None:
    """For any knots, ends and step: knots earn their points, stretches interpolate, ends hold or pay nothing."""
    knots, step, hold_first, hold_last = line
    rule = Linear(
        VALUE,
        [(at, pays) for at, pays in reversed(knots)],
        before="hold" if hold_first else 0,
        after="hold" if hold_last else 0,
        step=step,
    )
    scheme = scheme_of(rule, 10)
    for value in [Fraction(each, 10) for each in tenths] + [at for at, _ in knots]:
        expected = by_hand(knots, step, value)
        if expected is None:
            end, holds = (knots[0][1], hold_first) if value < knots[0][0] else (knots[-1][1], hold_last)
            expected = end if holds else Fraction(0)
        row = both(scheme, gia_tri=value)
        assert row.exact == expected
        assert row.points == hundredths(expected)


def test_nothing_of_nothing_earns_what_is_stated() -> None:
    """0 of 0 is refused unless the rule says what it earns."""
    knots = {"0%": 0, "100%": 4}
    paid = scheme_of(Linear(ShareFact("dat"), knots, before=0, after=0, empty=3), 4)
    assert both(paid, dat=(0, 0)).points == 3
    with pytest.raises(MeasurementError) as caught:
        scheme_of(Linear(ShareFact("dat"), knots, before=0, after=0), 4).score({"dat": (0, 0)})
    assert [problem.code for problem in caught.value.problems] == ["zero-of-zero"]


@pytest.mark.parametrize("knots", [{}, {0: 1}, [(0, 1), (0, 2)], [("50%", 1), ("0,5", 2)]])
def test_a_line_needs_two_different_knots(knots: object) -> None:
    """One knot, or two at one value, make no line."""
    with pytest.raises(Refused) as caught:
        Linear(VALUE, knots, before=0, after=0)  # type: ignore[arg-type] # on purpose
    assert caught.value.code == "wrong-argument"


@pytest.mark.parametrize("step", [0, -1])
def test_a_step_is_above_zero(step: int) -> None:
    """Steps of nothing, or backwards, are refused."""
    with pytest.raises(Refused):
        Linear(VALUE, {0: 0, 5: 5}, before=0, after=0, step=step)


def test_only_numbers_lie_on_a_line() -> None:
    """Levels and answers have no line; a lateness needs its unit, and nothing else has one."""
    with pytest.raises(Refused):
        Linear(YesNoFact("co"), {0: 0, 1: 5}, before=0, after=0)
    with pytest.raises(Refused):
        Linear(LevelFact("muc", levels={"a": "A", "b": "B"}), {0: 0, 1: 5}, before=0, after=0)
    with pytest.raises(Refused):
        Linear(LatenessFact("tre"), {0: 0, 1: 5}, before=0, after=0)
    with pytest.raises(Refused):
        Linear(VALUE, {0: 0, 1: 5}, before=0, after=0, unit="days")


def test_a_line_above_the_base_is_refused() -> None:
    """A knot that pays more than the base breaks the range, and the refusal names a value that does."""
    with pytest.raises(SchemeError) as caught:
        scheme_of(Linear(VALUE, {0: 0, 5: 6}, before=0, after="hold"), 5)
    assert [problem.code for problem in caught.value.problems] == ["out-of-range"]


STRETCH = {
    "vi": r"Đạt (\S+): mốc (\S+) được (\S+) điểm, thêm (\S+) điểm; được (\S+)/(\S+) điểm\.",
    "en": r"(\S+): (\S+) points at (\S+), (\S+) more; (\S+)/(\S+) points\.",
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("knots", "value"), [({0: 2, 8: 6}, "2,5"), ({0: 6, 8: 2}, "2,5"), ({0: 2, 8: "60%"}, "6,5")])
def test_the_explanation_can_be_worked_out_again(
    lang: Literal["vi", "en"], knots: dict[int, int | str], value: str
) -> None:
    """The printed knot is one of the rule's and earns less; its points and what is added give the printed points."""
    row = both(scheme_of(Linear(VALUE, knots, before="hold", after="hold"), 10), gia_tri=value)
    found = re.search(STRETCH[lang], row.explain(lang))
    assert found is not None
    groups = [printed_number(text, lang) for text in found.groups()]
    reached, at, pays, more, earned, base = (
        groups if lang == "vi" else [groups[0], groups[2], groups[1], groups[3], groups[4], groups[5]]
    )
    amounts = {0: Fraction(2), 8: Fraction(6)} if knots[0] == 2 else {0: Fraction(6), 8: Fraction(2)}
    assert reached == Fraction(value.replace(",", "."))
    assert amounts[int(at)] == pays == min(amounts.values())
    assert more == abs(reached - at) * Fraction(4, 8)
    assert pays + more == earned == row.exact
    assert base == 10


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_explanation_of_a_difference_names_the_cohort(lang: Literal["vi", "en"]) -> None:
    """Own value less the cohort's is the difference, and the line is walked from a difference."""
    mean = CohortFact("tb", of=VALUE, take="mean", decimals=1)
    rule = Linear(VALUE, {-5: 0, 5: 10}, before=0, after="hold", less=mean)
    row = both(scheme_of(rule, 10), gia_tri="8,5", tb=6)
    first, second = row.explain(lang).splitlines()
    pattern = {
        "vi": r"Đạt (\S+), so với mức của cụm (\S+): chênh (\S+)\.",
        "en": r"(\S+), against the cohort's (\S+): a difference of (\S+)\.",
    }[lang]
    found = re.fullmatch(pattern, first)
    assert found is not None
    own, cohort, difference = (printed_number(text, lang) for text in found.groups())
    assert [own, cohort, own - cohort] == [Fraction(17, 2), 6, difference]
    numbers = [printed_number(text, lang) for text in re.findall(r"-?\d+(?:[.,]\d+)?", second)]
    assert numbers == ([difference, -5, 0, Fraction("7.5"), Fraction("7.5"), 10] if lang == "vi" else
                       [difference, 0, -5, Fraction("7.5"), Fraction("7.5"), 10])  # fmt: skip


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("1", "Đạt 1, dưới mốc đầu: 0/10 điểm.", "1, below the first knot: 0/10 points."),
        ("2", "Đạt 2, đúng mốc: 8/10 điểm.", "2, at a knot: 8/10 points."),
        ("9", "Đạt 9, đúng mốc cuối: 4/10 điểm.", "9, at the last knot: 4/10 points."),
        ("9,5", "Đạt 9,5, trên mốc cuối: 4/10 điểm.", "9.5, above the last knot: 4/10 points."),
    ],
)
def test_knots_and_ends_are_said(value: str, vi: str, en: str) -> None:
    """On a knot and outside of all knots the explanation says so, with the points."""
    row = both(scheme_of(Linear(VALUE, {2: 8, 9: 4}, before=0, after="hold", step=3), 10), gia_tri=value)
    assert (row.explain("vi"), row.explain("en")) == (vi, en)


def test_the_statement_prints_every_choice() -> None:
    """Knots, both ends, the step and the cohort stand in the statement, in both languages."""
    mean = CohortFact("tb", of=VALUE, take="mean", decimals=1, label="trung bình cụm")
    words = Linear(VALUE, [(2, 3), (9, "50%")], before=0, after="hold", step="0,5", less=mean).statement
    said = {
        "vi": ("2: 3 điểm", "9: 50% điểm chuẩn", "dưới mốc đầu: 0 điểm", "trên mốc cuối: giữ nguyên", "0,5"),
        "en": (
            "2: 3 points",
            "9: 50% of the base",
            "below the first: 0 points",
            "above the last: as at the knot",
            "0.5",
        ),
    }
    for choice in said["vi"]:
        assert choice in words.vi
    for choice in said["en"]:
        assert choice in words.text("en")
    assert "trung bình cụm" in words.vi
