"""A district's index: bands of a count, and two rates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore.schemes.chuyen_doi_so_cap_huyen import scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 0}, "0"),
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 1}, "5"),
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 2}, "10"),
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 3}, "15"),
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 4}, "20"),
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 5}, "20"),
    ("chuyen-doi-so-cap-huyen", "1.1", {"cuoc_hop": 12}, "20"),
    ("chuyen-doi-so-cap-huyen", "1.2", {"chu_tri": (3, 4)}, "15"),
    ("chuyen-doi-so-cap-huyen", "1.2", {"chu_tri": (2, 3)}, "13.33"),
    ("chuyen-doi-so-cap-huyen", "1.2", {"chu_tri": (0, 4)}, "0"),
    ("chuyen-doi-so-cap-huyen", "1.3", {"van_ban_ky": (5, 8)}, "12.5"),
    ("chuyen-doi-so-cap-huyen", "1.3", {"van_ban_ky": "100%"}, "20"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)
