"""A sheet as text for terminals: wrapped to a width, measured by what a terminal shows and not by characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final, Literal

from emulscore.report.sheet import Column, Line, Sheet
from emulscore.words import nfc

__all__ = ["Style", "plain", "text_of", "width_of", "wrap"]

Style = Callable[[str, Literal["strong", "asks"]], str]
"""Marks a text, by a terminal's codes or not at all."""

_GAP: Final = "  "
_NARROWEST: Final = 50  # a table for less would only be broken words
_PROSE: Final = 36  # with less for each text, the last one moves under the first
_LEAST: Final = 24  # with less for each text, points are wrapped too
_TIGHT: Final = 8
_HEADING: Final = 2
_UNDER: Final = "→ "


def plain(text: str, _: Literal["strong", "asks"]) -> str:
    """Leave a text as it is."""
    return text


def width_of(text: str) -> int:
    """Return how many places of a terminal a text takes: none for a combining mark, two for a wide character.

    >>> width_of("Điểm"), width_of("Die\u0302\u0309m"), width_of("点")
    (4, 4, 2)
    """
    return sum(_place(char) for char in text)


def _place(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most *width* places, at spaces where there are any.

    >>> wrap("Điểm chuẩn", 5)
    ['Điểm', 'chuẩn']
    """
    lines: list[str] = []
    for paragraph in _harmless(nfc(text)).split("\n"):
        line = ""
        for piece in (piece for word in paragraph.split() for piece in _pieces(word, width)):
            if line and width_of(line) + 1 + width_of(piece) > width:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
        lines.append(line)
    return lines


def _harmless(text: str) -> str:
    """Take out what would command the terminal: a title from a file may hold any character."""
    return "".join(" " if char != "\n" and unicodedata.category(char) == "Cc" else char for char in text)


def _pieces(word: str, width: int) -> Iterator[str]:
    """Break a word that is longer than a line."""
    piece = ""
    for char in word:
        if piece and width_of(piece + char) > width:
            yield piece
            piece = ""
        piece += char
    yield piece


def text_of(sheet: Sheet, width: int = 100, style: Style = plain) -> str:
    """Return a sheet as lines of at most *width* places.

    >>> columns = (Column("STT", "label"), Column("Nội dung", "prose"))
    >>> sheet = Sheet("Thử", (), columns, (Line("row", ("1", "Hồ sơ")),), (), "vi")
    >>> print(text_of(sheet, 50).splitlines()[-2])
    1    Hồ sơ

    Args:
        sheet: What to show.
        width: The places of a line.
        style: How headings, totals and questions are marked.
    """
    width = max(width, _NARROWEST)
    columns, lines = list(sheet.columns), list(sheet.lines)
    widths = _widths(columns, lines, width)
    heads = tuple(column.title for column in columns)
    prose = [place for place, column in enumerate(columns) if column.kind == "prose"]
    if len(prose) > 1 and widths[prose[-1]] < _PROSE:
        first, under = prose[0], prose[-1]
        lines = [Line(line.kind, _stacked(line.cells, first, under), line.asks) for line in lines]
        heads = _stacked(heads, first, under)
        del columns[under]
        widths = _widths(columns, lines, width)
    rule = "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
    out = [style(text, "strong") for text in wrap(sheet.title.upper(), width)]
    out += [text for about in sheet.about for text in wrap(about, width)]
    out += ["", rule]
    out += [style(text, "strong") for text in _row(columns, heads, widths)]
    out += [rule]
    for number, line in enumerate(lines):
        if line.kind == "total" and number and lines[number - 1].kind != "total":
            out += [rule]
        texts = _row(columns, line.cells, widths)
        mark: Literal["strong", "asks"] = "asks" if line.asks else "strong"
        out += texts if line.kind == "row" and not line.asks else (style(text, mark) for text in texts)
    out += [rule]
    for notes in sheet.notes:
        if notes.items:
            out += ["", *(style(text, "strong") for text in wrap(notes.title, width))]
            out += [text for item in notes.items for text in _hanging("- ", item, width)]
    return "\n".join(out) + "\n"


def _stacked(cells: Sequence[str], first: int, under: int) -> tuple[str, ...]:
    """Put one text of a line under another."""
    kept = list(cells)
    text = kept.pop(under)
    if text:
        kept[first] += "".join(f"\n{_UNDER}{part}" for part in text.split("\n"))
    return tuple(kept)


def _widths(columns: Sequence[Column], lines: Sequence[Line], width: int) -> list[int]:
    """Give numbers what they need, in a small terminal only their longest word, and share the rest among the texts."""
    prose = [place for place, column in enumerate(columns) if column.kind == "prose"]
    room = width - len(_GAP) * (len(columns) - 1)
    widths = [_natural(column, place, lines) for place, column in enumerate(columns)]
    if room - _taken(widths, prose) < _LEAST * len(prose):
        widths = [_natural(column, place, lines, tight=True) for place, column in enumerate(columns)]
    for place in prose:
        widths[place] = max((room - _taken(widths, prose)) // len(prose), _TIGHT)
    return widths


def _taken(widths: Sequence[int], prose: Sequence[int]) -> int:
    return sum(width for place, width in enumerate(widths) if place not in prose)


def _natural(column: Column, place: int, lines: Sequence[Line], *, tight: bool = False) -> int:
    texts = [line.cells[place] for line in lines]
    if tight:
        return max((width_of(word) for text in (column.title, *texts) for word in text.split()), default=0)
    return max(_heading(column.title), *map(width_of, texts), 0)


def _heading(title: str) -> int:
    """Return the least width in which a heading takes at most two lines."""
    least = max(map(width_of, title.split()), default=0)
    return next((width for width in range(least, width_of(title)) if len(wrap(title, width)) <= _HEADING), least)


def _row(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Yield the lines of one row."""
    wrapped = [
        [line for part in cell.split("\n") for line in _cell(part, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=""):
        padded = (
            " " * (width - width_of(part)) + part if column.kind == "number" else part + " " * (width - width_of(part))
            for column, part, width in zip(columns, parts, widths, strict=True)
        )
        yield _GAP.join(padded).rstrip()


def _cell(text: str, width: int) -> Iterable[str]:
    return _hanging(_UNDER, text.removeprefix(_UNDER), width) if text.startswith(_UNDER) else wrap(text, width)


def _hanging(mark: str, text: str, width: int) -> Iterator[str]:
    """Yield the lines of an item, with its mark before the first and room for it before the others."""
    for number, line in enumerate(wrap(text, width - len(mark))):
        yield (mark if number == 0 else " " * len(mark)) + line
