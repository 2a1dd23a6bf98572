"""A solver proves again, for all values at once, what the library derives: bounds, directions, and what rounding does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from importlib.resources import files
from typing import assert_never

import pytest
import z3
from attrs import define, field
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from emulscore import Cap, Criterion, LatenessFact, LatePenalty, Ratio, Scheme, ShareFact
from emulscore.files import open_scheme
from emulscore.formula.bounds import bounds
from emulscore.formula.direction import Direction, directions
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Leaf,
    Max,
    Min,
    Mode,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Share,
    Table,
    WeightedMean,
)
from emulscore.testing import formulas, readings, rounded_formulas, schemes

# --- formulas as terms of z3 -------------------------------------------------------------------------------------------

Term = tuple[z3.ArithRef, z3.BoolRef]
"""A value, and the condition under which there is one."""

YES = z3.BoolVal(val=True)


def number(value: Fraction | int) -> z3.RatNumRef:
    """Return an exact constant."""
    return z3.RealVal(str(Fraction(value)))


def _inside(value: z3.ArithRef, band: Band) -> z3.BoolRef:
    ends = []
    if band.low is not None:
        ends.append(value > number(band.low) if band.low_open else value >= number(band.low))
    if band.high is not None:
        ends.append(value < number(band.high) if band.high_open else value <= number(band.high))
    return z3.And(*ends) if ends else YES


def _least(one: z3.ArithRef, other: z3.ArithRef) -> z3.ArithRef:
    return z3.If(one <= other, one, other)


def _most(one: z3.ArithRef, other: z3.ArithRef) -> z3.ArithRef:
    return z3.If(one >= other, one, other)


@define
class Terms:
    """The terms of formulas over one set of variables.

    Attributes:
        mark: What tells its variables from those of another set.
        leaves: The variable of each leaf: whole for a fact, any number from 0 to the most for a share.
    """

    mark: str = ""
    leaves: dict[Leaf, z3.ArithRef] = field(factory=dict)
    _known: dict[Node, Term] = field(factory=dict)

    def leaf(self, leaf: Leaf) -> z3.ArithRef:
        """Return the variable of a leaf."""
        if leaf not in self.leaves:
            name = f"{leaf.slot.name}/{leaf.scale}" if isinstance(leaf, Fact) else f"{leaf.part.name}/{leaf.whole.name}"
            kind = z3.Int if isinstance(leaf, Fact) else z3.Real
            self.leaves[leaf] = kind(f"{name}{self.mark}")
        return self.leaves[leaf]

    def domain(self) -> list[z3.BoolRef]:
        """Return what holds of every reading."""
        found = []
        for leaf, variable in self.leaves.items():
            low, high = (leaf.slot.low, leaf.slot.high) if isinstance(leaf, Fact) else (0, leaf.most)
            found += [variable >= number(low), variable <= number(high)]
        return found

    def of(self, node: Node) -> Term:
        """Return the term of a formula."""
        if node not in self._known:
            self._known[node] = self._made(node)
        return self._known[node]

    def _all(self, nodes: Sequence[Node]) -> tuple[list[z3.ArithRef], z3.BoolRef]:
        found = [self.of(node) for node in nodes]
        return [value for value, _ in found], z3.And(*(there for _, there in found))

    def _made(self, node: Node) -> Term:
        match node:
            case Const():
                return number(node.value), YES
            case Fact():
                return z3.ToReal(self.leaf(node)) / number(node.scale), YES
            case Share():
                return self.leaf(node), YES
            case Add():
                values, there = self._all(node.terms)
                return z3.Sum(*values), there
            case Mul():
                (left, right), there = self._all((node.left, node.right))
                return left * right, there
            case WeightedMean():
                weights, there = self._all(node.weights)
                items, also = self._all(node.items)
                total = z3.Sum(*weights)
                mean = z3.Sum(*(weight * item for weight, item in zip(weights, items, strict=True))) / total
                return z3.If(total == 0, number(node.empty), mean), z3.And(there, also)
            case Quotient():
                (top, bottom), there = self._all((node.top, node.bottom))
                return z3.If(bottom == 0, number(node.empty), _least(top / bottom, number(node.most))), there
            case Min() | Max():
                values, there = self._all(node.terms)
                return reduce(_least if isinstance(node, Min) else _most, values), there
            case Round():
                return self._rounded(node)
            case Table():
                at = self.leaf(Fact(node.at))
                first, *rest = (number(value) for value in node.values)
                chain: z3.ArithRef = first
                for place, value in enumerate(rest, node.at.low + 1):
                    chain = z3.If(at == place, value, chain)
                return chain, YES
            case Choose():
                return self._chosen(node)
            case Note() | Part():
                return self.of(node.of)
            case _:
                assert_never(node)

    def _rounded(self, node: Round) -> Term:
        value, there = self.of(node.of)
        steps = value / number(node.step)
        if node.mode == "half_up":
            half = number(Fraction(1, 2))
            whole = z3.If(steps >= 0, z3.ToInt(steps + half), -z3.ToInt(half - steps))
        elif node.mode == "down":
            whole = z3.ToInt(steps)
        else:
            whole = -z3.ToInt(-steps)
        return z3.ToReal(whole) * number(node.step), there

    def _chosen(self, node: Choose) -> Term:
        on, there = self.of(node.on)
        value, defined = (number(0), z3.BoolVal(val=False)) if node.otherwise is None else self.of(node.otherwise)
        for band, of in reversed(node.cases):
            inner, also = self.of(of)
            value, defined = z3.If(_inside(on, band), inner, value), z3.If(_inside(on, band), also, defined)
        return value, z3.And(there, defined)


# --- proofs ------------------------------------------------------------------------------------------------------------

PATIENCE = 50_000_000
"""Steps of the solver, which no slow machine changes; a proof that takes more is no proof, and fails."""

PUBLISHED = sorted(
    one.name.removesuffix(".toml")
    for one in (files("emulscore") / "schemes").iterdir()
    if one.name.endswith(".toml") and one.name.count(".") == 1
)
steady = settings(max_examples=80, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])


def refuted(*claims: z3.BoolRef) -> z3.ModelRef | None:
    """Return values under which all claims hold; None where there are none, which is the proof."""
    solver = z3.Solver()
    solver.set("rlimit", PATIENCE)
    solver.add(*claims)
    found = solver.check()
    assert found != z3.unknown, solver.reason_unknown()
    return solver.model() if found == z3.sat else None


def beyond(node: Node, low: Fraction, high: Fraction) -> z3.ModelRef | None:
    """Return values that take a formula out of some bounds, where there are any."""
    terms = Terms()
    value, there = terms.of(node)
    return refuted(*terms.domain(), there, z3.Or(value < number(low), value > number(high)))


def against(node: Node, leaf: Leaf, claimed: Direction) -> z3.ModelRef | None:
    """Return two readings, the second with more of one fact, that move a formula against its direction."""
    one, more = Terms(), Terms("'")
    for other in node.reads:
        one.leaf(other)
        if other != leaf:
            more.leaves[other] = one.leaf(other)
    (before, there), (after, also) = one.of(node), more.of(node)
    wrong = {Direction.RISING: after < before, Direction.FALLING: after > before, Direction.FLAT: after != before}
    grows = one.leaf(leaf) <= more.leaf(leaf)
    return refuted(*one.domain(), *more.domain(), there, also, grows, wrong[claimed])


def strayed(printed: Node, exact: Node, step: Fraction, mode: Mode) -> z3.ModelRef | None:
    """Return values at which a printed amount is no step, or further from the exact one than its rounding may go."""
    terms = Terms()
    (shown, there), (value, _) = terms.of(printed), terms.of(exact)
    more = {"half_up": shown - value, "up": shown - value, "down": value - shown}[mode]
    far = z3.Or(more > number(step / 2), -more > number(step / 2))
    if mode != "half_up":
        far = z3.Or(more < 0, more >= number(step))
    off = z3.ToReal(z3.ToInt(shown / number(step))) != shown / number(step)
    return refuted(*terms.domain(), there, z3.Or(far, off))


def rows(scheme: Scheme) -> Iterator[tuple[str, Node, Fraction]]:
    """Yield each row's number, formula and full points."""
    return ((one.id, one.exact, one.base) for one in scheme.formulas if one.kind == "row")


