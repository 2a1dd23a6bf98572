"""Claims against computed points, and what else an official would ask: reported as questions, never as faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.numbers import show
from emulscore.report.audit import audit_sheet
from emulscore.report.sheet import Sheet
from emulscore.report.told import Told
from emulscore.words import Lang, Words

__all__ = ["Audit", "AuditRow", "Question", "Status", "compare"]


class Status(Enum):
    """How a claim stands to the computed points.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> scheme.score(assessment, partial=True).audit().rows[7].status is Status.AGREES
    True
    """

    AGREES = "agrees"
    CLAIMS_MORE = "claims more"
    CLAIMS_LESS = "claims less"
    CANNOT_BE_CHECKED = "cannot be checked"

    def text(self, lang: Lang = "vi") -> str:
        """Return the status in words."""
        return _STATUS[self].text(lang)


_STATUS = {
    Status.AGREES: Words("khớp", "agrees"),
    Status.CLAIMS_MORE: Words("tự chấm cao hơn", "claims more"),
    Status.CLAIMS_LESS: Words("tự chấm thấp hơn", "claims less"),
    Status.CANNOT_BE_CHECKED: Words("chưa đối chiếu được", "cannot be checked"),
}
_ROWS = Words("Tiêu chí {}", "Criterion {}")
_SEVERAL = Words("Các tiêu chí {}", "Criteria {}")
_OF_PERIOD: Final = "evidence-before-period-end"
_LAST: Final = ("evidence-missing", "evidence-off-subject", _OF_PERIOD)
"""What is asked after the questions about points, in this order."""


@frozen
class Question:
    """What an official would ask of a row.

    >>> str(Question("evidence-missing", "2", Words("Căn cứ là văn bản nào?", "Which document supports it?")))
    'Tiêu chí 2: Căn cứ là văn bản nào?'

    Attributes:
        code: What is asked about: `claim-differs`, `claim-unchecked`, `not-claimed`, `appraisal-differs`,
            `evidence-missing`, `evidence-off-subject`, `evidence-before-period-end`, `other-reading`.
        row: The row's number.
        words: The question.
    """

    code: str
    row: str
    words: Words

    def text(self, lang: Lang = "vi") -> str:
        """Return the question, with the row that it is about."""
        return f"{_ROWS.text(lang).format(self.row)}: {self.words.text(lang)}"

    def __str__(self) -> str:
        return self.text()


@frozen
class AuditRow:
    """One row's claim beside its computed points, and what others gave.

    What a deduction takes is negative in all of them.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> row = scheme.score(assessment, partial=True).audit().rows[11]
    >>> row.id, row.claimed, row.computed
    ('12', Fraction(6, 1), Fraction(227, 50))

    Attributes:
        id: The row's number.
        claimed: The points claimed, or None where nothing is claimed.
        computed: The printed points, or None where the row is not scored.
        status: How the two stand to each other.
        appraised: The points of those who appraised, or None.
        final: The points that were decided on in the end, or None.
        questions: What an official would ask of the row.
    """

    id: str
    claimed: Fraction | None
    computed: Fraction | None
    status: Status
    appraised: Fraction | None = None
    final: Fraction | None = None
    questions: tuple[Question, ...] = ()

    @property
    def gap(self) -> Fraction | None:
        """Return claimed less computed, in points; None where one of them is not known."""
        return None if self.claimed is None or self.computed is None else self.claimed - self.computed

    @property
    def stands_out(self) -> bool:
        """Say whether something is asked of the row itself, and not only that figures reach the end of the period."""
        return any(question.code != _OF_PERIOD for question in self.questions)

    def text(self, lang: Lang = "vi") -> str:
        """Return the row as one line: `12: tự chấm 6, tính ra 4,54, lệch 1,46`."""
        gap = self.gap
        if self.claimed is None or self.computed is None or gap is None:
            claimed = "—" if self.claimed is None else show(self.claimed, lang)
            says = {
                "vi": "{}: tự chấm {}, chưa tính được điểm",
                "en": "{}: claimed {}, not scored yet",
            }
            if self.computed is not None:
                says = {
                    "vi": "{}: chưa tự chấm, tính ra {}",
                    "en": "{}: nothing claimed, computed {}",
                }
                claimed = show(self.computed, lang)
            return says[lang].format(self.id, claimed)
        says = {
            "vi": "{}: tự chấm {}, tính ra {}, lệch {}",
            "en": "{}: claimed {}, computed {}, gap {}",
        }
        return says[lang].format(self.id, *(show(value, lang) for value in (self.claimed, self.computed, gap)))

    def __str__(self) -> str:
        return self.text()


def compare(
    id_: str,
    claimed: Fraction | None,
    computed: Fraction | None,
    *,
    appraised: Fraction | None = None,
    final: Fraction | None = None,
) -> AuditRow:
    """Hold one claim against the computed points."""
    if claimed is None or computed is None:
        status = Status.CANNOT_BE_CHECKED
    elif claimed == computed:
        status = Status.AGREES
    else:
        status = Status.CLAIMS_MORE if claimed > computed else Status.CLAIMS_LESS
    return AuditRow(id_, claimed, computed, status, appraised, final)


@frozen
class Audit(Told):
    """All rows' claims beside their computed points (đối chiếu).

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> audit = scheme.score(assessment, partial=True).audit()
    >>> [row.id for row in audit.rows if row.claimed != row.computed and row.computed is not None]
    ['12']

    Attributes:
        rows: One for each criterion, in order.
    """

    rows: tuple[AuditRow, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what an official would ask, row by row."""
        return tuple(question for row in self.rows for question in row.questions)

    @property
    def claimed(self) -> Fraction:
        """Return the sum of the claims, in points."""
        return sum((row.claimed for row in self.rows if row.claimed is not None), Fraction(0))

    def texts(self, lang: Lang = "vi") -> tuple[str, ...]:
        """Return the questions as a list to send: about points first; what is asked of several rows is asked once."""
        rows: dict[tuple[str, str], list[str]] = {}
        for question in self.questions:
            rows.setdefault((question.code, question.words.text(lang)), []).append(question.row)
        order = sorted(rows.items(), key=lambda one: _LAST.index(one[0][0]) if one[0][0] in _LAST else -1)
        return tuple(f"{_head(ids, lang)}: {text}" for (_, text), ids in order)

    def sheet(self, lang: Lang = "vi", *, titles: Mapping[str, str] | None = None, about: Sequence[str] = ()) -> Sheet:
        """Return it as a table with the questions under it, *titles* by row and *about* under its heading."""
        return audit_sheet(self.rows, self.texts(lang), lang, titles=titles, about=about)


def _head(ids: Iterable[str], lang: Lang) -> str:
    ids = list(ids)
    return (_SEVERAL if len(ids) > 1 else _ROWS).text(lang).format(", ".join(ids))
