"""What SQL reads at the edges: counts among numbers, words that nobody can spell, names that differ in a capital only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import pytest
from attrs import evolve, frozen

from emulscore import (
    CohortFact,
    CountFact,
    Criterion,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    LevelFact,
    MeasurementError,
    NumberFact,
    Relative,
    Rule,
    Scheme,
    Tiered,
    YesNoFact,
    at_least,
)
from emulscore.errors import Problem
from emulscore.facts._common import Described
from emulscore.formula.nodes import Fact, Node, Slot, smallest
from emulscore.sql import SchemeSql, to_sql

IN_PROCESS = ("sqlite", "duckdb")


def scheme_of(*rules: Rule, base: int = 10) -> Scheme:
    rows = [Criterion(str(place), f"Dòng {place}", base, rule) for place, rule in enumerate(rules, 1)]
    return Scheme("thu", "Thử", total=base * len(rows), items=rows)


def scored(engine: Any, text: SchemeSql, cells: Sequence[Sequence[Any]]) -> list[tuple[Any, Any]]:
    """Return the total, and the code and the fact of the first error, of each unit."""
    found = []
    for place, given in enumerate(cells):
        (row,) = engine.rows(text.table, [[f"{place}", *given]], text.select)
        fault = text.faults.fault(row["loi"])
        total = None if row["tong_diem"] is None else Decimal(str(row["tong_diem"]))
        found.append((total, None if fault is None else (fault.code, fault.fact)))
    return found


def problems(scheme: Scheme, **how: Any) -> Sequence[Problem]:
    with pytest.raises(MeasurementError) as caught:
        to_sql(scheme, "sqlite", **how)
    return caught.value.problems


@pytest.mark.parametrize("engine", IN_PROCESS, indirect=True)
def test_a_count_may_stand_in_a_column_of_numbers(engine: Any) -> None:
    """Three late reports are 3 of 10 points off, as 3.0 too; two and a half are no count, nor is what is no number."""
    text = to_sql(
        scheme_of(FrequencyPenalty({CountFact("tre"): 1}, of="base")), engine.dialect, schema={"tre": "DOUBLE"}
    )
    assert scored(engine, text, [[3.0], [2.5], [-1.0], [float("inf")], [2e9], [None]]) == [
        (7, None),
        (None, ("not-a-count", "tre")),
        (None, ("negative", "tre")),
        (None, ("not-a-count", "tre")),
        (None, ("too-large", "tre")),
        (None, ("missing-fact", "tre")),
    ]


@pytest.mark.parametrize("engine", IN_PROCESS, indirect=True)
def test_facts_whose_names_differ_in_a_capital_are_told_apart(engine: Any) -> None:
    """`Tre` and `tre` read columns of their own: one late plan is 1 point off, three late reports 3."""
    rules = [FrequencyPenalty({CountFact(name): 1}, of="base") for name in ("Tre", "tre")]
    schema = {"ke_hoach": "INTEGER", "bao_cao": "INTEGER"}
    text = to_sql(scheme_of(*rules), engine.dialect, schema=schema, columns={"Tre": "ke_hoach", "tre": "bao_cao"})
    assert scored(engine, text, [[1, 3], [None, 3], [1, None]]) == [
        (16, None),
        (None, ("missing-fact", "Tre")),
        (None, ("missing-fact", "tre")),
    ]


@pytest.mark.parametrize("engine", IN_PROCESS, indirect=True)
def test_a_label_with_blanks_around_it_is_no_spelling(engine: Any) -> None:
    """Nobody's reader finds it, for it leaves the blanks of what is given out: the level is known by its name alone."""
    level = LevelFact("muc", levels={"tot": " Tốt ", "kem": "Kém"})
    scheme = scheme_of(Tiered(level, {"tot": 10, "kem": 4}))
    with pytest.raises(MeasurementError, match="unknown-level"):
        scheme.score({"muc": " Tốt "})
    assert scored(engine, to_sql(scheme, engine.dialect), [["tot"], [" Tốt "], ["Kém"]]) == [
        (10, None),
        (None, ("unread-spelling", "muc")),
        (4, None),
    ]


