"""Order among units, and a quota on the top grade."""

from collections import Counter
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    Assessment,
    Criterion,
    Direct,
    GradeBand,
    Grades,
    Group,
    PointsFact,
    Quota,
    Scheme,
    Scorecard,
    UnscoredError,
    apply_quota,
    at_least,
    below,
    between,
    rank,
)
from emulscore.criteria import Item

BANDS = [GradeBand("A", "Tốt", at_least(80)), GradeBand("B", "Khá", between(50, 80)), GradeBand("C", "Yếu", below(50))]


def row(id_: str, base: int) -> Criterion:
    return Criterion(id_, f"Tiêu chí {id_}", base, Direct(PointsFact(f"p{id_}", largest=base)))


def scheme(quota: Quota | None = None) -> Scheme:
    items: list[Item] = [row("1", 60), Group("II", "Hai", [row("2", 40)], 40)]
    return Scheme("s", "S", total=100, items=items, grades=Grades(BANDS, quota=quota))


PLAIN = scheme()


def cards(points: list[tuple[int, int]], one: Scheme = PLAIN) -> list[Scorecard]:
    return [
        one.score(Assessment(f"Xã {place}", measurements={"p1": first, "p2": second}))
        for place, (first, second) in enumerate(points)
    ]


@pytest.mark.parametrize(("ties", "expected"), [("shared", [1, 2, 2, 4, 5]), ("dense", [1, 2, 2, 3, 4])])
def test_equal_points_share_a_place(ties: Literal["shared", "dense"], expected: list[int]) -> None:
    """90, 80, 80, 70 and 60: after two seconds comes the fourth, or the third where places are dense."""
    found = rank(cards([(40, 40), (50, 20), (50, 40), (50, 30), (40, 20)]), ties=ties)
    assert [place.place for place in found] == expected
    assert [int(place.card.points) for place in found] == [90, 80, 80, 70, 60]
    assert [place.tied for place in found] == [False, True, True, False, False]
    assert [place.cluster for place in found] == [""] * 5


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 4)), max_size=12))
def test_any_ranking_is_the_number_of_better_units(points: list[tuple[int, int]]) -> None:
    """A shared place is one more than the units with more points; a dense one than the different totals above."""
    scored = cards(points)
    totals = [card.points for card in scored]
    for ties in ("shared", "dense"):
        found = rank(scored, ties=ties)
        assert Counter(place.card.assessment.unit.vi for place in found) == Counter(
            card.assessment.unit.vi for card in scored
        )
        for place in found:
            above = [total for total in totals if total > place.card.points]
            assert place.place == 1 + (len(above) if ties == "shared" else len(set(above)))
            assert place.tied == (totals.count(place.card.points) > 1)


def test_a_tie_is_broken_by_what_is_named() -> None:
    """Two units of 80: the one with more points in group II is before; equal in everything they stay tied."""
    units = cards([(50, 30), (40, 40), (50, 30), (60, 25)])
    found = rank(units, ties="shared", by=["", "II"])
    assert [(place.place, place.card.assessment.unit.vi) for place in found] == [
        (1, "Xã 3"), (2, "Xã 1"), (3, "Xã 0"), (3, "Xã 2"),
    ]  # fmt: skip
    assert found[1].key == (Decimal(80), Decimal(40))
    assert [place.place for place in rank(units, ties="shared")] == [1, 2, 2, 2]
    assert rank(units, ties="shared", by=["2"])[0].card.assessment.unit.vi == "Xã 1"


def test_places_are_counted_inside_each_cluster() -> None:
    """Units of the plain and of the hills are ranked apart, in the order in which clusters appear."""
    units = cards([(60, 40), (50, 40), (10, 0), (60, 30)])
    hills = {"Xã 1", "Xã 2"}
    found = rank(units, ties="dense", clusters=lambda card: "núi" if card.assessment.unit.vi in hills else "đồng bằng")
    assert [(place.cluster, place.place, place.card.assessment.unit.vi) for place in found] == [
        ("đồng bằng", 1, "Xã 0"), ("đồng bằng", 2, "Xã 3"), ("núi", 1, "Xã 1"), ("núi", 2, "Xã 2"),
    ]  # fmt: skip


def test_a_unit_that_is_not_scored_cannot_be_ranked() -> None:
    """Unknown points, and a row that is not there, are errors."""
    with pytest.raises(UnscoredError):
        rank([PLAIN.score({"p1": 5}, partial=True)], ties="shared")
    with pytest.raises(UnscoredError):
        rank(cards([(1, 1)]), ties="shared", by=["X"])


