"""Random facts, the raw values that they take, and raw values that they must refuse."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen
from hypothesis import strategies as st

from emulscore.facts import (
    LARGEST,
    TIME_UNITS,
    AnyFact,
    AttainmentFact,
    CountFact,
    LatenessFact,
    LevelFact,
    PointsFact,
    ShareFact,
    State,
    YesNoFact,
)
from emulscore.numbers import show, show_percent
from emulscore.words import Words

__all__ = ["Spoiled", "facts", "plain_value", "spoiled_values", "values_of"]

_LABELS: Final = (None, "Hồ sơ đúng hạn", Words("văn bản {mật}, 100%", "papers {0}, 100%"))
_LEVELS: Final = (
    ("dai_hoc", Words("đại học trở lên", "university")),
    ("cao_dang", Words("cao đẳng", "college")),
    ("trung_cap", Words("trung cấp")),
    ("khac", Words("khác {x}", "other {x}")),
)
_HOLIDAYS: Final = (None, (date(2023, 9, 2), date(2023, 9, 4)))
_NUMBERS: Final[tuple[Literal["percent", "fraction"] | None, ...]] = (None, "percent", "fraction")
_START: Final = date(2023, 1, 15)
_KINDS: Final = (AttainmentFact, CountFact, LatenessFact, LevelFact, PointsFact, ShareFact, YesNoFact)


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
    if kind is CountFact:
        return CountFact(name, label=label, unit="lần", largest=draw(st.sampled_from((1, 3, 12, 40, 1000, LARGEST))))
    if kind is LatenessFact:
        days = draw(st.sampled_from((0, 30, 366, 3660)))
        return LatenessFact(name, label=label, largest=days, holidays=draw(st.sampled_from(_HOLIDAYS)))
    if kind is LevelFact:
        return LevelFact(name, label=label, levels=_LEVELS[: draw(st.integers(1, len(_LEVELS)))])
    if kind is YesNoFact:
        return YesNoFact(name, label=label)
    if kind is PointsFact:
        lowest = draw(st.sampled_from((Fraction(0), Fraction(-2), Fraction(1, 2))))
        highest = draw(st.sampled_from((Fraction(1), Fraction(8), Fraction(15, 2))))
        return PointsFact(name, label=label, lowest=lowest, largest=highest, decimals=draw(st.integers(1, 3)))
    largest = draw(st.sampled_from((1, 7, 48, 300, 10_000, LARGEST)))
    numbers, decimals = draw(st.sampled_from(_NUMBERS)), draw(st.sampled_from((None, 2, 4)))
    if kind is AttainmentFact:
        most = draw(st.sampled_from((Fraction(1), Fraction(3, 2), Fraction(3))))
        return AttainmentFact(name, label=label, largest=largest, numbers=numbers, decimals=decimals, most=most)
    return ShareFact(name, label=label, largest=largest, numbers=numbers, decimals=decimals)


def plain_value(fact: AnyFact) -> object:
    """Return one value that *fact* takes; None for a kind that is not the library's own."""
    match fact:
        case ShareFact():
            return (0, 1)
        case PointsFact():
            return Fraction(fact.slot.low, 10**fact.decimals)
        case LevelFact():
            return fact.names[0]
        case YesNoFact():
            return False
        case LatenessFact():
            return dict.fromkeys(TIME_UNITS, 0)
        case CountFact():
            return 0
        case _:
            return None


def values_of(fact: AnyFact, edges: Collection[Fraction] = ()) -> st.SearchStrategy[object]:
    """Return raw values that *fact* takes, in the spellings that people use; states are not among them.

    Args:
        fact: The fact.
        edges: Numbers that rules test it against; they, and the numbers beside them, are drawn often.
    """
    match fact:
        case CountFact():
            return _counts(fact, edges)
        case ShareFact():
            return _shares(fact, edges)
        case PointsFact():
            return _points(fact, edges)
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


