"""How late a day is after another, by a dialect's own days: no library function for months, they disagree."""

from __future__ import annotations

from datetime import date

from emulscore.facts import LatenessFact, TimeUnit
from emulscore.sql.dialects import Dialect

__all__ = ["late_texts"]

_SATURDAY = 5


def late_texts(dialect: Dialect, fact: LatenessFact, due: str, done: str) -> dict[TimeUnit, str]:
    """Return the lateness in every unit of time, where *done* is a day after *due*."""
    days = f"({dialect.days(done)} - {dialect.days(due)})"
    year, month, day = (tuple(dialect.part_of(part, raw) for raw in (due, done)) for part in ("YEAR", "MONTH", "DAY"))
    # The n-th monthly anniversary of a due day is the same day number, or the month's last day where there is none.
    anniversary = f"{dialect.least[0]}({day[0]}, {dialect.month_end(done)})"
    months = f"({year[1]} - {year[0]}) * 12 + {month[1]} - {month[0]}"
    texts: dict[TimeUnit, str] = {
        "days": days,
        "weeks_begun": f"({days} + 6) {dialect.divide} 7",
        "weeks_completed": f"{days} {dialect.divide} 7",
        "months_begun": f"{months} + CASE WHEN {day[1]} > {anniversary} THEN 1 ELSE 0 END",
        "months_completed": f"{months} - CASE WHEN {day[1]} < {anniversary} THEN 1 ELSE 0 END",
    }
    if fact.holidays is not None:
        texts["working_days"] = f"{_worked(dialect, done, fact.holidays)} - ({_worked(dialect, due, fact.holidays)})"
    return texts


def _worked(dialect: Dialect, day: str, holidays: frozenset[date]) -> str:
    """Return how many working days there are up to a day, from Monday 1 January of the year 1, which is day 0."""
    number = dialect.days(day)
    weeks = f"{number} {dialect.divide} 7"
    found = f"({weeks}) * 5 + {dialect.least[0]}({number} - ({weeks}) * 7 + 1, 5)"
    off = ", ".join(str(one.toordinal() - 1) for one in sorted(holidays) if one.weekday() < _SATURDAY)
    if not off:
        return found
    each = " + ".join(f"CASE WHEN {number} >= {one} THEN 1 ELSE 0 END" for one in off.split(", "))
    return f"{found} - ({each})"
