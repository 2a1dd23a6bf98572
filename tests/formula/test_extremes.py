"""The search for extremes against trying every measurement."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.extremes import NotSettledError, extremes, neighbours
from emulscore.formula.nodes import Band, Choose, Const, Fact, Node, Round, Share, Slot, Table, largest, smallest
from emulscore.words import Words

WORDS = Words("số liệu", "fact")
COUNTS = [Fact(Slot(name, 0, 6, WORDS)) for name in ("a", "b")]
SHARE = Share(Slot("s.part", 0, 7, WORDS), Slot("s.whole", 1, 7, WORDS))
SMALL = st.integers(-4, 4).map(lambda top: Const(Fraction(top, 2)))


def every_unit() -> list[dict[str, int]]:
    shares = [(part, whole) for whole in range(1, 8) for part in range(whole + 1)]
    return [
        {"a": a, "b": b, "s.part": part, "s.whole": whole}
        for a, b, (part, whole) in product(range(7), range(7), shares)
    ]


UNITS = every_unit()


def _choose(on: Node, end: int, then: Node, other: Node) -> Node:
    low = Fraction(end, 6) if isinstance(on, Share) else Fraction(end)
    return Choose(on, ((Band(low=low, low_open=bool(end % 2)), then),), other)


def _grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    tested = st.sampled_from([*COUNTS, SHARE])
    return st.one_of(
        st.builds(lambda one, other: one + other, inner, inner),
        st.builds(lambda one, other: one - other, inner, inner),
        st.builds(lambda one, by: one * by, inner, SMALL),
        st.builds(smallest, inner, inner),
        st.builds(largest, inner, inner),
        st.builds(lambda of: Round(of, Fraction(1, 2)), inner),
        st.builds(_choose, tested, st.integers(0, 6), inner, inner),
    )


LEAVES = st.one_of(
    st.sampled_from([*COUNTS, SHARE]),
    SMALL,
    st.just(Table(COUNTS[0].slot, tuple(Fraction(value) for value in (0, 3, 1, 4, 1, 5, 2)))),
)
FORMULAS = st.recursive(LEAVES, _grow, max_leaves=6)


@given(FORMULAS)
def test_the_ends_are_those_of_trying_everything(formula: Node) -> None:
    """What is settled is the least and greatest value there is, and the measurements shown reach it."""
    values = [evaluate(formula, unit)[0] for unit in UNITS]
    try:
        found = extremes(formula)
    except NotSettledError:
        return  # refused by name, and never approximated
    assert (found.low.value, found.high.value) == (min(values), max(values))
    for end in (found.low, found.high):
        assert evaluate(formula, end.facts)[0] == end.value


STATE = Fact(Slot("a.state", 0, 3, WORDS))


def _partly(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Formulas that have no value for some measurements: a case is missing, or what follows from a state."""
    return _grow(inner) | st.one_of(
        st.builds(lambda end, then: Choose(COUNTS[1], ((Band(low=Fraction(end)), then),)), st.integers(0, 6), inner),
        st.builds(lambda then, never: Choose(STATE, ((Band.exactly(0), then), (Band.exactly(1), never))), inner, inner),
        st.builds(lambda then: Choose(STATE, ((Band.exactly(0), then),)), inner),
    )


def _value(formula: Node, unit: dict[str, int]) -> Fraction | None:
    try:
        return evaluate(formula, unit)[0]
    except (AbsentError, NoCaseError):
        return None


STATES = [unit | {"a.state": state} for unit in UNITS for state in (0, 1)]


@given(st.recursive(LEAVES, _partly, max_leaves=6))
def test_the_ends_are_right_where_some_measurements_have_no_value(formula: Node) -> None:
    """A fact that moves the value one way is not skipped over where a value is missing on the way."""
    values = [value for unit in STATES if (value := _value(formula, unit)) is not None]
    try:
        found = extremes(formula)
    except NotSettledError:
        return
    assert (found.low.value, found.high.value) == (min(values), max(values))


