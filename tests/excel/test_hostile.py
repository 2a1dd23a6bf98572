"""Workbooks that are no workbooks, or mean harm: each is one clear error, and soon."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import FileError, Limits, Scheme
from emulscore.excel import read_workbook, write_template
from emulscore.limits import LIMITS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"


def code_of(path: Path, scheme: Scheme, limits: Limits = LIMITS) -> str:
    with pytest.raises(FileError) as caught:
        read_workbook(path, scheme, limits=limits)
    (problem,) = caught.value.problems
    assert problem.text("vi")
    return problem.code


@pytest.fixture
def written(tmp_path: Path, every_kind: Scheme) -> Path:
    write_template(every_kind, tmp_path / "a.xlsx", units="Xã A")
    return tmp_path / "a.xlsx"


def changed(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Write the workbook anew with one part changed."""
    with ZipFile(path) as old, ZipFile(path.with_name("b.xlsx"), "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return path.with_name("b.xlsx")


def test_a_file_locked_with_a_password_is_named_as_such(tmp_path: Path, every_kind: Scheme) -> None:
    """Such files are not archives: they are containers with the archive encrypted in them."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(OLE + b"\x00" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 1000)
    assert code_of(path, every_kind) == "encrypted"
    path.write_bytes(OLE + b"\x00" * 1000 + "Workbook".encode("utf-16-le") + b"\x00" * 1000)
    assert code_of(path, every_kind) == "unreadable"  # an old .xls


def test_an_archive_that_unpacks_to_far_more_than_it_is_is_not_unpacked(written: Path, every_kind: Scheme) -> None:
    """Thirty million spaces pack to thirty thousand bytes; the limit holds for what they unpack to."""
    bomb = changed(written, SHEET, lambda part: part + b" " * 30_000_000)
    assert bomb.stat().st_size < 100_000
    assert code_of(bomb, every_kind, limits=Limits(unpacked=2_000_000)) == "unpacks-too-large"


def test_an_archive_of_very_many_parts_is_refused(tmp_path: Path, every_kind: Scheme) -> None:
    """Empty parts cost time too."""
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for place in range(10_001):
            archive.writestr(str(place), b"")
    assert code_of(tmp_path / "a.xlsx", every_kind) == "unpacks-too-large"


def test_a_large_file_is_not_read(written: Path, every_kind: Scheme) -> None:
    """The limit is that of the other files, and can be set."""
    assert code_of(written, every_kind, limits=Limits(size=1000)) == "file-too-large"


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
def test_entities_are_refused(written: Path, every_kind: Scheme, code: str) -> None:
    """No part may declare entities of its own: they grow without end, or fetch files."""
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert code_of(changed(written, SHEET, lambda _: bomb.encode(code)), every_kind) == "unreadable"


def test_a_merge_of_a_whole_sheet_costs_nothing(written: Path, every_kind: Scheme) -> None:
    """Seventeen thousand million cells are merged by one short line; it is named like any other merge."""
    whole = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    def merged(part: bytes) -> bytes:
        part, times = re.subn(rb"<mergeCells.*</mergeCells>", whole, part)
        assert times == 1
        return part

    with pytest.raises(FileError) as caught:
        read_workbook(changed(written, SHEET, merged), every_kind)
    assert [(one.code, one.path) for one in caught.value.problems] == [("merged-cells", "Số liệu!A1:XFD1048576")]


def test_a_cell_in_the_last_row_costs_nothing(written: Path, every_kind: Scheme) -> None:
    """A sheet is as long as its last cell says; the rows in between are not made."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = changed(written, SHEET, lambda part: part.replace(b"</sheetData>", far))
    (unit,) = read_workbook(path, every_kind)
    assert unit.values == {}


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK", b"not a workbook", b"PK\x03\x04" + b"\x00" * 100, b"\xff" * 5000],
    ids=["empty", "two letters", "text", "half a head", "noise"],
)
def test_what_is_no_archive_is_unreadable(tmp_path: Path, every_kind: Scheme, raw: bytes) -> None:
    """Whatever bytes there are, the error is the library's own."""
    (tmp_path / "a.xlsx").write_bytes(raw)
    assert code_of(tmp_path / "a.xlsx", every_kind) == "unreadable"


def test_an_archive_of_another_kind_is_no_workbook(tmp_path: Path, every_kind: Scheme) -> None:
    """A document of another program, whatever its name ends in."""
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(FileError) as caught:
        read_workbook(tmp_path / "a.xlsx", every_kind)
    assert [one.code for one in caught.value.problems] == ["unreadable"]
    assert "không phải là tệp .xlsx" in caught.value.problems[0].text("vi")


@pytest.mark.parametrize("name", ["none.xlsx", "x\0y.xlsx", "."])
def test_a_file_that_cannot_be_opened_is_unreadable(tmp_path: Path, every_kind: Scheme, name: str) -> None:
    """No such file, a name that no file can have, a folder."""
    assert code_of(tmp_path / name, every_kind) == "unreadable"


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", SHEET, "xl/sharedStrings.xml"]
)
def test_a_broken_part_is_unreadable(written: Path, every_kind: Scheme, part: str) -> None:
    """Cut off in the middle, a part is no XML any more."""
    assert code_of(changed(written, part, lambda raw: raw[: len(raw) // 2]), every_kind) == "unreadable"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="C2"', b'<c r="??"'),
        (b'<row r="6"', b'<row r="six"'),
        (b'<c r="A5" s="', b'<c r="A5" s="9999'),
        (b'<mergeCell ref="', b'<mergeCell ref="?'),
    ],
)
def test_broken_references_are_unreadable(written: Path, every_kind: Scheme, old: bytes, new: bytes) -> None:
    """Names of cells, rows and formats that are none."""
    path = changed(written, SHEET, lambda raw: raw.replace(old, new))
    assert path.read_bytes() != written.read_bytes()
    assert code_of(path, every_kind) == "unreadable"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject, written: Path, every_kind: Scheme) -> None:
    """Whatever byte of a part is changed, reading ends with the units or with the library's own error."""

    def damaged(raw: bytes) -> bytes:
        place = data.draw(st.integers(0, len(raw) - 1))
        return raw[:place] + bytes([data.draw(st.integers(0, 255))]) + raw[place + 1 :]

    names = [SHEET, "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
    path = changed(written, data.draw(st.sampled_from(names)), damaged)
    found: set[str | None] = set()
    try:
        found |= {unit.scheme for unit in read_workbook(path, every_kind)}
    except FileError as error:
        found |= {"moi_loai" for problem in error.problems if problem.text("vi")}
    assert found == {"moi_loai"}
