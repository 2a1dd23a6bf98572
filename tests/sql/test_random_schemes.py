"""Random schemes as SQL: every unit gets what it gets alone, or the same first error and nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from emulscore import MeasurementError, Scheme
from emulscore.facts import (
    TIME_UNITS,
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    YesNoFact,
)
from emulscore.sql import to_sql
from emulscore.testing import measurements_for, schemes
from scored import read_or_none
from tabled import columns_of

ROWS = 40
DUE = date(2023, 1, 31)
# A table is drawn whole: making it smaller step by step takes minutes and shows no more.
few = settings(
    max_examples=int(os.environ.get("N", "6")),
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    report_multiple_bugs=False,
)


class Table:
    """Columns with their types, and the units that they hold; shown in one line."""

    def __init__(self, random: Random, dialect: str) -> None:
        self.random = random
        self.dialect = dialect
        self.schema: dict[str, str] = {}
        self.columns: dict[str, list[Any]] = {}
        self.units: list[dict[str, object]] = [{} for _ in range(ROWS)]

    def __repr__(self) -> str:
        return f"<Table of {self.schema}>"

    def add(self, fact: AnyFact, slots: list[Mapping[str, int]]) -> None:
        """Add the columns of one fact in one of its forms, with values around those of *slots*."""
        forms = {ShareFact: "share", LatenessFact: "lateness", LevelFact: "level", YesNoFact: "answer"}
        form = next((name for kind, name in forms.items() if isinstance(fact, kind)), "number")
        raws = getattr(self, form)(fact, slots)
        if self.random.random() < 0.5:
            states = [self.random.choice([None, "never", "Không phát sinh"]) for _ in range(ROWS)]
            told = [state if raw is None else None for state, raw in zip(states, raws, strict=True)]
            self.put(
                f"{fact.name}_trang_thai", {"sqlite": "TEXT", "duckdb": "TEXT"}.get(self.dialect, "VARCHAR(99)"), told
            )
            raws = [state if raw is None else raw for state, raw in zip(told, raws, strict=True)]
        for unit, raw in zip(self.units, raws, strict=True):
            unit[fact.name] = raw

    def put(self, column: str, type_: str, cells: list[Any]) -> None:
        self.schema[column] = type_
        self.columns[column] = cells

    def whole(self, slots: list[Mapping[str, int]], name: str, high: int, low: int = 0) -> list[int | None]:
        """Return mostly values that fit, sometimes a neighbour, an end, nothing, or what is out of bounds."""
        known = [one[name] for one in slots if name in one] or [low]
        odd: list[int | None] = [None, low - 1, high + 1, high, low, low + 1, 2**63 - 1, -(2**63)]
        return [
            self.random.choice(odd) if self.random.random() < 0.2 else self.random.choice(known) for _ in range(ROWS)
        ]

    def share(self, fact: ShareFact, slots: list[Mapping[str, int]]) -> list[object]:
        name, (_, top, bottom) = fact.name, fact.slots
        if fact.numbers is not None and fact.decimals is not None and self.random.random() < 0.5:
            return self.decimal(fact, [], fact.decimals, 0, int(10**fact.decimals * (fact.most + 1)))
        parts, wholes = self.whole(slots, top.name, top.high), self.whole(slots, bottom.name, bottom.high)
        self.put(f"{name}_dat", "BIGINT", list(parts))
        self.put(f"{name}_tong", "BIGINT", list(wholes))
        return [None if (a, b) == (None, None) else (a, b) for a, b in zip(parts, wholes, strict=True)]

    def decimal(self, fact: AnyFact, slots: list[Mapping[str, int]], places: int, low: int, high: int) -> list[object]:
        steps = [
            one if one is None else max(-(10**12), min(one, 10**12)) for one in self.whole(slots, fact.name, high, low)
        ]
        cells = [None if one is None else Decimal(one).scaleb(-places) for one in steps]
        off = Decimal("0.0000001")
        cells = [
            one + off if one is not None and abs(one) < 10**6 and self.random.random() < 0.1 else one for one in cells
        ]
        if self.dialect == "sqlite" or self.random.random() < 0.3:
            doubles = [None if one is None else float(one) for one in cells]
            self.put(fact.name, "DOUBLE PRECISION", list(doubles))
            return list(doubles)
        self.put(fact.name, "DECIMAL(30, 10)", list(cells))
        return list(cells)

    def number(self, fact: AnyFact, slots: list[Mapping[str, int]]) -> list[object]:
        slot = fact.slots[-1]
        number = fact.reads_as if isinstance(fact, CohortFact) else fact
        assert isinstance(number, CountFact | NumberFact)
        if isinstance(number, NumberFact) and self.random.random() < 0.8:
            return self.decimal(fact, slots, number.decimals, slot.low, slot.high)
        cells = self.whole(slots, slot.name, slot.high, slot.low)
        self.put(fact.name, "BIGINT", list(cells))
        return list(cells)

    def lateness(self, fact: LatenessFact, slots: list[Mapping[str, int]]) -> list[object]:
        del slots
        name = fact.name
        if self.random.random() < 0.4:
            found: list[dict[str, int]] = [{} for _ in range(ROWS)]
            for unit in sorted(self.random.sample(TIME_UNITS, 3), key=TIME_UNITS.index):
                cells = self.whole([{"x": self.random.randint(0, 3)} for _ in range(3)], "x", fact.slot(unit).high)
                self.put(f"{name}_{unit}", "BIGINT", list(cells))
                for one, cell in zip(found, cells, strict=True):
                    one.update({} if cell is None else {unit: cell})
            return [one or None for one in found]
        around = [-400, -1, 0, 1, 27, 28, 29, 30, 31, 59, 60, 90, 365, 366, 367, 5000]
        dues = [self.random.choice([DUE, DUE, date(2024, 2, 29), date(2023, 3, 30), None]) for _ in range(ROWS)]
        dones = [self.random.choice([None, *((due or DUE) + timedelta(days) for days in around)]) for due in dues]
        for column, days in ((f"{name}_han", dues), (f"{name}_xong", dones)):
            text = self.dialect == "sqlite"
            self.put(column, "DATE", [one.isoformat() if text and one is not None else one for one in days])
        return [None if pair == (None, None) else pair for pair in zip(dues, dones, strict=True)]

    def level(self, fact: LevelFact, slots: list[Mapping[str, int]]) -> list[object]:
        del slots
        words = [word for name, label in fact.levels for word in (name, label.vi)]
        cells = [self.random.choice([*words, None, "never", "lạ ' \\ \" `"]) for _ in range(ROWS)]
        self.put(fact.name, "TEXT", list(cells))
        return list(cells)

    def answer(self, fact: YesNoFact, slots: list[Mapping[str, int]]) -> list[object]:
        del slots
        cells = [self.random.choice([True, False, None]) for _ in range(ROWS)]
        self.put(fact.name, "BOOLEAN", list(cells))
        return list(cells)


SAME = {
    "off-grid": "float-off-grid",  # a column does not say whether its engine keeps doubles
    "unknown-level": "unread-spelling",
}


def drawn(data: st.DataObject, scheme: Scheme, dialect: str) -> Table:
    """Return a table of a scheme's units."""
    table = Table(Random(data.draw(st.integers(0, 10**6))), dialect)  # a seed, for a table at once
    units = [data.draw(measurements_for(scheme, scored=False)) for _ in range(5)]
    for name, fact in scheme.facts.items():
        table.add(fact, [slots for unit in units if (slots := read_or_none(fact, unit[name])) is not None])
    return table


