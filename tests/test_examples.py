"""The examples run as a person would run them, and print what a person can work out by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from emulscore.files import derive_from_file, dumps_scheme

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
    "phuong_xa.py": [
        # 81 points become 100 in quarters: 8 is 9,88, 5 is 6,17, 10 is 12,35, 6 is 7,41, 4 is 4,94; row 8 gives back 0,5
        "điểm chuẩn: 1=10 2=6,25 3=6,25 4=12,25 5=12,25 6=6,25 7=7,5 8=11,75 9=7,5 10=7,5 11=7,5 12=5",
        "lược bỏ: 9, 13, 14, 15",
        # two months begun take 2 × 2,5; 77/80 of 12,25; 30% of 6,25; 99% of 11,75; 90% of 7,5; 85/90 of 7,5; 80% of 5:
        # 5 + 6,25 + 6,25 + 11,79 + 12,25 + 4,38 + 7,5 + 11,63 + 7,5 + 6,75 + 7,08 + 4
        "tổng điểm: 90,38",
        "11: tự chấm 7,5, tính ra 7,08, lệch 0,42",
        # 98 points become 100 in halves: nothing moves, and row 11 gets the 2 that are left
        "điểm chuẩn: 1=8 2=5 3=5 4=10 5=10 6=5 7=6 8=10 9=6 10=6 11=8 12=5 13=6 14=10",
        "lược bỏ: 9, 15",
        # one month begun; 20% of 5; 95% of 6; 1842/1860 of 10; 6215/8540 over 80% of 8; 55/60 of 5; 3/4 of 6; 11/12 of 10:
        # 7 + 5 + 4 + 10 + 10 + 4 + 5,7 + 9,9 + 6 + 6 + 7,28 + 4,58 + 4,5 + 9,17
        "tổng điểm: 93,13",
        "1: tự chấm 8, tính ra 7, lệch 1",
        "100% ấp tổ chức từ 12 buổi hướng dẫn kỹ năng số trở lên trong năm: thêm nhiều nhất 0,83 điểm",  # 10 less 9,17
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


@pytest.mark.parametrize("folder", ["phuong", "xa"])
def test_a_derived_scheme_is_what_its_changes_give(folder: str) -> None:
    """The scheme that lies beside a change file is the result of it, to the letter."""
    changes = EXAMPLES / folder / "thay-doi.toml"
    derived = derive_from_file("nga-nam-2023", changes)
    assert dumps_scheme(derived) == (EXAMPLES / folder / "bo-tieu-chi.toml").read_text(encoding="utf-8")


def test_every_example_is_run() -> None:
    """No example lies in the folder without lines that it must print."""
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(LINES)


@pytest.mark.parametrize("name", sorted(LINES))
def test_an_example_prints_what_hand_arithmetic_gives(name: str) -> None:
    """The key lines are there, each with the numbers of the document or of a sum done by hand."""
    printed = run(name)
    assert [line for line in LINES[name] if line.strip() not in printed] == []
