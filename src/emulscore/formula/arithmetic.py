"""Whole-number arithmetic on values of the form `scale * top / bottom`, in the operations of a target."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import gcd, lcm
from typing import Generic, TypeVar

from attrs import frozen

from emulscore.formula.target import Target

__all__ = ["Arithmetic", "Whole"]

T = TypeVar("T")
C = TypeVar("C")


@frozen
class Whole(Generic[T]):
    """`scale * top / bottom`; no top means 1, no bottom means 1."""

    scale: Fraction
    top: T | None = None
    bottom: T | None = None

    @property
    def known(self) -> bool:
        """Whether the value does not depend on data."""
        return self.top is None and self.bottom is None


@frozen
class Arithmetic(Generic[T, C]):
    """Works values out in a target's operations, without a rounding and without a division.

    Attributes:
        target: The target.
    """

    target: Target[T, C]

    def times(self, factor: int, top: T | None) -> T:
        """Return a top times a known whole number."""
        if top is None:
            return self.target.lit(factor)
        return top if factor == 1 else self.target.mul(self.target.lit(factor), top)

    def aligned(self, left: Whole[T], right: Whole[T]) -> tuple[Fraction, T, T, T | None]:
        """Return a common scale, both tops over one bottom, and that bottom."""
        scale, bottom = _common(left.scale, right.scale), left.bottom
        one, other = left.top, right.top
        if left.bottom is not right.bottom:
            one, other = self.joined(one, right.bottom), self.joined(other, left.bottom)
            bottom = self.joined(left.bottom, right.bottom)
        return (
            scale,
            self.times(int(left.scale / scale), one),
            self.times(int(right.scale / scale), other),
            bottom,
        )

    def sum(self, terms: Iterable[Whole[T]]) -> Whole[T]:
        """Return the sum of values."""
        known, found = Fraction(0), None
        for term in terms:
            if term.known:
                known += term.scale
            elif found is None:
                found = term
            else:
                scale, one, other, bottom = self.aligned(found, term)
                found = Whole(scale, self.target.keep(self.target.add(one, other)), bottom)
        if found is None or not known:
            return Whole(known) if found is None else found
        scale, one, other, bottom = self.aligned(found, Whole(known))
        return Whole(scale, self.target.add(one, other), bottom)

    def product(self, left: Whole[T], right: Whole[T]) -> Whole[T]:
        """Return the product of two values."""
        scale = left.scale * right.scale
        if not scale:
            return Whole(Fraction(0))
        return Whole(scale, self.joined(left.top, right.top), self.joined(left.bottom, right.bottom))

    def joined(self, left: T | None, right: T | None) -> T | None:
        """Return the product of two whole numbers, where no number means 1."""
        if left is None or right is None:
            return right if left is None else left
        return self.target.mul(left, right)

    def extreme(self, left: Whole[T], right: Whole[T], *, least: bool) -> Whole[T]:
        """Return the lesser or the greater of two values."""
        scale, one, other, bottom = self.aligned(left, right)
        if left.bottom is right.bottom:
            return Whole(scale, (self.target.least if least else self.target.most)(one, other), bottom)
        return self.pick(self.target.le(one, other) if least else self.target.le(other, one), left, right)

    def pick(self, condition: C, left: Whole[T], right: Whole[T]) -> Whole[T]:
        """Return one of two values, each keeping its own bottom."""
        if left == right:
            return left
        scale = _common(left.scale, right.scale)
        one = self.times(int(left.scale / scale), left.top)
        other = self.times(int(right.scale / scale), right.top)
        top = self.target.where(condition, one, other)
        if left.bottom is right.bottom:
            return Whole(scale, top, left.bottom)
        below, above = self.times(1, left.bottom), self.times(1, right.bottom)
        return Whole(scale, top, self.target.where(condition, below, above))

    def divided(self, top: T, bottom: T, mode: str) -> T:
        """Return the quotient of an amount, rounded."""
        target = self.target
        if mode == "half_up":
            two = target.lit(2)
            return target.floordiv(target.add(target.mul(two, top), bottom), target.mul(two, bottom))
        if mode == "up":
            top = target.add(top, target.add(bottom, target.lit(-1)))
        return target.floordiv(top, bottom)


def _common(left: Fraction, right: Fraction) -> Fraction:
    """Return the greatest scale of which both are whole multiples."""
    if not left or not right:
        return (abs(left) or abs(right)) or Fraction(1)
    return Fraction(gcd(left.numerator, right.numerator), lcm(left.denominator, right.denominator))
