"""`emulscore diff`: what differs between two schemes, and whose points move."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emulscore.cli import main


@pytest.fixture
def next_year(village: list[str], tmp_path: Path) -> str:
    """Return the scheme of the next year: dossiers at 14 points instead of 12, a month late costs 2, so 27 in all."""
    text = Path(village[0]).read_text("utf-8")
    for old, new in (
        ("base = 12", "base = 14"),
        ("per = 1", "per = 2"),
        ("total = 25", "total = 27"),
        ("2025", "2026"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path = tmp_path / "nam-sau.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_it_says_what_differs_and_whose_points_move(
    village: list[str], next_year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """48/50 × 14 = 13,44 is 1,92 more; two months at 2 points leave 4, 2 less; 21,52 becomes 21,44."""
    assert main(["diff", village[0], next_year, village[1]]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for text in (
        "Điểm chuẩn: từ “12” thành “14”.",
        "- Tổng điểm: từ “25” thành “27”.",
        "ĐIỂM CỦA THÔN 1 THEO HAI BỘ TIÊU CHÍ",
        "11,52 13,44 +1,92",
        "6 4 -2",
        "Tổng điểm 21,52 21,44 -0,08",
    ):
        assert text in out
    assert "Bố trí nhân sự" not in out


def test_json_is_exact(village: list[str], next_year: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Differences of the whole and of each row, and points as strings, before and after."""
    assert main(["diff", village[0], next_year, village[1], "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert (found["old"], found["new"], found["same"]) == ("xa-a-2025", "xa-a-2026", False)
    assert [one["what"] for one in found["whole"]] == ["total"]
    assert [(row["old"], [one["what"] for one in row["differences"]]) for row in found["rows"]] == [
        ("1", ["base"]),
        ("2", ["rule"]),
    ]
    (unit,) = found["units"]
    assert unit["total"] == {
        "old": {"low": "21.52", "high": "21.52"},
        "new": {"low": "21.44", "high": "21.44"},
        "by": "-0.08",
    }
    assert [(row["id"], row["by"]) for row in unit["rows"]] == [("1", "1.92"), ("2", "-2")]
    assert (unit["unit"], unit["same"], unit["grades"]) == ("Thôn 1", False, ["Khá", "Khá"])


def test_nothing_differs_from_itself(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A scheme compared with itself has no rows, and no points move."""
    assert main(["diff", village[0], village[0], village[1]]) == 0
    out = capsys.readouterr().out
    assert "Không có gì khác nhau." in out
    assert "Điểm không thay đổi." in out


def test_a_scheme_that_is_not_there_is_code_3(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It is named."""
    assert main(["diff", village[0], "khong-co.toml"]) == 3
    assert "khong-co.toml" in capsys.readouterr().err
