"""Text into a tree and back: TOML, JSON and YAML, with exact numbers."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from emulscore.errors import FileError, Location, Problem
from emulscore.files._expected import expected
from emulscore.files._places import Places, end_of
from emulscore.files._toml import write_toml
from emulscore.files._toml_reasons import toml_reason
from emulscore.files._trees import NotSyntaxError, Table, checked, too_full
from emulscore.files._yaml import read_yaml, write_yaml
from emulscore.limits import LIMITS, Limits
from emulscore.words import Words

__all__ = ["Format", "parse", "render", "unreadable"]

Format = Literal["toml", "json", "yaml"]

_LINE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
_LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){65}""")

_ON_ANY_STACK: Final = 1000
_ALL_BUT_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[^]["{}]++', re.DOTALL)


def unreadable(reason: Words, form: str, given: object = None, place: Location | None = None) -> FileError:
    """Return the error for a file that is not in the syntax it should be in."""
    shown = None if given is None else str(given)
    return FileError(
        [Problem("unreadable", given=shown, place=place, params={"reason": reason, "format": Words(form)})]
    )


def parse(text: str, form: Format, file: str | None = None, *, limits: Limits = LIMITS) -> Table:
    """Read a text as a table; every decimal is exact.

    Args:
        text: The text.
        form: Its format.
        file: The name of the file, to be said in problems.
        limits: How much it may hold.

    Raises:
        FileError: With the code `unreadable`, `too-deep`, `too-many-in-file`, `repeated-key`, or the code of a value.
    """
    try:
        tree = _READERS[form](text, limits)
    except FileError:  # it is a ValueError too
        raise
    except RecursionError:
        # A stack that is too short for more is not told of a limit that is higher.
        least = min(limits.depth, LIMITS.depth)
        raise FileError([Problem("too-deep", params={"limit": Words(str(least))})]) from None
    except NotSyntaxError as error:
        raise unreadable(error.reason, form.upper(), place=Location(*error.spot, file)) from None
    except (ValueError, ArithmeticError):  # numbers of thousands of digits, days such as 2023-02-31
        reason = Words("một số hoặc một ngày không thể có", "a number or a day that cannot be")
        raise unreadable(reason, form.upper()) from None
    if isinstance(tree, dict):
        tree = Table(tree) if not isinstance(tree, Table) else tree
        tree.places = Places(text, form, file, limits=limits)
    checked(tree, limits=limits)
    if not isinstance(tree, Table):
        raise FileError([expected("table").problem(given=type(tree).__name__)])
    return tree


def _toml(text: str, limits: Limits) -> object:
    # The parser takes a microsecond for a sign and a hundred for a table: tables without end are not begun.
    if text.count("=") + text.count("[") > limits.values:
        raise too_full(limits)
    # A key of many parts costs its square to read, so it is refused before.
    if _LONG_KEY.search(text):
        raise RecursionError
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.fullmatch(str(error))
        spot = (int(found[2]), int(found[3])) if found else end_of(text)
        reason = found[1] if found else str(error).removesuffix(" (at end of document)")
        raise NotSyntaxError(toml_reason(text, reason, *spot), *spot) from None


def _json(text: str, _: Limits) -> object:
    # The parser goes down in C; a browser's stack ends the program before the parser says that it is too short.
    if _nests_beyond(_ON_ANY_STACK, text):
        raise RecursionError
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=Table.of)
    except json.JSONDecodeError as error:
        raise NotSyntaxError(Words(error.msg), error.lineno, error.colno) from None


def _nests_beyond(depth: int, text: str) -> bool:
    """Say whether brackets stand more than *depth* deep in a text of JSON."""
    now = 0
    for bracket in _ALL_BUT_BRACKETS.sub("", text):
        now += 1 if bracket in "[{" else -1
        if now > depth:
            return True
    return False


_READERS: Final[Mapping[Format, Callable[[str, Limits], object]]] = {"toml": _toml, "json": _json, "yaml": read_yaml}


def render(tree: dict[str, object], form: Format) -> str:
    """Write a tree as text that `parse` reads back to the same tree.

    Raises:
        FileError: Something in it cannot stand in a file.
    """
    checked(tree, writing=True)
    if form == "toml":
        return write_toml(tree)
    if form == "yaml":
        return write_yaml(tree)
    return json.dumps(tree, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"
