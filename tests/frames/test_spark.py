"""PySpark tables: the same hundredth, null where one unit would raise; skipped where Spark or Java is not installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from emulscore import Criterion, Direct, LatenessFact, LatePenalty, PointsFact, Ratio, Scheme, ShareFact
from emulscore.frames import faults_of, score_frame

sql = pytest.importorskip("pyspark.sql", reason="PySpark is not installed")
if shutil.which("java") is None:
    pytest.skip("PySpark needs Java", allow_module_level=True)
pytestmark = pytest.mark.loopback


@pytest.fixture(scope="module", params=["true", "false"], ids=["ansi", "not ansi"])
def spark(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a session; without ANSI, Spark wraps and truncates where it raises with it."""
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "1").getOrCreate()
    session.conf.set("spark.sql.ansi.enabled", request.param)
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_every_rate_is_rounded_half_up(spark: Any) -> None:
    """All rates n/d with d <= 60 at 15 points, though Spark divides in doubles."""
    pairs = [(part, whole) for whole in range(1, 61) for part in range(whole + 1)]
    rule = Ratio(ShareFact("ty_le", largest=60), empty="refuse")
    scheme = Scheme("thu", "Thử", total=15, items=[Criterion("1", "Tỷ lệ", 15, rule)])
    frame = spark.createDataFrame(pairs, ["ty_le_dat", "ty_le_tong"])
    rows = score_frame(scheme, frame, points="hundredths").collect()
    found = {(row["ty_le_dat"], row["ty_le_tong"]): row["diem_1"] for row in rows}
    assert found == {(part, whole): (3000 * part + whole) // (2 * whole) for part, whole in pairs}


@pytest.mark.filterwarnings("ignore")
def test_nulls_states_and_days(spark: Any) -> None:
    """Months by hand, an even 0 of 0 and a missing value: null, with the reason."""
    rows = [
        Criterion("1", "Hồ sơ", 10, Ratio(ShareFact("ho_so", largest=1000), empty="refuse")),
        Criterion("2", "Kế hoạch", 8, LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)),
        Criterion("3", "Điểm", 7, Direct(PointsFact("diem", largest=7))),
    ]
    scheme = Scheme("thu", "Thử", total=25, items=rows)
    units = [
        ("a", 998, 1000, date(2023, 1, 15), date(2023, 2, 16), 7.0),
        ("b", 0, 0, date(2023, 1, 15), date(2023, 1, 31), 6.5),
        ("c", 1, 8, date(2023, 1, 31), date(2023, 2, 28), 0.13),
        ("d", None, None, date(2023, 1, 15), date(2023, 1, 16), 1.0),
    ]
    names = ["don_vi", "ho_so_dat", "ho_so_tong", "ke_hoach_han", "ke_hoach_xong", "diem"]
    scored = score_frame(scheme, spark.createDataFrame(units, names), key="don_vi").orderBy("don_vi").collect()
    assert [None if row["tong_diem"] is None else str(row["tong_diem"]) for row in scored] == [
        "22.98",
        None,
        "8.38",
        None,
    ]
    faults = [faults_of(scheme).fault(row["loi"]) for row in scored]
    assert [fault and fault.code for fault in faults] == [None, "zero-of-zero", None, "missing-fact"]
