"""Deriving a commune's scheme from the annex of Ngã Năm: every number here was worked out by hand."""

from fractions import Fraction

import pytest
from attrs import evolve

from emulscore import (
    Add,
    Ceiling,
    ClearArgument,
    Criterion,
    Direct,
    Drop,
    FactIs,
    GradeBand,
    Grades,
    LatenessFact,
    Move,
    PointsFact,
    Ratio,
    Reading,
    Rebase,
    Regrade,
    Renumber,
    Replace,
    Retitle,
    Scheme,
    SetArgument,
    ShareFact,
    SwapFact,
    Tiered,
    Words,
    YesNoFact,
    at_least,
    below,
)
from emulscore.derive import Change
from emulscore.schemes.nga_nam_2023 import scheme
from emulscore.validity import Validity

WHY = Words("Không thuộc nhiệm vụ của xã", "Not a task of communes")


def own(*changes: Change, rebase: Rebase | None = None) -> Scheme:
    return scheme.derive("xa-a-2026", "UBND xã A", "cấp xã", 2026, changes=changes, rebase=rebase)


def new_row(id_: str = "16", base: int = 3) -> Criterion:
    return Criterion(id_, "Chữ ký số của hộ kinh doanh", base, Ratio(ShareFact("ho_kinh_doanh"), empty="refuse"))


def bases(derived: Scheme) -> list[str]:
    return [str(float(row.base)) for row in derived.criteria.values()]


def test_a_dropped_row_takes_its_points_with_it() -> None:
    """100 points without row 15, worth 8, are 92: of the group and of the scheme, as the rows give them."""
    derived = own(Drop("15", why=WHY))
    assert "15" not in derived.criteria
    assert derived.total == derived.items[0].base == 92
    assert (derived.id, derived.period, derived.title) == ("xa-a-2026", "2026", scheme.title)
    assert derived.issuer == Words("UBND xã A")
    assert derived.level == Words("cấp xã")
    assert derived.source is None
    assert derived.trust is None


def test_the_rest_is_rebased_to_100() -> None:
    """Each base × 100/92, half up to hundredths, adds up to 99,98; row 4, the first of 10 points, receives the 0,02."""
    derived = own(Drop("15", why=WHY), rebase=Rebase(100, step="0,01", amounts="scale", why="Thang điểm 100"))
    # 8 → 8,6956… ; 5 → 5,4347… ; 10 → 10,8695… ; 6 → 6,5217… ; 4 → 4,3478…
    assert bases(derived) == [
        "8.7",
        "5.43",
        "5.43",
        "10.89",
        "10.87",
        "5.43",
        "6.52",
        "10.87",
        "6.52",
        "6.52",
        "6.52",
        "6.52",
        "5.43",
        "4.35",
    ]
    assert derived.total == 100
    assert derived.derivation is not None
    assert (derived.derivation.remainder_row, derived.derivation.remainder) == ("4", Fraction(1, 50))
    why = {row.old: [one.vi for one in row.why] for row in derived.derivation.history}
    assert why[""] == why["1"] == why["14"] == ["Thang điểm 100"]
    assert (why["15"], why["II"]) == ([WHY.vi], [])
    # A month late took 1 of 8 points and takes 1 × 8,7/8 = 1,0875 of 8,7.
    assert derived.score(MEASURED | {"ke_hoach": {"months_begun": 2}})["1"].exact == Fraction("8.7") - 2 * Fraction(
        "1.0875"
    )
    # The ladder of row 3: 4 of 5 points are 4 × 5,43/5 = 4,344 of 5,43.
    assert derived.score(MEASURED | {"nhan_su": "cao_dang"})["3"].exact == Fraction("4.344")
    # A percentage of the base stays one: 20% of 5,43 for a late monthly entry.
    assert derived.score(MEASURED | {"tre_thang": 1})["6"].exact == Fraction("5.43") * Fraction(4, 5)


