"""LatePenalty: points lost for each unit of time."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product

import pytest

from emulscore import NEVER, NOT_APPLICABLE, LatenessFact, LatePenalty, MeasurementError, percent, score
from emulscore.errors import Refused
from emulscore.facts import TIME_UNITS
from emulscore.rules.late_penalty import Several

Recomputed = Callable[[str, str], Fraction]
PLAN = LatenessFact("ke_hoach", label="Kế hoạch")
REPORT = LatenessFact("bao_cao", label="Báo cáo")
CALENDAR = LatenessFact("x", holidays=[])


@pytest.mark.parametrize(("per", "each"), [(1, Fraction(1)), ("0,5", Fraction(1, 2)), ("20%", Fraction(8, 5))])
def test_one_paper_costs_per_unit_of_time(per: int | str, each: Fraction, recomputed: Recomputed) -> None:
    """max(0, 8 − each × months), where 20% is 1.6 points; the explanation's sums hold."""
    rule = LatePenalty(PLAN, per=per, unit="months_begun", never=0)
    for months in range(20):
        row = score(rule, base=8, ke_hoach={"months_begun": months})
        assert row.exact == max(Fraction(0), 8 - each * months)
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


@pytest.mark.parametrize("several", ["sum", "worst"])
@pytest.mark.parametrize("never", [0, 3])
def test_two_papers_add_up_or_the_worst_counts(several: Several, never: int, recomputed: Recomputed) -> None:
    """Over a grid of both delays, "never" (None here) limiting the row to what is stated."""
    rule = LatePenalty([PLAN, REPORT], per=1, unit="months_begun", several=several, never=never)
    for one, two in product([None, 0, 1, 2, 5, 9], repeat=2):
        given = [NEVER if late is None else {"months_begun": late} for late in (one, two)]
        known = [late for late in (one, two) if late is not None]
        late = (sum(known) if several == "sum" else max(known)) if known else 0
        points = max(0, 8 - late)
        row = score(rule, base=8, ke_hoach=given[0], bao_cao=given[1])
        assert row.exact == (min(points, never) if None in (one, two) else points), (one, two)
        assert recomputed(row.explain("vi"), "vi") == recomputed(row.explain("en"), "en") == row.exact


def test_each_unit_of_time_gives_other_points() -> None:
    """Due Friday 13/1/2023, done Monday 20/3/2023: 66 days, 46 working days, 10 or 9 weeks, 3 or 2 months."""
    found = {}
    for unit in TIME_UNITS:
        row = score(LatePenalty(CALENDAR, per=1, unit=unit, never=0), base=100, x=("13/1/2023", "20/3/2023"))
        assert row.exact is not None
        found[unit] = 100 - row.exact
    assert found == {
        "days": 66,
        "working_days": 46,
        "weeks_begun": 10,
        "weeks_completed": 9,
        "months_begun": 3,
        "months_completed": 2,
    }


def test_the_choices_change_the_points() -> None:
    """`several`, `never` and `unit` each move a score stated by hand."""
    given = {"ke_hoach": {"months_begun": 2}, "bao_cao": {"months_begun": 1}}
    added = LatePenalty([PLAN, REPORT], per=1, unit="months_begun", several="sum", never=0)
    worst = LatePenalty([PLAN, REPORT], per=1, unit="months_begun", several="worst", never=0)
    assert [score(rule, base=8, **given).exact for rule in (added, worst)] == [5, 6]
    earns = [score(LatePenalty(PLAN, per=1, unit="days", never=n), base=8, ke_hoach=NEVER).exact for n in (0, 2, "50%")]
    assert earns == [0, 2, 4]


def test_never_without_a_consequence_is_refused() -> None:
    """With never="refuse" a paper that was never issued cannot be scored; nor one that is not applicable."""
    rule = LatePenalty(PLAN, per=1, unit="days", never="refuse")
    for raw, code in ((NEVER, "never-without-consequence"), (NOT_APPLICABLE, "not-applicable-without-policy")):
        with pytest.raises(MeasurementError) as caught:
            score(rule, base=8, ke_hoach=raw)
        assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize("several", ["sum", "worst"])
def test_never_is_refused_of_each_of_several_papers(several: Several) -> None:
    """With never="refuse" no paper may be missing, whatever is known of the other one."""
    rule = LatePenalty([PLAN, REPORT], per=1, unit="days", several=several, never="refuse")
    for given in ({"ke_hoach": NEVER, "bao_cao": 0}, {"ke_hoach": 0, "bao_cao": NEVER}):
        with pytest.raises(MeasurementError) as caught:
            score(rule, base=8, **given)
        assert [problem.code for problem in caught.value.problems] == ["never-without-consequence"]


