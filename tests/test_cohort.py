"""The first pass over a cohort."""

from decimal import Decimal

import pytest

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    Assessment,
    AttainmentFact,
    CohortFact,
    Criterion,
    Leader,
    Linear,
    MeasurementError,
    NumberFact,
    Relative,
    Scheme,
    ShareFact,
)

BANDWIDTH = NumberFact("bang_thong", largest=1000, decimals=1, label="Băng thông")
SHARE = ShareFact("ty_le", label="Tỷ lệ")
BEST = CohortFact("bt_max", of=BANDWIDTH, take="best", decimals=1)
MEAN = CohortFact("tl_tb", of=SHARE, take="mean", decimals=3)
LEAST = CohortFact("tl_min", of=SHARE, take="least", decimals=4)
SCHEME = Scheme(
    "s",
    "Thử",
    total=15,
    items=[
        Criterion("1", "Băng thông", 5, Relative(BANDWIDTH, to=BEST, empty=0)),
        Criterion("2", "So với trung bình", 5, Linear(SHARE, {"0%": 0, "20%": 5}, before=0, after="hold", less=MEAN)),
        Criterion("3", "So với thấp nhất", 5, Linear(SHARE, {"0%": 0, "50%": 5}, before=0, after="hold", less=LEAST)),
    ],
)
UNITS: list[dict[str, object]] = [
    {"bang_thong": 4, "ty_le": "50%"},
    {"bang_thong": "12,5", "ty_le": (2, 3)},
    {"bang_thong": "7,5", "ty_le": (1, 3)},
]


def test_the_values_are_worked_out_by_hand() -> None:
    """Best 12.5; the mean of 1/2, 2/3 and 1/3 is 0.500; the least a third, rounded to 0.3333."""
    cohort = SCHEME.cohort(UNITS, name="Cụm 1")
    assert dict(cohort.values) == {"bt_max": Decimal("12.5"), "tl_tb": Decimal("0.500"), "tl_min": Decimal("0.3333")}
    assert cohort.size == 3


def test_every_unit_is_compared_with_the_same_rounded_values() -> None:
    """Each unit's points by hand, from the printed values of the cohort; the fast path agrees."""
    cohort = SCHEME.cohort(UNITS, name="Cụm 1")
    expected = [
        ("1.60", "0.00", "1.67"),  # 4/12.5 × 5; 50% is the mean; 0.5 - 0.3333 = 0.1667 of 0.5 × 5
        ("5.00", "4.17", "3.33"),  # the best; 1/6 of 0.2 × 5; (2/3 - 0.3333) / 0.5 × 5 = 3.3337
        ("3.00", "0.00", "0.00"),  # 1/3 - 0.3333 = 1/30000 of 0.5 × 5 = 0.0003
    ]
    for unit, points in zip(UNITS, expected, strict=True):
        card = SCHEME.score(unit, cohort=cohort)
        assert tuple(str(row.points) for row in card.rows) == points
        fast = SCHEME.points({**unit, **cohort.values})
        assert tuple(str(fast[row.id]) for row in card.rows) == points
        assert card.cohort is cohort


@pytest.mark.parametrize(("third", "mean"), [("50,1%", "0.500"), ("50,15%", "0.501"), ("50,149%", "0.500")])
def test_the_mean_is_rounded_half_up(third: str, mean: str) -> None:
    """50% twice and a third value: 0.50033, 0.5005 and 0.5004967 to three decimals."""
    units = [{**unit, "ty_le": value} for unit, value in zip(UNITS, ("50%", "50%", third), strict=True)]
    assert str(SCHEME.cohort(units, name="Cụm").values["tl_tb"]) == mean


def test_one_more_unit_can_change_everybody() -> None:
    """A unit with twice the bandwidth halves the others' points, so the card names its cohort."""
    more = [*UNITS, {"bang_thong": 25, "ty_le": "50%"}]
    cohort = SCHEME.cohort(more, name="Cụm lớn")
    card = SCHEME.score(UNITS[1], cohort=cohort)
    assert card["1"].points == Decimal("2.50")
    assert card.cohort is not None
    assert card.cohort.size == 4


