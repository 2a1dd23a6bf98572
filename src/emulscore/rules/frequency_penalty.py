"""Points lost for each occurrence, by kind of event."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Final, Literal

from attrs import field, frozen

from emulscore.formula.nodes import Const, Mul, Node, Note, Table
from emulscore.numbers import Amount, show_percent
from emulscore.rules.rule import Per, Sentence, counted, literal, penalised, per_event, register, wrong
from emulscore.shown import drawn, pasted
from emulscore.words import LANGS, Lang, Words

__all__ = ["FrequencyPenalty", "Of"]

Of = Literal["base", "left"]

_LONGEST_TABLE = 1000
_OF: Final[dict[Of, Words]] = {
    "base": Words("Mỗi lần trừ tính trên điểm chuẩn.", "Each time is a share of the base."),
    "left": Words("Mỗi lần trừ tính trên số điểm còn lại.", "Each time is a share of what is left."),
}


@register
@frozen
class FrequencyPenalty:
    """The base less a stated amount for each occurrence; different kinds of event take different amounts.

    >>> from emulscore import CountFact, FrequencyPenalty, score
    >>> monthly, yearly = CountFact("thang"), CountFact("nam")
    >>> rule = FrequencyPenalty({monthly: "20%", yearly: "100%"}, of="base")
    >>> score(rule, base=5, thang=2, nam=0).points
    Decimal('3.00')

    Source: the annex of Ngã Năm 2023, row 6 («Cứ 01 lần … trừ 20% số điểm đối với tần suất nhập tháng»).

    Attributes:
        per: What one occurrence of each kind takes.
        of: Whether a percentage is of the `base`, or of what is `left` after the occurrences before.
    """

    kind: ClassVar[str] = "frequency_penalty"
    __repr__ = pasted
    _repr_html_ = drawn

    per: Per = field(converter=per_event)
    of: Of = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.per or any(takes.value < 0 for _, takes in self.per):
            raise wrong(
                "per",
                "ít nhất một loại sự việc, mức trừ không âm",
                "at least one kind of event, amounts of 0 or more",
            )
        if self.of not in _OF:
            raise wrong("of", "base hoặc left", "base or left")
        if self.of == "left":
            if any(not takes.of_base or takes.value > 1 for _, takes in self.per):
                raise wrong(
                    "per",
                    "tỷ lệ từ 0% đến 100% khi of=left",
                    "percentages from 0% to 100% where of=left",
                )
            if any(fact.largest > _LONGEST_TABLE for fact, _ in self.per):
                raise wrong(
                    "per",
                    f"số liệu khai báo largest không quá {_LONGEST_TABLE} khi of=left",
                    f"facts that declare largest of at most {_LONGEST_TABLE} where of=left",
                )

    def formula(self, base: Fraction) -> Node:
        """State base − Σ amount × count, or base × Π (1 − share)^count."""
        if self.of == "base":
            return penalised(base, counted(self.per, base))
        left: Node = Const(base)
        for place, (fact, takes) in enumerate(self.per):
            keeps = Table(fact.slot, tuple((1 - takes.value) ** times for times in range(fact.largest + 1)))
            left = Mul(left, Note(f"keeps_{place}", keeps))
        return left

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        vi = "; ".join(f"“{fact.words.vi}” mỗi lần trừ {self._takes(takes, 'vi')}" for fact, takes in self.per)
        lost = "off" if self.of == "base" else "is taken"
        en = "; ".join(
            f"{self._takes(takes, 'en')} {lost} for each of “{fact.words.text('en')}”" for fact, takes in self.per
        )
        of = self._of
        return Words(
            " ".join([f"{vi}.", *(words.vi for words in of)]), " ".join([f"{en}.", *(words.text("en") for words in of)])
        )

    @property
    def _of(self) -> list[Words]:
        """Say of what the shares are taken; points are a share of nothing."""
        return [_OF[self.of]] if any(takes.of_base for _, takes in self.per) else []

    def _takes(self, takes: Amount, lang: Lang) -> str:
        if self.of == "base":
            return takes.text(lang)
        return show_percent(takes.value, lang) + {"vi": " số điểm còn lại", "en": " of what is left"}[lang]

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        clean = Words(
            "Không bị trừ điểm lần nào: {points}/{base} điểm.",
            "Nothing is taken: {points}/{base} points.",
        )
        said = [Sentence(clean, ("asked", "=", 0) if self.of == "base" else ("points", "=", "base"))]
        for place, (fact, takes) in enumerate(self.per):
            times, (vi, en) = f"{{times_{place}}}", (f"“{literal(fact.words.text(lang))}”" for lang in LANGS)
            if self.of == "base":
                vi += f": {times} lần × {takes.text('vi')} = trừ {{term_{place}}} điểm."
                lost = f"{{times_{place}:time|times}} × {takes.text('en')} = {{term_{place}:point|points}}"
                en += f": {lost} off."
            else:
                vi += f", mỗi lần trừ {self._takes(takes, 'vi')}: giữ lại {{keeps_{place}:%}}."
                en += f", {self._takes(takes, 'en')} taken each time: {{keeps_{place}:%}} kept."
            said.append(
                Sentence(
                    Words(vi, en),
                    (f"times_{place}", ">", 0) if self.of == "base" else (1, ">", f"keeps_{place}"),
                )
            )
        left = Words("Còn {points}/{base} điểm.", "{points}/{base} points left.")
        beyond = Words(
            "Tổng mức trừ {asked} điểm lớn hơn điểm chuẩn, chỉ trừ {lost} điểm.",
            "The penalties of {asked:point|points} are more than the base; only {lost:is|are} taken.",
        )
        said += [Sentence(beyond, ("asked", ">", "lost")), Sentence(left, ("base", ">", "points"))]
        return (*said, *(Sentence(of, ("base", ">", "points")) for of in self._of))
