"""The closed set of nodes that formulas are made of.

A node is a small frozen value. Ordinary signs build trees: `base - Note("lost", late * per)`. A node has no truth
value, so `if x < y` on nodes is an error and not a silent mistake. Every question about a formula - its value, its
bounds, its words - is a function over these classes in a module of its own, with one arm per class.

Facts enter as `Slot`s: whole numbers within stated limits. How a raw value becomes whole numbers is the business of
the facts, not of formulas.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NoReturn, assert_never

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.formula.slots import Band, Slot
from emulscore.numbers import Numeric, number

__all__ = [
    "MAX_DEPTH",
    "MAX_NESTING",
    "Add",
    "Band",
    "Choose",
    "Const",
    "Fact",
    "Leaf",
    "Max",
    "Min",
    "Mode",
    "Mul",
    "Node",
    "Note",
    "Part",
    "Quotient",
    "Round",
    "Share",
    "Slot",
    "Table",
    "WeightedMean",
    "children",
    "largest",
    "lift",
    "smallest",
    "walk",
]

Mode = Literal["half_up", "down", "up"]

MAX_NESTING = 50
"""How deep rules may stand inside rules."""

MAX_DEPTH = 250
"""Deeper formulas are refused; every interpreter then stays well inside Python's own recursion limit."""


class _Signs:
    """Ordinary signs that build trees; kept apart from the nodes, which are plain data."""

    __slots__ = ()

    def __add__(self, other: Node | Numeric) -> Node:
        return Add((lift(self), lift(other)))

    def __radd__(self, other: Numeric) -> Node:
        return Add((lift(other), lift(self)))

    def __sub__(self, other: Node | Numeric) -> Node:
        return Add((lift(self), Mul(Const(Fraction(-1)), lift(other))))

    def __rsub__(self, other: Numeric) -> Node:
        return Add((lift(other), Mul(Const(Fraction(-1)), lift(self))))

    def __mul__(self, other: Node | Numeric) -> Node:
        return Mul(lift(self), lift(other))

    def __rmul__(self, other: Numeric) -> Node:
        return Mul(lift(other), lift(self))

    def __truediv__(self, other: Numeric) -> Node:
        return Mul(Const(1 / number(other)), lift(self))

    def __bool__(self) -> NoReturn:
        msg = "a formula has no truth value: use Choose, smallest() or largest()"
        raise TypeError(msg)

    def __iter__(self) -> NoReturn:
        msg = "a formula cannot be iterated over"
        raise TypeError(msg)


@frozen(cache_hash=True)
class _Tree(_Signs):
    """What every node knows of itself; worked out once, when it is made."""

    depth: int = field(init=False, eq=False, repr=False)
    nesting: int = field(init=False, eq=False, repr=False)
    _below: frozenset[Leaf] = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        inner = children(lift(self))
        depth = 1 + max((child.depth for child in inner), default=0)
        nesting = isinstance(self, Part) + max((child.nesting for child in inner), default=0)
        if depth > MAX_DEPTH or nesting > MAX_NESTING:
            raise Refused("too-deep", limit=MAX_NESTING)
        object.__setattr__(self, "depth", depth)
        object.__setattr__(self, "nesting", nesting)
        object.__setattr__(self, "_below", frozenset[Leaf]().union(*(child.reads for child in inner)))
        for child in inner:
            hash(child)  # hashes are cached from the leaves up, so that hashing never recurses far

    @property
    def reads(self) -> frozenset[Leaf]:
        """Return the facts that the node reads."""
        return frozenset((self,)) if isinstance(self, Fact | Share) else self._below


@frozen(cache_hash=True)
class Const(_Tree):
    """A number that is known when the formula is written."""

    value: Fraction


@frozen(cache_hash=True)
class Fact(_Tree):
    """A whole number that was measured, divided by *scale* (100 for hundredths of a point)."""

    slot: Slot
    scale: int = 1

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return what it reads."""
        return (self.slot,)

    @property
    def name(self) -> str:
        """Return what its value is known by: the fact, or the side of one that it reads."""
        return self.slot.name

    @property
    def of_state(self) -> bool:
        """Say whether it is the state of a fact, and no value."""
        return self.slot.of_state


@frozen(cache_hash=True)
class Share(_Tree):
    """A part of a whole, as one value; 0 <= part <= most x whole and whole >= 1 hold for every reading."""

    part: Slot
    whole: Slot
    most: Fraction = Fraction(1)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return what it reads."""
        return (self.part, self.whole)

    @property
    def name(self) -> str:
        """Return what its value is known by: the fact."""
        return self.part.fact

    @property
    def of_state(self) -> bool:
        """Say whether it is the state of a fact, and no value: it never is."""
        return False


