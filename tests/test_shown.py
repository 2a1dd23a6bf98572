"""What values look like where code is written: text that pastes back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import emulscore
from emulscore import (
    Amount,
    AttainmentFact,
    CountFact,
    Criterion,
    LatenessFact,
    NumberFact,
    Printed,
    Ratio,
    Reading,
    Rounding,
    Scheme,
    ShareFact,
    Span,
    Words,
    between,
    percent,
    points,
)
from emulscore.facts import CohortOf
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.testing import amounts, facts, rules, schemes
from emulscore.testing.facts import scaled

NAMES = {name: getattr(emulscore, name) for name in emulscore.__all__}


def pasted_back(value: object) -> object:
    """Run what a value looks like, with the public names alone."""
    return eval(repr(value), {"__builtins__": {}}, NAMES)  # noqa: S307 - our own text


@settings(max_examples=200)
@given(rules())
def test_any_rule_pastes_back(rule: object) -> None:
    """Rules of every class, rules inside rules, with every choice of their arguments."""
    assert pasted_back(rule) == rule


@given(facts())
def test_any_fact_pastes_back(fact: object) -> None:
    """Facts of every kind, holidays and cohorts among them."""
    again = pasted_back(fact)
    assert again == fact
    assert type(again) is type(fact)


@given(st.data())
def test_a_scaled_fact_pastes_back(data: st.DataObject) -> None:
    """So does a fact whose thresholds are lower for some classes of units."""
    fact = data.draw(facts("a", [CountFact, NumberFact, ShareFact]))
    assert isinstance(fact, CohortOf)
    made = data.draw(scaled(fact, "b"))
    assert pasted_back(made) == made


@given(amounts(), st.fractions(max_denominator=10**9), st.booleans())
def test_any_amount_pastes_back(amount: Amount, value: Fraction, of_base: bool) -> None:
    """Points, shares of the base, thirds, and numbers too long to be written as decimals."""
    for one in (amount, Amount(Fraction(value.numerator % 10**18, value.denominator), of_base)):
        assert pasted_back(one) == one


@pytest.mark.parametrize("value", [10**18, Fraction(1, 2**59), Fraction(10**18 - 1, 10**18), Fraction(10**18, 3)])
def test_the_largest_and_finest_amounts_paste_back(value: Fraction | int) -> None:
    """At the limits of what is read as a number, as points and as a share of the base."""
    for one in (Amount(Fraction(value)), Amount(Fraction(value), of_base=True)):
        assert pasted_back(one) == one


def test_the_finest_numbers_paste_back() -> None:
    """Fifty-nine decimals are more than a number may be typed with: they stand as a ratio."""
    span = Span(at_least=Fraction(1, 2**59), below=Fraction(10**18 - 1, 10**18))
    assert repr(span).startswith(f"Span(at_least='1/{2**59}', ")
    assert pasted_back(span) == span


@given(st.text(max_size=20), st.none() | st.text(max_size=20))
def test_any_words_paste_back(vi: str, en: str | None) -> None:
    """Whatever characters they hold."""
    assert pasted_back(Words(vi, en)) == Words(vi, en)


@settings(max_examples=30)
@given(schemes())
def test_any_criterion_and_group_pastes_back(scheme: Scheme) -> None:
    """The rows and groups of random schemes."""
    for item in scheme.items:
        assert pasted_back(item) == item


def test_the_annex_pastes_back() -> None:
    """Every criterion of the document, with its wording, readings and remarks."""
    for criterion in annex.scheme.criteria.values():
        assert pasted_back(criterion) == criterion


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (points("0,5"), "points('0.5')"),
        (percent(20), "percent(20)"),
        (percent("12,5"), "percent('12.5')"),
        (points("1/3"), "points('1/3')"),
        (Words("Điểm"), "Words('Điểm')"),
        (Words("Điểm", "Points"), "Words('Điểm', 'Points')"),
        (between("80%", "90%"), "Span(at_least='0.8', below='0.9')"),
        (Span(at_least=1), "Span(at_least=1)"),
        (CountFact("tre"), "CountFact('tre')"),
        (CountFact("tre", unit="lần", largest=9), "CountFact('tre', unit=Words('lần'), largest=9)"),
        (AttainmentFact("thu", most="1,5"), "AttainmentFact('thu', most='1.5')"),
        (LatenessFact("a", holidays=["02/9/2025"]), "LatenessFact('a', holidays=['2025-09-02'])"),
        (
            Ratio(ShareFact("a"), target="1/3", below="plain", empty=0),
            "Ratio(ShareFact('a'), target='1/3', below='plain', empty=points(0))",
        ),
        (Reading("never", "x"), "Reading('never', Words('x'))"),
        (Printed(points=3), "Printed(points=3)"),
        (Rounding(), "Rounding()"),
        (Rounding(mode="down"), "Rounding(mode='down')"),
        (
            Criterion(1, "Một", "0,5", Ratio(ShareFact("a"), empty="refuse")),
            "Criterion('1', Words('Một'), '0.5', Ratio(ShareFact('a'), empty='refuse'))",
        ),
    ],
)
def test_only_what_was_chosen_is_shown(value: object, text: str) -> None:
    """Defaults are left out; numbers stand as people write them in code; no import is needed beyond the library's."""
    assert repr(value) == text
    assert pasted_back(value) == value
