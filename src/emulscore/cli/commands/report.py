"""`emulscore report`: writes the results of units as a file that is handed on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Final, get_args

from attrs import evolve

from emulscore.cli.arguments import JSON, PARTIAL, SCHEME
from emulscore.cli.command import Argument, Command, UsageError
from emulscore.cli.output import OUTPUT, written
from emulscore.cli.scored import ASSESSMENTS, scored
from emulscore.files import open_scheme
from emulscore.report.card import card_sheet
from emulscore.report.claims import Citations, Given
from emulscore.report.page import markdown_of, page_of
from emulscore.report.sheet import Sheet
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["COMMAND"]

_OUTPUT: Final = evolve(
    OUTPUT,
    says=Words("tệp để ghi: .html, .md, .xlsx hoặc .docx", "the file to write: .html, .md, .xlsx or .docx"),
    required=True,
)
_ANNEX: Final = Argument(
    "--annex",
    Words(
        "phụ lục của báo cáo, theo Nghị định 30/2020/NĐ-CP, thay cho bảng kết quả (.docx luôn là phụ lục)",
        "the annex of a report, by Decree 30/2020, instead of the table of results (.docx always is one)",
    ),
    takes="none",
)
_GIVEN: Final = Argument(
    "--given",
    Words(
        "phụ lục ghi điểm tự chấm (claimed, mặc định), điểm tính ra (computed) hay cả hai (both)",
        "the annex has the points claimed (by default), computed, or both",
    ),
    choices=get_args(Given),
    default="claimed",
)
_CITATIONS: Final = Argument(
    "--citations",
    Words(
        "phụ lục dẫn văn bản đầy đủ ở mọi dòng (full, mặc định) hay gọn từ lần thứ hai (short)",
        "the annex cites documents in full everywhere (by default), or shortly after the first time",
    ),
    choices=get_args(Citations),
    default="full",
)
_NUMBER: Final = Argument(
    "--number",
    Words("số của phụ lục khi có nhiều phụ lục, ví dụ II", "which annex it is, where there are several, such as II"),
    Words("SỐ", "NUMBER"),
)
_SUFFIX: Final = Words(
    "không biết định dạng của tệp {}; cần đuôi {}", "the format of {} is not known; give one of the suffixes {}"
)
_ONE_UNIT: Final = Words(
    "mỗi phụ lục một đơn vị; ở đây có {} đơn vị", "an annex is of one unit; there are {} units here"
)


class _Options(Namespace):
    scheme: str
    assessments: Sequence[str]
    output: str
    partial: bool
    annex: bool
    given: Given
    citations: Citations
    number: str | None
    json: bool


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


def _annex(card: Scorecard, options: _Options, path: str, lang: Lang) -> None:
    """Write the annex of one unit."""
    from emulscore.word import annex_html, annex_markdown, write_annex  # noqa: PLC0415 - other commands start without it

    if (suffix := _suffix(options)) == ".docx":
        write_annex(card, path, lang, number=options.number, given=options.given, citations=options.citations)
        return
    write = annex_html if suffix == ".html" else annex_markdown
    _write(path, write(card, lang, given=options.given, citations=options.citations))


_WRITERS: Final[Mapping[str, Callable[[Scheme, Sequence[Scorecard], str, Lang], None]]] = {
    ".html": _html,
    ".md": _markdown,
    ".xlsx": _workbook,
}
_ANNEXES: Final = (".docx", ".html", ".md")


def _suffix(options: _Options) -> str:
    return PurePath(options.output).suffix.lower()


def _run(options: _Options, lang: Lang) -> str:
    suffix = _suffix(options)
    annex = options.annex or suffix == ".docx"
    known = _ANNEXES if annex else (*_WRITERS, ".docx")
    if suffix not in known:
        raise UsageError(_SUFFIX.text(lang).format(options.output, ", ".join(known)))
    scheme = open_scheme(options.scheme)
    cards, _ = scored(scheme, options.assessments, lang, partial=options.partial)
    units = [card.assessment.unit.text(lang) for card in cards]
    machine = {"scheme": scheme.id, "units": units} if options.json else None
    if not annex:
        write = _WRITERS[suffix]
        return written(options.output, lambda path: write(scheme, cards, path, lang), lang, machine=machine)
    if len(cards) != 1:
        raise UsageError(_ONE_UNIT.text(lang).format(len(cards)))
    return written(options.output, lambda path: _annex(cards[0], options, path, lang), lang, machine=machine)


COMMAND: Final = Command(
    "report",
    Words("ghi kết quả của các đơn vị thành tệp để gửi", "write the results of units as a file to hand on"),
    (SCHEME, ASSESSMENTS, _OUTPUT, PARTIAL, _ANNEX, _GIVEN, _CITATIONS, _NUMBER, JSON),
    _run,
)
