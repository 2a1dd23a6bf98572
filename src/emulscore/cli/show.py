"""Sheets in the terminal: as wide as it is, marked as it can be."""

from __future__ import annotations

from emulscore.cli.terminal import style, width
from emulscore.report.card import card_sheet
from emulscore.report.sheet import Sheet
from emulscore.report.text import text_of
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang

__all__ = ["about", "card_table", "table"]


def table(sheet: Sheet) -> str:
    """Return a sheet as text for the terminal."""
    return text_of(sheet, width(), style())


def card_table(scheme: Scheme, card: Scorecard, lang: Lang) -> str:
    """Return a scorecard as text for the terminal."""
    return table(card_sheet(card, lang, about=[scheme.title.text(lang)]))


def about(scheme: Scheme, card: Scorecard, lang: Lang) -> tuple[str, ...]:
    """Return the lines that say whose result it is: the scheme and the unit."""
    return tuple(filter(None, (scheme.title.text(lang), card.assessment.unit.text(lang))))
