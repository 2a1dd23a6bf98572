"""The examples run as a person would run them, and print what a person can work out by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"

LINES = {
    "commune_scheme.py": [
        "Cụm 1 (4 đơn vị); Băng thông trên một người (cao nhất): 8",
        # 99,8% of 50 and 9/10 of 10; 8/8 of 40; 2 × 3; one late: 58,9 + 40 + 6 - 1
        "Xã A: I 58,9, II 40, III 6, IV 1; tổng 103,9; Xuất sắc",
        # 95% of 50 and 10 for what did not arise; 6/8 of 40; 4 × 3 is held at 10
        "Xã B: I 57,5, II 30, III 10, IV 0; tổng 97,5; Xuất sắc",
        # 50 and 7/9 of 10, printed as 7,78; 7,5/8 of 40; 3 × 3; seven late, at most 5 off; the gate holds it at Tốt
        "Xã C: I 57,78, II 37,5, III 9, IV 5; tổng 99,28; Tốt",
        # 80% of 50 and half of 10; 4/8 of 40; two late: 45 + 20 - 2
        "Xã D: I 45, II 20, III 0, IV 2; tổng 63; Đạt",
        "Người đứng đầu bị kỷ luật: không xếp trên mức Tốt.",
        "1. Xã A",
        "2. Xã C",  # 99,28 is more than 97,5: a grade is no rank
        "3. Xã B",
        "4. Xã D",
        "Xã A: Xuất sắc",  # a quarter of four units is one
        "Xã B: Tốt",
        "Xã C: Tốt",
        "Xã D: Đạt",
    ],
    "nga_nam_2023.py": [
        " 1  8",
        " 8  9,98",  # 99,80% of 10
        "12  4,54",  # 75,7% of 6 is 4,542
        "13  5",  # 70% of a target of 50%, held at the base
        "15  0 đến 8",  # its text is not known
        "Tổng điểm: 90,52 đến 98,52",  # 91,98 claimed, less 1,46 in row 12; row 15 is worth 0 to 8
        "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm.",
        "Tiêu chí 12: tự chấm 6 điểm, tính ra 4,54 điểm, lệch 1,46 điểm; đơn vị căn cứ vào đâu để tự chấm cao hơn?",
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
