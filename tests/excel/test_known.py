"""Workbooks that are handed out with what is known of a unit already filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import (
    Assessment,
    Criterion,
    Document,
    ItemsFact,
    LatenessFact,
    Measurement,
    MeasurementError,
    Ratio,
    Scheme,
)
from emulscore.excel import read_workbook, write_template
from emulscore.excel.layout import time_units_of
from emulscore.facts import AnyFact, ShareFact
from emulscore.schemes import nga_nam_2023
from emulscore.testing import schemes

KNOWN: Mapping[str, tuple[object, Mapping[str, object]]] = {
    "ke_hoach": ({"due": "15/01/2023", "done": "2023-02-16"}, {"D": date(2023, 1, 15), "E": date(2023, 2, 16)}),
    "ho_so": ("998/1000", {"D": 998, "E": 1000}),
    "muc": ("tot", {"D": "Tốt, đủ"}),
    "cong_khai": (True, {"D": "có"}),
    "sang_kien": (2, {"D": 2}),
    "bang_thong": ("12,5", {"D": 12.5}),
    "hoi_dong": (7, {"D": 7}),
    "thu": ("130%", {"F": "130%"}),
}
"""Values as a file has them, and the cells of the row."""


def opened(path: Path) -> dict[str, dict[str, Any]]:
    """Return what stands in the yellow cells of the sheet of facts, by fact and column."""
    sheet = openpyxl.load_workbook(path)["Số liệu"]
    found = {}
    for row in sheet.iter_rows(min_row=6):
        cells = {cell.column_letter: cell.value for cell in row[3:8] if cell.value is not None}
        found[row[8].value] = {key: value.date() if hasattr(value, "date") else value for key, value in cells.items()}
    return found


def test_each_kind_of_value_stands_in_its_cells(every_kind: Scheme, tmp_path: Path) -> None:
    """Counts as numbers, days as days, levels and answers in the words of their lists, shares as they were given."""
    unit = Assessment("Xã A", measurements={name: raw for name, (raw, _) in KNOWN.items()})
    write_template(every_kind, tmp_path / "a.xlsx", [unit])
    assert opened(tmp_path / "a.xlsx") == {name: dict(cells) for name, (_, cells) in KNOWN.items()}


@pytest.mark.parametrize(
    ("name", "raw", "cells"),
    [
        ("ke_hoach", "đúng hạn", {"F": "đúng hạn"}),
        ("ke_hoach", {"months_begun": 2}, {"F": "2"}),
        ("ke_hoach", "không thực hiện", {"G": "không thực hiện"}),
        ("ke_hoach", ("15/01/2023", "2023-02-16"), {"D": date(2023, 1, 15), "E": date(2023, 2, 16)}),
        ("ho_so", "99,8%", {"F": "99,8%"}),
        ("ho_so", (0, 0), {"D": 0, "E": 0}),
        ("cong_khai", "không", {"D": "không"}),
        ("muc", "1", {"D": "1"}),
        ("hoi_dong", "không phát sinh", {"G": "không phát sinh"}),
    ],
)
def test_other_spellings(every_kind: Scheme, tmp_path: Path, name: str, raw: object, cells: object) -> None:
    """A state has its own cell, a percentage and a lateness in numbers the cell for other spellings."""
    write_template(every_kind, tmp_path / "a.xlsx", [Assessment("Xã A", measurements={name: raw})])
    assert opened(tmp_path / "a.xlsx")[name] == cells


def test_what_is_not_known_is_empty(every_kind: Scheme, tmp_path: Path) -> None:
    """No cell is filled in for a fact without a value, and a unit that is only named has none at all."""
    write_template(every_kind, tmp_path / "a.xlsx", [Assessment("Xã A", measurements={"sang_kien": 0})])
    found = opened(tmp_path / "a.xlsx")
    assert found.pop("sang_kien") == {"D": 0}
    assert not any(found.values())


def test_a_document_without_its_value_stands_in_its_cell(every_kind: Scheme, tmp_path: Path) -> None:
    """Nothing is known yet but the report: the value's cell is empty, and the report comes back as evidence of the row."""
    report = Document("bc", text="Báo cáo quý I")
    unit = Assessment("Xã A", measurements={"sang_kien": Measurement(None, document="bc")}, documents=[report])
    write_template(every_kind, tmp_path / "a.xlsx", [unit])
    assert opened(tmp_path / "a.xlsx")["sang_kien"] == {"H": "Báo cáo quý I"}
    (found,) = read_workbook(tmp_path / "a.xlsx", every_kind)
    assert found.values == {}
    assert [[found.documents[0].key], [found.documents[0].text]] == [list(found.evidence["5"]), ["Báo cáo quý I"]]


def test_the_annex_of_the_document_comes_back(tmp_path: Path) -> None:
    """The assessment of Ngã Năm: filled in and read back, the same values, claims, calculations and citations."""
    scheme, unit = nga_nam_2023.scheme, nga_nam_2023.assessment
    write_template(scheme, tmp_path / "a.xlsx", [unit])
    (found,) = read_workbook(tmp_path / "a.xlsx", scheme)
    assert (found.unit.vi, found.period) == (unit.unit.vi, "2023")
    assert {name: scheme.facts[name].read(raw) for name, raw in found.values.items()} == {
        name: scheme.facts[name].read(raw) for name, raw in unit.values.items()
    }
    assert found.claims == unit.claims
    texts = [{document.key: document.text for document in one.documents} for one in (unit, found)]
    cited = [
        {row: [texts[place][key] for key in keys] for row, keys in one.evidence.items()}
        for place, one in enumerate((unit, found))
    ]
    assert cited[0] == cited[1]


