"""Reading a filled-in workbook: what was typed comes out, and every bad cell is named at once."""

import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from attrs import evolve

from emulscore import (
    Claim,
    CohortFact,
    Criterion,
    FileError,
    LatenessFact,
    LatePenalty,
    NumberFact,
    Relative,
    Scheme,
    ShareFact,
)
from emulscore.excel import read_workbook, write_template
from emulscore.files import dumps_assessment, loads_assessment, open_scheme

Fill = Callable[..., Any]
CLAIMS = "Điểm tự chấm"


def refusals(path: Path, scheme: Scheme) -> list[tuple[str, str | None, str | None, str | None]]:
    """Return the code, place, fact and given value of every problem."""
    with pytest.raises(FileError) as caught:
        read_workbook(path, scheme)
    return [(one.code, one.path, one.fact, one.given) for one in caught.value.problems]


def test_what_was_typed_comes_out(fill: Fill, every_kind: Scheme) -> None:
    """Every kind of fact, in its plain spelling; points worked out by hand."""
    filled = fill(every_kind)
    filled.put("ke_hoach", "D", date(2023, 1, 15))
    filled.put("ke_hoach", "E", date(2023, 2, 16))
    filled.put("ho_so", "D", 998)
    filled.put("ho_so", "E", 1000)
    filled.put("muc", "D", "Khá")
    filled.put("cong_khai", "D", "có")
    filled.put("sang_kien", "D", 2)
    filled.put("bang_thong", "D", 12.5)
    filled.put("hoi_dong", "D", 7.25)
    filled.put("thu", "F", "130%")
    (unit,) = read_workbook(filled.save(), every_kind)
    assert (unit.unit.vi, unit.period, unit.scheme) == ("Xã A", "2023", "moi_loai")
    assert unit.values == {
        "ke_hoach": {"due": "2023-01-15", "done": "2023-02-16"},
        "ho_so": (998, 1000),
        "muc": "Khá",
        "cong_khai": "có",
        "sang_kien": 2,
        "bang_thong": "12.5",
        "hoi_dong": "7.25",
        "thu": "130%",
    }
    card = every_kind.score(unit)
    # 15/1 to 16/2 is two months begun: 5 - 2; 99,8% of 10; 12,5 of 60 times 6; 130% of 200% times 2.
    assert [str(row.points) for row in card] == ["3.00", "9.98", "2.00", "2.00", "2.00", "1.25", "7.25", "1.30"]
    assert loads_assessment(dumps_assessment(unit)) == unit


@pytest.mark.parametrize(
    ("key", "typed", "raw"),
    [
        ("ke_hoach", {"D": "15/01/2023", "E": "ngày 16/02/2023"}, {"due": "15/01/2023", "done": "ngày 16/02/2023"}),
        ("ke_hoach", {"D": datetime(2023, 1, 15), "E": "2023-02-16"}, {"due": "2023-01-15", "done": "2023-02-16"}),  # noqa: DTZ001
        ("ke_hoach", {"F": "đúng hạn"}, "đúng hạn"),
        ("ke_hoach", {"F": 2}, {"months_begun": 2}),
        ("ke_hoach", {"F": "2"}, {"months_begun": "2"}),
        ("ke_hoach", {"G": "không thực hiện"}, "không thực hiện"),
        ("ho_so", {"D": "1.998", "E": "2.000"}, ("1.998", "2.000")),
        ("ho_so", {"D": 998.0, "E": 1e3}, (998, 1000)),
        ("ho_so", {"D": 0, "E": 0}, (0, 0)),
        ("ho_so", {"F": "99,80%"}, "99,80%"),
        ("ho_so", {"D": "99,80%"}, "99,80%"),
        ("ho_so", {"D": "998/1000"}, "998/1000"),
        ("ho_so", {"G": "không phát sinh"}, "không phát sinh"),
        ("muc", {"D": "tot"}, "tot"),
        ("muc", {"D": "1"}, "1"),
        ("muc", {"D": 1}, "1"),
        ("muc", {"D": "  Tốt, đủ "}, "  Tốt, đủ "),
        ("cong_khai", {"D": True}, True),
        ("cong_khai", {"D": "không"}, "không"),
        ("sang_kien", {"D": "0"}, "0"),
        ("bang_thong", {"D": "12,5"}, "12,5"),
        ("bang_thong", {"D": 0.1}, "0.1"),
        ("bang_thong", {"D": 12.0}, 12),
        ("thu", {"F": 130}, 130),
        ("thu", {"F": 99.8}, "99.8"),
    ],
)
def test_a_value_is_kept_as_it_was_typed(
    fill: Fill, every_kind: Scheme, key: str, typed: dict[str, object], raw: object
) -> None:
    """Texts to the letter, whole numbers as such, decimals exactly; no float and no zero for an empty cell."""
    filled = fill(every_kind)
    for column, value in typed.items():
        filled.put(key, column, value)
    (unit,) = read_workbook(filled.save(), every_kind)
    assert unit.values == {key: raw}
    assert type(unit.values[key]) is type(raw)


