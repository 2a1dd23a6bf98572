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

from emulscore.columnar.graph import Graph, Step
from emulscore.columnar.program import Program
from emulscore.columnar.singles import Cells
from emulscore.frames.blocks import RAW, Array, Raw
from emulscore.frames.cells import Read

__all__ = ["BLOCK", "Kernel", "Loaded", "run_blocks"]

BLOCK: Final = 32768
"""How many rows are worked on at once."""

_THREADED: Final = 4 * BLOCK  # fewer rows are not worth a second thread
_CALLS: Final = {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "eq": "equal",
    "le": "less_equal",
    "and": "logical_and",
    "least": "minimum",
    "most": "maximum",
}
_CONDITIONS: Final = {
    "le",
    "eq",
    "and",
    "not",
    "present",
    "fits",
    "below",
    "above",
    "infinite",
    "off-grid",
    "outside",
    "no-day",
}


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

    def codes(self, cells: Cells) -> Raw:
        """Return a column that was read value by value, as the places of its values."""
        codes = self.read(cells).codes
        return Raw(lambda start, stop: codes[start:stop], None)


def _order(graph: Graph, wanted: Sequence[int]) -> list[int]:
    """Return the steps of a program so that few numbers are alive at a time, and all of them stay in the cache.

    Raw columns are read as late as they can be, and whatever can be worked out of them is worked out at once.
    """
    uses = graph.uses(wanted)
    unmet = {place: len(set(graph.steps[place].of)) for place in uses}
    readers: dict[int, list[int]] = {place: [] for place in uses}
    for place in uses:
        for part in set(graph.steps[place].of):
            readers[part].append(place)
    found: dict[int, None] = {}

    def finish(place: int) -> None:
        ready = [place]
        while ready:
            here = ready.pop()
            found[here] = None
            for reader in readers[here]:
                unmet[reader] -= 1
                if not unmet[reader]:
                    ready.append(reader)

    for place, step in ((place, graph.steps[place]) for place in uses):
        if not step.of and not step.is_raw:
            finish(place)
    for place in wanted:
        stack = [place]
        while stack:
            missing = [part for part in graph.steps[stack[-1]].of if part not in found]
            if missing:
                stack.append(missing[0])
            elif stack[-1] in found:
                stack.pop()
            else:
                finish(stack.pop())
    return list(found)


