"""Counts, shares, attainments and points given by a person."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import AttainmentFact, CountFact, PointsFact, ShareFact
from emulscore.errors import Refused
from emulscore.facts import AnyFact


def code_of(fact: AnyFact, raw: object) -> str:
    with pytest.raises(Refused) as caught:
        fact.read(raw)
    return caught.value.code


# --- counts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [1234, "1234", "1.234", " 1234 ", 1234.0, Decimal("1234.0"), Fraction(1234)])
def test_a_count_is_read_in_every_spelling(raw: object) -> None:
    """A whole number is a count whatever type it comes in."""
    assert CountFact("tre").read(raw) == {"tre.state": 0, "tre": 1234}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("99,80", "not-a-count"),
        ("99.80", "not-a-count"),
        (0.5, "not-a-count"),
        (Decimal("0.5"), "not-a-count"),
        (Fraction(1, 2), "not-a-count"),
        (True, "not-a-count"),
        (None, "not-a-count"),
        ("", "not-a-count"),
        (float("inf"), "not-finite"),
        (Decimal("NaN"), "not-finite"),
        (-5, "negative"),
        ("-5", "negative"),
        (10**9 + 1, "too-large"),
        pytest.param(10**5000, "too-large", id="5001 digits"),
    ],
)
def test_a_count_refuses_what_is_none(raw: object, code: str) -> None:
    """Decimals, negatives, the infinite and what passes the declared largest are refused."""
    assert code_of(CountFact("tre"), raw) == code


def test_a_count_keeps_to_its_declared_largest() -> None:
    """The largest value is taken, one more is refused and told the limit."""
    fact = CountFact("tre", largest=12)
    assert fact.read(12)["tre"] == 12
    with pytest.raises(Refused, match="at most 12"):
        fact.read(13)


# --- shares ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        "99,80%",
        "99.8%",
        "99,8 %",
        Fraction(998, 1000),
        Fraction(499, 500),
        "998/10%",
    ],
)
def test_a_share_is_read_from_a_percentage_or_a_fraction(raw: object) -> None:
    """99,80% has one meaning in every spelling: 499 of 500."""
    assert ShareFact("x").read(raw) == {"x.state": 0, "x.part": 499, "x.whole": 500}


@pytest.mark.parametrize(
    "raw",
    [
        (998, 1000),
        [998, 1000],
        "998/1000",
        " 998 / 1.000 ",
        ("998", "1.000"),
        {"part": 998, "whole": 1000},
        (998.0, Decimal(1000)),
    ],
)
def test_a_share_is_read_from_two_counts(raw: object) -> None:
    """Two counts are kept as they are given."""
    assert ShareFact("x").read(raw) == {"x.state": 0, "x.part": 998, "x.whole": 1000}


@pytest.mark.parametrize(
    ("numbers", "raw"),
    [
        ("percent", Decimal("99.8")),
        ("percent", "99,8"),
        ("percent", 99.8),
        ("fraction", Decimal("0.998")),
        ("fraction", "0,998"),
        ("fraction", "0.998"),
        ("fraction", 0.998),
    ],
)
def test_a_bare_number_means_what_the_fact_declares(numbers: Literal["percent", "fraction"], raw: object) -> None:
    """With numbers= a bare number is a percentage, or a fraction of one: declared, never guessed."""
    assert ShareFact("x", numbers=numbers, decimals=3).read(raw) == {"x.state": 0, "x.part": 499, "x.whole": 500}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (1, "percent-or-fraction"),
        ("99,8", "percent-or-fraction"),
        (Decimal("0.5"), "percent-or-fraction"),
        (0.5, "float"),
        (float("nan"), "not-finite"),
        (Decimal("Infinity"), "not-finite"),
        ((5, 0), "some-of-zero"),
        ((120, 100), "part-exceeds-whole"),
        ("120/100", "part-exceeds-whole"),
        ((-5, 100), "negative"),
        ((5, -100), "negative"),
        ((1, 10**9 + 1), "too-large"),
        ("99,80/100", "not-a-count"),
        ("120%", "share-out-of-range"),
        ("-5%", "share-out-of-range"),
        (Fraction(3, 2), "share-out-of-range"),
        ("99.800%", "ambiguous-number"),
        ("0.0000000001%", "too-large"),
        ("1/0%", "division-by-zero"),
        ("abc", "not-a-number"),
        ((1, 2, 3), "not-a-share"),
        ("1/2/3", "not-a-share"),
        ({"part": 1}, "not-a-share"),
        (True, "not-a-share"),
        (None, "not-a-share"),
    ],
)
def test_a_share_refuses_what_is_none(raw: object, code: str) -> None:
    """5 of 0, 120 of 100, -5, NaN, a bare number without a declaration: each is refused with its own code."""
    assert code_of(ShareFact("x"), raw) == code


def test_zero_of_zero_is_a_state() -> None:
    """0 of 0 is neither 0% nor 100%: it is read as "nothing to take a share of"."""
    assert ShareFact("x").read((0, 0)) == {"x.state": 3}
    assert ShareFact("x").read("0/0") == {"x.state": 3}


def test_a_float_is_a_share_only_on_the_declared_grid() -> None:
    """75.7 lies on the grid of one decimal, 75.75 does not."""
    fact = ShareFact("x", numbers="percent", decimals=1)
    assert fact.read(75.7) == {"x.state": 0, "x.part": 757, "x.whole": 1000}
    assert code_of(fact, 75.75) == "float-off-grid"
    assert code_of(ShareFact("x", decimals=1), 75.7) == "percent-or-fraction"


@pytest.mark.parametrize("wrong", [{"numbers": "percents"}, {"decimals": -1}, {"largest": 0}])
def test_a_share_refuses_declarations_that_mean_nothing(wrong: dict[str, object]) -> None:
    """A misspelt unit is an error, and not read as the other one."""
    with pytest.raises(ValueError, match=next(iter(wrong))):
        ShareFact("x", **wrong)  # type: ignore[arg-type] # wrong on purpose


@given(st.integers(1, 10**9).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_two_counts_and_their_fraction_are_the_same_share(pair: tuple[int, int]) -> None:
    """Reading the counts and reading their exact ratio give the same value."""
    by_counts = ShareFact("x").read(pair)
    by_ratio = ShareFact("x").read(Fraction(*pair))
    ratios = [Fraction(read["x.part"], read["x.whole"]) for read in (by_counts, by_ratio)]
    assert ratios == [Fraction(*pair)] * 2


# --- attainments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "part", "whole"),
    [("130%", 13, 10), ((5, 4), 5, 4), (Fraction(3), 3, 1), ("300%", 3, 1), ("0%", 0, 1), ("5/4", 5, 4)],
)
def test_an_attainment_may_pass_one(raw: object, part: int, whole: int) -> None:
    """Done against planned may be more than 100%, up to what is declared."""
    assert AttainmentFact("thu", most=3).read(raw) == {"thu.state": 0, "thu.part": part, "thu.whole": whole}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("301%", "share-out-of-range"),
        ((13, 4), "part-exceeds-whole"),
        ((1, 0), "some-of-zero"),
        ("-1%", "share-out-of-range"),
    ],
)
def test_an_attainment_keeps_to_its_most(raw: object, code: str) -> None:
    """Above the declared largest attainment the value is refused."""
    assert code_of(AttainmentFact("thu", most=3), raw) == code


def test_an_attainment_needs_a_largest_of_at_least_one() -> None:
    """Below 100% it would be no attainment."""
    with pytest.raises(Refused) as caught:
        AttainmentFact("thu", most="99%")
    assert caught.value.code == "wrong-argument"
    assert AttainmentFact("thu", most="100%").most == 1


# --- points ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", ["7,5", "7.50", 7.5, Decimal("7.5"), Fraction(15, 2), "15/2"])
def test_points_are_read_on_their_grid(raw: object) -> None:
    """7,5 points are 750 hundredths in every spelling."""
    assert PointsFact("hd", largest=8).read(raw) == {"hd.state": 0, "hd": 750}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (9, "points-out-of-range"),
        (-1, "points-out-of-range"),
        ("8,01", "points-out-of-range"),
        ("7,505", "off-grid"),
        (0.1 + 0.2, "float-off-grid"),
        (float("inf"), "not-finite"),
        ("tám", "not-a-number"),
        (True, "not-a-number"),
    ],
)
def test_points_keep_to_their_range_and_grid(raw: object, code: str) -> None:
    """9 of 8 points, negative points and a third decimal are refused."""
    assert code_of(PointsFact("hd", largest=8), raw) == code


def test_points_may_have_a_floor_and_another_grid() -> None:
    """lowest= and decimals= move the range and the grid."""
    fact = PointsFact("hd", largest=8, lowest=2, decimals=0)
    assert fact.read(2)["hd"] == 2
    assert code_of(fact, 1) == "points-out-of-range"
    assert code_of(fact, "2,5") == "off-grid"


def test_points_refuse_a_floor_above_the_top() -> None:
    """A range from 5 to 1 holds nothing."""
    with pytest.raises(Refused) as caught:
        PointsFact("hd", largest=1, lowest=5)
    assert caught.value.code == "wrong-argument"


def test_the_largest_count_is_no_less_than_none() -> None:
    """A count of at most 0 can only be 0; of at most -1 it could be nothing."""
    assert CountFact("x", largest=0).read(0) == {"x.state": 0, "x": 0}
    with pytest.raises(ValueError, match="largest"):
        CountFact("x", largest=-1)
