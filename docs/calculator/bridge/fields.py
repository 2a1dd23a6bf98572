"""Between what stands in the fields of the form and what facts read: each way, to the letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import frozen

from emulscore import ItemsFact, LatenessFact, LevelFact, Refused, ShareFact, YesNoFact
from emulscore.days import show_day
from emulscore.errors import Problem
from emulscore.excel.entries import STATES, level_choices
from emulscore.excel.items import item_of
from emulscore.excel.opening import Cell
from emulscore.excel.raw import typed
from emulscore.facts import AnyFact, State, TimeUnit
from emulscore.facts._common import read_state
from emulscore.facts.lateness import read_date
from emulscore.numbers import number, show
from emulscore.words import Lang, Words

__all__ = ["Bad", "Taken", "fields_of", "taken"]

Fields = Mapping[str, Any]


@frozen
class Bad:
    """What cannot be taken, and the fields that it is about.

    Attributes:
        columns: The fields, by name; `items.2.weight` is one of the third item.
        problem: What is wrong.
    """

    columns: tuple[str, ...]
    problem: Problem


@frozen
class Taken:
    """What was typed for one fact.

    Attributes:
        raw: The raw value; None where nothing was typed, or where it cannot be taken.
        bad: What cannot be taken.
    """

    raw: object
    bad: tuple[Bad, ...]


def _cells(fields: Fields) -> dict[str, Cell]:
    return {name: Cell(text) for name, text in fields.items() if isinstance(text, str) and text.strip()}


def taken(fact: AnyFact, fields: Fields, unit: TimeUnit | None, row: str | None) -> Taken:
    """Read the fields of a fact, as a workbook's cells are read.

    Args:
        fact: The fact.
        fields: What was typed, by the name of the field; `items` is a list of them.
        unit: Of a lateness, the unit of time that the rules count in.
        row: The criterion that reads it first, for problems to name.
    """
    found = typed(fact, _cells(fields), unit)
    bad = [Bad(one.columns, one.refused.problem(row=row, fact=fact.name, given=one.given)) for one in found.bad]
    items = list(_items(fact, fields.get("items", ()), row, bad)) if isinstance(fact, ItemsFact) else []
    raw = found.raw
    if items and not bad:
        try:
            if raw is not None:
                raise Refused("several-values")  # noqa: TRY301 - told like every other refusal
            fact.read(items)
        except Refused as refused:
            bad.append(Bad(("items",), refused.problem(row=row, fact=fact.name)))
        raw = items
    return Taken(None if bad else raw, tuple(bad))


def _items(fact: ItemsFact, lines: Sequence[Fields], row: str | None, bad: list[Bad]) -> Iterator[object]:
    for place, line in enumerate(lines):
        found = item_of(fact, _cells(line))
        for one in found.bad:
            columns = tuple(f"items.{place}.{column}" for column in one.columns)
            bad.append(Bad(columns, one.refused.problem(row=row, fact=fact.name, given=one.given)))
        if found.raw is not None:
            yield found.raw


def fields_of(fact: AnyFact, raw: object, unit: TimeUnit | None, lang: Lang) -> dict[str, Any] | None:
    """Return the fields that say a raw value, None where none do: a lateness known in several units of time.

    >>> fields_of(ShareFact("ho_so"), (998, 1000), None, "vi"), fields_of(ShareFact("ho_so"), "99.8%", None, "vi")
    ({'first': '998', 'second': '1.000'}, {'other': '99,8%'})

    Args:
        fact: The fact.
        raw: A value that it reads.
        unit: Of a lateness, the unit of time that the rules count in.
        lang: The language of numbers and lists.
    """
    state = read_state(raw)
    if state is not None:
        return {"state": STATES[0 if state is State.NEVER else 1].text(lang)}
    match fact:
        case ItemsFact() if isinstance(raw, Sequence) and not isinstance(raw, str) and _are_items(raw):
            return {"items": [{key: _text(value, lang) for key, value in dict(item).items()} for item in raw]}
        case ShareFact():
            return _share(raw, lang)
        case LatenessFact():
            return _late(raw, unit, lang)
        case YesNoFact():
            answer = raw if isinstance(raw, bool) else bool(fact.read(raw)[fact.name])
            return {"first": Words("có", "yes").text(lang) if answer else Words("không", "no").text(lang)}
        case LevelFact():
            return {"first": level_choices(fact, lang)[fact.read(raw)[fact.name]].text(lang)}
        case _:
            return {"first": _text(raw, lang)}


def _are_items(raw: Sequence[object]) -> bool:
    return all(isinstance(item, Mapping) for item in raw)


def _text(raw: object, lang: Lang) -> str:
    """Write a value as people type it; what is no number stays as it is."""
    text = str(raw)
    percent = text.endswith("%")
    if isinstance(raw, int | Fraction) or text.replace(".", "", 1).removesuffix("%").isdigit():
        value = number(text.removesuffix("%"))
        return show(value, lang) + ("%" if percent else "")
    return text


def _share(raw: object, lang: Lang) -> dict[str, Any]:
    if isinstance(raw, str) and "/" in raw and not raw.rstrip().endswith("%"):
        raw = tuple(part.strip() for part in raw.split("/"))
    if isinstance(raw, Mapping):
        raw = raw["part"], raw["whole"]
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        first, second = raw
        return {"first": _text(first, lang), "second": _text(second, lang)}
    return {"other": _text(raw, lang)}


def _late(raw: object, unit: TimeUnit | None, lang: Lang) -> dict[str, Any] | None:
    if isinstance(raw, Mapping) and set(raw) == {"due", "done"}:
        raw = raw["due"], raw["done"]
    if isinstance(raw, Mapping):
        return {"other": _text(raw[unit], lang)} if unit is not None and set(raw) == {unit} else None
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        first, second = (_day(read_date(one), lang) for one in raw)
        return {"first": first, "second": second}
    return {"other": Words("đúng hạn", "on time").text(lang) if not raw else str(raw)}


def _day(day: date, lang: Lang) -> str:
    return show_day(day) if lang == "vi" else day.isoformat()
