"""Scorecards: points, ranges while something is unknown, and explanations."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import frozen
from polars import DataFrame

from emulscore import (
    NEVER,
    Assessment,
    Cap,
    CountFact,
    Criterion,
    Direct,
    Group,
    LatenessFact,
    LatePenalty,
    MeasurementError,
    Points,
    PointsFact,
    Ratio,
    RowScore,
    Scheme,
    Scorecard,
    ShareFact,
    UnscoredError,
    Words,
)
from emulscore.formula.nodes import Band, Choose, Const, Node, Note
from emulscore.frames import faults_of

A = ShareFact("a", label=Words("Tỷ lệ A", "Rate A"))
SCHEME = Scheme(
    "s",
    "S",
    total=20,
    items=[
        Group("I", "Nhóm", [Criterion("1", "Hàng", 6, Ratio(A, empty="refuse"))], 6),
        Criterion("2", "Trễ", 6, LatePenalty(LatenessFact("tre"), per=2, unit="days", never=0)),
        Criterion("3", "Chấm", 8, Cap(Direct(PointsFact("p", largest=8)), low=1)),
    ],
)


def test_points_of_rows_groups_and_total() -> None:
    """75.7% of 6 is 4.542, printed 4.54; the group and the total add printed rows."""
    card = SCHEME.score({"a": "75,7%", "tre": {"days": 2}, "p": 5})
    assert [(row.id, str(row.points)) for row in card] == [("1", "4.54"), ("2", "2.00"), ("3", "5.00")]
    assert (str(card["I"].points), str(card.points), str(card.total)) == ("4.54", "11.54", "11,54")
    assert card["1"].exact == Fraction(4542, 1000)
    assert card["1"].lost == Decimal("1.46")
    assert str(card["1"].lost) == "1.46"


def test_missing_facts_make_ranges() -> None:
    """Without p row 3 is between its ends 1 and 8, and the total between 11.00 and 18.00."""
    card = SCHEME.score({"a": "100%", "tre": {"days": 1}}, partial=True)
    assert not card["3"].scored
    assert card["3"].range == Points(Decimal("1.00"), Decimal("8.00"))
    assert card.total == Points(Decimal("11.00"), Decimal("18.00"))
    assert (card.total.text("vi"), card.total.text("en")) == ("11 đến 18", "11 to 18")
    assert str(card["I"].points) == "6.00"


def test_with_nothing_known_the_total_is_the_whole_range() -> None:
    """Every row at its least and greatest: 0 + 0 + 1 to 20; the total names all that is missing."""
    card = SCHEME.score({}, partial=True)
    assert card.total == Points(Decimal("1.00"), Decimal("20.00"))
    assert list(card.results[-1].missing) == ["a", "tre", "p"]
    assert list(card["I"].missing) == ["a"]
    assert card["I"].missing["a"].text("en") == "Rate A"


def test_an_unscored_row_has_no_points_but_says_why() -> None:
    """Asking for its points, its loss or the total is an error that names the missing facts."""
    card = SCHEME.score({"tre": 0, "p": 5}, partial=True)
    asked: list[tuple[RowScore | Scorecard, str, str | None]] = [
        (card["1"], "points", "1"),
        (card["1"], "lost", "1"),
        (card, "points", None),
    ]
    for result, name, row in asked:
        with pytest.raises(UnscoredError) as caught:
            getattr(result, name)
        (problem,) = caught.value.problems
        assert (problem.code, problem.row) == ("unscored", row)
        assert "a unknown" in problem.text("en")
    assert card["1"].explain() == "Chưa chấm: còn thiếu “Tỷ lệ A”; có thể được 0 đến 6 trên 6 điểm."
    assert card["1"].explain("en") == "Not scored yet: “Rate A” unknown; 0 to 6 of 6 points are possible."
    assert card.results[-1].explain("en") == "Not scored yet: “Rate A” unknown; 11 to 17 of 20 points are possible."


def test_what_never_happened_is_scored_and_not_missing() -> None:
    """A stated consequence gives points; nothing is open."""
    card = SCHEME.score({"a": "0%", "tre": NEVER, "p": 0})
    assert [str(row.points) for row in card] == ["0.00", "0.00", "1.00"]
    assert all(row.scored for row in card)


def test_an_unknown_number_is_refused_with_the_numbers_there_are() -> None:
    """There is no row 33, and one digit is no slip to guess from; the total has no number."""
    card = SCHEME.score({"a": "0%", "tre": 0, "p": 0})
    for id_, hint in (("33", "one of: 1, I, 2, 3"), ("", "one of: 1, I, 2, 3")):
        with pytest.raises(UnscoredError) as caught:
            card[id_]
        assert caught.value.problems[0].code == "unknown-row"
        assert hint in str(caught.value)


def test_a_unit_of_another_scheme_is_refused() -> None:
    """An assessment may say which scheme it was made for, and speak of rows that this one has not."""
    unit = Assessment("Xã A", scheme="khac", measurements={"a": "1%", "tre": 0, "p": 0}, claims={"4": 1})
    with pytest.raises(MeasurementError) as caught:
        SCHEME.score(unit)
    assert [(one.code, one.row) for one in caught.value.problems] == [("other-scheme", None), ("unknown-row", "4")]


def test_rounding_is_shown_once_and_only_where_it_happened() -> None:
    """4.542 becomes 4.54 in the last line; exact points have no such line."""
    card = SCHEME.score({"a": "75,7%", "tre": 0, "p": 5})
    assert card["1"].explain().splitlines() == [
        "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.",
        "Làm tròn đến 0,01: 4,542 thành 4,54/6 điểm.",
    ]
    assert card["2"].explain() == "Đúng thời gian quy định: 6/6 điểm."


def test_an_inner_rule_speaks_before_the_outer_one() -> None:
    """What was given, then what the Cap made of it."""
    card = SCHEME.score({"a": "0%", "tre": 0, "p": "0,5"})
    assert card["3"].explain("en").splitlines() == [
        "Given 0.5 of 8 points.",
        "Below the minimum: 0.5 points, counted as 1.",
    ]


def test_points_are_one_number_or_a_range() -> None:
    """A range whose ends meet is known."""
    one, two = Points(Decimal("8.00"), Decimal("8.00")), Points(Decimal("90.52"), Decimal("98.52"))
    assert (one.known, str(one)) == (True, "8")
    assert (two.known, str(two), two.text("en")) == (False, "90,52 đến 98,52", "90.52 to 98.52")


@frozen
class Noted:
    """A rule of somebody else's that keeps the state for its explanation, and says nothing of what never happened."""

    kind: ClassVar[str] = "test_scorecard_noted"
    fact: CountFact

    def formula(self, base: Fraction) -> Node:
        return Choose(Note("state", self.fact.state), ((Band.exactly(0), self.fact.node * base / 10),))


