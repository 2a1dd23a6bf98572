"""Schemes: rounding, totals, the fast path, and refusals all at once."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest

from emulscore import (
    NEVER,
    Assessment,
    CohortFact,
    CountFact,
    Criterion,
    FrequencyPenalty,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    MeasurementError,
    NumberFact,
    PointsFact,
    Ratio,
    Rounding,
    Scheme,
    ShareFact,
    Tiered,
    Words,
    at_least,
    score,
)
from emulscore.criteria import Amounts, Item
from emulscore.errors import Refused
from emulscore.formula.nodes import Mode
from emulscore.quick import Quick
from emulscore.rules import Direct
from emulscore.support import WithoutDocument

A, B, C = (ShareFact(name) for name in "abc")
ITEMS: list[Item] = [
    Group("I", "Nhóm I", [Criterion(n, n, 1, Ratio(f, empty="refuse")) for n, f in (("1", A), ("2", B))], 2),
    Criterion("3", "Hàng 3", 1, Ratio(C, empty="refuse")),
]
THIRDS = {"a": (1, 3), "b": (1, 3), "c": (1, 3)}


@pytest.mark.parametrize(
    ("amounts", "group", "total"),
    [
        (("rows",), "0.66", "0.99"),
        (("groups",), "0.67", "1.00"),
        (("rows", "groups", "total"), "0.66", "0.99"),
        (("total",), "0.67", "1.00"),
        ((), "0.67", "1.00"),
    ],
)
def test_each_printed_amount_is_rounded_once_from_the_value_above_it(
    amounts: tuple[Amounts, ...], group: str, total: str
) -> None:
    """Three thirds: rounded rows give 0.66 and 0.99; where rows are not rounded 2/3 is 0.67, plus 1/3 is 1.00."""
    scheme = Scheme("s", "S", total=3, items=ITEMS, rounding=Rounding(amounts=amounts))
    card = scheme.score(THIRDS)
    assert [str(card[n].points) for n in ("1", "2", "3")] == ["0.33"] * 3
    assert (str(card["I"].points), str(card.points)) == (group, total)
    assert {n: str(p) for n, p in scheme.points(THIRDS).items()} == {
        "1": "0.33",
        "2": "0.33",
        "I": group,
        "3": "0.33",
        "": total,
    }


@pytest.mark.parametrize(("mode", "points"), [("half_up", "0.50"), ("down", "0.25"), ("up", "0.50")])
def test_the_mode_and_the_step_are_the_schemes_own(mode: Mode, points: str) -> None:
    """3/8 on a grid of quarters lies half-way: up, down by mode."""
    scheme = Scheme(
        "s", "S", total=1, items=[Criterion("1", "x", 1, Ratio(A, empty=0))], rounding=Rounding("0,25", mode)
    )
    assert str(scheme.score({"a": (3, 8)}).points) == points
    assert str(scheme.points({"a": (3, 8)})[""]) == points


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        ({"step": 0}, "step"),
        ({"step": "-0,01"}, "step"),
        ({"step": "0,03"}, "step"),
        ({"step": "1/3"}, "step"),
        ({"mode": "half_even"}, "mode"),
        ({"amounts": ["row"]}, "amounts"),
    ],
)
def test_a_rounding_that_cannot_be_printed_is_refused(arguments: dict[str, object], argument: str) -> None:
    """The step divides 1 and has finite decimals; modes and amounts are known ones."""
    with pytest.raises(Refused) as caught:
        Rounding(**arguments)  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.params["argument"].vi == argument


def test_the_fast_path_gives_the_same_points_as_a_plain_formula() -> None:
    """floor(100 × 10 × part / whole + 1/2) hundredths over a grid, by both ways of scoring."""
    scheme = Scheme("s", "S", total=10, items=[Criterion("1", "x", 10, Ratio(A, empty=0))])
    for whole in (1, 3, 7, 48, 999):
        for part in range(0, whole + 1, max(1, whole // 50)):
            hundredths = floor(Fraction(1000 * part, whole) + Fraction(1, 2))
            assert scheme.points({"a": (part, whole)})["1"] * 100 == hundredths
            assert scheme.score({"a": (part, whole)}).points * 100 == hundredths


def test_a_scheme_knows_its_rows_facts_and_labels() -> None:
    """In the order of the document; a fact without a label is called by the first row that reads it."""
    named = ShareFact("d", label="Tỷ lệ")
    scheme = Scheme("s", "S", total=4, items=[*ITEMS, Criterion("4", "x", 1, Ratio(named, empty="refuse"))])
    assert list(scheme.criteria) == ["1", "2", "3", "4"]
    assert list(scheme.facts) == ["a", "b", "c", "d"]
    assert scheme.labels == {"a": Words("1"), "b": Words("2"), "c": Words("Hàng 3"), "d": Words("Tỷ lệ")}
    assert scheme.readers == {"a": "1", "b": "2", "c": "3", "d": "4"}
    assert [named.id for named in scheme.formulas] == ["1", "2", "I", "3", "4", ""]


# --- refusals, all at once ----------------------------------------------------------------------------------------------

WIDE = Scheme(
    "s",
    "S",
    total=35,
    items=[
        Criterion("1", "Tỷ lệ", 5, Ratio(ShareFact("ty_le", numbers="percent", decimals=2), empty="refuse")),
        Criterion("2", "Đếm", 5, FrequencyPenalty({CountFact("dem", largest=100): 1}, of="base")),
        Criterion(
            "3", "Mức", 5, Tiered(LevelFact("muc", levels={"tot": "Tốt", "kem": "Kém"}), {"tot": 5}, otherwise=0)
        ),
        Criterion("4", "Trễ", 5, LatePenalty(LatenessFact("tre"), per=1, unit="days", never="refuse")),
        Criterion("5", "Điểm", 8, Direct(PointsFact("diem", largest=8))),
        Criterion("6", "Khác", 7, Ratio(ShareFact("khac"), empty="refuse")),
    ],
)
GOOD: dict[str, object] = {"ty_le": "50%", "dem": 0, "muc": "tot", "tre": 0, "diem": 8, "khac": "1/1"}


@pytest.mark.parametrize(
    ("fact", "raw", "code", "row", "shown", "en"),
    [
        ("ty_le", (0, 0), "zero-of-zero", "1", "(0, 0)", "a whole of at least 1, or say in the rule"),
        ("ty_le", (5, 0), "some-of-zero", "1", "(5, 0)", "5 out of a whole of 0. Instead: a whole of at least 5"),
        ("ty_le", (120, 100), "part-exceeds-whole", "1", "(120, 100)", "a part from 0 to 100"),
        ("ty_le", "120/100", "part-exceeds-whole", "1", "“120/100”", "a part from 0 to 100"),
        ("ty_le", "120%", "share-out-of-range", "1", "“120%”", "a share from 0% to 100%"),
        ("ty_le", -5, "share-out-of-range", "1", "-5", "a share from 0% to 100%"),
        ("ty_le", float("nan"), "not-finite", "1", "nan", "not a finite number"),
        ("ty_le", Decimal("-Infinity"), "not-finite", "1", "-Infinity", "not a finite number"),
        ("ty_le", 0.1 + 0.2, "float-off-grid", "1", "0.30000000000000004", "a Decimal, or a text"),
        ("ty_le", Decimal("1E+1000000"), "number-too-long", "1", "1E+1000000", "at most 18 digits"),
        ("ty_le", Decimal("1E-1000000"), "number-too-long", "1", "1E-1000000", "at most 18 digits"),
        ("khac", 50, "percent-or-fraction", "6", "50", "two counts, or declare numbers= on the fact"),
        ("dem", "99,80", "not-a-count", "2", "“99,80”", "a whole number, 0 or more"),
        ("dem", -5, "negative", "2", "-5", "a number from 0 to 100"),
        ("dem", 101, "too-large", "2", "101", "at most 100, or declare a greater largest="),
        ("muc", "gioi", "unknown-level", "3", "“gioi”", "one of the levels: tot, kem"),
        ("tre", -1, "negative", "4", "-1", "a number from 0 to 3660"),
        ("tre", NEVER, "never-without-consequence", "4", "“never”", "a rule that states the consequence (never=)"),
        ("tre", {"months_begun": 1}, "other-time-unit", "4", "{'months_begun': 1}", "the rule needs days"),
        ("diem", 9, "points-out-of-range", "5", "9", "points from 0 to 8"),
        ("diem", [], "not-a-number", "5", "()", "a number such as 8"),
    ],
)
def test_a_broken_input_names_row_fact_value_and_what_to_give(
    fact: str, raw: object, code: str, row: str, shown: str, en: str
) -> None:
    """Each refusal has a stable code, its place, what was given, and in both languages what to give instead."""
    for refuse in (WIDE.score, WIDE.points):
        with pytest.raises(MeasurementError) as caught:
            refuse({**GOOD, fact: raw})
        (problem,) = caught.value.problems
        assert (problem.code, problem.row, problem.fact) == (code, row, fact)
        assert problem.given in {shown, shown.strip("“”"), str(raw), repr(raw)}
        assert en in problem.text("en")
        assert problem.text("vi").startswith(f"[{code}] tiêu chí {row}, số liệu “{fact}”, đã cho ")
        assert " Cần: " in problem.text("vi")


def test_all_problems_of_a_unit_come_in_one_error() -> None:
    """What cannot be read, what is missing, what is unknown: all rows are reported together."""
    unit = {"ty_le": (5, 0), "dem": "99,80", "muc": "gioi", "tre": NEVER, "diem": 9, "khca": "1/1"}
    with pytest.raises(MeasurementError) as caught:
        WIDE.score(unit)
    assert {(problem.code, problem.row, problem.fact) for problem in caught.value.problems} == {
        ("some-of-zero", "1", "ty_le"),
        ("not-a-count", "2", "dem"),
        ("unknown-level", "3", "muc"),
        ("never-without-consequence", "4", "tre"),
        ("points-out-of-range", "5", "diem"),
        ("missing-fact", "6", "khac"),
        ("unknown-fact", None, "khca"),
    }
    nearest = next(problem for problem in caught.value.problems if problem.code == "unknown-fact")
    assert "có phải “khac”?" in nearest.text("vi")
    assert "did you mean “khac”?" in nearest.text("en")


def test_partial_forgives_only_what_is_missing() -> None:
    """With partial=True a missing fact is no error; a wrong one still is."""
    with pytest.raises(MeasurementError) as caught:
        WIDE.score({"dem": -1}, partial=True)
    assert [problem.code for problem in caught.value.problems] == ["negative"]


@pytest.mark.parametrize("amounts", [("rows",), ("total",), ()])
def test_a_missing_fact_is_reported_once_for_each_row_that_reads_it(amounts: tuple[Amounts, ...]) -> None:
    """Groups and the total do not repeat it, whether they read rounded rows or exact ones."""
    rows = [Criterion(n, n, 1, Ratio(A, empty="refuse")) for n in ("1", "2")]
    scheme = Scheme("s", "S", total=2, items=[Group("I", "Nhóm", rows, 2)], rounding=Rounding(amounts=amounts))
    with pytest.raises(MeasurementError) as caught:
        scheme.score({})
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [
        ("missing-fact", "1"),
        ("missing-fact", "2"),
    ]


@pytest.mark.parametrize(
    ("rule", "name", "raw"),
    [
        (FrequencyPenalty({CountFact("x"): 1}, of="base"), "x", Fraction(2)),
        (FrequencyPenalty({CountFact("x"): 1}, of="base"), "x", Decimal("2.0")),
        (Ratio(ShareFact("x"), empty=0), "x", Fraction(1)),
        (Ratio(ShareFact("x"), empty=0), "x", Fraction(1, 3)),
        (Direct(PointsFact("x", largest=5)), "x", Fraction(3, 2)),
        (Direct(PointsFact("x", largest=5)), "x", Decimal("1.250")),
        (LatePenalty(LatenessFact("x"), per=1, unit="days", never=0), "x", Decimal(0)),
    ],
)
def test_a_value_means_the_same_at_both_doors(rule: Ratio, name: str, raw: object) -> None:
    """Scoring with reasons and the fast path read a Fraction or a Decimal alike."""
    scheme = Scheme("s", "S", total=5, items=[Criterion("1", "x", 5, rule)])
    assert scheme.points({name: raw})["1"] == scheme.score({name: raw}).points


def test_one_rule_can_be_tried_alone() -> None:
    """`score` builds a scheme of one row."""
    row = score(Ratio(A, empty=0), base="7,5", a="50%")
    assert (row.id, row.exact, row.points) == ("1", Fraction(15, 4), Decimal("3.75"))


# --- what a scheme itself is asked ------------------------------------------------------------------------------------


def test_a_scheme_says_what_it_cannot_take() -> None:
    """Limits stand in their order and may be one number; what follows without a document is one of two."""
    with pytest.raises(Refused) as caught:
        Scheme("s", "S", total=3, items=ITEMS, limits=(3, 2))
    assert caught.value.params["argument"].vi == "limits"
    assert caught.value.params["expected"] == Words("hai số, số nhỏ trước", "two numbers, the smaller first")
    assert Scheme("s", "S", total=3, items=ITEMS, limits=("3", 3)).limits == (Fraction(3), Fraction(3))
    with pytest.raises(Refused) as caught:
        Scheme("s", "S", total=3, items=ITEMS, without_document="zero")  # type: ignore[arg-type] # wrong on purpose
    assert caught.value.params["argument"].vi == "without_document"
    assert caught.value.params["expected"] == Words("question, no_points", "question, no_points")
    choices: tuple[WithoutDocument | None, ...] = ("question", "no_points", None)
    for one in choices:
        made = Scheme("s", "S", total=3, items=ITEMS, without_document=one)
        assert made.without_document == one


def test_a_scheme_shows_itself_in_one_line() -> None:
    """Its name, its title, its rows and its points."""
    shown = Scheme("thu", "Thử", total="3", items=ITEMS)
    assert repr(shown) == "<Scheme 'thu': Thử, 3 tiêu chí, 3 điểm>"


def test_plain_measurements_are_scored_as_an_assessment_without_a_name() -> None:
    """The same points, the same range and the same cohort, by measurements or by an assessment of them."""
    scheme = Scheme("s", "S", total=3, items=ITEMS)
    named = Assessment("Xã A", measurements=THIRDS)
    card = scheme.score(THIRDS)
    assert card.assessment == Assessment("", measurements=THIRDS)
    assert scheme.score(named).assessment == named
    assert scheme.score(named).points == card.points
    some = {"a": (1, 1), "b": (0, 1)}
    by_name = [{row: [one.low.points, one.high.points] for row, one in scheme.range(unit).items()}
               for unit in (some, Assessment("Xã A", measurements=some))]  # fmt: skip
    assert by_name[0] == by_name[1] == {"1": [1, 1], "2": [0, 0], "I": [1, 1], "3": [0, 1], "": [1, 2]}
    assert [scheme.range()[""].low.points, scheme.range()[""].high.points] == [0, 3]


def test_a_range_of_what_cannot_be_read_is_refused() -> None:
    """With every problem; one of a fact that is not given is none."""
    scheme = Scheme("s", "S", total=3, items=ITEMS)
    with pytest.raises(MeasurementError) as caught:
        scheme.range({"a": (2, 1), "z": 1})
    assert [problem.code for problem in caught.value.problems] == ["part-exceeds-whole", "unknown-fact"]
    assert caught.value.problems[0].row == "1"


def test_a_fast_path_that_refuses_what_is_scored_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said so, and no points come out."""
    scheme = Scheme("s", "S", total=3, items=ITEMS)
    monkeypatch.setattr(Quick, "points", lambda *_: None)
    with pytest.raises(AssertionError, match=r"^the fast path refused what the exact one scored$"):
        scheme.points(THIRDS)
    with pytest.raises(MeasurementError):
        scheme.points({})


