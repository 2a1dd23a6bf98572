"""`emulscore sql`: a scheme that a database scores by."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from emulscore.cli import main


def test_a_database_scores_by_it(village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The statements run in SQLite as they are printed: 48/50 × 12 = 11,52, two months late 8 - 2 = 6, college 4: 21,52."""
    path = tmp_path / "cham.sql"
    assert main(["sql", village[0], "--dialect", "sqlite", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"Đã ghi {path}.\n"
    base = sqlite3.connect(":memory:")
    base.executescript(path.read_text("utf-8"))
    base.execute(
        "INSERT INTO so_lieu (don_vi, ho_so_dat, ho_so_tong, bao_cao_han, bao_cao_xong, nhan_su) VALUES (?, ?, ?, ?, ?, ?)",
        ("Thôn 1", 48, 50, "2025-12-15", "2026-01-20", "cao đẳng"),
    )
    names = [one[1] for one in base.execute("PRAGMA table_info(bang_diem)")]
    (row,) = base.execute("SELECT * FROM bang_diem").fetchall()
    found = dict(zip(names, row, strict=True))
    assert [found[name] for name in ("don_vi", "diem_1", "diem_2", "diem_3", "tong_diem", "loi")] == [
        "Thôn 1",
        11.52,
        6,
        4,
        21.52,
        0,
    ]
    base.close()


def test_names_are_those_that_are_asked_for(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The table, its keys and the view; with --select the query alone."""
    argv = ["sql", village[0], "--dialect", "postgresql", "--table", "bang_1", "--key", "ma", "--key", "nam"]
    assert main([*argv, "--view", "ket_qua"]) == 0
    out = capsys.readouterr().out
    assert out.startswith('CREATE TABLE "bang_1" (\n  "ma" TEXT NOT NULL,\n  "nam" TEXT NOT NULL,')
    assert 'CREATE VIEW "ket_qua" AS' in out
    assert main([*argv, "--select"]) == 0
    query = capsys.readouterr().out
    assert "CREATE" not in query
    assert query.rstrip().endswith(";")


def test_the_dialect_has_to_be_said(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """None is taken by chance, and a slip is guessed."""
    assert main(["sql", village[0]]) == 2
    assert "còn thiếu các tham số: --dialect" in capsys.readouterr().err
    assert main(["sql", village[0], "--dialect", "postgres"]) == 2
    assert "có phải “postgresql”?" in capsys.readouterr().err


def test_a_name_that_cannot_stand_in_sql_is_code_3(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A name with a zero byte is refused and not printed."""
    assert main(["sql", village[0], "--dialect", "sqlite", "--table", "a\0b"]) == 3
    assert capsys.readouterr().out == ""
