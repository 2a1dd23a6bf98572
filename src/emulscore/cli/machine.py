"""Scorecards and rankings as JSON: exact, with every decimal as a string."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction

from emulscore import __version__
from emulscore.audit import AuditRow
from emulscore.cli.parser import Options
from emulscore.grades import GradeBand
from emulscore.numbers import exact_text
from emulscore.ranking import Graded, Place
from emulscore.report.card import claimed_total
from emulscore.rowscore import RowScore
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang

__all__ = ["machine_text", "rank_text"]


def machine_text(scheme: Scheme, card: Scorecard, lang: Lang = "vi") -> str:
    """Return a scorecard as JSON; what is unknown is null, never 0, and what a deduction takes is negative."""
    audit = card.audit()
    asked = {row.id: row for row in audit.rows}
    total = next(result for result in card.results if result.named.kind == "total")
    found = {
        "emulscore": __version__,
        "scheme": scheme.id,
        "unit": card.assessment.unit.text(lang),
        "period": card.assessment.period,
        "total": _points(total) | {"claimed": _decimal(claimed_total(card))},
        "groups": [
            {"id": result.id, "title": result.named.title.text(lang), "role": result.named.role} | _points(result)
            for result in card.results
            if result.named.kind == "group"
        ],
        "rows": [_row(row, asked[row.id], lang) for row in card.rows],
        "questions": [row.id for row in audit.questions],
    }
    if card.grades is not None:
        possible = [_grade(band, lang) for band in card.open_grades]
        found["grade"] = {
            **(possible[0] if len(possible) == 1 else dict.fromkeys(("id", "title"))),
            "possible": possible,
            "why": card.explain_grade(lang).split("\n"),
        }
    return json.dumps(found, ensure_ascii=False, indent=2)


def rank_text(
    scheme: Scheme, places: Sequence[Place], graded: Sequence[Graded], options: Options, lang: Lang = "vi"
) -> str:
    """Return a ranking as JSON, best first."""
    grades = {id(one.card): one for one in graded}
    cohort = places[0].card.cohort
    found = {
        "emulscore": __version__,
        "scheme": scheme.id,
        "ties": options.ties,
        "at_limit": options.at_limit,
        "cohort": None if cohort is None else {name: str(value) for name, value in cohort.values.items()},
        "units": [_place(one, grades.get(id(one.card)), lang) for one in places],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _place(one: Place, graded: Graded | None, lang: Lang) -> dict[str, object]:
    return {
        "place": one.place,
        "tied": one.tied,
        "unit": one.card.assessment.unit.text(lang),
        "points": str(one.card.points),
        "grade": None if graded is None else _grade(graded.grade, lang),
        "grade_before_quota": None if graded is None else _grade(graded.before, lang),
    }


def _grade(band: GradeBand, lang: Lang) -> dict[str, object]:
    return {"id": band.id, "title": band.title.text(lang)}


def _row(row: RowScore, audited: AuditRow, lang: Lang) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.named.title.text(lang),
        "role": row.named.role,
        **_points(row),
        "claimed": _decimal(audited.claimed),
        "gap": _decimal(audited.gap),
        "status": audited.status.value,
        "missing": list(row.missing),
        "why": row.explain(lang).split("\n"),
    }


def _points(result: RowScore) -> dict[str, object]:
    """Return full, printed, least and greatest points."""
    low, high = (str(value) for value in (result.counted.low, result.counted.high))
    return {
        "base": _decimal(-result.named.base if result.named.role == "deduction" else result.named.base),
        "points": low if result.scored else None,
        "low": low,
        "high": high,
    }


def _decimal(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)
