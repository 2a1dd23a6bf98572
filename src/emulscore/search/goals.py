"""The cheapest changes that reach a total, proven cheapest; or the best that can be reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from emulscore.formula.extremes import NotSettledError
from emulscore.formula.nodes import Add, Const, Fact, Mul, Node, Note, Part, Round
from emulscore.formulas import Named
from emulscore.numbers import to_decimal
from emulscore.search.flow import Flow
from emulscore.search.gains import steps_up
from emulscore.search.moves import Move, Open, Track, track_of

__all__ = ["Plan", "plan_for"]

Cost = Callable[[Move], Fraction]


@frozen
class Plan:
    """The cheapest set of changes, or, where the goal is out of reach, the cheapest that reaches the best total.

    Attributes:
        moves: The changes, in the order of the scheme's facts.
        cost: What they cost together.
        total: The printed total after them.
        reached: Whether the goal is reached.
        left_out: Open facts that could not be settled, and were not used.
    """

    moves: tuple[Move, ...]
    cost: Fraction
    total: Decimal
    reached: bool
    left_out: tuple[str, ...] = ()


@frozen
class _Choice:
    """A way to move one fact: what it costs, how many steps of the grid it gives, and the move."""

    cost: Fraction
    gain: int
    move: Move


@frozen
class _Best:
    """The cheapest way found so far to a gain."""

    cost: Fraction
    moves: tuple[Move, ...] = field(default=())


def plan_for(
    flow: Flow,
    known: Mapping[str, int],
    opened: Mapping[str, Open],
    goal: Fraction,
    cost: Cost,
) -> Plan:
    """Return the cheapest changes of the open facts that bring the printed total to *goal*.

    Gains of different facts add up where no two of them are read by one row and the total is a plain sum; where that is
    not so, the facts concerned are refused by name. Of plans that cost the same, the one with fewer changes is taken,
    then the one with the higher total, then the one that changes earlier facts of the scheme.

    Args:
        flow: The scheme's formulas.
        known: The unit's facts and its rows' printed points, by slot.
        opened: The facts that may change.
        goal: The printed total to reach.
        cost: What a move costs, 0 or more.

    Raises:
        NotSettledError: The total is not a plain sum of the rows that the open facts move.
    """
    target = flow.later[-1]
    tracks: list[Track] = []
    left_out: list[str] = []
    for name in flow.facts:
        if name in opened:
            try:
                track = track_of(flow, flow.facts[name], opened[name], known, target)
            except NotSettledError:
                left_out.append(name)
                continue
            if track is not None:
                tracks.append(track)
    _must_add_up(flow, tracks, target)
    now = _work(flow, target, known)
    need = -(-(goal - now) // target.step) if goal > now else 0
    best: dict[int, _Best] = {0: _Best(Fraction(0))}
    for track in tracks:
        best = _with(best, _choices(track, now, target, cost, need), need)
    gain = need if need in best else max(best)
    found = best[gain]
    total = now + sum((_gain_of(tracks, move, now) for move in found.moves), Fraction(0))
    return Plan(found.moves, found.cost, to_decimal(total, target.step), gain == need, tuple(left_out))


def _work(flow: Flow, target: Named, known: Mapping[str, int]) -> Fraction:
    found = flow.work(target, known)
    if found is None:
        raise NotSettledError([target.name], 0)
    return found


def _gain_of(tracks: list[Track], move: Move, now: Fraction) -> Fraction:
    track = next(track for track in tracks if track.fact.name == move.fact)
    return track.total(track.now + move.change) - now


def _choices(track: Track, now: Fraction, target: Named, cost: Cost, need: int) -> list[_Choice]:
    """Return the moves worth making: for each gain the smallest move, none that gives no more than a cheaper one."""
    found: list[_Choice] = []
    for step, total in steps_up(track):
        move = track.move(step)
        choice = _Choice(cost(move), min(int((total - now) / target.step), need), move)
        found.append(choice)
        if choice.gain == need:
            break
    return found


def _with(best: dict[int, _Best], choices: list[_Choice], need: int) -> dict[int, _Best]:
    merged = dict(best)
    for gain, way in best.items():
        for choice in choices:
            reached = min(gain + choice.gain, need)
            other = _Best(way.cost + choice.cost, (*way.moves, choice.move))
            kept = merged.get(reached)
            if kept is None or (other.cost, len(other.moves)) < (kept.cost, len(kept.moves)):
                merged[reached] = other
    return merged


def _must_add_up(flow: Flow, tracks: list[Track], target: Named) -> None:
    """Refuse facts that one row reads together, and totals that are no plain sum of the rows they move."""
    seen: dict[str, str] = {}
    coupled: set[str] = set()
    for track in tracks:
        for row in track.rows:
            if row.name in seen:
                coupled |= {seen[row.name], track.fact.name}
            seen[row.name] = track.fact.name
            if not _plain(flow, row.name, target):
                coupled.add(track.fact.name)
    if coupled:
        raise NotSettledError(sorted(coupled), 0)


def _plain(flow: Flow, name: str, target: Named) -> bool:
    """Say whether the points of a formula enter the target only by being added or taken away."""
    for named in flow.later:
        reading = _reads(named.node, name)
        if reading and not _adds(named.node, name):
            return False
        if reading and named.name != target.name and named.rounded and not _plain(flow, named.name, target):
            return False
    return True


def _reads(node: Node, name: str) -> bool:
    return any(isinstance(leaf, Fact) and leaf.slot.name == name for leaf in node.reads)


def _adds(node: Node, name: str) -> bool:
    """Say whether a slot enters a formula only through sums, signs and the grid that its points lie on."""
    if not _reads(node, name):
        return True
    match node:
        case Round() | Note() | Part():
            return _adds(node.of, name)
        case Add():
            return all(_adds(term, name) for term in node.terms)
        case Mul():
            return isinstance(node.left, Const) and abs(node.left.value) == 1 and _adds(node.right, name)
        case Fact():
            return True
        case _:
            return False
