"""What stands in one cell: points, and the share that a calculation shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.annex.grid import Cell
from emulscore.errors import Refused
from emulscore.excel.raw import points_of
from emulscore.numbers import number

__all__ = ["Shown", "lines_of", "points_in", "shares_in", "tidy", "unclear"]

_DECIMALS: Final = 2
_POINTS: Final = re.compile(r"([+-]?\d+(?:[.,]\d+)*) ?(?:điểm|đ|points?)?\.?", re.IGNORECASE)
_NUMBER: Final = r"\d+(?:[.,]\d+)?"
_PERCENT: Final = r"\d{1,4}(?:[.,]\d+)?\s?%"
_QUOTIENT: Final = r"\d[\d.]*\s?/\s?\d[\d.]*"
_LEAD: Final = r"(?:(?:điểm|tỷ lệ|tỉ lệ|kết quả|thực hiện|đạt|được)\s*[:=]?\s*)*"
_POINT: Final = r"(?:\s?điểm)?"
_RESULT: Final = rf"(?:\s*=\s*{_NUMBER}{_POINT})?"
_SHARE: Final = re.compile(
    rf"[-+•]?\s*{_LEAD}(?:"
    rf"(?P<share>{_PERCENT}|{_QUOTIENT})(?:\s*[*x×.]\s*(?P<factor>{_NUMBER}){_POINT})?"
    rf"|(?P<before>{_NUMBER}){_POINT}\s*[*x×]\s*(?P<behind>{_PERCENT}|{_QUOTIENT})"
    rf"|(?P<counts>{_QUOTIENT})(?:\s[^\W\d_]+){{1,6}}"
    rf"){_RESULT}\s?[.;]?",
    re.IGNORECASE,
)
_CALCULATION: Final = re.compile(r"[-+•]?\s*điểm\s*=\s*\d.*[%/*x×].*", re.IGNORECASE | re.DOTALL)


@frozen
class Shown:
    """A share that a calculation shows.

    Attributes:
        share: The share, as written: `99,80%` or `190/200`.
        factor: What it is multiplied by, where that is said.
    """

    share: str
    factor: Fraction | None = None


def tidy(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def lines_of(text: str) -> Iterator[str]:
    """Yield the lines of a cell that are not empty."""
    return filter(None, (tidy(line) for line in text.split("\n")))


def points_in(cell: Cell) -> Fraction | None:
    """Return the points in a cell, None where it is empty.

    Raises:
        Refused: With the code `formula` or `annex-points`.
    """
    if cell.typed is not None and cell.typed.formula:
        raise Refused("formula")
    if not cell.text:
        return None
    typed = cell.typed
    if typed is not None and not isinstance(typed.value, str):
        try:
            return points_of(typed, _DECIMALS)
        except Refused:
            raise Refused("annex-points") from None
    found = _POINTS.fullmatch(tidy(cell.text))
    if found is None:
        raise Refused("annex-points")
    try:
        return number(found[1])
    except Refused:
        raise Refused("annex-points") from None


def shares_in(text: str) -> list[Shown]:
    """Return the shares that the lines of a calculation show; a rule in words, whatever percentages it names, shows none.

    >>> shares_in("Điểm = 99,80% * 10")[0].share, shares_in("Đạt 100%")[0].share, shares_in("70%")[0].share
    ('99,80%', '100%', '70%')
    >>> shares_in("Cứ 01 lần không đúng thời gian quy định, trừ 20% số điểm")
    []
    """
    found: dict[str, Shown] = {}
    for line in lines_of(text):
        match = _SHARE.fullmatch(line)
        if match is not None:
            share = re.sub(r"\s", "", match["share"] or match["behind"] or match["counts"])
            factor = match["factor"] or match["before"]
            found.setdefault(share, Shown(share, _factor(factor)))
    return list(found.values())


def _factor(text: str | None) -> Fraction | None:
    try:
        return None if text is None else number(text)
    except Refused:
        return None


def unclear(text: str) -> bool:
    """Say whether a text has a line that calculates with numbers, and that nobody but a person can read."""
    return any(_CALCULATION.fullmatch(line) and not _SHARE.fullmatch(line) for line in lines_of(text))
