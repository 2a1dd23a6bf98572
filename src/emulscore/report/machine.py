"""A scorecard as plain data for other programs: every number a text that loses nothing, what is unknown null, never 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final, Literal, NewType, Protocol, TypedDict

from attrs import asdict, frozen

from emulscore._version import __version__
from emulscore.audit import AuditRow, Status
from emulscore.criteria import Role
from emulscore.formulas import TOTAL
from emulscore.grades import GradeBand, Grades
from emulscore.known import Known
from emulscore.numbers import exact_text
from emulscore.report.card import Card, claimed_total
from emulscore.rowscore import RowScore
from emulscore.words import Lang

__all__ = [
    "SCORECARD",
    "DecimalText",
    "ExactText",
    "GradeData",
    "GroupData",
    "QuestionData",
    "ReachedData",
    "RowData",
    "ScorecardData",
    "TotalData",
    "card_dict",
    "decimal",
    "grade_data",
]

SCORECARD: Final = "emulscore scorecard 1"
"""The name of the form, with its number; a key is only ever added to it, and its meaning never changes."""

DecimalText = NewType("DecimalText", str)
"""Printed points as a text with a decimal point: `"9.98"`."""

ExactText = NewType("ExactText", str)
"""An exact number as a text: `"4.54"`, `"4.5420"` (with three decimals it could be thousands), or `"1/3"`."""

StatusText = Literal["agrees", "claims more", "claims less", "cannot be checked"]


@frozen(slots=False)
class _Numbered:
    """What a row and a group are called.

    Attributes:
        id: The number as printed.
        title: What it is about.
        role: What it does to the total: `base`, `bonus` or `deduction`.
    """

    id: str
    title: str
    role: Role


@frozen(slots=False)
class _Scored:
    """Points; what a deduction takes is negative in all of them.

    Attributes:
        base: The full points.
        points: The printed points; null while something is unknown.
        low: The least that the printed points can be.
        high: The greatest that they can be.
    """

    base: ExactText
    points: DecimalText | None
    low: DecimalText
    high: DecimalText


@frozen(slots=False)
class TotalData(_Scored):
    """The total of a scorecard.

    Attributes:
        claimed: The sum of the claims as they count; null where nothing is claimed.
    """

    claimed: ExactText | None


@frozen(slots=False)
class GroupData(_Scored, _Numbered):
    """A group of a scorecard."""


@frozen(slots=False)
class QuestionData:
    """What an official would ask of a row.

    Attributes:
        code: What is asked about, such as `claim-differs`.
        text: The question.
    """

    code: str
    text: str


@frozen(slots=False)
class RowData(_Scored, _Numbered):
    """A row of a scorecard.

    Attributes:
        claimed: The points claimed; null where nothing is claimed.
        gap: Claimed less computed points; null where one of them is not known.
        status: How the claim stands to the computed points: `agrees`, `claims more`, `claims less`, `cannot be checked`.
        missing: The names of the facts that are still needed.
        why: How the points came about, in sentences.
        exact: The exact points before rounding; null while something is unknown.
        rule: The kind of the row's rule.
        appraised: The points of those who appraised; null where there are none.
        final: The points that were decided on in the end; null where there are none.
        questions: What an official would ask of the row.
    """

    claimed: ExactText | None
    gap: ExactText | None
    status: StatusText
    missing: tuple[str, ...]
    why: tuple[str, ...]
    exact: ExactText | None
    rule: str
    appraised: ExactText | None
    final: ExactText | None
    questions: tuple[QuestionData, ...]


@frozen(slots=False)
class GradeData:
    """A grade.

    Attributes:
        id: Its name in files.
        title: What it is called.
    """

    id: str
    title: str


@frozen(slots=False)
class ReachedData:
    """The grade of a scorecard.

    Attributes:
        id: The grade's name in files; null while several are possible.
        title: What it is called; null while several are possible.
        possible: The grades that are still possible, the best first.
        why: How the grade came about, or what it still lacks, in sentences.
    """

    id: str | None
    title: str | None
    possible: tuple[GradeData, ...]
    why: tuple[str, ...]


@frozen(slots=False)
class ScorecardData:
    """A unit's result, as other programs read it.

    Attributes:
        emulscore: The version of the library.
        scheme: The scheme's id.
        unit: Who was scored.
        period: The period; null where none is stated.
        total: The total.
        groups: The groups, in order.
        rows: The rows, in order.
        questions: The numbers of the rows of which something is asked.
        lang: The language of the texts: `vi` or `en`.
        grade: The grade; null where the scheme has none.
    """

    emulscore: str
    scheme: str
    unit: str
    period: str | None
    total: TotalData
    groups: tuple[GroupData, ...]
    rows: tuple[RowData, ...]
    questions: tuple[str, ...]
    lang: Lang
    grade: ReachedData | None


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
