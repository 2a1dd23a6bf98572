"""Grades: bands of the total or of groups, then an ordered list of gates."""

import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import (
    Ceiling,
    Criterion,
    CutTotal,
    Demote,
    Direct,
    EveryRow,
    FactIs,
    Force,
    Gate,
    GradeBand,
    Grades,
    Group,
    Not,
    PointsFact,
    PointsOf,
    Quota,
    Ratio,
    Rounding,
    Scheme,
    SchemeError,
    ShareFact,
    ShareOf,
    Span,
    TotalIs,
    UnscoredError,
    Words,
    YesNoFact,
    at_least,
    below,
    between,
)
from emulscore.conditions import Condition
from emulscore.criteria import Amounts, Item
from emulscore.errors import Refused

A, B, C, D = (
    GradeBand("A", "Xuất sắc", at_least(90)),
    GradeBand("B", "Tốt", between(70, 90)),
    GradeBand("C", "Khá", between(50, 70)),
    GradeBand("D", "Yếu", below(50)),
)
BANDS = [A, B, C, D]
FAULT = YesNoFact("vi_pham", label="Có vi phạm")
OTHER = YesNoFact("khac", label="Lỗi khác")


def row(id_: str, base: int, decimals: int = 2) -> Criterion:
    return Criterion(id_, f"Tiêu chí {id_}", base, Direct(PointsFact(f"p{id_}", largest=base, decimals=decimals)))


ITEMS: list[Item] = [
    Group("I", "Một", [row("1", 30), row("2", 30)], 60),
    row("3", 40),
    Group("UT", "Ưu tiên", [row("u", 10)], 10, role="bonus"),
]


def scheme(*gates: Gate, **more: object) -> Scheme:
    grades = Grades(BANDS, gates=gates, **more)  # type: ignore[arg-type] # collected by name
    return Scheme("s", "S", total=100, items=ITEMS, grades=grades)


def graded(one: Scheme, points: tuple[object, object, object, object], **facts: object) -> str:
    """Return the grade, by the exact path and by compiled code, which must agree."""
    unit = dict(zip(("p1", "p2", "p3", "pu"), points, strict=True)) | facts
    card = one.score(unit)
    slots: dict[str, int] = {}
    for name, value in unit.items():
        slots.update(one.facts[name].read(value))
    found = one.compiled.run([slots.get(slot.name) for slot in one.compiled.slots])
    assert BANDS[found[-1] or 0].id == card.grade.id
    assert found[-2] == int(card.points * 100)
    return card.grade.id


def by_band(total: float) -> str:
    return "A" if total >= 90 else "B" if total >= 70 else "C" if total >= 50 else "D"


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 4000), st.integers(0, 1000))
def test_the_band_of_the_printed_total_is_the_grade(first: int, second: int, third: int, extra: int) -> None:
    """Hundredths of points, added up, against the limits of the bands."""
    points = tuple(f"{n // 100},{n % 100:02}" for n in (first, second, third, extra))
    assert graded(PLAIN, points) == by_band((first + second + third + extra) / 100)  # type: ignore[arg-type] # four


PLAIN = scheme()


# --- one gate of each kind, on each kind of condition -----------------------------------------------------------------


def test_a_ceiling_leaves_lower_grades_alone() -> None:
    """A group below 60% of its points: nothing above B, whatever the total; a C stays a C."""
    one = scheme(Ceiling("B", ShareOf("I", below("60%"))))
    assert graded(one, (30, 30, 40, 0)) == "A"
    assert graded(one, (25, 10, 40, 10)) == "B"  # 85, and 35 of 60
    assert graded(one, (20, "15,99", 40, 10)) == "B"
    assert graded(one, (30, 30, 30, 0)) == "A"
    assert graded(one, (10, 10, 40, 0)) == "C"


def test_a_ceiling_on_a_total_without_a_group() -> None:
    """The best grade needs 90 points without the priority points."""
    one = scheme(Ceiling("B", TotalIs(below(90), without=["UT"])))
    assert graded(one, (30, 30, 30, 0)) == "A"
    assert graded(one, (30, 30, "29,99", 10)) == "B"  # 99.99 with them, 89.99 without


