"""`emulscore check`: what keeps a scheme from being built, and what somebody should look at."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emulscore.cli import main


def test_the_annex_has_one_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """Row 15 is not in the copy of the source; a warning is no failure."""
    assert main(["check", "nga-nam-2023"]) == 0
    said = capsys.readouterr()
    assert "Tiêu chí 15: văn bản nguồn không có nội dung của tiêu chí này" in said.out
    assert "0 lỗi, 1 cảnh báo" in said.out
    assert said.err == ""


def test_errors_are_code_1_and_all_are_shown(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Bases of 12 + 8 + 6 = 26 under a total of 25, and half a target: both are said, with the lines of the file."""
    path = Path(village[0])
    text = path.read_text("utf-8").replace("base = 5", "base = 6")
    path.write_text(text, "utf-8")
    assert main(["check", village[0], "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert "[bases-do-not-add-up, error]" in said.out
    assert "1 error, 0 warnings" in said.out
    assert said.err == "emulscore: errors in the scheme: 1\n"


def test_json_has_every_part(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A row that earns full points whatever happens is found: 5 for either level; the example is None where none helps."""
    path = Path(village[0])
    path.write_text(path.read_text("utf-8").replace("pays = 4", "pays = 5"), "utf-8")
    assert main(["check", village[0], "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert (found["file"], found["errors"], found["warnings"]) == (village[0], 0, 1)
    (one,) = found["findings"]
    assert set(one) == {"code", "severity", "row", "place", "what", "why", "hint", "example"}
    assert (one["code"], one["severity"], one["row"], one["place"]) == ("never-loses", "warning", "3", "tiêu chí 3")


def test_nothing_to_point_out(village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A scheme in order says so."""
    assert main(["check", village[0]]) == 0
    assert "Không có gì phải lưu ý" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_an_error_of_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no TOML, what is not there, and what is no bundled scheme are found, each with its name."""
    broken = tmp_path / "hong.toml"
    broken.write_text("= =", "utf-8")
    for name, code in (
        (str(broken), "unreadable"),
        (str(tmp_path / "x.toml"), "unreadable"),
        ("nga-nam", "unknown-scheme"),
    ):
        assert main(["check", name]) == 1
        said = capsys.readouterr()
        assert f"[{code}, lỗi]" in said.out
        assert said.err == "emulscore: bộ tiêu chí có 1 lỗi\n"
