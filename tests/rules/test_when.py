"""A fact that switches the rule, lifts a tier, or voids the row."""

import re
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    Count,
    CountFact,
    LatenessFact,
    LevelFact,
    MeasurementError,
    Ratio,
    SchemeError,
    ShareFact,
    Tiered,
    When,
    YesNoFact,
    above,
    at_least,
    below,
)
from emulscore.errors import Refused
from scored import both, printed_number, scheme_of

KNOWN = YesNoFact("cong_nhan", label="Được công nhận")
CRITERIA = CountFact("tieu_chi", largest=40)
BY_COUNT = Count({CRITERIA: 1}, start=0, low=0, high=15)
RATE = ShareFact("ty_le", label="Tỷ lệ")


def test_an_answer_switches_between_a_plain_amount_and_a_rule() -> None:
    """Recognised: 20. Not yet: 1 for each criterion, up to 15."""
    scheme = scheme_of(When(KNOWN, then=20, otherwise=BY_COUNT), 20)
    for met in range(41):
        assert both(scheme, cong_nhan=True, tieu_chi=met).points == 20
        assert both(scheme, cong_nhan=False, tieu_chi=met).points == min(met, 15)


def test_the_other_way_need_not_be_known() -> None:
    """Only the way that is taken must have its facts; the fact that decides must always be known."""
    scheme = scheme_of(When(KNOWN, then=20, otherwise=BY_COUNT), 20)
    assert scheme.score({"cong_nhan": True}).points == 20
    assert scheme.points({"cong_nhan": True})["1"] == 20
    for given_values, missing in (({"cong_nhan": False}, "tieu_chi"), ({"tieu_chi": 3}, "cong_nhan")):
        with pytest.raises(MeasurementError) as caught:
            scheme.score(given_values)
        assert [problem.fact for problem in caught.value.problems] == [missing]
        open_total = scheme.score(given_values, partial=True).total
        assert [open_total.low, open_total.high] == ([0, 15] if missing == "tieu_chi" else [3, 20])


def test_a_level_lifts_a_tier() -> None:
    """Below 80% but followed up in writing earns 2; the case is the name of a level."""
    followed = LevelFact("theo_doi", levels={"van_ban": "bằng văn bản", "khong": "không"})
    tiers = Tiered(RATE, {at_least("80%"): 3}, otherwise=0)
    rule = When(RATE, case=below("80%"), then=When(followed, case="van_ban", then=2, otherwise=0), otherwise=tiers)
    scheme = scheme_of(rule, 3)
    for reached in range(101):
        for level, lifted in (("van_ban", 2), ("khong", 0)):
            expected = 3 if reached >= 80 else lifted
            assert both(scheme, ty_le=f"{reached}%", theo_doi=level).points == expected


@pytest.mark.parametrize(("case", "limit_holds"), [(at_least(3), True), (above(3), False)])
def test_a_span_is_open_or_closed_as_stated(case: object, *, limit_holds: bool) -> None:
    """Exactly 3 is in “at least 3” and not in “above 3”."""
    scheme = scheme_of(When(CRITERIA, case=case, then=5, otherwise=1), 5)  # type: ignore[arg-type] # a span
    assert both(scheme, tieu_chi=3).points == (5 if limit_holds else 1)
    assert both(scheme, tieu_chi=2).points == 1
    assert both(scheme, tieu_chi=4).points == 5


def test_a_violation_voids_the_row() -> None:
    """«0đ toàn tiêu chí»: nothing where it happened, the rule where it did not."""
    scheme = scheme_of(When(YesNoFact("vi_pham"), then=0, otherwise=Ratio(RATE, empty=0)), 10)
    assert both(scheme, vi_pham=True, ty_le="90%").points == 0
    assert both(scheme, vi_pham=False, ty_le="90%").points == 9


def test_a_lateness_decides_in_its_unit() -> None:
    """More than 5 days late halves the points."""
    late = LatenessFact("nop")
    rule = When(late, case=above(5), unit="days", then="50%", otherwise="100%")
    assert [both(scheme_of(rule, 4), nop={"days": days}).points for days in (0, 5, 6)] == [4, 4, 2]
    with pytest.raises(Refused):
        When(late, case=above(5), then=0, otherwise=0)


@settings(max_examples=60)
@given(limit=st.integers(0, 40), met=st.integers(0, 40), then=st.integers(0, 20), other=st.integers(0, 20))
def test_any_span_chooses_one_of_two(limit: int, met: int, then: int, other: int) -> None:
    """At least the limit pays one amount, less the other."""
    rule = When(CRITERIA, case=at_least(limit), then=Fraction(then, 2), otherwise=Fraction(other, 2))
    assert both(scheme_of(rule, 10), tieu_chi=met).exact == Fraction(then if met >= limit else other, 2)


def test_entering_a_way_narrows_the_fact() -> None:
    """Below 50%, twice the rate stays within the base; the other way would be beyond it and is never taken there."""
    target = Ratio(RATE, target="50%", below="pro_rata", empty=0)
    assert both(scheme_of(When(RATE, case=at_least("50%"), then="100%", otherwise=target), 10), ty_le="40%").points == 8
    with pytest.raises(SchemeError):
        scheme_of(When(RATE, case=at_least("60%"), then="100%", otherwise=target), 10)


def test_a_state_is_not_an_answer() -> None:
    """Known never to have happened is no case of a switch."""
    with pytest.raises(MeasurementError) as caught:
        scheme_of(When(CRITERIA, case=at_least(1), then=1, otherwise=0), 1).score({"tieu_chi": NEVER})
    assert [problem.code for problem in caught.value.problems] == ["never-without-consequence"]


@pytest.mark.parametrize(
    ("fact", "case"), [(KNOWN, "có"), (KNOWN, at_least(1)), (CRITERIA, True), (LevelFact("m", levels={"a": "A"}), "b")]
)
def test_a_case_must_suit_its_fact(fact: object, case: object) -> None:
    """Answers go with yes or no, names with levels, spans with numbers."""
    with pytest.raises(Refused) as caught:
        When(fact, case=case, then=1, otherwise=0)  # type: ignore[arg-type] # on purpose
    assert caught.value.code == "wrong-argument"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("answer", "expected"), [(True, 20), (False, 7)])
def test_the_explanation_names_the_way_taken(lang: Literal["vi", "en"], answer: bool, expected: int) -> None:
    """The last sentence quotes the fact and prints the points of the way that was taken, and only of that way."""
    row = both(scheme_of(When(KNOWN, then=20, otherwise=BY_COUNT), 20), cong_nhan=answer, tieu_chi=7)
    lines = row.explain(lang).splitlines()
    assert "“Được công nhận”" in lines[-1]
    numbers = [printed_number(text, lang) for text in re.findall(r"\d+(?:[.,]\d+)?", lines[-1])]
    assert numbers == [expected] == [row.exact]
    assert len(lines) == (1 if answer else 3)
    if not answer:
        count, each, term = (printed_number(text, lang) for text in re.findall(r"\d+", lines[0]))
        assert count * each == term == expected


def test_braces_in_a_label_are_only_braces() -> None:
    """A label may hold braces; they are not taken for numbers of the explanation."""
    rule = When(YesNoFact("x", label="{points} {x"), then=1, otherwise=0)
    assert "{points} {x" in both(scheme_of(rule, 1), x=True).explain()
