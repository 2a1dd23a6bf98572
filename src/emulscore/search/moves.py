"""How one fact of a unit may move: its steps, in the unit's own counts, and what each step does to the total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Final

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts import AnyFact, State
from emulscore.formula.bounds import Interval
from emulscore.formula.direction import Direction
from emulscore.formula.extremes import NotSettledError, candidates
from emulscore.formula.nodes import Fact, Leaf, Share
from emulscore.formulas import Named
from emulscore.search.flow import Flow
from emulscore.search.said import given_in_counts, move_words, value_words
from emulscore.words import Lang, Words

__all__ = ["Move", "Open", "Track", "track_of"]

Open = bool | tuple[object, object]
"""How far a fact is opened: True for all that its declaration allows, or a first and a last raw value."""

_PER_CENT: Final = 10_000  # parts of a share that was given as a percentage


@frozen
class Move:
    """A fact moved from one value to another.

    Attributes:
        fact: The fact's name.
        before: The raw value now.
        after: The raw value after the move.
        change: By how many steps it moves: counts, hundredths of a point, days, or places of a level.
        out_of: Of a share, the whole that the counts are part of; of a percentage, the parts that it moves in.
        label: What the fact is called.
        now: The value now, in words.
        then: The value after the move, in words.
        words: The move in words, in the unit's own counts.
    """

    fact: str
    before: object
    after: object
    change: int
    out_of: int | None
    label: Words
    now: Words
    then: Words
    words: Words

    def text(self, lang: Lang = "vi") -> str:
        """Say the move in one line: `“Hồ sơ đúng hạn”: trong 200.000 hồ sơ, thêm 100`."""
        return f"“{self.label.text(lang)}”: {self.words.text(lang)}"


@frozen
class Track:
    """The whole-number steps that one fact may take, and the total at each.

    Attributes:
        flow: The scheme's formulas.
        fact: The fact.
        leaf: The leaf that is moved.
        whole: Of a share, its whole.
        now: The step at which the unit stands.
        first: The first step that is open.
        last: The last step that is open.
        known: The unit's facts and rows, by slot.
        target: The formula that is looked at.
        rows: The rows that read the fact.
        label: What the fact is called.
        given: The value as the unit gave it.
    """

    flow: Flow
    fact: AnyFact
    leaf: Leaf
    whole: int | None
    now: int
    first: int
    last: int
    known: Mapping[str, int]
    target: Named
    rows: tuple[Named, ...] = field(eq=False)
    label: Words
    given: object

    def slots(self, step: int) -> dict[str, int]:
        """Return the fact's slots at a step."""
        if isinstance(self.leaf, Share) and self.whole is not None:
            return {self.leaf.part.name: step, self.leaf.whole.name: self.whole}
        return {self.leaf.slot.name: step} if isinstance(self.leaf, Fact) else {}

    def raw(self, step: int) -> object:
        """Return the fact's raw value at a step."""
        return self.fact.raw({f"{self.fact.name}.state": State.MEASURED.value} | self.slots(step))

    def units(self, step: int) -> tuple[int, ...]:
        """Return the printed points of the rows that read the fact, at a step.

        Raises:
            NotSettledError: A row has none there, as where it then reads a fact that has no value.
        """
        facts = dict(self.known) | self.slots(step)
        found = []
        for row in self.rows:
            units = self.flow.units(row, facts)
            if units is None:
                raise NotSettledError([self.fact.name], 0)
            found.append(units)
        return tuple(found)

    def total(self, step: int) -> Fraction:
        """Return the printed target at a step."""
        printed = {row.name: units for row, units in zip(self.rows, self.units(step), strict=True)}
        found = self.flow.work(self.target, dict(self.known) | self.slots(step) | printed)
        assert found is not None  # noqa: S101 - every row has points, and nothing else that is read has moved
        return found

    def stretches(self) -> list[tuple[int, int]]:
        """Return stretches of steps on each of which every row that reads the fact moves one way."""
        scale = self.whole if self.whole is not None else self.leaf.scale if isinstance(self.leaf, Fact) else 1
        within = Interval(Fraction(self.first, scale), Fraction(self.last, scale))
        points = candidates(tuple(row.node for row in self.rows), self.leaf, within)
        edges = {self.first, self.last, self.now if self.first <= self.now <= self.last else self.first}
        for point in points:
            step = point * scale // 1
            edges |= {edge for edge in (int(step), int(step) + 1) if self.first <= edge <= self.last}
        ordered = sorted(edges)
        return list(pairwise(ordered)) or [(ordered[0], ordered[0])]

    def coherent(self, low: int, high: int) -> bool:
        """Say whether the target moves one way on a stretch: no row pulls against another."""
        pairs = zip(self.rows, self.units(low), self.units(high), strict=True)
        pulls = {self._pull(row, other - one) for row, one, other in pairs if one != other}
        return not {Direction.RISING, Direction.FALLING} <= pulls and Direction.MIXED not in pulls

    def _pull(self, row: Named, by: int) -> Direction:
        towards = self.flow.towards(row.name, self.target)
        return towards if by > 0 else towards.turned()

    def move(self, step: int) -> Move:
        """Return the move from where the unit stands to a step."""
        before, after = self.raw(self.now), self.raw(step)
        now, then = (value_words(self.fact, raw, counts=given_in_counts(self.given)) for raw in (before, after))
        said = move_words(self.fact, before, after, self.whole, self.given)
        return Move(self.fact.name, before, after, step - self.now, self.whole, self.label, now, then, said)


