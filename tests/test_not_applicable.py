"""What follows where a row's facts did not arise."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    NOT_APPLICABLE,
    At,
    Criterion,
    Direct,
    Group,
    MeasurementError,
    PointsFact,
    Ratio,
    Scheme,
    SchemeError,
    ShareFact,
    Sum,
    YesNoFact,
)
from emulscore.criteria import Item, NotApplicable
from emulscore.scorecard import Scorecard


def rate(id_: str, base: int, policy: NotApplicable | None = None) -> Criterion:
    rule = Ratio(ShareFact(f"r{id_}"), empty="refuse")
    return Criterion(id_, f"Tỷ lệ {id_}", base, rule, not_applicable=policy)


def given_points(id_: str, base: int, policy: NotApplicable | None = None) -> Criterion:
    return Criterion(id_, f"Điểm {id_}", base, Direct(PointsFact(f"p{id_}", largest=base)), not_applicable=policy)


def scheme(items: list[Item], total: int, rescale: Literal["printed", "exact"] | None = None) -> Scheme:
    return Scheme("s", "Thử", total=total, items=items, rescale=rescale)


def scored(one: Scheme, **given_values: object) -> Scorecard:
    """Score one unit by the meaning and by the compiled path, which must agree."""
    card = one.score(given_values)
    fast = one.points(given_values)
    assert fast[""] == card.points
    assert {result.id: result.points for result in card.rows} == {result.id: fast[result.id] for result in card.rows}
    return card


@pytest.mark.parametrize(("policy", "earned"), [("full", 4), ("zero", 0)])
def test_full_and_zero_points(policy: NotApplicable, earned: int) -> None:
    """A row that did not arise earns its base or nothing; a measured one earns by its rule."""
    one = scheme([rate("1", 4, policy), rate("2", 6)], 10)
    assert scored(one, r1=NOT_APPLICABLE, r2="50%").points == earned + 3
    assert scored(one, r1="không phát sinh", r2="50%").points == earned + 3
    assert scored(one, r1="25%", r2="50%").points == 4


def test_without_a_policy_it_is_an_error() -> None:
    """Nothing is assumed of a row that did not arise."""
    with pytest.raises(MeasurementError) as caught:
        scheme([rate("1", 4), rate("2", 6)], 10).score({"r1": NOT_APPLICABLE, "r2": "50%"})
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [
        ("not-applicable-without-policy", "1")
    ]


THIRDS = [rate("1", 10), rate("2", 10), given_points("3", 80, "leave_out")]


@pytest.mark.parametrize(("rescale", "total"), [("printed", "33.30"), ("exact", "33.33")])
def test_what_is_left_is_brought_to_the_full_scale(rescale: Literal["printed", "exact"], total: str) -> None:
    """Two thirds of 10 left of 100: 3.33 + 3.33 printed are 6.66 × 5 = 33.30, exactly they are 33.33."""
    one = scheme(list(THIRDS), 100, rescale)
    card = scored(one, r1=(1, 3), r2=(1, 3), p3=NOT_APPLICABLE)
    assert str(card.points) == total
    assert [str(result.points) for result in card.rows] == ["3.33", "3.33", "0.00"]


@pytest.mark.parametrize(("rescale", "total"), [("printed", "46.66"), ("exact", "46.67")])
def test_where_nothing_is_left_out_nothing_is_rescaled(rescale: Literal["printed", "exact"], total: str) -> None:
    """All rows measured: the total is the sum of printed, or of exact, points."""
    assert str(scored(scheme(list(THIRDS), 100, rescale), r1=(1, 3), r2=(1, 3), p3=40).points) == total


@settings(max_examples=80)
@given(
    points=st.lists(st.integers(0, 6), min_size=4, max_size=4),
    absent=st.lists(st.booleans(), min_size=4, max_size=4).filter(lambda flags: not all(flags)),
)
def test_any_rows_left_out_rescale_the_others(points: list[int], absent: list[bool]) -> None:
    """Σ points of the others × total / Σ bases of the others, half up to hundredths, in whole numbers."""
    bases = [6, 7, 8, 9]
    one = scheme([given_points(str(n), base, "leave_out") for n, base in enumerate(bases)], 30, "printed")
    unit = {
        f"p{n}": NOT_APPLICABLE if out else earned for n, (earned, out) in enumerate(zip(points, absent, strict=True))
    }
    top = sum(earned for earned, out in zip(points, absent, strict=True) if not out) * 30 * 100
    bottom = sum(base for base, out in zip(bases, absent, strict=True) if not out)
    assert int(scored(one, **unit).points * 100) == (2 * top + bottom) // (2 * bottom)


def test_all_rows_left_out_are_refused() -> None:
    """Where nothing arose there is nothing to rescale: an error that says so once, and not 0 or 100."""
    one = scheme([rate("1", 4, "leave_out"), rate("2", 6, "leave_out")], 10, "exact")
    for attempt in (one.score, one.points):
        with pytest.raises(MeasurementError) as caught:
            attempt({"r1": NOT_APPLICABLE, "r2": NOT_APPLICABLE})
        assert [problem.code for problem in caught.value.problems] == ["all-left-out"]


def test_what_is_rescaled_must_be_stated() -> None:
    """Leaving rows out without saying which points are rescaled is refused, for each such row."""
    with pytest.raises(SchemeError) as caught:
        scheme([rate("1", 4, "leave_out"), rate("2", 6, "leave_out")], 10)
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [
        ("rescale-not-stated", "1"),
        ("rescale-not-stated", "2"),
    ]


def test_missing_is_not_the_same_as_not_applicable() -> None:
    """A missing fact is an error; with partial=True its row is open and the total a range that holds every outcome."""
    one = scheme(list(THIRDS), 100, "printed")
    with pytest.raises(MeasurementError) as caught:
        one.score({"r1": (1, 3), "r2": (1, 3)})
    assert {(problem.code, problem.fact) for problem in caught.value.problems} == {("missing-fact", "p3")}
    card = one.score({"r1": (1, 3), "r2": (1, 3)}, partial=True)
    assert [card["3"].range.low, card["3"].range.high] == [0, 80]
    assert not card["3"].scored
    for outcome in (0, 80, NOT_APPLICABLE):
        points = one.score({"r1": (1, 3), "r2": (1, 3), "p3": outcome}).points
        assert card.total.low <= points <= card.total.high


def test_a_full_row_that_is_missing_may_still_earn_its_base() -> None:
    """Unknown is a range from 0 to the base; it did not arise is the base."""
    one = scheme([rate("1", 4, "full"), rate("2", 6)], 10)
    card = one.score({"r2": "50%"}, partial=True)
    assert [card.total.low, card.total.high] == [3, 7]


def test_one_fact_that_did_not_arise_is_enough() -> None:
    """A row of two facts did not arise where either of them did not."""
    rule = Sum([At("50%", Ratio(ShareFact(name), empty=0)) for name in ("a", "b")])
    both = Criterion("1", "Hai", 4, rule, not_applicable="full")
    one = scheme([both, rate("2", 6)], 10)
    for unit in ({"a": NOT_APPLICABLE, "b": "50%"}, {"a": "50%", "b": NOT_APPLICABLE}):
        assert scored(one, **unit, r2="100%").points == 10
    assert scored(one, a="50%", b="0%", r2="100%").points == 7


def test_a_voided_group_stays_void_when_others_are_rescaled() -> None:
    """The void group earns nothing but its bases still count: 3 of 3 + 4 + 3 - 4 left, not 6 of 6."""
    group = Group("I", "Một", [given_points("a", 3), given_points("b", 4, "leave_out")], 7, void=YesNoFact("v"))
    one = scheme([group, given_points("c", 3)], 10, "printed")
    assert scored(one, pa=3, pb=NOT_APPLICABLE, pc=3, v=False).points == 10
    assert scored(one, pa=3, pb=NOT_APPLICABLE, pc=3, v=True).points == 5
    assert scored(one, pa=3, pb=4, pc=3, v=True).points == 3


def test_a_capped_group_stays_capped_when_others_are_rescaled() -> None:
    """Rows of 3 and 4 under a cap of 5 beside one of 5: the cap binds, and without the 4 only 3 + 5 can be had."""
    group = Group("I", "Một", [given_points("a", 3), given_points("b", 4, "leave_out")], 5, cap=5)
    one = scheme([group, given_points("c", 5)], 10, "printed")
    assert scored(one, pa=3, pb=4, pc="2,5").points == Decimal("7.50")  # min(7, 5) + 2.5
    assert scored(one, pa=1, pb=2, pc="2,5").points == Decimal("5.50")
    assert scored(one, pa=3, pb=NOT_APPLICABLE, pc="2,5").points == Decimal("6.88")  # 5.5 × 10 / 8 = 6.875
    assert scored(one, pa="1,5", pb=NOT_APPLICABLE, pc="5").points == Decimal("8.13")  # 6.5 × 10 / 8 = 8.125


def test_points_beside_the_scale_are_not_rescaled() -> None:
    """The scale is brought to 10, and then the bonus of 2 is added and the deduction of 1 taken off."""
    bonus = Group("T", "Thưởng", [given_points("t", 2)], 2, role="bonus")
    less = Group("P", "Trừ", [given_points("p", 3)], 3, role="deduction")
    one = scheme([given_points("a", 4), given_points("b", 6, "leave_out"), bonus, less], 10, "exact")
    assert scored(one, pa=3, pb=NOT_APPLICABLE, pt=2, pp=1).points == Fraction(75, 10) + 2 - 1


@pytest.mark.parametrize(
    ("policy", "vi", "en"),
    [
        ("full", "Không phát sinh: được 4/4 điểm.", "Did not arise: 4/4 points."),
        ("zero", "Không phát sinh: 0/4 điểm.", "Did not arise: 0/4 points."),
    ],
)
def test_the_explanation_says_what_followed(policy: NotApplicable, vi: str, en: str) -> None:
    """The row says that it did not arise, and its points, in both languages."""
    row = scored(scheme([rate("1", 4, policy), rate("2", 6)], 10), r1=NOT_APPLICABLE, r2="1%")["1"]
    assert (row.explain("vi"), row.explain("en")) == (vi, en)


def test_a_row_left_out_says_that_the_total_is_rescaled() -> None:
    """It prints no points, because it has none."""
    row = scored(scheme(list(THIRDS), 100, "exact"), r1="50%", r2="50%", p3=NOT_APPLICABLE)["3"]
    assert "quy đổi" in row.explain("vi")
    assert "rescaled" in row.explain("en")


def test_an_unknown_policy_is_refused() -> None:
    """A policy is full, zero, leave_out or none."""
    with pytest.raises(ValueError, match="not_applicable"):
        rate("1", 4, "half")  # type: ignore[arg-type] # on purpose
