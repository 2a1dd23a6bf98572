"""Works the formulas of one unit out, and says all at once what keeps them from being worked out."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from emulscore.assessment import Assessment
from emulscore.criteria import Criterion
from emulscore.errors import MeasurementError, Problem, shorten
from emulscore.facts import State
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate, rounded
from emulscore.formula.missing import missing, refused
from emulscore.formula.nodes import Slot
from emulscore.formulas import Named
from emulscore.known import Known
from emulscore.numbers import show, to_decimal
from emulscore.reading import Read, nearest
from emulscore.reasons import TotalSum
from emulscore.rowscore import Points, RowScore
from emulscore.scorecard import Scorecard
from emulscore.search.ranges import Range, ranges_of
from emulscore.words import Words

__all__ = ["score_formulas"]

_ABSENT = {
    State.NEVER: "never-without-consequence",
    State.NOT_APPLICABLE: "not-applicable-without-policy",
    State.NOTHING: "zero-of-zero",
}


def _row_of(named: Named) -> str | None:
    return named.id if named.kind in {"row", "group"} else None


def _misfits(known: Known, assessment: Assessment) -> list[Problem]:
    """Return what shows that an assessment was made for another scheme."""
    problems = []
    if assessment.scheme not in {None, known.id}:
        params = {"other": assessment.scheme or "", "this": known.id}
        problems.append(Problem("other-scheme", params={key: Words(value) for key, value in params.items()}))
    said = (assessment.claims, assessment.appraised, assessment.final, assessment.evidence, assessment.explanations)
    hint = (row for row in dict.fromkeys(row for one in said for row in one) if row not in known.criteria)
    problems += [Problem("unknown-row", row=row, params={"nearest": nearest(row, known.criteria)}) for row in hint]
    return problems


@frozen
class _Scorer:
    """Works the formulas of one unit out, in order."""

    scheme: Known
    read: Read
    known: dict[str, int]
    needed: dict[str, Mapping[str, Words]] = field(factory=dict)
    said: set[tuple[str, str | None]] = field(factory=set)

    def refusal(self, named: Named, slot: Slot) -> Problem:
        """Say why a slot is absent: by its state, by its unit of time, or because the fact is missing."""
        name = slot.fact
        state = self.known.get(f"{name}.state")
        given = self.read.given.get(name)
        shown = None if given is None else shorten(given)
        if state is None:
            return Problem("missing-fact", row=_row_of(named), fact=name)
        if State(state) in _ABSENT:
            return Problem(_ABSENT[State(state)], row=_row_of(named), fact=name, given=shown)
        needed = slot.name.rpartition(".")[2]
        return Problem("other-time-unit", row=_row_of(named), fact=name, given=shown, params={"needed": needed})

    def gaps(self, named: Named) -> list[Problem]:
        """Return why *named* has no value."""
        slots = [slot for slot in missing(named.exact, self.known) if not slot.of_points]
        slots += refused(named.exact, self.known)
        problems = (self.refusal(named, slot) for slot in slots)
        return list({problem.fact: problem for problem in problems}.values())

    def work(self, named: Named, criterion: Criterion | None, unread: set[str]) -> tuple[RowScore, list[Problem]]:
        try:
            exact, traces = evaluate(named.exact, self.known)
        except AbsentError:
            problems = self.gaps(named)
        except NoCaseError as error:
            problems = self.gaps(named) or ([] if named.kind == "grade" else [self._no_case(named, error)])
        else:
            printed = rounded(exact, named.node)
            if named.rounded:
                self.known[named.name] = int(printed / named.step)
            points = to_decimal(printed, named.step)
            # A gate that cuts the total may look at rows first, and work them out where they are not rounded.
            trace = next(one for one in traces if named.kind != "total" or isinstance(one.by, TotalSum))
            if named.kind == "grade":
                trace = evolve(trace, parts=())  # how the total came about is said of the total
            return RowScore(named, criterion, Points(points, points), exact, trace), []
        # What the rows of a group lack has been said of the rows; what is left are the group's own facts.
        problems = [problem for problem in problems if problem.fact not in unread or problem.fact is None]
        fresh = [problem for problem in problems if (problem.code, problem.fact) not in self.said or criterion]
        self.said.update((problem.code, problem.fact) for problem in problems)
        return self._open(named, criterion, problems), fresh

    def _open(self, named: Named, criterion: Criterion | None, problems: list[Problem]) -> RowScore:
        needed = {problem.fact: self.scheme.labels[problem.fact] for problem in problems if problem.fact is not None}
        for slot in missing(named.exact, self.known):
            needed.update(self.needed.get(slot.name, {}))
        self.needed[named.name] = needed
        full = to_decimal(named.base, named.step)  # until `with_range` narrows it
        return RowScore(named, criterion, Points(full - full, full), None, None, needed)

    def with_range(self, result: RowScore, found: Range) -> RowScore:
        return evolve(result, range=Points(found.low.points, found.high.points), ends=found)

    def _no_case(self, named: Named, error: NoCaseError) -> Problem:
        if named.kind == "total":
            return Problem("all-left-out")
        return Problem("no-case", row=_row_of(named), given=show(error.value))


def score_formulas(
    known: Known,
    read: Read,
    assessment: Assessment,
    *,
    partial: bool,
) -> Scorecard:
    """Work all formulas out for one unit.

    Raises:
        MeasurementError: With every problem of the measurements.
    """
    scorer = _Scorer(known, read, dict(read.slots))
    unread = {problem.fact or "" for problem in read.problems}
    results, problems = [], [*_misfits(known, assessment), *read.problems]
    for named in known.formulas:
        criterion = known.criteria.get(named.id) if named.kind == "row" else None
        result, found = scorer.work(named, criterion, unread)
        results.append(result)
        problems += [problem for problem in found if not (partial and problem.code == "missing-fact")]
    if problems:
        raise MeasurementError(problems)
    unscored = [result.id for result in results if not result.scored]
    ranges = ranges_of(known.flow, scorer.known, unscored) if unscored else {}
    results = [scorer.with_range(result, ranges[result.id]) if result.id in ranges else result for result in results]
    return Scorecard(assessment, tuple(results), known, scorer.known)
