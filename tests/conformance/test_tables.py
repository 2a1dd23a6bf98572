"""Tables are an engine too: the same cases, by way of columns, on every kind of table that is scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from importlib import import_module
from typing import Any, Final

import narwhals as nw
import pytest
from attrs import define, field

from emulscore import Cohort, LatenessFact, MeasurementError, Scheme, ShareFact
from emulscore.conformance import Case, NotSupportedError, Outcome, cases, outcome_of, run
from emulscore.facts import TIME_UNITS, AnyFact
from emulscore.frames import faults_of, score_frame
from emulscore.frames.results import column_of
from emulscore.rowscore import Points

Columns = dict[str, list[Any]]


def arrow(columns: Columns) -> Any:
    return import_module("pyarrow").table(columns)


def frame(columns: Columns) -> Any:
    return import_module("pandas").DataFrame(columns)


MAKE: dict[str, Callable[[Columns], Any]] = {
    "polars": lambda columns: import_module("polars").DataFrame(columns),
    "polars lazy": lambda columns: import_module("polars").LazyFrame(columns),
    "pandas": frame,
    "pyarrow": arrow,
    "duckdb": lambda columns: import_module("duckdb").from_arrow(arrow(columns)),
    "ibis": lambda columns: import_module("ibis").memtable(arrow(columns)),
    "dask": lambda columns: import_module("dask.dataframe").from_pandas(frame(columns), npartitions=1),
    "spark": lambda columns: import_module("pyspark.sql").SparkSession.active().createDataFrame(arrow(columns)),
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


@define
class Board:
    """Units that stand in one table: of one scheme, with cells of one type in each column."""

    scheme: Scheme
    cohort: Cohort | None
    columns: Columns = field(factory=dict)
    units: list[Case] = field(factory=list)

    def add(self, case: Case, held: Mapping[str, Any]) -> None:
        """Write a unit into the next row."""
        self.units.append(case)
        for name, cell in {"don_vi": case.id, **held}.items():
            self.columns.setdefault(name, []).append(cell)


def held(case: Case, cohort: Cohort | None) -> dict[str, Any]:
    """Return the cells of a case."""
    if case.partial or case.unit is not None or len(case.expected.errors) > 1:
        raise NotSupportedError("a table holds measurements, and names the first error of a unit")
    if any(row is not None and row not in case.scheme.criteria for _, row, _ in case.expected.errors):
        raise NotSupportedError("a table names the fact of an error, and not the group that it would void")
    if not set(case.facts) <= set(case.scheme.facts):
        raise NotSupportedError("further columns of a table are not measurements")
    found: dict[str, Any] = {}
    for name, fact in case.scheme.facts.items():
        if cohort is None or name not in cohort.values:
            found |= cells(fact, case.facts.get(name))
    return found


Answer = Outcome | NotSupportedError


def boards_of(some: Iterable[Case]) -> tuple[list[Board], dict[str, Answer]]:
    """Return the tables that cases stand in, and what comes of those that stand in none."""
    boards: dict[object, Board] = {}
    known: dict[str, Answer] = {}
    for case in some:
        try:
            cohort = case.cohort()
            row = held(case, cohort)
        except MeasurementError as error:
            known[case.id] = outcome_of(error)
        except NotSupportedError as reason:
            known[case.id] = reason
        else:
            values = () if cohort is None else tuple(cohort.values.items())
            key = (case.scheme.fingerprint, values, tuple((name, type(cell)) for name, cell in row.items()))
            boards.setdefault(key, Board(case.scheme, cohort)).add(case, row)
    return list(boards.values()), known


def lines_of(tables: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of scored tables."""
    for table in tables:
        found: Any = nw.from_native(table)
        columns = (found.collect() if isinstance(found, nw.LazyFrame) else found).to_dict(as_series=False)
        for row in zip(*columns.values(), strict=True):
            yield {name: None if cell != cell else cell for name, cell in zip(columns, row, strict=True)}  # noqa: PLR0124 - NaN


MANY: Final = 20
"""How many tables Spark is asked for at once: it plans and starts as long for one of them as for several."""


