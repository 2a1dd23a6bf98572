"""What a class says of its fields, where it can be found out at all."""

from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from emulscore import CountFact, score
from emulscore.formula.nodes import Node
from emulscore.hints import hints_of

if TYPE_CHECKING:
    from decimal import Decimal


@frozen
class Known:
    """Says what its fields are, in texts that can be read."""

    kind: ClassVar[str] = "test_hints_known"
    fact: "CountFact"
    most: "int | None" = None


@frozen
class Unseen:
    """Names a type that only a type checker sees."""

    kind: ClassVar[str] = "test_hints_unseen"
    fact: CountFact
    extra: "Decimal | None" = None

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * (base / 10)


def test_types_are_found_by_their_names() -> None:
    """A text that names what the module has is read as the type; the kind of a rule is none of its fields' types."""
    found = hints_of(Known)
    assert (found["fact"], found["most"]) == (CountFact, int | None)


def test_of_a_type_that_cannot_be_found_nothing_is_said() -> None:
    """One name that is not there leaves all of the class's types unknown; the rule is scored all the same: 3/10 of 5."""
    assert hints_of(Unseen) == {}
    assert score(Unseen(CountFact("x", largest=10)), base=5, x=3).exact == Fraction(3, 2)
