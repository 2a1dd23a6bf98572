"""The first query of the chain: one column for every whole number that the formulas read, one for the error of each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from emulscore.columnar.columns import Source
from emulscore.columnar.faults import Faults
from emulscore.columnar.graph import ALWAYS, NEVER, Graph, Step
from emulscore.sql.comments import comment
from emulscore.sql.reading import FactText, SqlReader
from emulscore.sql.writer import Written
from emulscore.words import Lang, Words

__all__ = ["Doc"]

_LONGEST = 40  # names of 63 bytes are cut by PostgreSQL
_SLOTS: Mapping[str, str] = {"": "gt", "part": "dat", "whole": "tong", "state": "tt"}
_COMPARED = 3


@frozen
class Doc:
    """What is read of the table.

    Attributes:
        reader: Reads facts.
        faults: The numbers of errors.
        texts: The text of each fact, by the name of its columns in the chain.
        labels: What people call each of these facts.
    """

    reader: SqlReader
    faults: Faults
    labels: Mapping[str, Words]
    texts: dict[str, tuple[str, FactText]] = field(factory=dict)

    def read(self, graph: Graph, source: Source) -> tuple[int, int]:
        """Set the slots of a fact; return the condition under which it is wrong, and the number of the error there."""
        if source.known is not None:
            graph.slots.update({name: (graph.lit(value), ALWAYS) for name, value in source.known.items()})
            return NEVER, graph.lit(0)
        fact, found = source.fact, self.reader.read(source)
        stem = self._stem(fact.name)
        self.texts[stem] = (fact.name, found)
        error = f"{stem}_loi"
        fine = graph.raw("fine", error)
        state_slot = fact.slots[0]
        state = graph.lit(0)
        if found.state is not None:
            state = graph.raw("slot", f"{stem}_tt", None, (state_slot.low, state_slot.high))
        graph.slots[state_slot.name] = (state, fine)
        measured = graph.both(fine, graph.le(state, graph.lit(0)))
        for slot in fact.slots[1:]:
            there = found.there.get(slot.name)
            if slot.name not in found.slots or there == "1 = 0":
                continue
            column = f"{stem}_{self._last(fact.name, slot.name)}"
            value = graph.raw("slot", column, None, (slot.low, slot.high))
            given = measured if there is None else graph.both(measured, graph.raw("there", f"{column}_co"))
            graph.slots[slot.name] = (value, given)
        return graph.raw("wrong", error), graph.raw("slot", error, None, (0, self.faults.most))

    def written(self, step: Step) -> tuple[Written, frozenset[str]]:
        """Return a column of this query as a step of the program, with its name."""
        name = step.column
        text = {"fine": f"{name} = 0", "wrong": f"{name} > 0", "there": f"{name} = 1", "slot": name}[step.op]
        if step.op == "slot":
            return Written(text), frozenset({name})
        opposite = {"fine": f"{name} <> 0", "wrong": f"{name} <= 0", "there": f"{name} <> 1"}[step.op]
        return Written(text, _COMPARED, 1, opposite=(opposite, _COMPARED)), frozenset({name})

    def lines(self, needed: frozenset[str], language: Lang) -> Iterator[str]:
        """Yield the columns that are needed, with a comment for each fact."""
        for stem, (name, text) in self.texts.items():
            yield "    " + comment(f"{name}: {self.labels[name].text(language)}")
            for column, found in self._columns(stem, name, text):
                if column in needed:
                    yield f"    {found} AS {column}"

    def _columns(self, stem: str, name: str, text: FactText) -> Iterator[tuple[str, str]]:
        numbers = [(condition, self.faults.number(code, fact=name), code) for condition, code in text.checks]
        lines = [
            f"WHEN NOT ({text.given}) THEN -1",
            *(f"WHEN {one} THEN {number} -- {code}" for one, number, code in numbers),
        ]
        yield f"{stem}_loi", "CASE\n" + "".join(f"      {line}\n" for line in lines) + "      ELSE 0\n    END"
        if text.state is not None:
            yield f"{stem}_tt", text.state
        for slot, found in text.slots.items():
            column = f"{stem}_{self._last(name, slot)}"
            yield column, found
            if slot in text.there:
                yield f"{column}_co", f"CASE WHEN {text.there[slot]} THEN 1 ELSE 0 END"

    @staticmethod
    def _last(fact: str, slot: str) -> str:
        last = slot.removeprefix(fact).removeprefix(".")
        return _SLOTS.get(last, last)

    def _stem(self, name: str) -> str:
        """Return a fact's name as the beginning of names that need no quotes."""
        stem = name.lower() if name.isascii() and len(name) <= _LONGEST else f"f{len(self.texts) + 1}"
        stem = stem if stem[:1].isalpha() else f"f{stem}"
        while stem in self.texts:
            stem += "x"
        return stem
