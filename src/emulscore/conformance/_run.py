"""Holding an engine to the cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from attrs import evolve, frozen

from emulscore.conformance._cases import Case, Outcome, cases
from emulscore.errors import EmulscoreError, FileError, MeasurementError, SchemeError
from emulscore.formulas import GRADE
from emulscore.reading import read_facts
from emulscore.rowscore import Points

__all__ = [
    "AnswerError",
    "Engine",
    "NotSupportedError",
    "Report",
    "Result",
    "compiled",
    "difference",
    "exact",
    "outcome_of",
    "run",
]

Engine = Callable[[Case], Outcome]
"""What is tested: it scores the unit of a case, and returns what came of it; `NotSupportedError` where it cannot know.
A `SchemeError` or `FileError` that it raises is its refusal of the scheme."""


class NotSupportedError(Exception):
    """The engine has no way to be asked this, such as a table without documents about documents."""


class AnswerError(Exception):
    """The engine gave no answer about a case, or one that is not in the form of `expect`: the case fails."""


@frozen
class Result:
    """What an engine made of one case.

    Attributes:
        case: The case.
        status: `passed`, `failed`, or `skipped` where the engine cannot be asked.
        found: What came out; None where nothing did.
        why: What is not as it should be, or why it was skipped.
    """

    case: Case
    status: Literal["passed", "failed", "skipped"]
    found: Outcome | None = None
    why: str = ""


@frozen
class Report:
    """What an engine made of all cases.

    Attributes:
        results: One for each case, in their order.
    """

    results: tuple[Result, ...]

    @property
    def failed(self) -> tuple[Result, ...]:
        """Return the cases that came out otherwise than they must."""
        return tuple(one for one in self.results if one.status == "failed")

    @property
    def skipped(self) -> tuple[Result, ...]:
        """Return the cases that the engine could not be asked."""
        return tuple(one for one in self.results if one.status == "skipped")

    def __str__(self) -> str:
        lines = [f"{one.status}: {one.case.id}: {one.why} ({one.case.why})" for one in self.failed]
        count = {
            status: sum(one.status == status for one in self.results) for status in ("passed", "failed", "skipped")
        }
        return "\n".join([*lines, ", ".join(f"{number} {status}" for status, number in count.items())])


def run(engine: Engine, only: Iterable[Case] | None = None) -> Report:
    """Hold an engine to the cases.

    >>> from emulscore.conformance import exact
    >>> str(run(exact)).endswith(" passed, 0 failed, 0 skipped")
    True

    Args:
        engine: What is tested.
        only: The cases; all where they are not given.
    """
    return Report(tuple(_result(engine, case) for case in (cases() if only is None else only)))


def _result(engine: Engine, case: Case) -> Result:
    try:
        found = engine(case)
    except NotSupportedError as reason:
        return Result(case, "skipped", why=str(reason))
    except AnswerError as reason:
        return Result(case, "failed", why=str(reason))
    except (FileError, SchemeError) as error:
        found = Outcome(refused=frozenset((problem.code, problem.row) for problem in error.problems))
    why = difference(case.expected, found)
    return Result(case, "failed" if why else "passed", found, why)


def difference(expected: Outcome, found: Outcome) -> str:
    """Say what is not as it must be; nothing where all is."""
    for one, other, what in (
        (expected.refused, found.refused, "the scheme is refused"),
        (expected.errors, found.errors, "the unit is refused"),
    ):
        if one != other:
            return f"{what} for {_listed(other)}, not {_listed(one)}"
    wrong = [
        f"“{id_}” is {found.points.get(id_)}, not {points}"
        for id_, points in expected.points.items()
        if found.points.get(id_) != points
    ]
    wrong += [
        f"{name} is {found.cohort.get(name)}, not {value}"
        for name, value in expected.cohort.items()
        if found.cohort.get(name) != value
    ]
    if expected.grade is not None and found.grade != expected.grade:
        wrong.append(f"the grade is {found.grade}, not {expected.grade}")
    return "; ".join(wrong)


def _listed(said: Iterable[tuple[str | None, ...]]) -> str:
    return ", ".join(sorted(" ".join(part or "-" for part in one) for one in said)) or "nothing"


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
