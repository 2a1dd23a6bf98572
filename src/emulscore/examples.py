"""Measurements that show something, as raw values and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from emulscore.errors import shorten
from emulscore.facts import TIME_UNITS, AnyFact, State, time_unit_words
from emulscore.figures import figure
from emulscore.words import Words

__all__ = ["example_words", "raw_of"]


def raw_of(facts: Iterable[AnyFact], slots: Mapping[str, int]) -> dict[str, object]:
    """Return the raw values of the facts that *slots* hold; those without a slot are left out.

    >>> from emulscore.facts import CountFact, YesNoFact
    >>> raw_of([CountFact("tre"), YesNoFact("dung_han")], {"tre": 3})
    {'tre': 3}
    """
    found: dict[str, object] = {}
    for fact in facts:
        own = {slot.name: slots[slot.name] for slot in fact.slots if slot.name in slots}
        if not own:
            continue
        state, *values = fact.slots
        own.setdefault(state.name, State.MEASURED.value)
        if len(own) == 1:  # only the state is looked at: any value will do
            own |= {slot.name: slot.low for slot in values}
        found[fact.name] = fact.raw(own)
    return found


def example_words(example: Mapping[str, object]) -> Words:
    """Say measurements in words; `[III]` is the points of III, and `[]` the total.

    >>> example_words({"dung_han": (3, 4), "cong_khai": True}).vi
    'dung_han = 75%; cong_khai = có'
    """
    said = [(_name(name), _raw(value)) for name, value in example.items()]
    vi, en = ("; ".join(f"{name.text(lang)} = {value.text(lang)}" for name, value in said) for lang in ("vi", "en"))
    return Words(vi, en)


def _name(name: str) -> Words:
    if not name.startswith("["):
        return Words(name)
    part = name.strip("[]")
    return Words(f"điểm của {part}", f"points of {part}") if part else Words("tổng điểm", "total")


def _raw(value: object) -> Words:
    match value:
        case bool():
            return Words("có", "yes") if value else Words("không", "no")
        case State.NEVER:
            return Words("không thực hiện", "never")
        case State.NOT_APPLICABLE:
            return Words("không phát sinh", "not applicable")
        case int() | Decimal():
            return figure(Fraction(value))
        case (int() as part, int() as whole):
            return figure(Fraction(part, whole), percent=True) if whole else Words(f"{part}/{whole}")
        case str():
            return Words(value)
        case Mapping():
            return _lateness(value)
        case _:
            return Words(shorten(value))


def _lateness(value: Mapping[object, object]) -> Words:
    said = [(_raw(number), time_unit_words(unit)) for unit in TIME_UNITS if (number := value.get(unit)) is not None]
    vi, en = (", ".join(f"{one.text(lang)} {unit.text(lang)}" for one, unit in said) for lang in ("vi", "en"))
    return Words(vi, en)
