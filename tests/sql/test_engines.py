"""The same hundredth on every engine: ties, edges, days, nulls and bad values, run as SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import floor
from typing import Any

import pytest
from attrs import evolve, frozen

from emulscore import (
    AttainmentFact,
    Cap,
    CountFact,
    Criterion,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    LevelFact,
    MeasurementError,
    NumberFact,
    PointsFact,
    Ratio,
    Scheme,
    ShareFact,
    Tiered,
    WeightedMean,
    YesNoFact,
    at_least,
)
from emulscore.formula.nodes import Band, Choose, Const, Node, largest, smallest
from emulscore.rules import Direct
from emulscore.sql import SchemeSql, to_sql

CENT = Decimal("0.01")


def scheme_of(*rules: Any, base: int = 10) -> Scheme:
    """Return a scheme with one row of 10 points for each rule."""
    rows = [Criterion(str(number), f"Dòng {number}", base, rule) for number, rule in enumerate(rules, 1)]
    return Scheme("thu", "Thử", total=base * len(rows), items=rows)


def scored(engine: Any, text: SchemeSql, table: Mapping[str, Sequence[Any]], made: str | None = None) -> list[Any]:
    """Return the rows that an engine gives for a table of units, in the order of the units."""
    names = list(text.columns)
    units = range(len(next(iter(table.values()))))
    cells = [[f"{unit:05}", *(table[name][unit] for name in names)] for unit in units]
    return sorted(engine.rows(made or text.table, cells, text.select), key=lambda row: row["don_vi"])


def points(row: Mapping[str, Any], column: str) -> Decimal | None:
    """Return points as a decimal; SQLite has doubles, of which each must be the nearest one to a hundredth."""
    found = row[column]
    if isinstance(found, float):
        exact = Decimal(repr(found)).quantize(CENT)
        assert float(exact) == found
        return exact
    return None if found is None else Decimal(found)


def codes(text: SchemeSql, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str | None] | None]:
    """Return the code and the fact of each unit's first error."""
    faults = [text.faults.fault(row["loi"]) for row in rows]
    return [None if fault is None else (fault.code, fault.fact) for fault in faults]


def half_up(value: Fraction) -> Decimal:
    """Return an amount rounded to hundredths by hand."""
    return Decimal(floor(value * 100 + Fraction(1, 2))) / 100


HO_SO = ShareFact("ho_so")


def test_exact_ties_are_rounded_up_and_not_by_doubles(engine: Any) -> None:
    """Of every part of 400 and of 7, 48 and 160 at 10 points, no hundredth is wrong; halves of a hundredth go up."""
    pairs = [(part, whole) for whole in (7, 48, 160, 400) for part in range(whole + 1)]
    text = to_sql(scheme_of(Ratio(HO_SO, empty="refuse")), engine.dialect)
    rows = scored(engine, text, {"ho_so_dat": [a for a, _ in pairs], "ho_so_tong": [b for _, b in pairs]})
    assert [points(row, "diem_1") for row in rows] == [half_up(Fraction(10 * a, b)) for a, b in pairs]
    assert points(rows[8 + 1], "tong_diem") == Decimal("0.21")  # 1/48 of 10 is 0.2083


def test_points_come_with_the_places_of_the_scheme(engine: Any) -> None:
    """A decimal has two places, also where they are zeros; in SQLite it is a double, and whole hundredths are to be had."""
    scheme = scheme_of(Ratio(HO_SO, empty="refuse"))
    table = {"ho_so_dat": [1], "ho_so_tong": [2]}
    plain = scored(engine, to_sql(scheme, engine.dialect), table)[0]["diem_1"]
    assert str(plain) == ("5.0" if engine.dialect == "sqlite" else "5.00")
    assert scored(engine, to_sql(scheme, engine.dialect, points="hundredths"), table)[0]["tong_diem"] == 500


