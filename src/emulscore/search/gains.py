"""What raises the total: for each open fact the next step, and all that it can give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from emulscore.facts import AnyFact
from emulscore.formula.extremes import NotSettledError
from emulscore.formulas import Named
from emulscore.numbers import to_decimal
from emulscore.report.gains import gains_sheet
from emulscore.report.sheet import Sheet
from emulscore.report.told import Told
from emulscore.search.flow import Flow
from emulscore.search.moves import Open, Track, track_of
from emulscore.search.steps import Gain, Lost, Step
from emulscore.words import Lang, Words

__all__ = ["Gain", "Gains", "Lost", "Step", "gains_of", "steps_up"]

_SHORT = 64  # a stretch of so few steps is tried step by step where rows pull against each other


@frozen
class Gains(Told):
    """What raises a unit's total.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> card = scheme.score({**assessment.values, "tieu_chi_15": 8})
    >>> card.gains(open={"dan_vneid": True}).gains[0].full.gain  # 6 less 4.54
    Decimal('1.46')

    Attributes:
        gains: The open facts, those that can give most first; then by the order of the scheme.
        lost: The rows that lost points, those that lost most first.
    """

    gains: tuple[Gain, ...]
    lost: tuple[Lost, ...]

    def __iter__(self) -> Iterator[Gain]:
        return iter(self.gains)

    def sheet(self, lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
        """Return them as a table, with *about* under its heading."""
        return gains_sheet(self.gains, self.lost, lang, about=about)


def _first_above(track: Track, low: int, high: int, floor: Fraction) -> int | None:
    """Return the step of a stretch nearest to where the unit stands whose total is above *floor*."""
    if not track.coherent(low, high):
        if high - low > _SHORT:
            raise NotSettledError([track.fact.name], high - low)
        above = [step for step in range(low, high + 1) if track.total(step) > floor]
        return min(above, key=lambda step: abs(step - track.now), default=None)
    near, far = (low, high) if abs(low - track.now) <= abs(high - track.now) else (high, low)
    if track.total(near) > floor:
        return near
    if track.total(far) <= floor:
        return None
    while abs(far - near) > 1:  # the total rises from near to far
        middle = (near + far) // 2
        near, far = (near, middle) if track.total(middle) > floor else (middle, far)
    return far


def next_above(track: Track, floor: Fraction) -> int | None:
    """Return the smallest move to a total above *floor*; of two alike the one that gives more, then the one upwards."""
    found = [_first_above(track, low, high, floor) for low, high in track.stretches()]
    steps = sorted({step for step in found if step is not None})
    return min(steps, key=lambda step: (abs(step - track.now), -track.total(step), -step), default=None)


def steps_up(track: Track) -> Iterator[tuple[int, Fraction]]:
    """Yield the smallest move for each higher total that the fact can bring about, in rising order of totals."""
    floor = track.total(track.now)
    while (step := next_above(track, floor)) is not None:
        floor = track.total(step)
        yield step, floor


def _best(track: Track) -> int | None:
    """Return the smallest move to the highest total."""
    now = track.total(track.now)
    ends = {step for stretch in track.stretches() for step in stretch}
    top = max(track.total(step) for step in ends)
    if top <= now:
        return None
    return next_above(track, top - Fraction(1, 10**9))


def gains_of(
    flow: Flow,
    labels: Mapping[str, Words],
    known: Mapping[str, int],
    opened: Mapping[str, Open],
    lost: Iterable[Lost],
    given: Mapping[str, object],
) -> Gains:
    """Return what raises the printed total of a unit whose facts are all known.

    Args:
        flow: The scheme's formulas.
        labels: What people call them.
        known: The unit's facts and its rows' printed points, by slot.
        opened: The facts that may change, each with its range.
        lost: The rows that lost points.
        given: The unit's raw values, by the name of the fact.
    """
    target = flow.later[-1]
    found = []
    for name, how in opened.items():
        try:
            found.append(_gain(flow, flow.facts[name], labels[name], how, known, target, given.get(name)))
        except NotSettledError:
            found.append(Gain(name, labels[name], None, None, settled=False))
    order = {name: place for place, name in enumerate(flow.facts)}
    found.sort(key=lambda gain: (-(gain.full.gain if gain.full else 0), order[gain.fact]))
    ranked = sorted(lost, key=lambda one: -one.points)
    return Gains(tuple(found), tuple(ranked))


def _gain(
    flow: Flow, fact: AnyFact, label: Words, opened: Open, known: Mapping[str, int], target: Named, given: object
) -> Gain:
    track = track_of(flow, fact, opened, known, target, label, given)
    if track is None:
        return Gain(fact.name, label, None, None)
    now = track.total(track.now)
    steps: Sequence[int | None] = (next_above(track, now), _best(track))
    nearest, best = (
        None
        if step is None
        else Step(
            track.move(step),
            to_decimal(track.total(step) - now, target.step),
            to_decimal(track.total(step), target.step),
        )
        for step in steps
    )
    return Gain(fact.name, label, nearest, best)
