"""Results as a workbook: numbers that can be worked with, texts that stay texts, the same bytes every time."""

from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from emulscore import Assessment, Criterion, Direct, PointsFact, Refused, Scheme
from emulscore.excel import write_results
from emulscore.schemes import mttq_dong_nai_2026, nga_nam_2023


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Return the workbook of the published unit, and of another with all rows known."""
    scheme, unit = nga_nam_2023.scheme, nga_nam_2023.assessment
    other = evolve(unit, unit="=Xã B", period="2024", measurements={**unit.measurements, "tieu_chi_15": "7,5"})
    path = tmp_path_factory.mktemp("ket-qua") / "kq.xlsx"
    write_results([scheme.score(unit, partial=True), scheme.score(other)], path)
    return openpyxl.load_workbook(path)


def lines(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_summary_has_a_line_for_each_unit_and_real_numbers(book: Workbook) -> None:
    """Points as the document states them: 9,98 for row 8, 4,54 for row 12; the total is their sum."""
    sheet = book["Tổng hợp"]
    rows = [str(row) for row in range(1, 16)]
    assert lines(sheet)[2] == ["STT", "Đơn vị", "Kỳ", "II", *rows, "Tổng điểm"]
    assert lines(sheet)[3] == [None, "Điểm chuẩn", None, 100, 8, 5, 5, 10, 10, 5, 6, 10, 6, 6, 6, 6, 5, 4, 8, 100]
    points = [8, 5, 5, 10, 10, 5, 6, 9.98, 6, 6, 6, 4.54, 5, 4]
    assert lines(sheet)[4] == [1, "Thị xã Ngã Năm", "2023", "90,52 đến 98,52", *points, "0 đến 8", "90,52 đến 98,52"]
    assert lines(sheet)[5] == [2, "=Xã B", "2024", 98.02, *points, 7.5, 98.02]
    assert {cell.data_type for cell in sheet[6][3:]} == {"n"}
    assert sheet.auto_filter.ref == "A4:T6"


def test_each_unit_has_its_scorecard(book: Workbook) -> None:
    """Claimed beside computed points, the gap, and why; row 12 claims 6 where 75,7% of 6 is 4,54."""
    assert book.sheetnames == ["Tổng hợp", "1 Thị xã Ngã Năm", "2 =Xã B"]
    by_id = {line[0]: line for line in lines(book["1 Thị xã Ngã Năm"])}
    assert by_id["STT"][2:6] == ["Điểm chuẩn", "Điểm tự chấm", "Tính ra", "Lệch"]
    assert by_id["8"][2:6] == [10, 9.98, 9.98, 0]
    assert by_id["12"][2:6] == [6, 6, 4.54, 1.46]
    assert by_id["15"][2:6] == [8, "—", "0 đến 8", "—"]
    assert str(by_id["12"][6]).startswith("Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.")
    texts = [line[0] for line in lines(book["1 Thị xã Ngã Năm"])]
    assert any(str(text).startswith("Câu hỏi đối chiếu (") for text in texts)
    assert texts[0] == "Bảng chấm điểm"


def test_nothing_in_it_is_a_formula(book: Workbook) -> None:
    """A unit may be called what looks like a formula; it is a text in every sheet."""
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_it_prints_on_a4_one_page_wide(book: Workbook) -> None:
    """A4, landscape, one page wide, headings repeated."""
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows


def test_a_wide_summary_goes_over_several_pages(tmp_path: Path) -> None:
    """Sixty columns on one page could not be read: units stand again at the left of every page."""
    facts = [PointsFact(f"diem_{place}", largest=1) for place in range(1, 61)]
    rows = [Criterion(str(place), "Điểm", 1, Direct(fact)) for place, fact in enumerate(facts, 1)]
    scheme = Scheme("rong", "Rộng", total=60, items=rows)
    write_results([scheme.score({fact.name: 1 for fact in facts})], tmp_path / "kq.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx").worksheets[0]
    assert sheet.page_setup.fitToWidth > 1
    assert sheet.max_column / sheet.page_setup.fitToWidth < 25
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$B", "$3:$4")


def test_rows_are_as_tall_as_their_texts(book: Workbook) -> None:
    """Not every program works heights out: the row of a text of five lines is at least five lines tall."""
    sheet = book["1 Thị xã Ngã Năm"]
    for row in sheet.iter_rows(min_row=5):
        text = str(row[1].value or "")
        least = -(-len(text) // int(sheet.column_dimensions["B"].width * 1.3))
        assert (sheet.row_dimensions[row[0].row].height or 15) >= least * 12


def test_grades_stand_in_the_summary(tmp_path: Path) -> None:
    """Where a scheme has grades the summary has their column; while it is open, all that are possible."""
    scheme = mttq_dong_nai_2026.scheme
    assert scheme.grades is not None
    full = {name: str(scheme.facts[name].slots[-1].high // 100) for name in scheme.facts}
    cards = [scheme.score(Assessment("A", measurements=full)), scheme.score(Assessment("B"), partial=True)]
    write_results(cards, tmp_path / "kq.xlsx")
    table = lines(openpyxl.load_workbook(tmp_path / "kq.xlsx")["Tổng hợp"])
    titles = [band.title.vi for band in scheme.grades.bands]
    assert table[2][-1] == "Xếp loại"
    assert table[4][-1] == cards[0].grade.title.vi
    assert all(title in str(table[5][-1]) for title in titles)


def test_the_same_scorecards_give_the_same_bytes(tmp_path: Path) -> None:
    """Twice the same, in another folder; and in English something else."""
    card = nga_nam_2023.scheme.score(nga_nam_2023.assessment, partial=True)
    (tmp_path / "x").mkdir()
    write_results([card], tmp_path / "a.xlsx")
    write_results([card], tmp_path / "x" / "b.xlsx")
    write_results([card], tmp_path / "c.xlsx", lang="en")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "x" / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames[0] == "Summary"


def test_scorecards_of_several_schemes_are_refused(tmp_path: Path, every_kind: Scheme) -> None:
    """One table has the columns of one scheme; without any scorecard there is no table."""
    other = every_kind.score({}, partial=True)
    mine = nga_nam_2023.scheme.score({}, partial=True)
    for cards, code in (([mine, other], "other-scheme"), ([], "wrong-argument")):
        with pytest.raises(Refused) as caught:
            write_results(cards, tmp_path / "a.xlsx")
        assert caught.value.code == code
    assert not (tmp_path / "a.xlsx").exists()
