"""What a node knows of itself, and what it costs to look at one that stands in many places."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from fractions import Fraction

import attrs
import pytest

from emulscore.errors import Refused
from emulscore.formula.bounds import Bounds, bounds
from emulscore.formula.direction import Direction, direction
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.holes import holes
from emulscore.formula.missing import missing, refused
from emulscore.formula.nodes import (
    MAX_DEPTH,
    MAX_NESTING,
    Add,
    Band,
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
    walk,
)
from emulscore.formula.slots import fact_of
from emulscore.formula.targets import compile_python
from emulscore.words import Words

F = Fraction
LABEL = Words("x")
X = Fact(Slot("x", 0, 5, LABEL))
S = Share(Slot("s.part", 0, 4, LABEL), Slot("s.whole", 1, 4, LABEL))
STATE = Fact(Slot("k.state", 0, 3, LABEL))
ZERO, ONE, HALF = F(0), F(1), F(1, 2)


def c(value: int | str) -> Const:
    return Const(F(value))


def of(*values: int) -> tuple[Fraction, ...]:
    return tuple(F(value) for value in values)


STACKED: dict[str, Callable[[Node], Node]] = {
    "sum": lambda one: one + one,
    "product": lambda one: Mul(one, one),
    "least": lambda one: Min((one, one)),
    "greatest": lambda one: Max((one, one)),
    "choice": lambda one: Choose(X, ((Band(low=F(3)), one),), one),
    "refusing": lambda one: Choose(X, ((Band(low=F(3)), one), (Band(low=ZERO), one))),
    "tested": lambda one: Choose(one, ((Band(low=F(3)), one),), c(0)),
    "quotient": lambda one: Quotient(one, one + 1, F(9), ZERO),
    "mean": lambda one: WeightedMean((c(1), c(1)), (one, one), ZERO),
    "rounding": lambda one: Round(one, F(1, 4)) + Note("k", one),
}
READERS: dict[str, Callable[[Node], object]] = {
    "evaluate": lambda node: evaluate(node, {"x": 1}),
    "missing": lambda node: missing(node, {}),
    "refused": lambda node: refused(node, {"x": 1}),
    "bounds": bounds,
    "direction": lambda node: direction(node, X, Bounds()),
    "holes": lambda node: list(holes(node)),
    "walk": lambda node: list(walk(node)),
    "compile": lambda node: compile_python([("r", Round(node, ONE), ONE)]),
    "reads": lambda node: node.reads,
    "hash": lambda node: {node: attrs.evolve(node)},
}


@pytest.mark.parametrize("way", READERS)
@pytest.mark.parametrize("kind", STACKED)
def test_what_stands_in_two_places_is_looked_at_once(kind: str, way: str) -> None:
    """Thirty levels, each of the one below twice, are 2^30 nodes written out and thirty in fact."""
    node: Node = X
    for _ in range(12 if kind == "product" else 30):
        node = STACKED[kind](node)
    assert READERS[way](node) is not None
    assert node.reads == {X}


class Counted(Fraction):
    """A number that counts how often its hash is asked for."""

    asked = 0

    def __hash__(self) -> int:  # type: ignore[override] # of which the base says nothing
        Counted.asked += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)


class Named(str):
    """A name that counts along."""

    __slots__ = ()

    def __hash__(self) -> int:
        Counted.asked += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other)


class Asked(Const):
    """A node that counts along, and keeps no hash."""

    __slots__ = ()

    def __hash__(self) -> int:
        Counted.asked += 1
        return hash(self.value)


DEEP = Asked(F(1, 3))


@pytest.mark.parametrize(
    "node",
    [
        Const(Counted(1, 3)),
        Fact(Slot(Named("n"), 0, 1, LABEL)),
        Share(S.part, S.whole, Counted(2)),
        Add((DEEP, X)),
        Mul(DEEP, X),
        WeightedMean((DEEP,), (X,), ZERO),
        Quotient(DEEP, c(1), ONE, ZERO),
        Min((DEEP, X)),
        Max((DEEP, X)),
        Round(X, Counted(1, 2)),
        Table(Slot("t", 0, 0, LABEL), (Counted(1, 7),)),
        Choose(X, ((Band(Counted(1)), c(1)),)),
        Note("k", DEEP),
        Part("rule", Counted(5), X),
    ],
    ids=lambda node: type(node).__name__,
)
def test_the_hash_of_a_node_is_worked_out_once(node: Node) -> None:
    """Formulas are looked up at every step: asked again, a node looks at nothing below it."""
    first = hash(node)
    Counted.asked = 0
    assert (hash(node), Counted.asked) == (first, 0)


def test_the_hash_of_a_deep_formula_needs_no_deep_stack() -> None:
    """Each node hashes those below it when it is made, so that two hundred levels are one step."""
    node: Node = X
    for _ in range(200):
        node = Note("k", node)
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        assert hash(node) == hash(attrs.evolve(node))
    finally:
        sys.setrecursionlimit(usual)


def test_nodes_are_equal_by_what_they_are_made_of() -> None:
    """What a node knows of itself is neither compared nor shown; a slot is what it reads, whatever it is called."""
    for kind in (Const, Fact, Share, Add, Mul, WeightedMean, Quotient, Min, Max, Round, Table, Choose, Note, Part):
        own = {field.name: (bool(field.eq), field.repr, field.init) for field in attrs.fields(kind)}
        assert {name: own.pop(name) for name in ("depth", "nesting", "_below")} == dict.fromkeys(
            ("depth", "nesting", "_below"), (False, False, False)
        )
        assert set(own.values()) == {(True, True, True)}
        assert "__slots__" in vars(kind)
    assert Slot("x", 0, 5, Words("a")) == Slot("x", 0, 5, Words("b"))
    assert (Slot("x", 0, 5, LABEL).optional, Slot("x", 0, 5, LABEL, optional=True).optional) == (False, True)
    assert repr(c("1/2")) == "Const(value=Fraction(1, 2))"
    one, other = object(), object()
    assert Part(one, ONE, X) == Part(one, ONE, X) != Part(other, ONE, X)


def test_depth_and_nesting_are_counted_from_the_leaves() -> None:
    """A leaf is one deep; a rule inside a rule is nested twice; what is read is gathered from below."""
    assert [node.depth for node in (X, X + 1, (X + 1) * 2, Table(X.slot, of(1, 2, 3, 4, 5, 6)))] == [1, 2, 3, 2]
    inner = Part("a", ONE, X)
    assert [node.nesting for node in (X, inner, inner + 1, Part("b", ONE, inner + 1))] == [0, 1, 1, 2]
    assert (X + S).reads == {X, S}
    assert [c(1).reads, X.reads] == [set(), {X}]
    node: Node = X
    for _ in range(MAX_DEPTH - 1):
        node = Note("k", node)
    assert node.depth == MAX_DEPTH == 250
    for _ in range(MAX_NESTING - 1):
        inner = Part("a", ONE, inner)
    assert inner.nesting == MAX_NESTING == 50
    for make in (lambda: Part("a", ONE, inner), lambda: Note("k", node)):
        with pytest.raises(Refused) as caught:
            make()
        assert (caught.value.code, caught.value.params["limit"].vi) == ("too-deep", "50")


def test_slots_know_their_fact() -> None:
    """By the name before the dot; a formula's points keep theirs, dots and all."""
    slots = [Slot(name, 0, 1, LABEL) for name in ("ho_so", "ho_so.part", "k.state", "[2.1]")]
    assert [slot.fact for slot in slots] == ["ho_so", "ho_so", "k", "[2.1]"]
    assert [slot.of_points for slot in slots] == [False, False, False, True]
    assert [slot.of_state for slot in slots] == [False, False, True, False]
    assert fact_of("a.b.c") == "a"
    assert [leaf.name for leaf in (X, S, Fact(Slot("tre.days", 0, 9, LABEL)))] == ["x", "s", "tre.days"]
    assert [leaf.of_state for leaf in (X, S, STATE)] == [False, False, True]
    assert [leaf.slots for leaf in (X, S)] == [(X.slot,), (S.part, S.whole)]
    assert Table(X.slot, of(1, 2, 3, 4, 5, 6)).slots == (X.slot,)
    assert [X.scale, S.most, Round(X, ONE).mode] == [1, 1, "half_up"]