def prove(scheme: Scheme) -> None:
    """Prove of every row, group, total and grade the bounds, the directions and the rounding."""
    for one in scheme.formulas:
        interval = bounds(one.exact)
        assert interval is not None
        assert beyond(one.exact, interval.low, interval.high) is None, one.id
        assert one.kind != "row" or beyond(one.exact, Fraction(0), one.base) is None, one.id
        for leaf, claimed in directions(one.exact).items():
            assert claimed is Direction.MIXED or against(one.exact, leaf, claimed) is None, (one.id, leaf)
        assert strayed(one.node, one.exact, one.step, one.node.mode) is None, one.id


# --- the derivation is the meaning -------------------------------------------------------------------------------------


@steady
@given(st.data())
def test_a_term_has_the_exact_value(data: st.DataObject) -> None:
    """For random formulas and readings, the term with the numbers put in is the value, or there is none."""
    node = data.draw(formulas(4) | rounded_formulas(4))
    facts = data.draw(readings(node, absent=False))
    terms = Terms()
    value, there = terms.of(node)
    given_ = [
        (variable, z3.IntVal(facts[leaf.slot.name]))
        if isinstance(leaf, Fact)
        else (variable, number(Fraction(facts[leaf.part.name], facts[leaf.whole.name])))
        for leaf, variable in terms.leaves.items()
    ]
    try:
        exact: Fraction | None = evaluate(node, facts)[0]
    except (NoCaseError, AbsentError):
        exact = None
    defined = z3.simplify(z3.substitute(there, *given_))
    assert z3.is_true(defined) == (exact is not None)
    assert z3.is_true(defined) or z3.is_false(defined)
    if exact is not None:
        found = z3.simplify(z3.substitute(value, *given_))
        assert Fraction(found.numerator_as_long(), found.denominator_as_long()) == exact