def _points(fact: PointsFact, edges: Collection[Fraction]) -> st.SearchStrategy[object]:
    scale = 10**fact.decimals

    def spell(steps: int, how: int) -> object:
        value = Fraction(steps, scale)
        decimal = Decimal(steps).scaleb(-fact.decimals)
        return (value, decimal, show(value), float(value))[how]

    # "1,234" is not ambiguous: a comma marks decimals; a whole number of points needs no dots.
    halves = [fact.lowest + Fraction(odd, 200) for odd in (1, 3, 5)]  # where roundings to a hundredth differ
    return st.builds(spell, _beside([*edges, *halves], scale, fact.slot.low, fact.slot.high), st.integers(0, 3))


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


@frozen
class Spoiled:
    """A raw value that must be refused.

    Attributes:
        value: The value.
        code: The code of the refusal.
    """

    value: object
    code: str


def spoiled_values(fact: AnyFact) -> st.SearchStrategy[Spoiled]:
    """Return raw values that *fact* must refuse, each with the code of the refusal."""
    found: list[tuple[object, str]] = [(State.NOTHING, "not-a-state"), (State.MEASURED, "not-a-state")]
    match fact:
        case CountFact():
            found += [("99,80", "not-a-count"), ("99.80", "not-a-count"), (True, "not-a-count"), (None, "not-a-count")]
            found += [(Fraction(1, 2), "not-a-count"), (0.5, "not-a-count"), ("12%", "not-a-count")]
            found += [(-1, "negative"), ("-1", "negative"), (fact.largest + 1, "too-large")]
            found += [(float("nan"), "not-finite"), ("NaN", "not-finite"), ("9" * 70, "number-too-long")]
        case ShareFact():
            found += _spoiled_shares(fact)
        case PointsFact():
            off = Decimal(1).scaleb(-fact.decimals - 1)
            found += [(fact.largest + 1, "points-out-of-range"), (fact.lowest - 1, "points-out-of-range")]
            found += [(off, "off-grid"), (0.1 + 1e-9, "float-off-grid"), (float("inf"), "not-finite")]
            found += [("x", "not-a-number"), ("1/0", "division-by-zero"), ("1.234", "ambiguous-number")]
            found += [(None, "not-a-number"), (Decimal("1E+100"), "number-too-long")]
        case LevelFact():
            found += [("không có mức này", "unknown-level"), (0, "unknown-level"), (None, "unknown-level")]
        case YesNoFact():
            found += [("maybe", "not-yes-no"), (2, "not-yes-no"), (None, "not-yes-no")]
        case LatenessFact():
            found += [(-1, "negative"), ("sớm", "not-a-lateness"), ({}, "not-a-lateness"), (True, "not-a-lateness")]
            found += [({"due": "31/02/2023", "done": "01/03/2023"}, "not-a-date"), (("x", "y"), "not-a-date")]
            found += [({"months_begun": "1,5"}, "not-a-count"), ({"days": fact.largest + 1}, "too-large")]
            found += [({"due": "01/01/2000", "done": "01/01/2023"}, "too-large")]
        case _:
            pass
    return st.sampled_from([Spoiled(value, code) for value, code in found])


def _spoiled_shares(fact: ShareFact) -> list[tuple[object, str]]:
    over = show_percent(fact.most + 1)
    found: list[tuple[object, str]] = [
        ((1, 0), "some-of-zero"),
        (over, "share-out-of-range"),
        ("-1%", "share-out-of-range"),
        ((0, fact.largest + 1), "too-large"),
        ((-1, 5), "negative"),
        ("x%", "not-a-number"),
        (True, "not-a-share"),
        ((1, 2, 3), "not-a-share"),
        ({"part": 1}, "not-a-share"),
        (("99,80", "100"), "not-a-count"),
        ("1.234%", "ambiguous-number"),
        ("1/0%", "division-by-zero"),
        (float("nan"), "not-finite"),
    ]
    if int(fact.most) + 1 <= int(fact.largest * fact.most):
        found.append(((int(fact.most) + 1, 1), "part-exceeds-whole"))
    if fact.numbers is None:
        found += [(1, "percent-or-fraction"), ("0,5", "percent-or-fraction"), (Decimal("99.8"), "percent-or-fraction")]
    if fact.decimals is None:
        found.append((0.5, "float"))
    else:
        found.append((0.1 + 1e-9, "float-off-grid"))
    return found
