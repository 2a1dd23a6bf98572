"""Text into a tree and back: TOML and JSON, with exact numbers."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from decimal import Decimal
from typing import Literal

from emulscore.errors import FileError, Problem
from emulscore.files._expected import expected
from emulscore.files._toml import write_toml
from emulscore.files._trees import DEEPEST, Table, checked
from emulscore.words import Words

__all__ = ["LARGEST_FILE", "Format", "parse", "render", "unreadable"]

Format = Literal["toml", "json"]

LARGEST_FILE = 10_000_000
"""The largest file that is read where nothing else is said, in bytes."""

_LINE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){65}""")


def unreadable(reason: Words, form: str, given: object = None) -> FileError:
    """Return the error for a file that is not in the syntax it should be in."""
    shown = None if given is None else str(given)
    return FileError([Problem("unreadable", given=shown, params={"reason": reason, "format": Words(form)})])


def parse(text: str, form: Format) -> Table:
    """Read a text as a table; every decimal is exact.

    Raises:
        FileError: With the code `unreadable`, `too-deep`, `repeated-key`, or the code of a value.
    """
    try:
        tree = _json(text) if form == "json" else _toml(text)
    except RecursionError:
        raise FileError([Problem("too-deep", params={"limit": Words(str(DEEPEST))})]) from None
    except json.JSONDecodeError as error:
        raise unreadable(_place(error.lineno, error.colno, error.msg), "JSON") from None
    except tomllib.TOMLDecodeError as error:
        found = _LINE.fullmatch(str(error))
        reason = _place(int(found[2]), int(found[3]), found[1]) if found else Words(str(error))
        raise unreadable(reason, "TOML") from None
    except (ValueError, ArithmeticError):  # numbers of thousands of digits, days such as 2023-02-31
        reason = Words("một số hoặc một ngày không thể có", "a number or a day that cannot be")
        raise unreadable(reason, form.upper()) from None
    checked(tree)
    if not isinstance(tree, dict):
        raise FileError([expected("table").problem(given=type(tree).__name__)])
    return Table(tree)


def _place(line: int, column: int, reason: str) -> Words:
    return Words(f"dòng {line}, cột {column}: {reason}", f"line {line}, column {column}: {reason}")


def _toml(text: str) -> object:
    # A key of many parts costs its square to read, so it is refused before.
    if _LONG_KEY.search(text):
        raise RecursionError
    return tomllib.loads(text, parse_float=Decimal)


def _json(text: str) -> object:
    return json.loads(text, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=_table)


def _table(pairs: list[tuple[str, object]]) -> Table:
    table = Table(pairs)
    if len(table) < len(pairs):
        seen: set[str] = set()
        table.repeated = tuple(dict.fromkeys(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return table


def render(tree: dict[str, object], form: Format) -> str:
    """Write a tree as text that `parse` reads back to the same tree.

    Raises:
        FileError: Something in it cannot stand in a file.
    """
    checked(tree, writing=True)
    if form == "toml":
        return write_toml(tree)
    return json.dumps(tree, ensure_ascii=False, indent=2, default=_day) + "\n"


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    msg = f"not a value of a file: {value!r}"
    raise TypeError(msg)
