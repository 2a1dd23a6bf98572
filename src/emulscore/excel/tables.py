"""The sheet of a table of items: one row for each product or task, with its weight and its level or faults."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.excel.entries import Ask
from emulscore.excel.form import BOLD, Form
from emulscore.excel.known import Cells
from emulscore.excel.layout import HEAD, ITEM_COLUMNS, ITEM_KEYS, column_of
from emulscore.excel.styles import height
from emulscore.facts import ItemsFact
from emulscore.words import Words

__all__ = ["Table"]

_TITLE: Final = Words("Bảng sản phẩm, công việc - {}", "Table of items - {}")
_FOR: Final = Words("Số liệu: {}", "Fact: {}")
_NAME: Final = Words("Tên", "Item")
_ASK_NAME: Final = Words("Nhập tên sản phẩm hoặc công việc.", "What the item is.")
_WEIGHT: Final = Words("Trọng số", "Weight")
_ASK_WEIGHT: Final = Words(
    "Nhập trọng số, không quá 2 chữ số thập phân; để trống là 1.", "Its weight, of at most 2 decimals; 1 where empty."
)
_LEVEL: Final = Words("Mức đạt", "Level")
_ASK_LEVEL: Final = Words("Chọn một mức trong danh sách.", "Choose a level from the list.")
_FAULTS: Final = Words("Số lỗi", "Faults")
_ASK_FAULTS: Final = Words("Nhập số lỗi, là số nguyên từ 0.", "How many faults, a whole number from 0.")
_MOST_FAULTS: Final = 1000
_HEAVIEST: Final = 10**6


@frozen
class Table(Form):
    """The sheet of one table of items."""

    def write(self, name: str, unit: str | None, items: Sequence[Cells] = ()) -> None:
        """Write the table of a fact.

        Args:
            name: The name of the fact.
            unit: The name of the unit, where it is known.
            items: What is known of its rows already.
        """
        fact = self.scheme.facts[name]
        assert isinstance(fact, ItemsFact)  # noqa: S101 - only such facts have tables
        self.start(ITEM_COLUMNS, _TITLE)
        label = _FOR.text(self.lang).format(self.scheme.labels[name].text(self.lang))
        last = len(ITEM_COLUMNS) - 2
        width = sum(column.width for column in ITEM_COLUMNS)
        self.text(1, 1, unit or "", "label left")
        self.sheet.merge_range(2, 0, 2, last, "", self.book.style("label left"))
        self.text(2, 0, label, "label left")
        self.sheet.set_row(2, height((label, width, BOLD)))
        asks = tuple(_asks(fact))
        for row, key in enumerate(ITEM_KEYS, HEAD + 1):
            self.text(row, 0, key.removeprefix("#"), "text number")
            for place, column in enumerate(ITEM_COLUMNS[1:-1], 1):
                ask = next((ask for ask in asks if ask.column == column.name), None)
                if ask is None:
                    self.sheet.write_blank(row, place, None, self.book.style("closed"))
                else:
                    known = items[row - HEAD - 1].get(column.name) if row - HEAD <= len(items) else None
                    self.entry(row, place, ask, "entry" if ask.kind == "text" else ask.kind, known)
            self.text(row, column_of(ITEM_COLUMNS, "key"), key, "plain")
        self.finish(ITEM_COLUMNS, HEAD + 1 + len(ITEM_KEYS))


def _asks(fact: ItemsFact) -> list[Ask]:
    asks = [
        Ask("name", "text", _NAME, _ASK_NAME),
        Ask("weight", "decimal", _WEIGHT, _ASK_WEIGHT, high=Fraction(min(fact.largest, _HEAVIEST))),
    ]
    if fact.levels:
        choices = tuple(Words(name) for name, _ in fact.levels)
        asks.append(Ask("level", "list", _LEVEL, _ASK_LEVEL, choices=choices))
    if fact.per_fault is not None:
        asks.append(Ask("faults", "whole", _FAULTS, _ASK_FAULTS, high=Fraction(_MOST_FAULTS)))
    return asks
