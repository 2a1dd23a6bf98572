"""How values show themselves where code is written: as text that pastes back, and as a picture in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from importlib import import_module

import attrs

from emulscore.numbers import exact_text

__all__ = ["drawn", "pasted"]

_LONG = 50  # longer texts are not read as numbers


def pasted(value: object) -> str:
    """Return a value as the Python that makes it again, with what differs from the defaults.

    It needs the public names of the library only: whole numbers are written as such, others as the texts that are read
    exactly, such as `'1/3'`.

    >>> from emulscore import Ratio, ShareFact
    >>> Ratio(ShareFact("ho_so", label="Hồ sơ"), target="50%", below="pro_rata", empty="refuse")
    Ratio(ShareFact('ho_so', label=Words('Hồ sơ')), target='0.5', below='pro_rata', empty='refuse')

    Args:
        value: An attrs value.
    """
    return f"{type(value).__name__}({', '.join(_arguments(value))})"


def _arguments(value: object) -> Iterator[str]:
    for field in attrs.fields(type(value)):  # type: ignore[arg-type] # only attrs classes call it
        given = getattr(value, field.name)
        if field.init and given != field.default:
            named = field.kw_only or field.default is not attrs.NOTHING
            yield f"{field.alias}={_text(given)}" if named else _text(given)


def _text(value: object) -> str:
    if isinstance(value, Fraction):
        return _number(value)
    if isinstance(value, date):
        return repr(value.isoformat())
    if isinstance(value, tuple):
        inner = ", ".join(map(_text, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(map(_text, value)))}]"
    return repr(value)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    text = exact_text(value)
    return repr(text if len(text) <= _LONG else f"{value.numerator}/{value.denominator}")


def drawn(value: object) -> str:
    """Return a rule or a criterion as HTML; what draws it is loaded when it is first asked for."""
    return import_module("emulscore.report.pictured").drawn(value)  # type: ignore[no-any-return]
