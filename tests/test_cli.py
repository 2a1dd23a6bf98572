"""The command: what it prints, where, and with which exit code."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import emulscore
from emulscore.cli import main
from emulscore.cli.commands import COMMANDS
from emulscore.cli.wording import ARGPARSE, SAYS

SCHEME = "nga-nam-2023"
BUNDLED = files("emulscore") / "schemes"


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Vietnamese, 120 places, in a folder of its own, whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
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
        """Questions, the claim of row 12 first, and a remark that row 15 is not in the copy and its 8 is what is left."""
        main(["demo"])
        out = capsys.readouterr().out
        assert "Câu hỏi đối chiếu (7)\n- Tiêu chí 12: tự chấm 6 điểm, tính ra 4,54 điểm, lệch 1,46 điểm;" in out
        assert "- Tiêu chí 15: Điểm chuẩn 8 là phần còn lại của 100 điểm" in out

    def test_it_speaks_english(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With --lang en, before the subcommand or after it, the table is in English."""
        assert main(["demo", "--lang", "en"]) == 0
        after = capsys.readouterr().out
        assert main(["--lang=en", "demo"]) == 0
        assert capsys.readouterr().out == after
        assert "Questions of the audit (7)\n- Criterion 12: 6 points claimed, 4.54 computed, gap 1.46;" in after

    def test_an_ascii_terminal_gets_utf8(self) -> None:
        """Under LC_ALL=C and an ASCII encoding the Vietnamese arrives whole."""
        done = run("demo", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Tổng điểm" in done.stdout.decode("utf-8")

    def test_to_import_is_not_to_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What looks a package over imports every module of it; `python -m emulscore` alone runs the command."""
        assert import_module("emulscore.__main__").main is main
        assert capsys.readouterr().out == ""
        done = run("--version")
        assert done.stdout.decode("utf-8").split() == ["emulscore", emulscore.__version__]

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
        """The shipped scheme and a copy of the shipped assessment give what the demo gives, which names its files too."""
        assert main(["score", SCHEME, str(unit), "--partial"]) == 0
        scored = capsys.readouterr().out
        main(["demo"])
        demo, _, files = capsys.readouterr().out.partition("\nTệp đã ghi\n")
        assert demo == scored
        assert files.count("\n- ") == 2

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
        asked = ["2", "3", "4", "5", "7", "9", "10", "11", "12", "13", "14"]
        assert (found["scheme"], found["questions"]) == (SCHEME, asked)
        assert [group["id"] for group in found["groups"]] == ["II"]

    def test_a_check_that_fails_is_code_1(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With --check questions are a failure; the table is printed all the same."""
        assert main(["score", SCHEME, str(unit), "--partial", "--check"]) == 1
        said = capsys.readouterr()
        assert "Tổng điểm" in said.out
        assert "Câu hỏi đối chiếu (7)" in said.out
        assert "còn 7 câu hỏi đối chiếu" in said.err

    def test_a_check_that_passes_is_code_0(self, unit: Path) -> None:
        """Where row 12 is measured at 100%, row 2 is explained and figures close on 17/10, nothing is asked."""
        path = Path(changed(unit, '"75,7%"', '"100%"'))
        text = path.read_text(encoding="utf-8").replace('period = "2023"', 'period = "2023"\ncloses = 2023-10-17')
        path.write_text(text + '\n[explanations]\n2 = "Kế hoạch chung"\n', encoding="utf-8")
        assert main(["score", SCHEME, str(path), "--partial", "--check"]) == 0

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


COHORT = """
format = "emulscore scheme 1"
id = "cum"
title = "Thử cụm"
total = 10
limits = [0, 12]
[[facts]]
kind = "number"
name = "bt"
largest = 10
[[facts]]
kind = "cohort"
name = "cao_nhat"
of = "bt"
take = "best"
decimals = 2
[[facts]]
kind = "points"
name = "hd"
largest = 4
[[facts]]
kind = "count"
name = "loi"
[[items]]
id = 1
title = "Băng thông"
base = 6
rule = { kind = "relative", fact = "bt", to = "cao_nhat", empty = 0 }
[[items]]
id = 2
title = "Hội đồng"
base = 4
rule = { kind = "direct", fact = "hd" }
[[items]]
id = "T"
title = "Lỗi"
base = 3
role = "deduction"
[[items.items]]
id = "T.1"
title = "Lỗi"
base = 3
rule = { kind = "count", per = [{ fact = "loi", pays = 1 }], start = 0, low = 0, high = "100%" }
[grades]
bands = [{ id = "a", title = "Tốt", at_least = 7 }, { id = "b", title = "Khá", below = 7 }]
quota = { grade = "a", share = "50%", by = [""], rest = "b" }
"""


@pytest.fixture
def cluster(tmp_path: Path) -> list[str]:
    """Return a scheme and four units: 6+4-0 = 10, 3+4-0 = 7, 6+2-1 = 7, 1,5+1-3 = 0 (at least 0)."""
    (tmp_path / "cum.toml").write_text(COHORT, "utf-8")
    units = {"A": (8, 4, 0), "B": (4, 4, 0), "C": (8, 2, 1), "D": (2, 1, 3)}
    for name, (bt, hd, loi) in units.items():
        text = f'format = "emulscore assessment 1"\nunit = "Xã {name}"\n[measurements]\nbt = {bt}\nhd = {hd}\nloi = {loi}\n'
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    return [str(tmp_path / f"{name}.toml") for name in ("cum", "D", "B", "A", "C")]


class TestRank:
    """`emulscore rank`."""

    def test_it_orders_the_cohort(self, cluster: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """10, 7, 7, 0: places 1, 2, 2, 4; of three good units only half of four may stay, and the equal two lose."""
        assert main(["rank", *cluster, "--at-limit", "lose", "--ties", "shared"]) == 0
        shown = [cells(line) for line in capsys.readouterr().out.splitlines()]
        assert ["Hạng", "Đơn vị", "Tổng", "Xếp loại"] in shown  # “điểm” stands under “Tổng”
        assert [row for row in shown if len(row) == 4 and row[1].startswith("Xã")] == [
            ["1", "Xã A", "10", "Tốt"],
            ["2 (đồng hạng)", "Xã B", "7", "Khá (chưa xét tỷ lệ: Tốt)"],
            ["2 (đồng hạng)", "Xã C", "7", "Khá (chưa xét tỷ lệ: Tốt)"],
            ["4", "Xã D", "0", "Khá"],
        ]
        assert ["Cụm thi đua (4 đơn vị); bt (cao nhất): 8"] in shown
        assert ["- Không quá 50% số đơn vị được xếp loại Tốt: 1 trên 4 đơn vị."] in shown

    def test_it_does_not_decide_what_was_not_said(self, cluster: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Units B and C are equal at the limit: without --at-limit that is wrong usage, and nothing is printed."""
        assert main(["rank", *cluster, "--ties", "shared"]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "--at-limit keep hoặc --at-limit lose" in said.err

    def test_without_equals_at_the_limit_nothing_is_asked(
        self, cluster: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Among A, B and D one may be good: A has more points than B, so there is no question."""
        assert main(["rank", *cluster[:4], "--ties", "shared"]) == 0
        assert "đồng hạng)" not in capsys.readouterr().out

    def test_json_is_exact(self, cluster: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Places, points as printed, grades before and after the quota, and the cohort's values."""
        assert main(["rank", *cluster, "--at-limit", "keep", "--ties", "dense", "--json"]) == 0
        found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
        assert (found["scheme"], found["ties"], found["at_limit"], found["cohort"]) == (
            "cum",
            "dense",
            "keep",
            {"cao_nhat": "8.00"},
        )
        units = [(one["place"], one["unit"], one["points"], one["grade"]["id"]) for one in found["units"]]
        assert units == [
            (1, "Xã A", "10.00", "a"),
            (2, "Xã B", "7.00", "a"),
            (2, "Xã C", "7.00", "a"),
            (3, "Xã D", "0.00", "b"),
        ]
        assert {one["grade_before_quota"]["id"] for one in found["units"][:3]} == {"a"}

    def test_errors_of_all_files_at_once(self, cluster: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Every problem names its file: one unit lacks what the cohort looks at, another has too many points."""
        changed(Path(cluster[2]), "hd = 4", "hd = 9")
        changed(Path(cluster[4]), "hd = 2", "hd = 8")
        assert main(["rank", *cluster, "--ties", "shared"]) == 3
        said = capsys.readouterr().err
        assert all(path in said for path in (cluster[2], cluster[4]))
        assert said.count("[points-out-of-range]") == 2
        changed(Path(cluster[1]), "bt = 2\n", "")
        assert main(["rank", *cluster, "--ties", "shared"]) == 3
        assert f"[missing-fact] {cluster[1]}, số liệu “bt”" in capsys.readouterr().err

    def test_a_scheme_without_a_cohort_is_ranked_too(self, unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The annex compares with nobody and has no grades: place, unit and points; --partial is not offered."""
        path = changed(unit, "[measurements]\n", "[measurements]\ntieu_chi_15 = 8\n")
        assert main(["rank", SCHEME, path, path, "--lang", "en", "--ties", "shared"]) == 0
        shown = [cells(line) for line in capsys.readouterr().out.splitlines()]
        assert ["Place", "Unit", "Total"] in shown
        assert [row[0] for row in shown if row[-1:] == ["98.52"]] == ["1 (tied)", "1 (tied)"]

    def test_score_prints_the_grade(self, cluster: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """A unit alone, with the cohort's value measured: 3 + 4 = 7 is good; the deduction is 0 of -3."""
        path = changed(Path(cluster[2]), "bt = 4\n", "bt = 4\ncao_nhat = 8\n")
        assert main(["score", cluster[0], path]) == 0
        assert "Xếp loại: Tốt" in capsys.readouterr().out
        assert main(["score", cluster[0], path, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        good = {"id": "a", "title": "Tốt"}
        assert found["grade"] == {**good, "possible": [good], "why": ["Theo tổng điểm: Tốt.", "Xếp loại: Tốt."]}
        assert [(row["id"], row["role"], row["base"], row["points"]) for row in found["rows"]][-1] == (
            "T.1",
            "deduction",
            "-3",
            "0.00",
        )


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

    def test_a_slip_in_an_option_is_guessed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """`--jsno` is met with “--json”, with the usage of the command that it was given to; nothing close, no guess."""
        assert main(["score", "a", "b", "--jsno"]) == 2
        said = capsys.readouterr().err
        assert said.startswith("cách dùng: emulscore score")
        assert "không hiểu các tham số: --jsno: có phải “--json”?" in said
        assert main(["score", "a", "b", "c", "--lang", "en"]) == 2
        assert capsys.readouterr().err.endswith("error: unrecognized arguments: c\n")

    @pytest.mark.parametrize(
        "argv", [[], ["score"], ["score", "a", "b", "--nope"], ["demo", "--lang", "fr"], ["--lang"]]
    )
    def test_wrong_usage_is_code_2(self, argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Too few words, unknown options and unknown languages show the usage, in Vietnamese."""
        assert main(argv) == 2
        said = capsys.readouterr().err
        assert said.startswith("cách dùng: emulscore")
        assert "lỗi: " in said

    @pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
    def test_help_is_in_vietnamese(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing of argparse's English is left in the Vietnamese help."""
        assert main([*command, "--help"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("cách dùng: emulscore")
        assert "tùy chọn" in out
        assert "hiện trợ giúp này rồi thoát" in out
        assert not [word for word in ("usage", "options", "positional", "show this help") if word in out]

    @pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
    def test_help_is_in_english(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """The English help has no Vietnamese letters but names of places and schemes."""
        assert main(["--lang", "en", *command, "-h"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("usage: emulscore")
        assert out.replace("Ngã Năm", "").isascii()

    def test_every_command_is_in_the_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The help lists the commands and the exit codes."""
        main(["-h"])
        out = " ".join(capsys.readouterr().out.split())
        for text in (*COMMANDS, *(command.says.vi for command in COMMANDS.values()), "Mã thoát: 0 xong"):
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
        for command in COMMANDS.values():
            arguments = command.arguments
            said = [command.says, *(one.says for one in arguments), *(one.metavar for one in arguments if one.metavar)]
            assert all(text.en for text in said), command.name
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
