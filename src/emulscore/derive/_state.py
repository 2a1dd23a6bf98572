"""A scheme while it is changed: its rows, what became of each, and what the changes so far were about."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import define, evolve, field, frozen
from attrs.converters import optional

from emulscore.criteria import Group, Item, Rounding, each_item
from emulscore.derive._changes import Change
from emulscore.derive._parts import renumbered
from emulscore.derive._tree import edited, find, parents
from emulscore.errors import Problem, Refused
from emulscore.facts import AnyFact
from emulscore.formulas import Rescale
from emulscore.grades import Grades
from emulscore.numbers import Numeric, number
from emulscore.reading import nearest
from emulscore.rules.rule import facts_of, wrong
from emulscore.support import WithoutDocument
from emulscore.words import Words

__all__ = ["Aspect", "Frame", "State", "Trail"]

Aspect = tuple[str | int, ...]
"""What a change is about: a row, a field of it, its place, its number. One that begins with another is a part of it."""


def _limits(raw: Iterable[Numeric]) -> tuple[Fraction, Fraction]:
    low, high = map(number, raw)
    return low, high


@frozen
class Frame:
    """What a scheme states beside its rows.

    Attributes:
        rounding: Which amounts are rounded.
        limits: The least and greatest total.
        rescale: Which points are rescaled.
        grades: Its grades.
        without_document: What follows where a row cites no document.
    """

    rounding: Rounding
    limits: tuple[Fraction, Fraction] | None = field(converter=optional(_limits))
    rescale: Rescale | None
    grades: Grades | None
    without_document: WithoutDocument | None


@define
class Trail:
    """What became of one row or group.

    Attributes:
        old: The row of the parent; None for one that is new.
        why: Why it was changed, in order.
        moved: Whether it was moved.
        dropped: Whether it was left out.
    """

    old: Item | None
    why: list[Words] = field(factory=list)
    moved: bool = False
    dropped: bool = False


@define
class State:
    """A scheme while it is changed.

    Attributes:
        items: Its rows and groups.
        frame: What it states beside them.
        trails: What became of each row, in the order of the parent, then of the changes.
        ids: Which trail a number belongs to.
        why: Why what it states beside its rows was changed.
        claims: What each change so far was about, with its place in the list.
        facts: The facts that changes brought, by name.
        problems: What could not be done.
    """

    items: tuple[Item, ...]
    frame: Frame
    trails: list[Trail] = field(factory=list)
    ids: dict[str, int] = field(factory=dict)
    why: list[Words] = field(factory=list)
    claims: list[tuple[int, Aspect]] = field(factory=list)
    facts: dict[str, AnyFact] = field(factory=dict)
    problems: list[Problem] = field(factory=list)

    def copy(self) -> State:
        """Return the state as it is, to come back to."""
        trails = [evolve(trail, why=list(trail.why)) for trail in self.trails]
        return evolve(
            self,
            trails=trails,
            ids=dict(self.ids),
            why=list(self.why),
            claims=list(self.claims),
            facts=dict(self.facts),
        )

    def bring(self, change: Change) -> None:
        """Take the facts that a change brings; one name stands for one fact."""
        for fact in facts_of(
            (getattr(change, "item", None), getattr(change, "new", None), getattr(change, "value", None))
        ):
            if self.facts.setdefault(fact.name, fact) != fact:
                raise Refused("fact-conflict")

    def claim(self, place: int, aspect: Aspect) -> None:
        """Note what a change is about; what two changes are about must not be the same."""
        for other, known in self.claims:
            length = min(len(known), len(aspect))
            if other != place and known[:length] == aspect[:length]:
                raise Refused("changed-twice", other=other)
        self.claims.append((place, aspect))

    def get(self, id_: str) -> Item:
        """Return the row or group of a number.

        Raises:
            Refused: There is none.
        """
        item = find(self.items, id_)
        if item is None:
            hint = nearest(id_, self.ids)
            raise Refused("unknown-row", row=id_, nearest=hint)
        return item

    def trail(self, id_: str) -> Trail:
        """Return what became of a row or group so far."""
        return self.trails[self.ids[id_]]

    def key(self, id_: str, *more: str) -> Aspect:
        """Return what a change of a row or group is about."""
        return ("row", self.ids[id_], *more)

    def exchange(self, row: str, new: Item) -> None:
        """Put another row or group in the place of one."""
        self.items = edited(self.items, row, lambda _: (new,))

    def at(self, into: str | None, after: str | None, before: str | None) -> None:
        """Check that a place is there, and that what it says agrees."""
        sibling = after if after is not None else before
        if sibling is not None:
            self.get(sibling)
            if into is not None and parents(self.items)[sibling] != into:
                raise wrong("into", "nhóm có dòng nêu ở after hoặc before", "the group of the row in after or before")
        if into and not isinstance(self.get(into), Group):
            raise wrong("into", "số của một nhóm", "the number of a group")

    def known(self, items: list[Item], why: Words, keys: dict[str, int]) -> None:
        """Give each new row a trail of its own."""
        for item in each_item(items):
            if item.id in self.ids:
                raise Refused("repeated-id")
            if item.id not in keys:
                self.trails.append(Trail(None, [why]))
            self.ids[item.id] = keys.get(item.id, len(self.trails) - 1)

    def same_numbers(self, numbers: dict[str, str]) -> None:
        """Let conditions on grades name rows by their new numbers."""
        self.frame = evolve(self.frame, grades=renumbered(self.frame.grades, numbers))
