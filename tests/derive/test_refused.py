"""What cannot be derived is refused, each with its code and place, all of them at once."""

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import evolve, frozen

from emulscore import (
    Add,
    AllOf,
    Cap,
    Ceiling,
    ChangeSet,
    ClearArgument,
    CountFact,
    Criterion,
    CutTotal,
    Direct,
    Drop,
    GradeBand,
    Grades,
    Group,
    Move,
    Not,
    PointsFact,
    PointsOf,
    Ratio,
    Rebase,
    Refused,
    Regrade,
    Renumber,
    Replace,
    Retitle,
    Scheme,
    SchemeError,
    SetArgument,
    ShareFact,
    SwapFact,
    TotalIs,
    Words,
    at_least,
    below,
)
from emulscore.derive import Change
from emulscore.schemes.nga_nam_2023 import scheme

WHY = "vì"
ROW = Criterion("16", "Mới", 3, Direct(PointsFact("moi", largest=3)))
BONUS = Group(
    "T", "Thưởng", [Criterion("t1", "Sáng kiến", 5, Direct(PointsFact("sang_kien", largest=5)))], 5, role="bonus"
)
REBASE = Rebase(100, step="0.01", amounts="scale", why=WHY)


def problems(
    *changes: Change, rebase: Rebase | None = None, parent: Scheme = scheme
) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(SchemeError) as caught:
        parent.derive("xa", "UBND", "cấp xã", 2026, changes=changes, rebase=rebase)
    return [(problem.code, problem.path, problem.row) for problem in caught.value.problems]


@frozen
class Foreign:
    kind: ClassVar[str] = "foreign"
    why: Words


