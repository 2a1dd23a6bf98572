"""Points relative to the other units of the cohort."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    NOT_APPLICABLE,
    AttainmentFact,
    CohortFact,
    CountFact,
    Leader,
    MeasurementError,
    NumberFact,
    Ratio,
    Relative,
    SchemeError,
    ShareFact,
)
from emulscore.errors import Refused
from scored import both, hundredths, printed_number, scheme_of

BANDWIDTH = NumberFact("bang_thong", largest=1000, decimals=1)
BEST = CohortFact("cao_nhat", of=BANDWIDTH, take="best", decimals=1)
MEAN = CohortFact("trung_binh", of=BANDWIDTH, take="mean", decimals=1)
TAX = AttainmentFact("thu", most=5)
LEAD = CohortFact("thu_dan_dau", of=TAX, take="best", decimals=4)


def test_the_best_unit_earns_the_base_and_others_their_share() -> None:
    """Own value over the greatest, times the base, for every pair of values on a grid of tenths."""
    scheme = scheme_of(Relative(BANDWIDTH, to=BEST, empty=0), 40)
    for best in (1, 7, 80, 125, 10_000):
        for own in {0, 1, best // 3, best - 1, best}:
            row = both(scheme, bang_thong=Fraction(own, 10), cao_nhat=Fraction(best, 10))
            assert row.exact == Fraction(own * 40, best)
            assert row.points == hundredths(Fraction(own * 40, best))


def test_above_the_mean_there_is_no_more_than_the_base() -> None:
    """Against the mean some units are above it; they earn the base and no more."""
    scheme = scheme_of(Relative(BANDWIDTH, to=MEAN, empty=0), 40)
    for own in range(121):
        row = both(scheme, bang_thong=Fraction(own, 10), trung_binh=6)
        assert row.exact == min(Fraction(own * 40, 60), Fraction(40))


@pytest.mark.parametrize(("empty", "earned"), [(0, 0), (15, 15), ("50%", 20), ("100%", 40)])
def test_a_cohort_at_zero_earns_what_is_stated(empty: int | str, earned: int) -> None:
    """Where the cohort's value is 0 there is nothing to divide by; the rule says what is earned."""
    scheme = scheme_of(Relative(BANDWIDTH, to=BEST, empty=empty), 40)
    assert both(scheme, bang_thong=0, cao_nhat=0).points == earned
    assert both(scheme, bang_thong=5, cao_nhat=0).points == earned


def test_shares_and_counts_can_be_compared_too() -> None:
    """A share over the best share, and a count over the best count."""
    share, count = ShareFact("ty_le"), CountFact("so", largest=100)
    by_share = scheme_of(Relative(share, to=CohortFact("b", of=share, take="best", decimals=4), empty=0), 10)
    assert both(by_share, ty_le=(1, 3), b="0,8").exact == Fraction(10) * Fraction(1, 3) / Fraction(4, 5)
    by_count = scheme_of(Relative(count, to=CohortFact("b", of=count, take="best", decimals=0), empty=0), 10)
    assert [both(by_count, so=own, b=7).points for own in (0, 3, 7)] == [0, Decimal("4.29"), 10]


def test_the_cohort_must_look_at_the_same_fact() -> None:
    """Another fact's best, or the least of the same fact, is not what a value is relative to."""
    other = CohortFact("khac", of=NumberFact("khac_nua", largest=5), take="best", decimals=1)
    least = CohortFact("it_nhat", of=BANDWIDTH, take="least", decimals=1)
    for to in (other, least):
        with pytest.raises(Refused) as caught:
            Relative(BANDWIDTH, to=to, empty=0)
        assert caught.value.code == "wrong-argument"


def test_more_than_the_base_for_an_empty_cohort_is_refused() -> None:
    """The amount for a cohort at 0 must lie in the range too."""
    with pytest.raises(SchemeError):
        scheme_of(Relative(BANDWIDTH, to=BEST, empty=41), 40)


