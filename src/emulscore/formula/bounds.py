"""The least and greatest value of a formula, by intervals; entering a branch narrows the fact that was tested.

Every value that a formula can take lies in its interval. The interval may be wider than the truth (that is when a
bound is "not proven"), never narrower.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import product
from math import lcm, prod
from typing import assert_never

from attrs import evolve, field, frozen

from emulscore.formula.exact import rounded
from emulscore.formula.nodes import (
    Add,
    Band,
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

__all__ = [
    "Bounds",
    "Branch",
    "Interval",
    "bounds",
    "known_facts",
    "leaf_interval",
    "split",
    "tested",
]


@frozen
class Interval:
    """All numbers from *low* to *high*; the ends themselves belong to it unless they are open.

    Openness matters where a tested fact is narrowed; a value that is worked out takes its ends as closed.
    """

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    def join(self, other: Interval) -> Interval:
        """Return the least interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))


Env = Mapping[Leaf, Interval]

_ZERO = Fraction(0)


def leaf_interval(leaf: Leaf) -> Interval:
    """Return the values that a fact can have by its declaration."""
    match leaf:
        case Fact():
            return Interval(Fraction(leaf.slot.low, leaf.scale), Fraction(leaf.slot.high, leaf.scale))
        case Share():
            return Interval(Fraction(0), leaf.most)
        case _:
            assert_never(leaf)


def known_facts(formula: Node, facts: Mapping[str, int]) -> dict[Leaf, Interval]:
    """Return the points that the known facts are pinned to, for `bounds` with the others unknown."""
    env: dict[Leaf, Interval] = {}
    for leaf in formula.reads:
        match leaf:
            case Fact():
                if leaf.slot.name in facts:
                    value = Fraction(facts[leaf.slot.name], leaf.scale)
                    env[leaf] = Interval(value, value)
            case Share():
                if leaf.part.name in facts and leaf.whole.name in facts:
                    value = Fraction(facts[leaf.part.name], facts[leaf.whole.name])
                    env[leaf] = Interval(value, value)
            case _:
                assert_never(leaf)
    return env