MEASURED: dict[str, object] = {
    "ke_hoach": 0,
    "bao_cao": 0,
    "ke_hoach_to": 0,
    "bao_cao_to": 0,
    "nhan_su": "dai_hoc",
    "tre_thang": 0,
    "tre_quy": 0,
    "tre_6_thang": 0,
    "tre_nam": 0,
    **{name: "100%" for name, fact in scheme.facts.items() if isinstance(fact, ShareFact)},
}


def test_amounts_can_be_kept() -> None:
    """With amounts kept a month late takes 1 point of 8,7, and the ladder of row 3 ends at 5 of 5,43."""
    derived = own(Drop("15", why=WHY), rebase=Rebase(100, step="0,01", amounts="keep", why="Thang điểm 100"))
    card = derived.score(MEASURED | {"ke_hoach": {"months_begun": 2}})
    assert (card["1"].exact, card["3"].exact) == (Fraction("6.7"), Fraction(5))


def test_the_remainder_goes_where_it_is_sent() -> None:
    """The 0,02 go to row 14, 4,35, instead of the largest row."""
    rebase = Rebase(100, step="0,01", amounts="scale", remainder_to="14", why="Thang điểm 100")
    derived = own(Drop("15", why=WHY), rebase=rebase)
    assert derived.criteria["14"].base == Fraction("4.37")
    assert derived.criteria["4"].base == Fraction("10.87")


def test_a_coarse_grid_leaves_a_larger_remainder() -> None:
    """By halves: 8,5; 5,5 ×4; 11 ×3; 6,5 ×5; 4,5 add up to 100,5, so that row 4 loses 0,5."""
    derived = own(Drop("15", why=WHY), rebase=Rebase(100, step="0,5", amounts="scale", why="Thang điểm 100"))
    assert bases(derived) == ["8.5", "5.5", "5.5", "10.5", "11.0", "5.5", "6.5", "11.0", *["6.5"] * 4, "5.5", "4.5"]


def test_points_given_by_a_person_scale_with_their_row() -> None:
    """Row 15 gives up to 8 of 8 points; on a scale of 50 it gives up to 4 of 4, or would pass its base if kept."""
    derived = own(rebase=Rebase(50, step="0,01", amounts="scale", why="Thang điểm 50"))
    assert derived.criteria["15"].rule == Direct(PointsFact("tieu_chi_15", largest=4))
    with pytest.raises(ValueError, match="out-of-range"):
        own(rebase=Rebase(50, step="0,01", amounts="keep", why="Thang điểm 50"))


def test_a_scheme_of_ones_own_says_what_it_rests_on() -> None:
    """Its title, its source, its remark and the days on which it is in force are its own, and its parent's rows stay."""
    days = ("01/01/2026", "31/12/2026")
    about = {"title": "Thang điểm xã A", "source": "Quyết định 12/QĐ-UBND", "remark": "Bản dự thảo"}
    derived = scheme.derive("xa", "UBND", "xã", 2026, **about, effective=days)  # type: ignore[arg-type] # as by keywords
    assert (derived.title.vi, str(derived.source), str(derived.remark)) == tuple(about.values())
    assert derived.effective == Validity(*days)
    assert derived.items == scheme.items
    changes = derived.change_set
    assert changes is not None
    assert scheme.apply(changes) == derived


def test_a_row_is_replaced() -> None:
    """Another row of 4 points stands where row 14 stood, under its own number."""
    derived = own(Replace("14", new_row("14a", 4), why=WHY))
    assert list(derived.criteria)[12:] == ["13", "14a", "15"]
    assert derived.criteria["14a"].title == Words("Chữ ký số của hộ kinh doanh")
    assert derived.total == 100


