"""How a value is tested: labels, yes or no, and stretches of numbers, as documents say them."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import field, frozen
from attrs.converters import optional

from emulscore.facts import TIME_UNITS, LatenessFact, LevelFact, Measured, TimeUnit, YesNoFact, time_unit_words
from emulscore.formula.nodes import Band, Node
from emulscore.numbers import Numeric, number, show, show_percent
from emulscore.rules.rule import unstated, wrong
from emulscore.shown import pasted
from emulscore.words import Lang, Words

__all__ = [
    "Span",
    "When",
    "above",
    "at_least",
    "at_most",
    "band_of",
    "below",
    "between",
    "case_beside",
    "case_words",
    "exactly",
    "holds_words",
    "is_number",
    "measure",
    "node_of",
    "one_unit",
    "shown",
]


@frozen
class Span:
    """A stretch of numbers with each end closed or open, as documents say it: "từ 80% đến dưới 90%".

    >>> between("80%", "90%")
    Span(at_least='0.8', below='0.9')

    Attributes:
        at_least: Closed lower end ("từ … trở lên").
        above: Open lower end ("trên …").
        at_most: Closed upper end ("đến …").
        below: Open upper end ("dưới …").
    """

    __repr__ = pasted

    at_least: Fraction | None = field(default=None, converter=optional(number))
    above: Fraction | None = field(default=None, converter=optional(number))
    at_most: Fraction | None = field(default=None, converter=optional(number))
    below: Fraction | None = field(default=None, converter=optional(number))

    def __attrs_post_init__(self) -> None:
        ends = (self.at_least, self.above), (self.at_most, self.below)
        if any(None not in pair for pair in ends) or all(end is None for pair in ends for end in pair):
            raise wrong(
                "cases",
                "mỗi phía nhiều nhất một đầu mút, tổng cộng ít nhất một",
                "at most one end on each side, at least one in all",
            )

    @property
    def band(self) -> Band:
        """Return the band of the formula."""
        low = self.at_least if self.above is None else self.above
        high = self.at_most if self.below is None else self.below
        return Band(low, high, self.above is not None, self.below is not None)


def at_least(low: Numeric) -> Span:
    """Return the numbers from *low* up ("từ … trở lên").

    >>> at_least("80%").at_least
    Fraction(4, 5)
    """
    return Span(at_least=low)


def above(low: Numeric) -> Span:
    """Return the numbers above *low* ("trên …").

    >>> above("80%").above
    Fraction(4, 5)
    """
    return Span(above=low)


def at_most(high: Numeric) -> Span:
    """Return the numbers up to *high* ("không quá …").

    >>> at_most(3).at_most
    Fraction(3, 1)
    """
    return Span(at_most=high)


def below(high: Numeric) -> Span:
    """Return the numbers below *high* ("dưới …").

    >>> below("80%").below
    Fraction(4, 5)
    """
    return Span(below=high)


def between(low: Numeric, high: Numeric) -> Span:
    """Return the numbers from *low* to below *high* ("từ … đến dưới …").

    >>> span = between("50%", "80%")
    >>> span.band.holds(Fraction(1, 2)), span.band.holds(Fraction(4, 5))
    (True, False)
    """
    return Span(at_least=low, below=high)


def exactly(value: Numeric) -> Span:
    """Return one number.

    >>> exactly(2).band.holds(Fraction(2))
    True
    """
    return Span(at_least=value, at_most=value)


When = Span | str | bool
"""A case: a span of a number, the name of a level, or yes and no."""


def node_of(fact: Measured, unit: TimeUnit | None = None) -> Node:
    """Return the node that reads a fact, for a lateness in a unit of time.

    Raises:
        Refused: A lateness without a unit, or a unit without a lateness.
    """
    if isinstance(fact, LatenessFact):
        if unit is None:
            raise unstated("unit", ", ".join(TIME_UNITS), ", ".join(TIME_UNITS))
        if unit not in TIME_UNITS:
            raise wrong("unit", ", ".join(TIME_UNITS), ", ".join(TIME_UNITS))
        return fact.node(unit)
    if unit is not None:
        raise wrong("unit", "đơn vị thời gian chỉ dùng với thời gian trễ", "a unit of time for a lateness only")
    return fact.node


def is_number(fact: Measured) -> bool:
    """Say whether a fact is a number, and not a level or an answer."""
    return not isinstance(fact, LevelFact | YesNoFact)


def band_of(fact: Measured, when: When) -> Band:
    """Return the band of a fact's node that a case holds.

    Raises:
        Refused: The case does not suit the kind of fact.
    """
    if isinstance(fact, LevelFact):
        if not isinstance(when, str) or when not in fact.names:
            names = ", ".join(fact.names)
            raise wrong("cases", f"tên mức trong: {names}", f"names of levels among: {names}")
        return Band.exactly(fact.names.index(when))
    if isinstance(fact, YesNoFact):
        if not isinstance(when, bool):
            raise wrong("cases", "true hoặc false", "true or false")
        return Band.exactly(int(when))
    if not isinstance(when, Span):
        raise wrong("cases", "khoảng số như at_least(80)", "spans of numbers such as at_least(80)")
    return when.band


_ONE: Final[dict[TimeUnit, Words]] = {
    "days": Words("ngày", "day"),
    "working_days": Words("ngày làm việc", "working day"),
    "weeks_begun": Words("tuần", "week"),
    "weeks_completed": Words("tuần", "week"),
    "months_begun": Words("tháng", "month"),
    "months_completed": Words("tháng", "month"),
}


def one_unit(unit: TimeUnit) -> Words:
    """Return what one unit of time is called, without what it counts."""
    return _ONE[unit]


def measure(note: str, fact: Measured, unit: TimeUnit | None) -> Words:
    """Return a note in braces as its fact is written: a share as a percentage, a lateness with its unit of time."""
    if unit is None:
        return Words(f"{{{note}:%}}" if fact.percent else f"{{{note}}}")
    one = _ONE[unit]
    return Words(f"{{{note}}} {one.vi}", f"{{{note}:{one.text('en')}|{one.text('en')}s}}")


def shown(fact: Measured, value: Fraction, lang: Lang, unit: TimeUnit | None = None) -> str:
    """Write a number as the fact's kind is written: a share as a percentage, a lateness with its unit of time."""
    text = show_percent(value, lang) if fact.percent else show(value, lang)
    if unit is None:
        return text
    full, one = time_unit_words(unit).text(lang), _ONE[unit].text(lang)
    return f"{text} {full.replace(f'{one}s', one) if value == 1 else full}"


