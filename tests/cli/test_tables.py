"""`emulscore score-table`: a whole table of units."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

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


def test_the_other_engine_gives_the_same(
    village: list[str], table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With pandas instead of polars the points are the same."""
    monkeypatch.setattr(tables, "_ENGINES", ("pandas",))
    assert main(["score-table", village[0], str(table), "--key", "don_vi"]) == 0
    rows = [line.split(",") for line in capsys.readouterr().out.splitlines()]
    assert [(row[0], float(row[4])) for row in rows[1:]] == [("Thôn 1", 23.52), ("Thôn 2", 16.98)]


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
    """A suffix that is not known, a file that is not there, no engine: each is said in a line."""
    assert main(["score-table", village[0], "bang.ods"]) == 2
    assert "cần đuôi .csv, .parquet" in capsys.readouterr().err
    assert main(["score-table", village[0], str(tmp_path / "khong-co.csv")]) == 3
    assert "không đọc được bảng" in capsys.readouterr().err
    monkeypatch.setattr(tables, "_ENGINES", ())
    assert main(["score-table", village[0], str(tmp_path / "khong-co.csv")]) == 3
    assert "pip install polars" in capsys.readouterr().err
