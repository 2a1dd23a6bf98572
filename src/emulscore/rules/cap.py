"""A rule held within limits."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.formula.nodes import Node, Note, largest, smallest
from emulscore.numbers import Amount, amount, percent
from emulscore.rules.parts import inner_words
from emulscore.rules.rule import Rule, Sentence, at_base, register
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Cap"]


@register
@frozen
class Cap:
    """What a rule gives, but never below *low* and never above *high*: from 0 to the base unless said otherwise.

    >>> from emulscore import Cap, Ratio, ShareFact, score
    >>> over = Ratio(ShareFact("dan"), target="50%", below="pro_rata", empty="refuse")
    >>> score(Cap(over), base=5, dan="70%").points
    Decimal('5.00')

    Source: the annex of Ngã Năm 2023, row 13 (70% of a target of 50% earns 5 of 5).

    Attributes:
        rule: The rule inside.
        low: The least it can give.
        high: The most it can give.
    """

    kind: ClassVar[str] = "cap"
    __repr__ = pasted
    _repr_html_ = drawn

    rule: Rule
    low: Amount = field(default=Amount(0), kw_only=True, converter=amount)
    high: Amount = field(default=percent(100), kw_only=True, converter=amount)

    def formula(self, base: Fraction) -> Node:
        """State the rule's points between the two ends."""
        inside = Note("inside", at_base(self.rule, base))
        return largest(self.low.at(base), smallest(inside, self.high.at(base)))

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        low, high = self.low, self.high
        vi, en = (
            f"không dưới {low.text()}, không quá {high.text()}",
            f"at least {low.text('en')}, at most {high.text('en')}",
        )
        if low == Amount(0) and high == percent(100):
            vi, en = "tối đa bằng điểm chuẩn", "at most the base"
        inner = inner_words(self.rule)
        return Words(f"{inner.vi}; {vi}.", f"{inner.text('en')}; {en}.")

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        return (
            Sentence(
                Words(
                    "Vượt mức tối đa: {inside} điểm, chỉ tính {points} điểm.",
                    "Above the maximum: {inside:point|points}, of which {points:counts|count}.",
                ),
                when=("inside", ">", "points"),
            ),
            Sentence(
                Words(
                    "Dưới mức tối thiểu: {inside} điểm, tính {points} điểm.",
                    "Below the minimum: {inside:point|points}, counted as {points}.",
                ),
                when=("points", ">", "inside"),
            ),
        )
