"""Tables that are in memory: worked out by the kernel, or by expressions where the kernel cannot."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Any, Final

import narwhals as nw
import numpy as np
from attrs import evolve

from emulscore.columnar.faults import Faults
from emulscore.columnar.graph import NEVER, Graph
from emulscore.columnar.program import Program
from emulscore.columnar.singles import Cells
from emulscore.formulas import GRADE
from emulscore.frames.blocks import Array, Raw, raw_column
from emulscore.frames.cells import Memo, Read, coded
from emulscore.frames.expressions import Expressions
from emulscore.frames.job import DOUBLES, INTEGERS, Job
from emulscore.frames.kernel import BLOCK, Kernel, Loaded, run_blocks
from emulscore.frames.results import ERROR, GRADE_COLUMN, Flavour, flavour_of, note_column

__all__ = ["KernelNotice", "path_for", "score_memory", "work_out"]


class KernelNotice(UserWarning):
    """A scheme's numbers are too wide for the kernel: expressions are used, with the same results, only slower."""


_LOCK: Final = Lock()  # a query engine may score several batches at once


def path_for(job: Job, path: str | None) -> str:
    """Return how a table is scored, and say so where the kernel cannot do it."""
    if not job.fits(INTEGERS):
        raise job.refuse(INTEGERS)
    if path != "expressions" and not job.fits(DOUBLES):
        if path == "kernel":
            raise job.refuse(DOUBLES)
        warnings.warn(KernelNotice(f"{job.scheme.id}: the numbers pass 2^53; scored by expressions"), stacklevel=5)
        path = "expressions"
    return path or "kernel"


def score_memory(frame: nw.DataFrame[Any], job: Job, path: str | None) -> Any:
    """Score a table that is in memory."""
    loaded = _loaded(frame, job.faults)
    if loaded.rows:  # an empty table, as one asked for its columns, says nothing of what others hold
        job = evolve(job, narrow=lambda cells, key: _met(loaded.read(cells), key))
    with _LOCK:
        path = path_for(job, path)
        program = job.program()
        results = job.results(program)
        steps = job.steps(program)
        kernels = job.compiled.kernels(lambda: _kernels(job, program, steps)) if path == "kernel" else None
    if kernels is None:
        arrays = _by_expressions(frame, program, steps, loaded)
    else:
        arrays = [_empty(program, step, loaded.rows) for step in steps[:-1]]
        arrays.append(np.zeros(loaded.rows, np.int32))
        full, clean = kernels
        run_blocks(full.bind(loaded), clean.bind(loaded), clean.program.guards, loaded, arrays)
    wrong = arrays[-1] != 0
    implementation = frame.implementation
    flavour = flavour_of(frame.to_native(), polars=implementation.is_polars(), arrow=implementation.is_pyarrow())
    columns: dict[str, object] = {}
    for result, values in zip(results, arrays, strict=False):
        if job.points == "hundredths":
            columns[result.name] = flavour.whole(values, wrong)
        else:
            columns[result.name] = flavour.points(values, wrong, result.places)
    if job.bands:
        columns[GRADE_COLUMN] = flavour.text(arrays[len(results)], job.bands, wrong)
    columns |= _notes(program, arrays[-1 - 3 * len(program.notes) : -1], wrong, flavour)
    columns[ERROR] = flavour.whole(arrays[-1], np.zeros(len(wrong), np.bool_))
    return flavour.joined(job.key, columns)


def _notes(program: Program, arrays: list[Array], wrong: Array, flavour: Flavour) -> dict[str, object]:
    """Return the notes as doubles, null where the explanation would not name them."""
    found: dict[str, object] = {}
    for place, note in enumerate(program.notes):
        top, bottom, said = arrays[3 * place : 3 * place + 3]
        silent = wrong | (said == 0)
        found[note_column(note.row, note.label)] = flavour.doubles(top / np.where(silent, 1, bottom), silent)
    return found


def work_out(frame: nw.DataFrame[Any], graph: Graph, steps: Sequence[int], faults: Faults) -> list[Array]:
    """Return some steps of a program that only reads, for every unit of a table."""
    loaded = _loaded(frame, faults)
    out = [np.zeros(loaded.rows, np.int64) for _ in steps]
    bound = Kernel(Program(graph, {}, NEVER, {}, {}, NEVER), tuple(steps)).bind(loaded)
    buffers = bound.buffers()
    for start in range(0, loaded.rows, BLOCK):
        stop = min(start + BLOCK, loaded.rows)
        bound.block(start, stop, buffers, [column[start:stop] for column in out])
    return out


def _loaded(frame: nw.DataFrame[Any], faults: Faults) -> Loaded:
    @cache
    def raw(column: str) -> Raw:
        return raw_column(frame[column])

    @cache
    def distinct(column: str) -> Any:
        return coded(frame[column])

    @cache
    def read(cells: Cells) -> Read:
        codes, values = distinct(cells.column)
        return Read(codes, Memo(cells, faults).tables(values))

    return Loaded(len(frame), raw, read)


def _met(read: Read, key: str) -> tuple[int, int]:
    """Return the least and greatest number that was read."""
    table = read.tables[key]
    kept = table if len(read.codes) == 0 or read.codes.min() < 0 else table[:-1]  # the last one stands for null
    return int(kept.min()), int(kept.max())


def _empty(program: Program, step: int, rows: int) -> Array:
    """Return a column for a result, as narrow as its range allows."""
    most = max(map(abs, program.graph.ends(step)))
    return np.zeros(rows, np.int16 if most < 2**15 else np.int32 if most < 2**31 else np.int64)


def _kernels(job: Job, program: Program, steps: list[int]) -> tuple[Kernel, Kernel]:
    clean = job.program(clean=True)
    quick = [result.step for result in job.results(clean)]
    quick += [clean.points[GRADE]] if job.bands else []
    quick += [step for note in clean.notes for step in (note.top, note.bottom, note.said)]
    quick += [clean.error, clean.suspect]
    return Kernel(program, tuple(steps)), Kernel(clean, tuple(quick))


def _by_expressions(frame: nw.DataFrame[Any], program: Program, steps: list[int], loaded: Loaded) -> list[Array]:
    added: dict[str, Any] = {}

    def lookup(cells: Cells, key: str) -> tuple[nw.Expr, str]:
        read = loaded.read(cells)
        name = f"__emulscore_{cells.column}_{key}_{len(added)}"
        added[name] = nw.new_series(name, read.tables[key][read.codes], nw.Int64, backend=frame.implementation)
        return nw.col(name), name

    writer = Expressions(program.graph, dict(frame.schema), lookup)
    rounds = writer.write(steps, frame.columns[:1])
    if added and frame.implementation.is_pandas_like():
        frame = nw.from_native(frame.to_native().reset_index(drop=True), eager_only=True)  # rows by their place
    frame = frame.with_columns(*(series.alias(name) for name, series in added.items()))
    # polars plans the rounds together; worked out one by one it also stumbles over columns that are constant.
    table: Any = frame.lazy() if frame.implementation.is_polars() else frame
    for kept in rounds:
        table = kept.apply(table)
    table = table.select(*{writer.name(step) for step in steps})
    frame = table.collect() if isinstance(table, nw.LazyFrame) else table
    found = [frame[writer.name(step)].to_numpy().astype(_empty(program, step, 0).dtype) for step in steps]
    return [*found[:-1], found[-1].astype(np.int32)]
