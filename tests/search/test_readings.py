"""Readings that would explain a gap, against hand arithmetic and against trying many numbers."""

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import evolve, field, frozen, validators
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    Assessment,
    At,
    Cap,
    Count,
    CountFact,
    Criterion,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    Linear,
    Ratio,
    Rule,
    Scheme,
    ShareFact,
    Sum,
    Tiered,
    When,
    YesNoFact,
    at_least,
    percent,
)
from emulscore.formula.bounds import Interval
from emulscore.formula.exact import evaluate
from emulscore.formula.nodes import Node, smallest
from emulscore.numbers import Amount, half_up
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.search.arguments import arguments_of
from emulscore.search.readings import OtherReading

RATE = ShareFact("ho_so")
LATE = CountFact("tre", largest=50)


def asked(rule: Rule, base: int, claim: str, **facts: object) -> dict[str, OtherReading]:
    scheme = Scheme("thu", "Thử", total=base, items=[Criterion("1", "Một", base, rule)])
    card = scheme.score(Assessment("Xã A", measurements=facts, claims={"1": claim}))
    return {reading.argument: reading for reading in card.readings("1")}


def test_row_12_of_the_annex_is_explained_by_a_target_that_it_does_not_show() -> None:
    """6 × 75,7% ÷ t rounds to 6 from 5,995 on: t up to 4,542 ÷ 5,995; at 75,7% it is exactly 6."""
    card = annex.scheme.score(annex.assessment, partial=True)
    (reading,) = card.readings("12")
    assert reading.argument == "target"
    assert reading.values == (Interval(Fraction(0), Fraction(4542, 5995), low_open=True),)
    assert reading.exact == Fraction(757, 1000)
    assert reading.text() == (
        "Có phải mức được đủ điểm không quá 75,7631…% (4542/5995)? Khi đó điểm tính ra là 6; "
        "ở 75,7% thì đúng bằng 6, không cần làm tròn."
    )


def test_rows_that_agree_or_are_not_claimed_ask_nothing() -> None:
    """Only a gap is to be explained."""
    card = annex.scheme.score(annex.assessment, partial=True)
    assert {row.id: len(card.readings(row.id)) for row in card.rows if card.readings(row.id)} == {"12": 1}


def test_a_penalty_of_half_as_much_explains_a_claim() -> None:
    """Two late reports at 20% of 5 points leave 3; 4 is claimed: 5 - 2 × 5x rounds to 4 for x above 9,95% to 10,05%."""
    found = asked(FrequencyPenalty({LATE: percent(20)}, of="base"), 5, "4", tre=2)
    reading = found["per.0.1"]
    assert reading.values == (Interval(Fraction("0.0995"), Fraction("0.1005"), low_open=True),)
    assert reading.exact == Fraction("0.1")


def test_another_unit_of_time_explains_a_claim() -> None:
    """From 15/1 to 16/2 are two months begun and one completed: 8 - 2 = 6, and 7 is claimed."""
    rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)
    found = asked(rule, 8, "7", ke_hoach=("2023-01-15", "2023-02-16"))
    choice = found["unit"].choice
    assert choice is not None
    assert (choice.vi, choice.text("en")) == ("tháng tròn", "full months")
    assert found["per"].exact == Fraction("0.5")


def test_another_threshold_explains_a_claim() -> None:
    """75% is below a tier from 80%; full points would need a threshold of at most 75%, or the lower tier to pay 5."""
    found = asked(Tiered(RATE, {at_least("80%"): 5, at_least("50%"): 3}, otherwise=0), 5, "5", ho_so="75%")
    assert found["cases.0.0.at_least"].values == (Interval(Fraction(0), Fraction("0.75")),)
    assert found["cases.0.0.at_least"].exact is None
    assert found["cases.1.1"].values == (Interval(Fraction("4.995"), Fraction(5)),)
    assert "“từ 80% trở lên”" in found["cases.0.0.at_least"].text()


def test_a_claim_that_no_reading_yields_is_left_unexplained() -> None:
    """More than the base is never the rule's doing."""
    assert asked(Ratio(RATE, empty="refuse"), 5, "6", ho_so="50%") == {}


RULES: dict[str, Rule] = {
    "target": Cap(Ratio(RATE, target="80%", below="pro_rata", empty="refuse")),
    "count": Count({LATE: "-0,7"}, start=4, low=1, high=4),
    "frequency": FrequencyPenalty({LATE: percent(15)}, of="left"),
    "linear": Linear(RATE, (("20%", 0), ("90%", "100%")), before=0, after="hold", empty="refuse"),
}


