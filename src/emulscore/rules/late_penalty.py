"""Points lost for each day, week or month of delay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import ClassVar, Final, Literal

from attrs import field, frozen

from emulscore.facts import TIME_UNITS, LatenessFact, State, TimeUnit, time_unit_words
from emulscore.formula.nodes import Add, Const, Max, Node, Note, smallest
from emulscore.numbers import Amount, amount
from emulscore.rules.cases import one_unit
from emulscore.rules.rule import (
    Consequence,
    Sentence,
    by_state,
    consequence,
    literal,
    penalised,
    register,
    unstated,
    wrong,
)
from emulscore.shown import drawn, pasted
from emulscore.words import Words

__all__ = ["LatePenalty", "Several"]

Several = Literal["sum", "worst"]


_COUNTED: Final[dict[TimeUnit, Words]] = {
    "days": Words("Tính theo ngày lịch.", "Calendar days count."),
    "working_days": Words("Chỉ tính ngày làm việc.", "Only working days count."),
    "weeks_begun": Words("Tuần chưa tròn cũng tính là một tuần.", "A begun week counts."),
    "weeks_completed": Words("Chỉ tính tuần tròn.", "Only full weeks count."),
    "months_begun": Words("Tháng chưa tròn cũng tính là một tháng.", "A begun month counts."),
    "months_completed": Words("Chỉ tính tháng tròn.", "Only full months count."),
}
_ON_TIME: Final = Words("Đúng thời gian quy định: {points}/{base} điểm.", "On time: {points}/{base} points.")
# Where a shorter delay does not count, full points do not say that there was none.
_NOT_LATE: Final[dict[TimeUnit, Words]] = {
    unit: Words(
        f"Không trễ {time_unit_words(unit).vi} nào: {{points}}/{{base}} điểm.",
        f"No {time_unit_words(unit).text('en')} late: {{points}}/{{base}} points.",
    )
    for unit in ("working_days", "weeks_completed", "months_completed")
}
_SEVERAL: Final[dict[Several, Words]] = {
    "sum": Words("Thời gian trễ của các văn bản được cộng lại.", "The delays of several papers add up."),
    "worst": Words("Chỉ tính văn bản trễ nhiều nhất.", "Only the longest delay counts."),
}


def _papers(raw: LatenessFact | Iterable[LatenessFact]) -> tuple[LatenessFact, ...]:
    return (raw,) if isinstance(raw, LatenessFact) else tuple(raw)


@register
@frozen
class LatePenalty:
    """The base less *per* for each unit of time that a paper was late; a penalty takes at most what there is.

    >>> from emulscore import LatePenalty, LatenessFact, score
    >>> rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)
    >>> print(score(rule, base=8, ke_hoach={"months_begun": 2}).explain().splitlines()[0])
    Trễ 2 tháng × 1 điểm/tháng: trừ 2; còn 6/8 điểm.

    Source: the annex of Ngã Năm 2023, rows 1 and 2 («trễ … trừ 01 điểm/tháng»).

    Attributes:
        late: The paper, or the papers, that could be late.
        per: What each unit of time takes.
        unit: The unit of time, which also says whether a begun month or week counts.
        several: Whether several papers' delays are added (`sum`) or the longest counts (`worst`); stated where, and only
            where, there are several papers.
        never: The most that the row then earns if a paper was never handed in: an amount, or `"refuse"`.
    """

    kind: ClassVar[str] = "late_penalty"
    __repr__ = pasted
    _repr_html_ = drawn

    late: tuple[LatenessFact, ...] = field(converter=_papers)
    per: Amount = field(kw_only=True, converter=amount)
    unit: TimeUnit = field(kw_only=True)
    several: Several | None = field(default=None, kw_only=True)
    never: Consequence = field(kw_only=True, converter=consequence)

    def __attrs_post_init__(self) -> None:
        if not self.late:
            raise wrong("late", "ít nhất một số liệu thời gian trễ", "at least one lateness")
        if self.unit not in TIME_UNITS:
            raise wrong("unit", ", ".join(TIME_UNITS), ", ".join(TIME_UNITS))
        if self.per.value < 0:
            raise wrong("per", "mức trừ không âm", "an amount of 0 or more")
        if self.several is None and len(self.late) > 1:
            raise unstated("several", "sum hoặc worst", "sum or worst")
        if (self.several is None) != (len(self.late) == 1) or self.several not in {
            None,
            "sum",
            "worst",
        }:
            raise wrong(
                "several",
                "sum hoặc worst, khi và chỉ khi có nhiều văn bản",
                "sum or worst, where and only where there are several papers",
            )

    def formula(self, base: Fraction) -> Node:
        """State base − per × lateness."""
        per, never = self.per.at(base), self.never
        paper, *others = self.late
        if not others:
            points = penalised(base, Note("late", paper.node(self.unit)) * per)
            return by_state(paper, Note("left", points), {State.NEVER: ("never_0", never)}, base)
        each = [
            by_state(fact, Note(f"late_{place}", fact.node(self.unit)), self._if_never(Amount(0)), base)
            for place, fact in enumerate(self.late)
        ]
        late = Max(tuple(each)) if self.several == "worst" else Add(tuple(each))
        most = [
            by_state(fact, Const(base), {State.NEVER: (f"never_{place}", never)}, base)
            for place, fact in enumerate(self.late)
            if never != "refuse"
        ]
        points = Note("left", penalised(base, Note("late", late) * per))
        return smallest(points, *most) if most else points

    def _if_never(self, counts: Amount) -> dict[State, tuple[str, Consequence]]:
        return {} if self.never == "refuse" else {State.NEVER: ("none", counts)}

    @property
    def statement(self) -> Words:
        """Say what the rule does."""
        unit = one_unit(self.unit)
        vi = f"Mỗi {unit.vi} trễ trừ {self.per.text()}."
        en = f"{self.per.text('en')} less for each {unit.en} late."
        choices = self._choices
        if isinstance(self.never, Amount):
            kept = f"được không quá {self.never.text()}" if self.never.value else "không có điểm"
            most = f"at most {self.never.text('en')}" if self.never.value else "no points"
            choices.append(Words(f"Không thực hiện thì {kept}.", f"If it never happened: {most}."))
        return Words(
            " ".join([vi, *(choice.vi for choice in choices)]),
            " ".join([en, *(choice.text("en") for choice in choices)]),
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how a unit's points came about."""
        unit = one_unit(self.unit)
        every = tuple(f"late_{place}" for place in range(len(self.late)))
        said = [
            Sentence(_NOT_LATE.get(self.unit, _ON_TIME), ("late", "=", 0), every if len(self.late) > 1 else ()),
            Sentence(
                Words(
                    f"Trễ {{late}} {unit.vi} × {{per}} điểm/{unit.vi}: trừ {{lost}}; còn {{left}}/{{base}} điểm.",
                    f"{{late:{unit.en}|{unit.en}s}} late × {{per:point|points}} a {unit.en}: "
                    "{lost} lost; {left}/{base} points left.",
                ),
                ("late", ">", 0),
            ),
            Sentence(
                Words(
                    "Mức trừ {asked} điểm lớn hơn điểm chuẩn, chỉ trừ {lost} điểm.",
                    "The penalty of {asked:point|points} is more than the base; only {lost:is|are} taken.",
                ),
                ("asked", ">", "lost"),
            ),
        ]
        for place, fact in enumerate(self.late):
            name = Words(literal(fact.words.vi), literal(fact.words.text("en")))
            delayed = Words(  # of several papers: a single one's delay has been said
                f"“{name.vi}” trễ {{late_{place}}} {unit.vi}.",
                f"“{name.text('en')}” is {{late_{place}:{unit.text('en')}|{unit.text('en')}s}} late.",
            )
            never = Words(
                f"“{name.vi}” không thực hiện: được không quá {{never_{place}}} điểm.",
                f"“{name.text('en')}” never happened: at most {{never_{place}:point|points}}.",
            )
            said += [Sentence(delayed, (f"late_{place}", ">", 0)), Sentence(never)]
        held = Words("Chỉ tính {points}/{base} điểm.", "Only {points}/{base} points count.")
        said.append(Sentence(held, ("left", ">", "points")))
        said += [Sentence(choice, ("late", ">", 0)) for choice in self._choices]
        return tuple(said)

    @property
    def _choices(self) -> list[Words]:
        return [_COUNTED[self.unit], *([_SEVERAL[self.several]] if self.several else [])]
