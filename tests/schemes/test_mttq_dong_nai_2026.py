"""Fatherland Front of Đồng Nai: given points with a bonus, grades on both, clusters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from emulscore import Assessment, MeasurementError, Status, rank
from emulscore.schemes.mttq_dong_nai_2026 import scheme

CASES: list[tuple[str, str, dict[str, object], str]] = [
    ("mttq-dong-nai-2026", "c1", {"chinh_tri": "0"}, "0"),
    ("mttq-dong-nai-2026", "c1", {"chinh_tri": "38,5"}, "38.5"),
    ("mttq-dong-nai-2026", "c1", {"chinh_tri": "40"}, "40"),
    ("mttq-dong-nai-2026", "c2", {"cong_tac": "27"}, "27"),
    ("mttq-dong-nai-2026", "c2", {"cong_tac": "30"}, "30"),
    ("mttq-dong-nai-2026", "c3", {"can_bo": "29,25"}, "29.25"),
    ("mttq-dong-nai-2026", "c3", {"can_bo": "0"}, "0"),
    ("mttq-dong-nai-2026", "c2 thưởng", {"cong_tac_thuong": "0"}, "0"),
    ("mttq-dong-nai-2026", "c2 thưởng", {"cong_tac_thuong": "3"}, "3"),
    ("mttq-dong-nai-2026", "c3 thưởng", {"can_bo_thuong": "1,5"}, "1.5"),
    ("mttq-dong-nai-2026", "c3 thưởng", {"can_bo_thuong": "2"}, "2"),
]
"""Scheme, row, measurements, and the points worked out by hand from the document's rule."""


@pytest.mark.parametrize(("scheme_id", "row", "given", "points"), CASES)
def test_rows_earn_what_the_document_says(scheme_id: str, row: str, given: dict[str, object], points: str) -> None:
    """Each row earns the points that the document's rule gives, at its tiers and edges."""
    assert scheme_id == scheme.id
    assert scheme.score(given, partial=True)[row].points == Decimal(points)


def given(c1: int, c2: int, c3: int, bonus2: int = 0, bonus3: int = 0) -> dict[str, object]:
    return {"chinh_tri": c1, "cong_tac": c2, "can_bo": c3, "cong_tac_thuong": bonus2, "can_bo_thuong": bonus3}


@pytest.mark.parametrize(
    ("unit", "total", "grade"),
    [
        (given(40, 30, 30, 3, 2), "105", "xuat_sac"),
        (given(40, 30, 20, 3, 2), "95", "xuat_sac"),
        (given(40, 30, 20, 3, 1), "94", "tot"),
        (given(40, 30, 15), "85", "tot"),
        (given(40, 30, 14), "84", "kha"),
        (given(40, 25, 0, 3, 2), "70", "kha"),
        (given(40, 25, 0, 3, 1), "69", "duoi_70"),
    ],
)
def test_grades_look_at_points_and_bonus_together(unit: dict[str, object], total: str, grade: str) -> None:
    """The bands (95, 85, 70; each closed below) apply to the sum of points and bonus."""
    card = scheme.score(unit)
    assert card.points == Decimal(total)
    assert card.grade.id == grade


@pytest.mark.parametrize(("fact", "value"), [("cong_tac_thuong", "3,01"), ("can_bo_thuong", "2,01"), ("chinh_tri", 41)])
def test_points_above_a_maximum_are_refused(fact: str, value: object) -> None:
    """Each criterion and each bonus has its own maximum; more is an error and is not cut silently."""
    with pytest.raises(MeasurementError, match="points-out-of-range"):
        scheme.score(given(40, 30, 30) | {fact: value})


def test_units_are_ranked_inside_their_cluster() -> None:
    """Each cluster has its own order: 96 and 91 in cluster 1, 92 alone in cluster 2."""
    clusters = {"A": "1", "B": "2", "C": "1"}
    points = {"A": given(40, 30, 21), "B": given(40, 30, 22), "C": given(40, 30, 21, 3, 2)}
    cards = [scheme.score(Assessment(name, measurements=unit)) for name, unit in points.items()]
    places = rank(cards, ties="shared", clusters=lambda card: clusters[card.assessment.unit.vi])
    assert {place.card.assessment.unit.vi: (place.cluster, place.place) for place in places} == {
        "C": ("1", 1),
        "A": ("1", 2),
        "B": ("2", 1),
    }


def test_the_localitys_own_points_stand_beside_the_provinces() -> None:
    """A claim of 30 against the province's 27 is a difference to ask about, and changes no points."""
    unit = Assessment("Xã A", measurements=given(40, 27, 30), claims={"c1": 40, "c2": 30})
    card = scheme.score(unit)
    status = {row.id: row.status for row in card.audit().rows}
    assert (status["c1"], status["c2"]) == (Status.AGREES, Status.CLAIMS_MORE)
    assert card["c2"].points == Decimal(27)
