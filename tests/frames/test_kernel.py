"""The kernel and the expressions against the exact meaning: random formulas, many blocks, planted nulls."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from emulscore import Criterion, Ratio, Scheme, ShareFact
from emulscore.columnar.graph import ALWAYS, NEVER, Graph
from emulscore.columnar.program import Program
from emulscore.formula.bounds import Bounds
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.nodes import Round, Share
from emulscore.formula.whole import Compiler
from emulscore.frames import faults_of, score_frame
from emulscore.frames.blocks import raw_column
from emulscore.frames.expressions import Expressions
from emulscore.frames.kernel import BLOCK, Kernel, Loaded
from emulscore.schemes.nga_nam_2023 import scheme as annex
from emulscore.testing import readings, rounded_formulas
from emulscore.testing.nodes import slots_of

SAFE = 2**53


def refuse(*_: object) -> Any:
    msg = "no value is read one by one here"
    raise AssertionError(msg)


def graph_of(formula: Round) -> tuple[Graph, int, int]:
    """Compile a formula over columns named after its slots, null where they are absent."""
    graph = Graph()
    for found in slots_of(formula):
        for slot in (found.part, found.whole) if isinstance(found, Share) else (found,):
            here = graph.raw("whole-within", slot.name, (slot.low, slot.high), (slot.low, slot.high))
            graph.slots[slot.name] = (here, graph.raw("present", slot.name))
    compiler = Compiler(graph, Bounds())
    units = compiler.units(formula, formula.step)
    usable = compiler.usable(compiler.needs(formula))
    return graph, units, graph.where(usable, graph.lit(1), graph.lit(0))


def exactly(formula: Round, facts: Mapping[str, int]) -> Fraction | None:
    try:
        return evaluate(formula, facts)[0]
    except (AbsentError, NoCaseError):
        return None


def by_kernel(graph: Graph, steps: tuple[int, int], frame: pl.DataFrame) -> list[list[int]]:
    table = nw.from_native(frame, eager_only=True)
    loaded = Loaded(len(frame), cache(lambda column: raw_column(table[column])), refuse)
    out = [np.zeros(len(frame), np.int64) for _ in steps]
    bound = Kernel(Program(graph, {}, NEVER, {}, {}, NEVER), steps).bind(loaded)
    bound.block(0, len(frame), bound.buffers(), out)
    return [column.tolist() for column in out]


def by_expressions(graph: Graph, steps: tuple[int, int], frame: pl.DataFrame) -> list[list[int]]:
    table = nw.from_native(frame.lazy())
    writer = Expressions(graph, dict(table.collect_schema()), refuse)
    for one in writer.write(steps, ["row"]):
        table = one.apply(table)
    found = table.collect()
    return [found[writer.name(step)].to_list() for step in steps]


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
@pytest.mark.parametrize("way", [by_kernel, by_expressions])
def test_random_formulas_over_columns_are_the_exact_value(way: Any, data: st.DataObject) -> None:
    """Every kind of node, over columns with nulls: the exact value, and no value exactly where there is none."""
    formula = data.draw(rounded_formulas())
    graph, units, usable = graph_of(formula)
    assume(graph.ranges.met[0] <= SAFE)
    rows = [data.draw(readings(formula)) for _ in range(12)]
    names = sorted({name for facts in rows for name in facts} | set(graph.slots))
    frame = pl.DataFrame({"row": range(len(rows)), **{name: [facts.get(name) for facts in rows] for name in names}},
                         schema_overrides=dict.fromkeys(names, pl.Int64))  # fmt: skip
    found = way(graph, (units, usable), frame)
    for facts, steps, there in zip(rows, *found, strict=True):
        assert (steps * formula.step if there else None) == exactly(formula, facts)


def table(rows: int) -> tuple[Scheme, dict[str, np.ndarray[Any, Any]], np.ndarray[Any, Any]]:
    """Return one criterion, its columns, and the hundredths worked out by hand."""
    scheme = Scheme(
        "thu", "Thử", total=7, items=[Criterion("1", "R", 7, Ratio(ShareFact("x", largest=999), empty="refuse"))]
    )
    random = np.random.default_rng(1)
    whole = random.integers(1, 1000, rows)
    part = (whole * random.random(rows)).astype(np.int64)
    return scheme, {"x_dat": part, "x_tong": whole}, (1400 * part + whole) // (2 * whole)


@pytest.mark.parametrize("rows", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 6 * BLOCK + 17])
def test_any_number_of_blocks_and_threads(rows: int) -> None:
    """A table of no row, of one block, of a few and of many: each unit has its own points, in its own place."""
    scheme, columns, expected = table(rows)
    found = score_frame(scheme, pl.DataFrame(columns), key=[], points="hundredths")
    assert found["diem_1"].to_list() == expected.tolist()
    assert found["loi"].sum() == 0


def test_blocks_that_are_not_in_order_spoil_no_other() -> None:
    """A 0 of 0, a part beyond its whole, a null and a negative number, far apart: only these units are null."""
    rows = 5 * BLOCK
    scheme, columns, expected = table(rows)
    places = {3: (0, 0, "zero-of-zero"), BLOCK + 5: (9, 4, "part-exceeds-whole"), 3 * BLOCK: (-1, 4, "negative")}
    for place, (part, whole, _) in places.items():
        columns["x_dat"][place], columns["x_tong"][place] = part, whole
    frame = pl.DataFrame(columns).with_row_index("row")
    lost = 4 * BLOCK + 1
    frame = frame.with_columns(x_dat=pl.when(pl.col("row") != lost).then("x_dat"))
    for path in ("kernel", "expressions"):
        found = score_frame(scheme, frame, key="row", points="hundredths", path=path)
        points, faults = found["diem_1"].to_list(), faults_of(scheme)
        codes = {place: code for place, (_, _, code) in places.items()} | {lost: "not-a-count"}
        assert {row: faults.fault(n).code for row, n in enumerate(found["loi"].to_list()) if n} == codes  # type: ignore[union-attr]
        assert [row for row, value in enumerate(points) if value is None] == sorted(codes)
        assert all(value == expected[row] for row, value in enumerate(points) if row not in codes)


@pytest.mark.parametrize("path", ["kernel", "expressions"])
def test_a_null_planted_in_any_column_is_caught(path: Any) -> None:
    """In each column of the annex in turn: that unit has no points and a reason, and no other unit changes."""
    late = {f"{name}_months_begun": [1, 0] for name in ("ke_hoach", "bao_cao", "ke_hoach_to", "bao_cao_to")}
    counts = {name: [0, 1] for name in ("tre_thang", "tre_quy", "tre_6_thang", "tre_nam")}
    shares = [name for name, fact in annex.facts.items() if isinstance(fact, ShareFact)]
    pairs = {f"{name}_{side}": [3, 7] if side == "dat" else [4, 9] for name in shares for side in ("dat", "tong")}
    columns: dict[str, list[Any]] = {
        **late,
        **counts,
        **pairs,
        "nhan_su": ["dai_hoc", "cao_dang"],
        "tieu_chi_15": [7.5, 8.0],
    }
    whole = score_frame(annex, pl.DataFrame(columns), key=[], path=path)
    assert whole["loi"].to_list() == [0, 0]
    for name, (_, other) in columns.items():
        planted = pl.DataFrame({**columns, name: [None, other]}, strict=False)
        found = score_frame(annex, planted, key=[], path=path)
        assert found["loi"][0] > 0, name
        assert all(found[column][0] is None for column in found.columns if column != "loi"), name
        assert found.row(1) == whole.row(1)


def test_steps_whose_range_is_one_number_are_that_number() -> None:
    """Constants are worked out when a program is written, and equal steps are kept once."""
    graph = Graph()
    x = graph.raw("whole", "x", None, (0, 9))
    assert graph.steps[graph.mul(x, graph.lit(0))].data == 0
    assert graph.add(x, graph.lit(0)) == graph.mul(x, graph.lit(1)) == x
    assert graph.le(x, graph.lit(9)) == ALWAYS
    assert graph.lt(graph.lit(9), x) == NEVER
    assert graph.most(x, graph.lit(0)) == x
    assert graph.where(graph.le(x, graph.lit(4)), x, x) == x
    assert graph.mul(graph.lit(2), graph.mul(graph.lit(3), x)) == graph.mul(x, graph.lit(6))
    assert graph.raw("whole", "x", None, (0, 9)) == x
    assert graph.both(graph.le(x, graph.lit(4)), graph.negation(graph.le(x, graph.lit(4)))) == NEVER
