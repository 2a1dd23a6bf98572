"""`emulscore show`: a scheme in the terminal, as the annex of a decision, and as a blank assessment."""

from __future__ import annotations

import json
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from emulscore.cli.run import main
from emulscore.files import load_assessment

SCHEME = """
format = "emulscore scheme 1"
id = "xa-a-2026"
title = { vi = "Thi đua của xã A", en = "Emulation of commune A" }
source = "Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân xã A"
level = "cấp xã"
period = 2026
total = 20

[[facts]]
kind = "share"
name = "ho_so"
counts = "hồ sơ đúng hạn"
out_of = "hồ sơ đã nhận"
source = "Hệ thống một cửa"

[[facts]]
kind = "lateness"
name = "bao_cao"
label = "Báo cáo năm"

[[items]]
id = 1
title = "Hồ sơ | đúng hạn"
base = 12
rule = { kind = "ratio", fact = "ho_so", empty = "refuse" }
evidence = ["Báo cáo xuất từ hệ thống"]
remark = "Ghi chú riêng"

[[items]]
id = "2.b"
title = "Gửi báo cáo năm"
base = 8
rule = { kind = "late_penalty", late = ["bao_cao"], per = 1, unit = "months_begun", never = 0 }
requires = ["Báo cáo"]
"""


class Cells(HTMLParser):
    """The texts of a page's cells, and the tags that are open."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        del attrs
        if tag != "meta":
            self.open.append(tag)
        if tag in {"td", "th"}:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep what stands in a cell."""
        if self.open and self.open[-1] in {"td", "th"}:
            self.found[-1] += data


@pytest.fixture
def scheme(tmp_path: Path) -> str:
    (tmp_path / "xa-a.toml").write_text(SCHEME, "utf-8")
    return str(tmp_path / "xa-a.toml")


def test_a_scheme_is_shown_with_its_remarks(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The plain table has titles, points and remarks."""
    assert main(["show", scheme]) == 0
    said = capsys.readouterr().out
    assert "THI ĐUA CỦA XÃ A" in said
    assert "Tiêu chí 1: Ghi chú riêng" in said


def test_the_annex_has_the_evidence_and_no_remarks(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Under the title stands the decision; the table says what supports each row; our own remarks stay away."""
    assert main(["show", scheme, "--annex"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân xã A)" in said
    assert "Căn cứ" in said
    assert "Văn bản: Báo cáo." in said
    assert "Ghi chú riêng" not in said


def test_the_annex_is_written_as_a_page(scheme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is whole, every tag closed, with five cells in each line, the evidence in the last."""
    path = tmp_path / "phu-luc.html"
    assert main(["show", scheme, "--annex", "-o", str(path)]) == 0
    assert capsys.readouterr().out == f"Đã ghi {path}.\n"
    page = Cells(path.read_text("utf-8").removeprefix("<!doctype html>"))
    assert page.open == []
    assert page.found[:5] == ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính", "Căn cứ"]
    assert page.found[5:8] == ["1", "Hồ sơ | đúng hạn", "12"]
    assert page.found[9] == "Báo cáo xuất từ hệ thống. Số liệu: Hệ thống một cửa."


def test_the_annex_is_written_as_markdown(scheme: str, tmp_path: Path) -> None:
    """A bar in a title is no new cell: each line of the table has five."""
    path = tmp_path / "phu-luc.md"
    assert main(["show", scheme, "--annex", "-o", str(path), "--lang", "en"]) == 0
    text = path.read_text("utf-8")
    assert text.startswith("# Emulation of commune A\n\n(Kèm theo")
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 5  # heads, rule, two rows, total
    assert [line.replace(r"\|", "").count("|") for line in table] == [6] * 5
    assert r"| 1 | Hồ sơ \| đúng hạn | 12 |" in text


def test_a_blank_assessment_is_known_to_nothing(scheme: str, tmp_path: Path) -> None:
    """The blank file is read as an assessment of the scheme in which no figure and no claim stands."""
    path = tmp_path / "ho-so.toml"
    assert main(["show", scheme, "--blank", "-o", str(path)]) == 0
    unit = load_assessment(path)
    assert (unit.scheme, unit.period) == ("xa-a-2026", "2026")
    assert (dict(unit.measurements), dict(unit.claims)) == ({}, {})


def test_a_blank_assessment_is_filled_in_line_by_line(scheme: str, tmp_path: Path) -> None:
    """With the marks taken away and values behind the signs, it holds the figures and the claims, dots in numbers too."""
    path = tmp_path / "ho-so.toml"
    assert main(["show", scheme, "--blank", "-o", str(path)]) == 0
    text = path.read_text("utf-8")
    for line, value in {"ho_so": '"48/50"', "bao_cao": '"đúng hạn"', "1": '"11,52"', '"2.b"': "8"}.items():
        assert f"# {line} =\n" in text
        text = text.replace(f"# {line} =\n", f"{line} = {value}\n")
    body, sample = text.split("# [[documents]]")
    found = tomllib.loads(body + "[[documents]]" + sample.replace("\n# ", "\n").replace("\n#\n", "\n\n"))
    assert found["evidence"] == {"1": [found["documents"][0]["key"]]}
    assert found["measurements"] == {"ho_so": "48/50", "bao_cao": "đúng hạn"}
    assert found["claims"] == {"1": "11,52", "2.b": 8}


def test_a_blank_assessment_says_what_may_be_written(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside each figure stands what it is and in which form it is given, in the language that was asked for."""
    assert main(["show", scheme, "--blank"]) == 0
    vi = capsys.readouterr().out
    assert '#   hồ sơ đúng hạn, trên tổng số hồ sơ đã nhận: "48/50" hoặc "96%"\n# ho_so =\n' in vi
    assert main(["show", scheme, "--blank", "--lang", "en"]) == 0
    assert "# Criterion 2.b. Gửi báo cáo năm\n" in capsys.readouterr().out


def test_machines_get_the_blank_assessment_as_a_text(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The text is what people get, and the scheme is named beside it."""
    assert main(["show", scheme, "--blank"]) == 0
    text = capsys.readouterr().out
    assert main(["show", scheme, "--blank", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["scheme"], found["blank"].strip()) == ("xa-a-2026", text.strip())


@pytest.mark.parametrize(
    ("options", "suffixes"),
    [(["--annex", "-o", "a.odt"], ".html, .md, .txt, .docx"), (["--blank", "-o", "a.html"], ".toml")],
)
def test_an_unknown_suffix_is_refused(
    options: list[str], suffixes: str, scheme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A format that is not written is a wrong word, and those that are written are named."""
    assert main(["show", scheme, *options]) == 2
    assert suffixes in capsys.readouterr().err


def test_a_table_and_a_form_are_not_one_file(scheme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Both at once is a wrong word."""
    assert main(["show", scheme, "--annex", "--blank"]) == 2
    assert "--annex hoặc --blank" in capsys.readouterr().err
