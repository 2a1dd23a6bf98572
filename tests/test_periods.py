"""Schemes by the days on which they are in force."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from emulscore import Criterion, Direct, FileError, PointsFact, Refused, Scheme, SchemeError, Words
from emulscore.days import show_day
from emulscore.files import Format, dumps_scheme, loads_scheme
from emulscore.periods import Calendar
from emulscore.report.listing import scheme_sheet
from emulscore.validity import Validity, validity

ROWS = [Criterion("1", "Tự chấm", 10, Direct(PointsFact("tu_cham", largest=10)))]
COMMUNE = Words("cấp xã", "commune")
BASE = Scheme("bo", "Bộ tiêu chí", total=10, items=ROWS)


def dated(id_: str, first: str, last: str | None = None, level: Words | str | None = COMMUNE) -> Scheme:
    return evolve(BASE, id=id_, level=level, effective=(first, last))


# --- validity ------------------------------------------------------------------------------------------------------------


def test_both_ends_are_in_force() -> None:
    """The first and the last day count; without a last day there is no end."""
    valid = Validity("07/6/2023", "31/12/2023")
    days = ["06/6/2023", "07/6/2023", "31/12/2023", "01/01/2024"]
    assert [day in valid for day in days] == [False, True, True, False]
    assert date(9999, 12, 31) in Validity("07/6/2023")
    assert date(2023, 6, 6) not in Validity("07/6/2023")


def test_one_day_is_a_validity_and_less_is_none() -> None:
    """The last day may be the first, not before it."""
    assert "01/01/2023" in Validity("01/01/2023", "01/01/2023")
    with pytest.raises(Refused, match="wrong-argument") as caught:
        Validity("02/01/2023", "01/01/2023")
    assert caught.value.params["argument"].vi == "last"
    with pytest.raises(Refused, match="not-a-date"):
        Validity("31/02/2023")


@pytest.mark.parametrize("raw", ["2023-01-01", [], ["2023-01-01", None, None], 2023])
def test_what_is_not_two_days_is_refused(raw: Any) -> None:  # noqa: ANN401 - of any wrong type
    """A year or a text is no pair of days."""
    with pytest.raises(Refused, match="wrong-argument"):
        evolve(BASE, effective=raw)


def test_days_are_written_as_in_documents() -> None:
    """Two digits for the day, and for January and February; the end of the last day is said."""
    written = [show_day(date(2024, month, 9)) for month in (1, 2, 3, 10)]
    assert written == ["09/01/2024", "09/02/2024", "09/3/2024", "09/10/2024"]
    assert str(Validity("2026-01-01", "2026-12-31")) == "có hiệu lực từ ngày 01/01/2026 đến hết ngày 31/12/2026"
    assert Validity("2026-01-01", "2026-12-31").text("en") == "valid from 1 January 2026 to 31 December 2026"
    assert str(Validity("2026-03-05")) == "có hiệu lực từ ngày 05/3/2026"


START = date(2024, 1, 1)
DAYS = st.integers(0, 20).map(lambda days: START + timedelta(days))
RANGES = st.tuples(DAYS, st.none() | DAYS).filter(lambda pair: pair[1] is None or pair[0] <= pair[1])


@given(RANGES, RANGES, DAYS)
def test_common_days_are_those_of_both(
    one: tuple[date, date | None], other: tuple[date, date | None], day: date
) -> None:
    """A day is common where it is in both, whichever is asked."""
    left, right = validity(one), validity(other)
    both = left.common(right)
    assert both == right.common(left)
    assert (both is not None and day in both) == (day in left and day in right)


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize("last", ["2026-12-31", None])
def test_files_hold_the_days(form: Format, last: str | None) -> None:
    """A scheme with its days is read back as it was, and its days are part of its fingerprint."""
    scheme = dated("xa-2026", "2026-01-01", last)
    again = loads_scheme(dumps_scheme(scheme, form), form)
    assert again == scheme
    assert again.fingerprint == scheme.fingerprint != evolve(scheme, effective=("2026-01-02", last)).fingerprint


HEAD = """
format = "emulscore scheme 1"
id = "x"
title = "X"
total = 10
facts = [{ kind = "points", name = "d", largest = 10 }]
"""
TAIL = 'items = [{ id = 1, title = "A", base = 10, rule = { kind = "direct", fact = "d" } }]\n'


def test_days_in_files_are_written_as_people_write_them() -> None:
    """A day of the format, or a text as in documents."""
    one = loads_scheme(HEAD + "effective = { first = 2026-01-01, last = 2026-12-31 }\n" + TAIL)
    two = loads_scheme(HEAD + 'effective = { first = "01/01/2026", last = "31/12/2026" }\n' + TAIL)
    assert one.effective == two.effective == Validity(date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("line", "code", "path"),
    [
        ('effective = { first = "31/02/2026" }', "not-a-date", "effective.first"),
        ("effective = { last = 2026-12-31 }", "missing-key", "effective.first"),
        ("effective = { first = 2026-12-31, last = 2026-01-01 }", "wrong-argument", "effective.last"),
        ("effective = { first = 2026-12-31, until = 2026-01-01 }", "unknown-key", "effective.until"),
        ("effective = 2026", "wrong-value", "effective"),
    ],
)
def test_days_in_files_that_cannot_be_are_refused(line: str, code: str, path: str) -> None:
    """Each with its code and its place."""
    with pytest.raises(FileError) as caught:
        loads_scheme(HEAD + line + "\n" + TAIL)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [(code, path)]


def test_the_days_are_printed_with_the_scheme() -> None:
    """Beside the level and the period, in both languages; nothing is said where none are stated."""
    scheme = dated("xa-2026", "2026-01-01", "2026-12-31")
    assert "Hiệu lực: từ ngày 01/01/2026 đến hết ngày 31/12/2026" in scheme_sheet(scheme).about
    assert "In force: from 1 January 2026 to 31 December 2026" in scheme_sheet(scheme, "en").about
    assert not any("Hiệu lực" in line for line in scheme_sheet(BASE).about)


# --- the calendar --------------------------------------------------------------------------------------------------------

OLD = dated("xa-2023", "07/6/2023", "30/6/2025")
NEW = dated("xa-2025", "01/7/2025")
PROVINCE = dated("tinh-2025", "01/01/2025", "31/12/2025", Words("cấp tỉnh", "province"))
YEAR = evolve(BASE, id="tinh-2026", level=Words("cấp tỉnh", "province"), period="2026")
ALL = Calendar([NEW, YEAR, PROVINCE, OLD])


@pytest.mark.parametrize(
    ("day", "level", "expected"),
    [
        ("07/6/2023", "cấp xã", OLD),
        ("30/6/2025", "Cấp xã ", OLD),
        ("01/7/2025", "commune", NEW),
        (date(2031, 5, 5), COMMUNE, NEW),
        ("31/12/2025", "cấp tỉnh", PROVINCE),
        ("01/01/2026", "province", YEAR),
        ("31/12/2026", "cấp tỉnh", YEAR),
        ("31/12/2024", None, OLD),
    ],
)
def test_a_level_and_a_day_pick_the_scheme(day: date | str, level: Words | str | None, expected: Scheme) -> None:
    """The first and last day count; a period that is a year stands for its days; the level is asked in either language."""
    assert ALL.on(day, level=level) is expected


@pytest.mark.parametrize(
    ("day", "level"),
    [("06/6/2023", "cấp xã"), ("01/01/2027", "cấp tỉnh"), ("01/7/2025", "cấp huyện"), ("01/01/2000", None)],
)
def test_where_there_is_none_it_is_said_what_there_is(day: str, level: str | None) -> None:
    """The refusal names every scheme with its level and days."""
    with pytest.raises(Refused) as caught:
        ALL.on(day, level=level)
    assert caught.value.code == "no-scheme-on"
    said = str(caught.value)
    assert all(f"“{scheme.id}”" in said for scheme in (OLD, NEW, PROVINCE, YEAR))
    assert "“xa-2023”, cấp xã (có hiệu lực từ ngày 07/6/2023 đến hết ngày 30/6/2025)" in said


def test_several_levels_are_not_guessed_between() -> None:
    """Without a level, a day on which two are in force is refused."""
    with pytest.raises(Refused, match="several-levels"):
        ALL.on("01/8/2025")
    assert ALL.on("01/8/2025", level="cấp xã") is NEW
    with pytest.raises(Refused, match="not-a-date"):
        ALL.on("2025")


def test_a_year_has_its_schemes_in_order() -> None:
    """By the first day; one level, or all."""
    assert ALL.in_year(2025, level="cấp xã") == (OLD, NEW)
    assert ALL.in_year(2025) == (OLD, PROVINCE, NEW)
    assert ALL.in_year(2023) == (OLD,)
    for year in (2022, 1):
        with pytest.raises(Refused, match="no-scheme-on"):
            ALL.in_year(year)
    for year in (0, 10_000):
        with pytest.raises(Refused, match="not-a-date"):
            ALL.in_year(year)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (dated("a", "01/01/2025", "30/6/2025"), dated("b", "30/6/2025"), "từ ngày 30/6/2025 đến hết ngày 30/6/2025"),
        (dated("a", "01/01/2025"), dated("b", "30/6/2026"), "từ ngày 30/6/2026"),
        (dated("a", "01/01/2025", level=None), dated("b", "01/3/2025"), "từ ngày 01/3/2025"),
        (dated("a", "01/01/2025", level="CẤP XÃ"), dated("b", "01/3/2025"), "từ ngày 01/3/2025"),
        (dated("a", "01/6/2026", "01/7/2026"), evolve(BASE, id="b", level=COMMUNE, period="2026"), "từ ngày 01/6/2026"),
    ],
)
def test_two_schemes_on_one_day_are_refused(one: Scheme, other: Scheme, said: str) -> None:
    """In whatever order they are given; the days on which both hold are said."""
    for schemes in ([one, other], [other, one]):
        with pytest.raises(SchemeError) as caught:
            Calendar(schemes)
        (problem,) = caught.value.problems
        assert problem.code == "overlapping-schemes"
        assert {"“a”" in problem.text("vi"), "“b”" in problem.text("vi"), said in problem.text("vi")} == {True}


def test_every_problem_is_said_at_once() -> None:
    """Three that overlap are three pairs; one without days is said beside them."""
    same = [dated(id_, "01/01/2025") for id_ in "abc"]
    undated = evolve(BASE, id="x", period="giai đoạn 2021-2025")
    with pytest.raises(SchemeError) as caught:
        Calendar([*same, undated])
    assert [problem.code for problem in caught.value.problems] == ["undated-scheme", *["overlapping-schemes"] * 3]
    assert "“giai đoạn 2021-2025”" in caught.value.problems[0].text("vi")


@pytest.mark.parametrize("period", [None, "", "0026", "20261", "2025-2026", "Quý I/2026"])
def test_a_period_that_is_no_year_gives_no_days(period: str | None) -> None:
    """A school year or a quarter is not guessed at."""
    with pytest.raises(SchemeError, match="undated-scheme"):
        Calendar([evolve(BASE, period=period)])


def test_what_a_scheme_states_goes_before_its_period() -> None:
    """A scheme for 2026 that is in force from March is not in force in January."""
    calendar = Calendar([evolve(BASE, period="2026", effective=("01/3/2026", "31/3/2027"))])
    assert calendar.on("31/3/2027").id == "bo"
    with pytest.raises(Refused, match="no-scheme-on"):
        calendar.on("28/02/2026")


def test_a_scheme_without_a_level_is_for_every_level() -> None:
    """Whatever level is asked for, and where none is."""
    calendar = Calendar([dated("chung", "01/01/2026", level=None)])
    assert {calendar.on("01/01/2026", level=level).id for level in ("cấp xã", "cấp tỉnh", None)} == {"chung"}


def test_an_empty_calendar_has_nothing() -> None:
    """It can be built, and says so."""
    with pytest.raises(Refused, match="no-scheme-on"):
        Calendar([]).on("01/01/2026")
    assert str(Calendar([])) == ""


def test_a_calendar_is_listed_by_day() -> None:
    """One scheme in a line, the earliest first."""
    assert str(ALL).splitlines()[0] == "xa-2023: Bộ tiêu chí, có hiệu lực từ ngày 07/6/2023 đến hết ngày 30/6/2025"
    assert [line.partition(":")[0] for line in ALL.text("en").splitlines()] == list(ALL.days)
    assert list(ALL.days) == ["xa-2023", "tinh-2025", "xa-2025", "tinh-2026"]


@given(st.lists(RANGES, max_size=4), DAYS)
def test_a_calendar_is_built_where_no_day_has_two(ranges: list[tuple[date, date | None]], day: date) -> None:
    """By trying every day: building refuses where some day has two, and asking finds the only one."""
    schemes = [evolve(BASE, id=str(place), effective=pair) for place, pair in enumerate(ranges)]
    every = [START + timedelta(number) for number in range(60)]

    def at(one: date) -> list[str]:
        return [scheme.id for scheme in schemes if scheme.effective is not None and one in scheme.effective]

    if any(len(at(one)) > 1 for one in every):
        with pytest.raises(SchemeError, match="overlapping-schemes"):
            Calendar(schemes)
        return
    calendar = Calendar(schemes)
    if at(day):
        assert [calendar.on(day).id] == at(day)
    else:
        with pytest.raises(Refused, match="no-scheme-on"):
            calendar.on(day)
