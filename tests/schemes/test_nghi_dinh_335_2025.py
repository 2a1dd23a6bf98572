"""Decree 335/2025: the mean of rates over items, the leaders' variant, and the grade."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore import apply_quota
from emulscore.schemes.nghi_dinh_335_2025 import NOT_DONE, leaders, scheme

SCHEMES = {scheme.id: scheme, leaders.id: leaders}

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("nghi-dinh-335-2025", "TCC", {"tieu_chi_chung": "28,5"}, "28.5"),
    ("nghi-dinh-335-2025", "TCC", {"tieu_chi_chung": 30}, "30"),
    ("nghi-dinh-335-2025", "TCC", {"tieu_chi_chung": 0}, "0"),
    # (2/3 + 11/12 + 5/6) ÷ 3 × 70 = 29/36 × 70
    (
        "nghi-dinh-335-2025",
        "KQ",
        {
            "so_luong": [{"weight": 2, "level": "hoan_thanh"}, {"weight": 1, "level": "chua_hoan_thanh"}],
            "chat_luong": [{"weight": 2, "faults": 0}, {"weight": 1, "faults": 1}],
            "tien_do": [{"weight": 2, "faults": 1}, {"weight": 1, "faults": 0}],
        },
        "56.39",
    ),
    # (a) alone: 2/3; then 0
    ("nghi-dinh-335-2025", "KQ", {"so_luong": "100%", "chat_luong": "100%", "tien_do": "100%"}, "70"),
    (
        "nghi-dinh-335-2025",
        "KQ",
        {
            "so_luong": [{"weight": 2, "level": "hoan_thanh"}, {"weight": 1, "level": "chua_hoan_thanh"}],
            "chat_luong": "100%",
            "tien_do": "100%",
        },
        "62.22",
    ),
    ("nghi-dinh-335-2025", "KQ", {"so_luong": "0%", "chat_luong": "100%", "tien_do": "100%"}, "46.67"),
    # (b) alone: 11/12; a product with 4 faults, or 5, counts nothing
    (
        "nghi-dinh-335-2025",
        "KQ",
        {"so_luong": "100%", "chat_luong": [{"weight": 2, "faults": 0}, {"weight": 1, "faults": 1}], "tien_do": "100%"},
        "68.06",
    ),
    ("nghi-dinh-335-2025", "KQ", {"so_luong": "100%", "chat_luong": [{"faults": 4}], "tien_do": "100%"}, "46.67"),
    ("nghi-dinh-335-2025", "KQ", {"so_luong": "100%", "chat_luong": [{"faults": 5}], "tien_do": "100%"}, "46.67"),
    # (c) alone: 5/6
    (
        "nghi-dinh-335-2025",
        "KQ",
        {"so_luong": "100%", "chat_luong": "100%", "tien_do": [{"weight": 2, "faults": 1}, {"weight": 1, "faults": 0}]},
        "66.11",
    ),
    # leaders: six parts of 70/6 points each; (d) below is worth half of its part
    (
        "nghi-dinh-335-2025-lanh-dao",
        "KQ",
        {
            "so_luong": "100%",
            "chat_luong": "100%",
            "tien_do": "100%",
            "cap_duoi": True,
            "to_chuc": "100%",
            "muc_e": "100%",
        },
        "70",
    ),
    (
        "nghi-dinh-335-2025-lanh-dao",
        "KQ",
        {
            "so_luong": "100%",
            "chat_luong": "100%",
            "tien_do": "100%",
            "cap_duoi": False,
            "to_chuc": "100%",
            "muc_e": "100%",
        },
        "64.17",
    ),
    (
        "nghi-dinh-335-2025-lanh-dao",
        "KQ",
        {
            "so_luong": "100%",
            "chat_luong": "100%",
            "tien_do": "100%",
            "cap_duoi": True,
            "to_chuc": "50%",
            "muc_e": "100%",
        },
        "64.17",
    ),
    (
        "nghi-dinh-335-2025-lanh-dao",
        "KQ",
        {
            "so_luong": "100%",
            "chat_luong": "100%",
            "tien_do": "100%",
            "cap_duoi": True,
            "to_chuc": "100%",
            "muc_e": "0%",
        },
        "58.33",
    ),
    (
        "nghi-dinh-335-2025-lanh-dao",
        "KQ",
        {
            "so_luong": "0%",
            "chat_luong": "100%",
            "tien_do": "100%",
            "cap_duoi": False,
            "to_chuc": "100%",
            "muc_e": "100%",
        },
        "52.5",
    ),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert SCHEMES[scheme_id].score(given, partial=True)[row].points == Decimal(points)


def given(tcc: int | str, share: str, *, violation: bool = False) -> dict[str, object]:
    rates = dict.fromkeys(("so_luong", "chat_luong", "tien_do"), share)
    return {"tieu_chi_chung": tcc, "vi_pham": violation, **rates}


@pytest.mark.parametrize(
    ("unit", "total", "grade"),
    [
        (given(20, "100%"), "90", "xuat_sac"),
        (given("19,99", "100%"), "89.99", "tot"),
        (given(0, "100%"), "70", "tot"),
        (given("14,99", "50%"), "49.99", "khong_hoan_thanh"),
        (given(15, "50%"), "50", "hoan_thanh"),
        (given("29,99", "50%"), "64.99", "hoan_thanh"),
        (given(30, "100%", violation=True), "100", "khong_hoan_thanh"),
    ],
)
def test_bands_and_violations_decide_the_grade(unit: dict[str, object], total: str, grade: str) -> None:
    """90, 70 and 50 are closed below; a listed violation forces the lowest grade at any points."""
    card = scheme.score(unit)
    assert card.points == Decimal(total)
    assert card.grade.id == grade


def test_one_in_five_keeps_the_top_grade() -> None:
    """At most 20% may be excellent: of 5 persons with 3 excellent, the one with most points."""
    cards = [scheme.score(given(tcc, "100%")) for tcc in (22, 30, 25, 10, 5)]
    graded = apply_quota(cards, at_limit="keep")
    assert [unit.grade.id for unit in graded] == ["tot", "xuat_sac", "tot", "tot", "tot"]


def test_the_steps_that_are_cut_off_are_not_made_up() -> None:
    """The steps of (đ) are listed as not done; every other catalogued part is there."""
    assert [left.row for left in NOT_DONE] == ["(đ)"]
