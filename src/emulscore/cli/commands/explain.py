"""`emulscore explain`: explains one criterion's points, whatever else is missing."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, JSON, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.machine import json_text, raw_json
from emulscore.cli.terminal import style, width
from emulscore.cli.units import UNIT, unit_of
from emulscore.explain import statement_of
from emulscore.files import open_scheme
from emulscore.reading import nearest
from emulscore.report.row import row_text
from emulscore.rules.rule import facts_of
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_ROW: Final = Argument(
    "row", Words("số thứ tự của tiêu chí, ví dụ 12", "the criterion's number, such as 12"), Words("TIÊU_CHÍ", "ROW")
)
_NO_ROW: Final = Words("bộ tiêu chí không có tiêu chí {}, {}", "the scheme has no criterion {}, {}")


class _Options(Namespace):
    scheme: str
    assessment: str
    unit: str | None
    row: str
    json: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    if options.row not in scheme.criteria:
        raise UsageError(_NO_ROW.text(lang).format(options.row, nearest(options.row, scheme.criteria).text(lang)))
    card = scheme.score(unit_of(scheme, options.assessment, options.unit, lang), partial=True)
    if options.json:
        return _machine(scheme, card, options.row, lang)
    return row_text(scheme, card, options.row, lang, width=width(), style=style())


def _machine(scheme: Scheme, card: Scorecard, id_: str, lang: Lang) -> str:
    """Return the row as `score --json` has it, with what is asked, how it is read, what was given and what supports it."""
    criterion, unit = scheme.criteria[id_], card.assessment
    texts = {document.key: document.text for document in unit.documents}
    (row,) = (row for row in card.to_dict(lang)["rows"] if row["id"] == id_)
    explained = unit.explanations.get(id_)
    return json_text(
        {
            "scheme": scheme.id,
            "unit": unit.unit.text(lang),
            "period": unit.period,
            "row": row,
            "wording": criterion.wording,
            "rule": statement_of(criterion.rule, criterion.base, lang),
            "readings": [{"argument": one.argument, "text": one.text.text(lang)} for one in criterion.readings],
            "measurements": [
                {
                    "fact": fact.name,
                    "label": scheme.labels[fact.name].text(lang),
                    "given": raw_json(unit.measurements[fact.name].value) if fact.name in unit.measurements else None,
                }
                for fact in facts_of(criterion.rule)
            ],
            "requires": list(criterion.requires),
            "documents": [{"key": key, "text": texts[key]} for key in unit.evidence.get(id_, ())],
            "explanation": None if explained is None else explained.text(lang),
            "remark": None if criterion.remark is None else criterion.remark.text(lang),
        }
    )


COMMAND: Final = Command(
    "explain",
    Words("giải thích từng bước điểm của một tiêu chí", "explain one criterion's points, step by step"),
    (SCHEME, ASSESSMENT, UNIT, _ROW, JSON),
    _run,
)
