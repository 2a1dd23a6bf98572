"""The guide for wards and communes: followed to the letter in an empty folder, it gives what it promises.

What its commands print is compared in test_blocks.py, with that of all other pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
pytestmark = pytest.mark.long


@pytest.fixture(params=["vi", "en"])
def guide(request: pytest.FixtureRequest, follow: Any) -> Any:
    """Do what the guide says, in an empty folder."""
    return follow(ROOT / "docs" / str(request.param) / "ward-and-commune.md")


def test_the_guide_goes_all_the_way(guide: Any) -> None:
    """From the first command to the last; its files are those of the examples."""
    assert {one.command.split()[1] for one in guide.ran} == {
        "show",
        "check",
        "derive",
        "diff",
        "score",
        "audit",
        "gains",
    }
    for name in ("thay-doi.toml", "bo-tieu-chi.toml", "ho-so.toml"):
        assert (guide.folder / name).read_text("utf-8") == (EXAMPLES / "xa" / name).read_text("utf-8")
    assert not (guide.folder / "khong-co.toml").exists()


def test_the_guide_ends_in_the_table_of_the_decision(guide: Any) -> None:
    """The page has the five columns of the annex, a line for each of the 14 rows and 100 points; Word has the rows too."""
    folder = guide.folder
    page = (folder / "phu-luc.html").read_text("utf-8")
    assert re.findall(r'<th scope="col">(.*?)</th>', page) == [
        "STT",
        "Nội dung tiêu chí",
        "Điểm chuẩn",
        "Cách tính",
        "Căn cứ",
    ]
    rows = re.findall(r'<th scope="row" class="es-label">(.*?)</th>', page)
    assert rows == ["I", *map(str, range(1, 15))]
    with ZipFile(folder / "phu-luc.docx") as word:
        assert "100% ấp tổ chức từ 12 buổi" in word.read("word/document.xml").decode("utf-8")
    bases = re.findall(r'<tr><th.*?class="es-number">(.*?)</td>', page)
    assert sum(map(int, bases)) == 100
