"""`emulscore report`: writes the results of units as a file that is handed on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Final

from attrs import evolve

from emulscore.cli.arguments import PARTIAL, SCHEME
from emulscore.cli.command import Command, UsageError
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.scored import ASSESSMENTS, scored
from emulscore.files import open_scheme
from emulscore.report.card import card_sheet
from emulscore.report.page import markdown_of, page_of
from emulscore.report.sheet import Sheet
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_OUTPUT: Final = evolve(
    OUTPUT, says=Words("tệp để ghi: .html, .md hoặc .xlsx", "the file to write: .html, .md or .xlsx"), required=True
)
_SUFFIX: Final = Words(
    "không biết định dạng của tệp {}; cần đuôi {}", "the format of {} is not known; give one of the suffixes {}"
)


class _Options(Namespace):
    scheme: str
    assessments: Sequence[str]
    output: str
    partial: bool


def _html(scheme: Scheme, cards: Sequence[Scorecard], path: str, lang: Lang) -> None:
    """Write one page, with a table for each unit."""
    _write(path, page_of(*_sheets(scheme, cards, lang)))


def _markdown(scheme: Scheme, cards: Sequence[Scorecard], path: str, lang: Lang) -> None:
    """Write a text with a table for each unit, for wikis."""
    _write(path, "\n".join(map(markdown_of, _sheets(scheme, cards, lang))))


def _sheets(scheme: Scheme, cards: Sequence[Scorecard], lang: Lang) -> list[Sheet]:
    return [card_sheet(card, lang, about=[scheme.title.text(lang)]) for card in cards]


def _write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def _workbook(_: Scheme, cards: Sequence[Scorecard], path: str, lang: Lang) -> None:
    """Write a workbook, with a line for each unit and a sheet for each scorecard."""
    from emulscore.excel import write_results  # noqa: PLC0415 - an extra

    write_results(cards, path, lang)


_WRITERS: Final[Mapping[str, Callable[[Scheme, Sequence[Scorecard], str, Lang], None]]] = {
    ".html": _html,
    ".md": _markdown,
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
