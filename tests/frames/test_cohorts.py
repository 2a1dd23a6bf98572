"""Cohorts, places and quotas over tables are those of the units one by one."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from random import Random
from typing import Any, Final, Literal

import narwhals as nw
import pytest

from emulscore import (
    Assessment,
    CohortFact,
    Criterion,
    Direct,
    GradeBand,
    Grades,
    MeasurementError,
    NumberFact,
    PointsFact,
    Quota,
    Relative,
    Scheme,
    ShareFact,
    apply_quota,
    at_least,
    below,
    between,
    rank,
)
from emulscore.frames import cohort_frame, faults_of, quota_frame, rank_frame, score_frame

BANDS: Final = [
    GradeBand("A", "Tốt", at_least(80)),
    GradeBand("B", "Khá", between(50, 80)),
    GradeBand("C", "Yếu", below(50)),
]
QUOTA: Final = Quota("A", "20%", by=("", "1"), rest="B")
ROWS: Final = [Criterion(id_, f"Tiêu chí {id_}", 50, Direct(PointsFact(f"p{id_}", largest=50))) for id_ in ("1", "2")]
SCHEME: Final = Scheme("s", "S", total=100, items=ROWS, grades=Grades(BANDS, quota=QUOTA))
MAKE: Final[dict[str, Callable[[dict[str, list[Any]]], Any]]] = {
    "polars": lambda columns: import_module("polars").DataFrame(columns),
    "polars lazy": lambda columns: import_module("polars").DataFrame(columns).lazy(),
    "pandas": lambda columns: import_module("pandas").DataFrame(columns),
    "pyarrow": lambda columns: import_module("pyarrow").table(columns),
    "duckdb": lambda columns: import_module("duckdb").from_arrow(import_module("pyarrow").table(columns)),
}
every_engine = pytest.mark.parametrize("engine", MAKE)


def units() -> list[tuple[str, int, int]]:
    """Return the cluster and the points of forty units, with many equal ones."""
    random = Random(3)
    return [(random.choice("XY"), random.choice([30, 40, 45, 50]), random.choice([20, 40, 45])) for _ in range(40)]


def table(engine: str) -> Any:
    rows = units()
    columns: dict[str, list[Any]] = {"row": list(range(len(rows))), "cum": [one for one, _, _ in rows]}
    return MAKE[engine](columns | {"p1": [one for _, one, _ in rows], "p2": [one for _, _, one in rows]})


def cells(frame: Any, column: str) -> list[Any]:
    found: Any = nw.from_native(frame)
    found = found.collect() if isinstance(found, nw.LazyFrame) else found
    return [None if value != value else value for value in found.sort("row")[column].to_list()]  # noqa: PLR0124 - NaN


def cards() -> list[Any]:
    return [
        SCHEME.score(Assessment(str(place), measurements={"p1": one, "p2": two}))
        for place, (_, one, two) in enumerate(units())
    ]


@every_engine
@pytest.mark.parametrize("ties", ["shared", "dense"])
@pytest.mark.parametrize("points", ["decimal", "hundredths"])
@pytest.mark.parametrize("by", [("",), ("", "1")])
def test_places_are_those_of_rank(
    engine: str, ties: Literal["shared", "dense"], points: Any, by: tuple[str, ...]
) -> None:
    """Each unit has the same place in its cluster as by `rank`, whatever decides and however points are given."""
    clusters = [one for one, _, _ in units()]
    expected = {
        place.card.assessment.unit.vi: place.place
        for place in rank(cards(), ties=ties, by=by, clusters=lambda card: clusters[int(card.assessment.unit.vi)])
    }
    scored = score_frame(SCHEME, table(engine), key=("row", "cum"), points=points)
    found = cells(rank_frame(SCHEME, scored, ties=ties, by=by, cluster="cum"), "thu_hang")
    assert found == [expected[str(row)] for row in range(len(found))]


@every_engine
@pytest.mark.parametrize("at_limit", ["keep", "lose"])
def test_the_quota_is_that_of_apply_quota(engine: str, at_limit: Literal["keep", "lose"]) -> None:
    """The same units keep the top grade."""
    expected = [graded.grade.id for graded in apply_quota(cards(), at_limit=at_limit)]
    scored = score_frame(SCHEME, table(engine), key="row")
    assert cells(quota_frame(SCHEME, scored, at_limit=at_limit), "xep_loai_cuoi") == expected
    assert cells(scored, "xep_loai").count("A") > expected.count("A") > 0


@every_engine
def test_a_unit_without_points_has_no_place_and_leaves_the_quota_open(engine: str) -> None:
    """A unit in error is not ranked, and no grade after the quota is known beside it."""
    frame = MAKE[engine]({"row": [0, 1, 2], "p1": [50, 99, 10], "p2": [50, 0, 10]})
    scored = score_frame(SCHEME, frame, key="row")
    assert cells(rank_frame(SCHEME, scored, ties="shared"), "thu_hang") == [1, None, 2]
    assert cells(quota_frame(SCHEME, scored, at_limit="keep"), "xep_loai_cuoi") == [None] * 3


SPEED: Final = NumberFact("toc_do", largest=1000, decimals=1)
SHARE: Final = ShareFact("ty_le", largest=1000)
COHORT: Final = Scheme(
    "cum",
    "Cụm",
    total=20,
    items=[
        Criterion("1", "Tốc độ", 10, Relative(SPEED, to=CohortFact("tot_nhat", of=SPEED, take="best", decimals=1), empty=0)),
        Criterion("2", "Tỷ lệ", 10, Relative(SHARE, to=CohortFact("binh_quan", of=SHARE, take="mean", decimals=4), empty=0)),
    ],
)  # fmt: skip


@every_engine
def test_a_cohort_from_a_table_is_that_of_its_units(engine: str) -> None:
    """Best and mean of a column are those of the units one by one, and scoring with them is too."""
    speeds, parts, wholes = [12.5, 80.0, 33.3, 80.0], [1, 2, 3, 5], [3, 3, 7, 8]
    given = [
        {"toc_do": speed, "ty_le": (part, whole)} for speed, part, whole in zip(speeds, parts, wholes, strict=True)
    ]
    frame = MAKE[engine]({"row": [0, 1, 2, 3], "toc_do": speeds, "ty_le_dat": parts, "ty_le_tong": wholes})
    expected = COHORT.cohort(given, name="Cụm 1")
    cohort = cohort_frame(COHORT, frame, name="Cụm 1")
    assert (cohort.values, cohort.size) == (expected.values, 4)
    found = cells(score_frame(COHORT, frame, key="row", cohort=cohort, points="hundredths"), "tong_diem")
    assert found == [int(COHORT.score(unit, cohort=expected).points * 100) for unit in given]


def test_problems_of_a_cohort_name_the_unit() -> None:
    """A unit without the value, or with one that cannot be, is named by its place."""
    frame = MAKE["polars"]({"toc_do": [1.0, None, 5000.0], "ty_le_dat": [1, 1, 1], "ty_le_tong": [2, 2, 2]})
    with pytest.raises(MeasurementError) as caught:
        cohort_frame(COHORT, frame, name="Cụm 1")
    assert [(problem.code, problem.fact, problem.path) for problem in caught.value.problems] == [
        ("missing-fact", "toc_do", "#2"),
        ("value-out-of-range", "toc_do", "#3"),
    ]


def test_the_number_of_an_error_is_read_back() -> None:
    """Every code and fact has a number of its own; 0 and null are no error."""
    scheme = Scheme("s", "S", total=50, items=[Criterion("1", "Một", 50, Direct(PointsFact("p1", largest=50)))])
    faults = faults_of(scheme)
    frame = MAKE["polars"]({"p1": [1, None, 77]})
    found = [faults.fault(number) for number in score_frame(scheme, frame)["loi"].to_list()]
    assert [(fault.code, fault.fact) if fault else None for fault in found] == [
        None,
        ("missing-fact", "p1"),
        ("points-out-of-range", "p1"),
    ]
    assert faults.fault(None) is None
    numbers = [faults.number(code, fact=fact) for code in ("missing-fact", "negative") for fact in (None, "p1")]
    assert len(set(numbers)) == 4
