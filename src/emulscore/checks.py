"""What is checked when a scheme is built: everything at once, and every row proven within 0..base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from emulscore.criteria import (
    Criterion,
    Group,
    Item,
    Rounding,
    beside_scale,
    each_item,
    rows_of,
    with_cohorts,
)
from emulscore.errors import Problem, Refused
from emulscore.examples import example_words, raw_of
from emulscore.facts import AnyFact
from emulscore.figures import decimals_of, figure
from emulscore.formula.bounds import Bounds, Interval
from emulscore.formula.extremes import Attained, NotSettledError, extremes, slots_of
from emulscore.formula.holes import holes
from emulscore.formula.nodes import Fact, Leaf, Node, Part, Round, Share, walk
from emulscore.formulas import Named, Rescale
from emulscore.grades import Grades
from emulscore.numbers import half_up, show, show_percent, to_decimal
from emulscore.rules.rule import at_base, facts_of
from emulscore.words import Words

__all__ = ["problems_of"]


def problems_of(
    items: tuple[Item, ...], total: Fraction, rounding: Rounding, rescale: Rescale | None, grades: Grades | None
) -> list[Problem]:
    """Return everything that is wrong with a scheme's rows and groups."""
    problems = [*_ids(items), *_roles(items), *_sums(items, total), *_grid(items, total, rounding)]
    problems += _facts(items, grades)
    left_out = (row for row in rows_of(items) if row.not_applicable == "leave_out" and rescale is None)
    problems += [Problem("rescale-not-stated", row=row.id) for row in left_out]
    for criterion in rows_of(items):
        problems += _row(criterion)
    return problems


