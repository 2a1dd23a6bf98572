"""The same hundredth on every engine: ties, edges, dates, nulls and bad values, written down once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any, Final
from warnings import catch_warnings, filterwarnings

import narwhals as nw
import pytest

from emulscore import (
    CountFact,
    Criterion,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    LevelFact,
    MeasurementError,
    PointsFact,
    Ratio,
    Scheme,
    ShareFact,
    Span,
    Tiered,
    YesNoFact,
    at_least,
)
from emulscore.frames import KernelNotice, faults_of, score_frame
from emulscore.rules import Direct, Rule

# Narwhals says that its Dask part will be a package of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")

Columns = Mapping[str, list[Any]]
CENT: Final = Decimal("0.01")


def arrow(columns: Columns) -> Any:
    return import_module("pyarrow").table(dict(columns))


def pandas_numpy(columns: Columns) -> Any:
    pandas = import_module("pandas")
    days = {name for name, cells in columns.items() if any(isinstance(cell, date) for cell in cells)}
    return pandas.DataFrame(
        {name: pandas.to_datetime(cells) if name in days else cells for name, cells in columns.items()}
    )


def pandas_nullable(columns: Columns) -> Any:
    with catch_warnings():  # pandas 2 warns of itself: it tries not-a-number and infinity as whole numbers
        filterwarnings("ignore", "invalid value encountered in cast", RuntimeWarning)
        return pandas_numpy(columns).convert_dtypes()


def spark(columns: Columns) -> Any:
    return import_module("pyspark.sql").SparkSession.active().createDataFrame(arrow(columns))


MAKE: Final[dict[str, Callable[[Columns], Any]]] = {
    "polars": lambda columns: import_module("polars").DataFrame(dict(columns)),
    "polars lazy": lambda columns: import_module("polars").DataFrame(dict(columns)).lazy(),
    "pandas numpy": pandas_numpy,
    "pandas nullable": pandas_nullable,
    "pandas arrow": lambda columns: arrow(columns).to_pandas(types_mapper=import_module("pandas").ArrowDtype),
    "pyarrow": arrow,
    "duckdb": lambda columns: import_module("duckdb").from_arrow(arrow(columns)),
    "ibis": lambda columns: import_module("ibis").memtable(arrow(columns)),
    "dask": lambda columns: import_module("dask.dataframe").from_pandas(pandas_numpy(columns), npartitions=2),
    "spark": spark,
}
IN_MEMORY: Final = ("polars", "polars lazy", "pandas numpy", "pandas nullable", "pandas arrow", "pyarrow")
# What its own package warns of is not ours: resources that it closes late.
SPARK: Final = pytest.param(
    "spark", None, marks=[pytest.mark.loopback, pytest.mark.filterwarnings("ignore::ResourceWarning")]
)
WAYS: Final = [
    *((engine, None) for engine in MAKE if engine != "spark"),
    *((engine, "expressions") for engine in (*IN_MEMORY, "duckdb")),
    SPARK,
]
every_way = pytest.mark.parametrize(("engine", "path"), WAYS)


def scored(scheme: Scheme, engine: str, columns: Columns, path: Any = None, **options: Any) -> dict[str, list[Any]]:
    """Score a table, and return it as lists in the order of its rows."""
    rows = len(next(iter(columns.values())))
    table = MAKE[engine]({"row": list(range(rows)), **columns})
    return rows_of(engine, score_frame(scheme, table, key="row", path=path, **options))


def rows_of(engine: str, table: Any) -> dict[str, list[Any]]:
    """Return a scored table as lists in the order of its rows."""
    found: Any = nw.from_native(table)
    if engine == "spark":
        found = nw.from_native(found.to_native().toArrow())
    frame = found.collect() if isinstance(found, nw.LazyFrame) else found
    cells = frame.sort("row").drop("row").to_dict(as_series=False)
    return {name: [None if value != value else value for value in column] for name, column in cells.items()}  # noqa: PLR0124 - NaN


def one_row(rule: Rule, base: int | Fraction = 10) -> Scheme:
    return Scheme("thu", "Thử", total=base, items=[Criterion("1", "Tiêu chí", base, rule)])


def codes(scheme: Scheme, numbers: list[int]) -> list[str | None]:
    faults = faults_of(scheme)
    return [None if (fault := faults.fault(number)) is None else fault.code for number in numbers]


@every_way
def test_every_rate_is_rounded_half_up_to_the_hundredth(engine: str, path: Any) -> None:
    """All rates n/d with d <= 300, at 15/2 points: thousands of exact ties, none a hundredth off."""
    pairs = [(part, whole) for whole in range(1, 301) for part in range(whole + 1)]
    scheme = one_row(Ratio(ShareFact("ty_le", largest=300), empty="refuse"), Fraction(15, 2))
    columns = {"ty_le_dat": [part for part, _ in pairs], "ty_le_tong": [whole for _, whole in pairs]}
    found = scored(scheme, engine, columns, path, points="hundredths")
    # Half up by hand: 750 n/d, and a half more, rounded down.
    assert found["diem_1"] == [(1500 * part + whole) // (2 * whole) for part, whole in pairs]
    assert sum((1500 * part) % (2 * whole) == whole for part, whole in pairs) > 500


@pytest.mark.parametrize("base", [4, 5, 6, 8, 10])
@pytest.mark.parametrize("path", ["kernel", "expressions"])
def test_every_rate_at_the_bases_of_the_annex(base: int, path: Any) -> None:
    """The same rates at each base of the annex, as decimals."""
    pairs = [(part, whole) for whole in range(1, 301) for part in range(whole + 1)]
    scheme = one_row(Ratio(ShareFact("ty_le", largest=300), empty="refuse"), base)
    columns = {"ty_le_dat": [part for part, _ in pairs], "ty_le_tong": [whole for _, whole in pairs]}
    found = scored(scheme, "polars", columns, path)["diem_1"]
    for (part, whole), points in zip(pairs, found, strict=True):
        exact = Fraction(base * part, whole)
        assert abs(Fraction(points) - exact) <= Fraction(1, 200)
        assert Fraction(points) - exact != Fraction(-1, 200)


@every_way
def test_edges_of_every_tier(engine: str, path: Any) -> None:
    """A value on an edge is in the tier that names it, one step below in the next; null is in none."""
    fact = ShareFact("ty_le", numbers="percent", decimals=2)
    tiers: dict[Span, int | str] = {at_least("90%"): 10, at_least("70%"): "5,5"}
    scheme = one_row(Tiered(fact, tiers, otherwise=1, empty="refuse"))
    found = scored(scheme, engine, {"ty_le": [100.0, 90.0, 89.99, 70.0, 69.99, 0.0, None]}, path)
    assert [None if points is None else float(points) for points in found["diem_1"]] == [10, 10, 5.5, 5.5, 1, 1, None]
    assert codes(scheme, found["loi"]) == [None] * 6 + ["missing-fact"]


@every_way
def test_months_around_their_ends_and_leap_days(engine: str, path: Any) -> None:
    """The n-th anniversary of a due day is the same day number, or the month's last day."""
    cases = [  # due, done, months begun by hand
        (date(2023, 1, 15), date(2023, 1, 15), 0),
        (date(2023, 1, 15), date(2022, 12, 1), 0),
        (date(2023, 1, 15), date(2023, 1, 16), 1),
        (date(2023, 1, 15), date(2023, 2, 15), 1),
        (date(2023, 1, 15), date(2023, 2, 16), 2),
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2023, 1, 31), date(2023, 3, 1), 2),
        (date(2024, 1, 31), date(2024, 2, 28), 1),
        (date(2024, 1, 31), date(2024, 2, 29), 1),
        (date(2024, 1, 31), date(2024, 3, 1), 2),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2024, 2, 29), date(2025, 3, 1), 13),
        (date(2000, 2, 29), date(2000, 3, 29), 1),
        (date(2100, 1, 30), date(2100, 2, 28), 1),
    ]
    fact = LatenessFact("ke_hoach", largest=3000)
    scheme = one_row(LatePenalty(fact, per=1, unit="months_begun", never=0), 20)
    columns = {"ke_hoach_han": [due for due, _, _ in cases], "ke_hoach_xong": [done for _, done, _ in cases]}
    found = scored(scheme, engine, columns, path, points="hundredths")
    assert found["diem_1"] == [100 * (20 - months) for _, _, months in cases]


