"""From what stands in cells to the raw value of a fact, exactly as it was typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.errors import Refused
from emulscore.excel.entries import STATES
from emulscore.excel.opening import Cell
from emulscore.facts import (
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    TimeUnit,
    read_date,
)
from emulscore.facts._common import read_state, read_units
from emulscore.numbers import exact_text, number, to_decimal
from emulscore.words import Words, nfc

__all__ = ["Bad", "Typed", "exact", "plain", "points_of", "text_of", "typed", "whole"]

_TEXT: Final = Words("văn bản", "a text")
_PAIR: Final = ("first", "second")
_WAYS: Final = (_PAIR, ("other",), ("state",))
"""The ways to give a value: its own cells, another spelling of it, or that there is none."""


@frozen
class Bad:
    """What cannot be taken.

    Attributes:
        columns: The columns of the cells that it is about, by name.
        refused: What is wrong.
        given: What stands there.
    """

    columns: tuple[str, ...]
    refused: Refused
    given: object = None


@frozen
class Typed:
    """What was typed for one fact.

    Attributes:
        raw: The raw value; None where nothing was typed, or where it cannot be taken.
        bad: What cannot be taken.
    """

    raw: object = None
    bad: tuple[Bad, ...] = ()


def plain(cell: Cell) -> object:
    """Return what was typed; a day without its midnight.

    Raises:
        Refused: It is a formula (`formula`); what a program once worked out of it is not looked at.
    """
    if cell.formula:
        raise Refused("formula")
    value = cell.value
    return value.date() if isinstance(value, datetime) and value.time() == time.min else value


def text_of(cell: Cell) -> str | None:
    """Return the text of a cell, None where it is empty; a whole number is read as its digits.

    Raises:
        Refused: With the code `formula` or `wrong-value`.
    """
    value = plain(cell)
    if isinstance(value, int) and not isinstance(value, bool) and not cell.percent:
        return str(value)
    if value is not None and not isinstance(value, str):
        raise Refused("wrong-value", expected=_TEXT)
    return None if value is None else nfc(value).strip()


def exact(cell: Cell, decimals: int | None, *, percent: bool = False) -> object:
    """Return a cell's value without a float in it.

    Excel holds every number as a double. One with decimals is taken where it is the double nearest to a number with
    *decimals* decimals, and becomes that number. A cell that is shown as a percentage holds a fraction of one; where
    *percent* says that the fact is a share it becomes the percentage that is shown, otherwise it is refused.

    >>> exact(Cell(12.5), 1), exact(Cell(0.998, percent=True), 3, percent=True), exact(Cell("99,8%"), None)
    (Decimal('12.5'), '99.8%', '99,8%')

    Args:
        cell: The cell.
        decimals: How many decimals a number in it may have; of a percentage, those of the fraction. None refuses decimals.
        percent: Whether a percentage is taken.

    Raises:
        Refused: With the code `formula`, `percent-format`, `float`, `float-off-grid` or `not-finite`.
    """
    value = plain(cell)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if cell.percent and not percent:
        raise Refused("percent-format")
    if isinstance(value, float) and decimals is None:
        raise Refused("float")
    places = decimals or 0
    steps = value * 10**places if isinstance(value, int) else read_units(value, places)
    share = Fraction(steps, 10**places)
    if cell.percent:
        return exact_text(share * 100) + "%"
    return share.numerator if share.denominator == 1 else to_decimal(share, Fraction(1, 10**places))


def points_of(cell: Cell, decimals: int) -> Fraction | None:
    """Return claimed points, None where there are none.

    Raises:
        Refused: As `exact` and `number`.
    """
    value = exact(cell, decimals)
    return None if value is None else number(value)  # type: ignore[arg-type] # number() refuses what is none


def typed(fact: AnyFact, cells: Mapping[str, Cell], unit: TimeUnit | None = None) -> Typed:
    """Return what was typed for a fact.

    Args:
        fact: The fact.
        cells: Its cells that are not empty, by the name of their columns.
        unit: Of a lateness, the unit of time that the rules count in.
    """
    bad = [Bad((name,), Refused("formula"), cell.value) for name, cell in cells.items() if cell.formula]
    if not isinstance(fact, ShareFact | LatenessFact):
        bad += [
            Bad((name,), Refused("closed-cell"), cells[name].value) for name in ("second", "other") if name in cells
        ]
    ways = [tuple(name for name in way if name in cells) for way in _WAYS]
    used = [way for way in ways if way]
    if len(used) > 1:
        columns = tuple(name for way in used for name in way)
        bad.append(Bad(columns, Refused("several-values"), ", ".join(str(cells[name].value) for name in columns)))
    if bad or not used:
        return Typed(None, tuple(bad))
    (columns,) = used
    bad = list(_apart(fact, cells, columns))
    if bad:
        return Typed(None, tuple(bad))
    raw: object = None
    try:
        raw = _raw(fact, {name: cells[name] for name in columns}, unit)
        fact.read(raw)
    except Refused as refused:
        given = cells[columns[0]].value if len(columns) == 1 else raw
        return Typed(None, (Bad(columns, refused, given),))
    return Typed(raw)


def _alone(fact: AnyFact, cells: Mapping[str, Cell]) -> bool:
    """Say whether a share was written into the first cell: with its % or as a quotient, and so without a whole."""
    first = cells["first"]
    text = first.value if isinstance(first.value, str) else ""
    return isinstance(fact, ShareFact) and (first.percent or "%" in text or "/" in text)


def _apart(fact: AnyFact, cells: Mapping[str, Cell], columns: tuple[str, ...]) -> Iterator[Bad]:
    """Yield what is wrong with each cell of a pair by itself."""
    if not isinstance(fact, ShareFact | LatenessFact) or not set(columns) <= set(_PAIR):
        return
    if columns == ("first",) and _alone(fact, cells):
        return
    for name in _PAIR:
        cell = cells.get(name)
        if cell is None:
            yield Bad((name,), Refused("empty-cell"))
            continue
        try:
            if isinstance(fact, LatenessFact):
                read_date(plain(cell))
            else:
                most = int(fact.largest * fact.most) if name == "first" else fact.largest
                CountFact("so_dem", largest=most).read(_count(cell))
        except Refused as refused:
            yield Bad((name,), refused, cell.value)


def whole(cell: Cell) -> int:
    """Return the count in a cell, however it was typed.

    Raises:
        Refused: As `CountFact.read`.
    """
    return CountFact("so_dem").read(_count(cell))["so_dem"]


def _count(cell: Cell) -> object:
    if cell.percent and not isinstance(cell.value, str):
        raise Refused("percent-format")
    value = plain(cell)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _raw(fact: AnyFact, cells: Mapping[str, Cell], unit: TimeUnit | None) -> object:
    if "state" in cells:
        state = plain(cells["state"])
        if read_state(state) is None:
            raise Refused("unknown-level", levels=Words(*(", ".join(map(str, one)) for one in _STATES)))
        return state
    if isinstance(fact, LatenessFact):
        return _lateness(cells, unit)
    if isinstance(fact, ShareFact):
        return _share(fact, cells)
    first = cells["first"]
    match fact:
        case CountFact():
            return _count(first)
        case CohortFact():
            return exact(first, fact.decimals, percent=fact.percent)
        case NumberFact():
            return exact(first, fact.decimals)
        case LevelFact():
            # A level called "1" is kept as a number where the cell lost its format.
            value = plain(first)
            return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        case _:
            return plain(first)


_STATES: Final = ([state.vi for state in STATES], [state.text("en") for state in STATES])


def _share(fact: ShareFact, cells: Mapping[str, Cell]) -> object:
    if "second" in cells:
        return _count(cells["first"]), _count(cells["second"])
    cell = cells.get("other") or cells["first"]
    decimals = fact.decimals
    if cell.percent and decimals is not None and fact.numbers != "fraction":
        decimals += 2  # they are those of the percentage, and the cell holds a fraction of one
    return exact(cell, decimals, percent=True)


def _lateness(cells: Mapping[str, Cell], unit: TimeUnit | None) -> object:
    if "other" not in cells:
        due, done = (plain(cells[name]) for name in _PAIR)
        return {"due": _day(due), "done": _day(done)}
    value = _count(cells["other"])
    whole = isinstance(value, int) and not isinstance(value, bool)
    digits = isinstance(value, str) and value.strip().replace(".", "").isdigit()
    return {unit: value} if unit is not None and (whole or digits) else value


def _day(value: object) -> object:
    return value if isinstance(value, str | date) else read_date(value)