def _ids(items: tuple[Item, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in each_item(items):
        if not item.id or "[" in item.id or "]" in item.id:
            expected = Words("số thứ tự như in trong văn bản", "the number as printed in the document")
            yield Problem("bad-name", row=item.id, params={"expected": expected})
        elif item.id in seen:
            yield Problem("repeated-id", row=item.id)
        seen.add(item.id)


def _roles(items: tuple[Item, ...]) -> Iterator[Problem]:
    top = set(map(id, items))
    for item in each_item(items):
        if beside_scale(item) and id(item) not in top:
            yield Problem("misplaced-group", row=item.id)


def problems_of_results(formulas: Iterable[Named]) -> list[Problem]:
    """Return what is wrong with the grade: points for which no band is stated."""
    problems: list[Problem] = []
    total: Named | None = None
    for named in formulas:
        if named.kind == "total":
            total = named
        elif total is not None and isinstance(named.exact, Part) and isinstance(grades := named.exact.by, Grades):
            # Gates that cut the total stand between it and what it is the sum of; that was looked at with the rows.
            stop = frozenset(node for node in walk(total.node) if isinstance(node, Round))
            for leaf, stretch in dict.fromkeys(_gaps(named.exact, stop)):
                judged = leaf.slot.name if isinstance(leaf, Fact) else None if grades.judged else total.name
                value = to_decimal(_within(stretch, total.step), total.step)
                params = {"where": _stretch(None, stretch)}
                problems.append(Problem("gap", params=params, example=None if judged is None else {judged: value}))
    return problems


def _sums(items: tuple[Item, ...], total: Fraction) -> Iterator[Problem]:
    places: list[tuple[Words, str | None, tuple[Item, ...], Fraction]] = [
        (Words("bộ tiêu chí", "the scheme"), None, tuple(item for item in items if not beside_scale(item)), total)
    ]
    groups = (item for item in each_item(items) if isinstance(item, Group) and item.cap is None)
    places += [(item.title, item.id, item.items, item.base) for item in groups]
    for place, row, inside, stated in places:
        found = sum((item.base for item in inside), Fraction(0))
        if found != stated:
            params = {"place": place, "found": figure(found), "stated": figure(stated)}
            yield Problem("bases-do-not-add-up", row=row, params=params)


def _grid(items: tuple[Item, ...], total: Fraction, rounding: Rounding) -> Iterator[Problem]:
    """Yield the bases that are no printed amount: full points would be rounded past them."""
    bases: list[tuple[str | None, Fraction]] = [(None, total), *((item.id, item.base) for item in each_item(items))]
    for row, base in bases:
        if (base / rounding.step).denominator != 1:
            yield Problem("base-off-grid", row=row, params={"base": figure(base), "step": figure(rounding.step)})


def _facts(items: tuple[Item, ...], grades: Grades | None) -> Iterator[Problem]:
    known: dict[str, AnyFact] = {}
    places: list[tuple[str | None, object]] = [
        (item.id, item.void) for item in each_item(items) if isinstance(item, Group)
    ]
    places += [(criterion.id, criterion.rule) for criterion in rows_of(items)]
    for row, place in [*places, (None, grades)]:
        for fact in with_cohorts(facts_of(place)):
            if known.setdefault(fact.name, fact) != fact:
                yield Problem("fact-conflict", row=row, fact=fact.name)


def _row(criterion: Criterion) -> Iterator[Problem]:
    try:
        formula = at_base(criterion.rule, criterion.base)
    except Refused as refused:
        yield refused.problem(row=criterion.id)
        return
    except RecursionError:
        yield Refused("too-deep", limit=50).problem(row=criterion.id)
        return
    yield from _readings(criterion)
    facts = {fact.name: fact for fact in with_cohorts(facts_of(criterion.rule))}
    for leaf, stretch in _gaps(formula):
        name = None if leaf is None else leaf.slots[0].fact
        example = None if leaf is None else _example(facts, slots_of(leaf, _within(stretch, _step(leaf))))
        yield Problem("gap", row=criterion.id, fact=name, params={"where": _stretch(leaf, stretch)}, example=example)
    yield from _range(criterion, formula, facts)


def _readings(criterion: Criterion) -> Iterator[Problem]:
    for reading in criterion.readings:
        places = (criterion.rule, criterion)
        if all(_argument(place, reading.argument) is _MISSING for place in places):
            yield Problem("reading-without-argument", row=criterion.id, params={"argument": reading.argument})


def _argument(value: object, path: str) -> object:
    """Return what stands at a path such as `parts.0.below`."""
    for name in path.split("."):
        if isinstance(value, tuple) and name.isdecimal():
            value = value[int(name)] if int(name) < len(value) else _MISSING
        else:
            value = getattr(value, name, _MISSING)
    return value


_MISSING = object()


_FINEST = Fraction(1, 10_000)  # hundredths of a percent: what shares are shown to
_MOST_GAPS = 5  # a choice with holes everywhere need not list them all


def _gaps(formula: Node, stop: frozenset[Node] = frozenset()) -> Iterator[tuple[Leaf | None, Interval]]:
    """Yield the values for which a choice states nothing; states of a fact may be refused, values may not."""
    for hole in holes(formula, stop=stop):
        if hole.leaf is None or not hole.leaf.of_state:
            yield from ((hole.leaf, stretch) for stretch in hole.stretches[:_MOST_GAPS])


def _step(leaf: Leaf) -> Fraction:
    return Fraction(1, leaf.scale) if isinstance(leaf, Fact) else _FINEST


def _within(stretch: Interval, step: Fraction) -> Fraction:
    """Return a number inside a stretch, with few decimals where it can: 84.5 between 84 and 85."""
    middle = (stretch.low + stretch.high) / 2
    for near in (half_up(middle, Fraction(1, 10**decimals)) for decimals in range(decimals_of(step) + 1)):
        if stretch.low < near < stretch.high and (near / step).denominator == 1:
            return near
    if not stretch.low_open:
        return stretch.low
    return middle if stretch.high_open else stretch.high


def _stretch(leaf: Leaf | None, stretch: Interval) -> Words:
    say = show_percent if isinstance(leaf, Share) else show
    if stretch.low == stretch.high:
        return Words(f"giá trị là {say(stretch.low)}", f"the value is {say(stretch.low, 'en')}")
    return Words(
        f"giá trị từ {say(stretch.low)} đến {say(stretch.high)}",
        f"the value is between {say(stretch.low, 'en')} and {say(stretch.high, 'en')}",
    )


def _range(criterion: Criterion, formula: Node, facts: Mapping[str, AnyFact]) -> Iterator[Problem]:
    interval = Bounds().of(formula)
    base = criterion.base
    if interval is None:
        reason = Words("không có giá trị nào được chấm", "no value is scored")
        yield Problem("no-formula", row=criterion.id, params={"reason": reason})
        return
    if interval.low >= 0 and interval.high <= base:
        return
    ends: dict[str, object] = {"low": figure(Fraction(0)), "high": figure(base)}
    found = _breaking(formula, base)
    if found is None:
        vi, en = (f"{show(interval.low, lang)}..{show(interval.high, lang)}" for lang in ("vi", "en"))
        yield Problem("not-proven", row=criterion.id, params=ends | {"interval": Words(vi, en)})
        return
    example = _example(facts, found.facts)
    params = ends | {"reached": figure(found.value), "example": example_words(example)}
    yield Problem("out-of-range", row=criterion.id, params=params, example=example)


def _breaking(formula: Node, base: Fraction) -> Attained | None:
    """Look for measurements that leave 0..base."""
    try:
        found = extremes(formula, settle=False)
    except NotSettledError:
        return None
    worst = max(found.high, found.low, key=lambda end: max(end.value - base, -end.value))
    return None if 0 <= worst.value <= base else worst


def _example(facts: Mapping[str, AnyFact], slots: Mapping[str, int]) -> dict[str, object]:
    return raw_of(facts.values(), slots)
