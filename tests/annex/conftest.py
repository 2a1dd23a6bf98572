"""Annexes as offices write them: made by other programs than the one that reads them, each laid out in its own way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any, Final

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

DATA: Final = Path(__file__).parents[1] / "data" / "annexes"
_BY: Final = 'w:id="7" w:author="A" w:date="2025-12-01T00:00:00Z"'


def fill(table: Any, lines: Sequence[Sequence[str]]) -> None:  # noqa: ANN401 - as python-docx has it
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text


def two_points(path: Path) -> None:
    """Points in three columns under one merged heading, numbers with dots, groups with points, a totals row."""
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    lines = [
        ["Số TT", "Nội dung tiêu chí", "Điểm", "", "", "Cách tính", "Minh chứng"],
        ["", "", "Tối đa", "Tự chấm", "Thẩm định", "", ""],
        ["1", "Công khai, minh bạch", "15", "14,5", "13,5", "", ""],
        ["1.1", "Công khai thủ tục hành chính", "10", "10", "9", "", "Quyết định số 15/QĐ-UBND ngày 10/01/2025"],
        ["1.2", "Trả lời kiến nghị đúng hạn", "5", "4,5", "4,5", "90%", "Báo cáo số 60/BC-UBND ngày 01/10/2025"],
        ["2", "Cải cách hành chính", "5", "", "", "", ""],
        ["2.1", "Sáng kiến được công nhận", "5", "", "", "Mỗi sáng kiến 2,5 điểm", ""],
        ["", "Tổng điểm", "20", "14,5", "13,5", "", ""],
    ]
    table = document.add_table(len(lines), 7)
    fill(table, lines)
    table.cell(0, 2).merge(table.cell(0, 4))
    for column in (0, 1, 5, 6):
        table.cell(0, column).merge(table.cell(1, column))
    document.save(str(path))


def same_cell(path: Path) -> None:
    """What a row asks for and what it cites stand in one cell."""
    document = docx.Document()
    table = document.add_table(4, 4)
    fill(
        table,
        [
            ["STT", "Nội dung tiêu chí và căn cứ", "Điểm chuẩn", "Điểm tự chấm"],
            [
                "1",
                "Ban hành kế hoạch cải cách hành chính năm 2025\n"  # noqa: ISC004 - one cell of three lines
                "- Kế hoạch số 03/KH-UBND ngày 06/01/2025 của UBND xã về cải cách hành chính năm 2025;\n"
                "- Công văn số 77/UBND-VP ngày 12/02/2025 về việc đôn đốc thực hiện",
                "5",
                "5",
            ],
            ["2", "Tổ chức đối thoại với người dân (Thông báo số 21/TB-UBND ngày 09/9/2025 của UBND xã)", "3", "2,5"],
            ["3", "Không có đơn thư tồn đọng", "2", "2"],
        ],
    )
    document.save(str(path))


def merged(path: Path) -> None:
    """A workbook: cells merged down and across, numbers with decimals, formulas, text beside numbers."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Tự chấm"
    lines: list[list[object]] = [
        ["UBND XÃ TÂN LONG", None, None, None, None, None],
        ["BẢNG TỰ CHẤM ĐIỂM NĂM 2025", None, None, None, None, None],
        [],
        ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Kết quả thực hiện", "Tài liệu minh chứng"],
        ["I", "CHỈ ĐẠO, ĐIỀU HÀNH", 15, "=SUM(D6:D8)", None, None],
        [1, "Kế hoạch và báo cáo", 10, 9.98, None, "Kế hoạch số 11/KH-UBND ngày 15/01/2025 của UBND xã"],
        [None, None, None, None, None, "Báo cáo số 140/BC-UBND ngày 30/11/2025 của UBND xã"],
        [2, "Hồ sơ công việc trên môi trường mạng", 5, "=5*0.99", 0.995, "Báo cáo số 140/BC-UBND ngày 30/11/2025"],
        ["II", "HẠ TẦNG SỐ", 5, 5, None, None],
        [3, "Điểm truy nhập Internet công cộng", 5, 5, "12/12 ấp", None],
        [None, "Tổng cộng", 20, "=D5+D9", None, None],
    ]
    for line in lines:
        sheet.append(line)
    sheet["E8"].number_format = "0.0%"
    for area in ("A1:F1", "A2:F2", "A6:A7", "B6:B7", "C6:C7", "D6:D7", "E6:E7"):
        sheet.merge_cells(area)
    book.save(path)


def tracked(path: Path) -> None:
    """Someone's changes are still marked: points replaced, a row put in, a row taken out."""
    document = docx.Document()
    lines = [
        ["STT", "Nội dung", "Điểm chuẩn", "Điểm tự chấm", "Cách tính", "Căn cứ"],
        ["1", "Ban hành quy chế", "6", "", "", "Quyết định số 40/QĐ-UBND ngày 11/3/2025 của UBND phường"],
        ["2", "Tỷ lệ văn bản điện tử", "4", "4", "Điểm = 100%*4", ""],
        ["3", "Họp trực tuyến", "2", "2", "", ""],
        ["4", "Chữ ký số", "3", "3", "", ""],
    ]
    table = document.add_table(len(lines), 6)
    fill(table, lines)
    words = nsdecls("w")
    points = table.cell(1, 3).paragraphs[0]._p  # noqa: SLF001 - changes are not in python-docx's own interface
    points.append(parse_xml(f"<w:del {words} {_BY}><w:r><w:delText>6</w:delText></w:r></w:del>"))
    points.append(parse_xml(f"<w:ins {words} {_BY}><w:r><w:t>5</w:t></w:r></w:ins>"))
    for place, mark in ((3, "del"), (4, "ins")):
        properties = table.rows[place]._tr.get_or_add_trPr()  # noqa: SLF001 - as above
        properties.append(parse_xml(f"<w:{mark} {words} {_BY}/>"))
    document.save(str(path))


