"""Several ways to earn a row's points, of which only the best counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.formula.nodes import Max, Node
from emulscore.rules.parts import noted, one_by_one, parts_of, values
from emulscore.rules.rule import Rule, Sentence, register
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Best"]


@register
@frozen
class Best:
    """The points of the part that gives most («chỉ tính mức cao nhất»).

    >>> from emulscore import Best, Tiered, YesNoFact, score
    >>> levels = {"khen_tinh": 2, "khen_hoi_nghi": 1}
    >>> best = Best([Tiered(YesNoFact(name), {True: pays}, otherwise=0) for name, pays in levels.items()])
    >>> score(best, base=2, khen_tinh=False, khen_hoi_nghi=True).points
    Decimal('1.00')

    Source: the council scale of Thanh Hóa (draft, 2026), row VIII.2.

    Attributes:
        parts: The rules; each works at the row's base unless it stands in `At`.
    """

    kind: ClassVar[str] = "best"
    __repr__ = pasted
    _repr_html_ = drawn

    parts: tuple[Rule, ...] = field(converter=parts_of)

    def formula(self, base: Fraction) -> Node:
        """State the greatest of the parts."""
        return Max(noted(self.parts, base))

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        parts = one_by_one(self.parts)
        return Words(
            f"Chỉ tính mức cao nhất: {parts.vi}.",
            f"Only the highest counts: {parts.text('en')}.",
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        cases = values(self.parts, ";")
        return (
            Sentence(
                Words(
                    f"Chỉ tính mức cao nhất trong ({cases}): {{points}} điểm.",
                    f"Only the highest of ({cases}) counts: {{points:point|points}}.",
                )
            ),
        )
