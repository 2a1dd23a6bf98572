"""Whatever is typed into the workbook of whatever scheme is what comes out of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import (
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    Scheme,
    ShareFact,
    YesNoFact,
)
from emulscore.errors import MeasurementError
from emulscore.excel import read_workbook, write_template
from emulscore.facts import AnyFact
from emulscore.formula.nodes import Fact, walk
from emulscore.numbers import show
from emulscore.testing import schemes

Typed = tuple[Mapping[str, tuple[object, str | None]], object]
"""What stands in which columns, with a format, and the same value as the library's own users give it."""

STATES = ("không thực hiện", "không phát sinh")


def counted_in(scheme: Scheme, name: str) -> set[str]:
    """Return the units of time of a lateness that the scheme's formulas read."""
    leaves = (node for named in scheme.formulas for node in walk(named.exact) if isinstance(node, Fact))
    return {leaf.slot.name.removeprefix(f"{name}.") for leaf in leaves if leaf.slot.name.startswith(f"{name}.")} - {
        "state"
    }


@st.composite
def typings(draw: st.DrawFn, scheme: Scheme, fact: AnyFact) -> Typed:
    """Return cells as an official fills them in, and the value that they mean."""
    if draw(st.integers(0, 7)) == 0:
        state = draw(st.sampled_from(STATES))
        return {"G": (state, None)}, state
    match fact:
        case CountFact():
            value = draw(st.integers(0, fact.largest))
            spelt = draw(st.sampled_from((value, show(value), float(value), f" {value} ")))
            return {"D": (spelt, None)}, value
        case ShareFact():
            return draw(shares(fact))
        case NumberFact() | CohortFact():
            slot = fact.slots[-1]
            exact = Fraction(draw(st.integers(slot.low, slot.high)), 10**fact.decimals)
            spelt = draw(st.sampled_from((float(exact), show(exact)))) if exact.denominator > 1 else int(exact)
            return {"D": (spelt, None)}, exact
        case LevelFact():
            name, label = draw(st.sampled_from(fact.levels))
            return {"D": (draw(st.sampled_from((name, label.vi))), None)}, name
        case YesNoFact():
            answer = draw(st.booleans())
            return {"D": (draw(st.sampled_from((answer, "có" if answer else "không"))), None)}, answer
        case LatenessFact():
            return draw(delays(scheme, fact))
        case _:
            raise AssertionError(fact)


@st.composite
def shares(draw: st.DrawFn, fact: ShareFact) -> Typed:
    whole = draw(st.integers(1, fact.largest))
    part = draw(st.integers(0, int(whole * fact.most)))
    hundredths = draw(st.integers(0, int(fact.most * 10_000)))
    ways: list[Typed] = [
        ({"D": (part, None), "E": (whole, None)}, (part, whole)),
        ({"D": (0, None), "E": (0, None)}, (0, 0)),
    ]
    exact = Fraction(hundredths, 10_000)
    if exact.denominator <= fact.largest:
        text = show(exact * 100) + "%"
        ways += [({"F": (text, None)}, exact), ({"D": (text, None)}, exact)]
        places = None if fact.decimals is None else fact.decimals + (0 if fact.numbers == "fraction" else 2)
        if exact.denominator == 1 or (places is not None and places >= 4):
            held = int(exact) if exact.denominator == 1 else float(exact)
            ways.append(({"F": (held, "0.00%")}, exact))
        bare = exact * 100 if fact.numbers == "percent" else exact
        if fact.numbers is not None and fact.decimals is not None and (bare * 10**fact.decimals).denominator == 1:
            ways.append(({"F": (int(bare) if bare.denominator == 1 else float(bare), "General")}, exact))
    return draw(st.sampled_from(ways))


