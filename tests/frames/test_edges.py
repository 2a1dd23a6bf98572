"""Columns at the edges of what a fact can be: empty, too narrow, of no number that fits, of a kind of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, ClassVar

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from attrs import frozen

from emulscore import (
    CohortFact,
    CountFact,
    Criterion,
    CutTotal,
    Direct,
    FrequencyPenalty,
    GradeBand,
    Grades,
    LatenessFact,
    LatePenalty,
    MeasurementError,
    NumberFact,
    PointsFact,
    Ratio,
    Refused,
    Relative,
    Rule,
    Scheme,
    ShareFact,
    Tiered,
    TotalIs,
    Words,
    YesNoFact,
    at_least,
    below,
)
from emulscore.columnar.singles import Cells
from emulscore.facts._common import Described
from emulscore.formula.nodes import Fact, Node, Slot, smallest
from emulscore.frames import cohort_frame, faults_of, quota_frame, rank_frame, score_frame
from emulscore.frames.cells import Memo
from emulscore.frames.cohorts import raw_value
from emulscore.frames.lazy import read_series

both_ways = pytest.mark.parametrize("path", ["kernel", "expressions"])


def scheme_of(*rules: Rule, base: int = 10, grades: Grades | None = None) -> Scheme:
    rows = [Criterion(str(place), f"Hàng {place}", base, rule) for place, rule in enumerate(rules, 1)]
    return Scheme("thu", "Thử", total=base * len(rows), items=rows, grades=grades)


def codes(scheme: Scheme, numbers: Sequence[int]) -> list[tuple[str, str | None] | None]:
    faults = [faults_of(scheme).fault(number) for number in numbers]
    return [None if fault is None else (fault.code, fault.fact) for fault in faults]


# --- columns -----------------------------------------------------------------------------------------------------------


@both_ways
@pytest.mark.parametrize(
    ("rule", "columns", "code"),
    [
        (Ratio(ShareFact("x"), empty=0), {"x_dat": None, "x_tong": None}, "missing-fact"),
        (Ratio(ShareFact("x"), empty=0), {"x_dat": None, "x_tong": 5}, "not-a-count"),
        (Ratio(ShareFact("x"), empty=0), {"x_dat": 5, "x_tong": None}, "not-a-count"),
        (FrequencyPenalty({CountFact("x"): 1}, of="base"), {"x": None}, "missing-fact"),
        (Direct(PointsFact("x", largest=10)), {"x": None}, "missing-fact"),
        (LatePenalty(LatenessFact("x"), per=1, unit="days", never=0), {"x_days": None}, "missing-fact"),
        (LatePenalty(LatenessFact("x"), per=1, unit="days", never=0), {"x_han": None, "x_xong": None}, "missing-fact"),
        (Tiered(YesNoFact("x"), {True: 10}, otherwise=0), {"x": None}, "missing-fact"),
    ],
)
def test_a_column_without_any_value_gives_nothing(rule: Rule, columns: Mapping[str, Any], code: str, path: Any) -> None:
    """A table whose type of column is not even known has units of which the fact is missing, or one of its two sides."""
    scheme = scheme_of(rule)
    frame = pl.DataFrame({"row": [0, 1]} | {name: [value] * 2 for name, value in columns.items()})
    found = score_frame(scheme, frame, key="row", path=path)
    assert found["diem_1"].to_list() == [None, None]
    assert codes(scheme, found["loi"].to_list()) == [(code, "x")] * 2


@both_ways
def test_whole_numbers_where_none_fits_are_all_refused(path: Any) -> None:
    """Between 0.2 and 0.8 there is no whole number: neither 0 nor 1, as for one unit alone."""
    fact = NumberFact("x", lowest="0.2", largest="0.8", decimals=1)
    scheme = scheme_of(Tiered(fact, {at_least("0.5"): 10}, otherwise=0))
    for value in (0, 1):
        with pytest.raises(MeasurementError, match="value-out-of-range"):
            scheme.score({"x": value})
    found = score_frame(scheme, pl.DataFrame({"x": [0, 1, None]}), path=path)
    assert found["diem_1"].to_list() == [None] * 3
    wrong = ("value-out-of-range", "x")
    assert codes(scheme, found["loi"].to_list()) == [wrong, wrong, ("missing-fact", "x")]
    fine = score_frame(scheme, pl.DataFrame({"x": [0.2, 0.8, 0.5]}), points="hundredths", path=path)
    assert fine["diem_1"].to_list() == [0, 1000, 1000]


@both_ways
@pytest.mark.parametrize(
    ("low", "high", "points"),
    [
        (-1000, 1000, [0, 0, 1000, 1000, None]),  # every number of 8 bits fits
        (1000, 2000, [None] * 5),  # none does
        (-2000, -1000, [None] * 5),
        (-5, 5, [None, 0, 1000, None, None]),
    ],
)
def test_columns_of_eight_bits_hold_less_or_more_than_a_fact_takes(
    low: int, high: int, points: list[int | None], path: Any
) -> None:
    """-128, -3, 3 and 127: 10 points from 0 on, within the fact's own limits."""
    fact = NumberFact("x", lowest=low, largest=high, decimals=0)
    scheme = scheme_of(Tiered(fact, {at_least(0): 10}, otherwise=0))
    frame = pl.DataFrame({"x": pl.Series([-128, -3, 3, 127, None], dtype=pl.Int8)})
    assert score_frame(scheme, frame, points="hundredths", path=path)["diem_1"].to_list() == points