RELATIVE = {
    "vi": r"Đơn vị (\S+), mức của cụm (\S+): (\S+) ÷ (\S+) × (\S+), tối đa (\S+): (\S+) điểm\.",
    "en": r"Own(?: value)? (\S+), the cohort's (\S+): (\S+) ÷ (\S+) × (\S+), at most (\S+): (\S+) points?\.",
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("own", "cohort"), [("6", "8"), ("8", "6"), ("7,5", "7,5"), ("0", "3")])
def test_the_explanation_can_be_worked_out_again(lang: Literal["vi", "en"], own: str, cohort: str) -> None:
    """Own over the cohort's, times the base, at most the base, is the points that are printed."""
    row = both(scheme_of(Relative(BANDWIDTH, to=MEAN, empty=0), 40), bang_thong=own, trung_binh=cohort)
    found = re.search(RELATIVE[lang], row.explain(lang))
    assert found is not None
    mine, theirs, top, bottom, base, most, earned = (printed_number(text, lang) for text in found.groups())
    assert (mine, theirs) == (top, bottom) == (printed_number(own, "vi"), printed_number(cohort, "vi"))
    assert [base, most] == [40, 40]
    assert min(top / bottom * base, most) == earned == row.exact


def test_the_explanation_of_shares_is_in_percent() -> None:
    """Where a share is compared, both values are printed as percentages."""
    share = ShareFact("ty_le")
    rule = Relative(share, to=CohortFact("b", of=share, take="mean", decimals=4), empty=3)
    text = both(scheme_of(rule, 10), ty_le="60%", b="0,8").explain()
    assert text.startswith("Đơn vị 60%, mức của cụm 80%: 60% ÷ 80% × 10")
    assert "3 điểm" in both(scheme_of(rule, 10), ty_le="0%", b=0).explain()


def test_the_trace_holds_every_number_by_name() -> None:
    """6 of the cohort's 8 is three quarters, which is 30 of 40 points."""
    trace = both(scheme_of(Relative(BANDWIDTH, to=BEST, empty=0), 40), bang_thong=6, cao_nhat=8).trace
    assert trace is not None
    assert trace.value == 30
    assert trace.notes == {"own": 6, "cohort": 8, "relative": Fraction(3, 4)}


# --- the leading unit over its target ---------------------------------------------------------------------------------


def leader(**changes: object) -> Leader:
    choices: dict[str, object] = {
        "to": LEAD, "at_target": "50%", "unsurpassed": "80%", "empty": "refuse", "unassigned": "refuse",
    }  # fmt: skip
    return Leader(TAX, **(choices | changes))  # type: ignore[arg-type] # collected by name


def by_hand(own: Fraction, lead: Fraction, base: int) -> Fraction:
    """Half the base at the target, the base for the leader, 80% where nobody passes."""
    if own < 1:
        return own * base / 2
    if lead <= 1:
        return Fraction(base * 8, 10)
    return min(Fraction(base, 2) + (own - 1) / (lead - 1) * base / 2, Fraction(base))


def test_the_two_stretches_meet_at_the_target() -> None:
    """A grid of attainments and leaders, each against the two straight stretches."""
    scheme = scheme_of(leader(), 10)
    for lead in (50, 99, 100, 101, 140, 500):
        for own in (0, 1, 49, 50, 99, 100, 101, 120, 139, 140, 500):
            if own <= lead:
                mine, first = Fraction(own, 100), Fraction(lead, 100)
                assert both(scheme, thu=mine, thu_dan_dau=first).exact == by_hand(mine, first, 10)


@pytest.mark.parametrize(
    ("own", "lead", "earned"),
    [
        ("100%", "1,4", 5),  # exactly at the target, others beyond
        ("100%", "1", 8),  # exactly at the target, nobody beyond
        ("140%", "1,4", 10),  # the leading unit
        ("120%", "1,4", Decimal("7.5")),
        ("99%", "0,99", Decimal("4.95")),  # nobody reaches the target, the best one either
        ("0%", "0", 0),
        ("140,004%", "1,4", 10),  # the leader's printed value is rounded down: still no more than the base
    ],
)
def test_the_edges_of_the_leader(own: str, lead: str, earned: Decimal | int) -> None:
    """At the target, at the leader, and where nobody passes the target."""
    assert both(scheme_of(leader(), 10), thu=own, thu_dan_dau=lead).points == earned


def test_below_the_target_the_cohort_is_not_needed() -> None:
    """A unit below its target is scored by its own value alone."""
    assert scheme_of(leader(), 10).score({"thu": "60%"})["1"].points == 3


