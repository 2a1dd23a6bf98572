"""Ranges, gains and goals against trying every unit there is."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve

from emulscore import (
    At,
    Ceiling,
    Count,
    CountFact,
    Criterion,
    FactIs,
    Force,
    Gate,
    GradeBand,
    Grades,
    Group,
    LevelFact,
    Ratio,
    Refused,
    Scheme,
    SearchError,
    ShareFact,
    Sum,
    Tiered,
    Words,
    YesNoFact,
    at_least,
    below,
)
from emulscore.reading import read_facts
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.search.flow import Flow
from emulscore.search.gains import gains_of
from emulscore.search.goals import plan_for
from emulscore.search.moves import Move
from emulscore.search.ranges import ranges_of

LATE = CountFact("tre", largest=6)
GOOD = CountFact("mo_hinh", largest=4)
DONE = ShareFact("ho_so")
STAFF = LevelFact("nhan_su", levels={"yeu": "yếu", "kha": "khá", "tot": "tốt"})
OPEN = YesNoFact("cong_khai")


def scheme() -> Scheme:
    """A small scheme in which one fact is read twice, a group is capped, and points are taken off."""
    return Scheme(
        "thu",
        "Thử",
        total=10,
        items=[
            Group("I", "Một", [
                Criterion("1", "Tỷ lệ", 4, Ratio(DONE, empty="refuse")),
                Criterion("2", "Báo cáo", 2, Count({LATE: "-0,5"}, start="100%", low=0, high="100%")),
            ], 6),
            Group("II", "Hai", [
                Criterion("3", "Mô hình", 3, Tiered(GOOD, {at_least(3): "3", at_least(1): "1,5"}, otherwise=0)),
                Criterion("4", "Nhân sự", 3, Tiered(STAFF, {"tot": "3", "kha": "1,25"}, otherwise=0)),
            ], 4, cap=4),
            Group("III", "Trừ", [
                Criterion("5", "Trễ", 2, Count({LATE: 1}, start=0, low=0, high="100%")),
                Criterion("6", "Công khai", 1, Tiered(OPEN, {True: 0, False: 1})),
            ], 3, role="deduction"),
        ],
    )  # fmt: skip


SCHEME = scheme()
FLOW = Flow(SCHEME.formulas, SCHEME.facts)
WHOLE = 7
VALUES: dict[str, list[object]] = {
    "ho_so": [(part, WHOLE) for part in range(WHOLE + 1)],
    "tre": list(range(7)),
    "mo_hinh": list(range(5)),
    "nhan_su": ["yeu", "kha", "tot"],
    "cong_khai": [False, True],
}
UNIT: dict[str, object] = {"ho_so": (3, WHOLE), "tre": 3, "mo_hinh": 1, "nhan_su": "yeu", "cong_khai": False}


def units(known: dict[str, object]) -> Iterator[dict[str, object]]:
    names = [name for name in VALUES if name not in known]
    for values in product(*(VALUES[name] for name in names)):
        yield known | dict(zip(names, values, strict=True))


def slots(unit: dict[str, object]) -> dict[str, int]:
    read = dict(read_facts(SCHEME.facts, unit).slots)
    for row in SCHEME.score(unit).rows:
        read[row.named.name] = int(Fraction(row.points) / row.named.step)
    return read


@pytest.mark.parametrize("gone", [("tre",), ("mo_hinh", "nhan_su"), ("tre", "cong_khai", "nhan_su")])
def test_every_end_is_that_of_trying_everything(gone: tuple[str, ...]) -> None:
    """The least and greatest points of rows, groups and the total, facts shared by rows taken together."""
    known = {name: value for name, value in UNIT.items() if name not in gone}
    every = [SCHEME.points(unit) for unit in units(known)]
    for id_, found in ranges_of(FLOW, read_facts(SCHEME.facts, known).slots).items():
        assert found.attained
        assert [found.low.points, found.high.points] == [min(one[id_] for one in every), max(one[id_] for one in every)]
        for end in (found.low, found.high):
            assert end.measurements is not None
            assert SCHEME.points(UNIT | dict(end.measurements))[id_] == end.points


def test_the_annex_lies_between_its_ends_until_row_15_is_known() -> None:
    """90.52 to 98.52, reached by 0 and by 8 points for row 15."""
    flow = Flow(annex.scheme.formulas, annex.scheme.facts)
    known = read_facts(annex.scheme.facts, annex.assessment.values).slots
    found = ranges_of(flow, known, [""])[""]
    assert found.text() == "90,52 đến 98,52"
    assert found.text("en") == "90.52 to 98.52"


def _distance(name: str, value: object) -> int:
    return abs(VALUES[name].index(value) - VALUES[name].index(UNIT[name]))


@pytest.mark.parametrize("name", list(VALUES))
def test_the_next_step_is_the_smallest_and_the_full_one_the_best(name: str) -> None:
    """For each fact alone, compared with every value it can take."""
    now = SCHEME.points(UNIT)[""]
    totals = {place: SCHEME.points(UNIT | {name: value})[""] for place, value in enumerate(VALUES[name])}
    better = [place for place, total in totals.items() if total > now]
    (gain,) = gains_of(FLOW, SCHEME.labels, slots(UNIT), {name: True}, [], UNIT)
    assert gain.settled
    if not better:
        assert gain.next is gain.full is None
        return
    assert gain.next is not None
    assert gain.full is not None
    assert abs(gain.next.move.change) == min(_distance(name, VALUES[name][place]) for place in better)
    assert gain.full.total == max(totals.values())
    best = [place for place, total in totals.items() if total == gain.full.total]
    assert abs(gain.full.move.change) == min(_distance(name, VALUES[name][place]) for place in best)


def test_a_large_share_moves_in_its_own_counts() -> None:
    """Of 200,000 dossiers 199,600 on time earn 9.98 of 10; 100 more are the first to move the hundredth."""
    flow = Flow(annex.scheme.formulas, annex.scheme.facts)
    values = annex.assessment.values | {"dung_han": (199_600, 200_000), "tieu_chi_15": 8}
    known = dict(read_facts(annex.scheme.facts, values).slots)
    for row in annex.scheme.score(values).rows:
        known[row.named.name] = int(Fraction(row.points) / row.named.step)
    (gain,) = gains_of(flow, annex.scheme.labels, known, {"dung_han": True}, [], values)
    assert gain.next is not None
    # 10 × n/200000 rounds to 9.99 from 9.985 on: n = 199,700.
    assert (gain.next.move.change, gain.next.move.out_of) == (100, 200_000)


PRICES = {"ho_so": 2, "tre": 3, "cong_khai": 1, "mo_hinh": 4, "nhan_su": 5}


def _cost(moves: tuple[Move, ...], rows: int) -> Fraction:
    del rows
    return sum((Fraction(PRICES[move.fact]) * abs(move.change) for move in moves), Fraction(0))


@pytest.mark.parametrize("opened", [("ho_so", "tre", "cong_khai"), ("mo_hinh", "nhan_su"), tuple(VALUES)])
@pytest.mark.parametrize("goal", range(1, 11))
def test_the_plan_is_never_dearer_than_trying_everything(goal: int, opened: tuple[str, ...]) -> None:
    """The cheapest way to each total, or to the best total where it is out of reach, also where a cap couples two rows."""
    plan = plan_for(FLOW, SCHEME.labels, slots(UNIT), dict.fromkeys(opened, True), Fraction(goal), _cost, UNIT)
    tried = []
    for unit in units({name: value for name, value in UNIT.items() if name not in opened}):
        price = sum(PRICES[name] * _distance(name, unit[name]) for name in opened)
        tried.append((Fraction(SCHEME.points(unit)[""]), price))
    most = max(total for total, _ in tried)
    assert plan.reached == (most >= goal)
    wanted = min(Fraction(goal), most)
    assert plan.cost == min(price for total, price in tried if total >= wanted)
    changed = UNIT | {move.fact: move.after for move in plan.moves}
    assert SCHEME.points(changed)[""] == plan.total >= wanted


def test_what_has_too_many_combinations_is_refused_by_name() -> None:
    """Two shares in one sum, each of 10,000 steps, cannot all be tried."""
    items = [Criterion("1", "Hai", 2, Sum([At(1, Ratio(ShareFact(name), empty="refuse")) for name in ("a", "b")]))]
    pair = Scheme("doi", "Đôi", total=2, items=items)
    card = pair.score({"a": "50%", "b": "40%"})
    with pytest.raises(SearchError) as caught:
        card.reach(open={"a": True, "b": True}, total=2)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.params["facts"])) == ("not-settled", "a, b")


def test_limits_of_the_total_do_not_keep_gains_from_adding_up() -> None:
    """Under a greatest total of 9 the cheapest way to 9 is that of the sum, and 10 is out of reach."""
    limited = evolve(SCHEME, limits=(0, 9))
    opened = {"ho_so": True, "tre": True, "nhan_su": True, "cong_khai": True}
    card = limited.score(UNIT)
    free = SCHEME.score(UNIT).reach(open=opened, total=9)
    plan = card.reach(open=opened, total=9)
    assert (plan.cost, plan.total, plan.reached) == (free.cost, Decimal("9.00"), True)
    beyond = card.reach(open=opened, total=10)
    assert (beyond.total, beyond.reached) == (Decimal("9.00"), False)


def test_as_few_rows_as_possible() -> None:
    """One row of 3 points is enough, however far its fact has to move; a fact that two rows read counts as two."""
    plan = SCHEME.score(UNIT).reach(open=dict.fromkeys(VALUES, True), total=4, fewest_rows=True)
    best = {}
    for unit in units({}):
        names = [name for name in VALUES if unit[name] != UNIT[name]]
        rows = sum(2 if name == "tre" else 1 for name in names)
        if SCHEME.points(unit)[""] >= 4:
            best[rows] = names
    assert plan.cost == min(best)


def graded(*gates: Gate) -> Scheme:
    """The small scheme, with two grades."""
    bands = [GradeBand("tot", Words("Tốt", "Good"), at_least(5)), GradeBand("kem", Words("Kém", "Poor"), below(5))]
    return evolve(SCHEME, grades=Grades(bands, gates=gates))


@pytest.mark.parametrize("name", ["tot", "Tốt", "Good"])
def test_a_grade_is_reached_by_the_lowest_total_that_earns_it(name: str) -> None:
    """Good is from 5 points up, whatever it is called by."""
    opened = dict.fromkeys(VALUES, True)
    plan, wanted = (graded().score(UNIT).reach(open=opened, **goal) for goal in ({"grade": name}, {"total": 5}))
    assert (plan.cost, plan.moves, plan.total) == (wanted.cost, wanted.moves, wanted.total)


def test_a_gate_that_a_plan_passes_changes_nothing_and_one_that_stops_it_is_named() -> None:
    """A ceiling for units that do not publish holds the unit back as long as the plan leaves that as it is."""
    card = graded(Ceiling("kem", FactIs(OPEN, case=False), reason=Words("Không công khai", "Not published"))).score(
        UNIT
    )
    opened = {"ho_so": True, "tre": True, "cong_khai": True}
    assert any(move.fact == "cong_khai" for move in card.reach(open=opened, grade="tot", cost={"ho_so": 9}).moves)
    with pytest.raises(SearchError) as caught:
        card.reach(open={"ho_so": True, "tre": True}, grade="tot")
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["gates"]) == ("behind-gates", Words("Không công khai", "Not published"))


def test_a_gate_that_can_lift_a_unit_is_refused() -> None:
    """Where a grade can be forced, the total is not what it hangs on."""
    card = graded(Force("tot", FactIs(OPEN), reason=Words("Có công khai", "Published"))).score(UNIT)
    with pytest.raises(SearchError) as caught:
        card.reach(open={"ho_so": True}, grade="tot")
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["gates"].text("en")) == ("behind-gates", "Published")


def test_a_goal_is_a_total_or_a_grade_that_there_is() -> None:
    """Both, neither, a grade of a scheme that has none, and an unknown one are refused."""
    card = graded().score(UNIT)
    for goal in ({}, {"total": 5, "grade": "tot"}, {"grade": "xuat_sac"}):
        with pytest.raises(Refused):
            card.reach(open={"ho_so": True}, **goal)
    with pytest.raises(Refused) as caught:
        SCHEME.score(UNIT).reach(open={"ho_so": True}, grade="tot")
    assert caught.value.code == "wrong-argument"


def test_an_answer_that_voids_a_group_is_not_moved_alone() -> None:
    """It acts on all rows of the group at once: the plan leaves it out and says so."""
    void = YesNoFact("gian_doi")
    (first, *rest) = SCHEME.items
    assert isinstance(first, Group)
    card = evolve(SCHEME, items=[evolve(first, void=void), *rest]).score({**UNIT, "gian_doi": True})
    plan = card.reach(open={"gian_doi": True, "tre": True}, total=1)
    assert plan.left_out == ("gian_doi",)
    (gain,) = card.gains(open={"gian_doi": True})
    assert not gain.settled


def test_facts_are_opened_with_their_values() -> None:
    """A list of names says not within which values they may change: it is refused, by the name of the argument."""
    card = SCHEME.score(UNIT)
    with pytest.raises(Refused) as caught:
        card.gains(open=["ho_so"])  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert problem.code == "wrong-argument"
    assert "open" in str(caught.value)
