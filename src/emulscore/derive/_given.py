"""What every change is given: the number of a row, a reason, a value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from emulscore.numbers import Amount, exact_text, number
from emulscore.rules.rule import Rule, unstated, wrong
from emulscore.words import Words, nfc, words

__all__ = ["Value", "reason", "row_id", "value"]

Value = str | int | bool | Words | Rule | tuple[object, ...]
"""What an argument may be set to; numbers and amounts are kept as files write them."""


def row_id(raw: str | int) -> str:
    """Take the number of a row or group."""
    return nfc(str(raw)).strip()


def reason(raw: Words | str) -> Words:
    """Take why something is changed; it must be said."""
    why = words(raw)
    if not why.vi.strip():
        raise unstated("why", "lý do thay đổi", "why it is changed")
    return why


def value(raw: object) -> Value:
    """Take a value as files write it, so that a change is the same however it was given."""
    if isinstance(raw, Words) and raw.en is None:
        return raw.vi
    if isinstance(raw, str | bool | Words | Rule):
        return nfc(raw) if isinstance(raw, str) else raw
    if isinstance(raw, Amount):
        return str(raw) if raw.of_base else value(raw.value)
    if isinstance(raw, int | Decimal | Fraction):
        exact = number(raw)
        return exact.numerator if exact.denominator == 1 else exact_text(exact)
    if isinstance(raw, list | tuple):
        return tuple(value(one) for one in raw)
    raise wrong(
        "value",
        "số, văn bản, true, false, danh sách hoặc cách tính; để bỏ đối số, dùng ClearArgument",
        "a number, a text, true, false, a list or a rule; to leave an argument out, use ClearArgument",
    )
