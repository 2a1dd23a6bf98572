"""Columns of every type that holds a fact's values, and what comes back of the table itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from emulscore import (
    CountFact,
    Criterion,
    Direct,
    FrequencyPenalty,
    ItemsFact,
    LevelFact,
    MeasurementError,
    PointsFact,
    Ratio,
    Rule,
    Scheme,
    Tiered,
    YesNoFact,
)
from emulscore.frames import score_frame


def one_row(rule: Rule, base: int = 10) -> Scheme:
    return Scheme("thu", "Thử", total=base, items=[Criterion("1", "Tiêu chí", base, rule)])


LEVEL = one_row(Tiered(LevelFact("muc", levels={"tot": "tốt", "kha": "khá"}), {"tot": 10, "kha": 7}, otherwise=0))
COUNT = one_row(FrequencyPenalty({CountFact("tre", largest=200): 1}, of="base"))
POINTS = one_row(Direct(PointsFact("diem", largest=10)))


@pytest.mark.parametrize("path", ["kernel", "expressions"])
@pytest.mark.parametrize("dtype", [pl.Enum(["kha", "tot", "la"]), pl.Categorical, pl.String])
def test_levels_in_polars(dtype: Any, path: Any) -> None:
    """Texts, categories and enums are read alike; null stays null."""
    frame = pl.DataFrame({"muc": pl.Series(["tot", None, "kha", "la"], dtype=dtype)})
    for table in (frame, frame.lazy()):
        found = score_frame(LEVEL, table, points="hundredths", path=path)
        cells = found.collect() if isinstance(found, pl.LazyFrame) else found
        assert cells["diem_1"].to_list() == [1000, None, 700, None]


def test_levels_in_pandas_arrow_and_duckdb() -> None:
    """Categories of pandas, dictionaries of Arrow, enums of DuckDB."""
    cells = ["tot", None, "kha", "la"]
    expected = [1000, None, 700, None]
    category = score_frame(LEVEL, pd.DataFrame({"muc": pd.Categorical(cells)}), points="hundredths")["diem_1"]
    assert [None if value is pd.NA else value for value in category] == expected
    dictionary = pa.chunked_array([pa.array(cells[:2]).dictionary_encode(), pa.array(cells[2:]).dictionary_encode()])
    assert score_frame(LEVEL, pa.table({"muc": dictionary}), points="hundredths")["diem_1"].to_pylist() == expected
    con = duckdb.connect()
    con.execute("create table units (n integer, muc enum('kha', 'tot', 'la'))")
    con.execute("insert into units values (0, 'tot'), (1, null), (2, 'kha'), (3, 'la')")
    found = score_frame(LEVEL, con.table("units"), points="hundredths").order("n").fetchall()
    assert [row[2] for row in found] == expected


@pytest.mark.parametrize("path", ["kernel", "expressions"])
@pytest.mark.parametrize("dtype", [pl.Int8, pl.Int16, pl.UInt8, pl.UInt16, pl.Int64, pl.UInt64, pl.Float32, pl.Float64])
def test_counts_of_any_width(dtype: Any, path: Any) -> None:
    """0, 3, 10 and 120 in any whole or floating type of column."""
    frame = pl.DataFrame({"tre": pl.Series([0, 3, 10, 120, None], dtype=dtype)})
    for table in (frame, frame.lazy()):
        found = score_frame(COUNT, table, points="hundredths", path=path)
        cells = found.collect() if isinstance(found, pl.LazyFrame) else found
        assert cells["diem_1"].to_list() == [1000, 700, 0, 0, None]


@pytest.mark.parametrize("path", ["kernel", "expressions"])
def test_numbers_at_the_ends_of_their_type(path: Any) -> None:
    """The greatest and the least number of 64 bits are too large and negative; nothing wraps."""
    signed = pl.DataFrame({"tre": pl.Series([2**63 - 1, -(2**63), 1], dtype=pl.Int64)})
    unsigned = pl.DataFrame({"tre": pl.Series([2**64 - 1, 2**63, 1], dtype=pl.UInt64)})
    for frame in (signed, unsigned):
        assert score_frame(COUNT, frame, points="hundredths", path=path)["diem_1"].to_list() == [None, None, 900]


def test_decimals_and_objects_are_read_one_by_one() -> None:
    """Exact decimals, and a column of Python objects, as one unit's values would be."""
    decimals = [Decimal("7.50"), None, Decimal("0.01"), Decimal("11.00")]
    for table in (pl.DataFrame({"diem": decimals}), pl.DataFrame({"diem": decimals}).to_arrow()):
        found = score_frame(POINTS, table, points="hundredths")["diem_1"]
        assert (found.to_list() if isinstance(found, pl.Series) else found.to_pylist()) == [750, None, 1, None]
    mixed = pd.DataFrame({"diem": pd.Series(["7,5", 8, Decimal("0.5"), True, [1], float("nan")], dtype=object)})
    scored = score_frame(POINTS, mixed, points="hundredths")["diem_1"]
    assert [None if value is pd.NA else value for value in scored] == [750, 800, 50, None, None, None]


