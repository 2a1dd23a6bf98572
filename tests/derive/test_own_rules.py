"""Rules of one's own, of whatever class: swapped facts, set arguments and differences, or a refusal that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from attrs import field, frozen

from emulscore import (
    CountFact,
    Criterion,
    LevelFact,
    Replace,
    Rule,
    Scheme,
    SchemeError,
    SetArgument,
    ShareFact,
    SwapFact,
    Tiered,
)
from emulscore.derive import Change
from emulscore.formula.nodes import Add, Node, smallest

if TYPE_CHECKING:
    from emulscore import CountFact as Counted  # a name that is not there when the program runs

WHY = "vì"
MEETINGS = CountFact("hop", largest=10)


def scheme_of(rule: Rule) -> Scheme:
    return Scheme("goc", "Gốc", total=6, items=[Criterion("1", "Họp dân", 6, rule)])


def derived(rule: Rule, *changes: Change) -> Scheme:
    return scheme_of(rule).derive("xa", "UBND", "cấp xã", 2026, changes=changes)


def refused(rule: Rule, change: Change) -> tuple[str, str]:
    with pytest.raises(SchemeError) as caught:
        derived(rule, change)
    (problem,) = caught.value.problems
    return problem.code, problem.text("vi")


@dataclass(frozen=True)
class Times:
    """A dataclass: so many times earn the base."""

    kind: ClassVar[str] = "test_times"
    fact: CountFact
    most: int
    days: tuple[int, ...] = (1, 15)
    label: str | None = None

    def formula(self, base: Fraction) -> Node:
        return smallest(self.fact.node * (base / self.most), base)


def test_a_dataclass_is_changed_like_any_rule() -> None:
    """2 of 4 meetings are 3 of 6 points, by another fact too; of 3 they are 4."""
    swapped = derived(Times(MEETINGS, 4), SwapFact("hop", CountFact("gap", largest=10), why=WHY))
    assert swapped.score({"gap": 2}).points == 3
    assert derived(Times(MEETINGS, 4), SetArgument("1", "most", 3, why=WHY)).score({"hop": 2}).points == 4
    days = derived(Times(MEETINGS, 4), SetArgument("1", "days", (2, 20), why=WHY))
    assert days.criteria["1"].rule == Times(MEETINGS, 4, days=(2, 20))


@pytest.mark.parametrize(
    ("argument", "value"),
    [("most", True), ("most", "ba"), ("days", 5), ("days", (1, "hai")), ("label", 3), ("fact", "hop")],
)
def test_what_is_not_of_the_stated_type_is_refused(argument: str, value: Any) -> None:  # noqa: ANN401 - a wrong one
    """Yes is no whole number, 5 is no list of days, and a fact is not its name."""
    code, said = refused(Times(MEETINGS, 4), SetArgument("1", argument, value, why=WHY))
    assert code == "wrong-argument"
    assert argument in said


@frozen
class Each:
    """A table: points for each time of several things."""

    kind: ClassVar[str] = "test_each"
    per: Mapping[CountFact, int] = field(hash=False)

    def formula(self, base: Fraction) -> Node:
        return smallest(Add(tuple(fact.node * points for fact, points in self.per.items())), base)


def test_a_fact_is_swapped_inside_a_table() -> None:
    """One meeting is worth 1 point and one visit 2: 3 in all, whatever the meetings are called."""
    rule = Each({MEETINGS: 1, CountFact("tham", largest=10): 2})
    swapped = derived(rule, SwapFact("hop", CountFact("gap", largest=10), why=WHY))
    assert swapped.score({"gap": 1, "tham": 1}).points == 3
    assert refused(rule, SetArgument("1", "per", 5, why=WHY))[0] == "wrong-argument"


@frozen
class Hidden:
    """A class whose types cannot be found out when the program runs."""

    kind: ClassVar[str] = "test_hidden"
    fact: Counted
    label: str = "họp"

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * base


def test_where_no_type_is_known_any_value_is_taken() -> None:
    """A count of at most 1 gives way to a share: half of 6 points are 3; a label is any text."""
    rule = Hidden(CountFact("hop", largest=1))
    assert derived(rule, SwapFact("hop", ShareFact("ty_le"), why=WHY)).score({"ty_le": "50%"}).points == 3
    assert derived(rule, SetArgument("1", "label", "gặp", why=WHY)).criteria["1"].rule == Hidden(rule.fact, "gặp")


@frozen
class Even:
    """A rule that refuses a fact in its own way."""

    kind: ClassVar[str] = "test_even"
    fact: CountFact

    def __attrs_post_init__(self) -> None:
        if self.fact.largest % 2:
            msg = "số lẻ"
            raise ValueError(msg)

    def formula(self, base: Fraction) -> Node:
        return smallest(self.fact.node, base)


def test_a_fact_that_a_rule_does_not_take_is_refused_with_the_rules_own_words() -> None:
    """An odd number of times, and levels that the cases do not name."""
    code, said = refused(Even(MEETINGS), SwapFact("hop", CountFact("gap", largest=3), why=WHY))
    assert code == "wrong-argument"
    assert "số lẻ" in said
    tiered = Tiered(LevelFact("muc", levels={"tot": "tốt", "kem": "kém"}), {"tot": 6, "kem": 0})
    code, said = refused(tiered, SwapFact("muc", LevelFact("bac", levels={"cao": "cao", "thap": "thấp"}), why=WHY))
    assert code == "wrong-argument"
    assert "cao, thap" in said


class Plain:
    """A class of no kind that could be made again with another fact."""

    kind: ClassVar[str] = "test_plain"

    def __init__(self, fact: CountFact) -> None:
        self.fact = fact

    def formula(self, base: Fraction) -> Node:
        return smallest(self.fact.node, base)


def test_a_rule_that_cannot_be_made_again_is_replaced_as_a_whole() -> None:
    """Its fact cannot be swapped; the refusal says what to do instead."""
    code, said = refused(Plain(MEETINGS), SwapFact("hop", CountFact("gap", largest=10), why=WHY))
    assert code == "wrong-argument"
    assert "thay cả cách tính bằng Replace" in said
    row = Criterion("1", "Họp dân", 6, Plain(CountFact("gap", largest=10)))
    assert derived(Plain(MEETINGS), Replace("1", row, why=WHY)).score({"gap": 2}).points == 2


@frozen
class Sharp:
    """A choice that is said by its class alone."""


@frozen
class Soft:
    """The other one."""


@frozen
class Judged:
    """A rule with arguments that its formula does not show."""

    kind: ClassVar[str] = "test_judged"
    fact: CountFact
    how: Sharp | Soft
    least: Decimal

    def formula(self, base: Fraction) -> Node:
        return smallest(self.fact.node, base)


def test_arguments_that_a_formula_does_not_show_are_told() -> None:
    """The formula is the same: what differs is told by its name, numbers with a decimal comma."""
    row = Criterion("1", "Họp dân", 6, Judged(MEETINGS, Soft(), Decimal("0.25")))
    record = derived(Judged(MEETINGS, Sharp(), Decimal("0.5")), Replace("1", row, why=WHY)).derivation
    assert record is not None
    (found,) = (one for one in record.history if one.old == "1")
    assert [one.text() for one in found.differences] == [
        "cách tính: từ “how: Sharp; least: 0,5” thành “how: Soft; least: 0,25”"
    ]
    assert [one.text("en") for one in found.differences] == [
        "rule: from “how: Sharp; least: 0.5” to “how: Soft; least: 0.25”"
    ]
