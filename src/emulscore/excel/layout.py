"""Where things stand in a workbook: the one place that writer and reader share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from emulscore.facts import TIME_UNITS, ItemsFact, LatenessFact, TimeUnit
from emulscore.facts._common import NEVER, NOT_APPLICABLE, State
from emulscore.formula.missing import missing, refused
from emulscore.formula.nodes import Fact, Node, Share, Table, walk
from emulscore.scheme import Scheme
from emulscore.words import Words, nfc

__all__ = [
    "CLAIM_COLUMNS",
    "FACT_COLUMNS",
    "FORMAT",
    "HEAD",
    "ITEM_COLUMNS",
    "ITEM_KEYS",
    "LISTS",
    "META",
    "MOST_UNITS",
    "PERIOD",
    "UNIT",
    "Column",
    "Pair",
    "cell_name",
    "column_of",
    "pairs_of",
    "sheet_name",
    "states_of",
    "tables_of",
    "time_units_of",
]

FORMAT: Final = "emulscore workbook 1"
META: Final = "emulscore"
"""The hidden sheet that says which scheme the workbook is for, and holds the lists that cells choose from."""

HEAD: Final = 4
"""The row of a table's heading, from 0."""

LISTS: Final = 6
"""The first column of the lists on the hidden sheet, from 0."""

MOST_UNITS: Final = 1000
"""How many units one workbook may have."""

UNIT: Final = "[unit]"
PERIOD: Final = "[period]"
"""Keys of cells that are no facts; the brackets cannot stand in the name of a fact."""

_LONGEST_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_FACTS: Final = Words("Số liệu", "Facts")
_CLAIMS: Final = Words("Điểm tự chấm", "Claimed points")
_TABLE: Final = Words("Bảng", "Table")


@frozen
class Column:
    """A column of a data-entry sheet.

    Attributes:
        name: What stands in it.
        title: Its heading.
        width: How wide it is, in Excel's own unit: about one digit.
        entry: Whether it has cells to fill in.
    """

    name: str
    title: Words
    width: float
    entry: bool = False


FACT_COLUMNS: Final = (
    Column("id", Words("STT", "No."), 6),
    Column("title", Words("Số liệu cần nhập", "What to give"), 36),
    Column("how", Words("Cách nhập", "How to give it"), 30),
    Column("first", Words("Giá trị\n(số đạt,\nngày hạn)", "Value\n(part,\ndue day)"), 12.5, entry=True),
    Column("second", Words("Tổng số\n(ngày\nthực hiện)", "Whole\n(day done)"), 12.5, entry=True),
    Column("other", Words("Hoặc ghi\n(tỷ lệ, thời\ngian trễ)", "Or instead\n(share,\nlateness)"), 12.5, entry=True),
    Column("state", Words("Tình trạng\n(nếu không\ncó số liệu)", "State\n(where there\nis no value)"), 17, entry=True),
    Column("evidence", Words("Căn cứ của số liệu", "Evidence"), 26, entry=True),
    Column("key", Words("", ""), 0),
)
CLAIM_COLUMNS: Final = (
    Column("id", Words("STT", "No."), 6),
    Column("title", Words("Nội dung tiêu chí", "Criterion"), 36),
    Column("base", Words("Điểm chuẩn", "Base points"), 8),
    Column("how", Words("Cách tính theo bộ tiêu chí", "How it is scored"), 36),
    Column("points", Words("Điểm tự chấm", "Claimed points"), 9, entry=True),
    Column("text", Words("Cách đơn vị tính ra điểm", "The unit's calculation"), 24, entry=True),
    Column(
        "evidence", Words("Căn cứ tính điểm\n(mỗi dòng một văn bản)", "Evidence\n(one document a line)"), 34, entry=True
    ),
    Column("key", Words("", ""), 0),
)


ITEM_COLUMNS: Final = (
    Column("id", Words("STT", "No."), 6),
    Column("name", Words("Tên sản phẩm, công việc", "Item"), 70, entry=True),
    Column("weight", Words("Trọng số\n(để trống là 1)", "Weight\n(1 where it is empty)"), 15, entry=True),
    Column("level", Words("Mức đạt", "Level"), 28, entry=True),
    Column("faults", Words("Số lỗi", "Faults"), 12, entry=True),
    Column("key", Words("", ""), 0),
)
ITEM_KEYS: Final = tuple(f"#{place}" for place in range(1, 101))
"""The rows of a table of items."""


