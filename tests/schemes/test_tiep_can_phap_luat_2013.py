"""Access to law, 2013: bands of a rate whose lowest is not zero."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore import MeasurementError
from emulscore.schemes.tiep_can_phap_luat_2013 import scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "100%"}, "60"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "90%"}, "60"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "89,99%"}, "50"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "80%"}, "50"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "79,99%"}, "40"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "70%"}, "40"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "69,99%"}, "30"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "60%"}, "30"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "59,99%"}, "20"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "50%"}, "20"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "49,99%"}, "10"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": "0%"}, "10"),
    ("tiep-can-phap-luat-2013", "CT1", {"dung_trinh_tu": (7, 9)}, "40"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)


def test_nothing_to_share_is_refused() -> None:
    """A commune without any matter has no rate: the text is silent, so it is asked about and not scored."""
    with pytest.raises(MeasurementError, match="zero-of-zero"):
        scheme.score({"dung_trinh_tu": (0, 0)})
