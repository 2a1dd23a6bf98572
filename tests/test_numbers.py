"""Exact numbers: reading, rounding, writing."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore.errors import Refused
from emulscore.numbers import (
    Amount,
    Numeric,
    amount,
    exact_text,
    half_up,
    number,
    percent,
    points,
    read_count,
    show,
    show_percent,
    to_decimal,
)

CENT = Fraction(1, 100)


def refused(code: str, raw: object) -> None:
    with pytest.raises(Refused) as caught:
        number(raw)  # type: ignore[arg-type] # wrong values are the point
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("raw", "top", "bottom"),
    [
        ("9,98", 998, 100),
        ("9.98", 998, 100),
        ("75,7%", 757, 1000),
        ("99,80%", 998, 1000),
        ("99.8 %", 998, 1000),
        ("1/3", 1, 3),
        (" 1 / 3 ", 1, 3),
        ("1/3%", 1, 300),
        ("-2/4", -1, 2),
        ("+5", 5, 1),
        ("\u22125", -5, 1),
        ("1,234", 1234, 1000),
        ("0.125", 125, 1000),
        ("1234.567", 1234567, 1000),
        ("1.234.567", 1234567, 1),
        ("1.234,5", 12345, 10),
        ("-1.234.567,25", -123456725, 100),
        (10, 10, 1),
        (Decimal("99.80"), 998, 10),
        (Fraction(7, 48), 7, 48),
    ],
)
def test_number_reads_every_spelling(raw: Numeric, top: int, bottom: int) -> None:
    """A comma or a dot marks decimals, dots group by three, % divides by a hundred, a slash is a ratio."""
    assert number(raw) == Fraction(top, bottom)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "not-a-number"),
        ("tám", "not-a-number"),
        ("1,2,3", "not-a-number"),
        ("1.23.456", "not-a-number"),
        ("1_000", "not-a-number"),
        ("1e3", "not-a-number"),
        ("٣", "not-a-number"),
        ("5%%", "not-a-number"),
        ("1/-3", "not-a-number"),
        (None, "not-a-number"),
        (True, "not-a-number"),
        (1.5, "float"),
        (float("nan"), "float"),
        ("NaN", "not-finite"),
        ("-Infinity", "not-finite"),
        (Decimal("NaN"), "not-finite"),
        (Decimal("sNaN"), "not-finite"),
        (Decimal("-Infinity"), "not-finite"),
        ("1.234", "ambiguous-number"),
        ("-999.000", "ambiguous-number"),
        ("99.800%", "ambiguous-number"),
        ("0.757,5", "not-a-number"),
        ("0.757.123", "not-a-number"),
        ("1/0", "division-by-zero"),
    ],
)
def test_number_refuses_with_a_code(raw: object, code: str) -> None:
    """Text that is no number, floats, the infinite and the ambiguous are refused, each with its own code."""
    refused(code, raw)


@pytest.mark.parametrize(
    "raw",
    [
        Decimal("-1E+1000000"),
        Decimal("1E-1000000"),
        10**18 + 1,
        pytest.param(10**5000, id="5001 digits"),
        Fraction(1, 10**18 + 1),
        "1" * 19,
        "1" * 100_000,
        "0," + "0" * 40 + "1",
    ],
)
def test_number_refuses_what_is_too_long_at_once(raw: object) -> None:
    """Numbers of more than 18 digits are refused before anything is written out, whatever their exponent."""
    refused("number-too-long", raw)


def test_the_longest_numbers_are_still_read() -> None:
    """10^18 and its inverse are the last numbers that are taken; a zero may have any exponent."""
    assert number(10**18) == 10**18
    assert number(Fraction(1, 10**18)) == Fraction(1, 10**18)
    assert number(Decimal("0E-70")) == 0


@pytest.mark.parametrize(
    ("raw", "value"), [("48", 48), (" 48 ", 48), ("1.234", 1234), ("12.345.678", 12345678), ("-5", -5), ("007", 7)]
)
def test_a_count_may_use_dots_between_groups_of_three(raw: str, value: int) -> None:
    """`1.234` typed as a count is 1234, as in Vietnamese typing."""
    assert read_count(raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("99,80", "not-a-count"),
        ("0.757", "not-a-count"),
        ("-00.757", "not-a-count"),
        ("012.345.678", "not-a-count"),
        ("99.80", "not-a-count"),
        ("12%", "not-a-count"),
        ("1.2345", "not-a-count"),
        ("1234.567", "not-a-count"),
        ("", "not-a-count"),
        ("nan", "not-finite"),
        ("inf", "not-finite"),
        ("9" * 61, "number-too-long"),
    ],
)
def test_a_count_refuses_decimals(raw: str, code: str) -> None:
    """What has decimals, a percent sign or wrong groups is no count."""
    with pytest.raises(Refused) as caught:
        read_count(raw)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [
        ("4.542", "0.01", "4.54"),
        ("0.005", "0.01", "0.01"),
        ("-0.005", "0.01", "-0.01"),
        ("0.004999", "0.01", "0"),
        ("-0.015", "0.01", "-0.02"),
        ("2.5", "1", "3"),
        ("-2.5", "1", "-3"),
        ("3.5", "1", "4"),
        ("0.375", "0.25", "0.5"),
        ("0.374", "0.25", "0.25"),
    ],
)
def test_half_up_takes_halves_away_from_zero(value: str, step: str, rounded: str) -> None:
    """A half goes away from zero on both sides, on any grid."""
    assert half_up(Fraction(value), Fraction(step)) == Fraction(rounded)


@given(st.fractions(-100, 100, max_denominator=5000), st.sampled_from([Fraction(1, 100), Fraction(1, 4), Fraction(1)]))
def test_half_up_is_the_nearest_and_odd(value: Fraction, step: Fraction) -> None:
    """The result lies on the grid, at most half a step away, further from zero on a tie; the sign comes through."""
    rounded = half_up(value, step)
    assert (rounded / step).denominator == 1
    assert abs(rounded - value) <= step / 2
    if abs(rounded - value) == step / 2:
        assert abs(rounded) > abs(value)
    assert half_up(-value, step) == -rounded


def test_to_decimal_does_not_look_at_the_decimal_context() -> None:
    """A context of two digits, or one that traps inexact results, changes no digit."""
    value = Fraction(123456789012345678, 100)
    with localcontext() as context:
        context.prec = 2
        assert str(to_decimal(value)) == "1234567890123456.78"
        assert str(to_decimal(Fraction(-454, 100))) == "-4.54"


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        ("8", "1/100", "8.00"),
        ("0", "1/100", "0.00"),
        ("-1/100", "1/100", "-0.01"),
        ("3/4", "1/4", "0.75"),
        ("7", "1", "7"),
        ("1/8", "1/8", "0.125"),
    ],
)
def test_to_decimal_writes_the_places_of_the_grid(value: str, step: str, text: str) -> None:
    """The number of decimals is the grid's, trailing zeros kept."""
    assert str(to_decimal(Fraction(value), Fraction(step))) == text


