"""Ratio: the base times a rate, with or without a target."""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import pytest

from emulscore import AttainmentFact, Cap, Ratio, SchemeError, ShareFact, score
from emulscore.errors import Refused
from emulscore.formula.exact import evaluate

Recomputed = Callable[[str, str], Fraction]
RATE = ShareFact("x")
GRID = [(part, whole) for whole in (1, 3, 7, 48, 1000) for part in {0, 1, whole // 2, whole - 1, whole}]


@pytest.mark.parametrize("base", [Fraction(1), Fraction(6), Fraction(15, 2)])
def test_without_a_target_the_points_are_rate_times_base(base: Fraction) -> None:
    """The exact points are base × part / whole, with no rounding."""
    for part, whole in GRID:
        assert score(Ratio(RATE, empty="refuse"), base=base, x=(part, whole)).exact == base * part / whole


def expected(below: str, rate: Fraction, target: Fraction, base: Fraction) -> Fraction:
    if below == "pro_rata" or rate >= target:
        return min(base * rate / target, base)
    return base * rate if below == "plain" else Fraction(0)


@pytest.mark.parametrize("below", ["pro_rata", "plain", "nothing"])
@pytest.mark.parametrize("target", ["50%", "80%", "100%", "1/3"])
def test_with_a_target_the_author_says_what_less_earns(
    below: Literal["pro_rata", "plain", "nothing"], target: str, recomputed: Recomputed
) -> None:
    """From the target up the full base (in a Cap); below it rate / target, the plain rate, or nothing."""
    rule = Cap(Ratio(RATE, target=target, below=below, empty="refuse"))
    mark = {"50%": Fraction(1, 2), "80%": Fraction(4, 5), "100%": Fraction(1), "1/3": Fraction(1, 3)}[target]
    for part, whole in GRID:
        row = score(rule, base=6, x=(part, whole))
        assert row.exact == expected(below, Fraction(part, whole), mark, Fraction(6)), (part, whole)
        assert recomputed(row.explain("vi"), "vi") == row.exact
        assert recomputed(row.explain("en"), "en") == row.exact


def test_the_choices_below_a_target_differ() -> None:
    """At 40% of a target of 80%, 10 points: 5 in proportion, 4 plain, 0 for nothing; without a Cap it is refused."""
    found = {
        below: score(Cap(Ratio(RATE, target="80%", below=below, empty="refuse")), base=10, x="40%").exact
        for below in ("pro_rata", "plain", "nothing")
    }
    assert found == {"pro_rata": 5, "plain": 4, "nothing": 0}
    with pytest.raises(SchemeError, match="out-of-range"):
        score(Ratio(RATE, target="80%", below="pro_rata", empty="refuse"), base=10, x="40%")


def test_what_zero_of_zero_earns_is_stated() -> None:
    """empty= is an amount in points or a share of the base, or a refusal."""
    assert score(Ratio(RATE, empty=0), base=6, x=(0, 0)).exact == 0
    assert score(Ratio(RATE, empty="100%"), base=6, x=(0, 0)).exact == 6
    assert score(Ratio(RATE, empty="1,5"), base=6, x=(0, 0)).exact == Fraction(3, 2)
    with pytest.raises(ValueError, match="zero-of-zero"):
        score(Ratio(RATE, empty="refuse"), base=6, x=(0, 0))


def test_an_attainment_may_earn_more_than_the_base_before_a_cap() -> None:
    """130% of a target of 100% is 13/10 of the base; the Cap takes it back to the base."""
    rule = Ratio(AttainmentFact("x", most=3), target=1, below="pro_rata", empty="refuse")
    assert evaluate(rule.formula(Fraction(10)), {"x.state": 0, "x.part": 13, "x.whole": 10})[0] == 13
    assert score(Cap(rule), base=10, x="130%").exact == 10


@pytest.mark.parametrize(
    ("arguments", "code", "argument"),
    [
        ({"target": 0, "below": "plain"}, "wrong-argument", "target"),
        ({"target": "101%", "below": "plain"}, "wrong-argument", "target"),
        ({"target": "-5%", "below": "plain"}, "wrong-argument", "target"),
        ({"target": "80%"}, "missing-argument", "below"),
        ({"below": "plain"}, "wrong-argument", "below"),
        ({"target": "80%", "below": "half"}, "wrong-argument", "below"),
    ],
)
def test_wrong_arguments_are_refused_by_name(arguments: dict[str, object], code: str, argument: str) -> None:
    """A target outside of its range, and a target without its `below` or the reverse, cannot be."""
    with pytest.raises(Refused) as caught:
        Ratio(RATE, empty="refuse", **arguments)  # type: ignore[arg-type] # wrong on purpose
    assert (caught.value.code, caught.value.params["argument"].vi) == (code, argument)


def test_the_silent_choice_has_no_default() -> None:
    """What 0 of 0 earns must be said."""
    with pytest.raises(TypeError, match="empty"):
        Ratio(RATE)  # type: ignore[call-arg] # the point of the test


@pytest.mark.parametrize(
    ("raw", "vi", "en"),
    [
        ("99,80%", "Tỷ lệ 99,8% × 10 điểm = 9,98 điểm.", "Rate 99.8% × 10 points = 9.98 points."),
        (
            "75,75%",
            "Tỷ lệ 75,75% × 10 điểm = 7,575 điểm.\nLàm tròn đến 0,01: 7,575 thành 7,58/10 điểm.",
            "Rate 75.75% × 10 points = 7.575 points.\nRounded to 0.01: 7.575 becomes 7.58/10 points.",
        ),
    ],
)
def test_the_explanation_is_the_documents_own_sum(raw: str, vi: str, en: str, recomputed: Recomputed) -> None:
    """The sentence is "Điểm = tỷ lệ × điểm chuẩn" with its numbers; rounding is shown once."""
    row = score(Ratio(RATE, empty="refuse"), base=10, x=raw)
    assert (row.explain("vi"), row.explain("en")) == (vi, en)
    assert recomputed(vi, "vi") == recomputed(en, "en") == row.exact


def test_zero_of_zero_is_explained(recomputed: Recomputed) -> None:
    """The explanation says that there was nothing to take a share of."""
    row = score(Ratio(RATE, empty="100%"), base=6, x=(0, 0))
    assert row.explain("vi") == "Không có đối tượng nào để tính tỷ lệ: 6 điểm."
    assert recomputed(row.explain("en"), "en") == 6
