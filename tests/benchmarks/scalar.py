"""What checking costs: one unit scored by the library, and by unchecked Decimal code written by hand, in one run.

Both score the 15 rows of the annex of Ngã Năm 2023 and its total. Each way runs in processes of its own, and the
median of their times is shown; the ratio is the figure to watch, the times are this machine's.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from time import perf_counter
from typing import Final

from emulscore.schemes.nga_nam_2023 import assessment, scheme

UNIT: Final[dict[str, object]] = {name: given.value for name, given in assessment.measurements.items()} | {
    "tieu_chi_15": "7,5"
}

CENT: Final = Decimal("0.01")
STAFF: Final = {"dai_hoc": Decimal(5), "cao_dang": Decimal(4), "dat_chuan": Decimal(3)}
RATES: Final = {
    "5": ("van_ban", 10),
    "7": ("thu_cong_vu", 6),
    "8": ("dung_han", 10),
    "9": ("can_bo_cai_app", 6),
    "10": ("chu_ky_so", 6),
    "11": ("can_bo_vneid", 6),
    "12": ("dan_vneid", 6),
    "14": ("ocop", 4),
}
LATE: Final = {
    "tre_thang": Decimal("0.2"),
    "tre_quy": Decimal("0.3"),
    "tre_6_thang": Decimal("0.6"),
    "tre_nam": Decimal(1),
}
MONTHS: Final = {"đúng hạn": 0}


def _share(raw: object) -> Decimal:
    return Decimal(str(raw).rstrip("%").replace(",", ".")) / 100


def unchecked(unit: Mapping[str, object]) -> dict[str, Decimal]:
    """Score one unit the way a quick script does: percentages as text, nothing checked, nothing explained."""
    rows: dict[str, Decimal] = {}
    for row, base, papers in (("1", 8, ("ke_hoach", "bao_cao")), ("2", 5, ("ke_hoach_to", "bao_cao_to"))):
        rows[row] = max(Decimal(base) - sum(MONTHS[str(unit[paper])] for paper in papers), Decimal(0))
    rows["3"] = STAFF.get(str(unit["nhan_su"]), Decimal(0))
    rows["4"] = min(_share(unit["ho_so_mang"]) / Decimal("0.8") * 10, Decimal(10))
    lost = sum((share * 5 * int(str(unit[name])) for name, share in LATE.items()), Decimal(0))
    rows["6"] = max(5 - lost, Decimal(0))
    for row, (name, base) in RATES.items():
        rows[row] = _share(unit[name]) * base
    rows["13"] = min(_share(unit["dan_cai_app"]) / Decimal("0.5") * 5, Decimal(5))
    rows["15"] = Decimal(str(unit["tieu_chi_15"]).replace(",", "."))
    printed = {row: points.quantize(CENT, ROUND_HALF_UP) for row, points in rows.items()}
    printed[""] = sum(printed.values(), Decimal(0))
    return printed


def explained(unit: Mapping[str, object]) -> dict[str, Decimal]:
    """Score one unit with the trace of every row."""
    card = scheme.score(unit)
    return {result.id: result.points for result in card.results}


WAYS: Final[dict[str, tuple[str, Callable[[Mapping[str, object]], Mapping[str, Decimal]]]]] = {
    "unchecked": ("by hand, unchecked Decimal", unchecked),
    "points": ("scheme.points, checked", scheme.points),
    "score": ("scheme.score, checked, with reasons", explained),
}


def measure(way: str, units: int) -> float:
    """Return the microseconds that one unit takes, the first one left out."""
    _, score = WAYS[way]
    score(UNIT)
    start = perf_counter()
    for _ in range(units):
        score(UNIT)
    return (perf_counter() - start) / units * 1e6


def agree() -> None:
    """Stop where the ways do not give the same points: a fast wrong answer is no figure.

    Raises:
        SystemExit: The ways disagree.
    """
    mine = unchecked(UNIT)
    for name, (_, score) in WAYS.items():
        found = {row: points for row, points in score(UNIT).items() if row in mine}
        if found != mine:
            sys.exit(f"{name} gives {found}, by hand it is {mine}")


def main() -> None:
    """Print a small table, or, for one process, the figure of one way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=3000, help="units scored in one process")
    parser.add_argument("--processes", type=int, default=5, help="fresh processes for each way")
    parser.add_argument("--way", choices=WAYS, help="measure one way in this process and print JSON")
    options = parser.parse_args()
    if options.way:
        sys.stdout.write(json.dumps(measure(options.way, options.units)))
        return
    agree()
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(options.processes):  # in turn, so that a busy moment of the machine meets every way
        for way, times in found.items():
            told = subprocess.run(  # noqa: S603 - this file again
                [sys.executable, __file__, "--way", way, "--units", str(options.units)],
                check=True,
                capture_output=True,
                text=True,
            )
            times.append(json.loads(told.stdout))
    plain = median(found["unchecked"])
    sys.stdout.write(f"{'way':38}{'µs a unit':>12}{'ratio':>8}\n")
    for way, times in found.items():
        sys.stdout.write(f"{WAYS[way][0]:38}{median(times):12.1f}{median(times) / plain:8.2f}\n")


if __name__ == "__main__":
    main()