# --- quota ------------------------------------------------------------------------------------------------------------

QUOTA = scheme(Quota("A", "25%", by=["", "II"], rest="B"))


@pytest.mark.parametrize(("units", "kept"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (11, 2), (12, 3)])
def test_a_quarter_is_rounded_down_to_units(units: int, kept: int) -> None:
    """All units earn the top grade with different points: floor(n / 4) keep it, the best of them."""
    points = [(60, 40 - place) for place in range(units)]
    found = apply_quota(cards(points, QUOTA), at_limit="keep")
    assert [graded.grade.id for graded in found] == ["A"] * kept + ["B"] * (units - kept)
    assert {graded.before.id for graded in found} == {"A"}
    assert [graded.card.assessment.unit.vi for graded in found] == [f"Xã {place}" for place in range(units)]


@pytest.mark.parametrize(("at_limit", "expected"), [("keep", "AAAB"), ("lose", "ABBB")])
def test_equals_at_the_limit_keep_or_lose_together(at_limit: Literal["keep", "lose"], expected: str) -> None:
    """Two places for 100, then two of 90 that are equal in everything: both keep the grade, or both lose it."""
    points = [(60, 40), (55, 35), (55, 35), (50, 35)] + [(30, 20)] * 4
    found = apply_quota(cards(points, QUOTA), at_limit=at_limit)
    assert "".join(graded.grade.id for graded in found) == expected + "BBBB"


def test_a_tie_breaker_decides_before_the_limit_does() -> None:
    """Equal totals, but one has more in group II: it keeps the only place, whatever happens to equals."""
    for at_limit in ("keep", "lose"):
        found = apply_quota(cards([(60, 30), (50, 40), (30, 20), (30, 20)], QUOTA), at_limit=at_limit)
        assert [graded.grade.id for graded in found] == ["B", "A", "B", "B"]


def test_equals_beyond_no_place_at_all_lose() -> None:
    """With three units a quarter is no unit: nobody keeps the grade, though all are equal."""
    for at_limit in ("keep", "lose"):
        found = apply_quota(cards([(60, 40)] * 3, QUOTA), at_limit=at_limit)
        assert [graded.grade.id for graded in found] == ["B"] * 3


def test_equals_inside_the_quota_all_keep() -> None:
    """Two places and two equal units: the limit is not passed."""
    found = apply_quota(cards([(60, 40), (60, 40), *[(20, 10)] * 6], QUOTA), at_limit="lose")
    assert [graded.grade.id for graded in found] == ["A", "A", *["C"] * 6]


def test_other_grades_are_left_as_they_are() -> None:
    """A quota on A takes nothing from B and C, and without a quota nothing changes."""
    points = [(60, 40), (60, 30), (40, 20), (10, 10)]
    assert [graded.grade.id for graded in apply_quota(cards(points, QUOTA), at_limit="keep")] == ["A", "B", "B", "C"]
    assert [graded.grade.id for graded in apply_quota(cards(points), at_limit="keep")] == ["A", "A", "B", "C"]
    assert apply_quota([], at_limit="keep") == ()


def test_an_unknown_grade_cannot_stand_in_a_quota() -> None:
    """A unit whose grade is open is an error, and not a unit without the grade."""
    with pytest.raises(UnscoredError):
        apply_quota([QUOTA.score({"p1": 50}, partial=True)], at_limit="keep")


def test_a_province_of_four_thousand_units() -> None:
    """4 000 units with 41 × 1 totals: 1 000 places, the limit inside a group of equals; counted independently."""
    points = [(60, place % 41) for place in range(4000)]
    scored = [QUOTA.score({"p1": first, "p2": second}) for first, second in points]
    totals = sorted((first + second for first, second in points), reverse=True)
    limit = totals[1000]  # the first unit without a place
    assert totals[999] == limit
    for at_limit, expected in (
        ("keep", sum(total >= limit for total in totals)),
        ("lose", sum(total > limit for total in totals)),
    ):
        found = apply_quota(scored, at_limit=at_limit)  # type: ignore[arg-type] # both
        assert sum(graded.grade.id == "A" for graded in found) == expected
        assert all(
            (graded.card.points >= limit if at_limit == "keep" else graded.card.points > limit)
            == (graded.grade.id == "A")
            for graded in found
        )
    places = rank(scored, ties="shared")
    assert [place.card.points for place in places] == totals
    assert [place.place for place in places] == [1 + totals.index(total) for total in totals]
