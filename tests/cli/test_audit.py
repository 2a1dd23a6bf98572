"""`emulscore audit`: claims beside computed points, and what an official would ask."""

from __future__ import annotations

import json

import pytest

from emulscore.cli import main

ANNEX = "nga-nam-2023"


def test_the_annex_is_asked_about_row_12(annex: str, capsys: pytest.CaptureFixture[str]) -> None:
    """75,7% × 6 = 4,54 against a claim of 6; row 8 agrees; row 15 cannot be checked."""
    assert main(["audit", ANNEX, annex]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert next(line for line in lines if line.startswith("12 ")).endswith("6 4,54 1,46 Tự chấm cao hơn")
    assert next(line for line in lines if line.startswith("8 ")).endswith("9,98 9,98 0 Khớp")
    assert next(line for line in lines if line.startswith("15 ")).endswith("— — — Chưa đối chiếu được")
    assert any(line.startswith("- Tiêu chí 12: tự chấm 6 điểm, tính ra 4,54 điểm, lệch 1,46 điểm") for line in lines)


def test_json_is_exact(annex: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each row with its questions by code; the claims add up to 91,98."""
    assert main(["audit", ANNEX, annex, "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert (found["scheme"], found["period"], found["claimed"]) == (ANNEX, "2023", "91.98")
    row = found["rows"][11]
    assert {key: row[key] for key in ("id", "claimed", "computed", "gap", "appraised", "final", "status")} == {
        "id": "12",
        "claimed": "6",
        "computed": "4.54",
        "gap": "1.46",
        "appraised": None,
        "final": None,
        "status": "claims more",
    }
    assert row["questions"][0]["code"] == "claim-differs"
    assert set(row["questions"][0]) == {"code", "text"}


def test_a_check_that_fails_is_code_1(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """12 is claimed for 11,52: with --check the questions that are shown are counted, and the table stands all the same."""
    assert main(["audit", *village, "--check"]) == 1
    said = capsys.readouterr()
    asked = said.out.count("\n- ")
    assert asked >= 1
    assert f"còn {asked} câu hỏi đối chiếu" in said.err
    assert "0,48" in said.out
