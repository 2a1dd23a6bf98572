"""The raw values that facts take, in the spellings that people use."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from emulscore.facts import (
    TIME_UNITS,
    AnyFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    YesNoFact,
)
from emulscore.formula.nodes import Slot
from emulscore.numbers import show, show_percent

__all__ = ["grid_of", "values_of"]

_START: Final = date(2023, 1, 15)
_PLAIN: Final = 1000
_WIDE: Final = 144


def grid_of(fact: NumberFact | CohortFact) -> Slot:
    """Return the slot of a number with decimals, in steps of its last decimal."""
    return fact.slots[-1]


def values_of(fact: AnyFact, edges: Collection[Fraction] = ()) -> st.SearchStrategy[object]:
    """Return raw values that *fact* takes, in the spellings that people use; states are not among them.

    Args:
        fact: The fact.
        edges: Numbers that rules test it against; they, and the numbers beside them, are drawn often.
    """
    match fact:
        case CountFact():
            return _counts(fact, edges)
        case ItemsFact():
            return st.one_of(_shares(fact, edges), _tables(fact))
        case ShareFact():
            return _shares(fact, edges)
        case NumberFact() | CohortFact():
            return _numbers(fact, edges)
        case LevelFact():
            return st.sampled_from([text for name, label in fact.levels for text in (name, label.vi)])
        case YesNoFact():
            return st.sampled_from((True, False, "có", "không", "yes", "no"))
        case LatenessFact():
            return _delays(fact, edges)
        case _:
            return st.nothing()


def _beside(edges: Collection[Fraction], scale: int, low: int, high: int) -> st.SearchStrategy[int]:
    """Return whole numbers of steps in low..high: the ends, the edges with both neighbours, and any."""
    near = {int(edge * scale // 1) + by for edge in edges for by in (-1, 0, 1)} | {low, high}
    return st.sampled_from(sorted(step for step in near if low <= step <= high)) | st.integers(low, high)


def _counts(fact: CountFact, edges: Collection[Fraction]) -> st.SearchStrategy[object]:
    spellings = st.sampled_from((int, str, show, Decimal, float))
    return st.builds(lambda value, spell: spell(value), _beside(edges, 1, 0, fact.largest), spellings)


@st.composite
def _shares(draw: st.DrawFn, fact: ShareFact, edges: Collection[Fraction]) -> object:
    fitting = [edge for edge in edges if 0 <= edge <= fact.most and edge.denominator <= fact.largest]
    on_edge = draw(st.booleans())
    if fitting and on_edge:
        edge = draw(st.sampled_from(sorted(fitting)))
        whole = edge.denominator * draw(st.integers(1, min(9, fact.largest // edge.denominator)))
        part = int(edge * whole) + draw(st.sampled_from((-1, 0, 0, 1)))
    else:
        # 16ths, 48ths and 80ths of usual bases end in half a hundredth, where roundings differ.
        whole = min(fact.largest, draw(st.sampled_from((1, 16, 48, 80, fact.largest)) | st.integers(1, fact.largest)))
        part = draw(st.sampled_from((0, whole)) | st.integers(0, int(whole * fact.most)))
    part = min(max(part, 0), int(whole * fact.most))
    share = Fraction(part, whole)
    spellings: list[object] = [(part, whole), f"{part}/{whole}", {"part": part, "whole": whole}, share]
    if not show_percent(share).count("/"):
        spellings.append(show_percent(share, "en") if show_percent(share).count(".") else show_percent(share))
    per = {"percent": share * 100, "fraction": share}.get(fact.numbers or "")
    if per is not None and per.denominator == 1:
        spellings += [int(per), Decimal(int(per))]
        if fact.decimals is not None:
            spellings.append(float(per))
    return draw(st.sampled_from(spellings))


@st.composite
def _tables(draw: st.DrawFn, fact: ItemsFact) -> object:
    levels: list[dict[str, object]] = [{"level": name} for name, _ in fact.levels]
    faults: list[dict[str, object]] = [{"faults": times} for times in (0, 1, 5)]
    ways = [*levels, *([] if fact.per_fault is None else faults)]
    if not ways:
        return "0%"
    # Three rows of halves, thirds and quarters make a whole of 144 at most, one row of weight 1 a whole of 4.
    many = fact.largest >= _WIDE
    rows = [draw(st.sampled_from(ways)) for _ in range(draw(st.integers(1, 3)) if many else 1)]
    weights = st.sampled_from((1, 1, "0,5", Fraction(1, 2), 2)) if many else st.just(1)
    return [{"weight": draw(weights), **row} for row in rows]


def _numbers(fact: NumberFact | CohortFact, edges: Collection[Fraction]) -> st.SearchStrategy[object]:
    scale, slot = 10**fact.decimals, grid_of(fact)

    def spell(steps: int, how: int) -> object:
        value = Fraction(steps, scale)
        decimal = Decimal(steps).scaleb(-fact.decimals)
        # "1,234" is not ambiguous, a comma marks decimals; "1.234" would be.
        return (value, decimal, show(value) if abs(value) < _PLAIN else value, float(value))[how]

    lowest = Fraction(slot.low, scale)
    halves = [lowest + Fraction(odd, 200) for odd in (1, 3, 5)]  # where roundings to a hundredth differ
    return st.builds(spell, _beside([*edges, *halves], scale, slot.low, slot.high), st.integers(0, 3))


@st.composite
def _delays(draw: st.DrawFn, fact: LatenessFact, edges: Collection[Fraction]) -> object:
    if draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from((0, "đúng hạn")))
    if fact.holidays is not None and draw(st.booleans()):
        days = draw(_beside((), 1, 0, min(fact.largest, 800)))
        due = _START + timedelta(days=draw(st.integers(0, 60)))
        done = due + timedelta(days=days)
        return draw(st.sampled_from(({"due": due, "done": done}, (due.isoformat(), f"{done:%d/%m/%Y}"))))
    return {unit: draw(_beside(edges, 1, 0, fact.slot(unit).high)) for unit in TIME_UNITS}
