"""The values for which a formula states nothing: choices whose cases leave something out."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from emulscore.formula.bounds import Bounds, Interval, split, tested
from emulscore.formula.nodes import Choose, Leaf, Node, children

__all__ = ["Hole", "holes"]


@frozen
class Hole:
    """What a choice leaves out.

    Attributes:
        on: What is tested.
        leaf: The fact, where a fact is tested directly.
        stretches: The numbers that no case holds, in rising order.
    """

    on: Node
    leaf: Leaf | None
    stretches: tuple[Interval, ...]


def holes(formula: Node, here: Bounds | None = None, stop: frozenset[Node] = frozenset()) -> Iterator[Hole]:
    """Yield every choice that can be entered with a number that it does not hold.

    >>> from emulscore.formula.nodes import Band, Const, Fact, Slot
    >>> from emulscore.words import Words
    >>> times = Fact(Slot("tre", 0, 50, Words("số lần trễ")))
    >>> [hole] = holes(Choose(times, ((Band.exactly(0), Const(1)),)))
    >>> hole.stretches
    (Interval(low=Fraction(1, 1), high=Fraction(50, 1), low_open=False, high_open=False),)

    Args:
        formula: The formula.
        here: What is known of the facts beyond their declarations.
        stop: Nodes below which nothing is looked at.
    """
    seen: set[object] = set()
    stack = [(formula, Bounds() if here is None else here)]
    while stack:
        node, known = stack.pop()
        key = (node, known.about(node))
        if key in seen or node in stop:
            continue
        seen.add(key)
        if not isinstance(node, Choose):
            stack.extend((child, known) for child in children(node))
            continue
        stack.append((node.on, known))
        stack.extend((branch.of, branch.known) for branch in known.branches(node))
        on = known.of(node.on)
        if node.otherwise is None and on is not None and (left := split(node, on)[1]):
            yield Hole(node.on, tested(node), tuple(left))