def test_what_is_missing_or_wrong_is_null_everywhere_and_named(engine: Any) -> None:
    """A unit without all its facts has no points at all, in no row, and the number says which fact is to blame."""
    tre = CountFact("tre", largest=30)
    scheme = scheme_of(Ratio(HO_SO, empty="refuse"), FrequencyPenalty({tre: 1}, of="base"))
    table: dict[str, list[Any]] = {
        "ho_so_dat": [1, None, 1, None, 5, 0, 3, -1, 1, 1],
        "ho_so_tong": [2, None, None, 2, 4, 0, 0, 2, 2, 2],
        "tre": [3, 3, 3, 3, 3, 3, 3, 3, None, 31],
    }
    text = to_sql(scheme, engine.dialect)
    rows = scored(engine, text, table)
    assert codes(text, rows) == [
        None,
        ("missing-fact", "ho_so"),
        ("not-a-count", "ho_so"),
        ("not-a-count", "ho_so"),
        ("part-exceeds-whole", "ho_so"),
        ("zero-of-zero", "ho_so"),
        ("some-of-zero", "ho_so"),
        ("negative", "ho_so"),
        ("missing-fact", "tre"),
        ("too-large", "tre"),
    ]
    assert [points(rows[0], name) for name in ("diem_1", "diem_2", "tong_diem")] == [5, 7, 12]
    for row in rows[1:]:
        assert {name: row[name] for name in ("diem_1", "diem_2", "tong_diem")} == dict.fromkeys(
            ("diem_1", "diem_2", "tong_diem")
        )


def test_a_null_is_not_the_last_tier_nor_the_least_of_two(engine: Any) -> None:
    """A missing level, answer or count scores nothing: no `CASE` and no `GREATEST` takes it for a value."""
    muc = LevelFact("muc", levels={"tot": "Tốt", "kem": "Kém"})
    co = YesNoFact("co")
    rule = Tiered(muc, {"tot": 10, "kem": 4})
    scheme = scheme_of(rule, Tiered(co, {True: 10, False: 1}))
    yes, no = (1, 0) if engine.dialect in {"sqlite", "mariadb"} else (True, False)
    text = to_sql(scheme, engine.dialect)
    table: dict[str, list[Any]] = {
        "muc": ["tot", "Kém", None, "tot", "không phát sinh"],
        "co": [yes, no, yes, None, yes],
    }
    rows = scored(engine, text, table)
    assert [points(row, "tong_diem") for row in rows] == [20, 5, None, None, None]
    assert codes(text, rows)[2:] == [
        ("missing-fact", "muc"),
        ("missing-fact", "co"),
        ("not-applicable-without-policy", "muc"),
    ]


@pytest.mark.parametrize("spelling", ["TOT", "tot ", " tot", "tôt", "Tot", "tot\n", ""])
def test_words_are_compared_sign_by_sign(engine: Any, spelling: str) -> None:
    """No collation takes another spelling for a level: capitals, accents and blanks count, and the error says so."""
    muc = LevelFact("muc", levels={"tot": "Tốt", "kem": "Kém"})
    text = to_sql(scheme_of(Tiered(muc, {"tot": 10, "kem": 4})), engine.dialect)
    rows = scored(engine, text, {"muc": [spelling, "tot"]})
    assert codes(text, rows) == [("unread-spelling", "muc"), None]
    assert [points(row, "tong_diem") for row in rows] == [None, 10]


def test_answers_may_stand_in_words(engine: Any) -> None:
    """In a column of text, `có` and `No` are answers, a state is a state, and what no reader knows is refused."""
    rule = Tiered(YesNoFact("co"), {True: 10, False: 1})
    text = to_sql(scheme_of(rule), engine.dialect, schema={"co": "VARCHAR(20)"})
    assert text.columns == {"co": "VARCHAR(20)"}
    rows = scored(engine, text, {"co": ["có", "Có", "đạt", "No", "không", "không phát sinh", "kó", None]})
    assert [points(row, "tong_diem") for row in rows] == [10, 10, 10, 1, 1, None, None, None]
    assert codes(text, rows)[5:] == [
        ("not-applicable-without-policy", "co"),
        ("unread-spelling", "co"),
        ("missing-fact", "co"),
    ]


def test_edges_of_tiers_are_exact(engine: Any) -> None:
    """Two thirds is at least two thirds, and a hair less is not, whatever doubles say."""
    rule = Tiered(HO_SO, [(at_least(Fraction(2, 3)), 10), (at_least("50%"), 5)], otherwise=0, empty="refuse")
    text = to_sql(scheme_of(rule), engine.dialect)
    pairs = [(2, 3), (666_666_666, 1_000_000_000), (666_666_667, 1_000_000_000), (1, 2), (499_999_999, 1_000_000_000)]
    rows = scored(engine, text, {"ho_so_dat": [a for a, _ in pairs], "ho_so_tong": [b for _, b in pairs]})
    assert [points(row, "diem_1") for row in rows] == [10, 5, 10, 5, 0]


