"""The standard of access to law of 2021: two indicators, and the conditions of recognition."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore import NOT_APPLICABLE
from emulscore.schemes.tiep_can_phap_luat_2021 import NOT_DONE, scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("tiep-can-phap-luat-2021", "CT1.1", {"chua_ban_hanh": 0}, "1"),
    ("tiep-can-phap-luat-2021", "CT1.1", {"chua_ban_hanh": 1}, "0"),
    ("tiep-can-phap-luat-2021", "CT1.1", {"chua_ban_hanh": 7}, "0"),
    ("tiep-can-phap-luat-2021", "CT1.1", {"chua_ban_hanh": "không phát sinh"}, "1"),
    ("tiep-can-phap-luat-2021", "CT1.2", {"trai_phap_luat": 0}, "2"),
    ("tiep-can-phap-luat-2021", "CT1.2", {"trai_phap_luat": 1}, "0"),
    ("tiep-can-phap-luat-2021", "CT1.2", {"trai_phap_luat": "không phát sinh"}, "2"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)


MET: dict[str, object] = {
    "chua_ban_hanh": 0,
    "trai_phap_luat": 0,
    "tong_diem": 80,
    "moi_tieu_chi": True,
    "ky_luat": False,
}


def test_nothing_assigned_counts_as_three_points() -> None:
    """Where a commune was assigned no document, the pair counts as 3 points («được tính 03 điểm»)."""
    card = scheme.score(MET | {"chua_ban_hanh": NOT_APPLICABLE, "trai_phap_luat": NOT_APPLICABLE})
    assert card.points == Decimal(3)


def test_a_commune_that_meets_all_conditions_is_recognised() -> None:
    """80 points, no criterion below half and nobody disciplined: recognised; the bound of 80 is closed."""
    assert scheme.score(MET).grade.id == "dat"


@pytest.mark.parametrize(("fact", "value"), [("tong_diem", "79,99"), ("moi_tieu_chi", False), ("ky_luat", True)])
def test_each_condition_alone_refuses_recognition(fact: str, value: object) -> None:
    """Recognition needs all conditions: each one that fails is enough to refuse it, whatever the points."""
    card = scheme.score(MET | {fact: value})
    assert card.points == Decimal(3)
    assert card.grade.id == "khong_dat"


def test_the_reason_is_said() -> None:
    """A commune refused for discipline is told so."""
    said = scheme.score(MET | {"ky_luat": True}).explain_grade()
    assert "Có lãnh đạo bị kỷ luật" in said
    assert "Tổng điểm dưới 80" not in said


def test_the_row_whose_bands_are_cut_off_is_not_made_up() -> None:
    """The row on training is listed as not done and is no row of the scheme."""
    assert [left.row for left in NOT_DONE] == ["CT… tập huấn"]
    assert set(scheme.criteria) == {"CT1.1", "CT1.2"}