def tasks(fact: ItemsFact) -> st.SearchStrategy[list[dict[str, object]]]:
    """Return items whose weights add up to no more than the fact takes; three rows of halves and quarters at most."""
    ways: list[dict[str, object]] = [{"level": name} for name, _ in fact.levels]
    ways += [] if fact.per_fault is None else [{"faults": 0}, {"faults": 3}]
    weights = st.sampled_from(({}, {"weight": 2}, {"weight": "0,5"}) if fact.largest >= 144 else ({},))
    row = st.builds(lambda way, weight: {**way, **weight}, st.sampled_from(ways), weights)
    return st.lists(row, min_size=1, max_size=3 if fact.largest >= 144 else 1)


@st.composite
def delays(draw: st.DrawFn, scheme: Scheme, fact: LatenessFact) -> Typed:
    due = date(2023, 1, 1) + timedelta(days=draw(st.integers(0, 365)))
    done = due + timedelta(days=draw(st.integers(-40, fact.largest)))
    spelt = draw(st.sampled_from(((due, done), (f"{due:%d/%m/%Y}", done.isoformat()))))
    ways: list[Typed] = [
        ({"D": (spelt[0], None), "E": (spelt[1], None)}, (due, done)),
        ({"F": ("đúng hạn", None)}, 0),
    ]
    units = counted_in(scheme, fact.name)
    if len(units) == 1:
        (unit,) = units
        late = draw(st.integers(0, next(slot.high for slot in fact.slots if slot.name == f"{fact.name}.{unit}")))
        ways += [({"F": (late, None)}, {unit: late}), ({"F": (str(late), None)}, {unit: late})]
    return draw(st.sampled_from(ways))


def outcome(scheme: Scheme, values: Mapping[str, object]) -> object:
    try:
        return [(result.id, result.range, result.exact) for result in scheme.score(values, partial=True).results]
    except MeasurementError as error:
        return [(problem.code, problem.row, problem.fact) for problem in error.problems]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_typed_is_what_is_scored(data: st.DataObject) -> None:
    """Any scheme, one unit or two, any subset of the facts in any spelling: the same measurements and the same points."""
    scheme = data.draw(schemes())
    units = data.draw(st.sampled_from((None, ["Xã A"], ["Xã A", "Xã B"])))
    meant: list[dict[str, object]] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "phieu.xlsx"
        write_template(scheme, path, units=units)
        book: Any = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            if not any(cell.value == "[unit]" for cell in sheet["I"]):
                continue
            place = sheet.title.split()[0] + " " if len(units or ()) > 1 else ""
            tables = iter(range(1, 9))
            rows = {cell.value: cell.row for cell in sheet["I"] if cell.value}
            if units is None:
                sheet[f"C{rows['[unit]']}"] = "Xã A"
            values: dict[str, object] = {}
            for name, fact in scheme.facts.items():
                table = None
                if isinstance(fact, ItemsFact) and (fact.levels or fact.per_fault is not None):
                    table = book[f"{place}Bảng {next(tables)}"]
                if data.draw(st.integers(0, 5)) == 0:
                    continue
                if isinstance(fact, ItemsFact) and table is not None and data.draw(st.booleans()):
                    values[name] = listed = data.draw(tasks(fact))
                    for row, task in zip(data.draw(st.permutations(range(6, 106))), listed, strict=False):
                        for column, key in (("C", "weight"), ("D", "level"), ("E", "faults")):
                            table[f"{column}{row}"] = task.get(key)
                    continue
                cells, values[name] = data.draw(typings(scheme, fact))
                for column, (value, shown) in cells.items():
                    cell = sheet[f"{column}{rows[name]}"]
                    cell.value = value
                    if shown is not None:
                        cell.number_format = shown
            meant.append(values)
        book.save(path)
        found = read_workbook(path, scheme)
    assert [unit.unit.vi for unit in found] == (units or ["Xã A"])
    for unit, values in zip(found, meant, strict=True):
        assert unit.values.keys() == values.keys()
        for name, fact in scheme.facts.items():
            if name in values:
                assert fact.read(unit.values[name]) == fact.read(values[name])
        assert outcome(scheme, unit.values) == outcome(scheme, values)
