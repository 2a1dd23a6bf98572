"""The named formulas of a scheme: rows, groups, total and grade, each able to read the printed points of those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from operator import itemgetter
from typing import Final, Literal

from attrs import field, frozen

from emulscore.conditions import Results
from emulscore.criteria import Amounts, Criterion, Group, Item, Role, Rounding, rows_of
from emulscore.facts import State, YesNoFact
from emulscore.formula.bounds import bounds
from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Max,
    Min,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Slot,
    WeightedMean,
    walk,
)
from emulscore.grades import Grades
from emulscore.reasons import DidNotArise, GroupSum, NoDocument, TotalSum
from emulscore.rules.rule import at_base, facts_of
from emulscore.words import Words

__all__ = ["GRADE", "TOTAL", "Named", "Rescale", "named_formulas"]

TOTAL: Final = ""
"""The id of the total among named formulas."""

GRADE: Final = "[grade]"
"""The id of the grade among named formulas; its value is the grade's place, 0 for the best."""

Kind = Literal["row", "group", "total", "grade"]
Rescale = Literal["printed", "exact"]
_ONE: Final = Fraction(1)
_ABSENT: Final = Band.exactly(State.NOT_APPLICABLE.value)
_PRINTED: Final[dict[Kind, Amounts]] = {"row": "rows", "group": "groups", "total": "total"}


@frozen
class Named:
    """One formula of a scheme.

    Attributes:
        id: The row's or group's number; `TOTAL` or `GRADE`.
        kind: What it is.
        title: What it is called.
        base: Its full points.
        exact: The formula before rounding.
        node: The formula of the printed points.
        rounded: Whether the printed points, and not the exact ones, are what later formulas read.
        inside: The numbers of the rows and groups directly inside, in order; of a row, none.
        role: What a row or group does to the total: that of its top group, `base` where it stands in none.
    """

    id: str
    kind: Kind
    title: Words
    base: Fraction
    exact: Node
    node: Round
    rounded: bool
    inside: tuple[str, ...] = ()
    role: Role = "base"

    @property
    def step(self) -> Fraction:
        """Return the grid of the printed points."""
        return self.node.step

    @property
    def name(self) -> str:
        """Return the name of the slot that holds the printed points."""
        return f"[{self.id}]"

    @property
    def result(self) -> Node:
        """Return the node by which later formulas read this one."""
        if not self.rounded:
            return self.exact
        interval = bounds(self.node)
        low, high = (Fraction(0), self.base) if interval is None else (interval.low, interval.high)
        slot = Slot(self.name, int(low / self.step), int(high / self.step), self.title)
        return Fact(slot, int(1 / self.step))


@frozen
class _Builder:
    """Makes the formulas of one scheme, in the order in which they are worked out."""

    rounding: Rounding
    rescale: Rescale | None
    without: Mapping[str, tuple[str, ...]]
    found: list[Named] = field(factory=list)
    results: dict[str, Node] = field(factory=dict)
    bases: dict[str, Fraction] = field(factory=dict)

    def add(
        self,
        id_: str,
        kind: Kind,
        title: Words,
        base: Fraction,
        exact: Node,
        items: Iterable[Item] = (),
        role: Role = "base",
    ) -> Node:
        rounded = _PRINTED.get(kind) in self.rounding.amounts
        node = Round(exact, self.rounding.step, self.rounding.mode)
        inside = tuple(item.id for item in items)
        named = Named(id_, kind, title, base, exact, node, rounded, inside, role)
        self.found.append(named)
        self.results[id_], self.bases[id_] = named.result, base
        return self.results[id_]

    def item(self, item: Item, role: Role = "base") -> Node:
        if isinstance(item, Criterion):
            return self.add(item.id, "row", item.title, item.base, self.row(item, role), role=role)
        points: Node = Note("inside", Add(tuple(self.item(inner, role) for inner in item.items)))
        if item.cap is not None:
            points = Min((points, Const(item.cap)))
        if item.void is not None:
            points = _unless_void(item.void, points)
        exact = Part(GroupSum(role, item.cap), item.base, points)
        return self.add(item.id, "group", item.title, item.base, exact, item.items, role)

    def row(self, row: Criterion, role: Role) -> Node:
        """Return a row's formula; times 0 where it lacks its documents, so that what is unknown stays unknown."""
        formula = _row(row, role)
        if row.id not in self.without or role == "deduction":
            return formula
        return Part(NoDocument(self.without[row.id]), row.base, Mul(Const(Fraction(0)), formula))

    def scale(self, items: list[Item], total: Fraction) -> Node:
        """Return the points of the scale itself, rescaled where rows can be left out."""
        results = [self.item(item) for item in items]
        if self.rescale is None or not any(row.not_applicable == "leave_out" for row in rows_of(items)):
            return Add(tuple(results))
        points = {named.id: named.node if self.rescale == "printed" else named.exact for named in self.found}
        weights, shares = zip(*_shares(items, points), strict=True)
        mean = Note("rescaled", WeightedMean(weights, shares, Fraction(0)) * total)
        # Where every row is left out there is nothing to rescale: the total is refused, not 0.
        return Choose(Add(weights), ((Band(low=Fraction(0), low_open=True), mean),))


