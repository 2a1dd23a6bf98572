"""Files that are no annexes, or mean harm: each is one clear error, and soon."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import FileError, Limits
from emulscore.annex import parse_annex, read_annex
from emulscore.limits import LIMITS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BODY = "word/document.xml"


def code_of(path: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(FileError) as caught:
        read_annex(path, limits=limits)
    (problem,) = caught.value.problems
    assert problem.text("vi")
    return problem.code


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Write the archive anew with one part changed."""
    with ZipFile(path) as old, ZipFile(path.with_name(f"b{path.suffix}"), "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return path.with_name(f"b{path.suffix}")


def test_a_file_locked_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    """Such files are containers with the archive encrypted in them; an old .doc is another thing."""
    path = tmp_path / "a.docx"
    path.write_bytes(OLE + b"\x00" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 1000)
    assert code_of(path) == "encrypted"
    path.write_bytes(OLE + b"\x00" * 1000 + "WordDocument".encode("utf-16-le") + b"\x00" * 1000)
    assert code_of(path) == "unreadable"


@pytest.mark.parametrize(
    ("name", "part"), [("split.docx", BODY), ("split.docx", "word/styles.xml"), ("merged.xlsx", "xl/styles.xml")]
)
def test_an_archive_that_unpacks_to_far_more_than_it_is_is_not_unpacked(
    layout: Callable[[str], Path], name: str, part: str
) -> None:
    """Thirty million spaces pack to thirty thousand bytes."""
    bomb = changed(layout(name), part, lambda raw: raw + b" " * 30_000_000)
    assert bomb.stat().st_size < 100_000
    assert code_of(bomb, limits=Limits(unpacked=2_000_000)) == "unpacks-too-large"


def test_a_large_file_is_not_read(layout: Callable[[str], Path]) -> None:
    """The limit is that of the other files, and can be set."""
    for name in ("split.docx", "merged.xlsx", "other_order.txt"):
        assert code_of(layout(name), limits=Limits(size=500)) == "file-too-large"


@pytest.mark.parametrize("part", [BODY, "word/styles.xml", "word/numbering.xml"])
def test_entities_are_refused(layout: Callable[[str], Path], part: str) -> None:
    """No part may declare entities of its own: they grow without end, or fetch files."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert code_of(changed(layout("numbered.docx"), part, lambda _: bomb)) == "unreadable"


def test_tables_in_tables_without_end_are_refused(layout: Callable[[str], Path]) -> None:
    """A document may be as deep as it likes; reading it may not bring the program down."""
    deep = b"<w:tbl><w:tr><w:tc>" * 5000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 5000

    def put(raw: bytes) -> bytes:
        assert b"<w:body>" in raw
        return raw.replace(b"<w:body>", b"<w:body>" + deep)

    assert code_of(changed(layout("split.docx"), BODY, put)) == "unreadable"


@pytest.mark.parametrize("width", ["60000000", "-5", "0", "x"])
def test_a_cell_of_absurd_width_does_no_harm(layout: Callable[[str], Path], width: str) -> None:
    """A span is only a number in the file: it is read as a cell, or the file is refused."""

    def widened(raw: bytes) -> bytes:
        assert b'<w:gridSpan w:val="6"/>' in raw
        return raw.replace(b'<w:gridSpan w:val="6"/>', f'<w:gridSpan w:val="{width}"/>'.encode())

    path = changed(layout("split.docx"), BODY, widened)
    found = set()
    try:
        found = {row.id for row in read_annex(path).rows}
    except FileError as error:
        found = {problem.code for problem in error.problems}
    assert found in ({"1", "2"}, {"unreadable"}, {"table-too-large"})


@pytest.mark.parametrize(
    "raw",
    [b"PK", b"PK\x03\x04" + b"\x00" * 100, b"\xff" * 5000, b"\x00" * 100, b"\xff\xfea\x00b"],
    ids=["two letters", "half a head", "noise", "zeros", "half a letter"],
)
def test_what_is_neither_archive_nor_text_is_unreadable(tmp_path: Path, raw: bytes) -> None:
    """Whatever bytes there are, the error is the library's own."""
    (tmp_path / "a.docx").write_bytes(raw)
    assert code_of(tmp_path / "a.docx") == "unreadable"


@pytest.mark.parametrize("text", ["", "Kính gửi: UBND tỉnh", "a\tb\n1\t2", "Tiêu chí\tGhi chú\nA\tB"])
def test_a_text_without_an_annex_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    """No table names criteria and their points."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert code_of(tmp_path / "a.txt") == "no-annex-table"


def test_an_archive_of_another_kind_is_unreadable(tmp_path: Path) -> None:
    """A document of another program, whatever its name ends in."""
    with ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert code_of(tmp_path / "a.docx") == "unreadable"


@pytest.mark.parametrize("name", ["none.docx", "x\0y.docx", "."])
def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path, name: str) -> None:
    """No such file, a name that no file can have, a folder."""
    assert code_of(tmp_path / name) == "unreadable"


def test_texts_of_other_encodings_are_read(tmp_path: Path) -> None:
    """As Windows saves «Unicode» text, and with accents typed apart; what is neither is refused."""
    text = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\n1\tHồ sơ\t5\t4,5"
    for code in ("utf-16", "utf-8-sig"):
        (tmp_path / "a.txt").write_bytes(text.encode(code))
        assert read_annex(tmp_path / "a.txt").rows[0].title == "Hồ sơ"
    (tmp_path / "a.txt").write_bytes("Điểm".encode("cp1258", "replace") + b"\xd0\xd0")
    assert code_of(tmp_path / "a.txt") == "unreadable"


def test_a_very_long_text_is_refused() -> None:
    """An annex has dozens of rows; what has thousands is none."""
    lines = "\n".join(f"{number}\tA\t1\t1" for number in range(6000))
    with pytest.raises(FileError) as caught:
        parse_annex(f"STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\n{lines}")
    assert [one.code for one in caught.value.problems] == ["table-too-large"]


def test_a_second_annex_in_one_file_is_listed(tmp_path: Path) -> None:
    """A workbook of two units: the first is read, and the other said to be there."""
    import openpyxl  # noqa: PLC0415 - this test only

    book = openpyxl.Workbook()
    for name in ("Xã A", "Xã B"):
        sheet = book.create_sheet(name)
        sheet.append(["STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm"])
        sheet.append([1, "Hồ sơ", 5, 4.5])
    book.save(tmp_path / "a.xlsx")
    reading = read_annex(tmp_path / "a.xlsx")
    assert len(reading.rows) == 1
    assert [(one.code, one.path) for one in reading.unread] == [("annex-other-table", "Xã B!A1")]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused(data: st.DataObject, layout: Callable[[str], Path]) -> None:
    """Whatever bytes of a part are changed, reading ends with rows or with the library's own error."""

    def damaged(raw: bytes) -> bytes:
        place = data.draw(st.integers(0, len(raw) - 1))
        return raw[:place] + data.draw(st.binary(max_size=3)) + raw[place + data.draw(st.integers(0, 20)) :]

    part = data.draw(st.sampled_from([BODY, "word/styles.xml", "word/numbering.xml"]))
    path = changed(layout("numbered.docx"), part, damaged)
    told = False
    try:
        told = bool(read_annex(path).rows)
    except FileError as error:
        told = all(problem.text("vi") for problem in error.problems)
    assert told


@given(st.lists(st.lists(st.text(alphabet="1A.%-/=“(\tđồ \n", max_size=12), max_size=6), max_size=8))
def test_any_table_is_read(lines: list[list[str]]) -> None:
    """Whatever stands in the cells below a heading, reading ends, and no claim has the text of a formula."""
    head = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\tCăn cứ"
    reading = parse_annex("\n".join([head, *("\t".join(line) for line in lines)]))
    assert len({row.id for row in reading.rows}) == len(reading.rows)
    assert all(problem.text("vi") and problem.text("en") for problem in reading.unread)


def test_another_annex_behind_the_first_is_listed(tmp_path: Path) -> None:
    """A second table with a heading of its own is another annex, not a part of the first that was cut off."""
    import docx  # noqa: PLC0415 - this test only

    document = docx.Document()
    for head in (["STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm"], ["STT", "Nội dung", "Điểm tối đa", "Tự chấm"]):
        table = document.add_table(2, 4)
        for row, line in zip(table.rows, (head, ["1", "Hồ sơ", "5", "4"]), strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
    document.save(str(tmp_path / "a.docx"))
    reading = read_annex(tmp_path / "a.docx")
    assert [row.title for row in reading.rows] == ["Hồ sơ"]
    assert [(one.code, one.path) for one in reading.unread] == [("annex-other-table", "Bảng 2!A1")]


def test_a_part_that_was_cut_off_without_its_heading_is_read(tmp_path: Path) -> None:
    """As wide as the table before it, it goes on with it; a narrower one is not a part of it."""
    import docx  # noqa: PLC0415 - this test only

    document = docx.Document()
    parts = [
        [["STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm"], ["1", "Hồ sơ", "5", "4"]],
        [["2", "Văn bản", "5", "4,5"]],
        [["3", "Nơi nhận", "5"]],
    ]
    for part in parts:
        table = document.add_table(len(part), len(part[0]))
        for row, line in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
        document.add_paragraph("")
    document.save(str(tmp_path / "a.docx"))
    reading = read_annex(tmp_path / "a.docx")
    assert [(row.id, row.title) for row in reading.rows] == [("1", "Hồ sơ"), ("2", "Văn bản")]
    assert reading.outside == ("3", "Nơi nhận", "5")


def test_only_workbooks_need_an_extra(layout: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts and documents are read by the library alone; a workbook without its extra says how to install it."""
    paths = {name: layout(name) for name in ("split.docx", "other_order.txt", "merged.xlsx")}
    for library in ("openpyxl", "xlsxwriter", "docx", "lxml"):
        monkeypatch.setitem(sys.modules, library, None)
    assert len(read_annex(paths["split.docx"]).rows) == 2
    assert len(read_annex(paths["other_order.txt"]).rows) == 3
    assert code_of(paths["merged.xlsx"]) == "missing-extra"


@pytest.mark.parametrize(
    "limits", [Limits(columns=3), Limits(rows=2), Limits(cells=11)], ids=["columns", "rows", "cells"]
)
def test_a_text_larger_than_the_limits_is_refused(limits: Limits) -> None:
    """Three lines of four cells are more than three columns, two rows or eleven cells."""
    text = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\n1\tHồ sơ\t5\t4\n2\tVăn bản\t5\t5"
    with pytest.raises(FileError) as caught:
        parse_annex(text, limits=limits)
    assert [one.code for one in caught.value.problems] == ["table-too-large"]
    assert len(parse_annex(text, limits=Limits(columns=4, rows=3, cells=12)).rows) == 2


def test_a_text_longer_than_the_limit_is_refused() -> None:
    """A text given as such is held to the size of a file."""
    text = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\n1\tHồ sơ\t5\t4"
    with pytest.raises(FileError) as caught:
        parse_annex(text, limits=Limits(size=len(text) - 1))
    assert [one.code for one in caught.value.problems] == ["file-too-large"]
    assert len(parse_annex(text, limits=Limits(size=len(text))).rows) == 1


def test_the_sheets_of_a_workbook_count_together(tmp_path: Path) -> None:
    """Two sheets of two lines by four columns are sixteen cells."""
    import openpyxl  # noqa: PLC0415 - this test only

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in ("Xã A", "Xã B"):
        sheet = book.create_sheet(name)
        sheet.append(["STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm"])
        sheet.append([1, "Hồ sơ", 5, 4.5])
    book.save(tmp_path / "a.xlsx")
    assert code_of(tmp_path / "a.xlsx", limits=Limits(cells=15)) == "table-too-large"
    assert len(read_annex(tmp_path / "a.xlsx", limits=Limits(cells=16)).rows) == 1


def test_a_number_with_more_decimals_than_are_taken_is_listed_as_it_stands(tmp_path: Path) -> None:
    """A third of a point is no amount of points, and no decimal number either."""
    import openpyxl  # noqa: PLC0415 - this test only

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["STT", "Tiêu chí", "Điểm chuẩn", "Điểm tự chấm"])
    sheet.append([1, "Hồ sơ", 5, 1 / 3])
    book.save(tmp_path / "a.xlsx")
    reading = read_annex(tmp_path / "a.xlsx")
    assert reading.claims == {}
    assert [(one.code, one.given) for one in reading.unread] == [("annex-points", "“0.3333333333333333”")]