def test_errors_say_what_is_missing() -> None:
    """A slot by its name, a number without a case by itself."""
    with pytest.raises(AbsentError) as absent:
        evaluate(S, {"s.part": 1})
    assert (absent.value.args, absent.value.slot) == (("s.whole",), S.whole)
    choice = Choose(X, ((Band(high=ONE), c(1)),))
    with pytest.raises(NoCaseError) as none:
        evaluate(choice, {"x": 3})
    assert [str(none.value), none.value.on, none.value.value] == ["no case for 3", X, 3]
    with pytest.raises(TypeError, match=r"^a formula has no truth value: use Choose, smallest\(\) or largest\(\)$"):
        bool(X)
    with pytest.raises(TypeError, match=r"^a formula cannot be iterated over$"):
        list(X)
    with pytest.raises(ValueError, match=r"^a table over x needs one value for each of 0\.\.5$"):
        Table(X.slot, of(1, 2))


@pytest.mark.parametrize("one", Direction)
@pytest.mark.parametrize("other", Direction)
def test_directions_add_up(one: Direction, other: Direction) -> None:
    """Flat changes nothing; rising with falling is mixed, and mixed stays so. Turned twice it is itself."""
    moving = {one, other} - {Direction.FLAT}
    expected = Direction.FLAT if not moving else moving.pop() if len(moving) == 1 else Direction.MIXED
    assert one.with_(other) is expected
    assert one.turned().turned() is one
    assert Direction.RISING.turned() is Direction.FALLING
    assert [way.value for way in Direction] == ["flat", "rising", "falling", "mixed"]
    assert [way.turned() for way in (Direction.FLAT, Direction.MIXED)] == [Direction.FLAT, Direction.MIXED]
