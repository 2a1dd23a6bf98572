"""Random schemes on tables: every unit gets what it gets alone, or the same first error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from random import Random
from typing import Any

import narwhals as nw
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from emulscore import MeasurementError, Scheme
from emulscore.facts import (
    NEVER,
    NOT_APPLICABLE,
    TIME_UNITS,
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    YesNoFact,
)
from emulscore.frames.batch import faults_of, score_frame
from emulscore.testing import measurements_for, schemes
from emulscore.testing.spoiled import spoiled_values
from scored import read_or_none
from tabled import columns_of

ROWS = 60
DUE = date(2023, 1, 31)


class Table:
    """Columns, and the units that they hold; shown in one line, as a failure would else print hundreds of units."""

    def __init__(self, columns: Mapping[str, list[Any]], units: list[dict[str, object]]) -> None:
        self.columns = columns
        self.units = units

    def __repr__(self) -> str:
        return f"<Table of {', '.join(self.columns)}>"


def as_text(raw: object) -> str | None:
    """Write a raw value the way a column of text holds it; None where text cannot hold it."""
    if isinstance(raw, bool):
        return "có" if raw else "không"
    if raw in {NEVER, NOT_APPLICABLE} if isinstance(raw, type(NEVER)) else False:
        return "never" if raw is NEVER else "không phát sinh"
    if isinstance(raw, int | Decimal | str):
        return str(raw)
    if isinstance(raw, Fraction):
        return f"{raw.numerator}/{raw.denominator}"
    return None


def whole_or_none(random: Random, value: int, largest: int) -> int | None:
    """Return mostly the value itself, sometimes a neighbour, nothing, or what no count can be."""
    odd: list[int | None] = [None, -1, largest + 1, largest, 0, 1, value + 1]
    return random.choice(odd) if random.random() < 0.25 else value


class Cells:
    """One fact in one form: a column, or several, and the raw value that each row stands for."""

    def __init__(self, fact: AnyFact, raws: list[object], form: str, random: Random) -> None:
        self.fact = fact
        self.columns: dict[str, list[Any]] = {}
        self.raws: list[object] = []
        self.random = random
        self.slots = [slots for raw in raws if (slots := read_or_none(fact, raw)) is not None]
        self.texts = [text for raw in raws if (text := as_text(raw)) is not None]
        getattr(self, form)()

    def picked(self) -> Mapping[str, int]:
        return self.random.choice(self.slots) if self.slots else {}

    def text(self) -> None:
        pool: list[str | None] = [*self.texts, None]
        self.raws = [self.random.choice(pool) for _ in range(ROWS)]
        self.columns = {self.fact.name: list(self.raws)}

    def flag(self) -> None:
        self.raws = [self.random.choice([True, False, None]) for _ in range(ROWS)]
        self.columns = {self.fact.name: list(self.raws)}

    def numbers(self) -> list[int | None]:
        """Return whole numbers around those of the slot that holds the value."""
        slot = self.fact.slots[-1]
        return [whole_or_none(self.random, self.picked().get(slot.name, 0), slot.high) for _ in range(ROWS)]

    def whole(self) -> None:
        self.raws = list(self.numbers())
        self.columns = {self.fact.name: list(self.raws)}

    def double(self) -> None:
        decimals = getattr(self.fact, "decimals", 0)
        numbers = [None if one is None else one / 10**decimals for one in self.numbers()]
        off = [0.1 + 0.2, 1 / 3, 1e-9, -0.0, 1e300, 12.345678901]
        self.raws = [self.random.choice(off) if self.random.random() < 0.1 else one for one in numbers]
        self.columns = {self.fact.name: list(self.raws)}

    def pair(self) -> None:
        name, fact = self.fact.name, self.fact
        parts, wholes = [], []
        for _ in range(ROWS):
            slots = self.picked()
            top = fact.slots[1].high
            parts.append(whole_or_none(self.random, slots.get(f"{name}.part", 0), top))
            wholes.append(whole_or_none(self.random, slots.get(f"{name}.whole", 0), fact.slots[2].high))
        self.columns = {f"{name}_dat": parts, f"{name}_tong": wholes}
        self.raws = [None if (a, b) == (None, None) else (a, b) for a, b in zip(parts, wholes, strict=True)]

    def days(self) -> None:
        name = self.fact.name
        around = [-400, -1, 0, 1, 27, 28, 29, 30, 31, 59, 60, 90, 365, 366, 367, 5000]
        dues = [self.random.choice([DUE, DUE, date(2024, 2, 29), date(2023, 3, 30), None]) for _ in range(ROWS)]
        dones = [self.random.choice([None, *((due or DUE) + timedelta(days) for days in around)]) for due in dues]
        self.columns = {f"{name}_han": dues, f"{name}_xong": dones}
        self.raws = [
            None if (due, done) == (None, None) else (due, done) for due, done in zip(dues, dones, strict=True)
        ]

    def times(self) -> None:
        name, fact = self.fact.name, self.fact
        assert isinstance(fact, LatenessFact)
        for unit in sorted(self.random.sample(TIME_UNITS, 3), key=TIME_UNITS.index):
            high = fact.slot(unit).high
            self.columns[f"{name}_{unit}"] = [
                whole_or_none(self.random, self.random.randint(0, 3), high) for _ in range(ROWS)
            ]
        for row in range(ROWS):
            found = {key.removeprefix(f"{name}_"): cells[row] for key, cells in self.columns.items()}
            self.raws.append({unit: value for unit, value in found.items() if value is not None} or None)

    def with_states(self) -> None:
        """Put a column of states beside, filled only where there is no value."""
        states = []
        for row, raw in enumerate(self.raws):
            told = self.random.choice([None, "never", "không phát sinh"]) if raw is None else None
            states.append(told)
            self.raws[row] = told if raw is None else raw
        self.columns[f"{self.fact.name}_trang_thai"] = states


def forms_of(fact: AnyFact) -> list[str]:
    if isinstance(fact, LatenessFact):
        return ["days", "times", "text"]
    if isinstance(fact, ShareFact):
        forms = ["pair", "pair", "text"]
        forms += ["whole"] if fact.numbers else []
        return forms + (["double"] if fact.numbers and fact.decimals is not None else [])
    if isinstance(fact, YesNoFact):
        return ["flag", "text"]
    if isinstance(fact, LevelFact):
        return ["text"]
    assert isinstance(fact, CountFact | NumberFact | CohortFact)
    return ["whole", "double", "text"]


@st.composite
def tables(draw: st.DrawFn, scheme: Scheme) -> Table:
    """Return tables of a scheme's units, each fact in one of its forms."""
    random = Random(draw(st.integers(0, 10**6)))
    units = [draw(measurements_for(scheme, scored=False)) for _ in range(5)]
    columns: dict[str, list[Any]] = {}
    rows: list[dict[str, object]] = [{} for _ in range(ROWS)]
    for name, fact in scheme.facts.items():
        bad = [draw(spoiled_values(fact)).value] if draw(st.booleans()) else []
        cells = Cells(fact, [*(unit[name] for unit in units), *bad], draw(st.sampled_from(forms_of(fact))), random)
        if draw(st.integers(0, 3)) == 0:
            cells.with_states()
        columns |= cells.columns
        for row, raw in zip(rows, cells.raws, strict=True):
            row[name] = raw
    return Table(columns, rows)


