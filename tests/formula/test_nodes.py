"""Nodes: what they refuse, how they nest, and that depth never breaks Python."""

from __future__ import annotations

from fractions import Fraction

import pytest

from emulscore import Cap, Criterion, Ratio, Rule, Scheme, SchemeError, ShareFact, score
from emulscore.errors import Refused
from emulscore.formula.nodes import (
    MAX_DEPTH,
    MAX_NESTING,
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
    largest,
    lift,
    smallest,
    walk,
)
from emulscore.words import Words

COUNT = Fact(Slot("a", 0, 9, Words("a")))
SHARE = Share(Slot("s.part", 0, 9, Words("s")), Slot("s.whole", 1, 9, Words("s")))
ONE = Const(Fraction(1))
EVERY: tuple[Node, ...] = (
    ONE,
    COUNT,
    SHARE,
    Add((COUNT, ONE)),
    Mul(COUNT, ONE),
    WeightedMean((ONE,), (COUNT,), Fraction(0)),
    Quotient(COUNT, ONE, Fraction(1), Fraction(0)),
    Min((COUNT, ONE)),
    Max((COUNT, ONE)),
    Round(COUNT, Fraction(1)),
    Table(Slot("t", 0, 1, Words("t")), (Fraction(0), Fraction(1))),
    Choose(COUNT, (), ONE),
    Note("n", COUNT),
    Part("rule", Fraction(1), COUNT),
)


@pytest.mark.parametrize("node", EVERY, ids=lambda node: type(node).__name__)
def test_a_node_has_no_truth_value(node: Node) -> None:
    """`if node` is an error that says what to use instead, for every kind of node."""
    with pytest.raises(TypeError, match="no truth value"):
        bool(node)


@pytest.mark.parametrize("node", EVERY, ids=lambda node: type(node).__name__)
def test_a_node_cannot_be_iterated_over(node: Node) -> None:
    """`list(node)` is an error, so that `sum(node)` and `max(node)` are errors too."""
    with pytest.raises(TypeError, match="cannot be iterated"):
        list(node)


def test_signs_build_the_trees_that_they_say() -> None:
    """Ordinary signs, from both sides, make sums and products; a quotient is a product with the inverse."""
    minus = Const(Fraction(-1))
    two = Const(Fraction(2))
    assert Add((COUNT, two)) == COUNT + 2
    assert Add((two, COUNT)) == 2 + COUNT
    assert Add((COUNT, Mul(minus, two))) == COUNT - 2
    assert Add((two, Mul(minus, COUNT))) == 2 - COUNT
    assert Mul(COUNT, two) == COUNT * 2
    assert Mul(two, COUNT) == 2 * COUNT
    assert Mul(Const(Fraction(1, 2)), COUNT) == COUNT / 2
    assert smallest(COUNT, 2) == Min((COUNT, two))
    assert largest(2, COUNT) == Max((two, COUNT))


def test_a_float_does_not_become_a_node() -> None:
    """A formula holds exact numbers only."""
    with pytest.raises(Refused) as refused:
        lift(0.1)  # type: ignore[arg-type] # what a user without a type checker may write
    assert refused.value.code == "float"


def test_a_table_needs_one_value_for_each_count() -> None:
    """A table over 0..1 with three values is refused when it is made."""
    with pytest.raises(ValueError, match=r"one value for each of 0\.\.1"):
        Table(Slot("t", 0, 1, Words("t")), (Fraction(0), Fraction(1), Fraction(2)))


def test_walk_yields_each_node_once_with_parts_first() -> None:
    """A node that stands in two places is met once, after everything that it is made of."""
    shared = COUNT * 2
    formula = smallest(shared + 1, shared)
    met = list(walk(formula))
    assert len(met) == len(set(met)) == 6  # a, 2, a × 2, 1, the sum, the least
    assert all(met.index(child) < met.index(node) for node in met for child in children(node))


def _capped(times: int) -> Rule:
    rule: Rule = Ratio(ShareFact("ho_so"), empty=0)
    for _ in range(times):
        rule = Cap(rule)
    return rule


def test_fifty_rules_may_stand_inside_each_other() -> None:
    """A ratio in 49 caps is scored, proven, compiled and explained; 80% of 5 points is 4."""
    scheme = Scheme("sau", "Sâu", total=5, items=[Criterion("1", "Sâu", 5, _capped(MAX_NESTING - 1))])
    card = scheme.score({"ho_so": "80%"})
    assert str(card.points) == "4.00"
    assert str(scheme.points({"ho_so": "80%"})["1"]) == "4.00"
    assert card["1"].explain("vi").startswith("Tỷ lệ 80% × 5 điểm = 4 điểm.")
    assert card["1"].explain("en").startswith("Rate 80% × 5 points = 4 points.")


@pytest.mark.parametrize("times", [MAX_NESTING, 2000])
def test_deeper_nesting_is_refused_with_its_code(times: int) -> None:
    """A 51st rule inside is refused as too deep, and so are 2000: never a RecursionError."""
    with pytest.raises(SchemeError) as error:
        score(_capped(times), base=5, ho_so="80%")
    assert [problem.code for problem in error.value.problems] == ["too-deep"]


def test_a_deep_formula_without_rules_is_refused_too() -> None:
    """A chain of sums past the greatest depth is refused when the node is made."""
    node: Node = COUNT
    for _ in range(MAX_DEPTH - 1):
        node = Add((node,))
    with pytest.raises(Refused) as refused:
        Add((node,))
    assert refused.value.code == "too-deep"
