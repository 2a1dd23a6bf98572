"""Results as JSON: exact, with every decimal as a string."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction

from emulscore import __version__
from emulscore.audit import AuditRow
from emulscore.derive import HistoryRow
from emulscore.grades import GradeBand
from emulscore.numbers import exact_text
from emulscore.report.card import claimed_total
from emulscore.rowscore import RowScore
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.search.moves import Move
from emulscore.words import Lang

__all__ = ["card_json", "decimal", "grade_json", "history_json", "json_text", "move_json", "raw_json"]


def json_text(found: Mapping[str, object]) -> str:
    """Return a result as JSON, the version of the library first."""
    return json.dumps({"emulscore": __version__, **found}, ensure_ascii=False, indent=2)


def card_json(scheme: Scheme, card: Scorecard, lang: Lang = "vi") -> str:
    """Return a scorecard as JSON; what is unknown is null, never 0, and what a deduction takes is negative."""
    audit = card.audit()
    asked = {row.id: row for row in audit.rows}
    total = next(result for result in card.results if result.named.kind == "total")
    found: dict[str, object] = {
        "scheme": scheme.id,
        "unit": card.assessment.unit.text(lang),
        "period": card.assessment.period,
        "total": _points(total) | {"claimed": decimal(claimed_total(card))},
        "groups": [
            {"id": result.id, "title": result.named.title.text(lang), "role": result.named.role} | _points(result)
            for result in card.results
            if result.named.kind == "group"
        ],
        "rows": [_row(row, asked[row.id], lang) for row in card.rows],
        "questions": list(dict.fromkeys(question.row for question in audit.questions)),
    }
    if card.grades is not None:
        possible = [grade_json(band, lang) for band in card.open_grades]
        found["grade"] = {
            **(possible[0] if len(possible) == 1 else dict.fromkeys(("id", "title"))),
            "possible": possible,
            "why": card.explain_grade(lang).split("\n"),
        }
    return json_text(found)


def grade_json(band: GradeBand, lang: Lang) -> dict[str, object]:
    """Return a grade as its id and its title."""
    return {"id": band.id, "title": band.title.text(lang)}


def raw_json(raw: object) -> object:
    """Return a raw value as JSON has it: decimals as strings, a share as two counts."""
    if isinstance(raw, Mapping):
        return {str(key): raw_json(value) for key, value in raw.items()}
    if isinstance(raw, tuple | list):
        return [raw_json(value) for value in raw]
    return raw if raw is None or isinstance(raw, bool | int | str) else str(raw)


def move_json(move: Move, lang: Lang) -> dict[str, object]:
    """Return how a figure changes."""
    return {
        "fact": move.fact,
        "label": move.label.text(lang),
        "before": raw_json(move.before),
        "after": raw_json(move.after),
        "change": move.change,
        "out_of": move.out_of,
        "text": move.words.text(lang),
    }


def history_json(row: HistoryRow, lang: Lang) -> dict[str, object]:
    """Return what became of a row: its numbers before and after, what differs, and why."""
    return {
        "status": row.status,
        "old": row.old,
        "new": row.new,
        "title": row.title.text(lang),
        "group": row.group,
        "differences": [
            {
                "what": one.what,
                "old": None if one.old is None else one.old.text(lang),
                "new": None if one.new is None else one.new.text(lang),
                "text": one.text(lang),
            }
            for one in row.differences
        ],
        "why": [why.text(lang) for why in row.why],
    }


def _row(row: RowScore, audited: AuditRow, lang: Lang) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.named.title.text(lang),
        "role": row.named.role,
        **_points(row),
        "claimed": decimal(audited.claimed),
        "gap": decimal(audited.gap),
        "status": audited.status.value,
        "missing": list(row.missing),
        "why": row.explain(lang).split("\n"),
    }


def _points(result: RowScore) -> dict[str, object]:
    """Return full, printed, least and greatest points."""
    low, high = (str(value) for value in (result.counted.low, result.counted.high))
    return {
        "base": decimal(-result.named.base if result.named.role == "deduction" else result.named.base),
        "points": low if result.scored else None,
        "low": low,
        "high": high,
    }


def decimal(value: Fraction | None) -> str | None:
    """Return a number as text that loses nothing; None where it is not known."""
    return None if value is None else exact_text(value)
