"""Cap: what a rule gives, held between two ends."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from emulscore import AttainmentFact, Cap, Ratio, SchemeError, ShareFact, percent, points, score
from emulscore.numbers import Amount

Recomputed = Callable[[str, str], Fraction]
DONE = AttainmentFact("x", most=2)
INNER = Ratio(DONE, target=1, below="pro_rata", empty=0)


@pytest.mark.parametrize(
    ("low", "high"),
    [(points(0), percent(100)), (points(1), points(3)), (percent(25), percent(50)), (points(2), points(2))],
)
def test_the_points_are_held_between_the_two_ends(low: Amount, high: Amount, recomputed: Recomputed) -> None:
    """The result is the middle one of low, the rule's points and high, at a base of 4; and it is explained."""
    ends = {points(0): 0, percent(100): 4, points(1): 1, points(3): 3, percent(25): 1, percent(50): 2, points(2): 2}
    for hundredths in range(0, 201, 5):
        row = score(Cap(INNER, low=low, high=high), base=4, x=(hundredths, 100))
        assert row.exact == sorted([Fraction(ends[low]), Fraction(4 * hundredths, 100), Fraction(ends[high])])[1]
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


def test_the_ends_are_zero_and_the_base_unless_said() -> None:
    """A Cap without arguments holds a rule within 0..base: 150% earns the base."""
    assert score(Cap(INNER), base=4, x="150%").exact == 4
    assert score(Cap(INNER, high="50%"), base=4, x="150%").exact == 2
    assert score(Cap(INNER, low=3), base=4, x="25%").exact == 3


def test_a_cap_above_the_base_is_refused_by_the_scheme() -> None:
    """A Cap does not hide a rule that can pass its base."""
    with pytest.raises(SchemeError, match="out-of-range"):
        score(Cap(INNER, high=5), base=4, x="10%")


def test_a_cap_says_what_it_took_away() -> None:
    """70% of a target of 50% earns 7 of 5 points, of which 5 count: row 13 of the annex."""
    rule = Cap(Ratio(ShareFact("x"), target="50%", below="pro_rata", empty="refuse"))
    assert score(rule, base=5, x="70%").explain().splitlines() == [
        "Tỷ lệ 70% so với mức 50%: 70% ÷ 50% × 5 điểm = 7 điểm.",
        "Vượt mức tối đa: 7 điểm, chỉ tính 5 điểm.",
    ]
    assert (
        score(rule, base=5, x="70%").explain("en").splitlines()[1] == "Above the maximum: 7 points, of which 5 count."
    )


def test_a_cap_states_its_ends() -> None:
    """The statement says the rule inside, then the ends, or the base where they are the usual ones."""
    vi, en = (INNER.statement.text(lang).rstrip(".") for lang in ("vi", "en"))
    assert Cap(INNER).statement.vi == f"{vi}; tối đa bằng điểm chuẩn."
    assert Cap(INNER, low=1, high="50%").statement.vi == f"{vi}; không dưới 1 điểm, không quá 50% điểm chuẩn."
    assert Cap(INNER, low=1, high="50%").statement.text("en") == f"{en}; at least 1 point, at most 50% of the base."
