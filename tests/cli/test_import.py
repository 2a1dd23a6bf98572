"""`emulscore import`: the annex that a unit wrote becomes an assessment."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from emulscore.cli import main
from emulscore.files import load_assessment

ANNEX = str(Path(__file__).parents[1] / "data" / "annex_nga_nam_2023.txt")
SCHEME = "nga-nam-2023"


def test_the_annex_becomes_an_assessment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """14 claims that add up to 91,98, the share of row 12, and the document that it cites; what was cut off is told."""
    path = tmp_path / "ho-so.toml"
    assert main(["import", SCHEME, ANNEX, "-o", str(path), "--unit", "Thị xã Ngã Năm"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    unit = load_assessment(path)
    assert (unit.unit.vi, unit.scheme, unit.period) == ("Thị xã Ngã Năm", SCHEME, "2023")
    assert list(unit.claims) == [str(row) for row in range(1, 15)]
    assert sum(claim.points for claim in unit.claims.values()) == Fraction(9198, 100)
    assert unit.measurements["dan_vneid"].value == "75,7%"
    assert unit.evidence["12"] == ("1992/BC-CATX",)
    for text in (f"Đã ghi {path}.", "Cộng điểm tự chấm 91,98", "[annex-cut] tiêu chí 14", "14 trên 15 tiêu chí"):
        assert text in out
    assert main(["audit", SCHEME, str(path)]) == 0
    assert "lệch 1,46 điểm" in capsys.readouterr().out


def test_json_has_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    """Points as strings, what is cited by key, and what has to be looked at with its place; nothing is written."""
    assert main(["import", SCHEME, ANNEX, "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert (found["scheme"], found["output"], len(found["rows"])) == (SCHEME, None, 14)
    row = found["rows"][7]
    assert {key: row[key] for key in ("id", "base", "claimed", "share", "appraised", "cut")} == {
        "id": "8",
        "base": "10",
        "claimed": "9.98",
        "share": "99,80%",
        "appraised": None,
        "cut": False,
    }
    assert "326/BC-UBND" in row["cited"]
    assert {one["code"] for one in found["left"]} == {"annex-cut", "annex-incomplete"}
    assert found["rows"][13]["cut"]


def test_a_check_that_fails_is_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Where something has to be looked at, --check fails, and the table stands all the same."""
    assert main(["import", SCHEME, ANNEX, "--check"]) == 1
    said = capsys.readouterr()
    assert "còn 3 chỗ cần xem lại" in said.err
    assert "Cần xem lại (3)" in said.out


def test_what_is_no_annex_is_code_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text without the heading of an annex, and a file that is not there."""
    path = tmp_path / "thu.txt"
    path.write_text("Kính gửi", "utf-8")
    assert main(["import", SCHEME, str(path)]) == 3
    assert "[no-annex-table]" in capsys.readouterr().err
    assert main(["import", SCHEME, str(tmp_path / "khong-co.docx")]) == 3
    assert "[unreadable]" in capsys.readouterr().err
