"""Whole tables: the library's `score_frame`, code by hand for each engine, and OpenFisca and SQLite, on the same columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from sys import path
from typing import Any, Final, NamedTuple

import numpy as np

if (ROOT := str(Path(__file__).resolve().parents[2])) not in path:
    path.insert(0, ROOT)

from tests.benchmarks.annex import (
    AMOUNTS,
    LATE,
    LEVELS,
    MONTHS,
    MOST,
    MOST_15,
    MOST_ENTRIES,
    MOST_MONTHS,
    NUMBERS,
    PER_CENT,
    RATES,
    ROWS,
    SHARES,
    TARGETS,
    columns,
)
from tests.benchmarks.engines import openfisca, sql_by_hand
from tests.benchmarks.scalars import rounded

LIMITS: Final = {
    **dict.fromkeys(MONTHS, MOST_MONTHS),
    **dict.fromkeys(PER_CENT, MOST_ENTRIES),
    "tieu_chi_15": MOST_15,
}


def _no_form(found: Any) -> Mapping[str, Any]:
    return {name: found[name] for name in AMOUNTS}


class Table(NamedTuple):
    """One way to score a table.

    Attributes:
        says: What it is.
        make: Makes the table of so many units in the form that the way takes; not timed.
        score: Scores it, and keeps all rows and the total.
        hundredths: Turns the first units of the result into columns of whole numbers; not timed.
        checks: Whether it refuses, or leaves null, what the library does.
        most: The most units that it gets: slow ones get fewer.
        package: The distribution that it needs.
        base: The key of the way that it is set against.
    """

    says: str
    make: Callable[[int], Any]
    score: Callable[[Any], Any]
    hundredths: Callable[[Any], Mapping[str, Any]] = _no_form
    checks: bool = False
    most: int = 10**7
    package: str | None = None
    base: str = "polars-hand"


# --- tables -------------------------------------------------------------------------------------------------------------


def _polars(units: int) -> Any:
    import polars as pl

    found = columns(units)
    places = found.pop("nhan_su")
    frame = pl.DataFrame(found)
    del found
    levels = pl.Series(list(LEVELS), dtype=pl.Enum(list(LEVELS)))
    return frame.with_columns(nhan_su=levels.gather(places))


def _pandas(units: int) -> Any:
    import pandas as pd

    found = columns(units)
    level = pd.Categorical.from_codes(found.pop("nhan_su"), categories=list(LEVELS))
    return pd.DataFrame({**found, "nhan_su": level}, copy=False)


def _arrow(units: int) -> Any:
    import pyarrow as pa

    found = columns(units)
    level = pa.DictionaryArray.from_arrays(found.pop("nhan_su").astype(np.int32), list(LEVELS))
    return pa.table({**found, "nhan_su": level})


def _duckdb(units: int) -> Any:
    import duckdb

    con = duckdb.connect()
    source = _arrow(units)
    con.register("source", source)
    con.execute(f"create table units as select * replace (nhan_su::enum{tuple(LEVELS)!r} as nhan_su) from source")
    con.unregister("source")
    return con


def _sqlite(units: int) -> Any:
    found = columns(units)
    names = list(found)
    found["nhan_su"] = np.array(list(LEVELS))[found["nhan_su"]]
    con = sqlite3.connect(":memory:")
    con.execute(f"create table units ({', '.join(names)})")
    rows = zip(*(found[name].tolist() for name in names), strict=True)
    con.executemany(f"insert into units values ({', '.join('?' * len(names))})", rows)
    return con


# --- by hand ------------------------------------------------------------------------------------------------------------


def _polars_rows(*, exact: bool) -> dict[str, Any]:
    """Return expressions for the rows: hundredths in whole numbers, or points in floats."""
    import polars as pl

    col, unit = pl.col, 100 if exact else 1
    rows = {"15": unit * col("tieu_chi_15")}
    for row, (base, (one, other)) in LATE.items():
        rows[row] = (unit * (base - col(f"{one}_months_begun") - col(f"{other}_months_begun"))).clip(0)
    level, cases = col("nhan_su").to_physical().cast(pl.Int64), list(LEVELS.values())
    found: Any = pl.lit(unit * cases[-1], pl.Int64)
    for place, points in reversed(list(enumerate(cases[:-1]))):
        found = pl.when(level == place).then(unit * points).otherwise(found)
    rows["3"] = found
    lost: Any = sum((5 * per if exact else per / 100 * 5) * col(name) for name, per in PER_CENT.items())
    rows["6"] = (5 * unit - lost).clip(0)
    for row, (name, base) in SHARES.items():
        part, whole = col(f"{name}_dat"), col(f"{name}_tong")
        rows[row] = (200 * base * part + whole) // (2 * whole) if exact else part / whole * base
    for row, (name, base, target) in TARGETS.items():
        part, whole = col(f"{name}_dat"), col(f"{name}_tong")
        if exact:
            full = target * whole
            rows[row] = ((20000 * base * part + full) // (2 * full)).clip(upper_bound=100 * base)
        else:
            rows[row] = (part / whole / (target / 100) * base).clip(upper_bound=base)
    return {f"diem_{row}": rows[row] for row in NUMBERS}


def _polars_by_hand(frame: Any) -> Any:
    import polars as pl

    narrow = {name: row.cast(pl.Int16) for name, row in _polars_rows(exact=True).items()}
    total = pl.sum_horizontal(pl.col(name).cast(pl.Int32) for name in ROWS)
    return frame.lazy().select(**narrow).with_columns(tong_diem=total).collect()


def _polars_checked(frame: Any) -> Any:
    """Score in whole numbers; where a fact is missing or out of range, its row and the total are null."""
    import polars as pl

    col, rows = pl.col, _polars_rows(exact=True)
    fine = {name: col(name).is_between(0, most) for name, most in LIMITS.items()}
    for name in RATES:
        part, whole = col(f"{name}_dat"), col(f"{name}_tong")
        fine[name] = whole.is_between(1, MOST) & (part >= 0) & (part <= whole)
    reads = {row: [f"{name}_months_begun" for name in names] for row, (_, names) in LATE.items()}
    reads |= {"6": list(PER_CENT), "15": ["tieu_chi_15"]}
    reads |= {row: [name] for row, (name, *_) in (SHARES | TARGETS).items()}
    shown = {}
    for name, row in rows.items():
        need: Any = col("nhan_su").is_not_null()
        for place, fact in enumerate(reads.get(name.removeprefix("diem_"), [])):
            need = fine[fact] if not place else need & fine[fact]
        shown[name] = pl.when(need).then(row).cast(pl.Int16)
    total = pl.sum_horizontal((col(name).cast(pl.Int32) for name in ROWS), ignore_nulls=False)
    return frame.lazy().select(**shown).with_columns(tong_diem=total).collect()


def _polars_floats(frame: Any) -> Any:
    import polars as pl

    shown = {name: row.cast(pl.Float64).round(2) for name, row in _polars_rows(exact=False).items()}
    return frame.lazy().select(**shown).with_columns(tong_diem=pl.sum_horizontal(*ROWS).round(2)).collect()


def _of_floats(found: Any) -> Mapping[str, Any]:
    return {name: rounded(found[name][:SHOWN].to_list()) for name in AMOUNTS}


def _numpy_by_hand(table: Any) -> Mapping[str, Any]:
    """Score NumPy columns whole, in 64-bit integers, nothing checked."""
    given = {name: table[name].to_numpy() for name in table if name != "nhan_su"}
    found = {"15": 100 * given["tieu_chi_15"]}
    for row, (base, (one, other)) in LATE.items():
        found[row] = np.maximum(100 * (base - given[f"{one}_months_begun"] - given[f"{other}_months_begun"]), 0)
    found["3"] = np.array([100 * points for points in LEVELS.values()])[table["nhan_su"].cat.codes.to_numpy()]
    found["6"] = np.maximum(500 - sum(5 * per * given[name] for name, per in PER_CENT.items()), 0)
    for row, (name, base) in SHARES.items():
        part, whole = given[f"{name}_dat"], given[f"{name}_tong"]
        found[row] = (200 * base * part + whole) // (2 * whole)
    for row, (name, base, target) in TARGETS.items():
        part, full = given[f"{name}_dat"], target * given[f"{name}_tong"]
        found[row] = np.minimum((20000 * base * part + full) // (2 * full), 100 * base)
    rows = {f"diem_{row}": found[row].astype(np.int16) for row in NUMBERS}
    return {**rows, "tong_diem": sum(rows[name].astype(np.int32) for name in ROWS)}


def _query(*, checked: bool) -> str:
    """Return the query that a person would write in whole numbers for DuckDB."""
    said = {
        row: text.replace("max(", "greatest(").replace("min(", "least(").replace(" / ", " // ")
        for row, text in sql_by_hand().items()
    }
    if checked:
        fine = {name: f"{name} between 0 and {most}" for name, most in LIMITS.items()}
        fine |= {name: f"{name}_tong between 1 and {MOST} and {name}_dat between 0 and {name}_tong" for name in RATES}
        reads = {row: [f"{name}_months_begun" for name in names] for row, (_, names) in LATE.items()}
        reads |= {"6": list(PER_CENT), "15": ["tieu_chi_15"]} | {
            row: [n] for row, (n, *_) in (SHARES | TARGETS).items()
        }
        for row, names in reads.items():
            said[row] = f"case when {' and '.join(fine[name] for name in names)} then {said[row]} end"
    shown = ", ".join(f"({said[row]})::smallint as diem_{row}" for row in NUMBERS)
    total = " + ".join(f"{name}::integer" for name in ROWS)
    return f"select *, {total} as tong_diem from (select {shown} from units)"


def _stored(con: Any, relation: Any) -> Any:
    con.execute("drop table if exists result")
    relation.create("result")
    return con


def _of_duckdb(con: Any) -> Mapping[str, Any]:
    return _no_form(con.table("result").limit(SHOWN).fetchnumpy())


def _sqlite_by_hand(con: Any) -> Any:
    said = sql_by_hand()
    shown = ", ".join(f"{said[row]} as diem_{row}" for row in NUMBERS)
    con.execute("drop table if exists result")
    con.execute(f"create table result as select *, {' + '.join(ROWS)} as tong_diem from (select {shown} from units)")
    return con


def _of_sqlite(con: Any) -> Mapping[str, Any]:
    found = con.execute(f"select {', '.join(AMOUNTS)} from result limit {SHOWN}").fetchall()
    return dict(zip(AMOUNTS, zip(*found, strict=True), strict=True))


# --- the library ----------------------------------------------------------------------------------------------------------


def library(table: Any) -> Any:
    """Score a table with the library; it checks every column and every value."""
    from emulscore.schemes.nga_nam_2023 import scheme

    return scheme.score_frame(table, key=[], points="hundredths")


# --- OpenFisca ------------------------------------------------------------------------------------------------------------


def _openfisca(table: dict[str, Any]) -> Mapping[str, Any]:
    return dict(zip(AMOUNTS, openfisca(table, len(table["nhan_su"])), strict=True))


def _of_openfisca(found: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: rounded(found[name][:SHOWN].tolist()) for name in AMOUNTS}


SHOWN: Final = 5_000
"""So many units of a result are held against the exact points."""

TABLES: Final[dict[str, Table]] = {
    "polars-hand": Table("polars lazy by hand", _polars, _polars_by_hand, package="polars"),
    "polars-hand-checked": Table(
        "polars lazy by hand", _polars, _polars_checked, checks=True, package="polars", base="polars-hand"
    ),
    "polars-floats": Table("polars lazy by hand, floats", _polars, _polars_floats, _of_floats, package="polars"),
    "polars-lazy": Table(
        "emulscore on polars lazy",
        _polars,
        lambda table: library(table.lazy()).collect(),
        checks=True,
        package="polars",
    ),
    "polars": Table("emulscore on polars", _polars, library, checks=True, package="polars"),
    "pandas": Table("emulscore on pandas", _pandas, library, checks=True, package="pandas"),
    "pyarrow": Table("emulscore on PyArrow", _arrow, library, checks=True, package="pyarrow"),
    "numpy-hand": Table("NumPy by hand", _pandas, _numpy_by_hand, package="pandas"),
    "duckdb-hand": Table(
        "DuckDB by hand",
        _duckdb,
        lambda con: _stored(con, con.sql(_query(checked=False))),
        _of_duckdb,
        package="duckdb",
        base="duckdb-hand",
    ),
    "duckdb-hand-checked": Table(
        "DuckDB by hand",
        _duckdb,
        lambda con: _stored(con, con.sql(_query(checked=True))),
        _of_duckdb,
        checks=True,
        package="duckdb",
        base="duckdb-hand",
    ),
    "duckdb": Table(
        "emulscore on DuckDB",
        _duckdb,
        lambda con: _stored(con, library(con.table("units"))),
        _of_duckdb,
        checks=True,
        package="duckdb",
        base="duckdb-hand",
    ),
    "sqlite-hand": Table("SQLite by hand", _sqlite, _sqlite_by_hand, _of_sqlite, most=10**6),
    "openfisca": Table("OpenFisca", columns, _openfisca, _of_openfisca, most=10**5, package="OpenFisca-Core"),
}
