"""What rules compute: each formula as a person writes it, at a base of 10 points."""

from fractions import Fraction

import pytest

from emulscore import (
    At,
    AttainmentFact,
    Best,
    Cap,
    CohortFact,
    Count,
    CountFact,
    Direct,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    Leader,
    LevelFact,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Relative,
    Round,
    Rule,
    ShareFact,
    Sum,
    Tiered,
    WeightedMean,
    When,
    YesNoFact,
    above,
    at_least,
    below,
)
from emulscore.formula.text import formula_text

RATE = ShareFact("tỷ_lệ", label="r")
DONE = AttainmentFact("dat", most=2, label="d")
LEAD = CohortFact("dau", of=DONE, take="best", decimals=2, label="D")
OWN = NumberFact("so", largest=9, label="n")
MEAN = CohortFact("tb", of=OWN, take="mean", decimals=1, label="N")
ONE, TWO = CountFact("a", largest=2, label="a"), CountFact("b", largest=1, label="b")
PLAN, REPORT = LatenessFact("p", label="p"), LatenessFact("q", label="q")
ANSWER = YesNoFact("y", label="y")
LEVEL = LevelFact("m", levels={"tot": "tốt", "kha": "khá"}, label="m")
PLAIN = Ratio(RATE, empty="refuse")


@pytest.mark.parametrize(
    ("rule", "vi"),
    [
        (PLAIN, "“r” × 10"),
        (Ratio(RATE, target="50%", below="pro_rata", empty="refuse"), "“r” × 20"),
        (
            Ratio(RATE, target="50%", below="plain", empty="refuse"),
            "“r” × 20 nếu 0,5 ≤ “r”; còn lại “r” × 10",
        ),
        (
            Ratio(RATE, target="50%", below="nothing", empty="refuse"),
            "“r” × 20 nếu 0,5 ≤ “r”; còn lại “r” × 0",
        ),
        (At(4, PLAIN), "“r” × 4"),
        (At("40%", PLAIN), "“r” × 4"),
        (Cap(PLAIN), "số lớn nhất của (0; số nhỏ nhất của (“r” × 10; 10))"),
        (Cap(PLAIN, low=1, high="50%"), "số lớn nhất của (1; số nhỏ nhất của (“r” × 10; 5))"),
        (Direct(PointsFact("g", largest=10, label="g")), "“g”"),
        (Count({ONE: 2}, start=1, low=0, high=4), "số lớn nhất của (0; số nhỏ nhất của (1 + “a” × 2; 4))"),
        (
            Count({ONE: -2, TWO: "10%"}, start="50%", low=0, high="100%"),
            "số lớn nhất của (0; số nhỏ nhất của (5 + “a” × -2 + “b” × 1; 10))",
        ),
        (FrequencyPenalty({ONE: "20%"}, of="base"), "10 - số nhỏ nhất của (“a” × 2; 10)"),
        (FrequencyPenalty({ONE: "20%", TWO: 3}, of="base"), "10 - số nhỏ nhất của (“a” × 2 + “b” × 3; 10)"),
        (
            FrequencyPenalty({ONE: "20%", TWO: "50%"}, of="left"),
            "10 × bảng theo “a”: (1; 0,8; 0,64) × bảng theo “b”: (1; 0,5)",
        ),
        (LatePenalty(PLAN, per="5%", unit="days", never="refuse"), "10 - số nhỏ nhất của (“p” × 0,5; 10)"),
        (
            LatePenalty([PLAN, REPORT], per=2, unit="days", several="sum", never="refuse"),
            "10 - số nhỏ nhất của ((“p” + “q”) × 2; 10)",
        ),
        (
            LatePenalty([PLAN, REPORT], per=2, unit="days", several="worst", never="refuse"),
            "10 - số nhỏ nhất của (số lớn nhất của (“p”; “q”) × 2; 10)",
        ),
        (
            Linear(OWN, {2: 1, 4: 5}, before=0, after="hold"),
            (
                "số nhỏ nhất của (số lớn nhất của (1 + (“n” - 2) × 1 × 2; 1); 5) nếu 2 ≤ “n” < 4; 5 nếu “n” = 4; "
                "0 nếu “n” < 2; còn lại 5"
            ),
        ),
        (
            Linear(OWN, {2: 5, 4: 1}, before="hold", after=0, step=1),
            (
                "5 nếu “n” = 2; số nhỏ nhất của (số lớn nhất của "
                "(1 + ((“n” - 4) × -1 làm tròn xuống bội số của 1) × 2; 1); 5) nếu 2 ≤ “n” < 4; 1 nếu “n” = 4; "
                "5 nếu “n” < 2; còn lại 0"
            ),
        ),
        (
            Tiered(RATE, [(at_least("80%"), 5), (below("50%"), "10%")], otherwise=2),
            "5 nếu 0,8 ≤ “r”; 1 nếu “r” < 0,5; còn lại 2",
        ),
        (Tiered(LEVEL, {"kha": 5, "tot": 1}), "5 nếu “m” = 1; 1 nếu “m” = 0"),
        (Tiered(ANSWER, {True: 5}, otherwise=0), "5 nếu “y” = 1; còn lại 0"),
        (Relative(OWN, to=MEAN, empty="30%"), "“n” ÷ “N” (không quá 1; 0,3 nếu số chia bằng 0) × 10"),
        (Round(PLAIN, step="0,5", mode="up"), "“r” × 10 làm tròn lên bội số của 0,5"),
        (Sum([PLAIN, At(1, PLAIN)]), "“r” × 10 + “r” × 1"),
        (Best([PLAIN, At(1, PLAIN)]), "số lớn nhất của (“r” × 10; “r” × 1)"),
        (
            WeightedMean([PLAIN, At(1, PLAIN)], weights=[2, 3]),
            "trung bình có trọng số của (“r” × 10 (trọng số 2); “r” × 1 (trọng số 3))",
        ),
        (When(ANSWER, then=2, otherwise=PLAIN), "2 nếu “y” = 1; còn lại “r” × 10"),
        (When(OWN, case=above(3), then="50%", otherwise=1), "5 nếu 3 < “n”; còn lại 1"),
    ],
)
def test_a_rule_computes_what_it_says(rule: Rule, vi: str) -> None:
    """Shares of the base are worked out, cases stand in their order, and each term in its place."""
    assert formula_text(rule.formula(Fraction(10))) == vi


