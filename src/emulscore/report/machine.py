"""A scorecard as plain data for other programs: every number a text that loses nothing, what is unknown null, never 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, Protocol, TypedDict

from attrs import asdict

from emulscore._version import __version__
from emulscore.audit import AuditRow, Status
from emulscore.criteria import Role
from emulscore.formulas import TOTAL
from emulscore.grades import GradeBand, Grades
from emulscore.known import Known
from emulscore.numbers import exact_text
from emulscore.report.card import Card, claimed_total
from emulscore.report.data import (
    SCORECARD,
    DecimalText,
    ExactText,
    GradeData,
    GroupData,
    QuestionData,
    ReachedData,
    RowData,
    ScorecardData,
    StatusText,
    TotalData,
)
from emulscore.rowscore import RowScore
from emulscore.words import Lang

__all__ = ["card_dict", "decimal", "grade_data"]


class Machined(Card, Protocol):
    """What plain data needs of a scorecard."""

    @property
    def known(self) -> Known:
        """Return what the scheme knows of itself."""
        ...

    @property
    def results(self) -> Sequence[RowScore]:
        """Return rows, groups, total and grade."""
        ...

    @property
    def grades(self) -> Grades | None:
        """Return the scheme's grades."""
        ...


_STATUS: Final[dict[Status, StatusText]] = {
    Status.AGREES: "agrees",
    Status.CLAIMS_MORE: "claims more",
    Status.CLAIMS_LESS: "claims less",
    Status.CANNOT_BE_CHECKED: "cannot be checked",
}


def decimal(value: Fraction | None) -> ExactText | None:
    """Return a number as a text that loses nothing; None where it is not known."""
    return None if value is None else ExactText(exact_text(value))


def grade_data(band: GradeBand, lang: Lang) -> GradeData:
    """Return a grade as plain data."""
    return GradeData(band.id, band.title.text(lang))


def card_dict(card: Machined, lang: Lang = "vi") -> dict[str, Any]:
    """Return a scorecard as texts, lists and dicts, by the JSON Schema `scorecard`; no number of it is a float.

    Args:
        card: The scorecard.
        lang: The language of its texts.
    """
    audit = card.audit()
    asked = {row.id: row for row in audit.rows}
    total = next(result for result in card.results if result.id == TOTAL)
    data = ScorecardData(
        emulscore=__version__,
        scheme=card.known.id,
        unit=card.assessment.unit.text(lang),
        period=card.assessment.period,
        total=TotalData(**_points(total), claimed=decimal(claimed_total(card))),
        groups=tuple(
            GroupData(**_numbered(result, lang), **_points(result))
            for result in card.results
            if result.named.kind == "group"
        ),
        rows=tuple(
            _row(result, result.criterion.rule.kind, asked[result.id], lang)
            for result in card.results
            if result.criterion is not None
        ),
        questions=tuple(dict.fromkeys(question.row for question in audit.questions)),
        lang=lang,
        grade=None if card.grades is None else _grade(card, lang),
    )
    version, *others = asdict(data, value_serializer=_listed).items()
    return dict([version, ("format", SCORECARD), *others])


def _listed(_: object, __: object, value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _grade(card: Machined, lang: Lang) -> ReachedData:
    possible = tuple(grade_data(band, lang) for band in card.open_grades)
    id_, title = (possible[0].id, possible[0].title) if len(possible) == 1 else (None, None)
    return ReachedData(id_, title, possible, tuple(card.explain_grade(lang).split("\n")))


def _row(row: RowScore, rule: str, audited: AuditRow, lang: Lang) -> RowData:
    exact = row.exact
    return RowData(
        **_numbered(row, lang),
        **_points(row),
        claimed=decimal(audited.claimed),
        gap=decimal(audited.gap),
        status=_STATUS[audited.status],
        missing=tuple(row.missing),
        why=tuple(row.explain(lang).split("\n")),
        exact=decimal(-exact if exact is not None and row.named.role == "deduction" else exact),
        rule=rule,
        appraised=decimal(audited.appraised),
        final=decimal(audited.final),
        questions=tuple(QuestionData(one.code, one.words.text(lang)) for one in audited.questions),
    )


class _Named(TypedDict):
    id: str
    title: str
    role: Role


class _Reached(TypedDict):
    base: ExactText
    points: DecimalText | None
    low: DecimalText
    high: DecimalText


def _numbered(result: RowScore, lang: Lang) -> _Named:
    return {"id": result.id, "title": result.named.title.text(lang), "role": result.named.role}


def _points(result: RowScore) -> _Reached:
    """Return full, printed, least and greatest points."""
    low, high = (DecimalText(str(value)) for value in (result.counted.low, result.counted.high))
    base = -result.named.base if result.named.role == "deduction" else result.named.base
    points = low if result.scored else None
    return {"base": ExactText(exact_text(base)), "points": points, "low": low, "high": high}
