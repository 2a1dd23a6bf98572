"""What is checked when a scheme is built: everything at once, and every row proven within 0..base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from emulscore.criteria import Criterion, Group, Item, Rounding, facts_of, rows_of, with_cohorts
from emulscore.errors import Problem, Refused
from emulscore.facts import AnyFact
from emulscore.figures import figure
from emulscore.formula.bounds import Bounds, Interval, leaf_interval, split, tested
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.nodes import Choose, Fact, Leaf, Node, Round, Share, children, walk
from emulscore.formulas import Named, Rescale
from emulscore.grades import Grades
from emulscore.numbers import show, show_percent
from emulscore.rules.rule import at_base
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


def _walk(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _walk(item.items)


def _ids(items: tuple[Item, ...]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in _walk(items):
        if not item.id or "[" in item.id or "]" in item.id:
            expected = Words("số thứ tự như in trong văn bản", "the number as printed in the document")
            yield Problem("bad-name", row=item.id, params={"expected": expected})
        elif item.id in seen:
            yield Problem("repeated-id", row=item.id)
        seen.add(item.id)


def _beside(item: Item) -> bool:
    return isinstance(item, Group) and item.role != "base"


def _roles(items: tuple[Item, ...]) -> Iterator[Problem]:
    top = set(map(id, items))
    for item in _walk(items):
        if _beside(item) and id(item) not in top:
            yield Problem("misplaced-group", row=item.id)


def problems_of_results(formulas: Iterable[Named]) -> list[Problem]:
    """Return what is wrong with the grade: points for which no band is stated."""
    problems = []
    total: Node | None = None
    for named in formulas:
        if named.kind == "total":
            total = named.node
        elif named.kind == "grade":
            # Gates that cut the total stand between it and what it is the sum of; that was looked at with the rows.
            stop = frozenset(() if total is None else (node for node in walk(total) if isinstance(node, Round)))
            for fact, where in dict.fromkeys(_gaps(named.exact, stop)):
                problems.append(Problem("gap", fact=fact, params={"where": where}))
    return problems


def _sums(items: tuple[Item, ...], total: Fraction) -> Iterator[Problem]:
    places: list[tuple[Words, str | None, tuple[Item, ...], Fraction]] = [
        (Words("bộ tiêu chí", "the scheme"), None, tuple(item for item in items if not _beside(item)), total)
    ]
    groups = (item for item in _walk(items) if isinstance(item, Group) and item.cap is None)
    places += [(item.title, item.id, item.items, item.base) for item in groups]
    for place, row, inside, stated in places:
        found = sum((item.base for item in inside), Fraction(0))
        if found != stated:
            params = {"place": place, "found": figure(found), "stated": figure(stated)}
            yield Problem("bases-do-not-add-up", row=row, params=params)


def _grid(items: tuple[Item, ...], total: Fraction, rounding: Rounding) -> Iterator[Problem]:
    """Yield the bases that are no printed amount: full points would be rounded past them."""
    bases: list[tuple[str | None, Fraction]] = [(None, total), *((item.id, item.base) for item in _walk(items))]
    for row, base in bases:
        if (base / rounding.step).denominator != 1:
            yield Problem("base-off-grid", row=row, params={"base": figure(base), "step": figure(rounding.step)})


def _facts(items: tuple[Item, ...], grades: Grades | None) -> Iterator[Problem]:
    known: dict[str, AnyFact] = {}
    places: list[tuple[str | None, object]] = [(item.id, item.void) for item in _walk(items) if isinstance(item, Group)]
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
    gaps = list(_gaps(formula))
    yield from (Problem("gap", row=criterion.id, fact=fact, params={"where": where}) for fact, where in gaps)
    yield from _range(criterion, formula)


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


_MOST_GAPS = 5  # a choice with holes everywhere need not list them all


def _gaps(formula: Node, stop: frozenset[Node] = frozenset()) -> Iterator[tuple[str | None, Words]]:
    """Yield the values for which a choice states nothing; states of a fact may be refused, values may not."""
    seen: set[tuple[Node, tuple[tuple[Leaf, Interval], ...]]] = set()
    stack = [(formula, Bounds())]
    while stack:
        node, here = stack.pop()
        key = (node, here.about(node))
        if key in seen or node in stop:
            continue
        seen.add(key)
        if not isinstance(node, Choose):
            stack.extend((child, here) for child in children(node))
            continue
        stack.append((node.on, here))
        stack.extend((branch.of, branch.known) for branch in here.branches(node))
        leaf, on = tested(node), here.of(node.on)
        is_state = isinstance(leaf, Fact) and leaf.slot.name.endswith(".state")
        if node.otherwise is None and on is not None and not is_state:
            _, left = split(node, on)
            for stretch in left[:_MOST_GAPS]:
                yield (None if leaf is None else _fact_name(leaf)), _stretch(leaf, stretch)


def _fact_name(leaf: Leaf) -> str:
    return leaf.slot.name if isinstance(leaf, Fact) else leaf.part.name.rpartition(".")[0]


def _stretch(leaf: Leaf | None, stretch: Interval) -> Words:
    say = show_percent if isinstance(leaf, Share) else show
    if stretch.low == stretch.high:
        return Words(f"giá trị là {say(stretch.low)}", f"the value is {say(stretch.low, 'en')}")
    return Words(
        f"giá trị từ {say(stretch.low)} đến {say(stretch.high)}",
        f"the value is between {say(stretch.low, 'en')} and {say(stretch.high, 'en')}",
    )


def _range(criterion: Criterion, formula: Node) -> Iterator[Problem]:
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
    value, example = found
    yield Problem(
        "out-of-range",
        row=criterion.id,
        params=ends | {"reached": figure(value), "example": example},
    )


_TRIALS = 20_000


def _breaking(formula: Node, base: Fraction) -> tuple[Fraction, Words] | None:
    """Look for measurements that leave 0..base, at the ends and edges of each fact."""
    grid: list[list[dict[str, int]]] = [_edges(leaf, formula) for leaf in sorted(formula.reads, key=_fact_name)]
    trials = 1
    worst: tuple[Fraction, dict[str, int]] | None = None
    combinations: list[dict[str, int]] = [{}]
    for options in grid:
        trials *= len(options)
        if trials > _TRIALS:
            options = [options[0], options[-1]]  # noqa: PLW2901 - too many to try all: the ends only
        combinations = [one | other for one in combinations for other in options][:_TRIALS]
    for facts in combinations:
        try:
            value, _ = evaluate(formula, facts)
        except (AbsentError, NoCaseError):
            continue
        beyond = max(value - base, -value)
        if beyond > 0 and (worst is None or beyond > max(worst[0] - base, -worst[0])):
            worst = value, facts
    return None if worst is None else (worst[0], _example(worst[1], formula))


def _edges(leaf: Leaf, formula: Node) -> list[dict[str, int]]:
    """Return readings of a fact: its ends, and both sides of every number that the formula tests it against."""
    now = leaf_interval(leaf)
    edges = {now.low, now.high}
    for node in walk(formula):
        if isinstance(node, Choose) and tested(node) == leaf:
            edges |= {end for band, _ in node.cases for end in (band.low, band.high) if end is not None}
    if isinstance(leaf, Share):
        inside = sorted(edge for edge in edges if now.low <= edge <= now.high)
        fits = [edge for edge in inside if edge.denominator <= leaf.whole.high and edge.numerator <= leaf.part.high]
        return [{leaf.part.name: edge.numerator, leaf.whole.name: edge.denominator} for edge in fits]
    steps = {int(edge * leaf.scale) + by for edge in edges for by in (-1, 0, 1)}
    return [{leaf.slot.name: step} for step in sorted(steps) if leaf.slot.low <= step <= leaf.slot.high]


def _example(facts: Mapping[str, int], formula: Node) -> Words:
    shown: list[tuple[str, str]] = []
    for leaf in sorted(formula.reads, key=_fact_name):
        if isinstance(leaf, Share) and leaf.part.name in facts:
            share = Fraction(facts[leaf.part.name], facts[leaf.whole.name])
            shown.append(
                (
                    f"{_fact_name(leaf)} = {show_percent(share)}",
                    f"{_fact_name(leaf)} = {show_percent(share, 'en')}",
                )
            )
        elif isinstance(leaf, Fact) and leaf.slot.name in facts and not leaf.slot.name.endswith(".state"):
            value = Fraction(facts[leaf.slot.name], leaf.scale)
            shown.append((f"{leaf.slot.name} = {show(value)}", f"{leaf.slot.name} = {show(value, 'en')}"))
    return Words("; ".join(vi for vi, _ in shown), "; ".join(en for _, en in shown))
