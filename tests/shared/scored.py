"""What several test files share: one unit, scored alone in every way that there is, and printed numbers read back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from emulscore import Criterion, Refused, Rule, Scheme
from emulscore.facts import AnyFact
from emulscore.rowscore import RowScore


def scheme_of(rule: Rule, base: int) -> Scheme:
    """Return a scheme of one row."""
    return Scheme("s", "Thử", total=base, items=[Criterion("1", "Tiêu chí", base, rule)])


def both(scheme: Scheme, **given: object) -> RowScore:
    """Score one unit by the meaning and by the compiled path, which must agree, within 0..base."""
    row = scheme.score(given)["1"]
    assert scheme.points(given)["1"] == row.points
    assert 0 <= row.points <= scheme.total
    return row


def printed_number(text: str, lang: str) -> Fraction:
    """Read a printed number or percentage back."""
    if text.endswith("%"):
        return printed_number(text[:-1], lang) / 100
    return Fraction(text.replace(".", "").replace(",", ".") if lang == "vi" else text)


def hundredths(value: Fraction) -> Decimal:
    """Round an amount half up to hundredths, in whole numbers."""
    return Decimal((200 * value.numerator + value.denominator) // (2 * value.denominator)).scaleb(-2)


def read_or_none(fact: AnyFact, raw: object) -> Mapping[str, int] | None:
    """Return the whole numbers of a raw value; None where the fact refuses it."""
    try:
        return fact.read(raw)
    except Refused:
        return None
