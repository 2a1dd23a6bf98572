"""The search for extremes against trying every measurement."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore.formula.exact import evaluate
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
