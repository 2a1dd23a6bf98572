"""The checker: what is odd about a scheme that can be built, and what keeps one from being built, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from emulscore.checker.finding import Finding, Severity, of_problem
from emulscore.checker.findings import Findings
from emulscore.checker.points import of_grades, of_points
from emulscore.checker.rules import of_gates, of_rules
from emulscore.checker.source import of_numbering, of_source, of_words
from emulscore.criteria import Item, each_item, rows_of
from emulscore.errors import EmulscoreError
from emulscore.formulas import GRADE, TOTAL
from emulscore.known import Known
from emulscore.search.ranges import ranges_of

__all__ = ["Finding", "Findings", "Severity", "findings_of", "findings_of_error"]


def findings_of(
    items: tuple[Item, ...],
    known: Known,
    limits: tuple[Fraction, Fraction] | None = None,
    reworked: Mapping[str, str | None] = MappingProxyType({}),
) -> Findings:
    """Look a scheme over that has been built; see `Scheme.check`.

    Args:
        items: Its rows and groups.
        known: What it knows of itself.
        limits: The least and greatest total that its document allows.
        reworked: Of a derived scheme, the rows whose rule or points were changed while what is said of them was not; see
            `Derivation.reworked`.
    """
    ranges = ranges_of(known.flow, {}, [named.id for named in known.formulas if named.kind != "grade"])
    by_id = {item.id: item for item in each_item(items)}
    found = [*of_source(items), *of_words(rows_of(items), reworked)]
    for named in known.formulas:
        if named.kind == "row":
            found += of_rules(named)
    found += of_points(known.formulas, ranges, by_id, limits)
    grades = known.grades
    found += of_numbering(items, () if grades is None else grades.clauses)
    if grades is not None:
        total, grade = (next(named for named in known.formulas if named.id == id_) for id_ in (TOTAL, GRADE))
        found += [*of_gates(grades, total, grade, ranges), *of_grades(grades, total, ranges[TOTAL])]
    return _in_order(found, by_id)


def findings_of_error(error: EmulscoreError) -> Findings:
    """Turn what keeps a scheme from being built or a file from being read into findings."""
    return Findings(tuple(map(of_problem, error.problems)))


def _in_order(found: Iterable[Finding], by_id: Mapping[str, Item]) -> Findings:
    order = {id_: place for place, id_ in enumerate(by_id)}
    return Findings(tuple(sorted(found, key=lambda one: order.get(one.row or "", len(order)))))