def narrowed(now: Interval, band: Band, grid: int | None = None) -> Interval | None:
    """Return what is left of *now* inside *band*, or None where nothing is.

    Args:
        now: The interval before.
        band: The band entered.
        grid: For a fact, the number of steps in one; open ends then move to the next step.
    """
    low, low_open = _raised(now.low, band, is_open=now.low_open)
    high, high_open = _lowered(now.high, band, is_open=now.high_open)
    if grid is None:
        empty = low > high or (low == high and (low_open or high_open))
        return None if empty else Interval(low, high, low_open, high_open)
    steps = low * grid
    first = -(-steps.numerator // steps.denominator)
    first += low_open and steps == first
    steps = high * grid
    last = steps.numerator // steps.denominator
    last -= high_open and steps == last
    return None if first > last else Interval(Fraction(first, grid), Fraction(last, grid))


@frozen
class Branch:
    """A branch that can be entered: its formula, the tested numbers that enter it, and what is known inside it."""

    of: Node
    stretch: Interval
    known: Bounds


@frozen
class Bounds:
    """The interval of every node met, under what is known of the facts.

    Attributes:
        env: What is known of the facts beyond their declarations.
    """

    env: Env = field(factory=dict)
    _memo: dict[tuple[Node, tuple[tuple[Leaf, Interval], ...]], Interval | None] = field(factory=dict)

    def leaf(self, leaf: Leaf) -> Interval:
        """Return the interval of a fact here."""
        return self.env.get(leaf) or leaf_interval(leaf)

    def about(self, node: Node) -> tuple[tuple[Leaf, Interval], ...]:
        """Return what is known beyond the declarations of the facts that *node* reads."""
        if len(node.reads) < len(self.env):
            return tuple((leaf, self.env[leaf]) for leaf in node.reads if leaf in self.env)
        return tuple((leaf, now) for leaf, now in self.env.items() if leaf in node.reads)

    def of(self, node: Node) -> Interval | None:
        """Return the interval of *node*, or None where it has no value (each branch is refused)."""
        key = (node, self.about(node))
        if key in self._memo:
            return self._memo[key]
        found: Interval | None
        match node:
            case Const():
                found = Interval(node.value, node.value)
            case Fact() | Share():
                found = self.leaf(node)
            case Table():
                at = self.leaf(Fact(node.at))
                values = node.values[int(at.low) - node.at.low : int(at.high) - node.at.low + 1]
                found = Interval(min(values), max(values))
            case Choose():
                found = None
                for branch in self.branches(node):
                    inner = branch.known.of(branch.of)
                    found = inner if found is None else found.join(inner) if inner else found
            case Add() | Min() | Max() | Mul() | WeightedMean() | Quotient() | Round() | Note() | Part():
                intervals: list[Interval] | None = []
                for child in children(node):
                    inner = self.of(child)
                    intervals = None if inner is None or intervals is None else [*intervals, inner]
                found = None if intervals is None else _combined(node, intervals)
            case _:
                assert_never(node)
        self._memo[key] = found
        return found

    def branches(self, node: Choose) -> list[Branch]:
        """Return the branches that can be entered, each with what is known inside it."""
        on = self.of(node.on)
        if on is None:
            return []
        leaf = tested(node)
        cases, left = split(node, on)
        entered = [(node.cases[place][1], stretch) for place, stretch in cases]
        rest = _joined(left)
        if node.otherwise is not None and rest is not None:
            entered.append((node.otherwise, rest))
        return [Branch(of, stretch, self if leaf is None else self._with(leaf, stretch)) for of, stretch in entered]

    def _with(self, leaf: Leaf, now: Interval) -> Bounds:
        return evolve(self, env={**self.env, leaf: now})


def split(node: Choose, on: Interval) -> tuple[list[tuple[int, Interval]], list[Interval]]:
    """Share the numbers of *on* out to the cases of a choice.

    Returns:
        The cases that can be entered, by their place, each with the least interval that holds the numbers entering it; and
        the stretches that no case holds, in rising order.
    """
    grid = _grid(node.on)
    left = [Band(on.low, on.high, on.low_open, on.high_open)]
    cases: list[tuple[int, Interval]] = []
    for place, (band, _) in enumerate(node.cases):
        taken = _joined(_kept(on, (_meet(piece, band) for piece in left), grid))
        if taken is not None:
            cases.append((place, taken))
        below = [] if band.low is None else [Band(None, band.low, high_open=not band.low_open)]
        above = [] if band.high is None else [Band(band.high, None, low_open=not band.high_open)]
        left = [
            rest
            for piece in left
            for side in (*below, *above)
            if narrowed(on, rest := _meet(piece, side), grid) is not None
        ]
    return cases, sorted(_kept(on, left, grid), key=lambda interval: interval.low)


def _grid(on: Node) -> int | None:
    """Return how many steps of its grid make one, where the tested value lies on a grid."""
    match on:
        case Const():
            return on.value.denominator
        case Fact():
            return on.scale
        case Round():
            return on.step.denominator if on.step.numerator == 1 else None
        case Add() | Min() | Max() | Note() | Part() | Mul(left=Const()):
            inner = children(on)
        case Choose():
            inner = children(on)[1:]
        case _:
            return None
    grids = [_grid(child) for child in inner]
    found = [grid for grid in grids if grid is not None]
    if len(found) < len(grids):
        return None
    return prod(found) if isinstance(on, Mul) else lcm(*found)


def _kept(on: Interval, pieces: Iterable[Band], grid: int | None) -> list[Interval]:
    return [kept for piece in pieces if (kept := narrowed(on, piece, grid)) is not None]


def _meet(one: Band, other: Band) -> Band:
    """Return the band of the numbers that lie in both (it may be empty)."""
    low = (other.low, other.low_open) if one.low is None else _raised(one.low, other, is_open=one.low_open)
    high = (other.high, other.high_open) if one.high is None else _lowered(one.high, other, is_open=one.high_open)
    return Band(low[0], high[0], low[1], high[1])


def _raised(low: Fraction, band: Band, *, is_open: bool) -> tuple[Fraction, bool]:
    """Return the lower end of what lies in the band too, and whether it is open."""
    if band.low is not None and (band.low > low or (band.low == low and band.low_open)):
        return band.low, band.low_open
    return low, is_open


def _lowered(high: Fraction, band: Band, *, is_open: bool) -> tuple[Fraction, bool]:
    """Return the upper end of what lies in the band too, and whether it is open."""
    if band.high is not None and (band.high < high or (band.high == high and band.high_open)):
        return band.high, band.high_open
    return high, is_open


def tested(node: Choose) -> Leaf | None:
    """Return the fact that a choice tests directly, if it does."""
    on = node.on
    while isinstance(on, Note | Part):
        on = on.of
    return on if isinstance(on, Fact | Share) else None


def _combined(
    node: Add | Min | Max | Mul | WeightedMean | Quotient | Round | Note | Part, inner: list[Interval]
) -> Interval | None:
    """Return the interval of a node from those of its children."""
    match node:
        case Add():
            return Interval(sum((each.low for each in inner), _ZERO), sum((each.high for each in inner), _ZERO))
        case Min():
            return Interval(min(each.low for each in inner), min(each.high for each in inner))
        case Max():
            return Interval(max(each.low for each in inner), max(each.high for each in inner))
        case Mul():
            ends = [one * other for one, other in product((inner[0].low, inner[0].high), (inner[1].low, inner[1].high))]
            return Interval(min(ends), max(ends))
        case WeightedMean():
            weights, items = inner[: len(node.weights)], inner[len(node.weights) :]
            # An item counts only where its weight can be above 0; `empty` only where all weights can be 0.
            taking = [item for item, weight in zip(items, weights, strict=True) if weight.high > 0]
            if all(weight.low <= 0 for weight in weights):
                taking.append(Interval(node.empty, node.empty))
            return _joined(taking)
        case Quotient():
            return _quotient(node, *inner)
        case Round():
            return Interval(rounded(inner[0].low, node), rounded(inner[0].high, node))
        case Note() | Part():
            return inner[0]
        case _:
            assert_never(node)


def _quotient(node: Quotient, top: Interval, bottom: Interval) -> Interval | None:
    found = [] if bottom.low > 0 else [Interval(node.empty, node.empty)]
    if bottom.high > 0:
        high = min(top.high / bottom.low, node.most) if bottom.low > 0 else (node.most if top.high > 0 else _ZERO)
        found.append(Interval(min(top.low / bottom.high, node.most), high))
    return _joined(found)


def _joined(found: list[Interval]) -> Interval | None:
    """Return the least interval that holds all of them."""
    if not found:
        return None
    low, high = min(each.low for each in found), max(each.high for each in found)
    return Interval(
        low,
        high,
        all(each.low_open for each in found if each.low == low),
        all(each.high_open for each in found if each.high == high),
    )


def bounds(formula: Node, env: Env | None = None) -> Interval | None:
    """Return the least and greatest value of *formula*, or None where it never has one.

    Args:
        formula: The formula.
        env: What is known of the facts beyond their declarations, as from `known_facts`.
    """
    return Bounds({} if env is None else env).of(formula)
