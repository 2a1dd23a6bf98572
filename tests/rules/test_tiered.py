"""Tiered: points by level, yes or no, or stretches of a number."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from emulscore import (
    NEVER,
    CountFact,
    LatenessFact,
    LevelFact,
    MeasurementError,
    PointsFact,
    SchemeError,
    ShareFact,
    Span,
    Tiered,
    YesNoFact,
    above,
    at_least,
    at_most,
    below,
    between,
    exactly,
    score,
)
from emulscore.errors import Refused

Recomputed = Callable[[str, str], Fraction]
STAFF = LevelFact("x", levels={"dai_hoc": "Đại học", "cao_dang": "Cao đẳng", "khac": "Khác"})
RATE = ShareFact("x")


@pytest.mark.parametrize(("level", "points"), [("dai_hoc", 5), ("cao_dang", 4), ("khac", 1)])
def test_a_level_pays_what_its_case_says(level: str, points: int, recomputed: Recomputed) -> None:
    """Named levels pay their amount, the others what `otherwise` says."""
    row = score(Tiered(STAFF, [("dai_hoc", 5), ("cao_dang", "80%")], otherwise=1), base=5, x=level)
    assert row.exact == points
    assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == points


def test_yes_and_no_pay_what_their_cases_say(recomputed: Recomputed) -> None:
    """Both answers may have a case."""
    rule = Tiered(YesNoFact("x"), {True: "100%", False: "0,5"})
    for raw, points in ((True, Fraction(3)), (False, Fraction(1, 2))):
        row = score(rule, base=3, x=raw)
        assert row.exact == points
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == points


def by_hand(percent: Fraction) -> int:
    if percent < 50:
        return 0
    if percent < 80:
        return 2
    if percent == 90:
        return 1
    return 4 if percent <= 95 else 5


def test_stretches_of_a_share_are_closed_and_open_as_said(recomputed: Recomputed) -> None:
    """Over every half percent: open and closed ends, one number alone, the first case that holds."""
    rule = Tiered(
        RATE,
        [
            (below("50%"), 0),
            (between("50%", "80%"), 2),
            (exactly("90%"), 1),
            (at_most("95%"), 4),
            (above("95%"), 5),
        ],
    )
    for halves in range(201):
        row = score(rule, base=5, x=(halves, 200))
        assert row.exact == by_hand(Fraction(halves, 2)), halves
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


def test_the_first_case_that_holds_counts() -> None:
    """Overlapping cases are tried in order."""
    assert score(Tiered(CountFact("x"), [(at_least(3), 1), (at_least(0), 2)]), base=2, x=5).exact == 1
    assert score(Tiered(CountFact("x"), [(at_least(0), 2), (at_least(3), 1)]), base=2, x=5).exact == 2


def test_whole_numbers_may_be_cases_of_a_count() -> None:
    """`{0: 5, 1: 3}` speaks of exactly 0 and exactly 1."""
    rule = Tiered(CountFact("x", largest=9), {0: 5, 1: 3}, otherwise=0)
    assert [score(rule, base=5, x=times).exact for times in (0, 1, 2, 9)] == [5, 3, 0, 0]


def test_points_given_and_lateness_may_be_tiered() -> None:
    """A span over points of a person, and over months of a delay."""
    rule = Tiered(PointsFact("x", largest=10), [(at_least("7,5"), 2)], otherwise=0)
    assert [score(rule, base=2, x=raw).exact for raw in ("7,49", "7,5")] == [0, 2]
    late = Tiered(LatenessFact("x"), [(exactly(0), 5), (at_most(1), 3)], otherwise=0, unit="months_begun")
    days = [("15/1/2023", done) for done in ("15/1/2023", "15/2/2023", "16/2/2023")]
    assert [score(late, base=5, x=pair).exact for pair in days] == [5, 3, 0]


def test_what_is_earned_where_it_never_happened_is_stated(recomputed: Recomputed) -> None:
    """never= is an amount, or a refusal, which is also what is said where nothing is stated."""
    row = score(Tiered(STAFF, {"dai_hoc": 5}, otherwise=1, never="0,5"), base=5, x=NEVER)
    assert row.exact == Fraction(1, 2)
    assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact
    with pytest.raises(MeasurementError, match="never-without-consequence"):
        score(Tiered(STAFF, {"dai_hoc": 5}, otherwise=1), base=5, x=NEVER)


def test_otherwise_changes_the_points() -> None:
    """A level that no case names earns what the author chose."""
    earns = [score(Tiered(STAFF, {"dai_hoc": 5}, otherwise=n), base=5, x="khac").exact for n in (0, 2, "100%")]
    assert earns == [0, 2, 5]


def test_a_gap_is_refused_with_the_values_left_out() -> None:
    """Between 80% and 90% nothing is stated: the scheme names the stretch."""
    with pytest.raises(SchemeError) as caught:
        score(Tiered(RATE, [(below("80%"), 0), (at_least("90%"), 5)]), base=5, x="1%")
    problem = caught.value.problems[0]
    assert (problem.code, problem.fact) == ("gap", "x")
    assert problem.params["where"].vi == "giá trị từ 80% đến 90%"


@pytest.mark.parametrize(
    ("fact", "cases", "unit", "code", "argument"),
    [
        (STAFF, {}, None, "wrong-argument", "cases"),
        (STAFF, {"tien_si": 5}, None, "wrong-argument", "cases"),
        (STAFF, {True: 5}, None, "wrong-argument", "cases"),
        (YesNoFact("x"), {"có": 5}, None, "wrong-argument", "cases"),
        (RATE, {"80%": 5}, None, "wrong-argument", "cases"),
        (RATE, {True: 5}, None, "wrong-argument", "cases"),
        (RATE, {at_least("80%"): 5}, "days", "wrong-argument", "unit"),
        (LatenessFact("x"), {0: 5}, None, "missing-argument", "unit"),
        (LatenessFact("x"), {0: 5}, "month", "wrong-argument", "unit"),
    ],
)
def test_wrong_arguments_are_refused_by_name(
    fact: object, cases: object, unit: object, code: str, argument: str
) -> None:
    """No case, a case of the wrong kind, and a unit of time where it does not belong, is missing or unknown."""
    with pytest.raises(Refused) as caught:
        Tiered(fact, cases, otherwise=0, unit=unit)  # type: ignore[arg-type] # wrong on purpose
    assert (caught.value.code, caught.value.params["argument"].vi) == (code, argument)


@pytest.mark.parametrize("ends", [{}, {"at_least": 1, "above": 1}, {"at_most": 2, "below": 3}])
def test_a_span_has_one_end_on_each_side(ends: dict[str, int]) -> None:
    """No end at all, or two ends on one side, cannot be."""
    with pytest.raises(Refused) as caught:
        Span(**ends)
    assert caught.value.code == "wrong-argument"


def test_the_explanation_names_value_and_case() -> None:
    """What was reached, which case it falls in, in the words of documents."""
    rule = Tiered(RATE, [(between("80%", "90%"), 2), (at_least("90%"), 5)], otherwise=0)
    assert score(rule, base=5, x="85%").explain() == "Đạt 85%, thuộc mức “từ 80% đến dưới 90%”: 2/5 điểm."
    assert score(rule, base=5, x="85%").explain("en") == "85% falls in “at least 80% and below 90%”: 2/5 points."
    assert score(rule, base=5, x="79,9%").explain() == "Đạt 79,9%, không thuộc mức nào nêu trên: 0/5 điểm."
    assert score(Tiered(STAFF, {"khac": 1}, otherwise=0), base=5, x="khac").explain() == "Mức “Khác”: 1/5 điểm."


def test_the_statement_lists_every_case() -> None:
    """In general: each case and its amount, what is left, and the consequence of never."""
    rule = Tiered(RATE, [(above("95%"), 5), (between("80%", "95%"), "50%")], otherwise=1, never=0)
    assert rule.statement.vi == (
        "Trên 95%: 5 điểm; từ 80% đến dưới 95%: 50% điểm chuẩn; còn lại: 1 điểm; không thực hiện: 0 điểm."
    )
    assert rule.statement.text("en") == (
        "Above 95%: 5 points; at least 80% and below 95%: 50% of the base; otherwise: 1 point; never happened: 0 points."
    )
