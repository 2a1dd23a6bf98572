"""Solves for one number: where points that move in pieces of `(a + b·v) / (c + d·v)` take a wanted value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from emulscore.formula.bounds import Interval

__all__ = ["Solved", "merged", "solved"]

Along = Callable[[Fraction], Fraction | None]
_DEEPEST = 10
_MOST_TRIALS = 250


class _Remembered:
    """Points at numbers, each worked out once, and none beyond a number of trials."""

    spent = False

    def __init__(self, along: Along) -> None:
        self._along = along
        self._known: dict[Fraction, Fraction | None] = {}

    def __call__(self, value: Fraction) -> Fraction | None:
        if value not in self._known:
            self.spent = self.spent or len(self._known) >= _MOST_TRIALS
            self._known[value] = None if self.spent else self._along(value)
        return self._known[value]


@frozen
class _Piece:
    """Between *low* and *high*, both open, the points are `(a + b·v) / (c + d·v)`."""

    low: Fraction
    high: Fraction
    a: Fraction
    b: Fraction
    c: Fraction
    d: Fraction

    def at(self, value: Fraction) -> Fraction | None:
        bottom = self.c + self.d * value
        return None if bottom == 0 else (self.a + self.b * value) / bottom

    def where(self, points: Fraction) -> Fraction | None:
        """Return the number at which the points are as many, on the whole curve."""
        slope = self.b - points * self.d
        return None if slope == 0 or self._flat else (points * self.c - self.a) / slope

    @property
    def _flat(self) -> bool:
        return self.a * self.d == self.b * self.c


@frozen
class Solved:
    """The numbers that yield what is wanted; where rounding makes a difference, the greatest that needs none."""

    values: tuple[Interval, ...]
    exact: Fraction | None


def solved(
    along: Along, edges: Sequence[Fraction], yields: Callable[[Fraction | None], bool], wanted: Fraction, step: Fraction
) -> Solved:
    """Return the numbers between the first and the last edge at which the points are printed as *wanted*.

    Pieces are fitted and then held against further numbers. Where points move in another way, as when a share of what is left
    is taken again and again, nothing is returned.

    Args:
        along: The exact points at a number; None where there are none.
        edges: Where the points can jump or bend, in rising order.
        yields: Whether exact points are printed as what is wanted.
        wanted: The printed points that are wanted.
        step: The grid of printed points.
    """
    along = _Remembered(along)
    found = [Interval(edge, edge) for edge in edges if yields(along(edge))]
    exact = [edge for edge in edges if along(edge) == wanted]
    for low, high in pairwise(edges):
        for piece in _pieces(along, low, high, 0):
            found += _within(piece, yields, wanted, step)
            at = piece.where(wanted)
            if at is not None and piece.low < at < piece.high and along(at) == wanted:
                exact.append(at)
            if piece.low > low and yields(along(piece.low)):  # a bend between two pieces
                found.append(Interval(piece.low, piece.low))
    if along.spent:  # the points move in another way than in pieces; half an answer would mislead
        return Solved((), None)
    values = merged(found)
    tried = [number for one in values for number in (one.low, (one.low + one.high) / 2, one.high)]
    unrounded = all(along(one) == wanted for one in tried if yields(along(one)))
    return Solved(values, None if unrounded else max(exact, default=None))


def _within(
    piece: _Piece, yields: Callable[[Fraction | None], bool], wanted: Fraction, step: Fraction
) -> Iterator[Interval]:
    """Yield the part of a piece that yields what is wanted: rounding turns points at most one step away into it."""
    cuts = {piece.low, piece.high}
    for by in (-2, -1, 0, 1, 2):
        at = piece.where(wanted + by * step / 2)
        if at is not None and piece.low < at < piece.high:
            cuts.add(at)
    ordered = sorted(cuts)
    yield from (Interval(cut, cut) for cut in ordered[1:-1] if yields(piece.at(cut)))
    for low, high in pairwise(ordered):
        if yields(piece.at((low + high) / 2)):
            yield Interval(low, high, low_open=True, high_open=True)


def _pieces(along: Along, low: Fraction, high: Fraction, depth: int) -> list[_Piece]:
    """Return the pieces between two numbers, in rising order."""
    if (whole := _fitted(along, low, high, _inside(low, high))) is not None:
        return [whole]
    if depth == _DEEPEST:
        return []
    width = (high - low) / 64
    left = _fitted(along, low, high, [low + width * place for place in (1, 2, 3, 4)])
    right = _fitted(along, low, high, [high - width * place for place in (4, 3, 2, 1)])
    if left is not None and right is not None:
        for bend in _meetings(left, right):
            if low < bend < high:
                pieces = [_fitted(along, *ends, _inside(*ends)) for ends in ((low, bend), (bend, high))]
                if all(pieces):
                    return [piece for piece in pieces if piece is not None]
    middle = (low + high) / 2
    return [*_pieces(along, low, middle, depth + 1), *_pieces(along, middle, high, depth + 1)]


def _inside(low: Fraction, high: Fraction) -> list[Fraction]:
    return [low + (high - low) * place / 8 for place in range(1, 8)]


def _fitted(along: Along, low: Fraction, high: Fraction, at: Sequence[Fraction]) -> _Piece | None:
    """Return the piece through three of some numbers, if all the others lie on it too."""
    points = [along(one) for one in at]
    known = [one for one in points if one is not None]
    if len(known) < len(points):
        return None
    piece = _through(low, high, [(at[place], known[place]) for place in (0, len(at) // 2, -1)])
    if piece is not None and all(piece.at(one) == value for one, value in zip(at, known, strict=True)):
        return piece
    return None


def _through(low: Fraction, high: Fraction, three: Sequence[tuple[Fraction, Fraction]]) -> _Piece | None:
    """Return the piece through three points: a line where they lie on one, else `(a + b·v) / (c + d·v)`."""
    (v, p), (w, q), (x, r) = three
    one, other = (q - p) / (w - v), (r - q) / (x - w)
    if one == other:
        return _Piece(low, high, p - one * v, one, Fraction(1), Fraction(0))
    # The points are b/d less a fraction of 1/(v - pole): the pole is where the slopes of the two chords say.
    if one == 0 or other == 0:
        return None
    pole = (v * one - x * other) / (one - other)
    if low < pole < high or pole in {v, w, x}:
        return None
    k = (p - q) / (1 / (v - pole) - 1 / (w - pole))
    level = p - k / (v - pole)
    return _Piece(low, high, k - level * pole, level, -pole, Fraction(1))


def _meetings(left: _Piece, right: _Piece) -> Iterator[Fraction]:
    """Yield the numbers at which two pieces meet, where one of them is level or both are lines."""
    for one, other in ((left, right), (right, left)):
        if one.d == 0 and one.b == 0 and (at := other.where(one.a / one.c)) is not None:
            yield at
    if left.d == right.d == 0 and left.b * right.c != right.b * left.c:
        yield (right.a * left.c - left.a * right.c) / (left.b * right.c - right.b * left.c)


def merged(found: Sequence[Interval]) -> tuple[Interval, ...]:
    """Join what touches."""
    joined: list[Interval] = []
    for one in sorted(found, key=lambda each: (each.low, each.low_open)):
        now = joined[-1] if joined else None
        if now is None or one.low > now.high or (one.low == now.high and one.low_open and now.high_open):
            joined.append(one)
        elif (one.high, not one.high_open) > (now.high, not now.high_open):
            joined[-1] = Interval(now.low, one.high, now.low_open, one.high_open)
    return tuple(joined)
