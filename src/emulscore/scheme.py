"""A scheme: criteria in groups, each with its base points and rule, proven when it is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import evolve, field, frozen
from attrs.converters import optional

from emulscore.assessment import Assessment
from emulscore.canonical import fingerprint
from emulscore.checker import Findings, findings_of
from emulscore.checks import problems_of, problems_of_results
from emulscore.cohort import Cohort, cohort_of
from emulscore.criteria import Criterion, Item, Rounding, items_of, rows_of, with_cohorts
from emulscore.derive import Derivable, Derivation
from emulscore.diff import Comparable
from emulscore.errors import MeasurementError, Refused, SchemeError
from emulscore.facts import AnyFact
from emulscore.facts.plain import Fill
from emulscore.formula.targets import Compiled, compile_python
from emulscore.formulas import Named, Rescale, named_formulas
from emulscore.grades import Grades
from emulscore.known import Known
from emulscore.numbers import Numeric, number, show
from emulscore.quick import Quick
from emulscore.reading import fills_of, read_facts
from emulscore.report.folded import Foldable
from emulscore.rules.rule import facts_of, wrong
from emulscore.scorecard import Scorecard
from emulscore.scoring import score_formulas
from emulscore.search.flow import Flow
from emulscore.search.moves import Open
from emulscore.search.plan import Plan
from emulscore.search.ranges import Range, ranges_of
from emulscore.support import WithoutDocument, rows_without
from emulscore.tabular import Tabular
from emulscore.validity import Validity, validity
from emulscore.words import Words, nfc, words

__all__ = ["Scheme", "Trust"]

Trust = Literal["A", "B", "C", "D"]


def _limits(raw: Iterable[Numeric]) -> tuple[Fraction, Fraction]:
    low, high = map(number, raw)
    if low > high:
        raise wrong("limits", "hai số, số nhỏ trước", "two numbers, the smaller first")
    return low, high


@frozen
class Scheme(Derivable, Comparable, Foldable, Tabular):
    """A set of criteria (bộ tiêu chí) with its total, proven when it is built.

    Building one checks everything at once: ids, facts, sums of bases, and that every row stays within 0..base for
    every measurement that its facts admit.

    >>> from emulscore import Ratio, ShareFact
    >>> rule = Ratio(ShareFact("ho_so"), empty="refuse")
    >>> scheme = Scheme("thu", "Thử", total=10, items=[Criterion("1", "Hồ sơ đúng hạn", 10, rule)])
    >>> scheme.score({"ho_so": "99,80%"}).points
    Decimal('9.98')

    Attributes:
        id: The scheme's own name, unique among schemes.
        title: Its title.
        items: Its criteria and groups, in order.
        total: The full points that the document states.
        issuer: Who issued it.
        level: The level of the units that it scores, such as `cấp xã`.
        period: The period that it is for, such as `2023`.
        effective: The first and the last day on which it is in force; no last day where the document states none.
        rounding: Which amounts are rounded, and how.
        limits: The least and greatest total that the document allows («từ 0 đến 110 điểm»); None where it states none.
        rescale: Whether `printed` or `exact` points of rows are brought to the full scale where rows are left out.
        grades: Bands, gates and a quota (xếp loại).
        without_document: What follows where a row cites no document, or none of a kind that it `requires`, and the unit does
            not explain it: a `question` of the audit, or `no_points`; None where the document does not say. It applies to
            assessments; measurements alone know of no documents.
        source: The document that it was taken from.
        trust: How good the source is: `A` the official text, `B` quoted by others, `C` digitised by public software, `D`
            sample data; None where it is the issuer's own.
        remark: What a reader must know of it as a whole, such as that it is a draft or that rows are missing.
        derivation: How it was derived from another scheme; None where it was not.

    Raises:
        SchemeError: With all findings.
    """

    id: str = field(converter=nfc)
    title: Words = field(converter=words)
    total: Fraction = field(kw_only=True, converter=number)
    items: tuple[Item, ...] = field(kw_only=True, converter=items_of)
    issuer: Words | None = field(default=None, kw_only=True, converter=optional(words))
    level: Words | None = field(default=None, kw_only=True, converter=optional(words))
    period: str | None = field(default=None, kw_only=True)
    effective: Validity | None = field(default=None, kw_only=True, converter=optional(validity))
    rounding: Rounding = field(factory=Rounding, kw_only=True)
    source: Words | None = field(default=None, kw_only=True, converter=optional(words))
    trust: Trust | None = field(default=None, kw_only=True)
    remark: Words | None = field(default=None, kw_only=True, converter=optional(words))
    limits: tuple[Fraction, Fraction] | None = field(default=None, kw_only=True, converter=optional(_limits))
    rescale: Rescale | None = field(default=None, kw_only=True)
    grades: Grades | None = field(default=None, kw_only=True)
    without_document: WithoutDocument | None = field(default=None, kw_only=True)
    derivation: Derivation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.without_document not in {None, "question", "no_points"}:
            raise wrong("without_document", "question, no_points", "question, no_points")
        problems = problems_of(self.items, self.total, self.rounding, self.rescale, self.grades)
        if not problems:
            try:
                problems = problems_of_results(self.formulas)
            except Refused as refused:
                problems = [refused.problem()]
        if problems:
            raise SchemeError(problems)

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Return the criteria by number, in order."""
        return {criterion.id: criterion for criterion in rows_of(self.items)}

    @cached_property
    def facts(self) -> Mapping[str, AnyFact]:
        """Return the facts that the rules read, by name, in the order of the rows."""
        return {fact.name: fact for fact in with_cohorts(facts_of((self.items, self.grades)))}

    @cached_property
    def fingerprint(self) -> str:
        """Return the fingerprint of the scheme's canonical form: the same for the same scheme, wherever it was read from."""
        return fingerprint(self)

    @cached_property
    def labels(self) -> Mapping[str, Words]:
        """Return what people call each fact: its label, or the title of the first row that reads it."""
        labels: dict[str, Words] = {}
        for criterion in self.criteria.values():
            for fact in facts_of(criterion.rule):
                labels.setdefault(fact.name, criterion.title if fact.label is None else fact.label)
        for fact in self.facts.values():
            labels.setdefault(fact.name, Words(fact.name) if fact.label is None else fact.label)
        return labels

    @cached_property
    def readers(self) -> Mapping[str, str]:
        """Return the number of the first row that reads each fact."""
        readers: dict[str, str] = {}
        for criterion in self.criteria.values():
            for fact in facts_of(criterion.rule):
                readers.setdefault(fact.name, criterion.id)
        return readers

    @cached_property
    def formulas(self) -> tuple[Named, ...]:
        """Return the named formulas of rows, groups and total; a later one may read an earlier one's points."""
        return self._formulas({})

    def _formulas(self, without: Mapping[str, tuple[str, ...]]) -> tuple[Named, ...]:
        return named_formulas(
            self.items,
            self.total,
            self.rounding,
            rescale=self.rescale,
            limits=self.limits,
            grades=self.grades,
            without=without,
        )

    @cached_property
    def compiled(self) -> Compiled:
        """Return the formulas compiled to one plain Python function of whole numbers."""
        return compile_python((named.name, named.node, named.step) for named in self.formulas)

    def score(
        self, unit: Assessment | Mapping[str, object], *, partial: bool = False, cohort: Cohort | None = None
    ) -> Scorecard:
        """Score one unit, with the reasons.

        Args:
            unit: An assessment, or measurements by the name of the fact.
            partial: Whether facts may be missing; rows that need them are then not scored, and totals are ranges.
            cohort: The cohort whose values relative rules compare with.

        Raises:
            MeasurementError: With every problem of the unit's measurements.
        """
        assessment = unit if isinstance(unit, Assessment) else Assessment("", measurements=unit)
        given = assessment.values | (dict(cohort.values) if cohort else {})
        read = read_facts(self.facts, given, self.readers, self._fills)
        return score_formulas(self._known(unit, cohort), read, assessment, partial=partial)

    def _known(self, unit: object, cohort: Cohort | None = None) -> Known:
        """Return what the scheme knows of itself for one unit: rows without their documents may get no points."""
        known = self._alone if cohort is None else evolve(self._alone, cohort=cohort)
        if self.without_document != "no_points" or not isinstance(unit, Assessment):
            return known
        without = rows_without(self.criteria.values(), unit)
        if not without:
            return known
        formulas = self._formulas(without)
        return evolve(known, formulas=formulas, flow=Flow(formulas, self.facts))

    @cached_property
    def _fills(self) -> Mapping[str, Fill[str]]:
        return fills_of(self.facts)

    @cached_property
    def _quick(self) -> Quick:
        return Quick(self.facts, self.formulas, self.compiled)

    @cached_property
    def _alone(self) -> Known:
        flow = Flow(self.formulas, self.facts)
        return Known(
            self.id,
            self.formulas,
            self.criteria,
            self.facts,
            self.labels,
            self.grades,
            flow,
            title=self.title,
            period=self.period,
            without_document=self.without_document,
        )

    def range(self, unit: Assessment | Mapping[str, object] | None = None) -> Mapping[str, Range]:
        """Return the least and greatest points that are possible, for every row, group and the total ("").

        Each end comes with measurements that reach it; facts that several rows read are taken together. What the search
        cannot settle says so: its ends are then bounds.

        Args:
            unit: What is known of a unit; nothing where it is not given.

        Raises:
            MeasurementError: With every problem of what is given.
        """
        given: Mapping[str, object] = {} if unit is None else unit.values if isinstance(unit, Assessment) else unit
        read = read_facts(self.facts, given, self.readers)
        if read.problems:
            raise MeasurementError(read.problems)
        return ranges_of(self._known(unit).flow, read.slots)

    def check(self) -> Findings:
        """Look the scheme over: findings as rows, with the place, what, why it matters, a hint and measurements.

        A scheme that is built has no errors left; what is found are warnings, such as a maximum that no measurement reaches.
        """
        reworked = {} if self.derivation is None else self.derivation.reworked
        return findings_of(self.items, self._alone, self.limits, reworked)

    def reach(
        self,
        unit: Assessment | Mapping[str, object],
        *,
        open: Mapping[str, Open],  # noqa: A002 - the word of the field
        total: Numeric | None = None,
        grade: str | None = None,
        cost: Mapping[str, Numeric] | None = None,
        fewest_rows: bool = False,
        cohort: Cohort | None = None,
    ) -> Plan:
        """Return the cheapest changes of the open facts that reach a total or a grade, proven cheapest.

        Where the goal is out of reach, the plan is the cheapest that reaches the best total. Of plans that cost the same,
        the one with fewer changes is taken, then the one that changes earlier facts of the scheme.

        Args:
            unit: The unit, with all facts known.
            open: The facts that may change, each with True or with a first and a last value.
            total: The total to reach.
            grade: Instead, the grade to reach, by its id or title: the lowest total without which it is out of reach.
            cost: What one step of each fact costs; 1 where it is not given.
            fewest_rows: Instead of costs by step, as few changed facts as possible.
            cohort: The cohort whose values relative rules compare with.

        Raises:
            MeasurementError: The unit cannot be scored.
            SearchError: The search cannot settle it, as where a gate keeps a plan from its grade; what stands in the way is
                named.
        """
        card = self.score(unit, cohort=cohort)
        return card.reach(open=open, total=total, grade=grade, cost=cost, fewest_rows=fewest_rows)

    def cohort(self, units: Iterable[Assessment | Mapping[str, object]], *, name: Words | str) -> Cohort:
        """Work out the cohort's best, least and mean values in a first pass over its units.

        Args:
            units: The units of the cohort, the scored one among them.
            name: What the cohort is called.

        Raises:
            MeasurementError: With every problem of the facts that are looked at.
        """
        given = [unit.values if isinstance(unit, Assessment) else unit for unit in units]
        return cohort_of(self.facts, given, words(name))

    def points(self, measurements: Mapping[str, object]) -> dict[str, Decimal]:
        """Return the points of every row, group and the total ("") of one unit, by the fast path.

        The values are checked as by `score`, and the points are the same.

        Raises:
            MeasurementError: With every problem of the measurements.
        """
        found = self._quick.points(measurements)
        if found is not None:
            return found
        self.score(measurements)
        msg = "the fast path refused what the exact one scored"
        raise AssertionError(msg)

    def __repr__(self) -> str:
        return f"<Scheme {self.id!r}: {self.title}, {len(self.criteria)} tiêu chí, {show(self.total)} điểm>"