@pytest.mark.parametrize(("value", "step"), [("1/200", "1/100"), ("1/8", "1/4"), ("1/3", "1/3")])
def test_to_decimal_refuses_what_is_off_the_grid(value: str, step: str) -> None:
    """A value between two grid points, or a grid without finite decimals, is an error and never rounded."""
    with pytest.raises(ValueError, match="not on the grid"):
        to_decimal(Fraction(value), Fraction(step))


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Fraction(4542, 1000), "4,542", "4.542"),
        (Fraction(8), "8", "8"),
        (Fraction(1, 3), "1/3", "1/3"),
        (Fraction(-1, 200), "-0,005", "-0.005"),
        (1234567, "1.234.567", "1234567"),
        (Fraction(12345, 10), "1.234,5", "1234.5"),
        (Fraction(7, 40), "0,175", "0.175"),
        (0, "0", "0"),
    ],
)
def test_numbers_are_written_in_each_language(value: Fraction | int, vi: str, en: str) -> None:
    """Vietnamese has a decimal comma and dots between thousands; English a decimal point and no groups."""
    assert (show(value), show(value, "en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Fraction(998, 1000), "99,8%", "99.8%"),
        (Fraction(1), "100%", "100%"),
        (Fraction(7, 48), "7/48", "7/48"),
        (Fraction(0), "0%", "0%"),
        (Fraction(13, 10), "130%", "130%"),
    ],
)
def test_shares_are_written_as_percentages(value: Fraction, vi: str, en: str) -> None:
    """A share is a percentage where its decimals end, a fraction where they do not."""
    assert (show_percent(value), show_percent(value, "en")) == (vi, en)