@pytest.mark.parametrize(
    ("change", "code", "row"),
    [
        (Drop("16", why=WHY), "unknown-row", "16"),
        (Drop("", why=WHY), "unknown-row", None),
        (Replace("0", ROW, why=WHY), "unknown-row", "0"),
        (Replace("1", evolve(ROW, id="2"), why=WHY), "repeated-id", "1"),
        (Replace("1", scheme.criteria["1"], why=WHY), "change-without-effect", "1"),
        (Add(evolve(ROW, id="1"), why=WHY), "repeated-id", None),
        (Add(ROW, after="99", why=WHY), "unknown-row", None),
        (Add(ROW, into="III", why=WHY), "unknown-row", None),
        (Add(ROW, into="1", why=WHY), "wrong-argument", None),
        (Add(ROW, into="", after="1", why=WHY), "wrong-argument", None),
        (Move("1", into="1", why=WHY), "wrong-argument", "1"),
        (Move("II", into="II", why=WHY), "wrong-argument", "II"),
        (Move("II", after="3", why=WHY), "wrong-argument", "II"),
        (Move("1", before="2", why=WHY), "change-without-effect", "1"),
        (Renumber({"1": "2"}, why=WHY), "wrong-argument", None),
        (Renumber({"1": "30", "2": "30"}, why=WHY), "wrong-argument", None),
        (Renumber({"40": "41"}, why=WHY), "unknown-row", None),
        (Renumber({"1": "1"}, why=WHY), "change-without-effect", None),
        (Retitle("1", scheme.criteria["1"].title, why=WHY), "change-without-effect", "1"),
        (Retitle("77", "a", why=WHY), "unknown-row", "77"),
        (SwapFact("van_bn", ShareFact("a"), why=WHY), "unknown-fact", None),
        (SwapFact("van_ban", ShareFact("a"), row="4", why=WHY), "unknown-fact", "4"),
        (SwapFact("van_ban", CountFact("a"), why=WHY), "wrong-argument", None),
        (SwapFact("ke_hoach", ShareFact("a"), why=WHY), "wrong-argument", None),
        (SwapFact("van_ban", scheme.facts["van_ban"], why=WHY), "change-without-effect", None),
        (SetArgument("13", "rule.taget", "60%", why=WHY), "unknown-argument", "13"),
        (SetArgument("13", "rule.target.x", "60%", why=WHY), "unknown-argument", "13"),
        (SetArgument("3", "cases.tien_si", 5, why=WHY), "unknown-argument", "3"),
        (SetArgument("13", "rule.target", "160%", why=WHY), "wrong-argument", "13"),
        (SetArgument("13", "rule.target", "abc", why=WHY), "not-a-number", "13"),
        (SetArgument("13", "rule.target", "50%", why=WHY), "change-without-effect", "13"),
        (SetArgument("13", "rule.fact", "ho_so", why=WHY), "wrong-argument", "13"),
        (SetArgument("13", "rule.below", "nothin", why=WHY), "wrong-argument", "13"),
        (SetArgument("12", "rule", 5, why=WHY), "wrong-argument", "12"),
        (
            SetArgument("13", "rule", scheme.criteria["12"].rule, why=WHY),
            "wrong-argument",
            "13",
        ),  # the cap, or inside it
        (SetArgument("12", "stated", "sai", why=WHY), "wrong-argument", "12"),
        (SetArgument("12", "evidence", "Báo cáo", why=WHY), "wrong-argument", "12"),
        (SetArgument("12", "title", 5, why=WHY), "wrong-argument", "12"),
        (SetArgument("6", "per", (("tre_thang", 1),), why=WHY), "wrong-argument", "6"),
        (SetArgument("1", "late", ("ke_hoach",), why=WHY), "wrong-argument", "1"),
        (SetArgument("3", "cases", (1, 2), why=WHY), "wrong-argument", "3"),
        (SetArgument("12", "id", "12a", why=WHY), "wrong-argument", "12"),
        (SetArgument("II", "base", 50, why=WHY), "wrong-argument", "II"),
        (SetArgument("II", "items", (), why=WHY), "wrong-argument", "II"),
        (SetArgument("", "total", 50, why=WHY), "unknown-argument", None),
        (SetArgument("", "rounding.step", "1/3", why=WHY), "wrong-argument", None),
        (SetArgument("", "rounding.stp", "0.25", why=WHY), "unknown-argument", None),
        (SetArgument("", "rounding.step.x", "0.25", why=WHY), "unknown-argument", None),
        (SetArgument("", "grades.bands.0.title", "Tốt", why=WHY), "unknown-argument", None),
        (ClearArgument("", "limits.0", why=WHY), "unknown-argument", None),
        (SetArgument("", "limits", 5, why=WHY), "wrong-argument", None),
        (ClearArgument("12", "wordin", why=WHY), "unknown-argument", "12"),
        (ClearArgument("12", "system", why=WHY), "change-without-effect", "12"),
        (ClearArgument("13", "rule.target", why=WHY), "wrong-argument", "13"),
        (ClearArgument("12", "rule", why=WHY), "wrong-argument", "12"),
        (ClearArgument("1", "per", why=WHY), "not-a-number", "1"),
        (Foreign(Words(WHY)), "wrong-argument", None),
    ],
)
def test_a_change_that_cannot_be_is_refused(change: Change, code: str, row: str | None) -> None:
    """The code says what is wrong, the path which change, and the row where one is concerned."""
    assert problems(change) == [(code, "changes[0]", row)]


def test_the_nearest_name_is_offered() -> None:
    """A slip in an argument or a fact is answered with what was probably meant."""
    with pytest.raises(SchemeError) as caught:
        scheme.derive(
            "xa",
            "UBND",
            "cấp xã",
            2026,
            changes=[SetArgument("13", "rule.taget", "60%", why=WHY), SwapFact("van_bn", ShareFact("a"), why=WHY)],
        )
    assert [problem.params["nearest"].text("en") for problem in caught.value.problems] == [
        "did you mean “rule.target”?",
        "did you mean “van_ban”?",
    ]


