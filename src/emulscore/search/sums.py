"""Where the points of rows simply add up on their way to a group or the total, and where they meet in something else."""

from __future__ import annotations

from collections.abc import Iterator

from emulscore.formula.nodes import Add, Const, Fact, Mul, Node, Note, Part, Round
from emulscore.formulas import Named
from emulscore.search.flow import Flow

__all__ = ["adds_up", "meets", "reads"]


def adds_up(flow: Flow, row: Named, target: Named) -> bool:
    """Say whether a row's points enter the target by nothing but sums."""
    return meets(flow, row, target) == {row.name}


def meets(flow: Flow, row: Named, target: Named) -> set[object]:
    """Return where a row's points go into something else than a sum on their way to the target; the row itself as well.

    Where two rows have nothing of it in common, what they give adds up.

    Args:
        flow: The scheme's formulas.
        row: The row, whose printed points are read by what follows.
        target: The group or total that is looked at.
    """
    found: set[object] = {row.name}
    name = row.name
    for named in (*flow.before(target), target):
        if named.kind != "row" and reads(named.node, name):
            found |= set(_meetings(named.node, name))
            if named.rounded:
                name = named.name
    return found


def reads(node: Node, name: str) -> bool:
    """Say whether a formula reads a slot."""
    return any(slot.name == name for leaf in node.reads for slot in leaf.slots)


def _meetings(node: Node, name: str) -> Iterator[Node]:
    """Yield the first nodes above a slot that are no sum, no sign and no grid that its points lie on anyway."""
    if not reads(node, name):
        return
    match node:
        case Round() | Note() | Part():
            yield from _meetings(node.of, name)
        case Add():
            for term in node.terms:
                yield from _meetings(term, name)
        case Mul() if isinstance(node.left, Const) and abs(node.left.value) == 1:
            yield from _meetings(node.right, name)
        case Fact():
            pass
        case _:
            yield node
