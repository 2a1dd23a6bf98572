"""A program as NumPy calls over blocks of rows: for tables that are in memory.

Whole numbers are carried in doubles, which is exact as long as no number leaves 2^53 (proven beforehand): sums, products
and comparisons of such numbers are exact, and so is the floor of a quotient of amounts that stay below 2^53 together. A block
is some thousand rows, so that all intermediate columns stay in the processor's cache; buffers are used again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
from attrs import field, frozen

from emulscore.frames.blocks import RAW, Array, Raw
from emulscore.frames.cells import Read
from emulscore.frames.graph import Step
from emulscore.frames.program import Program
from emulscore.frames.singles import Cells

__all__ = ["BLOCK", "Kernel", "Loaded"]

BLOCK: Final = 8192
"""How many rows are worked on at once."""

_THREADED: Final = 8 * BLOCK  # fewer rows are not worth a second thread
_CALLS: Final = {
    "add": "add",
    "mul": "multiply",
    "le": "less_equal",
    "and": "logical_and",
    "least": "minimum",
    "most": "maximum",
}
_CONDITIONS: Final = {"le", "and", "not", "present", "below", "above", "infinite", "off-grid", "outside", "no-day"}


@frozen
class Loaded:
    """The columns of a table in memory.

    Attributes:
        rows: How many rows it has.
        raw: Gives a column of numbers, days, or yes and no.
        read: Gives a column that was read value by value.
    """

    rows: int
    raw: Callable[[str], Raw]
    read: Callable[[Cells], Read]


@frozen
class Kernel:
    """A program written as Python source over NumPy buffers; a buffer is free again after its last reader.

    Attributes:
        program: The program.
        outputs: The steps that are results, in order.
        loaded: The table.
        source: The lines of the function that works on one block.
    """

    program: Program
    outputs: tuple[int, ...]
    loaded: Loaded
    source: list[str] = field(factory=list)
    _data: list[object] = field(factory=list)
    _columns: dict[str, Raw] = field(factory=dict)
    _names: dict[int, str] = field(factory=dict)
    _left: dict[int, int] = field(factory=dict)
    _free: dict[str, list[str]] = field(factory=lambda: {"b": [], "c": []})
    _made: dict[str, int] = field(factory=lambda: {"b": 0, "c": 0})
    _run: list[Callable[..., None]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self._left.update(self.program.graph.uses(self.outputs))
        results: dict[int, list[int]] = {}
        for number, place in enumerate(self.outputs):
            results.setdefault(place, []).append(number)
        for place in list(self._left):
            step = self.program.graph.steps[place]
            self._names[place] = self._lit(step) or self._write(step)
            for number in results.get(place, []):
                self.source.append(f"store(out[{number}], {self._names[place]}, casting='unsafe')")
                self._release(place)
        body = "\n    ".join([*self.source, "pass"])
        space: dict[str, Any] = {name: getattr(np, name) for name in (*_CALLS.values(), "divide", "floor", "take")}
        space |= {"store": np.copyto, "logical_not": np.logical_not, "intp": np.intp, "raw": RAW}
        exec(f"def run(b, c, x, n, cells, data, out):\n    {body}", space)  # noqa: S102 - only our own names and numbers
        self._run.append(space["run"])

    # --- writing ----------------------------------------------------------------------------------------------------

    def _lit(self, step: Step) -> str | None:
        if step.op == "lit":
            return f"{float(step.data)!r}"
        return {"never": "False", "always": "True"}.get(step.op)

    def _release(self, place: int) -> None:
        self._left[place] -= 1
        name = self._names[place]
        if not self._left[place] and name[0] in self._free:
            self._free[name[0]].append(name)

    def _take(self, kind: str) -> str:
        if self._free[kind]:
            return self._free[kind].pop()
        self._made[kind] += 1
        return f"{kind}[{self._made[kind] - 1}]"

    def _write(self, step: Step) -> str:
        of = [self._names[part] for part in step.of]
        if step.op == "where":
            return self._where(step, of)
        name = self._take("c" if step.op in _CONDITIONS else "b")
        if step.op in _CALLS:
            self.source.append(f"{_CALLS[step.op]}({of[0]}, {of[1]}, out={name})")
        elif step.op == "floordiv":
            self.source.extend([f"divide({of[0]}, {of[1]}, out={name})", f"floor({name}, out={name})"])
        elif step.op == "not":
            self.source.append(f"logical_not({of[0]}, out={name})")
        elif step.op == "within":
            self.source.append(f"store({name}, {of[0]})")
        elif step.op == "table":
            table = self._keep(np.array(step.data, np.float64))
            self.source.append(f"take({table}, {of[0]}.astype(intp), out={name}, mode='clip')")
        else:
            self.source.append(self._raw(step, name))
        for part in step.of:
            self._release(part)
        return name

    def _where(self, step: Step, of: list[str]) -> str:
        other = step.of[2]
        if of[2][0] == "b" and self._left[other] == 1:  # nobody reads it again: it is written over
            self._left[other] = 0
            name = of[2]
        else:
            name = self._take("b")
            self.source.append(f"store({name}, {of[2]})")
            self._release(other)
        self.source.append(f"store({name}, {of[1]}, where={of[0]})")
        for part in step.of[:2]:
            self._release(part)
        return name

    def _raw(self, step: Step, name: str) -> str:
        column, data = step.column, step.raw
        if step.op == "cell":
            cells, key = data
            read = self.loaded.read(cells)
            self._columns.setdefault(
                f"cells {column} {id(cells)}", Raw(lambda start, stop: read.codes[start:stop], None)
            )
            place = list(self._columns).index(f"cells {column} {id(cells)}")
            # The last entry is that of null, whose place is -1.
            return f"take({self._keep(read.tables[key].astype(np.float64))}, x[{place}], out={name}, mode='wrap')"
        if column not in self._columns:
            self._columns[column] = self.loaded.raw(column)
        place = list(self._columns).index(column)
        return f"raw[{step.op!r}]({name}, x[{place}], n[{place}], {data!r})"

    def _keep(self, value: object) -> str:
        self._data.append(value)
        return f"data[{len(self._data) - 1}]"

    # --- running ----------------------------------------------------------------------------------------------------

    def buffers(self) -> tuple[list[Array], list[Array]]:
        """Return buffers for one thread."""
        numbers = [np.empty(BLOCK, np.float64) for _ in range(self._made["b"])]
        return numbers, [np.empty(BLOCK, np.bool_) for _ in range(self._made["c"])]

    def block(self, start: int, stop: int, buffers: tuple[list[Array], list[Array]], out: Sequence[Array]) -> None:
        """Work rows from *start* to *stop* out."""
        size = stop - start
        numbers, conditions = buffers
        if size < BLOCK:
            numbers, conditions = [each[:size] for each in numbers], [each[:size] for each in conditions]
        values = [raw.values(start, stop) for raw in self._columns.values()]
        nulls = [None if raw.nulls is None else raw.nulls(start, stop) for raw in self._columns.values()]
        with np.errstate(all="ignore"):  # a suspect block may divide by 0; it is worked out again
            self._run[0](numbers, conditions, values, nulls, None, self._data, out)


def _in_order(raw: Raw, start: int, stop: int, ends: tuple[int, int]) -> bool:
    """Say whether a block has no null and lies between two numbers."""
    if raw.nulls is not None and raw.nulls(start, stop).any():
        return False
    values = raw.values(start, stop)
    return bool(values.min() >= ends[0] and values.max() <= ends[1])


def run_blocks(full: Kernel, clean: Kernel | None, guards: Mapping[str, tuple[int, int]], out: Sequence[Array]) -> None:
    """Work a table out: each block by the clean program where it is in order, else by the full one.

    Args:
        full: The program for any unit; its last result is the error.
        clean: The program for units in order, with the same results, and behind them whether a unit is suspect.
        guards: What the clean program takes of columns.
        out: The columns of results.
    """
    rows = full.loaded.rows
    raws = {column: full.loaded.raw(column) for column in guards}

    def work(first: int, last: int) -> None:
        buffers = full.buffers()
        quick = None if clean is None else clean.buffers()
        suspect = np.zeros(BLOCK, np.bool_)
        for start in range(first, last, BLOCK):
            stop = min(start + BLOCK, last)
            block = [each[start:stop] for each in out]
            if clean is not None and quick is not None:
                doubt = suspect[: stop - start]
                in_order = all(_in_order(raws[column], start, stop, ends) for column, ends in guards.items())
                if in_order:
                    clean.block(start, stop, quick, [*block, doubt])
                if in_order and not doubt.any():
                    continue
            full.block(start, stop, buffers, block)

    threads = min(os.cpu_count() or 1, 4) if rows >= _THREADED else 1
    size = -(-rows // threads // BLOCK) * BLOCK or BLOCK
    spans = [(first, min(first + size, rows)) for first in range(0, rows, size)]
    if len(spans) <= 1:
        for span in spans:
            work(*span)
        return
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work, *span) for span in spans]:
            done.result()
