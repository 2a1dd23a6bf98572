"""Files as other programs save them: locked with a password, or opened and saved again."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from emulscore import FileError
from emulscore.annex import read_annex
from emulscore.cli import main
from emulscore.excel import read_workbook, write_results, write_template
from emulscore.schemes.nga_nam_2023 import assessment, scheme
from emulscore.word import write_annex
from required import missing

LOCKED = Path(__file__).parents[1] / "data" / "locked"
"""A workbook and a document that were really encrypted (agile encryption, password `mat-khau`)."""

Read = Callable[[Path], object]


def book(path: Path) -> object:
    return read_workbook(path, scheme)


@pytest.mark.parametrize(
    ("read", "name"),
    [(book, "co-mat-khau.xlsx"), (read_annex, "co-mat-khau.docx"), (read_annex, "co-mat-khau.xlsx")],
)
def test_a_file_that_is_really_encrypted_is_named_as_such(read: Read, name: str) -> None:
    """What to do is to save it without its password; it is neither damaged nor of an old kind."""
    with pytest.raises(FileError) as caught:
        read(LOCKED / name)
    (problem,) = caught.value.problems
    assert problem.code == "encrypted"
    assert "mật khẩu" in problem.text("vi")


@pytest.mark.parametrize("words", [("score", "co-mat-khau.xlsx"), ("import", "co-mat-khau.docx")])
def test_the_command_names_the_file(words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    """Code 3, and one message on stderr."""
    command, name = words
    assert main([command, "nga-nam-2023", str(LOCKED / name), "--lang", "vi"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "[encrypted]" in said.err


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a function that opens a file in LibreOffice and saves it again, where this machine can."""
    office = shutil.which("soffice")
    if office is None:
        missing("soffice is needed to save a file as another program does")
    folder = tmp_path_factory.mktemp("office")

    def again(path: Path) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        kind = path.suffix.removeprefix(".")
        command = (office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path))
        subprocess.run(command, check=False, capture_output=True, timeout=180)  # noqa: S603 - a program of the system
        if not (folder / path.name).exists():
            missing(f"this soffice cannot save {kind}")
        return folder / path.name

    return again


@pytest.mark.long
def test_a_workbook_may_be_saved_by_another_program(tmp_path: Path, saved: Callable[[Path], Path]) -> None:
    """The same values, claims and evidence after LibreOffice has opened and saved what was filled in."""
    write_template(scheme, tmp_path / "phieu.xlsx", [assessment])
    (before,) = read_workbook(tmp_path / "phieu.xlsx", scheme)
    (after,) = read_workbook(saved(tmp_path / "phieu.xlsx"), scheme)
    assert after == before


@pytest.mark.long
def test_an_annex_may_be_saved_by_another_program(tmp_path: Path, saved: Callable[[Path], Path]) -> None:
    """The same rows, claims and documents after LibreOffice has opened and saved the annex."""
    write_annex(scheme.score(assessment, partial=True), tmp_path / "phu-luc.docx")
    before = read_annex(tmp_path / "phu-luc.docx")
    after = read_annex(saved(tmp_path / "phu-luc.docx"))
    assert (after.rows, after.documents, after.points) == (before.rows, before.documents, before.points)


@pytest.mark.long
@pytest.mark.parametrize("name", ["phieu.xlsx", "ket-qua.xlsx"])
def test_nothing_is_cut_on_paper(name: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every word of every cell is on the printed pages: rows are as tall as their texts, columns as wide as numbers."""
    office = shutil.which("soffice")
    reader = shutil.which("pdftotext")
    if office is None or reader is None:
        missing("soffice and pdftotext are needed to look at printed pages")
    if name == "phieu.xlsx":
        write_template(scheme, tmp_path / name, [assessment])
    else:
        write_results([scheme.score(assessment, partial=True)], tmp_path / name)
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('office').as_uri()}"
    command = (office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / name))
    subprocess.run(command, check=False, capture_output=True, timeout=180)  # noqa: S603 - a program of the system
    path = (tmp_path / name).with_suffix(".pdf")
    if not path.exists():
        missing("this soffice cannot print workbooks")
    reading = (reader, str(path), "-")
    done = subprocess.run(reading, check=True, capture_output=True, encoding="utf-8", timeout=60)  # noqa: S603 - as above
    printed = "".join(done.stdout.split())  # words that are set small come out with blanks in them
    cells = [
        cell.value
        for sheet in openpyxl.load_workbook(tmp_path / name).worksheets
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and not sheet.column_dimensions[cell.column_letter].hidden
    ]
    assert len(cells) > 50
    assert {word for text in cells for word in re.split(r"[\s/-]+", text) if word not in printed} == set()
