"""What formulas read, and the stretches of numbers that they test it against."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from emulscore.words import Words

__all__ = ["Band", "Slot", "fact_of"]


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

    @property
    def fact(self) -> str:
        """Return the name of the fact that it is of; of a formula's points, the formula's name in its brackets.

        >>> Slot("ho_so.part", 0, 9, Words("hồ sơ")).fact, Slot("[2.1]", 0, 9, Words("điểm")).fact
        ('ho_so', '[2.1]')
        """
        return fact_of(self.name)

    @property
    def of_points(self) -> bool:
        """Say whether it holds the points of another formula, and is no fact's."""
        return self.name.startswith("[")

    @property
    def of_state(self) -> bool:
        """Say whether it holds the state of a fact: measured, never happened, not applicable, nothing to measure."""
        return self.name.endswith(".state")


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
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        return above and (self.high is None or (value < self.high if self.high_open else value <= self.high))

    @classmethod
    def exactly(cls, value: Fraction | int) -> Band:
        """Return the band that holds one number."""
        return cls(Fraction(value), Fraction(value))


def fact_of(slot: str) -> str:
    """Return the name of the fact that a slot is of, by the slot's name; a formula's own where it holds points."""
    return slot if slot.startswith("[") else slot.partition(".")[0]