def arrow(table: Table) -> Any:
    """Return a table as an Arrow one, with the number of each row."""
    columns = {"don_vi": list(range(ROWS)), **table.columns}
    return import_module("polars").DataFrame(columns, strict=False).to_arrow()


def pandas_numpy(table: Table) -> Any:
    pandas = import_module("pandas")
    days = {name for name, cells in table.columns.items() if any(isinstance(cell, date) for cell in cells)}
    columns = {name: pandas.to_datetime(cells) if name in days else cells for name, cells in table.columns.items()}
    return pandas.DataFrame({"don_vi": list(range(ROWS)), **columns})


def pandas_arrow(table: Table) -> Any:
    return arrow(table).to_pandas(types_mapper=import_module("pandas").ArrowDtype)


MAKE: dict[str, Callable[[Table], Any]] = {
    "polars": lambda table: import_module("polars").from_arrow(arrow(table)),
    "polars lazy": lambda table: import_module("polars").from_arrow(arrow(table)).lazy(),
    "pandas numpy": pandas_numpy,
    "pandas nullable": lambda table: pandas_numpy(table).convert_dtypes(),
    "pandas arrow": pandas_arrow,
    "pyarrow": arrow,
    "duckdb": lambda table: import_module("duckdb").from_arrow(arrow(table)),
    "ibis": lambda table: import_module("ibis").memtable(arrow(table)),
    "dask": lambda table: import_module("dask.dataframe").from_pandas(pandas_numpy(table), npartitions=2),
}
DOUBLES = {"pandas numpy", "pandas nullable", "dask"}
"""Where points are doubles."""


