"""Facts of a kind of one's own: a cell for whatever they read, and nothing taken that no cell can hold."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pytest
from attrs import frozen

from emulscore import Assessment, Criterion, MeasurementError, Refused, Scheme, Words
from emulscore.excel import read_workbook, write_template
from emulscore.formula.nodes import Fact, Node, Slot


@frozen
class DozensFact:
    """Eggs by the dozen: `3`, `3 tá`, a yes for one, or several numbers; at most ten dozens."""

    name: str
    label: Words | None = None

    @property
    def state(self) -> Node:
        return Fact(self.slots[0])

    @property
    def slots(self) -> tuple[Slot, ...]:
        label = self.label or Words(self.name)
        return Slot(f"{self.name}.state", 0, 3, label), Slot(self.name, 0, 10, label)

    def read(self, raw: object) -> Mapping[str, int]:
        text = str(sum(raw) if isinstance(raw, tuple) else int(raw) if isinstance(raw, bool) else raw).removesuffix(
            " tá"
        )
        if not text.isdigit() or int(text) > 10:
            raise Refused("not-a-count")
        return {f"{self.name}.state": 0, self.name: int(text)}

    def raw(self, slots: Mapping[str, int]) -> object:
        return slots[self.name]


@frozen
class PerDozen:
    """A tenth of the full points for each dozen."""

    kind: ClassVar[str] = "test_excel_per_dozen"

    fact: DozensFact

    def formula(self, base: Fraction) -> Node:
        return Fact(self.fact.slots[1]) * (base / 10)


@pytest.fixture
def scheme() -> Scheme:
    return Scheme("trung", "Trứng", total=20, items=[Criterion("1", "Trứng", 20, PerDozen(DozensFact("trung")))])


def test_it_has_one_cell_for_any_text(fill: Callable[..., Any], scheme: Scheme) -> None:
    """The cell is open, says what it is for, and checks nothing: the fact itself does when the workbook is read."""
    filled = fill(scheme)
    place = filled.put("trung", "D", "3 tá").partition("!")[2]
    assert not filled.sheet()[place].protection.locked
    assert filled.sheet()[place.replace("D", "C")].value == "Nhập giá trị của số liệu."
    checks = [one for one in filled.sheet().data_validations.dataValidation if place in one.sqref]
    assert [one.promptTitle for one in checks] == ["Giá trị"]
    (unit,) = read_workbook(filled.save(), scheme)
    assert unit.values == {"trung": "3 tá"}
    assert str(scheme.score(unit).total) == "6"


@pytest.mark.parametrize(("raw", "shown"), [("3 tá", "3 tá"), (4, "4")])
def test_what_is_known_of_it_stands_in_its_cell(tmp_path: Path, scheme: Scheme, raw: object, shown: str) -> None:
    """Texts and whole numbers are written as they are read."""
    write_template(scheme, tmp_path / "a.xlsx", [Assessment("Xã A", measurements={"trung": raw})])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Số liệu"]
    (row,) = [cell.row for cell in sheet["I"] if cell.value == "trung"]
    assert sheet[f"D{row}"].value == shown


@pytest.mark.parametrize("raw", [True, (2, 1)])
def test_what_no_cell_can_hold_is_refused(tmp_path: Path, scheme: Scheme, raw: object) -> None:
    """The fact reads it, but how it would be typed is not known."""
    with pytest.raises(MeasurementError) as caught:
        write_template(scheme, tmp_path / "a.xlsx", [Assessment("Xã A", measurements={"trung": raw})])
    assert [(one.code, one.fact) for one in caught.value.problems] == [("wrong-value", "trung")]