@both_ways
@pytest.mark.parametrize("low", [1000, -2000])
def test_a_column_too_narrow_for_a_fact_may_hold_states(low: int, path: Any) -> None:
    """From 1000, or up to -1000, nothing of 8 bits is a value; what never happened earns 4 points, 5 and nothing none."""
    fact = NumberFact("x", lowest=low, largest=low + 1000, decimals=0)
    scheme = scheme_of(Tiered(fact, {at_least(low + 500): 10}, otherwise=0, never=4))
    values = pl.Series([None, 5, None], dtype=pl.Int8)
    frame = pl.DataFrame({"x": values, "x_trang_thai": ["không thực hiện", None, None]})
    found = score_frame(scheme, frame, points="hundredths", path=path)
    assert found["diem_1"].to_list() == [400, None, None]


@both_ways
def test_days_of_which_some_are_missing(path: Any) -> None:
    """Two days late are 2 of 10 points; a unit without one of its days is refused, whatever stands beside it."""
    scheme = scheme_of(LatePenalty(LatenessFact("x"), per=1, unit="days", never=0))
    due, done = date(2026, 1, 15), date(2026, 1, 17)
    frame = pl.DataFrame({"x_han": [due, None, due, None], "x_xong": [done, done, None, None]})
    for table in (frame, frame.cast(pl.Datetime("us"))):
        found = score_frame(scheme, table, points="hundredths", path=path)
        assert found["diem_1"].to_list() == [800, None, None, None]
        wrong = ("not-a-date", "x")
        assert codes(scheme, found["loi"].to_list()) == [None, wrong, wrong, ("missing-fact", "x")]


# --- kinds of one's own ------------------------------------------------------------------------------------------------


@frozen
class Mark(Described):
    """A kind of fact that the library does not know: whatever is given is read to one of the numbers 0 to 9."""

    @property
    def slot(self) -> Slot:
        return Slot(self.name, 0, 9, self.words, optional=True)

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.state_slot, self.slot

    @property
    def node(self) -> Node:
        return Fact(self.slot)

    def read(self, raw: object) -> Mapping[str, int]:
        found = None if isinstance(raw, list) else MARKS.get((type(raw), raw))
        if found is None:
            raise Refused("not-a-number")
        return self.measured(value=found)

    def raw(self, slots: Mapping[str, int]) -> object:
        raise NotImplementedError


@frozen
class Marked:
    """A rule that pays a mark."""

    kind: ClassVar[str] = "edges_marked"

    fact: Mark

    def formula(self, base: Fraction) -> Node:
        return smallest(self.fact.node, base)


MOMENTS = [datetime.fromisoformat(f"2026-01-15 08:3{minute}") for minute in (0, 1)]
MARKS: dict[tuple[type, object], int] = {
    (type(raw), raw): mark
    for raw, mark in [
        (True, 1), (False, 2), (0.5, 3), (-1.25e-9, 4), (float("inf"), 5), (7, 6),
        (MOMENTS[0], 7), (date(2026, 1, 15), 8), ("it's", 9),
    ]
}  # fmt: skip
COLUMNS: dict[str, list[Any]] = {
    "flags": [True, False, None],
    "doubles": [0.5, -1.25e-9, float("inf"), 0.25, None],
    "whole": [7, 8, None],
    "times": [*MOMENTS, None],
    "days": [date(2026, 1, 15), date(2026, 1, 16), None],
    "texts": ["it's", "its", None],
}
ENGINES: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "polars lazy": lambda columns: pl.DataFrame(columns).lazy(),
    "duckdb": lambda columns: duckdb.from_arrow(pa.table(columns)),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", COLUMNS)
