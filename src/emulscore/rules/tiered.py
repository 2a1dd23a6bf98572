"""Points by level: labels, yes or no, or stretches of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Final, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from emulscore.facts import Measured, State, TimeUnit, YesNoFact
from emulscore.formula.nodes import Choose, Const, Node, Note
from emulscore.numbers import Amount, Numeric, amount
from emulscore.rules.cases import When, band_of, case_words, exactly, is_number, measure, node_of
from emulscore.rules.rule import (
    NOTHING_TO_SHARE,
    Consequence,
    Sentence,
    by_state,
    consequence,
    literal,
    of_nothing,
    paid,
    register,
    wrong,
)
from emulscore.shown import drawn, pasted
from emulscore.words import Lang, Words

__all__ = ["Tiered"]

Cases = tuple[tuple[When, Amount], ...]
Pays: TypeAlias = Amount | Numeric
RawCases: TypeAlias = Mapping[Any, Pays] | Iterable[tuple[When | int, Pays]]
"""Cases by label, answer, number or span; a mapping's keys are `When` or whole numbers."""

_NEVER: Final = Words("không thực hiện", "never happened")


def _cases(raw: RawCases) -> Cases:
    pairs = raw.items() if isinstance(raw, Mapping) else raw
    return tuple(
        (
            exactly(when) if isinstance(when, int) and not isinstance(when, bool) else when,
            amount(pays),
        )
        for when, pays in pairs
    )


@register
@frozen
class Tiered:
    """The points of the first case that holds.

    Cases are labels of a level, `True` and `False`, whole numbers, or spans of a number. Every known value needs a case or
    *otherwise*: a scheme refuses a gap. There is nothing to say for an unknown value, which is never scored.

    >>> from emulscore import LevelFact, Tiered, score
    >>> nhan_su = LevelFact("nhan_su", levels={"dai_hoc": "đại học", "cao_dang": "cao đẳng", "khac": "khác"})
    >>> score(Tiered(nhan_su, {"dai_hoc": 5, "cao_dang": 4}, otherwise=0), base=5, nhan_su="cao_dang").points
    Decimal('4.00')

    Source: the annex of Ngã Năm 2023, row 3.

    Attributes:
        fact: What is looked at.
        cases: What each case pays, in the order in which they are tried.
        otherwise: What a known value earns that no case names.
        never: What is earned where it is known not to have happened: an amount, or `"refuse"`.
        unit: For a lateness, the unit of time that the cases speak of.
        empty: What 0 of 0 earns, for a share: an amount, or `"refuse"`.
    """

    kind: ClassVar[str] = "tiered"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: Measured
    cases: Cases = field(converter=_cases)
    otherwise: Amount | None = field(default=None, kw_only=True, converter=optional(amount))
    never: Consequence = field(default="refuse", kw_only=True, converter=consequence)
    unit: TimeUnit | None = field(default=None, kw_only=True)
    empty: Consequence = field(default="refuse", kw_only=True, converter=consequence)

    def __attrs_post_init__(self) -> None:
        node_of(self.fact, self.unit)
        if not self.cases:
            raise wrong("cases", "ít nhất một trường hợp", "at least one case")
        for when, _ in self.cases:
            band_of(self.fact, when)

    def formula(self, base: Fraction) -> Node:
        """State the points by case."""
        cases = tuple(
            (band_of(self.fact, when), Note(f"case_{place}", Const(pays.at(base))))
            for place, (when, pays) in enumerate(self.cases)
        )
        otherwise = None if self.otherwise is None else Note("in_none", Const(self.otherwise.at(base)))
        chosen = Choose(Note("value", node_of(self.fact, self.unit)), cases, otherwise)
        states = {State.NEVER: ("not_done", self.never), State.NOTHING: ("of_nothing", self.empty)}
        return by_state(self.fact, chosen, states, base)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        return Words(self._statement("vi"), self._statement("en"))

    def _statement(self, lang: Lang) -> str:
        parts = [f"{case_words(self.fact, when, self.unit).text(lang)}: {pays.text(lang)}" for when, pays in self.cases]
        if self.otherwise is not None:
            parts.append({"vi": "còn lại: ", "en": "otherwise: "}[lang] + self.otherwise.text(lang))
        text = "; ".join(parts) + paid(_NEVER, self.never).text(lang) + paid(NOTHING_TO_SHARE, self.empty).text(lang)
        return text[0].upper() + text[1:] + "."

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        numeric, value = is_number(self.fact), measure("value", self.fact, self.unit)
        vi, en = ("Đạt", "") if self.unit is None else ("Trễ", "A delay of ")
        found = Words(f"{vi} {value.vi}", f"{en}{value.text('en')}")
        said = []
        for place, (when, _) in enumerate(self.cases):
            note = f"{{case_{place}}}/{{base}}"
            case = case_words(self.fact, when, self.unit)
            vi, en = literal(case.vi), literal(case.text("en"))
            reached = Words(
                f"{found.vi}, thuộc mức “{vi}”: {note} điểm.",
                f"{found.text('en')} falls in “{en}”: {note} points.",
            )
            named = Words(f"Mức “{vi}”: {note} điểm.", f"Level “{en}”: {note} points.")
            if isinstance(when, bool):
                fact = Words(literal(self.fact.words.vi), literal(self.fact.words.text("en")))
                named = Words(f"“{fact.vi}”: {vi}; {note} điểm.", f"“{fact.text('en')}”: {en}; {note} points.")
            said.append(Sentence(reached if numeric else named))
        other = "{in_none}/{base}"
        never = "{not_done}/{base}"
        said.append(
            Sentence(
                Words(
                    f"{found.vi}, không thuộc mức nào nêu trên: {other} điểm.",
                    f"{found.text('en')} is in no tier: {other} points.",
                )
                if numeric
                else self._other(other)
            )
        )
        said.append(Sentence(Words(f"Không thực hiện: {never} điểm.", f"It never happened: {never} points.")))
        return (*said, of_nothing())

    def _other(self, points: str) -> Words:
        """Say that no case names the level; of an answer, what it was."""
        if not isinstance(self.fact, YesNoFact):
            return Words(f"Không thuộc mức nào nêu trên: {points} điểm.", f"None of the levels named: {points} points.")
        answer = case_words(self.fact, True not in dict(self.cases))
        vi, en = literal(self.fact.words.vi), literal(self.fact.words.text("en"))
        return Words(f"“{vi}”: {answer.vi}; {points} điểm.", f"“{en}”: {answer.text('en')}; {points} points.")