def test_rows_are_added_beside_others_and_in_groups() -> None:
    """After row 3, before row 1, last in group II, last of all; the points add up."""
    derived = own(
        Add(new_row("3a"), after="3", why=WHY),
        Add(Criterion("0", "Mở đầu", 1, Direct(PointsFact("mo_dau", largest=1))), before="1", why=WHY),
        Add(Criterion("16", "Cuối nhóm", 2, Direct(PointsFact("cuoi_nhom", largest=2))), into="II", why=WHY),
        Add(Criterion("17", "Cuối cùng", 4, Direct(PointsFact("cuoi_cung", largest=4))), why=WHY),
    )
    assert list(derived.criteria) == ["0", "1", "2", "3", "3a", *map(str, range(4, 17)), "17"]
    assert [item.id for item in derived.items] == ["II", "17"]
    assert [derived.total, derived.items[0].base] == [110, 106]


def test_a_row_moves_and_a_group_loses_what_it_had() -> None:
    """Row 1, of 8 points, moved to the top level leaves 92 in the group, and 100 in all."""
    derived = own(Move("1", into="", why=WHY), Move("15", after="2", why=WHY))
    assert [item.id for item in derived.items] == ["II", "1"]
    assert list(derived.criteria)[:3] == ["2", "15", "3"]
    assert derived.derivation is not None
    told = {
        row.old: [one.text("en") for one in row.differences]
        for row in derived.derivation.history[1:]
        if row.differences
    }
    assert told == {
        "1": ["place: from “group II, first” to “the top level, after II”"],
        "15": ["place: from “group II, after 14” to “group II, after 2”"],
        "II": ["base points: from “100” to “92”"],
    }
    assert [derived.items[0].base, derived.total] == [92, 100]


def test_numbers_change_places() -> None:
    """Rows 1 and 2 exchange their numbers and stay where they are."""
    derived = own(Renumber({"1": "2", "2": "1"}, why=WHY))
    assert list(derived.criteria)[:3] == ["2", "1", "3"]
    assert derived.criteria["2"].title == scheme.criteria["1"].title


def test_a_title_changes() -> None:
    """A group or a row is called something else."""
    derived = own(Retitle("II", "Xã, phường", why=WHY), Retitle("12", "Người dân có VNeID", why=WHY))
    assert derived.items[0].title == Words("Xã, phường")
    assert derived.criteria["12"].title == Words("Người dân có VNeID")
    assert own(SetArgument("II", "title", "Xã, phường", why=WHY)).items[0].title == Words("Xã, phường")


def test_a_fact_is_swapped_in_one_row_or_wherever_it_is_read() -> None:
    """Row 12 reads another share; where the name is the same, the fact of every row is the new one."""
    other = ShareFact("ho_dan_vneid")
    derived = own(SwapFact("dan_vneid", other, row="12", why=WHY))
    assert derived.criteria["12"].rule == Ratio(other, empty="refuse")
    again = own(SwapFact("ke_hoach", LatenessFact("ke_hoach", largest=31), why=WHY))
    assert again.facts["ke_hoach"] != scheme.facts["ke_hoach"]
    assert list(again.facts) == list(scheme.facts)


def test_a_fact_swapped_in_a_group_is_told_of_each_row_that_reads_it() -> None:
    """Row 12 changed by the why of the change; the group itself, whose points stayed, did not."""
    derived = own(SwapFact("dan_vneid", ShareFact("ho_dan_vneid"), row="II", why=WHY))
    assert derived.derivation is not None
    changed = [(row.new, row.why) for row in derived.derivation.history if row.status == "changed"][1:]
    assert changed == [("12", (WHY,))]