@pytest.mark.parametrize(("by", "expected"), [(1, "BCDD"), (2, "CDDD"), (3, "DDDD"), (9, "DDDD")])
def test_a_demotion_falls_by_places_and_stops_at_the_lowest(by: int, expected: str) -> None:
    """A fact takes the grade down by so many places, from each band."""
    one = scheme(Demote(by, FactIs(FAULT)))
    for points, grade, plain in zip(
        ((30, 30, 40, 0), (30, 30, 20, 0), (30, 20, 5, 0), (0, 0, 9, 0)), expected, "ABCD", strict=True
    ):
        assert graded(one, points, vi_pham=True) == grade
        assert graded(one, points, vi_pham=False) == plain


@pytest.mark.parametrize("by", [0, -1])
def test_a_demotion_goes_down(by: int) -> None:
    """No place and places up are refused."""
    with pytest.raises(ValueError, match="by"):
        Demote(by, FactIs(FAULT))


def test_two_grades_have_two_ids() -> None:
    """One id for two bands would make the lower one's title that of the higher."""
    with pytest.raises(Refused) as caught:
        Grades([GradeBand("A", "Tốt", at_least(5)), GradeBand("A", "Kém", below(5))])
    assert (caught.value.code, caught.value.params["argument"]) == ("wrong-argument", Words("bands"))


def test_a_grade_is_forced_whatever_the_points() -> None:
    """A row at 0 forces the lowest grade, also from the best; a force may lift too."""
    lowest = scheme(Force("D", PointsOf("1", below("0,01"))))
    assert graded(lowest, (0, 30, 40, 10)) == "D"
    assert graded(lowest, ("0,01", 30, 40, 10)) == "B"
    assert graded(scheme(Force("A", FactIs(FAULT))), (0, 0, 0, 0), vi_pham=True) == "A"


def test_a_cut_total_is_the_printed_total_and_decides_the_grade() -> None:
    """A fault cuts the total to 49: the card's total, the band and the exact value are all the cut one."""
    one = scheme(CutTotal(49, FactIs(FAULT)))
    assert graded(one, (30, 30, 40, 0), vi_pham=True) == "D"
    unit = {"p1": 30, "p2": 30, "p3": 40, "pu": 0}
    assert one.score(unit | {"vi_pham": True}).points == 49
    assert one.score(unit | {"vi_pham": False}).points == 100
    assert one.score({"p1": 10, "p2": 0, "p3": 0, "pu": 0, "vi_pham": True}).points == 10
    assert graded(one, (30, 30, 40, 0), vi_pham=False) == "A"


THIRDS = [
    Criterion(name, name, 10, Ratio(ShareFact(f"ty_le_{name}", label=f"Tỷ lệ {name}"), empty="refuse")) for name in "12"
]


@pytest.mark.parametrize(
    "when",
    [PointsOf("1", below(7)), EveryRow(below("70%")), TotalIs(at_least(13)), FactIs(FAULT)],
    ids=lambda when: when.kind,
)
@pytest.mark.parametrize("amounts", ["rows", "total"])
def test_a_total_that_was_cut_says_what_it_was(amounts: Amounts, when: Condition) -> None:
    """The sum of the parts, whatever the gate looked at first, and then the gate: 6,5 + 6,5, or 20/3 + 20/3, cut to 5."""
    grades = Grades([GradeBand("A", "Đạt", at_least(0))], gates=[CutTotal(5, when)])
    rounding = Rounding("0,5", amounts=[amounts])
    one = Scheme("s", "S", total=20, items=THIRDS, rounding=rounding, grades=grades)
    unit = {"ty_le_1": "2/3", "ty_le_2": "2/3"} | ({"vi_pham": True} if isinstance(when, FactIs) else {})
    total = one.score(unit).results[-2]
    assert total.explain().splitlines()[-2:] == [
        f"Cộng các phần: {'13' if amounts == 'rows' else '(40/3)'} điểm.",
        "Theo điều kiện xếp loại, tổng điểm chỉ còn 5.",
    ]
    assert total.explain("en").splitlines()[-1] == "A gate cuts the total to 5."


