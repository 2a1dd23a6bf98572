"""FrequencyPenalty: points lost for each occurrence."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from emulscore import CountFact, FrequencyPenalty, percent, points, score
from emulscore.errors import Refused
from emulscore.numbers import Amount

Recomputed = Callable[[str, str], Fraction]
MONTH = CountFact("thang", label="Nhập trễ, tần suất 6 tháng", largest=20)
YEAR = CountFact("nam", largest=20)


def test_of_the_base_each_time_takes_the_same(recomputed: Recomputed) -> None:
    """max(0, base − Σ share × base × times), over a grid of two kinds of event; the explanation's sums hold."""
    rule = FrequencyPenalty({MONTH: "20%", YEAR: "0,5"}, of="base")
    for months, years in product(range(8), range(12)):
        row = score(rule, base=5, thang=months, nam=years)
        assert row.exact == max(Fraction(0), 5 - Fraction(5, 5) * months - Fraction(1, 2) * years)
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


def test_of_what_is_left_each_time_takes_less(recomputed: Recomputed) -> None:
    """What is left is base × 0.8^months × 0.5^years, exactly."""
    rule = FrequencyPenalty({MONTH: "20%", YEAR: "50%"}, of="left")
    for months, years in product(range(5), range(4)):
        row = score(rule, base=5, thang=months, nam=years)
        assert row.exact == Fraction(5) * Fraction(4, 5) ** months * Fraction(1, 2) ** years
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


def test_the_choice_of_base_or_left_changes_the_points() -> None:
    """Twice 20% of 5 points: 3 are left of the base, 3.2 where the second takes 20% of what is left."""
    assert score(FrequencyPenalty({MONTH: "20%"}, of="base"), base=5, thang=2).exact == 3
    assert score(FrequencyPenalty({MONTH: "20%"}, of="left"), base=5, thang=2).exact == Fraction(16, 5)


def test_a_penalty_takes_at_most_what_there_is() -> None:
    """Six times 20%, or once 100%, leaves nothing and never less."""
    rule = FrequencyPenalty({MONTH: "20%", YEAR: "100%"}, of="base")
    assert score(rule, base=5, thang=6, nam=0).exact == 0
    assert score(rule, base=5, thang=0, nam=1).exact == 0
    assert score(rule, base=5, thang=20, nam=20).exact == 0


def test_the_explanation_lists_each_kind_that_occurred() -> None:
    """Kinds that did not occur are not mentioned; the choice is printed where it mattered."""
    rule = FrequencyPenalty({MONTH: "60%", YEAR: "100%"}, of="base")
    assert score(rule, base=5, thang=1, nam=0).explain().splitlines() == [
        "“Nhập trễ, tần suất 6 tháng”: 1 lần × 60% điểm chuẩn = trừ 3 điểm.",
        "Còn 2/5 điểm.",
        "Mỗi lần trừ tính trên điểm chuẩn.",
    ]
    assert score(rule, base=5, thang=0, nam=0).explain("en") == "Nothing is taken: 5/5 points."
    assert score(rule, base=5, thang=2, nam=0).explain("en").splitlines()[1] == (
        "The penalties of 6 points are more than the base; only 5 are taken."
    )


def test_a_label_with_braces_is_only_text() -> None:
    """A fact called "{points}" does not print a number."""
    odd = CountFact("x", label="{points} {y}")
    text = score(FrequencyPenalty({odd: 1}, of="base"), base=5, x=1).explain()
    assert text.splitlines()[0] == "“{points} {y}”: 1 lần × 1 điểm = trừ 1 điểm."


@pytest.mark.parametrize(
    ("per", "of", "argument"),
    [
        ([], "base", "per"),
        ([(MONTH, points(-1))], "base", "per"),
        ([(MONTH, points(1))], "left", "per"),
        ([(MONTH, percent(101))], "left", "per"),
        ([(CountFact("x"), percent(1))], "left", "per"),
        ([(MONTH, points(1))], "rest", "of"),
    ],
)
def test_wrong_arguments_are_refused_by_name(per: list[tuple[CountFact, Amount]], of: str, argument: str) -> None:
    """No kind, a negative amount, points of what is left, more than all of it, an unbounded count, an unknown choice."""
    with pytest.raises(Refused) as caught:
        FrequencyPenalty(per, of=of)  # type: ignore[arg-type] # wrong on purpose
    assert (caught.value.code, caught.value.params["argument"].vi) == ("wrong-argument", argument)


def test_the_statement_names_every_kind_and_the_choice() -> None:
    """In general: what each occurrence takes, and of what."""
    rule = FrequencyPenalty({MONTH: "20%", YEAR: 1}, of="base")
    assert rule.statement.vi == (
        "“Nhập trễ, tần suất 6 tháng” mỗi lần trừ 20% điểm chuẩn; “nam” mỗi lần trừ 1 điểm. "
        "Mỗi lần trừ tính trên điểm chuẩn."
    )
    assert rule.statement.text("en").endswith("Each time is a share of the base.")
