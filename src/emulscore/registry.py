"""Classes that files name by their `kind`: open to anybody's, and each meaning that a kind has had stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from attrs import field, frozen

__all__ = ["Registry", "meaning", "place", "same"]

T = TypeVar("T")
C = TypeVar("C", bound=type)


def meaning(cls: type) -> int:
    """Return which meaning of its kind a class states: its `meaning`, 1 where it says nothing.

    A rule whose formula is to change becomes another class of the same kind, with `meaning = 2`; the earlier class stays
    registered, so that what was scored by it can be verified.
    """
    return int(getattr(cls, "meaning", 1))


def place(cls: type) -> str:
    """Return where a class is defined: what tells it from others of its kind."""
    return f"{cls.__module__}.{cls.__qualname__}"


@frozen
class Registry(Generic[T]):
    """The classes of one family, by `kind`; earlier meanings of a kind stand beside it, as `ratio@1`.

    >>> from emulscore.conditions import CONDITIONS, Not
    >>> CONDITIONS.register(Not) is CONDITIONS.kinds()["not"] is Not
    True
    """

    _kinds: dict[str, type[T]] = field(factory=dict, init=False)

    def register(self, cls: C) -> C:
        """Make a class readable from files under its `kind`.

        Of several meanings of one kind, files that name the kind get the latest; `kind@1` names an earlier one.

        Raises:
            ValueError: Another class has the same `kind` and meaning, or the kind holds an `@`.
        """
        kind: str = cls.kind  # type: ignore[attr-defined] # said by the family's protocol, which a plain type cannot promise
        if "@" in kind:
            msg = f"the kind {kind!r} holds an @, which stands before the number of a meaning"
            raise ValueError(msg)
        latest = self._kinds.get(kind, cls)
        key = kind if meaning(cls) >= meaning(latest) else f"{kind}@{meaning(cls)}"
        known = self._kinds.get(key, cls)
        if meaning(cls) > meaning(latest):
            self._kinds[f"{kind}@{meaning(latest)}"] = latest
        # attrs makes a class anew, and a notebook runs its cells again: the same name is the same class.
        elif not same(known, cls):
            msg = f"the kind {kind!r} is taken by {known.__qualname__}"
            raise ValueError(msg)
        self._kinds[key] = cls
        return cls

    def kinds(self) -> Mapping[str, type[T]]:
        """Return the registered classes by kind, earlier meanings as `kind@meaning`."""
        return dict(self._kinds)


def same(one: type, other: type) -> bool:
    """Say whether two classes are one: the same name, of the same meaning."""
    return place(one) == place(other) and meaning(one) == meaning(other)