@pytest.mark.parametrize(
    ("row", "argument", "value", "unit", "expected"),
    [
        ("13", "rule.target", "60%", {"dan_cai_app": "30%"}, Fraction(5) * 30 / 60),
        ("13", "rule.below", "nothing", {"dan_cai_app": "49%"}, Fraction(0)),
        ("1", "per", 2, {"ke_hoach": {"months_begun": 1}}, Fraction(6)),
        ("1", "per", "25%", {"ke_hoach": {"months_begun": 1}}, Fraction(6)),
        ("1", "never", "1,5", {"ke_hoach": "never"}, Fraction(3, 2)),
        ("1", "several", "worst", {"ke_hoach": {"months_begun": 2}, "bao_cao": {"months_begun": 3}}, Fraction(5)),
        ("3", "cases.cao_dang", "3,5", {"nhan_su": "cao_dang"}, Fraction(7, 2)),
        ("3", "cases.1.1", "3,5", {"nhan_su": "cao_dang"}, Fraction(7, 2)),
        ("3", "otherwise", "10%", {"nhan_su": "chua_dat"}, Fraction(1, 2)),
        ("6", "per.tre_quy", "40%", {"tre_quy": 1}, Fraction(3)),
        ("12", "base", 12, {"dan_vneid": "50%"}, Fraction(6)),
        ("12", "empty", 0, {"dan_vneid": "0/0"}, Fraction(0)),
    ],
)
def test_an_argument_is_set(
    row: str, argument: str, value: object, unit: dict[str, object], expected: Fraction
) -> None:
    """What the row then earns is what the new argument says."""
    derived = own(SetArgument(row, argument, value, why=WHY))
    assert derived.score(MEASURED | {"tieu_chi_15": 8} | unit)[row].exact == expected


def test_an_answer_pays_what_its_case_is_set_to() -> None:
    """The cases of yes and no are called true and false; yes pays 4 of 5 from now on."""
    rule = Tiered(YesNoFact("dat"), {True: 5, False: 0})
    parent = Scheme("goc", "Gốc", total=5, items=[Criterion("1", "Đạt chuẩn", 5, rule)])
    derived = parent.derive("xa", "UBND", "xã", 2026, changes=[SetArgument("1", "cases.true", 4, why=WHY)])
    assert [derived.score({"dat": answer}).points for answer in (True, False)] == [4, 0]


def test_what_a_fact_decides_in_the_grades_is_swapped_too() -> None:
    """The gate asks for another fact; the record says it of the scheme as a whole, and of no row."""
    bands = [GradeBand("tot", "Tốt", at_least(4)), GradeBand("kem", "Kém", below(4))]
    grades = Grades(bands, gates=[Ceiling("kem", FactIs(YesNoFact("vi_pham")))])
    row = Criterion("1", "Đạt chuẩn", 5, Direct(PointsFact("diem", largest=5)))
    parent = Scheme("goc", "Gốc", total=5, items=[row], grades=grades)
    swap = SwapFact("vi_pham", YesNoFact("ky_luat"), why=WHY)
    derived = parent.derive("xa", "UBND", "xã", 2026, changes=[swap])
    assert derived.grades is not None
    assert derived.grades.gates[0].when == FactIs(YesNoFact("ky_luat"))
    assert derived.score({"diem": 5, "ky_luat": True}).grade.id == "kem"
    assert derived.derivation is not None
    assert [row.old for row in derived.derivation.history if WHY in row.why] == [""]


def test_a_reading_of_what_no_change_can_set_stays() -> None:
    """What is said of the number has nothing to do with the points that change."""
    reading = Reading("id", "Văn bản không đánh số; lấy theo thứ tự")
    row = Criterion("1", "Điểm", 5, Ratio(ShareFact("a"), empty="refuse"), readings=[reading])
    parent = Scheme("goc", "Gốc", total=5, items=[row])
    derived = parent.derive("xa", "UBND", "xã", 2026, changes=[SetArgument("1", "base", 6, why=WHY)])
    assert derived.criteria["1"].readings == (reading,)
    assert derived.total == 6


def test_a_reading_gives_way_to_a_decision() -> None:
    """Where the reading said how we took a silent text, the why of the change now stands; the other readings stay."""
    before = {reading.argument: reading.text for reading in scheme.criteria["1"].readings}
    derived = own(SetArgument("1", "never", 1, why="Xã quyết định: còn 1 điểm"))
    after = {reading.argument: reading.text for reading in derived.criteria["1"].readings}
    assert after == before | {"never": Words("Xã quyết định: còn 1 điểm")}


