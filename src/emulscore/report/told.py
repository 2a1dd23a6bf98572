"""What everything that has a sheet offers: text, Markdown, HTML for notebooks, and colours where rich is installed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib import import_module
from typing import Any

from attrs import field, frozen

from emulscore.report.fit import fitted
from emulscore.report.html import html_of
from emulscore.report.page import markdown_of
from emulscore.report.sheet import Sheet
from emulscore.report.text import text_of
from emulscore.words import Lang

__all__ = ["Summary", "Told", "rich_of"]

_WIDTH = 100


@frozen
class Summary:
    """A table that can be written in several forms.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> summary = scheme.score(assessment, partial=True).summary()
    >>> print(summary.as_text().splitlines()[0])
    TÓM TẮT KẾT QUẢ CHẤM ĐIỂM
    >>> summary.as_markdown().splitlines()[0]
    '# Tóm tắt kết quả chấm điểm'

    Attributes:
        sheet: The table.
        figures: Pictures that stand under it in HTML.
    """

    sheet: Sheet = field(repr=False)
    figures: str = field(default="", repr=False)

    def as_text(self, width: int = _WIDTH) -> str:
        """Return it as lines of at most *width* places."""
        return text_of(self.sheet, width)

    def as_markdown(self) -> str:
        """Return it as Markdown."""
        return markdown_of(self.sheet)

    def as_html(self) -> str:
        """Return it as one block of HTML: no script, no address, the page's own colours."""
        return html_of(self.sheet, self.figures)

    def __str__(self) -> str:
        return self.as_text()

    def _repr_html_(self) -> str:
        return fitted(self.sheet, self.figures)

    def _repr_markdown_(self) -> str:
        return self.as_markdown()

    def __rich__(self) -> Any:  # noqa: ANN401 - a class of rich, which is not always there
        return rich_of(self.sheet)


class Told(ABC):
    """Something that is shown as a sheet."""

    __slots__ = ()

    @abstractmethod
    def sheet(self, lang: Lang = "vi") -> Sheet:
        """Return it as a table."""

    def text(self, lang: Lang = "vi") -> str:
        """Return it as text."""
        return text_of(self.sheet(lang))

    def summary(self, lang: Lang = "vi") -> Summary:
        """Return it as text, Markdown or HTML."""
        return Summary(self.sheet(lang))

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        return fitted(self.sheet())

    def __rich__(self) -> Any:  # noqa: ANN401 - as above
        return rich_of(self.sheet())


def rich_of(sheet: Sheet) -> Any:  # noqa: ANN401 - as above
    """Return a sheet as a table of rich; a text in brackets stays a text.

    Args:
        sheet: The sheet.
    """
    table_of, text = import_module("rich.table").Table, import_module("rich.text").Text
    heads = [text(sheet.title, style="bold"), *map(text, sheet.about)]
    table = table_of(header_style="bold")
    for column in sheet.columns:
        table.add_column(text(column.title), justify="right" if column.kind == "number" else "left")
    for line in sheet.lines:
        style = "yellow" if line.asks else "" if line.kind == "row" else "bold"
        table.add_row(*map(text, line.cells), style=style)
    under = [
        text(words, style=style)
        for notes in sheet.notes
        if notes.items
        for words, style in [(notes.title, "bold"), *((f"- {item}", "") for item in notes.items)]
    ]
    return import_module("rich.console").Group(*heads, table, *under)
