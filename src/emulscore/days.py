"""Days in words, as Vietnamese documents write them."""

from __future__ import annotations

from datetime import date
from typing import Final

from emulscore.words import Lang

__all__ = ["official_day", "show_day"]

_TWO_DIGITS: Final = (1, 2)
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month in _TWO_DIGITS else f"{day.month}"


def official_day(day: date) -> str:
    """Return a day as Decree 30/2020/NĐ-CP writes it: a leading zero for days below 10 and for months 1 and 2 only.

    >>> official_day(date(2023, 6, 7)), official_day(date(2023, 2, 24))
    ('ngày 07 tháng 6 năm 2023', 'ngày 24 tháng 02 năm 2023')
    """
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year:04}"


def show_day(day: date, lang: Lang = "vi") -> str:
    """Return a day with slashes, by the same rule; in English with the name of the month.

    >>> show_day(date(2023, 6, 7)), show_day(date(2024, 2, 1)), show_day(date(2023, 6, 7), "en")
    ('07/6/2023', '01/02/2024', '7 June 2023')
    """
    if lang == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day:02}/{_month(day)}/{day.year:04}"
