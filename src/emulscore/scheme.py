"""A scheme: criteria in groups, each with its base points and rule, proven when it is built."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen
from attrs.converters import optional

from emulscore.assessment import Assessment
from emulscore.checks import facts_of, problems_of
from emulscore.criteria import Criterion, Item, Rounding, items_of, rows_of
from emulscore.errors import SchemeError
from emulscore.facts import AnyFact
from emulscore.formula.targets import Compiled, compile_python
from emulscore.formulas import Named, named_formulas
from emulscore.numbers import Numeric, number, show, to_decimal
from emulscore.reading import read_facts
from emulscore.report.html import html_of
from emulscore.report.listing import scheme_sheet
from emulscore.rules.rule import Rule
from emulscore.scorecard import RowScore, Scorecard, score_formulas
from emulscore.words import Words, nfc, words

__all__ = ["Scheme", "score"]


@frozen
class Scheme:
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
        rounding: Which amounts are rounded, and how.
        source: The document that it was taken from.

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
    rounding: Rounding = field(factory=Rounding, kw_only=True)
    source: Words | None = field(default=None, kw_only=True, converter=optional(words))

    def __attrs_post_init__(self) -> None:
        problems = problems_of(self.items, self.total, self.rounding)
        if problems:
            raise SchemeError(problems)

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Return the criteria by number, in order."""
        return {criterion.id: criterion for criterion in rows_of(self.items)}

    @cached_property
    def facts(self) -> Mapping[str, AnyFact]:
        """Return the facts that the rules read, by name, in the order of the rows."""
        return {fact.name: fact for criterion in self.criteria.values() for fact in facts_of(criterion.rule)}

    @cached_property
    def labels(self) -> Mapping[str, Words]:
        """Return what people call each fact: its label, or the title of the first row that reads it."""
        labels: dict[str, Words] = {}
        for criterion in self.criteria.values():
            for fact in facts_of(criterion.rule):
                labels.setdefault(fact.name, criterion.title if fact.label is None else fact.label)
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
        return named_formulas(self.items, self.total, self.rounding)

    @cached_property
    def compiled(self) -> Compiled:
        """Return the formulas compiled to one plain Python function of whole numbers."""
        return compile_python((named.name, named.node, named.step) for named in self.formulas)

    def score(self, unit: Assessment | Mapping[str, object], *, partial: bool = False) -> Scorecard:
        """Score one unit, with the reasons.

        Args:
            unit: An assessment, or measurements by the name of the fact.
            partial: Whether facts may be missing; rows that need them are then not scored, and totals are ranges.

        Raises:
            MeasurementError: With every problem of the unit's measurements.
        """
        assessment = unit if isinstance(unit, Assessment) else Assessment("", measurements=unit)
        given = {name: measurement.value for name, measurement in assessment.measurements.items()}
        read = read_facts(self.facts, given, self.readers)
        return score_formulas(self.formulas, self.criteria, self.facts, self.labels, read, assessment, partial=partial)

    def points(self, measurements: Mapping[str, object]) -> dict[str, Decimal]:
        """Return the points of every row, group and the total ("") of one unit, by the fast path.

        The values are checked as by `score`, and the points are the same.

        Raises:
            MeasurementError: With every problem of the measurements.
        """
        read = read_facts(self.facts, measurements, self.readers)
        if not read.problems:
            units = self.compiled.run([read.slots.get(slot.name) for slot in self.compiled.slots])
            if None not in units:
                pairs = zip(self.formulas, units, strict=True)
                return {named.id: to_decimal(one * named.step, named.step) for named, one in pairs if one is not None}
        self.score(measurements)
        msg = "the fast path refused what the exact one scored"
        raise AssertionError(msg)

    def __repr__(self) -> str:
        return f"<Scheme {self.id!r}: {self.title}, {len(self.criteria)} tiêu chí, {show(self.total)} điểm>"

    def _repr_html_(self) -> str:
        return html_of(scheme_sheet(self))


def score(rule: Rule, *, base: Numeric, **measurements: object) -> RowScore:
    """Score one rule alone, at *base* points: for trying a rule out.

    >>> from emulscore import LatenessFact, LatePenalty
    >>> rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)
    >>> score(rule, base=8, ke_hoach=0).points
    Decimal('8.00')

    Args:
        rule: The rule.
        base: The base points.
        measurements: Values by the name of the fact.

    Raises:
        SchemeError: The rule can leave 0..base.
        MeasurementError: The measurements cannot be scored.
    """
    row = Criterion("1", Words("Tiêu chí", "Criterion"), base, rule)
    return Scheme("rule", row.title, total=row.base, items=[row]).score(measurements)["1"]
