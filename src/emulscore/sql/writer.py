"""A program as SQL text: one name for each step that is read again, in rounds that each read the one before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen

from emulscore.columnar.graph import Graph, Step
from emulscore.sql.dialects import Dialect

__all__ = ["NEVER_TEXT", "Assigned", "Writer", "Written"]

NEVER_TEXT: Final = "1 = 0"
"""The condition that never holds."""

_SHORT: Final = 4
"""A step of fewer operations is written again rather than given a name."""
_DEEP: Final = 8
"""A deeper one is hard to read, and parsers have a limit to their depth."""

_LINE: Final = 100

_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _ATOM = range(7)


@frozen
class Written:
    """One step as text.

    Attributes:
        text: The text.
        binds: How tightly its parts hold together.
        size: How many operations it has.
        level: The round in which it can be read.
        depth: How deeply its parts stand in one another.
        opposite: Of a condition, the text where it does not hold, and how tightly that holds together.
        cases: Of a choice, its conditions and values, then the value otherwise.
        literal: Whether it is made of literals only, whose type may be narrower than 64 bits.
    """

    text: str
    binds: int = _ATOM
    size: int = 0
    level: int = 0
    depth: int = 0
    opposite: tuple[str, int] | None = None
    cases: tuple[tuple[tuple[str, str], ...], str] | None = None
    literal: bool = False

    def within(self, binds: int) -> str:
        """Return the text as a part of something that holds together as tightly as *binds*."""
        return self.text if self.binds > binds else f"({self.text})"

    def negated(self, binds: int) -> str:
        """Return the text where the condition does not hold, as `within` does."""
        text, own = (f"NOT {self.within(_NOT)}", _NOT) if self.opposite is None else self.opposite
        return text if own > binds else f"({text})"


@frozen
class Assigned:
    """One column of a round.

    Attributes:
        name: Its name.
        text: What it is.
        step: The step of the program.
        reads: The names of columns of earlier rounds that it reads.
    """

    name: str
    text: str
    step: int
    reads: frozenset[str]


@frozen
class Writer:
    """Writes the steps of a graph.

    Attributes:
        graph: The graph.
        dialect: The dialect.
        raw: Gives the name of a column that is read already.
        named: The names of steps; others are numbered.
        within: Where a column of a round is found: what reads it, and the column that it comes in.
        floor: The first round that further steps may stand in.
    """

    graph: Graph
    dialect: Dialect
    raw: Callable[[Step], tuple[Written, frozenset[str]]]
    named: Callable[[int], str]
    within: Callable[[int, str], tuple[str, str]] = lambda _, name: (name, name)
    floor: int = 0
    rounds: list[list[Assigned]] = field(factory=list)
    _written: dict[int, Written] = field(factory=dict)
    _reads: dict[int, frozenset[str]] = field(factory=dict)
    _kept: dict[int, Written] = field(factory=dict)

    def write(self, wanted: Sequence[int]) -> Mapping[int, str]:
        """Fill the rounds until there is a column for each wanted step; return its name, or its number where it is one."""
        self.prepare(wanted, self.graph.uses(wanted))
        found = {}
        for place in wanted:
            if self.graph.steps[place].op != "lit" and place not in self._kept:
                self._keep(place, self._written[place])
            found[place] = self._kept[place].text if place in self._kept else self._written[place].text
        return found

    def prepare(self, wanted: Sequence[int], readers: Mapping[int, int]) -> list[tuple[Written, frozenset[str]]]:
        """Write steps, each with the columns that it reads; only what is read again on the way has a column of its own.

        Args:
            wanted: The steps.
            readers: How many steps read each step, here and later.
        """
        for place in self.graph.uses(wanted):
            if place in self._written:
                continue
            written = self._step(place)
            if (readers[place] > 1 and written.size >= _SHORT) or written.depth > _DEEP:
                written = self._keep(place, written)
            self._written[place] = written
        return [(self._written[place], self._reads[place]) for place in wanted]

    def _keep(self, place: int, written: Written) -> Written:
        while len(self.rounds) <= written.level:
            self.rounds.append([])
        name = self.named(place)
        self.rounds[written.level].append(Assigned(name, _lined(written), place, self._reads[place]))
        text, column = self.within(written.level, name)
        self._kept[place] = Written(text, level=written.level + 1)
        self._reads[place] = frozenset({column})
        return self._kept[place]

    def _step(self, place: int) -> Written:
        step = self.graph.steps[place]
        if step.is_raw:
            written, self._reads[place] = self.raw(step)
            return evolve(written, level=self.floor)
        of = [self._written[part] for part in step.of]
        self._reads[place] = frozenset(name for part in step.of for name in self._reads[part])
        level = max([self.floor, *(part.level for part in of)])
        size = 1 + sum(part.size for part in of)
        depth = 1 + max((part.depth for part in of), default=0)
        found = self._text(step, of)
        return evolve(found, size=found.size or size, level=level, depth=found.depth or depth)

    def _text(self, step: Step, of: list[Written]) -> Written:
        dialect = self.dialect
        match step.op:
            case "lit":
                return Written(str(step.data) if step.data >= 0 else f"({step.data})", literal=True)
            case "never" | "always":
                return _ALWAYS if step.op == "always" else _NEVER
            case "add":
                if of[0].binds != _SUM and (of[1].binds == _SUM or self.graph.steps[step.of[0]].op == "lit"):
                    of = [of[1], of[0]]
                depth = max(of[0].depth, of[1].depth + 1)
                return Written(f"{of[0].within(_SUM - 1)} + {of[1].within(_SUM)}", _SUM, depth=depth)
            case "sub":
                return Written(f"{of[0].within(_SUM - 1)} - {of[1].within(_SUM)}", _SUM)
            case "mul":
                return Written(f"{of[0].within(_PRODUCT)} * {of[1].within(_PRODUCT)}", _PRODUCT)
            case "floordiv":
                return Written(dialect.quotient(of[0].within(_PRODUCT), of[1].within(_PRODUCT)), _PRODUCT)
            case "least" | "most":
                name = dialect.least[step.op == "most"]
                return Written(f"{name}({of[0].text}, {of[1].text})")
            case "table":
                return self._table(of[0], step.data)
            case "within":
                return of[0]
            case "le":
                return self._compared(of, "<=", ">")
            case "eq":
                return self._compared(of, "=", "<>")
            case "and":
                text = " AND ".join(part.within(_AND - 1) for part in of)
                opposite = (" OR ".join(part.negated(_OR - 1) for part in of), _OR)
                return Written(text, _AND, depth=max(part.depth for part in of) + (not of[0].depth), opposite=opposite)
            case "not":
                inner = of[0]
                text, binds = inner.opposite or (inner.negated(_NOT - 1), _NOT)
                return Written(text, binds, opposite=(inner.text, inner.binds))
            case _:
                return self._choice(of)

    def _compared(self, of: list[Written], sign: str, opposite: str) -> Written:
        left, right = of[0].within(_COMPARED), of[1].within(_COMPARED)
        return Written(f"{left} {sign} {right}", _COMPARED, opposite=(f"{left} {opposite} {right}", _COMPARED))

    def _choice(self, of: list[Written]) -> Written:
        condition, then, otherwise = of
        when = condition.text
        if _length(then) > _length(otherwise):  # a chain reads from the top
            when, then, otherwise = condition.negated(_OR - 1), otherwise, then
        cases, last = otherwise.cases or ((), otherwise.text)
        cases = ((when, then.text), *cases)
        literal = then.literal and otherwise.literal
        depth = max(condition.depth, then.depth, otherwise.depth - (1 if otherwise.cases else 0)) + 1
        return evolve(self._cases(cases, last, cast=literal), cases=(cases, last), literal=literal, depth=depth)

    def _cases(self, cases: tuple[tuple[str, str], ...], last: str, *, cast: bool) -> Written:
        whens = " ".join(f"WHEN {condition} THEN {value}" for condition, value in cases)
        text = f"CASE {whens} ELSE {last} END"
        # Literals alone would be 32 bits, and their products wrap or fail.
        return Written(self.dialect.cast(text) if cast else text)

    def _table(self, at: Written, values: Sequence[int]) -> Written:
        text = at.within(_COMPARED)
        cases = tuple(
            (f"{text} <= {place}", str(value)) for place, value in enumerate(values[:-1]) if value != values[place + 1]
        )
        found = self._cases(cases, str(values[-1]), cast=True)
        return evolve(found, size=1 + at.size + len(cases))


_NEVER: Final = Written(NEVER_TEXT, _COMPARED, opposite=("1 = 1", _COMPARED))
_ALWAYS: Final = Written("1 = 1", _COMPARED, opposite=(NEVER_TEXT, _COMPARED))


def _length(written: Written) -> int:
    return 0 if written.cases is None else len(written.cases[0])


def _lined(written: Written) -> str:
    """Return a text, a long choice over several lines."""
    if written.cases is None or written.literal or len(written.text) <= _LINE:
        return written.text
    cases, last = written.cases
    lines = "".join(f"      WHEN {condition} THEN {value}\n" for condition, value in cases)
    return f"CASE\n{lines}      ELSE {last}\n    END"
