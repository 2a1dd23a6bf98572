"""`emulscore audit`: holds a unit's claims against the computed points, as questions."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.audit import AuditRow
from emulscore.cli.arguments import ASSESSMENT, CHECK, JSON, SCHEME
from emulscore.cli.command import CheckError, Command
from emulscore.cli.machine import decimal, json_text
from emulscore.cli.show import about, table
from emulscore.cli.units import UNIT, unit_of
from emulscore.cli.wording import QUESTIONS
from emulscore.files import open_scheme
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]


class _Options(Namespace):
    scheme: str
    assessment: str
    unit: str | None
    json: bool
    check: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    card = scheme.score(unit_of(scheme, options.assessment, options.unit, lang), partial=True)
    audit = card.audit()
    titles = {row.id: row.named.title.text(lang) for row in card.rows}
    sheet = audit.sheet(lang, titles=titles, about=about(scheme, card, lang))
    output = _machine(scheme, card, lang) if options.json else table(sheet)
    questions = audit.texts(lang)
    if options.check and questions:
        raise CheckError(output, QUESTIONS.text(lang).format(len(questions)))
    return output


def _machine(scheme: Scheme, card: Scorecard, lang: Lang) -> str:
    audit = card.audit()
    return json_text(
        {
            "scheme": scheme.id,
            "unit": card.assessment.unit.text(lang),
            "period": card.assessment.period,
            "claimed": decimal(audit.claimed),
            "rows": [_row(row, lang) for row in audit.rows],
            "questions": list(audit.texts(lang)),
        }
    )


def _row(row: AuditRow, lang: Lang) -> dict[str, object]:
    return {
        "id": row.id,
        "claimed": decimal(row.claimed),
        "computed": decimal(row.computed),
        "gap": decimal(row.gap),
        "appraised": decimal(row.appraised),
        "final": decimal(row.final),
        "status": row.status.value,
        "questions": [{"code": one.code, "text": one.words.text(lang)} for one in row.questions],
    }


COMMAND: Final = Command(
    "audit",
    Words(
        "đối chiếu điểm tự chấm với điểm tính ra, nêu thành câu hỏi",
        "hold claimed points against computed ones, as questions",
    ),
    (SCHEME, ASSESSMENT, UNIT, JSON, CHECK),
    _run,
)
