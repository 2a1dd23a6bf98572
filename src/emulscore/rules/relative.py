"""Points relative to the other units of the cohort: to the best, to the mean, or to the leader over its target."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Final, Literal

from attrs import field, frozen

from emulscore.facts import AttainmentFact, CohortFact, CohortOf, State
from emulscore.formula.nodes import Band, Choose, Const, Node, Note, Quotient, largest, smallest
from emulscore.numbers import Amount, amount
from emulscore.rules.parts import branch
from emulscore.rules.rule import Consequence, Rule, Sentence, at_base, by_state, consequence, paid, register, wrong
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Leader", "Relative"]

_ONE = Fraction(1)
_NO_LEVEL: Final = Words("mức của cụm bằng 0", "where the cohort's value is 0")
_NO_TARGET: Final = Words("chỉ tiêu bằng không", "a target of nil")


def _unassigned(raw: Rule | str) -> Rule | Literal["refuse"]:
    if isinstance(raw, Rule):
        return raw
    if raw == "refuse":
        return "refuse"
    raise wrong("unassigned", "một cách tính, hoặc refuse", "a rule, or refuse")


@register
@frozen
class Relative:
    """The base times own value / the cohort's value, at most the base («tỷ lệ chuẩn hóa»).

    >>> from emulscore import CohortFact, NumberFact, Relative, score
    >>> own = NumberFact("bang_thong", largest=1000, decimals=1)
    >>> best = CohortFact("bang_thong_cao_nhat", of=own, take="best", decimals=1)
    >>> score(Relative(own, to=best, empty=0), base=40, bang_thong="6", bang_thong_cao_nhat="8").points
    Decimal('30.00')

    Source: the readiness index of ministries, row I.3 (own value / the largest value, × max).

    Attributes:
        fact: The unit's own value.
        to: The cohort's best or mean.
        empty: What is earned where the cohort's value is 0: an amount.
    """

    kind: ClassVar[str] = "relative"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: CohortOf
    to: CohortFact = field(kw_only=True)
    empty: Amount = field(kw_only=True, converter=amount)

    def __attrs_post_init__(self) -> None:
        if self.to.of != self.fact or self.to.take == "least":
            raise wrong("to", "giá trị tốt nhất hoặc trung bình của cùng số liệu", "the best or mean of the same fact")

    def formula(self, base: Fraction) -> Node:
        """State base × own / cohort's."""
        own, cohort = Note("own", self.fact.node), Note("cohort", self.to.node)
        share = Quotient(own, cohort, _ONE, self.empty.at(base) / base if base else Fraction(0))
        return Note("relative", share) * base

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        to, empty = self.to.words, paid(_NO_LEVEL, self.empty)
        return Words(
            f"Điểm = (giá trị của đơn vị ÷ “{to.vi}”) × điểm chuẩn, tối đa bằng điểm chuẩn{empty.vi}.",
            f"Points = (own value ÷ “{to.text('en')}”) × base, at most the base{empty.text('en')}.",
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        mark = ":%" if self.fact.percent else ""
        own, cohort = "{own" + mark + "}", "{cohort" + mark + "}"
        return (
            Sentence(
                Words(
                    f"Đơn vị {own}, mức của cụm {cohort}: {own} ÷ {cohort} × {{base}}, tối đa {{base}}: {{points}} điểm.",
                    f"Own {own}, the cohort's {cohort}: {own} ÷ {cohort} × {{base}}, at most {{base}}: "
                    "{points:point|points}.",
                ),
                ("cohort", ">", 0),
            ),
            Sentence(
                Words(
                    f"Mức của cụm là {cohort}: {{points}} điểm.",
                    f"The cohort's value is {cohort}: {{points:point|points}}.",
                ),
                ("cohort", "=", 0),
            ),
        )


@register
@frozen
class Leader:
    """Up to *at_target* in proportion to the target; beyond it, up to the base in proportion to the leading unit.

    >>> from emulscore import AttainmentFact, CohortFact, Leader, score
    >>> own = AttainmentFact("thu", most=5)
    >>> lead = CohortFact("thu_dan_dau", of=own, take="best", decimals=4)
    >>> rule = Leader(own, to=lead, at_target="50%", unsurpassed="50%", empty="refuse", unassigned="refuse")
    >>> score(rule, base=10, thu="120%", thu_dan_dau="1,4").points
    Decimal('7.50')

    Source: criteria with «đơn vị dẫn đầu» (half of the maximum at the target, the maximum for the leading unit).

    Attributes:
        fact: What was done against the unit's target.
        to: The best attainment of the cohort.
        at_target: What reaching the target earns.
        unsurpassed: What reaching the target earns where no unit passes its target.
        empty: What a target of 0 earns: an amount, or `"refuse"`.
        unassigned: How a unit without a target («không được giao») is scored: a rule, or `"refuse"`.
    """

    kind: ClassVar[str] = "leader"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: AttainmentFact
    to: CohortFact = field(kw_only=True)
    at_target: Amount = field(kw_only=True, converter=amount)
    unsurpassed: Amount = field(kw_only=True, converter=amount)
    empty: Consequence = field(kw_only=True, converter=consequence)
    unassigned: Rule | Literal["refuse"] = field(kw_only=True, converter=_unassigned)

    def __attrs_post_init__(self) -> None:
        if self.to.of != self.fact or self.to.take != "best":
            raise wrong("to", "giá trị tốt nhất của cùng số liệu", "the best of the same fact")

    def formula(self, base: Fraction) -> Node:
        """State the two stretches."""
        own, lead = Note("own", self.fact.node), Note("leader", self.to.node)
        half, alone = self.at_target.at(base), self.unsurpassed.at(base)
        beyond = Quotient(largest(own - 1, 0), largest(lead - 1, 0), _ONE, Fraction(0))
        passed = Note("passed", beyond * (base - half) + half)
        above = Choose(lead, ((Band(low=_ONE, low_open=True), passed),), Note("alone", Const(alone)))
        measured: Node = Choose(
            own, ((Band(high=_ONE, high_open=True), Note("towards", smallest(own, 1) * half)),), above
        )
        measured = by_state(self.fact, measured, {State.NOTHING: ("of_nothing", self.empty)}, base)
        if self.unassigned == "refuse":
            return measured
        other = Note("other", at_base(self.unassigned, base))
        return Choose(self.fact.state, ((Band.exactly(State.NOT_APPLICABLE.value), other),), measured)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        half, alone = self.at_target, self.unsurpassed
        vi = (
            f"Dưới chỉ tiêu: theo tỷ lệ, đến {half.text()}; vượt chỉ tiêu: thêm theo tỷ lệ so với đơn vị dẫn đầu, "
            f"đến đủ điểm chuẩn; đạt chỉ tiêu mà không đơn vị nào vượt: {alone.text()}"
        )
        en = (
            f"Below the target: in proportion, up to {half.text('en')}; beyond it: in proportion to the leading unit, "
            f"up to the base; at the target, which no unit passes: {alone.text('en')}"
        )
        empty = paid(_NO_TARGET, self.empty)
        vi, en = vi + empty.vi, en + empty.text("en")
        if self.unassigned != "refuse":
            inner = branch(self.unassigned, self.fact)
            vi += f"; không được giao chỉ tiêu: {inner.vi}"
            en += f"; without a target: {inner.text('en')}"
        return Words(vi + ".", en + ".")

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        return (
            Sentence(
                Words(
                    "Đạt {own:%} chỉ tiêu: {own:%} × {at_target} điểm = {towards} điểm.",
                    "{own:%} of the target: {own:%} × {at_target:point|points} = {towards:point|points}.",
                )
            ),
            Sentence(
                Words(
                    "Đạt {own:%} chỉ tiêu, đơn vị dẫn đầu {leader:%}: {passed}/{base} điểm.",
                    "{own:%} of the target, the leading unit {leader:%}: {passed}/{base} points.",
                )
            ),
            Sentence(
                Words(
                    "Đạt {own:%} chỉ tiêu, không đơn vị nào vượt: {alone}/{base} điểm.",
                    "{own:%} of the target, which no unit passes: {alone}/{base} points.",
                )
            ),
            Sentence(Words("Chỉ tiêu bằng không: {of_nothing} điểm.", "The target is nil: {of_nothing:point|points}.")),
            Sentence(
                Words("Không được giao chỉ tiêu: {other}/{base} điểm.", "No target was set: {other}/{base} points.")
            ),
        )
