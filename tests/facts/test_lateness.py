"""Lateness: days, working days, weeks, and months from anniversary to anniversary."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from emulscore import LatenessFact
from emulscore.errors import Refused
from emulscore.facts import TIME_UNITS, months_late, read_date, time_unit_words

LATE = LatenessFact("x", holidays=[])


@pytest.mark.parametrize(
    ("due", "done", "begun", "completed"),
    [
        ("15/1/2023", "15/1/2023", 0, 0),
        ("15/1/2023", "16/1/2023", 1, 0),
        ("15/1/2023", "14/2/2023", 1, 0),
        ("15/1/2023", "15/2/2023", 1, 1),
        ("15/1/2023", "16/2/2023", 2, 1),
        ("15/1/2023", "15/3/2023", 2, 2),
        ("15/12/2023", "15/1/2024", 1, 1),
        ("15/1/2023", "15/1/2025", 24, 24),
        ("31/1/2023", "28/2/2023", 1, 1),
        ("31/1/2023", "1/3/2023", 2, 1),
        ("31/1/2023", "31/3/2023", 2, 2),
        ("31/1/2024", "28/2/2024", 1, 0),
        ("31/1/2024", "29/2/2024", 1, 1),
        ("30/1/2023", "28/2/2023", 1, 1),
        ("31/3/2023", "30/4/2023", 1, 1),
        ("28/2/2023", "28/3/2023", 1, 1),
        ("28/2/2023", "31/3/2023", 2, 1),
        ("29/2/2024", "28/2/2025", 12, 12),
        ("29/2/2024", "1/3/2025", 13, 12),
        ("29/2/2024", "29/2/2028", 48, 48),
        ("15/2/2023", "15/1/2023", 0, 0),
    ],
)
def test_months_run_from_anniversary_to_anniversary(due: str, done: str, begun: int, completed: int) -> None:
    """The n-th anniversary is the same day number, or the month's last day; done early is not late."""
    assert months_late(read_date(due), read_date(done)) == (begun, completed)


def anniversaries(due: date) -> Iterator[date]:
    """Yield the monthly anniversaries one by one, stepping back from a day that does not exist."""
    year, month = due.year, due.month
    while True:
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = due.day
        while True:
            try:
                yield date(year, month, day)
                break
            except ValueError:
                day -= 1


def counted(due: date, done: date) -> tuple[int, int]:
    """Count months by walking along the anniversaries: no arithmetic on months."""
    if done <= due:
        return 0, 0
    for number, anniversary in enumerate(anniversaries(due), 1):
        if anniversary == done:
            return number, number
        if anniversary > done:
            return number, number - 1
    raise AssertionError


def test_months_agree_with_a_walk_over_all_dates_of_three_years() -> None:
    """For every due day around a leap year and many days after it, counting step by step gives the same."""
    first = date(2023, 12, 1)
    for offset in range(500):
        due = first + timedelta(offset)
        for later in (*range(27, 33), *range(57, 63), *range(363, 368)):
            done = due + timedelta(later)
            assert months_late(due, done) == counted(due, done), (due, done)


def test_every_unit_agrees_with_a_walk_day_by_day() -> None:
    """Days, weeks and working days are counted one day at a time in the test."""
    draw = random.Random(7)  # noqa: S311 - dates, not secrets
    holidays = {date(2023, 4, 29), date(2023, 5, 1), date(2023, 5, 2), date(2023, 9, 4)}
    fact = LatenessFact("x", holidays=holidays)
    for _ in range(400):
        due = date(2023, 1, 1) + timedelta(draw.randrange(400))
        done = due + timedelta(draw.randrange(-10, 200))
        days = working = 0
        day = due
        while day < done:
            day += timedelta(1)
            days += 1
            working += day.strftime("%a") not in {"Sat", "Sun"} and day not in holidays
        begun, completed = counted(due, done)
        assert fact.read((due, done)) == {
            "x.state": 0,
            "x.days": days,
            "x.working_days": working,
            "x.weeks_begun": days // 7 + (days % 7 > 0),
            "x.weeks_completed": days // 7,
            "x.months_begun": begun,
            "x.months_completed": completed,
        }


