"""How points flow from facts through rows and groups to the total, and which rows hang together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from emulscore.facts import AnyFact, CohortFact
from emulscore.formula.bounds import Bounds
from emulscore.formula.direction import Direction, direction
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.nodes import Fact, Leaf
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
        name = leaf.slot.name if isinstance(leaf, Fact) else leaf.part.name
        if name.startswith("["):
            return None
        return name if name in self.facts else name.rpartition(".")[0]

    def facts_of(self, named: Named) -> frozenset[str]:
        """Return the names of the facts that a formula reads directly."""
        return frozenset(name for leaf in named.node.reads if (name := self.fact_of(leaf)) is not None)

    def cohorts_of(self, named: Named) -> frozenset[str]:
        """Return the facts of the unit itself that a cohort's value in the formula is made of."""
        found = (self.facts[name] for name in self.facts_of(named))
        return frozenset(fact.of.name for fact in found if isinstance(fact, CohortFact))

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
        """Return how *target* moves with the printed points of an earlier formula, through everything between."""
        found = Direction.FLAT
        for named in self.later:
            leaves = [leaf for leaf in named.node.reads if isinstance(leaf, Fact) and leaf.slot.name == name]
            for leaf in leaves:
                step = direction(named.node, leaf, Bounds())
                onward = Direction.RISING if named.name == target.name else self.towards(named.name, target)
                found = found.with_(_through(step, onward))
            if named.name == target.name:
                break
        return found

    def work(self, target: Named, facts: Mapping[str, int]) -> Fraction | None:
        """Return the printed points of *target* from facts and the printed points of rows; None where it has none."""
        known = dict(facts)
        for named in self.later:
            try:
                printed, _ = evaluate(named.node, known)
            except (AbsentError, NoCaseError):
                if named.name == target.name:
                    return None
                continue
            if named.name == target.name:
                return printed
            if named.rounded:
                known[named.name] = int(printed / named.step)
        return None


def _through(step: Direction, onward: Direction) -> Direction:
    if Direction.FLAT in {step, onward}:
        return Direction.FLAT
    if Direction.MIXED in {step, onward}:
        return Direction.MIXED
    return onward if step is Direction.RISING else onward.turned()
