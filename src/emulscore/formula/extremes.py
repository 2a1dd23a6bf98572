"""Exact search for the measurements that reach a formula's least and greatest value.

Along one fact, between two neighbouring breakpoints (the ends of its range and of every band that it is tested against), a
formula moves one way; `direction` proves it, stretch by stretch. So the extremes lie where every fact stands at an end of
one of its stretches, and those points are tried one by one; where it moves one way over the whole range, only the end that
counts is tried. What cannot be settled so, or needs more points than are allowed, is refused by name and never approximated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise, product
from math import prod

from attrs import frozen

from emulscore.formula.bounds import Bounds, Interval, known_facts, leaf_interval, tested
from emulscore.formula.direction import Direction, direction
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.holes import holes
from emulscore.formula.nodes import Choose, Fact, Leaf, Node, Share, walk

__all__ = ["MOST_POINTS", "Attained", "Extremes", "NotSettledError", "candidates", "extremes", "neighbours"]

MOST_POINTS = 20_000
"""How many combinations of measurements are tried before a search is given up by name."""

_SMALL = 200  # a stretch of so few whole numbers is tried number by number


class NotSettledError(Exception):
    """The search cannot settle the extremes; `facts` are the facts that stand in the way."""

    def __init__(self, facts: Iterable[str], points: int) -> None:
        self.facts = tuple(facts)
        self.points = points
        super().__init__(f"not settled: {', '.join(self.facts)} ({points} points)")


@frozen
class Attained:
    """A value with measurements that reach it.

    Attributes:
        value: The exact value.
        facts: Whole numbers by slot name, for every slot that matters.
    """

    value: Fraction
    facts: Mapping[str, int]


@frozen
class Extremes:
    """The least and greatest value of a formula, each with measurements that reach it."""

    low: Attained
    high: Attained


def neighbours(value: Fraction, largest: int) -> tuple[Fraction, Fraction]:
    """Return the nearest fractions below and above *value* whose denominators are at most *largest*.

    >>> neighbours(Fraction(4, 5), 10)
    (Fraction(7, 9), Fraction(5, 6))
    """
    top, bottom = value.numerator, value.denominator
    if bottom > largest:  # the nearest fraction stands on one side; its own neighbour stands on the other
        near = value.limit_denominator(largest)
        one, other = neighbours(near, largest)
        return (near, other) if near < value else (one, near)
    if bottom == 1:
        return top - Fraction(1, largest), top + Fraction(1, largest)
    # c/d just below a/b has a*d - b*c = 1, with the greatest such d; just above, b*c - a*d = 1.
    inverse = pow(top, -1, bottom)
    below = largest - (largest - inverse) % bottom
    above = largest - (largest + inverse) % bottom
    return Fraction(top * below - 1, bottom * below), Fraction(top * above + 1, bottom * above)


def _bands(formulas: Iterable[Node], leaf: Leaf) -> set[Fraction]:
    ends: set[Fraction] = set()
    for node in {node for formula in formulas for node in walk(formula)}:
        if isinstance(node, Choose) and tested(node) == leaf:
            ends |= {end for band, _ in node.cases for end in (band.low, band.high) if end is not None}
    return ends


def candidates(
    formulas: tuple[Node, ...], leaf: Leaf, within: Interval | None = None, *, settle: bool = True
) -> list[Fraction]:
    """Return values of a fact among which every formula's extremes lie, whatever the other facts are.

    Args:
        formulas: The formulas, which move with the fact one way between neighbouring breakpoints.
        leaf: The fact.
        within: The values that are open; all that the fact's declaration allows where it is not given.
        settle: Whether to refuse rather than to leave values out.

    Raises:
        NotSettledError: On some stretch a formula's direction is not certain, and the stretch is too long to try.
    """
    now = leaf_interval(leaf) if within is None else within
    if leaf.of_state:
        return sorted(end for end in _bands(formulas, leaf) | {Fraction(0)} if now.low <= end <= now.high)
    points = {now.low, now.high}
    for end in _bands(formulas, leaf):
        points |= {near for near in _around(leaf, end) if now.low <= near <= now.high}
    ordered = sorted(points)
    for low, high in pairwise(ordered):
        try:
            points |= _inside(formulas, leaf, Interval(low, high))
        except NotSettledError:
            if settle:
                raise
    return sorted(points)


def _around(leaf: Leaf, end: Fraction) -> tuple[Fraction, ...]:
    """Return the values nearest to a band's end that the fact can have, on both sides."""
    if isinstance(leaf, Fact):
        floor = end * leaf.scale // 1
        return tuple(Fraction(int(floor) + by, leaf.scale) for by in (-1, 0, 1, 2))
    below, above = neighbours(end, leaf.whole.high)
    return (below, end, above) if end.denominator <= leaf.whole.high else (below, above)


