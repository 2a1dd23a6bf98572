"""Random formulas: the exact meaning, compiled whole numbers, proven bounds and widths, and directions agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from emulscore.formula.bounds import Bounds, bounds, known_facts
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate
from emulscore.formula.missing import missing
from emulscore.formula.nodes import Band, Choose, Node, Round, children, walk
from emulscore.formula.targets import compile_python, greatest_number
from emulscore.formula.text import formula_text
from emulscore.testing import formulas, readings, rounded_formulas
from emulscore.testing.case import slot_directions
from emulscore.testing.checked import run_checked
from emulscore.testing.laws import contradicts

many = settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
KINDS = {"Const", "Fact", "Share", "Add", "Mul", "WeightedMean", "Min", "Max", "Round"}
KINDS |= {"Table", "Choose", "Note", "Part", "Quotient"}


def _exact(formula: Node, facts: Mapping[str, int]) -> Fraction | None:
    try:
        return evaluate(formula, facts)[0]
    except (AbsentError, NoCaseError):
        return None


def _compiled(formula: Round, facts: Mapping[str, int]) -> Fraction | None:
    compiled = compile_python([("r", formula, formula.step)])
    (steps,) = compiled.run([facts.get(slot.name) for slot in compiled.slots])
    return None if steps is None else steps * formula.step


@many
@given(st.data())
def test_compiled_whole_numbers_are_the_exact_value(data: st.DataObject) -> None:
    """Compiled Python gives the exact value to the last digit, and None exactly where there is no value."""
    formula = data.draw(rounded_formulas())
    for _ in range(3):
        facts = data.draw(readings(formula))
        assert _compiled(formula, facts) == _exact(formula, facts)


@many
@given(st.data())
def test_no_whole_number_leaves_what_is_proven(data: st.DataObject) -> None:
    """Worked out beside its ranges, no number leaves them, and none is beyond the greatest number."""
    formula = data.draw(rounded_formulas())
    most = greatest_number(formula)
    for _ in range(2):
        facts = data.draw(readings(formula))
        (steps,), met = run_checked([("r", formula, formula.step)], facts)
        assert met <= most
        assert (None if steps is None else steps * formula.step) == _exact(formula, facts)


@many
@given(st.data())
def test_values_lie_within_bounds_also_while_facts_are_unknown(data: st.DataObject) -> None:
    """The value lies in the interval of what is known, whichever facts are known; knowing all leaves one number in it."""
    formula = data.draw(formulas())
    facts = data.draw(readings(formula, absent=False))
    value = _exact(formula, facts)
    known = {name: number for name, number in facts.items() if data.draw(st.booleans())}
    for seen in ({}, known, facts):
        interval = bounds(formula, known_facts(formula, seen))
        assert value is None or (interval is not None and value in interval)


@settings(many, max_examples=50)
@given(st.data())
def test_values_inside_a_branch_lie_within_its_narrowed_bounds(data: st.DataObject) -> None:
    """Where a choice takes a branch, the branch's value lies in the bounds that entering it leaves."""
    node = data.draw(formulas().filter(lambda one: any(isinstance(part, Choose) for part in walk(one))))
    choice = next(part for part in walk(node) if isinstance(part, Choose))
    facts = data.draw(readings(choice, absent=False))
    on = _exact(choice.on, facts)
    if on is None:
        return
    taken = next((of for band, of in choice.cases if band.holds(on)), choice.otherwise)
    entered = [branch for branch in Bounds().branches(choice) if branch.of is taken and on in branch.stretch]
    assert bool(entered) == (taken is not None)
    if taken is not None and (value := _exact(taken, facts)) is not None:
        assert any((now := branch.known.of(taken)) is not None and value in now for branch in entered)


@many
@given(st.data())
def test_directions_hold_between_any_two_readings(data: st.DataObject) -> None:
    """A fact that is called rising never lowers the value, and so on, all other facts staying as they are."""
    formula = data.draw(formulas(4))
    one, other = (data.draw(readings(formula, absent=False)) for _ in range(2))
    below = _exact(formula, one)
    for names, way in slot_directions(formula).items():
        facts = {**one, **{name: other[name] for name in names}}
        above = _exact(formula, facts)
        if below is None or above is None:
            continue
        step = [_reading(names, each) for each in (one, facts)]
        assert not contradicts(way, step[0], step[1], below, above)


def _reading(names: frozenset[str], facts: Mapping[str, int]) -> Fraction:
    values = {name.rpartition(".")[2]: facts[name] for name in names}
    return Fraction(values["part"], values["whole"]) if "part" in values else Fraction(sum(values.values()))


@many
@given(st.data())
def test_what_is_missing_is_what_keeps_a_formula_from_a_value(data: st.DataObject) -> None:
    """With every missing slot given, step by step, a formula has a value or states no case."""
    formula = data.draw(formulas())
    facts = dict(data.draw(readings(formula)))
    every = {**data.draw(readings(formula, absent=False)), **facts}
    for _ in walk(formula):
        absent = missing(formula, facts)
        if not absent:
            break
        facts |= {slot.name: every[slot.name] for slot in absent}
    try:
        evaluate(formula, facts)
    except NoCaseError:
        return
    assert missing(formula, facts) == ()


@settings(max_examples=60)
@given(formulas())
def test_every_formula_can_be_written_in_both_languages(formula: Node) -> None:
    """A formula's text, Vietnamese and English, names each fact that it reads; one tested for nothing needs no name."""
    choices = [node for node in walk(formula) if isinstance(node, Choose)]
    assume(all(band != Band() for choice in choices for band, _ in choice.cases))
    for text in (formula_text(formula, "vi"), formula_text(formula, "en")):
        for leaf in formula.reads:
            label = leaf.slot.label if hasattr(leaf, "slot") else leaf.part.label
            assert f"“{label.vi}”" in text


def test_random_formulas_hold_every_kind_of_node_and_grow_deep() -> None:
    """Over a fixed number of draws every kind of node is met, shared nodes too, and trees of five levels."""
    met: Counter[str] = Counter()

    @settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
    @given(rounded_formulas())
    def draw(formula: Round) -> None:
        nodes = list(walk(formula))
        met.update(type(node).__name__ for node in nodes)
        met["deep"] += formula.depth > 5
        met["shared"] += sum(len(children(node)) for node in nodes) > len(nodes) - 1

    draw()
    assert met.keys() == KINDS | {"deep", "shared"}
    assert min(met.values()) >= 10
