"""What rules refuse to be: the whole text of every refusal, in both languages."""

from collections.abc import Callable
from typing import Literal

import pytest

from emulscore import (
    AttainmentFact,
    CohortFact,
    Count,
    CountFact,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    Leader,
    LevelFact,
    Linear,
    NumberFact,
    Ratio,
    Relative,
    Round,
    ShareFact,
    Span,
    Sum,
    Tiered,
    WeightedMean,
    When,
    YesNoFact,
    at_least,
    exactly,
    percent,
    points,
)
from emulscore.errors import Refused
from emulscore.facts import CohortOf
from emulscore.numbers import Amount
from emulscore.words import Words

RATE = ShareFact("ty_le")
TIMES = CountFact("lan", largest=1000)
ANSWER = YesNoFact("co")
LEVEL = LevelFact("muc", levels={"tot": "tốt", "kha": "khá"})
LATE = LatenessFact("nop")
OWN = NumberFact("thu", largest=9)
DONE = AttainmentFact("dat", most=2)
PLAIN = Ratio(RATE, empty=0)
UNITS = "days, working_days, weeks_begun, weeks_completed, months_begun, months_completed"


def late(*papers: LatenessFact, **changes: object) -> LatePenalty:
    arguments = {"per": 1, "unit": "days", "never": 0} | changes
    return LatePenalty(papers, **arguments)  # type: ignore[arg-type] # wrong on purpose, as below


def line(fact: object = OWN, **changes: object) -> Linear:
    arguments = {"knots": {0: 0, 1: 5}, "before": 0, "after": 0} | changes
    return Linear(fact, **arguments)  # type: ignore[arg-type]


def frequency(per: dict[CountFact, Amount | int | str], of: str = "base") -> FrequencyPenalty:
    return FrequencyPenalty(per, of=of)  # type: ignore[arg-type]


def leader(to: CohortFact, unassigned: str = "refuse") -> Leader:
    return Leader(DONE, to=to, at_target=1, unsurpassed=1, empty=0, unassigned=unassigned)


def over(of: CohortOf, take: Literal["best", "mean", "least"]) -> CohortFact:
    return CohortFact("cum", of=of, take=take, decimals=1)


FREQUENCY = "ít nhất một loại sự việc, mức trừ không âm", "at least one kind of event, amounts of 0 or more"
LEFT = "tỷ lệ từ 0% đến 100% khi of=left", "percentages from 0% to 100% where of=left"
LARGEST = (
    "số liệu khai báo largest không quá 1000 khi of=left",
    "facts that declare largest of at most 1000 where of=left",
)
SEVERAL = (
    "sum hoặc worst, khi và chỉ khi có nhiều văn bản",
    "sum or worst, where and only where there are several papers",
)
BELOW = (
    "pro_rata, plain hoặc nothing, khi và chỉ khi có target",
    "pro_rata, plain or nothing, where and only where there is a target",
)
SPAN = "mỗi phía nhiều nhất một đầu mút, tổng cộng ít nhất một", "at most one end on each side, at least one in all"
WEIGHTS = "mỗi phần một trọng số không âm, tổng lớn hơn 0", "one weight of 0 or more a part, not all 0"
NAMES = "tên mức trong: tot, kha", "names of levels among: tot, kha"
SPANS = "khoảng số như at_least(80)", "spans of numbers such as at_least(80)"
TARGET = "tỷ lệ trên 0% đến 100%", "a rate above 0%, up to 100%"
KNOTS = "ít nhất hai mốc khác nhau", "at least two different knots"
STEP = "bước lớn hơn 0", "a step above 0"
SAME = "giá trị tốt nhất hoặc trung bình của cùng số liệu", "the best or mean of the same fact"
LEADING = "giá trị tốt nhất của cùng số liệu", "the best of the same fact"

