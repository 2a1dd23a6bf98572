"""The data-entry workbook: what is open, what is checked, what is hidden, and the same bytes every time."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from emulscore import Criterion, Direct, LevelFact, PointsFact, Refused, Scheme, Tiered, Words, YesNoFact
from emulscore.excel import write_template
from emulscore.excel.styles import lines_of
from emulscore.files import open_scheme

YELLOW = "FFFFF2CC"
PUBLISHED = ("nga-nam-2023", "thanh-hoa-hdnd-2026", "nghi-dinh-335-2025", "ung-dung-cntt-bo")


def shown(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def open_cells(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def yellow_cells(sheet: Worksheet) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == YELLOW}


def checks(sheet: Worksheet) -> dict[str, DataValidation]:
    """Return the check of each cell."""
    return {
        cell.coordinate: check
        for check in sheet.data_validations.dataValidation
        for part in check.sqref.ranges
        for line in sheet[part.coord : part.coord] or ()
        for cell in line
    }


def choices(book: Workbook, check: DataValidation) -> list[str]:
    """Return what a list offers, from the range that it names."""
    sheet, _, cells = check.formula1.replace("$", "").partition("!")
    return [cell.value for line in book[sheet][cells] for cell in line]


@pytest.mark.parametrize("name", PUBLISHED)
@pytest.mark.parametrize("units", [None, ["Xã A", "Xã B"]])
def test_exactly_the_yellow_cells_are_open(tmp_path: Path, name: str, units: list[str] | None) -> None:
    """Every sheet is protected, without a password; the cells that are not locked are the yellow ones and no others."""
    write_template(open_scheme(name), tmp_path / "a.xlsx", units=units)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password
    for sheet in shown(book):
        assert open_cells(sheet) == yellow_cells(sheet) != set()
    tables = 3 if name == "nghi-dinh-335-2025" else 0
    assert len(shown(book)) == (2 + tables) * len(units or [""])


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_yellow_cell_has_a_prompt_in_vietnamese(tmp_path: Path, name: str) -> None:
    """Whoever selects a cell is told what it takes, within the lengths that Excel shows."""
    write_template(open_scheme(name), tmp_path / "a.xlsx")
    for sheet in shown(openpyxl.load_workbook(tmp_path / "a.xlsx")):
        found = checks(sheet)
        assert found.keys() == yellow_cells(sheet)
        for check in found.values():
            assert 0 < len(check.promptTitle) <= 32
            assert 0 < len(check.prompt) <= 255
            assert check.prompt.split()[0] in {"Nhập", "Chọn", "Số", "Nếu", "Chỉ", "Văn", "Mỗi", "Ghi"}


def test_there_is_one_row_for_each_fact(tmp_path: Path) -> None:
    """The hidden keys of the sheet of facts are the facts, each once; those of the claims are the criteria."""
    scheme = open_scheme("nga-nam-2023")
    write_template(scheme, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    keys = [cell.value for cell in book["Số liệu"]["I"] if cell.value]
    assert keys == ["[unit]", "[period]", *scheme.facts]
    assert [cell.value for cell in book["Điểm tự chấm"]["H"] if cell.value] == [str(row) for row in range(1, 16)]
    assert book["Số liệu"].column_dimensions["I"].hidden


def test_every_kind_of_fact_has_its_check(fill: Callable[..., Any], every_kind: Scheme) -> None:
    """Counts take whole numbers in their limits, days take days, levels and answers lists, numbers their range."""
    filled = fill(every_kind)
    found = checks(filled.sheet())

    def check(key: str, column: str) -> DataValidation:
        return found[f"{column}{filled.row(key)}"]

    def span(key: str, column: str) -> tuple[str, str, str]:
        one = check(key, column)
        return one.type, one.formula1, one.formula2

    assert span("sang_kien", "D") == ("whole", "0", "3")
    assert span("ho_so", "D") == span("ho_so", "E") == ("whole", "0", "1000000000")
    assert span("thu", "D") == ("whole", "0", "2000000000")
    assert span("thu", "E") == ("whole", "0", "1000000000")
    assert span("bang_thong", "D") == ("decimal", "0", "60")
    assert span("hoi_dong", "D") == ("decimal", "0", "8")
    days = [(date(1990, 1, 1) - date(1899, 12, 30)).days, (date(2099, 12, 31) - date(1899, 12, 30)).days]
    assert span("ke_hoach", "D") == span("ke_hoach", "E") == ("date", *map(str, days))
    assert check("muc", "D").type == "list"
    assert choices(filled.book, check("muc", "D")) == ["Tốt, đủ", "Khá", "1"]
    assert choices(filled.book, check("cong_khai", "D")) == ["có", "không"]
    # Only the late plan has points stated for what never happened; other states could not be scored.
    assert choices(filled.book, check("ke_hoach", "G")) == ["không thực hiện"]
    assert {key for key in every_kind.facts if f"G{filled.row(key)}" in found} == {"ke_hoach"}
    # A share may be written as one text, a lateness in the unit that its rule counts in; nothing else stands there.
    assert {key for key in every_kind.facts if f"F{filled.row(key)}" in found} == {"ke_hoach", "ho_so", "thu"}
    assert "tháng (tính cả tháng chưa tròn)" in check("ke_hoach", "F").prompt
    assert "99,8%" in check("ho_so", "F").prompt
    assert "hoặc 99,8." in check("thu", "F").prompt


def test_claims_are_checked_against_the_base(fill: Callable[..., Any], every_kind: Scheme) -> None:
    """Claimed points lie between 0 and the row's base."""
    filled = fill(every_kind)
    found = checks(filled.sheet("Điểm tự chấm"))
    one = found[f"E{filled.row('2', 'Điểm tự chấm')}"]
    assert (one.type, one.formula1, one.formula2) == ("decimal", "0", "10")