# Due, done, months begun and completed, weeks begun and completed, days: by hand, on a calendar.
DAYS = [
    (date(2023, 1, 15), date(2023, 1, 15), 0, 0, 0, 0, 0),
    (date(2023, 1, 15), date(2023, 1, 14), 0, 0, 0, 0, 0),
    (date(2023, 1, 15), date(2023, 2, 15), 1, 1, 5, 4, 31),
    (date(2023, 1, 15), date(2023, 2, 16), 2, 1, 5, 4, 32),
    (date(2023, 1, 31), date(2023, 2, 28), 1, 1, 4, 4, 28),
    (date(2023, 1, 31), date(2023, 2, 27), 1, 0, 4, 3, 27),
    (date(2024, 1, 31), date(2024, 2, 28), 1, 0, 4, 4, 28),
    (date(2024, 1, 31), date(2024, 2, 29), 1, 1, 5, 4, 29),
    (date(2023, 12, 31), date(2024, 1, 1), 1, 0, 1, 0, 1),
    (date(2024, 2, 29), date(2025, 2, 28), 12, 12, 53, 52, 365),
    (date(2023, 1, 15), date(2023, 1, 16), 1, 0, 1, 0, 1),
]


def day(engine: Any, value: date | None) -> Any:
    return value.isoformat() if engine.dialect == "sqlite" and value is not None else value


@pytest.mark.parametrize(
    ("unit", "place", "base"),
    [
        ("months_begun", 2, 100),
        ("months_completed", 3, 100),
        ("weeks_begun", 4, 100),
        ("weeks_completed", 5, 100),
        ("days", 6, 1000),
    ],
)
def test_months_and_days_between_dates_are_those_of_the_calendar(engine: Any, unit: Any, place: int, base: int) -> None:
    """31 January to 28 February is one month, begun and completed; engines' own functions disagree on it."""
    rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit=unit, never=0)
    text = to_sql(scheme_of(rule, base=base), engine.dialect)
    table = {
        "ke_hoach_han": [day(engine, line[0]) for line in DAYS],
        "ke_hoach_xong": [day(engine, line[1]) for line in DAYS],
        "ke_hoach_trang_thai": [None] * len(DAYS),
    }
    rows = scored(engine, text, table)
    assert [base - (points(row, "diem_1") or 0) for row in rows] == [line[place] for line in DAYS]


def test_working_days_leave_out_weekends_and_holidays(engine: Any) -> None:
    """From Thursday 31 August to Tuesday 5 September 2023, with 1 and 4 September off, one working day passes."""
    fact = LatenessFact("ke_hoach", holidays=["2023-09-01", "2023-09-04", "2023-09-02"])
    text = to_sql(scheme_of(LatePenalty(fact, per=1, unit="working_days", never=0)), engine.dialect)
    done = [date(2023, 9, number) for number in (1, 2, 3, 4, 5, 6, 9)]
    table = {
        "ke_hoach_han": [day(engine, date(2023, 8, 31))] * len(done),
        "ke_hoach_xong": [day(engine, one) for one in done],
        "ke_hoach_trang_thai": [None] * len(done),
    }
    assert [10 - (points(row, "diem_1") or 0) for row in scored(engine, text, table)] == [0, 0, 0, 0, 1, 2, 4]