@pytest.mark.parametrize(
    ("held", "shown", "raw"),
    [
        (0.998, "0.0%", "99.8%"),
        (0.998, "0%", "99.8%"),  # what is held counts, not the decimals that are shown
        (1.3, "0.00%", "130%"),
        (1, "0%", "100%"),
        (0, "0%", "0%"),
        (0.757, "0.0%", "75.7%"),
    ],
)
def test_a_cell_shown_as_a_percentage_holds_a_fraction(
    fill: Fill, every_kind: Scheme, held: float, shown: str, raw: str
) -> None:
    """What programs make of 99,8% is 0.998 with a format; it is read as the percentage that people see."""
    filled = fill(every_kind)
    filled.put("thu", "F", held, shown=shown)
    (unit,) = read_workbook(filled.save(), every_kind)
    assert unit.values == {"thu": raw}


@pytest.mark.parametrize(
    ("key", "typed", "code", "column"),
    [
        ("ho_so", {"D": "x", "E": 1000}, "not-a-count", "D"),
        ("ho_so", {"D": 998, "E": 99.5}, "not-a-count", "E"),
        ("ho_so", {"D": -1, "E": 10}, "negative", "D"),
        ("ho_so", {"D": 10, "E": 10**9 + 1}, "too-large", "E"),
        ("ho_so", {"D": 120, "E": 100}, "part-exceeds-whole", "D:E"),
        ("ho_so", {"D": 5, "E": 0}, "some-of-zero", "D:E"),
        ("ho_so", {"D": 998}, "empty-cell", "E"),
        ("ho_so", {"E": 1000}, "empty-cell", "D"),
        ("ho_so", {"D": 998, "E": 1000, "F": "99,8%"}, "several-values", "D:F"),
        ("ho_so", {"F": "99,8%", "G": "không phát sinh"}, "several-values", "F:G"),
        ("ho_so", {"F": "99,8"}, "percent-or-fraction", "F"),
        ("ho_so", {"F": 99.8}, "float", "F"),
        ("ho_so", {"F": "120%"}, "share-out-of-range", "F"),
        ("ho_so", {"F": "1.234%"}, "ambiguous-number", "F"),
        ("ho_so", {"F": date(2023, 1, 2)}, "not-a-share", "F"),
        ("thu", {"F": 99.85}, "float-off-grid", "F"),
        ("ke_hoach", {"D": date(2023, 1, 15)}, "empty-cell", "E"),
        ("ke_hoach", {"D": "31/02/2023", "E": date(2023, 3, 1)}, "not-a-date", "D"),
        ("ke_hoach", {"D": date(2023, 1, 1), "E": datetime(2023, 1, 2, 8, 30)}, "not-a-date", "E"),  # noqa: DTZ001
        ("ke_hoach", {"D": date(2000, 1, 1), "E": date(2023, 1, 1)}, "too-large", "D:E"),
        ("ke_hoach", {"F": "sớm"}, "not-a-lateness", "F"),
        ("ke_hoach", {"F": 1.5}, "not-a-lateness", "F"),
        ("ke_hoach", {"G": "chưa biết"}, "unknown-level", "G"),
        ("muc", {"D": "giỏi"}, "unknown-level", "D"),
        ("muc", {"D": 1.5}, "unknown-level", "D"),
        ("cong_khai", {"D": "chắc là có"}, "not-yes-no", "D"),
        ("sang_kien", {"D": 1.5}, "not-a-count", "D"),
        ("sang_kien", {"D": True}, "not-a-count", "D"),
        ("sang_kien", {"D": 4}, "too-large", "D"),
        ("sang_kien", {"D": date(2023, 2, 1)}, "not-a-count", "D"),
        ("sang_kien", {"E": 1}, "closed-cell", "E"),
        ("sang_kien", {"F": "1"}, "closed-cell", "F"),
        ("bang_thong", {"D": 12.55}, "float-off-grid", "D"),
        ("bang_thong", {"D": "12,55"}, "off-grid", "D"),
        ("bang_thong", {"D": 61}, "value-out-of-range", "D"),
        ("hoi_dong", {"D": 8.5}, "points-out-of-range", "D"),
        ("hoi_dong", {"D": "1.234"}, "ambiguous-number", "D"),
    ],
)
def test_a_bad_cell_is_named(
    fill: Fill, every_kind: Scheme, key: str, typed: dict[str, object], code: str, column: str
) -> None:
    """The sheet and the cell, the fact, what stands there, and the code of what is wrong."""
    filled = fill(every_kind)
    for where, value in typed.items():
        filled.put(key, where, value)
    row = filled.row(key)
    place = ":".join(f"{letter}{row}" for letter in column.split(":"))
    ((found, path, fact, given),) = refusals(filled.save(), every_kind)
    assert (found, path, fact) == (code, f"Số liệu!{place}", key)
    assert given is not None or code == "empty-cell"