def test_answers_as_booleans() -> None:
    """True and False; 1 and 0 are no answers."""
    scheme = one_row(Tiered(YesNoFact("co"), {True: 10}, otherwise=0))
    frame = pl.DataFrame({"co": [True, False, None]})
    assert score_frame(scheme, frame, points="hundredths")["diem_1"].to_list() == [1000, 0, None]
    with pytest.raises(MeasurementError, match="column-type"):
        score_frame(scheme, pl.DataFrame({"co": [1, 0]}))


def test_a_pandas_table_keeps_its_index() -> None:
    """Whatever the index is, repeated labels too."""
    frame = pd.DataFrame({"don_vi": ["a", "b", "c"], "diem": [1, 2, 3]}, index=[7, 7, 2])
    found = score_frame(POINTS, frame, key="don_vi")
    assert list(found.index) == [7, 7, 2]
    assert list(found.columns) == ["don_vi", "diem_1", "tong_diem", "loi"]
    assert list(found["diem_1"]) == [1.0, 2.0, 3.0]
    assert list(score_frame(POINTS, frame).columns) == ["don_vi", "diem", "diem_1", "tong_diem", "loi"]


def test_the_table_that_was_given_is_left_as_it_was() -> None:
    """Nothing is written into the user's own columns."""
    frame = pd.DataFrame({"diem": [1.0, 2.0, float("nan")]})
    before = frame.copy(deep=True)
    score_frame(POINTS, frame)
    pd.testing.assert_frame_equal(frame, before)
    table = pl.DataFrame({"diem": [1, 2, None]})
    score_frame(POINTS, table)
    assert table.to_dicts() == [{"diem": 1}, {"diem": 2}, {"diem": None}]


def test_a_table_after_another_is_scored_by_its_own_values() -> None:
    """What was compiled for a table of two levels is not used for one with a state among them."""
    first = score_frame(LEVEL, pl.DataFrame({"muc": ["tot", "tot"]}), points="hundredths")
    second = score_frame(LEVEL, pl.DataFrame({"muc": ["kha", "never"]}), points="hundredths")
    third = score_frame(LEVEL, pl.DataFrame({"muc": ["tot", None]}), points="hundredths")
    assert [list(found["diem_1"]) for found in (first, second, third)] == [[1000, 1000], [700, None], [1000, None]]


def test_tables_of_items_are_read_where_they_are_objects_and_else_refused_by_name() -> None:
    """2 products in order and 1 of 75% are 11/12; polars keeps lists in a type of its own, which no fact is read from."""
    scheme = one_row(Ratio(ItemsFact("viec", levels={"tot": "100%", "kha": "75%"}), empty="refuse"))
    items = [[{"weight": 2, "level": "tot"}, {"weight": 1, "level": "kha"}], [{"weight": 1, "level": "la"}]]
    found = score_frame(scheme, pd.DataFrame({"viec": pd.Series(items, dtype=object)}), points="hundredths")["diem_1"]
    assert [None if value is pd.NA else value for value in found] == [917, None]
    with pytest.raises(MeasurementError) as caught:
        score_frame(scheme, pl.DataFrame({"viec": items}))
    assert [(problem.code, problem.fact) for problem in caught.value.problems] == [("column-type", "viec")]
    pair = score_frame(scheme, pl.DataFrame({"viec_dat": [11], "viec_tong": [12]}), points="hundredths")
    assert pair["diem_1"].to_list() == [917]
