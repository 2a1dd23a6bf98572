"""Conditions on facts, and conditions joined together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from attrs import field, frozen

from emulscore.conditions._base import CONDITIONS, NO, YES, Condition, Results
from emulscore.facts import Measured, TimeUnit
from emulscore.formula.nodes import Choose, Max, Min, Node
from emulscore.rules.cases import When, band_of, holds_words, node_of
from emulscore.rules.rule import wrong
from emulscore.words import Lang, Words

__all__ = ["AllOf", "AnyOf", "FactIs", "Not"]


@CONDITIONS.register
@frozen
class FactIs:
    """A fact is so: yes, a level, or a span of a number.

    >>> from emulscore import YesNoFact
    >>> FactIs(YesNoFact("vi_pham", label="Vi phạm")).words.vi
    '“Vi phạm” là có'

    Attributes:
        fact: The fact.
        case: The case.
        unit: For a lateness, the unit of time.
    """

    kind: ClassVar[str] = "fact_is"

    fact: Measured
    case: When = True
    unit: TimeUnit | None = None

    def __attrs_post_init__(self) -> None:
        node_of(self.fact, self.unit)
        band_of(self.fact, self.case)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        del results
        return Choose(node_of(self.fact, self.unit), ((band_of(self.fact, self.case), YES),), NO)

    @property
    def words(self) -> Words:
        """Say the condition."""
        return holds_words(self.fact, self.case, self.unit)


def _conditions(raw: Iterable[Condition]) -> tuple[Condition, ...]:
    found = tuple(raw)
    if not found:
        raise wrong("of", "ít nhất một điều kiện", "at least one condition")
    return found


@CONDITIONS.register
@frozen
class AllOf:
    """All conditions hold.

    >>> from emulscore import PointsOf, TotalIs, at_least
    >>> AllOf([TotalIs(at_least(90)), PointsOf("1", at_least(5))]).words.vi
    'tổng điểm từ 90 trở lên và điểm của 1 từ 5 trở lên'

    Attributes:
        of: The conditions.
    """

    kind: ClassVar[str] = "all_of"

    of: tuple[Condition, ...] = field(converter=_conditions)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return Min(tuple(condition.truth(results) for condition in self.of))

    @property
    def words(self) -> Words:
        """Say the condition."""
        return Words(_joined(self.of, "vi", " và "), _joined(self.of, "en", " and "))


@CONDITIONS.register
@frozen
class AnyOf:
    """At least one condition holds.

    >>> from emulscore import PointsOf, TotalIs, below
    >>> AnyOf([TotalIs(below(50)), PointsOf("1", below(5))]).words.vi
    'tổng điểm dưới 50 hoặc điểm của 1 dưới 5'

    Attributes:
        of: The conditions.
    """

    kind: ClassVar[str] = "any_of"

    of: tuple[Condition, ...] = field(converter=_conditions)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return Max(tuple(condition.truth(results) for condition in self.of))

    @property
    def words(self) -> Words:
        """Say the condition."""
        return Words(_joined(self.of, "vi", " hoặc "), _joined(self.of, "en", " or "))


@CONDITIONS.register
@frozen
class Not:
    """A condition does not hold.

    >>> from emulscore import TotalIs, at_least
    >>> Not(TotalIs(at_least(90))).words.vi
    'không phải (tổng điểm từ 90 trở lên)'

    Attributes:
        of: The condition.
    """

    kind: ClassVar[str] = "not"

    of: Condition

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return 1 - self.of.truth(results)

    @property
    def words(self) -> Words:
        """Say the condition."""
        return Words(f"không phải ({self.of.words.vi})", f"not ({self.of.words.text('en')})")


def _joined(conditions: tuple[Condition, ...], lang: Lang, word: str) -> str:
    says = (condition.words.text(lang) for condition in conditions)
    return word.join(f"({text})" if word in text else text for text in says)
