"""How a formula moves with each fact: derived, never declared, and "mixed" wherever it is not certain."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import assert_never

from attrs import field, frozen

from emulscore.formula.bounds import Bounds, Branch, Interval
from emulscore.formula.nodes import (
    Add,
    Choose,
    Const,
    Fact,
    Leaf,
    Max,
    Min,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Share,
    Table,
    WeightedMean,
    children,
)

__all__ = ["Direction", "direction", "directions"]


class Direction(Enum):
    """What more of a fact does to the points, all other facts staying as they are.

    `RISING` means never fewer points, `FALLING` never more, `FLAT` no change, `MIXED` that nothing is claimed.
    """

    FLAT = "flat"
    RISING = "rising"
    FALLING = "falling"
    MIXED = "mixed"

    def with_(self, other: Direction) -> Direction:
        """Return the direction of a value that moves with both."""
        if self is other or other is Direction.FLAT:
            return self
        return other if self is Direction.FLAT else Direction.MIXED

    def turned(self) -> Direction:
        """Return the direction of the negated value."""
        return {Direction.RISING: Direction.FALLING, Direction.FALLING: Direction.RISING}.get(self, self)


def directions(formula: Node) -> dict[Leaf, Direction]:
    """Return the direction of *formula* in each fact that it reads."""
    return {leaf: direction(formula, leaf, Bounds()) for leaf in formula.reads}


def direction(formula: Node, leaf: Leaf, here: Bounds) -> Direction:
    """Return the direction of *formula* in one fact, under what is known of the facts."""
    return _Along(leaf).of(formula, here)


@frozen
class _Along:
    """The directions of nodes in one fact."""

    leaf: Leaf
    _memo: dict[tuple[Node, tuple[tuple[Leaf, Interval], ...]], Direction] = field(factory=dict)

    def of(self, node: Node, here: Bounds) -> Direction:
        if self.leaf not in node.reads:
            return Direction.FLAT
        key = (node, here.about(node))
        if key in self._memo:
            return self._memo[key]
        found = Direction.FLAT
        match node:
            case Const() | Fact() | Share():  # a constant reads no fact, and never comes so far
                found = Direction.RISING
            case Add() | Min() | Max() | Round() | Note() | Part():
                for child in children(node):
                    found = found.with_(self.of(child, here))
            case Table():
                found = _of_values(node, here)
            case Mul():
                left = _signed(self.of(node.left, here), here.of(node.right))
                found = left.with_(_signed(self.of(node.right, here), here.of(node.left)))
            case Quotient():
                # Where the bottom can be 0, the value jumps to `empty`, which may lie on either side.
                steady = self.leaf not in node.bottom.reads
                found = self.of(node.top, here).with_(self.of(node.bottom, here).turned())
                found = found if steady or _above_zero(here.of(node.bottom)) else Direction.MIXED
            case WeightedMean():
                for item in node.items:
                    found = found.with_(self.of(item, here))
                if any(self.leaf in weight.reads for weight in node.weights):
                    found = Direction.MIXED
            case Choose():
                branches = here.branches(node)
                for branch in branches:
                    found = found.with_(self.of(branch.of, branch.known))
                if self.leaf in node.on.reads:
                    found = found.with_(_across(branches, self.of(node.on, here)))
            case _:
                assert_never(node)
        self._memo[key] = found
        return found


def _above_zero(interval: Interval | None) -> bool:
    return interval is not None and interval.low > 0


def _signed(direction: Direction, other: Interval | None) -> Direction:
    """Return how a product moves with one factor, the sign of the other being known or not."""
    if direction is Direction.FLAT or other is None or other.low >= 0:
        return direction
    return direction.turned() if other.high <= 0 else Direction.MIXED


def _across(branches: list[Branch], path: Direction) -> Direction:
    """Return how the value moves from each branch to the next, as the tested value moves along *path*."""
    if path is Direction.MIXED:
        return path
    found = Direction.FLAT
    order = sorted(branches, key=lambda branch: (branch.stretch.low, branch.stretch.high))
    for lower, upper in pairwise(order):
        below, above = lower.known.of(lower.of), upper.known.of(upper.of)
        if lower.stretch.high > upper.stretch.low:
            return Direction.MIXED  # the stretches interleave
        if below is not None and above is not None and not below.low == below.high == above.low == above.high:
            rises, falls = below.high <= above.low, above.high <= below.low
            found = found.with_(Direction.RISING if rises else Direction.FALLING if falls else Direction.MIXED)
    return found.turned() if path is Direction.FALLING else found


def _of_values(node: Table, here: Bounds) -> Direction:
    at = here.leaf(Fact(node.at))
    values = node.values[int(at.low) - node.at.low : int(at.high) - node.at.low + 1]
    found = Direction.FLAT
    for one, following in pairwise(values):
        if one != following:
            found = found.with_(Direction.RISING if following > one else Direction.FALLING)
    return found
