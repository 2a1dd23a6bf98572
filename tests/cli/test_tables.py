"""`emulscore score-table`: a whole table of units."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook

from emulscore.cli import main, tables

TABLE = """don_vi,ho_so,bao_cao,nhan_su
Thôn 1,48/50,đúng hạn,cao đẳng
Thôn 2,"99,8%",không thực hiện,dai_hoc
"""
# 48/50 × 12 = 11,52 + 8 + 4; 99,8% × 12 = 11,976 rounds to 11,98 + 0 + 5.
SCORED = """don_vi,diem_1,diem_2,diem_3,tong_diem,xep_loai,loi
Thôn 1,11.52,8.00,4.00,23.52,kha,0
Thôn 2,11.98,0.00,5.00,16.98,kha,0
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "bang.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_every_unit_is_scored(village: list[str], table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV in, CSV out: the unit's name and its points, no number through a float."""
    assert main(["score-table", village[0], str(table), "--key", "don_vi"]) == 0
    assert capsys.readouterr().out == SCORED


def test_it_writes_parquet(village: list[str], table: Path, tmp_path: Path) -> None:
    """The suffix says the format; the points are decimals."""
    path = tmp_path / "ket-qua.parquet"
    assert main(["score-table", village[0], str(table), "-o", str(path)]) == 0
    assert [str(one) for one in pl.read_parquet(path)["tong_diem"]] == ["23.52", "16.98"]


