"""The mean of several parts, by weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.figures import figure
from emulscore.formula.nodes import Const, Node
from emulscore.formula.nodes import WeightedMean as WeightedMeanNode
from emulscore.numbers import Numeric, number
from emulscore.rules.parts import noted, one_by_one, parts_of
from emulscore.rules.rule import Rule, Sentence, register, wrong
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["WeightedMean"]


def _weights(raw: Iterable[Numeric]) -> tuple[Fraction, ...]:
    return tuple(map(number, raw))


@register
@frozen
class WeightedMean:
    """The mean of the parts, weighted by fixed weights; items of a table are a fact of their own (`ItemsFact`).

    >>> from emulscore import Ratio, ShareFact, WeightedMean, score
    >>> mean = WeightedMean([Ratio(ShareFact(name), empty="refuse") for name in "abc"], weights=[1, 1, 1])
    >>> score(mean, base=70, a="100%", b="90%", c="80%").points
    Decimal('63.00')

    Source: Nghị định 335/2025/NĐ-CP, the result of tasks ((a + b + c)/3 × 70).

    Attributes:
        parts: The rules; each works at the row's base unless it stands in `At`.
        weights: The weight of each part, 0 or more, not all 0.
    """

    kind: ClassVar[str] = "weighted_mean"
    __repr__ = pasted
    _repr_html_ = drawn

    parts: tuple[Rule, ...] = field(converter=parts_of)
    weights: tuple[Fraction, ...] = field(kw_only=True, converter=_weights)

    def __attrs_post_init__(self) -> None:
        few = len(self.weights) != len(self.parts)
        if few or any(weight < 0 for weight in self.weights) or not sum(self.weights):
            raise wrong(
                "weights", "mỗi phần một trọng số không âm, tổng lớn hơn 0", "one weight of 0 or more a part, not all 0"
            )

    def formula(self, base: Fraction) -> Node:
        """State Σ weight × part / Σ weight."""
        weights = tuple(Const(weight) for weight in self.weights)
        return WeightedMeanNode(weights, noted(self.parts, base), Fraction(0))

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        parts = one_by_one(self.parts)
        vi, en = ("; ".join(figure(weight).text(lang) for weight in self.weights) for lang in ("vi", "en"))
        return Words(
            f"Trung bình theo trọng số ({vi}): {parts.vi}.",
            f"Mean by weights ({en}): {parts.text('en')}.",
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        vi, en = (
            " + ".join(f"{figure(weight).text(lang)} × {{part_{place}}}" for place, weight in enumerate(self.weights))
            for lang in ("vi", "en")
        )
        total = figure(sum(self.weights, Fraction(0)))
        return (
            Sentence(
                Words(
                    f"Trung bình theo trọng số: ({vi}) ÷ {total.vi} = {{points}} điểm.",
                    f"Mean by weights: ({en}) ÷ {total.text('en')} = {{points:point|points}}.",
                )
            ),
        )