_ENDS: Final[dict[Lang, tuple[str, str, str, str]]] = {
    "vi": ("từ {}", "trên {}", "đến {}", "dưới {}"),
    "en": ("at least {}", "above {}", "at most {}", "below {}"),
}
_ANSWERS: Final = {True: Words("có", "yes"), False: Words("không", "no")}


def case_words(fact: Measured, when: When, unit: TimeUnit | None = None) -> Words:
    """Say a case in words: "từ 80% đến dưới 90%"."""
    if isinstance(when, bool):
        return _ANSWERS[when]
    if isinstance(when, Span):
        return Words(_span(fact, when, unit, "vi"), _span(fact, when, unit, "en"))
    return dict(fact.levels)[when] if isinstance(fact, LevelFact) else Words(when)


def case_beside(fact: Measured, when: When, unit: TimeUnit | None = None) -> Words:
    """Say a case beside the name of its fact, which does not say that a number of days is a lateness."""
    case = case_words(fact, when, unit)
    return case if unit is None else Words(f"trễ {case.vi}", f"{case.text('en')} late")


def holds_words(fact: Measured, when: When, unit: TimeUnit | None = None) -> Words:
    """Say that a case holds: "“Hồ sơ” từ 80% trở lên", "“Vi phạm” là có", "“Báo cáo” trễ trên 5 ngày"."""
    name, case = fact.words, case_beside(fact, when, unit)
    verb = "" if isinstance(when, Span) else "là "
    return Words(f"“{name.vi}” {verb}{case.vi}", f"“{name.text('en')}” is {case.text('en')}")


def _span(fact: Measured, span: Span, unit: TimeUnit | None, lang: Lang) -> str:
    if span.at_least is not None and span.at_least == span.at_most:
        return shown(fact, span.at_least, lang, unit)
    ends = (span.at_least, span.above, span.at_most, span.below)
    *first, (say, end) = [(say, end) for say, end in zip(_ENDS[lang], ends, strict=True) if end is not None]
    text = say.format(shown(fact, end, lang, unit))
    if not first:
        return f"{text} trở lên" if lang == "vi" and span.at_least is not None else text
    ((say, end),) = first
    between = {"vi": " " if span.below is None else " đến ", "en": " and "}[lang]
    return say.format(shown(fact, end, lang)) + between + text