def test_a_state_without_a_case_is_told_as_what_it_is() -> None:
    """Whether a choice tests the state or a note of it: the fact is named, and that it never happened."""
    scheme = Scheme("s", "S", total=10, items=[Criterion("1", "Một", 10, Noted(CountFact("hop", largest=10)))])
    assert str(scheme.score({"hop": 3}).points) == "3.00"
    for state, code in (("never", "never-without-consequence"), ("not applicable", "not-applicable-without-policy")):
        with pytest.raises(MeasurementError) as caught:
            scheme.score({"hop": state})
        assert [(one.code, one.fact, one.given) for one in caught.value.problems] == [(code, "hop", f"“{state}”")]
    numbers = scheme.score_frame(DataFrame({"hop": ["3", "never"]}))["loi"]
    assert list(numbers) == [0, faults_of(scheme).number("never-without-consequence", fact="hop")]


@frozen
class Counting(CountFact):
    """A fact that reads more than it declares."""

    def read(self, raw: object) -> Mapping[str, int]:
        return self.measured(value=int(str(raw)))


@frozen
class Stepped:
    """A point for 0 or 1, two for 2 and 3."""

    kind: ClassVar[str] = "test_scorecard_stepped"
    fact: CountFact

    def formula(self, base: Fraction) -> Node:
        low, high = Band(high=Fraction(1)), Band(low=Fraction(2), high=Fraction(3))
        return Choose(self.fact.node, ((low, Const(base / 2)), (high, Const(base))))


def test_a_value_that_no_case_was_made_for_is_refused() -> None:
    """A fact of somebody else's declares 0 to 3, for which there are cases, and reads 4: the number is told."""
    scheme = Scheme("s", "S", total=2, items=[Criterion("1", "Một", 2, Stepped(Counting("hop", largest=3)))])
    assert [str(scheme.score({"hop": n}).points) for n in (1, 3)] == ["1.00", "2.00"]
    with pytest.raises(MeasurementError) as caught:
        scheme.score({"hop": 4})
    assert [(one.code, one.row, one.given) for one in caught.value.problems] == [("no-case", "1", "4")]
