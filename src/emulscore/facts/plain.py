"""Raw values in their plainest forms, read at once: whole numbers, pairs of them, decimals, percentages.

What a value means is said by the fact's own `read`. Whatever is not plain, and whatever is refused, is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from math import gcd
from typing import Any, Final, Protocol, TypeVar

from emulscore.facts._common import AnyFact
from emulscore.facts.lateness import TIME_UNITS, LatenessFact
from emulscore.facts.named import YesNoFact
from emulscore.facts.numeric import AttainmentFact, CountFact, NumberFact, PointsFact, ShareFact

__all__ = ["Fill", "filler"]

K = TypeVar("K", bound=Hashable)
K_contra = TypeVar("K_contra", bound=Hashable, contravariant=True)

_DECIMALS: Final = re.compile(
    r"(\d{1,9})(?:[.,](\d\d?))?", re.ASCII
)  # never three, which after a dot may be a thousand
_PERCENTAGE: Final = re.compile(r"(\d{1,3})(?:[.,](\d\d?))?%", re.ASCII)
_PAIR: Final = 2
_KEPT: Final = 10_000
"""How many texts of one fact are remembered at most: every hundredth of a percent."""


class Cells(Protocol[K_contra]):
    """Where whole numbers go: a list by place, or a dictionary by the name of the slot."""

    def __setitem__(self, key: K_contra, value: int, /) -> None: ...


Fill = Callable[[object, Cells[K]], None]
"""Reads a raw value into cells; raises `Refused` where the fact's `read` does."""

_Found = tuple[tuple[K, int], ...]
"""What a value means: keys of cells, each with its whole number."""


def filler(fact: AnyFact, keys: Mapping[str, K]) -> Fill[K]:
    """Return a function that reads raw values of *fact* into cells, to the same numbers as its `read`.

    >>> cells = {}
    >>> filler(CountFact("tre"), {"tre.state": "tre.state", "tre": "tre"})(48, cells)
    >>> cells
    {'tre.state': 0, 'tre': 48}

    Args:
        fact: The fact.
        keys: The key of each of the fact's slots among the cells.
    """
    return _MAKERS.get(type(fact), _general)(fact, keys)


def _general(fact: AnyFact, keys: Mapping[str, K], plain: Callable[[str], _Found[K] | None] | None = None) -> Fill[K]:
    """Return what reads every form; a text that was read before is not read again, and *plain* is asked first."""
    texts: dict[str, _Found[K]] = {}

    def fill(raw: object, cells: Cells[K]) -> None:
        text = raw if type(raw) is str else None
        found = None if text is None else texts.get(text)
        if found is None:
            found = None if text is None or plain is None else plain(text)
            if found is None:
                found = tuple((keys[slot], value) for slot, value in fact.read(raw).items())
            if text is not None and len(texts) < _KEPT:
                texts[text] = found
        for key, value in found:
            cells[key] = value

    return fill


def _count(fact: CountFact, keys: Mapping[str, K]) -> Fill[K]:
    state, value = (keys[slot.name] for slot in fact.slots)
    largest, read = fact.largest, _general(fact, keys)

    def fill(raw: object, cells: Cells[K]) -> None:
        if type(raw) is int and 0 <= raw <= largest:
            cells[state] = 0
            cells[value] = raw
        else:
            read(raw, cells)

    return fill


def _share(fact: ShareFact, keys: Mapping[str, K]) -> Fill[K]:
    state, top, bottom = (keys[slot.name] for slot in fact.slots)
    largest, most, least = fact.largest, fact.most.numerator, fact.most.denominator

    def percentage(text: str) -> _Found[K] | None:
        found = _PERCENTAGE.fullmatch(text)
        if found is None:
            return None
        part = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
        common = gcd(part, 10_000)
        part, whole = part // common, 10_000 // common
        fits = whole <= largest and part * least <= whole * most
        return ((state, 0), (top, part), (bottom, whole)) if fits else None

    read = _general(fact, keys, percentage)

    def fill(raw: object, cells: Cells[K]) -> None:
        kind = type(raw)
        part: object = None
        whole: object = None
        if kind is tuple or kind is list:
            if len(raw) == _PAIR:  # type: ignore[arg-type] # a tuple or a list
                part, whole = raw  # type: ignore[misc] # as above
        elif kind is dict and len(raw) == _PAIR:  # type: ignore[arg-type] # a dictionary
            part, whole = raw.get("part"), raw.get("whole")  # type: ignore[attr-defined] # as above
        if (
            type(part) is int
            and type(whole) is int
            and 0 < whole <= largest
            and part >= 0
            and (part <= whole or part * least <= whole * most)
        ):
            cells[state] = 0
            cells[top] = part
            cells[bottom] = whole
        else:
            read(raw, cells)

    return fill


def _number(fact: NumberFact, keys: Mapping[str, K]) -> Fill[K]:
    state, value = (keys[slot.name] for slot in fact.slots)
    low, high, decimals = fact.slot.low, fact.slot.high, fact.decimals
    scale = 10**decimals

    def written(text: str) -> _Found[K] | None:
        found = _DECIMALS.fullmatch(text)
        after = "" if found is None else found[2] or ""
        if found is None or len(after) > decimals:
            return None
        units = int(found[1] + after) * 10 ** (decimals - len(after))
        return ((state, 0), (value, units)) if low <= units <= high else None

    read = _general(fact, keys, written)

    def fill(raw: object, cells: Cells[K]) -> None:
        if type(raw) is int and low <= raw * scale <= high:
            cells[state] = 0
            cells[value] = raw * scale
        elif type(raw) is Decimal and (found := written(str(raw))):
            cells[state] = 0
            cells[value] = found[1][1]
        else:
            read(raw, cells)

    return fill


def _answer(fact: YesNoFact, keys: Mapping[str, K]) -> Fill[K]:
    state, value = (keys[slot.name] for slot in fact.slots)
    read = _general(fact, keys)

    def fill(raw: object, cells: Cells[K]) -> None:
        if type(raw) is bool:
            cells[state] = 0
            cells[value] = int(raw)
        else:
            read(raw, cells)

    return fill


def _delay(fact: LatenessFact, keys: Mapping[str, K]) -> Fill[K]:
    state = keys[fact.state_slot.name]
    units = {unit: (keys[fact.slot(unit).name], fact.slot(unit).high) for unit in TIME_UNITS}
    places, read = tuple(key for key, _ in units.values()), _general(fact, keys)

    def fill(raw: object, cells: Cells[K]) -> None:
        if type(raw) is dict and len(raw) == 1:
            for unit, late in raw.items():
                found = units.get(unit)
                if found is not None and type(late) is int and 0 <= late <= found[1]:
                    cells[state] = 0
                    cells[found[0]] = late
                    return
        elif type(raw) is int and not raw:
            cells[state] = 0
            for key in places:
                cells[key] = 0
            return
        read(raw, cells)

    return fill


# By the class itself: what is made from one of them, as a table of items, may read the same form in another way.
_MAKERS: Final[dict[type, Callable[[Any, Mapping[str, Any]], Fill[Any]]]] = {
    CountFact: _count,
    ShareFact: _share,
    AttainmentFact: _share,
    NumberFact: _number,
    PointsFact: _number,
    YesNoFact: _answer,
    LatenessFact: _delay,
}
