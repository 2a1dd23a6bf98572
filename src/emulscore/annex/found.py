"""What an annex holds: its rows, the headings of its groups, what it cites, and what could not be taken."""

from __future__ import annotations

from fractions import Fraction

from attrs import field, frozen

from emulscore.annex.grid import Cell
from emulscore.assessment import Claim
from emulscore.errors import Problem
from emulscore.evidence import Document

__all__ = ["AnnexGroup", "AnnexRow", "Read"]


@frozen
class AnnexRow:
    """A row of an annex.

    Attributes:
        id: Its number.
        title: What it is about.
        base: Its full points.
        claim: The points claimed, with the calculation in the annex's words.
        appraised: The points that those who appraise gave.
        final: The points that were decided on.
        how: Its calculation, or the rule it quotes, as written.
        share: The one share that its calculation shows, as written.
        cited: The keys of what it cites, in order.
        cut: Whether its text breaks off.
    """

    id: str
    title: str
    base: Fraction | None = None
    claim: Claim | None = None
    appraised: Fraction | None = None
    final: Fraction | None = None
    how: str | None = None
    share: str | None = None
    cited: tuple[str, ...] = ()
    cut: bool = False
    at: Cell = field(factory=Cell, repr=False, eq=False)


@frozen
class AnnexGroup:
    """The heading of a group of rows.

    Attributes:
        id: Its number, as printed; empty where it has none.
        title: The heading.
        base: The points that its line states.
        claimed: The points that its line claims.
        cited: The keys of what its line cites, in order.
    """

    id: str
    title: str
    base: Fraction | None = None
    claimed: Fraction | None = None
    cited: tuple[str, ...] = ()


@frozen
class Read:
    """What the lines of an annex say."""

    rows: tuple[AnnexRow, ...]
    groups: tuple[AnnexGroup, ...]
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
