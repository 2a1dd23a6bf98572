"""Exact numbers: how they are read, rounded and written.

Nothing here is a float. A number that is read becomes a `Fraction`; a number that leaves the library is a
`Decimal` on a stated grid, built digit by digit, so that the host's decimal context cannot touch it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.figures import decimals_of, is_percentage, show, show_percent
from emulscore.words import Lang, nfc

__all__ = [
    "Amount",
    "Numeric",
    "amount",
    "exact_text",
    "half_up",
    "number",
    "percent",
    "points",
    "read_count",
    "show",
    "show_percent",
    "to_decimal",
]

Numeric = int | str | Decimal | Fraction
"""What a number may be given as: never a float."""

_LIMIT = 10**18  # of numerator and denominator: longer ones are typing errors or attacks
_MAX_TEXT = 60

_COUNT = re.compile(r"[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:(?:\.\d{3}){2,}(?:,\d+)?|(?:\.\d{3})+,\d+)")
_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_RATIO = re.compile(r"([+-]?\d+)\s*/\s*(\d+)")


def number(raw: Numeric) -> Fraction:
    """Read an exact number.

    A comma or a dot may mark the decimals (`"9,98"`, `"9.98"`), `%` divides by a hundred, `"1/3"` is a third. One dot with
    exactly three digits after it (`"1.234"`) is refused: it may be a thousand or a fraction.

    >>> number("9,98"), number("75,7%"), number("1/3")
    (Fraction(499, 50), Fraction(757, 1000), Fraction(1, 3))
    >>> number("1.234.567,5")
    Fraction(2469135, 2)

    Raises:
        Refused: With the code `not-a-number`, `float`, `not-finite`, `ambiguous-number` or `number-too-long`.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | str | Decimal | Fraction):
        raise Refused("float" if isinstance(raw, float) else "not-a-number")
    if isinstance(raw, str):
        return _read_text(raw)
    if isinstance(raw, Decimal):
        return _read_decimal(raw)
    return _bounded(Fraction(raw))


def _read_decimal(raw: Decimal) -> Fraction:
    if not raw.is_finite():
        raise Refused("not-finite")
    # The size is looked at before Fraction() would write out a million zeros.
    if raw and (raw.adjusted() > _MAX_TEXT or not -_MAX_TEXT <= int(raw.as_tuple().exponent) <= _MAX_TEXT):
        raise Refused("number-too-long")
    return _bounded(Fraction(raw))


def _bounded(value: Fraction) -> Fraction:
    if abs(value.numerator) > _LIMIT or value.denominator > _LIMIT:
        raise Refused("number-too-long")
    return value


def _clean(raw: str) -> str:
    if len(raw) > _MAX_TEXT:
        raise Refused("number-too-long")
    text = nfc(raw).strip().replace("\u2212", "-")
    if not text.isascii():
        raise Refused("not-a-number")
    return text


def _read_text(raw: str) -> Fraction:
    text = _clean(raw)
    if text.lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        raise Refused("not-finite")
    percentage = text.endswith("%")
    body = text[:-1].rstrip() if percentage else text
    if ratio := _RATIO.fullmatch(body):
        top, bottom = int(ratio[1]), int(ratio[2])
        if bottom == 0:
            raise Refused("division-by-zero")
        value = Fraction(top, bottom)
    elif _AMBIGUOUS.fullmatch(body):
        raise Refused("ambiguous-number")
    elif _GROUPED.fullmatch(body):
        value = Fraction(body.replace(".", "").replace(",", "."))
    elif _PLAIN.fullmatch(body):
        value = Fraction(body.replace(",", "."))
    else:
        raise Refused("not-a-number")
    return _bounded(value / 100 if percentage else value)


def read_count(raw: str) -> int:
    """Read a whole number as people type it; dots may only stand between groups of three digits.

    >>> read_count("1.234"), read_count(" 48 ")
    (1234, 48)

    Raises:
        Refused: With the code `not-a-count` (`"99,80"`, `"99.80"`, `"12%"`) or `number-too-long`.
    """
    text = _clean(raw)
    if not _COUNT.fullmatch(text):
        raise Refused("not-finite" if text.lower().lstrip("+-") in {"nan", "inf", "infinity"} else "not-a-count")
    return int(text.replace(".", ""))