def test_days_and_states_that_do_not_fit_are_errors(engine: Any) -> None:
    """One day of two, a state beside days, an unknown state, and eleven years late: each has its own error."""
    rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="days", never=0)
    text = to_sql(scheme_of(rule), engine.dialect)
    due = day(engine, date(2023, 1, 15))
    table = {
        "ke_hoach_han": [due, None, None, due, due, None],
        "ke_hoach_xong": [None, None, None, due, day(engine, date(2034, 1, 15)), None],
        "ke_hoach_trang_thai": [None, "never", "Không thực hiện", "never", None, "hôm qua"],
    }
    rows = scored(engine, text, table)
    assert codes(text, rows) == [
        ("not-a-date", "ke_hoach"),
        None,
        None,
        ("state-and-value", "ke_hoach"),
        ("too-large", "ke_hoach"),
        ("unread-spelling", "ke_hoach"),
    ]
    assert [points(row, "diem_1") for row in rows] == [None, 0, 0, None, None, None]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "given", ["2023-02-31", "2023-13-01", "15/01/2023", "now", "2023-1-15", "2023-01-15 ", 2460000, 1.5, ""]
)
def test_a_text_that_is_no_day_is_an_error_where_days_are_text(engine: Any, given: object) -> None:
    """SQLite takes 31 February and `now` for days; neither is a day that was given."""
    rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="days", never=0)
    text = to_sql(scheme_of(rule), engine.dialect)
    table = {"ke_hoach_han": ["2023-01-15", given], "ke_hoach_xong": [given, "2023-01-15"]}
    rows = scored(engine, text, table | {"ke_hoach_trang_thai": [None, None]})
    assert codes(text, rows) == [("not-a-date", "ke_hoach")] * 2
    assert [points(row, "diem_1") for row in rows] == [None, None]


@pytest.mark.parametrize("engine", ["duckdb", "postgresql", "mariadb"], indirect=True)
def test_a_day_with_a_time_of_day_is_no_day(engine: Any) -> None:
    """In a column of times, midnight is the day and half past ten is an error, as for one unit alone."""
    rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="days", never=0)
    type_ = "DATETIME" if engine.dialect == "mariadb" else "TIMESTAMP"
    text = to_sql(scheme_of(rule), engine.dialect, schema={"ke_hoach_han": "DATE", "ke_hoach_xong": type_})
    done = [datetime(2023, 1, 17), datetime(2023, 1, 17, 10, 30)]  # noqa: DTZ001 - a column without time zones
    rows = scored(engine, text, {"ke_hoach_han": [date(2023, 1, 15)] * 2, "ke_hoach_xong": done})
    assert [points(row, "diem_1") for row in rows] == [8, None]
    assert codes(text, rows) == [None, ("not-a-date", "ke_hoach")]


def test_lateness_as_numbers_is_read_from_the_column_of_its_unit(engine: Any) -> None:
    """Where the table has months and not days, the column of months is read; the other units are not known."""
    fact = LatenessFact("ke_hoach")
    schema = {"ke_hoach_months_begun": "INTEGER"}
    text = to_sql(scheme_of(LatePenalty(fact, per=1, unit="months_begun", never=0)), engine.dialect, schema=schema)
    rows = scored(engine, text, {"ke_hoach_months_begun": [0, 3, None, -1, 132]})
    assert [points(row, "diem_1") for row in rows] == [10, 7, None, None, None]
    assert codes(text, rows)[2:] == [("missing-fact", "ke_hoach"), ("negative", "ke_hoach"), ("too-large", "ke_hoach")]
    other = to_sql(scheme_of(LatePenalty(fact, per=1, unit="days", never=0)), engine.dialect, schema=schema)
    assert codes(other, scored(engine, other, {"ke_hoach_months_begun": [0]})) == [("other-time-unit", "ke_hoach")]


def test_decimals_are_read_exactly_and_never_rounded(engine: Any) -> None:
    """7.25 points are 7.25; 7.255 is refused where two decimals are declared, and so are 8.01 points of 8."""
    schema = {"hoi_dong": "NUMERIC(18, 6)"}
    text = to_sql(scheme_of(Direct(PointsFact("hoi_dong", largest=10))), engine.dialect, schema=schema)
    given = ["7.25", "0.29", "7.255", "10.01", "-0.01", "0", "10"]
    values = [float(one) if engine.dialect == "sqlite" else Decimal(one) for one in given]
    rows = scored(engine, text, {"hoi_dong": values})
    wanted = [Decimal("7.25"), Decimal("0.29"), None, None, None, Decimal(0), Decimal(10)]
    assert [points(row, "diem_1") for row in rows] == wanted
    range_ = ("points-out-of-range", "hoi_dong")
    assert codes(text, rows)[2:5] == [("float-off-grid", "hoi_dong"), range_, range_]


