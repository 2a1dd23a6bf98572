"""The types that a class states for its fields, and what a type of any shape is made of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

__all__ = ["hints_of", "is_literal", "is_union", "members", "options"]


def hints_of(cls: type) -> Mapping[str, Any]:
    """Return the type of each field of a class, by name; of none where one of them cannot be found out.

    >>> from emulscore.numbers import Amount
    >>> members(hints_of(Amount)["of_base"])
    (<class 'bool'>,)
    """
    return _hints_of(cls)  # remembered behind a plain signature: to type checkers not every class is hashable


@cache
def _hints_of(cls: type) -> Mapping[str, Any]:
    try:
        return MappingProxyType(get_type_hints(cls))
    except NameError:  # a class made inside a function may name what cannot be found again
        return MappingProxyType({})


def is_union(hint: Any) -> bool:  # noqa: ANN401 - a type of any shape
    """Say whether a type is one of several."""
    return get_origin(hint) in {Union, UnionType}


def is_literal(hint: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a type is one of several values."""
    return get_origin(hint) is Literal


def members(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    """Return the types that a type may be, but for None; itself where it is one type.

    >>> members(int | str | None)
    (<class 'int'>, <class 'str'>)
    """
    return tuple(one for one in get_args(hint) if one is not NoneType) if is_union(hint) else (hint,)


def options(hint: Any) -> tuple[object, ...]:  # noqa: ANN401 - as above
    """Return the values that a type names, in order; none where it names none.

    >>> options(Literal["full", "zero"] | None)
    ('full', 'zero')
    """
    return tuple(option for one in members(hint) if is_literal(one) for option in get_args(one))
