"""What formulas read, and the stretches of numbers that they test it against."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from emulscore.words import Words

__all__ = ["Band", "Slot"]


@frozen
class Slot:
    """One whole number that formulas may read: a fact, or one side of it.

    Attributes:
        name: Unique within a scheme, such as `ho_so.part`.
        low: The least value it can have.
        high: The greatest value it can have.
        label: What it is called in text.
        optional: Whether it can be absent while the fact is known (a state other than "measured").
    """

    name: str
    low: int
    high: int
    label: Words = field(eq=False)
    optional: bool = False


@frozen
class Band:
    """A stretch of numbers; `None` means no end on that side.

    Attributes:
        low: The lower end.
        high: The upper end.
        low_open: Whether the lower end itself is left out.
        high_open: Whether the upper end itself is left out.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        """Say whether *value* lies in the band."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    @classmethod
    def exactly(cls, value: Fraction | int) -> Band:
        """Return the band that holds one number."""
        return cls(Fraction(value), Fraction(value))
