"""Unlike parts in one row, added up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.formula.nodes import Add, Node
from emulscore.rules.parts import noted, one_by_one, parts_of, values
from emulscore.rules.rule import Rule, Sentence, register
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Sum"]


@register
@frozen
class Sum:
    """The points of all parts added; wrap it in `Cap` where they can pass the base.

    >>> from emulscore import At, Sum, Tiered, YesNoFact, score
    >>> halves = Sum([At("50%", Tiered(YesNoFact(name), {True: "100%"}, otherwise=0)) for name in ("du_hop", "chu_tri")])
    >>> score(halves, base=10, du_hop=True, chu_tri=False).points
    Decimal('5.00')

    Source: the index of thành phố Cao Lãnh, row 1.2 (two halves of the maximum).

    Attributes:
        parts: The rules; each works at the row's base unless it stands in `At`.
    """

    kind: ClassVar[str] = "sum"
    __repr__ = pasted
    _repr_html_ = drawn

    parts: tuple[Rule, ...] = field(converter=parts_of)

    def formula(self, base: Fraction) -> Node:
        """State the sum of the parts."""
        return Add(noted(self.parts, base))

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        parts = one_by_one(self.parts)
        return Words(f"Cộng các phần: {parts.vi}.", f"The parts add up: {parts.text('en')}.")

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        terms = values(self.parts, "+")
        return (
            Sentence(
                Words(
                    f"Cộng các phần: {terms} = {{points}} điểm.",
                    f"The parts add up: {terms} = {{points:point|points}}.",
                )
            ),
        )
