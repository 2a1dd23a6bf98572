"""How much a file may hold is a value: each limit is kept at its edge, in every reader, and can be set."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from emulscore import FileError, Limits
from emulscore.annex import parse_annex, read_annex
from emulscore.files import Format, load_scheme, loads_scheme
from emulscore.files._syntax import parse

HEAD = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm"


def codes(call: Callable[[], object]) -> list[str]:
    """Return the codes of what is wrong; nothing where nothing is."""
    try:
        call()
    except FileError as error:
        return [problem.code for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("text", "form"), [("a = [[1]]", "toml"), ('{"a": [[1]]}', "json"), ("a: [[1]]", "yaml"), ("a:\n- - 1\n", "yaml")]
)
def test_depth_counts_tables_and_lists(text: str, form: Format) -> None:
    """The 1 stands in a list in a list in a table: three inside each other."""
    assert codes(lambda: parse(text, form, limits=Limits(depth=3))) == []
    assert codes(lambda: parse(text, form, limits=Limits(depth=2))) == ["too-deep"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("a = [1, 2]\nb = { c = 3 }", "toml"),
        ('{"a": [1, 2], "b": {"c": 3}}', "json"),
        ("a: [1, 2]\nb: {c: 3}", "yaml"),
    ],
)
def test_values_counts_keys_and_items(text: str, form: Format) -> None:
    """Three keys and two items are five."""
    assert codes(lambda: parse(text, form, limits=Limits(values=5))) == []
    assert codes(lambda: parse(text, form, limits=Limits(values=4))) == ["too-many-in-file"]


def test_values_counts_what_aliases_repeat() -> None:
    """Two keys and two items, and the two items once more."""
    text = "a: &a [1, 2]\nb: *a\n"
    assert codes(lambda: parse(text, "yaml", limits=Limits(values=6))) == []
    assert codes(lambda: parse(text, "yaml", limits=Limits(values=5))) == ["too-many-in-file"]


def test_tables_without_end_are_not_begun() -> None:
    """What is no TOML at all, but has more signs of keys and tables than values may be, is told by its size."""
    assert codes(lambda: loads_scheme("=" * 11, limits=Limits(values=10))) == ["too-many-in-file"]
    assert codes(lambda: loads_scheme("=" * 10, limits=Limits(values=10))) == ["unreadable"]


def test_size_counts_bytes(tmp_path: Path) -> None:
    """A file of as many bytes is read; of one more it is not. The letter ộ is three bytes."""
    (tmp_path / "a.toml").write_text("a = 'ộ'", encoding="utf-8")
    assert codes(lambda: load_scheme(tmp_path / "a.toml", limits=Limits(size=9))) == ["unknown-format"]
    assert codes(lambda: load_scheme(tmp_path / "a.toml", limits=Limits(size=8))) == ["file-too-large"]


def test_a_mark_in_front_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Cut off inside the mark, the file is no UTF-8; behind a whole one, the place is counted without it."""
    for raw, place in ((b"\xef\xbb", "a.toml:1:1"), (b"\xef\xbb\xbfa = '\xff'", "a.toml:1:6")):
        (tmp_path / "a.toml").write_bytes(raw)
        with pytest.raises(FileError) as caught:
            load_scheme(tmp_path / "a.toml")
        assert [one.code for one in caught.value.problems] == ["unreadable"]
        assert f"{place}: [unreadable]" in caught.value.problems[0].text("en")


def test_rows_columns_and_cells_of_a_text() -> None:
    """Three rows with their heading, of four columns: twelve cells."""
    text = f"{HEAD}\n1\tA\t5\t4\n2\tB\t5\t4\n"
    assert codes(lambda: parse_annex(text, limits=Limits(rows=3, columns=4, cells=12, size=len(text)))) == []
    for less in (Limits(rows=2), Limits(columns=3), Limits(cells=11)):
        assert codes(lambda less=less: parse_annex(text, limits=less)) == ["table-too-large"]  # type: ignore[misc]
    assert codes(lambda: parse_annex(text, limits=Limits(size=len(text) - 1))) == ["file-too-large"]


def test_a_cell_of_as_many_lines_as_the_file_is_put_together_once() -> None:
    """A line without a tab goes on with the cell before it, however many such lines there are."""
    lines = 200_000
    reading = parse_annex("\n".join([HEAD, "1\tA\t5", *["a"] * lines]))
    assert [(row.id, row.base) for row in reading.rows] == [("1", None)]
    assert [problem.code for problem in reading.unread] == ["annex-points"]


def book(tmp_path: Path, *sheets: Callable[[Any], None]) -> Path:
    """Write a workbook of an annex of two rows and four columns, and further sheets."""
    made = openpyxl.Workbook()
    for row in (HEAD.split("\t"), [1, "Hồ sơ", 5, 4.5]):
        made.active.append(row)
    for place, fill in enumerate(sheets):
        fill(made.create_sheet(f"S{place}"))
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_cells_of_all_sheets_are_counted_together(tmp_path: Path) -> None:
    """Eight cells of the annex, and six of a sheet whose only cell is C2; or eight and the merged six."""
    path = book(tmp_path, lambda sheet: sheet.cell(2, 3, "x"))
    assert codes(lambda: read_annex(path, limits=Limits(cells=14))) == []
    assert codes(lambda: read_annex(path, limits=Limits(cells=13))) == ["table-too-large"]


def test_empty_rows_that_are_gone_through_are_counted(tmp_path: Path) -> None:
    """A sheet with nothing but a cell beyond the columns that are looked at has 40 rows to go through."""
    path = book(tmp_path, lambda sheet: sheet.cell(40, 70, "x"))
    assert codes(lambda: read_annex(path, limits=Limits(cells=48))) == []
    assert codes(lambda: read_annex(path, limits=Limits(cells=47))) == ["table-too-large"]


def test_merged_ranges_over_each_other_are_counted(tmp_path: Path) -> None:
    """Each of thirty ranges over the same eight cells costs as much as the table itself."""
    path = book(tmp_path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:D2"/>' * 30 + b"</mergeCells>"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", b"</sheetData>" + merges)
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    path.write_bytes(file.getvalue())
    assert codes(lambda: read_annex(path, limits=Limits(cells=239))) == ["table-too-large"]
    assert "table-too-large" not in codes(lambda: read_annex(path, limits=Limits(cells=240)))


def test_parts_marks_and_unpacked_size_of_an_archive(tmp_path: Path) -> None:
    """As many parts, tags and bytes as the file has are taken; one fewer of any is not."""
    path = book(tmp_path)
    with ZipFile(path) as archive:
        raw = [archive.read(name) for name in archive.namelist()]
    has = {"parts": len(raw), "marks": sum(one.count(b"<") for one in raw), "unpacked": sum(map(len, raw))}
    assert codes(lambda: read_annex(path, limits=Limits(**has))) == []
    for name, number in has.items():
        less = Limits(**{**has, name: number - 1})
        assert codes(lambda less=less: read_annex(path, limits=less)) == ["unpacks-too-large"]  # type: ignore[misc]


@pytest.mark.parametrize("value", [0, -1, 1.5, "9"])
def test_a_limit_is_a_whole_number_from_one(value: Any) -> None:  # noqa: ANN401 - what nobody should give
    """No limit, or a limit of nothing, is a slip of the program that sets it."""
    with pytest.raises((TypeError, ValueError)):
        Limits(size=value)