@pytest.mark.parametrize("engine", IN_PROCESS, indirect=True)
def test_working_days_are_asked_for_as_a_number_where_no_days_off_are_known(engine: Any) -> None:
    """Two days alone do not say which days between them were days off; with a list of them they do.

    From Thursday 15 January 2026 to Monday 19 January are two working days.
    """
    late = LatenessFact("ke_hoach")
    scheme = scheme_of(LatePenalty(late, per=1, unit="working_days", never=0))
    text = to_sql(scheme, engine.dialect)
    assert list(text.columns) == ["ke_hoach_working_days", "ke_hoach_trang_thai"]
    assert scored(engine, text, [[2, None], [None, "không thực hiện"]]) == [(8, None), (0, None)]
    known = scheme_of(LatePenalty(evolve(late, holidays=[]), per=1, unit="working_days", never=0))
    assert list(to_sql(known, engine.dialect).columns)[:2] == ["ke_hoach_han", "ke_hoach_xong"]
    assert known.score({"ke_hoach": (date(2026, 1, 15), date(2026, 1, 19))}).points == 8


@pytest.mark.parametrize("engine", IN_PROCESS, indirect=True)
def test_what_is_known_of_the_cohort_needs_no_column(engine: Any) -> None:
    """The best of the cohort, 80, is written into the query: 40 of it earn half of 10 points."""
    speed = NumberFact("toc_do", largest=1000, decimals=1)
    scheme = scheme_of(Relative(speed, to=CohortFact("cao_nhat", of=speed, take="best", decimals=1), empty=0))
    cohort = scheme.cohort([{"toc_do": 80}, {"toc_do": 40}], name="Cụm 1")
    text = to_sql(scheme, engine.dialect, cohort=cohort)
    assert list(text.columns) == ["toc_do"]
    assert scored(engine, text, [[40], [80]]) == [(5, None), (10, None)]
    assert list(to_sql(scheme, engine.dialect).columns) == ["toc_do", "cao_nhat"]


def test_the_text_of_a_scheme_is_its_query() -> None:
    """Printed, it can be run as it stands."""
    text = to_sql(scheme_of(Tiered(YesNoFact("co"), {True: 10}, otherwise=0)), "sqlite")
    assert str(text) == text.select


@frozen
class Mark(Described):
    """A kind of fact that the library does not know."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.state_slot, Slot(self.name, 0, 9, self.words, optional=True)

    def read(self, raw: object) -> Mapping[str, int]:
        return self.measured(value=len(str(raw)))

    def raw(self, slots: Mapping[str, int]) -> object:
        return "x" * slots[self.name]


@frozen
class Marked:
    """A rule that pays a mark."""

    kind: ClassVar[str] = "sql_edges_marked"

    fact: Mark

    def formula(self, base: Fraction) -> Node:
        return smallest(Fact(self.fact.slots[-1]), base)


@pytest.mark.parametrize("schema", [None, {"dau": "INTEGER"}, {"dau": "TEXT"}, {"dau": "DATE"}])
def test_a_fact_of_ones_own_is_not_read_by_sql(schema: Mapping[str, str] | None) -> None:
    """Only its own Python reads it: whatever its column holds, the query is refused with the fact's name."""
    found = problems(scheme_of(Marked(Mark("dau"))), schema=schema)
    assert [(problem.code, problem.fact) for problem in found] == [("not-in-sql", "dau")]


def test_sums_beyond_64_bits_are_refused_without_a_fact_to_blame() -> None:
    """Ten rows of 10¹⁶ points in hundredths: each fits, their sum of 10¹⁹ does not, and no number given is too large."""
    rules = [Tiered(CountFact(f"so_{place}", largest=1), {at_least(1): 10**16}, otherwise=0) for place in range(10)]
    found = problems(scheme_of(*rules, base=10**16))
    assert [(problem.code, problem.row, problem.fact) for problem in found] == [("too-wide", None, None)]
    assert to_sql(scheme_of(*rules[:5], base=10**16), "sqlite").columns
