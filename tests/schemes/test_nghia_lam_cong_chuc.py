"""Xã Nghĩa Lâm: late tasks by level, products by marks, and a total that is cut."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore.schemes.nghia_lam_cong_chuc import scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("nghia-lam-cong-chuc", "KQ", {"so_luong": "100%", "chat_luong": "100%", "tien_do_xa": "100%"}, "70"),
    # three tasks: 1 + 0.75 + 0 of 3 = 7/12
    (
        "nghia-lam-cong-chuc",
        "KQ",
        {
            "so_luong": "100%",
            "chat_luong": "100%",
            "tien_do_xa": [{"level": "dung_han"}, {"level": "tre_den_5_ngay"}, {"level": "tre_tren_5_ngay"}],
        },
        "60.28",
    ),
    (
        "nghia-lam-cong-chuc",
        "KQ",
        {"so_luong": "100%", "chat_luong": "100%", "tien_do_xa": [{"level": "tre_den_5_ngay"}]},
        "64.17",
    ),
    (
        "nghia-lam-cong-chuc",
        "KQ",
        {"so_luong": "100%", "chat_luong": "100%", "tien_do_xa": [{"level": "tre_tren_5_ngay"}]},
        "46.67",
    ),
    # two products of 4 marks done (2 × 4/5), one of 2 marks not (1 × 2/5): 80%, and not 2 of 3
    (
        "nghia-lam-cong-chuc",
        "KQ",
        {
            "so_luong": [{"weight": "8/5", "level": "hoan_thanh"}, {"weight": "2/5", "level": "chua_hoan_thanh"}],
            "chat_luong": "100%",
            "tien_do_xa": "100%",
        },
        "65.33",
    ),
    ("nghia-lam-cong-chuc", "TCC", {"tieu_chi_chung": 27}, "27"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)


def given(so_luong: str, *, violation: bool = False) -> dict[str, object]:
    rates = {"so_luong": so_luong, "chat_luong": "100%", "tien_do_xa": "100%"}
    return {"tieu_chi_chung": 30, "vi_pham": violation, **rates}


def test_a_quantity_below_all_cuts_the_total() -> None:
    """99% of the products: (0.99 + 2)/3 × 70 + 30 = 99.77 points, cut to 49, which is not completed."""
    card = scheme.score(given("99%"))
    assert card["KQ"].points == Decimal("69.77")
    assert card.points == Decimal(49)
    assert card.grade.id == "khong_hoan_thanh"


def test_a_low_total_is_not_lifted_to_the_cut() -> None:
    """The cut is a most: 0% of everything and 10 points of the general criteria stay 10."""
    nothing = dict.fromkeys(("so_luong", "chat_luong", "tien_do_xa"), "0%")
    card = scheme.score({"tieu_chi_chung": 10, "vi_pham": False, **nothing})
    assert card.points == Decimal(10)


def test_a_full_quantity_cuts_nothing() -> None:
    """All products done: 100 points, excellent."""
    card = scheme.score(given("100%"))
    assert card.points == Decimal(100)
    assert card.grade.id == "xuat_sac"


def test_a_violation_forces_the_lowest_grade_and_keeps_the_points() -> None:
    """The decree's own gate still acts: 100 points, not completed."""
    card = scheme.score(given("100%", violation=True))
    assert card.points == Decimal(100)
    assert card.grade.id == "khong_hoan_thanh"
