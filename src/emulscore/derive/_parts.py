"""Values rebuilt with something else inside: facts, amounts, numbers of rows, however deep they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.grades import Grades
from emulscore.hints import hints_of, is_literal, is_union
from emulscore.rules.rule import Rule, facts_of, wrong

__all__ = ["fields_of", "fits", "hint_of", "rebuilt", "renumbered", "with_fact", "with_fields"]

Each = Callable[[object], object | None]


def rebuilt(value: Any, each: Each) -> Any:  # noqa: ANN401 - the same type comes back
    """Return a value with every part exchanged for what *each* returns of it; the value itself where that is always None."""
    new = each(value)
    if new is not None:
        return new
    if isinstance(value, tuple | list | frozenset):
        inner = [rebuilt(one, each) for one in value]
        return value if all(one is other for one, other in zip(inner, value, strict=True)) else type(value)(inner)
    if isinstance(value, Mapping):
        return {rebuilt(key, each): rebuilt(one, each) for key, one in value.items()}
    changed: dict[str, Any] = {}
    for name, alias in fields_of(value).items():
        old = getattr(value, name)
        part = rebuilt(old, each)
        if part is not old:
            changed[alias] = part
    return with_fields(value, changed) if changed else value


def fields_of(value: Any) -> dict[str, str]:  # noqa: ANN401 - any object
    """Return the fields that an object is made from, each with the name that its class takes it by."""
    if attrs.has(type(value)):
        return {one.name: one.alias or one.name for one in attrs.fields(type(value)) if one.init}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: one.name for one in dataclasses.fields(value) if one.init}
    return {}


def with_fields(value: Any, fields: Mapping[str, object]) -> Any:  # noqa: ANN401 - as above
    """Return an object with some of its fields exchanged."""
    return attrs.evolve(value, **fields) if attrs.has(type(value)) else dataclasses.replace(value, **fields)


def with_fact(value: Any, old: str, new: AnyFact) -> Any:  # noqa: ANN401 - as above
    """Return a value that reads another fact.

    Raises:
        Refused: Where the fact stands, another kind of fact is needed (`wrong-argument`).
    """

    def each(one: object) -> object | None:
        if isinstance(one, AnyFact) and one.name == old:
            return new
        return None

    for owner, name, fact in _facts_in(value):
        hint = hint_of(type(owner), name)
        if fact.name == old and type(fact) is not type(new) and not _takes(hint, new):
            kind = type(fact).__name__
            raise wrong("new", f"số liệu cùng loại ({kind})", f"a fact of the same kind ({kind})")
    try:
        found = rebuilt(value, each)
    except Refused:
        raise
    except (TypeError, ValueError, AttributeError) as error:
        raise wrong("new", f"số liệu dùng được ở đây ({error})", f"a fact that fits here ({error})") from None
    if any(fact.name == old and fact != new for fact in facts_of(found)):
        raise wrong("new", "thay cả cách tính bằng Replace", "replace the whole rule, by Replace")
    return found


def _facts_in(value: object) -> Iterator[tuple[object, str, AnyFact]]:
    """Yield each fact with the object and field that hold it."""
    if isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _facts_in(one)
    else:
        for name in fields_of(value):
            held = getattr(value, name)
            parts = chain.from_iterable(p if isinstance(p, tuple) else (p,) for p in held) if _listed(held) else (held,)
            for part in parts:
                if isinstance(part, AnyFact):
                    yield value, name, part
            if not isinstance(value, AnyFact):
                yield from _facts_in(held)


def _listed(value: object) -> bool:
    return isinstance(value, tuple | list | frozenset)


def _takes(hint: Any, fact: AnyFact) -> bool:  # noqa: ANN401 - a type of any shape
    """Say whether a type, or any type that it is made of, is the class of a fact."""
    if hint is None:
        return True
    if isinstance(hint, type) and not get_args(hint):
        return isinstance(fact, hint)
    return any(_takes(one, fact) for one in get_args(hint) if one is not NoneType)


def hint_of(cls: type, name: str) -> Any:  # noqa: ANN401 - a type of any shape
    """Return the type of a field; None where it cannot be found out."""
    return hints_of(cls).get(name)


def fits(value: object, hint: Any) -> bool:  # noqa: ANN401 - as above
    """Say whether a value is of a type; types that cannot be looked at from here take anything."""
    if hint in {None, Any, object}:
        return True
    origin, inside = get_origin(hint), get_args(hint)
    if is_union(hint):
        return any(value is None if one is NoneType else fits(value, one) for one in inside)
    if is_literal(hint):
        return any(type(value) is type(one) and value == one for one in inside)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        kinds = [inside[0]] * len(value) if inside[-1] is Ellipsis else list(inside)
        return len(kinds) == len(value) and all(map(fits, value, kinds))
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    known = hint if isinstance(hint, type) else origin  # a table of numbers is looked at as a table
    return not isinstance(known, type) or isinstance(value, known)


_NUMBERED = frozenset({"part", "without", "judged", "by"})


def renumbered(grades: Grades | None, numbers: Mapping[str, str]) -> Grades | None:
    """Return grades whose conditions name rows and groups by their new numbers."""

    def each(value: object) -> object | None:
        changed: dict[str, Any] = {}
        for name, alias in fields_of(value).items() if not isinstance(value, AnyFact | Rule) else ():
            held = getattr(value, name)
            # What stands in other fields may name rows too, deeper inside.
            new = _numbers(held, numbers) if name in _NUMBERED else rebuilt(held, each)
            if new is not held:
                changed[alias] = new
        return with_fields(value, changed) if changed else None

    renewed: Grades | None = rebuilt(grades, each)
    return renewed


def _numbers(held: object, numbers: Mapping[str, str]) -> object:
    if isinstance(held, tuple):
        return tuple(_numbers(one, numbers) for one in held)
    return numbers.get(held, held) if isinstance(held, str) else held
