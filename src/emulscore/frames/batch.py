"""A whole table of units, scored on its own engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeVar

import narwhals as nw

from emulscore.cohort import Cohort
from emulscore.columnar.columns import Columns, Source, sources_of
from emulscore.columnar.faults import Faults
from emulscore.errors import MeasurementError, Problem
from emulscore.facts import AnyFact
from emulscore.frames.job import Job
from emulscore.frames.kinds import kind_of
from emulscore.frames.lazy import score_lazy
from emulscore.frames.memory import score_memory
from emulscore.frames.results import ERROR, GRADE_COLUMN, PointsAs, column_of
from emulscore.reading import nearest
from emulscore.scheme import Scheme

__all__ = ["faults_of", "score_frame", "sources_for"]

F = TypeVar("F")
Path = Literal["kernel", "expressions"]


def faults_of(scheme: Scheme) -> Faults:
    """Return the numbers of the errors that units of a scheme can have."""
    return Faults(scheme.facts, [named.id for named in scheme.formulas if named.kind in {"row", "group"}])


def score_frame(
    scheme: Scheme,
    frame: F,
    *,
    key: str | Sequence[str] | None = None,
    columns: Columns | None = None,
    cohort: Cohort | None = None,
    points: PointsAs = "decimal",
    explain: bool = False,
    path: Path | None = None,
) -> F:
    """Score a table of units, one a row, and return a table of the same kind.

    Args:
        scheme: The scheme.
        frame: A pandas, polars (also lazy) or PyArrow table, a DuckDB relation, an Ibis, Dask or PySpark table.
        key: The columns that name the units; the result has them, and the results. Without it all columns stay.
        columns: For facts whose columns have names of their own: the column, or the columns by part.
        cohort: The cohort whose values relative rules compare with.
        points: `decimal`, or `hundredths` for whole numbers of the last decimal.
        explain: Whether the notes of each row's rule are given too, as doubles (`diem_1_late`): the numbers that the row's
            explanation names, null where it does not name them.
        path: `kernel` or `expressions`, for tables in memory, lazy polars tables and Dask; the kernel where it can be used
            if not given. DuckDB and PySpark tables are asked in SQL, or by `expressions`.

    Returns:
        The table, with a column for each row and group (`diem_…`), the total (`tong_diem`), the grade (`xep_loai`) where the
        scheme has grades, and the number of the first error (`loi`, 0 for none). Where there is an error, all else is null.

    Raises:
        MeasurementError: A column is missing or has the wrong type, or a number could pass what the engine keeps exactly.
    """
    table: Any = nw.from_native(frame)
    known = {} if cohort is None else {name: scheme.facts[name].read(value) for name, value in cohort.values.items()}
    keys = None if key is None else (key,) if isinstance(key, str) else tuple(key)
    sources = sources_for(
        scheme.facts, table, {} if columns is None else columns, known, _misnamed(scheme, keys, table)
    )
    job = Job(scheme, sources, faults_of(scheme), points, keys, explain)
    if isinstance(table, nw.DataFrame):
        return score_memory(table, job, path)  # type: ignore[no-any-return] # the same kind as was given
    return score_lazy(table, job, path)  # type: ignore[no-any-return] # as above


def sources_for(
    facts: Mapping[str, AnyFact],
    table: Any,
    columns: Columns,
    known: Mapping[str, Mapping[str, int]],
    problems: Sequence[Problem] = (),
) -> tuple[Source, ...]:
    """Find the columns of facts in a table.

    Raises:
        MeasurementError: With all problems, those given last.
    """
    schema = table.collect_schema()
    kinds = {name: kind_of(dtype) for name, dtype in schema.items()}
    sources, found = sources_of(facts, kinds, lambda name: str(schema[name]), columns, known)
    if found or problems:
        raise MeasurementError([*found, *problems])
    return tuple(sources)


def _misnamed(scheme: Scheme, keys: tuple[str, ...] | None, table: Any) -> list[Problem]:
    """Return what is wrong with the names of columns that stay."""
    names = list(table.collect_schema())
    kept = names if keys is None else keys
    lost = [name for name in kept if name not in names]
    problems = [Problem("unknown-column", path=name, params={"nearest": nearest(name, names)}) for name in lost]
    made = {*map(column_of, (named.id for named in scheme.formulas)), ERROR, GRADE_COLUMN}
    return problems + [Problem("column-clash", path=name) for name in kept if name in made]