def rows_of(scored: Any) -> dict[str, list[Any]]:
    """Return any scored table as lists, in the order of the units."""
    frame: Any = nw.from_native(scored)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    return dict(frame.sort("don_vi").drop("don_vi").to_dict(as_series=False))


def check(scheme: Scheme, table: Table, scored: Mapping[str, list[Any]], near: Callable[[Any], Any]) -> None:
    """Compare a scored table with its units scored alone."""
    faults = faults_of(scheme)
    for row, unit in enumerate(table.units):
        points, problem = columns_of(scheme, unit)
        got = {name: cells[row] for name, cells in scored.items() if name not in table.columns}
        fault = faults.fault(got.pop("loi"))
        if problem is None:
            assert fault is None, (unit, fault)
            assert got == {name: near(value) for name, value in points.items()}, unit
        else:
            assert fault is not None, (unit, problem)
            assert (fault.code, fault.fact) == (problem.code, problem.fact), (unit, problem)
            assert all(value is None or value != value for value in got.values())  # noqa: PLR0124 - NaN


# Few schemes on every engine in every run; more with --hypothesis-profile=deep. A table is drawn whole: making it smaller
# step by step takes minutes and shows no more.
few = settings(
    max_examples=4 if settings().max_examples <= 100 else 300,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    report_multiple_bugs=False,
)


def scored_or_refused(score: Callable[[], Any]) -> Any:
    """Return what *score* returns.

    A table whose numbers could pass the safe width is refused whole; so is a share in doubles without stated decimals,
    which pandas makes of whole numbers with nulls.
    """
    try:
        return score()
    except MeasurementError as error:
        if {problem.code for problem in error.problems} - {"too-wide", "column-type"}:
            raise
        assume(condition=False)


# Wide schemes say that they are scored by expressions; Narwhals says that its Dask part will be a package of its own.
@pytest.mark.filterwarnings("ignore::emulscore.frames.KernelNotice", "ignore:Dask support is moving:FutureWarning")
@few
@given(st.data())
@pytest.mark.parametrize(
    ("engine", "path"),
    [
        *((engine, None) for engine in MAKE),
        *(
            (engine, "expressions")
            for engine in ("polars", "polars lazy", "pandas numpy", "pandas nullable", "pandas arrow", "pyarrow")
        ),
    ],
)
def test_random_schemes_on_tables_are_scored_as_one_unit_alone(engine: str, path: Any, data: st.DataObject) -> None:
    """Every engine gives each unit its own points, or its own first error and nothing else."""
    scheme = data.draw(schemes())
    assume(scheme.facts)
    table = data.draw(tables(scheme))
    scored = scored_or_refused(lambda: rows_of(score_frame(scheme, MAKE[engine](table), key="don_vi", path=path)))
    check(
        scheme,
        table,
        scored,
        (lambda value: float(value) if isinstance(value, Decimal) else value)
        if engine in DOUBLES
        else (lambda value: value),
    )


@pytest.mark.filterwarnings("ignore::emulscore.frames.KernelNotice")  # wide schemes say that expressions score them
@few
@given(st.data())
@pytest.mark.parametrize("path", ["kernel", "expressions"])
def test_notes_of_random_schemes_are_those_of_the_explanation(path: Any, data: st.DataObject) -> None:
    """Every note of every row's own rule, and nothing where the explanation does not name it."""
    scheme = data.draw(schemes())
    assume(scheme.facts)
    table = data.draw(tables(scheme))
    frame = MAKE["polars"](table)
    scored = scored_or_refused(lambda: rows_of(score_frame(scheme, frame, key="don_vi", path=path, explain=True)))
    for row, unit in enumerate(table.units):
        try:
            card = scheme.score(unit)
        except MeasurementError:
            assert all(cells[row] is None for name, cells in scored.items() if name != "loi")
            continue
        for result in card:
            notes = {} if result.trace is None else result.trace.notes
            prefix = f"diem_{result.id}_"
            found = {name.removeprefix(prefix): cells[row] for name, cells in scored.items() if name.startswith(prefix)}
            assert notes.keys() <= found.keys()
            for label, value in found.items():
                assert value == (pytest.approx(float(notes[label])) if label in notes else None), (result.id, label)