def half_up(value: Fraction, step: Fraction) -> Fraction:
    """Round *value* to a multiple of *step*, halves away from zero.

    >>> half_up(Fraction(2271, 500), Fraction(1, 100))
    Fraction(227, 50)
    >>> half_up(Fraction(-1, 200), Fraction(1, 100))
    Fraction(-1, 100)
    """
    top, bottom = value.numerator * step.denominator, value.denominator * step.numerator
    steps = (2 * abs(top) + bottom) // (2 * bottom)
    return (-steps if top < 0 else steps) * step


def to_decimal(value: Fraction, step: Fraction = Fraction(1, 100)) -> Decimal:
    """Write *value*, which lies on the grid of *step*, as a `Decimal` with the grid's number of places.

    >>> to_decimal(Fraction(227, 50)), to_decimal(Fraction(8))
    (Decimal('4.54'), Decimal('8.00'))

    Raises:
        ValueError: *value* is not a multiple of *step*, or *step* has no finite decimal form.
    """
    places = decimals_of(step)
    steps, rest = divmod(value.numerator * step.denominator, value.denominator * step.numerator)
    if places < 0 or rest:
        msg = f"{value} is not on the grid of {step}"
        raise ValueError(msg)
    units = steps * step.numerator * 10**places // step.denominator
    return Decimal(f"{units}E-{places}")  # from text: no context rounds it


@frozen
class Amount:
    """What a rule pays or takes: points, or a share of the base.

    >>> points("0,5").at(Fraction(8)), percent(20).at(Fraction(5))
    (Fraction(1, 2), Fraction(1, 1))

    Attributes:
        value: The number: points, or the share as a fraction of one.
        of_base: Whether *value* is a share of the base points.
    """

    value: Fraction = field(converter=number)
    of_base: bool = False

    def at(self, base: Fraction) -> Fraction:
        """Return the amount in points for a row of *base* points."""
        return self.value * base if self.of_base else self.value

    def text(self, lang: Lang = "vi") -> str:
        """Say the amount in words: `1 điểm`, `20% điểm chuẩn`."""
        if self.of_base:
            return show_percent(self.value, lang) + {"vi": " điểm chuẩn", "en": " of the base"}[lang]
        unit = {"vi": "điểm", "en": "point" if abs(self.value) == 1 else "points"}[lang]
        return f"{show(self.value, lang)} {unit}"

    def __str__(self) -> str:
        return exact_text(self.value * 100) + "%" if self.of_base else exact_text(self.value)

    def __repr__(self) -> str:
        value = self.value * 100 if self.of_base else self.value
        # As a ratio, since a text of decimals may be too long to be read back; what is too long even so stays as it is.
        if abs(value.numerator) > _LIMIT:
            return f"Amount('{self.value.numerator}/{self.value.denominator}', of_base=True)"
        text = str(value.numerator) if value.denominator == 1 else repr(exact_text(value))
        shown = text if len(text) <= _MAX_TEXT else repr(f"{value.numerator}/{value.denominator}")
        return f"{'percent' if self.of_base else 'points'}({shown})"


def exact_text(value: Fraction) -> str:
    """Write a number for files: a decimal point, no groups; read back by `number` to the same value."""
    text = show(value, "en")
    # "1.234" would be refused as ambiguous; a further zero makes it plain.
    return text + "0" if _AMBIGUOUS.fullmatch(text) else text


def points(value: Numeric) -> Amount:
    """Return an amount in points.

    >>> points(1)
    points(1)
    """
    return Amount(value)


def percent(value: Numeric) -> Amount:
    """Return an amount as a percentage of the base: `percent(20)` is a fifth of the row's points.

    >>> percent(20).at(Fraction(5))
    Fraction(1, 1)
    """
    return Amount(number(value) / 100, of_base=True)


def amount(raw: Amount | Numeric) -> Amount:
    """Read an amount: a plain number is points, a text that ends in `%` is a share of the base.

    >>> amount(4), amount("20%")
    (points(4), percent(20))

    Raises:
        Refused: As `number`.
    """
    if isinstance(raw, Amount):
        return raw
    return Amount(number(raw), of_base=is_percentage(raw))