@every_way
def test_working_days_leave_out_weekends_and_holidays(engine: str, path: Any) -> None:
    """Friday to Monday is one working day; a holiday on it is none."""
    fact = LatenessFact("ke_hoach", largest=300, holidays=[date(2023, 9, 4), date(2023, 9, 2)])
    scheme = one_row(LatePenalty(fact, per=1, unit="working_days", never=0), 20)
    dues = [date(2023, 9, 8), date(2023, 9, 1), date(2023, 9, 1), date(2023, 9, 1)]
    dones = [date(2023, 9, 11), date(2023, 9, 4), date(2023, 9, 5), date(2023, 9, 15)]
    found = scored(scheme, engine, {"ke_hoach_han": dues, "ke_hoach_xong": dones}, path, points="hundredths")
    assert found["diem_1"] == [100 * (20 - days) for days in (1, 0, 1, 9)]


@every_way
def test_counts_that_are_none(engine: str, path: Any) -> None:
    """A null never scores, and neither does a count below 0 or beyond its largest; each says why."""
    scheme = one_row(FrequencyPenalty({CountFact("tre", largest=40): 1}, of="base"))
    found = scored(scheme, engine, {"tre": [0, 3, 10, 40, 41, -1, None]}, path, points="hundredths")
    assert found["diem_1"] == [1000, 700, 0, 0, None, None, None]
    assert codes(scheme, found["loi"]) == [None, None, None, None, "too-large", "negative", "missing-fact"]