def test_a_percentage_has_the_decimals_of_its_fact(fill: Fill, every_kind: Scheme) -> None:
    """One decimal of a percentage is declared: 99,8% is taken and 99,85% is not; without decimals only whole ones are."""
    filled = fill(every_kind)
    first = filled.put("thu", "F", 0.9985, shown="0.00%")
    second = filled.put("ho_so", "F", 0.5, shown="0%")
    assert refusals(filled.save(), every_kind) == [
        ("float", second, "ho_so", "0.5"),
        ("float-off-grid", first, "thu", "0.9985"),
    ]


@pytest.mark.parametrize(("key", "held"), [("sang_kien", 1), ("bang_thong", 0.5), ("hoi_dong", 1)])
def test_a_percentage_is_refused_where_the_fact_is_no_share(
    fill: Fill, every_kind: Scheme, key: str, held: float
) -> None:
    """A cell that shows 100% holds 1: which of the two is meant cannot be known."""
    filled = fill(every_kind)
    place = filled.put(key, "D", held, shown="0%")
    assert refusals(filled.save(), every_kind) == [("percent-format", place, key, str(held))]


def test_a_day_that_lost_its_format_is_no_day(fill: Fill, every_kind: Scheme) -> None:
    """A plain 45000 in a cell for a day may be anything."""
    filled = fill(every_kind)
    filled.put("ke_hoach", "D", date(2023, 1, 1))
    place = filled.put("ke_hoach", "E", 45000, shown="General")
    assert refusals(filled.save(), every_kind) == [("not-a-date", place, "ke_hoach", "45000")]


def test_a_bare_lateness_needs_one_unit_of_time(fill: Fill) -> None:
    """Where one row counts months and another days, a bare 2 is not guessed at; days are asked for."""
    late = LatenessFact("ke_hoach")
    rows = [
        Criterion("1", "Theo tháng", 5, LatePenalty(late, per=1, unit="months_begun", never=0)),
        Criterion("2", "Theo ngày", 5, LatePenalty(late, per=1, unit="days", never=0)),
    ]
    scheme = Scheme("hai", "Hai đơn vị thời gian", total=10, items=rows)
    filled = fill(scheme)
    place = filled.put("ke_hoach", "F", 2)
    assert refusals(filled.save(), scheme) == [("not-a-lateness", place, "ke_hoach", "2")]
    filled.put("ke_hoach", "F", "đúng hạn")
    (unit,) = read_workbook(filled.save(), scheme)
    assert scheme.score(unit).points == 10


def test_every_bad_cell_is_told_at_once(fill: Fill, every_kind: Scheme) -> None:
    """Facts, claims and both cells of a pair: all of them in one error, in both languages, each with what is expected."""
    filled = fill(every_kind)
    expected = [
        ("not-a-count", filled.put("ho_so", "D", "x"), "ho_so"),
        ("not-a-count", filled.put("ho_so", "E", "y"), "ho_so"),
        ("not-yes-no", filled.put("cong_khai", "D", "?"), "cong_khai"),
        ("not-a-number", filled.put("2", "E", "mười", CLAIMS), None),
    ]
    path = filled.save()
    with pytest.raises(FileError) as caught:
        read_workbook(path, every_kind)
    assert [(one.code, one.path, one.fact) for one in caught.value.problems] == expected
    place = expected[0][1]
    assert caught.value.problems[0].text("vi") == (
        f"[not-a-count] {place}, tiêu chí 2, số liệu “ho_so”, đã cho “x”: không phải là số đếm. "
        "Cần: số nguyên không âm như 48 hoặc “1.234”."
    )


