"""Where the search stops, and says so: what has no points, what is too much to try, what cannot be moved."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from emulscore import (
    NEVER,
    At,
    Ceiling,
    Count,
    CountFact,
    Criterion,
    CutTotal,
    FactIs,
    GradeBand,
    Grades,
    Group,
    LevelFact,
    MeasurementError,
    PointsOf,
    Ratio,
    Refused,
    Rounding,
    Rule,
    Scheme,
    ShareFact,
    Sum,
    Tiered,
    When,
    Words,
    YesNoFact,
    at_least,
    below,
)
from emulscore.criteria import Item
from emulscore.formula.bounds import Interval
from emulscore.formula.nodes import Const, Node
from emulscore.search.arguments import arguments_of
from emulscore.search.pieces import solved
from emulscore.search.said import value_words

ABSENT = "không phát sinh"
A, B = ShareFact("a"), ShareFact("b")
VOID = YesNoFact("gian_doi")


def of(*items: Item, **more: object) -> Scheme:
    """Return a scheme of some rows and groups."""
    total = sum(item.base for item in items if not isinstance(item, Group) or item.role == "base")
    return Scheme("thu", "Thử", total=total, items=items, **more)  # type: ignore[arg-type]


def row(id_: str, base: int, rule: Rule, **more: object) -> Criterion:
    return Criterion(id_, f"Hàng {id_}", base, rule, **more)  # type: ignore[arg-type]


# --- ranges ------------------------------------------------------------------------------------------------------------


def test_a_range_of_one_number_is_that_number() -> None:
    """Half of 4 points are 2, whatever the other row is."""
    found = of(row("1", 4, Ratio(A, empty=1)), row("2", 6, Ratio(B, empty=1))).range({"a": "50%"})
    assert [found[id_].text() for id_ in ("1", "2", "")] == ["2", "0 đến 6", "2 đến 8"]


def test_a_row_that_cannot_have_points_leaves_a_bound() -> None:
    """What a share earns that was never measured is not stated, whatever the other one is: no unit reaches either end."""
    rule = Sum([At(2, Ratio(A, empty="refuse")), At(2, Ratio(B, empty="refuse"))])
    scheme = of(row("1", 4, rule))
    with pytest.raises(MeasurementError):
        scheme.score({"a": NEVER, "b": "100%"})
    found = scheme.range({"a": NEVER})
    for one in (found["1"], found[""]):
        assert not one.attained
        assert one.text() == "0 đến 4 (chưa chứng minh là đạt được)"
        assert one.text("en") == "0 to 4 (not proven to be reached)"
        assert (one.low.measurements, one.high.measurements) == (None, None)
    assert found[""].unsettled == ("a", "b")


def test_what_did_not_arise_is_not_measured_by_the_search() -> None:
    """With papers the row asks for a share that did not arise, and has no points: only the 1 without them are possible."""
    rule = When(YesNoFact("co_van_ban"), then=Ratio(A, empty="refuse"), otherwise=1)
    scheme = of(row("1", 4, rule))
    for found in (scheme.range({"a": ABSENT})["1"], scheme.score({"a": ABSENT}, partial=True)["1"].range):
        assert found.text() == "1"
    assert scheme.range({"a": ABSENT})["1"].high.measurements == {"co_van_ban": False}
    assert scheme.range({})["1"].text() == "0 đến 4"


def rescaled(*, void: YesNoFact | None = None) -> Scheme:
    """Return a scheme of 10 points both of whose rows are left out where they did not arise."""
    rows = [row(id_, base, Ratio(fact, empty=1), not_applicable="leave_out") for id_, base, fact in PAIR]
    return of(Group("I", "Một", rows, 10, void=void), rescale="exact")


PAIR = (("1", 4, A), ("2", 6, B))


def test_where_every_row_is_left_out_no_total_is_said_to_be_reached() -> None:
    """Such a unit is refused when it is scored, and its range is a bound that no measurements reach."""
    known = {"a": ABSENT, "b": ABSENT}
    with pytest.raises(MeasurementError):
        rescaled().score(known, partial=True)
    found = rescaled().range(known)[""]
    assert not found.attained
    assert found.text() == "0 đến 10 (chưa chứng minh là đạt được)"


def test_an_answer_is_no_end_where_the_total_hangs_on_what_is_left_out() -> None:
    """Whether all rows are left out decides whether there is a total at all: its ends are bounds, those of the group reached.

    A unit with 4 of 4 points and the other row left out has 10 of 10; one that deceives has 0.
    """
    scheme = rescaled(void=VOID)
    found = scheme.range({})
    assert (found["I"].text(), found["I"].attained) == ("0 đến 10", True)
    assert not found[""].attained
    assert set(found[""].unsettled) == {"a", "b", "gian_doi"}
    ends = [scheme.points({"a": "100%", "b": ABSENT, "gian_doi": lies})[""] for lies in (True, False)]
    assert ends == [found[""].low.points, found[""].high.points] == [0, 10]


def test_a_state_in_place_of_an_answer_that_voids_has_no_points() -> None:
    """Whether a group is void did not arise: the group has no points, and so has the total; the row has them."""
    group = Group("I", "Một", [row("1", 4, Ratio(A, empty=1))], 4, void=VOID)
    scheme = of(group, rounding=Rounding(amounts=("rows", "groups")))
    with pytest.raises(MeasurementError):
        scheme.score({"a": "50%", "gian_doi": ABSENT})
    found = scheme.range({"gian_doi": ABSENT})
    assert (found["1"].text(), found["1"].attained) == ("0 đến 4", True)
    assert not found["I"].attained
    assert not found[""].attained


def test_too_many_combinations_leave_a_bound() -> None:
    """Five levels of ten, each of which one row rewards as much as another punishes: 100,000 ways to be under the cap.

    Each pair of rows comes to 9 points of 18, all of them to 45; the cap of 40 is always reached.
    """
    names = [f"m{place}" for place in range(5)]
    rows = []
    for name in names:
        level = LevelFact(name, levels={f"x{place}": f"mức {place}" for place in range(10)})
        rows += [
            row(f"{name}_{sign}", 9, Tiered(level, {f"x{place}": abs(start - place) for place in range(10)}))
            for sign, start in (("len", 0), ("xuong", 9))
        ]
    scheme = of(Group("I", "Một", rows, 40, cap=40))
    found = scheme.range({})[""]
    assert (found.attained, found.unsettled) == (False, tuple(names))
    assert found.low.points <= scheme.points(dict.fromkeys(names, "x3"))[""] == 40 <= found.high.points
    assert scheme.range(dict.fromkeys(names[1:], "x3"))[""].text() == "40"


def test_too_many_rows_that_may_be_left_out_leave_a_bound() -> None:
    """Fifteen rows, each left out or not: 32,768 ways to divide."""
    facts = [ShareFact(f"s{place:02}") for place in range(15)]
    rows = [row(fact.name, 2, Ratio(fact, empty=1), not_applicable="leave_out") for fact in facts]
    found = of(*rows, rescale="exact").range({})[""]
    assert (found.attained, found.text("en")) == (False, "0 to 30 (not proven to be reached)")


def test_a_total_that_turns_with_a_groups_points_is_a_bound() -> None:
    """With 3 of its 4 points the group costs the unit all but 5: more of the row is not always more of the total.

    Without a point too many the best is 2.99 + 6 = 8.99; no proof says so, and the bound is what all rows could give.
    """
    group = Group("I", "Một", [row("1", 4, Ratio(A, empty=1))], 4)
    bands = [GradeBand("tot", Words("Tốt"), at_least(3)), GradeBand("kem", Words("Kém"), below(3))]
    grades = Grades(bands, gates=[CutTotal(5, PointsOf("I", at_least(3)))])
    scheme = of(group, row("2", 6, Ratio(B, empty=1)), grades=grades, rounding=Rounding(amounts=("rows", "groups")))
    found = scheme.range({})
    assert [found[id_].text() for id_ in ("1", "I", "2")] == ["0 đến 4", "0 đến 4", "0 đến 6"]
    assert not found[""].attained
    assert scheme.points({"a": (299, 400), "b": "100%"})[""] == Decimal("8.99")
    assert scheme.points({"a": "75%", "b": "100%"})[""] == 5
    assert found[""].low.points == 0
    assert found[""].high.points >= Decimal("8.99")


# --- moves -------------------------------------------------------------------------------------------------------------


def test_rows_that_pull_against_each_other_over_a_long_way_are_not_settled() -> None:
    """One more of 1,000 gives in one row what it takes in another; so many steps are not tried one by one, 60 are."""
    for most, settled in ((1000, False), (60, True)):
        times = CountFact("lan", largest=most)
        rows = [
            row("1", 5, Count({times: "0,01"}, start=0, low=0, high="100%")),
            row("2", 5, Count({times: "-0,01"}, start=5, low=0, high="100%")),
        ]
        (gain,) = of(*rows).score({"lan": 30}).gains(open={"lan": True})
        assert gain.settled is settled
        assert gain.next is gain.full is None  # 5 points, wherever it stands


def test_what_only_a_gate_reads_gives_nothing() -> None:
    """It moves no points: there is no step, and a plan that may use it finds another way, or none."""
    bands = [GradeBand("tot", Words("Tốt"), at_least(3)), GradeBand("kem", Words("Kém"), below(3))]
    grades = Grades(bands, gates=[Ceiling("kem", FactIs(VOID))])
    card = of(row("1", 4, Ratio(A, empty=1)), grades=grades).score({"a": (1, 4), "gian_doi": False})
    (gain,) = card.gains(open={"gian_doi": True})
    assert (gain.settled, gain.next, gain.full) == (True, None, None)
    plan = card.reach(open={"gian_doi": True, "a": True}, total=3)
    assert ([move.fact for move in plan.moves], plan.total) == (["a"], Decimal("3.00"))
    plan = card.reach(open={"gian_doi": True}, total=3)
    assert (plan.moves, plan.reached) == ((), False)


def test_the_lowest_grade_asks_for_nothing() -> None:
    """Below 3 points is poor, from 0 on: a unit that has less than nothing to do is there."""
    bands = [GradeBand("tot", Words("Tốt"), at_least(3)), GradeBand("kem", Words("Kém"), below(3))]
    card = of(row("1", 4, Ratio(A, empty=1)), grades=Grades(bands)).score({"a": (1, 4)})
    plan = card.reach(open={"a": True}, grade="kem")
    assert plan.moves == ()
    assert (plan.reached, plan.goal) == (True, Fraction(0))


@pytest.mark.parametrize("fact", ["a", "lan"])
def test_a_fact_is_opened_between_values(fact: str) -> None:
    """A state is nowhere between two values, neither of a share nor of a count."""
    rows = [row("1", 4, Ratio(A, empty=1)), row("2", 4, Count({CountFact("lan"): 1}, start=0, low=0, high="100%"))]
    card = of(*rows).score({"a": (1, 4), "lan": 1})
    with pytest.raises(Refused) as caught:
        card.gains(open={fact: ("0", ABSENT)} if fact == "lan" else {fact: ((0, 4), ABSENT)})
    assert caught.value.code == "not-a-state"


def test_a_plan_passes_by_what_would_leave_a_row_without_points() -> None:
    """With papers the row asks for a share that did not arise: the plan moves the count, which it asks for without."""
    papers, times = YesNoFact("co_van_ban"), CountFact("lan", largest=3)
    without = Count({times: 1}, start=0, low=0, high="100%")
    scheme = of(row("1", 4, When(papers, then=Ratio(A, empty="refuse"), otherwise=without)))
    card = scheme.score({"co_van_ban": False, "lan": 1, "a": ABSENT})
    plan = card.reach(open={"co_van_ban": True, "lan": True}, total=3, cost={"co_van_ban": 0})
    assert ([(move.fact, move.change) for move in plan.moves], plan.total) == ([("lan", 2)], Decimal("3.00"))
    best = card.reach(open={"co_van_ban": True, "lan": True}, total=4)
    assert (best.reached, best.total) == (False, Decimal("3.00"))


def test_a_value_of_a_kind_of_ones_own_is_said_as_it_is_written() -> None:
    """Where a raw value is no number, no answer and no level, nothing is known but how it is written."""
    assert value_words(CountFact("n", unit="lần"), date(2026, 1, 15)) == Words("2026-01-15")


# --- readings ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plain:
    """A rule that is no attrs class: what it was made with has no names that the search knows."""

    kind: ClassVar[str] = "edges_plain"

    fact: CountFact
    per: Fraction

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * self.per + Const(base) * 0


def test_a_rule_that_is_no_attrs_class_is_asked_for_nothing() -> None:
    """It is scored like any other, 2 × 2 = 4 points; a claim of 2 stays unexplained."""
    rule = Plain(CountFact("lan", largest=2), Fraction(2))
    assert list(arguments_of(rule)) == []
    scheme = of(row("1", 4, rule))
    card = scheme.score({"lan": 2})
    assert card.points == 4
    assert card.readings("1") == ()


def test_what_a_class_works_out_for_itself_is_no_argument() -> None:
    """Only what its author can state is asked for."""

    @attrs.frozen
    class Doubled:
        kind: ClassVar[str] = "edges_doubled"

        fact: CountFact
        per: Fraction
        double: Fraction = attrs.field(init=False)

        def __attrs_post_init__(self) -> None:
            object.__setattr__(self, "double", self.per * 2)

        def formula(self, base: Fraction) -> Node:
            return self.fact.node * self.double + Const(base) * 0

    rule = Doubled(CountFact("lan", largest=2), Fraction(1))
    assert [argument.path for argument in arguments_of(rule)] == ["per"]


def test_points_that_bend_between_two_edges_are_found_from_the_bend_on() -> None:
    """Three times the number, at most 1: 1 from a third on; half of it at a sixth alone."""
    ends = [Fraction(0), Fraction(1)]

    def along(value: Fraction) -> Fraction:
        return min(3 * value, Fraction(1))

    full = solved(along, ends, lambda points: points == 1, Fraction(1), Fraction(1, 100))
    assert full.values == (Interval(Fraction(1, 3), Fraction(1)),)
    assert full.exact is None  # none of it needs rounding
    half = solved(along, ends, lambda points: points == Fraction(1, 2), Fraction(1, 2), Fraction(1, 100))
    assert half.values == (Interval(Fraction(1, 6), Fraction(1, 6)),)
