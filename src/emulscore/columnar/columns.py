"""Which columns of a table a fact may come from.

One fact is one column of the fact's own name, or several columns whose names begin with it:

=====================  =================================================================================
`ho_so`                the value as it is given for one unit: a count, a share as text («99,8%») or as a number where the
                       fact declares `numbers=`, a level by its name or words, yes or no, a state («never», «không phát sinh»)
`ho_so_dat`            the part of a share, a count; together with
`ho_so_tong`           its whole, a count
`ke_hoach_han`         the due day; together with
`ke_hoach_xong`        the day it was done
`ke_hoach_months_begun`  a lateness in one unit of time, under the unit's own name
`ho_so_trang_thai`     beside any of these: the state of a fact that has no value («never», «không phát sinh»), else null
=====================  =================================================================================

Null means that nothing was given. In pandas, NaN in a NumPy column is null too, as pandas itself has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal

from attrs import field, frozen

from emulscore.errors import Problem
from emulscore.facts import (
    TIME_UNITS,
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    YesNoFact,
)
from emulscore.reading import nearest
from emulscore.words import Words

__all__ = ["FINEST", "SUFFIXES", "ColumnKind", "Columns", "Source", "sources_of"]

ColumnKind = Literal["whole", "double", "flag", "day", "values", "empty", "other"]
"""What a column holds: whole numbers, doubles, yes or no, days, values to read one by one, nothing, or what no fact takes."""

SUFFIXES: Final[Mapping[str, str]] = {
    "value": "",
    "part": "_dat",
    "whole": "_tong",
    "due": "_han",
    "done": "_xong",
    "state": "_trang_thai",
    **{unit: f"_{unit}" for unit in TIME_UNITS},
}
"""What follows a fact's name in the names of its columns."""

FINEST: Final = 2**52
"""Numbers on a grid of more steps are not read as doubles by plain arithmetic."""

Columns = Mapping[str, str | Mapping[str, str]]
"""For facts whose columns have names of their own: the column, or the columns by part."""


@frozen
class Source:
    """Where one fact comes from.

    Attributes:
        fact: The fact.
        columns: The columns by part: `value`; `part` and `whole`; `due` and `done`; units of time; `state` beside them.
        kinds: What each of these columns holds, by part.
        known: Instead of columns, the whole numbers that hold for every unit, as a cohort's value.
    """

    fact: AnyFact
    columns: Mapping[str, str] = field(factory=dict, hash=False)
    kinds: Mapping[str, ColumnKind] = field(factory=dict, hash=False)
    known: Mapping[str, int] | None = field(default=None, hash=False)

    @property
    def values(self) -> dict[str, str]:
        """Return the columns without that of the state."""
        return {part: column for part, column in self.columns.items() if part != "state"}


def _forms(fact: AnyFact) -> list[tuple[str, ...]]:
    """Return the sets of parts that make up one value."""
    if isinstance(fact, ShareFact):
        return [("value",), ("part", "whole")]
    if isinstance(fact, LatenessFact):
        return [("value",), ("due", "done"), TIME_UNITS]
    return [("value",)]


def _takes(fact: AnyFact, part: str) -> frozenset[ColumnKind]:
    """Return the kinds of column that a part of a fact can be."""
    kinds: set[ColumnKind] = {"values", "empty"}
    if part == "state":
        return frozenset(kinds)
    if part in {"due", "done"}:
        kinds |= {"day"}
    elif part != "value" or isinstance(fact, CountFact | NumberFact | CohortFact):
        kinds |= {"whole", "double"}
    elif isinstance(fact, ShareFact):
        kinds |= set() if fact.numbers is None else {"whole"}
        kinds |= set() if fact.numbers is None or fact.decimals is None else {"double"}
    elif isinstance(fact, YesNoFact):
        kinds |= {"flag"}
    elif not isinstance(fact, LatenessFact | LevelFact):  # a kind of one's own reads its values one by one
        kinds |= {"whole", "double", "flag", "day"}
    return frozenset(kinds)


_KINDS: Final[Mapping[ColumnKind, Words]] = {
    "whole": Words("số nguyên", "whole numbers"),
    "double": Words("số thực", "floats"),
    "flag": Words("đúng hoặc sai", "booleans"),
    "day": Words("ngày", "days"),
    "values": Words("văn bản", "text"),
}


def _listed(kinds: frozenset[ColumnKind]) -> Words:
    shown = [words for kind, words in _KINDS.items() if kind in kinds]
    return Words(", ".join(words.vi for words in shown), ", ".join(words.text("en") for words in shown))


