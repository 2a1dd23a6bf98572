"""What a scheme knows of itself, as far as scoring a unit and searching about it need it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from emulscore.cohort import Cohort
from emulscore.criteria import Criterion
from emulscore.facts import AnyFact
from emulscore.formulas import Named
from emulscore.grades import Grades
from emulscore.search.flow import Flow
from emulscore.support import WithoutDocument
from emulscore.words import Words

__all__ = ["Known"]


@frozen
class Known:
    """What a scheme knows of itself.

    Attributes:
        id: The scheme's id.
        formulas: Rows, groups, total and grade, in the order in which they are worked out.
        criteria: The criteria, by number.
        facts: The facts, by name.
        labels: What people call them.
        grades: The scheme's grades, where it has any.
        cohort: The cohort that relative rules compare with, where there is one.
        title: The scheme's title.
        period: The period that it is for.
        without_document: What follows where a row lacks its documents.
    """

    id: str
    formulas: tuple[Named, ...] = field(repr=False, eq=False)
    criteria: Mapping[str, Criterion] = field(repr=False, eq=False)
    facts: Mapping[str, AnyFact] = field(repr=False, eq=False)
    labels: Mapping[str, Words] = field(repr=False, eq=False)
    grades: Grades | None = field(repr=False, eq=False)
    flow: Flow = field(repr=False, eq=False)
    cohort: Cohort | None = None
    title: Words = field(kw_only=True, default=Words(""))
    period: str | None = field(kw_only=True, default=None)
    without_document: WithoutDocument | None = field(kw_only=True, default=None)
