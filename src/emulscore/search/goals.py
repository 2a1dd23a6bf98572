"""The cheapest changes that reach a total, proven cheapest; or the best that can be reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from attrs import evolve, frozen

from emulscore.formula.direction import Direction
from emulscore.formula.extremes import MOST_POINTS, NotSettledError
from emulscore.formula.nodes import Const, Max, Min, Part
from emulscore.formulas import Named
from emulscore.numbers import to_decimal
from emulscore.search.flow import Flow
from emulscore.search.gains import steps_up
from emulscore.search.moves import Move, Open, Track, track_of
from emulscore.search.plan import Plan
from emulscore.search.sums import meets
from emulscore.words import Words

__all__ = ["plan_for"]

Cost = Callable[[tuple[Move, ...], int], Fraction]


@frozen
class _Choice:
    """A way to move the facts of a part: what it costs, how many steps of the grid it gives, and the moves."""

    cost: Fraction
    gain: int
    moves: tuple[Move, ...]


@frozen
class _Part:
    """Facts whose gains do not simply add up: they are moved together."""

    tracks: tuple[Track, ...]

    def choices(self, goal: _Goal) -> list[_Choice]:
        """Return the cheapest way to each gain that the part can bring about, up to what is needed."""
        cheapest: dict[int, _Choice] = {}
        for way in self._ways(goal):
            kept = cheapest.get(way.gain)
            if kept is None or (way.cost, len(way.moves)) < (kept.cost, len(kept.moves)):
                cheapest[way.gain] = way
        return [cheapest[gain] for gain in sorted(cheapest)]

    def _ways(self, goal: _Goal) -> Iterator[_Choice]:
        if len(self.tracks) == 1:
            track = self.tracks[0]
            for step, total in steps_up(track):
                yield goal.choice([(track, step)], total)
                if total >= goal.total:
                    return
            return
        options = [_useful(track, goal) for track in self.tracks]
        if (ways := prod(map(len, options))) > MOST_POINTS:
            raise NotSettledError([track.fact.name for track in self.tracks], ways)
        for steps in product(*options):
            moved = [(track, step) for track, step in zip(self.tracks, steps, strict=True) if step != track.now]
            after = goal.after(moved)
            if after is not None and after > goal.now:
                yield goal.choice(moved, after)


def _useful(track: Track, goal: _Goal) -> list[int]:
    """Return the steps of a fact that can raise the total: a fact in which it only falls is never moved up."""
    along = goal.flow.along(track.leaf, goal.target)
    barred = {Direction.RISING: (-1,), Direction.FALLING: (1,), Direction.FLAT: (-1, 1), Direction.MIXED: ()}[along]
    ways = {
        -1: range(track.first, min(track.now - 1, track.last) + 1),
        1: range(max(track.now + 1, track.first), track.last + 1),
    }
    return [track.now, *(step for way, steps in ways.items() if way not in barred for step in steps)]


@frozen
class _Goal:
    """A total to reach from where the unit stands, and what moves cost."""

    flow: Flow
    target: Named
    known: Mapping[str, int]
    now: Fraction
    total: Fraction
    cost: Cost

    @property
    def need(self) -> int:
        """Return how many steps of the grid are lacking."""
        return max(0, int(-(-(self.total - self.now) // self.target.step)))

    def after(self, moved: Sequence[tuple[Track, int]]) -> Fraction | None:
        """Return the total after facts have moved; None where it has none."""
        facts = dict(self.known)
        for track, step in moved:
            facts |= track.slots(step)
        for row in {row.name: row for track, _ in moved for row in track.rows}.values():
            units = self.flow.units(row, facts)
            if units is None:
                return None
            facts[row.name] = units
        return self.flow.work(self.target, facts)

    def choice(self, moved: Sequence[tuple[Track, int]], total: Fraction) -> _Choice:
        moves = tuple(track.move(step) for track, step in moved)
        gain = min(int((total - self.now) / self.target.step), self.need)
        rows = {row.id for track, _ in moved for row in track.rows}
        return _Choice(self.cost(moves, len(rows)), gain, moves)


def plan_for(
    flow: Flow,
    labels: Mapping[str, Words],
    known: Mapping[str, int],
    opened: Mapping[str, Open],
    total: Fraction,
    cost: Cost,
    given: Mapping[str, object],
) -> Plan:
    """Return the cheapest changes of the open facts that bring the printed total to *total*.

    Facts that one row reads, or whose rows meet in something else than a sum, are moved together, every combination of
    their steps; other gains add up, and an exact table of the cheapest way to every gain combines them. Of plans that cost
    the same, the one with fewer changes is taken, then the one that changes earlier facts of the scheme.

    Args:
        flow: The scheme's formulas.
        labels: What people call the facts.
        known: The unit's facts and its rows' printed points, by slot.
        opened: The facts that may change.
        total: The printed total to reach.
        cost: What moves cost together, 0 or more, from them and the number of rows that they change.
        given: The unit's raw values, by the name of the fact.

    Raises:
        NotSettledError: Facts that must be moved together have too many combinations, or a row has no points at a step.
    """
    last = flow.later[-1]
    target, most = _unclamped(last)
    now, printed = _work(flow, target, known), _work(flow, last, known)
    goal = _Goal(flow, target, known, now, total if most is None else min(total, most), cost)
    tracks, left_out = [], []
    for name in flow.facts:
        if name in opened:
            try:
                track = track_of(flow, flow.facts[name], opened[name], known, target, labels[name], given.get(name))
            except NotSettledError:
                left_out.append(name)
                continue
            if track is not None:
                tracks.append(track)
    nothing = _Choice(Fraction(0), 0, ())
    found = nothing
    if total > printed:
        found = _cheapest([part.choices(goal) for part in _parts(flow, tracks, target)], goal.need)
    facts = _moved(flow, tracks, found.moves, known)
    reached = _work(flow, last, facts) if found.moves else printed
    if reached == printed:  # the document's least total hides what the changes would give
        found, facts = nothing, dict(known)
    order = {name: place for place, name in enumerate(flow.facts)}
    moves = tuple(sorted(found.moves, key=lambda move: order[move.fact]))
    ends = (to_decimal(value, last.step) for value in (reached, printed))
    return Plan(moves, found.cost, next(ends), reached >= total, total, next(ends), tuple(left_out), facts)


def _moved(flow: Flow, tracks: Iterable[Track], moves: Iterable[Move], known: Mapping[str, int]) -> dict[str, int]:
    """Return the unit's whole numbers after facts have moved."""
    changes = {move.fact: move.change for move in moves}
    moved = [track for track in tracks if track.fact.name in changes]
    facts = dict(known)
    for track in moved:
        facts |= track.slots(track.now + changes[track.fact.name])
    for row in {row.name: row for track in moved for row in track.rows}.values():
        units = flow.units(row, facts)
        assert units is not None  # noqa: S101 - only steps at which it has points are chosen
        facts[row.name] = units
    return facts