def test_a_number_in_another_unit_is_refused_with_the_unit_needed() -> None:
    """Months cannot be turned into days: the refusal says which unit the rule needs."""
    with pytest.raises(MeasurementError) as caught:
        score(LatePenalty(PLAN, per=1, unit="days", never=0), base=8, ke_hoach={"months_begun": 1})
    problem = caught.value.problems[0]
    assert (problem.code, problem.row, problem.fact) == ("other-time-unit", "1", "ke_hoach")
    assert problem.params["needed"].vi == "days"


@pytest.mark.parametrize(
    ("late", "arguments", "code", "argument"),
    [
        ([], {}, "wrong-argument", "late"),
        (PLAN, {"unit": "month"}, "wrong-argument", "unit"),
        (PLAN, {"per": -1}, "wrong-argument", "per"),
        (PLAN, {"several": "sum"}, "wrong-argument", "several"),
        ([PLAN, REPORT], {}, "missing-argument", "several"),
        ([PLAN, REPORT], {"several": "mean"}, "wrong-argument", "several"),
    ],
)
def test_wrong_arguments_are_refused_by_name(
    late: object, arguments: dict[str, object], code: str, argument: str
) -> None:
    """No paper, an unknown unit, a negative amount, and `several` where it does not belong or is missing."""
    usual: dict[str, object] = {"per": 1, "unit": "days", "never": 0}
    with pytest.raises(Refused) as caught:
        LatePenalty(late, **usual | arguments)  # type: ignore[arg-type] # wrong on purpose
    assert (caught.value.code, caught.value.params["argument"].vi) == (code, argument)


def test_the_silent_choices_have_no_default() -> None:
    """Unit and consequence must be said."""
    with pytest.raises(TypeError, match="unit"):
        LatePenalty(PLAN, per=1, never=0)  # type: ignore[call-arg] # the point of the test
    with pytest.raises(TypeError, match="never"):
        LatePenalty(PLAN, per=1, unit="days")  # type: ignore[call-arg] # the point of the test


def test_the_explanation_says_delay_sum_and_choices() -> None:
    """Two papers: the sum first, then each delay, then the choices where the text is silent."""
    rule = LatePenalty([PLAN, REPORT], per=1, unit="months_begun", several="sum", never=0)
    row = score(rule, base=8, ke_hoach={"months_begun": 2}, bao_cao=0)
    assert row.explain().splitlines() == [
        "Trễ 2 tháng × 1 điểm/tháng: trừ 2; còn 6/8 điểm.",
        "“Kế hoạch” trễ 2 tháng.",
        "Tháng chưa tròn cũng tính là một tháng.",
        "Thời gian trễ của các văn bản được cộng lại.",
    ]
    assert score(rule, base=8, ke_hoach=0, bao_cao=0).explain("en") == "On time: 8/8 points."
    never = score(rule, base=8, ke_hoach=NEVER, bao_cao=0)
    assert never.explain("en").splitlines() == [
        "“Kế hoạch” never happened: at most 0 points.",
        "Only 0/8 points count.",
    ]


def test_the_trace_holds_every_number_by_name() -> None:
    """A paper that never came counts as no delay and limits the row to 3; 2 days cost 2 of 8, so 6 would be left."""
    rule = LatePenalty([PLAN, REPORT], per=1, unit="days", several="sum", never=3)
    trace = score(rule, base=8, ke_hoach=NEVER, bao_cao={"days": 2}).trace
    assert trace is not None
    assert trace.value == 3
    assert trace.notes == {"none": 0, "late_1": 2, "late": 2, "asked": 2, "lost": 2, "left": 6, "never_0": 3}


@pytest.mark.parametrize(
    ("unit", "vi"),
    [
        ("months_completed", "Không trễ tháng tròn nào: 8/8 điểm."),
        ("weeks_completed", "Không trễ tuần tròn nào: 8/8 điểm."),
        ("working_days", "Không trễ ngày làm việc nào: 8/8 điểm."),
    ],
)
def test_a_delay_that_does_not_count_is_not_called_on_time(unit: str, vi: str, recomputed: Recomputed) -> None:
    """From Friday to Sunday no working day, full week or full month has passed, but it was not on time."""
    rule = LatePenalty(CALENDAR, per=1, unit=unit, never=0)  # type: ignore[arg-type] # one of the units
    row = score(rule, base=8, x=("13/1/2023", "15/1/2023"))
    assert row.explain() == vi
    assert recomputed(row.explain("en"), "en") == 8


def test_the_statement_names_every_choice() -> None:
    """In general: what a month takes, whether a begun one counts, how papers combine, and the consequence of never."""
    rule = LatePenalty([PLAN, REPORT], per=percent(10), unit="months_begun", several="worst", never=2)
    assert rule.statement.vi == (
        "Mỗi tháng trễ trừ 10% điểm chuẩn. Tháng chưa tròn cũng tính là một tháng. Chỉ tính văn bản trễ nhiều nhất. "
        "Không thực hiện thì được không quá 2 điểm."
    )
    assert rule.statement.text("en") == (
        "10% of the base less for each month late. A begun month counts. Only the longest delay counts. "
        "If it never happened: at most 2 points."
    )
