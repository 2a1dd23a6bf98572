"""Khánh Hòa, 2024: rates of communes and districts, by an assumption that is said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore.schemes.khanh_hoa_chuyen_doi_so_2024 import NOT_DONE, commune, district

SCHEMES = {commune.id: commune, district.id: district}

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("khanh-hoa-chuyen-doi-so-xa-2024", "1", {"thu_tuc": "100%"}, "30"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "1", {"thu_tuc": (1, 3)}, "10"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "2", {"ho_so": "100%"}, "20"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "2", {"ho_so": "62,5%"}, "12.5"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "3", {"van_ban": "100%"}, "70"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "3", {"van_ban": (1, 7)}, "10"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "4", {"nen_tang": "100%"}, "30"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "4", {"nen_tang": "10%"}, "3"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "5", {"tap_huan": "100%"}, "40"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "5", {"tap_huan": "99%"}, "39.6"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "6", {"dien_thoai": "100%"}, "50"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "6", {"dien_thoai": "0%"}, "0"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "7", {"cap_quang": "100%"}, "10"),
    ("khanh-hoa-chuyen-doi-so-xa-2024", "7", {"cap_quang": (2, 3)}, "6.67"),
    ("khanh-hoa-chuyen-doi-so-huyen-2024", "2", {"ho_so": "100%"}, "30"),
    ("khanh-hoa-chuyen-doi-so-huyen-2024", "2", {"ho_so": (1, 4)}, "7.5"),
    ("khanh-hoa-chuyen-doi-so-huyen-2024", "3", {"nen_tang": "100%"}, "20"),
    ("khanh-hoa-chuyen-doi-so-huyen-2024", "3", {"nen_tang": (1, 3)}, "6.67"),
    ("khanh-hoa-chuyen-doi-so-huyen-2024", "4", {"hop_dong": "100%"}, "20"),
    ("khanh-hoa-chuyen-doi-so-huyen-2024", "4", {"hop_dong": "5%"}, "1"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert SCHEMES[scheme_id].score(given, partial=True)[row].points == Decimal(points)


def test_every_row_says_that_its_conversion_is_assumed() -> None:
    """The document states no conversion of rates into points: each row names the assumption."""
    for scheme in SCHEMES.values():
        for row in scheme.criteria.values():
            assert any("giả định" in reading.text.vi for reading in row.readings)


def test_rows_without_a_maximum_are_not_made_up() -> None:
    """Rows 1 and 5 of the district have no maximum: they are listed as not done and are no rows of the scheme."""
    assert [left.row for left in NOT_DONE] == ["huyện 1", "huyện 5"]
    assert set(district.criteria) == {"2", "3", "4"}


def test_totals_are_the_sums_of_the_known_rows() -> None:
    """30 + 20 + 70 + 30 + 40 + 50 + 10 for a commune, 30 + 20 + 20 for a district."""
    assert commune.total == 250
    assert district.total == 70
