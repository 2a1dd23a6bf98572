"""Conditions on a result, each tried through a gate that forces the lowest grade."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import (
    AllOf,
    AnyOf,
    Condition,
    CountFact,
    Criterion,
    Direct,
    EveryRow,
    FactIs,
    Force,
    GradeBand,
    Grades,
    Group,
    LatenessFact,
    LevelFact,
    Not,
    PointsFact,
    PointsOf,
    Ratio,
    Scheme,
    SchemeError,
    ShareFact,
    ShareOf,
    TotalIs,
    YesNoFact,
    above,
    at_least,
    at_most,
    below,
    between,
)
from emulscore.criteria import Item
from emulscore.errors import Refused

BANDS = [GradeBand("pass", "Đạt", at_least(-50)), GradeBand("fail", "Không đạt", below(-50))]
DISCIPLINE = YesNoFact("ky_luat", label="Bị kỷ luật")


def row(id_: str, base: int) -> Criterion:
    return Criterion(id_, f"Tiêu chí {id_}", base, Direct(PointsFact(f"p{id_}", largest=base)))


ITEMS: list[Item] = [
    Group("I", "Một", [row("1", 20), row("2", 10)], 30),
    row("3", 10),
    Group("T", "Thưởng", [row("t", 5)], 5, role="bonus"),
    Group("P", "Trừ", [row("p", 8)], 8, role="deduction"),
]


def with_gate(condition: Condition) -> Scheme:
    """Make a scheme of 40 whose grade is `fail` exactly where the condition holds."""
    return Scheme("s", "S", total=40, items=ITEMS, grades=Grades(BANDS, gates=[Force("fail", condition)]))


def holds(scheme: Scheme, points: tuple[int, int, int, int, int], **facts: object) -> bool:
    """Say whether the condition holds, by the exact path and by compiled code."""
    unit = dict(zip(("p1", "p2", "p3", "pt", "pp"), points, strict=True)) | facts
    card = scheme.score(unit)
    slots: dict[str, int] = {}
    for name, value in unit.items():
        slots.update(scheme.facts[name].read(value))
    code = scheme.compiled
    grade = code.run([slots.get(slot.name) for slot in code.slots])[-1]
    assert card.grade.id == BANDS[int(grade or 0)].id
    return card.grade.id == "fail"


POINTS = [(0, 0, 0, 0, 0), (20, 10, 10, 5, 0), (10, 10, 5, 0, 8), (12, 6, 5, 5, 3), (20, 4, 10, 0, 0), (6, 5, 10, 2, 1)]


@pytest.mark.parametrize("points", POINTS)
def test_the_total_with_and_without_groups(points: tuple[int, int, int, int, int]) -> None:
    """A group of the scale or a bonus is left out by taking it off; a deduction by giving it back."""
    first, second, third, bonus, less = points
    total = first + second + third + bonus - less
    for limit in (10, 20, 24, 25, 30):
        span = at_least(limit)
        assert holds(with_gate(TotalIs(span)), points) == (total >= limit)
        assert holds(with_gate(TotalIs(span, without=["T"])), points) == (total - bonus >= limit)
        assert holds(with_gate(TotalIs(span, without=["P"])), points) == (total + less >= limit)
        assert holds(with_gate(TotalIs(span, without=["T", "P"])), points) == (first + second + third >= limit)
        assert holds(with_gate(TotalIs(span, without=["I"])), points) == (third + bonus - less >= limit)


@pytest.mark.parametrize("points", POINTS)
def test_points_and_shares_of_a_part(points: tuple[int, int, int, int, int]) -> None:
    """The points of a row or group, and their share of its full points, at open and closed ends."""
    group = points[0] + points[1]
    for limit in (0, 10, 18, 20):
        assert holds(with_gate(PointsOf("I", above(limit))), points) == (group > limit)
        assert holds(with_gate(PointsOf("1", below(limit))), points) == (points[0] < limit)
    for share in (0, 50, 60, 100):
        assert holds(with_gate(ShareOf("I", at_least(f"{share}%"))), points) == (100 * group >= 30 * share)
        assert holds(with_gate(ShareOf("2", at_most(f"{share}%"))), points) == (100 * points[1] <= 10 * share)


@pytest.mark.parametrize("points", POINTS)
def test_every_row_of_the_scale(points: tuple[int, int, int, int, int]) -> None:
    """Each row of the scale at least at half of its base; bonus and deduction rows are not asked."""
    enough = all(2 * earned >= base for earned, base in zip(points[:3], (20, 10, 10), strict=True))
    assert holds(with_gate(EveryRow(at_least("50%"))), points) == enough
    assert holds(with_gate(Not(EveryRow(at_least("50%")))), points) == (not enough)


def test_facts_of_every_kind() -> None:
    """An answer, a level, a span of a count, and a lateness in its unit; facts of conditions alone are asked for too."""
    level = LevelFact("muc", levels={"tot": "tốt", "yeu": "yếu"})
    cases: list[tuple[Condition, dict[str, object], bool]] = [
        (FactIs(DISCIPLINE), {"ky_luat": True}, True),
        (FactIs(DISCIPLINE), {"ky_luat": "không"}, False),
        (FactIs(DISCIPLINE, False), {"ky_luat": False}, True),  # noqa: FBT003 - the answer is the case
        (FactIs(level, "yeu"), {"muc": "yeu"}, True),
        (FactIs(level, "yeu"), {"muc": "tot"}, False),
        (FactIs(CountFact("so"), at_least(2)), {"so": 2}, True),
        (FactIs(CountFact("so"), at_least(2)), {"so": 1}, False),
        (FactIs(LatenessFact("tre"), above(5), "days"), {"tre": {"days": 6}}, True),
        (FactIs(LatenessFact("tre"), above(5), "days"), {"tre": "đúng hạn"}, False),
    ]
    for condition, facts, expected in cases:
        assert holds(with_gate(condition), POINTS[1], **facts) == expected


@given(
    points=st.tuples(st.integers(0, 20), st.integers(0, 10), st.integers(0, 10), st.integers(0, 5), st.integers(0, 8)),
    answer=st.booleans(),
)
def test_conditions_combine_as_words_do(points: tuple[int, int, int, int, int], answer: bool) -> None:
    """All, any and not, nested, against Python's own."""
    total = sum(points[:4]) - points[4]
    assert holds(COMBINED, points, ky_luat=answer) == (
        (total >= 20 and not points[2] > 4) or (answer and points[0] < 10)
    )