@every_way
def test_doubles_on_and_off_the_grid(engine: str, path: Any) -> None:
    """A double counts only where it is the nearest one to a number with the stated decimals."""
    scheme = one_row(Direct(PointsFact("hoi_dong", largest=10, decimals=2)))
    values = [9.98, 0.07, 1.1, 0.1 + 0.2, 1 / 3, 10.0, 10.01, -0.01, 1e300, float("inf")]
    found = scored(scheme, engine, {"hoi_dong": values}, path, points="hundredths")
    assert found["diem_1"] == [998, 7, 110, None, None, 1000, None, None, None, None]
    off, out = "float-off-grid", "points-out-of-range"
    assert codes(scheme, found["loi"]) == [None, None, None, off, off, None, out, out, "number-too-long", "not-finite"]


@every_way
def test_all_shares_with_three_decimals_survive_as_doubles(engine: str, path: Any) -> None:
    """Every 0.000 to 1.000 given as a double is read as itself: scaled, rounded, and only then made whole."""
    scheme = one_row(Ratio(ShareFact("ty_le", numbers="fraction", decimals=3), empty="refuse"), 10)
    found = scored(scheme, engine, {"ty_le": [units / 1000 for units in range(1001)]}, path, points="hundredths")
    assert found["diem_1"] == list(range(1001))


@every_way
def test_pairs_that_are_no_share(engine: str, path: Any) -> None:
    """0 of 0, a part of nothing, more than the whole, and half a pair are refused, each for its own reason."""
    scheme = one_row(Ratio(ShareFact("ho_so", largest=100), empty="refuse"))
    columns = {"ho_so_dat": [1, 0, 5, 12, None, 3], "ho_so_tong": [2, 0, 0, 10, 10, None]}
    found = scored(scheme, engine, columns, path, points="hundredths")
    assert found["diem_1"] == [500, None, None, None, None, None]
    assert codes(scheme, found["loi"])[1:] == [
        "zero-of-zero", "some-of-zero", "part-exceeds-whole", "not-a-count", "not-a-count",
    ]  # fmt: skip


