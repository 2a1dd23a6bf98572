"""A folder of workbooks as one table."""

from collections.abc import Callable
from pathlib import Path

import pytest

from emulscore import FileError, Scheme
from emulscore.excel import read_folder, show_progress, write_template

Put = Callable[[Path, str, str, object], str]


def test_every_unit_is_a_line_of_one_table(tmp_path: Path, every_kind: Scheme, put: Put) -> None:
    """Files in the order of their names, units in the order of each file; every line has every column."""
    write_template(every_kind, tmp_path / "b.xlsx", units=["Xã C"])
    write_template(every_kind, tmp_path / "a.xlsx", units=["Xã A", "Xã B"])
    put(tmp_path / "a.xlsx", "2 Xã B", "sang_kien", 2)
    put(tmp_path / "b.xlsx", "Số liệu", "cong_khai", "có")
    (tmp_path / "~$a.xlsx").write_bytes(b"open in another program")
    (tmp_path / "ghi chú.txt").write_text("x", encoding="utf-8")
    found = read_folder(tmp_path, every_kind)
    assert found.rows() == [
        {"file": "a.xlsx", "unit": "Xã A", "period": "2023", "sang_kien": None, "cong_khai": None},
        {"file": "a.xlsx", "unit": "Xã B", "period": "2023", "sang_kien": 2, "cong_khai": None},
        {"file": "b.xlsx", "unit": "Xã C", "period": "2023", "sang_kien": None, "cong_khai": "có"},
    ]
    assert [unit.unit.vi for unit in found] == ["Xã A", "Xã B", "Xã C"]
    assert (len(found), found.problems) == (3, ())


def test_progress_is_told_after_each_file(tmp_path: Path, every_kind: Scheme) -> None:
    """How many of how many, and which; a bad file counts too."""
    write_template(every_kind, tmp_path / "a.xlsx", units=["Xã A"])
    (tmp_path / "b.xlsx").write_bytes(b"x")
    write_template(every_kind, tmp_path / "c.XLSX", units=["Xã C"])
    told: list[tuple[int, int, str]] = []
    read_folder(tmp_path, every_kind, keep_good=True, progress=lambda *one: told.append(one))
    assert told == [(1, 3, "a.xlsx"), (2, 3, "b.xlsx"), (3, 3, "c.XLSX")]


def test_every_bad_cell_of_every_file_is_told_at_once(tmp_path: Path, every_kind: Scheme, put: Put) -> None:
    """The place begins with the name of the file; with keep_good the good ones come back beside the problems."""
    for name, unit in (("a", "Xã A"), ("b", "Xã B"), ("d", "Xã D")):
        write_template(every_kind, tmp_path / f"{name}.xlsx", units=[unit])
    first = put(tmp_path / "a.xlsx", "Số liệu", "sang_kien", "x")
    second = put(tmp_path / "b.xlsx", "Số liệu", "sang_kien", 9)
    (tmp_path / "c.xlsx").write_bytes(b"x")
    expected = [
        ("not-a-count", f"a.xlsx: Số liệu!{first}"),
        ("too-large", f"b.xlsx: Số liệu!{second}"),
        ("unreadable", "c.xlsx"),
    ]
    with pytest.raises(FileError) as caught:
        read_folder(tmp_path, every_kind)
    assert [(one.code, one.path) for one in caught.value.problems] == expected
    found = read_folder(tmp_path, every_kind, keep_good=True)
    assert [(one.code, one.path) for one in found.problems] == expected
    assert [unit.unit.vi for unit in found] == ["Xã D"]


def test_a_unit_that_was_sent_twice_is_named(tmp_path: Path, every_kind: Scheme) -> None:
    """Which of its workbooks holds is for people to say; spaces and capitals make no other unit."""
    for name, unit in (("a", "Xã Tân Long"), ("b", "xã  tân long"), ("c", "Xã C")):
        write_template(every_kind, tmp_path / f"{name}.xlsx", units=[unit])
    with pytest.raises(FileError) as caught:
        read_folder(tmp_path, every_kind)
    (problem,) = caught.value.problems
    assert problem.code == "repeated-unit"
    assert "“Xã Tân Long” có trong nhiều tệp: a.xlsx, b.xlsx" in problem.text("vi")
    found = read_folder(tmp_path, every_kind, keep_good=True)
    assert [unit.unit.vi for unit in found] == ["Xã C"]
    assert len(found.problems) == 1


def test_a_folder_without_workbooks_is_a_mistake(tmp_path: Path, every_kind: Scheme) -> None:
    """An empty table would look as if no unit had answered."""
    for folder, code in ((tmp_path, "no-workbooks"), (tmp_path / "none", "unreadable"), ("x\0", "unreadable")):
        with pytest.raises(FileError) as caught:
            read_folder(folder, every_kind)
        assert [one.code for one in caught.value.problems] == [code]


def test_the_bar_fills(capsys: pytest.CaptureFixture[str]) -> None:
    """It is drawn over on one line, and ends the line when all is read."""
    show_progress(1, 3, "a.xlsx")
    half = capsys.readouterr().err
    show_progress(3, 3, "c.xlsx")
    full = capsys.readouterr().err
    assert half.startswith("\r[" + "#" * 10 + "." * 20 + "] 1/3 a.xlsx")
    assert not half.endswith("\n")
    assert full.startswith("\r[" + "#" * 30 + "] 3/3 c.xlsx")
    assert full.endswith("\n")