def test_working_days_leave_out_weekends_and_holidays() -> None:
    """From Friday 28/4/2023 to Thursday 4/5/2023: Wednesday and Thursday count, after the holidays."""
    dates = {"due": "28/4/2023", "done": "4/5/2023"}
    assert LatenessFact("x", holidays=["2023-05-01", "2023-05-02"]).read(dates)["x.working_days"] == 2
    assert LATE.read(dates)["x.working_days"] == 4
    assert "x.working_days" not in LatenessFact("x").read(dates)


@pytest.mark.parametrize(
    "raw",
    [
        {"due": "15/01/2023", "done": "16/02/2023"},
        ("2023-01-15", "2023-02-16"),
        ["ngày 15/1/2023", date(2023, 2, 16)],
        (datetime(2023, 1, 15), " 16/2/2023 "),  # noqa: DTZ001 - a day has no time zone
    ],
)
def test_two_days_are_read_in_every_spelling(raw: object) -> None:
    """Vietnamese and ISO dates, and Python's own; 32 days, 2 months begun and 1 completed."""
    read = LATE.read(raw)
    assert (read["x.days"], read["x.months_begun"], read["x.months_completed"]) == (32, 2, 1)
    assert (read["x.weeks_begun"], read["x.weeks_completed"]) == (5, 4)


@pytest.mark.parametrize("raw", [0, 0.0, "đúng hạn", "On time", {"due": "2/1/2023", "done": "1/1/2023"}])
def test_on_time_is_late_by_nothing_in_every_unit(raw: object) -> None:
    """0 and "đúng hạn" say it in every unit at once; done early is on time."""
    assert LATE.read(raw) == {"x.state": 0, **{f"x.{unit}": 0 for unit in TIME_UNITS}}


def test_numbers_fill_only_the_units_that_are_given() -> None:
    """A number of months says nothing of days."""
    assert LATE.read({"months_begun": "3", "weeks_begun": 10}) == {
        "x.state": 0,
        "x.months_begun": 3,
        "x.weeks_begun": 10,
    }


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (-1, "negative"),
        ({"months_begun": -1}, "negative"),
        ({"months_begun": "1,5"}, "not-a-count"),
        ({"months_begun": 132}, "too-large"),
        ({"months": 1}, "not-a-lateness"),
        ({}, "not-a-lateness"),
        ({"due": "1/1/2023"}, "not-a-lateness"),
        (1, "not-a-lateness"),
        ("2 tháng", "not-a-lateness"),
        (False, "not-a-lateness"),
        (float("nan"), "not-a-lateness"),
        (("1/1/2023",), "not-a-lateness"),
        (("31/02/2023", "1/3/2023"), "not-a-date"),
        (("1/1/23", "1/3/2023"), "not-a-date"),
        ((datetime(2023, 1, 1, 8), "1/3/2023"), "not-a-date"),  # noqa: DTZ001 - the hour is the point
        ((datetime(2023, 1, 1, tzinfo=UTC), "1/3/2023"), "not-a-date"),
        ((20230101, "1/3/2023"), "not-a-date"),
        (("1/1/2003", "1/3/2023"), "too-large"),
    ],
)
def test_a_lateness_refuses_what_is_none(raw: object, code: str) -> None:
    """-1, a bare number, a day that does not exist and a time of day are refused."""
    with pytest.raises(Refused) as caught:
        LATE.read(raw)
    assert caught.value.code == code


def test_no_date_within_the_largest_lateness_leaves_its_slots() -> None:
    """Whatever unit it is counted in, a lateness of at most *largest* days fits the range the formulas are told."""
    fact = LatenessFact("x", largest=800, holidays=[])
    high = {slot.name: slot.high for slot in fact.slots}
    for offset in range(366):
        due = date(2023, 6, 1) + timedelta(offset)
        for days in (28, 29, 31, 59, 364, 366, 799, 800):
            read = fact.read((due, due + timedelta(days)))
            assert all(value <= high[name] for name, value in read.items())


def test_every_unit_of_time_has_words() -> None:
    """The unit is named in both languages, and no two units alike."""
    names = [time_unit_words(unit) for unit in TIME_UNITS]
    assert len({name.vi for name in names}) == len({name.text("en") for name in names}) == len(TIME_UNITS)