def test_an_end_without_a_value_is_not_taken_for_the_extreme() -> None:
    """10 - b falls with b, and is stated from 3 on only: the most is 7, at 3, though 0 is the end that would give most."""
    stated = Choose(COUNTS[1], ((Band(low=Fraction(3)), 10 - COUNTS[1]),))
    found = extremes(stated + COUNTS[0])
    assert [found.low.value, found.high.value] == [4, 13]
    never = Choose(STATE, ((Band.exactly(1), Const(Fraction(2))),), COUNTS[0])
    alone = Choose(STATE, ((Band.exactly(0), COUNTS[0]), (Band.exactly(2), Const(Fraction(9)))))
    found = extremes(smallest(never, alone))  # 9 where it did not arise, held down to the count; never has no value
    assert [found.low.value, found.high.value] == [0, 6]


@given(FORMULAS)
def test_what_is_not_settled_is_still_reached(formula: Node) -> None:
    """Asked not to refuse, the search shows values that are reached, and never more than there are."""
    values = [evaluate(formula, unit)[0] for unit in UNITS]
    found = extremes(formula, settle=False)
    assert min(values) <= found.low.value <= found.high.value <= max(values)
    for end in (found.low, found.high):
        assert evaluate(formula, end.facts)[0] == end.value


def test_one_way_facts_are_not_tried_one_by_one() -> None:
    """A sum over twenty facts, each tested at three marks, has 4^20 combinations of breakpoints and is settled at once."""
    facts = [Fact(Slot(f"x{place}", 0, 100, WORDS)) for place in range(20)]
    steps = [(Band(low=Fraction(mark)), Const(Fraction(mark))) for mark in (90, 50, 10)]
    formula: Node = Const(Fraction(0))
    for fact in facts:
        formula = formula + Choose(fact, tuple(steps), Const(Fraction(0)))
    found = extremes(formula)
    assert [found.low.value, found.high.value] == [0, 1800]
    assert dict(found.high.facts) == {f"x{place}": 90 for place in range(20)}  # the least that is enough


def test_most_formulas_are_settled() -> None:
    """A rate held by a tier, a penalty and a table are settled, open ends included."""
    below = Choose(SHARE, ((Band(low=Fraction(4, 5)), Const(Fraction(0))),), SHARE * 10)
    found = extremes(below)
    assert found.high.value == Fraction(10 * 3, 4)  # the greatest share below 4/5 with a whole of at most 7
    assert found.low.value == 0
    penalty = largest(5 - COUNTS[0] * 2, 0) + COUNTS[1]
    assert [extremes(penalty).low.value, extremes(penalty).high.value] == [0, 11]


def test_known_facts_stay_as_they_are() -> None:
    """Only what is unknown is searched."""
    found = extremes(COUNTS[0] + COUNTS[1], {"a": 3})
    assert [found.low.value, found.high.value] == [3, 9]
    assert found.low.facts["a"] == found.high.facts["a"] == 3


def test_what_moves_both_ways_on_a_long_stretch_is_refused_by_name() -> None:
    """A product of two rising and falling parts over a thousand values is not settled, and says which fact."""
    long = Fact(Slot("dai", 0, 1000, WORDS))
    with pytest.raises(NotSettledError) as caught:
        extremes(long * (1000 - long))
    assert caught.value.facts == ("dai",)


@pytest.mark.parametrize("largest_whole", [1, 2, 7, 30])
def test_the_neighbours_of_a_fraction_are_the_nearest_there_are(largest_whole: int) -> None:
    """Compared with every fraction of that many parts."""
    every = sorted(
        {Fraction(top, bottom) for bottom in range(1, largest_whole + 1) for top in range(-bottom, 3 * bottom)}
    )
    for value in (Fraction(0), Fraction(1, 2), Fraction(4, 5), Fraction(1), Fraction(5, 7)):
        below, above = neighbours(value, largest_whole)
        assert below == max(one for one in every if one < value)
        assert above == min(one for one in every if one > value)
