"""Tables of items: a sheet of their own, where each product or task is a row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emulscore import Criterion, FileError, ItemsFact, Ratio, Scheme
from emulscore.excel import read_workbook, write_template
from emulscore.files import dumps_assessment, loads_assessment, open_scheme

NAME, WEIGHT, LEVEL, FAULTS = "B", "C", "D", "E"


@pytest.fixture
def scheme() -> Scheme:
    """Return a scheme of civil servants: products that are finished or not, and products with faults."""
    return open_scheme("nghi-dinh-335-2025")


@pytest.fixture
def filled(fill: Callable[..., Any], scheme: Scheme) -> Any:  # noqa: ANN401 - defined beside the fixture
    """Return an open template of that scheme."""
    return fill(scheme)


def item(filled: Any, table: str, row: int, **cells: object) -> str:  # noqa: ANN401 - as above
    """Type one row of a table; return the name of the row's cells without their columns."""
    columns = {"name": NAME, "weight": WEIGHT, "level": LEVEL, "faults": FAULTS}
    sheet = filled.book[table]
    assert sheet[f"F{row + 5}"].value == f"#{row}"
    for key, value in cells.items():
        sheet[f"{columns[key]}{row + 5}"] = value
    return str(row + 5)


def problems(path: Path, scheme: Scheme) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(FileError) as caught:
        read_workbook(path, scheme)
    return [(one.code, one.path, one.fact) for one in caught.value.problems]


def test_items_come_out_as_they_were_typed(filled: Any, scheme: Scheme) -> None:  # noqa: ANN401 - as above
    """Two products of weight 1,5 and 2, one finished: 1,5 of 3,5; two products with 1 and 0 faults at 25% each: 7 of 8."""
    item(filled, "Bảng 1", 1, name="=Báo cáo quý", weight=1.5, level="hoan_thanh")
    filled.book["Bảng 1"]["B6"].data_type = "s"
    item(filled, "Bảng 1", 3, weight="2", level="chua_hoan_thanh")
    item(filled, "Bảng 2", 1, faults=1)
    item(filled, "Bảng 2", 2, faults=0, name="Kế hoạch")
    (unit,) = read_workbook(filled.save(), scheme)
    assert unit.values == {
        "so_luong": (
            {"name": "=Báo cáo quý", "weight": "1.5", "level": "hoan_thanh"},
            {"weight": "2", "level": "chua_hoan_thanh"},
        ),
        "chat_luong": ({"faults": 1}, {"name": "Kế hoạch", "faults": 0}),
    }
    slots = {**scheme.facts["so_luong"].read(unit.values["so_luong"])}
    slots |= scheme.facts["chat_luong"].read(unit.values["chat_luong"])
    assert slots["so_luong.part"] * 7 == slots["so_luong.whole"] * 3
    assert slots["chat_luong.part"] * 8 == slots["chat_luong.whole"] * 7
    assert loads_assessment(dumps_assessment(unit)).values == unit.values


def test_a_ready_share_is_taken_instead(filled: Any, scheme: Scheme) -> None:  # noqa: ANN401 - as above
    """Who knows the sums need not list the items; both at once are one way too many."""
    filled.put("so_luong", "D", 3)
    filled.put("so_luong", "E", 7)
    (unit,) = read_workbook(filled.save(), scheme)
    assert unit.values == {"so_luong": (3, 7)}
    item(filled, "Bảng 1", 1, level="hoan_thanh")
    row = filled.row("so_luong")
    assert problems(filled.save(), scheme) == [("several-values", f"Số liệu!D{row}:E{row}", "so_luong")]


