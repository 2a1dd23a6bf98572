"""Tables that are not in memory: expressions only, so that a lazy table stays lazy."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any, Final

import narwhals as nw

from emulscore.columnar.singles import Cells
from emulscore.errors import MeasurementError, Problem
from emulscore.formulas import GRADE
from emulscore.frames.cells import Memo
from emulscore.frames.expressions import Expressions
from emulscore.frames.job import DOUBLES, INTEGERS, Job
from emulscore.frames.kinds import kind_of
from emulscore.frames.memory import path_for, score_memory
from emulscore.frames.query import score_query
from emulscore.frames.results import ERROR, GRADE_COLUMN, note_column

__all__ = ["MOST_VALUES", "read_series", "score_lazy"]

MOST_VALUES: Final = 500
"""How many distinct values a text column of a query engine may have: each becomes a branch of the query."""


_ASKED_IN_SQL: Final = (nw.Implementation.DUCKDB, nw.Implementation.PYSPARK, nw.Implementation.PYSPARK_CONNECT)


def score_lazy(frame: nw.LazyFrame[Any], job: Job, path: str | None) -> Any:
    """Score a lazy table."""
    implementation = frame.implementation
    if (implementation.is_polars() or implementation.is_dask()) and path_for(job, path) == "kernel":
        return _by_batches(frame, job)
    if path is None and implementation in _ASKED_IN_SQL:
        return _by_query(frame, job)
    in_doubles = implementation.is_ibis() or implementation.is_spark_like()
    limit = DOUBLES if in_doubles else INTEGERS
    if not job.fits(limit):
        raise job.refuse(limit)
    program = job.program()
    results = job.results(program)
    schema = frame.collect_schema()
    values = _PolarsValues(frame, job) if implementation.is_polars() else _QueriedValues(frame, job)
    listed = _QueriedValues(frame, job)

    def lookup(cells: Cells, key: str) -> tuple[nw.Expr, str]:
        return (listed if isinstance(schema[cells.column], nw.Enum) else values).lookup(cells, key)

    writer = Expressions(program.graph, dict(schema), lookup, _text_whole if implementation.is_ibis() else _whole)
    kept_columns = list(schema) if job.key is None else list(job.key)
    rounds = writer.write(job.steps(program), kept_columns or list(schema)[:1])
    scored = values.frame
    for kept in rounds:
        scored = kept.apply(scored)
    error = nw.col(writer.name(program.error))
    fine = error == 0
    columns: dict[str, nw.Expr] = {}
    for result in results:
        units = nw.col(writer.name(result.step))
        most = max(abs(end) for end in program.graph.ends(result.step))
        narrow = nw.Int16 if most < 2**15 else nw.Int32 if most < 2**31 else nw.Int64
        points = (
            units.cast(narrow)
            if job.points == "hundredths"
            else _points(units, result.places, decimals=not implementation.is_dask())
        )
        columns[result.name] = nw.when(fine).then(points)
    if job.bands:
        place = nw.col(writer.name(program.points[GRADE]))
        text = nw.lit(job.bands[-1])
        for number in range(len(job.bands) - 2, -1, -1):
            text = nw.when(place <= number).then(nw.lit(job.bands[number])).otherwise(text)
        columns[GRADE_COLUMN] = nw.when(fine).then(text)
    for note in program.notes:
        top, bottom = (nw.col(writer.name(step)).cast(nw.Float64) for step in (note.top, note.bottom))
        columns[note_column(note.row, note.label)] = nw.when(fine & nw.col(writer.name(note.said))).then(top / bottom)
    columns[ERROR] = error.cast(nw.Int32)
    return scored.select(*(nw.col(name) for name in kept_columns), **columns).to_native()


def _by_query(frame: nw.LazyFrame[Any], job: Job) -> Any:
    """Score a table of an engine that is asked in SQL."""
    if not job.fits(INTEGERS):
        raise job.refuse(INTEGERS)
    schema = frame.collect_schema()
    kept = list(schema) if job.key is None else list(job.key)
    kinds = {name: kind_of(dtype) for name, dtype in schema.items()}
    return score_query(frame, job, kept, kinds, _QueriedValues(frame, job).numbers)


def _by_batches(frame: nw.LazyFrame[Any], job: Job) -> Any:
    """Score a lazy table batch by batch, each in memory, when it is asked for."""
    native: Any = frame.to_native()
    kept = frame.collect_schema().names() if job.key is None else list(job.key)
    native = native[_needed(kept, job)] if frame.implementation.is_dask() else native.select(_needed(kept, job))

    def score(batch: Any) -> Any:
        return score_memory(nw.from_native(batch, eager_only=True), job, "kernel")

    if frame.implementation.is_dask():
        return native.map_partitions(score, meta=score(native._meta))  # noqa: SLF001 - Dask's own name for it
    schema = score(native.collect_schema().to_frame()).schema
    return native.map_batches(
        score, schema=schema, streamable=True, predicate_pushdown=False, projection_pushdown=False
    )


def _needed(kept: list[str], job: Job) -> list[str]:
    """Return the columns that a result needs: those that stay, and those that facts come from."""
    read = [column for source in job.sources for column in source.columns.values()]
    return list(dict.fromkeys([*kept, *read]))


def _whole(number: int) -> nw.Expr:
    return nw.lit(number, nw.Int64)


def _text_whole(number: int) -> nw.Expr:
    """Write a whole number as a text that is cast: Ibis leaves a cast of a plain number out, and DuckDB takes 32 bits."""
    return nw.lit(str(number)).cast(nw.Int64)


def _decimal(value: Decimal, kind: Any) -> nw.Expr:
    """Write a decimal as a text that is cast: Ibis before 12 compares a plain one with no column of decimals."""
    return nw.lit(f"{value:f}").cast(kind)


def _points(units: nw.Expr, places: int, *, decimals: bool) -> nw.Expr:
    if not decimals:
        return units / float(10**places)
    step = _decimal(Decimal(1).scaleb(-places), nw.Decimal(18, places))
    return (
        (units.cast(nw.Decimal(18, 0)) * step).cast(nw.Decimal(18, places)) if places else units.cast(nw.Decimal(18, 0))
    )


class _PolarsValues:
    """Values read one by one inside a polars query, batch by batch: the table stays lazy."""

    def __init__(self, frame: nw.LazyFrame[Any], job: Job) -> None:
        self.frame = frame
        self._job = job
        self._memos: dict[Cells, Memo] = {}
        self._names: list[str] = []

    def lookup(self, cells: Cells, key: str) -> tuple[nw.Expr, str]:
        import polars as pl

        memo = self._memos.setdefault(cells, Memo(cells, self._job.faults))
        self._names.append(f"__emulscore_cell_{len(self._names)}")
        read = partial(read_series, memo, cells.keys.index(key))
        expr = pl.col(cells.column).map_batches(read, return_dtype=pl.Int64, is_elementwise=True)
        self.frame = nw.from_native(self.frame.to_native().with_columns(expr.alias(self._names[-1])))
        return nw.col(self._names[-1]), self._names[-1]


def read_series(memo: Memo, place: int, column: Any) -> Any:
    """Return the numbers of one key of the values of a polars series; polars asks for them in threads of its own."""
    import polars as pl

    if column.dtype == pl.Object:
        found = [memo.absent[place] if raw is None else memo.row(raw)[place] for raw in column.to_list()]
        return pl.Series(found, dtype=pl.Int64)
    values = column.unique().drop_nulls()
    numbers = [memo.row(raw)[place] for raw in values.to_list()]
    return column.replace_strict(values, numbers, default=memo.absent[place], return_dtype=pl.Int64)


class _QueriedValues:
    """Values of a query engine: the distinct ones are asked for once, and become branches."""

    def __init__(self, frame: nw.LazyFrame[Any], job: Job) -> None:
        self.frame = frame
        self._job = job
        self._whole = _text_whole if frame.implementation.is_ibis() else _whole
        self._values: dict[str, list[Any]] = {}
        self._memos: dict[Cells, Memo] = {}

    def numbers(self, cells: Cells, key: str) -> tuple[list[tuple[Any, int]], int, int]:
        """Return each value with its number, the number of null, and that of a value that was not there."""
        memo = self._memos.setdefault(cells, Memo(cells, self._job.faults))
        place = cells.keys.index(key)
        absent = memo.absent[place]
        unseen = self._job.faults.number("unseen-value", fact=cells.fact) if key == "error" else absent
        return [(value, memo.row(value)[place]) for value in self._distinct(cells)], absent, unseen

    def lookup(self, cells: Cells, key: str) -> tuple[nw.Expr, str]:
        values, absent, unseen = self.numbers(cells, key)
        raw = nw.col(cells.column)
        found = self._whole(unseen)
        kind = self.frame.collect_schema()[cells.column]
        for value, number in values:
            given = _decimal(value, kind) if isinstance(value, Decimal) else nw.lit(value)
            found = nw.when(raw == given).then(self._whole(number)).otherwise(found)
        return nw.when(raw.is_null()).then(self._whole(absent)).otherwise(found), cells.column

    def _distinct(self, cells: Cells) -> list[Any]:
        column = cells.column
        listed = self.frame.collect_schema()[column]
        if isinstance(listed, nw.Enum):
            return list(listed.categories)
        if column not in self._values:
            rows = self.frame.select(nw.col(column)).unique().head(MOST_VALUES + 2).collect()[column]
            values = [value for value, null in zip(rows.to_list(), rows.is_null().to_list(), strict=True) if not null]
            if len(values) > MOST_VALUES:
                raise MeasurementError(
                    [Problem("too-many-values", fact=cells.fact, path=column, params={"most": MOST_VALUES})]
                )
            self._values[column] = sorted(values, key=str)
        return self._values[column]