@every_way
def test_texts_are_read_as_the_fact_reads_them(engine: str, path: Any) -> None:
    """Percentages, pairs, levels and answers as people type them, states among them, in any Unicode form."""
    level = LevelFact("nhan_su", levels={"dh": "đại học", "cd": "cao đẳng"})
    rows = [
        Criterion("1", "Hồ sơ", 10, Ratio(ShareFact("ho_so"), empty="refuse")),
        Criterion("2", "Nhân sự", 5, Tiered(level, {"dh": 5, "cd": 4}, otherwise=0)),
        Criterion("3", "Công khai", 1, Tiered(YesNoFact("cong_khai"), {True: 1}, otherwise=0)),
    ]
    scheme = Scheme("thu", "Thử", total=16, items=rows)
    columns = {
        "ho_so": ["99,8%", "998/1000", " 50 % ", "1.234", "12", "never"],
        "nhan_su": ["dh", "cao đẳng", "cao \u0111a\u0306\u0309ng", "dh", "dh", "dh"],
        "cong_khai": ["có", "KHÔNG", "true", "có", "có", "có"],
    }
    found = scored(scheme, engine, columns, path, points="hundredths")
    assert found["tong_diem"] == [998 + 500 + 100, 998 + 400, 500 + 400 + 100, None, None, None]
    assert codes(scheme, found["loi"])[3:] == ["ambiguous-number", "percent-or-fraction", "never-without-consequence"]


@every_way
def test_a_state_stands_beside_numbers(engine: str, path: Any) -> None:
    """A column of states says "never" where there is no number; both at once is an error, and so is an unknown state."""
    fact = LatenessFact("ke_hoach")
    scheme = one_row(LatePenalty(fact, per=1, unit="months_begun", never=2))
    columns: dict[str, list[Any]] = {
        "ke_hoach_months_begun": [1, None, 3, None],
        "ke_hoach_trang_thai": [None, "không thực hiện", "never", "mai"],
    }
    found = scored(scheme, engine, columns, path, points="hundredths")
    assert found["diem_1"] == [900, 200, None, None]
    assert codes(scheme, found["loi"])[2:] == ["state-and-value", "not-a-state"]


def narrow(engine: str, columns: Columns) -> Any:
    """Return a table whose numbers have 32 bits, and its rows' numbers too."""
    pyarrow, pandas = import_module("pyarrow"), import_module("pandas")
    table = pyarrow.table({name: pyarrow.array(cells, pyarrow.int32()) for name, cells in columns.items()})
    plain = table.to_pandas()
    made: dict[str, Callable[[], Any]] = {
        "polars": lambda: import_module("polars").from_arrow(table),
        "polars lazy": lambda: import_module("polars").from_arrow(table).lazy(),
        "pandas numpy": lambda: plain,
        "pandas nullable": lambda: plain.astype("Int32"),
        "pandas arrow": lambda: table.to_pandas(types_mapper=pandas.ArrowDtype),
        "pyarrow": lambda: table,
        "duckdb": lambda: import_module("duckdb").from_arrow(table),
        "ibis": lambda: import_module("ibis").memtable(table),
        "dask": lambda: import_module("dask.dataframe").from_pandas(plain, npartitions=1),
        "spark": lambda: import_module("pyspark.sql").SparkSession.active().createDataFrame(table),
    }
    return made[engine]()


@every_way
def test_narrow_columns_do_not_wrap(engine: str, path: Any) -> None:
    """2,000,000 × 2,000 in 32-bit columns is worked out in 64 bits."""
    scheme = one_row(Ratio(ShareFact("ho_so", largest=2_000_000), empty="refuse"), 2000)
    table = narrow(engine, {"row": [0, 1], "ho_so_dat": [1_999_999, 1], "ho_so_tong": [2_000_000, 3]})
    found = rows_of(engine, score_frame(scheme, table, key="row", path=path))
    # 2000 × 1,999,999 / 2,000,000 is 1999.999, and 2000 / 3 is 666.666…
    assert [Decimal(str(points)) for points in found["diem_1"]] == [Decimal("2000.0"), Decimal("666.67")]


