"""What all kinds of facts share: a name, words, and the states that are not values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import isfinite
from typing import Final, Protocol, TypeGuard, runtime_checkable

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.formula.nodes import Fact as FactNode
from emulscore.formula.nodes import Node, Slot
from emulscore.numbers import half_up, number
from emulscore.words import Words, nfc, words

__all__ = [
    "NEVER",
    "NOTHING",
    "NOT_APPLICABLE",
    "STATE_WORDS",
    "AnyFact",
    "Described",
    "State",
    "is_fact",
    "read_state",
    "read_units",
]


class State(Enum):
    """What is known of a fact that has no value.

    `NEVER`: it is known not to have happened (a plan never issued). `NOT_APPLICABLE`: it did not arise for this unit.
    `NOTHING`: 0 of 0, a share of nothing. None of them is "missing": a missing fact is simply not given.
    """

    MEASURED = 0
    NEVER = 1
    NOT_APPLICABLE = 2
    NOTHING = 3

    def __repr__(self) -> str:
        return self.name


NEVER: Final = State.NEVER
NOT_APPLICABLE: Final = State.NOT_APPLICABLE
NOTHING: Final = State.NOTHING

STATE_WORDS: Final = {
    "never": NEVER,
    "không thực hiện": NEVER,
    "not applicable": NOT_APPLICABLE,
    "không phát sinh": NOT_APPLICABLE,
}


def read_state(raw: object) -> State | None:
    """Return the state that *raw* names, or None where it is a value.

    >>> read_state("không phát sinh"), read_state("48")
    (NOT_APPLICABLE, None)
    """
    if isinstance(raw, State):
        if raw in {NEVER, NOT_APPLICABLE}:
            return raw
        raise Refused("not-a-state", state=raw.name.lower())
    if isinstance(raw, str):
        return STATE_WORDS.get(nfc(raw).strip().lower())
    return None


@runtime_checkable
class AnyFact(Protocol):
    """What every kind of fact offers: rules use the nodes, readers use `read`."""

    @property
    def name(self) -> str:
        """Return the name, unique in a scheme."""

    @property
    def label(self) -> Words | None:
        """Return what people call it."""

    @property
    def state(self) -> Node:
        """Return the node that reads the fact's `State`."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill, the state first."""

    def read(self, raw: object) -> Mapping[str, int]:
        """Turn a raw value into whole numbers by slot name."""

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""


def is_fact(value: object) -> TypeGuard[AnyFact]:
    """Say whether a value is a fact, of any class.

    >>> is_fact("48")
    False
    """
    # Most values that are asked about are none, and the full question looks at every member.
    return hasattr(type(value), "read") and isinstance(value, AnyFact)


def _name(raw: str) -> str:
    name = nfc(raw)
    if not name.isidentifier() or name in STATE_WORDS:
        raise Refused(
            "bad-name",
            expected=Words(
                "chữ cái, chữ số và dấu gạch dưới, như ho_so_truc_tuyen",
                "letters, digits and _, like ho_so",
            ),
        )
    return name


def optional_words(text: Words | str | None) -> Words | None:
    """Take words, a plain Vietnamese text, or nothing."""
    return None if text is None else words(text)


@frozen
class Described:
    """The words that say what was measured.

    Attributes:
        name: Unique in a scheme; letters, digits and underscores.
        label: What people call it; the row's title where it is not given.
        counts: What is counted (the numerator of a share).
        out_of: Out of what (the denominator of a share).
        excludes: What is left out, such as "trừ văn bản mật".
        unit: The unit of measurement, such as "lần".
        source: The system or report that the value comes from.
    """

    name: str = field(converter=_name)
    label: Words | None = field(default=None, converter=optional_words, kw_only=True)
    counts: Words | None = field(default=None, converter=optional_words, kw_only=True)
    out_of: Words | None = field(default=None, converter=optional_words, kw_only=True)
    excludes: Words | None = field(default=None, converter=optional_words, kw_only=True)
    unit: Words | None = field(default=None, converter=optional_words, kw_only=True)
    source: Words | None = field(default=None, converter=optional_words, kw_only=True)

    @property
    def percent(self) -> bool:
        """Say whether its values are written as percentages."""
        return False

    @property
    def words(self) -> Words:
        """Return the label; without one what is counted, or the name."""
        return self.label or self.counts or Words(self.name)

    @property
    def state_slot(self) -> Slot:
        """Return the slot that holds the fact's `State`."""
        return Slot(f"{self.name}.state", 0, len(State) - 1, self.words)

    @property
    def state(self) -> Node:
        """Return the node that reads the fact's `State`."""
        return FactNode(self.state_slot)

    def state_in(self, slots: Mapping[str, int]) -> object | None:
        """Return the raw value of a fact that has no value, or None where it is measured."""
        state = State(slots.get(self.state_slot.name, State.MEASURED.value))
        if state is State.MEASURED:
            return None
        return (0, 0) if state is NOTHING else state

    def in_state(self, state: State) -> dict[str, int]:
        """Return the slots of a fact that has no value."""
        return {f"{self.name}.state": state.value}

    def measured(self, **slots: int) -> dict[str, int]:
        """Return the slots of a fact that has a value; keys are the slots' last names, `value` for the fact's own."""
        named = {self.name if key == "value" else f"{self.name}.{key}": value for key, value in slots.items()}
        return {f"{self.name}.state": State.MEASURED.value, **named}


def read_units(raw: object, decimals: int) -> int:
    """Read a number on a grid of *decimals* as a whole number of grid steps.

    A float is read only where it is the double nearest to a number on the grid.

    >>> read_units("9,98", 2), read_units(0.757, 3)
    (998, 757)

    Raises:
        Refused: With the code `float-off-grid`, `off-grid`, or as `number`.
    """
    step = Fraction(1, 10**decimals)
    if isinstance(raw, float):
        if not isfinite(raw):
            raise Refused("not-finite")
        nearest = half_up(Fraction(raw), step)
        if float(nearest) != raw:
            raise Refused("float-off-grid", grid=step)
        return int(number(nearest) / step)
    if not isinstance(raw, int | str | Decimal | Fraction):
        raise Refused("not-a-number")
    units = number(raw) / step
    if units.denominator != 1:
        raise Refused("off-grid", decimals=decimals)
    return units.numerator