def _inside(formulas: tuple[Node, ...], leaf: Leaf, stretch: Interval) -> set[Fraction]:
    """Return the values inside a stretch that must be tried too: none where every formula moves one way."""
    if isinstance(leaf, Share) and neighbours(stretch.low, leaf.whole.high)[1] >= stretch.high:
        return set()  # no share lies strictly between
    here = Bounds({leaf: stretch})
    if all(direction(formula, leaf, here) is not Direction.MIXED for formula in formulas if leaf in formula.reads):
        return set()
    if isinstance(leaf, Fact):
        steps = range(int(stretch.low * leaf.scale), int(stretch.high * leaf.scale) + 1)
        if len(steps) <= _SMALL:
            return {Fraction(step, leaf.scale) for step in steps}
    raise NotSettledError([leaf.name], 0)


def slots_of(leaf: Leaf, value: Fraction, whole: int | None = None) -> dict[str, int]:
    """Return the slots of a fact at a value; a share over *whole*, or over its own denominator."""
    if isinstance(leaf, Fact):
        return {leaf.slot.name: int(value * leaf.scale)}
    bottom = value.denominator if whole is None else whole
    return {leaf.part.name: int(value * bottom), leaf.whole.name: bottom}


def grid(
    formulas: tuple[Node, ...],
    fixed: Mapping[str, int],
    within: Mapping[Leaf, Interval] | None = None,
    options_of: Callable[[Leaf], Sequence[Fraction]] | None = None,
    *,
    facts: Container[str] | None = None,
    settle: bool = True,
) -> Iterator[dict[str, int]]:
    """Yield the measurements among which the extremes of all *formulas* together lie.

    Args:
        formulas: The formulas; those that share facts are to be searched together.
        fixed: What is known of the facts, by slot.
        within: The ranges that are open, where they are narrower than the facts' declarations.
        options_of: Gives the `candidates` of a fact, where they have been worked out before.
        facts: The facts that are open; another one that is not fixed has no value. All are, where it is not given.
        settle: Whether to refuse rather than to leave points out.

    Raises:
        NotSettledError: As `candidates`; or there are more than `MOST_POINTS` points.
    """
    leaves = sorted({leaf for formula in formulas for leaf in formula.reads}, key=lambda leaf: (leaf.name, repr(leaf)))
    free = [
        leaf for leaf in leaves if leaf.slots[0].name not in fixed and (facts is None or leaf.slots[0].fact in facts)
    ]
    sides = Counter(leaf.slot.fact for leaf in free if isinstance(leaf, Fact) and leaf.name != leaf.slot.fact)
    sides.subtract(leaf.slot.fact for leaf in free if isinstance(leaf, Fact) and leaf.of_state)
    twice = sorted(name for name, times in sides.items() if times > 1)
    if twice:  # one lateness in two units: its slots cannot be chosen apart
        raise NotSettledError(twice, 0)
    found = options_of or (lambda leaf: candidates(formulas, leaf, (within or {}).get(leaf)))
    options = [found(leaf) for leaf in free]
    while (points := prod(map(len, options))) > MOST_POINTS:
        if settle:
            raise NotSettledError([leaf.name for leaf in free], points)
        longest = max(range(len(options)), key=lambda place: len(options[place]))
        options[longest] = [options[longest][0], options[longest][-1]][: len(options[longest]) - 1]
    ways = [[slots_of(leaf, value) for value in option] for leaf, option in zip(free, options, strict=True)]
    for slots in product(*ways):
        unit = dict(fixed)
        for one in slots:
            unit.update(one)
        yield unit


