"""Points in proportion to a rate: `Điểm = tỷ lệ × điểm chuẩn`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Final, Literal

from attrs import field, frozen
from attrs.converters import optional

from emulscore.facts import ShareFact, State
from emulscore.figures import figure
from emulscore.formula.nodes import Band, Choose, Node, Note
from emulscore.numbers import number
from emulscore.rules.rule import (
    NOTHING_TO_SHARE,
    Consequence,
    Sentence,
    by_state,
    consequence,
    of_nothing,
    paid,
    register,
    unstated,
    wrong,
)
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Below", "Ratio"]

Below = Literal["pro_rata", "plain", "nothing"]

_BELOW: Final[dict[Below | None, Words]] = {
    "pro_rata": Words("tính theo tỷ lệ so với mức đó", "earns in proportion to it"),
    "plain": Words("tính bằng tỷ lệ × điểm chuẩn", "earns the rate times the base"),
    "nothing": Words("không được điểm", "earns nothing"),
}


@register
@frozen
class Ratio:
    """The base times a rate; with a target, the base times rate / target.

    Nothing is bounded here: a rate above its target earns more than the base, and a scheme refuses such a rule unless it
    stands in a `Cap`.

    >>> from emulscore import Ratio, ShareFact, score
    >>> score(Ratio(ShareFact("ho_so"), empty="refuse"), base=10, ho_so="99,80%").exact
    Fraction(499, 50)

    Source: the annex of Ngã Năm 2023, rows 4, 5, 7 to 14 («Điểm = 99,80% * 10»).

    Attributes:
        fact: The rate: a share, or an attainment.
        target: The rate that earns the full base; None where the document states no target.
        below: What a rate below the target earns: `pro_rata` (rate / target of the base), `plain` (rate times the base) or
            `nothing`. Stated where, and only where, there is a target.
        empty: What 0 of 0 earns: an amount, or `"refuse"`.
    """

    kind: ClassVar[str] = "ratio"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: ShareFact
    target: Fraction | None = field(default=None, kw_only=True, converter=optional(number))
    below: Below | None = field(default=None, kw_only=True)
    empty: Consequence = field(kw_only=True, converter=consequence)

    def __attrs_post_init__(self) -> None:
        most = self.fact.most
        if self.target is not None and not 0 < self.target <= most:
            end = figure(most, percent=True)
            raise wrong("target", f"tỷ lệ trên 0% đến {end.vi}", f"a rate above 0%, up to {end.text('en')}")
        if self.target is not None and self.below is None:
            raise unstated("below", "pro_rata, plain hoặc nothing", "pro_rata, plain or nothing")
        if (self.target is None) != (self.below is None) or self.below not in {None, *_BELOW}:
            raise wrong(
                "below",
                "pro_rata, plain hoặc nothing, khi và chỉ khi có target",
                "pro_rata, plain or nothing, where and only where there is a target",
            )

    def formula(self, base: Fraction) -> Node:
        """State base × rate, or base × rate / target."""
        rate = Note("rate", self.fact.node)
        measured: Node = rate * base
        if self.target is not None:
            reached = Note("reached", rate * (base / self.target))
            less: dict[Below | None, Node] = {"plain": Note("plain", measured), "nothing": Note("nothing", rate * 0)}
            if self.below == "pro_rata":
                measured = reached
            else:
                measured = Choose(rate, ((Band(low=self.target), reached),), less[self.below])
        return by_state(self.fact, measured, {State.NOTHING: ("of_nothing", self.empty)}, base)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        empty = paid(NOTHING_TO_SHARE, self.empty)
        if self.target is None:
            return Words(f"Điểm = tỷ lệ × điểm chuẩn{empty.vi}.", f"Points = rate × base{empty.text('en')}.")
        target, below = figure(self.target, percent=True), _BELOW[self.below]
        return Words(
            f"Đạt {target.vi} được đủ điểm chuẩn; dưới mức này {below.vi}{empty.vi}.",
            f"{target.text('en')} earns the full base; a rate below {below.text('en')}{empty.text('en')}.",
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        empty = of_nothing()
        if self.target is None:
            plain = Words(
                "Tỷ lệ {rate:%} × {base} điểm = {points} điểm.",
                "Rate {rate:%} × {base:point|points} = {points:point|points}.",
            )
            return (Sentence(plain), empty)
        return (
            Sentence(
                Words(
                    "Tỷ lệ {rate:%} so với mức {target:%}: {rate:%} ÷ {target:%} × {base} điểm = {reached} điểm.",
                    "Rate {rate:%} against {target:%}: {rate:%} ÷ {target:%} × {base:point|points} = {reached:point|points}.",
                )
            ),
            Sentence(
                Words(
                    "Tỷ lệ {rate:%} dưới mức {target:%}: {rate:%} × {base} điểm = {plain} điểm.",
                    "Rate {rate:%} is below {target:%}: {rate:%} × {base:point|points} = {plain:point|points}.",
                )
            ),
            Sentence(
                Words(
                    "Tỷ lệ {rate:%} dưới mức {target:%}: {nothing} điểm.",
                    "Rate {rate:%} is below {target:%}: {nothing:point|points}.",
                )
            ),
            empty,
        )
