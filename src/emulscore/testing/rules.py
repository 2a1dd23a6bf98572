"""Random rules: every class, nested, with every choice that its author can make."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Final, TypeVar

import attrs
from hypothesis import strategies as st

from emulscore.checks import problems_of
from emulscore.criteria import Criterion, Rounding
from emulscore.facts import (
    TIME_UNITS,
    AnyFact,
    AttainmentFact,
    CountFact,
    LatenessFact,
    LevelFact,
    PointsFact,
    ShareFact,
    YesNoFact,
)
from emulscore.formula.bounds import bounds
from emulscore.numbers import Amount, Numeric, number
from emulscore.rules import Cap, Direct, FrequencyPenalty, LatePenalty, Ratio, Rule, Span, Tiered, at_base
from emulscore.rules.cases import When
from emulscore.rules.frequency_penalty import Of
from emulscore.rules.late_penalty import Several
from emulscore.rules.ratio import Below
from emulscore.testing.facts import facts

__all__ = ["amounts", "rules"]

TierFact = LevelFact | YesNoFact | CountFact | ShareFact | PointsFact | LatenessFact

_LEAVES: Final = (Direct, FrequencyPenalty, LatePenalty, Ratio, Tiered, Tiered)
_SHARES: Final = (Fraction(0), Fraction(1, 5), Fraction(1, 3), Fraction(1, 2), Fraction(1))

_OF: Final[tuple[Of, ...]] = ("base", "left")
_SEVERAL: Final[tuple[Several, ...]] = ("sum", "worst")
_BELOW: Final[tuple[Below, ...]] = ("pro_rata", "plain", "nothing")
_TIER_FACTS: Final[tuple[type[TierFact], ...]] = (
    LevelFact,
    YesNoFact,
    CountFact,
    ShareFact,
    AttainmentFact,
    PointsFact,
    LatenessFact,
    LatenessFact,
)

F = TypeVar("F", bound=AnyFact)


def amounts(low: int = 0) -> st.SearchStrategy[Amount]:
    """Return amounts, in points and in shares of the base.

    Args:
        low: The least number of points.
    """
    in_points = st.builds(Amount, st.builds(Fraction, st.integers(low * 4, 40), st.sampled_from((1, 2, 3, 4))))
    return in_points | st.builds(Amount, st.sampled_from(_SHARES), st.just(value=True))


@st.composite
def rules(
    draw: st.DrawFn,
    base: Numeric | None = None,
    *,
    prefix: str = "f",
    known: Collection[AnyFact] = (),
    depth: int = 4,
    leaves: Collection[type] = _LEAVES,
) -> Rule:
    """Return rules of every class, rules inside rules, with every choice of their arguments.

    Args:
        draw: Given by Hypothesis.
        base: Base points that the rule must stay within, stating every case; None for rules that may be refused too.
        prefix: How the names of new facts begin.
        known: Facts that the rule may read besides its own.
        depth: How deep rules stand inside rules, at most.
        leaves: The classes of the innermost rules.
    """
    names = iter(f"{prefix}{place}" for place in range(1, 100))
    made = list(known)

    def fact(kinds: tuple[type[F], ...], largest: int | None = None) -> F:
        fitting = [one for one in made if isinstance(one, kinds) and _fits(one, largest)]
        if fitting and draw(st.integers(0, 2)) == 0:
            return draw(st.sampled_from(fitting))
        new = draw(facts(next(names), kinds).filter(lambda one: _fits(one, largest)))
        made.append(new)
        if not isinstance(new, kinds):  # pragma: no cover - the kinds were asked for
            raise TypeError
        return new

    def leaf() -> Rule:
        kind = draw(st.sampled_from(tuple(leaves)))
        if kind is Direct:
            return Direct(fact((PointsFact,)))
        if kind is FrequencyPenalty:
            of = draw(st.sampled_from(_OF))
            most = 12 if of == "left" else None
            takes = st.builds(Amount, st.sampled_from(_SHARES), st.just(value=True)) if of == "left" else amounts()
            many = draw(st.integers(1, 3))
            return FrequencyPenalty(tuple((fact((CountFact,), most), draw(takes)) for _ in range(many)), of=of)
        if kind is LatePenalty:
            late = tuple(fact((LatenessFact,)) for _ in range(draw(st.integers(1, 3))))
            several = draw(st.sampled_from(_SEVERAL)) if len(late) > 1 else None
            per, unit = draw(amounts()), draw(st.sampled_from(TIME_UNITS))
            return LatePenalty(late, per=per, unit=unit, several=several, never=draw(_consequences()))
        if kind is Ratio:
            return draw(_ratio(fact((ShareFact, AttainmentFact))))
        return draw(_tiered(fact(_TIER_FACTS)))

    rule = leaf()
    if base is not None:
        rule = _stated(rule, number(base))
    for _ in range(draw(st.integers(0, depth - 1))):
        low, high = draw(amounts()), draw(amounts())
        rule = draw(st.sampled_from((Cap(rule), Cap(rule, high=high), Cap(rule, low=low, high=high))))
    return Cap(rule) if base is not None and _leaves_range(rule, number(base)) else rule


def _leaves_range(rule: Rule, base: Fraction) -> bool:
    """Say whether a rule is not proven to stay within 0..base; quicker than to look for an example."""
    interval = bounds(at_base(rule, base))
    return interval is None or interval.low < 0 or interval.high > base


def _fits(fact: object, largest: int | None) -> bool:
    return largest is None or (isinstance(fact, CountFact) and fact.largest <= largest)


def _stated(rule: Rule, base: Fraction) -> Rule:
    """Close the gaps of a rule that leaves values without points."""
    if not isinstance(rule, Tiered):
        return rule
    row = Criterion("1", "Thử", base, Cap(rule))
    gaps = any(problem.code == "gap" for problem in problems_of((row,), base, Rounding(), None, None))
    return attrs.evolve(rule, otherwise=Amount(0)) if gaps else rule


def _consequences() -> st.SearchStrategy[Amount | str]:
    return st.just("refuse") | amounts()


@st.composite
def _ratio(draw: st.DrawFn, fact: ShareFact) -> Ratio:
    empty = draw(_consequences())
    if draw(st.booleans()):
        return Ratio(fact, empty=empty)
    target = draw(st.sampled_from([share * fact.most for share in _SHARES if share]))
    return Ratio(fact, target=target, below=draw(st.sampled_from(_BELOW)), empty=empty)


@st.composite
def _tiered(draw: st.DrawFn, fact: TierFact) -> Tiered:
    unit = draw(st.sampled_from(TIME_UNITS)) if isinstance(fact, LatenessFact) else None
    whens: st.SearchStrategy[When]
    if isinstance(fact, LevelFact):
        whens = st.sampled_from(fact.names)
    elif isinstance(fact, YesNoFact):
        whens = st.booleans()
    else:
        whens = _spans(fact)
    pairs = draw(st.lists(st.tuples(whens, amounts()), min_size=1, max_size=4))
    otherwise, never = draw(st.none() | amounts()), draw(_consequences())
    return Tiered(fact, pairs, otherwise=otherwise, never=never, unit=unit)


@st.composite
def _spans(draw: st.DrawFn, fact: CountFact | ShareFact | PointsFact | LatenessFact) -> Span:
    ends: st.SearchStrategy[Fraction]
    if isinstance(fact, ShareFact):
        ends = st.sampled_from([fact.most * Fraction(tenth, 10) for tenth in range(11)] + [Fraction(1, 3)])
    elif isinstance(fact, PointsFact):
        ends = st.builds(Fraction, st.integers(-8, 32), st.just(4))
    else:
        ends = st.builds(Fraction, st.integers(0, 13))
    one, other = draw(ends), draw(ends)
    low, high = min(one, other), max(one, other)
    sides = draw(st.sampled_from(("low", "high", "both", "one")))
    if sides == "one":
        return Span(at_least=low, at_most=low)
    first = {draw(st.sampled_from(("at_least", "above"))): low} if sides != "high" else {}
    last = {draw(st.sampled_from(("at_most", "below"))): high} if sides != "low" else {}
    return Span(**first, **last)
