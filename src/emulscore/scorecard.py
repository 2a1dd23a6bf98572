"""The result of one unit: points with their reasons, row by row, and totals that are ranges while something is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from emulscore.assessment import Appraisal, Assessment, Claim
from emulscore.audit import Audit, AuditRow, Question, compare
from emulscore.cohort import Cohort
from emulscore.errors import Problem, SearchError, UnscoredError
from emulscore.formula.extremes import NotSettledError
from emulscore.formulas import GRADE, TOTAL
from emulscore.grades import GradeBand, Grades
from emulscore.known import Known
from emulscore.numbers import Numeric, number
from emulscore.questions import asked
from emulscore.reading import nearest
from emulscore.report.brief import card_html, card_summary
from emulscore.report.card import card_sheet
from emulscore.report.machine import card_dict
from emulscore.report.records import Library, frame_of, records_of
from emulscore.report.sheet import Sheet
from emulscore.report.told import Summary, rich_of
from emulscore.rowscore import Points, RowScore
from emulscore.rules.rule import wrong
from emulscore.search.gains import Gains, gains_of
from emulscore.search.goals import plan_for
from emulscore.search.grade_goals import check_grade, total_for
from emulscore.search.moves import Move, Open
from emulscore.search.plan import Plan
from emulscore.search.readings import OtherReading, readings_for
from emulscore.search.steps import Lost
from emulscore.words import Lang, Words

__all__ = ["Scorecard"]

_FEW = 5  # labels of missing facts; a new unit lacks them all


def _unsettled(facts: Iterable[str]) -> Problem:
    return Problem("not-settled", params={"facts": ", ".join(facts)})


@frozen
class Scorecard:
    """The result of one unit (bảng chấm điểm).

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> card = scheme.score(assessment, partial=True)
    >>> card["8"].points, str(card.total)
    (Decimal('9.98'), '90,52 đến 98,52')

    Attributes:
        assessment: What was scored.
        results: Rows, groups, the total and the grade, in the order of the scheme's formulas.
        known: The parts of the scheme that the result refers to.
        slots: The whole numbers that the unit's facts and results were read into.
    """

    assessment: Assessment = field(repr=False)
    results: tuple[RowScore, ...] = field(repr=False)
    known: Known = field(repr=False)
    slots: Mapping[str, int] = field(repr=False, eq=False)

    @property
    def grades(self) -> Grades | None:
        """Return the scheme's grades, where it has any."""
        return self.known.grades

    @property
    def cohort(self) -> Cohort | None:
        """Return the cohort that relative rules compared with, where there is one."""
        return self.known.cohort

    @property
    def rows(self) -> tuple[RowScore, ...]:
        """Return the rows' scores, in order."""
        return tuple(result for result in self.results if result.criterion is not None)

    def __getitem__(self, id_: str) -> RowScore:
        """Return the score of a row or group by its number.

        Raises:
            UnscoredError: There is no such number.
        """
        for result in self.results:
            if result.id == id_ and id_ not in {TOTAL, GRADE}:
                return result
        hint = nearest(str(id_), (result.id for result in self.results if result.id not in {TOTAL, GRADE}))
        raise UnscoredError([Problem("unknown-row", row=str(id_), params={"nearest": hint})])

    def __iter__(self) -> Iterator[RowScore]:
        return iter(self.rows)

    @property
    def total(self) -> Points:
        """Return the total, a range while rows are not scored."""
        return self._result(TOTAL).range

    def _result(self, id_: str) -> RowScore:
        return next(result for result in self.results if result.id == id_)

    @property
    def open_grades(self) -> tuple[GradeBand, ...]:
        """Return the grades that are still possible: one once everything is known, none where the scheme has none."""
        if self.grades is None:
            return ()
        places = self._result(GRADE).range
        return self.grades.bands[int(places.low) : int(places.high) + 1]

    @property
    def grade(self) -> GradeBand:
        """Return the grade.

        Raises:
            UnscoredError: The scheme has no grades, or something is still unknown.
        """
        bands = self.open_grades
        if len(bands) != 1:
            missing = ", ".join(self._result(GRADE).missing) if bands else GRADE
            raise UnscoredError([Problem("unscored", params={"missing": missing})])
        return bands[0]

    def explain_grade(self, lang: Lang = "vi") -> str:
        """Say how the grade came about: the band of the points, then every gate that acted; or what it still lacks.

        Raises:
            UnscoredError: The scheme has no grades.
        """
        if self.grades is None:
            raise UnscoredError([Problem("unscored", params={"missing": GRADE})])
        result = self._result(GRADE)
        if result.scored:
            return result.explain(lang)
        lacking = {**self._result(TOTAL).missing, **result.missing}
        labels = [f"“{label.text(lang)}”" for label in lacking.values()]
        shown, more = ", ".join(labels[:_FEW]), len(labels) - _FEW
        if more > 0:
            shown += {"vi": f" và {more} số liệu khác", "en": f" and {more} more"}[lang]
        return {"vi": f"Chưa xếp loại được: còn thiếu {shown}.", "en": f"Not graded yet: {shown} unknown."}[lang]

    @property
    def points(self) -> Decimal:
        """Return the total as one number.

        Raises:
            UnscoredError: Some rows are not scored.
        """
        return self._result(TOTAL).points

    @property
    def lost(self) -> tuple[Lost, ...]:
        """Return the rows that lost points, those that lost most first; of deductions, those that took some."""
        found = []
        for row in self.rows:
            if row.scored and row.criterion is not None and row.named.role != "bonus":
                points = row.points if row.named.role == "deduction" else row.lost
                if points:
                    why = Words(row.explain(), row.explain("en"))
                    found.append(Lost(row.id, row.named.title, points, row.criterion.rule.kind, why))
        return tuple(sorted(found, key=lambda lost: -lost.points))

    def gains(self, *, open: Mapping[str, Open]) -> Gains:  # noqa: A002 - the word of the field
        """Return what raises the total, exactly and in the unit's own counts.

        Args:
            open: The facts that may change, each with True for all that its declaration allows, or with a first and a last
                value. A share keeps its whole; one given as a percentage moves in hundredths of a percent.

        Raises:
            UnscoredError: Something of the unit is unknown.
            SearchError: An open fact is not one of the scheme's.
        """
        _ = self.points
        given = self.assessment.values
        return gains_of(self.known.flow, self.known.labels, self.slots, self._opened(open), self.lost, given)

    def reach(
        self,
        *,
        open: Mapping[str, Open],  # noqa: A002 - the word of the field
        total: Numeric | None = None,
        grade: str | None = None,
        cost: Mapping[str, Numeric] | None = None,
        fewest_rows: bool = False,
    ) -> Plan:
        """Return the cheapest changes that reach a total or a grade; see `Scheme.reach`."""
        _ = self.points
        costs = {name: number(one) for name, one in (cost or {}).items()}

        def price(moves: tuple[Move, ...], rows: int) -> Fraction:
            if fewest_rows:
                return Fraction(rows)
            return sum((abs(move.change) * costs.get(move.fact, Fraction(1)) for move in moves), Fraction(0))

        try:
            goal = self._goal(total, grade)
            opened, given = self._opened(open), self.assessment.values
            plan = plan_for(self.known.flow, self.known.labels, self.slots, opened, goal, price, given)
            if grade is not None and self.grades is not None and plan.reached:
                check_grade(self.known.flow, self.grades, grade, plan.slots)
        except NotSettledError as error:
            raise SearchError([_unsettled(error.facts)]) from error
        return plan

    def _opened(self, opened: Mapping[str, Open]) -> Mapping[str, Open]:
        if not isinstance(opened, Mapping):  # a list of names says not within which values they may change
            raise wrong(
                "open", "{“tên số liệu”: True} hoặc (giá trị đầu, giá trị cuối)", '{"fact": True} or (first, last)'
            )
        unknown = [name for name in opened if name not in self.known.facts]
        if unknown:
            hints = {name: nearest(name, self.known.facts) for name in unknown}
            raise SearchError([Problem("unknown-fact", fact=name, params={"nearest": hints[name]}) for name in unknown])
        return {name: opened[name] for name in self.known.facts if name in opened}

    def _goal(self, total: Numeric | None, grade: str | None) -> Fraction:
        if total is not None and grade is None:
            return number(total)
        if grade is None or total is not None:
            raise wrong("total", "một trong hai: total hoặc grade", "either total or grade")
        if self.grades is None:
            raise wrong(
                "grade", "total=, vì bộ tiêu chí không quy định xếp loại", "total=: the scheme states no grades"
            )
        return total_for(self.grades, grade, self._result(TOTAL).named)

    def audit(self) -> Audit:
        """Hold the unit's claims, and what others gave, against the computed points, and ask what an official would ask.

        What a deduction takes is negative in all of them; a claim for it may be written with the minus sign or without.
        """
        return self._audit

    @cached_property
    def _audit(self) -> Audit:
        """Work the audit out once: its search for other readings costs more than all the rest of a scorecard."""
        return Audit(tuple(self._audited(row) for row in self.rows))

    def _audited(self, row: RowScore) -> AuditRow:
        unit = self.assessment
        appraised, final = (self._given(row, one) for one in (unit.appraised, unit.final))
        compared = compare(row.id, self._claimed(row), _counted(row), appraised=appraised, final=final)
        found = asked(compared, self.known.criteria[row.id], unit, self.known)
        others = (
            Question("other-reading", row.id, Words(reading.text(), reading.text("en")))
            for reading in self.readings(row.id)
        )
        return evolve(found, questions=(*found.questions, *others))

    def readings(self, id_: str) -> tuple[OtherReading, ...]:
        """Return the readings of a row's own arguments under which the unit gets what it claims.

        They are questions: the printed rule may carry a number that it does not show.

        Raises:
            UnscoredError: There is no such row.
        """
        row = self[id_]
        claimed, criterion = self._claimed(row), row.criterion
        if claimed is None or criterion is None or not row.scored or claimed == _counted(row):
            return ()
        return tuple(readings_for(criterion.rule, criterion.base, row.named.node, abs(claimed), self.slots))

    def _claimed(self, row: RowScore) -> Fraction | None:
        return self._given(row, self.assessment.claims)

    def _given(self, row: RowScore, given: Mapping[str, Claim] | Mapping[str, Appraisal]) -> Fraction | None:
        if row.id not in given:
            return None
        points = given[row.id].points
        return -abs(points) if row.named.role == "deduction" else points

    def to_dict(self, lang: Lang = "vi") -> dict[str, Any]:
        """Return it as plain data for other programs: texts, lists and dicts, no float, ready for JSON.

        Keys are only ever added; what each means is said in the JSON Schema `scorecard`, which
        `emulscore.files.json_schema("scorecard")` returns. What is unknown is None, never 0; what a deduction takes is
        negative.

        >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
        >>> found = scheme.score(assessment, partial=True).to_dict()
        >>> found["total"]
        {'base': '100', 'points': None, 'low': '90.52', 'high': '98.52', 'claimed': '91.98'}

        Args:
            lang: The language of the texts.
        """
        return card_dict(self, lang)

    def records(self, lang: Lang = "vi") -> list[dict[str, object]]:
        """Return the rows as records with the same keys, for tables: points are `Decimal`, what is not known is None.

        Args:
            lang: The language of the texts.
        """
        return records_of(self, lang)

    def to_frame(self, library: Library | None = None, *, lang: Lang = "vi") -> Any:  # noqa: ANN401 - the user's own
        """Return the rows as a table of pandas or polars.

        Args:
            library: Which of them; the one that the program has loaded, or that is installed, where it is not given.
            lang: The language of the texts.

        Raises:
            Refused: With the code `no-frame-library`, where it is not installed.
        """
        return frame_of(self.records(lang), library)

    def sheet(self, lang: Lang = "vi") -> Sheet:
        """Return it as a table, as documents print it."""
        return card_sheet(self, lang)

    def summary(self, lang: Lang = "vi") -> Summary:
        """Return it in brief, as text, Markdown or HTML: of its rows those that lost points or are not scored."""
        return card_summary(self, lang)

    def __repr__(self) -> str:
        scored = sum(row.scored for row in self.rows)
        return f"<Scorecard {self.assessment.unit.vi!r}: {self.total} điểm, {scored}/{len(self.rows)} tiêu chí đã chấm>"

    def _repr_html_(self) -> str:
        return card_html(self)

    def __rich__(self) -> Any:  # noqa: ANN401 - a class of rich, which is not always there
        return rich_of(self.sheet())


def _counted(row: RowScore) -> Fraction | None:
    return Fraction(row.counted.low) if row.scored else None
