"""The smallest values of a file: texts, numbers, amounts, yes or no, days, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, get_args

from attrs import frozen

from emulscore.errors import Refused
from emulscore.facts import AnyFact, CohortOf, LevelFact, read_date
from emulscore.files._expected import expected
from emulscore.files._trees import unwritable
from emulscore.numbers import Amount, amount, number, read_count
from emulscore.rules import Span, exactly

__all__ = ["LEAVES", "Case", "Knot", "Pays", "Scaled", "Takes", "choice", "table", "value"]


def table(raw: object) -> Mapping[str, object]:
    """Take a table."""
    if not isinstance(raw, Mapping):
        raise expected("table")
    return raw


def value(raw: object) -> object:
    """Take any value that can be written again."""
    refused = unwritable(raw)
    if refused is not None:
        raise refused
    return raw


def choice(raw: object, kind: Any) -> object:  # noqa: ANN401 - a type of any shape
    """Take one of the values of a `Literal`."""
    for one in get_args(kind):
        if type(raw) is type(one) and raw == one:
            return one
    choices = ", ".join(map(str, get_args(kind)))
    raise expected("choice", choices)


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise expected("text")
    return raw


def _whole(raw: object) -> int:
    if isinstance(raw, str):
        return read_count(raw)
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise expected("whole")
    return raw


def _yes_no(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise expected("yes-no")
    return raw


def _number(raw: object) -> Fraction:
    if not isinstance(raw, int | str | Decimal) or isinstance(raw, bool):
        raise Refused("not-a-number")
    return number(raw)


def _amount(raw: object) -> Amount:
    return amount(raw) if isinstance(raw, str) else Amount(_number(raw))


LEAVES: Final[Mapping[type, Callable[[object], object]]] = {
    str: _text,
    int: _whole,
    bool: _yes_no,
    Fraction: _number,
    Amount: _amount,
    date: read_date,
}
"""How a value of each type is read."""


@frozen
class Takes:
    """What one occurrence of a kind takes; the kind of fact is put in by `Reader`.

    Attributes:
        fact: The name of the fact that counts it.
        takes: What each occurrence takes.
    """

    fact: AnyFact
    takes: Amount


@frozen
class Pays:
    """What one occurrence of a kind pays; it may be negative.

    Attributes:
        fact: The name of the fact that counts it.
        pays: What each occurrence pays.
    """

    fact: AnyFact
    pays: Amount


@frozen
class Knot:
    """A number, and what is paid there.

    Attributes:
        at: The value of the fact.
        pays: What is paid there.
    """

    at: Fraction
    pays: Amount


@frozen
class Scaled:
    """A fact whose thresholds are lower for some classes of units.

    Attributes:
        scaled: The name of the fact.
        by: The name of the fact that says which class a unit is of.
        factors: The share of the thresholds that each class must reach.
    """

    scaled: CohortOf
    by: LevelFact
    factors: tuple[tuple[str, Fraction], ...]


@frozen
class Case:
    """A case of a tier in a file: what it is (`is`), or between which ends, and what it pays.

    Attributes:
        pays: What it pays.
        is: Yes or no, the name of a level, or one number.
        at_least: Closed lower end.
        above: Open lower end.
        at_most: Closed upper end.
        below: Open upper end.
    """

    pays: Amount
    is_: str | bool | Fraction | None = None
    at_least: Fraction | None = None
    above: Fraction | None = None
    at_most: Fraction | None = None
    below: Fraction | None = None

    @property
    def pair(self) -> tuple[Span | str | bool, Amount]:
        """Return what a rule takes: the case and what it pays."""
        ends = (self.at_least, self.above, self.at_most, self.below)
        if self.is_ is None:
            return Span(*ends), self.pays
        if any(end is not None for end in ends):
            raise expected("case")
        return exactly(self.is_) if isinstance(self.is_, Fraction) else self.is_, self.pays