def test_cells_for_texts_keep_what_is_typed(fill: Callable[..., Any], every_kind: Scheme) -> None:
    """Where a share may be written as a text the cell is for texts, so that no program makes a float or a day of it."""
    filled = fill(every_kind)
    for key, column in (("ho_so", "F"), ("ke_hoach", "F"), ("muc", "D"), ("ho_so", "H")):
        assert filled.sheet()[f"{column}{filled.row(key)}"].number_format == "@"
    assert filled.sheet()[f"D{filled.row('ke_hoach')}"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_prints_on_a4_one_page_wide(tmp_path: Path, name: str) -> None:
    """A4, landscape, one page wide and as many long as needed, the heading on every page, the key not printed."""
    write_template(open_scheme(name), tmp_path / "a.xlsx")
    for sheet in shown(openpyxl.load_workbook(tmp_path / "a.xlsx")):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$5:$5"
        last = {"Số": "H", "Điểm": "G", "Bảng": "E"}[sheet.title.split()[0]]
        assert sheet.print_area.endswith(f":${last}${sheet.max_row}")
        assert sheet.freeze_panes == "C6"


def test_there_are_no_formulas(tmp_path: Path, every_kind: Scheme) -> None:
    """A template works nothing out, so there is nothing in it that could be old."""
    write_template(every_kind, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_hidden_sheet_names_the_scheme_and_its_fingerprint(tmp_path: Path, every_kind: Scheme) -> None:
    """A very hidden sheet says which scheme in which version the workbook is for, and which sheets are whose."""
    write_template(every_kind, tmp_path / "a.xlsx", units=["Xã A", Words("Xã B", "Commune B")])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["emulscore"]
    assert sheet.sheet_state == "veryHidden"
    assert [[cell.value for cell in row] for row in sheet["A1:D5"]] == [
        ["format", "emulscore workbook 1", None, None],
        ["scheme", "moi_loai", None, None],
        ["fingerprint", every_kind.fingerprint, None, None],
        ["unit", "1 Xã A", "1 Điểm tự chấm", "Xã A"],
        ["unit", "2 Xã B", "2 Điểm tự chấm", "Xã B"],
    ]
    assert book.sheetnames == ["1 Xã A", "1 Điểm tự chấm", "2 Xã B", "2 Điểm tự chấm", "emulscore"]


def test_a_unit_that_is_given_is_not_asked_for(tmp_path: Path, every_kind: Scheme) -> None:
    """A given name stands in a locked cell on both sheets; without one its cell is yellow."""
    write_template(every_kind, tmp_path / "a.xlsx", units="Xã A")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Số liệu"]
    assert (sheet["C2"].value, sheet["C2"].protection.locked) == ("Xã A", True)
    assert (sheet["C3"].value, sheet["C3"].protection.locked) == ("2023", False)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["Điểm tự chấm"]["C2"].value == "Xã A"
    write_template(every_kind, tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Số liệu"]
    assert (sheet["C2"].value, sheet["C2"].protection.locked) == (None, False)


def test_names_of_units_that_no_sheet_can_have(tmp_path: Path, every_kind: Scheme) -> None:
    """Long names, signs that Excel refuses and names that are alike make sheets of their own."""
    units = ["Xã [A]: 1/2*?\\", "x" * 50, "xã tân long", "XÃ TÂN LONG", "'Xã'"]
    write_template(every_kind, tmp_path / "a.xlsx", units=units)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    names = [sheet.title for sheet in shown(book)]
    assert len({name.casefold() for name in names}) == 10
    assert all(len(name) <= 31 for name in names)
    assert [book["emulscore"].cell(row, 4).value for row in range(4, 9)] == units


def test_what_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    """Titles, units and periods that begin with = + - or @ are texts, and so are numbers and links in them."""
    row = Criterion("=1+1", '=HYPERLINK("http://x")', 8, Direct(PointsFact("diem", largest=8, label="@SUM(1)")))
    scheme = Scheme("thu", "+1", total=8, items=[row], period="=2023")
    write_template(scheme, tmp_path / "a.xlsx", units=["=cmd|' /C calc'!A0"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    texts = {cell.value for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "s"}
    assert {"=1+1", '=HYPERLINK("http://x")', "=2023", "=cmd|' /C calc'!A0"} <= texts
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    archive = ZipFile(tmp_path / "a.xlsx")
    assert not any(b"<hyperlink" in archive.read(name) for name in archive.namelist())


def test_without_units_there_is_nothing_to_write(tmp_path: Path, every_kind: Scheme) -> None:
    """An empty list of units is a mistake, not a workbook without sheets."""
    with pytest.raises(Refused) as caught:
        write_template(every_kind, tmp_path / "a.xlsx", units=[])
    assert caught.value.code == "wrong-argument"
    assert not (tmp_path / "a.xlsx").exists()


def test_it_speaks_english_too(fill: Callable[..., Any], every_kind: Scheme) -> None:
    """Headings, prompts and lists are in the language that is asked for; sheets keep their names."""
    filled = fill(every_kind, lang="en")
    found = checks(filled.sheet())
    assert filled.sheet()["D5"].value.startswith("Value")
    assert choices(filled.book, found[f"D{filled.row('cong_khai')}"]) == ["yes", "no"]
    assert choices(filled.book, found[f"G{filled.row('ke_hoach')}"]) == ["never"]


SCRIPT = """
import locale, sys
from emulscore.excel import write_template
from emulscore.excel.styles import lines_of
from emulscore.files import open_scheme
for name in ("vi_VN.UTF-8", "de_DE.UTF-8", "C.UTF-8"):
    try:
        locale.setlocale(locale.LC_ALL, name)
        break
    except locale.Error:
        pass
write_template(open_scheme("nga-nam-2023"), sys.argv[1], units=["Xã A", "Xã B"])
"""


def test_the_same_scheme_and_units_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the day, the time zone, the locale, the order of hashes nor the folder shows in the file."""
    scheme = open_scheme("nga-nam-2023")
    write_template(scheme, tmp_path / "a.xlsx", units=["Xã A", "Xã B"])
    first = (tmp_path / "a.xlsx").read_bytes()

    now = time.time()
    with monkeypatch.context() as patch:
        later = time.localtime(now + 500 * 24 * 3600)
        patch.setattr(time, "localtime", lambda *_: later)
        write_template(scheme, tmp_path / "b.xlsx", units=["Xã A", "Xã B"])
    (tmp_path / "other folder").mkdir()
    elsewhere = tmp_path / "other folder" / "c.xlsx"
    around = {**os.environ, "TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "7", "LC_ALL": "C.UTF-8"}
    subprocess.run([sys.executable, "-c", SCRIPT, str(elsewhere)], check=True, env=around)  # noqa: S603 - our own text
    assert first == (tmp_path / "b.xlsx").read_bytes() == elsewhere.read_bytes()
    archive = ZipFile(tmp_path / "a.xlsx")
    about = archive.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d{2}-\d{2}T[\d:]+Z", about) == ["1980-01-01T00:00:00Z"] * 2
    assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_row_has_room_for_whatever_is_chosen(tmp_path: Path) -> None:
    """Row 3 of Ngã Năm chooses among levels of up to 71 letters in a narrow cell: eight lines of 12 points at least."""
    write_template(open_scheme("nga-nam-2023"), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Số liệu"]
    (row,) = [cell.row for cell in sheet["I"] if cell.value == "nhan_su"]
    assert sheet.row_dimensions[row].height >= 6 * 12 * 1.2


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("abcde abcd", 1),  # ten letters with the space between
        ("abcde abcde", 2),
        ("x" * 25, 3),  # 10 + 10 + 5
        ("x" * 20, 2),
        ("ab " + "x" * 25, 4),  # a long word begins on a line of its own
        ("x" * 25 + " abcd", 3),  # 5 and a space and 4
        ("x" * 25 + " abcde", 4),
        ("ab\n\nab", 3),
    ],
)
def test_lines_are_counted_on_the_safe_side(text: str, lines: int) -> None:
    """A column of width 10 has room for ten letters of 12,6 points; a word longer than the line is broken."""
    assert lines_of(text, 10, points=12.6) == lines


def test_a_level_that_its_words_do_not_name_alone_is_offered_by_its_name(
    fill: Callable[..., Any],
) -> None:
    """Words that two levels share, that say there is no value, or that end in a space that cells lose."""
    levels = {"a": "Khá", "b": "Khá", "c": "không thực hiện", "d": "Tốt "}
    rule = Tiered(LevelFact("muc", levels=levels), dict.fromkeys(levels, 1))
    filled = fill(Scheme("s", "Thử", total=1, items=[Criterion("1", "Mức", 1, rule)]))
    found = checks(filled.sheet())
    assert choices(filled.book, found[f"D{filled.row('muc')}"]) == ["Khá", "b", "c", "d"]


def test_only_states_with_a_consequence_are_offered(tmp_path: Path) -> None:
    """A row that says what follows where nothing arose offers that; nobody fills in what cannot be scored afterwards."""
    rows = [
        Criterion("1", "Kế hoạch", 4, Tiered(YesNoFact("ke_hoach"), {True: 4, False: 0}), not_applicable="leave_out"),
        Criterion("2", "Báo cáo", 6, Tiered(YesNoFact("bao_cao"), {True: 6, False: 0}, never=1), not_applicable="full"),
        Criterion("3", "Họp", 5, Tiered(YesNoFact("hop"), {True: 5, False: 0})),
    ]
    scheme = Scheme("s", "Thử", total=15, items=rows, rescale="exact")
    write_template(scheme, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    found = checks(book["Số liệu"])
    rows_of = {cell.value: cell.row for cell in book["Số liệu"]["I"]}
    offered = {
        name: choices(book, found[place]) if (place := f"G{rows_of[name]}") in found else []
        for name in ("ke_hoach", "bao_cao", "hop")
    }
    assert offered == {
        "ke_hoach": ["không phát sinh"],
        "bao_cao": ["không thực hiện", "không phát sinh"],
        "hop": [],
    }
    assert book["Số liệu"][f"G{rows_of['hop']}"].protection.locked
