"""The notebooks run from top to bottom, show what they say, and hold what a person can work out by hand."""

from __future__ import annotations

import ast
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from required import needs

FOLDER = Path(__file__).parent.parent / "examples" / "notebooks"
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))


def cells(name: str, kind: str) -> list[str]:
    """Return the sources of a notebook's cells of one kind."""
    book = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == kind]


def run(name: str) -> tuple[dict[str, Any], list[object]]:
    """Run a notebook's cells; return its names, and what stands on the last line of each cell."""
    space: dict[str, Any] = {"__name__": "__main__"}
    shown = []
    for source in cells(name, "code"):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), space)  # noqa: S102 - our own notebook
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), name, "eval"), space))  # noqa: S307 - as above
    return space, shown


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_and_shows_its_results(name: str) -> None:
    """Each cell runs in order; what a cell ends with has a text, and no output is stored beside the code."""
    if name == "02_ca_tinh":
        needs("polars")  # the table is one of polars
    _, shown = run(name)
    assert all(value is None or str(value) for value in shown)
    book = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in book["cells"])


def test_one_unit_has_the_range_of_the_source() -> None:
    """91,98 is claimed; row 12 is 1,46 less and row 15, of 8 points, is not known."""
    space, _ = run("01_mot_don_vi")
    assert str(space["tong"]) == "90,52 đến 98,52"
    assert (space["dau"].points, space["cuoi"].points) == (Decimal("90.52"), Decimal("98.52"))


def test_a_province_scores_as_one_unit_at_a_time() -> None:
    """The figures are said to be synthetic; the table's total is the unit's."""
    needs("polars")  # the table is one of polars
    space, _ = run("02_ca_tinh")
    assert "do máy tạo ra" in cells("02_ca_tinh", "markdown")[0]
    assert space["ket_qua"].height == 200
    assert space["mot_minh"][""] == space["trong_bang"]["tong_diem"]
    assert space["trong_bang"]["loi"] == 0


def test_the_audit_asks_about_rows_2_and_12() -> None:
    """Row 12 would be 6 at any target up to 4542/5995."""
    space, _ = run("03_doi_chieu")
    rows = {question.row for question in space["doi_chieu"].questions}
    assert {"2", "12"} <= rows
    assert space["cach_hieu"].values[0].high == Fraction(4542, 5995)


def test_the_wards_bases_add_up() -> None:
    """14 rows of 92 points become 100."""
    space, _ = run("04_bo_tieu_chi_cua_phuong")
    assert (sum(space["diem_chuan"]), len(space["diem_chuan"])) == (100, 14)


def test_the_plan_for_97_points_moves_one_row() -> None:
    """4 points are lacking in row 15, 1,46 in row 12, 0,02 in row 8: 94,52 needs 2,48 more, which only row 15 gives alone."""
    space, _ = run("05_tang_diem")
    plan = space["ke_hoach"]
    assert (plan.cost, plan.total, plan.reached) == (1, Decimal("97.00"), True)
    assert [move.fact for move in plan.moves] == ["tieu_chi_15"]
