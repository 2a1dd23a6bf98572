"""What exactness costs on whole tables: the library's `score_frame`, and integer code written by hand for each engine.

All score the 15 rows of the annex of Ngã Năm 2023 and its total from 30 columns, and must agree to the hundredth before
anything is timed. The code by hand checks nothing: no null, no range, no state. Each way runs in a process of its own; the
best of its runs is shown, with its ratio to polars by hand and the memory it took beside its input.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

import numpy as np

from emulscore.schemes.nga_nam_2023 import scheme

LATE: Final = ("ke_hoach", "bao_cao", "ke_hoach_to", "bao_cao_to")
COUNTS: Final = ("tre_thang", "tre_quy", "tre_6_thang", "tre_nam")
SHARES: Final = {
    "5": ("van_ban", 10),
    "7": ("thu_cong_vu", 6),
    "8": ("dung_han", 10),
    "9": ("can_bo_cai_app", 6),
    "10": ("chu_ky_so", 6),
    "11": ("can_bo_vneid", 6),
    "12": ("dan_vneid", 6),
    "14": ("ocop", 4),
}
TARGETS: Final = {"4": ("ho_so_mang", 10, 80), "13": ("dan_cai_app", 5, 50)}
LEVELS: Final = ("dai_hoc", "cao_dang", "dat_chuan", "chua_dat")
ROWS: Final = tuple(f"diem_{row}" for row in range(1, 16))


def columns(units: int) -> dict[str, np.ndarray[Any, Any]]:
    """Return the columns of a table of random units, all in order."""
    random = np.random.default_rng(7)
    found: dict[str, np.ndarray[Any, Any]] = {f"{name}_months_begun": random.integers(0, 4, units) for name in LATE}
    found |= {name: random.integers(0, 3, units) for name in COUNTS}
    for name in [name for name, *_ in (*SHARES.values(), *TARGETS.values())]:
        found[f"{name}_tong"] = random.integers(1, 1000, units)
        found[f"{name}_dat"] = (found[f"{name}_tong"] * random.random(units)).astype(np.int64)
    found["tieu_chi_15"] = random.integers(0, 9, units)
    found["nhan_su"] = random.integers(0, 4, units)
    return found


def polars_table(units: int) -> Any:  # noqa: ANN401 - an engine's own table
    """Return the table in polars."""
    import polars as pl  # noqa: PLC0415 - only the engine that is measured is loaded

    frame = pl.DataFrame(columns(units))
    levels = pl.Series(LEVELS, dtype=pl.Enum(LEVELS))
    return frame.with_columns(nhan_su=levels.gather(frame["nhan_su"]))


def pandas_table(units: int) -> Any:  # noqa: ANN401 - as above
    """Return the table in pandas, in NumPy columns."""
    import pandas as pd  # noqa: PLC0415 - as above

    found = columns(units)
    level = pd.Categorical.from_codes(found.pop("nhan_su"), categories=list(LEVELS))
    return pd.DataFrame({**found, "nhan_su": level}, copy=False)


def arrow_table(units: int) -> Any:  # noqa: ANN401 - as above
    """Return the table in Arrow."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    found = columns(units)
    level = pa.DictionaryArray.from_arrays(found.pop("nhan_su").astype(np.int32), list(LEVELS))
    return pa.table({**found, "nhan_su": level})


