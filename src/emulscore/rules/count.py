"""Points for each occurrence, up or down: start + per × n, within its own ends."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.formula.nodes import Const, Node, Note, largest, smallest
from emulscore.numbers import Amount, amount
from emulscore.rules.rule import Per, Sentence, counted, literal, per_event, register, wrong
from emulscore.shown import drawn, pasted
from emulscore.words import Lang, Words

__all__ = ["Count"]


@register
@frozen
class Count:
    """*start* plus an amount for each occurrence, never below *low* and never above *high*.

    Amounts may be negative ("trừ 0,5 điểm mỗi lần") and may differ by kind of event.

    >>> from emulscore import Count, CountFact, score
    >>> mo_hinh = CountFact("mo_hinh", label="Mô hình mới")
    >>> print(score(Count({mo_hinh: 3}, start=0, low=0, high="100%"), base=6, mo_hinh=1).explain())
    “Mô hình mới”: 1 lần × 3 điểm = 3 điểm.
    Bắt đầu từ 0 điểm, tổng cộng 3 điểm: tính 3/6 điểm.

    Source: the council scale of Thanh Hóa (draft, 2026), rows V.1.a («3 per model, max 6») and III.3.a («1.5 − 0.5 per
    missing period»).

    Attributes:
        per: What one occurrence of each kind pays; negative where it takes.
        start: The points without any occurrence.
        low: The least that is earned.
        high: The most that is earned.
    """

    kind: ClassVar[str] = "count"
    __repr__ = pasted
    _repr_html_ = drawn

    per: Per = field(converter=per_event)
    start: Amount = field(kw_only=True, converter=amount)
    low: Amount = field(kw_only=True, converter=amount)
    high: Amount = field(kw_only=True, converter=amount)

    def __attrs_post_init__(self) -> None:
        if not self.per:
            raise wrong("per", "ít nhất một loại sự việc", "at least one kind of event")

    def formula(self, base: Fraction) -> Node:
        """State start + Σ amount × count, between low and high."""
        total = Note("total", Const(self.start.at(base)) + counted(self.per, base))
        return largest(self.low.at(base), smallest(total, self.high.at(base)))

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        vi = "; ".join(f"“{fact.words.vi}” mỗi lần {_signed(each, 'vi')}" for fact, each in self.per)
        en = "; ".join(f"{_signed(each, 'en')} for each of “{fact.words.text('en')}”" for fact, each in self.per)
        return Words(
            f"Bắt đầu từ {self.start.text()}; {vi}; từ {self.low.text()} đến {self.high.text()}.",
            f"Starts from {self.start.text('en')}; {en}; from {self.low.text('en')} to {self.high.text('en')}.",
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        said = []
        for place, (fact, each) in enumerate(self.per):
            name, times, term = fact.words, f"{{times_{place}}}", f"{{term_{place}}}"
            vi = f"“{literal(name.vi)}”: {times} lần × {each.text('vi')} = {term} điểm."
            counted_ = f"{{times_{place}:time|times}} × {each.text('en')} = {{term_{place}:point|points}}"
            en = f"“{literal(name.text('en'))}”: {counted_}."
            said.append(Sentence(Words(vi, en), (f"times_{place}", ">", 0)))
        whole = Words(
            "Bắt đầu từ {start} điểm, tổng cộng {total} điểm: tính {points}/{base} điểm.",
            "Starting from {start:point|points}, {total} in all: {points}/{base} points count.",
        )
        high = Words("Không quá {high} điểm.", "At most {high:point|points}.")
        low = Words("Không dưới {low} điểm.", "At least {low:point|points}.")
        return (*said, Sentence(whole), Sentence(high, ("total", ">", "high")), Sentence(low, ("low", ">", "total")))


def _signed(each: Amount, lang: Lang) -> str:
    verb = {"vi": ("cộng ", "trừ "), "en": ("+", "−")}[lang][each.value < 0]
    return verb + Amount(abs(each.value), of_base=each.of_base).text(lang)
