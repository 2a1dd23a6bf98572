"""One compilation of a formula to whole numbers, for any target that knows a dozen operations.

A value is `scale * top / bottom`: *scale* is a fraction known before any data, *top* and *bottom* are whole numbers of
the target (Python source, ranges, columns, SQL text). Rounding half up of x/y is `(2*x + y) // (2*y)` with x >= 0 and
y > 0. A node that stands in two places is compiled once.

All branches of a choice are worked out and one is picked, as columns do it. So a compiled value means something only
where `usable` holds, and every operation must be harmless for all numbers that the slots can have.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from typing import Generic, TypeAlias, TypeVar, assert_never

from attrs import field, frozen

from emulscore.formula.arithmetic import Arithmetic, Whole
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
from emulscore.formula.target import Target

__all__ = ["Compiler"]

T = TypeVar("T")
C = TypeVar("C")
Need: TypeAlias = Slot | Choose


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

    @property
    def over(self) -> Arithmetic[T, C]:
        """Return the arithmetic of the target."""
        return Arithmetic(self.target)

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
        return self.over.times(factor.numerator, whole.top)

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
                return self.over.sum(self._values[term] for term in node.terms)
            case Mul():
                return self.over.product(self._values[node.left], self._values[node.right])
            case WeightedMean():
                return self._mean(node)
            case Quotient():
                return self._quotient(node)
            case Min() | Max():
                first, *others = (self._values[term] for term in self._deciding(node))
                for other in others:
                    first = self.over.extreme(first, other, least=isinstance(node, Min))
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

    def _deciding(self, node: Min | Max) -> list[Node]:
        """Return the terms that can decide: one that another one never leaves behind need not be worked out."""
        terms = list(dict.fromkeys(node.terms))
        for term in terms[:]:
            here = self.bounds.of(term)
            for other in terms:
                there = self.bounds.of(other)
                if other is term or here is None or there is None:
                    continue
                if (there.high <= here.low) if isinstance(node, Min) else (there.low >= here.high):
                    terms.remove(term)
                    break
        return terms

    def _mean(self, node: WeightedMean) -> Whole[T]:
        weights = [self._values[weight] for weight in node.weights]
        total = self.over.sum(weights)
        pairs = zip(weights, (self._values[item] for item in node.items), strict=True)
        sums = self.over.sum(self.over.product(weight, item) for weight, item in pairs)
        if not total.scale:
            return Whole(node.empty)
        if total.scale < 0:  # one weight such as -1 × m, where m <= 0
            total = Whole(-total.scale, self.over.times(-1, total.top), total.bottom)
        above = self.target.keep(self.over.times(1, total.top))
        safe = above if total.top is None else self.target.keep(self.target.most(above, self.target.lit(1)))
        mean = Whole(
            sums.scale / total.scale,
            self.over.joined(sums.top, total.bottom),
            self.over.joined(sums.bottom, safe),
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
        return self.over.pick(self.target.le(self.target.lit(1), above), mean, Whole(node.empty))

    def _quotient(self, node: Quotient) -> Whole[T]:
        top, bottom = self._values[node.top], self._values[node.bottom]
        if not bottom.scale:
            return Whole(node.empty)
        if bottom.top is None:  # known before any data
            over = Whole(top.scale / bottom.scale, self.over.joined(top.top, bottom.bottom), top.bottom)
            return self.over.extreme(over, Whole(node.most), least=True) if top.scale else Whole(Fraction(0))
        if bottom.scale < 0:  # as -1 × m, where m <= 0
            bottom = Whole(-bottom.scale, self.over.times(-1, bottom.top), bottom.bottom)
        below = self.target.keep(self.over.times(1, bottom.top))
        safe = self.target.keep(self.target.most(below, self.target.lit(1)))
        over = Whole(
            top.scale / bottom.scale, self.over.joined(top.top, bottom.bottom), self.over.joined(top.bottom, safe)
        )
        found = self.over.extreme(over, Whole(node.most), least=True) if top.scale else Whole[T](Fraction(0))
        interval = self.bounds.of(node.bottom)
        if interval is not None and interval.low > 0:
            return found
        return self.over.pick(self.target.le(self.target.lit(1), below), found, Whole(node.empty))

    def _round(self, node: Round) -> Whole[T]:
        target, whole, interval = self.target, self._values[node.of], self.bounds.of(node.of)
        steps = whole.scale / node.step
        if whole.bottom is None and steps.denominator == 1:
            return whole  # on the grid already
        top = target.keep(self.over.times(steps.numerator, whole.top))
        bottom = target.keep(self.over.times(steps.denominator, whole.bottom))
        if interval is not None and interval.low >= 0:
            return Whole(node.step, self.over.divided(top, bottom, node.mode))
        # Only amounts are divided: halves go away from zero, and the floor of -x is minus the ceiling of x.
        minus = target.lit(-1)
        amount = target.keep(target.most(top, target.mul(minus, top)))
        turned = {"down": "up", "up": "down"}.get(node.mode, node.mode)
        below = target.mul(minus, self.over.divided(amount, bottom, turned))
        above = self.over.divided(amount, bottom, node.mode)
        return Whole(node.step, target.where(target.le(target.lit(0), top), above, below))

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
            found = self.over.pick(self._case(node, place), self._values[of], found)
        return found

    def cases(self, node: Choose) -> list[tuple[C, Node]]:
        """Return the branches of a choice that can be entered, each with its condition; `otherwise` is not among them."""
        self.value(node.on)
        ways, _ = self._ways(node)
        return [(self._case(node, place), of) for place, of in ways if place < len(node.cases)]

    def _case(self, node: Choose, place: int) -> C:
        """Return the condition that the tested value lies in a case's band."""
        if (node, place) not in self._holds:
            band, on = node.cases[place][0], self._values[node.on]
            found: list[C] = []
            if band.low is not None:
                _, end, value, _ = self.over.aligned(Whole(band.low), on)
                found.append((self.target.lt if band.low_open else self.target.le)(end, value))
            if band.high is not None:
                _, value, end, _ = self.over.aligned(on, Whole(band.high))
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
