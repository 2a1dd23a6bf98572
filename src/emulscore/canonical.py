"""One text for one meaning: the canonical form of a scheme, a rule or a unit, and the fingerprint of that text.

The form does not depend on the order of keys, on the Unicode form of texts, on how a number was spelt, on the file that a
scheme came from, or on the Python that runs. Values that are equal have equal forms; a field that has its default is left
out, so that a field added later changes no fingerprint.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from re import sub
from typing import Any, Final

import attrs

from emulscore.conditions import CONDITIONS
from emulscore.errors import Refused
from emulscore.facts import ScaledFact
from emulscore.facts._common import Described
from emulscore.gates import GATES
from emulscore.numbers import number
from emulscore.registry import meaning, place, same
from emulscore.rules.rule import arguments, kinds
from emulscore.words import Words, nfc

__all__ = ["FAMILIES", "canonical", "family", "fingerprint", "meanings", "tag"]

FAMILIES: Final[tuple[tuple[str, str, Callable[[], Mapping[str, type]]], ...]] = (
    ("rule", "formula", kinds),
    ("condition", "truth", CONDITIONS.kinds),
    ("gate", "on_grade", GATES.kinds),
)
"""What classes with a `kind` are, the method that shows it, and the classes that are registered."""

_JSON_WHOLE = 2**53
_PAIR = 2


def family(cls: type) -> tuple[str, str] | None:
    """Return what a class is (`rule`, `condition`, `gate`, `fact`) and its kind; None where it is none of them.

    >>> from emulscore import Ratio, YesNoFact
    >>> family(Ratio), family(YesNoFact)
    (('rule', 'ratio'), ('fact', 'yes_no'))
    """
    if issubclass(cls, Described | ScaledFact):
        return "fact", sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Fact")).lower()
    kind = getattr(cls, "kind", None)
    found = (name for name, method, _ in FAMILIES if isinstance(kind, str) and hasattr(cls, method))
    return next(((name, str(kind)) for name in found), None)


def tag(cls: type) -> str:
    """Return the name of a class in canonical forms, with its meaning.

    A class that is not registered, or a fact of someone else's, is named with its module: nothing else tells it apart from
    another of the same kind.

    >>> from emulscore import Criterion, Ratio
    >>> tag(Ratio), tag(Criterion)
    ('rule ratio@1', 'Criterion@1')
    """
    known = family(cls)
    if known is None:
        own = cls.__module__.partition(".")[0] == "emulscore"
        return f"{cls.__name__ if own else place(cls)}@{meaning(cls)}"
    name, kind = known
    registered = next((get() for one, _, get in FAMILIES if one == name), {})
    own = cls.__module__.startswith("emulscore.facts") or any(same(one, cls) for one in registered.values())
    return f"{name} {kind if own else f'{place(cls)} {kind}'}@{meaning(cls)}"


def canonical(value: object) -> str:
    """Write a value as JSON text that is the same wherever the value is the same.

    >>> from fractions import Fraction
    >>> canonical({"b": Fraction(1, 2), "a": 1}), canonical(Words("Điểm"))
    ('{"table":{"a":1,"b":{"/":"1/2"}}}', '{"Words@1":{"vi":"Điểm"}}')

    Args:
        value: A scheme, an assessment, a cohort, or anything that they are made of.

    Raises:
        Refused: With the code `no-canonical-form`, for an object of a class without fields.
    """
    return _text(_form(value))


def fingerprint(value: object) -> str:
    """Return the SHA-256 of the canonical form.

    >>> fingerprint(1) == fingerprint(Fraction(1)) == fingerprint(Decimal("1.0"))
    True
    >>> fingerprint(1)
    'sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b'

    Raises:
        Refused: As `canonical`.
    """
    return "sha256:" + sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def _text(form: object) -> str:
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _form(value: object) -> object:
    """Return the JSON tree of a value; what is not plain is a table of one key, which says what it is."""
    if value is None or isinstance(value, bool):
        return value
    for kinds_of, write in _WRITERS:
        if isinstance(value, kinds_of):
            return write(value)
    return {tag(type(value)): {name: _form(one) for name, one in _fields(value)}}


def _number(value: int | Fraction | Decimal) -> object:
    if isinstance(value, Decimal):
        try:
            value = number(value)
        except Refused:  # too long, or no number: a unit may have been given it all the same
            return {"decimal": str(value)}
    exact = Fraction(value)
    if exact.denominator == 1 and abs(exact.numerator) <= _JSON_WHOLE:
        return exact.numerator
    # Python writes no decimal numbers of more than 4300 digits.
    long = max(abs(exact.numerator), exact.denominator) > 10**1000
    return (
        {"hex": f"{exact.numerator:x}/{exact.denominator:x}"}
        if long
        else {"/": f"{exact.numerator}/{exact.denominator}"}
    )


def _table(value: Mapping[object, object]) -> object:
    if all(isinstance(key, str) for key in value):
        named = {nfc(str(key)): _form(one) for key, one in value.items()}
        if len(named) == len(value):
            return {"table": named}
    return {"pairs": sorted(([_form(key), _form(one)] for key, one in value.items()), key=_text)}


def _list(value: tuple[object, ...] | list[object]) -> object:
    # Names with words or numbers are a table in files, and a table has no order.
    if value and all(_named(one) for one in value):
        named: dict[object, object] = dict(value)  # type: ignore[arg-type] # each is a pair
        if len(named) == len(value):
            return _table(named)
    return [_form(one) for one in value]


def _named(pair: object) -> bool:
    return (
        isinstance(pair, tuple)
        and len(pair) == _PAIR
        and isinstance(pair[0], str)
        and isinstance(pair[1], Words | Fraction)
    )


_WRITERS: Final[tuple[tuple[Any, Callable[[Any], object]], ...]] = (
    (Enum, lambda one: {"enum": f"{type(one).__name__}.{one.name}"}),
    (str, nfc),
    (int | Fraction | Decimal, _number),
    (float, lambda one: {"float": repr(one)}),
    (date, lambda one: {"date": one.isoformat()}),
    (Mapping, _table),
    (AbstractSet, lambda one: {"set": sorted(map(_form, one), key=_text)}),
    (tuple | list, _list),
)


def _fields(value: object) -> Iterator[tuple[str, object]]:
    """Yield the fields that tell an object from others of its class, but for those that have their defaults."""
    cls = type(value)
    if attrs.has(cls):
        for name, default in _compared(cls):
            given = getattr(value, name)
            if default is attrs.NOTHING or type(given) is not type(default()) or given != default():
                yield name, given
    elif dataclasses.is_dataclass(value):
        yield from ((one.name, getattr(value, one.name)) for one in dataclasses.fields(value) if one.compare)
    elif family(cls) is not None:
        yield from arguments(value).items()
    else:
        raise Refused("no-canonical-form", cls=cls.__name__)


@cache
def _compared(cls: type) -> tuple[tuple[str, Any], ...]:
    found = []
    for one in attrs.fields(cls):
        default: Any = attrs.NOTHING
        if isinstance(one.default, attrs.Factory):  # type: ignore[arg-type] # a class, though its stub says function
            default = attrs.NOTHING if one.default.takes_self else one.default.factory
        elif one.default is not attrs.NOTHING:
            default = lambda plain=one.default: plain  # noqa: E731 - as a factory is
        if one.eq:
            found.append((one.name, default))
    return tuple(found)


def meanings(value: object) -> tuple[str, ...]:
    """Return which rules, facts, conditions and gates a value is made of, each with its meaning.

    >>> from emulscore import Ratio, ShareFact
    >>> meanings(Ratio(ShareFact("ho_so"), empty="refuse"))
    ('fact share@1', 'rule ratio@1')
    """
    found: set[str] = set()
    stack: list[object] = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, Mapping):
            stack += [side for pair in one.items() for side in pair]
        elif isinstance(one, tuple | list | AbstractSet):
            stack += one
        elif attrs.has(type(one)) or dataclasses.is_dataclass(one) or family(type(one)):
            found |= {tag(type(one))} if family(type(one)) else set()
            stack += [inner for _, inner in _fields(one)]
    return tuple(sorted(found))
