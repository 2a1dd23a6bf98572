"""Gates of a grade (điều kiện xếp loại): what acts on the grade after the bands, or on the total."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar, Final, Protocol, runtime_checkable

from attrs import field, frozen, validators
from attrs.converters import optional

from emulscore.conditions import Condition
from emulscore.errors import Refused
from emulscore.formula.nodes import Band, Choose, Const, Max, Min, Node
from emulscore.numbers import number, show
from emulscore.registry import Registry
from emulscore.words import Words, words

__all__ = ["GATES", "Ceiling", "CutTotal", "Demote", "Force", "Gate", "place_of", "where"]


@runtime_checkable
class Gate(Protocol):
    """A condition that acts on the grade, or on the total.

    >>> from emulscore import TotalIs, below
    >>> isinstance(Ceiling("kha", TotalIs(below(90))), Gate)
    True
    """

    kind: ClassVar[str]

    @property
    def when(self) -> Condition:
        """Return the condition under which the gate acts."""

    @property
    def reason(self) -> Words | None:
        """Return what the document says of it."""

    def on_total(self, total: Node, holds: Node) -> Node:
        """Return the total after the gate."""

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        """Return the grade's place (0 is the best) after the gate."""

    def effect(self, titles: Mapping[str, Words]) -> Words:
        """Say what the gate does."""


GATES: Final[Registry[Gate]] = Registry()
"""The kinds of gates that files name; `GATES.register` adds one."""


def where(holds: Node, then: Node, otherwise: Node) -> Node:
    """Return one node where a condition holds, and another where it does not."""
    return Choose(holds, ((Band.exactly(1), then),), otherwise)


def place_of(places: Mapping[str, int], grade: str) -> Node:
    """Return the place of a grade, 0 for the best.

    Raises:
        Refused: There is no such grade (`unknown-part`).
    """
    if grade not in places:
        raise Refused("unknown-part", part=grade, parts=", ".join(places))
    return Const(Fraction(places[grade]))


class _OnGradeOnly:
    """A gate that does nothing to the total."""

    __slots__ = ()

    def on_total(self, total: Node, holds: Node) -> Node:
        """Leave the total as it is."""
        del holds
        return total


@GATES.register
@frozen
class Ceiling(_OnGradeOnly):
    """No grade above *grade* («không xếp loại …»).

    >>> from emulscore import FactIs, YesNoFact
    >>> Ceiling("kha", FactIs(YesNoFact("vi_pham"))).effect({"kha": Words("Khá")}).vi
    'không xếp trên mức Khá'

    Attributes:
        grade: The best grade that is still open.
        when: When the gate acts.
        reason: What the document says.
    """

    kind: ClassVar[str] = "ceiling"

    grade: str
    when: Condition
    reason: Words | None = field(default=None, kw_only=True, converter=optional(words))

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        """Return the grade, at best the ceiling."""
        return where(holds, Max((grade, place_of(places, self.grade))), grade)

    def effect(self, titles: Mapping[str, Words]) -> Words:
        """Say what the gate does."""
        title = titles[self.grade]
        return Words(f"không xếp trên mức {title.vi}", f"no grade above {title.text('en')}")


@GATES.register
@frozen
class Demote(_OnGradeOnly):
    """The grade falls by a number of places («hạ một mức»).

    >>> from emulscore import FactIs, YesNoFact
    >>> Demote(1, FactIs(YesNoFact("vi_pham"))).effect({}).vi
    'hạ 1 mức'

    Attributes:
        by: How many places, 1 or more.
        when: When the gate acts.
        reason: What the document says.
    """

    kind: ClassVar[str] = "demote"

    by: int = field(validator=validators.ge(1))
    when: Condition
    reason: Words | None = field(default=None, kw_only=True, converter=optional(words))

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        """Return the grade that many places lower, at worst the lowest."""
        lowest = Const(Fraction(len(places) - 1))
        return where(holds, Min((grade + self.by, lowest)), grade)

    def effect(self, titles: Mapping[str, Words]) -> Words:
        """Say what the gate does."""
        del titles
        return Words(f"hạ {self.by} mức", f"down by {self.by}")


@GATES.register
@frozen
class Force(_OnGradeOnly):
    """The grade is set, whatever the points («xếp loại Yếu»).

    >>> from emulscore import FactIs, YesNoFact
    >>> Force("yeu", FactIs(YesNoFact("vi_pham"))).effect({"yeu": Words("Yếu")}).vi
    'xếp loại Yếu'

    Attributes:
        grade: The grade.
        when: When the gate acts.
        reason: What the document says.
    """

    kind: ClassVar[str] = "force"

    grade: str
    when: Condition
    reason: Words | None = field(default=None, kw_only=True, converter=optional(words))

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        """Return the grade that is set."""
        return where(holds, place_of(places, self.grade), grade)

    def effect(self, titles: Mapping[str, Words]) -> Words:
        """Say what the gate does."""
        title = titles[self.grade]
        return Words(f"xếp loại {title.vi}", f"graded {title.text('en')}")


@GATES.register
@frozen
class CutTotal:
    """The total is cut to at most *to*, and the grade is no better than what that earns.

    >>> from emulscore import FactIs, YesNoFact
    >>> CutTotal("89,5", FactIs(YesNoFact("vi_pham"))).effect({}).vi
    'tổng điểm không quá 89,5'

    Attributes:
        to: The most points that are left.
        when: When the gate acts.
        reason: What the document says.
    """

    kind: ClassVar[str] = "cut_total"

    to: Fraction = field(converter=number)
    when: Condition
    reason: Words | None = field(default=None, kw_only=True, converter=optional(words))

    def on_total(self, total: Node, holds: Node) -> Node:
        """Return the total, at most the cut."""
        return where(holds, Min((total, Const(self.to))), total)

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        """Leave the grade to the cut total."""
        del holds, places
        return grade

    def effect(self, titles: Mapping[str, Words]) -> Words:
        """Say what the gate does."""
        del titles
        return Words(f"tổng điểm không quá {show(self.to)}", f"a total of at most {show(self.to, 'en')}")