def test_a_formula_is_refused_whatever_it_came_to(fill: Fill, every_kind: Scheme) -> None:
    """With a cached value or without one, in any yellow cell; what stands in the workbook is shown."""
    filled = fill(every_kind)
    places = []
    for key, column, name in (
        ("sang_kien", "D", "Số liệu"),
        ("ho_so", "H", "Số liệu"),
        ("[period]", "C", "Số liệu"),
        ("2", "E", CLAIMS),
        ("2", "G", CLAIMS),
    ):
        places.append(filled.put(key, column, None, name))
        sheet, cell = places[-1].split("!")
        filled.book[sheet][cell] = "=1+1"
    found = refusals(filled.save(), every_kind)
    assert {(code, path, given) for code, path, _, given in found} == {("formula", place, "“=1+1”") for place in places}
    assert len(found) == len(places)


def test_every_formula_of_one_fact_is_named(fill: Fill, every_kind: Scheme) -> None:
    """Two formulas in two ways to give one fact: both cells, and that there are two ways."""
    filled = fill(every_kind)
    row = filled.row("ho_so")
    for column in "DF":
        filled.sheet()[f"{column}{row}"] = "=1+1"
    assert [(code, path) for code, path, _, _ in refusals(filled.save(), every_kind)] == [
        ("formula", f"Số liệu!D{row}"),
        ("formula", f"Số liệu!F{row}"),
        ("several-values", f"Số liệu!D{row}:F{row}"),
    ]


def test_a_formulas_kept_result_is_never_taken(tmp_path: Path, every_kind: Scheme) -> None:
    """A formula that a program worked out is refused as well; its 2 is nobody's typing."""
    write_template(every_kind, tmp_path / "a.xlsx", units="Xã A")
    row = next(
        cell.row for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["Số liệu"]["I"] if cell.value == "sang_kien"
    )
    with ZipFile(tmp_path / "a.xlsx") as old, ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                part, times = re.subn(rf'<c r="D{row}"( s="\d+")/>', rf'<c r="D{row}"\1><f>1+1</f><v>2</v></c>', part)
                assert times == 1
            new.writestr(name, part)
    kept = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["Số liệu"][f"D{row}"].value
    assert kept == 2
    assert refusals(tmp_path / "b.xlsx", every_kind) == [("formula", f"Số liệu!D{row}", "sang_kien", "“=1+1”")]


def test_text_that_begins_like_a_formula_is_kept_as_text(fill: Fill, every_kind: Scheme) -> None:
    """What was typed as text is text: a citation or a calculation may begin with = or +."""
    filled = fill(every_kind)
    filled.put("ho_so", "F", "50%")
    filled.put("ho_so", "H", "=Báo cáo 1")
    filled.put("2", "E", 5, CLAIMS)
    filled.put("2", "F", "=50% * 10", CLAIMS)
    (unit,) = read_workbook(filled.save(), every_kind)
    assert [document.text for document in unit.documents] == ["=Báo cáo 1"]
    assert unit.claims == {"2": Claim("5", text="=50% * 10")}


