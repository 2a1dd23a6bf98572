"""Order among units (xếp hạng), inside clusters, and a quota on the top grade."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Literal

from attrs import frozen

from emulscore.grades import GradeBand
from emulscore.scorecard import Scorecard

__all__ = ["AtLimit", "Graded", "Place", "Ties", "apply_quota", "rank"]

Ties = Literal["shared", "dense"]
AtLimit = Literal["keep", "lose"]


@frozen
class Place:
    """A unit's place in its cluster.

    >>> from emulscore import Criterion, Direct, PointsFact, Scheme
    >>> row = Criterion("1", "Điểm chấm", 10, Direct(PointsFact("diem", largest=10)))
    >>> scheme = Scheme("thu", "Thử", total=10, items=[row])
    >>> cards = [scheme.score({"diem": points}) for points in (7, 9, 9)]
    >>> [place.tied for place in rank(cards, ties="shared")]
    [True, True, False]

    Attributes:
        place: The place, 1 for the best.
        card: The unit's scorecard.
        cluster: The cluster; `""` where there are none.
        key: The points that decided, in the order in which they were looked at.
        tied: Whether another unit of the cluster has the same place.
    """

    place: int
    card: Scorecard
    cluster: str
    key: tuple[Decimal, ...]
    tied: bool


def _key(card: Scorecard, by: Sequence[str]) -> tuple[Decimal, ...]:
    return tuple(card.points if part == "" else card[part].points for part in by)


def rank(
    cards: Iterable[Scorecard],
    *,
    ties: Ties,
    by: Sequence[str] = ("",),
    clusters: Callable[[Scorecard], str] | None = None,
) -> tuple[Place, ...]:
    """Order units by their printed points, best first, cluster by cluster.

    >>> from emulscore import Criterion, Direct, PointsFact, Scheme
    >>> row = Criterion("1", "Điểm chấm", 10, Direct(PointsFact("diem", largest=10)))
    >>> scheme = Scheme("thu", "Thử", total=10, items=[row])
    >>> cards = [scheme.score({"diem": points}) for points in (7, 9, 9)]
    >>> [place.place for place in rank(cards, ties="shared")]
    [1, 1, 3]

    Args:
        cards: The scorecards of all units.
        ties: What follows two units with the same points: `shared` (1, 1, 3) or `dense` (1, 1, 2).
        by: What is compared, in order: `""` for the total, or a row's or group's number («bằng điểm thì ưu tiên …»).
        clusters: The cluster of a unit; all units form one where it is not given.

    Raises:
        UnscoredError: A unit's points are not known, or there is no such row or group.
    """
    grouped: dict[str, list[tuple[tuple[Decimal, ...], Scorecard]]] = {}
    for card in cards:
        cluster = "" if clusters is None else clusters(card)
        grouped.setdefault(cluster, []).append((_key(card, by), card))
    places: list[Place] = []
    for cluster, units in grouped.items():
        units.sort(key=lambda unit: unit[0], reverse=True)
        counts: dict[tuple[Decimal, ...], int] = {}
        for key, _ in units:
            counts[key] = counts.get(key, 0) + 1
        place = 0
        before: tuple[Decimal, ...] | None = None
        for seen, (key, card) in enumerate(units):
            if key != before:
                place = seen + 1 if ties == "shared" else place + 1
            before = key
            places.append(Place(place, card, cluster, key, tied=counts[key] > 1))
    return tuple(places)


@frozen
class Graded:
    """A unit's grade after the quota.

    >>> from emulscore import Criterion, Direct, GradeBand, Grades, PointsFact, Quota, Scheme, at_least, below
    >>> row = Criterion("1", "Điểm chấm", 10, Direct(PointsFact("diem", largest=10)))
    >>> bands = [GradeBand("tot", "Tốt", at_least(8)), GradeBand("dat", "Đạt", below(8))]
    >>> grades = Grades(bands, quota=Quota("tot", "50%", by=[""], rest="dat"))
    >>> scheme = Scheme("thu", "Thử", total=10, items=[row], grades=grades)
    >>> cards = [scheme.score({"diem": points}) for points in (9, 8)]
    >>> [(one.before.id, one.grade.id) for one in apply_quota(cards, at_limit="keep")]
    [('tot', 'tot'), ('tot', 'dat')]

    Attributes:
        card: The unit's scorecard.
        grade: The grade after the quota.
        before: The grade before it.
    """

    card: Scorecard
    grade: GradeBand
    before: GradeBand


def apply_quota(cards: Iterable[Scorecard], *, at_limit: AtLimit) -> tuple[Graded, ...]:
    """Apply the scheme's quota on a grade to a cohort: over it, the best by the tie-breakers keep the grade.

    >>> from emulscore import Criterion, Direct, GradeBand, Grades, PointsFact, Quota, Scheme, at_least, below
    >>> row = Criterion("1", "Điểm chấm", 10, Direct(PointsFact("diem", largest=10)))
    >>> bands = [GradeBand("tot", "Tốt", at_least(8)), GradeBand("dat", "Đạt", below(8))]
    >>> grades = Grades(bands, quota=Quota("tot", "50%", by=[""], rest="dat"))
    >>> scheme = Scheme("thu", "Thử", total=10, items=[row], grades=grades)
    >>> cards = [scheme.score({"diem": points}) for points in (9, 8)]
    >>> [one.grade.id for one in apply_quota(cards, at_limit="keep")]
    ['tot', 'dat']

    Args:
        cards: The scorecards of all units of the cohort, of one scheme with grades.
        at_limit: What happens to units that are equal in everything at the limit: all `keep` the grade, or all `lose` it.

    Raises:
        UnscoredError: A unit's grade is not known.
    """
    cards = list(cards)
    grades = [card.grade for card in cards]
    quota = next((card.grades.quota for card in cards if card.grades is not None), None)
    if quota is None:
        return tuple(Graded(card, grade, grade) for card, grade in zip(cards, grades, strict=True))
    allowed = int(len(cards) * quota.share)
    holders = sorted(
        ((_key(card, quota.by), place) for place, card in enumerate(cards) if grades[place].id == quota.grade),
        key=lambda holder: holder[0],
        reverse=True,
    )
    keep = {place for _, place in holders[:allowed]}
    if len(holders) > allowed:
        edge = holders[allowed][0]
        equals = {place for key, place in holders if key == edge}
        if equals & keep or allowed == 0:
            keep = keep | equals if at_limit == "keep" and allowed else keep - equals
    found = []
    for place, (card, grade) in enumerate(zip(cards, grades, strict=True)):
        lowered = grade.id == quota.grade and place not in keep
        bands = {} if card.grades is None else {band.id: band for band in card.grades.bands}
        found.append(Graded(card, bands[quota.rest] if lowered else grade, grade))
    return tuple(found)
