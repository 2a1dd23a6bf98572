"""PySpark tables with ANSI on and off: the same hundredth, null where one unit would raise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from emulscore import Criterion, Direct, LatenessFact, LatePenalty, PointsFact, Ratio, Scheme, ShareFact
from emulscore.frames import faults_of, score_frame

# What Spark's own package warns of is not ours: resources that it closes late.
pytestmark = [pytest.mark.loopback, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(params=["true", "false"], ids=["ansi", "not ansi"])
def session(spark: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return the session; without ANSI, Spark wraps and truncates where it raises with it."""
    before = spark.conf.get("spark.sql.ansi.enabled")
    spark.conf.set("spark.sql.ansi.enabled", request.param)
    yield spark
    spark.conf.set("spark.sql.ansi.enabled", before)


def test_every_rate_is_rounded_half_up(session: Any) -> None:
    """All rates n/d with d <= 60 at 15 points."""
    pairs = [(part, whole) for whole in range(1, 61) for part in range(whole + 1)]
    rule = Ratio(ShareFact("ty_le", largest=60), empty="refuse")
    scheme = Scheme("thu", "Thử", total=15, items=[Criterion("1", "Tỷ lệ", 15, rule)])
    frame = session.createDataFrame(pairs, ["ty_le_dat", "ty_le_tong"])
    rows = score_frame(scheme, frame, points="hundredths").collect()
    found = {(row["ty_le_dat"], row["ty_le_tong"]): row["diem_1"] for row in rows}
    assert found == {(part, whole): (3000 * part + whole) // (2 * whole) for part, whole in pairs}


def test_nulls_states_and_days(session: Any) -> None:
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
    scored = score_frame(scheme, session.createDataFrame(units, names), key="don_vi").orderBy("don_vi").collect()
    assert [None if row["tong_diem"] is None else str(row["tong_diem"]) for row in scored] == [
        "22.98",
        None,
        "8.38",
        None,
    ]
    faults = [faults_of(scheme).fault(row["loi"]) for row in scored]
    assert [fault and fault.code for fault in faults] == [None, "zero-of-zero", None, "missing-fact"]
