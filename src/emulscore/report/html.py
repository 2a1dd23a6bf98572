"""A sheet as HTML for notebooks and pages: no script, no address, readable on a light and on a dark ground."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from emulscore.report.sheet import Column, Line, Notes, Sheet

__all__ = ["html_of"]

# Colours come from the page (currentColor), so the table follows its light or dark ground. The notebook's own
# stripes and right alignment are set back, for the width of this table only.
_STYLE: Final = """\
.emulscore{max-width:75em;overflow-x:auto;line-height:1.4}
.emulscore table{border-collapse:collapse;width:100%;margin:.6em 0;font-size:.93em;color:inherit;\
border:1px solid currentColor;font-variant-numeric:tabular-nums}
.emulscore caption{caption-side:top;text-align:center;color:inherit;padding:.3em 0 .8em}
.emulscore caption b{display:block;text-transform:uppercase;font-size:1.1em;margin-bottom:.2em}
.emulscore caption span{display:block}
.emulscore tr,.emulscore tr:hover{background:none!important}
.emulscore th,.emulscore td{border:1px solid rgba(128,128,128,.55);padding:.35em .6em;vertical-align:top;\
text-align:left;font-weight:normal;color:inherit;background:none;white-space:normal}
.emulscore thead th{font-weight:bold;text-align:center;vertical-align:middle;border-bottom:2px solid currentColor}
.emulscore .es-label{text-align:center;white-space:nowrap}
.emulscore .es-number{text-align:right;white-space:nowrap}
.emulscore .es-prose{min-width:12em}
.emulscore .es-group>*,.emulscore .es-total>*,.emulscore .es-grade>*{font-weight:bold;background:rgba(128,128,128,.13)}
.emulscore tr>.es-prose:last-child{font-weight:normal}
.emulscore .es-asks>*{background:rgba(230,150,0,.2)}
.emulscore .es-asks .es-number{font-weight:bold}
.emulscore h4{margin:.8em 0 .2em;font-size:1em}
.emulscore ul{margin:0;padding-left:1.4em}"""


def html_of(sheet: Sheet) -> str:
    """Return a sheet as one block of HTML; every text of it is escaped.

    >>> from emulscore.report.sheet import Column, Line, Sheet
    >>> sheet = Sheet("Thử", (), (Column("STT", "label"),), (Line("row", ("<1>",)),), (), "vi")
    >>> '<th scope="row" class="es-label">&lt;1&gt;</th>' in html_of(sheet)
    True
    """
    title = escape(sheet.title)
    about = "".join(f"<span>{escape(line)}</span>" for line in sheet.about)
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in sheet.columns)
    return "\n".join(
        (
            f'<div class="emulscore" lang="{sheet.lang}">',
            f"<style>\n{_STYLE}\n</style>",
            f'<table aria-label="{title}">',
            f"<caption><b>{title}</b>{about}</caption>",
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *(_line(sheet.columns, line) for line in sheet.lines),
            "</tbody>",
            "</table>",
            *(_notes(notes) for notes in sheet.notes if notes.items),
            "</div>",
        )
    )


def _line(columns: Iterable[Column], line: Line) -> str:
    cells = "".join(_cell(column, text) for column, text in zip(columns, line.cells, strict=True))
    classes = [f"es-{line.kind}"] * (line.kind != "row") + ["es-asks"] * line.asks
    of = f' class="{" ".join(classes)}"' if classes else ""
    return f"<tr{of}>{cells}</tr>"


def _cell(column: Column, text: str) -> str:
    inside = escape(text).replace("\n", "<br>")
    if column.kind == "label" and text:
        return f'<th scope="row" class="es-label">{inside}</th>'
    return f'<td class="es-{column.kind}">{inside}</td>'


def _notes(notes: Notes) -> str:
    title = escape(notes.title)
    items = "".join(f"<li>{escape(item)}</li>" for item in notes.items)
    return f'<section aria-label="{title}"><h4>{title}</h4><ul>{items}</ul></section>'
