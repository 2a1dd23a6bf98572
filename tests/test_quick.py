"""The fast path remembers what it read, and still reads every value as it is."""

from decimal import Decimal

import pytest

from emulscore import (
    CountFact,
    Criterion,
    Direct,
    FrequencyPenalty,
    Group,
    MeasurementError,
    PointsFact,
    Ratio,
    Rounding,
    Scheme,
    ShareFact,
    quick,
)

ROWS = [
    Criterion("1", "Hồ sơ", 10, Ratio(ShareFact("ho_so", numbers="percent"), empty="refuse")),
    Criterion("2", "Trễ", 5, FrequencyPenalty({CountFact("tre", largest=40): "20%"}, of="base")),
]


def scheme() -> Scheme:
    return Scheme("thu", "Thử", total=15, items=ROWS)


def test_a_value_that_was_read_before_gives_the_same_points() -> None:
    """99,80% × 10 is 9,98 points and two late entries leave 3, the first time and the second."""
    one = scheme()
    expected = {"1": Decimal("9.98"), "2": Decimal("3.00"), "": Decimal("12.98")}
    assert [one.points({"ho_so": "99,80%", "tre": 2}) for _ in range(2)] == [expected, expected]


def test_equal_values_of_other_types_are_not_taken_for_each_other() -> None:
    """True and 1 are equal and have one hash; as a count, only one of them can be read, whichever came first."""
    one = scheme()
    assert one.points({"ho_so": 100, "tre": 1})["2"] == Decimal("4.00")
    with pytest.raises(MeasurementError, match="not-a-count"):
        one.points({"ho_so": 100, "tre": True})
    assert one.points({"ho_so": 100, "tre": 1.0})["2"] == Decimal("4.00")
    with pytest.raises(MeasurementError, match="float"):
        one.points({"ho_so": 100.0, "tre": 1})


def test_a_refused_value_is_refused_again_and_never_scores() -> None:
    """What cannot be read is not remembered as anything."""
    one = scheme()
    for _ in range(2):
        with pytest.raises(MeasurementError, match="too-large"):
            one.points({"ho_so": "50%", "tre": 41})
        with pytest.raises(MeasurementError, match="missing-fact"):
            one.points({"ho_so": "50%", "tre": None})
        with pytest.raises(MeasurementError, match="unknown-fact"):
            one.points({"ho_so": "50%", "tre": 0, "tre_nam": 0})


def test_memory_is_bounded_and_points_stay_right_beyond_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the memory is full, further values are read each time, with the same result."""
    monkeypatch.setattr(quick, "_KEPT", 3)
    one = scheme()
    for _ in range(2):
        for tre in range(6):
            assert one.points({"ho_so": f"{tre}%", "tre": tre})["1"] == Decimal(tre) / 10


def test_a_fast_path_that_refuses_what_is_right_is_a_fault_and_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast path gives nothing, the exact one says what is wrong; where nothing is, the library is."""
    one = scheme()
    monkeypatch.setattr(type(one._quick), "points", lambda *_: None)  # noqa: SLF001 - a fault is planted
    with pytest.raises(MeasurementError, match="too-large"):
        one.points({"ho_so": "50%", "tre": 41})
    with pytest.raises(AssertionError, match="the fast path refused what the exact one scored"):
        one.points({"ho_so": "50%", "tre": 4})


@pytest.mark.parametrize(
    ("given", "taken", "total"),
    [("0", "0", "0.00"), ("1", "3", "-2.00"), ("150", "0,25", "149.75"), ("150", "0", "150.00")],
)
def test_totals_below_zero_and_above_a_hundred_are_written_as_they_are(given: str, taken: str, total: str) -> None:
    """What is taken off may leave less than nothing, a scale may have more hundredths than are kept; the second time too."""
    rows = [Criterion("1", "Điểm", 150, Direct(PointsFact("diem", largest=150)))]
    minus = [Criterion("t", "Trừ", 3, Direct(PointsFact("tru", largest=3)))]
    group = Group("P", "Điểm trừ", minus, 3, role="deduction")
    one = Scheme("thu", "Thử", total=150, items=[*rows, group])
    for _ in range(2):
        assert str(one.points({"diem": given, "tru": taken})[""]) == total


def test_amounts_keep_to_the_grid_of_the_scheme() -> None:
    """Steps of a quarter point are written with two decimals: three of them are 0,75, on the grid of 0,25."""
    row = Criterion("1", "Điểm", 2, Direct(PointsFact("diem", largest=2)))
    one = Scheme("thu", "Thử", total=2, items=[row], rounding=Rounding(step="0,25"))
    assert [str(one.points({"diem": text})["1"]) for text in ("0,7", "2", "0")] == ["0.75", "2.00", "0.00"]
