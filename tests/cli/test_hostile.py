"""Names and values that nobody should type: each is answered in a line, with a code, and never with a traceback."""

from __future__ import annotations

import pytest

from emulscore.cli import main

NAMES = ["", "\x00", "/", ".", "nope", "x" * 5000, "a/b", "/dev/null/x.toml"]
VALUES = ["ho_so=", "ho_so=..", "=", "ho_so=" + "9" * 400, "ho_so=1/0", "ho_so=1..2..3", "bao_cao=..", "bao_cao=²",
          "bao_cao=" + "9" * 40, "bao_cao=-1", "bao_cao=01/01/0001..31/12/9999", "nhan_su=..", "ho_so=\x00"]  # fmt: skip


def answered(capsys: pytest.CaptureFixture[str], *argv: str) -> bool:
    """Say whether a command was refused, in a line that is no traceback."""
    code = main(argv)
    said = capsys.readouterr()
    return code in {1, 2, 3} and bool(said.err) and "Traceback" not in said.err


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
@pytest.mark.parametrize("command", ["score", "audit", "receipt", "diff", "gains", "derive", "report", "score-table"])
def test_a_name_that_is_no_file(
    command: str, name: str, village: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As a scheme, as an assessment, and as a file to write."""
    more = {"gains": ["--all"], "report": ["-o", "x.html"]}.get(command, [])
    assert answered(capsys, command, name, village[1], *more)
    assert answered(capsys, command, village[0], name, *more)
    if command in {"receipt", "report"}:
        assert answered(capsys, command, *village, "-o", name)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_value_that_no_fact_takes(value: str, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """As a figure to try, and as the cost of a step."""
    assert answered(capsys, "gains", *village, "--all", "--set", value)
    assert answered(capsys, "reach", *village, "--all", "--total", "23", "--cost", value)


@pytest.mark.parametrize("total", ["1e999", "NaN", "", "\x00", "1/0", "chín", "9" * 500])
def test_a_total_that_is_no_number(total: str, village: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused as wrong usage."""
    assert main(["reach", *village, "--all", "--total", total]) == 2
    assert "Traceback" not in capsys.readouterr().err