@pytest.mark.parametrize(
    "when", [FactIs(FAULT), PointsOf("1", below(6)), TotalIs(below(13))], ids=lambda when: when.kind
)
def test_a_gate_that_does_not_act_does_not_speak_of_the_total(when: Condition) -> None:
    """20/3 + 20/3 is printed as 13,5: it is rounded up, and nothing has cut it."""
    grades = Grades([GradeBand("A", "Đạt", at_least(0))], gates=[CutTotal(5, when)])
    rounding = Rounding("0,5", amounts=["total"])
    one = Scheme("s", "S", total=20, items=THIRDS, rounding=rounding, grades=grades)
    unit = {"ty_le_1": "2/3", "ty_le_2": "2/3"} | ({"vi_pham": False} if isinstance(when, FactIs) else {})
    assert one.score(unit).results[-2].explain().splitlines()[-2:] == [
        "Cộng các phần: (40/3) điểm.",
        "Làm tròn đến 0,5: 40/3 thành 13,5/20 điểm.",
    ]


def test_a_gate_on_every_row_and_on_the_total() -> None:
    """A row under half of its base: no A; a total of 95 or more: an A even so, where the gates say it in that order."""
    half = Ceiling("B", Not(EveryRow(at_least("50%"))))
    one = scheme(half, Force("A", TotalIs(at_least(95))))
    assert graded(one, (30, 30, 32, 0)) == "A"
    assert graded(one, (14, 30, 40, 8)) == "B"  # 92, row 1 under 15
    assert graded(one, (14, 30, 40, 10)) == "B"  # 94
    assert graded(scheme(half, Force("A", TotalIs(at_least(94)))), (14, 30, 40, 10)) == "A"


# --- order ------------------------------------------------------------------------------------------------------------


def test_the_order_of_the_gates_matters() -> None:
    """From an A: a ceiling of B and then a demotion is C; the demotion first is B, which the ceiling leaves."""
    ceiling, demote, force = Ceiling("B", FactIs(FAULT)), Demote(1, FactIs(FAULT)), Force("A", FactIs(FAULT))
    expected: dict[tuple[Gate, Gate], str] = {
        (ceiling, demote): "C",
        (demote, ceiling): "B",
        (force, demote): "B",
        (demote, force): "A",
    }
    for gates, grade in expected.items():
        assert graded(scheme(*gates), (30, 30, 40, 0), vi_pham=True) == grade
        assert graded(scheme(*gates), (30, 30, 40, 0), vi_pham=False) == "A"


def test_a_cut_before_and_after_a_demotion() -> None:
    """100 points cut to 60 are a C: demoted after the cut it is D; demoted to B before, the cut still makes it C."""
    cut, demote = CutTotal(60, FactIs(FAULT)), Demote(1, FactIs(FAULT))
    assert graded(scheme(cut, demote), (30, 30, 40, 0), vi_pham=True) == "D"
    assert graded(scheme(demote, cut), (30, 30, 40, 0), vi_pham=True) == "C"


@given(
    st.permutations(["ceiling", "demote", "force", "cut"]),
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 40)),
    st.tuples(*[st.booleans()] * 2),
)
def test_any_order_is_worked_through_in_that_order(
    order: list[str], points: tuple[int, int, int], answers: tuple[bool, bool]
) -> None:
    """A worked model of four gates on two facts, in any order, against the library."""
    fault, other = answers
    gates: dict[str, Gate] = {
        "ceiling": Ceiling("B", FactIs(FAULT)),
        "demote": Demote(1, FactIs(OTHER)),
        "force": Force("C", PointsOf("1", below(5))),
        "cut": CutTotal(65, FactIs(FAULT)),
    }
    total, place = sum(points), "ABCD".index(by_band(sum(points)))
    for name in order:
        if name == "ceiling" and fault:
            place = max(place, 1)
        elif name == "demote" and other:
            place = min(place + 1, 3)
        elif name == "force" and points[0] < 5:
            place = 2
        elif name == "cut" and fault:
            total = min(total, 65)
            place = max(place, "ABCD".index(by_band(total)))
    one = ORDERS[tuple(order)] = ORDERS.get(tuple(order)) or scheme(*(gates[name] for name in order))
    assert graded(one, (*points, 0), vi_pham=fault, khac=other) == "ABCD"[place]


ORDERS: dict[tuple[str, ...], Scheme] = {}


def test_orders_were_all_different_schemes() -> None:
    """Four gates stand in 24 orders; each builds."""
    gates: list[Gate] = [Ceiling("B", FactIs(FAULT)), Demote(1, FactIs(OTHER)), CutTotal(65, FactIs(FAULT))]
    assert len({scheme(*order).formulas[-1].node for order in permutations(gates)}) == 6