COMBINED = with_gate(
    AnyOf(
        [
            AllOf([TotalIs(at_least(20)), Not(PointsOf("3", above(4)))]),
            AllOf([FactIs(DISCIPLINE), PointsOf("1", below(10))]),
        ]
    )
)


def test_conditions_read_printed_points() -> None:
    """1/3 of 1 point is printed 0.33: “at most 0.33” holds though the exact value is above."""
    rows = [Criterion("1", "Ba", 1, Ratio(ShareFact("x"), empty=0))]
    gate = Force("fail", PointsOf("1", at_most("0,33")))
    scheme = Scheme("s", "S", total=1, items=rows, grades=Grades(BANDS, gates=[gate]))
    assert scheme.score({"x": (1, 3)}).grade.id == "fail"
    assert scheme.score({"x": "33,5%"}).grade.id == "pass"  # printed 0.34
    assert scheme.score({"x": "33,5%"})["1"].exact == Fraction(335, 1000)


@pytest.mark.parametrize(
    "condition",
    [PointsOf("X", at_least(1)), ShareOf("X", at_least(1)), TotalIs(at_least(1), without=["X"])],
)
def test_an_unknown_part_is_refused_when_the_scheme_is_built(condition: Condition) -> None:
    """A condition that names a row or group that is not there: a scheme's error with the numbers that are."""
    with pytest.raises(SchemeError) as caught:
        with_gate(condition)
    assert [problem.code for problem in caught.value.problems] == ["unknown-part"]
    assert "I, 3" in str(caught.value)


def test_a_condition_needs_something_to_combine_and_a_case_that_suits() -> None:
    """All or any of nothing, a span of an answer, or a lateness without a unit."""
    for broken in (
        lambda: AllOf([]),
        lambda: AnyOf([]),
        lambda: FactIs(DISCIPLINE, at_least(1)),
        lambda: FactIs(LatenessFact("tre"), above(5)),
    ):
        with pytest.raises(Refused):
            broken()


def test_conditions_are_said_in_both_languages() -> None:
    """Spans with their words, shares as percentages, brackets round alternatives."""
    words = AllOf(
        [TotalIs(between(70, 85), without=["T"]), Not(FactIs(DISCIPLINE)), ShareOf("I", at_least("60%"))]
    ).words
    for said in (
        "không tính T",
        "từ 70",
        "dưới 85",
        "không phải (“Bị kỷ luật” là có)",
        "điểm của I đạt từ 60% trở lên",
    ):
        assert said in words.vi
    for said in ("the total without T", "at least 70", "below 85", "not (“Bị kỷ luật” is", "60%"):
        assert said in words.text("en")
    assert EveryRow(at_least("50%")).words.vi == "mỗi tiêu chí đạt từ 50% trở lên điểm tối đa"
    assert "12,5" in PointsOf("1", above("12,5")).words.vi
    assert "12.5" in PointsOf("1", above("12,5")).words.text("en")


def test_every_pair_of_truths_combines() -> None:
    """The four rows of the truth tables of “and” and “or”."""
    both, either = (make([FactIs(YesNoFact("a")), FactIs(YesNoFact("b"))]) for make in (AllOf, AnyOf))
    for a, b in product((True, False), repeat=2):
        assert holds(with_gate(both), POINTS[1], a=a, b=b) == (a and b)
        assert holds(with_gate(either), POINTS[1], a=a, b=b) == (a or b)
