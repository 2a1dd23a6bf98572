"""One unit after another: the library, code by hand, and other engines, each on units in the form that it takes itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from sys import path
from typing import Any, Final, NamedTuple

if (ROOT := str(Path(__file__).resolve().parents[2])) not in path:
    path.insert(0, ROOT)

from tests.benchmarks import engines
from tests.benchmarks.annex import (
    KEYS,
    LATE,
    LEVELS,
    MOST,
    MOST_15,
    MOST_ENTRIES,
    MOST_MONTHS,
    NUMBERS,
    PAIRS,
    PER_CENT,
    RATES,
    SHARES,
    TARGETS,
    Unit,
)

CENT: Final = Decimal("0.01")
_HUNDREDTHS: Final = 100


def _same(found: Any) -> Any:
    return found


class Way(NamedTuple):
    """One way to score a unit.

    Attributes:
        says: What it is.
        make: Returns what scores a unit; loads its engine.
        form: Turns a unit into what it takes; not timed.
        hundredths: Turns what it returns into hundredths, rows and total; not timed.
        checks: Whether it refuses what the library refuses.
        share: The share of the units that it gets: slow ones get fewer.
        package: The distribution that it needs.
        seen: Whether the same units are scored once before they are timed.
    """

    says: str
    make: Callable[[], Callable[[Any], Any]]
    form: Callable[[Unit], Any] = _same
    hundredths: Callable[[Any], Sequence[int]] = _same
    checks: bool = False
    share: float = 1.0
    package: str | None = None
    seen: bool = False


# --- the library -------------------------------------------------------------------------------------------------------


def raw_of(unit: Unit) -> dict[str, object]:
    """Return a unit as an application gives it: pairs of counts, months by their unit."""
    late = {name: {"months_begun": unit[f"{name}_months_begun"]} for _, names in LATE.values() for name in names}
    shares = {name: (unit[f"{name}_dat"], unit[f"{name}_tong"]) for name in RATES}
    return {**late, **shares, **{name: unit[name] for name in (*PER_CENT, "nhan_su", "tieu_chi_15")}}


def _of_points(points: dict[str, Decimal]) -> list[int]:
    return [int(points[row] * _HUNDREDTHS) for row in (*NUMBERS, "")]


def _points() -> Callable[[Any], Any]:
    from emulscore.schemes.nga_nam_2023 import scheme

    return scheme.points


def _score() -> Callable[[Any], Any]:
    from emulscore.schemes.nga_nam_2023 import scheme

    return scheme.score


def _explain() -> Callable[[Any], Any]:
    from emulscore.schemes.nga_nam_2023 import scheme

    def explain(unit: Any) -> Any:
        card = scheme.score(unit)
        for result in card.results:
            result.explain()
        return card

    return explain


def _of_card(card: Any) -> list[int]:
    return _of_points({result.id: result.points for result in card.results})


# --- by hand -----------------------------------------------------------------------------------------------------------


_ACTS: Final = [
    (row, base, f"{one}_months_begun", f"{other}_months_begun") for row, (base, (one, other)) in LATE.items()
]
_PARTS: Final = [(row, f"{name}_dat", f"{name}_tong", base) for row, (name, base) in SHARES.items()]
_GOALS: Final = [(row, f"{name}_dat", f"{name}_tong", base, target) for row, (name, base, target) in TARGETS.items()]
_LOST: Final = {name: 5 * per for name, per in PER_CENT.items()}


def ints(unit: Unit) -> list[int]:
    """Score a unit in whole numbers, nothing checked."""
    rows = {"15": 100 * unit["tieu_chi_15"], "3": 100 * LEVELS[unit["nhan_su"]]}
    for row, base, one, other in _ACTS:
        rows[row] = max(100 * (base - unit[one] - unit[other]), 0)
    rows["6"] = max(500 - sum(lost * unit[name] for name, lost in _LOST.items()), 0)
    for row, part, whole, base in _PARTS:
        rows[row] = (200 * base * unit[part] + unit[whole]) // (2 * unit[whole])
    for row, part, whole, base, target in _GOALS:
        full = target * unit[whole]
        rows[row] = min((20000 * base * unit[part] + full) // (2 * full), 100 * base)
    points = [rows[row] for row in NUMBERS]
    points.append(sum(points))
    return points


_LEVELS: Final = {name: Decimal(points) for name, points in LEVELS.items()}
_LOST_DECIMAL: Final = {name: Decimal(lost) / 100 for name, lost in _LOST.items()}
_GOALS_DECIMAL: Final = [(row, part, whole, base, Decimal(goal) / 100) for row, part, whole, base, goal in _GOALS]


def _decimals(unit: Unit) -> dict[str, Decimal]:
    """Score a unit in Decimal, nothing checked, as a quick script does."""
    rows = {"15": Decimal(unit["tieu_chi_15"]), "3": _LEVELS[unit["nhan_su"]]}
    for row, base, one, other in _ACTS:
        rows[row] = Decimal(max(base - unit[one] - unit[other], 0))
    rows["6"] = max(5 - sum(lost * unit[name] for name, lost in _LOST_DECIMAL.items()), Decimal(0))
    for row, part, whole, base in _PARTS:
        rows[row] = Decimal(unit[part]) / unit[whole] * base
    for row, part, whole, base, target in _GOALS_DECIMAL:
        rows[row] = min(Decimal(unit[part]) / unit[whole] / target * base, Decimal(base))
    printed = {row: points.quantize(CENT, ROUND_HALF_UP) for row, points in rows.items()}
    printed[""] = sum(printed.values(), Decimal(0))
    return printed


def _floats(unit: Unit) -> list[float]:
    """Score a unit in floats and `round`, nothing checked: the first thing that comes to mind."""
    rows: dict[str, float] = {"15": unit["tieu_chi_15"], "3": LEVELS[unit["nhan_su"]]}
    for row, base, one, other in _ACTS:
        rows[row] = max(base - unit[one] - unit[other], 0)
    rows["6"] = max(5 - sum(lost / 100 * unit[name] for name, lost in _LOST.items()), 0)
    for row, part, whole, base in _PARTS:
        rows[row] = unit[part] / unit[whole] * base
    for row, part, whole, base, target in _GOALS:
        rows[row] = min(unit[part] / unit[whole] / (target / 100) * base, base)
    points = [round(rows[row], 2) for row in NUMBERS]
    points.append(round(sum(points), 2))
    return points


def rounded(points: Sequence[float]) -> list[int]:
    """Return printed floats, which stand next to their hundredths, as hundredths."""
    return [round(100 * value) for value in points]


def check(unit: Unit) -> None:
    """Refuse what the library refuses: what is missing or unknown, no whole number, out of range, a part above its whole.

    Raises:
        ValueError: The unit cannot be scored.
    """
    if unit.keys() != KEYS:
        raise ValueError(", ".join(unit.keys() ^ KEYS))
    for name, most in _LIMITS:
        value = unit[name]
        if type(value) is not int or not 0 <= value <= most:
            raise ValueError(name)
    for part, whole in ((unit[part], unit[whole]) for part, whole in PAIRS):
        if type(part) is not int or type(whole) is not int or not 0 <= part <= whole <= MOST or not whole:
            raise ValueError((part, whole))
    if unit["nhan_su"] not in LEVELS:
        raise ValueError(unit["nhan_su"])


_LIMITS: Final = (
    *((f"{name}_months_begun", MOST_MONTHS) for _, names in LATE.values() for name in names),
    *((name, MOST_ENTRIES) for name in PER_CENT),
    ("tieu_chi_15", MOST_15),
)


def _checked(score: Callable[[Unit], Any]) -> Callable[[], Callable[[Unit], Any]]:
    def checked(unit: Unit) -> Any:
        check(unit)
        return score(unit)

    return lambda: checked


SCALARS: Final[dict[str, Way]] = {
    "decimal": Way("Decimal by hand", lambda: _decimals, hundredths=_of_points),
    "decimal-checked": Way("Decimal by hand", _checked(_decimals), hundredths=_of_points, checks=True),
    "ints": Way("whole numbers by hand", lambda: ints),
    "ints-checked": Way("whole numbers by hand", _checked(ints), checks=True),
    "floats": Way("floats by hand", lambda: _floats, hundredths=rounded),
    "points": Way("emulscore, points", _points, raw_of, _of_points, checks=True),
    "points-seen": Way("emulscore, points, units met before", _points, raw_of, _of_points, checks=True, seen=True),
    "score": Way("emulscore, scorecard with all traces", _score, raw_of, _of_card, checks=True, share=0.2),
    "explain": Way("emulscore, scorecard and all sentences", _explain, raw_of, _of_card, checks=True, share=0.1),
    "sqlite": Way("SQLite, query by hand", engines.sqlite),
    "zen": Way("ZEN Engine, decision", engines.zen, hundredths=rounded, package="zen-engine"),
    "zen-expression": Way(
        "ZEN Engine, one expression", engines.zen_expression, hundredths=rounded, package="zen-engine"
    ),
    "json-logic": Way("JSON Logic", engines.json_logic, hundredths=rounded, share=0.2, package="panzi-json-logic"),
    "rule-engine": Way("rule-engine", engines.rule_engine, hundredths=rounded, share=0.2, package="rule-engine"),
    "openfisca": Way(
        "OpenFisca", engines.openfisca_one, engines.columns_of_one, rounded, share=0.05, package="OpenFisca-Core"
    ),
}
