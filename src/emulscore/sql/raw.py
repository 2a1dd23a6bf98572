"""Raw columns as a query engine reads them, step by step: no condition is ever null, and no number leaves its range."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from attrs import field, frozen

from emulscore.columnar.columns import FINEST, ColumnKind
from emulscore.columnar.graph import Step
from emulscore.columnar.singles import Cells
from emulscore.sql.dialects import Dialect
from emulscore.sql.writer import Written

__all__ = ["CellTable", "RawSteps"]

CellTable = Callable[[Cells, str], tuple[Sequence[tuple[Any, int]], int, int]]
"""Gives what was read of the values of a column, by key: each value with its number, the number of null, and that of a value
that was not there when the column was asked for its values."""

_COMPARED: Final = 3
_CHOICE: Final = 4  # so many operations a choice counts for
_DAYS: Final = "DATE '0001-01-01' AND DATE '9999-12-31'"


@frozen
class RawSteps:
    """Writes the steps of a program that read raw columns.

    Attributes:
        dialect: The dialect.
        kinds: What each column holds.
        cells: What was read of columns value by value.
    """

    dialect: Dialect
    kinds: Mapping[str, ColumnKind]
    cells: CellTable
    _known: dict[Step, tuple[Written, frozenset[str]]] = field(factory=dict, init=False)

    def name(self, column: str) -> str:
        """Return the name of a column in quotes, whatever is in it."""
        sign = self.dialect.quotes
        return f"{sign}{column.replace(sign, sign * 2)}{sign}"

    def __call__(self, step: Step) -> tuple[Written, frozenset[str]]:
        """Return a step as text, with the column that it reads."""
        if step not in self._known:
            column = step.raw[0].column if step.op == "cell" else step.column
            self._known[step] = self._written(step, self.name(column), column), frozenset({self.name(column)})
        return self._known[step]

    def _written(self, step: Step, raw: str, column: str) -> Written:
        data, low = step.raw, step.ends[0]
        match step.op:
            case "cell":
                return self._cell(step, raw)
            case "present":
                return Written(f"{raw} IS NOT NULL", _COMPARED, 1, opposite=(f"{raw} IS NULL", _COMPARED))
            case "whole":
                return Written(self.dialect.cast(raw))
            case "flag":
                return Written(self.dialect.cast(f"CASE WHEN {raw} THEN 1 ELSE 0 END"), size=_CHOICE)
            case "below" | "above":
                return self._condition(f"{raw} {'<' if step.op == 'below' else '>'} {data}")
            case "fits":
                return self._condition(f"{raw} BETWEEN {data[0]} AND {data[1]}")
            case "whole-within":
                inside = f"{raw} BETWEEN {data[0]} AND {data[1]}"
                return Written(f"CASE WHEN {inside} THEN {self.dialect.cast(raw)} ELSE {low} END", size=_CHOICE)
            case "year" | "month" | "day":
                part = self.dialect.cast(self.dialect.part_of(step.op.upper(), raw))
                return Written(f"CASE WHEN {raw} BETWEEN {_DAYS} THEN {part} ELSE {low} END", size=_CHOICE)
            case "no-day":
                whole = "" if self.kinds[column] != "day" else f" AND {raw} = CAST({raw} AS DATE)"
                return self._condition(f"NOT ({raw} BETWEEN {_DAYS}{whole})")
            case _:
                return self._double(step.op, f"CAST({raw} AS DOUBLE)", data)

    def _condition(self, text: str) -> Written:
        return Written(f"COALESCE({text}, FALSE)", size=2)

    def _double(self, op: str, raw: str, data: int) -> Written:
        infinite = self.dialect.no_number.format(raw)
        if op == "infinite":
            return self._condition(infinite)
        if op == "outside":
            most = _double(data)
            return self._condition(f"NOT ({infinite}) AND ({raw} > {most} OR {raw} < -{most})")
        scale, most = _double(data), _double(FINEST / data)
        near = f"{raw} BETWEEN -{most} AND {most}"
        if op == "off-grid":
            return self._condition(f"CASE WHEN {near} THEN ROUND({raw} * {scale}) / {scale} <> {raw} END")
        steps = self.dialect.cast(f"ROUND({raw} * {scale})")
        far = f"WHEN {infinite} THEN 0 WHEN {raw} > {most} THEN {FINEST} WHEN {raw} < -{most} THEN -{FINEST}"
        return Written(f"CASE WHEN {near} THEN {steps} {far} ELSE 0 END", size=_CHOICE)

    def _cell(self, step: Step, raw: str) -> Written:
        cells, key = step.raw
        values, null, unseen = self.cells(cells, key)
        groups: dict[int, list[str]] = {}
        for value, number in values:
            if number != unseen:
                groups.setdefault(number, []).append(self._literal(value))
        whens = [f"WHEN {raw} IN ({', '.join(group)}) THEN {number}" for number, group in groups.items()]
        if null != unseen:
            whens.append(f"WHEN {raw} IS NULL THEN {null}")
        text = f"CASE {' '.join(whens)} ELSE {unseen} END" if whens else str(unseen)
        return Written(self.dialect.cast(text), size=_CHOICE)

    def _literal(self, value: Any) -> str:  # noqa: ANN401 - whatever a column holds
        if isinstance(value, str):
            return self.dialect.text_of(value)
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, float):
            return _double(value)
        if isinstance(value, datetime):
            return f"TIMESTAMP '{value.isoformat(' ')}'"
        return f"DATE '{value.isoformat()}'" if isinstance(value, date) else str(value)


def _double(value: float) -> str:
    """Return a double that is read back as itself."""
    return f"CAST('{value}' AS DOUBLE)" if value in {float("inf"), -float("inf")} or value != value else f"{value:.17e}"  # noqa: PLR0124 - NaN
