"""Horizontal bars as SVG: one number each, longest where it is greatest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.numbers import show
from emulscore.report.axes import figure, px, text
from emulscore.report.text import wrap
from emulscore.search.steps import Lost
from emulscore.words import Lang, Words

__all__ = ["Bar", "bars", "lost_bars"]

_WIDTH: Final = 560
_LABELS: Final = 250
_ROOM: Final = 60  # for the number behind a bar
_STEP: Final = 24
_LINE: Final = 14
_LETTERS: Final = 38  # of a line of a label
_LINES: Final = 2  # what is longer is cut; the table has it whole
_LABEL = Words("{}: {}.", "{}: {}.")
_LOST = Words("Điểm bị mất trên điểm chuẩn của tiêu chí", "Points lost of each criterion's base points")
_NONE: Final = Fraction(0)


@frozen
class Bar:
    """One bar.

    Attributes:
        label: What it is of.
        value: How long it is.
        most: How long it could be; a pale bar behind it shows it where it is given.
    """

    label: str
    value: Fraction
    most: Fraction | None = None

    def number(self, lang: Lang) -> str:
        """Return its number, before what it could be where that is given."""
        value = show(self.value, lang)
        return value if self.most is None else f"{value}/{show(self.most, lang)}"


def bars(drawn: Sequence[Bar], full: Fraction, label: str, lang: Lang = "vi", caption: str = "") -> str:
    """Return bars as a picture; its words tell every number.

    Args:
        drawn: The bars, from the top down.
        full: What the whole width stands for, at least.
        label: What the bars are of.
        lang: The language of the numbers.
        caption: What stands under it.
    """
    most = max([full, *(max(bar.value, bar.most or _NONE) for bar in drawn)], default=_NONE)
    said = "; ".join(f"{bar.label}: {bar.number(lang)}" for bar in drawn)
    heads = [_wrapped(bar.label) for bar in drawn]
    step = _STEP + (_LINE if any(len(head) > 1 for head in heads) else 0)
    inside = (
        part
        for place, (bar, head) in enumerate(zip(drawn, heads, strict=True))
        for part in _bar(bar, head, Fraction(place * step + 6), most, lang)
    )
    return figure((_WIDTH, step * len(drawn) + 8), inside, _LABEL.text(lang).format(label, said), caption)


def _bar(bar: Bar, head: Sequence[str], top: Fraction, most: Fraction, lang: Lang) -> Iterator[str]:
    room = Fraction(_WIDTH - _LABELS - _ROOM)
    long, pale = (_NONE if not most else max(value, _NONE) / most * room for value in (bar.value, bar.most or _NONE))
    for place, words in enumerate(head):
        yield text((Fraction(_LABELS - 8), top + 12 + place * _LINE), words, "end")
    if pale:
        yield _rect(top, pale, "es-pale")
    yield _rect(top, long, "es-bar")
    yield text((_LABELS + max(long, pale) + 6, top + 12), bar.number(lang))


def _rect(top: Fraction, long: Fraction, kind: str) -> str:
    return f'<rect class="{kind}" x="{_LABELS}" y="{px(top)}" width="{px(long)}" height="16"/>'


def _wrapped(label: str) -> list[str]:
    """Break a label into its first lines; what is left is cut."""
    lines = wrap(label, _LETTERS)
    if len(lines) <= _LINES:
        return lines
    last = lines[_LINES - 1]
    return [*lines[: _LINES - 1], (last if len(last) < _LETTERS else last.rpartition(" ")[0]) + "…"]


def lost_bars(lost: Iterable[Lost], bases: Mapping[str, Fraction], lang: Lang = "vi") -> str:
    """Return the points that rows lost as bars, each before the row's full points; nothing where none were lost.

    Args:
        lost: The rows that lost points.
        bases: The full points of each row.
        lang: The language.
    """
    drawn = [Bar(f"{one.row}. {one.title.text(lang)}", Fraction(one.points), bases[one.row]) for one in lost]
    return bars(drawn, _NONE, _LOST.text(lang), lang, _LOST.text(lang)) if drawn else ""
