"""Single columns, in the steps of a graph: a count, a number, a day, or values that are read one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from emulscore.columnar.columns import FINEST, ColumnKind
from emulscore.columnar.faults import Faults
from emulscore.columnar.graph import ALWAYS, NEVER, Graph
from emulscore.errors import Refused
from emulscore.facts import read_date
from emulscore.facts.numeric import read_whole

__all__ = ["TOO_LONG", "Cell", "Cells", "Errors", "OneColumn"]

TOO_LONG: Final = 10**18
"""Numbers beyond are refused as too long, whatever their fact takes."""

Errors = list[tuple[int, int]]
"""Conditions, each with the number of the error that it shows; the first that holds counts."""


@frozen
class Cell:
    """One column, read.

    Attributes:
        value: The number; where it is not in order, some number within its limits.
        given: Whether anything was given.
        fine: Whether it was given and is in order.
        errors: What can be wrong with it.
    """

    value: int
    given: int
    fine: int
    errors: Errors


@frozen
class Cells:
    """Reads the values of one column one by one, as the scalar door does.

    Attributes:
        column: The column.
        read: Turns a raw value into whole numbers by key.
        ends: The least and greatest number of each key; a key that is not read has the least.
        fact: The name of the fact, for errors.
    """

    column: str
    read: Callable[[object], Mapping[str, int]] = field(eq=False)
    ends: tuple[tuple[str, int, int], ...]
    fact: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Return what is read of each value: the keys, whether each was read, and the error."""
        keys = [key for key, _, _ in self.ends]
        return (*keys, *(f"given:{key}" for key in keys), "error")

    def row(self, raw: object, faults: Faults) -> tuple[int, ...]:
        """Return the numbers of one value, in the order of `keys`."""
        lows = [low for _, low, _ in self.ends]
        try:
            found = self.read(raw)
        except Refused as refused:
            return (*lows, *(0 for _ in lows), faults.number(refused.code, fact=self.fact))
        values = [found.get(key, low) for key, low, _ in self.ends]
        return (*values, *(int(key in found) for key, _, _ in self.ends), 0)