def test_an_argument_is_cleared() -> None:
    """A field that may be left out is left out; a whole rule is an argument too."""
    derived = own(
        ClearArgument("6", "system", why=WHY), SetArgument("12", "rule", Ratio(ShareFact("moi"), empty=0), why=WHY)
    )
    assert derived.criteria["6"].system is None
    assert derived.criteria["12"].rule == Ratio(ShareFact("moi"), empty=0)


def test_what_stands_beside_the_rows_changes_too() -> None:
    """Rounding to quarters, limits, and grades of one's own."""
    bands = [GradeBand("dat", "Đạt", at_least(50)), GradeBand("khong", "Không đạt", below(50))]
    derived = own(
        SetArgument("", "rounding.step", "0,25", why=WHY),
        SetArgument("", "limits", (0, 100), why=WHY),
        Regrade(Grades(bands), why=WHY),
        SetArgument("", "without_document", "no_points", why=WHY),
    )
    assert derived.without_document == "no_points"
    assert derived.rounding.step == Fraction(1, 4)
    assert derived.limits == (Fraction(0), Fraction(100))
    assert derived.grades == Grades(bands)
    changes = [
        SetArgument("", "grades.bands.0.span.at_least", 49, why=WHY),
        SetArgument("", "grades.bands.1.span.below", 49, why=WHY),
    ]
    again = derived.derive("xa-b", "UBND xã B", "cấp xã", 2026, changes=changes)
    assert again.grades is not None
    assert again.grades.bands[0].span == at_least(49)


def test_history_says_what_became_of_each_row() -> None:
    """Kept, changed (from, to, why), new and dropped, in the order of the result."""
    derived = own(
        Drop("15", why=WHY),
        Add(new_row(), after="14", why="Nhiệm vụ mới"),
        SetArgument("13", "rule.target", "60%", why="Chỉ tiêu của xã"),
        Retitle("14", "Sản phẩm OCOP", why="Gọi gọn"),
    )
    assert derived.derivation is not None
    rows = {row.old or row.new: row for row in derived.derivation.history}
    order = [row.old or row.new for row in derived.derivation.history]
    assert order == ["", "II", *map(str, range(1, 15)), "15", "16"]
    status = {id_: row.status for id_, row in rows.items() if id_}
    assert status == {
        "II": "changed",
        **dict.fromkeys(map(str, range(1, 13)), "kept"),
        "13": "changed",
        "14": "changed",
        "16": "new",
        "15": "dropped",
    }
    assert rows["13"].text().startswith("Tiêu chí 13 (50% người dân")
    assert "từ “Đạt 50% được đủ điểm chuẩn" in rows["13"].text()
    assert "thành “Đạt 60% được đủ điểm chuẩn" in rows["13"].text()
    assert rows["13"].text().endswith("Lý do: Chỉ tiêu của xã.")
    assert (
        rows["15"].text("en") == "Criterion 15 ((Criterion 15: not in the copy)): dropped. Why: Not a task of communes."
    )
    assert rows["II"].text("en") == (
        "Group II (Town-level unit): changed: base points: from “100” to “95”. "
        "Why: The group's maximum follows from the rows inside."
    )
    assert derived.derivation.text().splitlines()[0].endswith(f"(nga-nam-2023), mã {scheme.fingerprint}.")


def test_deriving_twice_composes() -> None:
    """Two derivations give the rows of one with both lists, and the history since the first ancestor is that one's."""
    first: list[Change] = [Drop("15", why=WHY), SetArgument("13", "rule.target", "60%", why="Chỉ tiêu")]
    second: list[Change] = [
        Add(new_row(), after="14", why="Mới"),
        Renumber({"14": "13a"}, why="Số"),
        Drop("2", why=WHY),
    ]
    once = own(*first, *second)
    commune = scheme.derive("xa", "UBND xã A", "cấp xã", 2025, changes=first)
    twice = commune.derive("xa-a-2026", "UBND xã A", "cấp xã", 2026, changes=second)
    assert twice.items == once.items
    assert twice.derivation is not None
    assert once.derivation is not None
    assert twice.derivation.parent == "xa"
    assert twice.derivation.first.parent == "nga-nam-2023"
    rows = twice.derivation.since_first
    told = {(row.status, row.old, row.new, row.differences) for row in rows if row.old != ""}
    assert told == {(row.status, row.old, row.new, row.differences) for row in once.derivation.history if row.old != ""}