def _kind(fact: AnyFact, part: str, kind: ColumnKind) -> ColumnKind:
    """Return how a column is read: numbers whose grid is too fine for plain arithmetic are read one by one."""
    if part != "value" or kind not in {"whole", "double"}:
        return kind
    if isinstance(fact, ShareFact):
        decimals = (0 if kind == "whole" else fact.decimals or 0) + (2 if fact.numbers == "percent" else 0)
        return kind if 10**decimals <= fact.largest else "values"
    if isinstance(fact, CountFact | NumberFact | CohortFact):
        high = max(abs(end) for end in (fact.slots[-1].low, fact.slots[-1].high))
        return kind if kind == "whole" or high < FINEST else "values"
    return "values"


def _form(fact: AnyFact, here: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the parts that make up the value, or None where the columns fit none or more than one form."""
    given = set(here) - {"state"}
    for form in _forms(fact):
        complete = bool(given) if form is TIME_UNITS else given == set(form)
        if complete and given <= set(form):
            return tuple(part for part in form if part in given)
    return None


def _named(fact: AnyFact, columns: Columns) -> dict[str, str]:
    """Return the columns that a fact would come from, by part."""
    told = columns.get(fact.name)
    if isinstance(told, str):
        return {"value": told}
    if told is not None:
        return dict(told)
    parts = [part for form in _forms(fact) for part in form]
    return {part: f"{fact.name}{SUFFIXES[part]}" for part in (*parts, "state")}


def sources_of(
    facts: Mapping[str, AnyFact],
    schema: Mapping[str, ColumnKind],
    dtypes: Callable[[str], str],
    columns: Columns,
    known: Mapping[str, Mapping[str, int]],
) -> tuple[list[Source], list[Problem]]:
    """Find the columns of each fact, and say all at once which are missing or of the wrong type.

    Args:
        facts: The facts, by name.
        schema: What each column of the table holds.
        dtypes: Says the type of a column as its engine calls it.
        columns: Columns with names of their own, by fact.
        known: Facts that are the same for every unit, already read.
    """
    sources: list[Source] = []
    problems = [
        Problem("unknown-fact", fact=name, params={"nearest": nearest(name, facts)})
        for name in columns
        if name not in facts
    ]
    for name, fact in facts.items():
        if name in known:
            sources.append(Source(fact, known=known[name]))
            continue
        told = _named(fact, columns)
        lost = [column for column in told.values() if column not in schema] if name in columns else []
        here = {part: column for part, column in told.items() if column in schema}
        form = None if lost else _form(fact, here)
        if form is None:
            problems.append(_misfit(fact, told, here, schema, lost))
            continue
        kept = {part: here[part] for part in (*form, *(["state"] if "state" in here else []))}
        problems += _wrong_types(fact, kept, schema, dtypes)
        sources.append(Source(fact, kept, {part: _kind(fact, part, schema[column]) for part, column in kept.items()}))
    return sources, problems


def _misfit(
    fact: AnyFact, told: Mapping[str, str], here: Mapping[str, str], schema: Mapping[str, ColumnKind], lost: list[str]
) -> Problem:
    if here and not lost and set(here) != {"state"}:
        given = ", ".join(here.values())
        forms = Words(*(_choices(fact, told, word) for word in (" hoặc ", " or ")))
        return Problem("column-form", fact=fact.name, given=given, params={"forms": forms})
    column = lost[0] if lost else next(iter(told.values()))
    forms = Words(*(_choices(fact, told, word) for word in (" hoặc ", " or ")))
    return Problem("missing-column", fact=fact.name, params={"forms": forms, "nearest": nearest(column, schema)})


def _choices(fact: AnyFact, told: Mapping[str, str], word: str) -> str:
    shown = [
        " + ".join(told[part] for part in form)
        for form in _forms(fact)
        if form is not TIME_UNITS and set(form) <= set(told)
    ]
    shown += [told[unit] for unit in TIME_UNITS if unit in told]
    return word.join(shown)


def _wrong_types(
    fact: AnyFact, kept: Mapping[str, str], schema: Mapping[str, ColumnKind], dtypes: Callable[[str], str]
) -> Iterator[Problem]:
    for part, column in kept.items():
        takes = _takes(fact, part)
        if schema[column] not in takes:
            params = {"column": Words(column), "expected": _listed(takes)}
            yield Problem("column-type", fact=fact.name, given=dtypes(column), params=params)