def test_a_fact_of_ones_own_reads_every_value_by_itself(name: str, engine: str) -> None:
    """Yes and no, doubles, whole numbers, moments, days and texts come to it as Python has them; what it refuses is null."""
    scheme = scheme_of(Marked(Mark("x")))
    cells = COLUMNS[name]
    frame: Any = ENGINES[engine]({"row": list(range(len(cells))), "x": cells})
    found: Any = nw.from_native(score_frame(scheme, frame, key="row", points="hundredths"))
    table = (found.collect() if isinstance(found, nw.LazyFrame) else found).sort("row")
    marks = [None if cell is None else MARKS.get((type(cell), cell)) for cell in cells]
    assert table["diem_1"].to_list() == [None if mark is None else 100 * mark for mark in marks]
    expected = [
        ("missing-fact", "x") if cell is None else None if mark else ("not-a-number", "x")
        for cell, mark in zip(cells, marks, strict=True)
    ]
    assert codes(scheme, table["loi"].to_list()) == expected


def test_polars_is_told_the_number_of_every_value() -> None:
    """Texts are read once each, Python's own objects one by one; null has the number of what is absent."""
    cells = Cells("x", lambda raw: Mark("x").read(raw), (("x", 0, 9),), "x")
    memo = Memo(cells, faults_of(scheme_of(Direct(PointsFact("x", largest=10)))))
    place = cells.keys.index("x")
    texts = pl.Series(["it's", None, "it's", "its"])
    objects = pl.Series([True, None, [1], "it's"], dtype=pl.Object)
    assert read_series(memo, place, texts).to_list() == [9, 0, 9, 0]
    assert read_series(memo, place, objects).to_list() == [1, 0, 0, 9]
    given = cells.keys.index("given:x")
    assert read_series(memo, given, texts).to_list() == [1, 0, 1, 0]
    assert read_series(memo, given, objects).to_list() == [1, 0, 0, 1]


# --- results -----------------------------------------------------------------------------------------------------------

GRADES = Grades([GradeBand("tot", Words("Tốt"), at_least(5)), GradeBand("kem", Words("Kém"), below(5))])
GRADED = scheme_of(Direct(PointsFact("x", largest=10)), grades=GRADES)


def test_grades_in_a_table_of_pandas_are_columns_of_arrow_where_it_has_such() -> None:
    """7 points are good, 3 are poor, and a unit without points has no grade."""
    frame = pa.table({"x": [7, 3, None]}).to_pandas(types_mapper=pd.ArrowDtype)
    found = score_frame(GRADED, frame)
    assert found["xep_loai"].dtype == pd.ArrowDtype(pa.string())
    assert [None if grade is pd.NA else grade for grade in found["xep_loai"]] == ["tot", "kem", None]


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
def test_points_of_dask_are_doubles() -> None:
    """It has no decimals: of 1/8 of 10 points 1.25, worked out by expressions too."""
    frame = pd.DataFrame({"x_dat": [1, 1, 2], "x_tong": [8, 3, 3]})
    scheme = scheme_of(Ratio(ShareFact("x", largest=1000), empty=0))
    for path in (None, "expressions"):
        table: Any = import_module("dask.dataframe").from_pandas(frame, npartitions=1)
        found: Any = score_frame(scheme, table, path=path)
        points = found.compute()["diem_1"].tolist()
        assert points == [1.25, 3.33, 6.67]


def test_without_a_quota_the_grade_stays() -> None:
    """Nobody's grade is limited: the last column repeats it."""
    scored = score_frame(GRADED, pl.DataFrame({"x": [7, 3, None]}))
    assert quota_frame(GRADED, scored, at_limit="keep")["xep_loai_cuoi"].to_list() == ["tot", "kem", None]


def test_places_are_by_what_the_scheme_has() -> None:
    """A row that is not there is refused with those that are."""
    scored = score_frame(GRADED, pl.DataFrame({"x": [7, 3]}))
    with pytest.raises(Refused) as caught:
        rank_frame(GRADED, scored, ties="shared", by=("", "9"))
    assert caught.value.code == "unknown-part"
    assert rank_frame(GRADED, scored, ties="shared", by=("", "1"))["thu_hang"].to_list() == [1, 2]


