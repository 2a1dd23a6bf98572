"""Points given by a person."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from emulscore.facts import PointsFact
from emulscore.formula.nodes import Node, Note
from emulscore.rules.rule import Sentence, register
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Direct"]


@register
@frozen
class Direct:
    """The points that a person gave, within the range that the fact allows.

    >>> from emulscore import Direct, PointsFact, score
    >>> score(Direct(PointsFact("hoi_dong", largest=8)), base=8, hoi_dong="7,5").points
    Decimal('7.50')

    Source: published schemes score many rows this way («chấm thẳng»); a scheme refuses a fact whose range passes the base.

    Attributes:
        fact: The points given.
    """

    kind: ClassVar[str] = "direct"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: PointsFact

    def formula(self, base: Fraction) -> Node:
        """State the points as they were given."""
        del base
        return Note("given", self.fact.node)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        return Words("Điểm do người có thẩm quyền chấm.", "Points given by a person.")

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        return (Sentence(Words("Được chấm {given}/{base} điểm.", "Given {given} of {base:point|points}.")),)