@every_way
def test_half_a_count_is_no_count(engine: str, path: Any) -> None:
    """3.5 times late is an error: a cast would make 3 of it on one engine, 4 on another."""
    scheme = one_row(FrequencyPenalty({CountFact("tre", largest=40): 1}, of="base"))
    found = scored(scheme, engine, {"tre": [3.0, 3.5, 2.5, 0.5, None]}, path, points="hundredths")
    assert found["diem_1"] == [700, None, None, None, None]
    assert codes(scheme, found["loi"]) == [None, *["not-a-count"] * 3, "missing-fact"]


@every_way
def test_a_total_with_one_row_missing_is_no_total(engine: str, path: Any) -> None:
    """Of three rows one lacks its fact: no engine adds up the other two."""
    facts = [CountFact(f"tre_{number}", largest=40) for number in (1, 2, 3)]
    rows = [Criterion(fact.name, "Tiêu chí", 10, FrequencyPenalty({fact: 1}, of="base")) for fact in facts]
    scheme = Scheme("thu", "Thử", total=30, items=rows)
    columns = {f"tre_{place + 1}": [None if unit == place else 4 for unit in range(4)] for place in range(3)}
    found = scored(scheme, engine, columns, path, points="hundredths")
    assert found["tong_diem"] == [None, None, None, 1800]
    assert all(found[f"diem_{fact.name}"] == [None, None, None, 600] for fact in facts)
    faults = [faults_of(scheme).fault(number) for number in found["loi"]]
    assert [fault and (fault.code, fault.fact) for fault in faults] == [
        ("missing-fact", "tre_1"), ("missing-fact", "tre_2"), ("missing-fact", "tre_3"), None,
    ]  # fmt: skip


DECIMALS: Final = [
    way for way in WAYS if getattr(way, "values", way)[0] not in {"pandas numpy", "pandas nullable", "dask"}
]


@pytest.mark.parametrize(("engine", "path"), DECIMALS)
def test_decimal_columns_are_read_to_the_last_place(engine: str, path: Any) -> None:
    """0.290 and 7.250 are what they say, and 1.005 is not rounded to two places, up or down: it is an error."""
    scheme = one_row(Direct(PointsFact("hoi_dong", largest=10, decimals=2)))
    cells = [Decimal("0.290"), Decimal("7.250"), Decimal("1.005"), None, Decimal("10.000")]
    found = scored(scheme, engine, {"hoi_dong": cells}, path, points="hundredths")
    assert found["diem_1"] == [29, 725, None, None, 1000]


