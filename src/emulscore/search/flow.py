"""How points flow from facts through rows and groups to the total, and which rows hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from emulscore.facts import AnyFact, CohortFact
from emulscore.formula.bounds import Bounds
from emulscore.formula.direction import Direction, direction
from emulscore.formula.extremes import candidates
from emulscore.formula.nodes import Fact, Leaf
from emulscore.formula.targets import Compiled, compile_python
from emulscore.formulas import Named

__all__ = ["Flow"]


@frozen
class Flow:
    """The named formulas of a scheme, seen as a flow of points.

    Attributes:
        formulas: Rows, groups and total, in the order in which they are worked out.
        facts: The facts, by name.
    """

    formulas: tuple[Named, ...]
    facts: Mapping[str, AnyFact] = field(eq=False)
    _facts: dict[str, frozenset[str]] = field(factory=dict, init=False, eq=False, repr=False)
    _compiled: dict[str, Compiled] = field(factory=dict, init=False, eq=False, repr=False)
    _candidates: dict[tuple[Leaf, tuple[str, ...]], list[Fraction]] = field(
        factory=dict, init=False, eq=False, repr=False
    )
    _towards: dict[tuple[Leaf | str, str], Direction] = field(factory=dict, init=False, eq=False, repr=False)
    _before: dict[str, tuple[Named, ...]] = field(factory=dict, init=False, eq=False, repr=False)

    def __reduce__(self) -> tuple[object, ...]:
        """Leave out what was worked out: compiled functions cannot be sent to another process."""
        return Flow, (self.formulas, self.facts)

    @cached_property
    def rows(self) -> tuple[Named, ...]:
        """Return the rows."""
        return tuple(named for named in self.formulas if named.kind == "row")

    @cached_property
    def later(self) -> tuple[Named, ...]:
        """Return the groups and the total, in order."""
        return tuple(named for named in self.formulas if named.kind in {"group", "total"})

    def fact_of(self, leaf: Leaf) -> str | None:
        """Return the fact that a leaf belongs to; None where it reads a formula's points."""
        slot = leaf.slots[0]
        return None if slot.of_points else slot.fact

    def facts_of(self, named: Named) -> frozenset[str]:
        """Return the names of the facts that a formula reads directly."""
        if named.name not in self._facts:
            names = (self.fact_of(leaf) for leaf in named.node.reads)
            self._facts[named.name] = frozenset(name for name in names if name is not None)
        return self._facts[named.name]

    def candidates(self, rows: Sequence[Named], leaf: Leaf) -> list[Fraction]:
        """Return values of a fact among which the extremes of all *rows* lie, worked out once.

        Raises:
            NotSettledError: As `formula.extremes.candidates`.
        """
        reading = tuple(row for row in rows if leaf in row.node.reads)
        key = (leaf, tuple(row.name for row in reading))
        if key not in self._candidates:
            self._candidates[key] = candidates(tuple(row.node for row in reading), leaf)
        return self._candidates[key]

    def units(self, named: Named, facts: Mapping[str, int]) -> int | None:
        """Return the printed points of a formula in steps of its grid; None where it has none."""
        if named.name not in self._compiled:
            self._compiled[named.name] = compile_python([(named.name, named.node, named.step)])
        compiled = self._compiled[named.name]
        return compiled.run([facts.get(slot.name) for slot in compiled.slots])[0]

    def cohorts_of(self, named: Named) -> frozenset[str]:
        """Return the facts of the unit itself that a cohort's value in the formula is made of."""
        found = (self.facts[name] for name in self.facts_of(named))
        return frozenset(fact.of.name for fact in found if isinstance(fact, CohortFact))

    def before(self, target: Named) -> tuple[Named, ...]:
        """Return the formulas whose printed points a formula reads, directly or through others, in order."""
        if target.name not in self._before:
            wanted = {leaf.slot.name for leaf in target.node.reads if isinstance(leaf, Fact)}
            for named in reversed(self.formulas):
                if named.name in wanted:
                    wanted |= {leaf.slot.name for leaf in named.node.reads if isinstance(leaf, Fact)}
            found = (named for named in self.formulas if named.name in wanted and named is not target)
            self._before[target.name] = tuple(found)
        return self._before[target.name]

    def components(self, rows: Sequence[Named], free: frozenset[str]) -> list[list[Named]]:
        """Put rows together that share a free fact."""
        groups: list[tuple[set[str], list[Named]]] = []
        for row in rows:
            facts, members = set(self.facts_of(row) & free), [row]
            for other in [group for group in groups if group[0] & facts]:
                groups.remove(other)
                facts |= other[0]
                members = other[1] + members
            groups.append((facts, members))
        order = {row.name: place for place, row in enumerate(rows)}
        for _, members in groups:
            members.sort(key=lambda row: order[row.name])
        return [members for _, members in groups]

    def towards(self, name: str, target: Named) -> Direction:
        """Return how *target* moves with the points of an earlier formula that is read as printed, through all between."""
        key = (name, target.name)
        if key not in self._towards:
            self._towards[key] = self._found_towards(name, target)
        return self._towards[key]

    def _found_towards(self, name: str, target: Named) -> Direction:
        found = Direction.FLAT
        for named in (*self.before(target), target):
            leaves = [leaf for leaf in named.node.reads if isinstance(leaf, Fact) and leaf.slot.name == name]
            for leaf in leaves:
                step = direction(named.node, leaf, Bounds())
                onward = Direction.RISING if named.name == target.name else self.towards(named.name, target)
                found = found.with_(_through(step, onward))
        return found

    def along(self, leaf: Leaf, target: Named) -> Direction:
        """Return how *target* moves with a fact, through all the formulas that read it."""
        key = (leaf, target.name)
        if key not in self._towards:
            found = Direction.FLAT
            for named in (*self.before(target), target):
                if leaf in named.node.reads:
                    onward = Direction.RISING if named is target else self.towards(named.name, target)
                    found = found.with_(_through(direction(named.node, leaf, Bounds()), onward))
            self._towards[key] = found
        return self._towards[key]

    def work(self, target: Named, facts: Mapping[str, int]) -> Fraction | None:
        """Return the printed points of *target* from facts and the printed points of rows; None where it has none."""
        known = dict(facts)
        for named in self.before(target):
            if named.kind != "row" and named.rounded:
                known.pop(named.name, None)
                units = self.units(named, known)
                if units is not None:
                    known[named.name] = units
        found = self.units(target, known)
        return None if found is None else found * target.step


def _through(step: Direction, onward: Direction) -> Direction:
    if Direction.FLAT in {step, onward}:
        return Direction.FLAT
    if Direction.MIXED in {step, onward}:
        return Direction.MIXED
    return onward if step is Direction.RISING else onward.turned()