@pytest.mark.parametrize("mode", ["half_up", "down", "up"])
def test_the_term_of_a_rounding_is_the_rounding(mode: Mode) -> None:
    """Eighths from -3 to 3 on a grid of a quarter: halves, whole steps, and what lies between, on both sides of 0."""
    for eighths in range(-24, 25):
        node = Round(Const(Fraction(eighths, 8) + Fraction(eighths % 2, 100)), Fraction(1, 4), mode)
        for one in (node, Round(Const(Fraction(eighths, 8)), Fraction(1, 4), mode)):
            found = z3.simplify(Terms().of(one)[0])
            assert Fraction(found.numerator_as_long(), found.denominator_as_long()) == evaluate(one, {})[0]


@pytest.mark.parametrize("low_open", [False, True])
@pytest.mark.parametrize("high_open", [False, True])
def test_the_term_of_a_choice_takes_the_branch_that_is_taken(*, low_open: bool, high_open: bool) -> None:
    """Around both ends of a band, open and closed, with and without a way out; none of them is 0 by chance."""
    one, two, three = (Const(Fraction(n)) for n in (1, 2, 3))
    for value in range(7):
        for otherwise in (three, None):
            cases = (Band(Fraction(2), Fraction(4), low_open, high_open), one), (Band(low=Fraction(5)), two)
            node = Choose(Const(Fraction(value)), cases, otherwise)
            found, there = (z3.simplify(part) for part in Terms().of(node))
            try:
                exact = evaluate(node, {})[0]
            except NoCaseError:
                assert z3.is_false(there)
                continue
            assert z3.is_true(there)
            assert Fraction(found.numerator_as_long(), found.denominator_as_long()) == exact


