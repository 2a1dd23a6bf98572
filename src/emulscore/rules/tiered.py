"""Points by level: labels, yes or no, or stretches of a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen
from attrs.converters import optional

from emulscore.facts import (
    TIME_UNITS,
    CountFact,
    LatenessFact,
    LevelFact,
    PointsFact,
    ShareFact,
    State,
    TimeUnit,
    YesNoFact,
    time_unit_words,
)
from emulscore.formula.nodes import Band, Choose, Const, Node, Note
from emulscore.numbers import Amount, Numeric, amount, number, show, show_percent
from emulscore.rules.rule import (
    Consequence,
    Sentence,
    by_state,
    consequence,
    literal,
    register,
    wrong,
)
from emulscore.words import Lang, Words

__all__ = ["Span", "Tiered", "above", "at_least", "at_most", "below", "between", "exactly"]


@frozen
class Span:
    """A stretch of numbers with each end closed or open, as documents say it: "từ 80% đến dưới 90%".

    >>> between("80%", "90%")
    Span(at_least=Fraction(4, 5), above=None, at_most=None, below=Fraction(9, 10))

    Attributes:
        at_least: Closed lower end ("từ … trở lên").
        above: Open lower end ("trên …").
        at_most: Closed upper end ("đến …").
        below: Open upper end ("dưới …").
    """

    at_least: Fraction | None = field(default=None, converter=optional(number))
    above: Fraction | None = field(default=None, converter=optional(number))
    at_most: Fraction | None = field(default=None, converter=optional(number))
    below: Fraction | None = field(default=None, converter=optional(number))

    def __attrs_post_init__(self) -> None:
        ends = (self.at_least, self.above), (self.at_most, self.below)
        if any(None not in pair for pair in ends) or all(end is None for pair in ends for end in pair):
            raise wrong(
                "cases",
                "mỗi phía nhiều nhất một đầu mút",
                "at most one end on each side, at least one in all",
            )

    @property
    def band(self) -> Band:
        """Return the band of the formula."""
        low = self.at_least if self.above is None else self.above
        high = self.at_most if self.below is None else self.below
        return Band(low, high, self.above is not None, self.below is not None)


def at_least(low: Numeric) -> Span:
    """Return the numbers from *low* up ("từ … trở lên")."""
    return Span(at_least=low)


def above(low: Numeric) -> Span:
    """Return the numbers above *low* ("trên …")."""
    return Span(above=low)


def at_most(high: Numeric) -> Span:
    """Return the numbers up to *high* ("không quá …")."""
    return Span(at_most=high)


def below(high: Numeric) -> Span:
    """Return the numbers below *high* ("dưới …")."""
    return Span(below=high)


def between(low: Numeric, high: Numeric) -> Span:
    """Return the numbers from *low* to below *high* ("từ … đến dưới …")."""
    return Span(at_least=low, below=high)


def exactly(value: Numeric) -> Span:
    """Return one number."""
    return Span(at_least=value, at_most=value)


When = Span | str | bool
TierFact = LevelFact | YesNoFact | CountFact | ShareFact | PointsFact | LatenessFact
Cases = tuple[tuple[When, Amount], ...]


Pays = Amount | Numeric
RawCases = (
    Mapping[str, Pays]
    | Mapping[bool, Pays]
    | Mapping[int, Pays]
    | Mapping[Span, Pays]
    | Mapping[When | int, Pays]
    | Iterable[tuple[When | int, Pays]]
)


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
    """

    kind: ClassVar[str] = "tiered"

    fact: TierFact
    cases: Cases = field(converter=_cases)
    otherwise: Amount | None = field(default=None, kw_only=True, converter=optional(amount))
    never: Consequence = field(default="refuse", kw_only=True, converter=consequence)
    unit: TimeUnit | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if isinstance(self.fact, LatenessFact) != (self.unit is not None) or self.unit not in {None, *TIME_UNITS}:
            raise wrong(
                "unit",
                "đơn vị thời gian, chỉ với thời gian trễ",
                "a unit of time, for a lateness only",
            )
        if not self.cases:
            raise wrong("cases", "ít nhất một trường hợp", "at least one case")
        for when, _ in self.cases:
            self._band(when)

    def _band(self, when: When) -> Band:
        if isinstance(self.fact, LevelFact):
            if not isinstance(when, str) or when not in self.fact.names:
                names = ", ".join(self.fact.names)
                raise wrong("cases", f"tên mức trong: {names}", f"names of levels among: {names}")
            return Band.exactly(self.fact.names.index(when))
        if isinstance(self.fact, YesNoFact):
            if not isinstance(when, bool):
                raise wrong("cases", "true hoặc false", "true or false")
            return Band.exactly(int(when))
        if not isinstance(when, Span):
            raise wrong("cases", "khoảng số như at_least(80)", "spans of numbers such as at_least(80)")
        return when.band

    def formula(self, base: Fraction) -> Node:
        """State the points by case."""
        on = self.fact.node(self.unit or "days") if isinstance(self.fact, LatenessFact) else self.fact.node
        cases = tuple(
            (self._band(when), Note(f"case_{place}", Const(pays.at(base))))
            for place, (when, pays) in enumerate(self.cases)
        )
        otherwise = None if self.otherwise is None else Note("in_none", Const(self.otherwise.at(base)))
        chosen = Choose(Note("value", on), cases, otherwise)
        return by_state(self.fact, chosen, {State.NEVER: ("not_done", self.never)}, base)

    def _say(self, when: When, lang: Lang) -> str:
        if isinstance(when, Span):
            return self._span(when, lang)
        if isinstance(when, bool):
            return {"vi": ("không đạt", "đạt"), "en": ("not met", "met")}[lang][when]
        return dict(self.fact.levels)[when].text(lang) if isinstance(self.fact, LevelFact) else when

    def _span(self, span: Span, lang: Lang) -> str:
        def number_(value: Fraction) -> str:
            return show_percent(value, lang) if isinstance(self.fact, ShareFact) else show(value, lang)

        suffix = "" if self.unit is None else " " + time_unit_words(self.unit).text(lang)
        if span.at_least is not None and span.at_least == span.at_most:
            return number_(span.at_least) + suffix
        says = {
            "vi": ("từ {}", "trên {}", "đến {}", "dưới {}"),
            "en": ("at least {}", "above {}", "at most {}", "below {}"),
        }[lang]
        ends = (span.at_least, span.above, span.at_most, span.below)
        parts = [say.format(number_(end)) for say, end in zip(says, ends, strict=True) if end is not None]
        if lang == "vi" and len(parts) > 1 and span.below is not None:
            parts[1] = "đến " + parts[1]
        return (" " if lang == "vi" else " and ").join(parts) + suffix

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        return Words(self._statement("vi"), self._statement("en"))

    def _statement(self, lang: Lang) -> str:
        parts = [f"{self._say(when, lang)}: {pays.text(lang)}" for when, pays in self.cases]
        if self.otherwise is not None:
            parts.append({"vi": "còn lại: ", "en": "otherwise: "}[lang] + self.otherwise.text(lang))
        if isinstance(self.never, Amount):
            parts.append({"vi": "không thực hiện: ", "en": "never happened: "}[lang] + self.never.text(lang))
        text = "; ".join(parts)
        return text[0].upper() + text[1:] + "."

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        mark = ":%" if isinstance(self.fact, ShareFact) else ""
        numeric = not isinstance(self.fact, LevelFact | YesNoFact)
        found = "{value" + mark + "}" if numeric else ""
        said = []
        for place, (when, _) in enumerate(self.cases):
            note = f"{{case_{place}}}/{{base}}"
            vi, en = literal(self._say(when, "vi")), literal(self._say(when, "en"))
            reached = Words(
                f"Đạt {found}, thuộc mức “{vi}”: {note} điểm.",
                f"{found} falls in “{en}”: {note} points.",
            )
            named = Words(f"Mức “{vi}”: {note} điểm.", f"Level “{en}”: {note} points.")
            said.append(Sentence(reached if numeric else named))
        other = "{in_none}/{base}"
        never = "{not_done}/{base}"
        said.append(
            Sentence(
                Words(
                    f"Đạt {found}, không thuộc mức nào nêu trên: {other} điểm.",
                    f"{found} is in no tier: {other} points.",
                )
                if numeric
                else Words(
                    f"Không thuộc mức nào nêu trên: {other} điểm.",
                    f"None of the levels named: {other} points.",
                )
            )
        )
        said.append(Sentence(Words(f"Không thực hiện: {never} điểm.", f"It never happened: {never} points.")))
        return tuple(said)
