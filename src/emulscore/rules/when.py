"""A fact that switches the rule, lifts a tier, or voids the row."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.facts import Measured, TimeUnit
from emulscore.formula.nodes import Choose, Const, Node, Note
from emulscore.numbers import Amount, Numeric, amount
from emulscore.rules.cases import When as Case
from emulscore.rules.cases import band_of, case_beside, holds_words, node_of
from emulscore.rules.parts import branch
from emulscore.rules.rule import Rule, Sentence, at_base, literal, register
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["When"]


def _way(raw: Rule | Amount | Numeric) -> Rule | Amount:
    return raw if isinstance(raw, Rule) else amount(raw)


@register
@frozen
class When:
    """One rule where a fact is so, another where it is not; either may be a plain amount.

    `When(vi_pham, then=0, otherwise=rule)` voids the row («0đ toàn tiêu chí»).

    >>> from emulscore import CountFact, Count, When, YesNoFact, score
    >>> by_count = Count({CountFact("tieu_chi_dat"): 1}, start=0, low=0, high=15)
    >>> rule = When(YesNoFact("cong_nhan"), then=20, otherwise=by_count)
    >>> score(rule, base=20, cong_nhan=False, tieu_chi_dat=7).points
    Decimal('7.00')

    Source: commune scales with «được công nhận: 20 điểm; chưa được công nhận: mỗi tiêu chí đạt 1 điểm, tối đa 15 điểm».

    Attributes:
        fact: The fact that decides.
        then: What is earned where the case holds: a rule or an amount.
        otherwise: What is earned where it does not.
        case: The case: `True` for an answer, a level's name, or a span of a number.
        unit: For a lateness, the unit of time.
    """

    kind: ClassVar[str] = "when"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: Measured
    then: Rule | Amount = field(kw_only=True, converter=_way)
    otherwise: Rule | Amount = field(kw_only=True, converter=_way)
    case: Case = field(default=True, kw_only=True)
    unit: TimeUnit | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        node_of(self.fact, self.unit)
        band_of(self.fact, self.case)

    def formula(self, base: Fraction) -> Node:
        """State a choice between the two ways."""
        then = Note("then_points", _points(self.then, base))
        otherwise = Note("else_points", _points(self.otherwise, base))
        return Choose(node_of(self.fact, self.unit), ((band_of(self.fact, self.case), then),), otherwise)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        holds = holds_words(self.fact, self.case, self.unit)
        then, other = self._way(self.then), self._way(self.otherwise)
        return Words(
            f"Nếu {holds.vi}: {then.vi}; nếu không: {other.vi}.",
            f"If {holds.text('en')}: {then.text('en')}; otherwise: {other.text('en')}.",
        )

    def _way(self, way: Rule | Amount) -> Words:
        return Words(way.text("vi"), way.text("en")) if isinstance(way, Amount) else branch(way, self.fact)

    @property
    def _fails(self) -> Words:
        """Say that it does not; of an answer, the other one."""
        if isinstance(self.case, bool):
            return holds_words(self.fact, not self.case)
        fact, case = self.fact.words, case_beside(self.fact, self.case, self.unit)
        return Words(f"“{fact.vi}” không thuộc trường hợp “{case.vi}”", f"“{fact.text('en')}” is not {case.text('en')}")

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        return tuple(
            Sentence(
                Words(
                    f"{literal(way.vi)}: {{{note}}} điểm.",
                    f"{literal(way.text('en'))}: {{{note}:point|points}}.",
                )
            )
            for way, note in (
                (holds_words(self.fact, self.case, self.unit), "then_points"),
                (self._fails, "else_points"),
            )
        )


def _points(way: Rule | Amount, base: Fraction) -> Node:
    return Const(way.at(base)) if isinstance(way, Amount) else at_base(way, base)
