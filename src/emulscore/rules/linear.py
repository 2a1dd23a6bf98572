"""Points along straight lines between knots: pro rata, or by whole steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal, TypeAlias

from attrs import field, frozen
from attrs.converters import optional

from emulscore.facts import CohortFact, Measured, State, TimeUnit
from emulscore.formula.nodes import Band, Choose, Const, Node, Note, Round, largest, smallest
from emulscore.numbers import Amount, Numeric, amount, number
from emulscore.rules.cases import is_number, measure, node_of, shown
from emulscore.rules.rule import (
    NOTHING_TO_SHARE,
    Consequence,
    Sentence,
    by_state,
    consequence,
    of_nothing,
    paid,
    register,
    wrong,
)
from emulscore.shown import drawn, pasted
from emulscore.words import Lang, Words

__all__ = ["Linear"]

End = Amount | Literal["hold"]
Knots = tuple[tuple[Fraction, Amount], ...]
_TWO = 2


def _end(raw: Amount | Numeric) -> End:
    return "hold" if raw == "hold" else amount(raw)


Pays: TypeAlias = Amount | Numeric
RawKnots: TypeAlias = (
    Mapping[int, Pays]
    | Mapping[str, Pays]
    | Mapping[Decimal, Pays]
    | Mapping[Fraction, Pays]
    | Mapping[Numeric, Pays]
    | Iterable[tuple[Numeric, Pays]]
)


def _knots(raw: RawKnots) -> Knots:
    pairs: Iterable[tuple[Numeric, Pays]] = raw.items() if isinstance(raw, Mapping) else raw
    return tuple(sorted(((number(at), amount(pays)) for at, pays in pairs), key=lambda knot: knot[0]))


@register
@frozen
class Linear:
    """Points on straight lines between knots, rising or falling, with both ends stated.

    With *step*, only whole steps count («cứ … được thêm …»), counted from the end of the stretch that earns less.

    >>> from emulscore import Linear, ShareFact, score
    >>> rule = Linear(ShareFact("dat"), {"50%": 3, "70%": 5}, before=0, after="hold")
    >>> score(rule, base=5, dat="60%").points
    Decimal('4.00')

    Source: commune scales with «3 điểm, cứ tăng 5% được thêm 0,5 điểm, tối đa 5 điểm».

    Attributes:
        fact: The measured number.
        knots: Points earned at given values.
        before: What is earned below the first knot: `"hold"` for the first knot's points, or an amount.
        after: What is earned above the last knot: `"hold"`, or an amount.
        step: The size of a whole step of the value; None where it counts pro rata.
        less: A cohort's value that is taken off first («so với trung bình của cụm»); knots are then differences.
        unit: For a lateness, the unit of time.
        empty: What 0 of 0 earns, for a share: an amount, or `"refuse"`.
    """

    kind: ClassVar[str] = "linear"
    __repr__ = pasted
    _repr_html_ = drawn

    fact: Measured
    knots: Knots = field(converter=_knots)
    before: End = field(kw_only=True, converter=_end)
    after: End = field(kw_only=True, converter=_end)
    step: Fraction | None = field(default=None, kw_only=True, converter=optional(number))
    less: CohortFact | None = field(default=None, kw_only=True)
    unit: TimeUnit | None = field(default=None, kw_only=True)
    empty: Consequence = field(default="refuse", kw_only=True, converter=consequence)

    def __attrs_post_init__(self) -> None:
        node_of(self.fact, self.unit)
        if not is_number(self.fact):
            raise wrong("fact", "số liệu có giá trị bằng số", "a fact that is a number")
        if len(self.knots) < _TWO or any(one == other for (one, _), (other, _) in pairwise(self.knots)):
            raise wrong("knots", "ít nhất hai mốc khác nhau", "at least two different knots")
        if self.step is not None and self.step <= 0:
            raise wrong("step", "bước lớn hơn 0", "a step above 0")

    def formula(self, base: Fraction) -> Node:
        """State the line of each stretch."""
        value = Note("value", node_of(self.fact, self.unit))
        if self.less is not None:
            value = Note("difference", value - Note("cohort", self.less.node))
        knots = [(at, pays.at(base)) for at, pays in self.knots]
        cases: list[tuple[Band, Node]] = [
            (Band(low, high, high_open=True), self._line(place, value, (low, one), (high, other)))
            for place, ((low, one), (high, other)) in enumerate(pairwise(knots))
        ]
        (first, starts), (last, ends) = knots[0], knots[-1]
        before = starts if self.before == "hold" else self.before.at(base)
        after = ends if self.after == "hold" else self.after.at(base)
        if self.step is not None:  # a knot earns its points, also where no whole number of steps leads to it
            exact = [
                (Band.exactly(at), Note(f"at_{place}", Const(pays))) for place, (at, pays) in enumerate(knots[:-1])
            ]
            cases = [*exact, *cases]
        cases.append((Band.exactly(last), Note("at_last", Const(ends))))
        cases.append((Band(high=first, high_open=True), Note("below_first", Const(before))))
        measured = Choose(value, tuple(cases), Note("above_last", Const(after)))
        return by_state(self.fact, measured, {State.NOTHING: ("of_nothing", self.empty)}, base)

    def _line(self, place: int, value: Node, low: tuple[Fraction, Fraction], high: tuple[Fraction, Fraction]) -> Node:
        """Return the points on one stretch, held between its ends (which changes nothing, and is plain to prove)."""
        (start, one), (stop, other) = low, high
        slope = (other - one) / (stop - start)
        origin, points, sign = (start, one, 1) if other >= one else (stop, other, -1)
        # Counted from the end that earns less.
        along = (value - Note(f"origin_{place}", Const(origin))) * sign
        if self.step is not None:
            along = Round(along, self.step, "down")
        more = Note(f"more_{place}", along * abs(slope))
        return smallest(largest(Note(f"from_{place}", Const(points)) + more, min(one, other)), max(one, other))

    def _at(self, at: Fraction, lang: Lang) -> str:
        return shown(self.fact, at, lang, self.unit)

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        return Words(self._says("vi"), self._says("en"))

    def _says(self, lang: Lang) -> str:
        knots = "; ".join(f"{self._at(at, lang)}: {pays.text(lang)}" for at, pays in self.knots)
        says = {"vi": ["Theo đường thẳng giữa các mốc", "dưới mốc đầu", "trên mốc cuối", "giữ nguyên"],
                "en": ["On straight lines between", "below the first", "above the last", "as at the knot"]}[lang]  # fmt: skip
        ends = [says[3] if end == "hold" else end.text(lang) for end in (self.before, self.after)]
        text = f"{says[0]}: {knots}; {says[1]}: {ends[0]}; {says[2]}: {ends[1]}"
        if self.step is not None:
            text += {"vi": "; chỉ tính bước tròn ", "en": "; whole steps only, of "}[lang] + self._at(self.step, lang)
        if self.less is not None:
            text += {"vi": "; so với ", "en": "; compared with "}[lang] + f"“{self.less.words.text(lang)}”"
        return text + paid(NOTHING_TO_SHARE, self.empty).text(lang) + "."

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        value, by, cohort = (measure(note, self.fact, self.unit) for note in ("value", "difference", "cohort"))
        vi, en = ("Đạt", "") if self.unit is None else ("Trễ", "A delay of ")
        reached = Words(f"{vi} {value.vi}", f"{en}{value.text('en')}")
        said = []
        if self.less is not None:
            said.append(
                Sentence(
                    Words(
                        f"{reached.vi}, so với mức của cụm {cohort.vi}: chênh {by.vi}.",
                        f"{reached.text('en')}, against the cohort's {cohort.text('en')}: "
                        f"a difference of {by.text('en')}.",
                    )
                )
            )
            reached = Words(f"Chênh {by.vi}", f"A difference of {by.text('en')}")  # knots are differences
        for place, _ in enumerate(pairwise(self.knots)):
            origin = measure(f"origin_{place}", self.fact, self.unit)
            vi = f"mốc {origin.vi} được {{from_{place}}} điểm, thêm {{more_{place}}} điểm; được {{points}}/{{base}} điểm."
            en = f"{{from_{place}:point|points}} at {origin.text('en')}, {{more_{place}}} more; {{points}}/{{base}} points."
            said.append(Sentence(Words(f"{reached.vi}: {vi}", f"{reached.text('en')}: {en}")))
        ends = [(f"at_{place}", "đúng mốc", "at a knot") for place, _ in enumerate(pairwise(self.knots))]
        ends += [
            ("below_first", "dưới mốc đầu", "below the first knot"),
            ("above_last", "trên mốc cuối", "above the last knot"),
            ("at_last", "đúng mốc cuối", "at the last knot"),
        ]
        for note, vi, en in ends:
            points = f"{{{note}}}/{{base}}"
            words = Words(f"{reached.vi}, {vi}: {points} điểm.", f"{reached.text('en')}, {en}: {points} points.")
            said.append(Sentence(words))
        return (*said, of_nothing())
