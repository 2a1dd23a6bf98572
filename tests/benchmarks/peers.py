"""The library beside code by hand and beside other engines: the same units, one table each for one unit and for whole tables.

    python tests/benchmarks/peers.py                              all tables, as in the documentation
    python tests/benchmarks/peers.py --scalar 2000 --tables 100000 --processes 3    a first look

Needs the extra `benchmarks`; what is not installed is shown as "not here". Every figure is a median of fresh processes, which
take turns, so that a busy moment of the machine meets every way. Ratios are of processor time, which other programs disturb
less than the clock; wrong amounts are counted against Fractions that the benchmark works out by itself.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

if (ROOT := str(Path(__file__).resolve().parents[2])) not in sys.path:
    sys.path.insert(0, ROOT)

from tests.benchmarks.annex import AMOUNTS, columns, units_of, wrong
from tests.benchmarks.scalars import SCALARS
from tests.benchmarks.tables import SHOWN, TABLES

Found = dict[str, float]
SIZES: Final = (10**4, 10**5, 10**6, 10**7)
RUNS: Final = 3
"""How often one process scores its table; the best run counts."""
PACKAGES: Final = ("numpy", "polars", "pandas", "pyarrow", "duckdb", "zen-engine", "panzi-json-logic", "rule-engine")


def scalar(way: str, units: int) -> Found:
    """Return the microseconds of processor time for one unit, and how many amounts are wrong; the first unit is not timed."""
    one = SCALARS[way]
    first, *given = units_of(columns(max(int(units * one.share), 10) + 1))
    score, own = one.make(), [one.form(unit) for unit in given]
    score(one.form(first))
    if one.seen:
        for unit in own:
            score(unit)
    begun = process_time()
    for unit in own:
        score(unit)  # and let go again, as a service does: results that are kept would be walked as garbage
    seconds = process_time() - begun
    errors = wrong([list(one.hundredths(score(unit))) for unit in own], given)
    return {"us": seconds / len(own) * 1e6, "wrong": errors, "amounts": len(own) * len(AMOUNTS)}


def _peak(*, reset: bool) -> int:
    """Return the peak memory of this process in bytes, since it was last reset; 0 where the system does not tell."""
    try:
        if reset:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def table(way: str, units: int) -> Found:
    """Return the milliseconds of a table, by processor and by clock, its memory beside the input, and the wrong amounts."""
    one = TABLES[way]
    units = min(units, one.most)
    one.score(one.make(1000))  # what is loaded and compiled once is not counted
    given = one.make(units)
    before = _peak(reset=True)
    times = []
    for _ in range(RUNS):
        result = None  # one result at a time, for the memory's sake
        begun, clock = process_time(), perf_counter()
        result = one.score(given)
        times.append((process_time() - begun, perf_counter() - clock))
    memory = _peak(reset=False) - before
    seconds, clock = (min(found) for found in zip(*times, strict=True))
    found = one.hundredths(result)
    shown = min(SHOWN, units)
    rows = [list(map(int, row)) for row in zip(*(list(found[name][:shown]) for name in AMOUNTS), strict=True)]
    return {
        "ms": seconds * 1e3,
        "clock": clock * 1e3,
        "units": units,
        "bytes": memory / units,
        "wrong": wrong(rows, units_of(columns(shown))),
        "amounts": shown * len(AMOUNTS),
    }


def _here(package: str | None) -> bool:
    try:
        return package is None or bool(version(package))
    except PackageNotFoundError:
        return False


def _processes(jobs: list[tuple[str, str, int]], processes: int) -> dict[tuple[str, str, int], Found]:
    """Run every job in so many fresh processes, in turn, and return the medians."""
    found: dict[tuple[str, str, int], list[Found]] = {job: [] for job in jobs}
    for _ in range(processes):
        for job, results in found.items():
            command = [sys.executable, __file__, "--one", *map(str, job)]
            told = subprocess.run(command, check=False, capture_output=True, text=True)
            if told.returncode:
                sys.exit(f"{' '.join(command)}\n{told.stderr}")
            results.append(json.loads(told.stdout))
    return {
        job: {key: median(result[key] for result in results) for key in results[0]} for job, results in found.items()
    }


def _line(*cells: str) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


def _head(*cells: str) -> None:
    sys.stdout.write("\n")
    _line(*cells)
    _line("---", *("--:" for _ in cells[1:]))


def _wrong(found: Found) -> str:
    return f"{found['wrong']:.0f} / {found['amounts']:.0f}"


def show_scalars(units: int, processes: int) -> None:
    """Print one unit after another; ratios are to Decimal by hand, nothing checked."""
    ways = {way: one for way, one in SCALARS.items() if _here(one.package)}
    found = _processes([("scalar", way, units) for way in ways], processes)
    plain = found["scalar", "decimal", units]["us"]
    _head("one unit", "checked", "µs", "ratio", "wrong")
    for way, one in SCALARS.items():
        says, checks = one.says, "yes" if one.checks else "no"
        if way not in ways:
            _line(says, checks, "not here", "", "")
            continue
        result = found["scalar", way, units]
        _line(says, checks, f"{result['us']:.1f}", f"{result['us'] / plain:.2f}", _wrong(result))


Tables = dict[tuple[str, int], Found]


def measured(sizes: Sequence[int], most: int, processes: int) -> Tables:
    """Measure every way at the sizes, and the library's at the sizes of the growth too; each pair once."""
    jobs = {("table", way, size): None for size in sizes for way, one in TABLES.items() if _here(one.package)}
    jobs |= {("table", way, size): None for way in _library() for size in SIZES if size <= most}
    return {(way, size): found for (_, way, size), found in _processes(list(jobs), processes).items()}


