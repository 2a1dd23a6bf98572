"""What the page is told of a result: rows, steps and problems as texts."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from emulscore.numbers import show
from emulscore.rowscore import RowScore
from emulscore.search.steps import Gain
from emulscore.words import Lang

from .fields import Bad

__all__ = ["gain_of", "line_of", "open_of", "shown", "told"]

Data = dict[str, Any]


def told(bad: Bad, lang: Lang) -> Data:
    """Say what is wrong with a field: beside it nobody needs the names of its row and fact."""
    near = evolve(bad.problem, row=None, fact=None)
    return {
        "code": bad.problem.code,
        "fact": bad.problem.fact,
        "row": bad.problem.row,
        "columns": list(bad.columns),
        "near": near.text(lang),
        "text": bad.problem.text(lang),
    }


def line_of(result: RowScore, lang: Lang) -> Data:
    """Return the points of a row or group, whether they are known and full, and the reasons of a row."""
    return {
        "points": result.counted.text(lang),
        "scored": result.scored,
        "full": result.scored and result.named.role == "base" and not result.lost,
        "why": result.explain(lang).split("\n") if result.criterion is not None else [],
    }


def open_of(row: RowScore) -> Decimal:
    """Return how many points of a row are still open."""
    return row.counted.high - row.counted.low


def shown(points: Decimal, lang: Lang) -> str:
    """Write points as people do."""
    return show(Fraction(points), lang)


def gain_of(gain: Gain, lang: Lang) -> Data:
    """Return what one figure can give: its next step and all of it."""
    steps = {"next": gain.next, "full": gain.full}
    said = {
        key: {"gain": shown(step.gain, lang), "total": shown(step.total, lang), "how": step.move.words.text(lang)}
        for key, step in steps.items()
        if step is not None
    }
    most = 0.0 if gain.full is None else float(gain.full.gain)  # to put them in order, not to be shown
    return {"fact": gain.fact, "label": gain.label.text(lang), "most": most, **said}