def _shares(items: Iterable[Item], points: Mapping[str, Node]) -> Iterator[tuple[Node, Node]]:
    """Yield the full points of what is not left out, and the share of them that is earned."""
    for item in items:
        if isinstance(item, Criterion):
            yield _weight(item), points[item.id] / item.base if item.base else Const(Fraction(0))
            continue
        inner = list(_shares(item.items, points))
        if item.cap is not None:
            most = Min((Add(tuple(weight for weight, _ in inner)), Const(item.cap)))
            inner = [(most, Quotient(Add(tuple(Mul(*pair) for pair in inner)), most, _ONE, Fraction(0)))]
        for weight, share in inner:
            yield weight, share if item.void is None else _unless_void(item.void, share)


def _unless_void(void: YesNoFact, points: Node) -> Node:
    return Choose(void.node, ((Band.exactly(1), Note("voided", Const(Fraction(0)))),), points)


def _row(row: Criterion, role: Role) -> Node:
    formula, policy = at_base(row.rule, row.base), row.not_applicable
    if policy is None:
        return formula
    if role != "base" and policy == "leave_out":
        policy = "zero"  # what stands beside the scale is not rescaled
    points = Const(row.base if policy == "full" else Fraction(0))
    return _unless_absent(row, Part(DidNotArise(policy), row.base, points), formula)


def _weight(row: Criterion) -> Node:
    full = Const(row.base)
    return _unless_absent(row, Const(Fraction(0)), full) if row.not_applicable == "leave_out" else full


def _unless_absent(row: Criterion, absent: Node, formula: Node) -> Node:
    """Return *absent* where one of the row's facts did not arise, unless the rule itself says what follows."""
    handled = {
        node.on for node in walk(formula) if isinstance(node, Choose) and _ABSENT in map(itemgetter(0), node.cases)
    }
    for fact in reversed(list(dict.fromkeys(facts_of(row.rule)))):
        if fact.state in handled:
            continue  # the rule itself says what follows, as for a unit without a target
        formula = Choose(fact.state, ((_ABSENT, absent),), formula)
    return formula


def named_formulas(
    items: Iterable[Item],
    total: Fraction,
    rounding: Rounding,
    *,
    rescale: Rescale | None = None,
    limits: tuple[Fraction, Fraction] | None = None,
    grades: Grades | None = None,
    without: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Named, ...]:
    """Return the formulas of a scheme in the order in which they are worked out.

    Args:
        items: Rows and groups.
        total: The full points.
        rounding: Which amounts are rounded.
        rescale: What is brought to the full scale where rows are left out.
        limits: The least and greatest total.
        grades: Bands and gates.
        without: For one unit, the kinds of documents that rows lack which get no points for that.
    """
    items = list(items)
    builder = _Builder(rounding, rescale, without or {})
    points = builder.scale([item for item in items if not _role(item, "bonus", "deduction")], total)
    bonus = [builder.item(item, "bonus") for item in items if _role(item, "bonus")]
    taken = [builder.item(item, "deduction") for item in items if _role(item, "deduction")]
    exact: Node = Note("scale", points)
    if bonus or taken:
        beside = (Note("bonus", Add(tuple(bonus))), Mul(Const(-_ONE), Note("taken", Add(tuple(taken)))))
        exact = Note("sum", Add((exact, *beside)))
    elif limits is not None:
        exact = Note("sum", exact)
    if limits is not None:
        exact = Max((Const(limits[0]), Min((exact, Const(limits[1])))))
    exact = Part(TotalSum(*(limits or ())), total, exact)
    title = Words("Tổng điểm", "Total")
    if grades is None:
        builder.add(TOTAL, "total", title, total, exact, items)
        return tuple(builder.found)
    rows = tuple(row.id for row in rows_of(items) if row.id in set(_scale_rows(items)))
    printed = Round(exact, rounding.step, rounding.mode)
    minus = frozenset(item.id for item in items if _role(item, "deduction"))
    weights = {row.id: _weight(row) for row in rows_of(items) if row.not_applicable == "leave_out"}
    results = Results(printed, dict(builder.results), dict(builder.bases), rows, minus, weights)
    cut = grades.total(results) if _cuts(grades) else exact
    builder.add(TOTAL, "total", title, total, cut, items)
    place = Part(grades, Fraction(0), grades.grade(results))
    builder.found.append(
        Named(GRADE, "grade", Words("Xếp loại", "Grade"), Fraction(0), place, Round(place, _ONE), rounded=True)
    )
    return tuple(builder.found)


def _cuts(grades: Grades) -> bool:
    return any(gate.kind == "cut_total" for gate in grades.gates)


def _role(item: Item, *roles: str) -> bool:
    return isinstance(item, Group) and item.role in roles


def _scale_rows(items: list[Item]) -> Iterator[str]:
    return (row.id for row in rows_of(item for item in items if not _role(item, "bonus", "deduction")))
