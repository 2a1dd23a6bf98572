"""A sheet as a file that is handed on: a page to print or to open in a word processor, or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from emulscore.report.html import html_of
from emulscore.report.sheet import Kind, Sheet
from emulscore.words import nfc

__all__ = ["markdown_of", "page_of"]

_PAGE: Final = """\
<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page{{size:A4 landscape;margin:20mm 15mm}}
body{{font-family:"Times New Roman",serif;font-size:13pt;margin:1em}}
.emulscore{{margin:0 auto}}
.emulscore tr{{break-inside:avoid}}
.emulscore+.emulscore{{break-before:page;margin-top:3em}}
</style>
</head>
<body>
{body}
</body>
</html>
"""
_RULES: Final[dict[Kind, str]] = {"label": ":-:", "prose": ":--", "number": "--:"}


def page_of(sheet: Sheet, *more: Sheet) -> str:
    """Return sheets as a whole page of HTML, for A4 across, each on a sheet of paper of its own.

    >>> page_of(Sheet("Thử", (), (), (), (), "vi")).splitlines()[1]
    '<html lang="vi">'
    """
    return _PAGE.format(lang=sheet.lang, title=escape(sheet.title), body="\n".join(map(html_of, (sheet, *more))))


def markdown_of(sheet: Sheet) -> str:
    r"""Return a sheet as Markdown; what would be a mark in a text is taken as it stands.

    >>> from emulscore.report.sheet import Column, Line
    >>> print(markdown_of(Sheet("Thử", (), (Column("STT", "label"),), (Line("row", ("1|2",)),), (), "vi")), end="")
    # Thử
    <BLANKLINE>
    | STT |
    | :-: |
    | 1\|2 |
    """
    return "\n".join(_blocks(sheet))


def _blocks(sheet: Sheet) -> Iterator[str]:
    yield f"# {_plain(sheet.title)}\n"
    for line in sheet.about:
        yield f"{_plain(line)}\n"
    yield _row(_plain(column.title) for column in sheet.columns)
    yield _row(_RULES[column.kind] for column in sheet.columns)
    for one in sheet.lines:
        texts = [_plain(cell) for cell in one.cells]
        yield _row(texts if one.kind == "row" else (f"**{text}**" if text else "" for text in texts))
    for notes in sheet.notes:
        if notes.items:
            yield f"\n**{_plain(notes.title)}**\n"
            yield "\n".join(f"- {_plain(item)}" for item in notes.items)
    yield ""


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Return a text of one line in which no character is a mark."""
    marked = "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in nfc(text))
    return "<br>".join(" ".join(line.split()) for line in marked.split("\n"))
