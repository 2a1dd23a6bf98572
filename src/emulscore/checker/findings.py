"""All that the checker found, as rows, as text and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from emulscore.checker.finding import Finding
from emulscore.report.findings import findings_sheet, how_many
from emulscore.report.sheet import Sheet
from emulscore.report.told import Told
from emulscore.words import Lang

__all__ = ["Findings"]


@frozen
class Findings(Told):
    """All that the checker found, in the order of the scheme.

    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> len(scheme.check().errors), len(scheme.check().warnings)
    (0, 1)

    Attributes:
        rows: The findings.
    """

    rows: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return what keeps the scheme from being built."""
        return tuple(row for row in self.rows if row.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what somebody should look at."""
        return tuple(row for row in self.rows if row.severity == "warning")

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def text(self, lang: Lang = "vi") -> str:
        """Return all findings, and how many there are."""
        said = [row.text(lang) for row in self.rows]
        return "\n".join([*said, *([""] if said else []), how_many(self.rows, lang) + "."])

    def sheet(self, lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
        """Return them as a table, with *about* under its heading."""
        return findings_sheet(self.rows, lang, about=about)
