"""Whole numbers that are checked while they are worked out: each against the range that was proven for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from emulscore.formula.nodes import Node, Slot
from emulscore.formula.targets import Ranges
from emulscore.formula.whole import Compiler

__all__ = ["CheckedInts", "Tracked", "UnprovenError", "run_checked"]


class UnprovenError(AssertionError):
    """A whole number left the range that was proven for it."""


@frozen
class Tracked:
    """A whole number beside the range that is proven for it."""

    value: int
    span: tuple[int, int]


@frozen
class CheckedInts:
    """Works a formula out in whole numbers and in ranges side by side.

    Attributes:
        facts: Whole numbers by slot name; results of earlier formulas are among them.
        ranges: The proof that runs along.
        met: The greatest amount met, in one place.
    """

    facts: Mapping[str, int]
    ranges: Ranges = field(factory=Ranges)
    met: list[int] = field(factory=lambda: [0])

    def _seen(self, value: int, span: tuple[int, int]) -> Tracked:
        if not span[0] <= value <= span[1]:
            msg = f"{value} is outside of {span[0]}..{span[1]}"
            raise UnprovenError(msg)
        self.met[0] = max(self.met[0], abs(value))
        return Tracked(value, span)

    def lit(self, value: int) -> Tracked:
        """Return a constant."""
        return self._seen(value, self.ranges.lit(value))

    def read(self, slot: Slot) -> Tracked:
        """Return a slot; the least value that it can have where it is absent."""
        return self._seen(self.facts.get(slot.name, slot.low), self.ranges.read(slot))

    def given(self, slot: Slot) -> bool:
        """Say whether a slot is present."""
        return slot.name in self.facts

    def add(self, left: Tracked, right: Tracked) -> Tracked:
        """Return the sum."""
        return self._seen(left.value + right.value, self.ranges.add(left.span, right.span))

    def mul(self, left: Tracked, right: Tracked) -> Tracked:
        """Return the product."""
        return self._seen(left.value * right.value, self.ranges.mul(left.span, right.span))

    def floordiv(self, left: Tracked, right: Tracked) -> Tracked:
        """Return the quotient rounded down; only amounts are divided, and by positive numbers."""
        if left.value < 0 or right.value < 1:
            msg = f"{left.value} // {right.value} is not the division of an amount by a positive number"
            raise UnprovenError(msg)
        self.met[0] = max(self.met[0], left.value + right.value)  # what an engine that divides in doubles must hold
        return self._seen(left.value // right.value, self.ranges.floordiv(left.span, right.span))

    def least(self, left: Tracked, right: Tracked) -> Tracked:
        """Return the smaller."""
        return self._seen(min(left.value, right.value), self.ranges.least(left.span, right.span))

    def most(self, left: Tracked, right: Tracked) -> Tracked:
        """Return the greater."""
        return self._seen(max(left.value, right.value), self.ranges.most(left.span, right.span))

    def table(self, at: Tracked, values: Sequence[int]) -> Tracked:
        """Return an entry."""
        if not 0 <= at.value < len(values):
            msg = f"a table of {len(values)} has no entry {at.value}"
            raise UnprovenError(msg)
        return self._seen(values[at.value], self.ranges.table(at.span, values))

    def le(self, left: Tracked, right: Tracked) -> bool:
        """Say whether left <= right."""
        return left.value <= right.value

    def lt(self, left: Tracked, right: Tracked) -> bool:
        """Say whether left < right."""
        return left.value < right.value

    def both(self, left: bool, right: bool) -> bool:
        """Say whether both hold."""
        return left and right

    def where(self, condition: bool, then: Tracked, otherwise: Tracked) -> Tracked:
        """Return one of two numbers."""
        span = self.ranges.where(None, then.span, otherwise.span)
        return self._seen((then if condition else otherwise).value, span)

    def choose(self, condition: bool, then: bool, otherwise: bool) -> bool:
        """Return one of two conditions."""
        return then if condition else otherwise

    def always(self) -> bool:
        """Return the condition that always holds."""
        return True

    def never(self) -> bool:
        """Return the condition that never holds."""
        return False

    def within(self, value: Tracked, low: int, high: int) -> Tracked:
        """Return *value*, which is claimed to lie in low..high."""
        return self._seen(value.value, self.ranges.within(value.span, low, high))

    def keep(self, value: Tracked) -> Tracked:
        """Return *value*."""
        return value


def run_checked(
    formulas: Iterable[tuple[str, Node, Fraction]], facts: Mapping[str, int]
) -> tuple[tuple[int | None, ...], int]:
    """Work formulas out in checked whole numbers; a later one may read an earlier one's result by its name.

    Args:
        formulas: Name, rounded formula and step of each, in order.
        facts: Whole numbers by slot name.

    Returns:
        The whole number of steps of each formula, None where it has no value; and the greatest amount met.

    Raises:
        UnprovenError: A whole number left the range that was proven for it.
    """
    known = dict(facts)
    target = CheckedInts(known)
    compiler = Compiler(target)
    results: list[int | None] = []
    for name, formula, step in formulas:
        units = compiler.units(formula, step)
        usable = compiler.usable(compiler.needs(formula))
        results.append(units.value if usable else None)
        if usable:
            known[name] = units.value
    return tuple(results), target.met[0]