def test_units_without_points_are_told(village: list[str], table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """12 of 10 and a missing figure: the others are scored, these are named on stderr, and the exit code is 3."""
    table.write_text(TABLE + "Thôn 3,12/10,đúng hạn,dai_hoc\nThôn 4,,đúng hạn,dai_hoc\n", "utf-8")
    assert main(["score-table", village[0], str(table), "--key", "don_vi"]) == 3
    said = capsys.readouterr()
    assert said.out.startswith(SCORED)
    assert said.err == (
        "emulscore: 2 trên 4 đơn vị chưa chấm được:\n"
        "dòng 3 (Thôn 3): [part-exceeds-whole] số liệu “ho_so”\n"
        "dòng 4 (Thôn 4): [missing-fact] số liệu “ho_so”\n"
    )


def test_machines_get_units_as_json(village: list[str], table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Amounts are strings, and an error is its code, fact and row; with -o machines are told of the file and its units."""
    table.write_text(TABLE + "Thôn 3,12/10,đúng hạn,dai_hoc\n", "utf-8")
    command = ["score-table", village[0], str(table), "--key", "don_vi", "--json"]
    assert main(command) == 3
    units = json.loads(capsys.readouterr().out)["units"]
    assert [(unit["don_vi"], unit["tong_diem"]) for unit in units] == [
        ("Thôn 1", "23.52"),
        ("Thôn 2", "16.98"),
        ("Thôn 3", None),
    ]
    assert [unit["loi"] for unit in units] == [None, None, {"code": "part-exceeds-whole", "fact": "ho_so", "row": None}]
    path = str(table.with_name("ra.parquet"))
    assert main([*command, "-o", path]) == 3
    told = json.loads(capsys.readouterr().out)
    assert (told["output"], told["units"], told["without_points"]) == (path, 3, 1)


def test_a_column_that_is_not_there(village: list[str], table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of the key it is wrong usage, with a guess; of a fact it is an input that cannot be used."""
    assert main(["score-table", village[0], str(table), "--key", "don_vj"]) == 2
    assert "bảng không có cột “don_vj”, có phải “don_vi”?" in capsys.readouterr().err
    table.write_text(TABLE.replace("bao_cao", "bao_cap"), "utf-8")
    assert main(["score-table", village[0], str(table)]) == 3
    assert "“bao_cao”" in capsys.readouterr().err


def test_what_cannot_be_read(
    village: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A suffix that is not known, a file that is not there, no package that reads it: each is said in a line."""
    assert main(["score-table", village[0], "bang.ods"]) == 2
    assert "cần đuôi .csv, .parquet" in capsys.readouterr().err
    assert main(["score-table", village[0], str(tmp_path / "khong-co.csv")]) == 3
    assert "không đọc được bảng" in capsys.readouterr().err
    excel = 'pip install "emulscore[excel]"'
    for package, suffix, needed in (
        ("pyarrow", "csv", "pip install pyarrow"),
        ("openpyxl", "xlsx", excel),
        ("xlsxwriter", "xlsx", excel),
    ):
        monkeypatch.setattr(tables, "find_spec", lambda name, lacking=package: None if name == lacking else True)
        assert main(["score-table", village[0], str(tmp_path / f"khong-co.{suffix}")]) == 3
        assert needed in capsys.readouterr().err


def test_names_with_commas_and_quotes_survive(
    village: list[str], table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What CSV takes for its own signs stands in quotes, and only there."""
    table.write_text(TABLE + '"Thôn 3, ""cũ""",0/10,đúng hạn,dai_hoc\n', "utf-8")
    assert main(["score-table", village[0], str(table), "--key", "don_vi"]) == 0
    rows = list(csv.reader(StringIO(capsys.readouterr().out)))
    assert [row[0] for row in rows] == ["don_vi", "Thôn 1", "Thôn 2", 'Thôn 3, "cũ"']
    assert [row[4] for row in rows[1:]] == ["23.52", "16.98", "13.00"]


def test_workbooks_in_and_out(village: list[str], tmp_path: Path) -> None:
    """The first sheet of a workbook: numbers, days and texts as Excel keeps them; points are numbers again."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        ("don_vi", "ho_so_dat", "ho_so_tong", "bao_cao_han", "bao_cao_xong", "nhan_su"),
        ("Thôn 1", 48, 50, date(2025, 12, 15), date(2026, 1, 10), "cao đẳng"),
        ("Thôn 2", 1, 3, date(2025, 12, 15), date(2025, 12, 15), "dai_hoc"),
    ]
    for row in rows:
        sheet.append(row)
    path, out = tmp_path / "bang.xlsx", tmp_path / "ket-qua.xlsx"
    book.save(path)
    assert main(["score-table", village[0], str(path), "--key", "don_vi", "-o", str(out)]) == 0
    found = [*load_workbook(out).active.iter_rows(values_only=True)]
    assert found[0] == ("don_vi", "diem_1", "diem_2", "diem_3", "tong_diem", "xep_loai", "loi")
    # 48/50 × 12 = 11,52; one month begun: 8 − 1 = 7; college: 4. Then 12/3 = 4, in time: 8, university: 5.
    assert found[1:] == [("Thôn 1", 11.52, 7, 4, 22.52, "kha", 0), ("Thôn 2", 4, 8, 5, 17, "kha", 0)]


def test_a_long_table_is_read_a_part_at_a_time(
    village: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Seven units in batches of two: none is lost, none is twice, and the row that is told is that of the file."""
    monkeypatch.setattr(tables, "ROWS", 2)
    columns: dict[str, list[object]] = {"don_vi": [f"Thôn {number}" for number in range(7)]}
    columns |= {"ho_so_dat": [1, 2, 3, 4, 9, 0, 4], "ho_so_tong": [4] * 7, "nhan_su": ["dai_hoc"] * 7}
    columns["bao_cao"] = ["đúng hạn"] * 7
    path, out = tmp_path / "bang.parquet", tmp_path / "ket-qua.parquet"
    pl.DataFrame(columns).write_parquet(path)
    assert main(["score-table", village[0], str(path), "--key", "don_vi", "-o", str(out)]) == 3
    assert "dòng 5 (Thôn 4): [part-exceeds-whole]" in capsys.readouterr().err
    found = pl.read_parquet(out)
    assert found["don_vi"].to_list() == columns["don_vi"]
    assert [None if one is None else str(one) for one in found["diem_1"]] == [
        "3.00", "6.00", "9.00", "12.00", None, "0.00", "12.00",
    ]  # fmt: skip


COHORT = """
format = "emulscore scheme 1"
id = "cum"
title = "Cụm"
total = 10
[[facts]]
kind = "number"
name = "toc_do"
label = "Tốc độ"
largest = 1000
decimals = 1
[[facts]]
kind = "cohort"
name = "tot_nhat"
label = "Tốt nhất cụm"
of = "toc_do"
take = "best"
decimals = 1
[[items]]
id = 1
title = "Tốc độ"
base = 10
rule = { kind = "relative", fact = "toc_do", to = "tot_nhat", empty = 0 }
"""


def test_units_are_compared_within_their_clusters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The best of each cluster gets all points; without clusters, the best of the table does."""
    scheme, path = tmp_path / "cum.toml", tmp_path / "bang.csv"
    scheme.write_text(COHORT, "utf-8")
    path.write_text('cum,toc_do\nA,"12,5"\nB,40\nA,50\nB,10\n', "utf-8")

    def points(*options: str) -> list[str]:
        assert main(["score-table", str(scheme), str(path), *options]) == 0
        rows = list(csv.DictReader(StringIO(capsys.readouterr().out)))
        return [row["diem_1"] for row in rows]

    assert points("--cluster", "cum") == ["2.50", "10.00", "10.00", "2.50"]
    assert points() == ["2.50", "8.00", "10.00", "2.00"]
    path.write_text("cum,toc_do\nA,1\nB,40\nA,\n", "utf-8")
    assert main(["score-table", str(scheme), str(path), "--cluster", "cum"]) == 3
    assert "#3" in capsys.readouterr().err


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_only(
    village: list[str], table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bar that ends at 100% on a terminal; nothing at all in a pipe."""
    command = ["score-table", village[0], str(table), "-o", str(tmp_path / "ket-qua.csv")]
    assert main(command) == 0
    assert capsys.readouterr().err == ""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    assert main(command) == 0
    assert terminal.getvalue() == f"\r[{'#' * 24}] 100%\n"


OPENNESS = {  # the level of the staff gives way to a question of yes and no; a bare number is a share of one
    'name = "ho_so"': 'name = "ho_so"\nnumbers = "fraction"',
    'kind = "level"\nname = "nhan_su"': 'kind = "yes_no"\nname = "cong_khai"',
    'levels = { dai_hoc = { vi = "đại học", en = "university" }, cao_dang = { vi = "cao đẳng", en = "college" } }': "",
    'fact = "nhan_su"': 'fact = "cong_khai"',
    '{ is = "dai_hoc", pays = 5 }, { is = "cao_dang", pays = 4 }': "{ is = true, pays = 5 }, { is = false, pays = 0 }",
}


def test_a_column_of_a_workbook_may_hold_values_of_several_kinds(
    village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed as a number in one row and as a text in the next: each is read as people type it."""
    scheme, path = Path(village[0]), tmp_path / "bang.xlsx"
    text = scheme.read_text("utf-8")
    for level, answer in OPENNESS.items():
        assert text.count(level) == 1
        text = text.replace(level, answer)
    scheme.write_text(text, "utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("don_vi", "ho_so", "bao_cao_han", "bao_cao_xong", "cong_khai"),
        ("Thôn 1", "48/50", date(2025, 12, 15), "10/01/2026", True),
        (2, 0.5, "15/12/2025", date(2025, 12, 15), "không"),
        ("Thôn 3", "100%", date(2025, 12, 15), "15/12/2025", False),
        (None, None, None, None, None),
        ("Thôn 4", None, date(2025, 12, 15), "15/12/2025", True),
    ):
        sheet.append(row)
    book.save(path)
    assert main(["score-table", str(scheme), str(path), "--key", "don_vi"]) == 3
    said = capsys.readouterr()
    rows = [row[:5] for row in csv.reader(StringIO(said.out))]
    # 48/50 × 12 = 11,52, one month late 8 - 1, and 5; half of 12, in time, and nothing; 12, 8 and nothing.
    assert rows[1:] == [
        ["Thôn 1", "11.52", "7.00", "5.00", "23.52"],
        ["2", "6.00", "8.00", "0.00", "14.00"],
        ["Thôn 3", "12.00", "8.00", "0.00", "20.00"],
        ["Thôn 4", "", "", "", ""],
    ]
    assert "dòng 4 (Thôn 4): [missing-fact] số liệu “ho_so”" in said.err


def units_in(path: Path, names: list[str], **types: pl.DataType | type[pl.DataType]) -> str:
    """Write a table of units that have all points."""
    columns: dict[str, object] = {"don_vi": names, "ho_so": ["100%"] * len(names)}
    columns |= {"bao_cao": ["đúng hạn"] * len(names), "nhan_su": ["dai_hoc"] * len(names)}
    frame = pl.DataFrame(columns, schema_overrides={name: types.get(name, pl.String) for name in columns})
    frame.write_parquet(path)
    return str(path)


FULL = ["12.00", "8.00", "5.00", "25.00", "tot", "0"]


def test_a_table_without_units_has_its_columns(
    village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing to score is no error: the line of names is written, and no other."""
    path = units_in(tmp_path / "bang.parquet", [])
    assert main(["score-table", village[0], path, "--key", "don_vi"]) == 0
    assert capsys.readouterr().out == SCORED.splitlines()[0] + "\n"


def test_names_that_are_kept_as_codes_are_written_as_names(
    village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A column that names each unit by a number of a list, as frames keep what repeats."""
    path = units_in(tmp_path / "bang.parquet", ["Thôn 1", "Thôn 2", "Thôn 1"], don_vi=pl.Categorical)
    assert main(["score-table", village[0], path, "--key", "don_vi"]) == 0
    rows = list(csv.reader(StringIO(capsys.readouterr().out)))
    assert rows[1:] == [[name, *FULL] for name in ("Thôn 1", "Thôn 2", "Thôn 1")]


def test_parts_of_a_long_table_are_written_one_behind_the_other(
    village: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five units in batches of two: the names of the columns stand once, in CSV and in a workbook."""
    monkeypatch.setattr(tables, "ROWS", 2)
    names = [f"Thôn {number}" for number in range(5)]
    command = ["score-table", village[0], units_in(tmp_path / "bang.parquet", names), "--key", "don_vi", "-o"]
    text, book = tmp_path / "ra.csv", tmp_path / "ra.xlsx"
    assert main([*command, str(text)]) == 0
    assert list(csv.reader(StringIO(text.read_text("utf-8"))))[1:] == [[name, *FULL] for name in names]
    assert main([*command, str(book)]) == 0
    found = [*load_workbook(book).active.iter_rows(values_only=True)]
    assert found[0] == ("don_vi", "diem_1", "diem_2", "diem_3", "tong_diem", "xep_loai", "loi")
    assert found[1:] == [(name, 12, 8, 5, 25, "tot", 0) for name in names]


def test_more_units_than_a_sheet_holds_are_refused(
    village: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Excel would open such a file and lose its end; other formats have room."""
    monkeypatch.setattr(tables, "_SHEET", 2)
    path = units_in(tmp_path / "bang.parquet", ["Thôn 1", "Thôn 2", "Thôn 3"])
    assert main(["score-table", village[0], path, "-o", str(tmp_path / "ra.xlsx")]) == 3
    assert "một trang Excel có không quá 2 dòng: ghi ra .csv hoặc .parquet" in capsys.readouterr().err
    assert main(["score-table", village[0], path, "-o", str(tmp_path / "ra.csv")]) == 0


def test_a_table_that_breaks_off_further_down_is_refused(
    village: list[str], table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line with a cell too many, behind what was read first: the file is named, and nothing is written."""
    monkeypatch.setattr(tables, "_BYTES", 128)
    lines = TABLE + "".join(f"Thôn {number},1/1,đúng hạn,dai_hoc\n" for number in range(3, 20))
    table.write_text(lines, "utf-8")
    assert main(["score-table", village[0], str(table)]) == 0
    capsys.readouterr()
    table.write_text(lines + "Thôn 20,1/1,đúng hạn,dai_hoc,thừa\n", "utf-8")
    assert main(["score-table", village[0], str(table)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert f"không đọc được bảng {table}: " in said.err
