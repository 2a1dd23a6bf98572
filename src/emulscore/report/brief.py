"""A scorecard in brief: the rows that lost points or are not scored, the total, the grade and the questions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, Protocol

from attrs import evolve

from emulscore.report.bars import lost_bars
from emulscore.report.card import Card, card_sheet
from emulscore.report.fit import fitted
from emulscore.report.told import Summary
from emulscore.rowscore import RowScore
from emulscore.search.steps import Lost
from emulscore.words import Lang, Words

__all__ = ["card_html", "card_summary"]

_HEADING: Final = Words("Tóm tắt kết quả chấm điểm", "The result in brief")
_ROWS: Final = Words(
    "Trong {} tiêu chí: {} không mất điểm, {} mất điểm, {} chưa chấm.",
    "Of {} criteria, {} lost nothing, {} lost points, {} are not scored yet.",
)


class Lossy(Card, Protocol):
    """What is needed of a scorecard."""

    @property
    def rows(self) -> Sequence[RowScore]:
        """Return the rows."""
        ...

    @property
    def lost(self) -> Sequence[Lost]:
        """Return the rows that lost points."""
        ...


def card_html(card: Lossy, lang: Lang = "vi") -> str:
    """Return a scorecard as HTML for notebooks: the table as documents print it, and the points lost as bars."""
    return fitted(card_sheet(card, lang), _bars(card, lang), reasons=True)


def card_summary(card: Lossy, lang: Lang = "vi") -> Summary:
    """Return a scorecard in brief: of its rows only those that lost points or are not scored."""
    sheet = card_sheet(card, lang)
    lost = {one.row for one in card.lost}
    unknown = {row.id for row in card.rows if not row.scored}
    lines = (line for line in sheet.lines if line.kind in {"total", "grade"} or line.cells[0] in lost | unknown)
    kept = len(card.rows) - len(lost) - len(unknown)
    said = _ROWS.text(lang).format(len(card.rows), kept, len(lost), len(unknown))
    brief = evolve(
        sheet, title=_HEADING.text(lang), about=(*sheet.about, said), lines=tuple(lines), notes=sheet.notes[:1]
    )
    return Summary(brief, _bars(card, lang))


def _bars(card: Lossy, lang: Lang) -> str:
    bases: dict[str, Fraction] = {row.id: row.named.base for row in card.rows}
    return lost_bars(card.lost, bases, lang)
