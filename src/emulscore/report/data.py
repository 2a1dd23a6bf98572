"""The form of a scorecard as plain data: every key, and what it means."""

from __future__ import annotations

from typing import Final, Literal, NewType

from attrs import frozen

from emulscore.criteria import Role
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
    "StatusText",
    "TotalData",
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