def lines_of_spark(tables: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Yield the same, of many tables at once; their columns are their own, so each row is a text of JSON."""
    for place in range(0, len(tables), MANY):
        texts = [table.selectExpr("to_json(struct(*)) AS line") for table in tables[place : place + MANY]]
        for row in reduce(lambda one, other: one.unionAll(other), texts).collect():
            yield json.loads(row["line"], parse_float=Decimal)


def outcome(case: Case, cohort: Cohort | None, line: Mapping[str, Any]) -> Outcome:
    """Return what the row of a scored table says; JSON leaves null out."""
    scheme = case.scheme
    columns = {one.id: column_of(one.id) for one in scheme.formulas if one.kind != "grade"}
    fault = faults_of(scheme).fault(line["loi"])
    if fault is not None:
        assert {line.get(name) for name in (*columns.values(), "xep_loai")} == {None}, case.id
        row = fault.row if fault.fact is None else scheme.readers.get(fault.fact)
        return Outcome(errors=frozenset({(fault.code, row, fault.fact)}))
    points = {id_: Decimal(str(line[name])) for id_, name in columns.items()}
    values_of = {} if cohort is None else cohort.values
    return Outcome({id_: Points(one, one) for id_, one in points.items()}, line.get("xep_loai"), cohort=values_of)


def answers(engine: str, path: Any) -> dict[str, Answer]:
    """Return what comes of each case on an engine."""
    boards, known = boards_of(case for case in cases() if not case.expected.refused)
    asked: dict[str, tuple[Case, Cohort | None]] = {}
    tables = []
    for board in boards:
        try:
            made = MAKE[engine](board.columns)
            tables.append(score_frame(board.scheme, made, key="don_vi", cohort=board.cohort, path=path))
        except MeasurementError as error:
            reason = NotSupportedError("the whole table is refused: " + error.problems[0].code)
            known |= dict.fromkeys((case.id for case in board.units), reason)
        else:
            asked |= {case.id: (case, board.cohort) for case in board.units}
    for line in (lines_of_spark if engine == "spark" else lines_of)(tables):
        known[line["don_vi"]] = outcome(*asked[line["don_vi"]], line)
    return known


# What the package of an engine warns of is not ours: Spark's of resources that it closes late, narwhals' of a move.
# Wide schemes say that they are scored by expressions.
@pytest.mark.long
@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning", "ignore::emulscore.frames.KernelNotice")
@pytest.mark.parametrize(
    ("engine", "path"),
    [
        *((engine, path) for engine in ("polars", "pandas", "pyarrow") for path in ("kernel", "expressions")),
        ("polars lazy", None),
        ("duckdb", None),
        ("duckdb", "expressions"),
        ("ibis", None),
        ("dask", None),
        pytest.param(
            "spark", None, marks=[pytest.mark.loopback, pytest.mark.filterwarnings("ignore::ResourceWarning")]
        ),
    ],
)
def test_a_table_gives_every_case_that_it_can_hold(engine: str, path: Any, request: pytest.FixtureRequest) -> None:
    """The cases are read from columns and come out the same; most of them can be asked."""
    if engine == "spark":
        request.getfixturevalue("spark")
    found = answers(engine, path)

    def told(case: Case) -> Outcome:
        _ = case.scheme  # or it is refused
        one = found[case.id]
        if isinstance(one, NotSupportedError):
            raise one
        return one

    report = run(told, cases())
    assert not report.failed, str(report)
    assert len(report.skipped) < len(report.results) / 6, [(one.case.id, one.why) for one in report.skipped]


def test_fractions_are_not_needed_here() -> None:
    """Whatever a case holds can stand in JSON: texts, numbers, yes or no, lists and tables."""

    def plain(raw: object) -> bool:
        if isinstance(raw, dict | list):
            return all(map(plain, raw.values() if isinstance(raw, dict) else raw))
        return raw is None or isinstance(raw, str | int | float | Decimal)

    assert all(plain(dict(case.facts)) for case in cases())
    assert not plain(Fraction(1, 3))
