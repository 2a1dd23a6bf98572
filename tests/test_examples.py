"""The examples run as a person would run them, and print what a person can work out by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"

LINES = {
    "nga_nam_2023.py": [
        " 1  8",
        " 8  9,98",  # 99,80% of 10
        "12  4,54",  # 75,7% of 6 is 4,542
        "13  5",  # 70% of a target of 50%, held at the base
        "15  0 đến 8",  # its text is not known
        "Tổng điểm: 90,52 đến 98,52",  # 91,98 claimed, less 1,46 in row 12; row 15 is worth 0 to 8
        "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.",
        "12: tự chấm 6, tính ra 4,54, lệch 1,46",
        "tiêu chí 12: 5,4 điểm, thêm 0,86; tổng điểm: 91,38 đến 99,38",  # 90% of 6 is 5,4
        "Nếu tiêu chí 15 được 8 điểm, tổng điểm là 98,52.",
    ],
}


def run(name: str) -> list[str]:
    """Run an example in a process of its own and return the lines that it prints."""
    done = subprocess.run(  # noqa: S603 - our own file, run by our own Python
        [sys.executable, str(EXAMPLES / name)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [line.strip() for line in done.stdout.splitlines()]


def test_every_example_is_run() -> None:
    """No example lies in the folder without lines that it must print."""
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(LINES)


@pytest.mark.parametrize("name", sorted(LINES))
def test_an_example_prints_what_hand_arithmetic_gives(name: str) -> None:
    """The key lines are there, each with the numbers of the document or of a sum done by hand."""
    printed = run(name)
    assert [line for line in LINES[name] if line.strip() not in printed] == []
