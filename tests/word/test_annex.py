"""The annex as a Word document: what another library reads in it, its form, and that it is the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import docx
import pytest
from attrs import evolve
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from emulscore import (
    Assessment,
    Claim,
    Count,
    CountFact,
    Criterion,
    Document,
    Group,
    Ratio,
    Refused,
    Scheme,
    Scorecard,
    ShareFact,
)
from emulscore.files import open_scheme
from emulscore.schemes.nga_nam_2023 import assessment, scheme
from emulscore.word import annex_html, annex_markdown, write_annex, write_scheme

HEAD: Final = ["Số TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Cách tính", "Căn cứ tính điểm"]


@pytest.fixture(scope="module")
def town() -> Scorecard:
    return scheme.score(assessment, partial=True)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Any]:
    """Return a function that writes an annex and opens it with another library."""

    def made(card: Scorecard, **how: Any) -> Any:  # noqa: ANN401 - the arguments of write_annex
        write_annex(card, tmp_path / "a.docx", **how)
        return docx.Document(str(tmp_path / "a.docx"))

    return made


def texts(table: Any) -> list[list[str]]:  # noqa: ANN401 - as python-docx has it
    return [[cell.text for cell in row.cells] for row in table.rows]


def small(**how: Any) -> Scheme:  # noqa: ANN401 - the fields of a scheme
    row = Criterion("1", "Hồ sơ đúng hạn", 10, Ratio(ShareFact("ho_so"), empty=0), **how)
    return Scheme("thu", "Thử", total=10, items=[row])


def test_the_table_has_the_columns_and_rows_of_the_field(town: Scorecard, opened: Callable[..., Any]) -> None:
    """The source's own headings; its group across the table; 15 rows and the total; the town's own calculation."""
    (table,) = opened(town).tables
    lines = texts(table)
    assert lines[0] == HEAD
    assert lines[1] == ["II Đơn vị cấp thị xã (15 tiêu chí - Thang điểm 100 điểm)"] * 6
    assert [line[0] for line in lines[2:-1]] == [str(number) for number in range(1, 16)]
    assert lines[9][2:5] == ["10", "9,98", "Điểm = 99,80% * 10"]
    assert lines[16][3] == ""
    assert lines[-1] == ["", "Tổng điểm (14 trên 15 tiêu chí đã tự chấm)", "100", "91,98", "", ""]


def test_each_dash_begins_a_paragraph(town: Scorecard, opened: Callable[..., Any]) -> None:
    """Documents and the sentences of a rule stand below one another; a dash inside a name stays where it is."""
    (table,) = opened(town).tables
    assert [one.text for one in table.cell(2, 5).paragraphs] == [
        "- Kế hoạch số 79/KH-UBND ngày 15/5/2023 của UBND thị xã về chuyển đổi số năm 2023;",
        "- Báo cáo số 245/BC-UBND ngày 17/10/2023 của UBND thị xã về kết quả thực hiện công tác chuyển đổi số năm 2023.",
    ]
    assert [one.text[:9] for one in table.cell(2, 4).paragraphs] == ["- Nếu ban", "- Nếu ban"]
    assert len(table.cell(7, 1).paragraphs) == 1  # "kinh tế - xã hội"


def test_the_page_is_that_of_the_decree(town: Scorecard, opened: Callable[..., Any]) -> None:
    """A4; margins of 20 to 25, 20 to 25, 30 to 35 and 15 to 20 mm; the page number above, but not on the first page."""
    for landscape, size in ((True, (297, 210)), (False, (210, 297))):
        (section,) = opened(town, landscape=landscape).sections
        assert section.orientation == (WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT)
        assert [round(one.mm) for one in (section.page_width, section.page_height)] == list(size)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(one.mm) for one in margins] == [20, 20, 30, 15]
        assert section.different_first_page_header_footer
        assert section.first_page_header.is_linked_to_previous  # there is none
        header = section.header.paragraphs[0]
        assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert 'w:instr=" PAGE "' in header._p.xml  # noqa: SLF001 - fields are not in python-docx's own interface


def test_the_heading_is_that_of_the_decree(town: Scorecard, opened: Callable[..., Any]) -> None:
    """`Phụ lục` in small letters, bold, 14 points; the title in capitals; the line in italics with its blanks."""
    label, title, attached, *_ = opened(town, number="II").paragraphs
    assert (label.text, label.runs[0].bold, label.runs[0].font.size) == ("Phụ lục II", True, Pt(14))
    assert title.text == "TIÊU CHÍ ĐÁNH GIÁ, THANG ĐIỂM THI ĐUA CHUYỂN ĐỔI SỐ CỦA THỊ XÃ NGÃ NĂM"
    assert (title.runs[0].bold, title.runs[0].font.size) == (True, Pt(14))
    assert " ".join(attached.text.split()) == "(Kèm theo Báo cáo số /BC-UBND ngày tháng năm của Thị xã Ngã Năm)"
    assert attached.runs[0].italic
    assert {one.alignment for one in (label, title, attached)} == {WD_ALIGN_PARAGRAPH.CENTER}


@pytest.mark.parametrize("size", [11, 13, 14])
def test_letters_are_times_new_roman(town: Scorecard, tmp_path: Path, size: int) -> None:
    """The font and the size of all that names none of its own; sizes are held in half points."""
    write_annex(town, tmp_path / "a.docx", size=size)
    with ZipFile(tmp_path / "a.docx") as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:ascii="Times New Roman"' in styles
    assert f'<w:sz w:val="{size * 2}"/>' in styles


def test_the_heading_of_the_table_is_repeated_and_no_row_is_split(town: Scorecard, opened: Callable[..., Any]) -> None:
    """The first row is marked as heading, no other; every row is kept whole."""
    (table,) = opened(town).tables
    marks = [row._tr.trPr for row in table.rows]  # noqa: SLF001 - not in python-docx's own interface
    assert [mark.find(qn("w:tblHeader")) is not None for mark in marks] == [True] + [False] * 17
    assert all(mark.find(qn("w:cantSplit")) is not None for mark in marks)


@pytest.mark.parametrize(("landscape", "width"), [(True, 252), (False, 165)])
def test_widths_add_up_to_the_page(town: Scorecard, opened: Callable[..., Any], landscape: bool, width: int) -> None:
    """Columns and cells have the same widths, for programs that look at one of them only; none is too narrow."""
    (table,) = opened(town, landscape=landscape).tables
    columns = [column.width for column in table.columns]
    assert abs(sum(columns) - Mm(width)) < Mm(0.1)
    assert all(cell.width == column for cell, column in zip(table.rows[0].cells, columns, strict=True))
    assert min(columns) > Mm(12)


def test_the_same_card_gives_the_same_bytes(tmp_path: Path) -> None:
    """Written by two scorecards made apart from one another, under two names."""
    made = []
    for name in ("a.docx", "b.docx"):
        write_annex(scheme.score(assessment, partial=True), tmp_path / name)
        made.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert made[0] == made[1]
    with ZipFile(tmp_path / "a.docx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {part.create_system for part in archive.infolist()} == {0}
        assert b"created" not in archive.read("docProps/core.xml")


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://a.b","c")',
        "{ INCLUDEPICTURE http://a.b/c.png }",
        '</w:t></w:r><w:fldSimple w:instr=" DDEAUTO c:\\\\a "/><w:r><w:t>',
        "<script>alert(1)</script> & | `a` *b* [c](d)",
        "]]> <!-- &amp; &#65;",
    ],
)
def test_a_text_stays_a_text(tmp_path: Path, text: str) -> None:
    """Whatever it says, in titles, calculations, names and documents: there is no field but the page number."""
    unit = Assessment(
        text,
        claims={"1": Claim(9, text=text)},
        documents=[Document("a", text=text)],
        evidence={"1": ["a"]},
    )
    card = small(wording=text).score(unit, partial=True)
    write_annex(card, tmp_path / "a.docx", title=text, number=text, issuer=text)
    document = docx.Document(str(tmp_path / "a.docx"))
    row = texts(document.tables[1])[1]
    assert row[4] == text
    assert row[5] == f"- {text.strip(' ;.-')}."
    assert document.core_properties.title == text
    with ZipFile(tmp_path / "a.docx") as archive:
        body = archive.read("word/document.xml")
        parts = archive.namelist()
    assert b"<w:fld" not in body
    assert b"instrText" not in body
    assert b"hyperlink" not in body
    assert not [part for part in parts if "embed" in part or "media" in part]
    page = annex_html(card, title=text)
    assert "<script" not in page
    assert "<w:" not in page


def test_signs_that_no_document_can_hold_are_replaced(tmp_path: Path) -> None:
    """Control characters and halves of letters would make the file unreadable."""
    card = small().score(Assessment("A\x00\x0b\ud800\ufffeB", claims={"1": Claim(9, text="\x1b[2J")}), partial=True)
    write_annex(card, tmp_path / "a.docx", issuer="A\x00\x0b\ud800\ufffeB")
    document = docx.Document(str(tmp_path / "a.docx"))
    assert document.tables[0].cell(0, 0).paragraphs[0].text == "A" + "\ufffd" * 4 + "B"


def test_computed_points_stand_where_they_are_asked_for(town: Scorecard, opened: Callable[..., Any]) -> None:
    """Row 12: 6 claimed, 75,7 % of 6 computed; row 15 is not scored and may get up to 8."""
    (table,) = opened(town, given="both").tables
    assert [line[2:5] for line in texts(table)[13:14]] == [["6", "6", "4,54"]]
    assert texts(table)[16][2:5] == ["8", "", "0 đến 8"]
    (table,) = opened(town, given="computed").tables
    assert texts(table)[0] == HEAD
    assert texts(table)[13][3] == "4,54"
    assert texts(table)[-1][:4] == ["", "Tổng điểm (14 trên 15 tiêu chí đã tự chấm)", "100", "90,52 đến 98,52"]


def test_a_document_may_be_cited_shortly_after_its_first_mention(town: Scorecard, opened: Callable[..., Any]) -> None:
    """Decree 30/2020: in full first, then by kind, number and symbol."""
    (table,) = opened(town, citations="short").tables
    assert table.cell(3, 5).paragraphs[1].text == "- Báo cáo số 245/BC-UBND;"
    assert "ngày 04/12/2023" in table.cell(3, 5).paragraphs[2].text


def test_a_paper_of_its_own_has_the_national_heading(town: Scorecard, opened: Callable[..., Any]) -> None:
    """Who issues it on the left, the nation and the motto on the right; an annex has none."""
    document = opened(town, issuer="Ủy ban nhân dân thị xã Ngã Năm")
    left, right = document.tables[0].rows[0].cells
    assert left.paragraphs[0].text == "ỦY BAN NHÂN DÂN THỊ XÃ NGÃ NĂM"
    assert [one.text for one in right.paragraphs[:2]] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert "CỘNG HÒA" not in "".join(one.text for one in opened(town).paragraphs)


def test_groups_beside_the_scale_say_what_they_are(opened: Callable[..., Any]) -> None:
    """A deduction takes: its base and its claim are negative, and the total counts them so."""
    share, faults = ShareFact("ho_so"), CountFact("loi", largest=2)
    items = [
        Group("I", "Chính", [Criterion("1", "Hồ sơ", 10, Ratio(share, empty=0))], 10),
        Group("II", "Trừ", [Criterion("2", "Lỗi", 2, Count({faults: 1}, start=0, low=0, high=2))], 2, role="deduction"),
    ]
    both = Scheme("thu", "Thử", total=10, items=items)
    card = both.score(Assessment("Xã A", measurements={"ho_so": "90%", "loi": 1}, claims={"1": 9, "2": 1}))
    (table,) = opened(card, given="both").tables
    lines = texts(table)
    assert [line[0] for line in lines] == [
        "Số TT",
        "I Chính (1 tiêu chí - Thang điểm 10 điểm)",
        "1",
        "II Trừ (1 tiêu chí)",
        "2",
        "",
    ]
    assert lines[4][2:5] == ["-2", "-1", "-1"]
    assert lines[5][1:5] == ["Tổng điểm", "10", "8", "8"]


def test_a_scheme_alone_is_the_annex_of_its_decision(tmp_path: Path) -> None:
    """The rows with their points and how they are earned; the issuer with blank number and day."""
    write_scheme(scheme, tmp_path / "a.docx", number="I")
    document = docx.Document(str(tmp_path / "a.docx"))
    lines = texts(document.tables[0])
    assert lines[0] == ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính", "Căn cứ"]
    assert [line[0] for line in lines[2:-1]] == [str(number) for number in range(1, 16)]
    assert lines[-1][1:3] == ["Tổng điểm", "100"]
    assert lines[1][:3] == ["II Đơn vị cấp thị xã", "II Đơn vị cấp thị xã", "100"]
    line = " ".join(document.paragraphs[2].text.split())
    assert line == "(Kèm theo Quyết định số /QĐ-UBND ngày tháng năm của Ủy ban nhân dân thị xã Ngã Năm)"
    first = (tmp_path / "a.docx").read_bytes()
    write_scheme(scheme, tmp_path / "a.docx", number="I")
    assert (tmp_path / "a.docx").read_bytes() == first


def test_a_scheme_whose_source_names_its_decision_keeps_it(tmp_path: Path) -> None:
    """The year, and the agency that decides, stand as the source has them; `attached` still comes first."""
    own = evolve(scheme, source="Kèm theo Quyết định số …/QĐ-UBND ngày …/…/2026 của Ủy ban nhân dân xã B")
    for attached, expected in (
        (None, "(Kèm theo Quyết định số …/QĐ-UBND ngày …/…/2026 của Ủy ban nhân dân xã B)"),
        ("(Kèm theo Quyết định số 12/QĐ-UBND)", "(Kèm theo Quyết định số 12/QĐ-UBND)"),
    ):
        write_scheme(own, tmp_path / "a.docx", attached=attached)
        assert docx.Document(str(tmp_path / "a.docx")).paragraphs[2].text == expected


def test_the_page_and_markdown_hold_the_same(town: Scorecard, opened: Callable[..., Any]) -> None:
    """Every text of every cell of the document stands in both, in the same order."""
    lines = texts(opened(town).tables[0])
    page, markdown = annex_html(town), annex_markdown(town)
    assert page.count("<tr") == len(lines) == 18
    assert sum(line.startswith("|") for line in markdown.splitlines()) == len(lines) + 1
    for place in (8, 9, 13):
        for text in lines[place]:
            assert text.replace("\n", "<br>") in page
    assert "| 8 | 100% Tỷ lệ hồ sơ xử lý đúng hạn" in markdown
    assert "| 10 | 9,98 | Điểm = 99,80% \\* 10 |" in markdown


def test_english_headings(town: Scorecard, opened: Callable[..., Any]) -> None:
    """Headings and titles in English, a decimal point; what the unit wrote stays Vietnamese."""
    document = opened(town, lang="en", number="1")
    lines = texts(document.tables[0])
    assert lines[0] == ["No.", "Criterion", "Base points", "Claimed", "Calculation", "Evidence"]
    assert lines[9][3:5] == ["9.98", "Điểm = 99,80% * 10"]
    assert document.paragraphs[0].text == "Annex 1"


@pytest.mark.parametrize("how", [{"size": 10}, {"size": 15}, {"given": "all"}, {"citations": "long"}])
def test_other_choices_are_refused(town: Scorecard, tmp_path: Path, how: dict[str, Any]) -> None:
    """The error names the argument; no file is left behind."""
    with pytest.raises(Refused) as caught:
        write_annex(town, tmp_path / "a.docx", **how)
    assert caught.value.code == "wrong-argument"
    assert next(iter(how)) in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_dash_inside_a_name_begins_no_paragraph(opened: Callable[..., Any]) -> None:
    """Only a dash before a capital begins a sentence of its own."""
    text = "Về kinh tế - xã hội: đủ điểm - Nếu thiếu thì trừ 1 điểm"
    unit = Assessment("Xã A", claims={"1": Claim(9, text=text)})
    (table,) = opened(small().score(unit, partial=True)).tables
    assert [one.text for one in table.cell(1, 4).paragraphs] == [
        "Về kinh tế - xã hội: đủ điểm",
        "- Nếu thiếu thì trừ 1 điểm",
    ]


def test_a_group_that_counts_for_less_than_its_rows_announces_no_scale(opened: Callable[..., Any]) -> None:
    """Rows of 6 and 8 under a cap of 10: what the rows add up to is not what the group counts for; nested groups too."""
    facts = [ShareFact(name) for name in "abc"]
    rows = [Criterion(f"1.{n}", f"Việc {n}", points, Ratio(facts[n], empty=0)) for n, points in ((0, 6), (1, 8))]
    other = Criterion("2", "Việc khác", 5, Ratio(facts[2], empty=0))
    items = [Group("I", "Cả hai", [Group("I.1", "Có giới hạn", rows, 10, cap=10), other], 15)]
    card = Scheme("thu", "Thử", total=15, items=items).score(Assessment("Xã A", claims={"2": 5}), partial=True)
    (table,) = opened(card).tables
    assert [line[0] for line in texts(table)[1:3]] == [
        "I Cả hai (3 tiêu chí)",
        "I.1 Có giới hạn (2 tiêu chí)",
    ]


def test_a_column_in_which_nothing_stands_is_left_out(tmp_path: Path) -> None:
    """The draft of Thanh Hóa names no evidence; what its groups add in words reads like the words of a row."""
    write_scheme(open_scheme("thanh-hoa-hdnd-2026"), tmp_path / "a.docx")
    (table,) = docx.Document(str(tmp_path / "a.docx")).tables
    assert texts(table)[0] == ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính"]
    group = table.rows[2].cells
    assert [cell.text for cell in group[1:]] == [
        "I.1 Tiêu chí I.1",
        "5",
        "0 điểm cả nhóm nếu “Tiêu chí I.1 có minh chứng không trung thực”.",
    ]
    (said,) = group[3].paragraphs
    assert (said.alignment, said.runs[0].bold) == (WD_ALIGN_PARAGRAPH.LEFT, None)