@pytest.mark.parametrize("name", list(RULES))
@settings(max_examples=8, deadline=None)
@given(rate=st.integers(0, 100), late=st.integers(0, 6), claim=st.integers(0, 40))
def test_the_numbers_found_are_those_of_trying_many(name: str, rate: int, late: int, claim: int) -> None:
    """At 41 values of every numeric argument: inside what was found the claim comes out, outside it does not.

    A share of what is left, taken again and again, is no piece of a curve that is solved for; it may be left out.
    """
    rule, base, wanted = RULES[name], 5, Fraction(claim, 8)
    facts = {fact: value for fact, value in (("ho_so", f"{rate}%"), ("tre", late)) if fact in str(rule)}
    scheme = Scheme("thu", "Thử", total=base, items=[Criterion("1", "Một", base, rule)])
    card = scheme.score(Assessment("Xã A", measurements=facts, claims={"1": wanted}))
    found = {reading.argument: reading for reading in card.readings("1")}
    if not card["1"].scored or Fraction(card["1"].points) == wanted:
        assert found == {}
        return
    for argument in arguments_of(rule):
        if argument.options or not isinstance(argument.value, Amount):
            continue
        end = -1 if argument.value.value < 0 else 1
        for step in range(41):
            value = Fraction(end * step, 40) * (1 if argument.value.of_base else base)
            (other,) = argument.with_(evolve(argument.value, value=value))
            yields = _points(other, base, card.slots) == wanted
            reading = found.get(argument.path)
            inside = reading is not None and any(_holds(one, value) for one in reading.values)
            if reading is not None or name != "frequency":
                assert inside == yields, (argument.path, value)


def _points(rule: Rule, base: int, facts: Mapping[str, int]) -> Fraction:
    value, _ = evaluate(rule.formula(Fraction(base)), facts)
    return half_up(min(max(value, Fraction(0)), Fraction(base)), Fraction(1, 100))


def _holds(one: Interval, value: Fraction) -> bool:
    above = value > one.low or (value == one.low and not one.low_open)
    below = value < one.high or (value == one.high and not one.high_open)
    return above and below


def test_a_rule_class_that_was_made_inside_a_function_is_asked_too() -> None:
    """Its types cannot be found again by name; 2 points each would give the 4 that are claimed for 2 reports."""

    class Each:
        """A way of paying that only this function knows."""

    @frozen
    class PerReport:
        kind: ClassVar[str] = "per_report"

        late: CountFact
        _per: Fraction = field(validator=validators.le(Fraction(3)))  # refuses more by an error of its own
        each: Each | None = None

        def formula(self, base: Fraction) -> Node:
            return smallest(base, self.late.node * self._per)

    rule: Rule = PerReport(LATE, Fraction(1))
    assert [argument.path for argument in arguments_of(rule)] == ["_per"]
    found = asked(rule, 5, "4", tre=2)
    assert found["_per"].exact == 2
    scheme = Scheme("thu", "Thử", total=5, items=[Criterion("1", "Một", 5, rule)])
    audit = scheme.score(Assessment("Xã A", measurements={"tre": 2}, claims={"1": "4"})).audit()
    assert [question.code for question in audit.questions].count("other-reading") == 1


def test_what_a_rule_of_others_pays_is_named_by_what_stands_beside_it() -> None:
    """A table of texts and amounts under the name `per`, as our rules have one of facts and amounts."""

    @frozen
    class Prizes:
        kind: ClassVar[str] = "prizes"

        won: YesNoFact
        per: tuple[tuple[str, Fraction], ...]

        def formula(self, base: Fraction) -> Node:
            return smallest(base, self.won.node * self.per[0][1])

    found = asked(Prizes(YesNoFact("giai"), (("giải ba", Fraction(1)),)), 5, "2", giai=True)
    assert found["per.0.1"].label.vi == "mức điểm cho mỗi “giải ba”"
    assert found["per.0.1"].exact == 2


def test_facts_that_the_unit_did_not_need_set_no_marks() -> None:
    """Without papers the row asks for neither the share nor the count that are missing: 3 of 5 points, and 4 are claimed."""
    papers, times = YesNoFact("co_van_ban"), CountFact("lan", largest=5)
    read = Ratio(RATE, empty="refuse")
    rule = When(papers, then=Sum([At(4, read), At(1, FrequencyPenalty({times: 1}, of="base"))]), otherwise=3)
    found = asked(rule, 5, "4", co_van_ban=False)
    assert found["otherwise"].values == (Interval(Fraction("3.995"), Fraction("4.005"), high_open=True),)
    assert found["otherwise"].exact == 4
