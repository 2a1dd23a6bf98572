"""Schools, 2022: a level judged on each of two groups, and mandatory conditions without points."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore.schemes.truong_hoc_4725_2022 import NOT_DONE, scheme


def given(one: int | str, two: int | str, *, plan: bool = True, rules: bool = True) -> dict[str, object]:
    return {"nhom_1": one, "nhom_2": two, "ke_hoach": plan, "quy_che": rules}


CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("truong-hoc-4725-2022", "", given(100, 100), "muc_3"),
    ("truong-hoc-4725-2022", "", given(100, 100, plan=False), "chua_du_dieu_kien"),
    ("truong-hoc-4725-2022", "", given(100, 100, rules=False), "chua_du_dieu_kien"),
    ("truong-hoc-4725-2022", "", given("75,01", "75,01"), "muc_3"),
    ("truong-hoc-4725-2022", "", given(75, "75,01"), "muc_2"),
    ("truong-hoc-4725-2022", "", given(100, 50), "muc_2"),
    ("truong-hoc-4725-2022", "", given(50, 100), "muc_2"),
    ("truong-hoc-4725-2022", "", given("49,99", 100), "muc_1"),
    ("truong-hoc-4725-2022", "", given(100, 0), "muc_1"),
    ("truong-hoc-4725-2022", "", given(0, 0, plan=False), "chua_du_dieu_kien"),
]
"""Scheme, no row (the conditions have no points), measurements, and the level by the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "unit", "level"), CASES)
def test_the_worse_group_decides_and_conditions_come_first(
    scheme_id: str, row: str, unit: dict[str, object], level: str
) -> None:
    """Below 50 is level 1, 50 to 75 level 2, above 75 level 3, on each group; a missing condition blocks."""
    assert (scheme_id, row) == (scheme.id, "")
    assert scheme.score(unit).grade.id == level


def test_a_blocked_school_keeps_its_points() -> None:
    """Mandatory conditions carry no points: 100 and 80 stay 180, and the reason is said."""
    card = scheme.score(given(100, 80, rules=False))
    assert card.points == Decimal(180)
    assert "Điều kiện bắt buộc 1.2 không đạt" in card.explain_grade()


def test_rows_that_are_not_known_are_not_made_up() -> None:
    """Row 1.3 is listed as not done; what stands for the rows of a group says that its text is not known."""
    assert [left.row for left in NOT_DONE] == ["1.3"]
    assert not any(row.stated for row in scheme.criteria.values())