def nested(path: Path) -> None:
    """The table stands inside a table that only lays the page out, and one of its cells holds a table of its own."""
    document = docx.Document()
    page = document.add_table(1, 1)
    page.cell(0, 0).text = "UBND XÃ VĨNH QUỚI"
    table = page.cell(0, 0).add_table(3, 5)
    fill(
        table,
        [
            ["STT", "Tiêu chí", "Điểm chuẩn", "Tự chấm", "Căn cứ"],
            ["1", "Xây dựng nông thôn mới", "10", "9", "Quyết định số 88/QĐ-UBND ngày 22/8/2025 của UBND xã"],
            ["2", "Gia đình văn hóa", "10", "10", "Thông báo số 19/TB-UBND ngày 02/12/2025"],
        ],
    )
    inner = table.cell(1, 4).add_table(1, 2)
    fill(inner, [["Ấp 1", "92%"]])
    document.save(str(path))


def by_hand(path: Path) -> None:
    """Number cells that hold words, quotients, days and percentages."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Bảng"
    lines: list[list[object]] = [
        ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm"],
        [1, "Có đơn vị đi kèm", "8 điểm", "7,5đ"],
        [2, "Viết bằng chữ", 5, "năm"],
        [3, "Viết như phân số", 10, "8/10"],
        [4, "Bị đổi thành ngày", 10, date(2025, 10, 9)],
        [5, "Định dạng phần trăm", 1, 0.5],
        [6, "Để trống", 4, None],
        [6, "Số thứ tự lặp lại", 4, 4],
        [None, "Không có số thứ tự", 2, 2],
        [7, "Lớn hơn điểm chuẩn", 3, 4],
        [8, "Gạch ngang", 3, "-"],
    ]
    for line in lines:
        sheet.append(line)
    sheet["D6"].number_format = "0%"
    book.save(path)


def numbered(path: Path) -> None:
    """The numbers of the rows and the bullets are Word's own, so no cell holds them as text."""
    document = docx.Document()
    table = document.add_table(4, 5)
    fill(
        table,
        [
            ["STT", "Nội dung", "Điểm tối đa", "Điểm tự chấm", "Căn cứ tính điểm"],
            ["", "Tuyên truyền", "5", "5", ""],
            ["", "Tập huấn", "5", "4", ""],
            ["", "Thi đua", "5", "3", "Kế hoạch số 5/KH-UBND ngày 2/01/2025"],
        ],
    )
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
    cell = table.cell(1, 4)
    cell.text = "Kế hoạch số 7/KH-UBND ngày 9/01/2025 của UBND xã về tuyên truyền"
    cell.add_paragraph("Báo cáo số 66/BC-UBND ngày 20/11/2025 của UBND xã")
    for paragraph in cell.paragraphs:
        paragraph.style = document.styles["List Bullet"]
    document.save(str(path))


def split(path: Path) -> None:
    """One table was cut in two: the heading is repeated, and a row goes on behind it."""
    document = docx.Document()
    head = ["Số TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Cách tính", "Căn cứ tính điểm"]
    first = document.add_table(3, 6)
    fill(
        first,
        [
            head,
            ["II Đơn vị cấp xã (3 tiêu chí - Thang điểm 20 điểm)", "", "", "", "", ""],
            ["1", "Tỷ lệ thanh toán trực tuyến", "10", "9,5", "Điểm = 190/200 * 10", "Báo cáo số 51/BC-UBND ngày"],
        ],
    )
    first.cell(1, 0).merge(first.cell(1, 5))
    document.add_paragraph("2")
    second = document.add_table(3, 6)
    fill(
        second,
        [
            head,
            ["", "", "", "", "", "10/12/2025 của UBND xã về thanh toán trực tuyến"],
            ["2", "Chợ không dùng tiền mặt (khu vực “trung tâm", "5", "5", "", "Báo cáo số 51/BC-UBND"],
        ],
    )
    document.add_paragraph("Nơi nhận: như trên")
    signed = document.add_table(1, 2)
    fill(signed, [["NGƯỜI LẬP", "CHỦ TỊCH"]])
    document.save(str(path))


_MAKE: Final[dict[str, Callable[[Path], None]]] = {
    "two_points.docx": two_points,
    "same_cell.docx": same_cell,
    "merged.xlsx": merged,
    "tracked.docx": tracked,
    "nested.docx": nested,
    "by_hand.xlsx": by_hand,
    "numbered.docx": numbered,
    "split.docx": split,
}


@pytest.fixture
def layout(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes one of the annexes, by the name of its file."""

    def made(name: str) -> Path:
        path = tmp_path / name
        if name in _MAKE:
            _MAKE[name](path)
        else:
            copyfile(DATA / name, path)
        return path

    return made