@pytest.mark.parametrize(
    ("engine", "path"), [("polars", "expressions"), ("duckdb", None), ("duckdb", "expressions"), SPARK]
)
def test_whole_numbers_beyond_doubles_are_exact(engine: str, path: Any) -> None:
    """Shares of 4 × 10¹⁴ at 10 points: a tie goes up and one less does not, where quotients of doubles would not tell."""
    largest = 4 * 10**14
    parts = [largest, largest - 1, 2 * 10**11, 2 * 10**11 - 1]
    columns = {"ho_so_dat": parts, "ho_so_tong": [largest] * len(parts)}
    found = scored(wide(largest), engine, columns, path, points="hundredths")
    assert found["diem_1"] == [(2000 * part + largest) // (2 * largest) for part in parts]


def test_a_text_beyond_the_limit_of_a_query_engine_is_refused() -> None:
    """Each distinct text becomes a branch of the query: too many of them are refused before anything runs."""
    scheme = one_row(Ratio(ShareFact("ho_so"), empty="refuse"))
    with pytest.raises(MeasurementError, match="too-many-values"):
        scored(scheme, "duckdb", {"ho_so": [f"{part}/2000" for part in range(600)]})


@pytest.mark.parametrize("engine", ["duckdb", "ibis", "polars lazy"])
def test_lazy_tables_stay_lazy(engine: str) -> None:
    """What comes back has not been worked out yet, and is of the same kind."""
    scheme = one_row(Direct(PointsFact("diem", largest=10)))
    table = MAKE[engine]({"don_vi": ["a"], "diem": [7]})
    assert type(score_frame(scheme, table, key="don_vi")) is type(table) or engine == "ibis"
    assert isinstance(nw.from_native(score_frame(scheme, table, key="don_vi")), nw.LazyFrame)


@pytest.mark.parametrize(
    "engine", [*(name for name in MAKE if name != "spark"), pytest.param("spark", marks=SPARK.marks)]
)
def test_points_are_decimals_where_the_engine_has_them(engine: str) -> None:
    """Two places, exactly; doubles are the nearest ones to the hundredth."""
    scheme = one_row(Ratio(ShareFact("ty_le", largest=3), empty="refuse"), 10)
    found = scored(scheme, engine, {"ty_le_dat": [1, 2], "ty_le_tong": [3, 3]})["diem_1"]
    if engine in {"pandas numpy", "pandas nullable", "dask"}:
        assert found == [3.33, 6.67]
        assert all(isinstance(points, float) for points in found)
    else:
        assert [str(points) for points in found] == ["3.33", "6.67"]
        assert all(isinstance(points, Decimal) for points in found)


def wide(largest: int) -> Scheme:
    """Return a scheme whose whole numbers reach about 2000 times *largest*."""
    return one_row(Ratio(ShareFact("ho_so", largest=largest), empty="refuse"))


@every_way
def test_a_planted_overflow_is_caught_before_anything_runs(engine: str, path: Any) -> None:
    """A share of 10^16 would pass 2^63 on the way: the table is refused, and the fact is named."""
    with pytest.raises(MeasurementError) as caught:
        scored(wide(10**16), engine, {"ho_so_dat": [1], "ho_so_tong": [2]}, path)
    assert [(problem.code, problem.fact) for problem in caught.value.problems] == [("too-wide", "ho_so")]


def test_numbers_beyond_doubles_are_scored_by_expressions_and_said_so() -> None:
    """Between 2^53 and 2^63 the kernel cannot be used; 64-bit engines still give the exact hundredth."""
    columns = {"ho_so_dat": [10**14 - 1, 1], "ho_so_tong": [10**14, 10**14]}
    with pytest.warns(KernelNotice):
        found = scored(wide(10**14), "polars", columns, points="hundredths")
    assert found["diem_1"] == [1000, 0]
    with pytest.raises(MeasurementError, match="too-wide"):
        scored(wide(10**14), "polars", columns, "kernel")
    with pytest.raises(MeasurementError, match="too-wide"):  # Ibis divides in doubles
        scored(wide(10**14), "ibis", columns)


@every_way
def test_days_with_a_clock_are_no_days(engine: str, path: Any) -> None:
    """A moment is not a day, as for one unit; midnight is."""
    scheme = one_row(LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0))
    columns: dict[str, list[Any]] = {
        "ke_hoach_han": [datetime(2023, 1, 1), datetime(2023, 1, 1)],  # noqa: DTZ001 - columns without a zone
        "ke_hoach_xong": [datetime(2023, 1, 2), datetime(2023, 1, 2, 8)],  # noqa: DTZ001 - as above
    }
    found = scored(scheme, engine, columns, path, points="hundredths")
    assert (found["diem_1"], codes(scheme, found["loi"])) == ([900, None], [None, "not-a-date"])