def test_the_cheapest_changes_are_looked_for_and_not_the_fewest() -> None:
    """Of 2 points each and 1 point each, 3 points more are one step of both; the fewest rows are three of the second."""
    rows = [
        Criterion("1", "Hai", 10, FrequencyPenalty({CountFact("a", largest=1): 2}, of="base")),
        Criterion("2", "Một", 10, FrequencyPenalty({CountFact("b", largest=9): 1}, of="base")),
    ]
    scheme = Scheme("s", "S", total=20, items=rows)
    unit = {"a": 1, "b": 5}
    assert scheme.points(unit)[""] == 10 - 2 + 10 - 5
    plan = scheme.reach(unit, open={"a": True, "b": True}, total=16)
    assert [[move.fact for move in plan.moves], plan.cost] == [["a", "b"], 2]
    plan = scheme.reach(unit, open={"a": True, "b": True}, total=16, fewest_rows=True)
    assert [[move.fact for move in plan.moves], plan.cost] == [["b"], 1]


@pytest.mark.parametrize(("label", "shown"), [(None, "khac"), ("Số khác", "Số khác")])
def test_a_fact_without_a_row_of_its_own_is_called_by_its_label_or_name(label: str | None, shown: str) -> None:
    """No row reads what a cohort looks at in its units: its label, or else its name."""
    best = CohortFact("nhat", of=NumberFact("khac", largest=5, label=label), take="best", decimals=1)
    scheme = Scheme(
        "s", "S", total=10, items=[Criterion("1", "Hàng", 10, Tiered(best, {at_least(3): 10}, otherwise=0))]
    )
    assert set(scheme.facts) == {"nhat", "khac"}
    assert scheme.labels == {"nhat": Words("Hàng"), "khac": Words(shown)}
