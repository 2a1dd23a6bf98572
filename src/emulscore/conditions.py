"""Conditions on a result: the total, a group's or a row's points, and facts. Gates on grades are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import ClassVar, Final, Protocol, runtime_checkable

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts import Measured, TimeUnit
from emulscore.formula.nodes import Add, Choose, Const, Max, Min, Mul, Node
from emulscore.numbers import show, show_percent
from emulscore.registry import Registry
from emulscore.rules.cases import Span, When, band_of, case_words, node_of
from emulscore.rules.rule import wrong
from emulscore.words import Lang, Words

__all__ = [
    "CONDITIONS",
    "AllOf",
    "AnyOf",
    "Condition",
    "EveryRow",
    "FactIs",
    "Not",
    "PointsOf",
    "Results",
    "ShareOf",
    "TotalIs",
    "span_words",
]

_YES, _NO = Const(Fraction(1)), Const(Fraction(0))


@frozen
class Results:
    """The printed points that conditions may read.

    Attributes:
        total: The total's node.
        points: The node of each row and group, by number.
        bases: The full points of each row and group.
        rows: The numbers of the rows.
        taken: The numbers of the deduction groups, whose points are taken off the total.
    """

    total: Node
    points: Mapping[str, Node]
    bases: Mapping[str, Fraction]
    rows: tuple[str, ...]
    taken: frozenset[str] = frozenset()

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
    """Something that holds or does not, once a unit's points are known."""

    kind: ClassVar[str]

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""

    @property
    def words(self) -> Words:
        """Say the condition."""


CONDITIONS: Final[Registry[Condition]] = Registry()
"""The kinds of conditions that files name; `CONDITIONS.register` adds one."""


def _holds(node: Node, span: Span) -> Node:
    return Choose(node, ((span.band, _YES),), _NO)


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


def _ids(raw: Iterable[str]) -> tuple[str, ...]:
    return tuple(raw)


@CONDITIONS.register
@frozen
class TotalIs:
    """The total lies in a span of points, with or without the points of some groups («không tính điểm ưu tiên»).

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
        return _holds(Add((results.total, *left_out)) if left_out else results.total, self.span)

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

    Attributes:
        part: The row's or group's number.
        span: The span, in points.
    """

    kind: ClassVar[str] = "points_of"

    part: str
    span: Span

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return _holds(results.of(self.part), self.span)

    @property
    def words(self) -> Words:
        """Say the condition."""
        span = span_words(self.span, percent=False)
        return Words(f"điểm của {self.part} {span.vi}", f"the points of {self.part} are {span.text('en')}")


@CONDITIONS.register
@frozen
class ShareOf:
    """A row's or group's points are a span of its full points.

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
    return _holds(points / base if base else points, span)


@CONDITIONS.register
@frozen
class EveryRow:
    """Each row's points are a span of its full points («mỗi tiêu chí đạt từ 50% số điểm tối đa»).

    Attributes:
        span: The span, as a share of the full points.
    """

    kind: ClassVar[str] = "every_row"

    span: Span

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return Min(tuple(_share(results, part, self.span) for part in results.rows))

    @property
    def words(self) -> Words:
        """Say the condition."""
        span = span_words(self.span, percent=True)
        return Words(f"mỗi tiêu chí đạt {span.vi} điểm tối đa", f"each criterion is {span.text('en')} of its maximum")


@CONDITIONS.register
@frozen
class FactIs:
    """A fact is so: yes, a level, or a span of a number.

    Attributes:
        fact: The fact.
        case: The case.
        unit: For a lateness, the unit of time.
    """

    kind: ClassVar[str] = "fact_is"

    fact: Measured
    case: When = True
    unit: TimeUnit | None = None

    def __attrs_post_init__(self) -> None:
        node_of(self.fact, self.unit)
        band_of(self.fact, self.case)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        del results
        return Choose(node_of(self.fact, self.unit), ((band_of(self.fact, self.case), _YES),), _NO)

    @property
    def words(self) -> Words:
        """Say the condition."""
        fact, case = self.fact.words, case_words(self.fact, self.case, self.unit)
        return Words(f"“{fact.vi}” {case.vi}", f"“{fact.text('en')}” is {case.text('en')}")


def _conditions(raw: Iterable[Condition]) -> tuple[Condition, ...]:
    found = tuple(raw)
    if not found:
        raise wrong("of", "ít nhất một điều kiện", "at least one condition")
    return found


@CONDITIONS.register
@frozen
class AllOf:
    """All conditions hold.

    Attributes:
        of: The conditions.
    """

    kind: ClassVar[str] = "all_of"

    of: tuple[Condition, ...] = field(converter=_conditions)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return Min(tuple(condition.truth(results) for condition in self.of))

    @property
    def words(self) -> Words:
        """Say the condition."""
        return Words(_joined(self.of, "vi", " và "), _joined(self.of, "en", " and "))


@CONDITIONS.register
@frozen
class AnyOf:
    """At least one condition holds.

    Attributes:
        of: The conditions.
    """

    kind: ClassVar[str] = "any_of"

    of: tuple[Condition, ...] = field(converter=_conditions)

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return Max(tuple(condition.truth(results) for condition in self.of))

    @property
    def words(self) -> Words:
        """Say the condition."""
        return Words(_joined(self.of, "vi", " hoặc "), _joined(self.of, "en", " or "))


@CONDITIONS.register
@frozen
class Not:
    """A condition does not hold.

    Attributes:
        of: The condition.
    """

    kind: ClassVar[str] = "not"

    of: Condition

    def truth(self, results: Results) -> Node:
        """Return a node that is 1 where the condition holds, else 0."""
        return 1 - self.of.truth(results)

    @property
    def words(self) -> Words:
        """Say the condition."""
        return Words(f"không phải ({self.of.words.vi})", f"not ({self.of.words.text('en')})")


def _joined(conditions: tuple[Condition, ...], lang: Lang, word: str) -> str:
    says = (condition.words.text(lang) for condition in conditions)
    return word.join(f"({text})" if word in text else text for text in says)
