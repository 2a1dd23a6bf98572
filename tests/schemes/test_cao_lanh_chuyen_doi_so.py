"""Thành phố Cao Lãnh: a fraction of the maximum, two halves, and a rate."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore.schemes.cao_lanh_chuyen_doi_so import scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("cao-lanh-chuyen-doi-so", "1.1", {"truong_ban": "dung_dau"}, "10"),
    ("cao-lanh-chuyen-doi-so", "1.1", {"truong_ban": "cap_pho"}, "5"),
    ("cao-lanh-chuyen-doi-so", "1.1", {"truong_ban": "khong"}, "0"),
    ("cao-lanh-chuyen-doi-so", "1.2", {"du_hop_tinh": True, "chu_tri_hop": True}, "10"),
    ("cao-lanh-chuyen-doi-so", "1.2", {"du_hop_tinh": True, "chu_tri_hop": False}, "5"),
    ("cao-lanh-chuyen-doi-so", "1.2", {"du_hop_tinh": False, "chu_tri_hop": True}, "5"),
    ("cao-lanh-chuyen-doi-so", "1.2", {"du_hop_tinh": False, "chu_tri_hop": False}, "0"),
    ("cao-lanh-chuyen-doi-so", "1.3", {"van_ban_ky": (7, 8)}, "8.75"),
    ("cao-lanh-chuyen-doi-so", "1.3", {"van_ban_ky": "100%"}, "10"),
    ("cao-lanh-chuyen-doi-so", "1.3", {"van_ban_ky": (0, 3)}, "0"),
    ("cao-lanh-chuyen-doi-so", "1.3", {"van_ban_ky": (1, 3)}, "3.33"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)
