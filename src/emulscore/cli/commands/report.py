"""`emulscore report`: writes the results of units as a file that is handed on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path, PurePath
from typing import Final

from attrs import evolve

from emulscore.cli.arguments import PARTIAL, SCHEME
from emulscore.cli.command import Command, UsageError
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.scored import ASSESSMENTS, scored
from emulscore.files import open_scheme
from emulscore.report.card import card_sheet
from emulscore.report.html import html_of
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_OUTPUT: Final = evolve(
    OUTPUT, says=Words("tệp để ghi: .html hoặc .xlsx", "the file to write: .html or .xlsx"), required=True
)
_SUFFIX: Final = Words(
    "không biết định dạng của tệp {}; cần đuôi {}", "the format of {} is not known; give one of the suffixes {}"
)
_PAGE: Final = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>
body{{font-family:sans-serif;margin:2em}}
.emulscore{{margin:0 auto 3em}}
@media print{{.emulscore{{break-after:page}}}}
</style>
</head>
<body>
{body}
</body>
</html>
"""


class _Options(Namespace):
    scheme: str
    assessments: Sequence[str]
    output: str
    partial: bool


def _html(scheme: Scheme, cards: Sequence[Scorecard], path: str, lang: Lang) -> None:
    """Write one page, with a table for each unit."""
    title = scheme.title.text(lang)
    body = "\n".join(html_of(card_sheet(card, lang, about=[title])) for card in cards)
    Path(path).write_text(_PAGE.format(lang=lang, title=escape(title), body=body), encoding="utf-8", newline="\n")


def _workbook(_: Scheme, cards: Sequence[Scorecard], path: str, lang: Lang) -> None:
    """Write a workbook, with a line for each unit and a sheet for each scorecard."""
    from emulscore.excel import write_results  # noqa: PLC0415 - an extra

    write_results(cards, path, lang)


_WRITERS: Final[Mapping[str, Callable[[Scheme, Sequence[Scorecard], str, Lang], None]]] = {
    ".html": _html,
    ".xlsx": _workbook,
}


def _run(options: _Options, lang: Lang) -> str:
    write = _WRITERS.get(PurePath(options.output).suffix.lower())
    if write is None:
        raise UsageError(_SUFFIX.text(lang).format(options.output, ", ".join(_WRITERS)))
    scheme = open_scheme(options.scheme)
    cards, _ = scored(scheme, options.assessments, lang, partial=options.partial)
    return written(options.output, lambda path: write(scheme, cards, path, lang), lang)


COMMAND: Final = Command(
    "report",
    Words("ghi kết quả của các đơn vị thành tệp để gửi", "write the results of units as a file to hand on"),
    (SCHEME, ASSESSMENTS, _OUTPUT, PARTIAL),
    _run,
)