# --- all published schemes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_row_stays_within_its_base(name: str) -> None:
    """No measurement whatever gives less than 0 or more than the full points."""
    found = {id_: beyond(node, Fraction(0), base) for id_, node, base in rows(open_scheme(name))}
    assert found
    assert {id_: str(model) for id_, model in found.items() if model is not None} == {}


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_claimed_direction_holds(name: str) -> None:
    """More of a fact never moves a row's points against the direction that is derived for it."""
    told, wrong = 0, []
    for id_, node, _ in rows(open_scheme(name)):
        for leaf, claimed in directions(node).items():
            if claimed is not Direction.MIXED:
                told += 1
                model = against(node, leaf, claimed)
                wrong += [] if model is None else [(id_, str(leaf), claimed, str(model))]
    assert wrong == []
    assert told


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_formula_is_proven(name: str) -> None:
    """From the printed points of the rows on: groups, totals and grades too; printed points lie half a step away at most."""
    scheme = open_scheme(name)
    assert {one.node.mode for one in scheme.formulas} == {"half_up"}
    prove(scheme)


# --- random ones -------------------------------------------------------------------------------------------------------


@settings(steady, max_examples=15)
@given(schemes(rows=3))
def test_random_schemes_are_proven(scheme: Scheme) -> None:
    """Whatever its author chose, a scheme keeps its bounds and directions, and prints what lies nearest."""
    prove(scheme)


@pytest.mark.long
@settings(steady, max_examples=100)
@given(schemes(rows=4, depth=3))
def test_many_larger_random_schemes_are_proven(scheme: Scheme) -> None:
    """The same of schemes with more rows, and with rules that stand deeper inside rules."""
    prove(scheme)


# --- faults are found --------------------------------------------------------------------------------------------------

RATE = ShareFact("x", largest=1000)
OVER = Ratio(RATE, target="50%", below="pro_rata", empty="refuse")
LATE = LatePenalty(LatenessFact("x", largest=100), per=1, unit="days", never=0)


def formula(rule: Ratio | Cap | LatePenalty) -> Node:
    (found,) = (node for _, node, _ in rows(Scheme("s", "S", total=10, items=[Criterion("1", "1", 10, rule)])))
    return found


def test_a_rule_without_its_cap_is_refuted() -> None:
    """A rate of a target of 50% can earn 20 of 10; held by a cap it cannot."""
    model = beyond(OVER.formula(Fraction(10)), Fraction(0), Fraction(10))
    assert model is not None
    share = model[z3.Real("x.part/x.whole")]
    assert Fraction(share.numerator_as_long(), share.denominator_as_long()) > Fraction(1, 2)
    assert beyond(formula(Cap(OVER)), Fraction(0), Fraction(10)) is None


def test_a_bound_that_is_a_hundredth_too_tight_is_refuted() -> None:
    """Nine and ninety-nine hundredths is not the most that ten points are."""
    assert beyond(formula(LATE), Fraction(0), Fraction(999, 100)) is not None
    assert beyond(formula(LATE), Fraction(1, 100), Fraction(10)) is not None


def test_a_turned_direction_is_refuted() -> None:
    """Points fall with delay: the solver does not believe that they rise, or stay."""
    node = formula(LATE)
    (leaf,) = (leaf for leaf in node.reads if isinstance(leaf, Fact) and leaf.slot.name == "x.days")
    assert directions(node)[leaf] is Direction.FALLING
    assert against(node, leaf, Direction.FALLING) is None
    assert against(node, leaf, Direction.RISING) is not None
    assert against(node, leaf, Direction.FLAT) is not None


