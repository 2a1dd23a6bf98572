"""The points of a rule over its measurement, drawn from the formula itself: bends as bends, jumps as jumps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from emulscore.facts import TIME_UNITS, LevelFact, Measured, State, YesNoFact, time_unit_words
from emulscore.facts._common import Described
from emulscore.formula.bounds import Interval, leaf_interval
from emulscore.formula.extremes import NotSettledError, extremes
from emulscore.formula.lines import Line, Lines, NotStraightError, lines, names_of
from emulscore.formula.nodes import Fact, Leaf, Node, Share, walk
from emulscore.numbers import show, show_percent
from emulscore.report.axes import Axis, circle, figure, line, strokes, text
from emulscore.report.bars import Bar, bars
from emulscore.rules.rule import Rule, facts_of
from emulscore.words import Lang, Words

__all__ = ["Curve", "curves_of", "leaves_of"]

_MOST: Final = 4  # pictures of one rule
_FEW: Final = 24  # whole numbers that are drawn as dots; breaks that are marked and told one by one
_WIDTH: Final = 380
_HEIGHT: Final = 174
_LEFT, _RIGHT, _TOP, _BOTTOM = map(Fraction, (46, 366, 24, 146))
_LABEL = Words("Điểm theo “{}”: {}.", "Points by “{}”: {}.")
_AT = Words("{}: {} điểm", "{}: {} points")
_JUMP = Words("{}: {} điểm, ngay trước đó {}", "{}: {} points, just before {}")
_AFTER = Words("{}: {} điểm, ngay sau đó {}", "{}: {} points, just after {}")
_OTHERS = Words("{}; các số liệu khác ở mức được nhiều điểm nhất", "{}; the other figures as they earn most")
_UNIT = Words("điểm", "points")
_ANSWERS: Final = (Words("không", "no"), Words("có", "yes"))


@frozen
class Curve:
    """Points over one fact.

    Attributes:
        leaf: The fact, as formulas read it.
        fact: The fact itself, where it can be told.
        lines: The formula along it.
        base: The row's full points.
        alone: Whether the formula reads no other fact.
        title: What the fact is called where it has no name of its own.
        still: What else the formula reads, with the value at which it stands.
    """

    leaf: Leaf
    fact: Measured | None
    lines: Lines
    base: Fraction
    alone: bool = True
    title: Words | None = None
    still: tuple[tuple[Words, Fraction], ...] = ()

    def caption(self, lang: Lang = "vi") -> str:
        """Return what the picture is of."""
        name = self._name(lang)
        said = name if self.alone else _OTHERS.text(lang).format(name)
        return "; ".join([said, *(f"{label.text(lang)}: {show(value, lang)}" for label, value in self.still)])

    def _name(self, lang: Lang) -> str:
        slot = self.leaf.slot if isinstance(self.leaf, Fact) else self.leaf.part
        nameless = self.title is not None and slot.label.vi == slot.fact
        name, unit = (self.title if nameless and self.title else slot.label).text(lang), None
        if self.fact is None:
            unit = next((one for one in TIME_UNITS if slot.name.endswith(f".{one}")), None)
        said = None if unit is None else time_unit_words(unit)
        if isinstance(self.fact, Described):
            said = self.fact.unit
        return name if said is None else f"{name}, {said.text(lang)}"

    def shown(self, value: Fraction, lang: Lang) -> str:
        """Write a value as its fact is written."""
        percent = isinstance(self.leaf, Share) or (self.fact is not None and self.fact.percent)
        return show_percent(value, lang) if percent else show(value, lang)

    def svg(self, lang: Lang = "vi") -> str:
        """Return it as a picture with its caption; the words of the picture tell every break and jump."""
        if isinstance(self.fact, LevelFact | YesNoFact):
            labels = [label for _, label in self.fact.levels] if isinstance(self.fact, LevelFact) else _ANSWERS
            pairs = [(label, self.lines.at(Fraction(place))) for place, label in enumerate(labels)]
            drawn = [Bar(label.text(lang), value) for label, value in pairs if value is not None]
            return bars(drawn, self.base, self._name(lang), lang, self.caption(lang))
        said = list(self._said(lang))
        said[_FEW:] = ["…"] * (len(said) > _FEW)
        label = _LABEL.text(lang).format(self._name(lang), "; ".join(said))
        return figure((_WIDTH, _HEIGHT), self._drawn(lang), label, self.caption(lang))

    @property
    def discrete(self) -> bool:
        """Say whether the values in between mean nothing: a few whole numbers."""
        whole = isinstance(self.leaf, Fact) and self.leaf.scale == 1
        return whole and self.lines.breaks[-1] - self.lines.breaks[0] <= _FEW

    def _values(self) -> list[tuple[Fraction, Fraction | None, Fraction | None, Fraction | None]]:
        """Return each break with the value just before it, at it, and just after it."""
        found, cells = [], self.lines.cells
        for place, at in enumerate(self.lines.breaks):
            sides = [cells[2 * place + by] if 0 <= 2 * place + by < len(cells) else None for by in (-1, 0, 1)]
            before, on, after = (None if side is None else side.at(at) for side in sides)
            found.append((at, before, on, after))
        return found

    def _said(self, lang: Lang) -> Iterator[str]:
        if self.discrete:
            for at in self._whole():
                yield _AT.text(lang).format(self.shown(at, lang), show(self.lines.at(at) or Fraction(0), lang))
            return
        for at, before, on, after in self._values():
            if on is None:
                continue
            where, points = self.shown(at, lang), show(on, lang)
            if before not in {None, on}:
                yield _JUMP.text(lang).format(where, points, show(before or Fraction(0), lang))
            elif after not in {None, on}:
                yield _AFTER.text(lang).format(where, points, show(after or Fraction(0), lang))
            else:
                yield _AT.text(lang).format(where, points)

    def _whole(self) -> list[Fraction]:
        low, high = self.lines.breaks[0], self.lines.breaks[-1]
        every = map(Fraction, range(int(low), int(high) + 1))
        return [at for at in every if self.lines.at(at) is not None]

    def _drawn(self, lang: Lang) -> Iterator[str]:
        heights = [value for _, *values in self._values() for value in values if value is not None]
        across = Axis(self.lines.breaks[0], self.lines.breaks[-1], _LEFT, _RIGHT)
        up = Axis(min([*heights, Fraction(0)]), max([*heights, self.base]), _BOTTOM, _TOP)
        beside = [up.low, up.high, max(heights, default=self.base), *heights]
        yield text((_LEFT, _TOP - 12), _UNIT.text(lang), "middle")
        yield from _frame(across, up, self._marks(lang), [(value, show(value, lang)) for value in beside])
        if self.discrete:
            dots = [(across.at(at), up.at(self.lines.at(at) or Fraction(0))) for at in self._whole()]
            yield from (line(one, other, "es-thin") for one, other in pairwise(dots))
            yield from (circle(dot, "es-dot") for dot in dots)
            return
        ways = zip(self.lines.cells[1::2], pairwise(self.lines.breaks), strict=True)
        yield strokes(
            [tuple((across.at(end), up.at(way.at(end))) for end in ends) for way, ends in ways if way is not None],
            "es-line",
        )
        if len(self.lines.breaks) > _FEW:
            return  # a stair of so many steps shows its jumps by itself
        for at, before, on, after in self._values():
            ends = [value for value in (before, on, after) if value is not None]
            if len(set(ends)) > 1:
                x = across.at(at)
                yield line((x, up.at(min(ends))), (x, up.at(max(ends))), "es-jump")
                yield from (circle((x, up.at(value)), "es-ring") for value in {*ends} - {on})
                if on is not None:
                    yield circle((x, up.at(on)), "es-dot")

    def _marks(self, lang: Lang) -> list[tuple[Fraction, str]]:
        breaks = self._whole() if self.discrete else self.lines.breaks
        first = [breaks[0], breaks[-1], *breaks[1:-1]]
        return [(at, self.shown(at, lang)) for at in first]


def _frame(
    across: Axis, up: Axis, under: list[tuple[Fraction, str]], beside: list[tuple[Fraction, str]]
) -> Iterator[str]:
    for value, label in up.apart(beside, 13):
        y = up.at(value)
        yield line((_LEFT, y), (_RIGHT, y), "es-grid")
        yield text((_LEFT - 6, y + 4), label, "end")
    for value, label in across.apart(under):
        x = across.at(value)
        yield line((x, _BOTTOM), (x, _BOTTOM + 4), "es-axis")
        yield text((x, _BOTTOM + 17), label, "middle")
    yield line((_LEFT, _BOTTOM), (_RIGHT, _BOTTOM), "es-axis")


def leaves_of(rule: Rule, base: Fraction) -> list[Leaf]:
    """Return what a rule reads, in the order of its formula; states of facts are none."""
    return [node for node in walk(rule.formula(base)) if isinstance(node, Fact | Share) and not node.of_state]


def curves_of(
    rule: Rule, base: Fraction, title: Words | None = None, known: Mapping[str, int] = MappingProxyType({})
) -> tuple[Curve, ...]:
    """Return a rule's points over each fact that it reads, the others standing where they earn most.

    Nothing is returned for what cannot be drawn exactly: a formula that is no straight line along a fact, or one whose
    greatest points the search cannot settle.

    Args:
        rule: The rule.
        base: The full points.
        title: What a fact is called that has no name of its own.
        known: Facts that stand still, such as the values of a cohort, as whole numbers by their slots.
    """
    formula, every = rule.formula(base), leaves_of(rule, base)
    order = [leaf for leaf in every if leaf.name not in known]
    fixed = [leaf for leaf in every if isinstance(leaf, Fact) and leaf.name in known]
    still = tuple((leaf.slot.label, Fraction(known[leaf.name], leaf.scale)) for leaf in fixed)
    states = {**known, **{leaf.name: State.MEASURED.value for leaf in formula.reads if leaf.of_state}}
    try:
        best = states if len(order) == 1 else {**extremes(formula, states).high.facts, **known}
    except NotSettledError:
        return ()
    alone = len(order) == 1
    found = (_curve(rule, formula, leaf, best, base) for leaf in order[:_MOST])
    return tuple(evolve(curve, alone=alone, title=title, still=still) for curve in found if curve is not None)


def _curve(rule: Rule, formula: Node, leaf: Leaf, best: Mapping[str, int], base: Fraction) -> Curve | None:
    fact = next((one for one in facts_of(rule) if isinstance(one, Measured) and _reads(one, leaf)), None)
    others = {name: value for name, value in best.items() if name not in names_of(leaf)}
    try:
        whole = lines(formula, leaf, leaf_interval(leaf), others)
        span = leaf_interval(leaf) if isinstance(fact, LevelFact | YesNoFact) else _telling(whole, leaf)
        return Curve(leaf, fact, lines(formula, leaf, span, others), base)
    except NotStraightError:
        return None


def _reads(fact: Measured, leaf: Leaf) -> bool:
    return getattr(fact, "node", None) == leaf


def _telling(found: Lines, leaf: Leaf) -> Interval:
    """Return the part of the range in which something happens: behind the last bend, what stays flat is cut."""
    breaks = found.breaks
    low, high = breaks[0], breaks[-1]
    inner = breaks[1:-1]
    if not inner or isinstance(leaf, Share):
        return Interval(low, high)
    room = max(
        (inner[-1] - inner[0]) / 4,
        (inner[-1] - low) / 4 if _flat(found.cells[1]) or len(inner) == 1 else Fraction(0),
        Fraction(1, leaf.scale),
    )
    if _flat(found.cells[-2]) and _flat(found.cells[-1]):
        high = min(high, _on_grid(inner[-1] + room, leaf))
    return Interval(low, high)


def _flat(cell: Line | None) -> bool:
    return cell is None or not cell.slope


def _on_grid(value: Fraction, leaf: Fact) -> Fraction:
    steps = value * leaf.scale
    return Fraction(-(-steps.numerator // steps.denominator), leaf.scale)