def test_what_was_changed_back_is_kept() -> None:
    """A title that the second derivation gives back is, since the first ancestor, not changed; one changed twice is once."""
    title = scheme.criteria["14"].title
    first = own(Retitle("14", "OCOP", why=WHY), Retitle("13", "a", why=WHY), SetArgument("9", "base", 7, why=WHY))
    changes: list[Change] = [
        Retitle("14", title, why=WHY),
        Retitle("13", "b", why=WHY),
        SetArgument("9", "base", 8, why=WHY),
    ]
    second = first.derive("xa-b", "UBND xã B", "cấp xã", 2027, changes=changes)
    assert second.derivation is not None
    rows = {row.old: row for row in second.derivation.since_first}
    assert (rows["14"].status, rows["14"].why) == ("kept", ())
    assert [one.text("en") for one in rows["9"].differences] == ["base points: from “6” to “8”"]
    assert rows["9"].why == (WHY, WHY)
    (difference,) = rows["13"].differences
    assert (difference.old, difference.new) == (scheme.criteria["13"].title, Words("b"))


def test_a_row_that_came_in_between_is_new_since_the_first_ancestor() -> None:
    """The commune adds rows 16 and 17; the ward calls 16 something else, for both reasons, and 17 was never there."""
    commune = own(Add(new_row(), after="14", why="Nhiệm vụ mới"), Add(new_row("17"), why="Thí điểm"))
    changes: list[Change] = [Retitle("16", "Ký số", why="Gọi gọn"), Drop("17", why="Hết thí điểm")]
    ward = commune.derive("phuong", "UBND phường", "cấp xã", 2027, changes=changes)
    assert ward.derivation is not None
    rows = [row for row in ward.derivation.since_first if "16" in {row.old, row.new} or "17" in {row.old, row.new}]
    assert [(row.status, row.old, row.new, [why.vi for why in row.why]) for row in rows] == [
        ("new", None, "16", ["Nhiệm vụ mới", "Gọi gọn"])
    ]


def test_rows_of_which_only_points_or_rule_changed_are_reworked() -> None:
    """Row 9 was worth 6 and its group 100; row 7 has another title, which says nothing of how it is worked out."""
    derived = own(SetArgument("9", "base", 7, why=WHY), Retitle("7", "Thư công vụ", why=WHY))
    assert derived.derivation is not None
    assert derived.derivation.reworked == {"9": "6", "II": "100"}


def test_a_changed_parent_is_refused_or_applied_again_on_demand() -> None:
    """Changes kept with a fingerprint are not carried out on another state, unless that is asked for, and then recorded."""
    derived = own(Drop("15", why=WHY))
    changes = derived.change_set
    assert changes is not None
    assert scheme.apply(changes) == derived
    changed = scheme.derive("khac", "UBND", "cấp thị xã", 2024, changes=[SetArgument("1", "base", 7, why=WHY)])
    later = evolve(scheme, items=changed.items, total=99)
    with pytest.raises(ValueError, match="other-parent"):
        later.apply(changes)
    again = later.apply(changes, reapply=True)
    assert again.total == 91
    assert again.derivation is not None
    assert again.derivation.reapplied == scheme.fingerprint
    assert again.derivation.fingerprint == later.fingerprint
    assert scheme.fingerprint in again.derivation.text()
    renewed = again.change_set
    assert renewed is not None
    assert later.apply(renewed).items == again.items
