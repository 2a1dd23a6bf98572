"""Claims against computed points: reported as questions, never as faults."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from emulscore.numbers import show
from emulscore.words import Lang, Words

__all__ = ["Audit", "AuditRow", "Status", "compare"]


class Status(Enum):
    """How a claim stands to the computed points."""

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


@frozen
class AuditRow:
    """One row's claim beside its computed points.

    Attributes:
        id: The row's number.
        claimed: The points claimed, or None where nothing is claimed.
        computed: The printed points, or None where the row is not scored.
        status: How the two stand to each other.
    """

    id: str
    claimed: Fraction | None
    computed: Fraction | None
    status: Status

    @property
    def gap(self) -> Fraction | None:
        """Return claimed less computed, in points; None where one of them is not known."""
        return None if self.claimed is None or self.computed is None else self.claimed - self.computed

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


def compare(id_: str, claimed: Fraction | None, computed: Fraction | None) -> AuditRow:
    """Hold one claim against the computed points."""
    if claimed is None or computed is None:
        status = Status.CANNOT_BE_CHECKED
    elif claimed == computed:
        status = Status.AGREES
    else:
        status = Status.CLAIMS_MORE if claimed > computed else Status.CLAIMS_LESS
    return AuditRow(id_, claimed, computed, status)


@frozen
class Audit:
    """All rows' claims beside their computed points (đối chiếu).

    Attributes:
        rows: One for each criterion, in order.
    """

    rows: tuple[AuditRow, ...]

    @property
    def questions(self) -> tuple[AuditRow, ...]:
        """Return the rows to ask about: claims that differ, claims that cannot be checked, points that nobody claimed.

        A row that is neither claimed nor scored asks nothing.
        """
        return tuple(
            row
            for row in self.rows
            if row.status is not Status.AGREES and not (row.claimed is None and row.computed is None)
        )

    @property
    def claimed(self) -> Fraction:
        """Return the sum of the claims, in points."""
        return sum((row.claimed for row in self.rows if row.claimed is not None), Fraction(0))
