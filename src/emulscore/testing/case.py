"""What laws look at: one unit under one scheme, worked out exactly and step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Final

from attrs import evolve, field, frozen

from emulscore.criteria import Group, Item
from emulscore.errors import MeasurementError
from emulscore.files import Format, dumps_scheme, loads_scheme
from emulscore.formula.bounds import Interval, bounds
from emulscore.formula.direction import Direction, directions
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.nodes import Node
from emulscore.formula.targets import greatest_number
from emulscore.formulas import Named
from emulscore.reading import read_facts
from emulscore.rules import Rule, kinds
from emulscore.rules.rule import arguments
from emulscore.scheme import Scheme
from emulscore.testing.broken import Unit

__all__ = ["FORMATS", "Case", "Outcome", "Subject", "outcome", "quick_outcome", "slot_directions"]

Outcome = Mapping[str, Decimal] | frozenset[tuple[str, str | None, str | None]]
"""The points by row, group and total, or the refusals: code, row, fact."""


FORMATS: Final[tuple[Format, ...]] = ("toml", "json")


def _named(value: object) -> bool:
    """Say whether files have a name for each rule inside *value*."""
    if isinstance(value, tuple):
        return all(map(_named, value))
    if not isinstance(value, Rule):
        return True
    return kinds().get(value.kind) is type(value) and all(map(_named, arguments(value).values()))


@frozen
class Subject:
    """A scheme, with what its laws need again for every unit."""

    scheme: Scheme

    @cached_property
    def turned(self) -> Scheme:
        """Return the scheme with its rows and groups in the opposite order."""
        return evolve(self.scheme, items=_turned(self.scheme.items))

    @cached_property
    def greatest(self) -> int:
        """Return the bound on the whole numbers that compiled code meets."""
        return max(greatest_number(named.node) for named in self.scheme.formulas)

    @cached_property
    def bounds(self) -> Mapping[str, Interval | None]:
        """Return the proven interval of each formula's printed points."""
        return {named.id: bounds(named.node) for named in self.scheme.formulas}

    def ends(self, named: Named) -> tuple[Fraction | None, Fraction | None]:
        """Return what the document allows a result to be: within its base, for the total within its limits.

        A total with points beside the scale, and without limits, has no ends but those that are proven. A grade is the
        place of one of the bands.
        """
        scheme = self.scheme
        if named.kind == "grade" and scheme.grades is not None:
            return Fraction(0), Fraction(len(scheme.grades.bands) - 1)
        if named.kind != "total":
            return Fraction(0), named.base
        roles = {item.role for item in scheme.items if isinstance(item, Group)}
        low = None if "deduction" in roles else Fraction(0)
        high = None if "bonus" in roles else named.base
        if scheme.limits is None:
            return low, high
        cut = scheme.grades is not None and any(gate.kind == "cut_total" for gate in scheme.grades.gates)
        return None if cut else scheme.limits[0], scheme.limits[1]

    @cached_property
    def reread(self) -> Mapping[Format, Scheme]:
        """Return the scheme as it is read back from each kind of file; none where a class has no name in files."""
        if not all(_named(row.rule) for row in self.scheme.criteria.values()):
            return {}
        return {form: loads_scheme(dumps_scheme(self.scheme, form), form) for form in FORMATS}

    @cached_property
    def moves(self) -> Mapping[str, Mapping[frozenset[str], Direction]]:
        """Return how each formula moves with the slots of each fact."""
        return {named.id: slot_directions(named.exact) for named in self.scheme.formulas}


def _turned(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(
        evolve(item, items=_turned(item.items)) if isinstance(item, Group) else item for item in reversed(items)
    )


def slot_directions(formula: Node) -> dict[frozenset[str], Direction]:
    """Return the claimed directions by the slots that move together; two nodes may read one slot."""
    found: dict[frozenset[str], Direction] = {}
    for leaf, way in directions(formula).items():
        names = frozenset(slot.name for slot in leaf.slots)
        found[names] = found.get(names, Direction.FLAT).with_(way)
    return found


@frozen
class Case:
    """One unit under one scheme, and another unit to compare it with.

    Attributes:
        subject: The scheme.
        unit: The measurements.
        other: Those of another unit.
    """

    subject: Subject
    unit: Unit
    other: Unit = field(factory=dict)

    @property
    def scheme(self) -> Scheme:
        """Return the scheme."""
        return self.subject.scheme

    @cached_property
    def slots(self) -> Mapping[str, int]:
        """Return the unit's whole numbers."""
        return read_facts(self.scheme.facts, self.unit).slots

    @cached_property
    def exact(self) -> Mapping[str, tuple[Fraction, Fraction] | None]:
        """Return the exact value and the printed points of each formula, None where it has none."""
        known = dict(self.slots)
        found: dict[str, tuple[Fraction, Fraction] | None] = {}
        for named in self.scheme.formulas:
            try:
                value, printed = evaluate(named.exact, known)[0], evaluate(named.node, known)[0]
            except (AbsentError, NoCaseError):
                found[named.id] = None
                continue
            found[named.id] = value, printed
            known[named.name] = int(printed / named.step)
        return found


def outcome(scheme: Scheme, unit: Unit) -> Outcome:
    """Return what scoring a unit comes to: its points, or why it is refused."""
    try:
        return {result.id: result.points for result in scheme.score(unit).results}
    except MeasurementError as error:
        return frozenset((problem.code, problem.row, problem.fact) for problem in error.problems)


def quick_outcome(scheme: Scheme, unit: Unit) -> Outcome:
    """Return the same by the fast path."""
    try:
        return scheme.points(unit)
    except MeasurementError as error:
        return frozenset((problem.code, problem.row, problem.fact) for problem in error.problems)
