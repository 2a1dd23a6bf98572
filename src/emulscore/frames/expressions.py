"""A program as Narwhals expressions: for lazy and distributed tables, and for schemes that do not fit the kernel.

Each step that is read more than once becomes a column of its own, in rounds of `with_columns`; the rest is written where
it is used. Every number is cast to Int64 first, no condition is ever null, and only amounts are divided, by positive numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import narwhals as nw
from attrs import field, frozen

from emulscore.columnar.columns import FINEST
from emulscore.columnar.graph import Graph, Step
from emulscore.columnar.singles import Cells

__all__ = ["Expressions", "Lookup"]

_PREFIX: Final = "__emulscore_"
_SHORT: Final = 12  # a step of fewer operations is written again rather than kept

Lookup = Callable[[Cells, str], tuple[nw.Expr, str]]
"""Gives the whole numbers that were read of a column value by value, by key, and the column that they are taken from."""


_LONG: Final = 400  # a longer one is slow to plan


@frozen
class _Written:
    expr: nw.Expr
    size: int
    level: int
    reads: frozenset[str]


@frozen
class Round:
    """One selection of columns.

    Attributes:
        along: The columns that stay.
        made: The columns that are added.
    """

    along: list[str]
    made: dict[str, nw.Expr]

    def apply(self, frame: Any) -> Any:
        """Return the table after the round."""
        return frame.select(*(nw.col(name) for name in self.along), **self.made)


@frozen
class Expressions:
    """Writes the steps of a graph.

    Attributes:
        graph: The graph.
        dtypes: The types of the raw columns.
        lookup: Where values that are read one by one are found.
        whole: Writes a whole number as 64 bits.
    """

    graph: Graph
    dtypes: Mapping[str, nw.dtypes.DType]
    lookup: Lookup
    whole: Callable[[int], nw.Expr] = lambda number: nw.lit(number, nw.Int64)
    _rounds: list[dict[str, _Written]] = field(factory=list)
    _written: dict[int, _Written] = field(factory=dict)

    def write(self, wanted: Sequence[int], carried: Iterable[str]) -> list[Round]:
        """Return the rounds after which there is a column for each wanted step, beside those that are carried along."""
        uses = self.graph.uses(wanted)
        for place, readers in uses.items():
            self._written[place] = self._write(place, again=readers > 1)
        for place in wanted:
            if not any(self.name(place) in kept for kept in self._rounds):
                self._keep(self.name(place), self._written[place])
        # From the last round back: a column goes along as long as somebody reads it.
        needed = {*carried, *(self.name(place) for place in wanted)}
        found = []
        for kept in reversed(self._rounds):
            along = sorted(needed - kept.keys())
            found.append(Round(along, {name: written.expr for name, written in kept.items()}))
            needed = {*along, *(column for written in kept.values() for column in written.reads)}
        return found[::-1]

    @staticmethod
    def name(place: int) -> str:
        """Return the name of the column of a step."""
        return f"{_PREFIX}{place}"

    def _keep(self, name: str, written: _Written) -> _Written:
        while len(self._rounds) <= written.level:
            self._rounds.append({})
        self._rounds[written.level][name] = written
        return _Written(nw.col(name), 0, written.level + 1, frozenset({name}))

    def _write(self, place: int, *, again: bool) -> _Written:
        step = self.graph.steps[place]
        parts = [self._written[part] for part in step.of]
        size, level = 1 + sum(part.size for part in parts), max((part.level for part in parts), default=0)
        if step.is_raw:
            size = 2  # it is often a comparison, a cast and a choice
        reads = frozenset[str]().union(*(part.reads for part in parts))
        if step.op == "cell":
            expr, column = self.lookup(*step.raw)
            reads = frozenset({column})
        else:
            expr = self._expr(step, [part.expr for part in parts])
            reads |= {step.column} if step.is_raw else set()
        written = _Written(expr, size, level, reads)
        if (again and size >= _SHORT) or size > _LONG:
            return self._keep(self.name(place), written)
        return written

    def _expr(self, step: Step, of: list[nw.Expr]) -> nw.Expr:
        match step.op:
            case "lit":
                return self.whole(step.data)
            case "never" | "always":
                return nw.lit(step.op == "always", nw.Boolean)
            case "add":
                return of[0] + of[1]
            case "sub":
                return of[0] - of[1]
            case "eq":
                return of[0] == of[1]
            case "mul":
                return of[0] * of[1]
            case "floordiv":
                return of[0] // of[1]
            case "least":
                return nw.when(of[0] <= of[1]).then(of[0]).otherwise(of[1])
            case "most":
                return nw.when(of[0] <= of[1]).then(of[1]).otherwise(of[0])
            case "table":
                return self._table(of[0], step.data)
            case "within":
                return of[0]
            case "le":
                return of[0] <= of[1]
            case "and":
                return of[0] & of[1]
            case "not":
                return ~of[0]
            case "where":
                return nw.when(of[0]).then(of[1]).otherwise(of[2])
            case _:
                return self._raw(step, step.column, step.raw)

    # --- raw columns ------------------------------------------------------------------------------------------------

    def _raw(self, step: Step, column: str, data: Any) -> nw.Expr:
        raw = nw.col(column)
        present = ~raw.is_null()
        match step.op:
            case "present":
                return present
            case "flag":
                return nw.when(present).then(raw).otherwise(nw.lit(value=False)).cast(nw.Int64)
            case "year" | "month" | "day":
                found = {"year": raw.dt.year, "month": raw.dt.month, "day": raw.dt.day}[step.op]()
                return nw.when(present).then(found).otherwise(nw.lit(step.ends[0])).cast(nw.Int64)
            case "no-day":
                return self._no_day(column, present)
            case "below" | "above" | "fits" | "whole-within":
                return self._whole(step.op, column, present, data)
            case "infinite" | "off-grid" | "outside" | "steps":
                return self._double(step.op, raw.cast(nw.Float64), present, data)
            case _:  # pragma: no cover - every raw step is above
                raise AssertionError(step.op)

    def _whole(self, op: str, column: str, present: nw.Expr, data: Any) -> nw.Expr:
        unsigned = self.dtypes[column] in {nw.UInt64, nw.UInt128, nw.Int128}
        raw = nw.col(column) if unsigned else nw.col(column).cast(nw.Int64)
        signed = self.dtypes[column] not in {nw.UInt64, nw.UInt128}
        if op == "below":
            return present & (raw < data) if signed or data > 0 else nw.lit(value=False)
        if op == "above":
            above: nw.Expr = raw > data
            return present & above
        first, last = data
        fits: nw.Expr = present & (raw <= last)
        if signed or first > 0:
            fits = fits & (raw >= first)
        if op == "fits":
            return fits
        return nw.when(fits).then(raw).otherwise(nw.lit(first)).cast(nw.Int64)

    def _no_day(self, column: str, present: nw.Expr) -> nw.Expr:
        raw = nw.col(column)
        years = (raw.dt.year() < 1) | (raw.dt.year() > 9999)  # noqa: PLR2004 - the years that a day can have
        if self.dtypes[column] == nw.Date:
            return present & years
        # What is not its own midnight has a clock, down to the engine's own smallest unit.
        return present & (years | (raw.dt.truncate("1d") != raw))

    def _double(self, op: str, raw: nw.Expr, present: nw.Expr, data: Any) -> nw.Expr:
        # A null is replaced before anything is compared; not-a-number stays.
        value = nw.when(present).then(raw).otherwise(nw.lit(0.0))
        finite = present & value.is_finite()
        if op == "infinite":
            return present & ~value.is_finite()
        if op == "outside":
            return finite & ((value > float(data)) | (value < -float(data)))
        most = FINEST / data
        near: nw.Expr = finite & (value <= most) & (value >= -most)
        steps = (nw.when(near).then(value).otherwise(nw.lit(0.0)) * float(data)).round(0)
        if op == "off-grid":
            # By a column, not by a constant: polars multiplies by the reciprocal of a constant, which is not the same double.
            scale = nw.when(near).then(value).otherwise(nw.lit(0.0)) * 0.0 + float(data)
            off: nw.Expr = (steps / scale) != value
            return near & off
        far = nw.when(finite & (value > most)).then(self.whole(FINEST)).otherwise(self.whole(-FINEST))
        zero = self.whole(0)
        return nw.when(near).then(steps.cast(nw.Int64)).otherwise(nw.when(finite).then(far).otherwise(zero))

    def _table(self, at: nw.Expr, values: Any) -> nw.Expr:
        found = self.whole(values[-1])
        for place in range(len(values) - 2, -1, -1):
            if values[place] != values[place + 1]:
                found = nw.when(at <= place).then(self.whole(values[place])).otherwise(found)
        return found
