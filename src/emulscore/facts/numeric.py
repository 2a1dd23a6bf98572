"""Facts that are numbers: counts, shares, attainments, quantities, and points given by a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final, Literal

from attrs import field, frozen, validators

from emulscore.errors import Refused
from emulscore.facts._common import Described, State, read_state, read_units
from emulscore.figures import figure, is_percentage
from emulscore.formula.nodes import Fact as FactNode
from emulscore.formula.nodes import Node, Slot
from emulscore.formula.nodes import Share as ShareNode
from emulscore.numbers import number, read_count, show, to_decimal
from emulscore.shown import pasted
from emulscore.words import Words

__all__ = ["LARGEST", "AttainmentFact", "CountFact", "NumberFact", "PointsFact", "ShareFact", "read_whole"]

LARGEST: Final = 10**9
"""The largest count that is taken where a fact declares no smaller or larger one."""

_PAIR = 2


def read_whole(raw: object, largest: int) -> int:
    """Read a count from 0 to *largest*.

    Raises:
        Refused: With the code `not-a-count`, `negative`, `too-large`, `number-too-long` or `not-finite`.
    """
    # A whole Fraction is kept as "2/1" in a unit's file.
    value = read_count(raw.removesuffix("/1")) if isinstance(raw, str) else _plain_count(raw)
    if value < 0:
        raise Refused("negative", largest=largest)
    if value > largest:
        raise Refused("too-large", largest=largest)
    return value


def _plain_count(raw: object) -> int:
    if isinstance(raw, bool):
        raise Refused("not-a-count")
    if isinstance(raw, int):
        return raw
    try:
        return read_units(raw, 0)
    except Refused as refused:
        if refused.code in {"not-a-number", "off-grid", "float-off-grid"}:
            raise Refused("not-a-count") from None
        raise


@frozen
class CountFact(Described):
    """How many times, how many things: a whole number, 0 or more.

    >>> CountFact("tre", unit="lần").read("1.234")
    {'tre.state': 0, 'tre': 1234}
    >>> CountFact("tre").read("99,80")
    Traceback (most recent call last):
        ...
    emulscore.errors.Refused: [not-a-count] không phải là số đếm. Cần: số nguyên không âm như 48 hoặc “1.234”.
        [not-a-count] this is not a count. Instead: a whole number, 0 or more, such as 48 or “1.234”.

    Attributes:
        largest: The largest count that is taken.
    """

    __repr__ = pasted

    largest: int = field(default=LARGEST, kw_only=True, validator=validators.ge(0))

    @property
    def slot(self) -> Slot:
        """Return the slot of the count itself."""
        return Slot(self.name, 0, self.largest, self.words, optional=True)

    @property
    def node(self) -> Node:
        """Return the node that reads the count."""
        return FactNode(self.slot)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        return (self.state_slot, self.slot)

    def read(self, raw: object) -> Mapping[str, int]:
        """Read a count.

        Raises:
            Refused: With the code `not-a-count`, `negative`, `too-large` or `not-finite`.
        """
        state = read_state(raw)
        return self.in_state(state) if state else self.measured(value=read_whole(raw, self.largest))

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        state = self.state_in(slots)
        return slots[self.name] if state is None else state


def _refuse_over(ratio: Fraction, most: Fraction) -> None:
    if not 0 <= ratio <= most:
        raise Refused("share-out-of-range", most=figure(most, percent=True))


@frozen
class ShareFact(Described):
    """A part of a whole, from 0% to 100%.

    It is read from two counts `(998, 1000)` or `"998/1000"`, from text with a percent sign, or from a `Fraction`. A bare
    number is read only where *numbers* says whether it is a percentage or a fraction of one. 0 of 0 is a state of its own.

    >>> ShareFact("ho_so").read("99,80%")
    {'ho_so.state': 0, 'ho_so.part': 499, 'ho_so.whole': 500}
    >>> ShareFact("ho_so").read((0, 0))
    {'ho_so.state': 3}

    Attributes:
        largest: The largest whole that is taken, and the largest denominator of a percentage.
        numbers: What a bare number means: `percent` (99.8) or `fraction` (0.998); None refuses bare numbers.
        decimals: How many decimals a float can have; None refuses floats.
    """

    __repr__ = pasted

    largest: int = field(default=LARGEST, kw_only=True, validator=validators.ge(1))
    numbers: Literal["percent", "fraction"] | None = field(
        default=None, kw_only=True, validator=validators.optional(validators.in_(("percent", "fraction")))
    )
    decimals: int | None = field(default=None, kw_only=True, validator=validators.optional(validators.ge(0)))

    @property
    def most(self) -> Fraction:
        """Return the greatest share there is: one."""
        return Fraction(1)

    @property
    def percent(self) -> bool:
        """Say whether its values are written as percentages."""
        return True

    @property
    def node(self) -> Node:
        """Return the node that reads the share as one value."""
        _, part, whole = self.slots
        return ShareNode(part, whole, self.most)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        part = Slot(f"{self.name}.part", 0, int(self.largest * self.most), self.words, optional=True)
        whole = Slot(f"{self.name}.whole", 1, self.largest, self.words, optional=True)
        return (self.state_slot, part, whole)

    def read(self, raw: object) -> Mapping[str, int]:
        """Read a share.

        Raises:
            Refused: With the code `some-of-zero`, `part-exceeds-whole`, `share-out-of-range`, `percent-or-fraction`,
                `not-a-share`, `float-off-grid`, `too-large`, or as `number`.
        """
        state = read_state(raw)
        if state:
            return self.in_state(state)
        pair = _pair(raw)
        if pair is not None:
            return self._counts(*pair)
        ratio = self._ratio(raw)
        _refuse_over(ratio, self.most)
        if ratio.denominator > self.largest:
            raise Refused("too-large", largest=self.largest)
        return self.measured(part=ratio.numerator, whole=ratio.denominator)

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        state = self.state_in(slots)
        return (slots[f"{self.name}.part"], slots[f"{self.name}.whole"]) if state is None else state

    def _counts(self, raw_part: object, raw_whole: object) -> Mapping[str, int]:
        part, whole = (
            read_whole(raw_part, int(self.largest * self.most)),
            read_whole(raw_whole, self.largest),
        )
        if whole == 0:
            if part:
                raise Refused("some-of-zero", part=part)
            return self.in_state(State.NOTHING)
        if part > whole * self.most:
            raise Refused("part-exceeds-whole", whole=int(whole * self.most))
        return self.measured(part=part, whole=whole)

    def _ratio(self, raw: object) -> Fraction:
        if isinstance(raw, Fraction) or is_percentage(raw):
            return number(raw)
        if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
            raise Refused("not-a-share")
        if isinstance(raw, float):
            if self.decimals is None:
                raise Refused("float" if isfinite(raw) else "not-finite")
            value = Fraction(read_units(raw, self.decimals), 10**self.decimals)
        else:
            value = number(raw)
        if self.numbers is None:
            raise Refused("percent-or-fraction")
        return value / 100 if self.numbers == "percent" else value


def _pair(raw: object) -> tuple[object, object] | None:
    if isinstance(raw, str) and "/" in raw and not is_percentage(raw):
        raw = tuple(raw.split("/"))
    if isinstance(raw, Mapping):
        if set(raw) != {"part", "whole"}:
            raise Refused("not-a-share")
        return raw["part"], raw["whole"]
    if isinstance(raw, Sequence) and not isinstance(raw, str | bytes):
        if len(raw) != _PAIR:
            raise Refused("not-a-share")
        return raw[0], raw[1]
    return None


def _at_least_one(raw: int | str | Decimal | Fraction) -> Fraction:
    value = number(raw)
    if value < 1:
        raise Refused(
            "wrong-argument",
            argument="most",
            expected=Words("số từ 1 trở lên (1 là 100%)", "a number from 1 (1 is 100%)"),
        )
    return value


@frozen(repr=False)  # its base has the right one
class AttainmentFact(ShareFact):
    """What was done against what was planned; it may pass 100%, up to a largest value that must be declared.

    >>> AttainmentFact("thu", most=3).read("130%")
    {'thu.state': 0, 'thu.part': 13, 'thu.whole': 10}
    >>> AttainmentFact("thu", most=3).read((5, 4))
    {'thu.state': 0, 'thu.part': 5, 'thu.whole': 4}

    Attributes:
        most: The largest attainment that is taken: 3 is 300%.
    """

    most: Fraction = field(kw_only=True, converter=_at_least_one)


@frozen
class NumberFact(Described):
    """A measured quantity with decimals: an amount of money, a bandwidth per head.

    >>> NumberFact("bang_thong", largest=1000, decimals=1).read("12,5")
    {'bang_thong.state': 0, 'bang_thong': 125}

    Attributes:
        largest: The largest value that is taken.
        lowest: The smallest.
        decimals: How many decimals a value may have.
    """

    __repr__ = pasted

    largest: Fraction = field(kw_only=True, converter=number)
    lowest: Fraction = field(default=Fraction(0), kw_only=True, converter=number)
    decimals: int = field(default=2, kw_only=True, validator=[validators.ge(0), validators.le(6)])

    @lowest.validator
    def _in_order(self, _: object, lowest: Fraction) -> None:
        if lowest > self.largest:
            expected = Words(f"số không quá {show(self.largest)}", f"a number of at most {show(self.largest, 'en')}")
            raise Refused("wrong-argument", argument="lowest", expected=expected)

    @property
    def slot(self) -> Slot:
        """Return the slot of the value, in steps of the last decimal."""
        scale = 10**self.decimals
        low, high = self.lowest * scale, self.largest * scale
        return Slot(self.name, -(-low.numerator // low.denominator), int(high // 1), self.words, optional=True)

    @property
    def node(self) -> Node:
        """Return the node that reads the value."""
        return FactNode(self.slot, 10**self.decimals)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        return (self.state_slot, self.slot)

    @property
    def refusal(self) -> str:
        """Return the code for a value out of range."""
        return "value-out-of-range"

    def read(self, raw: object) -> Mapping[str, int]:
        """Read a value.

        Raises:
            Refused: With the code `value-out-of-range`, `points-out-of-range`, `off-grid`, `float-off-grid`,
                `percent-format`, or as `number`.
        """
        state = read_state(raw)
        if state:
            return self.in_state(state)
        if is_percentage(raw):
            raise Refused("percent-format")
        units = read_units(raw, self.decimals)
        if not self.slot.low <= units <= self.slot.high:
            low, high = (Words(show(value), show(value, "en")) for value in (self.lowest, self.largest))
            raise Refused(self.refusal, low=low, high=high)
        return self.measured(value=units)

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        state = self.state_in(slots)
        step = Fraction(1, 10**self.decimals)
        return to_decimal(slots[self.name] * step, step) if state is None else state


@frozen(repr=False)  # its base has the right one
class PointsFact(NumberFact):
    """Points given by a person, from *lowest* to *largest*.

    >>> PointsFact("hoi_dong", largest=8).read("7,5")
    {'hoi_dong.state': 0, 'hoi_dong': 750}

    Attributes:
        largest: The most points that can be given.
        lowest: The fewest.
        decimals: How many decimals they may have.
    """

    @property
    def refusal(self) -> str:
        """Return the code for points out of range."""
        return "points-out-of-range"
