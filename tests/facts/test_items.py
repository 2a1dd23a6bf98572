"""A table of items, each with a weight and a level or faults."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import NOT_APPLICABLE, Criterion, ItemsFact, MeasurementError, Ratio, Scheme
from emulscore.errors import Refused
from emulscore.facts import State

LEVELS = {"A": "100%", "B": "90%", "C": "75%", "D": "55%", "E": "30%"}
WORK = ItemsFact("viec", levels=LEVELS, per_fault="25%")
PERCENTS = {"A": 100, "B": 90, "C": 75, "D": 55, "E": 30}


def share(raw: object) -> Fraction:
    slots = WORK.read(raw)
    return Fraction(slots["viec.part"], slots["viec.whole"])


def test_levels_are_weighted() -> None:
    """Weights 1, 1.5 and 2 with levels of 100%, 75% and 30%: (100 + 112.5 + 60) / 450."""
    table = [{"weight": 1, "level": "A"}, {"weight": "1,5", "level": "C"}, {"weight": 2, "level": "E", "name": "Họp"}]
    assert share(table) == Fraction(2725, 4500)


def test_each_fault_takes_a_quarter_of_its_item() -> None:
    """0 to 4 faults leave 100, 75, 50, 25 and 0%; more leave nothing either."""
    for faults, left in enumerate((100, 75, 50, 25, 0, 0, 0)):
        assert share([{"faults": faults}]) == Fraction(left, 100)
    assert share([{"faults": 1}, {"weight": 3, "faults": 0}]) == Fraction(375, 400)


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(sorted(PERCENTS)) | st.integers(0, 9)), min_size=1, max_size=12
    )
)
def test_any_table_is_its_weighted_share(rows: list[tuple[int, str | int]]) -> None:
    """Σ weight × level / Σ weight in whole numbers, or nothing of nothing where all weights are 0."""
    table = [
        {"weight": Fraction(weight, 8), ("level" if isinstance(one, str) else "faults"): one} for weight, one in rows
    ]
    reached = sum(w * (PERCENTS[one] if isinstance(one, str) else max(100 - 25 * one, 0)) for w, one in rows)
    total = sum(weight for weight, _ in rows)
    slots = WORK.read(table)
    if total:
        assert slots["viec.state"] == State.MEASURED.value
        assert Fraction(slots["viec.part"], slots["viec.whole"]) == Fraction(reached, 100 * total)
        assert 0 <= slots["viec.part"] <= slots["viec.whole"]
    else:
        assert slots == {"viec.state": State.NOTHING.value}


@pytest.mark.parametrize("table", [[], [{"weight": 0, "level": "A"}], [{"weight": "0", "faults": 3}] * 2])
def test_a_table_without_weight_is_nothing_of_nothing(table: object) -> None:
    """No item, or only items of weight 0, make 0 of 0, which the rule must state."""
    assert WORK.read(table) == {"viec.state": State.NOTHING.value}
    scheme = Scheme("s", "S", total=10, items=[Criterion("1", "Việc", 10, Ratio(WORK, empty="refuse"))])
    with pytest.raises(MeasurementError) as caught:
        scheme.score({"viec": table})
    assert [problem.code for problem in caught.value.problems] == ["zero-of-zero"]


def test_a_table_is_scored_like_a_share() -> None:
    """70 points × Σ weight × level / Σ weight, by both paths; a ready share and a pair are read too."""
    scheme = Scheme("s", "S", total=70, items=[Criterion("1", "Việc", 70, Ratio(WORK, empty=0))])
    table = [{"weight": 2, "level": "B"}, {"weight": 1, "level": "D"}]
    for raw in (table, (235, 300), "235/300"):
        assert scheme.score({"viec": raw}).total.text() == "54,83"  # 70 × 2.35 / 3 = 54.8333
        assert str(scheme.points({"viec": raw})["1"]) == "54.83"
    assert scheme.score({"viec": "50%"}).points == 35


def test_states_and_names_are_read_in_any_typing() -> None:
    """«Không phát sinh» is a state; a level typed in decomposed letters, or between spaces, is the same level."""
    assert WORK.read(NOT_APPLICABLE) == {"viec.state": State.NOT_APPLICABLE.value}
    fact = ItemsFact("viec", levels={"khá": "75%"})
    for typed in ("kha\u0301", " khá "):
        slots = fact.read([{"level": typed}])
        assert Fraction(slots["viec.part"], slots["viec.whole"]) == Fraction(3, 4)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"weight": 1}, "not-an-item"),
        ({"weight": 1, "level": "A", "faults": 0}, "not-an-item"),
        ({"weight": 1, "level": "A", "muc": 2}, "not-an-item"),
        ({"weight": 1, "level": "F"}, "unknown-level"),
        ({"weight": 1, "level": None}, "unknown-level"),
        ({"weight": -1, "level": "A"}, "negative"),
        ({"weight": True, "level": "A"}, "not-a-number"),
        ({"weight": 0.5, "level": "A"}, "float"),
        ({"weight": "nhiều", "level": "A"}, "not-a-number"),
        ({"weight": 1, "faults": -1}, "not-an-item"),
        ({"weight": 1, "faults": True}, "not-an-item"),
        ({"weight": 1, "faults": "hai"}, "not-an-item"),
    ],
)
def test_a_broken_row_is_refused(row: dict[str, object], code: str) -> None:
    """Each row needs a weight of 0 or more, and either a known level or a number of faults."""
    with pytest.raises(Refused) as caught:
        WORK.read([{"weight": 1, "level": "A"}, row])
    assert caught.value.code == code


def test_faults_need_an_amount_and_amounts_are_shares() -> None:
    """Without per_fault a table of faults is refused; levels and per_fault lie between 0% and 100%."""
    with pytest.raises(Refused) as caught:
        ItemsFact("viec", levels=LEVELS).read([{"faults": 1}])
    assert caught.value.code == "not-an-item"
    for arguments in ({"levels": {"A": "101%"}}, {"levels": {"A": -1}}, {"per_fault": "-25%"}, {"per_fault": "101%"}):
        with pytest.raises(Refused) as refused:
            ItemsFact("viec", **arguments)
        assert refused.value.code == "wrong-argument"
        assert [refused.value.params["argument"].vi] == list(arguments)


def test_a_level_that_is_not_known_is_answered_with_those_that_are() -> None:
    """All names, in the order of their declaration, so that the person can choose."""
    with pytest.raises(Refused) as caught:
        ItemsFact("viec", levels={"tot": 1, "kha": "75%"}).read([{"level": "xau"}])
    assert caught.value.params["levels"].vi == "tot, kha"


def test_weights_that_are_too_fine_are_refused() -> None:
    """The whole that the table makes must stay within the largest that is declared."""
    small = ItemsFact("viec", levels=LEVELS, largest=100)
    assert small.read([{"weight": 5, "level": "B"}]) == {"viec.state": 0, "viec.part": 9, "viec.whole": 10}
    with pytest.raises(Refused) as caught:
        small.read([{"weight": "101", "level": "A"}])
    assert caught.value.code == "too-large"


def test_a_level_has_one_share() -> None:
    """Two shares for one level would leave it open which of them counts."""
    with pytest.raises(Refused) as caught:
        ItemsFact("viec", levels=[("tot", 1), ("kha", "75%"), ("tot", "90%")])
    assert caught.value.code == "wrong-argument"
