"""Values that come from a whole cohort, and values scaled for a class of units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts._common import AnyFact, Described, State
from emulscore.facts.named import LevelFact
from emulscore.facts.numeric import CountFact, NumberFact, ShareFact
from emulscore.figures import is_percentage
from emulscore.formula.nodes import Band, Choose, Const, Mul, Node, Slot
from emulscore.formula.nodes import Fact as FactNode
from emulscore.numbers import Numeric, half_up, number
from emulscore.shown import pasted
from emulscore.words import Words

__all__ = ["CohortFact", "CohortOf", "ScaledFact", "Take"]

Take = Literal["best", "least", "mean"]
CohortOf = CountFact | ShareFact | NumberFact

_TAKEN: Final[dict[Take, Words]] = {
    "best": Words("cao nhất", "best"),
    "least": Words("thấp nhất", "least"),
    "mean": Words("trung bình", "mean"),
}


@frozen
class CohortFact(Described):
    """The best, least or mean value of a fact among the units of a cohort (cụm thi đua).

    It is worked out in a first pass over the cohort, rounded half up to *decimals*, printed, and then read like any
    other fact. One more unit in the cohort can change it, so a result names its cohort.

    >>> bang_thong = NumberFact("bang_thong", largest=1000, decimals=1)
    >>> CohortFact("bang_thong_cao_nhat", of=bang_thong, take="best", decimals=1).take_from([Fraction(5), Fraction(8)])
    Fraction(8, 1)

    Attributes:
        of: The fact that is looked at in every unit of the cohort.
        take: What is taken: `best` (the greatest), `least` or `mean`.
        decimals: How many decimals the value is rounded to; of a share, those of the fraction (4 is hundredths of a percent).
        without: Only units to which this fact does not apply form the cohort.
    """

    __repr__ = pasted

    of: CohortOf = field(kw_only=True)
    take: Take = field(kw_only=True)
    decimals: int = field(kw_only=True)
    without: AnyFact | None = field(default=None, kw_only=True)

    @property
    def reads_as(self) -> NumberFact:
        """Return the number that its values are read as."""
        low = Fraction(0)
        if isinstance(self.of, ShareFact):
            high = self.of.most
        elif isinstance(self.of, CountFact):
            high = Fraction(self.of.largest)
        else:
            low, high = self.of.lowest, self.of.largest
        step = Fraction(1, 10**self.decimals)  # the value is rounded, so its ends are too
        low, high = half_up(low, step), half_up(high, step)
        return NumberFact(self.name, label=self.words, lowest=low, largest=high, decimals=self.decimals)

    @property
    def words(self) -> Words:
        """Return the label, or what is taken of which fact."""
        taken, of = _TAKEN[self.take], self.of.words
        own = Words(f"{of.vi} ({taken.vi})", f"{of.text('en')} ({taken.text('en')})")
        return own if self.label is None else self.label

    @property
    def percent(self) -> bool:
        """Say whether its values are written as percentages."""
        return self.of.percent

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        return self.reads_as.slots

    @property
    def node(self) -> Node:
        """Return the node that reads the cohort's value."""
        return self.reads_as.node

    def read(self, raw: object) -> Mapping[str, int]:
        """Read the cohort's value as a number, a share as a percentage or a fraction of one.

        Raises:
            Refused: As `NumberFact.read`.
        """
        return self.reads_as.read(number(raw) if self.percent and is_percentage(raw) else raw)

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        return self.reads_as.raw(slots)

    def take_from(self, values: Sequence[Fraction]) -> Fraction:
        """Return the cohort's value from those of its units.

        Raises:
            Refused: No unit has a value (`empty-cohort`).
        """
        if not values:
            raise Refused("empty-cohort")
        found = {"best": max, "least": min}.get(self.take, _mean)(values)
        return half_up(found, Fraction(1, 10**self.decimals))

    def takes_part(self, slots: Mapping[str, int]) -> bool:
        """Say whether a unit, by its slots, belongs to the cohort."""
        measured = slots.get(self.of.state_slot.name) == State.MEASURED.value
        if self.without is None:
            return measured
        return measured and slots.get(f"{self.without.name}.state") == State.NOT_APPLICABLE.value


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _factors(raw: Mapping[str, Numeric] | Sequence[tuple[str, Numeric]]) -> tuple[tuple[str, Fraction], ...]:
    pairs = raw.items() if isinstance(raw, Mapping) else raw
    return tuple((name, number(factor)) for name, factor in pairs)


@frozen
class ScaledFact:
    """A fact whose thresholds are lower for some classes of units: its value is divided by the class's factor.

    A commune in the mountains that must reach 75% of a threshold is compared with the full threshold after its value
    has been divided by 75%.

    >>> loai = LevelFact("loai_xa", levels={"thuong": "xã thường", "mien_nui": "xã miền núi"})
    >>> ScaledFact(CountFact("nguoi", largest=5000), by=loai, factors={"thuong": 1, "mien_nui": "75%"}).name
    'nguoi'

    Attributes:
        fact: The fact.
        by: The class of the unit.
        factors: The share of the thresholds that each class must reach.
    """

    __repr__ = pasted

    fact: CohortOf
    by: LevelFact = field(kw_only=True)
    factors: tuple[tuple[str, Fraction], ...] = field(kw_only=True, converter=_factors)

    def __attrs_post_init__(self) -> None:
        named = sorted(name for name, _ in self.factors)
        if named != sorted(self.by.names) or any(factor <= 0 for _, factor in self.factors):
            names = ", ".join(self.by.names)
            expected = Words(f"một hệ số trên 0 cho mỗi loại: {names}", f"one factor above 0 for each class: {names}")
            raise Refused("wrong-argument", argument="factors", expected=expected)

    @property
    def name(self) -> str:
        """Return the name of the fact."""
        return self.fact.name

    @property
    def words(self) -> Words:
        """Return the label, with what it is scaled by."""
        own, by = self.fact.words, self.by.words
        return Words(f"{own.vi} (quy đổi theo {by.vi})", f"{own.text('en')} (scaled by {by.text('en')})")

    @property
    def percent(self) -> bool:
        """Say whether its values are written as percentages."""
        return self.fact.percent

    @property
    def state(self) -> Node:
        """Return the node that reads the fact's `State`."""
        return self.fact.state

    @property
    def node(self) -> Node:
        """Return the node of the scaled value."""
        places = {name: place for place, name in enumerate(self.by.names)}
        cases = tuple((Band.exactly(places[name]), Const(1 / factor)) for name, factor in self.factors)
        return Mul(self.fact.node, Choose(FactNode(self.by.slot), cases))
