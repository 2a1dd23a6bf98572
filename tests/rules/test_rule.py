"""What a rule is: the protocol, the register, and rules that the library does not know."""

from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import frozen

from emulscore import CountFact, Criterion, Rule, Scheme, Words, register, score
from emulscore.explain import statement_of
from emulscore.formula.nodes import Const, Node, Part, largest
from emulscore.rules import kinds
from emulscore.rules.rule import Sentence, arguments, is_stated, is_telling, literal

Recomputed = Callable[[str, str], Fraction]


@frozen
class Halves:
    """A rule of somebody else's: half a point off for each occurrence, never below 0."""

    kind: ClassVar[str] = "test_halves"
    fact: CountFact

    def formula(self, base: Fraction) -> Node:
        return largest(Const(base) - self.fact.node / 2, 0)


class Plain:
    """The same without attrs, taking its fact as an ordinary attribute."""

    kind: ClassVar[str] = "test_plain"

    def __init__(self, fact: CountFact) -> None:
        self.fact = fact

    def formula(self, base: Fraction) -> Node:
        return largest(Const(base) - self.fact.node / 2, 0)


@pytest.mark.parametrize("make", [Halves, Plain])
def test_a_foreign_rule_is_scored_proven_and_explained(make: Callable[[CountFact], Rule]) -> None:
    """A class with a kind and a formula needs nothing else: its formula is its words."""
    rule = make(CountFact("x", label="số lần"))
    assert isinstance(rule, Rule)
    assert not is_stated(rule)
    assert not is_telling(rule)
    row = score(rule, base=3, x=1)
    assert row.exact == Fraction(5, 2)
    assert row.explain() == "số lớn nhất của (3 - 0,5 × “số lần”; 0) = 2,5 điểm."
    assert statement_of(rule, Fraction(3), "en").startswith("Points = the greatest of (3 - ")
    assert score(rule, base=3, x=100).exact == 0


@frozen
class Stating(Halves):
    """A rule that only states itself."""

    kind: ClassVar[str] = "test_stating"

    @property
    def statement(self) -> Words:
        return Words("Mỗi lần trừ nửa điểm.", "Half a point off each time.")


@frozen
class Telling(Halves):
    """A rule that only tells how its points came about."""

    kind: ClassVar[str] = "test_telling"

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return (Sentence(Words("Còn {points} điểm.", "{points} points left.")),)


def test_words_for_the_table_and_for_a_unit_are_brought_apart() -> None:
    """A rule may bring either and not the other; the formula's own text stands for what it does not bring."""
    by_formula = "số lớn nhất của (3 - 0,5 × “x”; 0)"
    stating, telling = Stating(CountFact("x")), Telling(CountFact("x"))
    assert [statement_of(rule, Fraction(3)) for rule in (stating, telling)] == [
        "Mỗi lần trừ nửa điểm.",
        f"Điểm = {by_formula}.",
    ]
    told = [score(rule, base=3, x=1).explain() for rule in (stating, telling)]
    assert told == [f"{by_formula} = 2,5 điểm.", "Còn 2,5 điểm."]


class Marked:
    """A rule that marks a stretch of its formula with a name instead of a rule."""

    kind: ClassVar[str] = "test_marked"

    def __init__(self, fact: CountFact) -> None:
        self.fact = fact

    def formula(self, base: Fraction) -> Node:
        return largest(Part("phần trừ", base, Const(base) - self.fact.node), 0)


def test_a_part_that_is_no_rule_says_nothing() -> None:
    """Only what the rule around it says is said: 3 less 1 is 2."""
    row = score(Marked(CountFact("x")), base=3, x=1)
    assert row.trace is not None
    assert [part.by for part in row.trace.parts] == ["phần trừ"]
    assert row.explain() == "số lớn nhất của (3 - “x”; 0) = 2 điểm."


def test_the_facts_of_a_foreign_rule_are_found() -> None:
    """The scheme collects facts from a rule's arguments, whatever class it is."""
    scheme = Scheme("s", "S", total=3, items=[Criterion("1", "Một", 3, Plain(CountFact("x")))])
    assert list(scheme.facts) == ["x"]
    assert arguments(Halves(CountFact("x"))) == {"fact": CountFact("x")}


def test_registered_kinds_are_the_five_and_one_kind_is_one_class() -> None:
    """A kind names one class; the same class may be registered again."""
    assert {"ratio", "cap", "direct", "tiered", "late_penalty", "frequency_penalty"} <= set(kinds())

    class Other:
        kind: ClassVar[str] = "ratio"

    with pytest.raises(ValueError, match="taken by Ratio"):
        register(Other)
    assert register(kinds()["ratio"]) is kinds()["ratio"]


def test_braces_are_protected() -> None:
    """A text with braces survives formatting."""
    assert literal("{a} }").format() == "{a} }"
