"""A cohort's best, least and mean values, worked out from a table of its units."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import narwhals as nw
import numpy as np

from emulscore.cohort import Cohort
from emulscore.columnar.columns import Columns, Source
from emulscore.columnar.faults import Faults
from emulscore.columnar.graph import Graph
from emulscore.columnar.reading import FactReader
from emulscore.errors import MeasurementError, Problem, Refused
from emulscore.facts import CohortFact, State
from emulscore.formula.nodes import Fact
from emulscore.frames.batch import faults_of, sources_for
from emulscore.frames.blocks import Array
from emulscore.frames.memory import work_out
from emulscore.numbers import to_decimal
from emulscore.scheme import Scheme
from emulscore.words import Words, words

__all__ = ["cohort_frame", "raw_value"]

_SHOWN: Final = 100  # so many problems of units are listed


def cohort_frame(scheme: Scheme, frame: object, *, name: Words | str, columns: Columns | None = None) -> Cohort:
    """Work out a cohort's best, least and mean values from a table of its units, as `Scheme.cohort` does.

    Args:
        scheme: The scheme.
        frame: The table, one unit a row; a lazy one is asked for the columns that are looked at.
        name: What the cohort is called.
        columns: As for `score_frame`.

    Raises:
        MeasurementError: With the problems of the first hundred units that have one; `path` names the unit by its place.
    """
    table: Any = nw.from_native(frame)
    wanted = {fact.name: fact for fact in scheme.facts.values() if isinstance(fact, CohortFact)}
    needed = [fact for one in wanted.values() for fact in (one.without, one.of) if fact is not None]
    sources = sources_for({fact.name: fact for fact in needed}, table, {} if columns is None else columns, {})
    if isinstance(table, nw.LazyFrame):
        table = table.select(*{column for source in sources for column in source.columns.values()}).collect()
    faults = faults_of(scheme)
    by_name = {source.fact.name: source for source in sources}
    read = {source.fact.name: _read(source, table, faults) for source in sources}
    values, problems = {}, []
    for fact in wanted.values():
        inside = np.ones(len(table), np.bool_)
        if fact.without is not None:
            without = read[fact.without.name]
            problems += _problems(by_name[fact.without.name], table, without, inside)
            inside = without["state"] == State.NOT_APPLICABLE.value
        of = read[fact.of.name]
        problems += _problems(by_name[fact.of.name], table, of, inside)
        inside = inside & (of["given"] == 1) & (of["state"] == State.MEASURED.value)
        if problems:
            continue
        try:
            points = fact.take_from(_values(fact, of, inside))
        except Refused as refused:
            problems.append(refused.problem(fact=fact.name))
        else:
            values[fact.name] = to_decimal(points, Fraction(1, 10**fact.decimals))
    if problems:
        raise MeasurementError(list(dict.fromkeys(problems))[:_SHOWN])
    return Cohort(words(name), len(table), values, wanted)


def _read(source: Source, table: nw.DataFrame[Any], faults: Faults) -> Mapping[str, Array]:
    """Return the slots of one fact for every unit."""
    graph = Graph()
    reader = FactReader(graph, faults)
    wrong, error = reader.read(source)
    one, zero = graph.lit(1), graph.lit(0)
    missing = graph.lit(faults.number("missing-fact", fact=source.fact.name))
    state, given = graph.slots[source.fact.slots[0].name]
    error = graph.where(wrong, error, graph.where(given, zero, missing))
    steps = {"error": error, "given": graph.where(given, one, zero), "state": state}
    steps |= {slot.name: graph.read(slot) for slot in source.fact.slots[1:]}
    return dict(zip(steps, work_out(table, graph, list(steps.values()), faults), strict=True))


def _problems(source: Source, table: nw.DataFrame[Any], read: Mapping[str, Array], inside: Array) -> list[Problem]:
    """Return what is wrong with the first units, in the words that reading one unit alone would use."""
    fact = source.fact
    found = []
    for place in np.flatnonzero((read["error"] != 0) & inside)[:_SHOWN]:
        cells = {part: _plain(table[column][int(place)]) for part, column in source.columns.items()}
        raw, path = raw_value(cells), f"#{place + 1}"
        code = "missing-fact" if raw is None else "state-and-value"
        try:
            if raw is not None and cells.get("state") in {None, raw}:
                fact.read(raw)
        except Refused as refused:
            found.append(refused.problem(fact=fact.name, given=raw, path=path))
        else:
            found.append(Problem(code, fact=fact.name, path=path))
    return found


def _plain(cell: Any) -> object:
    cell = cell.item() if isinstance(cell, np.generic) else cell
    return None if cell is None or cell != cell else cell  # noqa: PLR0124 - NaN


def raw_value(cells: Mapping[str, object]) -> object:
    """Return the value of one unit, as its fact reads it, from its cells by part; None where nothing was given.

    >>> raw_value({"part": 998, "whole": 1000}), raw_value({"value": None, "state": "never"})
    ((998, 1000), 'never')
    """
    values = {part: cell for part, cell in cells.items() if part != "state"}
    if all(cell is None for cell in values.values()):
        return cells.get("state")
    for pair in (("part", "whole"), ("due", "done")):
        if set(values) == set(pair):
            return values[pair[0]], values[pair[1]]
    if set(values) == {"value"}:
        return values["value"]
    return {unit: cell for unit, cell in values.items() if cell is not None}


def _values(fact: CohortFact, read: Mapping[str, Array], inside: Array) -> list[Fraction]:
    """Return the values of the units inside, equal ones once where only their order counts."""
    tops, bottoms = _sides(fact, read)
    pairs = np.stack([tops[inside], np.broadcast_to(bottoms, tops.shape)[inside]], axis=1)
    distinct, counts = np.unique(pairs, axis=0, return_counts=True)
    values = [Fraction(int(top), int(bottom)) for top, bottom in distinct]
    if fact.take != "mean":
        return values
    return [value for value, count in zip(values, counts, strict=True) for _ in range(int(count))]


def _sides(fact: CohortFact, read: Mapping[str, Array]) -> tuple[Array, Array]:
    slots = fact.of.slots
    if len(slots) > 2:  # noqa: PLR2004 - a share has two sides beside its state
        return read[slots[1].name], read[slots[2].name]
    node = fact.of.node
    return read[slots[1].name], np.array(node.scale if isinstance(node, Fact) else 1)
