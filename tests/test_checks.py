"""What is checked when a scheme is built."""

from fractions import Fraction
from typing import ClassVar

import pytest
from attrs import frozen

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    At,
    AttainmentFact,
    Cap,
    CountFact,
    Criterion,
    Direct,
    FrequencyPenalty,
    Group,
    LatenessFact,
    PointsFact,
    Problem,
    Ratio,
    Reading,
    Rounding,
    Rule,
    Scheme,
    SchemeError,
    ShareFact,
    Span,
    Sum,
    Tiered,
    Words,
    above,
    at_least,
    at_most,
    below,
)
from emulscore.criteria import Item
from emulscore.examples import example_words
from emulscore.facts import State
from emulscore.formula.nodes import Band, Choose, Const, Node, Table
from emulscore.rules.rule import facts_of

A = ShareFact("a")
PLAIN = Ratio(A, empty="refuse")


def found(*items: Item, total: object = None, rounding: Rounding | None = None) -> tuple[Problem, ...]:
    stated = sum((item.base for item in items), Fraction(0)) if total is None else total
    with pytest.raises(SchemeError) as caught:
        Scheme("s", "S", total=stated, items=items, rounding=rounding or Rounding())  # type: ignore[arg-type] # a number
    return caught.value.problems


def row(id_: str, rule: Rule = PLAIN, base: object = 10, **more: object) -> Criterion:
    return Criterion(id_, f"Hàng {id_}", base, rule, **more)  # type: ignore[arg-type] # as given by the test


def test_all_findings_come_together() -> None:
    """One error lists a repeated number, a wrong sum, a fact conflict, an unbounded row, a gap and a false reading."""
    over = Ratio(ShareFact("dan"), target="50%", below="pro_rata", empty="refuse")
    problems = found(
        row("1"),
        row("1", Ratio(ShareFact("a", decimals=2), empty="refuse")),
        row("2", over, 5),
        row("3", Tiered(ShareFact("c"), [(below("80%"), 0), (at_least("90%"), 4)]), 4),
        row("4", Ratio(ShareFact("d"), empty="refuse"), 1, readings=[Reading("never", "Không nói.")]),
        total=31,
    )
    assert [(problem.code, problem.row) for problem in problems] == [
        ("repeated-id", "1"),
        ("bases-do-not-add-up", None),
        ("fact-conflict", "1"),
        ("out-of-range", "2"),
        ("gap", "3"),
        ("reading-without-argument", "4"),
    ]
    assert all(problem.text(lang) for problem in problems for lang in ("vi", "en"))
    assert "cộng lại là 30, nhưng văn bản ghi 31" in problems[1].text()


def test_a_row_that_can_pass_its_base_is_refused_with_a_measurement_that_does() -> None:
    """A rate over its target of 50% earns up to twice the base, at 100%; a Cap makes it fit."""
    over = Ratio(A, target="50%", below="pro_rata", empty="refuse")
    (problem,) = found(row("13", over, 5))
    assert (problem.code, problem.row) == ("out-of-range", "13")
    assert (problem.params["reached"].vi, problem.params["example"].vi) == ("10", "a = 100%")
    assert "wrap the rule in Cap" in problem.text("en")
    assert Scheme("s", "S", total=5, items=[row("13", Cap(over), 5)]).score({"a": "70%"}).points == 5


@pytest.mark.parametrize(
    ("rule", "reached", "example"),
    [
        (Tiered(A, [(at_least("95%"), 12)], otherwise=0), "12", {"a = 95%", "a = 100%"}),
        (Tiered(CountFact("n"), [(at_least(3), -1)], otherwise=0), "-1", {"n = 3", "n = 1.000.000.000"}),
        (Direct(PointsFact("p", largest=12)), "12", {"p = 12"}),
        (Direct(PointsFact("p", largest=5, lowest="-0,5")), "-0,5", {"p = -0,5"}),
        (Ratio(A, empty=11), "11", None),
        (Ratio(AttainmentFact("t", most=3), empty=0), "30", {"t = 300%"}),
    ],
)
def test_every_way_out_of_the_range_is_found(rule: Rule, reached: str, example: set[str] | None) -> None:
    """Above the base and below 0, by a tier, a given number, an attainment, or what 0 of 0 earns."""
    (problem,) = found(row("1", rule, 10))
    assert problem.code == "out-of-range"
    assert problem.params["reached"].vi == reached
    assert example is None or problem.params["example"].vi in example


def test_a_negative_base_is_refused() -> None:
    """No rule stays within 0..-5."""
    assert "out-of-range" in {problem.code for problem in found(row("1", base=-5))}


def test_a_row_that_reads_one_lateness_in_two_units_is_only_not_proven() -> None:
    """8 points for a day and 8 for two months are 16 of 10, but days and months of one lateness go together."""
    late = LatenessFact("tre")
    days = Tiered(late, [(at_least(1), 8)], otherwise=0, unit="days")
    months = Tiered(late, [(at_least(2), 8)], otherwise=0, unit="months_begun")
    (problem,) = found(row("1", Sum([days, months]), 10))
    assert (problem.code, problem.params["interval"].vi) == ("not-proven", "0..16")


