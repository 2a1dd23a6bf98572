"""The commands that make files: derive, schema, receipt and verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emulscore.cli import main
from emulscore.files import load_scheme

ANNEX = "nga-nam-2023"
CHANGES = """
format = "emulscore changes 1"
parent = { id = "nga-nam-2023" }
id = "xa-a-2026"
issuer = "UBND xã A"
level = "cấp xã"
period = "2026"
title = "Thang điểm của xã A"

[[changes]]
kind = "drop"
row = "15"
why = "Xã không có nhiệm vụ này"

[[changes]]
kind = "renumber"
numbers = { 14 = "15" }
why = "Đánh số lại"
"""


@pytest.fixture
def changes(tmp_path: Path) -> str:
    """Return a file of changes: row 15 of 8 points goes, so 92 of 100 are left."""
    path = tmp_path / "thay-doi.toml"
    path.write_text(CHANGES, "utf-8")
    return str(path)


class TestDerive:
    """`emulscore derive`."""

    def test_it_writes_the_scheme_and_says_what_became_of_each_row(
        self, changes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """92 points in 14 rows are written; the table names the parent, the row that went, and why."""
        target = tmp_path / "xa-a.toml"
        assert main(["derive", ANNEX, changes, "-o", str(target)]) == 0
        out = " ".join(capsys.readouterr().out.split())
        own = load_scheme(target)
        assert (own.id, str(own.total), len(own.criteria)) == ("xa-a-2026", "92", 14)
        for text in (
            "(nga-nam-2023), mã sha256:",
            "lược bỏ Lý do: Xã không có nhiệm vụ này.",
            "15 (trước là 14)",
            "- Tổng điểm: từ “100” thành “92”.",
            f"- Đã ghi {target}.",
        ):
            assert text in out

    def test_json_has_every_row(self, changes: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The scheme itself first, then each row with its numbers before and after; nothing is written."""
        assert main(["derive", ANNEX, changes, "--json"]) == 0
        found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert (found["id"], found["total"], found["parent"]["id"], found["output"]) == (
            "xa-a-2026",
            "92",
            ANNEX,
            None,
        )
        whole, *rows = found["rows"]
        assert (whole["old"], whole["new"]) == ("", "")
        assert [(row["old"], row["new"]) for row in rows if row["status"] == "dropped"] == [("15", None)]
        assert [(row["old"], row["new"], row["why"]) for row in rows if row["old"] == "14"] == [
            ("14", "15", ["Đánh số lại"])
        ]

    def test_a_change_that_cannot_be_is_code_3(self, changes: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A row that the parent does not have is named with its place in the file; nothing is printed."""
        path = Path(changes)
        path.write_text(path.read_text("utf-8").replace('row = "15"', 'row = "16"'), "utf-8")
        assert main(["derive", ANNEX, changes]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert "thay-doi.toml:10:1: changes[0]: [unknown-row]" in said.err

    def test_a_file_that_cannot_be_written_is_code_3(
        self, changes: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A folder that is not there is said with the name of the file; a suffix that is not known too."""
        assert main(["derive", ANNEX, changes, "-o", str(tmp_path / "khong-co" / "xa-a.toml")]) == 3
        assert "không ghi được tệp" in capsys.readouterr().err
        assert main(["derive", ANNEX, changes, "-o", str(tmp_path / "xa-a.docx")]) == 3
        assert "[unknown-suffix]" in capsys.readouterr().err


class TestSchema:
    """`emulscore schema`."""

    @pytest.mark.parametrize(
        ("words", "title"),
        [
            ([], "emulscore scheme 1"),
            (["assessment"], "emulscore assessment 1"),
            (["changes"], "emulscore changes 1"),
        ],
    )
    def test_it_prints_json_schema(self, words: list[str], title: str, capsys: pytest.CaptureFixture[str]) -> None:
        """The schema of each kind of file, that of schemes where nothing is said."""
        assert main(["schema", *words]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["$schema"], found["title"]) == ("https://json-schema.org/draft/2020-12/schema", title)

    def test_it_writes_a_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What is written is what is printed."""
        path = tmp_path / "bo-tieu-chi.schema.json"
        assert main(["schema", "scheme", "-o", str(path)]) == 0
        assert capsys.readouterr().out == f"Đã ghi {path}.\n"
        main(["schema"])
        assert capsys.readouterr().out == path.read_text("utf-8")

    def test_a_folder_is_no_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """What cannot be written is said with the file's name and the reason, in the user's language."""
        assert main(["schema", "scheme", "-o", str(tmp_path)]) == 3
        assert capsys.readouterr().err == f"emulscore: không ghi được tệp {tmp_path}: đây là một thư mục\n"
        assert main(["--lang", "en", "schema", "scheme", "-o", str(tmp_path)]) == 3
        assert capsys.readouterr().err == f"emulscore: {tmp_path} cannot be written: it is a folder\n"

    def test_another_kind_is_guessed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """`shceme` is met with “scheme”."""
        assert main(["schema", "shceme"]) == 2
        assert "có phải “scheme”?" in capsys.readouterr().err


class TestReceipt:
    """`emulscore receipt` and `emulscore verify`."""

    def test_a_receipt_agrees_with_what_it_was_made_from(
        self, annex: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Written, read, and worked out again: row 8 of 9,98 and the total of 90,52 to 98,52 agree."""
        path = str(tmp_path / "phieu.json")
        assert main(["receipt", ANNEX, annex, "--partial", "-o", path]) == 0
        assert capsys.readouterr().out == f"Đã ghi {path}.\n"
        assert main(["verify", path, "--scheme", ANNEX, "--assessment", annex]) == 0
        out = capsys.readouterr().out
        assert out.startswith("Khớp: chấm lại được đúng như phiếu.\n")
        assert "= Tiêu chí 8: 9,98 điểm khớp." in out
        assert "= Tổng điểm: 90,52 đến 98,52 điểm khớp." in out

    def test_a_receipt_is_printed_without_a_file(self, annex: str, capsys: pytest.CaptureFixture[str]) -> None:
        """JSON on stdout, with the points as printed."""
        assert main(["receipt", ANNEX, annex, "--partial"]) == 0
        found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert (found["format"], found["scheme"]) == ("emulscore receipt 1", ANNEX)
        assert {"id": "8", "kind": "row", "points": "9.98"} in found["results"]
        assert "embedded" not in found

    def test_a_receipt_that_was_changed_is_code_1(
        self, annex: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """10 written in for 9,98 is found, with what it is; so is it in English and for machines."""
        path = tmp_path / "phieu.json"
        main(["receipt", ANNEX, annex, "--partial", "-o", str(path)])
        path.write_text(path.read_text("utf-8").replace('"9.98"', '"10.00"'), "utf-8")
        capsys.readouterr()
        argv = ["verify", str(path), "--scheme", ANNEX, "--assessment", annex]
        assert main(argv) == 1
        said = capsys.readouterr()
        assert "≠ Tiêu chí 8: phiếu ghi 10 điểm, chấm lại được 9,98." in said.out
        assert said.err == "emulscore: phiếu không khớp\n"
        assert main([*argv, "--json"]) == 1
        found = json.loads(capsys.readouterr().out)
        assert (found["ok"], found["scheme"]) == (False, ANNEX)
        assert [(one["code"], one["said"], one["found"]) for one in found["checks"] if one["outcome"] == "differs"] == [
            ("points-differ", "10.00", "9.98")
        ]

    def test_what_is_not_given_is_not_compared(
        self, annex: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Alone a receipt cannot be checked, unless it carries its inputs; then it agrees with itself and says so."""
        path = str(tmp_path / "phieu.json")
        main(["receipt", ANNEX, annex, "--partial", "-o", path])
        assert main(["verify", path]) == 1
        assert "chưa đối chiếu hết phiếu" in capsys.readouterr().err
        main(["receipt", ANNEX, annex, "--partial", "--inputs", "-o", path])
        assert main(["verify", path]) == 0

    def test_missing_figures_are_refused(self, annex: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Without --partial there is no receipt for a range."""
        assert main(["receipt", ANNEX, annex]) == 3
        assert "[missing-fact]" in capsys.readouterr().err