def test_claims_documents_and_evidence_come_out(fill: Fill, every_kind: Scheme) -> None:
    """A claim is exact, a line is a document, the same citation is the same document, a fact has its own."""
    filled = fill(every_kind)
    filled.put("ho_so", "F", "99,8%")
    filled.put("ho_so", "H", "Báo cáo số 245/BC-UBND ngày 17/10/2023")
    filled.put("cong_khai", "H", "Ảnh chụp trang tin")
    filled.put("2", "E", 9.98, CLAIMS)
    filled.put("2", "F", "99,8% × 10", CLAIMS)
    filled.put(
        "2",
        "G",
        "Báo cáo số 245/BC-UBND ngày 17/10/2023\n\n   \n Số liệu trên Hệ thống \nSố liệu trên Hệ thống",
        CLAIMS,
    )
    filled.put("3", "E", "3,5", CLAIMS)
    filled.put("4", "G", "Số liệu trên Hệ thống", CLAIMS)
    (unit,) = read_workbook(filled.save(), every_kind)
    texts = {document.key: document.text for document in unit.documents}
    assert unit.claims == {"2": Claim(Fraction(499, 50), text="99,8% × 10"), "3": Claim("3,5")}
    assert texts[str(unit.measurements["ho_so"].document)] == "Báo cáo số 245/BC-UBND ngày 17/10/2023"
    cited = {row: [texts[key] for key in keys] for row, keys in unit.evidence.items()}
    assert cited == {
        "2": ["Báo cáo số 245/BC-UBND ngày 17/10/2023", "Số liệu trên Hệ thống"],
        "4": ["Ảnh chụp trang tin", "Số liệu trên Hệ thống"],  # the fact has no value yet; its document is not lost
    }
    assert len(texts) == 3
    report = next(document for document in unit.documents if document.numbered)
    assert (report.kind, report.number, report.symbol) == ("Báo cáo", "245", "BC-UBND")
    assert report.date == date(2023, 10, 17)
    assert loads_assessment(dumps_assessment(unit)) == unit


@pytest.mark.parametrize(
    ("typed", "code", "column"),
    [
        ({"E": 9.985}, "float-off-grid", "E"),
        ({"E": "mười"}, "not-a-number", "E"),
        ({"E": True}, "not-a-number", "E"),
        ({"E": date(2023, 5, 1)}, "not-a-number", "E"),
        ({"F": "99,8% × 10"}, "empty-cell", "E"),
        ({"E": 5, "F": 3.5}, "wrong-value", "F"),
        ({"G": 3.5}, "wrong-value", "G"),
    ],
)
def test_a_bad_claim_is_named(fill: Fill, every_kind: Scheme, typed: dict[str, object], code: str, column: str) -> None:
    """Points are a number in hundredths; a calculation without points is not passed over."""
    filled = fill(every_kind)
    for where, value in typed.items():
        filled.put("2", where, value, CLAIMS)
    path = filled.save()
    with pytest.raises(FileError) as caught:
        read_workbook(path, every_kind)
    ((found, row, place),) = [(one.code, one.row, one.path) for one in caught.value.problems]
    assert (found, row, place) == (code, "2", f"{CLAIMS}!{column}{filled.row('2', CLAIMS)}")


def test_a_unit_needs_its_name(fill: Fill, every_kind: Scheme) -> None:
    """Where the workbook does not fix the unit, an empty name is a bad cell; a number is a name too."""
    filled = fill(every_kind)
    filled.put("[unit]", "C", None)
    assert refusals(filled.save(), every_kind) == [("empty-cell", "Số liệu!C2", None, None)]
    filled.put("[unit]", "C", 12)
    filled.put("[period]", "C", 2024)
    (unit,) = read_workbook(filled.save(), every_kind)
    assert (unit.unit.vi, unit.period) == ("12", "2024")


def test_a_unit_that_is_given_stays_so(fill: Fill, every_kind: Scheme) -> None:
    """Who opens the sheet and writes another name over the unit's is told, not passed over."""
    filled = fill(every_kind, units=["Xã A"])
    place = filled.put("[unit]", "C", "Xã B")
    assert refusals(filled.save(), every_kind) == [("closed-cell", place, None, "“Xã B”")]


def test_many_units_in_one_workbook(fill: Fill, every_kind: Scheme) -> None:
    """Each unit's two sheets are read, in order; a bad cell names the sheet of its unit."""
    filled = fill(every_kind, units=["Xã A", "Xã B"])
    filled.put("sang_kien", "D", 1, "1 Xã A")
    filled.put("sang_kien", "D", 2, "2 Xã B")
    filled.put("2", "E", 10, "2 Điểm tự chấm")
    units = read_workbook(filled.save(), every_kind)
    assert [(unit.unit.vi, unit.values, set(unit.claims)) for unit in units] == [
        ("Xã A", {"sang_kien": 1}, set()),
        ("Xã B", {"sang_kien": 2}, {"2"}),
    ]
    bad = [filled.put("sang_kien", "D", "x", "1 Xã A"), filled.put("sang_kien", "D", "y", "2 Xã B")]
    assert [place for _, place, _, _ in refusals(filled.save(), every_kind)] == bad


