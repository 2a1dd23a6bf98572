"""Conditions on points: of the total, of a group or row, of every row."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import field, frozen

from emulscore.conditions._base import CONDITIONS, YES, Results, holds, span_words
from emulscore.formula.nodes import Add, Band, Choose, Const, Min, Mul, Node
from emulscore.rules.cases import Span
from emulscore.words import Words

__all__ = ["EveryRow", "PointsOf", "ShareOf", "TotalIs"]


def _ids(raw: Iterable[str]) -> tuple[str, ...]:
    return tuple(raw)


@CONDITIONS.register
@frozen
class TotalIs:
    """The total lies in a span of points, with or without the points of some groups («không tính điểm ưu tiên»).

    >>> from emulscore import at_least
    >>> TotalIs(at_least(90)).words.vi
    'tổng điểm từ 90 trở lên'

    Attributes:
        span: The span, in points.
        without: Groups whose points are left out of this test.
    """

    kind: ClassVar[str] = "total_is"

    span: Span
    without: tuple[str, ...] = field(default=(), kw_only=True, converter=_ids)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        signs = {id_: Fraction(1 if id_ in results.taken else -1) for id_ in self.without}
        left_out = tuple(Mul(Const(sign), results.of(id_)) for id_, sign in signs.items())
        return holds(Add((results.total, *left_out)) if left_out else results.total, self.span)

    @property
    def words(self) -> Words:
        """Say the condition."""
        span = span_words(self.span, percent=False)
        names = ", ".join(self.without)
        return Words(
            f"tổng điểm {'không tính ' + names + ' ' if names else ''}{span.vi}",
            f"the total {'without ' + names + ' ' if names else ''}is {span.text('en')}",
        )


@CONDITIONS.register
@frozen
class PointsOf:
    """A row's or group's points lie in a span.

    >>> from emulscore import at_least
    >>> PointsOf("II", at_least(40)).words.vi
    'điểm của II từ 40 trở lên'

    Attributes:
        part: The row's or group's number.
        span: The span, in points.
    """

    kind: ClassVar[str] = "points_of"

    part: str
    span: Span

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return holds(results.of(self.part), self.span)

    @property
    def words(self) -> Words:
        """Say the condition."""
        span = span_words(self.span, percent=False)
        return Words(f"điểm của {self.part} {span.vi}", f"the points of {self.part} are {span.text('en')}")


@CONDITIONS.register
@frozen
class ShareOf:
    """A row's or group's points are a span of its full points.

    >>> from emulscore import at_least
    >>> ShareOf("II", at_least("80%")).words.vi
    'điểm của II đạt từ 80% trở lên điểm tối đa'

    Attributes:
        part: The row's or group's number.
        span: The span, as a share of the full points.
    """

    kind: ClassVar[str] = "share_of"

    part: str
    span: Span

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return _share(results, self.part, self.span)

    @property
    def words(self) -> Words:
        """Say the condition."""
        span = span_words(self.span, percent=True)
        return Words(
            f"điểm của {self.part} đạt {span.vi} điểm tối đa",
            f"the points of {self.part} are {span.text('en')} of its maximum",
        )


def _share(results: Results, part: str, span: Span) -> Node:
    points, base = results.of(part), results.bases[part]
    return holds(points / base if base else points, span)


def _share_or_left_out(results: Results, part: str, span: Span) -> Node:
    share = _share(results, part, span)
    if part not in results.weights:
        return share
    return Choose(results.weights[part], ((Band.exactly(0), YES),), share)


@CONDITIONS.register
@frozen
class EveryRow:
    """Each row's points are a span of its full points («mỗi tiêu chí đạt từ 50% số điểm tối đa»).

    >>> from emulscore import at_least
    >>> EveryRow(at_least("50%")).words.vi
    'mỗi tiêu chí đạt từ 50% trở lên điểm tối đa'

    Attributes:
        span: The span, as a share of the full points; rows that are left out, or worth nothing, are not looked at.
    """

    kind: ClassVar[str] = "every_row"

    span: Span

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        rows = [part for part in results.rows if results.bases[part]]
        return Min(tuple(_share_or_left_out(results, part, self.span) for part in rows)) if rows else YES

    @property
    def words(self) -> Words:
        """Say the condition."""
        span = span_words(self.span, percent=True)
        return Words(f"mỗi tiêu chí đạt {span.vi} điểm tối đa", f"each criterion is {span.text('en')} of its maximum")
