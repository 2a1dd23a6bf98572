"""Formulas whose numbers could pass what an engine keeps exactly, with the fact to bound more tightly."""

from __future__ import annotations

from emulscore.errors import Problem
from emulscore.formulas import Named
from emulscore.numbers import show
from emulscore.words import Words

__all__ = ["too_wide"]


def too_wide(named: Named) -> Problem:
    """Return the problem of a formula, with the largest value of the widest fact that it reads."""
    slots = [slot for leaf in named.exact.reads for slot in leaf.slots if not slot.of_points]
    widest = max(slots, key=lambda slot: max(abs(slot.low), abs(slot.high)), default=None)
    row = named.id if named.kind in {"row", "group"} else None
    if widest is None:
        return Problem("too-wide", row=row, params={"largest": Words("—")})
    largest = Words(show(widest.high), show(widest.high, "en"))
    return Problem("too-wide", row=row, fact=widest.fact, params={"largest": largest})
