"""Results as JSON: exact, with every decimal as a string."""

from __future__ import annotations

import json
from collections.abc import Mapping

from attrs import asdict

from emulscore import __version__
from emulscore.derive import HistoryRow
from emulscore.grades import GradeBand
from emulscore.report.machine import decimal, grade_data
from emulscore.scorecard import Scorecard
from emulscore.search.moves import Move
from emulscore.words import Lang

__all__ = ["card_json", "decimal", "grade_json", "history_json", "json_text", "move_json", "raw_json"]


def json_text(found: Mapping[str, object]) -> str:
    """Return a result as JSON, the version of the library first."""
    return json.dumps({"emulscore": __version__, **found}, ensure_ascii=False, indent=2)


def card_json(card: Scorecard, lang: Lang = "vi") -> str:
    """Return a scorecard as JSON; see `Scorecard.to_dict`."""
    return json_text(card.to_dict(lang))


def grade_json(band: GradeBand, lang: Lang) -> dict[str, object]:
    """Return a grade as its id and its title."""
    return asdict(grade_data(band, lang))


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