@pytest.mark.parametrize(
    ("changes", "second"),
    [
        ([Retitle("1", "a", why=WHY), Retitle("1", "b", why=WHY)], "1"),
        ([SetArgument("1", "base", 7, why=WHY), SetArgument("1", "base", 6, why=WHY)], "1"),
        ([SetArgument("13", "rule.target", "60%", why=WHY), Replace("13", ROW, why=WHY)], "13"),
        ([Replace("13", ROW, why=WHY), SetArgument("16", "base", 4, why=WHY)], "16"),
        ([Replace("13", evolve(ROW, id="13"), why=WHY), Retitle("13", "b", why=WHY)], "13"),
        ([SetArgument("1", "base", 7, why=WHY), Drop("1", why=WHY)], "1"),
        ([Retitle("1", "a", why=WHY), Drop("II", why=WHY)], "II"),
        ([Add(ROW, why=WHY), Drop("16", why=WHY)], "16"),
        ([Add(ROW, why=WHY), Retitle("16", "x", why=WHY)], "16"),
        ([Move("1", after="3", why=WHY), Move("1", after="4", why=WHY)], "1"),
        ([Move("1", after="2", why=WHY), Move("2", after="1", why=WHY)], "2"),
        ([Renumber({"1": "1a"}, why=WHY), Renumber({"1a": "1"}, why=WHY)], None),
        ([SwapFact("van_ban", ShareFact("a"), why=WHY), SwapFact("a", ShareFact("b"), why=WHY)], None),
        (
            [SwapFact("van_ban", ShareFact("a"), row="5", why=WHY), SwapFact("a", ShareFact("b"), row="II", why=WHY)],
            "II",
        ),
        ([SetArgument("", "limits", (0, 100), why=WHY), SetArgument("", "limits", (0, 110), why=WHY)], None),
    ],
)
def test_two_changes_of_one_thing_are_refused(changes: list[Change], second: str | None) -> None:
    """A change that overrides or undoes an earlier one is refused, and names it."""
    assert problems(*changes) == [("changed-twice", "changes[1]", second)]
    with pytest.raises(SchemeError, match=r"changes\[0\]"):
        scheme.derive("xa", "UBND", "cấp xã", 2026, changes=changes)


def test_an_added_row_may_still_be_numbered() -> None:
    """Rows are numbered anew after some were added."""
    changes: list[Change] = [Add(ROW, after="1", why=WHY), Renumber({"16": "1a"}, why=WHY)]
    derived = scheme.derive("xa", "UBND", "cấp xã", 2026, changes=changes)
    assert list(derived.criteria)[:3] == ["1", "1a", "2"]


def test_what_was_dropped_is_not_added_again() -> None:
    """To put a row elsewhere there is Move."""
    assert problems(Drop("15", why=WHY), Add(scheme.criteria["15"], before="1", why=WHY)) == [
        ("wrong-argument", "changes[1]", None)
    ]


def test_one_name_is_one_fact_in_a_list_of_changes() -> None:
    """Two changes that bring different facts of one name are refused."""
    other = evolve(ROW, id="17", rule=Direct(PointsFact("moi", largest=2)))
    assert problems(Add(ROW, why=WHY), Add(other, why=WHY)) == [("fact-conflict", "changes[1]", None)]


def test_all_problems_are_told_at_once_and_none_twice() -> None:
    """What follows from a change that could not be carried out is not told again."""
    changes: list[Change] = [
        Drop("99", why=WHY),
        Add(ROW, into="nhóm", why=WHY),
        Retitle("16", "Tên mới", why=WHY),
        Retitle("1", scheme.criteria["1"].title, why=WHY),
    ]
    assert problems(*changes) == [
        ("unknown-row", "changes[0]", "99"),
        ("unknown-row", "changes[1]", None),
        ("change-without-effect", "changes[3]", "1"),
    ]


def test_a_refused_change_leaves_nothing_behind() -> None:
    """A row that could not be dropped is still there for the changes that follow."""
    changes: list[Change] = [
        Retitle("1", "a", why=WHY),
        Drop("1", why=WHY),
        SetArgument("1", "base", 9, why=WHY),
        Retitle("0", "b", why=WHY),
    ]
    assert problems(*changes) == [("changed-twice", "changes[1]", "1"), ("unknown-row", "changes[3]", "0")]