def polars_by_hand(lazy: Any) -> Any:  # noqa: ANN401 - as above
    """Score a lazy polars table with integer expressions, unchecked."""
    import polars as pl  # noqa: PLC0415 - as above

    col = pl.col
    rows = {}
    for row, base, (one, other) in (("1", 800, LATE[:2]), ("2", 500, LATE[2:])):
        rows[row] = (base - 100 * (col(f"{one}_months_begun") + col(f"{other}_months_begun"))).clip(0)
    level = col("nhan_su").to_physical().cast(pl.Int64)
    rows["3"] = pl.when(level == 0).then(500).when(level == 1).then(400).when(level == 2).then(300).otherwise(0)
    lost = 100 * col(COUNTS[0]) + 150 * col(COUNTS[1]) + 300 * col(COUNTS[2]) + 500 * col(COUNTS[3])
    rows["6"] = (500 - lost).clip(0)
    for row, (name, base) in SHARES.items():
        part, whole = col(f"{name}_dat"), col(f"{name}_tong")
        rows[row] = (200 * base * part + whole) // (2 * whole)
    for row, (name, base, target) in TARGETS.items():
        part, whole = 100 * col(f"{name}_dat"), target * col(f"{name}_tong")
        rows[row] = ((200 * base * part + whole) // (2 * whole)).clip(upper_bound=100 * base)
    rows["15"] = 100 * col("tieu_chi_15")
    narrow = {f"diem_{row}": rows[str(row)].cast(pl.Int16) for row in range(1, 16)}
    return (
        lazy.select(**narrow)
        .with_columns(tong_diem=pl.sum_horizontal(col(name).cast(pl.Int32) for name in ROWS))
        .collect()
    )


def numpy_by_hand(table: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Score NumPy columns whole, in 64-bit integers, unchecked."""
    found = {}
    for row, base, (one, other) in (("1", 800, LATE[:2]), ("2", 500, LATE[2:])):
        late = table[f"{one}_months_begun"].to_numpy() + table[f"{other}_months_begun"].to_numpy()
        found[row] = np.maximum(base - 100 * late, 0)
    found["3"] = np.array([500, 400, 300, 0])[table["nhan_su"].cat.codes.to_numpy()]
    lost = sum(share * table[name].to_numpy() for name, share in zip(COUNTS, (100, 150, 300, 500), strict=True))
    found["6"] = np.maximum(500 - lost, 0)
    for row, (name, base) in SHARES.items():
        part, whole = table[f"{name}_dat"].to_numpy(), table[f"{name}_tong"].to_numpy()
        found[row] = (200 * base * part + whole) // (2 * whole)
    for row, (name, base, target) in TARGETS.items():
        part, whole = 100 * table[f"{name}_dat"].to_numpy(), target * table[f"{name}_tong"].to_numpy()
        found[row] = np.minimum((200 * base * part + whole) // (2 * whole), 100 * base)
    found["15"] = 100 * table["tieu_chi_15"].to_numpy()
    rows = {f"diem_{row}": found[str(row)].astype(np.int16) for row in range(1, 16)}
    return {**rows, "tong_diem": sum(rows[name].astype(np.int32) for name in ROWS)}


def duckdb_sql() -> str:
    """Return the query that a person would write, in whole numbers."""
    rows = {}
    for row, base, (one, other) in (("1", 800, LATE[:2]), ("2", 500, LATE[2:])):
        rows[row] = f"greatest({base} - 100 * ({one}_months_begun + {other}_months_begun), 0)"
    rows["3"] = "case nhan_su when 'dai_hoc' then 500 when 'cao_dang' then 400 when 'dat_chuan' then 300 else 0 end"
    rows["6"] = f"greatest(500 - (100 * {COUNTS[0]} + 150 * {COUNTS[1]} + 300 * {COUNTS[2]} + 500 * {COUNTS[3]}), 0)"
    for row, (name, base) in SHARES.items():
        rows[row] = f"(200 * {base} * {name}_dat + {name}_tong) // (2 * {name}_tong)"
    for row, (name, base, target) in TARGETS.items():
        whole = f"({target} * {name}_tong)"
        rows[row] = f"least((20000 * {base} * {name}_dat + {whole}) // (2 * {whole}), {100 * base})"
    rows["15"] = "100 * tieu_chi_15"
    shown = ", ".join(f"({rows[str(row)]})::smallint as diem_{row}" for row in range(1, 16))
    total = " + ".join(f"{name}::integer" for name in ROWS)
    return f"select *, {total} as tong_diem from (select {shown} from units)"  # noqa: S608 - our own names only


def _duckdb(units: int) -> Any:  # noqa: ANN401 - as above
    import duckdb  # noqa: PLC0415 - as above

    con = duckdb.connect()
    source = arrow_table(units)
    con.register("source", source)
    con.execute(f"create table units as select * replace (nhan_su::enum{LEVELS!r} as nhan_su) from source")  # noqa: S608 - our own names only
    return con


def library(table: Any, **options: Any) -> Any:  # noqa: ANN401 - as above
    """Score a table with the library."""
    return scheme.score_frame(table, key=[], points="hundredths", **options)


def _stored(con: Any, relation: Any) -> Any:  # noqa: ANN401 - as above
    con.execute("drop table if exists result")
    relation.create("result")
    return con.table("result").pl()


WAYS: Final[dict[str, tuple[Callable[[int], Any], Callable[[Any], Any]]]] = {
    "polars lazy, by hand": (polars_table, lambda table: polars_by_hand(table.lazy())),
    "polars lazy": (polars_table, lambda table: library(table.lazy()).collect()),
    "polars": (polars_table, library),
    "NumPy, by hand": (pandas_table, numpy_by_hand),
    "pandas": (pandas_table, library),
    "PyArrow": (arrow_table, library),
    "DuckDB, by hand": (_duckdb, lambda con: _stored(con, con.sql(duckdb_sql()))),
    "DuckDB": (_duckdb, lambda con: _stored(con, library(con.table("units")))),
}


def totals(found: Any) -> list[int]:  # noqa: ANN401 - as above
    """Return the totals and the rows' sums of any result, as numbers."""
    return [int(sum(int(value) for value in found[name])) for name in (*ROWS, "tong_diem")]


def measure(way: str, units: int, runs: int) -> tuple[float, float]:
    """Return the seconds of the best run, and the peak memory in bytes a unit beside the input."""
    make, score = WAYS[way]
    score(make(1000))
    table = make(units)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    best = float("inf")
    for _ in range(runs):
        start = perf_counter()
        score(table)
        best = min(best, perf_counter() - start)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return best, (after - before) * 1024 / units


def agree() -> None:
    """Stop where two ways do not give the same points.

    Raises:
        SystemExit: The ways disagree.
    """
    found = {way: totals(score(make(3000))) for way, (make, score) in WAYS.items()}
    if len({tuple(each) for each in found.values()}) > 1:
        sys.exit(f"the ways disagree: {found}")


def main() -> None:
    """Print a small table, or, for one process, the figures of one way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000, help="units in the table")
    parser.add_argument("--runs", type=int, default=5, help="runs of each way")
    parser.add_argument("--way", choices=WAYS, help="measure one way in this process and print JSON")
    options = parser.parse_args()
    if options.way:
        sys.stdout.write(json.dumps(measure(options.way, options.units, options.runs)))
        return
    agree()
    plain = 0.0
    sys.stdout.write(f"{'way':24}{'ms':>9}{'million/s':>11}{'ratio':>7}{'bytes/unit':>12}\n")
    for way in WAYS:
        command = [sys.executable, __file__, "--way", way, "--units", str(options.units), "--runs", str(options.runs)]
        told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this file again
        seconds, memory = json.loads(told.stdout)
        plain = plain or seconds
        row = (
            f"{way:24}{seconds * 1000:9.0f}{options.units / seconds / 1e6:11.1f}{seconds / plain:7.2f}{memory:12.0f}\n"
        )
        sys.stdout.write(row)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