WRONG: list[tuple[Callable[[], object], str, tuple[str, str]]] = [
    (lambda: Sum([]), "parts", ("ít nhất một cách tính", "at least one rule")),
    (lambda: Sum([PLAIN, 5]), "parts", ("ít nhất một cách tính", "at least one rule")),  # type: ignore[list-item] # on purpose
    (lambda: Tiered(RATE, {}), "cases", ("ít nhất một trường hợp", "at least one case")),
    (lambda: WeightedMean([PLAIN, PLAIN], weights=[1]), "weights", WEIGHTS),
    (lambda: WeightedMean([PLAIN, PLAIN], weights=[2, -1]), "weights", WEIGHTS),
    (lambda: WeightedMean([PLAIN, PLAIN], weights=[0, 0]), "weights", WEIGHTS),
    (lambda: Count({}, start=0, low=0, high=1), "per", ("ít nhất một loại sự việc", "at least one kind of event")),
    (lambda: frequency({}), "per", FREQUENCY),
    (lambda: frequency({TIMES: points("-0,01")}), "per", FREQUENCY),
    (lambda: frequency({TIMES: 1, CountFact("x"): points(-1)}), "per", FREQUENCY),
    (lambda: frequency({TIMES: 1}, "rest"), "of", ("base hoặc left", "base or left")),
    (lambda: frequency({TIMES: points("0,5")}, "left"), "per", LEFT),
    (lambda: frequency({TIMES: percent("100,01")}, "left"), "per", LEFT),
    (lambda: frequency({TIMES: "1%", CountFact("x", largest=9): 1}, "left"), "per", LEFT),
    (lambda: frequency({CountFact("x", largest=1001): "1%"}, "left"), "per", LARGEST),
    (lambda: frequency({TIMES: "1%", CountFact("x", largest=1001): "1%"}, "left"), "per", LARGEST),
    (late, "late", ("ít nhất một số liệu thời gian trễ", "at least one lateness")),
    (lambda: late(LATE, unit="month"), "unit", (UNITS, UNITS)),
    (lambda: late(LATE, per="-0,01"), "per", ("mức trừ không âm", "an amount of 0 or more")),
    (lambda: late(LATE, several="sum"), "several", SEVERAL),
    (lambda: late(LATE, LatenessFact("khac"), several="mean"), "several", SEVERAL),
    (lambda: Round(PLAIN, step=0, mode="down"), "step", STEP),
    (lambda: Round(PLAIN, step=1, mode="half_even"), "mode", ("half_up, down, up", "half_up, down, up")),  # type: ignore[arg-type] # on purpose
    (lambda: Ratio(RATE, target=0, below="plain", empty=0), "target", TARGET),
    (lambda: Ratio(RATE, target="100,01%", below="plain", empty=0), "target", TARGET),
    (
        lambda: Ratio(AttainmentFact("x", most="1,5"), target="150,01%", below="plain", empty=0),
        "target",
        ("tỷ lệ trên 0% đến 150%", "a rate above 0%, up to 150%"),
    ),
    (
        lambda: Ratio(AttainmentFact("x", most="1,005"), target=2, below="plain", empty=0),
        "target",
        ("tỷ lệ trên 0% đến 100,5%", "a rate above 0%, up to 100.5%"),
    ),
    (lambda: Ratio(RATE, below="plain", empty=0), "below", BELOW),
    (lambda: Ratio(RATE, target=1, below="half", empty=0), "below", BELOW),  # type: ignore[arg-type] # on purpose
    (lambda: line(ANSWER), "fact", ("số liệu có giá trị bằng số", "a fact that is a number")),
    (lambda: line(knots={0: 1}), "knots", KNOTS),
    (lambda: line(knots=[(0, 1), (0, 2), (1, 3)]), "knots", KNOTS),
    (lambda: line(step=0), "step", STEP),
    (
        lambda: line(unit="days"),
        "unit",
        ("đơn vị thời gian chỉ dùng với thời gian trễ", "a unit of time for a lateness only"),
    ),
    (lambda: line(LATE, unit="month"), "unit", (UNITS, UNITS)),
    (lambda: Relative(OWN, to=over(OWN, "least"), empty=0), "to", SAME),
    (lambda: Relative(OWN, to=over(RATE, "best"), empty=0), "to", SAME),
    (lambda: leader(over(DONE, "mean")), "to", LEADING),
    (lambda: leader(over(AttainmentFact("khac", most=2), "best")), "to", LEADING),
    (
        lambda: leader(over(DONE, "best"), "nothing"),
        "unassigned",
        ("một cách tính, hoặc refuse", "a rule, or refuse"),
    ),
    (Span, "cases", SPAN),
    (lambda: Span(at_least=1, above=2), "cases", SPAN),
    (lambda: Span(at_most=1, below=2), "cases", SPAN),
    (lambda: Tiered(LEVEL, {"gioi": 1}), "cases", NAMES),
    (lambda: When(LEVEL, case=at_least(1), then=1, otherwise=0), "cases", NAMES),
    (lambda: Tiered(ANSWER, {"tot": 1}), "cases", ("true hoặc false", "true or false")),
    (lambda: Tiered(RATE, {"80%": 1}), "cases", SPANS),
    (lambda: When(RATE, then=1, otherwise=0), "cases", SPANS),
]


@pytest.mark.parametrize(("make", "argument", "texts"), WRONG)
def test_what_a_rule_cannot_take_is_said_whole(
    make: Callable[[], object], argument: str, texts: tuple[str, str]
) -> None:
    """The argument is named, and both languages say what to give instead."""
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == "wrong-argument"
    assert refused.value.params == {"argument": Words(argument), "expected": Words(*texts)}


@pytest.mark.parametrize(
    ("make", "argument", "vi", "en"),
    [
        (
            lambda: Ratio(RATE, target="80%", empty=0),
            "below",
            "pro_rata, plain hoặc nothing",
            "pro_rata, plain or nothing",
        ),
        (lambda: late(LATE, LatenessFact("khac")), "several", "sum hoặc worst", "sum or worst"),
        (lambda: Tiered(LATE, {exactly(0): 1}), "unit", UNITS, UNITS),
        (lambda: line(LATE), "unit", UNITS, UNITS),
    ],
)
def test_what_a_rule_must_be_told_is_said_whole(make: Callable[[], object], argument: str, vi: str, en: str) -> None:
    """Where a document is silent the author must choose; both languages say among what."""
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == "missing-argument"
    assert refused.value.params == {"argument": Words(argument), "expected": Words(vi, en)}


def test_the_limits_themselves_are_taken() -> None:
    """What lies on a limit is no mistake: 0 and all of what is left, a thousand times, the whole range of a rate."""
    assert frequency({TIMES: 0, CountFact("khac"): "100%"}).of == "base"
    assert frequency({TIMES: "0%", CountFact("khac", largest=1): "100%"}, "left").of == "left"
    assert late(LATE, per=0).per == points(0)
    assert Ratio(RATE, target="100%", below="plain", empty=0).target == 1
    assert Ratio(DONE, target="200%", below="plain", empty=0).target == 2
    assert Round(PLAIN, step="0,01", mode="up").step > 0
    assert line(step="0,01", knots=[(1, 1), (2, 1)]).step is not None
    assert WeightedMean([PLAIN, PLAIN], weights=[0, 1]).weights[1] == 1
    assert late(LATE, LatenessFact("khac"), several="worst").several == "worst"
    assert Relative(OWN, to=over(OWN, "mean"), empty=0).to.take == "mean"