def test_a_group_without_rows_is_refused() -> None:
    """What is left empty is dropped as a whole, or not at all."""
    rows: list[Change] = [Drop(row, why=WHY) for row in scheme.criteria]
    assert problems(*rows) == [("empty-group", "changes", "II")]
    assert problems(Drop("II", why=WHY)) == [("empty-group", "changes", None)]


def test_the_result_is_proven() -> None:
    """A base below what the rule pays, or a Cap taken off, is refused as in any other scheme."""
    assert problems(SetArgument("3", "base", 4, why=WHY)) == [("out-of-range", None, "3")]
    over = Ratio(ShareFact("dan_cai_app_2"), target="50%", below="pro_rata", empty="refuse")
    assert problems(Replace("13", Criterion("13", "Cài đặt", 5, over), why=WHY)) == [("out-of-range", None, "13")]
    assert problems(Replace("13", Criterion("13", "Cài đặt", 5, Cap(over)), why=WHY), Drop("x", why=WHY)) == [
        ("unknown-row", "changes[1]", "x")
    ]


def graded(*parts: str, judged: tuple[str, ...] = ()) -> Scheme:
    """Return two groups of 40 and 60 points with grades that read some rows."""
    rows = [Criterion(id_, id_, 20, Direct(PointsFact(f"f{id_}", largest=20))) for id_ in "abcde"]
    groups = [Group("A", "A", rows[:2], 40), Group("B", "B", rows[2:], 60)]
    gates = [Ceiling("kha", PointsOf(part, below(10))) for part in parts]
    bands = [GradeBand("tot", "Tốt", at_least(30)), GradeBand("kha", "Khá", below(30))]
    return Scheme("g", "g", total=100, items=groups, grades=Grades(bands, gates=gates, judged=judged))


def test_a_row_that_decides_a_grade_is_not_dropped_alone() -> None:
    """The condition would name a row that is not there; with other grades it is dropped."""
    parent = graded("a")
    assert problems(Drop("a", why=WHY), parent=parent) == [("unknown-part", None, None)]
    bare = parent.derive("xa", "UBND", "xã", 2026, changes=[Drop("a", why=WHY), Regrade(None, why=WHY)])
    assert bare.grades is None


def test_a_band_that_is_not_there_is_not_set() -> None:
    """Two bands are 0 and 1; the nearest path that there is is offered."""
    with pytest.raises(SchemeError) as caught:
        graded().derive("xa", "UBND", "xã", 2026, changes=[SetArgument("", "grades.bands.2.title", "Yếu", why=WHY)])
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["argument"].vi) == ("unknown-argument", "grades.bands.2.title")
    assert "grades.bands." in problem.params["nearest"].vi
    changes = [SetArgument("", "grades.bands.1.title", "Yếu", why=WHY)]
    renamed = graded().derive("xa", "UBND", "xã", 2026, changes=changes)
    assert renamed.grades is not None
    assert [band.title.vi for band in renamed.grades.bands] == ["Tốt", "Yếu"]


def test_conditions_follow_numbers() -> None:
    """A renumbered or replaced row keeps its place in conditions."""
    changes: list[Change] = [Renumber({"a": "b", "b": "a"}, why=WHY), Retitle("A", "Nhóm A", why=WHY)]
    derived = graded("a", judged=("A",)).derive("xa", "UBND", "xã", 2026, changes=changes)
    assert derived.grades is not None
    assert derived.grades.gates[0].when == PointsOf("b", below(10))
    replaced = graded("a", judged=("A",)).derive(
        "xa", "UBND", "xã", 2026, changes=[Replace("a", ROW, why=WHY), Renumber({"A": "I"}, why=WHY)]
    )
    assert replaced.grades is not None
    assert replaced.grades.gates[0].when == PointsOf("16", below(10))
    assert replaced.grades.judged == ("I",)


