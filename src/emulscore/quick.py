"""The fast path for one unit: values are read and checked as always, but one that was read before is not read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.formula.targets import Compiled
from emulscore.formulas import Named
from emulscore.numbers import to_decimal

__all__ = ["Quick"]

_KEPT: Final = 10_000
"""How many values of one fact, and how many amounts of one row, are remembered at most: every hundredth of a percent."""

_Placed = tuple[tuple[int, int], ...]
"""What a value means: places among the slots of the compiled function, each with its whole number."""


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
    _places: dict[str, int] = field(init=False)
    _read: dict[str, dict[str | int, _Placed]] = field(init=False)
    _shown: list[tuple[str, Fraction, dict[int, Decimal]] | None] = field(init=False)

    def __attrs_post_init__(self) -> None:
        places = {slot.name: place for place, slot in enumerate(self.compiled.slots)}
        shown: list[tuple[str, Fraction, dict[int, Decimal]] | None] = [
            None if named.kind == "grade" else (named.id, named.step, {}) for named in self.formulas
        ]
        object.__setattr__(self, "_places", places)
        object.__setattr__(self, "_read", {name: {} for name in self.facts})
        object.__setattr__(self, "_shown", shown)

    def points(self, measurements: Mapping[str, object]) -> dict[str, Decimal] | None:
        """Return the points of every row, group and the total; None where the unit cannot be scored."""
        given: list[int | None] = [None] * len(self._places)
        for name, raw in measurements.items():
            memo = self._read.get(name)
            if memo is None:
                return None
            kind = type(raw)
            # Only texts and whole numbers are looked up: True, 1.0 and 1 are equal, and not the same value.
            found = memo.get(raw) if kind is str or kind is int else None  # type: ignore[call-overload]
            if found is None:
                if raw is None:
                    continue  # nothing was given
                found = self._reading(name, raw)
                if found is None:
                    return None
            for place, value in found:
                given[place] = value
        points = {}
        for shown, steps in zip(self._shown, self.compiled.run(given), strict=True):
            if steps is None:
                return None
            if shown is not None:
                id_, step, known = shown
                amount = known.get(steps)
                points[id_] = self._amount(steps, step, known) if amount is None else amount
        return points

    def _reading(self, name: str, raw: object) -> _Placed | None:
        try:
            slots = self.facts[name].read(raw)
        except Refused:
            return None
        found = tuple((self._places[slot], value) for slot, value in slots.items() if slot in self._places)
        memo = self._read[name]
        if len(memo) < _KEPT and (type(raw) is str or type(raw) is int):
            memo[raw] = found
        return found

    @staticmethod
    def _amount(steps: int, step: Fraction, known: dict[int, Decimal]) -> Decimal:
        amount = to_decimal(steps * step, step)
        if len(known) < _KEPT:
            known[steps] = amount
        return amount
