"""The mean of several parts, by weight."""

import re
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    At,
    Best,
    MeasurementError,
    Ratio,
    SchemeError,
    ShareFact,
    Tiered,
    WeightedMean,
    YesNoFact,
)
from emulscore.errors import Refused
from scored import both, printed_number, scheme_of

RATIOS = [Ratio(ShareFact(name), empty="refuse") for name in ("a", "b", "c")]


def test_equal_weights_make_the_plain_mean() -> None:
    """(a + b + c) / 3 × 70: 100%, 90% and 80% are 63 points."""
    scheme = scheme_of(WeightedMean(RATIOS, weights=[1, 1, 1]), 70)
    assert both(scheme, a="100%", b="90%", c="80%").points == 63
    for first in range(0, 101, 20):
        for second in range(0, 101, 25):
            row = both(scheme, a=f"{first}%", b=f"{second}%", c="50%")
            assert row.exact == Fraction(70 * (first + second + 50), 300)


@settings(max_examples=80)
@given(
    weights=st.lists(st.integers(0, 12), min_size=3, max_size=3).filter(any),
    parts=st.lists(st.integers(0, 60), min_size=3, max_size=3),
)
def test_any_weights_make_their_mean(weights: list[int], parts: list[int]) -> None:
    """Σ weight × part / Σ weight, with weights in thirds; a weight of 0 counts for nothing."""
    rule = WeightedMean(RATIOS, weights=[Fraction(weight, 3) for weight in weights])
    row = both(scheme_of(rule, 10), **{name: (part, 60) for name, part in zip("abc", parts, strict=True)})
    top = sum(weight * part for weight, part in zip(weights, parts, strict=True))
    assert row.exact == Fraction(10 * top, 60 * sum(weights))


def test_parts_can_work_at_their_own_base_and_nest() -> None:
    """A part worth 4 of 10 with weight 3, beside the better of two with weight 1."""
    answer = At(4, Tiered(YesNoFact("co"), {True: "100%"}, otherwise=0))
    rule = WeightedMean([answer, Best(RATIOS[:2])], weights=[3, 1])
    assert both(scheme_of(rule, 10), co=True, a="50%", b="80%").points == Fraction(3 * 4 + 8, 4)


def test_a_part_with_no_weight_must_still_be_known() -> None:
    """A weight of 0 does not make a missing fact known."""
    scheme = scheme_of(WeightedMean(RATIOS, weights=[1, 1, 0]), 10)
    with pytest.raises(MeasurementError) as caught:
        scheme.score({"a": "50%", "b": "50%"})
    assert [(problem.code, problem.fact) for problem in caught.value.problems] == [("missing-fact", "c")]


@pytest.mark.parametrize("weights", [[1, 1], [1, 1, 1, 1], [], [1, -1, 1], [0, 0, 0]])
def test_each_part_has_one_weight(weights: list[int]) -> None:
    """Too few, too many, negative or no weights at all are refused."""
    with pytest.raises(Refused) as caught:
        WeightedMean(RATIOS, weights=weights)
    assert caught.value.code == "wrong-argument"


def test_a_mean_lies_between_its_parts_so_a_part_beyond_the_base_is_refused() -> None:
    """The proof is by the greatest part: one worth 12 of 10 breaks the range."""
    with pytest.raises(SchemeError):
        scheme_of(WeightedMean([At(12, RATIOS[0]), RATIOS[1]], weights=[1, 1]), 10)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_explanation_can_be_worked_out_again(lang: Literal["vi", "en"]) -> None:
    """Weights and parts are printed; they give the printed mean."""
    row = both(scheme_of(WeightedMean(RATIOS, weights=["1,5", 2, "0,5"]), 10), a="85%", b="60%", c="25%")
    line = row.explain(lang).splitlines()[-1]
    found = re.search(r"\((.+)\) ÷ (\S+) = (\S+) (?:điểm|points)\.", line)
    assert found is not None
    pairs = [[printed_number(text, lang) for text in term.split(" × ")] for term in found[1].split(" + ")]
    assert pairs == [[Fraction(3, 2), Fraction(17, 2)], [2, 6], [Fraction(1, 2), Fraction(5, 2)]]
    assert sum(weight for weight, _ in pairs) == printed_number(found[2], lang)
    mean = sum((weight * part for weight, part in pairs), Fraction(0)) / printed_number(found[2], lang)
    assert mean == printed_number(found[3], lang) == row.exact
