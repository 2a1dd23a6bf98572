"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import emulscore
from emulscore.cli import main
from emulscore.cli.wording import ARGPARSE, SAYS

SCHEME = "nga-nam-2023"
BUNDLED = files("emulscore") / "schemes"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vietnamese, 120 places, whoever runs the tests."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "EMULSCORE_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Return a copy of the assessment that is shipped."""
    path = tmp_path / "don-vi.toml"
    path.write_bytes(BUNDLED.joinpath("nga_nam_2023.assessment.toml").read_bytes())
    return path


def changed(path: Path, old: str, new: str) -> str:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return str(path)


def run(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "emulscore", *argv],
        capture_output=True,
        check=False,
        env=kept | environment,
    )


def cells(line: str) -> list[str]:
    """Return what stands in a line, at gaps of two blanks or more."""
    return [part.strip() for part in line.split("  ") if part.strip()]


class TestDemo:
    """`emulscore demo`."""

    def test_it_shows_the_columns_of_the_annex(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The headings are those of the document, with what is computed beside what is claimed."""
        assert main(["demo"]) == 0
        lines = capsys.readouterr().out.splitlines()
        place = next(number for number, line in enumerate(lines) if line.startswith("STT"))
        first, second = lines[place], lines[place + 1]
        assert cells(first) == ["STT", "Nội dung tiêu chí", "Điểm", "Điểm tự", "Tính ra", "Lệch", "Vì sao"]
        assert cells(second) == ["chuẩn", "chấm"]

    def test_it_scores_every_row(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Base, claimed and computed points of rows 1 to 15, as the document has them; only row 12 differs."""
        main(["demo"])
        lines = capsys.readouterr().out.splitlines()
        claimed = ["8", "5", "5", "10", "10", "5", "6", "9,98", "6", "6", "6", "6", "5", "4"]
        computed = [*claimed[:11], "4,54", *claimed[12:]]
        bases = ["8", "5", "5", "10", "10", "5", "6", "10", "6", "6", "6", "6", "5", "4"]
        for number, points in enumerate(zip(bases, claimed, computed, strict=True), 1):
            (row,) = [line for line in lines if line.startswith(f"{number} ")]
            assert cells(row)[2:6] == [*points, "1,46" if number == 12 else "0"]
        (last,) = [line for line in lines if line.startswith("15 ")]
        assert cells(last)[2:6] == ["8", "—", "0 đến 8", "—"]

    def test_it_adds_up(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Claimed 91,98; computed 90,52 of the 14 visible rows; the total is a range until row 15 is known."""
        main(["demo"])
        shown = [cells(line) for line in capsys.readouterr().out.splitlines()]
        assert ["Cộng 14 tiêu chí đã chấm", "92", "91,98", "90,52", "1,46"] in shown
        assert ["Tổng điểm", "100", "91,98", "90,52 đến 98,52", "—"] in shown
        assert next(row for row in shown if row[:1] == ["II"])[2:] == ["100", "91,98", "90,52 đến 98,52", "—"]

    def test_it_asks_and_remarks(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One question, about row 12, and a remark that row 15 is not in the copy and its 8 is what is left of 100."""
        main(["demo"])
        out = capsys.readouterr().out
        assert "Câu hỏi đối chiếu (1)\n- Tiêu chí 12: tự chấm 6, tính ra 4,54, lệch 1,46." in out
        assert "- Tiêu chí 15: Điểm chuẩn 8 là phần còn lại của 100 điểm" in out

    def test_it_speaks_english(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With --lang en, before the subcommand or after it, the table is in English."""
        assert main(["demo", "--lang", "en"]) == 0
        after = capsys.readouterr().out
        assert main(["--lang=en", "demo"]) == 0
        assert capsys.readouterr().out == after
        assert "Questions of the audit (1)\n- Criterion 12: claimed 6, computed 4.54, gap 1.46." in after

    def test_an_ascii_terminal_gets_utf8(self) -> None:
        """Under LC_ALL=C and an ASCII encoding the Vietnamese arrives whole."""
        done = run("demo", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Tổng điểm" in done.stdout.decode("utf-8")

    def test_a_pipe_gets_no_codes(self) -> None:
        """Without a terminal there are no marks, and every line fits the places that a pipe gets."""
        done = run("demo", COLUMNS="")
        assert b"\x1b" not in done.stdout
        assert max(map(len, done.stdout.decode("utf-8").splitlines())) == 120

    def test_twice_is_the_same(self) -> None:
        """Two runs print the same bytes, whatever the order of hashes."""
        assert run("demo", PYTHONHASHSEED="1").stdout == run("demo", PYTHONHASHSEED="2").stdout

    def test_a_reader_that_stops_is_no_error(self) -> None:
        """A closed pipe ends the command quietly, with the code of a process that was cut off."""
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [sys.executable, "-m", "emulscore", "demo"], stdout=writer, stderr=subprocess.PIPE, check=False
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")


class TestScore:
    """`emulscore score`."""

    def test_a_bundled_scheme_scores_a_file(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The shipped scheme and a copy of the shipped assessment give what the demo gives."""
        assert main(["score", SCHEME, str(unit), "--partial"]) == 0
        scored = capsys.readouterr().out
        main(["demo"])
        assert capsys.readouterr().out == scored

    def test_a_scheme_may_be_a_file(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The scheme's own file does as well as its id."""
        with as_file(BUNDLED / "nga_nam_2023.toml") as path:
            assert main(["score", str(path), str(unit), "--partial"]) == 0
        assert "90,52 đến 98,52" in capsys.readouterr().out

    def test_missing_figures_are_refused(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Without --partial row 15 is an error that names it, and the way out; nothing is printed as a score."""
        assert main(["score", SCHEME, str(unit)]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert "[missing-fact] tiêu chí 15, số liệu “tieu_chi_15”" in said.err
        assert "--partial" in said.err

    def test_json_is_exact(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Decimals are strings as printed; what is unknown is null; the total is a range."""
        assert main(["score", SCHEME, str(unit), "--partial", "--json"]) == 0
        found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert found["total"] == {"base": "100", "points": None, "low": "90.52", "high": "98.52", "claimed": "91.98"}
        row = found["rows"][11]
        assert {key: row[key] for key in ("id", "base", "points", "claimed", "gap", "status")} == {
            "id": "12",
            "base": "6",
            "points": "4.54",
            "claimed": "6",
            "gap": "1.46",
            "status": "claims more",
        }
        assert [found["rows"][14][key] for key in ("points", "low", "high", "claimed")] == [None, "0.00", "8.00", None]
        assert found["rows"][14]["missing"] == ["tieu_chi_15"]
        assert (found["scheme"], found["questions"]) == (SCHEME, ["12"])
        assert [group["id"] for group in found["groups"]] == ["II"]

    def test_a_check_that_fails_is_code_1(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With --check the question about row 12 is a failure; the table is printed all the same."""
        assert main(["score", SCHEME, str(unit), "--partial", "--check"]) == 1
        said = capsys.readouterr()
        assert "Tổng điểm" in said.out
        assert "còn 1 câu hỏi đối chiếu" in said.err

    def test_a_check_that_passes_is_code_0(self, unit: Path) -> None:
        """Where row 12 is measured at 100%, nothing is asked."""
        assert main(["score", SCHEME, changed(unit, '"75,7%"', '"100%"'), "--partial", "--check"]) == 0

    def test_a_measurement_that_cannot_be_is_code_3(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """175,7% of the residents is refused by name, on stderr, in the language asked for."""
        path = changed(unit, '"75,7%"', '"175,7%"')
        assert main(["score", SCHEME, path, "--partial", "--lang", "en"]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert "[share-out-of-range]" in said.err
        assert "“dan_vneid”" in said.err
        assert "Instead" in said.err

    def test_a_file_that_is_not_there_is_code_3(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Neither the assessment nor the scheme may be missing; the error names the file."""
        assert main(["score", SCHEME, str(tmp_path / "khong-co.toml")]) == 3
        assert "khong-co.toml" in capsys.readouterr().err
        assert main(["score", str(tmp_path / "khong-co.toml"), str(tmp_path / "x.toml")]) == 3
        assert "khong-co.toml" in capsys.readouterr().err

    def test_a_file_that_is_no_assessment_is_code_3(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Bytes that are no text, and text that is no TOML, are refused without a traceback."""
        for content in (b"\xff\xfe\x00", b"= ="):
            path = tmp_path / "hong.toml"
            path.write_bytes(content)
            assert main(["score", SCHEME, str(path)]) == 3
            assert "Traceback" not in capsys.readouterr().err


class TestExplain:
    """`emulscore explain`."""

    def test_it_goes_through_a_row(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Row 12: the source's own words, what was given, each step, the document, and the remark."""
        assert main(["explain", SCHEME, str(unit), "12"]) == 0
        out = capsys.readouterr().out
        for text in (
            "Tiêu chí 12. Tỷ lệ người dân có cài đặt, đăng ký và kích hoạt sử dụng VNeID mức 2",
            "Điểm chuẩn 6; tính ra 4,54; tự chấm 6; lệch 1,46",
            "“Điểm = 75,7%*6”",
            "[dan_vneid]: 75,7%",
            "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.",
            "Làm tròn đến 0,01: 4,542 thành 4,54/6 điểm.",
            "Báo cáo số 1992/BC-CATX ngày 20/10/2023",
        ):
            assert text in out

    def test_an_unknown_row_is_explained_too(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Row 15 is not scored, and says what is missing; that is an answer and not an error."""
        assert main(["explain", SCHEME, str(unit), "15"]) == 0
        out = capsys.readouterr().out
        assert "tính ra 0 đến 8" in out
        assert "Chưa chấm: còn thiếu" in out
        assert "[tieu_chi_15]: (chưa có)" in out

    def test_a_row_that_is_not_there_is_code_2(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Row 112 is not there: numbers are too short to guess from, so all rows are listed."""
        assert main(["explain", SCHEME, str(unit), "112"]) == 2
        listed = ", ".join(map(str, range(1, 16)))
        assert f"không có tiêu chí 112, một trong: {listed}" in capsys.readouterr().err


class TestWords:
    """Usage, help and languages."""

    def test_a_slip_is_guessed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """`scor` is met with “score”, in either language, with code 2 and on stderr."""
        assert main(["scor"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "có phải “score”?" in said.err
        assert main(["--lang", "en", "scor"]) == 2
        assert "did you mean “score”?" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "argv", [[], ["score"], ["score", "a", "b", "--nope"], ["demo", "--lang", "fr"], ["--lang"]]
    )
    def test_wrong_usage_is_code_2(self, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Too few words, unknown options and unknown languages show the usage, in Vietnamese."""
        assert main(argv) == 2
        said = capsys.readouterr().err
        assert said.startswith("cách dùng: emulscore")
        assert "lỗi: " in said

    @pytest.mark.parametrize("command", [[], ["demo"], ["score"], ["explain"]])
    def test_help_is_in_vietnamese(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing of argparse's English is left in the Vietnamese help."""
        assert main([*command, "--help"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("cách dùng: emulscore")
        assert "tùy chọn" in out
        assert "hiện trợ giúp này rồi thoát" in out
        assert not [word for word in ("usage", "options", "positional", "show") if word in out]

    @pytest.mark.parametrize("command", [[], ["demo"], ["score"], ["explain"]])
    def test_help_is_in_english(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """The English help has no Vietnamese letters but names of places and schemes."""
        assert main(["--lang", "en", *command, "-h"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("usage: emulscore")
        assert out.replace("Ngã Năm", "").isascii()

    def test_every_command_is_in_the_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The help lists the commands and the exit codes."""
        main(["-h"])
        out = capsys.readouterr().out
        for text in ("demo", "score", "explain", "Mã thoát: 0 xong"):
            assert text in out

    def test_argparse_is_left_as_it_was(self) -> None:
        """A host program that uses argparse too finds it speaking as before."""
        before = vars(argparse)["_"]
        main(["scor"])
        assert vars(argparse)["_"] is before

    def test_the_environment_chooses_the_language(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """EMULSCORE_LANG goes before the machine's language, and --lang before both."""
        monkeypatch.setenv("LANG", "en_GB.UTF-8")
        main(["-h"])
        assert capsys.readouterr().out.startswith("usage: ")
        monkeypatch.setenv("EMULSCORE_LANG", "vi")
        main(["-h"])
        assert capsys.readouterr().out.startswith("cách dùng: ")
        main(["-h", "--lang", "en"])
        assert capsys.readouterr().out.startswith("usage: ")

    def test_every_text_is_in_both_languages(self) -> None:
        """No text of the command lacks its English, and both fill in the same number of places."""
        for name, text in SAYS.items():
            assert text.en, name
            assert text.vi.count("{}") == text.en.count("{}"), name

    def test_translations_fill_in_the_same_values(self) -> None:
        """What argparse fills into its English it can fill into the Vietnamese."""
        for english, vietnamese in ARGPARSE.items():
            assert english.count("%") == vietnamese.count("%"), english

    def test_it_says_its_version(self) -> None:
        """`--version` prints the package's own."""
        done = run("--version")
        assert (done.returncode, done.stdout.decode().strip()) == (0, f"emulscore {emulscore.__version__}")

    def test_an_interruption_is_code_130(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C ends the command without a traceback."""

        def interrupted(*_: object) -> str:
            raise KeyboardInterrupt

        monkeypatch.setattr("emulscore.cli.run.send", interrupted)
        assert main(["demo"]) == 130

    @pytest.mark.parametrize(("no_color", "marked"), [("", True), ("1", False)])
    def test_a_terminal_is_marked_unless_it_asks_not_to_be(
        self, no_color: str, *, marked: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """On a terminal headings are bold; with NO_COLOR they are not."""
        monkeypatch.setenv("NO_COLOR", no_color)
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        main(["demo"])
        assert ("\x1b[1m" in capsys.readouterr().out) is marked


def test_the_same_three_ways(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m emulscore` prints what main() prints, for each command."""
    for argv in (["demo"], ["score", SCHEME, str(unit), "--partial"], ["explain", SCHEME, str(unit), "12"]):
        assert main(argv) == 0
        done = run(*argv)
        assert done.stdout.decode("utf-8") == capsys.readouterr().out
        assert done.returncode == 0
