"""Ministries: a share of the best, sums of unlike parts, and the best of cases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore.schemes.ung_dung_cntt_bo import scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("ung-dung-cntt-bo", "I.1", {"may_tinh": (19, 20)}, "19"),
    ("ung-dung-cntt-bo", "I.1", {"may_tinh": "99,5%"}, "19.9"),
    ("ung-dung-cntt-bo", "I.2", {"diet_virus": (1, 4)}, "5"),
    ("ung-dung-cntt-bo", "I.2", {"diet_virus": "100%"}, "20"),
    ("ung-dung-cntt-bo", "I.3", {"bang_thong": "6", "bang_thong_cao_nhat": "8"}, "30"),
    ("ung-dung-cntt-bo", "I.3", {"bang_thong": "8", "bang_thong_cao_nhat": "8"}, "40"),
    ("ung-dung-cntt-bo", "I.3", {"bang_thong": "1", "bang_thong_cao_nhat": "3"}, "13.33"),
    ("ung-dung-cntt-bo", "I.3", {"bang_thong": "0", "bang_thong_cao_nhat": "8"}, "0"),
    ("ung-dung-cntt-bo", "I.3", {"bang_thong": "0", "bang_thong_cao_nhat": "0"}, "0"),
    ("ung-dung-cntt-bo", "I.4", {"don_vi_ket_noi": (9, 10), "ung_dung_mang": 3}, "43.5"),
    ("ung-dung-cntt-bo", "I.4", {"don_vi_ket_noi": (9, 10), "ung_dung_mang": 5}, "45.5"),
    ("ung-dung-cntt-bo", "I.4", {"don_vi_ket_noi": (9, 10), "ung_dung_mang": 7}, "45.5"),
    ("ung-dung-cntt-bo", "I.4", {"don_vi_ket_noi": "100%", "ung_dung_mang": 5}, "50"),
    ("ung-dung-cntt-bo", "I.4", {"don_vi_ket_noi": "0%", "ung_dung_mang": 0}, "0"),
    ("ung-dung-cntt-bo", "I.5", {"trung_tam_du_lieu": True, "tieu_chuan_1": 10, "tieu_chuan_2": 20}, "55"),
    ("ung-dung-cntt-bo", "I.5", {"trung_tam_du_lieu": True, "tieu_chuan_1": 20, "tieu_chuan_2": 10}, "55"),
    ("ung-dung-cntt-bo", "I.5", {"trung_tam_du_lieu": True, "tieu_chuan_1": 25, "tieu_chuan_2": 25}, "60"),
    ("ung-dung-cntt-bo", "I.5", {"trung_tam_du_lieu": False, "tieu_chuan_1": "7,5", "tieu_chuan_2": 2}, "7.5"),
    ("ung-dung-cntt-bo", "I.5", {"trung_tam_du_lieu": False, "tieu_chuan_1": 0, "tieu_chuan_2": 0}, "0"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)


def test_the_largest_value_is_taken_from_the_cohort() -> None:
    """The normalised rate compares with the largest value among all ministries: 5 of 20 earns 10 of 40."""
    units = [{"bang_thong": "5"}, {"bang_thong": "20"}, {"bang_thong": "12,5"}]
    cohort = scheme.cohort(units, name="Các bộ")
    points = [scheme.score(unit, partial=True, cohort=cohort)["I.3"].points for unit in units]
    assert points == [Decimal(10), Decimal(40), Decimal(25)]
