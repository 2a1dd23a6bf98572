"""How a scheme is brought to another total."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import field, frozen
from attrs.converters import optional

from emulscore.derive._given import reason, row_id
from emulscore.errors import Refused
from emulscore.numbers import number
from emulscore.rules.rule import wrong
from emulscore.words import Words

__all__ = ["Rebase"]


def _positive(raw: object) -> Fraction:
    if not isinstance(raw, int | str | Decimal | Fraction):
        raise Refused("not-a-number")
    value = number(raw)
    if value <= 0:
        raise wrong("to", "số điểm trên 0", "points above 0")
    return value


@frozen
class Rebase:
    """The scale is brought to another total: every base by the same factor, exactly, then onto a grid.

    Each base is rounded half up to *step*; what the rounded bases lack, or have too much, goes to one stated row. A capped
    group counts as one row, whose rows inside are brought down by the same factor; other groups follow from their rows.

    >>> Rebase(100, step="0.01", amounts="scale", why="Thang điểm 100").to
    Fraction(100, 1)

    Attributes:
        to: The new total.
        step: The grid of the new bases.
        amounts: `scale` scales amounts in points (what a rule pays or takes, points that a person gives, limits and the
            marks of grades) with the full points that they are measured against; `keep` leaves them. Percentages of the
            base, and the step of a `Round`, stay as they are.
        remainder_to: The row that receives the remainder; the largest one, the first of equals, where it is not given.
        wording: `keep` leaves each row's wording; `clear` drops it where the row's base changes, for words like
            “100% * 6” say the former points. What is dropped stays in the record.
        beside: Whether bonus and deduction groups `scale` too or `keep` their points; stated where there are any.
        why: Why.
    """

    to: Fraction = field(converter=_positive)
    step: Fraction = field(kw_only=True, converter=_positive)
    amounts: Literal["scale", "keep"] = field(kw_only=True)
    remainder_to: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    wording: Literal["keep", "clear"] = field(default="keep", kw_only=True)
    beside: Literal["scale", "keep"] | None = field(default=None, kw_only=True)
    why: Words = field(kw_only=True, converter=reason)

    def __attrs_post_init__(self) -> None:
        if self.amounts not in {"scale", "keep"}:
            raise wrong("amounts", "scale, keep", "scale, keep")
        if self.wording not in {"keep", "clear"}:
            raise wrong("wording", "keep, clear", "keep, clear")
        if self.beside not in {None, "scale", "keep"}:
            raise wrong("beside", "scale, keep", "scale, keep")
        if (self.to / self.step).denominator != 1:
            raise wrong("to", "bội số của step", "a multiple of step")