def test_units_without_a_value_do_not_count() -> None:
    """A unit to which the fact does not apply is not in the mean, nor is one that never measured or has 0 of 0."""
    units: list[dict[str, object]] = [
        {"bang_thong": 4, "ty_le": "40%"},
        {"bang_thong": 6, "ty_le": NOT_APPLICABLE},
        {"bang_thong": 7, "ty_le": NEVER},
        {"bang_thong": 5, "ty_le": (0, 0)},
        {"bang_thong": 8, "ty_le": "50%"},
    ]
    cohort = SCHEME.cohort(units, name="Cụm")
    assert cohort.values["tl_tb"] == Decimal("0.45")
    assert cohort.size == 5


def test_problems_of_all_units_are_reported_at_once() -> None:
    """Missing and broken values of every unit, each once, with the unit's place, though two values look at one fact."""
    units: list[dict[str, object]] = [
        {"bang_thong": 4, "ty_le": "120%"},
        {"ty_le": "50%"},
        {"bang_thong": "4,55", "ty_le": "50%"},
        {"bang_thong": 4},
        {"bang_thong": 4, "ty_le": None},
    ]
    with pytest.raises(MeasurementError) as caught:
        SCHEME.cohort(units, name="Cụm")
    found = [(problem.path, problem.fact, problem.code) for problem in caught.value.problems]
    assert sorted(found) == [
        ("#1", "ty_le", "share-out-of-range"),
        ("#2", "bang_thong", "missing-fact"),
        ("#3", "bang_thong", "off-grid"),
        ("#4", "ty_le", "missing-fact"),
        ("#5", "ty_le", "missing-fact"),
    ]
    assert "“120%”" in str(caught.value)


def test_every_value_without_any_unit_is_reported() -> None:
    """An empty cohort has no best, no mean and no least; all three are said, beside other problems."""
    with pytest.raises(MeasurementError) as caught:
        SCHEME.cohort([], name="Cụm")
    assert [(problem.code, problem.fact) for problem in caught.value.problems] == [
        ("empty-cohort", "bt_max"),
        ("empty-cohort", "tl_tb"),
        ("empty-cohort", "tl_min"),
    ]
    with pytest.raises(MeasurementError) as both:
        SCHEME.cohort([{"bang_thong": -1, "ty_le": NOT_APPLICABLE}], name="Cụm")
    assert {problem.code for problem in both.value.problems} == {"value-out-of-range", "empty-cohort"}


def test_units_of_another_kind_need_not_have_the_fact() -> None:
    """Only units without a target are asked for the fact that is compared among them."""
    target, growth = AttainmentFact("thu", most=3), NumberFact("tang", largest=50)
    lead = CohortFact("dau", of=target, take="best", decimals=2)
    apart = CohortFact("tang_max", of=growth, take="best", decimals=2, without=target)
    rule = Leader(
        target, to=lead, at_target="50%", unsurpassed="50%", empty=0,
        unassigned=Relative(growth, to=apart, empty=0),
    )  # fmt: skip
    scheme = Scheme("s", "S", total=4, items=[Criterion("1", "Thu", 4, rule)])
    cohort = scheme.cohort([{"thu": "90%"}, {"thu": "150%"}, {"thu": NOT_APPLICABLE, "tang": 3}], name="Cụm")
    assert dict(cohort.values) == {"dau": Decimal("1.50"), "tang_max": Decimal("3.00")}
    with pytest.raises(MeasurementError) as caught:
        scheme.cohort([{"thu": "90%"}, {"thu": NOT_APPLICABLE}], name="Cụm")
    assert [(problem.path, problem.fact) for problem in caught.value.problems] == [("#2", "tang")]


def test_assessments_make_a_cohort_too() -> None:
    """Units may be assessments; their values are read."""
    units = [Assessment(f"Đơn vị {place}", measurements=unit) for place, unit in enumerate(UNITS)]
    assert SCHEME.cohort(units, name="Cụm 1").values == SCHEME.cohort(UNITS, name="Cụm 1").values


def test_the_cohort_is_said_with_its_size_and_values() -> None:
    """Shares as percentages, numbers with the language's comma, in the order of the rows."""
    cohort = SCHEME.cohort(UNITS, name="Cụm 1")
    assert cohort.text() == (
        "Cụm 1 (3 đơn vị); Băng thông (cao nhất): 12,5; Tỷ lệ (trung bình): 50%; Tỷ lệ (thấp nhất): 33,33%"
    )
    assert "12.5" in cohort.text("en")
    assert "33.33%" in cohort.text("en")
    assert "(3 units)" in cohort.text("en")
