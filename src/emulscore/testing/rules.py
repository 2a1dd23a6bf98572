"""Random rules: every class, nested, with every choice that its author can make."""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from typing import Final, Literal, TypeVar

from attrs import field, frozen
from hypothesis import strategies as st

from emulscore.facts import AnyFact, AttainmentFact, LatenessFact, TimeUnit
from emulscore.facts.cohort import Take
from emulscore.facts.lateness import TIME_UNITS
from emulscore.formula.bounds import bounds
from emulscore.formula.nodes import Mode
from emulscore.numbers import Amount, Numeric, number
from emulscore.rules import At, Best, Cap, Leader, Round, Rule, Sum, WeightedMean, When, at_base
from emulscore.testing.facts import cohorts, facts
from emulscore.testing.leaves import LEAVES, Kinds, amounts, cases, consequences, leaf, measured

__all__ = ["COMBINATORS", "amounts", "rules"]

COMBINATORS: Final = (At, Best, Cap, Leader, Round, Sum, WeightedMean, When)

_STEPS: Final = (Fraction(1, 100), Fraction(1, 4), Fraction(1, 3), Fraction(1))
_MODES: Final[tuple[Mode, ...]] = ("half_up", "down", "up")
_AGAIN: Final = 3
_BEST: Final[tuple[Take, ...]] = ("best",)
F = TypeVar("F", bound=AnyFact)


@frozen
class _Supply:
    """Facts for the rules of one row: new ones, and at times one that was made before."""

    draw: st.DrawFn
    prefix: str
    made: list[AnyFact]
    names: list[str] = field(factory=list)

    def named(self) -> str:
        self.names.append(f"{self.prefix}{len(self.names) + 1}")
        return self.names[-1]

    def keep(self, fact: AnyFact) -> None:
        self.made.append(fact)

    def __call__(self, kinds: Kinds[F], fits: Callable[[F], bool] | None = None) -> F:
        fitting = [one for one in self.made if isinstance(one, kinds) and (fits is None or fits(one))]
        if fitting and self.draw(st.integers(0, _AGAIN - 1)) == 0:
            return self.draw(st.sampled_from(fitting))
        name = self.named()
        new = self.draw(facts(name, kinds).filter(lambda one: fits is None or (isinstance(one, kinds) and fits(one))))
        self.made.append(new)
        if not isinstance(new, kinds):  # pragma: no cover - the kinds were asked for
            raise TypeError
        return new


@st.composite
def rules(
    draw: st.DrawFn,
    base: Numeric | None = None,
    *,
    prefix: str = "f",
    known: Collection[AnyFact] = (),
    depth: int = 4,
    leaves: Collection[type] = LEAVES,
    combinators: Collection[type] = COMBINATORS,
) -> Rule:
    """Return rules of every class, rules inside rules, with every choice of their arguments.

    Args:
        draw: Given by Hypothesis.
        base: Base points that the rule must stay within, stating every case; None for rules that may be refused too.
        prefix: How the names of new facts begin.
        known: Facts that the rule may read besides its own.
        depth: How deep rules stand inside rules, at most.
        leaves: The classes of the innermost rules.
        combinators: The classes of the rules around others.
    """
    supply, points = _Supply(draw, prefix, list(known)), None if base is None else number(base)

    def one(levels: int) -> Rule:
        if levels <= 1:
            return leaf(draw, draw(st.sampled_from(list(leaves))), supply, points)
        return _around(draw, draw(st.sampled_from(list(combinators))), supply, inside(levels - 1), inside(1))

    def inside(levels: int) -> Callable[[], Rule]:
        return lambda: one(levels)

    rule = one(draw(st.integers(1, depth)))
    return Cap(rule) if points is not None and _leaves_range(rule, points) else rule


def _leaves_range(rule: Rule, base: Fraction) -> bool:
    """Say whether a rule is not proven to stay within 0..base; quicker than to look for an example."""
    interval = bounds(at_base(rule, base))
    return interval is None or interval.low < 0 or interval.high > base


def _around(draw: st.DrawFn, kind: type, supply: _Supply, inner: Callable[[], Rule], other: Callable[[], Rule]) -> Rule:
    """Return a rule of one class around others: one drawn from *inner*, any more from *other*."""
    if kind is Cap:
        rule, low, high = inner(), draw(amounts()), draw(amounts())
        return draw(st.sampled_from((Cap(rule), Cap(rule, high=high), Cap(rule, low=low, high=high))))
    if kind is At:
        return At(draw(amounts()), inner())
    if kind is Round:
        return Round(inner(), step=draw(st.sampled_from(_STEPS)), mode=draw(st.sampled_from(_MODES)))
    if kind is Leader:
        return _leader(draw, supply, inner)
    if kind is When:
        return _when(draw, supply, inner, other)
    parts = [inner(), *(other() for _ in range(draw(st.integers(0, 1))))]
    if kind is WeightedMean:
        weights = [
            draw(st.sampled_from((Fraction(1), Fraction(2), Fraction(1, 3)))),
            *(Fraction(draw(st.integers(0, 3))) for _ in parts[1:]),
        ]
        return WeightedMean(parts, weights=weights)
    return Sum(parts) if kind is Sum else Best(parts)


def _leader(draw: st.DrawFn, supply: _Supply, inner: Callable[[], Rule]) -> Leader:
    own = supply((AttainmentFact,))
    to = draw(cohorts(supply.named(), own, _BEST))
    supply.keep(to)
    without: Rule | Literal["refuse"] = inner() if draw(st.integers(0, 3)) else "refuse"
    earned, alone, empty = draw(amounts()), draw(amounts()), draw(consequences())
    return Leader(own, to=to, at_target=earned, unsurpassed=alone, empty=empty, unassigned=without)


def _when(draw: st.DrawFn, supply: _Supply, inner: Callable[[], Rule], other: Callable[[], Rule]) -> When:
    fact = measured(draw, supply)
    unit: TimeUnit | None = draw(st.sampled_from(TIME_UNITS)) if isinstance(fact, LatenessFact) else None
    case = draw(cases(fact))
    way: Rule | Amount = other() if draw(st.booleans()) else draw(amounts())
    ways = (inner(), way) if draw(st.booleans()) else (way, inner())
    return When(fact, then=ways[0], otherwise=ways[1], case=case, unit=unit)
