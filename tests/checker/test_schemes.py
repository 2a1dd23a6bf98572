"""One small scheme for each finding that triggers it and nothing else, and a near miss that triggers nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import pytest
from attrs import evolve

from emulscore import (
    CountFact,
    Criterion,
    Finding,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Printed,
    Ratio,
    Reading,
    Rebase,
    Retitle,
    ScaledFact,
    Scheme,
    SchemeError,
    SetArgument,
    ShareFact,
    Tiered,
    at_least,
    at_most,
)
from emulscore.checker.texts import ERRORS, WARNINGS
from emulscore.errors import CODES, Problem
from emulscore.files import check_scheme, open_scheme

FOLDER: Final = Path(__file__).parent / "schemes"
FAULTY: Final = sorted(path for path in FOLDER.glob("*.toml") if not path.name.endswith(".near.toml"))
NEAR: Final = sorted(FOLDER.glob("*.near.toml"))

# Worked by hand from the files: the row or group, the numbers that the finding must name, and the measurements it must show.
SAID: Final[Mapping[str, tuple[str | None, tuple[str, ...], Mapping[str, object] | None]]] = {
    "printed-parts": ("I", ("9", "6"), None),  # 3 + 6 under 6
    "printed-text": ("II.1", ("3", "6"), None),
    "points-altered": ("1", ("8", "10"), None),
    "words-kept": ("1", ("câu chữ",), None),
    "numbering-jumps": ("4", ("2", "4"), None),
    "numbering-jumps--clauses": (None, ("khoản 2", "khoản 5"), None),
    "numbering-jumps--letters": ("1.e", ("1.d", "1.e"), None),  # đ stands between d and e
    "maximum-not-reached": ("1", ("10", "9"), {"mo_hinh": 3}),
    "maximum-not-reached--total": (None, ("4", "2"), {"doan": 0}),  # as any other: 2 + 0 or 0 + 2
    "maximum-not-proven": ("1", ("10",), None),
    "never-moves": ("2", ("1",), None),
    "never-loses": ("2", ("2",), None),
    "never-gains": ("2", ("0",), None),
    "cap-never-acts": ("1", ("4",), None),
    "cap-never-acts--group": ("II", ("4",), None),
    "case-never-reached": ("1", ("từ 80% trở lên",), {"a": (4, 5)}),
    "cases-overlap": ("1", ("từ 50% đến 80%",), {"a": (4, 5)}),
    "cases-overlap--grades": (None, ("Đạt", "Không đạt"), {"[]": Decimal("5.00")}),
    "cases-out-of-order": ("1", ("10", "2", "5"), None),
    "cases-out-of-order--otherwise": ("1", ("còn lại: 8",), None),
    "grade-never-reached": (None, ("Xuất sắc", "0", "10"), None),
    "grades-out-of-order": (None, ("Không đạt; Đạt",), None),
    "gate-never-fires": (None, ("trên 10",), None),
    "gate-always-fires": (None, ("không quá 10",), None),
    "bases-do-not-add-up": ("I", ("9", "6"), None),
    "bases-do-not-add-up--total": (None, ("99", "100"), None),
    "out-of-range": ("1", ("10", "0..5", "a = 100%"), {"a": (1, 1)}),
    "out-of-range--below": ("1", ("-1", "0..6", "tre = 9"), {"tre": 9}),
    "not-proven": ("1", ("0..8",), None),
    "gap": ("1", ("80%", "90%"), {"a": (17, 20)}),
    "gap--no-otherwise": ("1", ("2", "9"), {"tre": 6}),
    "gap--bands": (None, ("84,01", "84,99"), {"[]": Decimal("84.50")}),
    "gap--whole-numbers": ("1", ("84,1", "84,9"), {"diem": Decimal("84.5")}),
    "gap--no-lowest-grade": (None, ("0", "69,99"), {"[]": Decimal("35.00")}),
    "base-off-grid": ("I.1", ("9,8", "0,25"), None),
    "repeated-id": ("1", (), None),
    "misplaced-group": ("I.2", (), None),
    "rescale-not-stated": ("2", (), None),
    "reading-without-argument": ("1", ("never",), None),
    "unknown-part": (None, ("“2”",), None),
    "unknown-part--grade": (None, ("“kem”",), None),
}


def name_of(path: Path) -> str:
    return path.name.partition(".")[0]


def code_of(path: Path) -> str:
    """Return the code that a file is about: what stands before `--`, which tells several files of one code apart."""
    return name_of(path).partition("--")[0]


def only(path: Path) -> Finding:
    (found,) = check_scheme(path)
    return found


@pytest.mark.parametrize("path", FAULTY, ids=name_of)
def test_a_fault_gives_its_finding_and_no_other(path: Path) -> None:
    """Each file triggers exactly the code in its name, once; errors keep it from being read, warnings do not."""
    found = check_scheme(path)
    assert [one.code for one in found] == [code_of(path)]
    if code_of(path) in WARNINGS:
        assert (len(found.errors), len(found.warnings)) == (0, 1)
        assert open_scheme(path).total > 0
    else:
        assert (len(found.errors), len(found.warnings)) == (1, 0)


@pytest.mark.parametrize("path", NEAR, ids=name_of)
def test_a_near_miss_gives_nothing(path: Path) -> None:
    """The twin of each file, mended in one place, has nothing to point out."""
    assert check_scheme(path).rows == ()


def test_every_fault_has_its_near_miss_and_every_warning_its_fault() -> None:
    """No warning is without a file, no file without a twin, and every file is of a code that there is."""
    assert [name_of(path) for path in FAULTY] == [name_of(path) for path in NEAR]
    codes = {code_of(path) for path in FAULTY}
    assert set(WARNINGS) <= codes
    assert codes <= set(WARNINGS) | set(CODES)
    assert set(WARNINGS).isdisjoint(CODES)
    assert set(ERRORS) - {"", "no-formula"} <= codes
    assert set(SAID) <= {name_of(path) for path in FAULTY}


@pytest.mark.parametrize("path", FAULTY, ids=name_of)
def test_a_finding_says_what_was_worked_out_by_hand(path: Path) -> None:
    """The row, the numbers and the measurements are those of the file, and nothing is left to fill in."""
    found = only(path)
    for lang in ("vi", "en"):
        said = found.text(lang)
        assert not re.search(r"[{}]", said)
        assert f"[{found.code}, " in said
    assert found.text("vi") != found.text("en")
    if name_of(path) in SAID:
        row, numbers, example = SAID[name_of(path)]
        assert found.row == row
        assert [number for number in numbers if number not in found.what.vi] == []
        assert found.example == example


def whole(path: Path) -> list[Problem]:
    with pytest.raises(SchemeError) as caught:
        open_scheme(path)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    "path", [path for path in FAULTY if name_of(path).startswith("maximum-not-reached")], ids=name_of
)
def test_the_reachable_maximum_is_reached(path: Path) -> None:
    """Scored with the measurements that are shown, the row or the total earns what is said, and that is below its maximum."""
    found, scheme = only(path), open_scheme(path)
    assert found.example is not None
    points = scheme.points(found.example)[found.row or ""]
    assert f"cao nhất chỉ là {int(points)}" in found.what.vi
    assert points < (scheme.criteria[found.row].base if found.row else scheme.total)


@pytest.mark.parametrize(
    ("name", "earned", "twin_earns"),
    [("case-never-reached", 10, 10), ("cases-overlap", 10, 10), ("cases-overlap--grades", None, None)],
)
def test_the_value_of_two_cases_goes_to_the_first(name: str, earned: int | None, twin_earns: int | None) -> None:
    """80% is in the case that pays 10 and in the one that pays 5: it earns 10; a total of 5 is graded by the first band."""
    path = FOLDER / f"{name}.toml"
    found, scheme = only(path), open_scheme(path)
    assert found.example is not None
    if earned is None:
        card = scheme.score({"a": Fraction(str(found.example["[]"])) / 10})
        assert card.grade.id == "dat"
        return
    assert scheme.score(found.example).points == earned
    assert open_scheme(FOLDER / f"{name}.near.toml").score(found.example).points == twin_earns


# What each faulty file earns once it is mended as its twin is: the measurements lie where the fault was.
MENDED: Final = {
    "gap": Decimal(0),  # 85% is below 90%
    "gap--no-otherwise": Decimal(0),
    "gap--whole-numbers": Decimal(5),
    "out-of-range": Decimal(5),  # held at the base
    "out-of-range--below": Decimal(0),
}


@pytest.mark.parametrize("name", MENDED)
def test_the_measurements_of_an_error_lie_where_the_fault_is(name: str) -> None:
    """They are values that the mended twin scores, by the case that was missing or the bound that was not held."""
    found = only(FOLDER / f"{name}.toml")
    assert found.example is not None
    assert open_scheme(FOLDER / f"{name}.near.toml").score(found.example).points == MENDED[name]


@pytest.mark.parametrize(("name", "grade"), [("gap--bands", "kha"), ("gap--no-lowest-grade", "kha")])
def test_the_total_that_no_band_holds_is_a_total(name: str, grade: str) -> None:
    """Earned by a unit, it is graded by the mended twin."""
    found = only(FOLDER / f"{name}.toml")
    assert found.example is not None
    card = open_scheme(FOLDER / f"{name}.near.toml").score({"diem": found.example["[]"]})
    assert card.points == found.example["[]"]
    assert card.grade.id == grade


def test_the_rates_of_a_row_that_breaks_its_bound_earn_what_is_said() -> None:
    """100% of a target of 50% earns 10 of 5; 9 times late leave -1 of 6, where the rule stops."""
    assert "có thể cho 10 điểm" in only(FOLDER / "out-of-range.toml").what.vi
    assert "có thể cho -1 điểm" in only(FOLDER / "out-of-range--below.toml").what.vi
    assert all(problem.example for name in ("out-of-range", "gap") for problem in whole(FOLDER / f"{name}.toml"))


def test_the_example_is_not_said_twice() -> None:
    """Where the words of an error hold the measurements already, the line of examples is left out."""
    assert only(FOLDER / "out-of-range.toml").text().count("a = 100%") == 1
    assert "Ví dụ: a = 85%." in only(FOLDER / "gap.toml").text()
    assert "Ví dụ: tổng điểm = 84,5." in only(FOLDER / "gap--bands.toml").text()


def test_words_that_are_kept_are_pointed_out_over_two_derivations() -> None:
    """The rule is changed in the first and the title in the second; a reading that follows the change is enough."""
    rule = LatePenalty(LatenessFact("tre"), per=1, unit="months_begun", never=0)
    row = Criterion("1", "Báo cáo", 10, rule, wording="Trễ mỗi tháng trừ 1 điểm", remark="Văn bản mờ")
    first = Scheme("goc", "Gốc", total=10, items=[row])
    stricter = SetArgument("1", "per", 2, why="Siết hạn")
    town = first.derive("thi-xa", "UBND thị xã", "cấp huyện", 2024, changes=[stricter])
    ward = town.derive("phuong", "UBND phường", "cấp xã", 2025, changes=[Retitle("1", "Báo cáo năm", why="Rõ hơn")])
    (found,) = ward.check()
    assert (found.code, found.row) == ("words-kept", "1")
    assert "câu chữ (wording) và ghi chú (remark)" in found.text()
    assert "its wording and its remark" in found.text("en")
    told = Scheme("goc", "Gốc", total=10, items=[evolve(row, readings=[Reading("per", "1 điểm cho mỗi tháng")])])
    assert told.derive("thu", "UBND xã", "cấp xã", 2025, changes=[stricter]).check().rows == ()
    plain = Scheme("goc", "Gốc", total=10, items=[evolve(row, wording=None, remark=None)])
    assert plain.derive("thu", "UBND xã", "cấp xã", 2025, changes=[stricter]).check().rows == ()


@pytest.mark.parametrize(
    ("wording", "stale"),
    [
        ("Điểm = 100% * 6", True),
        ("Trừ 6 điểm.", True),
        ("Đạt 60%", False),
        ("Đạt 6%", False),
        ("Điểm = 100% * 6,5", False),
        ("Điểm = 100% * 16", False),
        ("Theo tỷ lệ", False),
    ],
)
def test_words_that_quote_the_former_points_are_pointed_out(wording: str, *, stale: bool) -> None:
    """A row of 6 becomes one of 12: words with the number 6 are stale, unless the change of scale drops them."""
    row = Criterion("1", "Hồ sơ", 6, Ratio(ShareFact("ho_so"), empty="refuse"), wording=wording)
    parent = Scheme("goc", "Gốc", total=6, items=[row])
    rebase = Rebase(12, step=1, amounts="keep", why="Thang điểm 12")
    kept = parent.derive("xa", "UBND xã", "cấp xã", 2025, rebase=rebase)
    assert [found.code for found in kept.check()] == ["words-kept"] * stale
    dropped = parent.derive("xa", "UBND xã", "cấp xã", 2025, rebase=evolve(rebase, wording="clear"))
    assert dropped.check().rows == ()
    assert kept.criteria["1"].wording == wording
    assert dropped.criteria["1"].wording is None
    assert dropped.derivation is not None
    (change,) = (row for row in dropped.derivation.history if row.new == "1")
    assert {one.what: str(one.old) for one in change.differences} == {"base": "6", "wording": wording}


def test_a_case_of_scaled_values_that_is_never_reached_is_named_without_an_example() -> None:
    """80 and more is 50 and more; which count that is depends on the class of the unit, so none is shown."""
    kinds = LevelFact("loai", levels={"thuong": "xã thường", "mien_nui": "xã miền núi"})
    people = ScaledFact(CountFact("nguoi", largest=100), by=kinds, factors={"thuong": 1, "mien_nui": "75%"})
    rule = Tiered(people, [(at_least(50), 10), (at_least(80), 5)], otherwise=0)
    one = Scheme("thu", "Thử", total=10, items=[Criterion("1", "Người tham gia", 10, rule)])
    (found,) = (found for found in one.check() if found.code == "case-never-reached")
    assert (found.row, found.example) == ("1", None)
    assert "từ 80 trở lên" in found.what.vi


@pytest.mark.parametrize(("pays", "examples"), [(5, [{"n": 4}]), (10, [])])
def test_cases_of_a_count_overlap_only_where_they_pay_otherwise(pays: int, examples: list[object]) -> None:
    """Up to 5, and from 4: the first count in both is 4; where both pay the same it does not matter which one holds."""
    rule = Tiered(CountFact("n", largest=10), [(at_most(5), 10), (at_least(4), pays)])
    one = Scheme("thu", "Thử", total=10, items=[Criterion("1", "Số cuộc họp", 10, rule)])
    assert [found.example for found in one.check() if found.code == "cases-overlap"] == examples


def test_findings_are_counted_and_printed_in_vietnamese() -> None:
    """As many as there are, and what `print` shows of one is its Vietnamese text."""
    findings = check_scheme(FOLDER / "gap.toml")
    assert len(findings) == 1
    assert [str(found) for found in findings] == [found.text("vi") for found in findings]
    assert findings.text().splitlines()[-2:] == ["", "1 lỗi, 0 cảnh báo."]
    assert findings.text("en").splitlines()[-1] == "1 error, 0 warnings."
    nothing = check_scheme(FOLDER / "gap.near.toml")
    assert len(nothing) == 0
    assert (nothing.text(), nothing.text("en")) == ("Không có gì phải lưu ý.", "Nothing to point out.")


@pytest.mark.parametrize(
    ("parts", "codes"), [(9, ["printed-parts"]), (6, ["points-altered"]), (None, ["printed-parts"])]
)
def test_the_sum_that_is_printed_of_a_group_counts_before_that_of_its_rows(parts: int | None, codes: list[str]) -> None:
    """Rows printed as 3 and 6 under 6: where the document itself says 6 for both, the second row was altered to 3."""
    rows = [
        Criterion(id_, f"Tiêu chí {id_}", 3, Ratio(ShareFact(fact), empty="refuse"), printed=Printed(points=points))
        for id_, fact, points in (("I.1", "a", 3), ("I.2", "b", 6))
    ]
    group = Group("I", "Nhóm I", rows, 6, printed=None if parts is None else Printed(parts=parts))
    assert [found.code for found in Scheme("thu", "Thử", total=6, items=[group]).check()] == codes
