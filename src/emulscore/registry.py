"""Classes that files name by their `kind`: open to anybody's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from attrs import field, frozen

__all__ = ["Registry"]

T = TypeVar("T")
C = TypeVar("C", bound=type)


@frozen
class Registry(Generic[T]):
    """The classes of one family, by `kind`.

    >>> from emulscore.conditions import CONDITIONS, Not
    >>> CONDITIONS.register(Not) is CONDITIONS.kinds()["not"] is Not
    True
    """

    _kinds: dict[str, type[T]] = field(factory=dict, init=False)

    def register(self, cls: C) -> C:
        """Make a class readable from files under its `kind`.

        Raises:
            ValueError: Another class has the same `kind`.
        """
        kind = cls.kind  # type: ignore[attr-defined] # said by the family's protocol, which a plain type cannot promise
        known = self._kinds.get(kind, cls)
        # attrs makes a class anew, and a notebook runs its cells again: the same name is the same class.
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            msg = f"the kind {kind!r} is taken by {known.__qualname__}"
            raise ValueError(msg)
        self._kinds[kind] = cls
        return cls

    def kinds(self) -> Mapping[str, type[T]]:
        """Return the registered classes by kind."""
        return dict(self._kinds)
