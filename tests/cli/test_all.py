"""What every command does alike: machines are answered in JSON, people in their language, slips with a guess."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from emulscore.cli import main
from emulscore.cli.commands import COMMANDS
from emulscore.files import loads_scheme
from required import needs

needs("xlsxwriter", "numpy", "narwhals", "polars")  # one of the commands writes a workbook, and one reads a table

SCHEME = """
format = "emulscore scheme 1"
id = "xa-a-2025"
title = "Thi đua của xã A"
total = 12
[[facts]]
kind = "share"
name = "ho_so"
label = "Hồ sơ đúng hạn"
[[items]]
id = 1
title = "Hồ sơ đúng hạn"
base = 12
rule = { kind = "ratio", fact = "ho_so", empty = "refuse" }
"""
UNIT = """
format = "emulscore assessment 1"
unit = "Thôn 1"
[measurements]
ho_so = "48/50"
[claims]
1 = 12
"""
CHANGES = """
format = "emulscore changes 1"
parent = { id = "xa-a-2025" }
id = "xa-a-2026"
issuer = "UBND xã A"
level = "thôn"
period = "2026"
[[changes]]
kind = "set_argument"
row = "1"
argument = "empty"
value = 0
why = "Có thôn không có hồ sơ"
"""
CASES = """
format = "emulscore cases 1"
scheme = "bo.toml"
[[cases]]
title = "Đủ"
measurements = { ho_so = "50/50" }
points = { 1 = 12 }
"""
ANNEX = "STT\tNội dung tiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\tCăn cứ\n1\tHồ sơ đúng hạn\t12\t12\tĐạt 100%\t\n"
WORDS: Mapping[str, tuple[str, ...]] = {
    "demo": (),
    "score": ("bo.toml", "thon-1.toml"),
    "audit": ("bo.toml", "thon-1.toml"),
    "explain": ("bo.toml", "thon-1.toml", "1"),
    "gains": ("bo.toml", "thon-1.toml", "--all"),
    "reach": ("bo.toml", "thon-1.toml", "--all", "--total", "12"),
    "rank": ("bo.toml", "thon-1.toml", "--ties", "dense"),
    "score-table": ("bo.toml", "thon.csv", "--key", "don_vi"),
    "sql": ("bo.toml", "--dialect", "sqlite"),
    "report": ("bo.toml", "thon-1.toml", "-o", "bao-cao.docx"),
    "template": ("bo.toml", "--unit", "Thôn 1"),
    "import": ("bo.toml", "phu-luc.txt"),
    "receipt": ("bo.toml", "thon-1.toml"),
    "verify": ("phieu.json", "--scheme", "bo.toml", "--assessment", "thon-1.toml"),
    "check": ("bo.toml",),
    "test": ("bo.cases.toml",),
    "derive": ("bo.toml", "thay-doi.toml"),
    "diff": ("bo.toml", "bo.toml", "thon-1.toml"),
    "show": ("bo.toml",),
    "schema": (),
}
"""Words that each command can follow."""
WRITES = ("receipt", "schema", "sql", "show")
"""Commands that print what they make, or write it with `-o`."""


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Give every command the files that it needs, in a folder of its own; nobody's language, no terminal's width."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "EMULSCORE_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    files = {
        "bo.toml": SCHEME,
        "thon-1.toml": UNIT,
        "thay-doi.toml": CHANGES,
        "bo.cases.toml": CASES,
        "phu-luc.txt": ANNEX,
        "thon.csv": "don_vi,ho_so\nThôn 1,48/50\n",
    }
    for name, text in files.items():
        Path(name).write_text(text, "utf-8")
    assert main(["receipt", "bo.toml", "thon-1.toml", "-o", "phieu.json"]) == 0
    capsys.readouterr()


def test_every_command_is_tried() -> None:
    """There are words for each command, and for nothing else."""
    assert WORDS.keys() == COMMANDS.keys()


@pytest.mark.parametrize("command", WORDS)
def test_machines_get_json(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With --json there is one JSON value on stdout, without floats or marks, even in a terminal; nothing on stderr."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([command, *WORDS[command], "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "\x1b" not in said.out
    assert isinstance(json.loads(said.out, parse_float=pytest.fail), dict)


@pytest.mark.parametrize("command", WRITES)
def test_machines_are_told_where_a_file_is(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With -o too, stdout is JSON, and names the file; the file is what is printed without -o."""
    assert main([command, *WORDS[command]]) == 0
    printed = capsys.readouterr().out
    suffix = {"receipt": ".json", "show": ".txt"}.get(command, ".out")
    assert main([command, *WORDS[command], "-o", f"ra{suffix}", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["output"] == f"ra{suffix}"
    if command != "show":  # a file is wider than the terminal
        assert Path(f"ra{suffix}").read_text("utf-8").rstrip("\n") == printed.rstrip("\n")


@pytest.mark.parametrize("command", WORDS)
def test_people_get_their_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The output differs by --lang wherever it is prose; what is for machines (SQL, schemas, receipts) does not."""
    assert main([command, *WORDS[command], "--lang", "vi"]) == 0
    first = capsys.readouterr().out
    assert main([command, *WORDS[command], "--lang", "en", *(["-o", "en.xlsx"] if command == "template" else [])]) == 0
    assert (first == capsys.readouterr().out) is (command in {"schema", "receipt", "score-table"})


@pytest.mark.parametrize(("no_color", "marked"), [("", True), ("1", False)])
@pytest.mark.parametrize(
    "command", ["audit", "check", "demo", "derive", "diff", "explain", "gains", "rank", "reach", "score"]
)
def test_marks_are_for_terminals_that_want_them(
    command: str,
    no_color: str,
    *,
    marked: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In a terminal headings stand out, unless NO_COLOR is set; without one nothing does."""
    assert main([command, *WORDS[command]]) == 0
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([command, *WORDS[command]]) == 0
    assert ("\x1b[1m" in capsys.readouterr().out) is marked


@pytest.mark.parametrize("command", WORDS)
def test_a_slip_in_a_command_is_met_with_a_guess(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter too many: the command that was meant is named, on stderr, with code 2."""
    assert main([command + "x"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"có phải “{command}”?" in said.err


@pytest.mark.parametrize("command", WORDS)
def test_a_slip_in_an_option_is_met_with_a_guess(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--lan` is no abbreviation; the option that was meant is named."""
    assert main([command, *WORDS[command], "--lan=en"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "có phải “--lang”?" in said.err


@pytest.mark.parametrize("command", [name for name, words in WORDS.items() if words])
def test_a_file_that_is_not_there_is_named(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The first file misspelt: code 3, nothing on stdout, and a message on stderr that names the file, not a traceback."""
    first, *rest = WORDS[command]
    wrong = "khong-co" + Path(first).suffix
    assert main([command, wrong, *rest]) == (1 if command == "check" else 3)
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.err.startswith("emulscore: ")
    if command != "check":  # what it finds is its result
        assert said.out == ""
        assert wrong in said.err


def test_an_explanation_for_machines_has_all_of_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    """The row as `score --json` has it, how it is scored, and what was given, to the letter."""
    assert main(["explain", "bo.toml", "thon-1.toml", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out, parse_float=pytest.fail)
    assert main(["score", "bo.toml", "thon-1.toml", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert found["row"] == row
    assert (row["points"], row["claimed"], row["gap"]) == ("11.52", "12", "0.48")
    assert found["measurements"] == [{"fact": "ho_so", "label": "Hồ sơ đúng hạn", "given": "48/50"}]
    assert found["rule"] == "Điểm = tỷ lệ × điểm chuẩn."
    assert (found["scheme"], found["unit"], found["documents"]) == ("xa-a-2025", "Thôn 1", [])


def test_written_files_are_told_with_their_units(capsys: pytest.CaptureFixture[str]) -> None:
    """A program learns which file was written, of which scheme, with which units in it."""
    assert main(["report", "bo.toml", "thon-1.toml", "-o", "ra.html", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["output"], told["scheme"], told["units"]) == ("ra.html", "xa-a-2025", ["Thôn 1"])
    assert main(["template", "bo.toml", "--unit", "Thôn 2", "--fill", "thon-1.toml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["output"], told["units"]) == ("xa-a-2025.xlsx", ["Thôn 2", "Thôn 1"])
    assert Path("xa-a-2025.xlsx").read_bytes()[:2] == b"PK"


def test_a_scheme_for_machines_is_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    """What `show --json` prints is the scheme's JSON file: the same scheme comes out of it."""
    assert main(["show", "bo.toml", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)["scheme"]
    assert loads_scheme(json.dumps(shown), "json") == loads_scheme(SCHEME)