def test_least_for_greatest_and_down_for_half_up_are_refuted() -> None:
    """A sum that is cut at its least and not at its greatest passes it; rounding down strays up to a whole step."""
    fact, step = RATE.node, Fraction(1, 100)
    twice = Add((fact, fact))
    assert beyond(Min((twice, Const(Fraction(1)))), Fraction(0), Fraction(1)) is None
    assert beyond(Max((twice, Const(Fraction(1)))), Fraction(0), Fraction(1)) is not None
    assert strayed(Round(fact, step), fact, step, "half_up") is None
    assert strayed(Round(fact, step, "down"), fact, step, "down") is None
    assert strayed(Round(fact, step, "down"), fact, step, "half_up") is not None


@pytest.mark.parametrize("claimed", ["half_up", "down", "up"])
@pytest.mark.parametrize("done", ["half_up", "down", "up"])
def test_each_way_of_rounding_is_taken_for_no_other(claimed: Mode, done: Mode) -> None:
    """One way of rounding passes for itself alone."""
    found = strayed(Round(RATE.node, Fraction(1, 100), done), RATE.node, Fraction(1, 100), claimed)
    assert (found is None) == (claimed == done)


def test_a_rounding_that_strays_by_more_than_half_a_hundredth_is_refuted() -> None:
    """A tenth for a hundredth, two roundings for one, a thousandth too much, and no rounding at all."""
    fact, step = RATE.node, Fraction(1, 100)
    twice = Round(Round(fact, Fraction(1, 1000)), step)  # 0,0045 becomes 0,005 and then 0,01
    for wrong in (Round(fact, Fraction(1, 10)), twice, Add((Round(fact, step), Const(Fraction(1, 1000)))), fact):
        assert strayed(wrong, fact, step, "half_up") is not None


def planted(kind: str, scheme: Scheme, draw: st.DataObject) -> Iterator[bool]:
    """Yield for each fault of a kind, planted in a scheme where two readings show that it is one, whether it is refuted."""
    for one in scheme.formulas:
        if one.kind == "grade":
            continue
        facts = draw.draw(readings(one.exact, absent=False))
        try:
            value, _ = evaluate(one.exact, facts)
        except (AbsentError, NoCaseError):
            continue
        little = Fraction(1, 1000)
        if kind == "bound":  # a bound that the value of this reading passes
            yield beyond(one.exact, value - 100, value - little) is not None
            yield beyond(one.exact, value + little, value + 100) is not None
        elif kind == "rounding":  # printed one step too high or too low
            for error in (one.step, -one.step):
                wrong = Add((one.node, Const(error)))
                yield strayed(wrong, one.exact, one.step, one.node.mode) is not None
        else:  # a direction that two readings deny
            for leaf in (leaf for leaf in one.exact.reads if isinstance(leaf, Fact)):
                less, more = ({**facts, leaf.slot.name: end} for end in (leaf.slot.low, leaf.slot.high))
                try:
                    low, high = evaluate(one.exact, less)[0], evaluate(one.exact, more)[0]
                except (AbsentError, NoCaseError):
                    continue
                if low != high:
                    turned = Direction.FALLING if low < high else Direction.RISING
                    yield against(one.exact, leaf, turned) is not None
                    yield against(one.exact, leaf, Direction.FLAT) is not None


@pytest.mark.parametrize("kind", ["bound", "direction", "rounding"])
def test_faults_planted_in_random_schemes_are_refuted(kind: str) -> None:
    """Each fault of each kind, wherever a reading shows that it is one; and there are such places."""
    found: list[bool] = []

    @settings(steady, max_examples=8)
    @given(schemes(rows=2), st.data())
    def plant(scheme: Scheme, draw: st.DataObject) -> None:
        found.extend(planted(kind, scheme, draw))

    plant()
    assert len(found) > 10  # schemes enough had a place for it
    assert all(found)