@frozen
class Kernel:
    """A program written as Python source over NumPy buffers; a buffer is free again after its last reader.

    Attributes:
        program: The program.
        outputs: The steps that are results, in order.
        source: The lines of the function that works on one block.
    """

    program: Program
    outputs: tuple[int, ...]
    source: list[str] = field(factory=list)
    _data: list[Array | tuple[Cells, str]] = field(factory=list)
    _columns: dict[str | Cells, int] = field(factory=dict)
    _names: dict[int, str] = field(factory=dict)
    _left: dict[int, int] = field(factory=dict)
    _roots: dict[int, int] = field(factory=dict)
    _free: dict[str, list[str]] = field(factory=lambda: {"b": [], "c": []})
    _made: dict[str, int] = field(factory=lambda: {"b": 0, "c": 0})
    _run: list[Callable[..., None]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        uses = self.program.graph.uses(self.outputs)
        self._left.update((place, uses[place]) for place in _order(self.program.graph, self.outputs))
        results: dict[int, list[int]] = {}
        for number, place in enumerate(self.outputs):
            results.setdefault(place, []).append(number)
        for place in list(self._left):
            step = self.program.graph.steps[place]
            self._names[place] = self._lit(step) or self._write(step, place)
            for number in results.get(place, []):
                self.source.append(f"store(out[{number}], {self._names[place]}, casting='unsafe')")
                self._release(place)
        body = "\n    ".join([*self.source, "pass"])
        space: dict[str, Any] = {
            name: getattr(np, name) for name in (*_CALLS.values(), "divide", "floor", "take", "where")
        }
        space |= {"store": np.copyto, "logical_not": np.logical_not, "intp": np.intp, "raw": RAW}
        exec(f"def run(b, c, x, n, data, out):\n    {body}", space)  # noqa: S102 - only our own names and numbers
        self._run.append(space["run"])

    # --- writing ----------------------------------------------------------------------------------------------------

    def _lit(self, step: Step) -> str | None:
        if step.op == "lit":
            return f"{float(step.data)!r}"
        return {"never": "False", "always": "True"}.get(step.op)

    def _release(self, place: int) -> None:
        place = self._roots.get(place, place)
        self._left[place] -= 1
        name = self._names[place]
        if not self._left[place] and name[0] in self._free:
            self._free[name[0]].append(name)

    def _same(self, step: Step, place: int) -> str:
        """Take a number by another name: it is read where the step is read."""
        part = step.of[0]
        root = self._roots[place] = self._roots.get(part, part)
        self._left[root] += self._left[place] - 1
        return self._names[root]

    def _take(self, kind: str) -> str:
        if self._free[kind]:
            return self._free[kind].pop()
        self._made[kind] += 1
        return f"{kind}[{self._made[kind] - 1}]"

    def _write(self, step: Step, place: int) -> str:
        of = [self._names[part] for part in step.of]
        if step.op == "within":
            return self._same(step, place)
        name = self._take("c" if step.op in _CONDITIONS else "b")
        if step.op in _CALLS:
            self.source.append(f"{_CALLS[step.op]}({of[0]}, {of[1]}, out={name})")
        elif step.op == "floordiv":
            self.source.extend([f"divide({of[0]}, {of[1]}, out={name})", f"floor({name}, out={name})"])
        elif step.op == "not":
            self.source.append(f"logical_not({of[0]}, out={name})")
        elif step.op == "where":
            self.source.append(f"{name} = where({of[0]}, {of[1]}, {of[2]})")  # a masked store is some times slower
        elif step.op == "table":
            table = self._keep(np.array(step.data, np.float64))
            self.source.append(f"take({table}, {of[0]}.astype(intp), out={name}, mode='clip')")
        else:
            self.source.append(self._raw(step, name))
        for part in step.of:
            self._release(part)
        return name

    def _raw(self, step: Step, name: str) -> str:
        column, data = step.column, step.raw
        if step.op == "cell":
            cells, _ = data
            place = self._columns.setdefault(cells, len(self._columns))
            # The last entry is that of null, whose place is -1.
            return f"take({self._keep(data)}, x[{place}], out={name}, mode='wrap')"
        place = self._columns.setdefault(column, len(self._columns))
        if step.op in {"whole", "flag"}:
            return f"store({name}, x[{place}], casting='unsafe')"
        return f"raw[{step.op!r}]({name}, x[{place}], n[{place}], {data!r})"

    def _keep(self, value: Array | tuple[Cells, str]) -> str:
        self._data.append(value)
        return f"data[{len(self._data) - 1}]"

    # --- running ----------------------------------------------------------------------------------------------------

    def bind(self, loaded: Loaded) -> Bound:
        """Return the kernel over the columns of one table."""
        columns = [loaded.raw(key) if isinstance(key, str) else loaded.codes(key) for key in self._columns]
        data = [
            loaded.read(one[0]).tables[one[1]].astype(np.float64) if isinstance(one, tuple) else one
            for one in self._data
        ]
        return Bound(self._run[0], columns, data, (self._made["b"], self._made["c"]))


@frozen
class Bound:
    """A kernel over the columns of one table."""

    run: Callable[..., None]
    columns: list[Raw]
    data: list[Array]
    sizes: tuple[int, int]

    def buffers(self) -> tuple[list[Array], list[Array]]:
        """Return buffers for one thread."""
        numbers = [np.empty(BLOCK, np.float64) for _ in range(self.sizes[0])]
        return numbers, [np.empty(BLOCK, np.bool_) for _ in range(self.sizes[1])]

    def block(self, start: int, stop: int, buffers: tuple[list[Array], list[Array]], out: Sequence[Array]) -> None:
        """Work rows from *start* to *stop* out."""
        size = stop - start
        numbers, conditions = buffers
        if size < BLOCK:
            numbers, conditions = [each[:size] for each in numbers], [each[:size] for each in conditions]
        values = [raw.values(start, stop) for raw in self.columns]
        nulls = [None if raw.nulls is None else raw.nulls(start, stop) for raw in self.columns]
        with np.errstate(all="ignore"):  # a suspect block may divide by 0; it is worked out again
            self.run(numbers, conditions, values, nulls, self.data, out)


def _in_order(raw: Raw, start: int, stop: int, ends: tuple[int, int]) -> bool:
    """Say whether a block has no null and lies between two numbers."""
    if raw.nulls is not None and raw.nulls(start, stop).any():
        return False
    values = raw.values(start, stop)
    if ends[0] == 0 and values.dtype == np.int64:  # read without its sign, a negative number is a great one
        return bool(values.view(np.uint64).max() <= ends[1])
    return bool(values.min() >= ends[0] and values.max() <= ends[1])


def run_blocks(
    full: Bound, clean: Bound, guards: Mapping[str, tuple[int, int]], loaded: Loaded, out: Sequence[Array]
) -> None:
    """Work a table out: each block by the clean program where it is in order, else by the full one.

    Args:
        full: The program for any unit; its last result is the error.
        clean: The program for units in order, with the same results, and behind them whether a unit is suspect.
        guards: What the clean program takes of columns.
        loaded: The table.
        out: The columns of results.
    """
    rows = loaded.rows
    raws = {column: loaded.raw(column) for column in guards}

    def work(first: int, last: int) -> None:
        buffers = full.buffers()
        quick = clean.buffers()
        suspect = np.zeros(BLOCK, np.bool_)
        for start in range(first, last, BLOCK):
            stop = min(start + BLOCK, last)
            block = [each[start:stop] for each in out]
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
