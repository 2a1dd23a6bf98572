"""A scheme as a program over columns: points of every row, group and the total, the grade, and the first error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from emulscore.columnar.columns import Source
from emulscore.columnar.faults import Faults
from emulscore.columnar.graph import ALWAYS, NEVER, Graph
from emulscore.columnar.notes import NoteSteps, notes_of
from emulscore.columnar.reading import FactReader
from emulscore.columnar.singles import Cells
from emulscore.facts import State
from emulscore.formula.bounds import Bounds, Interval, tested
from emulscore.formula.nodes import Choose, Fact, Leaf, Max, Min, Node, Note, Part, Round, Share, Slot, Table, children
from emulscore.formula.whole import Compiler
from emulscore.formulas import Named

__all__ = ["Program", "program_of"]

_ABSENT = {
    State.NEVER: "never-without-consequence",
    State.NOT_APPLICABLE: "not-applicable-without-policy",
    State.NOTHING: "zero-of-zero",
    State.MEASURED: "other-time-unit",
}


@frozen
class Program:
    """What is worked out for every unit.

    Attributes:
        graph: The steps.
        points: For each formula, the step that holds its points as a number of steps of its grid.
        error: The step that holds the number of the first error; 0 where there is none.
        widest: For each formula, and under "" for the reading of the columns, the greatest number that is met.
        guards: Columns that must have no null, and lie between two numbers, for the result to mean anything.
        suspect: The condition under which the result means nothing.
        doubts: The conditions that it is made of; each can be worked out where none before it holds.
        notes: The notes of the rows' rules, where they were asked for.
    """

    graph: Graph
    points: Mapping[str, int]
    error: int
    widest: Mapping[str, int]
    guards: Mapping[str, tuple[int, int]]
    suspect: int
    doubts: Sequence[int] = ()
    notes: Sequence[NoteSteps] = ()


def program_of(
    formulas: Sequence[Named],
    sources: Sequence[Source],
    faults: Faults,
    *,
    clean: bool = False,
    narrow: Callable[[Cells, str], tuple[int, int]] | None = None,
    explain: bool = False,
    read: Callable[[Graph, Source], tuple[int, int]] | None = None,
) -> Program:
    """Compile a scheme for columns.

    Args:
        formulas: The formulas of the scheme, in order.
        sources: Where its facts come from.
        faults: The numbers of errors.
        clean: Whether every fact is taken to be measured and in order; far shorter, and right for units that are neither
            caught by the guards nor suspect.
        narrow: Says which numbers were read value by value, where the table has been looked at already.
        explain: Whether the notes of the rows' rules are worked out too.
        read: Reads a fact's columns by other means than the steps of the graph: sets its slots, and returns the condition
            under which it is wrong, with the number of the error.
    """
    graph = Graph()
    reader = FactReader(graph, faults, clean, narrow)
    errors = [reader.read(source) if read is None else read(graph, source) for source in sources]
    widest = {"": graph.ranges.met[0]}
    known: dict[Leaf, Interval] = {}
    if clean:  # no choice by a state is left
        zero = Interval(Fraction(0), Fraction(0))
        known = {Fact(source.fact.slots[0]): zero for source in sources if source.known is None}
    compiler = Compiler(graph, Bounds(known))
    gaps = _Gaps(graph, compiler, faults)
    points: dict[str, int] = {}
    suspect = NEVER
    for named in formulas:
        graph.ranges.met[0] = 0
        points[named.id] = compiler.units(_pushed(named.node, named.node), named.step)
        usable = compiler.usable(compiler.needs(named.node))
        widest[named.id] = graph.ranges.met[0]
        graph.slots[named.name] = (points[named.id], usable)
        suspect = graph.either(suspect, graph.negation(usable))
        if not clean:
            errors.append((graph.negation(usable), gaps.of(named)))
    unclean = NEVER
    for condition in reader.suspects:
        unclean = graph.either(unclean, condition)
    error = graph.lit(0)
    for wrong, number in reversed([] if clean else errors):
        error = graph.where(wrong, number, error)
    notes = notes_of(graph, compiler, formulas) if explain else []
    doubts = [doubt for doubt in (unclean, suspect) if doubt != NEVER]
    suspect = graph.either(suspect, unclean)
    return Program(graph, points, error, widest, dict(reader.guards), suspect, doubts, notes)


def _pushed(how: Round, node: Node) -> Node:
    """Return the same value with the rounding moved towards the facts.

    Rounding never turns two numbers around, so that the rounded least is the least of the rounded. Denominators are then
    gone before numbers are compared, which keeps them small.
    """
    match node:
        case Round() if node is how:
            return _pushed(how, node.of)
        case Note() | Part():
            return _pushed(how, node.of)
        case Min() | Max():
            return type(node)(tuple(_pushed(how, term) for term in node.terms))
        case _:
            return Round(node, how.step, how.mode)


def _or_else(graph: Graph, first: int, second: int) -> int:
    """Return the first number, or where it is 0 the second; none of them is below 0."""
    if second == graph.lit(0):
        return first
    return graph.where(graph.le(first, graph.lit(0)), second, first)


@frozen
class _Gaps:
    """Says why a formula has no value, in the order in which scoring one unit says it."""

    graph: Graph
    compiler: Compiler[int, int]
    faults: Faults
    _found: dict[tuple[Node, bool], int] = field(factory=dict)
    _usable: dict[Node, int] = field(factory=dict)

    def of(self, named: Named) -> int:
        """Return the number of the first error of a formula where it has no value, and none before it has an error."""
        found = _or_else(self.graph, self.first(named.exact), self.first(named.exact, stuck=True))
        return _or_else(self.graph, found, self._no_case(named))

    def _no_case(self, named: Named) -> int:
        if named.kind == "grade":
            return self.graph.lit(0)  # the total has said it
        if named.kind == "total":
            return self.graph.lit(self.faults.number("all-left-out"))
        return self.graph.lit(self.faults.number("no-case", row=named.id))

    def usable(self, node: Node) -> int:
        """Return the condition under which a node has a value."""
        if node not in self._usable:
            self._usable[node] = self.compiler.usable(self.compiler.needs(node))
        return self._usable[node]

    def first(self, node: Node, *, stuck: bool = False) -> int:
        """Return the error of the first fact that is absent, in the order in which the formula reads them.

        With *stuck*, instead that of the first state for which a choice has no case.
        """
        if (node, stuck) not in self._found:
            self._found[node, stuck] = self._first(node, stuck=stuck)
        return self._found[node, stuck]

    def _first(self, node: Node, *, stuck: bool) -> int:
        graph = self.graph
        zero = found = graph.lit(0)
        if self.usable(node) == ALWAYS:
            return zero
        match node:
            case Fact() | Share() | Table():
                for slot in reversed(() if stuck else node.slots):
                    found = graph.where(graph.given(slot), found, self._absent(slot))
                return found
            case Choose():
                if node.otherwise is not None:
                    found = self.first(node.otherwise, stuck=stuck)
                elif stuck and isinstance(leaf := tested(node), Fact) and leaf.of_state:
                    found = self._absent(leaf.slot)
                for condition, of in reversed(self.compiler.cases(node)):
                    found = graph.where(condition, self.first(of, stuck=stuck), found)
                return graph.where(self.usable(node.on), found, self.first(node.on, stuck=stuck))
            case _:
                for child in reversed(children(node)):
                    found = _or_else(graph, self.first(child, stuck=stuck), found)
                return found

    def _absent(self, slot: Slot) -> int:
        """Return why a slot is absent: its fact is missing, is in a state, or is given in another unit of time."""
        graph = self.graph
        if slot.of_points:
            return graph.lit(0)  # the points of a row, which has said it
        name = slot.fact
        state, given = graph.slots.get(f"{name}.state", (graph.lit(0), NEVER))
        codes = [self.faults.number(_ABSENT[each], fact=name) for each in State]
        return graph.where(given, graph.table(state, codes), graph.lit(self.faults.number("missing-fact", fact=name)))