# --- groups judged one by one -----------------------------------------------------------------------------------------

LEVELS = [
    GradeBand("tot", "Tốt", at_least(8)),
    GradeBand("kha", "Khá", between(5, 8)),
    GradeBand("yeu", "Yếu", below(5)),
]


@pytest.mark.parametrize("amounts", [["rows"], ["rows", "groups"]])
def test_the_worst_group_decides(amounts: list[str]) -> None:
    """Each group is judged by its own points, over a grid; the total of 20 plays no part."""
    items = [Group(name, name, [row(name + "1", 10, 0)], 10) for name in ("I", "II")]
    one = Scheme(
        "s", "S", total=20, items=items, grades=Grades(LEVELS, judged=["I", "II"]),
        rounding=Rounding(amounts=amounts),  # type: ignore[arg-type] # names of amounts
    )  # fmt: skip
    for first in range(11):
        for second in range(11):
            worst = min(first, second)
            expected = "tot" if worst >= 8 else "kha" if worst >= 5 else "yeu"
            assert one.score({"pI1": first, "pII1": second}).grade.id == expected


def test_a_cut_that_does_not_act_leaves_judged_groups_alone() -> None:
    """Groups of 9 and 9 are good; the bands speak of groups, and a total is looked at only where it is cut."""
    items = [Group(name, name, [row(name + "1", 10, 0)], 10) for name in ("I", "II")]
    spans = [
        GradeBand("tot", "Tốt", between(8, 11)),
        GradeBand("kha", "Khá", Span(below=8)),
        GradeBand("la", "Lạ", at_least(11)),
    ]
    grades = Grades(spans, judged=["I", "II"], gates=[CutTotal(4, FactIs(FAULT))])
    one = Scheme("s", "S", total=20, items=items, grades=grades)
    assert one.score({"pI1": 9, "pII1": 9, "vi_pham": False}).grade.id == "tot"
    assert one.score({"pI1": 9, "pII1": 9, "vi_pham": True}).grade.id == "kha"


# --- gaps -------------------------------------------------------------------------------------------------------------


def whole_bands(upper: str) -> list[GradeBand]:
    """Return bands as some documents write them, with closed ends on both sides."""
    return [
        GradeBand("A", "Tốt", Span(at_least=85, at_most=100)),
        GradeBand("B", "Khá", Span(at_least=70, at_most=upper)),
        GradeBand("C", "Yếu", below(70)),
    ]


def one_row(decimals: int, grades: Grades, **more: object) -> Scheme:
    return Scheme("s", "S", total=100, items=[row("1", 100, decimals)], grades=grades, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("gates", [[], [CutTotal("49,5", FactIs(FAULT))]])
def test_a_gap_between_bands_is_refused_on_the_grid_of_the_total(gates: list[Gate]) -> None:
    """70..84 and 85..100 leave 84.01 to 84.99 without a grade; 70..84.99 leaves nothing on hundredths."""
    with pytest.raises(SchemeError) as caught:
        one_row(2, Grades(whole_bands("84"), gates=gates))
    assert {problem.code for problem in caught.value.problems} == {"gap"}
    assert "84,01" in str(caught.value)
    fine = one_row(2, Grades(whole_bands("84,99"), gates=gates))
    unit: dict[str, object] = {"vi_pham": False} if gates else {}
    found = [fine.score(unit | {"p1": value}).grade.id for value in (100, 85, "84,99", 70, "69,99")]
    assert found == ["A", "A", "B", "B", "C"]


def test_whole_points_leave_no_gap_between_whole_bands() -> None:
    """Where the total is rounded to whole points, 84 and 85 are neighbours."""
    whole = Rounding(step=1, amounts=["rows", "total"])
    one = one_row(2, Grades(whole_bands("84")), rounding=whole)
    assert [one.score({"p1": value}).grade.id for value in ("84,49", "84,5")] == ["B", "A"]


def test_a_judged_group_has_the_grid_of_its_rows() -> None:
    """A group that adds printed rows lies on hundredths too, whether or not it is rounded itself."""
    grades = Grades(whole_bands("84,99"), judged=["I"])
    items = [Group("I", "Một", [row("1", 60), row("2", 40)], 100)]
    one = Scheme("s", "S", total=100, items=items, grades=grades)
    assert one.score({"p1": "44,99", "p2": 40}).grade.id == "B"
    assert one.score({"p1": 45, "p2": 40}).grade.id == "A"


# --- what cannot be ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "grades",
    [
        Grades(BANDS, gates=[Ceiling("E", FactIs(FAULT))]),
        Grades(BANDS, gates=[Force("E", FactIs(FAULT))]),
        Grades(BANDS, judged=["X"]),
        Grades(BANDS, quota=Quota("E", "25%", by=[""], rest="B")),
        Grades(BANDS, quota=Quota("A", "25%", by=[""], rest="E")),
        Grades(BANDS, quota=Quota("A", "25%", by=["", "X"], rest="B")),
    ],
)
def test_grades_and_parts_that_are_not_there_are_refused(grades: Grades) -> None:
    """A gate, a judged group or a quota that names what the scheme does not have is an error when it is built."""
    with pytest.raises(SchemeError) as caught:
        Scheme("s", "S", total=100, items=ITEMS, grades=grades)
    assert [problem.code for problem in caught.value.problems] == ["unknown-part"]


