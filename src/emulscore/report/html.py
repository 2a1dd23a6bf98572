"""A sheet as HTML for notebooks and pages: no script, no address, readable on a light and on a dark ground."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from emulscore.report.sheet import Column, Line, Notes, Sheet
from emulscore.words import Lang

__all__ = ["block", "html_of", "notes_html", "paragraphs"]

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
_FIGURES: Final = """\
.emulscore figure{margin:.8em 0}
.emulscore figcaption{font-size:.93em}
.emulscore svg{display:block;max-width:100%;height:auto;color:inherit;overflow:visible}
.emulscore text{fill:currentColor;font-size:12px}
.emulscore .es-axis,.emulscore .es-line,.emulscore .es-thin,.emulscore .es-ring{stroke:currentColor;fill:none}
.emulscore .es-line{stroke-width:2;stroke-linecap:round}
.emulscore .es-grid,.emulscore .es-jump{stroke:currentColor;opacity:.45;stroke-dasharray:2 3}
.emulscore .es-grid{opacity:.2;stroke-dasharray:none}
.emulscore .es-dot{fill:currentColor}
.emulscore .es-bar{fill:rgba(214,120,0,.85)}
.emulscore .es-pale{fill:rgba(128,128,128,.25)}"""
_FOLDS: Final = """\
.emulscore header{text-align:center;margin:.4em 0 .8em}
.emulscore header b{display:block;font-size:1.1em}
.emulscore .es-title b{text-transform:uppercase}
.emulscore header span{display:block;font-size:.93em}
.emulscore details{border:0 solid rgba(128,128,128,.55);border-top-width:1px}
.emulscore summary,.emulscore .es-sum{display:flex;gap:.7em;padding:.3em .4em;list-style:none}
.emulscore summary{cursor:pointer}
.emulscore summary::-webkit-details-marker{display:none}
.emulscore summary::before{content:"▸";width:.8em;opacity:.7}
.emulscore details[open]>summary::before{content:"▾"}
.emulscore .es-row{display:flex;gap:.7em;padding:.3em .4em .3em 1.9em;border-top:1px solid rgba(128,128,128,.55)}
.emulscore .es-sum{padding-left:1.9em;border-top:1px solid currentColor}
.emulscore summary>i,.emulscore .es-sum>i,.emulscore .es-row>i{min-width:2em;font-style:normal;text-align:right}
.emulscore summary>span,.emulscore .es-sum>span,.emulscore .es-row>span{flex:1}
.emulscore summary>b{font-variant-numeric:tabular-nums}
.emulscore .es-head>summary,.emulscore .es-sum{font-weight:bold;background:rgba(128,128,128,.13)}
.emulscore .es-in{padding:.1em .8em .6em 4.4em}
.emulscore .es-in p{margin:.25em 0}
.emulscore .es-in .es-word{opacity:.8}"""


def html_of(sheet: Sheet, figures: str = "") -> str:
    """Return a sheet as one block of HTML, with *figures* under its table; every text of it is escaped.

    >>> from emulscore.report.sheet import Column, Line, Sheet
    >>> sheet = Sheet("Thử", (), (Column("STT", "label"),), (Line("row", ("<1>",)),), (), "vi")
    >>> '<th scope="row" class="es-label">&lt;1&gt;</th>' in html_of(sheet)
    True
    """
    title = escape(sheet.title)
    about = "".join(f"<span>{escape(line)}</span>" for line in sheet.about)
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in sheet.columns)
    return block(
        (
            f'<table aria-label="{title}">',
            f"<caption><b>{title}</b>{about}</caption>",
            f"<thead><tr>{heads}</tr></thead>",
            "<tbody>",
            *(_line(sheet.columns, line) for line in sheet.lines),
            "</tbody>",
            "</table>",
            *([figures] if figures else []),
            *(notes_html(notes) for notes in sheet.notes if notes.items),
        ),
        sheet.lang,
        figures=bool(figures),
    )


def block(inside: Iterable[str], lang: Lang, *, figures: bool = False, folds: bool = False) -> str:
    """Return HTML as one block with its style, which touches nothing outside of it.

    Args:
        inside: The lines of the block.
        lang: The language of its texts.
        figures: Whether pictures are in it.
        folds: Whether parts of it fold.
    """
    style = "\n".join(filter(None, (_STYLE, _FIGURES * figures, _FOLDS * folds)))
    return "\n".join((f'<div class="emulscore" lang="{lang}">', f"<style>\n{style}\n</style>", *inside, "</div>"))


def paragraphs(texts: Iterable[str]) -> str:
    """Return texts as paragraphs."""
    return "".join(f"<p>{escape(text).replace(chr(10), '<br>')}</p>" for text in texts)


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


def notes_html(notes: Notes) -> str:
    """Return remarks as a list under a heading."""
    title = escape(notes.title)
    items = "".join(f"<li>{escape(item)}</li>" for item in notes.items)
    return f'<section aria-label="{title}"><h4>{title}</h4><ul>{items}</ul></section>'
