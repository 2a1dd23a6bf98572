"""What a target of the whole-number compilation must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from emulscore.formula.slots import Slot

__all__ = ["Target"]

T = TypeVar("T")
C = TypeVar("C")


class Target(Protocol[T, C]):
    """What a target must be able to do; *T* are its whole numbers, *C* its conditions."""

    def lit(self, value: int, /) -> T:
        """Return a constant."""

    def read(self, slot: Slot, /) -> T:
        """Return a slot; where it is absent, some number within its limits."""

    def given(self, slot: Slot, /) -> C:
        """Say whether a slot is present."""

    def add(self, left: T, right: T, /) -> T:
        """Return the sum."""

    def mul(self, left: T, right: T, /) -> T:
        """Return the product."""

    def floordiv(self, left: T, right: T, /) -> T:
        """Return the quotient rounded down; left >= 0 and right >= 1."""

    def least(self, left: T, right: T, /) -> T:
        """Return the smaller."""

    def most(self, left: T, right: T, /) -> T:
        """Return the greater."""

    def table(self, at: T, values: Sequence[int], /) -> T:
        """Return entry number *at*, from 0."""

    def le(self, left: T, right: T, /) -> C:
        """Say whether left <= right."""

    def lt(self, left: T, right: T, /) -> C:
        """Say whether left < right."""

    def both(self, left: C, right: C, /) -> C:
        """Say whether both hold."""

    def where(self, condition: C, then: T, otherwise: T, /) -> T:
        """Return *then* where the condition holds, else *otherwise*."""

    def choose(self, condition: C, then: C, otherwise: C, /) -> C:
        """Return the condition *then* where *condition* holds, else the condition *otherwise*."""

    def always(self) -> C:
        """Return the condition that always holds."""

    def never(self) -> C:
        """Return the condition that never holds."""

    def within(self, value: T, low: int, high: int, /) -> T:
        """Return *value*, of which it is proven that it lies in low..high."""

    def keep(self, value: T, /) -> T:
        """Return *value* under a name of its own, because it is used again."""
