"""How late something was: days, working days, weeks and months between a due day and the day it was done."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from attrs import field, frozen, validators

from emulscore.errors import Refused
from emulscore.facts._common import Described, read_state
from emulscore.facts.numeric import CountFact
from emulscore.formula.nodes import Fact as FactNode
from emulscore.formula.nodes import Node, Slot
from emulscore.shown import pasted
from emulscore.words import Words, nfc

__all__ = ["TIME_UNITS", "LatenessFact", "TimeUnit", "months_late", "read_date", "time_unit_words"]

TimeUnit = Literal["days", "working_days", "weeks_begun", "weeks_completed", "months_begun", "months_completed"]

TIME_UNITS: Final[tuple[TimeUnit, ...]] = (
    "days",
    "working_days",
    "weeks_begun",
    "weeks_completed",
    "months_begun",
    "months_completed",
)

_WORDS: Final[Mapping[TimeUnit, Words]] = {
    "days": Words("ngày", "days"),
    "working_days": Words("ngày làm việc", "working days"),
    "weeks_begun": Words("tuần (tính cả tuần chưa tròn)", "weeks begun"),
    "weeks_completed": Words("tuần tròn", "full weeks"),
    "months_begun": Words("tháng (tính cả tháng chưa tròn)", "months begun"),
    "months_completed": Words("tháng tròn", "full months"),
}
_SHORTEST: Final[Mapping[TimeUnit, int]] = {
    "days": 1,
    "working_days": 1,
    "weeks_begun": 7,
    "weeks_completed": 7,
    "months_begun": 28,
    "months_completed": 28,
}
_ON_TIME: Final = {"on time", "đúng hạn"}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_VIETNAMESE = re.compile(r"(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})")
_SATURDAY = 5


def time_unit_words(unit: TimeUnit) -> Words:
    """Return what a unit of lateness is called."""
    return _WORDS[unit]


def read_date(raw: object) -> date:
    """Read a day.

    >>> read_date("17/10/2023"), read_date("2023-10-17")
    (datetime.date(2023, 10, 17), datetime.date(2023, 10, 17))

    Raises:
        Refused: With the code `not-a-date`.
    """
    if isinstance(raw, datetime):
        if raw.time() != time.min or raw.tzinfo is not None:
            raise Refused("not-a-date")
        return raw.date()
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        text = nfc(raw).strip()
        try:
            if found := _ISO.fullmatch(text):
                return date(int(found[1]), int(found[2]), int(found[3]))
            if found := _VIETNAMESE.fullmatch(text):
                return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:  # no such day, as 31/02/2023
            pass
    raise Refused("not-a-date")


def months_late(due: date, done: date) -> tuple[int, int]:
    """Return how many months have begun and how many are completed from *due* to *done*.

    The n-th monthly anniversary of a due day is the same day number, or the month's last day where there is none.

    >>> months_late(date(2023, 1, 15), date(2023, 2, 15)), months_late(date(2023, 1, 15), date(2023, 2, 16))
    ((1, 1), (2, 1))
    >>> months_late(date(2023, 1, 31), date(2023, 2, 28))
    (1, 1)
    """
    if done <= due:
        return 0, 0
    months = (done.year - due.year) * 12 + done.month - due.month
    anniversary = min(due.day, monthrange(done.year, done.month)[1])
    completed = months - (done.day < anniversary)
    return completed + (done.day != anniversary), completed


def _holidays(days: Iterable[date | str] | None) -> frozenset[date] | None:
    return None if days is None else frozenset(read_date(day) for day in days)


@frozen
class LatenessFact(Described):
    """How late something was done.

    It is read from two days (`{"due": …, "done": …}` or a pair), from numbers by unit (`{"months_begun": 2}`), or from 0
    or "đúng hạn" for on time. Done early is on time.

    >>> LatenessFact("ke_hoach").read({"due": "15/01/2023", "done": "16/02/2023"})["ke_hoach.months_begun"]
    2
    >>> LatenessFact("ke_hoach").read({"months_begun": 3})
    {'ke_hoach.state': 0, 'ke_hoach.months_begun': 3}

    Attributes:
        largest: The longest lateness that is taken, in days.
        holidays: Days off besides Saturdays and Sundays; without them working days are not counted from dates.
    """

    __repr__ = pasted

    largest: int = field(default=3660, kw_only=True, validator=validators.ge(0))
    holidays: frozenset[date] | None = field(default=None, kw_only=True, converter=_holidays)

    def slot(self, unit: TimeUnit) -> Slot:
        """Return the slot of the lateness in one unit."""
        return Slot(f"{self.name}.{unit}", 0, -(-self.largest // _SHORTEST[unit]), self.words, optional=True)

    def node(self, unit: TimeUnit) -> Node:
        """Return the node that reads the lateness in one unit."""
        return FactNode(self.slot(unit))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        return (self.state_slot, *(self.slot(unit) for unit in TIME_UNITS))

    def read(self, raw: object) -> Mapping[str, int]:
        """Read a lateness.

        Raises:
            Refused: With the code `not-a-lateness`, `not-a-date`, `negative`, `not-a-count` or `too-large`.
        """
        state = read_state(raw)
        if state:
            return self.in_state(state)
        if isinstance(raw, Mapping):
            return self._dates(raw["due"], raw["done"]) if set(raw) == {"due", "done"} else self._numbers(raw)
        if isinstance(raw, Sequence) and not isinstance(raw, str | bytes) and len(raw) == 2:  # noqa: PLR2004 - a pair
            return self._dates(raw[0], raw[1])
        zero = isinstance(raw, int | float | Decimal | Fraction) and not isinstance(raw, bool) and not raw
        if zero or (isinstance(raw, str) and nfc(raw).strip().lower() in _ON_TIME):
            return self.measured(**dict.fromkeys(TIME_UNITS, 0))
        if isinstance(raw, int) and raw < 0:
            raise Refused("negative", largest=self.largest)
        raise Refused("not-a-lateness")

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        state = self.state_in(slots)
        found = {unit: slots[slot] for unit in TIME_UNITS if (slot := f"{self.name}.{unit}") in slots}
        return found if state is None else state

    def _numbers(self, raw: Mapping[str, object]) -> Mapping[str, int]:
        known: dict[str, TimeUnit] = {unit: unit for unit in TIME_UNITS}
        if not raw or not set(raw) <= set(known):
            raise Refused("not-a-lateness")
        numbers = {}
        for key, value in raw.items():
            largest = self.slot(known[key]).high
            numbers[key] = CountFact(self.name, largest=largest).read(value)[self.name]
        return self.measured(**numbers)

    def _dates(self, raw_due: object, raw_done: object) -> Mapping[str, int]:
        due, done = read_date(raw_due), read_date(raw_done)
        days = max((done - due).days, 0)
        if days > self.largest:
            raise Refused("too-large", largest=self.largest)
        begun, completed = months_late(due, done)
        late = {
            "days": days,
            "weeks_begun": -(-days // 7),
            "weeks_completed": days // 7,
            "months_begun": begun,
            "months_completed": completed,
        }
        if self.holidays is not None:
            after = (due + timedelta(days=number) for number in range(1, days + 1))
            late["working_days"] = sum(day.weekday() < _SATURDAY and day not in self.holidays for day in after)
        return self.measured(**late)
