"""A part that a document rounds by itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Final

from attrs import field, frozen

from emulscore.formula.nodes import Mode, Node, Note
from emulscore.formula.nodes import Round as RoundNode
from emulscore.numbers import Amount, Numeric, number
from emulscore.rules.parts import inner_words
from emulscore.rules.rule import Rule, Sentence, at_base, register, wrong
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["Round"]

_MODES: Final[dict[Mode, Words]] = {
    "half_up": Words("làm tròn đến {}", "rounded to {}"),
    "down": Words("làm tròn xuống bội số của {}", "rounded down to a multiple of {}"),
    "up": Words("làm tròn lên bội số của {}", "rounded up to a multiple of {}"),
}


def _step(raw: Numeric) -> Fraction:
    step = number(raw)
    if step <= 0:
        raise wrong("step", "bước lớn hơn 0", "a step above 0")
    return step


@register
@frozen
class Round:
    """What a rule gives, rounded to a step («làm tròn đến 0,25đ»).

    >>> from emulscore import Ratio, Round, ShareFact, score
    >>> rule = Round(Ratio(ShareFact("ket_luan"), empty="refuse"), step="0.25", mode="half_up")
    >>> score(rule, base=6, ket_luan=(7, 9)).points
    Decimal('4.75')

    Source: the council scale of Thanh Hóa (draft, 2026), row II.3.a; no document states the mode, so it must be chosen.

    Attributes:
        rule: The rule inside.
        step: The grid, in points.
        mode: `half_up` (halves away from zero), `down` or `up`.
    """

    kind: ClassVar[str] = "round"
    __repr__ = pasted
    _repr_html_ = drawn

    rule: Rule
    step: Fraction = field(kw_only=True, converter=_step)
    mode: Mode = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.mode not in _MODES:
            raise wrong("mode", ", ".join(_MODES), ", ".join(_MODES))

    def formula(self, base: Fraction) -> Node:
        """State the rounded points."""
        return RoundNode(Note("exact", at_base(self.rule, base)), self.step, self.mode)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        inner, how = inner_words(self.rule), _MODES[self.mode]
        step = Amount(self.step)
        vi, en = how.vi.format(step.text()), how.text("en").format(step.text("en"))
        return Words(f"{inner.vi}; {vi}.", f"{inner.text('en')}; {en}.")

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        how = _MODES[self.mode]
        vi, en = how.vi.format("{step}"), how.text("en").format("{step}")
        return (
            Sentence(
                Words(
                    f"{{exact}} điểm {vi}: {{points}} điểm.", f"{{exact:point|points}} {en}: {{points:point|points}}."
                )
            ),
        )
