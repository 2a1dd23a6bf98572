"""From one row of a table of items to the item, exactly as it was typed."""

from __future__ import annotations

from collections.abc import Mapping

from emulscore.errors import Refused
from emulscore.excel.opening import Cell
from emulscore.excel.raw import Bad, Typed, exact, plain, text_of, whole
from emulscore.facts import ItemsFact

__all__ = ["item_of"]

_DECIMALS = 2  # of a weight, as its prompt says


def item_of(fact: ItemsFact, cells: Mapping[str, Cell]) -> Typed:
    """Return the item of a row as a table of its keys; nothing where no cell is filled in.

    Args:
        fact: The fact.
        cells: The cells of the row that are not empty, by the name of their columns.
    """
    closed = {"level": not fact.levels, "faults": fact.per_fault is None}
    bad = [Bad((name,), Refused("closed-cell"), cell.value) for name, cell in cells.items() if closed.get(name)]
    item: dict[str, object] = {}
    for name, cell in cells.items():
        try:
            item[name] = _value(name, cell)
        except Refused as refused:
            bad.append(Bad((name,), refused, cell.value))
    if not item or bad:
        return Typed(None, tuple(bad))
    if "level" in item and "faults" in item:
        return Typed(None, (Bad(("level", "faults"), Refused("several-values")),))
    if not {"level", "faults"} & item.keys():
        return Typed(None, (Bad(("level" if fact.levels else "faults",), Refused("empty-cell")),))
    try:
        fact.read([item])
    except Refused as refused:
        columns = tuple(name for name in cells if name != "name")
        return Typed(None, (Bad(columns, refused, ", ".join(str(item[name]) for name in columns)),))
    return Typed(item)


def _value(name: str, cell: Cell) -> object:
    match name:
        case "weight":
            return exact(cell, _DECIMALS)
        case "faults":
            return whole(cell)
        case "level":
            value = plain(cell)
            return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        case _:
            return text_of(cell)
