"""Which shape a type has in a file; reading and writing ask the same questions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

import attrs

from emulscore.facts import (
    AnyFact,
    AttainmentFact,
    CountFact,
    LatenessFact,
    LevelFact,
    PointsFact,
    ShareFact,
    YesNoFact,
)
from emulscore.facts._common import Described
from emulscore.numbers import Amount
from emulscore.rules import Rule, Span, kinds
from emulscore.words import Words

__all__ = [
    "FACT_KINDS",
    "is_cases",
    "is_class",
    "is_fact",
    "is_list",
    "is_literal",
    "is_mapping",
    "is_named",
    "is_pair",
    "is_rule",
    "is_takes",
    "is_union",
    "item_of",
    "list_class",
    "members",
]

FACT_KINDS: Final[Mapping[str, type[Described]]] = {
    "count": CountFact,
    "share": ShareFact,
    "attainment": AttainmentFact,
    "points": PointsFact,
    "level": LevelFact,
    "yes_no": YesNoFact,
    "lateness": LatenessFact,
}
"""The class of each `kind` of fact."""

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
_LITERAL: Final[Any] = Literal


def is_union(kind: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Say whether a type is one of several."""
    return get_origin(kind) in {Union, UnionType}


def members(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Return the types that a type may be, but for None; itself where it is one type."""
    return tuple(one for one in get_args(kind) if one is not NoneType) if is_union(kind) else (kind,)


def is_literal(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is one of several values."""
    return bool(get_origin(kind) == _LITERAL)


def is_fact(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type asks for a fact, which files give by name."""
    return all(one is AnyFact or (isinstance(one, type) and issubclass(one, Described)) for one in members(kind))


def is_rule(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type asks for a rule, which files give as a table with its `kind`."""
    return kind is Rule or (isinstance(kind, type) and kind in kinds().values())


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
    """Say whether a type is an ordered list of names with words, which files give as a table."""
    return is_list(kind) and item_of(kind) == tuple[str, Words]


def is_mapping(kind: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is a table with free keys."""
    return get_origin(kind) in {dict, Mapping}
