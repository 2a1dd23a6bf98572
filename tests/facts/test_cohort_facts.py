"""Values that come from a whole cohort, and values scaled for a class of units."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import (
    NOT_APPLICABLE,
    AttainmentFact,
    CohortFact,
    CountFact,
    LevelFact,
    Linear,
    NumberFact,
    ScaledFact,
    ShareFact,
    Tiered,
    When,
    at_least,
    between,
)
from emulscore.errors import Refused
from emulscore.facts import State
from emulscore.words import Words
from scored import both, scheme_of

BANDWIDTH = NumberFact("bang_thong", largest=1000, decimals=2)
SHARE = ShareFact("ty_le")
CLASS = LevelFact("loai", levels={"thuong": "xã thường", "mien_nui": "xã miền núi", "bien_gioi": "xã biên giới"})
FACTORS: dict[str, int | str] = {"thuong": 1, "mien_nui": "75%", "bien_gioi": "30%"}


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=9), st.integers(0, 3))
def test_the_value_is_rounded_half_up_to_its_decimals(thousandths: list[int], decimals: int) -> None:
    """Best, least and mean, in whole numbers: (2n·10^d + m) // 2m steps."""
    values = [Fraction(each, 1000) for each in thousandths]
    found = {
        "best": (max(thousandths), 1),
        "least": (min(thousandths), 1),
        "mean": (sum(thousandths), len(thousandths)),
    }
    for take, (top, count) in found.items():
        fact = CohortFact("v", of=BANDWIDTH, take=take, decimals=decimals)  # type: ignore[arg-type] # one of the three
        scaled, bottom = top * 10**decimals, 1000 * count
        assert fact.take_from(values) * 10**decimals == (2 * scaled + bottom) // (2 * bottom)


def test_a_half_goes_up() -> None:
    """The mean of 1 and 2 to no decimals is 2, and 0.5 of 0 and 1 is 1."""
    mean = CohortFact("v", of=BANDWIDTH, take="mean", decimals=0)
    assert mean.take_from([Fraction(1), Fraction(2)]) == 2
    assert mean.take_from([Fraction(0), Fraction(1)]) == 1


def test_no_unit_makes_no_value() -> None:
    """The best of nobody is refused."""
    with pytest.raises(Refused) as caught:
        CohortFact("v", of=BANDWIDTH, take="best", decimals=1).take_from([])
    assert caught.value.code == "empty-cohort"


@pytest.mark.parametrize(
    ("of", "decimals", "raw", "slot"),
    [
        (BANDWIDTH, 1, "12,5", 125),
        (SHARE, 4, "0,8125", 8125),
        (SHARE, 4, "81,25%", 8125),
        (AttainmentFact("thu", most=3), 2, Decimal("1.4"), 140),
        (CountFact("so", largest=50), 2, 7, 700),
    ],
)
def test_the_value_is_read_on_its_grid(
    of: NumberFact | ShareFact | CountFact, decimals: int, raw: object, slot: int
) -> None:
    """A cohort's value is a number on the grid of its decimals; a share is a fraction of one."""
    fact = CohortFact("v", of=of, take="mean", decimals=decimals)
    assert fact.read(raw) == {"v.state": 0, "v": slot}
    assert fact.percent == of.percent


def test_a_value_beyond_the_fact_is_refused() -> None:
    """No cohort has a share above one, or a count above the largest."""
    for of, raw in ((SHARE, "1,01"), (SHARE, "101%"), (CountFact("so", largest=50), 51), (BANDWIDTH, -1)):
        with pytest.raises(Refused) as caught:
            CohortFact("v", of=of, take="best", decimals=2).read(raw)
        assert caught.value.code == "value-out-of-range"


def test_only_the_value_of_shares_is_a_percentage() -> None:
    """50% of a bandwidth is no bandwidth."""
    with pytest.raises(Refused) as caught:
        CohortFact("v", of=BANDWIDTH, take="best", decimals=2).read("50%")
    assert caught.value.code == "percent-format"


def test_a_value_rounded_past_the_largest_can_be_read() -> None:
    """9.99 to one decimal is 10.0, which the cohort's value may be where the fact's largest is 9.99."""
    of = NumberFact("x", largest="9,99", decimals=2)
    fact = CohortFact("v", of=of, take="best", decimals=1)
    value = fact.take_from([Fraction("9.99")])
    assert value == 10
    assert fact.read(value) == {"v.state": 0, "v": 100}
    with pytest.raises(Refused):
        fact.read("10,1")


def test_who_takes_part() -> None:
    """Units with a measured value do; where a fact must not apply, only units to which it does not."""
    plain = CohortFact("v", of=BANDWIDTH, take="best", decimals=1)
    apart = CohortFact("w", of=BANDWIDTH, take="best", decimals=1, without=AttainmentFact("thu", most=2))
    measured, absent = dict(BANDWIDTH.read(5)), dict(BANDWIDTH.read(NOT_APPLICABLE))
    targetless, target = {"thu.state": State.NOT_APPLICABLE.value}, {"thu.state": State.MEASURED.value}
    assert plain.takes_part(measured)
    assert not plain.takes_part(absent)
    assert apart.takes_part(measured | targetless)
    assert not apart.takes_part(measured | target)
    assert not apart.takes_part(absent | targetless)
    assert not apart.takes_part(measured)


