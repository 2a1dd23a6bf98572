"""The named formulas of a scheme: rows, groups and total, each able to read the printed points of those before it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from attrs import frozen

from emulscore.criteria import Amounts, Criterion, Group, Item, Rounding
from emulscore.formula.bounds import bounds
from emulscore.formula.nodes import Add, Fact, Node, Round, Slot
from emulscore.rules.rule import at_base
from emulscore.words import Words

__all__ = ["TOTAL", "Named", "named_formulas"]

TOTAL = ""
"""The id of the total among named formulas."""


@frozen
class Named:
    """One formula of a scheme.

    Attributes:
        id: The row's or group's number; `""` for the total.
        kind: What it is.
        title: What it is called.
        base: Its full points.
        exact: The formula before rounding.
        node: The formula of the printed points.
        rounded: Whether the printed points, and not the exact ones, are what later formulas read.
        inside: The numbers of the rows and groups directly inside, in order; of a row, none.
        step: The grid of the printed points.
    """

    id: str
    kind: Literal["row", "group", "total"]
    title: Words
    base: Fraction
    exact: Node
    node: Round
    rounded: bool
    inside: tuple[str, ...] = ()

    @property
    def step(self) -> Fraction:
        """Return the grid of the printed points."""
        return self.node.step

    @property
    def name(self) -> str:
        """Return the name of the slot that holds the printed points."""
        return f"[{self.id}]"

    @property
    def result(self) -> Node:
        """Return the node by which later formulas read this one."""
        if not self.rounded:
            return self.exact
        interval = bounds(self.node)
        low, high = (Fraction(0), self.base) if interval is None else (interval.low, interval.high)
        slot = Slot(self.name, int(low / self.step), int(high / self.step), self.title)
        return Fact(slot, int(1 / self.step))


def named_formulas(items: Iterable[Item], total: Fraction, rounding: Rounding) -> tuple[Named, ...]:
    """Return the formulas of a scheme's rows, groups and total, in the order in which they are worked out."""
    found: list[Named] = []

    def name(item: Criterion | Group) -> Node:
        exact = at_base(item.rule, item.base) if isinstance(item, Criterion) else _sum(map(name, item.items))
        kind: Literal["row", "group"] = "row" if isinstance(item, Criterion) else "group"
        inside = () if isinstance(item, Criterion) else _ids(item.items)
        found.append(_named(item.id, kind, item.title, item.base, exact, rounding, inside))
        return found[-1].result

    items = tuple(items)
    exact = _sum([name(item) for item in items])
    return (*found, _named(TOTAL, "total", Words("Tổng điểm", "Total"), total, exact, rounding, _ids(items)))


def _named(
    id_: str,
    kind: Literal["row", "group", "total"],
    title: Words,
    base: Fraction,
    exact: Node,
    rounding: Rounding,
    inside: tuple[str, ...],
) -> Named:
    amounts: dict[str, Amounts] = {"row": "rows", "group": "groups", "total": "total"}
    node = Round(exact, rounding.step, rounding.mode)
    return Named(id_, kind, title, base, exact, node, rounded=amounts[kind] in rounding.amounts, inside=inside)


def _ids(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def _sum(terms: Iterable[Node]) -> Node:
    return Add(tuple(terms))