def test_marks_in_points_scale_with_what_they_are_measured_against() -> None:
    """From 100 to 50 points a band from 30 starts at 15, and a condition on a row of 20 below 10 is below 5."""
    rebase = Rebase(50, step="0.01", amounts="scale", why=WHY)
    derived = graded("a").derive("xa", "UBND", "xã", 2026, rebase=rebase)
    assert derived.grades is not None
    assert [band.span for band in derived.grades.bands] == [at_least(15), below(15)]
    assert derived.grades.gates[0].when == PointsOf("a", below(5))
    kept = graded("a").derive("xa", "UBND", "xã", 2026, changes=[Drop("e", why=WHY)], rebase=REBASE)
    assert kept.grades is not None
    # 100 points before and after: the bands stay; row a went from 20 to 25, and its mark from 10 to 12,5.
    assert [band.span for band in kept.grades.bands] == [at_least(30), below(30)]
    assert kept.grades.gates[0].when == PointsOf("a", below("12.5"))


def test_marks_of_the_total_scale_with_it() -> None:
    """From 100 to 50: limits 0 to 110 end at 55, a condition on a total below 60 at 30, a cut to 40 at 20."""
    parent = graded()
    assert parent.grades is not None
    gates = [CutTotal(40, AllOf([TotalIs(below(60)), Not(PointsOf("b", at_least(4)))]))]
    parent = evolve(parent, limits=(0, 110), grades=evolve(parent.grades, gates=gates))
    derived = parent.derive("xa", "UBND", "xã", 2026, rebase=Rebase(50, step="0.01", amounts="scale", why=WHY))
    assert derived.limits == (Fraction(0), Fraction(55))
    assert derived.grades is not None
    assert derived.grades.gates == (CutTotal(20, AllOf([TotalIs(below(30)), Not(PointsOf("b", at_least(2)))])),)
    kept = parent.derive("xa", "UBND", "xã", 2026, rebase=Rebase(200, step=1, amounts="keep", why=WHY))
    assert (kept.limits, kept.grades) == (parent.limits, parent.grades)


def test_bands_of_groups_that_scale_unlike_are_refused() -> None:
    """Without row e group A goes from 40 to 50 and group B from 60 to 50: no one band suits both."""
    parent = graded(judged=("A", "B"))
    assert problems(Drop("e", why=WHY), rebase=REBASE, parent=parent) == [("marks-not-alike", "rebase", None)]
    keep = evolve(REBASE, amounts="keep")
    derived = graded(judged=("A", "B")).derive("xa", "UBND", "xã", 2026, changes=[Drop("e", why=WHY)], rebase=keep)
    assert derived.grades == parent.grades


@pytest.mark.parametrize(
    ("rebase", "code", "row"),
    [
        (evolve(REBASE, remainder_to="77"), "unknown-row", None),
        (evolve(REBASE, remainder_to="II"), "unknown-row", None),
        (Rebase(10, step=5, amounts="keep", why=WHY), "rebased-to-nothing", "1"),
    ],
)
def test_a_total_that_cannot_be_is_refused(rebase: Rebase, code: str, row: str | None) -> None:
    """The remainder goes to a row of the scale; no row is rounded away."""
    assert problems(Drop("15", why=WHY), rebase=rebase)[0] == (code, "rebase", row)


def test_a_scale_of_nothing_is_not_rebased() -> None:
    """A scheme of bonus points alone has no scale that could be brought to 100."""
    parent = Scheme("thuong", "Thưởng", total=0, items=[BONUS])
    assert problems(rebase=evolve(REBASE, beside="scale"), parent=parent) == [("rebased-to-nothing", "rebase", None)]


