"""The picture of a formula along one fact: straight pieces between exact breakpoints, with what holds at each of them.

Nothing is sampled. The facts' range is cut where the formula bends or jumps, and in each cell, a point or the open
stretch between two, the formula is one straight line. What is not made of straight lines is refused.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final, assert_never

from attrs import field, frozen

from emulscore.formula.bounds import Interval
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate, rounded
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

__all__ = ["Line", "Lines", "NotStraightError", "lines", "names_of"]

_MOST: Final = 400  # breakpoints; more would not be a picture


class NotStraightError(Exception):
    """The formula is not made of straight lines along the fact, or of too many."""


@frozen
class Line:
    """A straight line: *slope* × value + *start*."""

    slope: Fraction
    start: Fraction

    def at(self, value: Fraction) -> Fraction:
        """Return the height of the line at a value."""
        return self.slope * value + self.start


@frozen
class Lines:
    """A formula along one fact.

    Attributes:
        breaks: The values at which it bends or jumps, in rising order, with both ends of the range.
        cells: What it is at each break and between it and the next, in turn; None where it has no value.
    """

    breaks: tuple[Fraction, ...]
    cells: tuple[Line | None, ...]

    def cell(self, value: Fraction) -> Line | None:
        """Return the line that holds at a value of the range."""
        place = bisect_left(self.breaks, value)
        return self.cells[2 * place - (self.breaks[place] != value)]

    def at(self, value: Fraction) -> Fraction | None:
        """Return the formula's value at a value of the fact; None where it has none."""
        line = self.cell(value)
        return None if line is None else line.at(value)

    def cut(self, more: Iterable[Fraction]) -> Lines:
        """Return the same with further breaks, inside the range."""
        low, high = self.breaks[0], self.breaks[-1]
        breaks = sorted({*self.breaks, *(value for value in more if low < value < high)})
        if len(breaks) > _MOST:
            raise NotStraightError
        return Lines(tuple(breaks), tuple(self.cell(value) for value in _samples(breaks)))

    def each(self, work: Callable[[Line, Fraction], Line | None]) -> Lines:
        """Return what *work* makes of each line, given a value inside its cell."""
        pairs = zip(self.cells, _samples(self.breaks), strict=True)
        return Lines(self.breaks, tuple(None if line is None else work(line, value) for line, value in pairs))

    def crossings(self, height: Fraction) -> list[Fraction]:
        """Return where it takes a value between two breaks."""
        found = ((_meets(line, height), low, high) for line, low, high in self._stretches())
        return [at for at, low, high in found if at is not None and low < at < high]

    def steps(self, how: Round) -> list[Fraction]:
        """Return where its rounded value jumps between two breaks."""
        found = []
        half = Fraction(1, 2) if how.mode == "half_up" else Fraction(0)
        for line, low, high in self._stretches():
            ends = sorted(line.at(end) / how.step - half for end in (low, high))
            first, last = -(-ends[0].numerator // ends[0].denominator), ends[1].numerator // ends[1].denominator
            if last - first > _MOST:
                raise NotStraightError
            heights = ((step + half) * how.step for step in range(first, last + 1))
            found += [at for height in heights if line.slope and (at := _meets(line, height)) is not None]
        return found

    def _stretches(self) -> Iterable[tuple[Line, Fraction, Fraction]]:
        pairs = zip(self.cells[1::2], pairwise(self.breaks), strict=True)
        return ((line, low, high) for line, (low, high) in pairs if line is not None)

    def tidy(self) -> Lines:
        """Return the same without the breaks at which nothing happens."""
        last = len(self.breaks) - 1
        kept = [
            place
            for place in range(last + 1)
            if place in {0, last} or not self.cells[2 * place - 1] == self.cells[2 * place] == self.cells[2 * place + 1]
        ]
        breaks = [self.breaks[place] for place in kept]
        return Lines(tuple(breaks), tuple(self.cell(value) for value in _samples(breaks)))


def _meets(line: Line, height: Fraction) -> Fraction | None:
    return (height - line.start) / line.slope if line.slope else None


def _samples(breaks: Iterable[Fraction]) -> list[Fraction]:
    """Return a value in each cell: each break, and the middle between it and the next."""
    first, *others = breaks
    samples = [first]
    for high in others:
        samples += [(samples[-1] + high) / 2, high]
    return samples


def lines(formula: Node, leaf: Leaf, within: Interval, facts: Mapping[str, int] | None = None) -> Lines:
    """Return a formula along one fact, the other facts standing still.

    >>> from emulscore.formula.nodes import Slot, smallest
    >>> from emulscore.words import Words
    >>> times = Fact(Slot("tre", 0, 50, Words("số lần trễ")))
    >>> found = lines(5 - smallest(times * 2, 5), times, Interval(Fraction(0), Fraction(9)))
    >>> [(str(at), str(found.at(at))) for at in found.breaks]
    [('0', '5'), ('5/2', '0'), ('9', '0')]

    Args:
        formula: The formula.
        leaf: The fact.
        within: The range to look at.
        facts: The other facts, by slot.

    Raises:
        NotStraightError: The formula is not made of straight lines along the fact, or of too many.
    """
    if any(names_of(leaf) & names_of(other) for other in formula.reads if other != leaf):
        raise NotStraightError  # one slot read in two ways would not stand still
    return _Along(leaf, (within.low, within.high), facts or {}).of(formula).tidy()


def names_of(leaf: Leaf) -> set[str]:
    """Return the names of the slots that a leaf reads."""
    return {slot.name for slot in leaf.slots}


@frozen
class _Along:
    """The lines of nodes along one fact."""

    leaf: Leaf
    ends: tuple[Fraction, Fraction]
    facts: Mapping[str, int]
    _memo: dict[Node, Lines] = field(factory=dict)

    def of(self, node: Node) -> Lines:
        if node not in self._memo:
            self._memo[node] = self._still(node) if self.leaf not in node.reads else self._moving(node)
        return self._memo[node]

    def _even(self, line: Line | None) -> Lines:
        return Lines(self.ends, (line,) * 3)

    def _still(self, node: Node) -> Lines:
        try:
            value = evaluate(node, self.facts)[0]
        except (AbsentError, NoCaseError):
            return self._even(None)
        return self._even(Line(Fraction(0), value))

    def _moving(self, node: Node) -> Lines:
        match node:
            case Const() | Fact() | Share():
                return self._even(Line(Fraction(1), Fraction(0)))
            case Note() | Part():
                return self.of(node.of)
            case Add():
                return _combined([self.of(term) for term in node.terms], _sum)
            case Mul():
                return _combined([self.of(node.left), self.of(node.right)], _product)
            case Min() | Max():
                found, *others = (self.of(term) for term in node.terms)
                for other in others:
                    found = _picked(found, other, min if isinstance(node, Min) else max)
                return found
            case WeightedMean():
                return _combined(
                    [self.of(child) for child in children(node)],
                    lambda *all_: _mean(all_[: len(node.weights)], all_[len(node.weights) :], node.empty),
                )
            case Quotient():
                parts = [self.of(node.top), self.of(node.bottom)]
                full = _combined(parts, lambda top, bottom: _divided(top, bottom, node.empty))
                bound = _combined(parts, lambda _, bottom: Line(Fraction(0), node.most if bottom.start else node.empty))
                return _picked(full, bound, min)
            case Round():
                of = self.of(node.of)
                return of.cut(of.steps(node)).each(lambda line, at: Line(Fraction(0), rounded(line.at(at), node)))
            case Table():
                return self._table(node)
            case Choose():
                return self._chosen(node)
            case _:
                assert_never(node)

    def _table(self, node: Table) -> Lines:
        whole = self._even(None).cut(map(Fraction, range(node.at.low, min(node.at.high, node.at.low + _MOST + 1))))
        values = [
            Line(Fraction(0), node.values[int(at) - node.at.low]) if at.denominator == 1 else None
            for at in whole.breaks
        ]
        return Lines(whole.breaks, tuple(line for value in values for line in (value, None))[:-1])

    def _chosen(self, node: Choose) -> Lines:
        on = self.of(node.on)
        ends = {end for band, _ in node.cases for end in (band.low, band.high) if end is not None}
        on = on.cut(at for end in ends for at in on.crossings(end))
        ways = [self.of(of) for _, of in node.cases]
        ways += [] if node.otherwise is None else [self.of(node.otherwise)]
        on = on.cut(at for way in ways for at in way.breaks)
        bands = [band for band, _ in node.cases]

        def taken(line: Line, at: Fraction) -> Line | None:
            height = line.at(at)
            way = next((place for place, band in enumerate(bands) if band.holds(height)), len(bands))
            return ways[way].cell(at) if way < len(ways) else None

        return on.each(taken)


def _combined(parts: list[Lines], work: Callable[..., Line]) -> Lines:
    """Return what *work* makes of the lines of all parts, cell by cell; nothing where one of them has none."""
    first = parts[0].cut(at for part in parts[1:] for at in part.breaks)

    def one(_: Line, at: Fraction) -> Line | None:
        found = [part.cell(at) for part in parts]
        return None if None in found else work(*found)

    return first.each(one)


def _sum(*terms: Line) -> Line:
    return Line(sum((one.slope for one in terms), Fraction(0)), sum((one.start for one in terms), Fraction(0)))


def _product(left: Line, right: Line) -> Line:
    if left.slope and right.slope:
        raise NotStraightError
    by, line = (right.start, left) if left.slope else (left.start, right)
    return Line(line.slope * by, line.start * by)


def _mean(weights: tuple[Line, ...], items: tuple[Line, ...], empty: Fraction) -> Line:
    if any(weight.slope for weight in weights):
        raise NotStraightError
    total = sum((weight.start for weight in weights), Fraction(0))
    if not total:
        return Line(Fraction(0), empty)
    parts = [
        _product(Line(Fraction(0), weight.start / total), item) for weight, item in zip(weights, items, strict=True)
    ]
    return _sum(*parts)


def _divided(top: Line, bottom: Line, empty: Fraction) -> Line:
    if bottom.slope:
        raise NotStraightError
    return _product(Line(Fraction(0), 1 / bottom.start), top) if bottom.start else Line(Fraction(0), empty)


def _picked(one: Lines, other: Lines, pick: Callable[[Fraction, Fraction], Fraction]) -> Lines:
    """Return the lower or the higher of two, cut where they cross."""
    one = one.cut(other.breaks)
    apart = _combined([one, other], lambda line, second: _sum(line, Line(-second.slope, -second.start)))
    one = one.cut(apart.crossings(Fraction(0)))

    def better(line: Line, at: Fraction) -> Line | None:
        second = other.cell(at)
        if second is None:
            return None
        return line if pick(line.at(at), second.at(at)) == line.at(at) else second

    return one.each(better)
