"""The text itself: nothing in a scheme can leave its place, and what SQL cannot do is refused by name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from attrs import evolve

import emulscore.schemes
from emulscore import (
    CountFact,
    Criterion,
    ItemsFact,
    LatenessFact,
    LatePenalty,
    LevelFact,
    MeasurementError,
    Ratio,
    Refused,
    Scheme,
    ShareFact,
    Tiered,
    Words,
)
from emulscore.errors import Problem
from emulscore.sql import to_sql
from emulscore.sql.comments import comment
from emulscore.sql.dialects import DIALECTS

HOSTILE = [
    "x'; DROP TABLE so_lieu; --",
    'x"; DROP TABLE so_lieu; --',
    "x*/ DROP TABLE so_lieu; /*",
    "x\nDROP TABLE so_lieu;\r\n--",
    "x\u2028DROP TABLE so_lieu;\u2029\x85\x0b\x0c\x00",
    "x`; DROP TABLE so_lieu; #",
    "x\\'; DROP TABLE so_lieu; -- \\",
    "/*! DROP TABLE so_lieu */ $$ ; :x %s ? {}",
    "x\u202e\u2066DROP",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_leaves_a_comment(text: str) -> None:
    """A comment is one line of printable signs that begins with two dashes, without quotes, stars and semicolons."""
    found = comment(text)
    assert found.startswith("-- ")
    assert found.isprintable()
    assert set(found).isdisjoint("'\"`;*\\{}")


def hostile_scheme(text: str) -> Scheme:
    """Return a scheme whose titles, labels, levels and ids are a hostile text."""
    words = Words(text.replace("\0", "").strip())  # PostgreSQL holds no NUL sign
    levels: dict[str, Words | str] = {"tot": words, "kem": "Kém"}
    rows = [
        Criterion("1'\"`;--", words, 10, Tiered(LevelFact("muc", levels=levels, label=words), {"tot": 10, "kem": 4})),
        Criterion("2*/\\", words, 10, Ratio(ShareFact("ho_so", label=words), empty="refuse")),
    ]
    return Scheme("thu", words, total=20, items=rows)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_and_levels_are_data_on_every_engine(engine: Any, text: str) -> None:
    """The table is there afterwards, the level is read by its hostile name, and the columns bear the hostile ids."""
    scheme = hostile_scheme(text)
    sql = to_sql(scheme, engine.dialect)
    spelled = text.replace("\0", "").strip()
    cells = [["a", spelled, 1, 2], ["b", "kem", 1, 1]]
    found = engine.rows(sql.table, cells, sql.view, "SELECT * FROM bang_diem")
    rows = {row["don_vi"]: row for row in found}
    assert float(rows["b"]["tong_diem"]) == 14
    assert float(rows["a"]["diem_1'\"`;--"] or 0) == 10
    assert float(rows["a"]["diem_2*/\\"]) == 5
    assert len(engine.rows(sql.table, cells, "SELECT don_vi FROM so_lieu")) == 2


@pytest.mark.parametrize("name", ['t" x', "t` x", "t' x", "t; --", "Bảng số liệu", "select"])
def test_names_of_tables_and_columns_stand_in_quotes(engine: Any, name: str) -> None:
    """A table, a key and a column may have any printable name, a reserved word or quotes included."""
    scheme = Scheme(
        "thu", "Thử", total=10, items=[Criterion("1", "Một", 10, Ratio(ShareFact("ho_so"), empty="refuse"))]
    )
    columns = {"ho_so": {"part": f"{name} a", "whole": f"{name} b"}}
    schema = {f"{name} a": "BIGINT", f"{name} b": "BIGINT"}
    sql = to_sql(scheme, engine.dialect, key=f"{name} k", schema=schema, columns=columns)
    (row,) = engine.rows(sql.table, [["a", 1, 2]], sql.select)
    assert row[f"{name} k"] == "a"
    assert float(row["tong_diem"]) == 5
    quoted = to_sql(scheme, engine.dialect, table=name, view=f"{name} v")
    sign = DIALECTS[engine.dialect].quotes
    assert f"FROM {sign}{name.replace(sign, sign * 2)}{sign} AS t" in quoted.view


@pytest.mark.parametrize("name", ["", "a\0b", "a\nb", "a\u2028b"])
def test_names_that_cannot_be_shown_are_refused(name: str) -> None:
    """An empty name, and one with line ends or control signs, stands in no SQL."""
    scheme = Scheme(
        "thu", "Thử", total=10, items=[Criterion("1", "Một", 10, Ratio(ShareFact("ho_so"), empty="refuse"))]
    )
    for given in ({"table": name}, {"view": name}, {"key": name}):
        with pytest.raises(Refused) as caught:
            to_sql(scheme, "sqlite", **given)  # type: ignore[arg-type] # names only
        assert caught.value.code == "bad-sql-name"


def test_an_unknown_dialect_is_refused_with_the_known_ones() -> None:
    """The error lists the dialects."""
    scheme = Scheme(
        "thu", "Thử", total=10, items=[Criterion("1", "Một", 10, Ratio(ShareFact("ho_so"), empty="refuse"))]
    )
    with pytest.raises(Refused, match="sqlite, duckdb, postgresql, mariadb, spark") as caught:
        scheme.to_sql("oracle")
    assert caught.value.code == "unknown-dialect"


@pytest.mark.parametrize(
    ("fact", "schema", "code"),
    [
        (ShareFact("ho_so"), {"ho_so": "TEXT"}, "not-in-sql"),
        (ItemsFact("ho_so", levels={"tot": "100%"}), {"ho_so": "VARCHAR(20)"}, "not-in-sql"),
        (ShareFact("ho_so"), {"ho_so": "DECIMAL(5, 2)"}, "column-type"),
        (ShareFact("ho_so"), {"ho_so_dat": "JSON", "ho_so_tong": "INTEGER"}, "column-type"),
        (ShareFact("ho_so"), {"ho_so_dat": "FLOAT", "ho_so_tong": "INTEGER"}, "column-type"),
        (ShareFact("ho_so"), {"ho_so_dat": "INTEGER"}, "column-form"),
        (ShareFact("ho_so"), {"hoso_dat": "INTEGER"}, "missing-column"),
    ],
)
def test_columns_that_sql_does_not_read_are_refused_by_name(fact: Any, schema: dict[str, str], code: str) -> None:
    """Shares as text, tables of items, unknown types and missing columns: refused before a query is written."""
    scheme = Scheme("thu", "Thử", total=10, items=[Criterion("1", "Một", 10, Ratio(fact, empty="refuse"))])
    with pytest.raises(MeasurementError) as caught:
        to_sql(scheme, "postgresql", schema=schema)
    assert [(one.code, one.fact) for one in caught.value.problems] == [(code, "ho_so")]


def test_a_lateness_as_text_is_refused() -> None:
    """Days come in two columns of days, or as numbers of one unit of time; `đúng hạn` as text is for one unit alone."""
    rule = LatePenalty(LatenessFact("ke_hoach"), per=1, unit="days", never=0)
    scheme = Scheme("thu", "Thử", total=10, items=[Criterion("1", "Một", 10, rule)])
    with pytest.raises(MeasurementError) as caught:
        to_sql(scheme, "sqlite", schema={"ke_hoach": "TEXT"})
    assert [one.code for one in caught.value.problems] == ["not-in-sql"]
    assert "ke_hoach_han + ke_hoach_xong" in str(caught.value)


def test_the_query_shows_each_row_with_its_number_and_title() -> None:
    """Every criterion has a comment of its own, before the formula and before the result, in either language."""
    rows = [Criterion("12", Words("Hồ sơ", "Files"), 10, Ratio(ShareFact("ho_so"), empty="refuse"))]
    scheme = Scheme("thu", "Thử", total=10, items=rows)
    assert scheme.to_sql("sqlite").select.count("-- tiêu chí 12: Hồ sơ\n") == 2
    english = scheme.to_sql("sqlite", language="en").select
    assert english.count("-- criterion 12: Files\n") == 2
    assert "tiêu chí" not in english
    formula = "(ho_so_tong + 2000 * ho_so_dat) / (2 * ho_so_tong) AS p12"
    assert formula in english


def test_only_dialects_that_the_tests_run_say_that_they_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dialect runs here; one that did not would say so, in the result and in the first lines of the query."""
    scheme = Scheme(
        "thu", "Thử", total=10, items=[Criterion("1", "Một", 10, Ratio(ShareFact("ho_so"), empty="refuse"))]
    )
    monkeypatch.setitem(DIALECTS, "spark", evolve(DIALECTS["spark"], run=False))
    shown = {name: scheme.to_sql(name) for name in DIALECTS}
    assert {name for name, sql in shown.items() if sql.run} == {"sqlite", "duckdb", "postgresql", "mariadb"}
    assert {name for name, sql in shown.items() if "NOT RUN" in "\n".join(sql.select.splitlines()[:5])} == {"spark"}
    monkeypatch.undo()
    assert scheme.to_sql("spark").run