def test_doubles_are_read_where_they_are_nearest_to_the_grid(engine: Any) -> None:
    """A share of 0.757 in doubles is 757 of 1000; 0.7570000001 is nothing."""
    fact = ShareFact("ho_so", numbers="fraction", decimals=3)
    text = to_sql(scheme_of(Ratio(fact, empty="refuse")), engine.dialect, schema={"ho_so": "DOUBLE PRECISION"})
    values = [0.757, 0.7570000001, 1.0, 1.001, 0.29, 0.58, 1e300]
    rows = scored(engine, text, {"ho_so": values})
    wanted = [Decimal("7.57"), None, Decimal(10), None, Decimal("2.9"), Decimal("5.8"), None]
    assert [points(row, "diem_1") for row in rows] == wanted
    found = [None if code is None else code[0] for code in codes(text, rows)]
    assert found == [None, "float-off-grid", None, "share-out-of-range", None, None, "number-too-long"]


def test_a_fraction_in_a_column_of_counts_is_no_count(engine: Any) -> None:
    """A column that was said to be whole, and is not, has its values refused: a cast would make 3 or 4 of 3.5."""
    tre = CountFact("tre", largest=30)
    text = to_sql(scheme_of(FrequencyPenalty({tre: 1}, of="base")), engine.dialect)
    made = text.table.replace("INTEGER", "REAL").replace("BIGINT", "DOUBLE PRECISION")
    assert made != text.table
    rows = scored(engine, text, {"tre": [3.5, 2.5, 0.5, 1e300]}, made)
    assert [points(row, "diem_1") for row in rows] == [None] * 4
    assert codes(text, rows)[:3] == [("not-a-count", "tre")] * 3


def test_a_text_in_a_column_of_counts_is_no_count(engine: Any) -> None:
    """`1 abc` is not 1: refused by value, or the whole query by the engine, which knows the column's type."""
    tre = CountFact("tre", largest=30)
    text = to_sql(scheme_of(FrequencyPenalty({tre: 1}, of="base")), engine.dialect)
    made = text.table.replace("INTEGER", "TEXT").replace("BIGINT", "VARCHAR(20)")
    table = {"tre": ["1 abc", "abc"]}
    if engine.dialect in {"duckdb", "postgresql", "spark"}:
        with pytest.raises(Exception, match=r"No function matches|does not exist|CAST_INVALID_INPUT"):
            scored(engine, text, table, made)
        return
    rows = scored(engine, text, table, made)
    assert [points(row, "diem_1") for row in rows] == [None, None]
    assert codes(text, rows) == [("not-a-count", "tre")] * 2


