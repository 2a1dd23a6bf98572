"""Raw measurements into whole numbers, with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from attrs import frozen

from emulscore.errors import Problem, Refused, shorten
from emulscore.facts import AnyFact
from emulscore.facts.plain import Fill, filler
from emulscore.words import Words

__all__ = ["Read", "fills_of", "nearest", "read_facts"]


_LONG_ENOUGH = 4


@frozen
class Read:
    """What was read: whole numbers by slot, what was given by fact, and what could not be read.

    Attributes:
        slots: The whole numbers.
        given: The raw values by the name of the fact.
        problems: One for each fact that could not be read or is not known.
    """

    slots: Mapping[str, int]
    given: Mapping[str, object]
    problems: tuple[Problem, ...]


def nearest(name: str, names: Iterable[str]) -> Words:
    """Say which of *names* was probably meant, or list them.

    >>> nearest("ho_sp", ["ho_so", "van_ban"]).vi
    'có phải “ho_so”?'
    """
    names = tuple(names)
    # Two numbers of rows may differ in one digit without being a slip.
    if len(name) >= _LONG_ENOUGH and (close := get_close_matches(name, names, 1)):
        return Words(f"có phải “{close[0]}”?", f"did you mean “{close[0]}”?")
    listed = ", ".join(names) or "—"
    return Words(f"một trong: {listed}", f"one of: {listed}")


def fills_of(facts: Mapping[str, AnyFact]) -> dict[str, Fill[str]]:
    """Return what reads each fact into slots by name, plain forms at once: for reading many units."""
    return {name: filler(fact, {slot.name: slot.name for slot in fact.slots}) for name, fact in facts.items()}


def read_facts(
    facts: Mapping[str, AnyFact],
    given: Mapping[str, object],
    rows: Mapping[str, str] | None = None,
    fills: Mapping[str, Fill[str]] | None = None,
) -> Read:
    """Read every measurement that is given; whether one is missing depends on the rows.

    Args:
        facts: The facts, by name.
        given: Raw values, by the name of the fact.
        rows: The number of the first row that reads each fact, for problems to name.
        fills: What `fills_of` makes of the facts, where many units are read.
    """
    slots: dict[str, int] = {}
    problems: list[Problem] = []
    for name, raw in given.items():
        fact = facts.get(name)
        if raw is None and fact is not None:
            continue  # nothing was given: whether it is missed depends on the rows
        if fact is None:
            hint = nearest(name, facts)
            problems.append(Problem("unknown-fact", fact=name, given=shorten(raw), params={"nearest": hint}))
            continue
        try:
            if fills is None:
                slots.update(fact.read(raw))
            else:
                fills[name](raw, slots)
        except Refused as refused:
            problems.append(refused.problem(row=(rows or {}).get(name), fact=name, given=raw))
    return Read(slots, given, tuple(problems))
