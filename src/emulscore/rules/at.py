"""A rule that works at points of its own."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.formula.nodes import Node
from emulscore.numbers import Amount, amount
from emulscore.rules.parts import clause
from emulscore.rules.rule import Rule, Sentence, at_base, register
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["At"]


@register
@frozen
class At:
    """A rule worked at its own base: a part of a `Sum` or `Best` worth fewer points than the row.

    >>> from emulscore import At, Ratio, ShareFact, score
    >>> score(At(45, Ratio(ShareFact("don_vi"), empty="refuse")), base=50, don_vi="80%").points
    Decimal('36.00')

    Source: the readiness index of ministries, row I.4 (rate of connected units × 45, and up to 5 for applications).

    Attributes:
        points: The base that the rule inside works at.
        rule: The rule inside.
    """

    kind: ClassVar[str] = "at"
    __repr__ = pasted
    _repr_html_ = drawn

    points: Amount = field(converter=amount)
    rule: Rule

    def formula(self, base: Fraction) -> Node:
        """State the rule at its own base."""
        return at_base(self.rule, self.points.at(base))

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        inner = clause(self.rule)
        return Words(
            f"Điểm chuẩn riêng là {self.points.text()}: {inner.vi}.",
            f"With a base of its own, {self.points.text('en')}: {inner.text('en')}.",
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say nothing of its own: the rule inside explains itself."""
        return ()