# --- open grades and explanations -------------------------------------------------------------------------------------


def test_grades_stay_open_while_something_is_unknown() -> None:
    """60 known of 100 with up to 40 + 10 to come: from C to A; the grade itself is refused until then."""
    card = PLAIN.score({"p1": 30, "p2": 30}, partial=True)
    assert [band.id for band in card.open_grades] == ["A", "B", "C"]
    with pytest.raises(UnscoredError):
        _ = card.grade
    settled = PLAIN.score({"p1": 30, "p2": 30, "p3": 35}, partial=True)
    assert settled.grade.id == "A"  # 95 and up to 10 more
    gated = scheme(Demote(1, FactIs(FAULT))).score({"p1": 30, "p2": 30, "p3": 40, "pu": 0}, partial=True)
    assert [band.id for band in gated.open_grades] == ["A", "B"]


def test_a_scheme_without_grades_has_none() -> None:
    """No bands, no open grade, and asking for one is refused."""
    card = Scheme("s", "S", total=40, items=[row("3", 40)]).score({"p3": 40})
    assert card.open_grades == ()
    with pytest.raises(UnscoredError):
        _ = card.grade


def test_the_explanation_names_the_band_and_the_gates_that_acted() -> None:
    """The band by points, each gate that acted with its reason or its condition, and the grade, in both languages."""
    gates = (
        Ceiling("B", FactIs(FAULT), reason="Đơn vị có vi phạm"),
        Demote(1, FactIs(OTHER)),
        CutTotal("65,5", PointsOf("1", below(5))),
    )
    unit = {"p1": 30, "p2": 30, "p3": 40, "pu": 0, "vi_pham": True, "khac": False}
    card = scheme(*gates).score(unit)
    assert card.explain_grade().splitlines() == [
        "Theo tổng điểm: Xuất sắc.",
        "Đơn vị có vi phạm: không xếp trên mức Tốt.",
        "Xếp loại: Tốt.",
    ]
    cut = scheme(*gates).score(unit | {"p1": 4, "vi_pham": False, "khac": True})
    assert cut.points == 65.5
    for lang, pattern in (
        ("vi", r"dưới (\S+): tổng điểm không quá (\S+)\."),
        ("en", r"below (\S+): a total of at most (\S+)\."),
    ):
        found = re.search(pattern, cut.explain_grade(lang))  # type: ignore[arg-type] # both languages
        assert found is not None
        assert found.groups() == ("5", "65,5" if lang == "vi" else "65.5")
    assert "down by 1" in cut.explain_grade("en")
    assert cut.explain_grade().splitlines()[-1] == "Xếp loại: Khá."
    assert cut.grade.id == "C"


def test_the_explanation_names_each_judged_group() -> None:
    """Where groups are judged, the grade of each is said."""
    items = [Group(name, name, [row(name + "1", 10, 0)], 10) for name in ("I", "II")]
    card = Scheme("s", "S", total=20, items=items, grades=Grades(LEVELS, judged=["I", "II"])).score(
        {"pI1": 9, "pII1": 5}
    )
    text = card.explain_grade().splitlines()
    assert text == ["Theo điểm của I: Tốt.", "Theo điểm của II: Khá.", "Xếp loại: Khá."]
