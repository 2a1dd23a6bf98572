"""The benchmark's own answers are right, its count of wrong amounts can fail, and what checks, checks the same."""

from __future__ import annotations

from typing import Any, Final

import pytest
from tests.benchmarks import peers, scalars, tables
from tests.benchmarks.annex import NUMBERS, SHARES, TARGETS, Unit, columns, exact, units_of, wrong

from emulscore import MeasurementError
from emulscore.schemes.nga_nam_2023 import scheme
from required import needs

FULL: Final = {name: 100 for rows in (SHARES, TARGETS) for name, *_ in rows.values()}


def unit(**others: Any) -> Unit:
    """Return a unit with all points, but for what is given."""
    shares = {f"{name}_{side}": 100 for name in FULL for side in ("dat", "tong")}
    late = dict.fromkeys(("ke_hoach_months_begun", "bao_cao_months_begun"), 0)
    late |= dict.fromkeys(("ke_hoach_to_months_begun", "bao_cao_to_months_begun"), 0)
    entries = dict.fromkeys(("tre_thang", "tre_quy", "tre_6_thang", "tre_nam"), 0)
    return {**shares, **late, **entries, "nhan_su": "dai_hoc", "tieu_chi_15": 8, **others}


WORKED: Final[list[tuple[Unit, dict[str, int]]]] = [
    (unit(), {}),
    (unit(dung_han_dat=998, dung_han_tong=1000), {"8": 998}),  # Điểm = 99,80% × 10
    (unit(dan_vneid_dat=757, dan_vneid_tong=1000), {"12": 454}),  # 75,7% × 6 is 4,542
    (unit(dan_cai_app_dat=70), {"13": 500}),  # 70% passes the target of 50%
    (unit(dan_cai_app_dat=1, dan_cai_app_tong=3), {"13": 333}),  # 1/3 of 1/2 × 5 is 3,333…
    (unit(ho_so_mang_dat=1, ho_so_mang_tong=16), {"4": 78}),  # 1/16 of 80% × 10 is 0,78125
    (unit(van_ban_dat=1, van_ban_tong=16), {"5": 63}),  # 0,625, half up
    (unit(ke_hoach_months_begun=2, bao_cao_months_begun=1), {"1": 500}),
    (unit(ke_hoach_to_months_begun=3, bao_cao_to_months_begun=3), {"2": 0}),
    (unit(nhan_su="cao_dang"), {"3": 400}),
    (unit(nhan_su="chua_dat"), {"3": 0}),
    (unit(tre_thang=1, tre_quy=1), {"6": 250}),  # 20% and 30% of 5 taken
    (unit(tre_nam=2), {"6": 0}),
    (unit(tieu_chi_15=3), {"15": 300}),
]
BASES: Final = dict(zip(NUMBERS, (8, 5, 5, 10, 10, 5, 6, 10, 6, 6, 6, 6, 5, 4, 8), strict=True))


@pytest.mark.parametrize(("given", "rows"), WORKED)
def test_the_exact_answers_are_those_worked_out_from_the_annex(given: Unit, rows: dict[str, int]) -> None:
    """Every row by its own words, the others with full points; the total is their sum."""
    expected = [rows.get(row, 100 * base) for row, base in BASES.items()]
    assert exact(given) == [*expected, sum(expected)]


def test_a_longer_table_begins_with_the_units_of_a_shorter_one() -> None:
    """So the first units of any table are the ones whose exact points are known; across blocks too."""
    assert units_of(columns(100_200))[:7] == units_of(columns(7))
    assert units_of(columns(100_200))[100_000] != units_of(columns(1))[0]


def test_the_exact_answers_are_those_of_the_library() -> None:
    """Two independent ways, Fractions from the annex's words and the scheme's formulas, agree on random units."""
    given = units_of(columns(60))
    found = [{one.id: one.points for one in scheme.score(scalars.raw_of(unit)).results} for unit in given]
    assert wrong([[int(points[row] * 100) for row in (*NUMBERS, "")] for points in found], given) == 0