def _leaf(fact: AnyFact, rows: Iterable[Named], flow: Flow) -> Leaf | None:
    leaves = {leaf for row in rows for leaf in row.node.reads if flow.fact_of(leaf) == fact.name and not leaf.of_state}
    return leaves.pop() if len(leaves) == 1 else None


def _moves(flow: Flow, named: Named, fact: AnyFact) -> bool:
    """Say whether a formula reads a fact's value, and not only whether it arose."""
    return any(flow.fact_of(leaf) == fact.name and not leaf.of_state for leaf in named.node.reads)


def track_of(
    flow: Flow, fact: AnyFact, opened: Open, known: Mapping[str, int], target: Named, label: Words, given: object
) -> Track | None:
    """Return how a fact may move, or None where no row reads it.

    A share that was given as two counts keeps its whole; one that was not moves in hundredths of a percent, or in smaller
    parts of it where it was given with more decimals.

    Raises:
        NotSettledError: The fact is not measured, is read in two units of time, or a cohort's value hangs on it.
        Refused: The first or last value cannot be read.
    """
    rows = tuple(row for row in flow.rows if fact.name in flow.facts_of(row))
    if any(_moves(flow, named, fact) for named in (*flow.before(target), target) if named.kind != "row"):
        raise NotSettledError([fact.name], 0)  # a group or the total reads it: it acts on many rows at once
    if not rows:
        return None
    leaf = _leaf(fact, rows, flow)
    measured = known.get(f"{fact.name}.state") == State.MEASURED.value
    if leaf is None or not measured or any(fact.name in flow.cohorts_of(row) for row in rows):
        raise NotSettledError([fact.name], 0)
    whole: int | None = None
    if isinstance(leaf, Share):
        whole = known[leaf.whole.name]
        now, low, high = known[leaf.part.name], 0, int(whole * leaf.most)
        if not given_in_counts(given):  # its own counts are not known
            parts = lcm(_PER_CENT, whole)
            now, high, whole = now * (parts // whole), int(parts * leaf.most), parts
    else:
        now, low, high = known[leaf.slot.name], leaf.slot.low, leaf.slot.high
    if not isinstance(opened, bool):
        ends = [_step(fact, leaf, raw, whole) for raw in opened]
        low, high = min(ends), max(ends)
    return Track(flow, fact, leaf, whole, now, low, high, known, target, rows, label, given)


def _step(fact: AnyFact, leaf: Leaf, raw: object, whole: int | None) -> int:
    slots = fact.read(raw)
    if isinstance(leaf, Fact):
        if leaf.slot.name not in slots:
            raise Refused("not-a-state", state=str(raw))
        return slots[leaf.slot.name]
    if leaf.part.name not in slots:
        raise Refused("not-a-state", state=str(raw))
    return int(Fraction(slots[leaf.part.name], slots[leaf.whole.name]) * (whole or 1))
