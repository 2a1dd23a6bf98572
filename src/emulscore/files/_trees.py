"""What a file holds before it means anything: tables, lists, texts, whole numbers, decimals, yes or no, days.

`checked` looks at a whole tree before anything else does, when reading and when writing, so that what is written can be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal

from emulscore.errors import FileError, Problem, Refused, shorten
from emulscore.facts import read_date
from emulscore.files._expected import expected
from emulscore.numbers import number
from emulscore.words import Words

__all__ = ["DEEPEST", "MOST_PROBLEMS", "Path", "Table", "at", "checked", "path_text", "unwritable"]

Path = tuple[str | int, ...]
"""A place in a tree: keys and places in lists."""

DEEPEST = 64  # tables and lists inside each other; a scheme in use has fewer than ten
MOST_PROBLEMS = 100  # of one file; a file with more is not the file that was meant

_PLAIN_KEY = re.compile(r"[\w-]+")
_LAYOUT = "\n\r\t"


class Table(dict[str, object]):
    """A table that remembers which keys were given more than once."""

    repeated: tuple[str, ...] = ()


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


def _short(raw: object) -> str | None:
    return None if not isinstance(raw, str | int) or isinstance(raw, bool) else shorten(str(raw)).strip("“”")


def checked(tree: object, *, writing: bool = False) -> None:
    """Refuse what no file may hold: nesting without end, repeated keys, control characters, numbers that are none.

    Args:
        tree: The tree.
        writing: Whether it is about to be written, when nothing (null) and floats are refused too.

    Raises:
        FileError: With the first problems, at most `MOST_PROBLEMS`.
    """
    problems: list[Problem] = []
    stack: list[tuple[object, Path]] = [(tree, ())]
    while stack and len(problems) < MOST_PROBLEMS:
        value, path = stack.pop()
        where = path_text(path)
        if len(path) > DEEPEST:
            problems.append(Problem("too-deep", path=path_text(path[:3]) + "…", params={"limit": Words(str(DEEPEST))}))
            break
        if isinstance(value, Mapping):
            problems += _keys(value, path)
            stack += reversed([(inner, (*path, key)) for key, inner in value.items()])
        elif isinstance(value, list | tuple):
            stack += reversed([(inner, (*path, place)) for place, inner in enumerate(value)])
        else:
            try:
                _leaf(value)
                if writing and (refused := unwritable(value)) is not None:
                    raise refused
            except Refused as refused:
                problems.append(refused.problem(path=where, given=value))
    if problems:
        raise FileError(problems)


def _keys(table: Mapping[str, object], path: Path) -> Iterator[Problem]:
    if isinstance(table, Table):
        for key in table.repeated:
            yield Problem("repeated-key", path=path_text((*path, key)), params={"key": Words(shorten(key))})
    for key in table:
        try:
            _text(key)
        except Refused as refused:
            yield refused.problem(path=path_text((*path, key)), given=key)


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