def test_points_beside_the_scale_are_decided_on() -> None:
    """A bonus of 5 on 100 points is kept, or is 2,5 on 50; not saying which is refused."""
    half = Rebase(50, step="0.01", amounts="scale", why=WHY)
    parent = scheme.derive("co-thuong", "UBND", "thị xã", 2024, changes=[Add(BONUS, why=WHY)])
    assert problems(rebase=half, parent=parent) == [("missing-argument", "rebase", None)]
    kept = parent.derive("xa", "UBND", "xã", 2026, rebase=evolve(half, beside="keep"))
    scaled = parent.derive("xa", "UBND", "xã", 2026, rebase=evolve(half, beside="scale"))
    assert [kept.total, kept.items[1].base] == [50, 5]
    assert [scaled.total, scaled.items[1].base] == [50, Fraction(5, 2)]


def test_a_capped_group_counts_as_one_row() -> None:
    """Rows of 6 and 6 under a cap of 10, beside a row of 10: on 30 points the cap is 15 and each row 9."""
    rows = [
        Criterion(id_, id_, base, Direct(PointsFact(id_, largest=base)))
        for id_, base in (("a", 6), ("b", 6), ("c", 10))
    ]
    parent = Scheme("p", "p", total=20, items=[Group("G", "G", rows[:2], 10, cap=10), rows[2]])
    derived = parent.derive("d", "UBND", "xã", 2026, rebase=Rebase(30, step=1, amounts="scale", why=WHY))
    group = derived.items[0]
    assert isinstance(group, Group)
    assert [group.base, group.cap, *(row.base for row in group.items), derived.items[1].base] == [15, 15, 9, 9, 15]
    assert derived.derivation is not None
    assert derived.derivation.remainder == 0
    assert "Quy về thang 30 điểm, làm tròn đến 1. Không có phần dư do làm tròn." in derived.derivation.text()
    assert "Rebased to 30 points, rounded to 1. Rounding left no remainder." in derived.derivation.text("en")


def test_the_parents_id_is_not_taken() -> None:
    """A derived scheme has an id of its own."""
    with pytest.raises(SchemeError) as caught:
        scheme.derive(scheme.id, "UBND", "xã", 2026)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("wrong-argument", "id")]


def test_changes_for_another_scheme_are_refused() -> None:
    """By id, also where no fingerprint was kept."""
    changes = ChangeSet("khac", id="xa", issuer="UBND", level="xã", period="2026")
    with pytest.raises(SchemeError) as caught:
        scheme.apply(changes)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("other-parent", "parent")]
    assert scheme.apply(changes, reapply=True).items == scheme.items


@pytest.mark.parametrize("why", ["", "  "])
def test_every_change_says_why(why: str) -> None:
    """An empty reason is refused at once."""
    with pytest.raises(Refused) as caught:
        Drop("1", why=why)
    assert caught.value.code == "missing-argument"
    with pytest.raises(Refused):
        Rebase(100, step=1, amounts="keep", why=why)


def test_arguments_of_changes_are_checked_at_once() -> None:
    """What contradicts itself, or is of no use, is refused before any scheme is looked at."""
    refused: list[Callable[[], object]] = [
        lambda: Add(ROW, after="1", before="2", why=WHY),
        lambda: Move("1", after="1", before="2", why=WHY),
        lambda: Move("1", why=WHY),
        lambda: Add("16", why=WHY),  # type: ignore[arg-type]
        lambda: Renumber({}, why=WHY),
        lambda: SetArgument("1", "per", None, why=WHY),
        lambda: SwapFact("a", "b", why=WHY),  # type: ignore[arg-type]
        lambda: Rebase(0, step=1, amounts="keep", why=WHY),
        lambda: Rebase(100, step="0.3", amounts="keep", why=WHY),
        lambda: Rebase(100, step=1, amounts="giu", why=WHY),  # type: ignore[arg-type]
        lambda: Rebase(100, step=1, amounts="keep", beside="giu", why=WHY),  # type: ignore[arg-type]
        lambda: Rebase(100, step=1, amounts="keep", wording="giu", why=WHY),  # type: ignore[arg-type]
    ]
    for one in refused:
        with pytest.raises(Refused) as caught:
            one()
        assert caught.value.code in {"wrong-argument", "missing-argument"}
