"""What Word keeps besides the texts of a table: its own numbers, marked changes, content controls; each written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from emulscore import FileError, Limits
from emulscore.annex import AnnexReading, read_annex
from emulscore.limits import LIMITS

_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD: Final = ("STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm")


def text(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def line(cells: Sequence[str], properties: str = "") -> str:
    """Return a row; a cell that is no paragraph yet is its text."""
    inside = (cell if cell.startswith("<") else text(cell) for cell in cells)
    return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in inside)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{line(HEAD)}{''.join(rows)}</w:tbl>"


def document(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """Write a document with one body, and such parts as `numbering`."""
    with ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, inside in {"document": body, **(parts or {})}.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_W}>{inside}</w:{name}>")
    return path


def read(path: Path, *inside: str, limits: Limits = LIMITS, parts: Mapping[str, str] | None = None) -> AnnexReading:
    return read_annex(document(path / "a.docx", f"<w:body>{''.join(inside)}</w:body>", parts), limits=limits)


def refused(path: Path, *inside: str, limits: Limits) -> str:
    with pytest.raises(FileError) as caught:
        read(path, *inside, limits=limits)
    (problem,) = caught.value.problems
    return problem.code


def test_a_document_without_a_body_is_unreadable(tmp_path: Path) -> None:
    """An archive with the part of a document, and nothing in it, is none."""
    with pytest.raises(FileError) as caught:
        read_annex(document(tmp_path / "a.docx", ""))
    (problem,) = caught.value.problems
    assert problem.code == "unreadable"
    assert "không phải là tệp .docx" in problem.text("vi")


def test_a_table_that_was_moved_away_is_not_read(tmp_path: Path) -> None:
    """Marked changes are read as if they were accepted: what a move takes out of a body is gone."""
    gone = f"<w:moveFrom>{table(line(['9', 'Đã chuyển', '5', '5']))}</w:moveFrom>"
    found = read(tmp_path, gone, table(line(["1", "Hồ sơ", "5", "4"])))
    assert [row.id for row in found.rows] == ["1"]


def test_rows_and_cells_inside_content_controls_are_read(tmp_path: Path) -> None:
    """A form of Word lays controls around rows and around cells."""
    row = line(["1", "Hồ sơ", "5", "4"])
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{text('3')}</w:tc></w:sdtContent></w:sdt>"
    second = line(["2", "Văn bản", "5"]).replace("</w:tr>", f"{cell}</w:tr>")
    found = read(tmp_path, table(f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>", second))
    assert {id_: claim.points for id_, claim in found.claims.items()} == {"1": 4, "2": 3}


def test_a_row_may_begin_behind_columns_that_it_leaves_out(tmp_path: Path) -> None:
    """Word says how many columns of the grid stand before the first cell: here the number's."""
    behind = line(["Việc khác", "5", "5"], '<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    found = read(tmp_path, table(line(["1", "Hồ sơ", "5", "4"]), behind))
    assert [(one.code, one.path) for one in found.unread] == [("annex-row-unnumbered", "Bảng 1!B3")]


@pytest.mark.parametrize(
    ("limits", "rows"),
    [(Limits(rows=2), 2), (Limits(columns=3), 1), (Limits(cells=11), 2)],
    ids=["rows", "columns", "cells"],
)
def test_a_table_larger_than_the_limits_is_refused(tmp_path: Path, limits: Limits, rows: int) -> None:
    """A heading of four cells and rows as wide: three rows, four columns or twelve cells are more than is taken."""
    inside = table(*(line([str(place + 1), "Hồ sơ", "5", "4"]) for place in range(rows)))
    assert refused(tmp_path, inside, limits=limits) == "table-too-large"
    assert len(read(tmp_path, inside).rows) == rows


def test_the_cells_of_all_tables_count_together(tmp_path: Path) -> None:
    """Two tables of eight cells each are sixteen."""
    inside = table(line(["1", "Hồ sơ", "5", "4"])) * 2
    assert refused(tmp_path, inside, limits=Limits(cells=15)) == "table-too-large"
    assert len(read(tmp_path, inside, limits=Limits(cells=16)).rows) == 1


def test_marked_changes_without_letters_are_not_listed(tmp_path: Path) -> None:
    """A space put in or taken out changes nothing that anyone reads."""
    spaced = (
        "<w:p><w:r><w:t>Hồ</w:t></w:r><w:del><w:r><w:delText> </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> </w:t></w:r></w:ins><w:r><w:t>sơ</w:t></w:r></w:p>"
    )
    found = read(tmp_path, table(line(["1", spaced, "5", "4"])))
    assert [row.title for row in found.rows] == ["Hồ sơ"]
    assert found.unread == ()


def test_the_changes_inside_a_row_that_was_taken_out_are_told_once(tmp_path: Path) -> None:
    """The row is told as a whole, by the text that it would have had; it is not read."""
    changed = "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins><w:r><w:t>mới</w:t></w:r></w:ins></w:p>"
    gone = line(["2", changed, "5", "4"], "<w:trPr><w:del/></w:trPr>")
    found = read(tmp_path, table(line(["1", "Hồ sơ", "5", "4"]), gone))
    assert [row.id for row in found.rows] == ["1"]
    (problem,) = found.unread
    assert (problem.code, problem.path, problem.given) == ("tracked-change", "Bảng 1!A3", "“2 | mới | 5 | 4”")


def test_an_empty_row_is_passed_over(tmp_path: Path) -> None:
    """Space left free between two rows says nothing, and is nothing to ask about."""
    found = read(tmp_path, table(line(["1", "Hồ sơ", "5", "4"]), line([""] * 4), line(["2", "Văn bản", "5", "5"])))
    assert [row.id for row in found.rows] == ["1", "2"]
    assert found.unread == ()


# --- Word's own numbers -----------------------------------------------------------------------------------------------


def level(depth: int, shown: str, form: str = "decimal") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'


def numbering(*levels: str) -> str:
    inside = "".join(levels)
    return (
        f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def counted(depth: int, list_: int = 1, words: str = "") -> str:
    """Return a paragraph that a list counts."""
    mark = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>'
    return f"<w:p><w:pPr>{mark}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def test_numbers_below_others_begin_anew(tmp_path: Path) -> None:
    """1, 1.1, 1.2, 2, 2.1: a number of the first level sets those of the second back."""
    depths = (0, 1, 1, 0, 1)
    rows = [line([counted(depth), f"Việc {place}", "5", "4"]) for place, depth in enumerate(depths)]
    found = read(tmp_path, table(*rows), parts={"numbering": numbering(level(0, "%1"), level(1, "%1.%2"))})
    assert [row.id for row in found.rows] == ["1.1", "1.2", "2.1"]
    assert [group.id for group in found.groups] == ["1", "2"]


@pytest.mark.parametrize(
    ("parts", "depth", "list_"),
    [
        ({}, 0, 1),
        ({"numbering": numbering(level(0, "%1"))}, 0, 7),
        ({"numbering": numbering(level(0, "%1"))}, 3, 1),
        ({"numbering": numbering(level(0, "%1", form="lowerRoman"))}, 0, 1),
    ],
    ids=["no lists", "unknown list", "unknown level", "letters"],
)
def test_a_number_that_cannot_be_told_is_none(tmp_path: Path, parts: dict[str, str], depth: int, list_: int) -> None:
    """No list is there, or not that one, or not so deep, or it counts in letters: the row's own text stands alone."""
    found = read(tmp_path, table(line([counted(depth, list_, "7"), "Hồ sơ", "5", "4"])), parts=parts)
    assert [row.id for row in found.rows] == ["7"]


def style(name: str, inside: str) -> str:
    return f'<w:style w:styleId="{name}">{inside}</w:style>'


def test_a_style_may_take_its_list_from_the_one_that_it_is_based_on(tmp_path: Path) -> None:
    """The number comes from two styles below; styles that rest on each other bring none, and do no harm."""
    brings = style("A", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    chain = style("B", '<w:basedOn w:val="A"/>') + style("C", '<w:basedOn w:val="B"/>')
    circle = style("X", '<w:basedOn w:val="Y"/>') + style("Y", '<w:basedOn w:val="X"/>')

    def styled(name: str, words: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'

    rows = [line([styled("C"), "Một", "5", "4"]), line([styled("C"), "Hai", "5", "4"])]
    rows.append(line([styled("X", "8"), "Ba", "5", "4"]))
    parts = {"numbering": numbering(level(0, "%1")), "styles": brings + chain + circle}
    assert [(row.id, row.title) for row in read(tmp_path, table(*rows), parts=parts).rows] == [
        ("1", "Một"),
        ("2", "Hai"),
        ("8", "Ba"),
    ]
