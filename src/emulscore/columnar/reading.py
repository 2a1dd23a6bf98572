"""Raw columns into slots, in the steps of a graph: the same reading of every value as the facts' own `read`.

Numbers, days and yes or no are read by steps. Any other value - text above all - is read by the fact itself, once for
each distinct value, and enters the graph as ready whole numbers ("cells").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import field, frozen

from emulscore.columnar.columns import ColumnKind, Source
from emulscore.columnar.days import late_units
from emulscore.columnar.faults import Faults
from emulscore.columnar.graph import ALWAYS, NEVER, Graph
from emulscore.columnar.singles import Cells, Errors, OneColumn
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

__all__ = ["FactReader"]


Values = dict[str, tuple[int, int]]
"""By slot: the number, and whether it is there."""


@frozen
class Found:
    """One fact, read.

    Attributes:
        fine: Whether it is given and in order.
        wrong: Whether it is given and not in order.
        error: The number of the error where it is wrong.
        state: Its state.
        values: Its other slots.
    """

    fine: int
    wrong: int
    error: int
    state: int
    values: Values


@frozen
class FactReader:
    """Reads one fact's columns into the slots of a graph.

    Attributes:
        graph: The graph.
        faults: The numbers of errors.
        clean: Whether whole-number columns are taken to be in order, and every fact to be measured; `guards` and
            `suspects` then say what must be looked at before the result means anything.
        narrow: Says which numbers were read value by value, where the table has been looked at already.
        guards: Columns that must have no null, and lie between two numbers.
        suspects: Conditions under which the result means nothing.
    """

    graph: Graph
    faults: Faults
    clean: bool = False
    narrow: Callable[[Cells, str], tuple[int, int]] | None = None
    guards: dict[str, tuple[int, int]] = field(factory=dict)
    suspects: list[int] = field(factory=list)

    def read(self, source: Source) -> tuple[int, int]:
        """Set the slots of a fact; return the condition under which it is wrong, and the number of the error there."""
        graph = self.graph
        if source.known is not None:
            graph.slots.update({name: (graph.lit(value), ALWAYS) for name, value in source.known.items()})
            return NEVER, graph.lit(0)
        found = _OneFact(self, source.fact).read(source)
        state, given = found.state, found.fine
        if self.clean:
            self.suspects.append(graph.negation(given))
            self.suspects.append(graph.lt(graph.lit(0), state))
            given, state = ALWAYS, graph.lit(0)
        graph.slots[f"{source.fact.name}.state"] = (state, given)
        # One unit can be late by other units of time than another; any other measured fact has all of its slots.
        always = self.clean and not (isinstance(source.fact, LatenessFact) and "value" in source.columns)
        lows = {slot.name: slot.low for slot in source.fact.slots}
        for name, (value, there) in found.values.items():
            low = graph.lit(lows[name])
            graph.slots[name] = (value, ALWAYS) if always else (graph.where(there, value, low), there)
        return (NEVER, graph.lit(0)) if self.clean else (found.wrong, found.error)


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
        return OneColumn(
            reader.graph, reader.faults, self.fact.name, reader.guards if reader.clean else None, reader.narrow
        )

    def read(self, source: Source) -> Found:
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

    def beside(self, source: Source, found: Found) -> Found:
        """Return what holds where a column of states stands beside the value."""
        graph = self.graph
        cells = self.one.cells(source.columns["state"], source.kinds["state"], _state, (("state", 1, 2),))
        told, error = cells["state"], cells["error"].value
        unread = graph.lt(graph.lit(0), error)
        valued = graph.either(found.fine, found.wrong)
        clash = graph.both(told.given, valued)
        wrong = graph.either(graph.either(unread, clash), found.wrong)
        fine = graph.both(graph.either(told.given, found.fine), graph.negation(wrong))
        error = self.first([(unread, error), (clash, self.one.number_of("state-and-value"))], found.error)
        state = graph.where(told.given, told.value, found.state)
        values = {name: (value, graph.both(there, fine)) for name, (value, there) in found.values.items()}
        return Found(fine, wrong, error, state, values)

    def value(self, column: str, kind: ColumnKind) -> Found:
        fact, graph = self.fact, self.graph
        zero = graph.lit(0)
        if kind == "flag" and isinstance(fact, YesNoFact):
            given = self.one.present(column)
            return Found(given, NEVER, zero, zero, {fact.name: (graph.raw("flag", column, None, (0, 1)), given)})
        if kind in {"whole", "double"} and isinstance(fact, ShareFact) and fact.numbers is not None:
            return self.ratio(column, kind, fact)
        if kind in {"whole", "double"} and isinstance(fact, CountFact | NumberFact | CohortFact):
            return self.single(column, kind)
        return self.by_value(column, kind)

    def single(self, column: str, kind: ColumnKind) -> Found:
        """Return a count or a number."""
        slot = self.fact.slots[-1]
        if isinstance(self.fact, CountFact):
            cell = self.one.count(column, kind, slot.high)
        else:
            number = self.fact.reads_as if isinstance(self.fact, CohortFact) else self.fact
            assert isinstance(number, NumberFact)  # noqa: S101 - `_kind` sends nothing else here
            cell = self.one.number(column, kind, number.decimals, (slot.low, slot.high), number.refusal)
        return self.found(cell.fine, cell.given, cell.errors, {slot.name: (cell.value, cell.fine)})

    def ratio(self, column: str, kind: ColumnKind, fact: ShareFact) -> Found:
        """Return a share that is given as one number."""
        decimals = 0 if kind == "whole" else fact.decimals or 0
        whole = 10**decimals * (100 if fact.numbers == "percent" else 1)
        cell = self.one.number(column, kind, decimals, (0, int(whole * fact.most)), "share-out-of-range")
        _, part_slot, whole_slot = fact.slots
        values = {part_slot.name: (cell.value, cell.fine), whole_slot.name: (self.graph.lit(whole), cell.fine)}
        return self.found(cell.fine, cell.given, cell.errors, values)

    def pair(self, source: Source) -> Found:
        """Return a share that is given as two counts."""
        fact, graph, one = self.fact, self.graph, self.one
        assert isinstance(fact, ShareFact)  # noqa: S101 - only shares have parts
        _, part_slot, whole_slot = fact.slots
        part = one.count(source.columns["part"], source.kinds["part"], part_slot.high)
        whole = one.count(source.columns["whole"], source.kinds["whole"], whole_slot.high, int(self.reader.clean))
        nothing = graph.le(whole.value, graph.lit(0))
        top, bottom = fact.most.numerator, fact.most.denominator
        over = graph.lt(graph.mul(whole.value, graph.lit(top)), graph.mul(part.value, graph.lit(bottom)))
        no_count = one.number_of("not-a-count")
        errors = [
            (graph.negation(part.given), no_count),
            *part.errors,
            (graph.negation(whole.given), no_count),
            *whole.errors,
            (graph.both(nothing, over), one.number_of("some-of-zero")),
            (over, one.number_of("part-exceeds-whole")),
        ]
        fine = graph.both(graph.both(part.fine, whole.fine), graph.negation(over))
        state = graph.where(nothing, graph.lit(State.NOTHING.value), graph.lit(State.MEASURED.value))
        there = graph.both(fine, graph.negation(nothing))
        values = {part_slot.name: (part.value, there), whole_slot.name: (graph.most(whole.value, graph.lit(1)), there)}
        return self.found(fine, graph.either(part.given, whole.given), errors, values, state)

    def days(self, source: Source) -> Found:
        """Return a lateness that is given as two days."""
        fact, graph, one = self.fact, self.graph, self.one
        assert isinstance(fact, LatenessFact)  # noqa: S101 - only lateness has days
        due, due_given, due_wrong = one.day(source.columns["due"], source.kinds["due"])
        done, done_given, done_wrong = one.day(source.columns["done"], source.kinds["done"])
        late, units = late_units(graph, fact, due, done)
        no_date = one.number_of("not-a-date")
        errors = [
            (graph.negation(due_given), no_date),
            (due_wrong, no_date),
            (graph.negation(done_given), no_date),
            (done_wrong, no_date),
            (graph.lt(graph.lit(fact.largest), late), one.number_of("too-large")),
        ]
        fine = ALWAYS
        for wrong, _ in errors:
            fine = graph.both(fine, graph.negation(wrong))
        values = {}
        for unit, value in units.items():
            slot = fact.slot(unit)
            values[slot.name] = (graph.least(value, graph.lit(slot.high)), fine)
        return self.found(fine, graph.either(due_given, done_given), errors, values)

    def times(self, source: Source) -> Found:
        """Return a lateness that is given as numbers of units of time."""
        fact, graph = self.fact, self.graph
        assert isinstance(fact, LatenessFact)  # noqa: S101 - only lateness has units of time
        values: Values = {}
        errors: Errors = []
        given, fine = NEVER, ALWAYS
        for unit in TIME_UNITS:
            if unit in source.columns:
                slot = fact.slot(unit)
                cell = self.one.count(source.columns[unit], source.kinds[unit], slot.high)
                errors += [(graph.both(cell.given, wrong), code) for wrong, code in cell.errors]
                given = graph.either(given, cell.given)
                fine = graph.both(fine, graph.either(cell.fine, graph.negation(cell.given)))
                values[slot.name] = (cell.value, cell.fine)
        fine = graph.both(given, fine)
        return self.found(
            fine, given, errors, {name: (value, graph.both(there, fine)) for name, (value, there) in values.items()}
        )

    def by_value(self, column: str, kind: ColumnKind) -> Found:
        """Return a fact whose values are read one by one by the fact itself."""
        graph, name = self.graph, self.fact.name
        ends = tuple((slot.name, slot.low, slot.high) for slot in self.fact.slots)
        cells = self.one.cells(column, kind, self.fact.read, ends)
        state, error = cells.pop(f"{name}.state"), cells.pop("error").value
        values = {key: (cell.value, cell.fine) for key, cell in cells.items()}
        return Found(state.fine, graph.lt(graph.lit(0), error), error, state.value, values)

    def found(self, fine: int, given: int, errors: Errors, values: Values, state: int | None = None) -> Found:
        """Return a fact with the first of its errors."""
        graph = self.graph
        zero = graph.lit(0)
        wrong = graph.both(given, graph.negation(fine))
        return Found(fine, wrong, self.first(errors, zero), zero if state is None else state, values)

    def first(self, errors: Errors, otherwise: int) -> int:
        """Return the number of the first condition that holds."""
        found = otherwise
        for condition, number in reversed(errors):
            found = self.graph.where(condition, number, found)
        return found


def _state(raw: object) -> Mapping[str, int]:
    state = read_state(raw)
    if state is None:
        raise Refused("not-a-state", state=shorten(raw))
    return {"state": state.value}