def test_wide_numbers_are_exact_up_to_64_bits_and_refused_beyond(engine: Any) -> None:
    """Shares of up to 4 × 10¹⁴ fit; ten thousand times as much is refused before anything runs, with the fact's name."""
    largest = 4 * 10**14
    text = to_sql(scheme_of(Ratio(ShareFact("ho_so", largest=largest), empty="refuse")), engine.dialect)
    parts = [largest, largest - 1, largest // 2 + 1, 200_000_000_000, 199_999_999_999]
    rows = scored(engine, text, {"ho_so_dat": parts, "ho_so_tong": [largest] * len(parts)})
    assert [points(row, "diem_1") for row in rows] == [half_up(Fraction(10 * part, largest)) for part in parts]
    far = 10**18 if engine.dialect == "sqlite" else 10**998
    with pytest.raises(MeasurementError) as caught:
        to_sql(scheme_of(Ratio(ShareFact("ho_so", largest=far), empty="refuse")), engine.dialect)
    assert {(one.code, one.fact) for one in caught.value.problems} >= {("too-wide", "ho_so")}


def test_numbers_beyond_64_bits_are_exact_where_a_dialect_has_them(engine: Any) -> None:
    """Three shares of up to 10⁹ in one mean need 10³¹: exact, or refused in SQLite, which has no such type."""
    facts = [ShareFact(name) for name in ("a", "b", "c")]
    rule = WeightedMean([Ratio(fact, empty="refuse") for fact in facts], weights=[1, 1, 1])
    scheme = scheme_of(rule)
    if engine.dialect == "sqlite":
        with pytest.raises(MeasurementError, match="too-wide"):
            to_sql(scheme, engine.dialect)
        return
    most = 10**9
    pairs = [
        ((1, 3), (2, 7), (999_999_999, most)),
        ((1, 8), (1, 8), (1, 8)),
        ((999_999_997, 999_999_999), (1, 999_999_998), (1, most)),
        ((most, most), (most, most), (most, most)),
        ((0, most), (5, 10_000), (1, 999_999_937)),
        ((1, 2), (1, 2), (3, 2)),
    ]
    table = {f"{name}_{side}": [unit[place][part] for unit in pairs]
             for place, name in enumerate("abc") for part, side in enumerate(("dat", "tong"))}  # fmt: skip
    text = to_sql(scheme, engine.dialect)
    rows = scored(engine, text, table)
    wanted = [half_up(10 * sum((Fraction(*pair) for pair in unit), Fraction(0)) / 3) for unit in pairs[:-1]]
    assert [points(row, "diem_1") for row in rows] == [*wanted, None]
    assert codes(text, rows) == [None] * 5 + [("part-exceeds-whole", "c")]
    assert points(rows[1], "tong_diem") == Decimal("1.25")


def test_small_columns_do_not_overflow_in_products(engine: Any) -> None:
    """Counts in columns of 32 bits are widened first: 2,000,000 of 2,000,000 at 10 points would wrap or fail."""
    text = to_sql(scheme_of(Ratio(HO_SO, empty="refuse")), engine.dialect)
    made = text.table.replace("BIGINT", "INTEGER")
    rows = scored(engine, text, {"ho_so_dat": [2_000_000, 1_000_001], "ho_so_tong": [2_000_000, 2_000_000]}, made)
    assert [points(row, "diem_1") for row in rows] == [Decimal(10), Decimal("5.00")]


def test_wrong_units_never_stop_the_query_for_the_others(engine: Any) -> None:
    """The greatest numbers that a column can hold make a unit null, and no arithmetic on the way overflows."""
    tre = CountFact("tre", largest=30)
    scheme = scheme_of(Ratio(HO_SO, empty="refuse"), FrequencyPenalty({tre: 1}, of="base"))
    edges = [2**63 - 1, -(2**63), 0, 1, 10**9, None]
    units = list(product(edges, repeat=3))
    table = {name: [unit[place] for unit in units] for place, name in enumerate(("ho_so_dat", "ho_so_tong", "tre"))}
    rows = scored(engine, to_sql(scheme, engine.dialect), table)
    for unit, row in zip(units, rows, strict=True):
        try:
            expected: Any = scheme.score(
                {"ho_so": None if unit[:2] == (None, None) else unit[:2], "tre": unit[2]}
            ).points
        except MeasurementError:
            expected = None
        assert points(row, "tong_diem") == expected, unit


def test_a_part_beyond_its_whole_does_not_stop_the_query_for_the_others(engine: Any) -> None:
    """Forty rows of 10 points would add up to more than 64 bits for 4 × 10¹⁴ of 1: the unit is null, the others scored."""
    fact = ShareFact("ho_so", largest=4 * 10**14)
    text = to_sql(scheme_of(*[Ratio(fact, empty="refuse")] * 40), engine.dialect)
    rows = scored(engine, text, {"ho_so_dat": [4 * 10**14, 1], "ho_so_tong": [1, 2]})
    assert [points(row, "tong_diem") for row in rows] == [None, 200]
    assert codes(text, rows) == [("part-exceeds-whole", "ho_so"), None]


def test_attainments_of_any_size_do_not_stop_the_query(engine: Any) -> None:
    """Done against planned up to 250 %: the ends of 64 bits are errors of their units, and 5 of 2 is the most there is."""
    fact = AttainmentFact("thu", most="5/2")
    text = to_sql(scheme_of(Cap(Ratio(fact, empty="refuse"))), engine.dialect)
    done = [5, 6, 1, -(2**63), 2**63 - 1, 2_500_000_000]
    planned = [2, 2, 2, 2, 2**63 - 1, 1_000_000_000]
    rows = scored(engine, text, {"thu_dat": done, "thu_tong": planned})
    assert [points(row, "diem_1") for row in rows] == [10, None, 5, None, None, 10]
    wide = scheme_of(Cap(Ratio(evolve(fact, largest=2**61), empty="refuse")))
    with pytest.raises(MeasurementError) as caught:
        to_sql(wide, engine.dialect)
    assert [(one.code, one.fact) for one in caught.value.problems] == [("too-wide", "thu")]


def test_a_view_gives_what_the_query_gives(engine: Any) -> None:
    """CREATE VIEW keeps the query, and reads the table as it is when it is asked."""
    text = to_sql(scheme_of(Ratio(HO_SO, empty="refuse")), engine.dialect)
    (row,) = engine.rows(text.table, [["a", 1, 3]], text.view, "SELECT * FROM bang_diem")
    assert (row["don_vi"], points(row, "diem_1"), row["loi"]) == ("a", Decimal("3.33"), 0)


@frozen
class Tent:
    """Points that are doubled below half the base and mirrored above, again and again: each time they are read twice."""

    kind = "tent"
    fact: NumberFact

    def formula(self, base: Fraction) -> Node:
        found = self.fact.node
        for _ in range(FOLDS):
            found = largest(0, smallest(base, 2 * found, 2 * (base - found)))
        return found


FOLDS = 24


def test_what_is_read_twice_is_worked_out_once(engine: Any) -> None:
    """Written again wherever it is read, the formula would grow to sixteen million copies; points are those by hand."""
    text = to_sql(scheme_of(Tent(NumberFact("so", largest=10))), engine.dialect)
    given = [0, 1, 250, 333, 500, 617, 999, 1000]
    wanted = []
    for one in given:
        hundredths = one
        for _ in range(FOLDS):
            hundredths = min(2 * hundredths, 2 * (1000 - hundredths))
        wanted.append(Decimal(hundredths) / 100)
    numbers = [one / 100 if engine.dialect == "sqlite" else Decimal(one) / 100 for one in given]
    assert [points(row, "diem_1") for row in scored(engine, text, {"so": numbers})] == wanted


@frozen
class Product:
    """The share that the product of two chosen numbers has of the greatest."""

    kind = "product"
    one: LevelFact
    other: LevelFact

    def formula(self, base: Fraction) -> Node:
        numbers = [
            Choose(fact.node, ((Band.exactly(0), Const(Fraction(number))),), Const(Fraction(1)))
            for fact, number in ((self.one, 99_991), (self.other, 99_989))
        ]
        return numbers[0] * numbers[1] * (base / (99_991 * 99_989))


def test_numbers_that_are_written_out_are_of_64_bits(engine: Any) -> None:
    """Two choices of plain numbers multiply to 10¹⁰: as 32 bits, which plain numbers are on most engines, that fails."""
    one, other = (LevelFact(name, levels={"tot": "Tốt", "kem": "Kém"}) for name in ("mot", "hai"))
    text = to_sql(scheme_of(Product(one, other)), engine.dialect)
    rows = scored(engine, text, {"mot": ["tot", "tot", "kem"], "hai": ["tot", "kem", "kem"]})
    assert [points(row, "diem_1") for row in rows] == [10, 0, 0]


@frozen
class Ladder:
    """Points that are doubled up to the base and lowered by 3, again and again: each step stands in the next."""

    kind = "ladder"
    fact: NumberFact

    def formula(self, base: Fraction) -> Node:
        found = self.fact.node
        for _ in range(STEPS):
            found = largest(0, smallest(base, 2 * found) - 3)
        return found


STEPS = 11


def test_deep_formulas_stay_within_the_depth_of_parsers(engine: Any) -> None:
    """A formula as deep as a scheme takes it is written in rounds: no parenthesis stands in more than a dozen others."""
    text = to_sql(scheme_of(Ladder(NumberFact("so", largest=10))), engine.dialect)
    wanted = []
    for one in (0, 299, 300, 301, 1000):
        hundredths = one
        for _ in range(STEPS):
            hundredths = max(0, min(1000, 2 * hundredths) - 300)
        wanted.append(Decimal(hundredths) / 100)
    assert wanted == [0, 0, 3, 7, 7]
    deepest = depth = 0
    for sign in text.select:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    assert deepest <= 12
    given = [one / 100 if engine.dialect == "sqlite" else Decimal(one) / 100 for one in (0, 299, 300, 301, 1000)]
    assert [points(row, "diem_1") for row in scored(engine, text, {"so": given})] == wanted
