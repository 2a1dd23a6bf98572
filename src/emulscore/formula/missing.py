"""Which facts a formula still needs, given those that are known: all of them, not only the first."""

from __future__ import annotations

from collections.abc import Mapping

from emulscore.formula.bounds import tested
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.nodes import Choose, Fact, Node, Share, Slot, Table, children

__all__ = ["missing", "refused"]


def missing(formula: Node, facts: Mapping[str, int]) -> tuple[Slot, ...]:
    """Return the absent slots that keep *formula* from having a value, in the order in which it reads them.

    Where the fact that decides between branches is absent, what the branches need is not known yet and not listed.
    """
    return _lacks(formula, facts)[0]


def refused(formula: Node, facts: Mapping[str, int]) -> tuple[Slot, ...]:
    """Return the states for which a choice that meets them states no case."""
    return _lacks(formula, facts)[1]


def _lacks(formula: Node, facts: Mapping[str, int]) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    found: dict[Slot, None] = {}
    stuck: dict[Slot, None] = {}
    seen: set[Node] = set()
    stack = [formula]
    while stack:
        node = stack.pop()
        if node in seen:
            continue
        seen.add(node)
        if isinstance(node, Fact | Share | Table):
            found.update((slot, None) for slot in node.slots if slot.name not in facts)
        elif isinstance(node, Choose):
            taken = _taken(node, facts)
            stack.extend(taken)
            if not taken and isinstance(leaf := tested(node), Fact) and leaf.of_state:
                stuck[leaf.slot] = None
        else:
            stack.extend(reversed(children(node)))
    return tuple(found), tuple(stuck)


def _taken(node: Choose, facts: Mapping[str, int]) -> tuple[Node, ...]:
    try:
        value, _ = evaluate(node.on, facts)
    except (AbsentError, NoCaseError):
        return (node.on,)
    for band, of in node.cases:
        if band.holds(value):
            return (of,)
    return () if node.otherwise is None else (node.otherwise,)