def _work(flow: Flow, target: Named, known: Mapping[str, int]) -> Fraction:
    found = flow.work(target, known)
    assert found is not None  # noqa: S101 - the unit was scored before, and each move keeps the points
    return found


def _cheapest(parts: Sequence[Sequence[_Choice]], need: int) -> _Choice:
    """Return the cheapest way to *need* steps, one choice of each part at most; or to as many steps as there are."""
    best: list[_Choice | None] = [_Choice(Fraction(0), 0, ()), *[None] * need]
    for choices in parts:
        merged = list(best)
        for gain, way in enumerate(best):
            if way is None:
                continue
            for choice in choices:
                reached = min(gain + choice.gain, need)
                cost, changes = way.cost + choice.cost, len(way.moves) + len(choice.moves)
                kept = merged[reached]
                if kept is None or (cost, changes) < (kept.cost, len(kept.moves)):
                    merged[reached] = _Choice(cost, reached, way.moves + choice.moves)
        best = merged
    return next(way for way in reversed(best) if way is not None)


def _unclamped(target: Named) -> tuple[Named, Fraction | None]:
    """Return the total without the limits that the document sets it, and the greatest that they allow."""
    match target.exact:
        case Part(of=Max(terms=(_, Min(terms=(free, Const(value=high)))))):
            return evolve(target, id="free", exact=free, node=evolve(target.node, of=free)), high
        case _:
            return target, None


def _parts(flow: Flow, tracks: Iterable[Track], target: Named) -> list[_Part]:
    """Put facts together that one row reads, or whose rows meet in something else than a sum."""
    parts: list[tuple[set[object], list[Track]]] = []
    for track in tracks:
        places = {place for row in track.rows for place in meets(flow, row, target)}
        members = [track]
        for other in [part for part in parts if part[0] & places]:
            parts.remove(other)
            places |= other[0]
            members = other[1] + members
        parts.append((places, members))
    return [_Part(tuple(members)) for _, members in parts]
