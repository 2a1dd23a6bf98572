"""Values and moves in words: numbers with their units, levels by their labels, lateness by its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from emulscore.days import show_day
from emulscore.facts import TIME_UNITS, AnyFact, LatenessFact, LevelFact, PointsFact, State, time_unit_words
from emulscore.facts.lateness import read_date
from emulscore.figures import figure, is_percentage
from emulscore.words import Words, filled

__all__ = ["given_in_counts", "last_day", "move_words", "value_words"]

_STATES: Final = {
    State.NEVER: Words("không thực hiện", "never happened"),
    State.NOT_APPLICABLE: Words("không phát sinh", "did not arise"),
    State.NOTHING: Words("không có đối tượng", "nothing to count"),
    True: Words("có", "yes"),
    False: Words("không", "no"),
}
_POINTS: Final = Words("điểm", "points")
_ON_TIME: Final = Words("đúng hạn", "on time")
_PAIR: Final = 2


def both(vi: str, en: str, *parts: Words) -> Words:
    """Fill texts into a sentence of each language."""
    return filled(Words(vi, en), *parts)


def given_in_counts(raw: object) -> bool:
    """Say whether a share was given as a part and a whole, and not as a percentage.

    >>> given_in_counts((3, 4)), given_in_counts("3/4"), given_in_counts("75%")
    (True, True, False)
    """
    if isinstance(raw, str):
        return "/" in raw and not is_percentage(raw)
    return isinstance(raw, Mapping | Sequence)


def value_words(fact: AnyFact, raw: object, *, counts: bool = True) -> Words:
    """Say a value of a fact as people write it.

    >>> from emulscore.facts import CountFact, ShareFact
    >>> value_words(CountFact("tre", unit=Words("lần", "times")), 3)
    Words('3 lần', '3 times')
    >>> value_words(ShareFact("ho_so"), (757, 1000), counts=False).vi, value_words(ShareFact("ho_so"), (757, 1000)).vi
    ('75,7%', '757/1.000')

    Args:
        fact: The fact.
        raw: The raw value, as the fact gives it back.
        counts: Whether a share is said as its two counts, and not as a percentage.
    """
    if isinstance(raw, bool | State):
        return _STATES[raw]
    if isinstance(raw, str):
        label = dict(fact.levels).get(raw) if isinstance(fact, LevelFact) else None
        return label or Words(raw)
    if isinstance(raw, Mapping):
        return _late(raw)
    if isinstance(raw, Sequence) and len(raw) == _PAIR:
        part, whole = raw
        if not counts:
            return figure(Fraction(part, whole), percent=True)
        return both("{}/{}", "{}/{}", figure(part), figure(whole))
    if not isinstance(raw, int | Decimal | Fraction):
        return Words(str(raw))
    unit = _POINTS if isinstance(fact, PointsFact) else getattr(fact, "unit", None)
    number = figure(Fraction(raw))
    if unit is None:
        return number
    one = Words(unit.vi, unit.text("en").removesuffix("s") if raw == 1 else unit.text("en"))
    return both("{} {}", "{} {}", number, one)


def _late(raw: Mapping[str, object]) -> Words:
    """Say how late something was, in the units that are known."""
    said = [
        both("trễ {} {}", "late by {} {}", figure(number), _time(unit, one=number == 1))
        for unit in TIME_UNITS
        if isinstance(number := raw.get(unit), int) and number
    ]
    return both(", ".join(["{}"] * len(said)), ", ".join(["{}"] * len(said)), *said) if said else _ON_TIME


def _time(unit: str, *, one: bool) -> Words:
    words = time_unit_words(next(known for known in TIME_UNITS if known == unit))
    en = words.text("en").removesuffix(" begun")
    return Words(words.vi.partition(" (")[0], en.removesuffix("s") if one else en)


def move_words(fact: AnyFact, before: object, after: object, whole: int | None, given: object = None) -> Words:
    """Say how a fact moves: from what to what; of a share given in counts, how many more or fewer.

    >>> from emulscore.facts import ShareFact
    >>> ho_so = ShareFact("ho_so", unit=Words("hồ sơ", "dossiers"))
    >>> print(move_words(ho_so, (199_600, 200_000), (199_700, 200_000), 200_000, "199600/200000"))
    trong 200.000 hồ sơ, thêm 100
    >>> print(move_words(ho_so, (7570, 10_000), (7575, 10_000), 10_000, "75,7%"))
    từ 75,7% lên 75,75%

    Args:
        fact: The fact.
        before: The raw value now.
        after: The raw value after the move.
        whole: Of a share in counts, its whole.
        given: The value as the unit gave it.
    """
    counts = given_in_counts(given)
    if isinstance(before, tuple) and isinstance(after, tuple):
        change = after[0] - before[0]
        if counts and whole is not None:
            unit = getattr(fact, "unit", None)
            of = figure(whole) if unit is None else both("{} {}", "{} {}", figure(whole), unit)
            more = both("trong {}, thêm {}", "of {}, {} more", of, figure(change))
            return more if change > 0 else both("trong {}, bớt {}", "of {}, {} fewer", of, figure(-change))
        up = change > 0
    elif isinstance(fact, LatenessFact) and isinstance(after, Mapping):
        return _late_words(fact, before, after, given)
    elif isinstance(before, str | bool):
        return both("từ “{}” thành “{}”", "from “{}” to “{}”", value_words(fact, before), value_words(fact, after))
    else:
        up = Fraction(str(after)) > Fraction(str(before))
    ends = (value_words(fact, one, counts=counts) for one in (before, after))
    return both("từ {} lên {}" if up else "từ {} xuống {}", "from {} to {}", *ends)


def _late_words(fact: LatenessFact, before: object, after: Mapping[str, object], given: object) -> Words:
    now, then = value_words(fact, before), value_words(fact, after)
    last = last_day(fact, after, given)
    if last is None:
        return both("{}, thay vì {}", "{} instead of {}", then, now)
    day = Words(f"ngày {show_day(last)}", last.isoformat())
    return both(
        "hoàn thành chậm nhất {} ({}, thay vì {})", "done by {} at the latest ({} instead of {})", day, then, now
    )


def last_day(fact: LatenessFact, late: Mapping[str, object], given: object) -> date | None:
    """Return the last day on which something is no later than *late* says; None where its due day is not given.

    >>> given = {"due": "15/12/2025", "done": "20/01/2026"}
    >>> last_day(LatenessFact("bao_cao"), {"months_begun": 1}, given)
    datetime.date(2026, 1, 15)
    """
    if isinstance(given, Mapping) and set(given) == {"due", "done"}:
        due = read_date(given["due"])
    elif isinstance(given, Sequence) and not isinstance(given, str) and len(given) == _PAIR:
        due = read_date(given[0])
    else:
        return None
    first, beyond = 0, fact.largest + 1  # on time it is no later; one day more than can be given it is
    while beyond - first > 1:
        middle = (first + beyond) // 2
        found = fact.read((due, due + timedelta(days=middle)))
        fits = all(found[f"{fact.name}.{unit}"] <= most for unit, most in late.items() if isinstance(most, int))
        first, beyond = (middle, beyond) if fits else (first, middle)
    return due + timedelta(days=first)