@given(st.fractions(-(10**6), 10**6, max_denominator=10**4))
def test_what_is_written_for_files_is_read_back(value: Fraction) -> None:
    """Whatever `exact_text` writes, `number` reads to the same value: it is never ambiguous."""
    assert number(exact_text(value)) == value


def test_a_whole_thousandth_is_written_so_that_it_is_not_ambiguous() -> None:
    """1234/1000 is written with a further zero."""
    assert exact_text(Fraction(1234, 1000)) == "1.2340"


def test_amounts_are_points_or_shares_of_the_base() -> None:
    """`1` is a point; `20%` is a fifth of whatever the base is."""
    assert points("0,5").at(Fraction(8)) == Fraction(1, 2)
    assert percent("12,5").at(Fraction(8)) == 1
    assert amount("20%").at(Fraction(5)) == 1
    assert amount("20%") == percent(20)
    assert amount(Decimal("1.5")) == points("3/2")
    assert amount(percent(3)) is not None
    assert amount(percent(3)) == percent(3)


@pytest.mark.parametrize(
    ("what", "vi", "en", "text"),
    [
        (points(1), "1 điểm", "1 point", "1"),
        (points("0,5"), "0,5 điểm", "0.5 points", "0.5"),
        (percent(20), "20% điểm chuẩn", "20% of the base", "20%"),
        (percent("12,5"), "12,5% điểm chuẩn", "12.5% of the base", "12.5%"),
    ],
)
def test_amounts_speak_both_languages(what: Amount, vi: str, en: str, text: str) -> None:
    """An amount says whether it is points or a share of the base, and its file form is read back."""
    assert (what.text(), what.text("en"), str(what)) == (vi, en, text)
    assert amount(str(what)) == what


def test_an_amount_refuses_a_float() -> None:
    """No float enters an amount."""
    with pytest.raises(Refused) as caught:
        amount(0.5)  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.code == "float"


def test_a_share_too_long_as_a_percentage_is_written_as_it_is() -> None:
    """Of 10^17 times the base, a hundred times as much could not be read back; the share itself can."""
    huge = Amount(Fraction(10**17), of_base=True)
    assert repr(huge) == "Amount('100000000000000000/1', of_base=True)"
    assert Amount("100000000000000000/1", of_base=True) == huge
    assert repr(Amount(Fraction(10**16), of_base=True)) == "percent(1000000000000000000)"


# --- limits -------------------------------------------------------------------------------------------------------------


def test_sixty_characters_are_read() -> None:
    """One more is too long, whatever stands in them; so it is for counts."""
    for read in (number, read_count):
        assert read("0" * 59 + "7") == read(" " * 59 + "7") == 7
        for text in ("0" * 60 + "7", " " * 60 + "7"):
            with pytest.raises(Refused) as caught:
                read(text)
            assert caught.value.code == "number-too-long"
    assert number(Decimal("0.5" + "0" * 59)) == Fraction(1, 2)
    refused("number-too-long", Decimal("0.5" + "0" * 60))
    refused("number-too-long", "0." + "0" * 17 + "01")
    refused("number-too-long", -(10**18) - 1)
    assert number(-(10**18)) == -(10**18)


