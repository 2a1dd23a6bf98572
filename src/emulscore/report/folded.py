"""A scheme as HTML that folds without a script: groups open, each row with its rule, readings and evidence inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final, Literal, get_args

from emulscore.criteria import Criterion, Item
from emulscore.report.fit import first_that_fits
from emulscore.report.html import block, paragraphs
from emulscore.report.listing import Listed, grade_notes, scheme_sheet
from emulscore.report.sheet import Line, Sheet
from emulscore.report.told import Summary, rich_of
from emulscore.words import Lang, Words

__all__ = ["Foldable", "folded_html", "row_notes"]

Depth = Literal["readings", "rules", "titles", "groups"]
"""What is said of each row, at most: most first."""

_WORDING: Final = Words("Văn bản ghi: “{}”", "The source says: “{}”")
_READING: Final = Words("Hiểu là ({}): {}", "Read as ({}): {}")
_EVIDENCE: Final = Words("Căn cứ: {}", "Evidence: {}")
_SYSTEM: Final = Words("Nguồn số liệu: {}", "Source of the figures: {}")
_SHORT: Final[Mapping[Depth, Words]] = {
    "rules": Words(
        "Rút gọn cho vừa sổ tay: không có phần được hiểu và căn cứ; summary() có cách tính của mọi tiêu chí.",
        "Shortened for the notebook: without readings and evidence; summary() has every rule.",
    ),
    "titles": Words(
        "Rút gọn cho vừa sổ tay: chỉ có tên tiêu chí; summary() có cách tính của mọi tiêu chí.",
        "Shortened for the notebook: titles only; summary() has every rule.",
    ),
    "groups": Words(
        "Rút gọn cho vừa sổ tay: chỉ có các nhóm; summary() có mọi tiêu chí.",
        "Shortened for the notebook: groups only; summary() has every row.",
    ),
}
_REMARK: Final = Words("Ghi chú: {}", "Remark: {}")


class Foldable:
    """Shows a scheme: folded in notebooks, in colours in a terminal where rich is there, and as text, Markdown or HTML."""

    __slots__ = ()

    def sheet(self: Listed, lang: Lang = "vi") -> Sheet:
        """Return it as a table, as documents print it."""
        return scheme_sheet(self, lang)

    def summary(self: Listed, lang: Lang = "vi") -> Summary:
        """Return it as text, Markdown or HTML."""
        return Summary(scheme_sheet(self, lang))

    def _repr_html_(self: Listed) -> str:
        return first_that_fits(folded_html(self, depth=depth) for depth in get_args(Depth))

    def __rich__(self: Listed) -> Any:  # noqa: ANN401 - a class of rich, which is not always there
        return rich_of(scheme_sheet(self))


def folded_html(scheme: Listed, lang: Lang = "vi", *, depth: Depth = "readings") -> str:
    """Return a scheme as one block of HTML: groups and rows that fold, then grades and remarks.

    Args:
        scheme: The scheme.
        lang: The language.
        depth: What is said of each row at most: its readings and evidence, its rule, its title, or only its group.
    """
    sheet = scheme_sheet(scheme, lang)
    lines = {line.cells[0]: line for line in sheet.lines if line.cells[0]}
    short = [] if depth == "readings" else [_SHORT[depth].text(lang)]
    about = "".join(f"<span>{escape(text)}</span>" for text in (*sheet.about, *short))
    total = sheet.lines[-1]
    under = [] if scheme.grades is None else [notes for notes in grade_notes(scheme.grades, lang) if notes.items]
    remark = [] if scheme.remark is None else [_REMARK.text(lang).format(scheme.remark.text(lang))]
    return block(
        (
            f'<header class="es-title"><b>{escape(sheet.title)}</b>{about}</header>',
            paragraphs(remark),
            *_items(scheme.items, lines, lang, depth),
            _total(total),
            *(
                _fold("", ("", f"{notes.title} ({len(notes.items)})", ""), "<ul>" + _list(notes.items) + "</ul>")
                for notes in under
            ),
        ),
        lang,
        folds=True,
    )


def _items(items: Iterable[Item], lines: Mapping[str, Line], lang: Lang, depth: Depth) -> Iterator[str]:
    for item in items:
        id_, title, base, how = lines[item.id].cells
        if not isinstance(item, Criterion):
            inside = paragraphs([how]) if how and depth in {"readings", "rules"} else ""
            under = "".join(_items(item.items, lines, lang, depth))
            yield _fold("es-head", (id_, title, base), inside, under, opened=True)
        elif depth == "titles":
            yield f'<div class="es-row"><i>{escape(id_)}</i><span>{escape(title)}</span><b>{escape(base)}</b></div>'
        elif depth != "groups":
            notes = "".join(row_notes(item, lang)) if depth == "readings" else ""
            yield _fold("", (id_, title, base), paragraphs([how]) + notes)


def row_notes(row: Criterion, lang: Lang) -> Iterator[str]:
    """Yield what is said of a row beside its rule, as HTML."""
    if row.wording is not None:
        yield f'<p class="es-word">{escape(_WORDING.text(lang).format(row.wording))}</p>'
    said = [_READING.text(lang).format(one.argument, one.text.text(lang)) for one in row.readings]
    if row.evidence:
        said.append(_EVIDENCE.text(lang).format("; ".join(one.text(lang) for one in row.evidence)))
    said += [] if row.system is None else [_SYSTEM.text(lang).format(row.system.text(lang))]
    said += [] if row.remark is None else [_REMARK.text(lang).format(row.remark.text(lang))]
    yield paragraphs(said)


def _fold(kind: str, head: tuple[str, ...], inside: str, after: str = "", *, opened: bool = False) -> str:
    id_, title, base = map(escape, head)
    of = f' class="{kind}"' if kind else ""
    body = f'<div class="es-in">{inside}</div>' if inside else ""
    number = f"<b>{base}</b>" if base else ""
    summary = f"<summary><i>{id_}</i><span>{title}</span>{number}</summary>"
    return f"<details{of}{' open' * opened}>{summary}{body}{after}</details>"


def _total(line: Line) -> str:
    _, title, base, said = map(escape, line.cells)
    under = f'<div class="es-in"><p>{said}</p></div>' if said else ""
    return f'<div class="es-sum"><i></i><span>{title}</span><b>{base}</b></div>{under}'


def _list(items: Iterable[str]) -> str:
    return "".join(f"<li>{escape(item)}</li>" for item in items)
