"""A grade as a goal: the total that earns it, and whether a plan that reaches the total gets the grade too."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from emulscore.errors import Refused
from emulscore.formula.extremes import NotSettledError
from emulscore.formulas import GRADE, Named
from emulscore.grades import Ceiling, CutTotal, Demote, Force, Gate, GradeBand, Grades
from emulscore.search.flow import Flow

__all__ = ["check_grade", "total_for"]


def total_for(grades: Grades, wanted: str, total: Named) -> Fraction:
    """Return the lowest total without which a grade, or a better one, is out of reach.

    Args:
        grades: The scheme's grades.
        wanted: The grade's id, or its title.
        total: The total's formula.

    Raises:
        Refused: There is no such grade (`unknown-part`).
        NotSettledError: Groups are judged one by one, or a gate can lift a unit to the grade whatever its total.
    """
    band = _band(grades, wanted)
    place = grades.places[band.id]
    lifting = [gate for gate in grades.gates if not _only_lowers(gate, grades, place)]
    if grades.judged or lifting or band.span is None:
        raise NotSettledError([*grades.judged, *map(_name, lifting)] or [band.id], 0)
    spans = (one.span for one in grades.bands[: place + 1])
    lows = [(one.band.low, one.band.low_open) for one in spans if one is not None]
    if any(low is None for low, _ in lows):
        return Fraction(0)
    low, is_open = min((low, is_open) for low, is_open in lows if low is not None)
    return low + total.step if is_open else low


def check_grade(flow: Flow, grades: Grades, wanted: str, slots: Mapping[str, int]) -> None:
    """Make sure that a unit has a grade, or a better one.

    Raises:
        NotSettledError: A gate keeps it lower, though its total would earn the grade.
    """
    named = next(named for named in flow.formulas if named.id == GRADE)
    place = flow.work(named, slots)
    if place is None or place > grades.places[_band(grades, wanted).id]:
        raise NotSettledError(map(_name, grades.gates), 0)


def _band(grades: Grades, wanted: str) -> GradeBand:
    for band in grades.bands:
        if wanted in {band.id, band.title.vi, band.title.text("en")}:
            return band
    raise Refused("unknown-part", part=wanted, parts=", ".join(grades.titles))


def _only_lowers(gate: Gate, grades: Grades, place: int) -> bool:
    if isinstance(gate, Force):
        return grades.places[gate.grade] > place
    return isinstance(gate, Ceiling | Demote | CutTotal)


def _name(gate: Gate) -> str:
    return (gate.when.words if gate.reason is None else gate.reason).vi
