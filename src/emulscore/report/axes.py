"""Figures as SVG: no script, no address, the page's own text colour; every place is worked out exactly."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from html import escape
from typing import Final

from attrs import frozen

from emulscore.numbers import half_up, to_decimal

__all__ = ["Axis", "circle", "figure", "line", "px", "strokes", "text"]

_TENTH: Final = Fraction(1, 10)
_CHAR: Final = Fraction(13, 2)  # how wide a character of a label is, at most


def px(value: Fraction | int) -> str:
    """Write a place in a picture, to a tenth of a pixel.

    >>> px(Fraction(1, 3)), px(12)
    ('0.3', '12')
    """
    written = str(to_decimal(half_up(Fraction(value), _TENTH), _TENTH))
    return written.removesuffix(".0")


@frozen
class Axis:
    """Where numbers stand along one side of a picture.

    Attributes:
        low: The least number.
        high: The greatest.
        start: Where the least stands, in pixels.
        stop: Where the greatest stands.
    """

    low: Fraction
    high: Fraction
    start: Fraction
    stop: Fraction

    def at(self, value: Fraction) -> Fraction:
        """Return where a number stands."""
        span = self.high - self.low
        return self.start + (value - self.low) / span * (self.stop - self.start) if span else self.start

    def apart(self, marks: Iterable[tuple[Fraction, str]], least: int = 0) -> list[tuple[Fraction, str]]:
        """Return the marks that can be told apart, those that stand first in the list before others.

        Args:
            marks: Numbers with their labels.
            least: The room that a label takes along the axis; 0 for as much as its letters.
        """
        kept: list[tuple[Fraction, str]] = []
        for value, label in marks:
            here = self.at(value)
            room = [Fraction(least) or (len(label) + len(other)) * _CHAR / 2 + 6 for _, other in kept]
            if all(abs(here - self.at(other)) >= need for (other, _), need in zip(kept, room, strict=True)):
                kept.append((value, label))
        return kept


def line(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction], kind: str) -> str:
    """Return a straight line of a kind."""
    (x1, y1), (x2, y2) = one, other
    return f'<line class="{kind}" x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}"/>'


def strokes(each: Iterable[tuple[tuple[Fraction, Fraction], ...]], kind: str) -> str:
    """Return straight strokes of a kind as one shape, each from its first place through the others."""
    drawn = ("M" + "L".join(f"{px(x)} {px(y)}" for x, y in places) for places in each)
    return f'<path class="{kind}" d="{"".join(drawn)}"/>'


def circle(at: tuple[Fraction, Fraction], kind: str) -> str:
    """Return a dot of a kind."""
    return f'<circle class="{kind}" cx="{px(at[0])}" cy="{px(at[1])}" r="3"/>'


def text(at: tuple[Fraction, Fraction], says: str, anchor: str = "start") -> str:
    """Return a label."""
    x, y = (px(place) for place in at)
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(says)}</text>'


def figure(size: tuple[int, int], inside: Iterable[str], label: str, caption: str = "") -> str:
    """Return a picture with its label for people who listen, and a caption under it.

    Args:
        size: Its width and height, in pixels.
        inside: What is drawn.
        label: What it shows, in words.
        caption: What stands under it.
    """
    width, height = size
    under = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    head = f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
    return f"<figure>{head}{''.join(inside)}</svg>{under}</figure>"