@frozen
class InState:
    """12 points in one state of a fact, whatever its value is."""

    kind: ClassVar[str] = "test_in_state"
    fact: CountFact | LatenessFact
    state: State

    def formula(self, base: Fraction) -> Node:
        del base
        return Choose(self.fact.state, ((Band.exactly(self.state.value), Const(Fraction(12))),), Const(Fraction(0)))


@pytest.mark.parametrize(
    ("fact", "state", "raw", "vi", "en"),
    [
        (CountFact("n"), State.MEASURED, 0, "n = 0", "n = 0"),
        (CountFact("n"), State.NEVER, NEVER, "n = không thực hiện", "n = never"),
        (CountFact("n"), State.NOT_APPLICABLE, NOT_APPLICABLE, "n = không phát sinh", "n = not applicable"),
        (LatenessFact("n"), State.NEVER, NEVER, "n = không thực hiện", "n = never"),
    ],
)
def test_a_row_that_looks_at_a_state_only_is_shown_with_that_state(
    fact: CountFact | LatenessFact, state: State, raw: object, vi: str, en: str
) -> None:
    """The measurement that earns 12 of 10: the state by its words, or any value where it is that something was measured."""
    (problem,) = found(row("1", InState(fact, state), 10))
    assert (problem.code, problem.params["reached"].vi) == ("out-of-range", "12")
    assert problem.example == {"n": raw}
    assert (problem.params["example"].vi, problem.params["example"].text("en")) == (vi, en)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ([1, 2, 3], "n = [1, 2, 3]"),
        (True, "n = có"),
        (False, "n = không"),
        ("dai_hoc", "n = dai_hoc"),
        ((5, 0), "n = 5/0"),
        ({"days": 3, "months_begun": 1}, "n = 3 ngày, 1 tháng (tính cả tháng chưa tròn)"),
    ],
)
def test_any_raw_value_can_be_said(value: object, said: str) -> None:
    """A fact of one's own may be given as anything; what is no number is said as it stands."""
    assert example_words({"n": value}).vi == said


@frozen
class Apart:
    """x + (1 - x): always 1, but intervals see 0..2."""

    kind: ClassVar[str] = "test_apart"
    fact: ShareFact

    def formula(self, base: Fraction) -> Node:
        del base
        return self.fact.node + (Const(Fraction(1)) - self.fact.node)


def test_where_no_measurement_breaks_it_it_is_only_not_proven() -> None:
    """A rule that stays within its base but cannot be proven is not called wrong."""
    (problem,) = found(row("1", Apart(A), 1))
    assert (problem.code, problem.params["interval"].vi) == ("not-proven", "0..2")


@frozen
class Broken:
    """A rule whose formula cannot be made."""

    kind: ClassVar[str] = "test_broken"
    fact: CountFact
    depth: int = 0

    def formula(self, base: Fraction) -> Node:
        node: Node = Const(base)
        for _ in range(self.depth):
            node = node * 1
        return node if self.depth else Table(self.fact.slot, (Fraction(1),)) * "một"


def test_a_formula_that_cannot_be_made_is_a_finding() -> None:
    """A formula too deep is reported with its row, and does not stop the other findings."""
    problems = found(row("1", Broken(CountFact("n", largest=0), 400), 1), row("2"), row("2", Ratio(A, empty="refuse")))
    assert [(problem.code, problem.row) for problem in problems] == [("repeated-id", "2"), ("too-deep", "1")]


def test_a_gap_names_the_fact_and_the_values() -> None:
    """From 80% to 90% nothing is stated, in both languages."""
    (problem,) = found(row("1", Tiered(A, [(below("80%"), 0), (at_least("90%"), 10)])))
    assert (problem.code, problem.fact) == ("gap", "a")
    assert problem.params["where"].text("en") == "the value is between 80% and 90%"


@pytest.mark.parametrize(
    ("after", "example"),
    [(at_least("50,005%"), Fraction("0.500025")), (above("50,005%"), Fraction("0.50005"))],
    ids=["both ends open", "upper end closed"],
)
def test_a_gap_narrower_than_any_printed_share_is_shown_all_the_same(after: Span, example: Fraction) -> None:
    """Between 50% and 50.005% lies no hundredth of a percent: the middle is shown, or the end that no case holds."""
    (problem,) = found(row("1", Tiered(A, [(at_most("50%"), 0), (after, 10)])))
    assert problem.code == "gap"
    assert problem.example == {"a": (example.numerator, example.denominator)}