def _library() -> list[str]:
    return [way for way, one in TABLES.items() if one.says.startswith("emulscore") and _here(one.package)]


def show_tables(units: int, found: Tables) -> None:
    """Print whole tables; ratios are for each unit, to polars lazy by hand, and DuckDB's to DuckDB by hand."""

    def each(way: str) -> float:
        return found[way, units]["ms"] / found[way, units]["units"]

    _head(
        "whole table",
        "checked",
        "units",
        "ms, processor",
        "ms, clock",
        "million/s",
        "ratio",
        "to",
        "bytes/unit",
        "wrong",
    )
    for way, one in TABLES.items():
        says, checks = one.says, "yes" if one.checks else "no"
        if (way, units) not in found:
            _line(says, checks, "not here", *[""] * 7)
            continue
        result = found[way, units]
        _line(
            says,
            checks,
            f"{result['units']:,.0f}",
            f"{result['ms']:.0f}",
            f"{result['clock']:.0f}",
            f"{result['units'] / result['clock'] / 1e3:.1f}",
            f"{each(way) / each(one.base):.2f}" if (one.base, units) in found else "",
            TABLES[one.base].says,
            f"{result['bytes']:.0f}",
            _wrong(result),
        )


def show_growth(most: int, found: Tables) -> None:
    """Print the nanoseconds for each unit of longer and longer tables, and how they grow from the smallest to the largest."""
    sizes = [size for size in SIZES if size <= most]
    _head("ns a unit", *(f"{size:,}" for size in sizes), "last to first")
    for way in _library():
        each = [found[way, size]["ms"] / size * 1e6 for size in sizes]
        _line(TABLES[way].says, *(f"{one:.0f}" for one in each), f"{each[-1] / each[0]:.2f}")


def main() -> None:
    """Print the tables, or the figures of one way in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scalar", type=int, default=10_000, help="units one after another; 0 for none")
    parser.add_argument("--tables", type=int, nargs="*", default=[10**6, 10**7], help="units in a table; none for none")
    parser.add_argument("--growth", type=int, default=10**7, help="the longest table of the growth; 0 for none")
    parser.add_argument("--processes", type=int, default=5, help="fresh processes for each way")
    parser.add_argument("--one", nargs=3, metavar=("KIND", "WAY", "UNITS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, way, units = options.one
        measure: Callable[[str, int], Any] = scalar if kind == "scalar" else table
        sys.stdout.write(json.dumps(measure(way, int(units))))
        return
    here = [f"{name} {version(name)}" for name in (*PACKAGES, "OpenFisca-Core") if _here(name)]
    sys.stdout.write(
        f"{platform.machine()}, {cpu_count()} processors, Python {platform.python_version()}; {', '.join(here)}\n"
    )
    if options.scalar:
        show_scalars(options.scalar, options.processes)
    found = measured(options.tables, options.growth, options.processes)
    for units in options.tables:
        show_tables(units, found)
    if options.growth:
        show_growth(options.growth, found)


if __name__ == "__main__":
    main()