def test_columns_are_checked_before_anything_runs() -> None:
    """Missing columns, half a pair, wrong types and clashing names are all named at once."""
    rows = [
        Criterion("1", "Hồ sơ", 10, Ratio(ShareFact("ho_so"), empty="refuse")),
        Criterion("2", "Trễ", 5, FrequencyPenalty({CountFact("tre"): 1}, of="base")),
        Criterion("3", "Điểm", 1, Direct(PointsFact("diem", largest=1))),
    ]
    scheme = Scheme("thu", "Thử", total=16, items=rows)
    frame = MAKE["polars"]({"ho_so_dat": [1], "tre": [True], "loi": [1]})
    with pytest.raises(MeasurementError) as caught:
        score_frame(scheme, frame, columns={"khac": "x"})
    assert [(problem.code, problem.fact or problem.path) for problem in caught.value.problems] == [
        ("unknown-fact", "khac"),
        ("column-form", "ho_so"),
        ("column-type", "tre"),
        ("missing-column", "diem"),
        ("column-clash", "loi"),
    ]
    with pytest.raises(MeasurementError, match="unknown-column"):
        score_frame(one_row(Direct(PointsFact("diem", largest=10))), MAKE["polars"]({"diem": [1]}), key="don_vi")


def test_floats_without_stated_decimals_are_refused() -> None:
    """Percent or fraction, and how many decimals, is declared, never guessed."""
    for fact in (ShareFact("ho_so"), ShareFact("ho_so", numbers="percent")):
        with pytest.raises(MeasurementError, match="column-type"):
            score_frame(one_row(Ratio(fact, empty="refuse")), MAKE["polars"]({"ho_so": [99.8]}))


def test_columns_can_have_names_of_their_own() -> None:
    """A fact may come from a column, or columns, of any name."""
    scheme = one_row(Ratio(ShareFact("ho_so", largest=10), empty="refuse"))
    columns = {"a": [1], "b": [4]}
    frame = score_frame(scheme, MAKE["polars"](columns), columns={"ho_so": {"part": "a", "whole": "b"}})
    assert frame["diem_1"].to_list() == [Decimal("2.50")]


def test_a_method_of_the_scheme_does_the_same() -> None:
    """`scheme.score_frame` is the function with the scheme in front."""
    scheme = one_row(Direct(PointsFact("diem", largest=10)))
    frame = MAKE["polars"]({"don_vi": ["a"], "diem": [7]})
    assert scheme.score_frame(frame, key="don_vi").to_dicts() == [
        {"don_vi": "a", "diem_1": Decimal("7.00"), "tong_diem": Decimal("7.00"), "loi": 0}
    ]


@every_way
def test_notes_are_columns_where_they_are_asked_for(engine: str, path: Any) -> None:
    """The months that were late and the points lost, and nothing where the explanation does not name them."""
    fact = LatenessFact("ke_hoach")
    rows = [
        Criterion("1", "Kế hoạch", 8, LatePenalty(fact, per="0,5", unit="months_begun", never=1)),
        Criterion("2", "Hồ sơ", 10, Ratio(ShareFact("ho_so", largest=100), empty="refuse")),
    ]
    scheme = Scheme("thu", "Thử", total=18, items=rows)
    columns: dict[str, list[Any]] = {
        "ke_hoach_months_begun": [3, None, 20, 1],
        "ke_hoach_trang_thai": [None, "never", None, None],
        "ho_so_dat": [1, 2, 3, 9],
        "ho_so_tong": [4, 4, 4, 4],
    }
    found = scored(scheme, engine, columns, path, points="hundredths", explain=True)
    cards = [
        scheme.score({"ke_hoach": late, "ho_so": share})
        for late, share in (({"months_begun": 3}, "1/4"), ("never", "2/4"), ({"months_begun": 20}, "3/4"))
    ]
    labels = {name for card in cards for row in card for name in (row.trace.notes if row.trace else ())}
    assert {"lost", "rate"} <= labels
    for row, card in enumerate(cards):
        for result in card:
            notes = {} if result.trace is None else result.trace.notes
            for label in labels:
                cells = found.get(f"diem_{result.id}_{label}", [None] * 4)
                assert cells[row] == (float(notes[label]) if label in notes else None), (result.id, label)
    assert all(cells[3] is None for name, cells in found.items() if name != "loi")