@pytest.mark.parametrize(
    ("table", "cells", "code", "columns"),
    [
        ("Bảng 1", {"level": "giỏi"}, "unknown-level", "D"),
        ("Bảng 1", {"level": 1.5}, "unknown-level", "D"),
        ("Bảng 1", {"name": "Báo cáo"}, "empty-cell", "D"),
        ("Bảng 1", {"weight": 2}, "empty-cell", "D"),
        ("Bảng 1", {"weight": -1, "level": "hoan_thanh"}, "negative", "C:D"),
        ("Bảng 1", {"weight": "nặng", "level": "hoan_thanh"}, "not-a-number", "C:D"),
        ("Bảng 1", {"weight": 1.125, "level": "hoan_thanh"}, "float-off-grid", "C"),
        ("Bảng 1", {"weight": "=1+1", "level": "hoan_thanh"}, "formula", "C"),
        ("Bảng 1", {"level": "hoan_thanh", "faults": 1}, "closed-cell", "E"),
        ("Bảng 1", {"name": 2.5, "level": "hoan_thanh"}, "wrong-value", "B"),
        ("Bảng 2", {"faults": 1.5}, "not-a-count", "E"),
        ("Bảng 2", {"faults": -1}, "negative", "E"),
        ("Bảng 2", {"faults": date(2026, 1, 2)}, "not-a-count", "E"),
        ("Bảng 2", {"weight": 1}, "empty-cell", "E"),
        ("Bảng 2", {"level": "tot", "faults": 1}, "closed-cell", "D"),
    ],
)
def test_a_bad_item_is_named(
    filled: Any,  # noqa: ANN401 - as above
    scheme: Scheme,
    table: str,
    cells: dict[str, object],
    code: str,
    columns: str,
) -> None:
    """The sheet, the cells of the row, and the fact."""
    row = item(filled, table, 4, **cells)
    place = ":".join(f"{column}{row}" for column in columns.split(":"))
    fact = {"Bảng 1": "so_luong", "Bảng 2": "chat_luong"}[table]
    assert problems(filled.save(), scheme) == [(code, f"{table}!{place}", fact)]


def test_every_bad_item_is_told_at_once(filled: Any, scheme: Scheme) -> None:  # noqa: ANN401 - as above
    """Rows of all tables, beside the cells of the other sheets."""
    item(filled, "Bảng 1", 1, level="hoan_thanh")
    item(filled, "Bảng 1", 2, level="x")
    item(filled, "Bảng 1", 3, level="y")
    item(filled, "Bảng 3", 100, faults="z")
    bad = filled.put("tieu_chi_chung", "D", "nhiều")
    assert [place for _, place, _ in problems(filled.save(), scheme)] == [bad, "Bảng 1!D7", "Bảng 1!D8", "Bảng 3!E105"]


def test_an_item_has_a_level_or_faults_never_both(fill: Callable[..., Any]) -> None:
    """Where a table takes both, each item is still judged one way; both cells are named."""
    fact = ItemsFact("viec", levels={"tot": "100%"}, per_fault="25%")
    scheme = Scheme("v", "Việc", total=4, items=[Criterion("1", "Việc", 4, Ratio(fact, empty=0))])
    filled = fill(scheme)
    item(filled, "Bảng 1", 1, level="tot")
    item(filled, "Bảng 1", 2, level="tot", faults=0)
    assert problems(filled.save(), scheme) == [("several-values", "Bảng 1!D7:E7", "viec")]


def test_items_that_are_too_much_together_are_told(filled: Any, scheme: Scheme) -> None:  # noqa: ANN401 - as above
    """Each weight is in its limits, and their sum is not: the table is named."""
    for row in (1, 2):
        item(filled, "Bảng 1", row, weight=600_000_000, level="hoan_thanh")
    assert problems(filled.save(), scheme) == [("too-large", "Bảng 1", "so_luong")]


def test_a_table_that_is_gone_is_named(filled: Any, scheme: Scheme) -> None:  # noqa: ANN401 - as above
    """A renamed table is not taken for an empty one."""
    filled.book["Bảng 2"].title = "Bảng hai"
    assert problems(filled.save(), scheme) == [("no-sheet", "Bảng 2", None)]


def test_each_of_many_units_has_its_tables(tmp_path: Path, scheme: Scheme) -> None:
    """The sheets of a unit stand together: facts, tables, claims."""
    write_template(scheme, tmp_path / "a.xlsx", units=["A", "B"])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:5] == ["1 A", "1 Bảng 1", "1 Bảng 2", "1 Bảng 3", "1 Điểm tự chấm"]
    book["2 Bảng 1"]["D6"] = "hoan_thanh"
    book.save(tmp_path / "a.xlsx")
    first, second = read_workbook(tmp_path / "a.xlsx", scheme)
    assert (first.values, second.values) == ({}, {"so_luong": ({"level": "hoan_thanh"},)})