LEFT = "10 - số nhỏ nhất của (“p” × 2; 10)"
EITHER = "“p” nếu “p” = 0; 0 nếu “p” = 1", "“q” nếu “q” = 0; 0 nếu “q” = 1"


@pytest.mark.parametrize(
    ("rule", "vi"),
    [
        (Ratio(RATE, empty="30%"), "“r” × 10 nếu “r” = 0; 3 nếu “r” = 3"),
        (LatePenalty(PLAN, per=2, unit="days", never="10%"), f"{LEFT} nếu “p” = 0; 1 nếu “p” = 1"),
        (
            LatePenalty([PLAN, REPORT], per=2, unit="days", several="worst", never="40%"),
            (
                f"số nhỏ nhất của (10 - số nhỏ nhất của (số lớn nhất của ({EITHER[0]}; {EITHER[1]}) × 2; 10); "
                "10 nếu “p” = 0; 4 nếu “p” = 1; 10 nếu “q” = 0; 4 nếu “q” = 1)"
            ),
        ),
        (
            LatePenalty([PLAN, REPORT], per=2, unit="days", several="sum", never=0),
            (
                f"số nhỏ nhất của (10 - số nhỏ nhất của ((({EITHER[0]}) + ({EITHER[1]})) × 2; 10); "
                "10 nếu “p” = 0; 0 nếu “p” = 1; 10 nếu “q” = 0; 0 nếu “q” = 1)"
            ),
        ),
        (
            Tiered(RATE, {at_least("80%"): 5}, otherwise=0, never=1, empty=2),
            "5 nếu 0,8 ≤ “r”; còn lại 0 nếu “r” = 0; 1 nếu “r” = 1; 2 nếu “r” = 3",
        ),
        (
            Linear(RATE, {0: 0, 1: 10}, before=0, after=0, empty=4),
            (
                "số nhỏ nhất của (số lớn nhất của (0 + (“r” - 0) × 1 × 10; 0); 10) nếu 0 ≤ “r” < 1; 10 nếu “r” = 1; "
                "0 nếu “r” < 0; còn lại 0 nếu “r” = 0; 4 nếu “r” = 3"
            ),
        ),
        (
            Linear(OWN, {0: 0, 5: 10}, before=0, after=0, less=MEAN),
            (
                "số nhỏ nhất của (số lớn nhất của (0 + (“n” - “N” - 0) × 1 × 2; 0); 10) nếu 0 ≤ “n” - “N” < 5; "
                "10 nếu “n” - “N” = 5; 0 nếu “n” - “N” < 0; còn lại 0"
            ),
        ),
        (
            Leader(DONE, to=LEAD, at_target="40%", unsurpassed=1, empty="refuse", unassigned="refuse"),
            (
                "số nhỏ nhất của (“d”; 1) × 4 nếu “d” < 1; còn lại "
                "số lớn nhất của (“d” - 1; 0) ÷ (số lớn nhất của (“D” - 1; 0)) (không quá 1; 0 nếu số chia bằng 0) × 6 + 4 "
                "nếu 1 < “D”; còn lại 1"
            ),
        ),
        (
            Leader(DONE, to=LEAD, at_target=4, unsurpassed="10%", empty=2, unassigned=PLAIN),
            (
                "“r” × 10 nếu “d” = 2; còn lại số nhỏ nhất của (“d”; 1) × 4 nếu “d” < 1; còn lại "
                "số lớn nhất của (“d” - 1; 0) ÷ (số lớn nhất của (“D” - 1; 0)) (không quá 1; 0 nếu số chia bằng 0) × 6 + 4 "
                "nếu 1 < “D”; còn lại 1 nếu “d” = 0; 2 nếu “d” = 3"
            ),
        ),
    ],
)
def test_a_rule_looks_at_what_is_known(rule: Rule, vi: str) -> None:
    """A fact is measured (0), never happened (1), not applicable (2) or nothing of nothing (3); each earns what is stated."""
    assert formula_text(rule.formula(Fraction(10))) == vi


def test_a_row_of_no_points_divides_by_nothing() -> None:
    """Points against others' in a row of 0 are 0, also where an amount for an empty cohort is stated."""
    rule = Relative(OWN, to=MEAN, empty=0)
    assert formula_text(rule.formula(Fraction(0))) == "“n” ÷ “N” (không quá 1; 0 nếu số chia bằng 0) × 0"
