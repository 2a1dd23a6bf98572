"""How late a day is after another, in the steps of a graph: whole numbers only, the same on every engine."""

from __future__ import annotations

from datetime import date

from emulscore.columnar.graph import Graph
from emulscore.facts import LatenessFact, TimeUnit

__all__ = ["late_units"]

_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SATURDAY = 5
_JULIAN = 1721425  # what a Julian day number has over the ordinal; day 0 was a Monday

Day = tuple[int, int, int]


def _julian(graph: Graph, day: Day) -> int:
    """Return the Julian day number."""
    year, month, number = day
    lit = graph.lit
    early = graph.floordiv(graph.add(lit(14), graph.mul(lit(-1), month)), lit(12))
    years = graph.add(graph.add(year, lit(4800)), graph.mul(lit(-1), early))
    months = graph.add(graph.add(month, lit(-3)), graph.mul(lit(12), early))
    months = graph.within(months, 0, 11)
    found = graph.add(number, graph.floordiv(graph.add(graph.mul(lit(153), months), lit(2)), lit(5)))
    found = graph.add(found, graph.mul(lit(365), years))
    found = graph.add(found, graph.floordiv(years, lit(4)))
    found = graph.add(found, graph.mul(lit(-1), graph.floordiv(years, lit(100))))
    found = graph.add(found, graph.floordiv(years, lit(400)))
    return graph.within(graph.add(found, lit(-32045)), 0, 5_400_000)


def _divides(graph: Graph, number: int, by: int) -> int:
    return graph.le(number, graph.mul(graph.lit(by), graph.floordiv(number, graph.lit(by))))


def _month_end(graph: Graph, year: int, month: int) -> int:
    """Return the last day of a month."""
    leap = graph.choose(_divides(graph, year, 100), _divides(graph, year, 400), _divides(graph, year, 4))
    february = graph.equal(month, graph.lit(2))
    days = graph.table(graph.add(month, graph.lit(-1)), _MONTHS)
    return graph.where(graph.both(leap, february), graph.lit(29), days)


def _workdays(graph: Graph, day: int, holidays: frozenset[date]) -> int:
    """Return how many working days there are up to a day."""
    lit = graph.lit
    weeks = graph.floordiv(day, lit(7))
    over = graph.within(graph.add(day, graph.mul(lit(-7), weeks)), 0, 6)  # Monday is 0
    found = graph.add(graph.mul(lit(5), weeks), graph.least(graph.add(over, lit(1)), lit(5)))
    for holiday in sorted(holidays):
        if holiday.weekday() < _SATURDAY:
            number = holiday.toordinal() + _JULIAN
            found = graph.add(found, graph.where(graph.le(lit(number), day), lit(-1), lit(0)))
    return found


def late_units(graph: Graph, fact: LatenessFact, due: Day, done: Day) -> tuple[int, dict[TimeUnit, int]]:
    """Return the days from *due* to *done*, and the lateness in every unit of time; 0 where nothing is late."""
    lit = graph.lit
    zero, minus = lit(0), lit(-1)
    first, last = _julian(graph, due), _julian(graph, done)
    days = graph.most(graph.add(last, graph.mul(minus, first)), zero)
    late = graph.lt(zero, days)
    years = graph.add(done[0], graph.mul(minus, due[0]))
    months = graph.add(graph.mul(lit(12), years), graph.add(done[1], graph.mul(minus, due[1])))
    anniversary = graph.least(due[2], _month_end(graph, done[0], done[1]))
    completed = graph.add(months, graph.where(graph.lt(done[2], anniversary), minus, zero))
    begun = graph.add(completed, graph.where(graph.equal(done[2], anniversary), zero, lit(1)))
    units: dict[TimeUnit, int] = {
        "days": days,
        "weeks_begun": graph.floordiv(graph.add(days, lit(6)), lit(7)),
        "weeks_completed": graph.floordiv(days, lit(7)),
        "months_begun": graph.most(graph.where(late, begun, zero), zero),
        "months_completed": graph.most(graph.where(late, completed, zero), zero),
    }
    if fact.holidays is not None:
        worked = graph.add(
            _workdays(graph, last, fact.holidays), graph.mul(minus, _workdays(graph, first, fact.holidays))
        )
        units["working_days"] = graph.most(graph.where(late, worked, zero), zero)
    return days, units
