"""Results as a workbook: one table over all units, and each unit's scorecard, with numbers that can be worked with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from math import ceil
from os import PathLike
from typing import Any, Final

from attrs import frozen

from emulscore.errors import Refused
from emulscore.excel.layout import sheet_name
from emulscore.excel.styles import Book, height, set_page
from emulscore.formulas import TOTAL
from emulscore.report.card import card_sheet
from emulscore.report.sheet import Kind, Sheet
from emulscore.rowscore import RowScore
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["write_results"]

_SUMMARY: Final = Words("Tổng hợp", "Summary")
_HEADING: Final = Words("Tổng hợp kết quả chấm điểm", "Summary of the scores")
_UNIT: Final = Words("Đơn vị", "Unit")
_PERIOD: Final = Words("Kỳ", "Period")
_ID: Final = Words("STT", "No.")
_BASE: Final = Words("Điểm chuẩn", "Base points")
_TOTAL: Final = Words("Tổng điểm", "Total")
_GRADE: Final = Words("Xếp loại", "Grade")
_OR: Final = Words(" hoặc ", " or ")
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?(/\d+)?")
_WIDTHS: Final[dict[Kind, float]] = {"label": 6, "number": 10, "prose": 44}
_WHY: Final = 56
_BOLD: Final = 13
_WIDE_NAME: Final = 30
_NARROW: Final = 9
_WIDE_GRADE: Final = 24
_WIDE_TOTAL: Final = 11
_PAGE: Final = 220  # the widest that is still read well on one page


def write_results(cards: Iterable[Scorecard], path: str | PathLike[str], lang: Lang = "vi") -> None:
    """Write scorecards as a workbook: a table with a line for each unit, and a sheet for each unit's scorecard.

    Points are numbers, not texts; what is not known yet is written as its range. Texts are never formulas, whatever they
    begin with. The same scorecards give the same bytes.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from emulscore.schemes import nga_nam_2023
    >>> card = nga_nam_2023.scheme.score(nga_nam_2023.assessment, partial=True)
    >>> with TemporaryDirectory() as folder:
    ...     write_results([card], Path(folder) / "ket-qua.xlsx")
    ...     Path(folder, "ket-qua.xlsx").read_bytes()[:2]
    b'PK'

    Args:
        cards: The scorecards, all of one scheme.
        path: Where the workbook is written.
        lang: The language.

    Raises:
        FileError: The extra `excel` is missing.
        Refused: There is no scorecard, or they are of several schemes.
    """
    found = tuple(cards)
    if not found:
        expected = Words("ít nhất một bảng chấm điểm", "at least one scorecard")
        raise Refused("wrong-argument", argument="cards", expected=expected)
    shapes = {(card.known.id, tuple(result.id for result in card.results)) for card in found}
    if len(shapes) > 1:
        ids = sorted({id_ for id_, _ in shapes})
        raise Refused("other-scheme", other=ids[-1], this=ids[0])
    book = Book()
    _Summary(book, book.sheet(_SUMMARY.text(lang)), lang).write(found)
    for place, card in enumerate(found, 1):
        _card(book, book.sheet(sheet_name(place, card.assessment.unit.text(lang))), card, lang)
    book.save(path)


@frozen
class _Summary:
    """Writes the table over all units."""

    book: Book
    sheet: Any
    lang: Lang

    def write(self, cards: tuple[Scorecard, ...]) -> None:
        by_id = {result.id: result for result in cards[0].results}
        shown = [by_id[line.cells[0]] for line in card_sheet(cards[0]).lines if line.kind in {"row", "group"}]
        results = [*shown, by_id[TOTAL]]
        graded = cards[0].grades is not None
        head = [self.words(_ID), self.words(_UNIT), self.words(_PERIOD)]
        head += [result.id for result in shown] + [self.words(_TOTAL)] + ([self.words(_GRADE)] if graded else [])
        widths = [6.0, _WIDE_NAME, _NARROW, *(_NARROW for _ in shown), _WIDE_TOTAL, *([_WIDE_GRADE] if graded else [])]
        for place, (text, width) in enumerate(zip(head, widths, strict=True)):
            self.sheet.set_column(place, place, width)
            self.text(2, place, text, "head")
        last = len(head) - 1
        title = self.words(_HEADING)
        beside = sum(widths[:2])
        pages = ceil((sum(widths) - beside) / (_PAGE - beside))
        if pages == 1:
            self.sheet.merge_range(0, 0, 0, last, "", self.book.style("title"))
        self.text(0, 0, title, "title" if pages == 1 else "title left")
        self.sheet.set_row(0, height((title, sum(widths), 14)))
        self.sheet.set_row(2, height(*((text, width, _BOLD) for text, width in zip(head, widths, strict=True))))
        self.bases(results, last)
        for row, card in enumerate(cards, 4):
            self.line(row, card, results, widths)
        self.sheet.freeze_panes(4, 2)
        self.sheet.autofilter(3, 0, 3 + len(cards), last)
        set_page(self.sheet, head=2, columns=len(head), rows=4 + len(cards), repeat=2, pages=pages)

    def bases(self, results: list[RowScore], last: int) -> None:
        """Write the line of full points; of a deduction, what it may take."""
        for place in range(last + 1):
            self.sheet.write_blank(3, place, None, self.book.style("group"))
        self.text(3, 1, self.words(_BASE), "group")
        for place, result in enumerate(results, 3):
            base = -result.named.base if result.named.role == "deduction" else result.named.base
            self.number(3, place, base, "group number")

    def line(self, row: int, card: Scorecard, results: list[RowScore], widths: list[float]) -> None:
        """Write the line of one unit."""
        unit = card.assessment.unit.text(self.lang)
        self.sheet.write_number(row, 0, row - 3, self.book.style("text number"))
        self.text(row, 1, unit, "text")
        self.text(row, 2, card.assessment.period or "", "text number")
        by_id = {result.id: result for result in card.results}
        for place, one in enumerate(results, 3):
            result, style = by_id[one.id], "total number" if one.id == TOTAL else "text number"
            if result.exact is None:
                self.text(row, place, result.counted.text(self.lang), style)
            else:
                self.number(row, place, Fraction(result.counted.low), style)
        tall = [(unit, widths[1], 12.0)]
        if card.grades is not None:
            grades = self.words(_OR).join(band.title.text(self.lang) for band in card.open_grades)
            self.text(row, 3 + len(results), grades, "text number")
            tall.append((grades, _WIDE_GRADE, 12.0))
        tall += [(by_id[one.id].counted.text(self.lang), _NARROW, _BOLD) for one in results]
        self.sheet.set_row(row, height(*tall))

    def words(self, words: Words) -> str:
        return words.text(self.lang)

    def text(self, row: int, column: int, text: str, style: str) -> None:
        self.sheet.write_string(row, column, text, self.book.style(style))

    def number(self, row: int, column: int, value: Fraction, style: str) -> None:
        self.sheet.write_number(row, column, value, self.book.style(style))


def _card(book: Book, sheet: Any, card: Scorecard, lang: Lang) -> None:  # noqa: ANN401 - a sheet without types
    """Write the scorecard of one unit as it is shown elsewhere, its numbers as numbers."""
    shown = card_sheet(card, lang)
    # The English sheet writes numbers without groups and with a point, so they are read back from it exactly.
    plain = card_sheet(card, "en")
    widths = [_WIDTHS[column.kind] for column in shown.columns]
    widths[-1] = _WHY
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    head = _above(book, sheet, shown, sum(widths))
    for place, column in enumerate(shown.columns):
        sheet.write_string(head, place, column.title, book.style("head"))
    titles = ((column.title, width, _BOLD) for column, width in zip(shown.columns, widths, strict=True))
    sheet.set_row(head, height(*titles))
    row = head + 1
    for line, read in zip(shown.lines, plain.lines, strict=True):
        kind = "asks" if line.asks else {"row": "text", "grade": "total"}.get(line.kind, line.kind)
        for place, (text, exact, column) in enumerate(zip(line.cells, read.cells, shown.columns, strict=True)):
            style = book.style(kind if column.kind == "prose" else f"{kind} number")
            if column.kind == "number" and _NUMBER.fullmatch(exact):
                sheet.write_number(row, place, Fraction(exact), style)
            else:
                sheet.write_string(row, place, text, style)
        sheet.set_row(row, height(*((text, width, 12.0) for text, width in zip(line.cells, widths, strict=True))))
        row += 1
    row = _below(book, sheet, shown, row, sum(widths))
    sheet.freeze_panes(head + 1, 2)
    set_page(sheet, head=head, columns=len(widths), rows=row)


def _above(book: Book, sheet: Any, shown: Sheet, width: float) -> int:  # noqa: ANN401 - as above
    """Write the heading; return the row of the table's head."""
    last = len(shown.columns) - 1
    lines = [(shown.title, "title", 14), *((line, "about", 12) for line in shown.about)]
    for row, (text, style, points) in enumerate(lines):
        sheet.merge_range(row, 0, row, last, "", book.style(style))
        sheet.write_string(row, 0, text, book.style(style))
        sheet.set_row(row, height((text, width, points)))
    return len(lines) + 1


def _below(book: Book, sheet: Any, shown: Sheet, row: int, width: float) -> int:  # noqa: ANN401 - as above
    """Write the remarks under the table; return the row after them."""
    last = len(shown.columns) - 1
    for notes in shown.notes:
        if not notes.items:
            continue
        row += 1
        sheet.write_string(row, 0, notes.title, book.style("label left"))
        for text in notes.items:
            row += 1
            sheet.merge_range(row, 0, row, last, "", book.style("note"))
            sheet.write_string(row, 0, text, book.style("note"))
            sheet.set_row(row, height((text, width, 12)))
        row += 1
    return row
