"""What all ways score: random units on the rows of the annex of Ngã Năm 2023, and their points by Fractions, worked out here.

The 14 rows of the annex are read as the bundled scheme reads them; the 15th, whose text is not known, takes whole points.
A unit has 30 columns: months late, late entries, a level, and two counts for each share.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import numpy as np

LATE: Final = {"1": (8, ("ke_hoach", "bao_cao")), "2": (5, ("ke_hoach_to", "bao_cao_to"))}
LEVELS: Final = {"dai_hoc": 5, "cao_dang": 4, "dat_chuan": 3, "chua_dat": 0}
PER_CENT: Final = {"tre_thang": 20, "tre_quy": 30, "tre_6_thang": 60, "tre_nam": 100}
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
MONTHS: Final = tuple(f"{name}_months_begun" for _, names in LATE.values() for name in names)
RATES: Final = (*(name for name, _ in SHARES.values()), *(name for name, *_ in TARGETS.values()))
PAIRS: Final = tuple((f"{name}_dat", f"{name}_tong") for name in RATES)
KEYS: Final = {*MONTHS, *PER_CENT, *(name for pair in PAIRS for name in pair), "nhan_su", "tieu_chi_15"}
NUMBERS: Final = tuple(str(number) for number in range(1, 16))
ROWS: Final = tuple(f"diem_{number}" for number in NUMBERS)
AMOUNTS: Final = (*ROWS, "tong_diem")

MOST_MONTHS: Final = 131  # 3,660 days of 28 days a month, begun months counted
MOST_ENTRIES: Final = 1000
MOST: Final = 10**9
MOST_15: Final = 8
"""The largest values that the scheme's facts take: what code by hand must check too, where it checks."""

Unit = dict[str, Any]


_BLOCK: Final = 100_000


def columns(units: int) -> dict[str, np.ndarray[Any, Any]]:
    """Return the columns of a table of random units, all within what the facts take; levels by their place.

    They are drawn block by block: a longer table begins with the units of a shorter one.
    """
    found = {name: np.empty(units, np.int64) for name in sorted(KEYS)}
    for first in range(0, units, _BLOCK):
        block = _block(first // _BLOCK)
        for name, column in found.items():
            column[first : first + _BLOCK] = block[name][: units - first]
    return found


def _block(number: int) -> dict[str, np.ndarray[Any, Any]]:
    random = np.random.default_rng([7, number])
    found: dict[str, np.ndarray[Any, Any]] = {name: random.integers(0, 4, _BLOCK) for name in MONTHS}
    found |= {name: random.integers(0, 3, _BLOCK) for name in PER_CENT}
    for part, whole in PAIRS:
        found[whole] = random.integers(1, 1000, _BLOCK)
        found[part] = (found[whole] * random.random(_BLOCK)).astype(np.int64)
    found["tieu_chi_15"] = random.integers(0, MOST_15 + 1, _BLOCK)
    found["nhan_su"] = random.integers(0, len(LEVELS), _BLOCK)
    return found


def units_of(table: dict[str, np.ndarray[Any, Any]]) -> list[Unit]:
    """Return the units of a table one by one: whole numbers by column, the level by its name."""
    lists = {name: column.tolist() for name, column in table.items()}
    names = list(LEVELS)
    lists["nhan_su"] = [names[place] for place in lists["nhan_su"]]
    return [dict(zip(lists, values, strict=True)) for values in zip(*lists.values(), strict=True)]


def _hundredths(points: Fraction) -> int:
    return (points * 100 + Fraction(1, 2)).__floor__()


def exact(unit: Unit) -> list[int]:
    """Return the hundredths of the rows and the total, each row rounded half up once: the annex's own words in Fractions."""
    points: dict[str, Fraction] = {"15": Fraction(unit["tieu_chi_15"])}
    for row, (base, names) in LATE.items():  # a point for each month begun, both acts together
        points[row] = max(Fraction(base) - sum(unit[f"{name}_months_begun"] for name in names), Fraction(0))
    points["3"] = Fraction(LEVELS[unit["nhan_su"]])
    lost = sum(Fraction(per, 100) * 5 * unit[name] for name, per in PER_CENT.items())
    points["6"] = max(5 - lost, Fraction(0))
    for row, (name, base) in SHARES.items():
        points[row] = Fraction(unit[f"{name}_dat"], unit[f"{name}_tong"]) * base
    for row, (name, base, target) in TARGETS.items():  # in proportion to the target, not above the base
        reached = Fraction(unit[f"{name}_dat"], unit[f"{name}_tong"]) / Fraction(target, 100)
        points[row] = min(reached, Fraction(1)) * base
    rows = [_hundredths(points[row]) for row in NUMBERS]
    return [*rows, sum(rows)]


def wrong(found: list[list[int]], units: list[Unit]) -> int:
    """Return how many amounts are not the exact ones, rows and totals counted."""
    pairs = zip(found, map(exact, units), strict=True)
    return sum(one != other for mine, right in pairs for one, other in zip(mine, right, strict=True))
