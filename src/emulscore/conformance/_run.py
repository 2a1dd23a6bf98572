"""Holding an engine to the cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve

from emulscore.conformance._answers import Answers
from emulscore.conformance._cases import Case, cases
from emulscore.conformance._difference import difference
from emulscore.conformance._outcome import AnswerError, NotSupportedError, Outcome
from emulscore.conformance._report import Report, Result
from emulscore.errors import EmulscoreError, FileError, MeasurementError, SchemeError
from emulscore.formulas import GRADE
from emulscore.reading import read_facts
from emulscore.rowscore import Points
from emulscore.words import Words

__all__ = ["Engine", "compiled", "exact", "outcome_of", "run"]

Engine = Callable[[Case], Outcome]
"""What is tested: it scores the unit of a case, and returns what came of it; `NotSupportedError` where it cannot know.
A `SchemeError` or `FileError` that it raises is its refusal of the scheme."""


def run(engine: Engine, only: Iterable[Case] | None = None) -> Report:
    """Hold an engine to the cases.

    >>> from emulscore.conformance import exact
    >>> run(exact).text("en").endswith(" passed, 0 failed, 0 skipped")
    True

    Args:
        engine: What is tested.
        only: The cases; all where they are not given.
    """
    asked = cases() if only is None else tuple(only)
    stray = engine.stray(asked) if isinstance(engine, Answers) else {}
    return Report(tuple(_result(engine, case) for case in asked), stray)


def _result(engine: Engine, case: Case) -> Result:
    try:
        found = engine(case)
    except NotSupportedError as reason:
        return Result(case, "skipped", why=_said(reason))
    except AnswerError as reason:
        return Result(case, "failed", why=_said(reason))
    except (FileError, SchemeError) as error:
        found = Outcome(refused=frozenset((problem.code, problem.row) for problem in error.problems))
    why = difference(case.expected, found)
    return Result(case, "failed" if why else "passed", found, why)


def _said(reason: Exception) -> Words:
    """Return what an engine says of its silence, in its own words or in those of one language."""
    given = next(iter(reason.args), None)
    return given if isinstance(given, Words) else Words(str(reason))


def outcome_of(error: EmulscoreError) -> Outcome:
    """Return the outcome of a unit that was refused."""
    return Outcome(errors=frozenset((one.code, one.row, one.fact) for one in error.problems))


def exact(case: Case) -> Outcome:
    """Score by exact fractions, with the reasons: what `Scheme.score` gives."""
    scheme = case.scheme
    try:
        cohort = case.cohort()
        unit = case.facts if case.unit is None else case.assessment
        card = scheme.score(unit, partial=case.partial, cohort=cohort)
    except EmulscoreError as error:
        return outcome_of(error)
    points = {one.id: one.range for one in card.results if one.named.kind != "grade"}
    graded = scheme.grades is not None and all(one.scored for one in card.results)
    return Outcome(points, card.grade.id if graded else None, cohort={} if cohort is None else cohort.values)


def compiled(case: Case) -> Outcome:
    """Score by whole numbers, the fast path: what `Scheme.points` gives.

    Raises:
        NotSupportedError: The case is about what is missing, or about more than measurements.
    """
    if case.partial or case.unit is not None:
        msg = "the fast path takes complete measurements and nothing else"
        raise NotSupportedError(msg)
    scheme = case.scheme
    try:
        cohort = case.cohort()
        given = {**case.facts, **({} if cohort is None else cohort.values)}
        points = scheme.points(given)
    except MeasurementError as error:
        return outcome_of(error)
    found = Outcome({id_: Points(value, value) for id_, value in points.items()})
    if cohort is not None:
        found = evolve(found, cohort=cohort.values)
    if scheme.grades is None:
        return found
    slots = read_facts(scheme.facts, given).slots
    places = scheme.compiled.run([slots.get(slot.name) for slot in scheme.compiled.slots])
    place = dict(zip((named.id for named in scheme.formulas), places, strict=True))[GRADE]
    return found if place is None else evolve(found, grade=scheme.grades.bands[place].id)
