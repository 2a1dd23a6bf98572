"""Workbooks on the command line, reports as files, and the message where an extra is missing."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from emulscore.cli import main
from emulscore.excel import read_workbook, write_template
from emulscore.files import open_scheme


@pytest.fixture
def workbook(village: list[str], tmp_path: Path) -> str:
    """Return a workbook of two units: 48/50 and two months late as in the file, 50/50 and on time; both of college level."""
    path = tmp_path / "phieu.xlsx"
    write_template(open_scheme(village[0]), path, units=["Thôn 1", "Thôn 2"])
    book = openpyxl.load_workbook(path)
    entries = [sheet for sheet in book.worksheets if any(cell.value == "ho_so" for cell in sheet["I"])]
    for sheet, (part, late) in zip(entries, ((48, 2), (50, "đúng hạn")), strict=True):
        rows = {cell.value: cell.row for cell in sheet["I"]}
        sheet[f"D{rows['ho_so']}"], sheet[f"E{rows['ho_so']}"] = part, 50
        sheet[f"F{rows['bao_cao']}"] = late
        sheet[f"D{rows['nhan_su']}"] = "cao đẳng"
    book.save(path)
    return str(path)


class TestTemplate:
    """`emulscore template`."""

    def test_it_writes_a_workbook(self, village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Two units have two sheets each; the units' names stand in them."""
        path = tmp_path / "mau.xlsx"
        assert main(["template", village[0], "--unit", "Thôn 1", "--unit", "Thôn 2", "-o", str(path)]) == 0
        assert capsys.readouterr().out == f"Đã ghi {path}.\n"
        shown = [sheet.title for sheet in openpyxl.load_workbook(path).worksheets if sheet.sheet_state == "visible"]
        assert len(shown) == 4

    def test_it_is_named_after_the_scheme(
        self, village: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without --output it is the scheme's id, in the folder where one is."""
        monkeypatch.chdir(tmp_path)
        assert main(["template", village[0]]) == 0
        assert (tmp_path / "xa-a-2025.xlsx").is_file()

    def test_a_folder_that_is_not_there_is_code_3(
        self, village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The folder is named, and nothing is written."""
        assert main(["template", village[0], "-o", str(tmp_path / "khong-co" / "mau.xlsx")]) == 3
        assert "không có thư mục" in capsys.readouterr().err

    def test_a_missing_extra_is_named(
        self, village: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Without the packages that write workbooks the command says what to install."""
        monkeypatch.setitem(sys.modules, "xlsxwriter", None)
        assert main(["template", village[0], "-o", "mau.xlsx"]) == 3
        assert 'pip install "emulscore[excel]"' in capsys.readouterr().err


class TestWorkbooks:
    """A workbook stands where an assessment's file can."""

    def test_one_of_its_units_is_scored(
        self, village: list[str], workbook: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Thôn 2: 12 + 8 + 4 = 24; the name may be typed in small letters."""
        assert main(["score", village[0], workbook, "--unit", "thôn 2"]) == 0
        (total,) = [line for line in capsys.readouterr().out.splitlines() if "Tổng điểm" in line]
        assert total.split()[-2:] == ["25", "24"]

    @pytest.mark.parametrize("command", ["score", "audit", "gains", "receipt"])
    def test_which_unit_has_to_be_said(
        self, command: str, village: list[str], workbook: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Of two units none is taken by chance; a name that is not there is met with a guess."""
        more = ["--all"] if command == "gains" else []
        assert main([command, village[0], workbook, *more]) == 2
        assert "có 2 đơn vị: thêm --unit (Thôn 1, Thôn 2)" in capsys.readouterr().err
        assert main([command, village[0], workbook, *more, "--unit", "Thôn 3"]) == 2
        assert "không có đơn vị “Thôn 3”, có phải “Thôn 2”?" in capsys.readouterr().err

    def test_all_of_them_are_ranked(
        self, village: list[str], workbook: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """24 before 21,52, from the workbook as from the folder that it is in."""
        assert main(["rank", village[0], workbook, "--ties", "shared"]) == 0
        out = capsys.readouterr().out
        shown = [line.split() for line in out.splitlines() if "Thôn" in line]
        assert [(line[0], line[2], line[3]) for line in shown] == [("1", "2", "24"), ("2", "1", "21,52")]
        assert main(["rank", village[0], str(Path(workbook).parent), "--ties", "shared"]) == 0
        assert capsys.readouterr().out == out


class TestReport:
    """`emulscore report`."""

    def test_a_page_holds_every_unit(
        self, village: list[str], workbook: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """One HTML page with a table for each unit, no script and no address."""
        path = tmp_path / "ket-qua.html"
        assert main(["report", village[0], workbook, "-o", str(path)]) == 0
        assert capsys.readouterr().out == f"Đã ghi {path}.\n"
        page = path.read_text("utf-8")
        assert page.startswith('<!doctype html>\n<html lang="vi">')
        assert page.count("<table") == 2
        assert "21,52" in page
        assert "<script" not in page
        assert "http" not in page

    def test_markdown_holds_every_unit(self, village: list[str], workbook: str, tmp_path: Path) -> None:
        """One heading and one table for each unit."""
        path = tmp_path / "ket-qua.md"
        assert main(["report", village[0], workbook, "-o", str(path)]) == 0
        text = path.read_text("utf-8")
        assert text.count("# Bảng chấm điểm\n") == 2
        assert "| 1 | Hồ sơ đúng hạn | 12 | 11,52 |" in text

    def test_a_workbook_has_a_sheet_for_each_unit(self, village: list[str], workbook: str, tmp_path: Path) -> None:
        """A line for each unit, and its scorecard, with numbers that are numbers."""
        path = tmp_path / "ket-qua.xlsx"
        assert main(["report", village[0], workbook, "-o", str(path)]) == 0
        book = openpyxl.load_workbook(path)
        assert len(book.worksheets) == 3
        found = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
        assert {21.52, 24} <= {value for value in found if isinstance(value, int | float)}

    def test_a_word_document_is_the_annex_of_a_unit(self, village: list[str], tmp_path: Path) -> None:
        """Its text has the unit's claims and calculations, and the line that says what it is attached to."""
        path = tmp_path / "phu-luc.docx"
        assert main(["report", *village, "-o", str(path), "--number", "II"]) == 0
        text = ZipFile(path).read("word/document.xml").decode("utf-8")
        for words in ("Hồ sơ đúng hạn", "Kèm theo Báo cáo", "Phụ lục II"):
            assert words in re.sub(r"<[^>]+>", "", text)

    def test_an_annex_may_be_a_page(self, village: list[str], tmp_path: Path) -> None:
        """With --annex an HTML page and Markdown are the annex too, with the computed points beside the claims if asked."""
        for suffix in ("html", "md"):
            path = tmp_path / f"phu-luc.{suffix}"
            assert main(["report", *village, "-o", str(path), "--annex", "--given", "both"]) == 0
            text = path.read_text("utf-8")
            assert "Kèm theo Báo cáo" in text
            assert "11,52" in text

    def test_an_annex_is_of_one_unit(
        self, village: list[str], workbook: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A workbook of two units is no annex, and an annex is no workbook."""
        assert main(["report", village[0], workbook, "-o", str(tmp_path / "phu-luc.docx")]) == 2
        assert "ở đây có 2 đơn vị" in capsys.readouterr().err
        assert main(["report", *village, "-o", str(tmp_path / "phu-luc.xlsx"), "--annex"]) == 2
        assert "cần đuôi .docx, .html, .md" in capsys.readouterr().err

    def test_another_suffix_is_code_2(self, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """The suffixes that are known are listed."""
        assert main(["report", *village, "-o", "ket-qua.odt"]) == 2
        assert "cần đuôi .html" in capsys.readouterr().err

    def test_problems_of_all_units_at_once(
        self, village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Each problem names its file, and nothing is written."""
        for name in ("a", "b"):
            (tmp_path / f"{name}.toml").write_text(
                f'format = "emulscore assessment 1"\nunit = "{name}"\n[measurements]\nho_so = "9/8"\n', "utf-8"
            )
        target = tmp_path / "ket-qua.html"
        argv = ["report", village[0], str(tmp_path / "a.toml"), str(tmp_path / "b.toml"), "-o", str(target)]
        assert main(argv) == 3
        said = capsys.readouterr().err
        assert said.count("[part-exceeds-whole]") == 2
        assert "a.toml" in said
        assert "b.toml" in said
        assert not target.exists()


def test_a_scheme_becomes_the_annex_of_its_decision(
    village: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A Word document with the scheme's criteria, attached to a decision; only the annex can be one."""
    path = tmp_path / "quyet-dinh.docx"
    assert main(["show", village[0], "--annex", "-o", str(path)]) == 0
    text = re.sub(r"<[^>]+>", "", ZipFile(path).read("word/document.xml").decode("utf-8"))
    assert "Gửi báo cáo năm" in text
    assert "Kèm theo Quyết định" in text
    capsys.readouterr()
    assert main(["show", village[0], "-o", str(path)]) == 2
    assert "cần đuôi .html, .md, .txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ("score", "khong-co.xlsx"),
        ("explain", "khong-co.xlsx", "1"),
        ("audit", "khong-co.xlsx"),
        ("report", "khong-co.xlsx", "-o", "ra.html"),
        ("import", "khong-co.docx"),
        ("template", "--fill", "khong-co.xlsx", "-o", "ra.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    words: tuple[str, ...], village: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whichever file it is of those that were given, the message begins with its name, once."""
    command, *rest = words
    assert main([command, village[0], *rest]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    name = next(word for word in rest if word.startswith("khong-co"))
    assert said.err.count(name) == 1
    assert name in said.err.partition(":")[2].partition(":")[0]


def test_a_template_is_filled_in_from_a_file(village: list[str], tmp_path: Path) -> None:
    """What is known of the unit stands in its workbook, and scores as the file does."""
    path = tmp_path / "phieu.xlsx"
    assert main(["template", village[0], "--fill", village[1], "--unit", "Thôn 2", "-o", str(path)]) == 0
    second, first = read_workbook(path, open_scheme(village[0]))
    assert (first.unit.vi, first.values["ho_so"], len(second.values)) == ("Thôn 1", (48, 50), 0)
    assert {row: claim.points for row, claim in first.claims.items()} == {"1": 12, "2": 6, "3": 4}


def test_a_template_is_not_written_over(
    village: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without -o a second template does not take the place of the first, which may be filled in by now."""
    monkeypatch.chdir(tmp_path)
    assert main(["template", village[0]]) == 0
    before = Path("xa-a-2025.xlsx").read_bytes()
    assert main(["template", village[0], "--unit", "Thôn 9"]) == 3
    assert "không ghi đè: xa-a-2025.xlsx đã có" in capsys.readouterr().err
    assert Path("xa-a-2025.xlsx").read_bytes() == before
    assert main(["template", village[0], "--unit", "Thôn 9", "-o", "xa-a-2025.xlsx"]) == 0
