"""Which shape a type has in a file; reading and writing ask the same questions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from typing import Any, Final, get_args, get_origin

import attrs

from emulscore.conditions import CONDITIONS, Condition
from emulscore.derive import CHANGES, Change
from emulscore.facts import (
    AnyFact,
    AttainmentFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    PointsFact,
    ScaledFact,
    ShareFact,
    YesNoFact,
)
from emulscore.facts._common import Described
from emulscore.gates import GATES, Gate
from emulscore.hints import hints_of, is_union, members
from emulscore.numbers import Amount
from emulscore.rules import Count, Rule, Span, kinds
from emulscore.words import Words

__all__ = [
    "ENDS",
    "FACT_KINDS",
    "PAIR_KEYS",
    "has_span",
    "is_case",
    "is_cases",
    "is_class",
    "is_fact",
    "is_kinded",
    "is_knots",
    "is_list",
    "is_mapping",
    "is_named",
    "is_pair",
    "is_takes",
    "item_of",
    "kinds_of",
    "list_class",
]

FACT_KINDS: Final[Mapping[str, type[Described]]] = {
    "count": CountFact,
    "share": ShareFact,
    "attainment": AttainmentFact,
    "items": ItemsFact,
    "number": NumberFact,
    "points": PointsFact,
    "level": LevelFact,
    "yes_no": YesNoFact,
    "lateness": LatenessFact,
    "cohort": CohortFact,
}
"""The class of each `kind` of fact."""

PAIR_KEYS: Final[Mapping[type, Mapping[str, str]]] = {Count: {"per": "pays"}}
"""The key of an amount beside a fact, where a rule does not take but pays it."""

_LISTS: Final[Mapping[object, type]] = {
    tuple: tuple,
    list: list,
    set: set,
    frozenset: frozenset,
    Sequence: tuple,
    Iterable: tuple,
    AbstractSet: frozenset,
}
_PAIR = 2


def is_fact(kind: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Say whether a type asks for a fact, which files give by name; a scaled one as a table."""
    known = (Described, ScaledFact)
    return all(one is AnyFact or (isinstance(one, type) and issubclass(one, known)) for one in members(kind))


def kinds_of(kind: Any) -> tuple[type, Mapping[str, type]] | None:  # noqa: ANN401 - as above
    """Return the family of a rule, condition, gate or change, and its classes by `kind`; None where it is none of them."""
    families: tuple[tuple[Any, Mapping[str, type]], ...] = (
        (Rule, kinds()),
        (Condition, CONDITIONS.kinds()),
        (Gate, GATES.kinds()),
        (Change, CHANGES.kinds()),
    )
    for family, known in families:
        if kind is family or (isinstance(kind, type) and kind in known.values()):
            return family, known
    return None


def is_kinded(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type asks for a rule, a condition or a gate, which files give as a table with its `kind`."""
    return kinds_of(kind) is not None


ENDS: Final = tuple(one.name for one in attrs.fields(Span))
"""The keys of a stretch of numbers."""


def has_span(cls: type) -> bool:
    """Say whether a class has a `span`, whose ends files give beside its other keys."""
    return is_class(cls) and members(hints_of(cls).get("span")) == (Span,)


def is_class(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a class with fields: attrs or a dataclass."""
    return isinstance(kind, type) and (attrs.has(kind) or dataclasses.is_dataclass(kind))


def is_pair(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a tuple of a fixed length."""
    args = get_args(kind)
    return get_origin(kind) is tuple and bool(args) and args[-1] is not Ellipsis


def is_takes(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a fact and what one of it takes: `{ fact = "tre_thang", takes = "20%" }`."""
    args = get_args(kind)
    return is_pair(kind) and len(args) == _PAIR and is_fact(args[0]) and args[1] is Amount


def is_cases(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a case and what it pays: `{ at_least = "80%", below = "90%", pays = 3 }`."""
    args = get_args(kind)
    return is_pair(kind) and len(args) == _PAIR and Span in members(args[0]) and args[1] is Amount


def is_knots(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a number and what is paid there: `{ at = "50%", pays = 3 }`."""
    return get_args(kind) == (Fraction, Amount) and is_pair(kind)


def is_case(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a case alone: yes or no, a level, a number, or the ends of a span."""
    return is_union(kind) and {Span, str, bool} == set(members(kind))


def is_list(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is any number of one type."""
    return get_origin(kind) in _LISTS and not is_pair(kind)


def item_of(kind: Any) -> Any:  # noqa: ANN401 - as above
    """Return what a list is of."""
    return get_args(kind)[0]


def list_class(kind: Any) -> type:  # noqa: ANN401 - as above
    """Return the class that holds a list of this type."""
    return _LISTS[get_origin(kind)]


def is_named(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is an ordered list of names with words or numbers, which files give as a table."""
    return is_list(kind) and item_of(kind) in {tuple[str, Words], tuple[str, Fraction], tuple[str, str]}


def is_mapping(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a table with free keys."""
    return get_origin(kind) in {dict, Mapping}
