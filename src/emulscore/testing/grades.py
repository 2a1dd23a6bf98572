"""Random grades: bands, conditions and gates of every kind, and a quota."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise
from typing import Final

from attrs import frozen
from hypothesis import strategies as st

from emulscore.conditions import AllOf, AnyOf, Condition, EveryRow, FactIs, Not, PointsOf, ShareOf, TotalIs
from emulscore.facts import AnyFact, LatenessFact, Measured
from emulscore.facts.lateness import TIME_UNITS
from emulscore.gates import Ceiling, CutTotal, Demote, Force, Gate
from emulscore.grades import GradeBand, Grades, Quota
from emulscore.rules.cases import at_least, below, between
from emulscore.testing.facts import facts
from emulscore.testing.leaves import cases, spans
from emulscore.words import Words

__all__ = ["Scale", "conditions", "gates", "grades"]

_GRADES: Final = (("xuat_sac", "Xuất sắc"), ("tot", "Tốt"), ("kha", "Khá"), ("yeu", "Yếu"))
_REASONS: Final = (None, Words("theo khoản {2}", "under clause {2}"))
_SIMPLE: Final = (EveryRow, FactIs, PointsOf, ShareOf, TotalIs)
_JOINED: Final = (AllOf, AnyOf, Not)
_GATES: Final = (Ceiling, CutTotal, Demote, Force)


@frozen
class Scale:
    """What grades can speak of.

    Attributes:
        total: The full points.
        parts: The numbers of rows and groups.
        groups: The numbers of groups.
        known: The facts that rules read.
    """

    total: Fraction
    parts: tuple[str, ...]
    groups: tuple[str, ...]
    known: tuple[AnyFact, ...]

    @property
    def points(self) -> st.SearchStrategy[Fraction]:
        """Return numbers of points within the scale."""
        return st.integers(0, 20).map(lambda twentieths: self.total * twentieths / 20)


def conditions(scale: Scale, depth: int = 3) -> st.SearchStrategy[Condition]:
    """Return conditions of every kind, within each other.

    Args:
        scale: What they speak of.
        depth: How deep they stand in each other, at most.
    """
    return st.builds(list).flatmap(lambda made: _condition(scale, depth, made))  # each drawing has facts of its own


@st.composite
def _condition(draw: st.DrawFn, scale: Scale, depth: int, made: list[AnyFact]) -> Condition:
    kind = draw(st.sampled_from(_SIMPLE if depth <= 1 else (*_SIMPLE, *_JOINED)))
    shares = spans(st.integers(0, 10).map(lambda tenths: Fraction(tenths, 10)))
    if kind is Not:
        return Not(draw(_condition(scale, depth - 1, made)))
    if kind in {AllOf, AnyOf}:
        inner = [draw(_condition(scale, depth - 1, made)) for _ in range(draw(st.integers(1, 2)))]
        return AllOf(inner) if kind is AllOf else AnyOf(inner)
    if kind is FactIs:
        return _fact_is(draw, scale, made)
    if kind is EveryRow:
        return EveryRow(draw(shares))
    if kind is TotalIs:
        without = draw(st.lists(st.sampled_from(scale.groups), max_size=1)) if scale.groups else []
        return TotalIs(draw(spans(scale.points)), without=without)
    part = draw(st.sampled_from(scale.parts))
    return PointsOf(part, draw(spans(scale.points))) if kind is PointsOf else ShareOf(part, draw(shares))


def _fact_is(draw: st.DrawFn, scale: Scale, made: list[AnyFact]) -> FactIs:
    usable = [fact for fact in (*scale.known, *made) if isinstance(fact, Measured)]
    if not usable or draw(st.booleans()):
        new = draw(facts(f"cong_{len(made) + 1}"))
        made.append(new)
        if not isinstance(new, Measured):  # pragma: no cover - rules can look at all kinds of facts
            raise TypeError
        usable = [new]
    fact = draw(st.sampled_from(usable))
    unit = draw(st.sampled_from(TIME_UNITS)) if isinstance(fact, LatenessFact) else None
    return FactIs(fact, draw(cases(fact)), unit)


@st.composite
def gates(draw: st.DrawFn, scale: Scale, names: Collection[str], made: list[AnyFact]) -> Gate:
    """Return gates of every kind.

    Args:
        draw: Given by Hypothesis.
        scale: What their conditions speak of.
        names: The names of the grades.
        made: The facts that earlier gates read; new ones are added.
    """
    kind, when = draw(st.sampled_from(_GATES)), draw(_condition(scale, 3, made))
    reason, grade = draw(st.sampled_from(_REASONS)), draw(st.sampled_from(list(names)))
    if kind is Demote:
        return Demote(draw(st.integers(1, 2)), when, reason=reason)
    if kind is CutTotal:
        return CutTotal(draw(scale.points), when, reason=reason)
    return Ceiling(grade, when, reason=reason) if kind is Ceiling else Force(grade, when, reason=reason)


@st.composite
def grades(draw: st.DrawFn, scale: Scale) -> Grades:
    """Return grades without gaps: two or three bands, at times one that only gates give.

    Args:
        draw: Given by Hypothesis.
        scale: What they speak of.
    """
    cuts = sorted(draw(st.lists(scale.points, min_size=1, max_size=2, unique=True)), reverse=True)
    ends = [
        at_least(cuts[0]),
        *(between(low, high) for high, low in pairwise(cuts)),
        below(cuts[-1]),
    ]
    names = _GRADES[: len(ends)]
    bands = [GradeBand(name, title, span) for (name, title), span in zip(names, ends, strict=True)]
    if draw(st.booleans()):
        name, title = _GRADES[len(ends)]
        bands.append(GradeBand(name, title))
    places, made = [band.id for band in bands], list[AnyFact]()
    acting = [draw(gates(scale, places, made)) for _ in range(draw(st.integers(0, 3)))]
    judged = draw(st.lists(st.sampled_from(scale.groups), max_size=2, unique=True)) if scale.groups else []
    quota = None
    if draw(st.integers(0, 2)) == 0:
        by = ["", *draw(st.lists(st.sampled_from(scale.parts), max_size=1))]
        share = draw(st.sampled_from((Fraction(1, 5), Fraction(1, 3))))
        quota = Quota(places[0], share, by=by, rest=places[1])
    return Grades(bands, gates=acting, judged=judged, quota=quota)