def column_of(columns: tuple[Column, ...], name: str) -> int:
    """Return the place of a column, from 0."""
    return next(place for place, column in enumerate(columns) if column.name == name)


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell from its row and column, both from 0.

    >>> cell_name(6, 3), cell_name(0, 26)
    ('D7', 'AA1')
    """
    return f"{_letters(column)}{row + 1}"


@frozen
class Pair:
    """The two sheets of one unit.

    Attributes:
        facts: The name of the sheet of its facts.
        claims: The name of the sheet of its claims.
        unit: Its name where the workbook fixes it.
        tables: The names of the sheets of its tables of items, by the name of the fact.
    """

    facts: str
    claims: str
    unit: str | None
    tables: Mapping[str, str] = field(factory=dict)


def tables_of(scheme: Scheme, place: int | None) -> dict[str, str]:
    """Return the names of the sheets of a unit's tables of items, by the name of the fact.

    Args:
        scheme: The scheme.
        place: Which of several units it is, from 1; None where it is the only one.
    """
    facts = [name for name, fact in scheme.facts.items() if isinstance(fact, ItemsFact) and takes_items(fact)]
    front = "" if place is None else f"{place} "
    return {name: f"{front}{_TABLE.vi} {number}" for number, name in enumerate(facts, 1)}


def takes_items(fact: ItemsFact) -> bool:
    """Say whether items can be given for a fact: without levels and faults there is nothing to say of one."""
    return bool(fact.levels) or fact.per_fault is not None


def pairs_of(scheme: Scheme, units: tuple[Words, ...] | None) -> tuple[Pair, ...]:
    """Return the names of the sheets, always in Vietnamese: a workbook is read without knowing its language.

    >>> from emulscore.files import open_scheme
    >>> scheme = open_scheme("nga-nam-2023")
    >>> pairs_of(scheme, None)[0].facts, pairs_of(scheme, (Words("Xã A/B"), Words("Xã C")))[0].facts
    ('Số liệu', '1 Xã A B')
    """
    if units is None or len(units) == 1:
        return (Pair(_FACTS.vi, _CLAIMS.vi, None if units is None else units[0].vi, tables_of(scheme, None)),)
    return tuple(
        Pair(sheet_name(place, unit.vi), f"{place} {_CLAIMS.vi}", unit.vi, tables_of(scheme, place))
        for place, unit in enumerate(units, 1)
    )


def sheet_name(place: int, name: str) -> str:
    """Return a name that a sheet may have, unlike that of any other sheet.

    >>> sheet_name(2, "Xã A/B [mới]")
    '2 Xã A B mới'
    """
    plain = " ".join(_NOT_IN_NAMES.sub(" ", nfc(name)).split())
    return f"{place} {plain}"[:_LONGEST_NAME].rstrip(" '")


def time_units_of(scheme: Scheme) -> dict[str, TimeUnit]:
    """Return the unit of time that the rules count each lateness in, where it is one and no other."""
    read = {node.slot.name for named in scheme.formulas for node in walk(named.exact) if isinstance(node, Fact)}
    units: dict[str, TimeUnit] = {}
    for name, fact in scheme.facts.items():
        if isinstance(fact, LatenessFact):
            found = [unit for unit in TIME_UNITS if fact.slot(unit).name in read]
            if len(found) == 1:
                units[name] = found[0]
    return units


def states_of(scheme: Scheme) -> dict[str, frozenset[State]]:
    """Return what may stand instead of each fact's value, so that every row that reads it can still be scored."""
    reads: dict[str, list[Node]] = {name: [] for name in scheme.facts}
    for named in scheme.formulas:
        leaves = (node for node in walk(named.exact) if isinstance(node, Fact | Share | Table))
        for name in {slot.fact for leaf in leaves for slot in leaf.slots if not slot.of_points}:
            reads[name].append(named.exact)
    return {
        name: frozenset(
            state
            for state in (NEVER, NOT_APPLICABLE)
            if formulas and all(_scored(formula, name, state) for formula in formulas)
        )
        for name, formulas in reads.items()
    }


def _scored(formula: Node, name: str, state: State) -> bool:
    """Say whether a formula asks for nothing more of a fact than its state."""
    known = {f"{name}.state": state.value}
    return name not in {slot.fact for slot in (*missing(formula, known), *refused(formula, known))}
