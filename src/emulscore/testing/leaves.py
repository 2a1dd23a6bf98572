"""Random rules without rules inside, each with every choice that its author can make."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, Protocol, TypeVar

import attrs
from hypothesis import strategies as st

from emulscore.checks import problems_of
from emulscore.criteria import Criterion, Rounding
from emulscore.facts import (
    TIME_UNITS,
    AnyFact,
    AttainmentFact,
    CohortFact,
    CohortOf,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    Measured,
    NumberFact,
    PointsFact,
    ScaledFact,
    ShareFact,
    YesNoFact,
)
from emulscore.numbers import Amount
from emulscore.rules import (
    Cap,
    Count,
    Direct,
    FrequencyPenalty,
    LatePenalty,
    Linear,
    Ratio,
    Relative,
    Rule,
    Span,
    Tiered,
)
from emulscore.rules.cases import When as Case
from emulscore.rules.frequency_penalty import Of
from emulscore.rules.late_penalty import Several
from emulscore.rules.ratio import Below
from emulscore.testing.facts import cohorts, scaled

__all__ = ["LEAVES", "Facts", "Kinds", "amounts", "cases", "consequences", "leaf", "measured", "signed", "spans"]

LEAVES: Final = (Count, Direct, FrequencyPenalty, LatePenalty, Linear, Ratio, Relative, Tiered)

_SHARES: Final = (Fraction(0), Fraction(1, 5), Fraction(1, 3), Fraction(1, 2), Fraction(1))
_OF: Final[tuple[Of, ...]] = ("base", "left")
_SEVERAL: Final[tuple[Several, ...]] = ("sum", "worst")
_BELOW: Final[tuple[Below, ...]] = ("pro_rata", "plain", "nothing")

F = TypeVar("F", bound=AnyFact)
Kinds = tuple[type[F], ...]
_NUMBERS: Final[Kinds[AnyFact]] = (
    AttainmentFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    NumberFact,
    PointsFact,
    ShareFact,
)
_CASES: Final[Kinds[AnyFact]] = (LevelFact, YesNoFact, *_NUMBERS, LatenessFact)
_RELATIVE: Final[Kinds[AnyFact]] = (AttainmentFact, CountFact, ItemsFact, NumberFact, ShareFact)


class Facts(Protocol):
    """Where rules take their facts from: new ones, or those that other rules read."""

    def __call__(self, kinds: Kinds[F], fits: Callable[[F], bool] | None = None) -> F:
        """Return a fact of one of some kinds."""

    def named(self) -> str:
        """Return a name that no fact has yet."""

    def keep(self, fact: AnyFact) -> None:
        """Remember a fact that was made otherwise."""


def amounts(low: int = 0) -> st.SearchStrategy[Amount]:
    """Return amounts, in points and in shares of the base.

    Args:
        low: The least number of points.
    """
    in_points = st.builds(Amount, st.builds(Fraction, st.integers(low * 4, 40), st.sampled_from((1, 2, 3, 4))))
    return in_points | st.builds(Amount, st.sampled_from(_SHARES), st.just(value=True))


def signed() -> st.SearchStrategy[Amount]:
    """Return amounts of both signs."""
    return st.builds(
        lambda one, sign: Amount(one.value * sign, of_base=one.of_base), amounts(), st.sampled_from((1, -1))
    )


def consequences() -> st.SearchStrategy[Amount | str]:
    """Return what follows where there is nothing to measure."""
    return st.just("refuse") | amounts()


def leaf(draw: st.DrawFn, kind: type, fact: Facts, base: Fraction | None) -> Rule:
    """Return a rule of one class.

    Args:
        draw: Given by Hypothesis.
        kind: The class.
        fact: Where it takes its facts from.
        base: Base points for which every case must be stated; None where gaps may be left.
    """
    if kind is Direct:
        return Direct(fact((PointsFact,)))
    if kind is FrequencyPenalty:
        of = draw(st.sampled_from(_OF))
        few = _few if of == "left" else None
        takes = st.builds(Amount, st.sampled_from(_SHARES), st.just(value=True)) if of == "left" else amounts()
        many = draw(st.integers(1, 3))
        return FrequencyPenalty(tuple((fact((CountFact,), few), draw(takes)) for _ in range(many)), of=of)
    if kind is LatePenalty:
        late = tuple(fact((LatenessFact,)) for _ in range(draw(st.integers(1, 3))))
        several = draw(st.sampled_from(_SEVERAL)) if len(late) > 1 else None
        per, unit = draw(amounts()), draw(st.sampled_from(TIME_UNITS))
        return LatePenalty(late, per=per, unit=unit, several=several, never=draw(consequences()))
    if kind is Ratio:
        return draw(_ratio(fact((ShareFact, AttainmentFact, ItemsFact))))
    if kind is Count:
        pays = [(fact((CountFact,)), draw(signed())) for _ in range(draw(st.integers(1, 3)))]
        return Count(pays, start=draw(signed()), low=draw(amounts()), high=draw(amounts()))
    if kind is Relative:
        return _relative(draw, fact)
    if kind is Linear:
        return _linear(draw, fact)
    return _stated(draw(_tiered(measured(draw, fact, _CASES))), base)


def _few(fact: CountFact) -> bool:
    return fact.largest <= 12  # noqa: PLR2004 - "of left" multiplies powers out


def measured(draw: st.DrawFn, fact: Facts, kinds: Kinds[AnyFact] = _CASES) -> Measured:
    """Return what a rule can look at: a fact of some kinds, or one that is scaled for classes of units."""
    found = fact(kinds)
    if isinstance(found, CohortOf) and draw(st.integers(0, 4)) == 0:
        return draw(scaled(found, fact.named()))
    if not isinstance(found, Measured):  # pragma: no cover - the kinds were asked for
        raise TypeError
    return found


def _not_negative(fact: AnyFact) -> bool:
    return not isinstance(fact, NumberFact) or fact.lowest >= 0


def _relative(draw: st.DrawFn, fact: Facts) -> Relative:
    own = fact(_RELATIVE, _not_negative)
    if not isinstance(own, CohortOf):  # pragma: no cover - the kinds were asked for
        raise TypeError
    to = draw(cohorts(fact.named(), own, ("best", "mean")))
    fact.keep(to)
    return Relative(own, to=to, empty=draw(amounts()))


def _linear(draw: st.DrawFn, fact: Facts) -> Linear:
    on = measured(draw, fact, _NUMBERS)
    unit = draw(st.sampled_from(TIME_UNITS)) if isinstance(on, LatenessFact) else None
    less = fact((CohortFact,)) if unit is None and draw(st.integers(0, 3)) == 0 else None
    ends = _numbers_of(on) if less is None else st.builds(Fraction, st.integers(-6, 6), st.sampled_from((1, 2, 10)))
    knots = sorted(draw(st.lists(ends, min_size=2, max_size=4, unique=True)))
    shape = draw(st.sampled_from(("rising", "falling", "tent", "any")))
    pays = draw(st.lists(amounts(), min_size=len(knots), max_size=len(knots)))
    if shape != "any":
        in_points = sorted((Amount(one.value) for one in pays), key=lambda one: one.value, reverse=shape == "falling")
        pays = [*in_points[::2], *reversed(in_points[1::2])] if shape == "tent" else in_points
    step = draw(st.none() | st.sampled_from((Fraction(1, 20), Fraction(1, 3), Fraction(1), Fraction(2))))
    outside: st.SearchStrategy[Amount | str] = st.just("hold") | amounts()
    before, after, empty = draw(outside), draw(outside), draw(consequences())
    pairs = list(zip(knots, pays, strict=True))
    return Linear(on, pairs, before=before, after=after, step=step, less=less, unit=unit, empty=empty)


@st.composite
def _ratio(draw: st.DrawFn, fact: ShareFact) -> Ratio:
    empty = draw(consequences())
    if draw(st.booleans()):
        return Ratio(fact, empty=empty)
    target = draw(st.sampled_from([share * fact.most for share in _SHARES if share]))
    return Ratio(fact, target=target, below=draw(st.sampled_from(_BELOW)), empty=empty)


@st.composite
def _tiered(draw: st.DrawFn, fact: Measured) -> Tiered:
    unit = draw(st.sampled_from(TIME_UNITS)) if isinstance(fact, LatenessFact) else None
    pairs = draw(st.lists(st.tuples(cases(fact), amounts()), min_size=1, max_size=4))
    otherwise, never = draw(st.none() | amounts()), draw(consequences())
    return Tiered(fact, pairs, otherwise=otherwise, never=never, unit=unit)


def _stated(rule: Tiered, base: Fraction | None) -> Tiered:
    """Close the gaps of a rule that leaves values without points."""
    if base is None:
        return rule
    row = Criterion("1", "Thử", base, Cap(rule))
    gaps = any(problem.code == "gap" for problem in problems_of((row,), base, Rounding(), None, None))
    return attrs.evolve(rule, otherwise=Amount(0)) if gaps else rule


def cases(fact: Measured) -> st.SearchStrategy[Case]:
    """Return cases of a fact: its levels, its answers, or spans of its numbers."""
    if isinstance(fact, LevelFact):
        return st.sampled_from(fact.names)
    if isinstance(fact, YesNoFact):
        return st.booleans()
    return spans(_numbers_of(fact))


def _numbers_of(fact: Measured) -> st.SearchStrategy[Fraction]:
    """Return numbers that a rule may test a fact against."""
    inner = fact.of if isinstance(fact, CohortFact) else fact.fact if isinstance(fact, ScaledFact) else fact
    if isinstance(inner, ShareFact):
        return st.sampled_from([inner.most * Fraction(tenth, 10) for tenth in range(11)] + [Fraction(1, 3)])
    if isinstance(inner, NumberFact):
        return st.builds(Fraction, st.integers(-8, 32), st.just(4))
    return st.builds(Fraction, st.integers(0, 13))


@st.composite
def spans(draw: st.DrawFn, ends: st.SearchStrategy[Fraction]) -> Span:
    """Return spans of every shape between two numbers.

    Args:
        draw: Given by Hypothesis.
        ends: The numbers.
    """
    one, other = draw(ends), draw(ends)
    low, high = min(one, other), max(one, other)
    sides = draw(st.sampled_from(("low", "high", "both", "one")))
    if sides == "one":
        return Span(at_least=low, at_most=low)
    first = {draw(st.sampled_from(("at_least", "above"))): low} if sides != "high" else {}
    last = {draw(st.sampled_from(("at_most", "below"))): high} if sides != "low" else {}
    return Span(**first, **last)