def test_a_gap_of_a_single_value_is_said_as_that_value() -> None:
    """Below 80% and above 80% leave 80% itself."""
    (problem,) = found(row("1", Tiered(A, [(below("80%"), 0), (above("80%"), 10)])))
    assert (problem.code, problem.example) == ("gap", {"a": (4, 5)})
    assert problem.params["where"] == Words("giá trị là 80%", "the value is 80%")


@frozen
class OnlyFive:
    """A point for 5, and nothing stated for any other number."""

    kind: ClassVar[str] = "test_only_five"
    fact: CountFact

    def formula(self, base: Fraction) -> Node:
        del base
        return Choose(self.fact.node, ((Band.exactly(5), Const(Fraction(1))),))


def test_a_row_that_scores_nothing_is_refused() -> None:
    """Of 0 to 4, none is 5: every value is in the gap, and no points can come out."""
    problems = found(row("1", OnlyFive(CountFact("n", largest=4)), 1))
    assert [problem.code for problem in problems] == ["gap", "no-formula"]
    assert "không có giá trị nào được chấm" in problems[1].text()


def test_groups_must_add_up_too() -> None:
    """A group states its maximum; the finding names the group, and the scheme's own sum is checked apart."""
    inner = Group("I.1", "Nhóm nhỏ", [row("1", base=3), row("2", base=2)], 6)
    problems = found(Group("I", "Nhóm", [inner], 6), total=6)
    assert [(problem.code, problem.row) for problem in problems] == [("bases-do-not-add-up", "I.1")]
    assert problems[0].params["found"].vi == "5"


@pytest.mark.parametrize("id_", ["", " ", "[1]"])
def test_a_number_that_cannot_be_is_refused(id_: str) -> None:
    """An empty number, and brackets, which name the printed points."""
    assert [problem.code for problem in found(row(id_))] == ["bad-name"]


def test_a_group_and_a_row_may_not_share_a_number() -> None:
    """Numbers are unique over rows and groups."""
    assert [problem.code for problem in found(Group("1", "Nhóm", [row("1")], 10))] == ["repeated-id"]


def test_a_base_off_the_grid_is_refused() -> None:
    """Full points of 2.005 would be printed as 2.01, beyond the base: refused for rows, groups and the total."""
    problems = found(Group("I", "Nhóm", [row("1", base="2,005")], "2,005"))
    assert [(problem.code, problem.row) for problem in problems] == [
        ("base-off-grid", None),
        ("base-off-grid", "I"),
        ("base-off-grid", "1"),
    ]
    quarter = found(row("1", base="2,2"), rounding=Rounding("0,25"))
    assert {problem.code for problem in quarter} == {"base-off-grid"}
    assert "2,2 không phải là bội số của mức làm tròn 0,25" in quarter[0].text()


def test_a_fact_may_be_read_by_two_rows_if_it_is_the_same() -> None:
    """Two rows may read one fact; the same name with other content is a conflict."""
    scheme = Scheme("s", "S", total=20, items=[row("1"), row("2", Ratio(ShareFact("a"), empty="refuse"))])
    assert scheme.score({"a": "50%"}).points == 10
    assert [p.code for p in found(row("1"), row("2", Ratio(ShareFact("a", label="Khác"), empty="refuse")))] == [
        "fact-conflict"
    ]


def test_a_reading_may_name_an_argument_of_an_inner_rule() -> None:
    """`rule.below` is the argument of the rule in a Cap; `rule.never` is none."""
    rule = Cap(Ratio(A, target="80%", below="plain", empty="refuse"))
    assert row("1", rule, readings=[Reading("rule.below", "x")]).readings[0].argument == "rule.below"
    Scheme("s", "S", total=10, items=[row("1", rule, readings=[Reading("rule.below", "x")])])
    assert [p.code for p in found(row("1", rule, readings=[Reading("rule.never", "x")]))] == [
        "reading-without-argument"
    ]


@pytest.mark.parametrize(
    ("argument", "there"),
    [("parts.0.points", True), ("parts.1.rule.empty", True), ("parts.2.base", False), ("parts.x.base", False)],
)
def test_a_reading_may_name_an_argument_of_a_part(argument: str, *, there: bool) -> None:
    """Parts are named by their place, from 0; there is no third of two."""
    sum_ = Sum([At(4, PLAIN), At(6, PLAIN)])
    readings = [Reading(argument, "x")]
    if there:
        assert Scheme("s", "S", total=10, items=[row("1", sum_, readings=readings)]).total == 10
    else:
        (problem,) = found(row("1", sum_, readings=readings))
        assert (problem.code, problem.params["argument"].vi) == ("reading-without-argument", argument)


def test_facts_are_found_wherever_they_stand() -> None:
    """In a field, in a table, and in a rule inside a rule, in the order in which they stand."""
    months, years = CountFact("thang"), CountFact("nam")
    assert list(facts_of(FrequencyPenalty({months: 1, years: 2}, of="base"))) == [months, years]
    assert list(facts_of(Cap(Cap(PLAIN)))) == [A]
    assert list(facts_of("a")) == []