def test_only_the_named_units_are_filled_in(every_kind: Scheme, tmp_path: Path) -> None:
    """Units that are known and units that are not stand in one workbook, in the order given."""
    known = Assessment("Xã B", period="2024", measurements={"sang_kien": 3}, claims={"5": 3})
    write_template(every_kind, tmp_path / "a.xlsx", ["Xã A", known])
    first, second = read_workbook(tmp_path / "a.xlsx", every_kind)
    assert (first.unit.vi, first.period, dict(first.values), dict(first.claims)) == ("Xã A", "2023", {}, {})
    assert (second.unit.vi, second.period, dict(second.values)) == ("Xã B", "2024", {"sang_kien": 3})
    assert second.claims["5"].points == 3


def test_items_stand_in_their_table(tmp_path: Path) -> None:
    """Each item has its row, and comes back as it was."""
    fact = ItemsFact("viec", levels={"tot": "100%", "kha": "75%"}, per_fault="25%")
    scheme = Scheme("v", "Việc", total=4, items=[Criterion("1", "Việc", 4, Ratio(fact, empty=0))])
    items = [{"name": "=1+1", "weight": "1,5", "level": "kha"}, {"faults": 2}]
    write_template(scheme, tmp_path / "a.xlsx", [Assessment("Xã A", measurements={"viec": items})])
    (found,) = read_workbook(tmp_path / "a.xlsx", scheme)
    assert found.values["viec"] == ({"name": "=1+1", "weight": "1.5", "level": "kha"}, {"faults": 2})


def test_texts_are_no_formulas(every_kind: Scheme, tmp_path: Path) -> None:
    """What begins with “=” is a text of the cell, and is read as one."""
    unit = Assessment("=1+1", claims={"1": 5})
    claims = {"1": unit.claims["1"].__class__(5, text="=HYPERLINK(1)")}
    write_template(every_kind, tmp_path / "a.xlsx", [Assessment("=1+1", claims=claims)])
    (found,) = read_workbook(tmp_path / "a.xlsx", every_kind)
    assert (found.unit.vi, found.claims["1"].text) == ("=1+1", "=HYPERLINK(1)")


def test_everything_that_cannot_be_filled_in_is_told_at_once(every_kind: Scheme, tmp_path: Path) -> None:
    """Unknown facts, values that cannot be, and values without a cell, of all units; no file is written."""
    units = [
        Assessment("Xã A", measurements={"ho_so": "120/100", "ho_sp": 1}),
        Assessment("Xã B", measurements={"ke_hoach": {"days": 3}}),
    ]
    with pytest.raises(MeasurementError) as caught:
        write_template(every_kind, tmp_path / "a.xlsx", units)
    assert [(one.path, one.fact, one.code) for one in caught.value.problems] == [
        ("Xã A", "ho_so", "part-exceeds-whole"),
        ("Xã A", "ho_sp", "unknown-fact"),
        ("Xã B", "ke_hoach", "wrong-value"),
    ]
    assert not (tmp_path / "a.xlsx").exists()


def test_too_many_items_are_refused(tmp_path: Path) -> None:
    """A table has room for 100 items; nothing is left out silently."""
    fact = ItemsFact("viec", levels={"tot": "100%"})
    scheme = Scheme("v", "Việc", total=4, items=[Criterion("1", "Việc", 4, Ratio(fact, empty=0))])
    unit = Assessment("Xã A", measurements={"viec": [{"level": "tot"}] * 101})
    with pytest.raises(MeasurementError, match="wrong-value"):
        write_template(scheme, tmp_path / "a.xlsx", [unit])


def raws(scheme: Scheme, fact: AnyFact) -> st.SearchStrategy[object]:
    """Return values of a fact that a workbook has cells for."""
    slots = {slot.name: st.integers(slot.low, slot.high) for slot in fact.slots[1:]}
    states = st.sampled_from(["never", "not applicable"])
    if isinstance(fact, LatenessFact):
        unit = time_units_of(scheme).get(fact.name)
        ways: list[st.SearchStrategy[object]] = [st.just("đúng hạn"), states]
        if unit is not None:
            ways.append(st.builds(lambda late: {unit: late}, st.integers(0, fact.slot(unit).high)))
        return st.one_of(ways)
    if isinstance(fact, ShareFact):
        whole = st.integers(1, fact.largest)
        pairs = whole.flatmap(lambda n: st.tuples(st.integers(0, int(n * fact.most)), st.just(n)))
        return pairs.map(list) | states
    measured = st.fixed_dictionaries(slots).map(lambda found: fact.raw({f"{fact.name}.state": 0, **found}))
    return measured | states


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_filled_in_is_what_is_read(data: st.DataObject) -> None:
    """Any scheme, any values, both languages: the numbers that the formulas see are the same after the workbook."""
    scheme = data.draw(schemes())
    values = {name: data.draw(raws(scheme, fact)) for name, fact in scheme.facts.items() if data.draw(st.booleans())}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_template(
            scheme, path, [Assessment("Xã A", measurements=values)], data.draw(st.sampled_from(("vi", "en")))
        )
        (found,) = read_workbook(path, scheme)
    assert {name: scheme.facts[name].read(raw) for name, raw in found.values.items()} == {
        name: scheme.facts[name].read(raw) for name, raw in values.items()
    }


def test_it_stays_fit_to_be_filled_in(every_kind: Scheme, fill: Callable[..., Any]) -> None:
    """A value that was filled in may be changed like any other: its cell is yellow, open, and checked."""
    filled = fill(every_kind, units=[Assessment("Xã A", measurements={"sang_kien": 2})])
    place = filled.put("sang_kien", "D", 3).partition("!")[2]
    assert filled.sheet()[place].protection.locked is False
    (unit,) = read_workbook(filled.save(), every_kind)
    assert unit.values["sang_kien"] == 3
