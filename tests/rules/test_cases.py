"""How a value is tested: spans, labels and answers, and how documents say them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import (
    CountFact,
    LatenessFact,
    LevelFact,
    ShareFact,
    Span,
    YesNoFact,
    above,
    at_least,
    at_most,
    below,
    between,
    exactly,
)
from emulscore.errors import Refused
from emulscore.rules.cases import band_of, case_words, is_number, node_of

SHARE, COUNT, ANSWER = ShareFact("ty_le"), CountFact("so"), YesNoFact("co")
LEVEL = LevelFact("muc", levels={"tot": "tốt", "kha": "khá"})


@given(value=st.integers(-30, 30), low=st.integers(-20, 20), high=st.integers(-20, 20))
def test_every_span_holds_exactly_its_numbers(value: int, low: int, high: int) -> None:
    """Each span against the plain comparison that its name says."""
    at = Fraction(value, 3)
    assert at_least(low).band.holds(at) == (at >= low)
    assert above(low).band.holds(at) == (at > low)
    assert at_most(high).band.holds(at) == (at <= high)
    assert below(high).band.holds(at) == (at < high)
    assert between(low, high).band.holds(at) == (low <= at < high)
    assert exactly(low).band.holds(at) == (at == low)
    assert Span(above=low, at_most=high).band.holds(at) == (low < at <= high)


@pytest.mark.parametrize(
    "ends",
    [{}, {"at_least": 1, "above": 2}, {"at_most": 1, "below": 2}, {"at_least": 1, "at_most": 3, "below": 4}],
)
def test_a_span_has_at_most_one_end_on_each_side(ends: dict[str, int]) -> None:
    """No end at all, or two on one side, is refused."""
    with pytest.raises(Refused) as caught:
        Span(**ends)
    assert caught.value.code == "wrong-argument"


def test_a_case_is_the_place_of_a_level_or_an_answer() -> None:
    """Levels count from 0 in the order declared; yes is 1 and no is 0."""
    assert band_of(LEVEL, "kha").holds(Fraction(1))
    assert not band_of(LEVEL, "kha").holds(Fraction(0))
    assert band_of(ANSWER, True).holds(Fraction(1))  # noqa: FBT003 - the answer is the case
    assert band_of(ANSWER, False).holds(Fraction(0))  # noqa: FBT003


@pytest.mark.parametrize(
    ("fact", "case"), [(LEVEL, "gioi"), (LEVEL, at_least(1)), (ANSWER, "tot"), (COUNT, True), (SHARE, "tot")]
)
def test_a_case_that_does_not_suit_the_fact_is_refused(
    fact: LevelFact | YesNoFact | CountFact, case: Span | str | bool
) -> None:
    """Each kind of fact has its own kind of case; the refusal of a level lists the names."""
    with pytest.raises(Refused) as caught:
        band_of(fact, case)
    assert caught.value.code == "wrong-argument"


def test_a_unit_of_time_goes_with_a_lateness_only() -> None:
    """A lateness is read in a unit; anything else has none."""
    assert {leaf.slot.name for leaf in node_of(LatenessFact("tre"), "days").reads if hasattr(leaf, "slot")} == {
        "tre.days"
    }
    with pytest.raises(Refused):
        node_of(LatenessFact("tre"))
    with pytest.raises(Refused):
        node_of(COUNT, "days")


def test_levels_and_answers_are_no_numbers() -> None:
    """Everything else is."""
    assert [is_number(fact) for fact in (SHARE, COUNT, LatenessFact("tre"), LEVEL, ANSWER)] == [
        True, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("span", "vi", "en"),
    [
        (between("80%", "90%"), "từ 80% đến dưới 90%", "at least 80% and below 90%"),
        (at_least("90%"), "từ 90% trở lên", "at least 90%"),
        (above("90%"), "trên 90%", "above 90%"),
        (at_most("50%"), "đến 50%", "at most 50%"),
        (below("12,5%"), "dưới 12,5%", "below 12.5%"),
        (exactly("100%"), "100%", "100%"),
        (Span(above="1/3", at_most="50%"), "trên 1/3 đến 50%", "above 1/3 and at most 50%"),
    ],
)
def test_spans_of_a_share_are_said_as_documents_say_them(span: Span, vi: str, en: str) -> None:
    """Percentages with the words for open and closed ends, in both languages."""
    words = case_words(SHARE, span)
    assert (words.vi, words.text("en")) == (vi, en)


def test_a_span_of_time_names_its_unit_and_a_count_is_plain() -> None:
    """The unit follows the number; a count is no percentage; a level is said by its words."""
    assert case_words(LatenessFact("tre"), between(1, 5), "working_days").vi == "từ 1 đến dưới 5 ngày làm việc"
    assert case_words(COUNT, at_least(3)).vi == "từ 3 trở lên"
    assert case_words(LEVEL, "kha").vi == "khá"
