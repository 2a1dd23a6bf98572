"""What the demo writes: a Word, an Excel and an HTML file, where it says, and never over something else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from emulscore.cli import main

FOLDER = "emulscore-demo"
NAMES = ["ket-qua.html", "ket-qua.xlsx", "phu-luc.docx"]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_writes_three_files_and_says_where(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder in the current one holds the Word, Excel and HTML files; each is named in the output."""
    assert main(["demo"]) == 0
    out = capsys.readouterr().out
    assert sorted(path.name for path in Path(FOLDER).iterdir()) == NAMES
    assert [name for name in NAMES if f"- {Path(FOLDER, name)}: " not in out] == []


def test_the_annex_has_claimed_and_computed_points() -> None:
    """The Word file has the document's row 12: 6 points claimed, 4,54 computed."""
    main(["demo"])
    (table,) = docx.Document(str(Path(FOLDER, "phu-luc.docx"))).tables
    (row,) = [row for row in table.rows if row.cells[0].text == "12"]
    assert [cell.text for cell in row.cells][2:5] == ["6", "6", "4,54"]


def test_the_workbook_has_numbers() -> None:
    """The summary has the 9,98 points of row 8 as a number, and the total as the range that it is."""
    main(["demo"])
    book = openpyxl.load_workbook(Path(FOLDER, "ket-qua.xlsx"))
    cells = [cell.value for row in book.worksheets[0] for cell in row]
    assert 9.98 in cells
    assert "90,52 đến 98,52" in cells


def test_the_page_has_the_total() -> None:
    """The HTML file has the total and the questions, and asks nothing of other hosts."""
    main(["demo"])
    text = Path(FOLDER, "ket-qua.html").read_text("utf-8")
    assert "90,52 đến 98,52" in text
    assert "lệch 1,46 điểm" in text
    assert "src=" not in text


def test_it_may_run_again(capsys: pytest.CaptureFixture[str]) -> None:
    """The same input gives the same bytes, so a second run is no harm; the other language has other names."""
    assert main(["demo"]) == 0
    first = {path.name: path.read_bytes() for path in Path(FOLDER).iterdir()}
    assert main(["demo"]) == 0
    assert {path.name: path.read_bytes() for path in Path(FOLDER).iterdir()} == first
    assert main(["demo", "--lang", "en"]) == 0
    assert sorted(path.name for path in Path(FOLDER).iterdir() if path.name not in NAMES) == [
        "annex.docx",
        "results.html",
        "results.xlsx",
    ]
    assert "emulscore-demo/annex.docx" in capsys.readouterr().out.replace("\\", "/")


def test_it_overwrites_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Another file of one of the names is left as it is, and so are the other two names; the table is shown all the same."""
    Path(FOLDER).mkdir()
    Path(FOLDER, "ket-qua.xlsx").write_text("của tôi")
    assert main(["demo"]) == 3
    said = capsys.readouterr()
    assert "90,52 đến 98,52" in said.out
    assert "Tệp đã ghi" not in said.out
    assert f"không ghi đè: {Path(FOLDER, 'ket-qua.xlsx')}" in said.err
    assert [path.name for path in Path(FOLDER).iterdir()] == ["ket-qua.xlsx"]
    assert Path(FOLDER, "ket-qua.xlsx").read_text() == "của tôi"


def test_the_folder_may_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o` names another folder, which is made; a file in its place is an error that names it."""
    assert main(["demo", "-o", str(tmp_path / "a" / "b")]) == 0
    assert sorted(path.name for path in Path("a/b").iterdir()) == NAMES
    capsys.readouterr()
    Path("c").touch()
    assert main(["demo", "-o", "c"]) == 3
    assert "không ghi được vào thư mục c" in capsys.readouterr().err


def test_without_the_extra_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Word and HTML need no extra; for Excel the output names the extra to install, and that is no failure."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["demo"]) == 0
    out = capsys.readouterr().out
    assert sorted(path.name for path in Path(FOLDER).iterdir()) == ["ket-qua.html", "phu-luc.docx"]
    assert "chưa ghi ket-qua.xlsx" in out
    assert 'pip install "emulscore[excel]"' in " ".join(out.split())


def test_json_names_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    """For machines: the paths, and the scorecard as `score --json` has it."""
    assert main(["demo", "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert sorted(Path(path).name for path in found["files"]) == NAMES
    assert found["scorecard"]["total"]["low"] == "90.52"
