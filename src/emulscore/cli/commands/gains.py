"""`emulscore gains`: says what raises the total, and where points were lost."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Command
from emulscore.cli.figures import ALL, OPEN, SET, complete, opened_of
from emulscore.cli.machine import json_text, move_json
from emulscore.cli.show import about, table
from emulscore.cli.units import UNIT, unit_of
from emulscore.files import open_scheme
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.search.gains import Gains
from emulscore.search.steps import Step
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]


class _Options(Namespace):
    scheme: str
    assessment: str
    unit: str | None
    open: Sequence[str]
    all: bool
    set: Sequence[str]
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    opened = opened_of(scheme, options.open, lang, every=options.all)
    card = complete(scheme, unit_of(scheme, options.assessment, options.unit, lang), options.set, lang)
    found = card.gains(open=opened)
    return (
        _machine(scheme, card, found, lang)
        if options.json
        else table(found.sheet(lang, about=about(scheme, card, lang)))
    )


def _machine(scheme: Scheme, card: Scorecard, found: Gains, lang: Lang) -> str:
    return json_text(
        {
            "scheme": scheme.id,
            "unit": card.assessment.unit.text(lang),
            "period": card.assessment.period,
            "total": str(card.points),
            "gains": [
                {
                    "fact": gain.fact,
                    "label": gain.label.text(lang),
                    "settled": gain.settled,
                    "next": _step(gain.next, lang),
                    "full": _step(gain.full, lang),
                }
                for gain in found
            ],
            "lost": [
                {
                    "row": row.row,
                    "title": row.title.text(lang),
                    "points": str(row.points),
                    "code": row.code,
                    "why": row.why.text(lang).split("\n"),
                }
                for row in found.lost
            ],
        }
    )


def _step(step: Step | None, lang: Lang) -> dict[str, object] | None:
    return None if step is None else {"gain": str(step.gain), "total": str(step.total), **move_json(step.move, lang)}


COMMAND: Final = Command(
    "gains",
    Words(
        "cho biết số liệu nào tăng được điểm, cần thêm bao nhiêu, và điểm mất ở đâu",
        "say which figures raise the total, by how much more, and where points were lost",
    ),
    (SCHEME, ASSESSMENT, UNIT, OPEN, ALL, SET, JSON),
    _run,
)
