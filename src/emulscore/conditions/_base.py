"""What conditions are, and the results that they read."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Final, Protocol, runtime_checkable

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.formula.nodes import Choose, Const, Node
from emulscore.numbers import show, show_percent
from emulscore.registry import Registry
from emulscore.rules.cases import Span
from emulscore.words import Lang, Words

__all__ = ["CONDITIONS", "NO", "YES", "Condition", "Results", "holds", "span_words"]

YES, NO = Const(Fraction(1)), Const(Fraction(0))
"""Nodes that are 1 where a condition holds, and 0 where it does not."""


@frozen
class Results:
    """The printed points that conditions may read.

    Attributes:
        total: The total's node.
        points: The node of each row and group, by number.
        bases: The full points of each row and group.
        rows: The numbers of the rows.
        taken: The numbers of the deduction groups, whose points are taken off the total.
        weights: For rows that can be left out, a node that is 0 where they are.
    """

    total: Node
    points: Mapping[str, Node]
    bases: Mapping[str, Fraction]
    rows: tuple[str, ...]
    taken: frozenset[str] = frozenset()
    weights: Mapping[str, Node] = field(factory=dict)

    def of(self, id_: str) -> Node:
        """Return the points of a row or group.

        Raises:
            Refused: There is no such number.
        """
        if id_ not in self.points:
            raise Refused("unknown-part", part=id_, parts=", ".join(self.points))
        return self.points[id_]


@runtime_checkable
class Condition(Protocol):
    """Something that holds or does not, once a unit's points are known.

    >>> from emulscore import TotalIs, at_least
    >>> isinstance(TotalIs(at_least(90)), Condition)
    True
    """

    kind: ClassVar[str]

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""

    @property
    def words(self) -> Words:
        """Say the condition."""


CONDITIONS: Final[Registry[Condition]] = Registry()
"""The kinds of conditions that files name; `CONDITIONS.register` adds one."""


def holds(node: Node, span: Span) -> Node:
    """Return a node that is 1 where *node* lies in a span, else 0."""
    return Choose(node, ((span.band, YES),), NO)


_ENDS: Final[dict[Lang, tuple[str, str, str, str]]] = {
    "vi": ("từ {}", "trên {}", "đến {}", "đến dưới {}"),
    "en": ("at least {}", "above {}", "at most {}", "below {}"),
}
_ALONE: Final[dict[Lang, tuple[str, str, str, str]]] = {
    "vi": ("từ {} trở lên", "trên {}", "không quá {}", "dưới {}"),
    "en": _ENDS["en"],
}


def span_words(span: Span, *, percent: bool = False) -> Words:
    """Say a stretch of points, or of shares of full points.

    >>> from emulscore import at_least, between
    >>> span_words(between(80, 90)).vi, span_words(at_least("60%"), percent=True).vi
    ('từ 80 đến dưới 90', 'từ 60% trở lên')
    """

    def text(lang: Lang) -> str:
        ends = (span.at_least, span.above, span.at_most, span.below)
        given = sum(end is not None for end in ends)
        says = (_ALONE if given == 1 else _ENDS)[lang]
        write = show_percent if percent else show
        said = [say.format(write(end, lang)) for say, end in zip(says, ends, strict=True) if end is not None]
        return {"vi": " ", "en": " and "}[lang].join(said)

    return Words(text("vi"), text("en"))
