"""Whole-number programs as a list of steps: recorded once, then written out for an engine.

A `Graph` is a target of the one compilation to whole numbers, with further steps that read raw columns. Equal steps are
kept once, every number carries the range that it can reach, and a step whose range is one number is that number. So the
proof that no number leaves an engine's safe width is the same walk as the program itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from emulscore.formula.nodes import Slot
from emulscore.formula.targets import Ranges

__all__ = ["ALWAYS", "NEVER", "Graph", "Step"]

Range = tuple[int, int]
NEVER: Final = 0
"""The step of the condition that never holds."""
ALWAYS: Final = 1
"""The step of the condition that always holds."""


@frozen
class Step:
    """One assignment.

    Attributes:
        op: What is done.
        of: The steps that it is done to.
        data: What else belongs to it: a number, a table, the name of a column.
        ends: The least and greatest number that it can be; of a condition, (0, 1).
    """

    op: str
    of: tuple[int, ...]
    data: Any
    ends: Range

    @property
    def column(self) -> str:
        """Return the raw column that a step reads."""
        return str(self.data[0])

    @property
    def raw(self) -> Any:  # noqa: ANN401 - a number, a pair, or how values are read
        """Return what a step on a raw column looks for."""
        return self.data[1]

    @property
    def is_raw(self) -> bool:
        """Say whether a step reads a raw column."""
        return not self.of and isinstance(self.data, tuple)


@frozen
class Graph:
    """Records a program; whole numbers and conditions are both places in the list of steps.

    Attributes:
        steps: The steps; each is made of earlier ones.
        slots: The number of each slot that is known, and the condition under which it is given.
        ranges: What the numbers can reach.
    """

    steps: list[Step] = field(factory=list)
    slots: dict[str, tuple[int, int]] = field(factory=dict)
    ranges: Ranges = field(factory=Ranges)
    _places: dict[tuple[str, tuple[int, ...], object], int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.step("never", (), None, (0, 0))
        self.step("always", (), None, (1, 1))

    def step(self, op: str, of: tuple[int, ...], data: object, ends: Range) -> int:
        """Add a step, unless it is there already."""
        key = (op, of, data)
        if key not in self._places:
            self._places[key] = len(self.steps)
            self.steps.append(Step(op, of, data, ends))
        return self._places[key]

    def number(self, op: str, of: tuple[int, ...], data: object, ends: Range) -> int:
        """Add a step that is a whole number; one that can be only one number is that number."""
        return self.lit(ends[0]) if ends[0] == ends[1] else self.step(op, of, data, ends)

    def ends(self, place: int) -> Range:
        """Return the least and greatest number that a step can be."""
        return self.steps[place].ends

    # --- the target -------------------------------------------------------------------------------------------------

    def lit(self, value: int, /) -> int:
        """Return a constant."""
        return self.step("lit", (), value, self.ranges.lit(value))

    def read(self, slot: Slot, /) -> int:
        """Return a slot; where it is absent, some number within its limits."""
        return self.slots[slot.name][0] if slot.name in self.slots else self.lit(slot.low)

    def given(self, slot: Slot, /) -> int:
        """Say whether a slot is present."""
        return self.slots[slot.name][1] if slot.name in self.slots else NEVER

    def add(self, left: int, right: int, /) -> int:
        """Return the sum."""
        ends = self.ranges.add(self.ends(left), self.ends(right))
        zero = self.lit(0)
        if zero in {left, right}:
            return right if left == zero else left
        for one, other in ((left, right), (right, left)):
            minus = self.negated(other)
            if minus is not None:
                return self.number("sub", (one, minus), None, ends)
        return self.number("add", (min(left, right), max(left, right)), None, ends)

    def mul(self, left: int, right: int, /) -> int:
        """Return the product."""
        ends = self.ranges.mul(self.ends(left), self.ends(right))
        one = self.lit(1)
        if one in {left, right}:
            return right if left == one else left
        for lit, other in ((left, right), (right, left)):
            factor, inner = self.steps[lit], self.steps[other]
            if factor.op == "lit" and inner.op == "mul" and self.steps[inner.of[0]].op == "lit":
                return self.mul(self.lit(factor.data * self.steps[inner.of[0]].data), inner.of[1])
            if factor.op == "lit" and inner.op != "lit":
                return self.number("mul", (lit, other), None, ends)
        return self.number("mul", (min(left, right), max(left, right)), None, ends)

    def floordiv(self, left: int, right: int, /) -> int:
        """Return the quotient rounded down; left >= 0 and right >= 1."""
        ends = self.ranges.floordiv(self.ends(left), self.ends(right))
        return left if right == self.lit(1) else self.number("floordiv", (left, right), None, ends)

    def least(self, left: int, right: int, /) -> int:
        """Return the smaller."""
        (low, high), (lower, higher) = self.ends(left), self.ends(right)
        if left == right or high <= lower:
            return left
        if higher <= low:
            return right
        return self.step(
            "least", (min(left, right), max(left, right)), None, self.ranges.least((low, high), (lower, higher))
        )

    def most(self, left: int, right: int, /) -> int:
        """Return the greater."""
        (low, high), (lower, higher) = self.ends(left), self.ends(right)
        if left == right or low >= higher:
            return left
        if lower >= high:
            return right
        return self.step(
            "most", (min(left, right), max(left, right)), None, self.ranges.most((low, high), (lower, higher))
        )

    def table(self, at: int, values: Sequence[int], /) -> int:
        """Return entry number *at*, from 0."""
        low, high = self.ends(at)
        if low == high:
            return self.lit(values[low])
        return self.number("table", (at,), tuple(values), self.ranges.table((low, high), values))

    def le(self, left: int, right: int, /) -> int:
        """Say whether left <= right."""
        (low, high), (lower, higher) = self.ends(left), self.ends(right)
        if left == right or high <= lower:
            return ALWAYS
        return NEVER if low > higher else self.step("le", (left, right), None, (0, 1))

    def lt(self, left: int, right: int, /) -> int:
        """Say whether left < right."""
        return self.negation(self.le(right, left))

    def both(self, left: int, right: int, /) -> int:
        """Say whether both hold."""
        if NEVER in {left, right} or left == self.negation(right):
            return NEVER
        if ALWAYS in {left, right}:
            return right if left == ALWAYS else left
        if left == right:
            return left
        one, other = self.steps[left], self.steps[right]
        if one.op == other.op == "le" and one.of == other.of[::-1]:
            return self.step("eq", (min(one.of), max(one.of)), None, (0, 1))
        return self.step("and", (min(left, right), max(left, right)), None, (0, 1))

    def where(self, condition: int, then: int, otherwise: int, /) -> int:
        """Return *then* where the condition holds, else *otherwise*."""
        if then == otherwise or condition == ALWAYS:
            return then
        if condition == NEVER:
            return otherwise
        if self.steps[condition].op == "not":
            condition, then, otherwise = self.steps[condition].of[0], otherwise, then
        # Inside, the condition is known.
        while (step := self.steps[then]).op == "where" and step.of[0] == condition:
            then = step.of[1]
        while (step := self.steps[otherwise]).op == "where" and step.of[0] == condition:
            otherwise = step.of[2]
        if then == otherwise:
            return then
        ends = self.ranges.where(None, self.ends(then), self.ends(otherwise))
        return self.step("where", (condition, then, otherwise), None, ends)

    def choose(self, condition: int, then: int, otherwise: int, /) -> int:
        """Return the condition *then* where *condition* holds, else the condition *otherwise*."""
        return self.either(self.both(condition, then), self.both(self.negation(condition), otherwise))

    def always(self) -> int:
        """Return the condition that always holds."""
        return ALWAYS

    def never(self) -> int:
        """Return the condition that never holds."""
        return NEVER

    def within(self, value: int, low: int, high: int, /) -> int:
        """Return *value*, of which it is proven that it lies in low..high."""
        least, most = self.ends(value)
        if low <= least and most <= high:
            return value
        return self.number("within", (value,), None, (max(low, least), min(high, most)))

    def keep(self, value: int, /) -> int:
        """Return *value*: every step has a name of its own."""
        return value

    def negated(self, place: int) -> int | None:
        """Return the step of which a step is the negative, if it is one."""
        step = self.steps[place]
        return step.of[1] if step.op == "mul" and step.of[0] == self.lit(-1) else None

    # --- further conditions -----------------------------------------------------------------------------------------

    def negation(self, condition: int) -> int:
        """Say whether a condition does not hold."""
        if condition in {NEVER, ALWAYS}:
            return ALWAYS - condition
        found = self.steps[condition]
        return found.of[0] if found.op == "not" else self.step("not", (condition,), None, (0, 1))

    def either(self, left: int, right: int) -> int:
        """Say whether one of two holds."""
        return self.negation(self.both(self.negation(left), self.negation(right)))

    def equal(self, left: int, right: int) -> int:
        """Say whether two numbers are the same."""
        return self.both(self.le(left, right), self.le(right, left))

    def raw(self, op: str, column: str, data: object = None, ends: Range | None = None) -> int:
        """Read something of a raw column: a condition where no range is given, else a number of that range."""
        if ends is None:
            return self.step(op, (), (column, data), (0, 1))
        self.ranges.lit(ends[0])
        self.ranges.lit(ends[1])  # what is read counts too
        return self.number(op, (), (column, data), ends)

    # --- what a program needs ---------------------------------------------------------------------------------------

    def uses(self, wanted: Sequence[int]) -> Mapping[int, int]:
        """Return the steps that *wanted* are made of, in order, each with the number of its readers."""
        counts: dict[int, int] = dict.fromkeys(wanted, 0)
        for place in range(max(wanted, default=-1), -1, -1):
            if place in counts:
                for part in self.steps[place].of:
                    counts[part] = counts.get(part, 0) + 1
        for place in wanted:
            counts[place] += 1
        return dict(sorted(counts.items()))
