"""A plan: the changes that reach a goal, what they cost, and what they bring about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from emulscore.report.plan import plan_sheet
from emulscore.report.sheet import Sheet
from emulscore.report.told import Told
from emulscore.search.moves import Move
from emulscore.words import Lang

__all__ = ["Plan"]


@frozen
class Plan(Told):
    """The cheapest set of changes, or, where the goal is out of reach, the cheapest that reaches the best total.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> card = scheme.score({**assessment.values, "tieu_chi_15": 8})
    >>> plan = card.reach(open={"dan_vneid": True}, total=99)
    >>> plan.reached, plan.before, [move.fact for move in plan.moves]
    (True, Decimal('98.52'), ['dan_vneid'])

    Attributes:
        moves: The changes, in the order of the scheme's facts.
        cost: What they cost together.
        total: The printed total after them.
        reached: Whether the goal is reached.
        goal: The total that was to be reached.
        before: The printed total before them.
        left_out: Open facts that could not be settled, and were not used.
        slots: The unit's whole numbers after them.
    """

    moves: tuple[Move, ...]
    cost: Fraction
    total: Decimal
    reached: bool
    goal: Fraction
    before: Decimal
    left_out: tuple[str, ...] = ()
    slots: Mapping[str, int] = field(factory=dict, repr=False, eq=False)

    def sheet(self, lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
        """Return it as a table, with *about* under its heading."""
        totals = (Fraction(self.before), Fraction(self.total), self.goal)
        return plan_sheet(self.moves, totals, lang, cost=self.cost, left_out=self.left_out, about=about)