def test_the_same_scheme_gives_the_same_text() -> None:
    """Nothing in the text depends on the run, so that a view can be kept under version control."""
    code = (
        "from emulscore.schemes.nga_nam_2023 import scheme\n"
        "import sys\n"
        "print(scheme.to_sql('postgresql').view)\n"
        "assert not {'narwhals', 'numpy', 'duckdb', 'psycopg', 'sqlite3'} & set(sys.modules)"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def bundled() -> Iterator[Any]:
    for module in iter_modules(emulscore.schemes.__path__):
        if not module.name.startswith("_"):
            for name, value in vars(import_module(f"emulscore.schemes.{module.name}")).items():
                if isinstance(value, Scheme):
                    yield pytest.param(value, id=f"{module.name}.{name}")


def refused(scheme: Scheme, dialect: str) -> Sequence[Problem]:
    try:
        to_sql(scheme, dialect)
    except MeasurementError as error:
        return error.problems
    return ()


# Spark takes seconds to plan a query of this size; what its own package warns of are resources that it closes late.
SLOW = (pytest.mark.long, pytest.mark.loopback, pytest.mark.filterwarnings("ignore::ResourceWarning"))
EVERY = [pytest.param(name, marks=SLOW) if name == "spark" else name for name in DIALECTS]


@pytest.mark.parametrize("engine", EVERY, indirect=True)
@pytest.mark.parametrize("scheme", list(bundled()))
def test_published_schemes_run_and_give_nothing_for_nothing(engine: Any, scheme: Scheme) -> None:
    """Each is run, or refused as too wide; a unit of which nothing is given has no points, and a fact is missing."""
    problems = refused(scheme, engine.dialect)
    assert {(one.code, one.fact in scheme.facts) for one in problems} <= {("too-wide", True)}
    if problems:
        return
    sql = to_sql(scheme, engine.dialect)
    (row,) = engine.rows(sql.table, [["a", *(None for _ in sql.columns)]], sql.select)
    fault = sql.faults.fault(row.pop("loi"))
    assert fault is not None
    assert fault.code == "missing-fact"
    assert row.pop("don_vi") == "a"
    assert set(row.values()) == {None}


def test_a_wide_scheme_is_refused_before_anything_is_written() -> None:
    """Counts of up to 10¹⁸ do not fit SQLite's 64 bits once they are weighed; the fact to bound more tightly is named."""
    facts = [ShareFact(f"ho_so_{number}", largest=10**18) for number in (1, 2)]
    rows = [Criterion(str(number), "Dòng", 10, Ratio(fact, empty="refuse")) for number, fact in enumerate(facts, 1)]
    with pytest.raises(MeasurementError) as caught:
        to_sql(Scheme("thu", "Thử", total=20, items=rows), "sqlite")
    assert [(one.code, one.fact) for one in caught.value.problems[:2]] == [
        ("too-wide", "ho_so_1"),
        ("too-wide", "ho_so_2"),
    ]


def test_many_rows_stay_within_the_depth_of_parsers(engine: Any) -> None:
    """A hundred rows in one sum: no expression is so deep, and no list so long, that an engine gives up."""
    facts = [CountFact(f"so_{number}", largest=10) for number in range(100)]
    rows = [
        Criterion(str(number), f"Dòng {number}", 1, Tiered(fact, [(0, 1), (1, "50%")], otherwise=0))
        for number, fact in enumerate(facts)
    ]
    sql = to_sql(Scheme("thu", "Thử", total=100, items=rows), engine.dialect)
    (row,) = engine.rows(sql.table, [["a", *(number % 3 for number in range(100))]], sql.select)
    assert float(row["tong_diem"]) == 34 + 33 / 2
