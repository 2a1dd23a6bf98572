"""Exact numbers as people write them: a decimal comma in Vietnamese, a point in English, 1/3 where decimals never end."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeGuard

from emulscore.words import Lang, Words

__all__ = ["decimals_of", "figure", "is_percentage", "show", "show_percent"]


def decimals_of(value: Fraction) -> int:
    """Return how many decimals write *value* out in full, or -1 where no number of them does."""
    rest, places = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    return places if rest == 1 else -1


def show(value: Fraction | int, lang: Lang = "vi") -> str:
    """Write a number exactly: `4,542` (`4.542` in English), or `1/3` where decimals never end.

    >>> show(Fraction(2271, 500)), show(Fraction(2271, 500), "en"), show(Fraction(1, 3))
    ('4,542', '4.542', '1/3')
    >>> show(1234567)
    '1.234.567'
    """
    value = Fraction(value)
    places = decimals_of(value)
    if places < 0:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    if lang == "vi":
        whole = f"{int(whole):,}".replace(",", ".")
    mark = "," if lang == "vi" else "."
    sign = "-" if value < 0 else ""
    # One dot and three digits could be read as decimals, so "1.234" is only written for whole numbers.
    return sign + whole + (mark + decimals if decimals else "")


def show_percent(value: Fraction | int, lang: Lang = "vi") -> str:
    """Write a share as a percentage: `75,7%`; as a fraction, `7/48`, where its decimals never end.

    >>> show_percent(Fraction(757, 1000)), show_percent(1, "en"), show_percent(Fraction(7, 48))
    ('75,7%', '100%', '7/48')
    """
    share = Fraction(value)
    return show(share, lang) if decimals_of(share) < 0 else show(share * 100, lang) + "%"


def figure(value: Fraction | int, *, percent: bool = False) -> Words:
    """Write a number in both languages.

    >>> figure(Fraction(1, 100))
    Words('0,01', '0.01')
    """
    write = show_percent if percent else show
    return Words(write(value), write(value, "en"))


def is_percentage(raw: object) -> TypeGuard[str]:
    """Say whether a value is written with a percent sign.

    >>> is_percentage("99,8 %"), is_percentage("0,998")
    (True, False)
    """
    return isinstance(raw, str) and raw.rstrip().endswith("%")
