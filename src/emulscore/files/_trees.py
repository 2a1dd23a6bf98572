"""What a file holds before it means anything: tables, lists, texts, whole numbers, decimals, yes or no, days.

`checked` looks at a whole tree before anything else does, when reading and when writing, so that what is written can be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Protocol

from attrs import evolve

from emulscore.errors import FileError, Location, Problem, Refused, shorten
from emulscore.facts import read_date
from emulscore.files._expected import expected
from emulscore.limits import LIMITS, Limits
from emulscore.numbers import number
from emulscore.words import Words

__all__ = [
    "MOST_PROBLEMS",
    "NotSyntaxError",
    "Path",
    "Placing",
    "Spot",
    "Table",
    "at",
    "checked",
    "found_later",
    "path_text",
    "placed",
    "too_full",
    "unwritable",
]

Path = tuple[str | int, ...]
"""A place in a tree: keys and places in lists."""

Spot = tuple[int, int]
"""A place in a text: the line and the column, both from 1."""

MOST_PROBLEMS = 100  # of one file; a file with more is not the file that was meant

_PLAIN_KEY = re.compile(r"[\w-]+")
_LAYOUT = "\n\r\t"


class NotSyntaxError(Exception):
    """A text is not in the syntax that it should be in: why, at which line and column."""

    def __init__(self, reason: Words, line: int, column: int) -> None:
        super().__init__(reason, line, column)
        self.reason = reason
        self.spot = line, column


class Placing(Protocol):
    """Something that knows where in a text the values of a tree stand."""

    def place(self, path: Path, *, key: bool = False) -> Location:
        """Return where the value at a path stands, or its key; what is not there stands where it is missing."""


class Table(dict[str, object]):
    """A table that remembers which keys were given more than once, and that of a whole file where everything stands."""

    repeated: tuple[str, ...] = ()
    places: Placing | None = None

    @classmethod
    def of(cls, pairs: list[tuple[str, object]]) -> Table:
        """Put keys and values together; of a repeated key, the last value."""
        table = cls(pairs)
        if len(table) < len(pairs):
            seen: set[str] = set()
            table.repeated = tuple(dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
        return table


_OF_KEYS = frozenset({"unknown-key", "repeated-key"})


def placed(problem: Problem, tree: object, path: Path) -> Problem:
    """Say where in its file a problem stands, where that is known: at the key where the key is wrong, else at the value."""
    places = tree.places if isinstance(tree, Table) else None
    return problem if places is None else evolve(problem, place=places.place(path, key=problem.code in _OF_KEYS))


def found_later(problem: Problem, tree: object) -> Problem:
    """Say where what a problem is about stands, for one that was found after reading: by its path, its row or its fact."""
    places = tree.places if isinstance(tree, Table) else None
    return problem if places is None else evolve(problem, place=places.place(_about(tree, problem)))


def path_text(path: Path) -> str:
    """Write a path as people read it.

    >>> path_text(("items", 3, "rule", "per")), path_text(("claims", "III.2"))
    ('items[3].rule.per', 'claims["III.2"]')
    """
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            shown = shorten(step).strip("“”")
            text += f'["{shown}"]'
    return text


def at(tree: object, path: Path) -> tuple[object, str | None, str | None]:
    """Return what stands at *path*, and the row and the fact that it is in; None where there is nothing."""
    row = fact = None
    inside = ""
    for step in path:
        if isinstance(step, int) and isinstance(tree, list | tuple) and 0 <= step < len(tree):
            tree = tree[step]
            if isinstance(tree, Mapping):
                row = _short(tree.get("id")) if inside == "items" else row
                fact = _short(tree.get("name")) if inside == "facts" else fact
        elif isinstance(step, str) and isinstance(tree, Mapping):
            tree, inside = tree.get(step), step
        else:
            return None, row, fact
    return tree, row, fact


def _about(tree: object, problem: Problem) -> Path:
    stack: list[tuple[object, Path]] = [(tree, ())]
    found: Path = ()
    while stack:
        value, path = stack.pop()
        if problem.path is not None and path_text(path) == problem.path:
            return path
        inside = [(one, (*path, place)) for place, one in _inside(value)]
        stack += reversed(inside)
        _, row, fact = at(tree, path) if isinstance(value, Mapping) and not found else (None, None, None)
        named = path[-2:-1] in {("items",), ("facts",)}
        if named and ((row is not None and row == problem.row) or (fact is not None and fact == problem.fact)):
            found = path
    return found


def _inside(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list | tuple):
        yield from enumerate(value)


def _short(raw: object) -> str | None:
    return None if not isinstance(raw, str | int) or isinstance(raw, bool) else shorten(str(raw)).strip("“”")


def checked(tree: object, *, writing: bool = False, limits: Limits = LIMITS) -> None:
    """Refuse what no file may hold: nesting and values without end, repeated keys, control characters, numbers that are none.

    Args:
        tree: The tree.
        writing: Whether it is about to be written, when nothing (null) and floats are refused too.
        limits: How deep it may be, and how much it may hold.

    Raises:
        FileError: With the first problems, at most `MOST_PROBLEMS`.
    """
    problems: list[Problem] = []
    stack: list[tuple[object, Path]] = [(tree, ())]
    held = 0
    while stack and len(problems) < MOST_PROBLEMS:
        value, path = stack.pop()
        if len(path) > limits.depth:
            deep = Problem("too-deep", path=path_text(path[:3]) + "…", params={"limit": Words(str(limits.depth))})
            problems.append(placed(deep, tree, path))
            break
        held += len(value) if isinstance(value, Mapping | list | tuple) else 0
        if held > limits.values:
            raise too_full(limits)
        if isinstance(value, Mapping):
            problems += (placed(problem, tree, (*path, key)) for key, problem in _keys(value, path))
            stack += reversed([(inner, (*path, key)) for key, inner in value.items()])
        elif isinstance(value, list | tuple):
            stack += reversed([(inner, (*path, place)) for place, inner in enumerate(value)])
        else:
            try:
                _leaf(value)
                if writing and not isinstance(value, str | int | date):
                    raise Refused("float") if isinstance(value, float) else expected("value")
            except Refused as refused:
                problems.append(placed(refused.problem(path=path_text(path), given=value), tree, path))
    if problems:
        raise FileError(problems)


def too_full(limits: Limits) -> FileError:
    """Return the error for a file that holds more values than any that is meant."""
    return FileError([Refused("too-many-in-file", limit=limits.values).problem()])


def _keys(table: Mapping[str, object], path: Path) -> Iterator[tuple[str, Problem]]:
    if isinstance(table, Table):
        for key in table.repeated:
            yield key, Problem("repeated-key", path=path_text((*path, key)), params={"key": Words(shorten(key))})
    for key in table:
        try:
            _text(key)
        except Refused as refused:
            yield key, refused.problem(path=path_text((*path, key)), given=key)


def _leaf(value: object) -> None:
    if isinstance(value, str):
        _text(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number(value)
    elif isinstance(value, date):
        read_date(value)
    elif isinstance(value, time):
        raise expected("value")


def _text(text: str) -> None:
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in _LAYOUT for sign in text):
        raise expected("plain-text")


def unwritable(value: object) -> Refused | None:
    """Return why a measured value cannot stand in a file exactly, or None where it can."""
    if isinstance(value, float):
        return Refused("float")
    if isinstance(value, Mapping | list | tuple):
        inside = value.values() if isinstance(value, Mapping) else value
        return next((found for one in inside if (found := unwritable(one)) is not None), None)
    if isinstance(value, str | int | Decimal | date):
        return None
    return expected("value")