def test_its_range_is_that_of_its_fact_rounded() -> None:
    """From -9.94 to 9.94 in hundredths: a best with one decimal lies between -9.9 and 9.9."""
    fact = NumberFact("x", lowest="-9,94", largest="9,94", decimals=2)
    reads = CohortFact("v", of=fact, take="best", decimals=1).reads_as
    assert (reads.lowest, reads.largest, reads.decimals) == (Fraction(-99, 10), Fraction(99, 10), 1)
    share = CohortFact("v", of=SHARE, take="mean", decimals=4).reads_as
    assert (share.lowest, share.largest) == (Fraction(0), Fraction(1))


def test_the_value_says_what_it_is() -> None:
    """Without a label it is called by what is taken of which fact."""
    fact = CohortFact("v", of=NumberFact("x", largest=1, label="Băng thông"), take="best", decimals=1)
    assert fact.words.vi == "Băng thông (cao nhất)"
    named = NumberFact("x", largest=1, label=Words("Băng thông", "Bandwidth"))
    assert CohortFact("v", of=named, take="least", decimals=1).words.text("en") == "Bandwidth (least)"
    assert CohortFact("v", of=SHARE, take="mean", decimals=1, label="Bình quân cụm").words.vi == "Bình quân cụm"


# --- thresholds scaled for a class of units ---------------------------------------------------------------------------


def test_thresholds_are_lower_for_some_classes() -> None:
    """1 000 people for full points: 750 in the mountains (75%), 300 at the border (30%); one fewer is not enough."""
    people = ScaledFact(CountFact("nguoi", largest=5000), by=CLASS, factors=FACTORS)
    scheme = scheme_of(Tiered(people, {at_least(1000): 10, between(500, 1000): 5}, otherwise=0), 10)
    for name, full, half in (("thuong", 1000, 500), ("mien_nui", 750, 375), ("bien_gioi", 300, 150)):
        found = [both(scheme, nguoi=count, loai=name).points for count in (full, full - 1, half, half - 1)]
        assert found == [10, 5, 5, 0]


def test_lines_and_switches_are_scaled_too() -> None:
    """Each 100 people above 1 000 add half a point; a commune in the mountains needs each time 75 of them."""
    people = ScaledFact(CountFact("nguoi", largest=5000), by=CLASS, factors=FACTORS)
    line = scheme_of(Linear(people, {1000: 10, 3000: 20}, before=0, after="hold", step=100), 20)
    for count in (0, 749, 750, 824, 825, 899, 900, 2250, 2251, 5000):
        steps = min((count * 4 // 3 - 1000) // 100, 20)
        expected = Decimal(20 + steps) / 2 if count >= 750 else 0
        assert both(line, nguoi=count, loai="mien_nui").points == expected
    switch = scheme_of(When(people, case=at_least(1000), then=4, otherwise=1), 4)
    assert [both(switch, nguoi=count, loai="bien_gioi").points for count in (299, 300)] == [1, 4]


def test_a_scaled_share_is_compared_after_division() -> None:
    """60% in the mountains is like 80%: a line from 50% to 100% pays 3 of 5."""
    share = ScaledFact(SHARE, by=CLASS, factors=FACTORS)
    scheme = scheme_of(Linear(share, {"50%": 0, "100%": 5}, before=0, after="hold"), 5)
    assert both(scheme, ty_le="60%", loai="mien_nui").points == 3
    assert both(scheme, ty_le="60%", loai="thuong").points == 1
    assert both(scheme, ty_le="30%", loai="bien_gioi").points == 5


def test_both_facts_of_a_scaled_one_are_asked_for() -> None:
    """The value and the class are the scheme's facts; the scaled one keeps the value's name and says its class."""
    scaled = ScaledFact(CountFact("nguoi", label="Số người", largest=50), by=CLASS, factors=FACTORS)
    scheme = scheme_of(Tiered(scaled, {at_least(10): 1}, otherwise=0), 1)
    assert set(scheme.facts) == {"nguoi", "loai"}
    assert scaled.words.vi == "Số người (quy đổi theo loai)"


@pytest.mark.parametrize(
    "factors",
    [{}, {"thuong": 1, "mien_nui": 1}, FACTORS | {"khac": 1}, FACTORS | {"thuong": 0}, FACTORS | {"thuong": -1}],
)
def test_each_class_has_a_factor_above_zero(factors: dict[str, int | str]) -> None:
    """A class without a factor, an unknown one, or a factor of 0 or less is refused, and the classes are named."""
    with pytest.raises(Refused) as caught:
        ScaledFact(CountFact("nguoi"), by=CLASS, factors=factors)
    assert caught.value.code == "wrong-argument"
    assert "bien_gioi" in str(caught.value)


def test_a_class_has_one_factor() -> None:
    """Two factors for one class would leave it open which of them counts."""
    factors = [("thuong", "100%"), ("mien_nui", "75%"), ("bien_gioi", "30%"), ("mien_nui", "50%")]
    with pytest.raises(Refused) as caught:
        ScaledFact(CountFact("nguoi"), by=CLASS, factors=factors)
    assert caught.value.code == "wrong-argument"


def test_a_scaled_fact_says_by_what() -> None:
    """The label of the fact, and that of the class, in both languages."""
    by = LevelFact("loai", label=Words("loại xã", "class of commune"), levels={"thuong": "xã thường"})
    scaled = ScaledFact(CountFact("nguoi", label=Words("Số người", "People")), by=by, factors={"thuong": 1})
    assert scaled.words == Words("Số người (quy đổi theo loại xã)", "People (scaled by class of commune)")
    assert (scaled.name, scaled.percent) == ("nguoi", False)