@few
@given(data=st.data())
def test_random_schemes_as_sql_are_scored_as_one_unit_alone(engine: Any, data: st.DataObject) -> None:
    """Every engine gives each unit its own points, or its own first error and nothing else."""
    scheme = data.draw(schemes())
    assume(scheme.facts)
    table = drawn(data, scheme, engine.dialect)
    try:
        text = to_sql(scheme, engine.dialect, schema=table.schema)
    except MeasurementError as error:
        # Shares of more decimals than their wholes can have are read one by one, which SQL does not do.
        if {problem.code for problem in error.problems} - {"too-wide", "not-in-sql"}:
            raise
        assume(condition=False)
    cells = [[f"{row:04}", *(table.columns[name][row] for name in text.columns)] for row in range(ROWS)]
    rows = sorted(engine.rows(text.table, cells, text.select), key=lambda row: str(row["don_vi"]))
    for unit, row in zip(table.units, rows, strict=True):
        points, problem = columns_of(scheme, unit)
        fault = text.faults.fault(row.pop("loi"))
        del row["don_vi"]
        if problem is None:
            assert fault is None, (unit, fault)
            got = {name: Decimal(repr(one)) if isinstance(one, float) else one for name, one in row.items()}
            assert got == points, unit
        else:
            assert fault is not None, (unit, problem)
            assert (fault.code, fault.fact) == (SAME.get(problem.code, problem.code), problem.fact), (unit, problem)
            assert set(row.values()) == {None}, unit
