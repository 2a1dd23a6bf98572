"""Tables of one unit are an engine too: the same cases, by way of columns."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import narwhals as nw
import pytest

from emulscore import LatenessFact, MeasurementError, ShareFact
from emulscore.conformance import Case, Engine, NotSupportedError, Outcome, cases, outcome_of, run
from emulscore.facts import TIME_UNITS, AnyFact
from emulscore.frames import faults_of, score_frame
from emulscore.frames.results import column_of
from emulscore.rowscore import Points

MAKE: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": lambda columns: import_module("polars").DataFrame(columns),
    "pandas": lambda columns: import_module("pandas").DataFrame(columns),
    "pyarrow": lambda columns: import_module("pyarrow").table(columns),
    "duckdb": lambda columns: import_module("duckdb").from_arrow(import_module("pyarrow").table(columns)),
}


def cells(fact: AnyFact, raw: Any) -> dict[str, Any]:
    """Return the columns that hold a raw value; text for what is neither a whole number, nor a double, nor yes or no."""
    name = fact.name
    if isinstance(fact, ShareFact) and isinstance(raw, list | dict):
        pair = list(raw.values()) if isinstance(raw, dict) and set(raw) == {"part", "whole"} else raw
        if isinstance(pair, list) and len(pair) == 2 and not any(isinstance(one, dict) for one in pair):
            return {f"{name}_dat": pair[0], f"{name}_tong": pair[1]}
    if isinstance(fact, LatenessFact) and isinstance(raw, list | dict):
        if isinstance(raw, dict) and set(raw) <= set(TIME_UNITS):
            return {f"{name}_{unit}": value for unit, value in raw.items()}
        due, done = raw.values() if isinstance(raw, dict) else raw
        return {f"{name}_han": due, f"{name}_xong": done}
    if isinstance(raw, list | dict):
        raise NotSupportedError("a cell holds one value")
    return {name: str(raw) if isinstance(raw, Decimal) else raw}


def table_engine(engine: str, path: Any) -> Engine:
    """Return an engine that scores a table of one row."""

    def score(case: Case) -> Outcome:
        scheme = case.scheme
        if case.partial or case.unit is not None or len(case.expected.errors) > 1:
            raise NotSupportedError("a table holds measurements, and names the first error of a unit")
        if not set(case.facts) <= set(scheme.facts):
            raise NotSupportedError("further columns of a table are not measurements")
        try:
            cohort = case.cohort()
        except MeasurementError as error:
            return outcome_of(error)
        columns: dict[str, Any] = {}
        for name, fact in scheme.facts.items():
            if cohort is None or name not in cohort.values:
                columns |= cells(fact, case.facts.get(name))
        try:
            made = MAKE[engine]({name: [cell] for name, cell in columns.items()})
            found: Any = nw.from_native(score_frame(scheme, made, cohort=cohort, path=path))
        except MeasurementError as error:
            raise NotSupportedError("the whole table is refused: " + error.problems[0].code) from None
        found = found.collect() if isinstance(found, nw.LazyFrame) else found
        line = {name: one[0] for name, one in found.to_dict(as_series=False).items()}
        fault = faults_of(scheme).fault(line["loi"])
        if fault is not None:
            row = fault.row if fault.fact is None else scheme.readers.get(fault.fact)
            return Outcome(errors=frozenset({(fault.code, row, fault.fact)}))
        values = {one.id: line[column_of(one.id)] for one in scheme.formulas if one.kind != "grade"}
        points = {id_: Decimal(str(value)) for id_, value in values.items()}
        grade = line.get("xep_loai")
        values_of = {} if cohort is None else cohort.values
        return Outcome({id_: Points(one, one) for id_, one in points.items()}, grade, cohort=values_of)

    return score


@pytest.mark.long
@pytest.mark.parametrize(
    ("engine", "path"),
    [("polars", "expressions"), ("pandas", "kernel"), ("pyarrow", "kernel"), ("duckdb", "expressions")],
)
def test_a_table_gives_every_case_that_it_can_hold(engine: str, path: str) -> None:
    """The cases are read from columns and come out the same; most of them can be asked."""
    report = run(table_engine(engine, path), cases())
    assert not report.failed, str(report)
    assert len(report.skipped) < len(report.results) / 8, [(one.case.id, one.why) for one in report.skipped]


def test_fractions_are_not_needed_here() -> None:
    """Whatever a case holds can stand in JSON: texts, numbers, yes or no, lists and tables."""

    def plain(raw: object) -> bool:
        if isinstance(raw, dict | list):
            return all(map(plain, raw.values() if isinstance(raw, dict) else raw))
        return raw is None or isinstance(raw, str | int | float | Decimal)

    assert all(plain(dict(case.facts)) for case in cases())
    assert not plain(Fraction(1, 3))