@pytest.mark.parametrize("sign", ["", "+", "-", "\u2212"])
@pytest.mark.parametrize("word", ["nan", "NaN", "inf", "Inf", "infinity", "Infinity"])
def test_what_is_not_finite_is_refused_as_such(sign: str, word: str) -> None:
    """As a number and as a count, with any sign."""
    refused("not-finite", sign + word)
    with pytest.raises(Refused) as caught:
        read_count(sign + word)
    assert caught.value.code == "not-finite"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234.567,25", Fraction(123456725, 100)),
        ("-1.234,5", Fraction(-12345, 10)),
        ("0.125", Fraction(1, 8)),
        ("+0,5%", Fraction(1, 200)),
        ("100 %", Fraction(1)),
        ("-3 / 4", Fraction(-3, 4)),
        ("\u22121/2", Fraction(-1, 2)),
        ("12.345", None),
        ("1234.567", Fraction(1234567, 1000)),
        ("0.5.5", None),
        ("12.34,5", None),
        ("1 000", None),
        ("%", None),
        ("/2", None),
    ],
)
def test_each_form_of_a_number_by_hand(raw: str, value: Fraction | None) -> None:
    """Groups of three, decimals, a share of a hundred, a ratio; what is none of them, or could be two, is refused."""
    if value is None:
        with pytest.raises(Refused):
            number(raw)
    else:
        assert number(raw) == value


def test_the_grid_is_hundredths_where_none_is_named() -> None:
    """One hundredth is on it, half of one is not; what is wrong is said whole."""
    assert str(to_decimal(Fraction(1, 100))) == "0.01"
    assert str(to_decimal(Fraction(-7))) == "-7.00"
    assert str(to_decimal(Fraction(5, 2), Fraction(1, 2))) == "2.5"
    assert str(to_decimal(Fraction(15), Fraction(5))) == "15"
    for value, step in (("1/200", "1/100"), ("2/3", "1/3")):
        with pytest.raises(ValueError, match=rf"^{value} is not on the grid of {step}$"):
            to_decimal(Fraction(value), Fraction(step))


def test_an_amount_shows_itself_in_sixty_characters() -> None:
    """1/2^56 has 56 decimals, which is 60 with its point and quotes; 1/2^57 is shown as a ratio."""
    digits = str(5**56).rjust(56, "0")
    assert repr(Amount(Fraction(1, 2**56))) == f"points('0.{digits}')"
    assert repr(Amount(Fraction(1, 2**57))) == f"points('1/{2**57}')"
    assert [repr(one) for one in (points(-3), points("1,5"), percent("1/3"), points("1.2340"))] == [
        "points(-3)",
        "points('1.5')",
        "percent('1/3')",
        "points('1.2340')",
    ]
    assert not Amount(Fraction(1)).of_base


def test_one_point_is_one_in_english() -> None:
    """One of them, up or down; a share of the base has none."""
    assert [points(value).text("en") for value in (1, -1, 0, 2, "1/3")] == [
        "1 point",
        "-1 point",
        "0 points",
        "2 points",
        "1/3 points",
    ]
    assert [points(-1).text(), percent("1/3").text(), percent(-50).text("en")] == [
        "-1 điểm",
        "1/300 điểm chuẩn",
        "-50% of the base",
    ]


def test_an_amount_is_read_in_any_spelling() -> None:
    """A percent sign makes it a share of the base, with spaces behind it too; what is an amount stays it."""
    assert amount("20% ") == amount(" 20 %") == percent(20)
    assert amount(Fraction(1, 5)) == points("0,2")
    assert [str(one) for one in (percent("1,125"), points("1,2345"), percent("1/3"))] == ["1.1250%", "1.2345", "1/3%"]
