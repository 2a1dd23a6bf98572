"""The numbers and choices that a rule was made with, wherever they stand in it, and the same rule with another one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any, Final

import attrs
from attrs import frozen

from emulscore.errors import Refused
from emulscore.facts import is_fact
from emulscore.hints import hints_of, members, options
from emulscore.numbers import Amount
from emulscore.rules.rule import Rule

__all__ = ["UNFIT", "Argument", "arguments_of"]

UNFIT: Final = (Refused, TypeError, ValueError, ArithmeticError, LookupError)
"""What a class of somebody else's may raise at a value that it cannot take."""

_Rebuilt = Callable[[Any], tuple[Any, ...]]


@frozen
class Argument:
    """One argument of a rule, or of a rule inside it.

    Attributes:
        path: Where it stands: `target`, `rule.per`, `parts.0.below`.
        value: What it is now.
        amount: Whether it is an amount, and not a plain number.
        options: For a choice, all that it can be; empty for a number.
        with_: Makes the whole rule again with another value here; what goes with that value and is not stated yet is tried
            in every way.
    """

    path: str
    value: object
    amount: bool
    options: tuple[object, ...]
    with_: Callable[[object], tuple[Rule, ...]]

    @property
    def name(self) -> str:
        """Return the argument's own name."""
        return next(part for part in reversed(self.path.split(".")) if not part.isdecimal())


def arguments_of(rule: Rule) -> Iterator[Argument]:
    """Yield the numbers and choices that a rule was made with, in order.

    >>> from emulscore import Cap, Ratio, ShareFact
    >>> [argument.path for argument in arguments_of(Cap(Ratio(ShareFact("dan"), empty="refuse")))]
    ['rule.target', 'rule.empty', 'low', 'high']
    """
    yield from _inside(rule, (), lambda changed: (changed,))


def _inside(value: Any, path: tuple[str, ...], rebuilt: _Rebuilt) -> Iterator[Argument]:  # noqa: ANN401 - any part of a rule
    if is_fact(value):
        return
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _found(one, (*path, str(place)), _in_tuple(value, place, rebuilt))
    elif attrs.has(type(value)):
        hints = hints_of(type(value))
        for field in attrs.fields(type(value)):
            if field.init:
                yield from _found(
                    getattr(value, field.name),
                    (*path, field.name),
                    _in_object(value, field, rebuilt),
                    hints.get(field.name),
                    owner_is_rule=isinstance(getattr(value, "kind", None), str),
                )


def _found(
    value: object,
    path: tuple[str, ...],
    rebuilt: _Rebuilt,
    hint: object = None,
    *,
    owner_is_rule: bool = False,
) -> Iterator[Argument]:
    at, kinds, choices = ".".join(path), members(hint), options(hint)
    amount = isinstance(value, Amount) or Amount in kinds
    if isinstance(value, Fraction | Amount):
        yield Argument(at, value, amount, (), rebuilt)
    elif value is None and owner_is_rule and (Fraction in kinds or Amount in kinds):
        yield Argument(at, None, amount, (), rebuilt)
    elif isinstance(value, str) and value in choices:
        yield Argument(at, value, amount, () if amount else choices, rebuilt)
    elif isinstance(value, tuple) or attrs.has(type(value)):
        yield from _inside(value, path, rebuilt)


def _in_tuple(value: tuple[Any, ...], place: int, rebuilt: _Rebuilt) -> _Rebuilt:
    return lambda changed: rebuilt((*value[:place], changed, *value[place + 1 :]))


def _in_object(value: Any, field: attrs.Attribute[Any], rebuilt: _Rebuilt) -> _Rebuilt:  # noqa: ANN401
    def changed(other: Any) -> tuple[Any, ...]:  # noqa: ANN401
        return tuple(rule for made in _made(value, field, other) for rule in rebuilt(made))

    return changed


def _key(field: attrs.Attribute[Any]) -> str:
    return field.alias or field.name


def _made(value: Any, field: attrs.Attribute[Any], other: object) -> Iterator[Any]:  # noqa: ANN401
    """Make an object again; where the change asks for choices that were not stated, each of them."""
    changed = {_key(field): other}
    try:
        yield attrs.evolve(value, **changed)
    except UNFIT:
        unstated = {
            _key(one): options(hints_of(type(value)).get(one.name))
            for one in attrs.fields(type(value))
            if one.init and getattr(value, one.name) is None and one.name != field.name
        }
        open_ = {key: choices for key, choices in unstated.items() if choices}
        for chosen in product(*open_.values()) if open_ else ():
            try:
                yield attrs.evolve(value, **changed, **dict(zip(open_, chosen, strict=True)))
            except UNFIT:
                continue
