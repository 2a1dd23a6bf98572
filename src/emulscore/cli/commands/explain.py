"""`emulscore explain`: explains one criterion's points, whatever else is missing."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from emulscore.cli.arguments import ASSESSMENT, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.terminal import style, width
from emulscore.cli.units import UNIT, unit_of
from emulscore.files import open_scheme
from emulscore.reading import nearest
from emulscore.report.row import row_text
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


def _run(options: _Options, lang: Lang) -> str:
    scheme = open_scheme(options.scheme)
    if options.row not in scheme.criteria:
        raise UsageError(_NO_ROW.text(lang).format(options.row, nearest(options.row, scheme.criteria).text(lang)))
    card = scheme.score(unit_of(scheme, options.assessment, options.unit, lang), partial=True)
    return row_text(scheme, card, options.row, lang, width=width(), style=style())


COMMAND: Final = Command(
    "explain",
    Words("giải thích từng bước điểm của một tiêu chí", "explain one criterion's points, step by step"),
    (SCHEME, ASSESSMENT, UNIT, _ROW),
    _run,
)
