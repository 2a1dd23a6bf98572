"""A grade as a goal: the total that earns it, and whether a plan that reaches the total gets the grade too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from emulscore.errors import Problem, Refused, SearchError
from emulscore.formulas import GRADE, Named
from emulscore.gates import Ceiling, CutTotal, Demote, Force, Gate
from emulscore.grades import GradeBand, Grades
from emulscore.search.flow import Flow
from emulscore.words import Words

__all__ = ["check_grade", "total_for"]


def total_for(grades: Grades, wanted: str, total: Named) -> Fraction:
    """Return the lowest total without which a grade, or a better one, is out of reach.

    Args:
        grades: The scheme's grades.
        wanted: The grade's id, or its title.
        total: The total's formula.

    Raises:
        Refused: There is no such grade (`unknown-part`).
        SearchError: Groups are judged one by one, or a gate can lift a unit to the grade whatever its total (`behind-gates`).
    """
    band = _band(grades, wanted)
    place = grades.places[band.id]
    lifting = [gate for gate in grades.gates if not _only_lowers(gate, grades, place)]
    if grades.judged or lifting or band.span is None:
        judged = (Words(f"điểm của {part}", f"the points of {part}") for part in grades.judged)
        raise _behind([*judged, *map(_name, lifting)] or [_NO_SPAN])
    spans = (one.span for one in grades.bands[: place + 1])
    lows = [(one.band.low, one.band.low_open) for one in spans if one is not None]
    if any(low is None for low, _ in lows):
        return Fraction(0)
    low, is_open = min((low, is_open) for low, is_open in lows if low is not None)
    return low + total.step if is_open else low


def check_grade(flow: Flow, grades: Grades, wanted: str, slots: Mapping[str, int]) -> None:
    """Make sure that a unit has a grade, or a better one.

    Raises:
        SearchError: A gate keeps it lower, though its total would earn the grade (`behind-gates`).
    """
    named = next(named for named in flow.formulas if named.id == GRADE)
    place = flow.work(named, slots)
    if place is None or place > grades.places[_band(grades, wanted).id]:
        raise _behind(map(_name, grades.gates))


def _band(grades: Grades, wanted: str) -> GradeBand:
    for band in grades.bands:
        if wanted in {band.id, band.title.vi, band.title.text("en")}:
            return band
    raise Refused("unknown-part", part=wanted, parts=", ".join(grades.titles))


def _only_lowers(gate: Gate, grades: Grades, place: int) -> bool:
    if isinstance(gate, Force):
        return grades.places[gate.grade] > place
    return isinstance(gate, Ceiling | Demote | CutTotal)


def _name(gate: Gate) -> Words:
    return gate.when.words if gate.reason is None else gate.reason


_NO_SPAN: Final = Words("mức này không có khoảng điểm", "it has no range of points")


def _behind(what: Iterable[Words]) -> SearchError:
    """Return the error for a grade that hangs on more than the total."""
    said = tuple(what)
    gates = Words("; ".join(one.vi for one in said), "; ".join(one.text("en") for one in said))
    return SearchError([Problem("behind-gates", params={"gates": gates})])
