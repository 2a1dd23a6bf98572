"""How the library grows: building and proving schemes of more and more rows, and ranking larger and larger cohorts.

Every figure is a median of fresh processes; the last column sets the time for each row or unit against the smallest
size's, so that 1.0 means that ten times as much takes ten times as long.
"""

import argparse
import subprocess
import sys
from fractions import Fraction
from statistics import median
from time import perf_counter
from typing import Final

from emulscore import (
    Cap,
    Count,
    CountFact,
    Criterion,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Linear,
    Ratio,
    Rule,
    Scheme,
    ShareFact,
    Tiered,
    rank,
)

ROWS: Final = (100, 1_000)
UNITS: Final = (400, 4_000)
LEVELS: Final = {"tot": "tốt", "kha": "khá", "yeu": "yếu"}


def rule(place: int) -> Rule:
    """Return one of six shapes of rules, each with a fact of its own."""
    name = f"x{place}"
    match place % 6:
        case 0:
            return Ratio(ShareFact(name), empty="refuse")
        case 1:
            return Cap(Ratio(ShareFact(name), target="80%", below="pro_rata", empty=0))
        case 2:
            return Tiered(LevelFact(name, levels=LEVELS), {"tot": "100%", "kha": "50%"}, otherwise=0)
        case 3:
            return Count({CountFact(name): "-0,5"}, start="100%", low=0, high="100%")
        case 4:
            return LatePenalty(LatenessFact(name), per="0,5", unit="months_begun", never=0)
        case _:
            return Linear(ShareFact(name), {"50%": 0, "90%": 2}, before=0, after="hold")


def scheme_of(rows: int) -> Scheme:
    """Return a scheme of so many rows of 2 points each."""
    criteria = [Criterion(str(place + 1), f"Tiêu chí {place + 1}", 2, rule(place)) for place in range(rows)]
    return Scheme("lon", "Lớn", total=2 * rows, items=criteria)


def build(size: int) -> float:
    """Return the seconds that building and proving a scheme takes."""
    begun = perf_counter()
    scheme_of(size)
    return perf_counter() - begun


def order(size: int) -> float:
    """Return the seconds that ranking a cohort of scored units takes."""
    scheme = Scheme("nho", "Nhỏ", total=10, items=[Criterion("1", "Tỷ lệ", 10, Ratio(ShareFact("x"), empty="refuse"))])
    cards = [scheme.score({"x": Fraction(place % 997, 1000)}) for place in range(size)]
    begun = perf_counter()
    rank(cards, ties="shared")
    return perf_counter() - begun


JOBS: Final = {"build": (build, ROWS, "build and prove, rows"), "rank": (order, UNITS, "rank, units")}


def main() -> None:
    """Print the table, or with --one the seconds of one job in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("JOB", "SIZE"))
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    if options.one:
        job, size = options.one
        sys.stdout.write(f"{JOBS[job][0](int(size))}\n")
        return
    sys.stdout.write(f"{'what':<24}{'size':>8}{'seconds':>10}{'growth':>8}\n")
    for name, (_, sizes, says) in JOBS.items():
        smallest = 0.0
        for size in sizes:
            command = [sys.executable, __file__, "--one", name, str(size)]
            seconds = median(
                float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
                for _ in range(options.runs)
            )
            smallest = smallest or seconds / size
            sys.stdout.write(f"{says:<24}{size:>8}{seconds:>10.3f}{seconds / size / smallest:>8.2f}\n")


if __name__ == "__main__":
    main()
