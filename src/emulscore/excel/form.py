"""A sheet to fill in: what stands above its table, its yellow cells with their checks and prompts, its page."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Final, assert_never

from attrs import field, frozen

from emulscore.excel.entries import Ask
from emulscore.excel.known import Typing
from emulscore.excel.layout import HEAD, LISTS, META, Column, cell_name
from emulscore.excel.styles import Book, height, set_page
from emulscore.numbers import show
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

__all__ = ["BOLD", "Form", "Lists"]

BOLD: Final = 13
"""Bold letters of 12 points are as wide as plain ones of 13."""

_HINT: Final = Words(
    "Chỉ nhập vào các ô màu vàng. Chưa có số liệu thì để trống, không ghi 0; không nhập công thức. "
    "Chọn một ô để xem hướng dẫn của ô ấy.",
    "Fill in the yellow cells only. Leave a cell empty where nothing is known yet, do not write 0; no formulas. "
    "Select a cell to see what it takes.",
)
_ERROR: Final = Words("Giá trị không hợp lệ", "This value cannot be taken")
_FIRST_DAY: Final = date(1990, 1, 1)
_LAST_DAY: Final = date(2099, 12, 31)
_LONGEST_TITLE: Final = 32  # of a prompt; Excel takes no more
_LONGEST_PROMPT: Final = 255


@frozen
class Lists:
    """The lists that cells choose from, each once, and where it stands on the hidden sheet."""

    found: dict[tuple[str, ...], str] = field(factory=dict)

    def place(self, choices: tuple[str, ...]) -> str:
        """Return the range of a list, which is noted where it is new."""
        column = LISTS + len(self.found)
        place = f"={META}!${cell_name(0, column)[:-1]}$1:${cell_name(0, column)[:-1]}${len(choices)}"
        return self.found.setdefault(choices, place)


@frozen
class Form:
    """Writes one sheet of one unit."""

    book: Book
    sheet: Any
    scheme: Scheme
    lang: Lang
    lists: Lists

    def start(self, columns: tuple[Column, ...], title: Words) -> None:
        """Write what stands above the table."""
        last = len(columns) - 2  # the key is hidden
        width = sum(column.width for column in columns)
        text = title.text(self.lang).format(self.scheme.title.text(self.lang))
        self.sheet.set_row(0, height((text, width, 14)))
        self.sheet.merge_range(0, 0, 0, last, "", self.book.style("title"))
        self.sheet.write_string(0, 0, text, self.book.style("title"))
        hint = _HINT.text(self.lang)
        self.sheet.set_row(3, height((hint, width, 12)))
        self.sheet.merge_range(3, 0, 3, last, "", self.book.style("note"))
        self.sheet.write_string(3, 0, hint, self.book.style("note"))
        for place, column in enumerate(columns):
            hidden = {"hidden": True} if column.name == "key" else {}
            self.sheet.set_column(place, place, column.width, None, hidden)
            if column.name != "key":
                self.sheet.write_string(HEAD, place, column.title.text(self.lang), self.book.style("head"))
        titles = [(column.title.text(self.lang), column.width, BOLD) for column in columns]
        self.sheet.set_row(HEAD, height(*titles))

    def finish(self, columns: tuple[Column, ...], rows: int) -> None:
        """Lock the sheet and set the page."""
        set_page(self.sheet, head=HEAD, columns=len(columns) - 1, rows=rows)
        self.sheet.freeze_panes(HEAD + 1, 2)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{cell_name(max(rows - 1, 0), len(columns) - 1)}"})
        self.sheet.protect("", {"format_rows": True, "format_columns": True})

    def text(self, row: int, column: int, text: str, style: str) -> None:
        """Write a text, whatever it begins with."""
        self.sheet.write_string(row, column, text, self.book.style(style))

    def entry(self, row: int, column: int, ask: Ask, style: str, known: Typing | None = None) -> None:
        """Make a cell yellow, with its check and its prompt, and with what is known already."""
        match known:
            case None:
                self.sheet.write_blank(row, column, None, self.book.style(style))
            case str():
                self.text(row, column, known, style)
            case date():
                self.sheet.write_datetime(row, column, known, self.book.style(style))
            case _:
                self.sheet.write_number(row, column, known, self.book.style(style))
        says = ask.says.text(self.lang)
        prompt = {
            "input_title": _cut(ask.title.text(self.lang), _LONGEST_TITLE),
            "input_message": _cut(says, _LONGEST_PROMPT),
        }
        error = {"error_title": _ERROR.text(self.lang), "error_message": _cut(says, _LONGEST_PROMPT)}
        self.sheet.data_validation(row, column, row, column, {**self._check(ask), **prompt, **error})

    def _check(self, ask: Ask) -> dict[str, object]:
        match ask.kind:
            case "whole":
                return _span("integer", ask.low, ask.high)
            case "decimal":
                return _span("decimal", ask.low, ask.high)
            case "date":
                return {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
            case "list":
                choices = tuple(choice.text(self.lang) for choice in ask.choices)
                return {"validate": "list", "source": self.lists.place(choices)}
            case "text":
                return {"validate": "any"}
            case _:
                assert_never(ask.kind)


def _span(kind: str, low: Fraction, high: Fraction) -> dict[str, object]:
    ends = {"minimum": show(low, "en"), "maximum": show(high, "en")}
    return {"validate": kind, "criteria": "between", **ends}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