@settings(max_examples=100)
@given(part=st.integers(0, 5000), whole=st.integers(1, 1000), lead=st.integers(0, 50_000), half=st.integers(0, 10))
def test_any_attainment_is_on_its_stretch(part: int, whole: int, lead: int, half: int) -> None:
    """For any two counts and any leader, exact and compiled are the formula, within 0..base."""
    whole = max(whole, -(-part // 5))
    own, first = Fraction(part, whole), Fraction(lead, 10_000)
    row = both(scheme_of(leader(at_target=half), 10), thu=(part, whole), thu_dan_dau=first)
    if own < 1:
        assert row.exact == own * half
    elif first <= 1:
        assert row.exact == 8
    else:
        assert row.exact == min(half + (own - 1) / (first - 1) * (10 - half), Fraction(10))


def test_a_target_of_nothing_earns_what_is_stated() -> None:
    """0 of 0 planned is refused unless the rule says what it earns."""
    assert both(scheme_of(leader(empty=4), 10), thu=(0, 0), thu_dan_dau=1).points == 4
    with pytest.raises(MeasurementError) as caught:
        scheme_of(leader(), 10).score({"thu": (0, 0), "thu_dan_dau": 1})
    assert [problem.code for problem in caught.value.problems] == ["zero-of-zero"]


def test_units_without_a_target_are_compared_among_themselves() -> None:
    """Two groups in one cohort: 9 is the greatest growth of all, 8 the greatest of those without a target."""
    growth = NumberFact("tang", largest=100, decimals=1)
    group = CohortFact("tang_dau", of=growth, take="best", decimals=1, without=TAX)
    rule = leader(unassigned=Relative(growth, to=group, empty=0))
    scheme = scheme_of(rule, 10)
    units: list[dict[str, object]] = [
        {"thu": "120%", "tang": 9},
        {"thu": "140%"},  # has a target, so need not say how it grew
        {"thu": NOT_APPLICABLE, "tang": 4},
        {"thu": "không phát sinh", "tang": 8},
    ]
    cohort = scheme.cohort(units, name="Cụm 2")
    assert cohort.values == {"thu_dan_dau": Decimal("1.4000"), "tang_dau": Decimal("8.0")}
    earned = [scheme.score(unit, cohort=cohort)["1"].points for unit in units]
    assert earned == [Decimal("7.50"), 10, 5, 10]
    assert [scheme.points({**unit, **cohort.values})["1"] for unit in units] == earned
    explained = scheme.score(units[2], cohort=cohort)["1"].explain()
    assert "4 ÷ 8 × 10" in explained
    assert "Không được giao chỉ tiêu: 5/10 điểm" in explained


def test_a_unit_without_a_target_is_refused_where_nothing_is_stated() -> None:
    """`refuse` means that a unit without a target is an error and not a zero."""
    with pytest.raises(MeasurementError) as caught:
        scheme_of(leader(), 10).score({"thu": NOT_APPLICABLE, "thu_dan_dau": 1})
    assert [problem.code for problem in caught.value.problems] == ["not-applicable-without-policy"]


def test_a_leader_is_the_best_of_the_same_fact() -> None:
    """The mean does not lead, nor does another fact; a way for units without a target is a rule."""
    with pytest.raises(Refused):
        leader(to=CohortFact("tb", of=TAX, take="mean", decimals=2))
    with pytest.raises(Refused):
        leader(to=CohortFact("k", of=AttainmentFact("khac", most=2), take="best", decimals=2))
    with pytest.raises(Refused):
        leader(unassigned="nothing")
    assert leader(unassigned=Ratio(ShareFact("x"), empty=0)).unassigned != "refuse"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("own", "lead"), [("62,5%", "1,4"), ("120%", "1,4"), ("104%", "1"), ("140%", "1,4")])
def test_the_leader_can_be_worked_out_again(lang: Literal["vi", "en"], own: str, lead: str) -> None:
    """The printed attainments and amounts give the printed points."""
    row = both(scheme_of(leader(), 10), thu=own, thu_dan_dau=lead)
    line = row.explain(lang).splitlines()[0]
    numbers = [printed_number(text, lang) for text in re.findall(r"\d+(?:[.,]\d+)?%?", line)]
    mine, first = printed_number(own, "vi"), printed_number(lead, "vi")
    assert numbers[0] == mine
    if mine < 1:
        assert numbers[1] == mine
        assert numbers[1] * numbers[2] == numbers[3] == by_hand(mine, first, 10)
    elif first > 1:
        assert numbers[1:] == [first, by_hand(numbers[0], numbers[1], 10), 10]
    else:
        assert numbers[1:] == [8, 10]
