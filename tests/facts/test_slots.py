"""What each kind of fact fills: its slots with their ends, the nodes that read them, and raw values made from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    AttainmentFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ScaledFact,
    ShareFact,
    Words,
    YesNoFact,
)
from emulscore.errors import Refused
from emulscore.facts import AnyFact, CohortOf, State, is_fact, months_late, read_date
from emulscore.facts.numeric import LARGEST
from emulscore.formula.nodes import Band, Choose, Const, Fact, Mul, Share, Slot

F = Fraction
X = Words("x")
STATE = Slot("x.state", 0, 3, X)
LEVELS = {"a": "A", "b": "B", "c": "C"}


def slot(name: str, low: int, high: int) -> Slot:
    return Slot(name, low, high, X, optional=True)


SHARE = (STATE, slot("x.part", 0, 10**9), slot("x.whole", 1, 10**9))
FILLED: list[tuple[AnyFact, tuple[Slot, ...]]] = [
    (CountFact("x"), (STATE, slot("x", 0, 1_000_000_000))),
    (CountFact("x", largest=7), (STATE, slot("x", 0, 7))),
    (ShareFact("x"), SHARE),
    (ShareFact("x", largest=7), (STATE, slot("x.part", 0, 7), slot("x.whole", 1, 7))),
    (ItemsFact("x"), SHARE),
    (AttainmentFact("x", most="1,5", largest=7), (STATE, slot("x.part", 0, 10), slot("x.whole", 1, 7))),
    (NumberFact("x", largest=7), (STATE, slot("x", 0, 700))),
    (NumberFact("x", largest="7,77", lowest="-1,11", decimals=1), (STATE, slot("x", -11, 77))),
    (NumberFact("x", largest="-0,05", lowest="-0,15", decimals=1), (STATE, slot("x", -1, -1))),
    (NumberFact("x", largest=7, decimals=0), (STATE, slot("x", 0, 7))),
    (NumberFact("x", largest=7, decimals=6), (STATE, slot("x", 0, 7_000_000))),
    (PointsFact("x", largest=8), (STATE, slot("x", 0, 800))),
    (LevelFact("x", levels=LEVELS), (STATE, slot("x", 0, 2))),
    (YesNoFact("x"), (STATE, slot("x", 0, 1))),
    (CohortFact("x", of=CountFact("y", largest=5), take="mean", decimals=1, label="x"), (STATE, slot("x", 0, 50))),
    (CohortFact("x", of=ShareFact("y"), take="mean", decimals=3, label="x"), (STATE, slot("x", 0, 1000))),
    (
        CohortFact("x", of=AttainmentFact("y", most=3), take="best", decimals=1, label="x"),
        (STATE, slot("x", 0, 30)),
    ),
    (
        CohortFact("x", of=NumberFact("y", lowest="-0,25", largest="0,74"), take="best", decimals=1, label="x"),
        (STATE, slot("x", -3, 7)),
    ),
]


@pytest.mark.parametrize(("fact", "slots"), FILLED)
def test_a_fact_fills_its_state_and_its_values(fact: AnyFact, slots: tuple[Slot, ...]) -> None:
    """The state is always there; a value between its ends may be absent."""
    assert fact.slots == slots
    assert [one.optional for one in fact.slots] == [False] + [True] * (len(slots) - 1)
    assert fact.state == Fact(STATE)


@pytest.mark.parametrize("largest", [0, 1, 7, 8, 28, 29, 3660])
def test_a_lateness_fills_every_unit_up_to_its_largest(largest: int) -> None:
    """A week has seven days, a month at least 28: so many of them begin at most."""
    high = {
        "days": largest,
        "working_days": largest,
        "weeks_begun": (largest + 6) // 7,
        "weeks_completed": (largest + 6) // 7,
        "months_begun": (largest + 27) // 28,
        "months_completed": (largest + 27) // 28,
    }
    fact = LatenessFact("x", largest=largest)
    assert fact.slots == (STATE, *(slot(f"x.{unit}", 0, most) for unit, most in high.items()))
    assert fact.node("weeks_begun") == Fact(fact.slots[3])
    assert {one.optional for one in fact.slots[1:]} == {True}


def test_the_longest_lateness_is_still_taken() -> None:
    """Ten years by default; none at all where only on time is taken; less than none cannot be."""
    assert LatenessFact("x").largest == 3660
    nothing = LatenessFact("x", largest=0)
    assert nothing.read(0)["x.days"] == nothing.read(("2/1/2023", "1/1/2023"))["x.days"] == 0
    with pytest.raises(Refused) as caught:
        nothing.read(("1/1/2023", "2/1/2023"))
    assert (caught.value.code, caught.value.params["largest"].vi) == ("too-large", "0")
    week = LatenessFact("x", largest=7)
    assert week.read(("1/1/2023", "8/1/2023"))["x.days"] == 7
    with pytest.raises(Refused, match="too-large"):
        week.read(("1/1/2023", "9/1/2023"))
    with pytest.raises(ValueError, match="largest"):
        LatenessFact("x", largest=-1)


def test_all_units_of_a_lateness_may_be_given() -> None:
    """Six numbers for six units, each by its own name."""
    units = ("days", "working_days", "weeks_begun", "weeks_completed", "months_begun", "months_completed")
    numbers = {unit: place for place, unit in enumerate(units, 1)}
    read = LatenessFact("x").read(numbers)
    assert read == {"x.state": 0, **{f"x.{unit}": place for unit, place in numbers.items()}}
    assert LatenessFact("x").raw(read) == numbers
    assert LatenessFact("x").raw({"x.state": 1}) is NEVER


@pytest.mark.parametrize(
    ("raw", "text"),
    [("2023-02-01", "2023-02-01"), ("1/2/2023", "2023-02-01"), ("ngày  01/02/2023", "2023-02-01"),
     (" 12/11/2010 ", "2010-11-12")],
)  # fmt: skip
def test_a_day_is_read_in_its_order(raw: str, text: str) -> None:
    """Year, month, day with dashes; day, month, year with slashes."""
    assert read_date(raw).isoformat() == text


def test_a_day_late_begins_a_month() -> None:
    """On the day itself no month has begun; the next day one has."""
    due = read_date("1/2/2023")
    assert [months_late(due, read_date(done)) for done in ("31/1/2023", "1/2/2023", "2/2/2023")] == [
        (0, 0),
        (0, 0),
        (1, 0),
    ]


# --- nodes --------------------------------------------------------------------------------------------------------------


def test_nodes_read_the_slots_in_their_scale() -> None:
    """A count as it is, a number by its decimals, a share of both its sides up to its most."""
    assert CountFact("x").node == Fact(slot("x", 0, LARGEST))
    assert NumberFact("x", largest=7, decimals=1).node == Fact(slot("x", 0, 70), 10)
    assert PointsFact("x", largest=7).node == Fact(slot("x", 0, 700), 100)
    assert ShareFact("x").node == Share(SHARE[1], SHARE[2], F(1))
    attained = AttainmentFact("x", most=3, largest=2)
    assert attained.node == Share(slot("x.part", 0, 6), slot("x.whole", 1, 2), F(3))
    assert LevelFact("x", levels=LEVELS).node == Fact(slot("x", 0, 2))
    assert YesNoFact("x").node == Fact(slot("x", 0, 1))
    cohort = CohortFact("x", of=CountFact("y", largest=5), take="mean", decimals=1, label="x")
    assert cohort.node == Fact(slot("x", 0, 50), 10)


def test_a_scaled_fact_is_divided_by_the_factor_of_its_class() -> None:
    """Each class by its place, whatever the order of the factors."""
    by = LevelFact("l", levels={"mot": "một", "hai": "hai"})
    scaled = ScaledFact(CountFact("x"), by=by, factors={"hai": "75%", "mot": 2})
    cases = ((Band.exactly(1), Const(F(4, 3))), (Band.exactly(0), Const(F(1, 2))))
    assert scaled.node == Mul(CountFact("x").node, Choose(Fact(by.slot), cases))
    assert (scaled.name, scaled.state, scaled.percent) == ("x", Fact(STATE), False)
    assert ScaledFact(ShareFact("x"), by=by, factors=[("mot", 1), ("hai", 1)]).percent


def test_which_values_are_percentages() -> None:
    """Shares, attainments and what a cohort makes of them."""
    shares: list[ShareFact | CohortFact] = [ShareFact("x"), AttainmentFact("x", most=2), ItemsFact("x")]
    shares.append(CohortFact("x", of=ShareFact("y"), take="best", decimals=2))
    assert [fact.percent for fact in shares] == [True] * 4
    others = [CountFact("x"), NumberFact("x", largest=1), YesNoFact("x"), LatenessFact("x")]
    assert [fact.percent for fact in others] == [False] * 4
    assert not CohortFact("x", of=CountFact("y"), take="best", decimals=2).percent


@pytest.mark.parametrize(
    ("take", "vi", "en"),
    [
        ("best", "Thu (cao nhất)", "Revenue (best)"),
        ("least", "Thu (thấp nhất)", "Revenue (least)"),
        ("mean", "Thu (trung bình)", "Revenue (mean)"),
    ],
)
def test_a_cohorts_value_says_what_is_taken(take: str, vi: str, en: str) -> None:
    """In both languages, of the fact that is looked at."""
    of = CountFact("thu", label=Words("Thu", "Revenue"))
    fact = CohortFact("x", of=of, take=take, decimals=0)  # type: ignore[arg-type] # one of the three
    assert fact.words == fact.reads_as.words == Words(vi, en)
    assert fact.take_from([F(1), F(2), F(6)]) == {"best": 6, "least": 1, "mean": 3}[take]


# --- raw values from slots ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fact", "slots", "raw"),
    [
        (CountFact("x"), {"x.state": 0, "x": 5}, 5),
        (CountFact("x"), {"x": 5}, 5),  # measured, where nothing is said of its state
        (CountFact("x"), {"x.state": 1}, NEVER),
        (CountFact("x"), {"x.state": 2}, NOT_APPLICABLE),
        (ShareFact("x"), {"x.state": 0, "x.part": 3, "x.whole": 4}, (3, 4)),
        (ShareFact("x"), {"x.state": 3}, (0, 0)),
        (ShareFact("x"), {"x.state": 2}, NOT_APPLICABLE),
        (NumberFact("x", largest=9), {"x.state": 0, "x": 750}, Decimal("7.50")),
        (NumberFact("x", largest=9), {"x.state": 1}, NEVER),
        (PointsFact("x", largest=9, decimals=1), {"x.state": 0, "x": 75}, Decimal("7.5")),
        (LevelFact("x", levels=LEVELS), {"x.state": 0, "x": 1}, "b"),
        (LevelFact("x", levels=LEVELS), {"x.state": 2}, NOT_APPLICABLE),
        (YesNoFact("x"), {"x.state": 0, "x": 1}, True),
        (YesNoFact("x"), {"x.state": 0, "x": 0}, False),
        (YesNoFact("x"), {"x.state": 1}, NEVER),
        (LatenessFact("x"), {"x.state": 0, "x.days": 3, "y.days": 4}, {"days": 3}),
        (LatenessFact("x"), {"x.state": 2}, NOT_APPLICABLE),
        (CohortFact("x", of=ShareFact("y"), take="best", decimals=2), {"x.state": 0, "x": 75}, Decimal("0.75")),
    ],
)
def test_a_raw_value_is_made_from_slots(fact: AnyFact, slots: Mapping[str, int], raw: object) -> None:
    """As its fact would be told it."""
    made = fact.raw(slots)
    assert (made, str(made), type(made)) == (raw, str(raw), type(raw))
    assert {**fact.read(made)} == {"x.state": 0, **{name: value for name, value in slots.items() if name[0] == "x"}}


def test_states_are_numbers_and_have_names() -> None:
    """Measured is 0; shown by their names."""
    assert [(state.value, repr(state)) for state in State] == [
        (0, "MEASURED"),
        (1, "NEVER"),
        (2, "NOT_APPLICABLE"),
        (3, "NOTHING"),
    ]
    with pytest.raises(Refused) as caught:
        CountFact("x").read(State.NOTHING)
    assert (caught.value.code, caught.value.params["state"].vi) == ("not-a-state", "nothing")


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (CountFact("x", largest=7), "CountFact('x', largest=7)"),
        (ShareFact("x", label="Tỷ lệ"), "ShareFact('x', label=Words('Tỷ lệ'))"),
        (ItemsFact("x", per_fault="25%"), "ItemsFact('x', per_fault='0.25')"),
        (AttainmentFact("x", most="1,5"), "AttainmentFact('x', most='1.5')"),
        (NumberFact("x", largest=7, decimals=1), "NumberFact('x', largest=7, decimals=1)"),
        (PointsFact("x", largest=8), "PointsFact('x', largest=8)"),
        (LevelFact("x", levels={"a": "A"}), "LevelFact('x', levels=(('a', Words('A')),))"),
        (YesNoFact("x"), "YesNoFact('x')"),
        (LatenessFact("x", holidays=["1/5/2023"]), "LatenessFact('x', holidays=['2023-05-01'])"),
        (
            CohortFact("x", of=CountFact("y"), take="best", decimals=1, without=YesNoFact("z")),
            "CohortFact('x', of=CountFact('y'), take='best', decimals=1, without=YesNoFact('z'))",
        ),
        (
            ScaledFact(CountFact("x"), by=LevelFact("l", levels={"a": "A"}), factors={"a": "75%"}),
            "ScaledFact(CountFact('x'), by=LevelFact('l', levels=(('a', Words('A')),)), factors=(('a', '0.75'),))",
        ),
    ],
)
def test_a_fact_shows_itself_as_it_is_written(fact: object, text: str) -> None:
    """Its name, and what differs from the defaults by its argument."""
    assert repr(fact) == text


def test_a_cohort_looks_at_numbers() -> None:
    """At counts, shares and quantities of every kind, and at no words."""
    numbers = [CountFact("x"), ShareFact("x"), ItemsFact("x"), NumberFact("x", largest=1), PointsFact("x", largest=1)]
    assert [isinstance(fact, CohortOf) for fact in numbers] == [True] * 5
    assert not isinstance(YesNoFact("x"), CohortOf)


def test_a_thing_that_can_be_read_is_no_fact() -> None:
    """A file has `read` too."""
    assert is_fact(CountFact("x"))
    assert not is_fact(StringIO("48"))
    assert not is_fact(48)


def test_what_has_no_bound_of_its_own_has_the_default() -> None:
    """Two decimals, nothing below 0, a thousand million at most."""
    number = NumberFact("x", largest=5)
    assert [number.decimals, number.lowest, number.refusal] == [2, 0, "value-out-of-range"]
    assert PointsFact("x", largest=5).refusal == "points-out-of-range"
    assert [CountFact("x").largest, ShareFact("x").largest, LARGEST] == [10**9] * 3
    assert [ShareFact("x").most, ShareFact("x").numbers, ShareFact("x").decimals] == [1, None, None]
    assert [ItemsFact("x").levels, ItemsFact("x").per_fault, LatenessFact("x").holidays] == [(), None, None]
    assert ShareFact("x", largest=1, decimals=0, numbers="percent").read(100.0) == {
        "x.state": 0,
        "x.part": 1,
        "x.whole": 1,
    }


def test_a_part_may_be_as_large_as_the_largest_attainment() -> None:
    """9 of 6 is one and a half, with wholes of at most 7 and so parts of at most 10."""
    fact = AttainmentFact("x", most="1,5", largest=7)
    assert fact.read((9, 6)) == {"x.state": 0, "x.part": 9, "x.whole": 6}
    assert fact.read((10, 7)) == {"x.state": 0, "x.part": 10, "x.whole": 7}
    with pytest.raises(Refused) as caught:
        fact.read((11, 7))
    assert (caught.value.code, caught.value.params["largest"].vi) == ("too-large", "10")


def test_a_table_is_too_fine_by_its_whole_parts() -> None:
    """A third and a quarter are seven twelfths: seven parts, where six are allowed."""
    table = [{"weight": "1/3", "level": "a"}, {"weight": "1/4", "level": "a"}]
    assert ItemsFact("x", levels={"a": 1}, largest=7).read(table)["x.whole"] == 7
    with pytest.raises(Refused) as caught:
        ItemsFact("x", levels={"a": 1}, largest=6).read(table)
    assert (caught.value.code, caught.value.params["largest"].vi) == ("too-large", "6")


@pytest.mark.parametrize(
    ("make", "argument"),
    [
        (lambda: LevelFact("x", levels={}), "levels"),
        (lambda: LevelFact("x", levels={"never": "a", "b": "b"}), "levels"),
        (lambda: LevelFact("x", levels={"a": "a", "": "b"}), "levels"),
        (lambda: ItemsFact("x", levels={"a": 2}), "levels"),
        (lambda: ItemsFact("x", per_fault=2), "per_fault"),
        (lambda: NumberFact("x", largest=1, lowest=2), "lowest"),
        (lambda: ScaledFact(CountFact("x"), by=LevelFact("l", levels={"a": "A"}), factors={}), "factors"),
    ],
)
def test_the_argument_that_cannot_be_is_named(make: Callable[[], object], argument: str) -> None:
    """By its own name, as it is written."""
    with pytest.raises(Refused) as caught:
        make()
    assert (caught.value.code, caught.value.params["argument"].vi) == ("wrong-argument", argument)


def test_an_attainment_says_what_it_needs() -> None:
    """The whole text, in both languages."""
    with pytest.raises(Refused) as caught:
        AttainmentFact("x", most="0,99")
    assert caught.value.params["argument"].vi == "most"
    assert caught.value.params["expected"] == Words("số từ 1 trở lên (1 là 100%)", "a number from 1 (1 is 100%)")


@pytest.mark.parametrize(
    ("fact", "raw", "code", "params"),
    [
        (CountFact("x", largest=7), -1, "negative", {"largest": "7"}),
        (CountFact("x", largest=7), 8, "too-large", {"largest": "7"}),
        (ShareFact("x", largest=7), "1/8%", "too-large", {"largest": "7"}),
        (ShareFact("x"), (5, 0), "some-of-zero", {"part": "5"}),
        (AttainmentFact("x", most="1,5"), (9, 5), "part-exceeds-whole", {"whole": "7"}),
        (AttainmentFact("x", most="1,5"), "151%", "share-out-of-range", {"most": "150%"}),
        (NumberFact("x", largest=7), "7,125", "off-grid", {"decimals": "2"}),
        (NumberFact("x", largest=7, decimals=1), 0.15, "float-off-grid", {"grid": "0,1"}),
        (ItemsFact("x", levels={"a": 1}, largest=7), [{"weight": -1, "level": "a"}], "negative", {"largest": "7"}),
        (ItemsFact("x", levels={"a": 1}, largest=7), [{"weight": 8, "level": "a"}], "too-large", {"largest": "7"}),
        (LatenessFact("x", largest=9), -1, "negative", {"largest": "9"}),
        (LatenessFact("x", largest=9), {"weeks_begun": 3}, "too-large", {"largest": "2"}),
    ],
)
def test_a_refusal_says_the_limit(fact: AnyFact, raw: object, code: str, params: dict[str, str]) -> None:
    """What can be given instead stands in it."""
    with pytest.raises(Refused) as caught:
        fact.read(raw)
    assert caught.value.code == code
    assert {name: caught.value.params[name].vi for name in params} == params


@pytest.mark.parametrize(
    ("table", "part", "whole"),
    [
        ([{"weight": 7, "level": "a"}], 7, 7),
        ([{"level": "a"}, {"level": "b"}], 3, 4),
        ([{"weight": "0,5", "level": "b"}], 1, 2),
        ([{"weight": "1/3", "level": "a"}, {"weight": "1/4", "level": "a"}], 7, 7),
        ([{"faults": 0}, {"faults": 3}], 5, 4 + 4),
        ([{"faults": 5}, {"level": "a", "weight": 0, "name": "x"}], 0, 1),
    ],
)
def test_a_table_becomes_the_fewest_whole_parts(table: object, part: int, whole: int) -> None:
    """Weights and levels on their common grid, here with b for a half and a quarter for each fault."""
    fact = ItemsFact("x", levels={"a": 1, "b": "50%"}, per_fault="25%", largest=8)
    assert fact.read(table) == {"x.state": 0, "x.part": part, "x.whole": whole}