def test_wrong_hundredths_of_floats_are_counted() -> None:
    """1/16 × 10 is 0,625: `round` gives 0.62, so that row and the total are wrong, and nothing else."""
    way = scalars.SCALARS["floats"]
    given = [unit(), unit(van_ban_dat=1, van_ban_tong=16)]
    assert wrong([list(way.hundredths(way.make()(one))) for one in given], given) == 2


@pytest.mark.parametrize("way", ["decimal", "ints", "ints-checked", "points", "points-seen", "score", "sqlite"])
def test_ways_that_are_always_here_are_right_on_ties(way: str) -> None:
    """Half a hundredth goes up in each of them, and every row has its place."""
    one = scalars.SCALARS[way]
    given = [case for case, _ in WORKED]
    assert wrong([list(one.hundredths(one.make()(one.form(case)))) for case in given], given) == 0


def test_a_figure_of_one_unit_counts_all_amounts() -> None:
    """Random units: floats are wrong here and there, the library nowhere; 15 rows and a total are counted for each unit."""
    floats, points = (peers.scalar(way, 400) for way in ("floats", "points"))
    assert (floats["amounts"], points["amounts"]) == (400 * 16, 400 * 16)
    assert floats["wrong"] > 0
    assert points["wrong"] == 0


@pytest.mark.parametrize(("way", "right"), [("polars-hand", True), ("polars", True), ("polars-floats", False)])
def test_a_figure_of_a_table_counts_all_amounts(way: str, right: bool) -> None:
    """A planted float baseline is found out; whole numbers by hand and the library are right."""
    needs("polars")
    found = peers.table(way, 3000)
    assert (found["units"], found["amounts"]) == (3000, 3000 * 16)
    assert (found["wrong"] == 0) is right


FAULTS: Final = [
    unit(dung_han_dat=101),
    unit(dung_han_dat=0, dung_han_tong=0),
    unit(dung_han_dat=-1),
    unit(dung_han_dat=0.5),
    unit(tre_thang=True),
    unit(tre_thang=1001),
    unit(ke_hoach_months_begun=132),
    unit(tieu_chi_15=9),
    unit(nhan_su="tien_si"),
    unit(nhan_su=None),
]


@pytest.mark.parametrize("given", FAULTS)
def test_code_by_hand_that_checks_refuses_what_the_library_refuses(given: Unit) -> None:
    """The baselines that check are set beside the library fairly: they find the same faults."""
    with pytest.raises(MeasurementError):
        scalars.SCALARS["points"].make()(scalars.raw_of(given))
    for way in ("ints-checked", "decimal-checked"):
        with pytest.raises(ValueError, match=r".*"):
            scalars.SCALARS[way].make()(given)


def test_limits_of_the_checks_are_those_of_the_scheme() -> None:
    """The greatest values that the checks by hand admit are read from the scheme's own facts."""
    slots = {slot.name: slot.high for fact in scheme.facts.values() for slot in fact.slots}
    for name, most in tables.LIMITS.items():
        assert slots[name.replace("_months_begun", ".months_begun")] == most * (100 if name == "tieu_chi_15" else 1)
    assert {slots[f"{name}.whole"] for name in FULL} == {10**9}


def test_a_peer_that_is_not_installed_is_shown_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its line says so, the others have their figures, and the ratio is to Decimal by hand."""
    asked: list[tuple[str, str, int]] = []

    def figures(jobs: list[tuple[str, str, int]], _: int) -> dict[tuple[str, str, int], dict[str, float]]:
        asked.extend(jobs)
        return {job: {"us": 30.0 if job[1] == "points" else 20.0, "wrong": 0, "amounts": 16} for job in jobs}

    monkeypatch.setattr(peers, "_here", lambda package: package is None)
    monkeypatch.setattr(peers, "_processes", figures)
    peers.show_scalars(10, 1)
    lines = capsys.readouterr().out.splitlines()
    assert "| ZEN Engine, decision | no | not here |  |  |" in lines
    assert "| emulscore, points | yes | 30.0 | 1.50 | 0 / 16 |" in lines
    assert "zen" not in {way for _, way, _ in asked}
