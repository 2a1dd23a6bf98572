"""What comes of one unit, and how it is said in JSON: in a case as what must come out, in an answer as what did."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.numbers import number
from emulscore.rowscore import Points
from emulscore.words import Words, filled

__all__ = ["AnswerError", "NotSupportedError", "Outcome", "Said", "one_line", "outcome_from", "wrong"]

Said = tuple[str, str | None, str | None]
"""One refusal: its code, the row and the fact."""


class NotSupportedError(Exception):
    """The engine has no way to be asked this, such as a table without documents about documents."""


class AnswerError(Exception):
    """The engine gave no answer about a case, or one that is not in the form of `expect`: the case fails."""


@frozen
class Outcome:
    """What came of one unit: its points, or why it was refused.

    Attributes:
        points: The printed points of rows, groups and the total (`""`); of a deduction, what it takes.
        grade: The id of the grade; None where there is none, or where the engine says nothing of grades.
        errors: Every refusal; the points are then empty.
        cohort: The cohort's values by the name of the fact, where the case has a cohort.
        refused: Instead, the codes and rows for which the scheme itself is refused.
    """

    points: Mapping[str, Points] = field(factory=dict, hash=False)
    grade: str | None = None
    errors: frozenset[Said] = frozenset()
    cohort: Mapping[str, Decimal] = field(factory=dict, hash=False)
    refused: frozenset[tuple[str, str | None]] = frozenset()


_KEYS: Final = ("points", "grade", "errors", "cohort", "refused")
_ERROR_KEYS: Final = ("code", "row", "fact")
_TEXT: Final = Words("một chuỗi ký tự", "a text")
_TABLE: Final = Words("một bảng", "a table")
_LIST: Final = Words("một danh sách", "a list")
_LIST_OF: Final = Words("một danh sách có {} phần tử", "a list of {}")
_NUMBER: Final = Words('một số như "9.98"', 'a number such as "9.98"')
_POINTS: Final = Words('một số như "9.98", hoặc một danh sách hai số', 'a number such as "9.98", or a list of two')
_UNKNOWN: Final = Words("không có khóa {}; chỉ có {}", "there is no key {}; there are only {}")
_MUST: Final = Words("{} phải là {}, không phải {}", "{} must be {}, not {}")
_MOST: Final = 160


def outcome_from(tree: Mapping[str, Any]) -> Outcome:
    """Return the outcome that a tree of JSON says, in the form of `expect`; a key that is null is not given.

    Raises:
        AnswerError: It is not in that form, with the first thing that is not.
    """
    _check_keys(tree, _KEYS, "")
    return Outcome(
        {id_: _points(one, f"points{_key(id_)}") for id_, one in _table(tree, "points").items()},
        _text(tree.get("grade"), "grade"),
        frozenset(_errors(tree, "errors")),
        {name: _number(one, f"cohort{_key(name)}") for name, one in _table(tree, "cohort").items()},
        frozenset((code, row) for code, row, _ in _errors(tree, "refused")),
    )


def wrong(where: str, must: Words, given: object) -> AnswerError:
    """Return the error of a part of an answer that is not what it must be."""
    return AnswerError(filled(_MUST, where, must, _kind(given)))


def one_line(text: str, most: int = _MOST) -> str:
    """Return a text that a program wrote so that it can be printed: in one line, and not without end."""
    plain = "".join(char if char.isprintable() else " " for char in text[: most + 1])
    return plain if len(plain) <= most else plain[:most] + "…"


def _kind(given: object) -> Words:
    """Say what was given; of a list or a table only that it is one."""
    if isinstance(given, dict):
        return _TABLE
    if isinstance(given, list):
        return filled(_LIST_OF, len(given))
    return Words(one_line(str(given) if isinstance(given, Decimal) else json.dumps(given, ensure_ascii=False), 60))


def _key(key: str) -> str:
    return f"[{one_line(json.dumps(key, ensure_ascii=False), 60)}]"


def _check_keys(tree: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = ", ".join(f"{where}“{one_line(key, 60)}”" for key in tree if key not in known)
    if unknown:
        raise AnswerError(filled(_UNKNOWN, unknown, ", ".join(known)))


def _table(tree: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    given = tree.get(key)
    if given is not None and not isinstance(given, dict):
        raise wrong(key, _TABLE, given)
    return given or {}


def _errors(tree: Mapping[str, Any], key: str) -> list[Said]:
    given = tree.get(key)
    if given is None:
        return []
    if not isinstance(given, list):
        raise wrong(key, _LIST, given)
    return [_error(one, f"{key}[{place}]") for place, one in enumerate(given)]


def _error(given: object, where: str) -> Said:
    if not isinstance(given, dict):
        raise wrong(where, _TABLE, given)
    _check_keys(given, _ERROR_KEYS, f"{where}.")
    at_code = f"{where}.code"
    code = _text(given.get("code"), at_code)
    if code is None:
        raise wrong(at_code, _TEXT, None)
    return code, _text(given.get("row"), f"{where}.row"), _text(given.get("fact"), f"{where}.fact")


def _text(given: object, where: str) -> str | None:
    if given is None or isinstance(given, str):
        return given
    raise wrong(where, _TEXT, given)


def _points(given: object, where: str) -> Points:
    match given:
        case [low, high]:
            return Points(_number(low, f"{where}[0]"), _number(high, f"{where}[1]"))
        case list():
            raise wrong(where, _POINTS, given)
        case _:
            value = _number(given, where, _POINTS)
            return Points(value, value)


def _number(given: Any, where: str, must: Words = _NUMBER) -> Decimal:  # noqa: ANN401 - whatever JSON can say
    try:
        value = Decimal(given) if isinstance(given, str) else given
        number(value)  # neither true or false, nor infinite, nor longer than anyone can read
    except (ArithmeticError, Refused):
        raise wrong(where, must, given) from None
    return Decimal(value)
