"""SQL is an engine too: the cases that a table of typed columns can hold, run on each database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, Final

import pytest
from attrs import frozen

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
from emulscore.sql import SchemeSql, to_sql
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
    own["REAL"] = {"sqlite": "REAL", "spark": "DOUBLE"}.get(dialect, "DOUBLE PRECISION")
    return {name: own[kind] for name, (kind, _) in held.items()}


@frozen
class Question:
    """One unit's row, and the query that scores it; cases about one scheme share the query."""

    sql: SchemeSql
    cells: Sequence[Any]
    cohort: Mapping[str, Decimal]


def question(case: Case, dialect: str) -> Question | Outcome:
    """Return what is to be asked about a case, or what comes of it before anything is asked."""
    scheme = case.scheme
    if (
        case.partial
        or case.unit is not None
        or len(case.expected.errors) > 1
        or not set(case.facts) <= set(scheme.facts)
    ):
        raise NotSupportedError("a query reads measurements, and names the first error of a unit")
    if any(row is not None and row not in scheme.criteria for _, row, _ in case.expected.errors):
        raise NotSupportedError("a query names the fact of an error, and not the group that it would void")
    try:
        cohort = case.cohort()
    except MeasurementError as error:
        return outcome_of(error)
    known: Mapping[str, Decimal] = {} if cohort is None else cohort.values
    held: Cells = {}
    for name, fact in scheme.facts.items():
        if name not in known:
            held |= cells(fact.reads_as if isinstance(fact, CohortFact) else fact, case.facts.get(name))
    try:
        made = to_sql(scheme, dialect, schema=typed(dialect, held), cohort=cohort)
    except MeasurementError as error:
        raise NotSupportedError("no query: " + error.problems[0].code) from None
    return Question(made, [case.id, *(held[one][1] for one in made.columns)], known)


def answered(engine: Any, asked: Sequence[Question]) -> Iterator[dict[str, Any]]:
    """Ask each query once, about all the units that it is for, and yield their rows."""
    boards: dict[str, list[Question]] = {}
    for one in asked:
        boards.setdefault(one.sql.table + one.sql.select, []).append(one)
    if engine.dialect == "spark":
        yield from by_spark(list(boards.values()))
        return
    for board in boards.values():
        yield from engine.rows(board[0].sql.table, [one.cells for one in board], board[0].sql.select)


MANY: Final = 20
"""How many queries Spark is given in one statement: it plans and starts as long for one of them as for several."""


def by_spark(boards: Sequence[Sequence[Question]]) -> Iterator[dict[str, Any]]:
    """Ask many queries at once; their columns are their own, so each row is a text of JSON."""
    session = import_module("pyspark.sql").SparkSession.active()
    for place in range(0, len(boards), MANY):
        texts = []
        for number, board in enumerate(boards[place : place + MANY]):
            name, columns = f"so_lieu_{number}", board[0].sql.columns
            types = ", ".join(["don_vi STRING", *(f"`{one}` {kind}" for one, kind in columns.items())])
            days = {at for at, kind in enumerate(columns.values(), 1) if kind == "DATE"}
            rows = [
                tuple(date.fromisoformat(cell) if at in days and cell else cell for at, cell in enumerate(one.cells))
                for one in board
            ]
            session.createDataFrame(rows, types).createOrReplaceTempView(name)
            texts.append(f"SELECT to_json(struct(*)) AS line FROM (\n{board[0].sql.select.replace('so_lieu', name)}\n)")  # noqa: S608 - our own query
        for row in session.sql("\nUNION ALL\n".join(texts)).collect():
            yield json.loads(row["line"], parse_float=Decimal)


def outcome(case: Case, asked: Question, line: Mapping[str, Any]) -> Outcome:
    """Return what a row of a result says; JSON leaves null out."""
    scheme, columns = case.scheme, {one.id: column_of(one.id) for one in case.scheme.formulas if one.kind != "grade"}
    fault = asked.sql.faults.fault(line["loi"])
    if fault is not None:
        assert {line.get(name) for name in (*columns.values(), "xep_loai")} == {None}, case.id
        row = fault.row if fault.fact is None else scheme.readers.get(fault.fact)
        return Outcome(errors=frozenset({(fault.code, row, fault.fact)}))
    points = {id_: Decimal(str(line[name])) for id_, name in columns.items()}
    return Outcome({id_: Points(one, one) for id_, one in points.items()}, line.get("xep_loai"), cohort=asked.cohort)


@pytest.mark.long
def test_a_query_gives_every_case_that_it_can_hold(engine: Any) -> None:
    """Most of the cases stand in a table of typed columns, and each database gives their points, grades and first errors."""
    known = {case.id: case for case in cases()}
    found: dict[str, Outcome] = {}
    asked: dict[str, Question] = {}
    why: dict[str, str] = {}
    for case in known.values():
        if not case.expected.refused:
            try:
                one = question(case, engine.dialect)
            except NotSupportedError as reason:
                why[case.id] = str(reason)
                continue
            if isinstance(one, Outcome):
                found[case.id] = one
            else:
                asked[case.id] = one
    for line in answered(engine, list(asked.values())):
        id_ = line["don_vi"]
        found[id_] = outcome(known[id_], asked[id_], line)

    def told(case: Case) -> Outcome:
        _ = case.scheme  # or it is refused
        if case.id in why:
            raise NotSupportedError(why[case.id])
        return found[case.id]

    report = run(told, known.values())
    assert not report.failed, str(report)
    assert len(report.skipped) < len(report.results) / 3, [(one.case.id, one.why) for one in report.skipped]
