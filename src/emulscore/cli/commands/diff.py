"""`emulscore diff`: says what differs between two schemes, and whose points move."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Argument, Command
from emulscore.cli.machine import decimal, history_json, json_text
from emulscore.cli.show import table
from emulscore.cli.units import units_of
from emulscore.derive import HistoryRow
from emulscore.diff import SchemeDiff, UnitDiff, UnitRow
from emulscore.files import open_scheme
from emulscore.rowscore import RowScore
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_OLD: Final = Argument("old", SCHEME.says, Words("BỘ_TRƯỚC", "OLD"))
_NEW: Final = Argument(
    "new", Words("bộ tiêu chí để so với bộ trước", "the scheme to hold against it"), Words("BỘ_SAU", "NEW")
)
_UNITS: Final = Argument(
    "units",
    Words("các hồ sơ: điểm của đơn vị nào thay đổi, vì sao", "assessments: whose points move, and why"),
    ASSESSMENT.metavar,
    takes="some",
)


class _Options(Namespace):
    old: str
    new: str
    units: Sequence[str]
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    old, new = open_scheme(options.old), open_scheme(options.new)
    found = old.diff(new)
    units = old.diff_units(new, [unit for path in options.units for unit in units_of(old, path)])
    if options.json:
        return _machine(found, units, lang)
    sheets = [found.sheet(lang), *(unit.sheet(lang) for unit in units)]
    return "\n".join(table(sheet) for sheet in sheets)


def _machine(found: SchemeDiff, units: Sequence[UnitDiff], lang: Lang) -> str:
    whole = HistoryRow("changed", found.titles[1], "", "", differences=found.whole)
    return json_text(
        {
            "old": found.old,
            "new": found.new,
            "same": found.empty,
            "whole": history_json(whole, lang)["differences"],
            "rows": [history_json(row, lang) for row in found.rows],
            "units": [
                {
                    "unit": unit.unit.text(lang),
                    "same": unit.empty,
                    "total": _points(unit.total),
                    "grades": [None if one is None else one.text(lang) for one in unit.grades],
                    "rows": [{"id": row.id, **_points(row)} for row in unit.rows],
                }
                for unit in units
            ],
        }
    )


def _points(row: UnitRow) -> dict[str, object]:
    return {"old": _range(row.old), "new": _range(row.new), "by": decimal(row.by)}


def _range(result: RowScore | None) -> dict[str, str] | None:
    """Return the points as they count, least and greatest; None where there is no such row."""
    return None if result is None else {"low": str(result.counted.low), "high": str(result.counted.high)}


COMMAND: Final = Command(
    "diff",
    Words(
        "so sánh hai bộ tiêu chí hoặc hai năm, và điểm của đơn vị nào thay đổi",
        "compare two schemes or two years, and say whose points move",
    ),
    (_OLD, _NEW, _UNITS, JSON),
    _run,
)
