"""A scorecard as JSON: exact, with every decimal as a string."""

from __future__ import annotations

import json
from fractions import Fraction

from emulscore import __version__
from emulscore.audit import AuditRow
from emulscore.numbers import exact_text
from emulscore.scheme import Scheme
from emulscore.scorecard import RowScore, Scorecard
from emulscore.words import Lang

__all__ = ["machine_text"]


def machine_text(scheme: Scheme, card: Scorecard, lang: Lang = "vi") -> str:
    """Return a scorecard as JSON; what is unknown is null, never 0."""
    audit = card.audit()
    asked = {row.id: row for row in audit.rows}
    total = card.results[-1]
    found = {
        "emulscore": __version__,
        "scheme": scheme.id,
        "unit": card.assessment.unit.text(lang),
        "period": card.assessment.period,
        "total": _points(total) | {"claimed": _decimal(audit.claimed) if card.assessment.claims else None},
        "groups": [
            {"id": result.id, "title": result.named.title.text(lang)} | _points(result)
            for result in card.results
            if result.named.kind == "group"
        ],
        "rows": [_row(row, asked[row.id], lang) for row in card.rows],
        "questions": [row.id for row in audit.questions],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _row(row: RowScore, audited: AuditRow, lang: Lang) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.named.title.text(lang),
        **_points(row),
        "claimed": _decimal(audited.claimed),
        "gap": _decimal(audited.gap),
        "status": audited.status.value,
        "missing": list(row.missing),
        "why": row.explain(lang).split("\n"),
    }


def _points(result: RowScore) -> dict[str, object]:
    """Return full, printed, least and greatest points."""
    low, high = (str(value) for value in (result.range.low, result.range.high))
    return {
        "base": _decimal(result.named.base),
        "points": low if result.scored else None,
        "low": low,
        "high": high,
    }


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
