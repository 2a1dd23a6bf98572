"""A workbook as an official fills it in: opened by another program than the one that wrote it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emulscore import (
    AttainmentFact,
    Count,
    CountFact,
    Criterion,
    Direct,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Scheme,
    ShareFact,
    Tiered,
    Words,
    YesNoFact,
)
from emulscore.excel import write_template

FACTS, CLAIMS = "Số liệu", "Điểm tự chấm"
KEYS = {FACTS: "I", CLAIMS: "H"}


class Filled:
    """An open workbook; rows are found by the key that stands in their last column."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book: Any = openpyxl.load_workbook(path)

    def sheet(self, name: str = FACTS) -> Any:  # noqa: ANN401 - openpyxl brings no types
        return self.book[name]

    def row(self, key: str, name: str = FACTS) -> int:
        column = next((letter for sheet, letter in KEYS.items() if name.endswith(sheet)), KEYS[FACTS])
        (found,) = [cell.row for cell in self.sheet(name)[column] if cell.value == key]
        return int(found)

    def put(self, key: str, column: str, value: object, name: str = FACTS, shown: str | None = None) -> str:
        """Type a value; return the place as people write it."""
        place = f"{column}{self.row(key, name)}"
        cell = self.sheet(name)[place]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # what is typed into a cell for texts is a text, also where it begins with "="
        if shown is not None:
            cell.number_format = shown
        return f"{name}!{place}"

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


@pytest.fixture
def every_kind() -> Scheme:
    """Return a scheme with a fact of every kind that people fill in."""
    late = LatePenalty(LatenessFact("ke_hoach", label="Ban hành kế hoạch"), per=1, unit="months_begun", never=0)
    level = LevelFact("muc", levels={"tot": "Tốt, đủ", "kha": "Khá", "1": "1"})
    ideas = CountFact("sang_kien", largest=3, unit="sáng kiến")
    speed = NumberFact("bang_thong", largest=60, decimals=1)
    thu = AttainmentFact("thu", most=2, numbers="percent", decimals=1)
    rows = [
        Criterion("1", "Kế hoạch", 5, late),
        Criterion("2", "Hồ sơ", 10, Ratio(ShareFact("ho_so"), empty=0)),
        Criterion("3", "Mức", 4, Tiered(level, {"tot": 4, "kha": 2, "1": 1})),
        Criterion("4", "Công khai", 2, Tiered(YesNoFact("cong_khai"), {True: 2, False: 0})),
        Criterion("5", "Sáng kiến", 3, Count({ideas: 1}, start=0, low=0, high=3)),
        Criterion(
            "6",
            "Băng thông",
            6,
            Linear(speed, {0: 0, 60: 6}, before="hold", after="hold"),
        ),
        Criterion("7", "Hội đồng", 8, Direct(PointsFact("hoi_dong", largest=8))),
        Criterion("8", "Thu ngân sách", 2, Linear(thu, {0: 0, 2: 2}, before="hold", after="hold", empty=0)),
    ]
    group = Group("I", Words("Nhóm", "Group"), rows, 40)
    return Scheme("moi_loai", "Mọi loại số liệu", total=40, items=[group], period="2023")


@pytest.fixture
def fill(tmp_path: Path) -> Callable[..., Filled]:
    """Return a function that writes a template and opens it."""

    def opened(scheme: Scheme, **how: Any) -> Filled:  # noqa: ANN401 - the arguments of write_template
        path = tmp_path / "phieu.xlsx"
        write_template(scheme, path, **how)
        filled = Filled(path)
        if "units" not in how:
            filled.put("[unit]", "C", "Xã A")
        return filled

    return opened


@pytest.fixture
def put() -> Callable[[Path, str, str, object], str]:
    """Return a function that types one value into a workbook, and returns the name of its cell."""

    def typed(path: Path, sheet: str, key: str, value: object) -> str:
        filled = Filled(path)
        place = filled.put(key, "D", value, sheet)
        filled.save()
        return place.partition("!")[2]

    return typed