@frozen(cache_hash=True)
class Add(_Tree):
    """The sum of the terms."""

    terms: tuple[Node, ...]


@frozen(cache_hash=True)
class Mul(_Tree):
    """The product of two nodes."""

    left: Node
    right: Node


@frozen(cache_hash=True)
class WeightedMean(_Tree):
    """The mean of *items* weighted by *weights* (each provably >= 0); *empty* where all weights are 0."""

    weights: tuple[Node, ...]
    items: tuple[Node, ...]
    empty: Fraction


@frozen(cache_hash=True)
class Quotient(_Tree):
    """*top* / *bottom*, at most *most*; *empty* where *bottom* is 0. Both are provably >= 0."""

    top: Node
    bottom: Node
    most: Fraction
    empty: Fraction


@frozen(cache_hash=True)
class Min(_Tree):
    """The least of the terms."""

    terms: tuple[Node, ...]


@frozen(cache_hash=True)
class Max(_Tree):
    """The greatest of the terms."""

    terms: tuple[Node, ...]


@frozen(cache_hash=True)
class Round(_Tree):
    """*of* rounded to a multiple of *step*; `half_up` means halves away from zero, `down` and `up` mean floor, ceiling."""

    of: Node
    step: Fraction
    mode: Mode = "half_up"


@frozen(cache_hash=True)
class Table(_Tree):
    """The entry of *values* for a small whole number; the first entry belongs to the slot's least value."""

    at: Slot
    values: tuple[Fraction, ...] = field()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return what it reads."""
        return (self.at,)

    @values.validator
    def _one_each(self, _: object, values: tuple[Fraction, ...]) -> None:
        if len(values) != self.at.high - self.at.low + 1:
            msg = f"a table over {self.at.name} needs one value for each of {self.at.low}..{self.at.high}"
            raise ValueError(msg)


@frozen(cache_hash=True)
class Choose(_Tree):
    """The node of the first band that holds *on*; *otherwise* where none does; refused where that is None."""

    on: Node
    cases: tuple[tuple[Band, Node], ...]
    otherwise: Node | None = None


@frozen(cache_hash=True)
class Note(_Tree):
    """Means *of*; its value is kept under *label* for the explanation."""

    label: str
    of: Node


@frozen(cache_hash=True)
class Part(_Tree):
    """Means *of*; marks where the work of the rule *by*, with *base* points, begins."""

    by: object = field(eq=id)
    base: Fraction
    of: Node


Leaf = Fact | Share
Node = Const | Fact | Share | Add | Mul | WeightedMean | Quotient | Min | Max | Round | Table | Choose | Note | Part


def lift(value: _Signs | Node | Numeric) -> Node:
    """Turn a plain number into a constant node; leave nodes as they are."""
    if isinstance(value, Node):
        return value
    if isinstance(value, _Signs):
        msg = f"{type(value).__name__} is not one of the nodes"
        raise TypeError(msg)
    return Const(number(value))


def smallest(*terms: Node | Numeric) -> Node:
    """Return the least of the terms."""
    return Min(tuple(lift(term) for term in terms))


def largest(*terms: Node | Numeric) -> Node:
    """Return the greatest of the terms."""
    return Max(tuple(lift(term) for term in terms))


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes that *node* is made of, in order."""
    match node:
        case Const() | Fact() | Share():
            return ()
        case Table():
            return (Fact(node.at),)
        case Add() | Min() | Max():
            return node.terms
        case Mul():
            return (node.left, node.right)
        case Quotient():
            return (node.top, node.bottom)
        case WeightedMean():
            return (*node.weights, *node.items)
        case Round() | Note() | Part():
            return (node.of,)
        case Choose():
            cases = tuple(of for _, of in node.cases)
            return (node.on, *cases, *(() if node.otherwise is None else (node.otherwise,)))
        case _:
            assert_never(node)


def walk(node: Node) -> Iterator[Node]:
    """Yield every distinct node once, parts before the wholes made of them."""
    seen: set[Node] = set()
    stack = [(node, iter(children(node)))]
    while stack:
        current, rest = stack[-1]
        for child in rest:
            if child not in seen:
                stack.append((child, iter(children(child))))
                break
        else:
            stack.pop()
            seen.add(current)
            yield current