def extremes(
    formula: Node,
    fixed: Mapping[str, int] | None = None,
    within: Mapping[Leaf, Interval] | None = None,
    *,
    settle: bool = True,
) -> Extremes:
    """Return the least and greatest value of *formula*, with measurements that reach them.

    >>> from emulscore.formula.nodes import Slot, smallest
    >>> from emulscore.words import Words
    >>> times = Fact(Slot("tre", 0, 50, Words("số lần trễ")))
    >>> found = extremes(5 - smallest(times * 2, 5))
    >>> found.low.value, found.high.value, dict(found.high.facts)
    (Fraction(0, 1), Fraction(5, 1), {'tre': 0})

    Args:
        formula: The formula.
        fixed: What is known of the facts, by slot.
        within: The ranges that are open, where they are narrower than the facts' declarations.
        settle: Whether to refuse what cannot be settled; else the ends are the least and greatest values that were tried,
            which are reached, though others may lie beyond.

    Raises:
        NotSettledError: The search cannot settle it, or finds no value.
    """
    known, open_ = fixed or {}, within or {}
    here = Bounds({**open_, **known_facts(formula, known)})
    free = [leaf for leaf in formula.reads if leaf.slots[0].name not in known]
    every = {leaf: partial(candidates, (formula,), leaf, open_.get(leaf), settle=settle) for leaf in free}
    # Step by step from any point to the end that counts, each point on the way must have a value.
    towards = {leaf: direction(formula, leaf, here) if not leaf.of_state else Direction.MIXED for leaf in free}
    if not _complete(formula, here, known):
        towards = dict.fromkeys(free, Direction.MIXED)

    def options(sign: int, leaf: Leaf) -> Sequence[Fraction]:
        if towards[leaf] is Direction.MIXED:
            return every[leaf]()
        now = open_.get(leaf) or leaf_interval(leaf)
        return [now.high if (towards[leaf] is Direction.RISING) == (sign > 0) else now.low]

    ends = []
    for sign in (-1, 1):
        best: Attained | None = None
        for facts in grid((formula,), known, open_, partial(options, sign), settle=settle):
            value = _value(formula, facts)
            if value is not None and (best is None or sign * value > sign * best.value):
                best = Attained(value, facts)
        if best is None:
            raise NotSettledError(sorted(leaf.name for leaf in formula.reads), 0)
        ends.append(_nearest(formula, best, every))
    return Extremes(*ends)


def _complete(formula: Node, here: Bounds, fixed: Mapping[str, int]) -> bool:
    """Say whether the formula has a value wherever the search goes."""
    for hole in holes(formula, here):
        if hole.leaf is None or not hole.leaf.of_state:
            return False
        name = hole.leaf.name
        states = [Fraction(fixed[name])] if name in fixed else candidates((formula,), hole.leaf)
        if any(state in stretch for state in states for stretch in hole.stretches):
            return False
    return True


def _value(formula: Node, facts: Mapping[str, int]) -> Fraction | None:
    try:
        return evaluate(formula, facts)[0]
    except (AbsentError, NoCaseError):
        return None


def _nearest(formula: Node, found: Attained, every: Mapping[Leaf, Callable[[], list[Fraction]]]) -> Attained:
    """Return the same value from the least measurements that give it: 3 times rather than a thousand million."""
    facts = dict(found.facts)
    for leaf in sorted(every, key=lambda leaf: leaf.name):
        try:
            same = (slots_of(leaf, value) for value in every[leaf]())
        except NotSettledError:
            continue
        facts |= next((one for one in same if _value(formula, facts | one) == found.value), {})
    return Attained(found.value, facts)
