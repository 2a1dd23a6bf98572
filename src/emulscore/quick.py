"""The fast path for one unit: every value is read and checked as always, a text that was read before is not read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.facts.plain import Fill, filler
from emulscore.figures import decimals_of
from emulscore.formula.bounds import bounds
from emulscore.formula.targets import Compiled
from emulscore.formulas import Named

__all__ = ["Quick"]

_KEPT: Final = 10_000
"""How many amounts are kept at most: every hundredth up to 100."""


def _amounts(points: Sequence[Named]) -> Callable[[int], Decimal]:
    """Return what turns whole numbers of steps into printed amounts; all on one grid, as a scheme prints them."""
    amounts = _Amounts(points[0].step)
    ends = [bounds(named.node) for named in points]
    if all(
        end is not None and end.low >= 0 and end.high / named.step <= _KEPT
        for end, named in zip(ends, points, strict=True)
    ):
        most = max(int(end.high / points[0].step) for end in ends if end is not None)
        return [amounts[steps] for steps in range(most + 1)].__getitem__
    return amounts.__getitem__


class _Amounts(dict[int, Decimal]):
    """Whole numbers of steps as printed amounts, worked out when they are first asked for."""

    def __init__(self, step: Fraction) -> None:
        super().__init__()
        self._places = decimals_of(step)
        self._factor = int(step * 10**self._places)

    def __missing__(self, steps: int) -> Decimal:
        amount = Decimal(f"{steps * self._factor}E-{self._places}")  # from text: no context rounds it
        if len(self) < _KEPT:
            self[steps] = amount
        return amount


@frozen(eq=False)
class Quick:
    """Points of one unit after another, without the reasons.

    Attributes:
        facts: The facts, by name.
        formulas: The formulas, in order.
        compiled: The formulas as one function.
    """

    facts: Mapping[str, AnyFact] = field(repr=False)
    formulas: Sequence[Named] = field(repr=False)
    compiled: Compiled = field(repr=False)
    _fills: dict[str, Fill[int]] = field(init=False)
    _empty: dict[str, Decimal] = field(init=False)
    _amount: Callable[[int], Decimal] = field(init=False)

    def __attrs_post_init__(self) -> None:
        places = {slot.name: place for place, slot in enumerate(self.compiled.slots)}
        # What no formula reads, as a lateness in weeks, goes to a cell of its own at the end.
        fills = {
            name: filler(fact, {slot.name: places.get(slot.name, len(places)) for slot in fact.slots})
            for name, fact in self.facts.items()
        }
        points = [named for named in self.formulas if named.kind != "grade"]
        object.__setattr__(self, "_fills", fills)
        object.__setattr__(self, "_empty", {named.id: Decimal(0) for named in points})
        object.__setattr__(self, "_amount", _amounts(points))

    def points(self, measurements: Mapping[str, object]) -> dict[str, Decimal] | None:
        """Return the points of every row, group and the total; None where the unit cannot be scored."""
        given: list[int | None] = [None] * (len(self.compiled.slots) + 1)
        fills = self._fills.get
        try:
            for name, raw in measurements.items():
                fill = fills(name)
                if fill is None:
                    return None
                if raw is not None:  # None: nothing was given
                    fill(raw, given)
        except Refused:
            return None
        given.pop()
        steps = self.compiled.run(given)
        if None in steps:
            return None
        points = self._empty.copy()
        # The grade, which is last where there is one, is a place and not an amount.
        points.update(zip(self._empty, map(self._amount, steps), strict=False))  # type: ignore[arg-type] # no None
        return points
