"""Random facts of every kind."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import Final, Literal

from hypothesis import strategies as st

from emulscore.facts import (
    LARGEST,
    AnyFact,
    AttainmentFact,
    CohortFact,
    CohortOf,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ScaledFact,
    ShareFact,
    YesNoFact,
)
from emulscore.facts.cohort import Take
from emulscore.words import Words

__all__ = ["cohorts", "facts", "scaled"]

_LABELS: Final = (None, "Hồ sơ đúng hạn", Words("văn bản {mật}, 100%", "papers {0}, 100%"))
_LEVELS: Final = (
    ("dai_hoc", Words("đại học trở lên", "university")),
    ("cao_dang", Words("cao đẳng", "college")),
    ("trung_cap", Words("trung cấp")),
    ("khac", Words("khác {x}", "other {x}")),
)
_REACHED: Final = {"tot": Fraction(1), "kha": Fraction(3, 4), "dat": Fraction(1, 3), "khong_dat": Fraction(0)}
_HOLIDAYS: Final = (None, (date(2023, 9, 2), date(2023, 9, 4)))
_NUMBERS: Final[tuple[Literal["percent", "fraction"] | None, ...]] = (None, "percent", "fraction")
_FACTORS: Final = (Fraction(1), Fraction(3, 4), Fraction(1, 2), Fraction(3, 2))
_TAKES: Final[tuple[Take, ...]] = ("best", "least", "mean")
_COHORT_OF: Final = (AttainmentFact, CountFact, NumberFact, ShareFact)
_KINDS: Final = (
    AttainmentFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ShareFact,
    YesNoFact,
)


@st.composite
def facts(draw: st.DrawFn, name: str = "so_lieu", kinds: Collection[type] = _KINDS) -> AnyFact:
    """Return facts of every kind, with small and large limits.

    Args:
        draw: Given by Hypothesis.
        name: The fact's name.
        kinds: The classes to draw from.
    """
    kind = draw(st.sampled_from(sorted(kinds, key=lambda kind: kind.__name__)))
    label = draw(st.sampled_from(_LABELS))
    if kind is CohortFact:
        of = draw(facts(f"{name}_rieng", _COHORT_OF))
        if not isinstance(of, CohortOf):  # pragma: no cover - the kinds were asked for
            raise TypeError
        return draw(cohorts(name, of))
    if kind is CountFact:
        return CountFact(name, label=label, unit="lần", largest=draw(st.sampled_from((1, 3, 12, 40, 1000, LARGEST))))
    if kind is LatenessFact:
        days = draw(st.sampled_from((0, 30, 366, 3660)))
        return LatenessFact(name, label=label, largest=days, holidays=draw(st.sampled_from(_HOLIDAYS)))
    if kind is LevelFact:
        return LevelFact(name, label=label, levels=_LEVELS[: draw(st.integers(1, len(_LEVELS)))])
    if kind is YesNoFact:
        return YesNoFact(name, label=label)
    if kind in {PointsFact, NumberFact}:
        lowest = draw(st.sampled_from((Fraction(0), Fraction(-2), Fraction(1, 2))))
        largest_ones = ("1", "8", "15/2") if kind is PointsFact else ("1", "15/2", "100", f"{LARGEST}")
        highest, decimals = Fraction(draw(st.sampled_from(largest_ones))), draw(st.integers(1, 3))
        made = PointsFact if kind is PointsFact else NumberFact
        return made(name, label=label, lowest=lowest, largest=highest, decimals=decimals)
    largest = draw(st.sampled_from((1, 7, 48, 300, 10_000, LARGEST)))
    numbers, decimals_ = draw(st.sampled_from(_NUMBERS)), draw(st.sampled_from((None, 2, 4)))
    if kind is AttainmentFact:
        most = draw(st.sampled_from((Fraction(1), Fraction(3, 2), Fraction(3))))
        return AttainmentFact(name, label=label, largest=largest, numbers=numbers, decimals=decimals_, most=most)
    if kind is ItemsFact:
        levels = dict(list(_REACHED.items())[: draw(st.integers(0, len(_REACHED)))])
        fault = draw(st.sampled_from((None, Fraction(1, 4), Fraction(1))))
        return ItemsFact(name, label=label, largest=max(largest, 7), levels=levels, per_fault=fault)
    return ShareFact(name, label=label, largest=largest, numbers=numbers, decimals=decimals_)


@st.composite
def cohorts(draw: st.DrawFn, name: str, of: CohortOf, takes: Collection[Take] = _TAKES) -> CohortFact:
    """Return a cohort's values of a fact.

    Args:
        draw: Given by Hypothesis.
        name: The name of the cohort's value.
        of: The fact.
        takes: What may be taken of the cohort's values.
    """
    without = YesNoFact(f"{name}_khac") if draw(st.integers(0, 5)) == 0 else None
    label, decimals = draw(st.sampled_from(_LABELS)), draw(st.sampled_from((0, 1, 2, 4)))
    return CohortFact(
        name, label=label, of=of, take=draw(st.sampled_from(list(takes))), decimals=decimals, without=without
    )


@st.composite
def scaled(draw: st.DrawFn, fact: CohortOf, name: str) -> ScaledFact:
    """Return a fact scaled for each class of units.

    Args:
        draw: Given by Hypothesis.
        fact: The fact.
        name: The name of the fact that says the class.
    """
    classes = _LEVELS[: draw(st.integers(1, 3))]
    by = LevelFact(name, levels=classes)
    return ScaledFact(fact, by=by, factors={one: draw(st.sampled_from(_FACTORS)) for one, _ in classes})
