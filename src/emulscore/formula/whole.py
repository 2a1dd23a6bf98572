"""One compilation of a formula to whole numbers, for any target that knows a dozen operations.

A value is `scale * top / bottom`: *scale* is a fraction known before any data, *top* and *bottom* are whole numbers of
the target (Python source, ranges, columns, SQL text). Rounding half up of x/y is `(2*x + y) // (2*y)` with x >= 0 and
y > 0. A node that stands in two places is compiled once.

All branches of a choice are worked out and one is picked, as columns do it. So a compiled value means something only
where `usable` holds, and every operation must be harmless for all numbers that the slots can have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import Generic, Protocol, TypeVar, assert_never

from attrs import field, frozen

from emulscore.formula.bounds import Bounds, split
from emulscore.formula.nodes import (
    Add,
    Choose,
    Const,
    Fact,
    Max,
    Min,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Share,
    Slot,
    Table,
    WeightedMean,
    children,
    walk,
)

__all__ = ["Compiler", "Target", "Whole"]

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


Need = Slot | Choose


@frozen
class Compiler(Generic[T, C]):
    """Compiles formulas to one target, sharing what they have in common.

    Attributes:
        target: The target.
        bounds: What is known of every node; keeps the target's numbers small.
    """

    target: Target[T, C]
    bounds: Bounds = field(factory=Bounds)
    _values: dict[Node, Whole[T]] = field(factory=dict)
    _needs: dict[Node, tuple[Need, ...]] = field(factory=dict)
    _holds: dict[tuple[Node, int], C] = field(factory=dict)

    def value(self, formula: Node) -> Whole[T]:
        """Return the value of *formula*; meaningless, but harmless, where `usable` does not hold."""
        for node in walk(formula):  # parts first: the work on a node finds them done
            if node not in self._values:
                self._values[node] = self._within(node, self._work(node))
        return self._values[formula]

    def units(self, formula: Node, step: Fraction) -> T:
        """Return *formula*, which is rounded to the grid of *step*, as a whole number of steps."""
        whole = self.value(formula)
        factor = whole.scale / step
        if whole.bottom is not None or factor.denominator != 1:
            msg = "only a rounded value is a whole number of steps"
            raise ValueError(msg)
        return self._times(factor.numerator, whole.top)

    def _times(self, factor: int, top: T | None) -> T:
        if top is None:
            return self.target.lit(factor)
        return top if factor == 1 else self.target.mul(self.target.lit(factor), top)

    def _within(self, node: Node, whole: Whole[T]) -> Whole[T]:
        if whole.top is None or isinstance(node, Note | Part):
            return whole
        top, interval = self.target.keep(whole.top), self.bounds.of(node)
        if interval is not None and whole.bottom is None:
            ends = sorted((interval.low / whole.scale, interval.high / whole.scale))
            top = self.target.within(top, -(-ends[0].numerator // ends[0].denominator), int(ends[1] // 1))
        return Whole(whole.scale, top, None if whole.bottom is None else self.target.keep(whole.bottom))

    def _work(self, node: Node) -> Whole[T]:
        target = self.target
        match node:
            case Const():
                return Whole(node.value)
            case Fact():
                return Whole(Fraction(1, node.scale), target.read(node.slot))
            case Share():
                return Whole(Fraction(1), target.read(node.part), target.read(node.whole))
            case Add():
                return self._sum(self._values[term] for term in node.terms)
            case Mul():
                return self._product(self._values[node.left], self._values[node.right])
            case WeightedMean():
                return self._mean(node)
            case Quotient():
                return self._quotient(node)
            case Min() | Max():
                first, *others = (self._values[term] for term in node.terms)
                for other in others:
                    first = self._extreme(first, other, least=isinstance(node, Min))
                return first
            case Round():
                return self._round(node)
            case Table():
                unit = lcm(*(value.denominator for value in node.values))
                at = target.add(target.read(node.at), target.lit(-node.at.low))
                return Whole(
                    Fraction(1, unit),
                    target.table(at, [int(value * unit) for value in node.values]),
                )
            case Choose():
                return self._choice(node)
            case Note() | Part():
                return self._values[node.of]
            case _:
                assert_never(node)

    def _aligned(self, left: Whole[T], right: Whole[T]) -> tuple[Fraction, T, T, T | None]:
        """Return a common scale, both tops over one bottom, and that bottom."""
        scale, bottom = _common(left.scale, right.scale), left.bottom
        one, other = left.top, right.top
        if left.bottom is not right.bottom:
            one, other = self._joined(one, right.bottom), self._joined(other, left.bottom)
            bottom = self._joined(left.bottom, right.bottom)
        return (
            scale,
            self._times(int(left.scale / scale), one),
            self._times(int(right.scale / scale), other),
            bottom,
        )

    def _sum(self, terms: Iterable[Whole[T]]) -> Whole[T]:
        known, found = Fraction(0), None
        for term in terms:
            if term.known:
                known += term.scale
            elif found is None:
                found = term
            else:
                scale, one, other, bottom = self._aligned(found, term)
                found = Whole(scale, self.target.keep(self.target.add(one, other)), bottom)
        if found is None or not known:
            return Whole(known) if found is None else found
        scale, one, other, bottom = self._aligned(found, Whole(known))
        return Whole(scale, self.target.add(one, other), bottom)

    def _product(self, left: Whole[T], right: Whole[T]) -> Whole[T]:
        scale = left.scale * right.scale
        if not scale:
            return Whole(Fraction(0))
        return Whole(scale, self._joined(left.top, right.top), self._joined(left.bottom, right.bottom))

    def _joined(self, left: T | None, right: T | None) -> T | None:
        if left is None or right is None:
            return right if left is None else left
        return self.target.mul(left, right)

    def _mean(self, node: WeightedMean) -> Whole[T]:
        weights = [self._values[weight] for weight in node.weights]
        total = self._sum(weights)
        pairs = zip(weights, (self._values[item] for item in node.items), strict=True)
        sums = self._sum(self._product(weight, item) for weight, item in pairs)
        if not total.scale:
            return Whole(node.empty)
        if total.scale < 0:  # one weight such as -1 × m, where m <= 0
            total = Whole(-total.scale, self._times(-1, total.top), total.bottom)
        above = self.target.keep(self._times(1, total.top))
        safe = above if total.top is None else self.target.keep(self.target.most(above, self.target.lit(1)))
        mean = Whole(
            sums.scale / total.scale,
            self._joined(sums.top, total.bottom),
            self._joined(sums.bottom, safe),
        )
        if not sums.scale:
            mean = Whole(Fraction(0))
        if (
            sum(
                (found.low for weight in node.weights if (found := self.bounds.of(weight))),
                Fraction(0),
            )
            > 0
        ):
            return mean
        return self._pick(self.target.le(self.target.lit(1), above), mean, Whole(node.empty))

    def _quotient(self, node: Quotient) -> Whole[T]:
        top, bottom = self._values[node.top], self._values[node.bottom]
        if not bottom.scale:
            return Whole(node.empty)
        if bottom.top is None:  # known before any data
            over = Whole(top.scale / bottom.scale, self._joined(top.top, bottom.bottom), top.bottom)
            return self._extreme(over, Whole(node.most), least=True) if top.scale else Whole(Fraction(0))
        if bottom.scale < 0:  # as -1 × m, where m <= 0
            bottom = Whole(-bottom.scale, self._times(-1, bottom.top), bottom.bottom)
        below = self.target.keep(self._times(1, bottom.top))
        safe = self.target.keep(self.target.most(below, self.target.lit(1)))
        over = Whole(top.scale / bottom.scale, self._joined(top.top, bottom.bottom), self._joined(top.bottom, safe))
        found = self._extreme(over, Whole(node.most), least=True) if top.scale else Whole[T](Fraction(0))
        interval = self.bounds.of(node.bottom)
        if interval is not None and interval.low > 0:
            return found
        return self._pick(self.target.le(self.target.lit(1), below), found, Whole(node.empty))

    def _extreme(self, left: Whole[T], right: Whole[T], *, least: bool) -> Whole[T]:
        scale, one, other, bottom = self._aligned(left, right)
        if left.bottom is right.bottom:
            return Whole(scale, (self.target.least if least else self.target.most)(one, other), bottom)
        return self._pick(self.target.le(one, other) if least else self.target.le(other, one), left, right)

    def _pick(self, condition: C, left: Whole[T], right: Whole[T]) -> Whole[T]:
        """Return one of two values, each keeping its own bottom."""
        if left == right:
            return left
        scale = _common(left.scale, right.scale)
        one = self._times(int(left.scale / scale), left.top)
        other = self._times(int(right.scale / scale), right.top)
        top = self.target.where(condition, one, other)
        if left.bottom is right.bottom:
            return Whole(scale, top, left.bottom)
        below, above = self._times(1, left.bottom), self._times(1, right.bottom)
        return Whole(scale, top, self.target.where(condition, below, above))

    def _round(self, node: Round) -> Whole[T]:
        target, whole, interval = self.target, self._values[node.of], self.bounds.of(node.of)
        steps = whole.scale / node.step
        if whole.bottom is None and steps.denominator == 1:
            return whole  # on the grid already
        top = target.keep(self._times(steps.numerator, whole.top))
        bottom = target.keep(self._times(steps.denominator, whole.bottom))
        if interval is not None and interval.low >= 0:
            return Whole(node.step, self._divided(top, bottom, node.mode))
        # Only amounts are divided: halves go away from zero, and the floor of -x is minus the ceiling of x.
        minus = target.lit(-1)
        amount = target.keep(target.most(top, target.mul(minus, top)))
        turned = {"down": "up", "up": "down"}.get(node.mode, node.mode)
        below = target.mul(minus, self._divided(amount, bottom, turned))
        above = self._divided(amount, bottom, node.mode)
        return Whole(node.step, target.where(target.le(target.lit(0), top), above, below))

    def _divided(self, top: T, bottom: T, mode: str) -> T:
        target = self.target
        if mode == "half_up":
            two = target.lit(2)
            return target.floordiv(target.add(target.mul(two, top), bottom), target.mul(two, bottom))
        if mode == "up":
            top = target.add(top, target.add(bottom, target.lit(-1)))
        return target.floordiv(top, bottom)

    # --- choices ----------------------------------------------------------------------------------------------------

    def _ways(self, node: Choose) -> tuple[list[tuple[int, Node]], bool]:
        """Return the cases that can be entered, by their place, then `otherwise`; and whether a value can fall between."""
        on = self.bounds.of(node.on)
        if on is None:
            return [], True
        cases, left = split(node, on)
        ways = [(place, node.cases[place][1]) for place, _ in cases]
        if left and node.otherwise is not None:
            ways.append((len(node.cases), node.otherwise))
        return ways, bool(left) and node.otherwise is None

    def _choice(self, node: Choose) -> Whole[T]:
        ways, refuses = self._ways(node)
        interval = self.bounds.of(node)
        if not ways or interval is None:
            return Whole(Fraction(0))
        # The fallback of a choice that refuses is never seen: the choice is not usable there.
        found = Whole[T](interval.low) if refuses else self._values[ways.pop()[1]]
        for place, of in reversed(ways):
            found = self._pick(self._case(node, place), self._values[of], found)
        return found

    def _case(self, node: Choose, place: int) -> C:
        """Return the condition that the tested value lies in a case's band."""
        if (node, place) not in self._holds:
            band, on = node.cases[place][0], self._values[node.on]
            found: list[C] = []
            if band.low is not None:
                _, end, value, _ = self._aligned(Whole(band.low), on)
                found.append((self.target.lt if band.low_open else self.target.le)(end, value))
            if band.high is not None:
                _, value, end, _ = self._aligned(on, Whole(band.high))
                found.append((self.target.lt if band.high_open else self.target.le)(value, end))
            self._holds[node, place] = self._every(found)
        return self._holds[node, place]

    # --- what must be present ---------------------------------------------------------------------------------------

    def needs(self, formula: Node) -> tuple[Need, ...]:
        """Return what a formula needs to have a value: slots, and choices that must have a usable branch."""
        for node in walk(formula):
            if node not in self._needs:
                self._needs[node] = self._need(node)
        return self._needs[formula]

    def _need(self, node: Node) -> tuple[Need, ...]:
        match node:
            case Fact():
                return (node.slot,)
            case Share():
                return (node.part, node.whole)
            case Choose():
                needs = dict.fromkeys(self._needs[node.on])
                ways, refuses = self._ways(node)
                if refuses or any(need not in needs for _, of in ways for need in self._needs[of]):
                    needs[node] = None
                return tuple(needs)
            case _:
                return tuple(dict.fromkeys(need for child in children(node) for need in self._needs[child]))

    def usable(self, needs: Iterable[Need]) -> C:
        """Return the condition under which everything in *needs* is there."""
        return self._every([self._there(need) for need in needs])

    def _there(self, need: Need) -> C:
        if isinstance(need, Slot):
            return self.target.given(need)
        known = set(self._needs[need.on])
        ways, refuses = self._ways(need)
        places = [(place, self.usable(other for other in self._needs[of] if other not in known)) for place, of in ways]
        found = self.target.never() if refuses else places.pop()[1]
        self.value(need.on)
        for place, usable in reversed(places):
            found = self.target.choose(self._case(need, place), usable, found)
        return found

    def _every(self, conditions: list[C]) -> C:
        if not conditions:
            return self.target.always()
        found = conditions[0]
        for condition in conditions[1:]:
            found = self.target.both(found, condition)
        return found


def _common(left: Fraction, right: Fraction) -> Fraction:
    """Return the greatest scale of which both are whole multiples."""
    if not left or not right:
        return (abs(left) or abs(right)) or Fraction(1)
    return Fraction(gcd(left.numerator, right.numerator), lcm(left.denominator, right.denominator))