def test_rows_may_be_moved(fill: Fill, every_kind: Scheme) -> None:
    """A row is known by its key, not by its place: rows put in between do no harm."""
    filled = fill(every_kind)
    filled.put("sang_kien", "D", 2)
    sheet = filled.sheet()
    before = filled.row("sang_kien")
    sheet.insert_rows(7, 3)
    assert filled.row("sang_kien") == before + 3
    (unit,) = read_workbook(filled.save(), every_kind)
    assert unit.values == {"sang_kien": 2}


def test_a_value_outside_of_the_table_is_not_passed_over(fill: Fill, every_kind: Scheme) -> None:
    """What someone typed into a row of his own, or under a heading, is named."""
    filled = fill(every_kind)
    sheet = filled.sheet()
    last = filled.row("thu")
    sheet[f"D{last + 2}"] = 5
    assert refusals(filled.save(), every_kind) == [("closed-cell", f"Số liệu!D{last + 2}", None, "5")]


@pytest.mark.parametrize("key", ["[unit]", "[period]"])
def test_the_rows_of_the_unit_and_the_period_are_asked_for_too(fill: Fill, every_kind: Scheme, key: str) -> None:
    """Whoever writes over their keys is told of the row, not that its cell is empty."""
    filled = fill(every_kind)
    filled.sheet()[f"I{filled.row(key)}"] = "x"
    assert refusals(filled.save(), every_kind) == [("row-changed", "Số liệu", None, None)]


def test_a_row_that_is_gone_or_doubled_is_named(fill: Fill, every_kind: Scheme) -> None:
    """A fact without its row is not just unknown, and one with two rows has no value."""
    filled = fill(every_kind)
    sheet = filled.sheet()
    sheet[f"I{filled.row('muc')}"] = "sang_kien"
    found = refusals(filled.save(), every_kind)
    assert [(code, place, fact) for code, place, fact, _ in found] == [
        ("row-changed", "Số liệu", "muc"),
        ("row-changed", "Số liệu", "sang_kien"),
    ]


@pytest.mark.parametrize("name", ["Số liệu", CLAIMS])
def test_a_renamed_sheet_is_named_and_the_other_is_still_read(fill: Fill, every_kind: Scheme, name: str) -> None:
    """The missing sheet is told, beside the bad cells of the other."""
    filled = fill(every_kind)
    bad = filled.put("sang_kien", "D", "x") if name == CLAIMS else filled.put("2", "E", "x", CLAIMS)
    filled.sheet(name).title = "Trang 1"
    path = filled.save()
    with pytest.raises(FileError) as caught:
        read_workbook(path, every_kind)
    problems = {one.code: one for one in caught.value.problems}
    assert problems["no-sheet"].path == name
    assert "Trang 1" in problems["no-sheet"].text("vi")
    assert bad in {one.path for one in caught.value.problems}
    assert len(caught.value.problems) == 2


def test_merged_cells_are_named(fill: Fill, every_kind: Scheme) -> None:
    """Merging keeps one value of several, so the rows that it touches are not read as if nothing was there."""
    filled = fill(every_kind)
    filled.put("ho_so", "D", 998)
    filled.put("ho_so", "E", 1000)
    row = filled.row("ho_so")
    filled.sheet().merge_cells(f"D{row}:E{row}")
    ((code, place, fact, _),) = refusals(filled.save(), every_kind)
    assert (code, place, fact) == ("merged-cells", f"Số liệu!D{row}:E{row}", "ho_so")


def test_a_stale_template_is_recognised(fill: Fill, every_kind: Scheme) -> None:
    """A workbook of another version, of another scheme, or of no scheme is refused as what it is."""
    path = fill(every_kind).save()
    other = evolve(every_kind, title="Mọi loại số liệu (sửa đổi)")
    with pytest.raises(FileError) as caught:
        read_workbook(path, other)
    (problem,) = caught.value.problems
    assert (problem.code, problem.given) == ("stale-template", f"“{every_kind.fingerprint}”")
    assert [code for code, *_ in refusals(path, open_scheme("nga-nam-2023"))] == ["other-scheme"]


def test_a_workbook_that_is_no_template_is_refused(tmp_path: Path, every_kind: Scheme) -> None:
    """Any other workbook, or one whose hidden sheet says something else."""
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    assert refusals(tmp_path / "a.xlsx", every_kind) == [("not-a-template", None, None, "“Sheet”")]
    book.create_sheet("emulscore")["A1"] = "format"
    book["emulscore"]["B1"] = "emulscore workbook 9"
    book.save(tmp_path / "a.xlsx")
    assert refusals(tmp_path / "a.xlsx", every_kind) == [("not-a-template", None, None, "“emulscore workbook 9”")]


