"""Raw columns into slots, in the steps of a graph: the same reading of every value as the facts' own `read`.

Numbers, days and yes or no are read by steps. Any other value - text above all - is read by the fact itself, once for
each distinct value, and enters the graph as ready whole numbers ("cells").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from emulscore.errors import Refused, shorten
from emulscore.facts import (
    TIME_UNITS,
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    NumberFact,
    ShareFact,
    State,
    YesNoFact,
)
from emulscore.facts._common import read_state
from emulscore.frames.columns import ColumnKind, Source
from emulscore.frames.days import late_units
from emulscore.frames.faults import Faults
from emulscore.frames.graph import ALWAYS, NEVER, Graph
from emulscore.frames.singles import Errors, OneColumn

__all__ = ["FactReader"]


@frozen
class FactReader:
    """Reads one fact's columns into the slots of a graph.

    Attributes:
        graph: The graph.
        faults: The numbers of errors.
        clean: Whether whole-number columns are taken to be in order, and every fact to be measured; `guards` and
            `suspects` then say what must be looked at before the result means anything.
        guards: Columns that must have no null, and lie between two numbers.
        suspects: Conditions under which the result means nothing.
    """

    graph: Graph
    faults: Faults
    clean: bool = False
    guards: dict[str, tuple[int, int]] = field(factory=dict)
    suspects: list[int] = field(factory=list)

    def read(self, source: Source) -> int:
        """Set the slots of a fact, and return the number of its error, 0 where there is none."""
        if source.known is not None:
            self.graph.slots.update({name: (self.graph.lit(value), ALWAYS) for name, value in source.known.items()})
            return self.graph.lit(0)
        error, state, values, given = _OneFact(self, source.fact).read(source)
        graph = self.graph
        if self.clean:
            self.suspects.append(graph.negation(given))
            self.suspects.append(graph.lt(graph.lit(0), graph.add(error, state)))
            given, state = ALWAYS, graph.lit(0)
        graph.slots[f"{source.fact.name}.state"] = (state, given)
        # One unit can be late by other units of time than another; any other measured fact has all of its slots.
        always = self.clean and not (isinstance(source.fact, LatenessFact) and "value" in source.columns)
        lows = {slot.name: slot.low for slot in source.fact.slots}
        for name, (value, there) in values.items():
            low = graph.lit(lows[name])
            graph.slots[name] = (value, ALWAYS) if always else (graph.where(there, value, low), there)
        return graph.lit(0) if self.clean else error


_Found = tuple[int, int, dict[str, tuple[int, int]], int]
"""The error, the state, the values with whether they are there, and whether the fact is given and in order."""


@frozen
class _OneFact:
    """Reads one fact."""

    reader: FactReader
    fact: AnyFact

    @property
    def graph(self) -> Graph:
        return self.reader.graph

    @property
    def one(self) -> OneColumn:
        reader = self.reader
        return OneColumn(reader.graph, reader.faults, self.fact.name, reader.guards if reader.clean else None)

    # --- the forms --------------------------------------------------------------------------------------------------

    def read(self, source: Source) -> _Found:
        parts = source.values
        if set(parts) == {"part", "whole"}:
            found = self.pair(source)
        elif set(parts) == {"due", "done"}:
            found = self.days(source)
        elif "value" not in parts:
            found = self.times(source)
        else:
            found = self.value(parts["value"], source.kinds["value"])
        return found if "state" not in source.columns else self.beside(source, found)

    def beside(self, source: Source, found: tuple[int, int, dict[str, tuple[int, int]], int]) -> _Found:
        """Return what holds where a column of states stands beside the value."""
        graph = self.graph
        error, state, values, given = found
        state_cell = self.one.cells(source.columns["state"], source.kinds["state"], _state, (("state", 1, 2),))
        told, wrong = state_cell["state"], state_cell["error"]
        both = graph.both(told.given, graph.either(given, graph.lt(graph.lit(0), error)))
        clash = self.one.number_of("state-and-value")
        error = self.first([(graph.lt(graph.lit(0), wrong.value), wrong.value), (both, clash)], error)
        fine = graph.negation(graph.lt(graph.lit(0), error))
        state = graph.where(told.given, told.value, state)
        given = graph.both(fine, graph.either(told.given, given))
        values = {name: (value, graph.both(there, fine)) for name, (value, there) in values.items()}
        return error, state, values, given

    def value(self, column: str, kind: ColumnKind) -> _Found:
        fact, graph = self.fact, self.graph
        name = fact.name
        if kind == "flag" and isinstance(fact, YesNoFact):
            given = self.one.present(column)
            return graph.lit(0), graph.lit(0), {name: (graph.raw("flag", column, None, (0, 1)), given)}, given
        if kind in {"whole", "double"} and isinstance(fact, ShareFact) and fact.numbers is not None:
            return self.ratio(column, kind, fact)
        if kind in {"whole", "double"} and isinstance(fact, CountFact | NumberFact | CohortFact):
            return self.single(column, kind)
        return self.by_value(column, kind)

    def single(self, column: str, kind: ColumnKind) -> _Found:
        """Return a count or a number."""
        slot = self.fact.slots[-1]
        if isinstance(self.fact, CountFact):
            cell = self.one.count(column, kind, slot.high)
        else:
            number = self.fact.reads_as if isinstance(self.fact, CohortFact) else self.fact
            assert isinstance(number, NumberFact)  # noqa: S101
            cell = self.one.number(column, kind, number.decimals, (slot.low, slot.high), number.refusal)
        error, given = self.outcome(cell.errors, cell.given)
        return error, self.graph.lit(0), {slot.name: (cell.value, given)}, given

    def ratio(self, column: str, kind: ColumnKind, fact: ShareFact) -> _Found:
        """Return a share that is given as one number."""
        graph = self.graph
        decimals = 0 if kind == "whole" else fact.decimals or 0
        whole = 10**decimals * (100 if fact.numbers == "percent" else 1)
        most = int(whole * fact.most)
        cell = self.one.number(column, kind, decimals, (0, most), "share-out-of-range")
        error, given = self.outcome(cell.errors, cell.given)
        _, part_slot, whole_slot = fact.slots
        return (
            error,
            graph.lit(0),
            {part_slot.name: (cell.value, given), whole_slot.name: (graph.lit(whole), given)},
            given,
        )

    def pair(self, source: Source) -> _Found:
        """Return a share that is given as two counts."""
        fact, graph = self.fact, self.graph
        assert isinstance(fact, ShareFact)  # noqa: S101
        _, part_slot, whole_slot = fact.slots
        part = self.one.count(source.columns["part"], source.kinds["part"], part_slot.high)
        whole = self.one.count(source.columns["whole"], source.kinds["whole"], whole_slot.high)
        given = graph.either(part.given, whole.given)
        nothing = graph.le(whole.value, graph.lit(0))
        some = graph.lt(graph.lit(0), part.value)
        top, bottom = fact.most.numerator, fact.most.denominator
        over = graph.lt(graph.mul(whole.value, graph.lit(top)), graph.mul(part.value, graph.lit(bottom)))
        errors = [
            (graph.negation(part.given), self.one.number_of("not-a-count")),
            *part.errors,
            (graph.negation(whole.given), self.one.number_of("not-a-count")),
            *whole.errors,
            (graph.both(nothing, some), self.one.number_of("some-of-zero")),
            (over, self.one.number_of("part-exceeds-whole")),
        ]
        error, fine = self.outcome(errors, given)
        if self.reader.clean:
            self.reader.suspects.append(nothing)
            below = graph.within(whole.value, 1, whole_slot.high)
            return error, graph.lit(0), {part_slot.name: (part.value, fine), whole_slot.name: (below, fine)}, fine
        state = graph.where(nothing, graph.lit(State.NOTHING.value), graph.lit(State.MEASURED.value))
        there = graph.both(fine, graph.negation(nothing))
        below = graph.most(whole.value, graph.lit(1))
        return error, state, {part_slot.name: (part.value, there), whole_slot.name: (below, there)}, fine

    def days(self, source: Source) -> _Found:
        """Return a lateness that is given as two days."""
        fact, graph = self.fact, self.graph
        assert isinstance(fact, LatenessFact)  # noqa: S101
        due, due_given, due_wrong = self.one.day(source.columns["due"], source.kinds["due"])
        done, done_given, done_wrong = self.one.day(source.columns["done"], source.kinds["done"])
        late, units = late_units(graph, fact, due, done)
        no_date = self.one.number_of("not-a-date")
        errors = [
            (graph.negation(due_given), no_date),
            (due_wrong, no_date),
            (graph.negation(done_given), no_date),
            (done_wrong, no_date),
            (graph.lt(graph.lit(fact.largest), late), self.one.number_of("too-large")),
        ]
        error, fine = self.outcome(errors, graph.either(due_given, done_given))
        values = {}
        for unit, value in units.items():
            slot = fact.slot(unit)
            values[slot.name] = (graph.least(value, graph.lit(slot.high)), fine)
        return error, graph.lit(0), values, fine

    def times(self, source: Source) -> _Found:
        """Return a lateness that is given as numbers of units of time."""
        fact, graph = self.fact, self.graph
        assert isinstance(fact, LatenessFact)  # noqa: S101
        values: dict[str, tuple[int, int]] = {}
        errors: Errors = []
        given = NEVER
        for unit in TIME_UNITS:
            if unit not in source.columns:
                continue
            slot = fact.slot(unit)
            cell = self.one.count(source.columns[unit], source.kinds[unit], slot.high)
            errors += [(graph.both(cell.given, wrong), code) for wrong, code in cell.errors]
            given = graph.either(given, cell.given)
            values[slot.name] = (cell.value, cell.given)
        error, fine = self.outcome(errors, given)
        return (
            error,
            graph.lit(0),
            {name: (value, graph.both(there, fine)) for name, (value, there) in values.items()},
            fine,
        )

    def by_value(self, column: str, kind: ColumnKind) -> _Found:
        """Return a fact whose values are read one by one by the fact itself."""
        graph, name = self.graph, self.fact.name
        ends = tuple((slot.name, slot.low, slot.high) for slot in self.fact.slots)
        cells = self.one.cells(column, kind, self.fact.read, ends)
        state, error = cells.pop(f"{name}.state"), cells.pop("error").value
        fine = graph.both(state.given, graph.le(error, graph.lit(0)))
        return error, state.value, {key: (cell.value, cell.given) for key, cell in cells.items()}, fine

    # --- errors -----------------------------------------------------------------------------------------------------

    def first(self, numbers: Sequence[tuple[int, int]], otherwise: int) -> int:
        """Return the number of the first condition that holds."""
        found = otherwise
        for condition, number in reversed(numbers):
            found = self.graph.where(condition, number, found)
        return found

    def outcome(self, errors: Errors, given: int) -> tuple[int, int]:
        """Return the number of the first error, and whether something in order was given."""
        graph = self.graph
        error = graph.where(given, self.first(errors, graph.lit(0)), graph.lit(0))
        wrong = NEVER
        for condition, _ in errors:
            wrong = graph.either(wrong, condition)
        return error, graph.both(given, graph.negation(wrong))


def _state(raw: object) -> Mapping[str, int]:
    state = read_state(raw)
    if state is None:
        raise Refused("not-a-state", state=shorten(raw))
    return {"state": state.value}