@frozen
class OneColumn:
    """Reads single columns of one fact.

    Attributes:
        graph: The graph.
        faults: The numbers of errors.
        fact: The name of the fact.
        guards: Where columns of whole numbers are taken to be in order: what that means, by column; else None.
        narrow: Says which numbers were read, where the table has been looked at already.
    """

    graph: Graph
    faults: Faults
    fact: str
    guards: dict[str, tuple[int, int]] | None
    narrow: Callable[[Cells, str], tuple[int, int]] | None = None

    def number_of(self, code: str) -> int:
        """Return the number of an error of the fact."""
        return self.graph.lit(self.faults.number(code, fact=self.fact))

    def present(self, column: str) -> int:
        """Say where a column has a value."""
        return self.graph.raw("present", column)

    def cells(
        self,
        column: str,
        kind: ColumnKind,
        read: Callable[[object], Mapping[str, int]],
        ends: Sequence[tuple[str, int, int]],
    ) -> dict[str, Cell]:
        """Return what is read of values one by one, by key, with the number of the error as a value."""
        graph = self.graph
        if kind == "empty":
            return {key: Cell(graph.lit(low), NEVER, NEVER, []) for key, low, _ in (*ends, ("error", 0, 0))}
        cells = Cells(column, read, tuple(ends), self.fact)
        found = {}
        for key, low, high in ends:
            there = graph.le(graph.lit(1), self.cell(cells, f"given:{key}", 0, 1))
            found[key] = Cell(self.cell(cells, key, low, high), there, there, [])
        found["error"] = Cell(self.cell(cells, "error", 0, self.faults.most), ALWAYS, ALWAYS, [])
        return found

    def cell(self, cells: Cells, key: str, low: int, high: int) -> int:
        """Return one number that was read value by value."""
        ends = (low, high) if self.narrow is None else self.narrow(cells, key)
        return self.graph.raw("cell", cells.column, (cells, key), ends)

    def count(self, column: str, kind: ColumnKind, largest: int, least: int = 0) -> Cell:
        """Return a count, *least* where it is not in order."""
        graph = self.graph
        if kind in {"whole", "double", "empty"}:
            return self.number(column, kind, 0, (least, largest), "")
        cells = self.cells(column, kind, lambda raw: {"count": read_whole(raw, largest)}, (("count", 0, largest),))
        cell, error = cells["count"], cells["error"].value
        wrong = graph.lt(graph.lit(0), error)
        return Cell(cell.value, graph.either(cell.given, wrong), cell.given, [(wrong, error)])

    def number(self, column: str, kind: ColumnKind, decimals: int, ends: tuple[int, int], refusal: str) -> Cell:
        """Return a number on a grid, in steps of its last decimal; counts have no *refusal* of their own."""
        graph = self.graph
        low, high = ends
        scale = 10**decimals
        below, above = map(self.number_of, (refusal, refusal) if refusal else ("negative", "too-large"))
        if kind == "empty":
            return Cell(graph.lit(low), NEVER, NEVER, [])
        if kind == "double":
            steps = graph.raw("steps", column, scale, (-FINEST, FINEST))
            errors = [
                (graph.raw("infinite", column), self.number_of("not-finite")),
                (graph.raw("off-grid", column, scale), self.number_of("float-off-grid" if refusal else "not-a-count")),
                (graph.raw("outside", column, TOO_LONG), self.number_of("number-too-long")),
                (graph.lt(steps, graph.lit(low)), below),
                (graph.lt(graph.lit(high), steps), above),
            ]
            value = graph.least(graph.most(steps, graph.lit(low)), graph.lit(high))
            fine = self.present(column)
            for wrong, _ in errors:
                fine = graph.both(fine, graph.negation(wrong))
            return Cell(value, self.present(column), fine, errors)
        # The least and greatest whole number that the fact takes.
        first, last = -(-low // scale), high // scale
        if first > last:
            return Cell(graph.lit(low), self.present(column), NEVER, [(ALWAYS, below)])
        if self.guards is not None:
            lowest, highest = self.guards.get(column, (first, last))
            self.guards[column] = (max(first, lowest), min(last, highest))
            value = graph.mul(graph.raw("whole", column, None, (first, last)), graph.lit(scale))
            return Cell(value, ALWAYS, ALWAYS, [])
        value = graph.raw("whole-within", column, (first, last), (first, last))
        errors = [(graph.raw("below", column, first), below), (graph.raw("above", column, last), above)]
        if refusal:
            too_long = self.number_of("number-too-long")
            errors[:0] = [
                (graph.raw("below", column, -TOO_LONG), too_long),
                (graph.raw("above", column, TOO_LONG), too_long),
            ]
        fine = graph.raw("fits", column, (first, last))
        return Cell(graph.mul(value, graph.lit(scale)), self.present(column), fine, errors)

    def day(self, column: str, kind: ColumnKind) -> tuple[tuple[int, int, int], int, int]:
        """Return year, month and day, whether anything was given, and whether it is no day."""
        graph = self.graph
        ends = (("year", 1, 9999), ("month", 1, 12), ("day", 1, 31))
        if kind == "day":
            parts = [graph.raw(key, column, None, (low, high)) for key, low, high in ends]
            return (parts[0], parts[1], parts[2]), self.present(column), graph.raw("no-day", column)
        cells = self.cells(column, kind, _day, ends)
        wrong = graph.lt(graph.lit(0), cells["error"].value)
        year, month, day = (cells[key].value for key, _, _ in ends)
        return (year, month, day), graph.either(cells["year"].given, wrong), wrong


def _day(raw: object) -> Mapping[str, int]:
    found = read_date(raw)
    return {"year": found.year, "month": found.month, "day": found.day}
