"""SQL is an engine too: the cases that a table of typed columns can hold, run on each database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pytest

from emulscore import (
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    MeasurementError,
    NumberFact,
    ShareFact,
    YesNoFact,
)
from emulscore.conformance import Case, NotSupportedError, Outcome, cases, outcome_of, run
from emulscore.facts import TIME_UNITS, AnyFact
from emulscore.frames.results import column_of
from emulscore.rowscore import Points
from emulscore.sql import to_sql
from emulscore.sql.dialects import DIALECTS

Cells = dict[str, tuple[str, Any]]
STATES: Final = {"never", "không thực hiện", "không phát sinh", "not applicable"}


def iso(day: Any) -> str:
    """Return a day as SQL has it."""
    text = str(day)
    try:
        return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text).isoformat()
    except ValueError:
        raise NotSupportedError("a column of days holds days only") from None


def share_of(raw: Any) -> tuple[Any, Any]:
    """Return the part and the whole; a percentage is parts of a hundred or more, by hand."""
    if isinstance(raw, str) and re.fullmatch(r"\d{1,9}([.,]\d{1,2})?\s*%", raw):
        exact = Fraction(raw[:-1].strip().replace(",", ".")) / 100
        if exact <= 1:  # beyond it, a share is out of range where two counts are a part beyond its whole
            return exact.numerator, exact.denominator
    if isinstance(raw, str) and raw.count("/") == 1:
        raw = [int(side) if side.isdigit() else side for side in raw.split("/")]
    pair = tuple(raw.values()) if isinstance(raw, dict) else tuple(raw) if isinstance(raw, list) else ()
    if len(pair) == 2 and all(isinstance(one, int) for one in pair):
        return pair[0], pair[1]
    raise NotSupportedError("not two counts")


def cells(fact: AnyFact, raw: Any) -> Cells:
    """Return the columns of a fact, each with its type and its value."""
    name = fact.name
    if isinstance(raw, str) and raw in STATES:
        return {**cells(fact, None), f"{name}_trang_thai": ("TEXT", raw)}
    match fact:
        case ItemsFact():
            raise NotSupportedError("a table of items is no column")
        case ShareFact():
            part, whole = (None, None) if raw is None else share_of(raw)
            return {f"{name}_dat": ("INTEGER", part), f"{name}_tong": ("INTEGER", whole)}
        case LatenessFact():
            if isinstance(raw, dict) and set(raw) <= set(TIME_UNITS):
                return {f"{name}_{unit}": ("INTEGER", value) for unit, value in raw.items()}
            if raw is not None and not isinstance(raw, list | dict):
                raise NotSupportedError("a lateness is two days, or numbers")
            due, done = (None, None) if raw is None else raw.values() if isinstance(raw, dict) else raw
            days = [None if day is None else iso(day) for day in (due, done)]
            return {f"{name}_han": ("DATE", days[0]), f"{name}_xong": ("DATE", days[1])}
        case LevelFact() if raw is None or raw in {word for name_, one in fact.levels for word in (name_, one.vi)}:
            return {name: ("TEXT", raw)}
        case YesNoFact() if raw is None or isinstance(raw, bool):
            return {name: ("BOOLEAN", raw)}
        case CountFact() if raw is None or (isinstance(raw, int) and not isinstance(raw, bool)):
            return {name: ("INTEGER", raw)}
        case NumberFact():
            try:
                value = None if raw is None else float(str(raw).replace(",", "."))
            except ValueError:
                raise NotSupportedError("a column of numbers holds no words") from None
            if value is not None and isinstance(raw, str) and round(value, fact.decimals) != value:
                raise NotSupportedError("text has decimals, a double is on a grid or off it")
            return {name: ("REAL", value)}
        case _:
            raise NotSupportedError("a column has one type")


def typed(dialect: str, held: Cells) -> dict[str, str]:
    """Return the type of each column in a dialect; numbers are doubles, as far as a double may be read."""
    types = DIALECTS[dialect].types
    own = {"TEXT": types["text"], "INTEGER": types["integer"], "BOOLEAN": types["flag"], "DATE": types["day"]}
    own["REAL"] = "REAL" if dialect == "sqlite" else "DOUBLE PRECISION"
    return {name: own[kind] for name, (kind, _) in held.items()}


def scored(engine: Any, case: Case) -> Outcome:
    """Score by a query."""
    scheme = case.scheme
    if (
        case.partial
        or case.unit is not None
        or len(case.expected.errors) > 1
        or not set(case.facts) <= set(scheme.facts)
    ):
        raise NotSupportedError("a query reads measurements, and names the first error of a unit")
    try:
        cohort = case.cohort()
    except MeasurementError as error:
        return outcome_of(error)
    known: Mapping[str, object] = {} if cohort is None else cohort.values
    held: Cells = {}
    for name, fact in scheme.facts.items():
        if name not in known:
            held |= cells(fact.reads_as if isinstance(fact, CohortFact) else fact, case.facts.get(name))
    try:
        made = to_sql(scheme, engine.dialect, schema=typed(engine.dialect, held), cohort=cohort)
    except MeasurementError as error:
        raise NotSupportedError("no query: " + error.problems[0].code) from None
    (line,) = engine.rows(made.table, [["a", *(held[one][1] for one in made.columns)]], made.select)
    fault = made.faults.fault(line["loi"])
    if fault is not None:
        row = fault.row if fault.fact is None else scheme.readers.get(fault.fact)
        return Outcome(errors=frozenset({(fault.code, row, fault.fact)}))
    points = {one.id: Decimal(str(line[column_of(one.id)])) for one in scheme.formulas if one.kind != "grade"}
    values = {} if cohort is None else cohort.values
    return Outcome({id_: Points(one, one) for id_, one in points.items()}, line.get("xep_loai"), cohort=values)


@pytest.mark.long
def test_a_query_gives_every_case_that_it_can_hold(engine: Any) -> None:
    """Most of the cases stand in a table of typed columns, and each database gives their points, grades and first errors."""
    if engine.dialect == "spark":
        pytest.skip("Spark takes seconds to plan each query")
    report = run(lambda case: scored(engine, case), cases())
    assert not report.failed, str(report)
    assert len(report.skipped) < len(report.results) / 4, [(one.case.id, one.why) for one in report.skipped]
