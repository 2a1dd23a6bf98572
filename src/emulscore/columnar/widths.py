"""Formulas whose numbers could pass what an engine keeps exactly, with the fact to bound more tightly."""

from __future__ import annotations

from collections.abc import Container

from emulscore.errors import Problem
from emulscore.formula.nodes import Fact, Leaf, Slot
from emulscore.formulas import Named
from emulscore.numbers import show
from emulscore.words import Words

__all__ = ["too_wide"]


def too_wide(named: Named, facts: Container[str]) -> Problem:
    """Return the problem of a formula, with the largest value of the widest fact that it reads."""
    slots = [slot for leaf in named.exact.reads for slot in _slots(leaf) if not slot.name.startswith("[")]
    widest = max(slots, key=lambda slot: max(abs(slot.low), abs(slot.high)), default=None)
    row = named.id if named.kind in {"row", "group"} else None
    if widest is None:
        return Problem("too-wide", row=row, params={"largest": Words("—")})
    name = widest.name if widest.name in facts else widest.name.rpartition(".")[0]
    return Problem(
        "too-wide", row=row, fact=name, params={"largest": Words(show(widest.high), show(widest.high, "en"))}
    )


def _slots(leaf: Leaf) -> tuple[Slot, ...]:
    return (leaf.slot,) if isinstance(leaf, Fact) else (leaf.part, leaf.whole)