def test_places_by_more_points_than_doubles_hold_are_refused() -> None:
    """Six rows of a million points in hundredths are 10⁴⁸ places, more than the 2⁵³ that are told apart."""
    facts = [PointsFact(f"x{place}", largest=1_000_000) for place in range(1, 7)]
    scheme = scheme_of(*(Direct(fact) for fact in facts), base=1_000_000)
    scored = score_frame(scheme, pl.DataFrame({fact.name: [1.0, 2.0] for fact in facts}))
    assert rank_frame(scheme, scored, ties="shared", by=("1",))["thu_hang"].to_list() == [2, 1]
    with pytest.raises(MeasurementError) as caught:
        rank_frame(scheme, scored, ties="shared", by=("1", "2", "3", "4", "5", "6"))
    assert [problem.code for problem in caught.value.problems] == ["too-wide"]


def test_a_total_without_points_to_speak_of_has_places_too() -> None:
    """Where the total is cut to nothing for everybody, all share the first place."""
    grades = Grades(GRADES.bands, gates=[CutTotal(0, TotalIs(at_least(0)))])
    scheme = scheme_of(Direct(PointsFact("x", largest=10)), grades=grades)
    scored = score_frame(scheme, pl.DataFrame({"x": [7, 3]}))
    assert rank_frame(scheme, scored, ties="shared")["thu_hang"].to_list() == [1, 1]


# --- cohorts -----------------------------------------------------------------------------------------------------------

SPEED = NumberFact("toc_do", largest=1000, decimals=1)
SPECIAL = YesNoFact("dac_thu")
BEST = CohortFact("cao_nhat", of=SPEED, take="best", decimals=1, without=SPECIAL)
COHORT = scheme_of(Relative(SPEED, to=BEST, empty=0))


def test_units_of_another_kind_form_no_cohort() -> None:
    """The fastest of those to whom the question does not apply: 80; 90 and 20 are of units of the special kind."""
    table = {"toc_do": [90.0, 80.0, 20.0, 33.3], "dac_thu": ["có", "không phát sinh", "không", "không phát sinh"]}
    units = [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]
    cohort = cohort_frame(COHORT, pl.DataFrame(table), name="Cụm 1")
    assert dict(cohort.values) == {"cao_nhat": Decimal("80.0")}
    assert cohort == COHORT.cohort(units, name="Cụm 1")


def test_a_cohort_of_nobody_is_refused() -> None:
    """Where every unit is of the special kind, there is no best one."""
    frame = pl.DataFrame({"toc_do": [90.0, 20.0], "dac_thu": ["có", "không"]})
    with pytest.raises(MeasurementError) as caught:
        cohort_frame(COHORT, frame, name="Cụm 1")
    assert [(problem.code, problem.fact) for problem in caught.value.problems] == [("empty-cohort", "cao_nhat")]


def test_problems_of_every_fact_of_a_cohort_are_told() -> None:
    """The answer of the second unit, and the speed of the third, which belongs to the cohort, in the words of reading."""
    frame = pl.DataFrame({
        "toc_do": [90.0, 20.0, 5000.0],
        "dac_thu": ["không phát sinh", "maybe", "không phát sinh"],
    })  # fmt: skip
    with pytest.raises(MeasurementError) as caught:
        cohort_frame(COHORT, frame, name="Cụm 1")
    assert [(problem.code, problem.fact, problem.path) for problem in caught.value.problems] == [
        ("not-yes-no", "dac_thu", "#2"),
        ("value-out-of-range", "toc_do", "#3"),
    ]


def test_the_value_of_one_unit_is_what_its_fact_reads() -> None:
    """Two counts or two days together, one value by itself, a state, or the units of time that were given."""
    due = date(2026, 1, 15)
    done = due + timedelta(days=2)
    assert raw_value({"due": due, "done": done, "state": None}) == (due, done)
    assert raw_value({"months_begun": 2, "days": None}) == {"months_begun": 2}
    assert LatenessFact("x").read(raw_value({"months_begun": 2, "days": None}))["x.months_begun"] == 2
    assert raw_value({"value": Fraction(1, 2)}) == Fraction(1, 2)
    assert raw_value({"days": None}) is None