def test_a_list_of_evidence_may_have_bullets(fill: Fill, every_kind: Scheme) -> None:
    """Reports list documents with dashes and semicolons; the documents are the same."""
    filled = fill(every_kind)
    filled.put("2", "E", 5, CLAIMS)
    filled.put("2", "G", "- Báo cáo số 245/BC-UBND ngày 17/10/2023;\n• Sổ theo dõi ;\n+ \n", CLAIMS)
    (unit,) = read_workbook(filled.save(), every_kind)
    assert [one.text for one in unit.documents] == ["Báo cáo số 245/BC-UBND ngày 17/10/2023", "Sổ theo dõi"]
    assert unit.evidence["2"][0] == "245/BC-UBND"


def test_two_documents_of_one_number_stay_two(fill: Fill, every_kind: Scheme) -> None:
    """Each year has its report 245: the second keeps its text, under a key of its own."""
    lines = [f"Báo cáo số 245/BC-UBND ngày 17/10/{year}" for year in (2023, 2022)]
    filled = fill(every_kind)
    filled.put("2", "E", 5, CLAIMS)
    filled.put("2", "G", "\n".join(lines), CLAIMS)
    (unit,) = read_workbook(filled.save(), every_kind)
    assert {document.key: document.text for document in unit.documents} == dict(
        zip(unit.evidence["2"], lines, strict=True)
    )
    assert unit.evidence["2"][0] == "245/BC-UBND"


def test_a_row_of_the_claims_that_is_gone_is_named(fill: Fill, every_kind: Scheme) -> None:
    """The row whose number someone wrote over has no claim, and the bad claim of another is told beside it."""
    filled = fill(every_kind)
    filled.sheet(CLAIMS)[f"H{filled.row('3', CLAIMS)}"] = "ba"
    bad = filled.put("2", "E", "mười", CLAIMS)
    with pytest.raises(FileError) as caught:
        read_workbook(filled.save(), every_kind)
    found = [(one.code, one.path, one.row) for one in caught.value.problems]
    assert found == [("row-changed", CLAIMS, "3"), ("not-a-number", bad, "2")]


@pytest.mark.parametrize(
    "cells",
    [{"A4": None}, {"A4": "Unit"}, {"B4": "Số liệu", "C4": "Số liệu"}],
    ids=["no unit", "another word", "one sheet twice"],
)
def test_a_hidden_sheet_that_names_no_sheets_is_refused(
    fill: Fill, every_kind: Scheme, cells: dict[str, object]
) -> None:
    """Which sheets are whose stands in the hidden sheet's fourth line; without it nothing can be read."""
    filled = fill(every_kind)
    for place, value in cells.items():
        filled.sheet("emulscore")[place] = value
    assert refusals(filled.save(), every_kind) == [("not-a-template", None, None, None)]


def test_the_value_of_a_cohort_is_read_like_its_fact(fill: Fill) -> None:
    """Where a unit is scored alone, the best of the cohort is typed in: a number, or a share with its %."""
    speed, files = NumberFact("toc_do", largest=20, decimals=1), ShareFact("ho_so")
    rows = [
        Criterion("1", "A", 4, Relative(speed, to=CohortFact("nhat", of=speed, take="best", decimals=1), empty=0)),
        Criterion("2", "B", 6, Relative(files, to=CohortFact("tb", of=files, take="mean", decimals=3), empty=0)),
    ]
    scheme = Scheme("s", "S", total=10, items=rows)
    filled = fill(scheme)
    filled.put("toc_do", "D", 5)
    filled.put("nhat", "D", 12.5)
    filled.put("ho_so", "F", "40%")
    filled.put("tb", "D", 0.805, shown="0.0%")
    (unit,) = read_workbook(filled.save(), scheme)
    assert unit.values == {"toc_do": 5, "nhat": "12.5", "ho_so": "40%", "tb": "80.5%"}
    # 5 of 12,5 of 4 points; 40% of 80,5% of 6 points is 240/80,5 = 2,981…
    assert [str(row.points) for row in scheme.score(unit)] == ["1.60", "2.98"]
