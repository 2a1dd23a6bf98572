"""`emulscore score`: scores an assessment by a scheme."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, CHECK, JSON, PARTIAL, SCHEME
from emulscore.cli.command import CheckError, Command
from emulscore.cli.machine import card_json
from emulscore.cli.show import card_table
from emulscore.cli.units import UNIT, unit_of
from emulscore.cli.wording import QUESTIONS
from emulscore.files import open_scheme
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]


class _Options(Namespace):
    scheme: str
    assessment: str
    unit: str | None
    partial: bool
    json: bool
    check: bool


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    card = scheme.score(unit_of(scheme, options.assessment, options.unit, lang), partial=options.partial)
    output = card_json(card, lang) if options.json else card_table(scheme, card, lang)
    questions = card.audit().texts(lang)
    if options.check and questions:
        raise CheckError(output, QUESTIONS.text(lang).format(len(questions)))
    return output


COMMAND: Final = Command(
    "score",
    Words("chấm một hồ sơ theo một bộ tiêu chí", "score an assessment by a scheme"),
    (SCHEME, ASSESSMENT, UNIT, PARTIAL, JSON, CHECK),
    _run,
)
