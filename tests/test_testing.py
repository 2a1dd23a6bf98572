"""The strategies: what they draw, all of it, and that importing the library does not load them."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    CountFact,
    Criterion,
    Direct,
    FrequencyPenalty,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Linear,
    PointsFact,
    Ratio,
    Rounding,
    Rule,
    Scheme,
    SchemeError,
    ShareFact,
    Span,
    Tiered,
    When,
    YesNoFact,
    at_least,
)
from emulscore.conditions import CONDITIONS, AllOf, AnyOf, Condition, Not
from emulscore.criteria import rows_of
from emulscore.errors import Refused
from emulscore.facts import TIME_UNITS, CohortFact, State
from emulscore.formula.nodes import Const, Slot
from emulscore.gates import GATES
from emulscore.grades import Grades
from emulscore.rules.rule import arguments, kinds
from emulscore.testing import (
    Scale,
    Spoiled,
    SpoiledUnit,
    check_spoiled,
    conditions,
    grades,
    measurements_for,
    rules,
    schemes,
    spoiled,
    spoiled_values,
    values_of,
)
from emulscore.testing.checked import CheckedInts, Tracked, UnprovenError
from emulscore.testing.units import refusal_of
from emulscore.words import Words

slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
ROOT = Path(__file__).parents[1]


def _parts(value: object) -> Iterator[object]:
    """Yield everything that a rule, a condition or a scheme is made of."""
    yield value
    inner: Iterable[object] = value if isinstance(value, tuple) else ()
    if not isinstance(value, Words) and attrs.has(cls := type(value)):
        inner = [getattr(value, field.name) for field in attrs.fields(cls)]
    for part in inner:
        yield from _parts(part)


def _rules_deep(value: object) -> int:
    inner = value if isinstance(value, tuple) else arguments(value).values() if isinstance(value, Rule) else ()
    return isinstance(value, Rule) + max(map(_rules_deep, inner), default=0)


def _choices(value: object) -> set[str]:
    """Name the class of each part, and every choice by word that was made in it; other choices as given or not."""
    met: set[str] = set()
    for part in _parts(value):
        name = type(part).__name__
        met.add(name)
        if isinstance(part, Rule | Span | CohortFact):
            for argument, choice in arguments(part).items():
                said = choice if isinstance(choice, str) or choice is None else "given"
                met.add(f"{name}.{argument} {said}")
    return met


CHOICES = {cls.__name__ for cls in kinds().values() if cls.__module__.startswith("emulscore.rules.")}
CHOICES |= {f"{kind}Fact" for kind in ("Level", "YesNo", "Count", "Share", "Attainment", "Points", "Lateness")}
CHOICES |= {f"{kind}Fact" for kind in ("Number", "Items", "Cohort", "Scaled")}
CHOICES |= {f"{rule}.unit {unit}" for rule in ("LatePenalty", "Tiered") for unit in TIME_UNITS}
CHOICES |= {"Tiered.unit None", "Linear.unit None", "When.unit None", "Linear.unit days", "When.unit days"}
CHOICES |= {f"{place} {choice}" for place in ("LatePenalty.never", "Tiered.never", "Ratio.empty", "Linear.empty",
            "Leader.empty", "Leader.unassigned") for choice in ("refuse", "given")}  # fmt: skip
CHOICES |= {f"{place} {choice}" for place in ("Linear.before", "Linear.after") for choice in ("hold", "given")}
CHOICES |= {f"{place} {choice}" for place in ("Linear.step", "Linear.less", "Tiered.otherwise")
            for choice in ("None", "given")}  # fmt: skip
CHOICES |= {f"Ratio.below {choice}" for choice in ("pro_rata", "plain", "nothing", None)}
CHOICES |= {f"LatePenalty.several {choice}" for choice in ("sum", "worst", None)}
CHOICES |= {"FrequencyPenalty.of base", "FrequencyPenalty.of left"}
CHOICES |= {f"Round.mode {mode}" for mode in ("half_up", "down", "up")}
CHOICES |= {f"CohortFact.take {take}" for take in ("best", "least", "mean")}
CHOICES |= {f"Span.{end} given" for end in ("at_least", "above", "at_most", "below")}


def test_rules_of_every_class_and_choice_are_drawn() -> None:
    """Over a fixed number of draws each class, each value of each choice, and four levels of nesting appear."""
    met: set[str] = set()

    def note(rule: Rule) -> None:
        met.update(_choices(rule), {f"depth {_rules_deep(rule)}"})

    late = tuple(LatenessFact(name) for name in "abcdefgh")
    timed = rules(leaves=(Tiered, Linear), combinators=(When,), depth=2, known=late)
    rates = rules(leaves=(Ratio,), depth=1)
    for focused, times in ((timed, 250), (rates, 50)):
        settings(max_examples=times, suppress_health_check=slow)(given(focused)(note))()
    settings(max_examples=350, suppress_health_check=slow)(given(rules())(note))()
    assert CHOICES | {"depth 1", "depth 2", "depth 3", "depth 4"} <= met


def test_conditions_and_gates_of_every_kind_are_drawn() -> None:
    """Over a fixed number of draws every registered condition and gate appears, and a quota, and judged groups."""
    met: set[str] = set()
    scale = Scale(Fraction(10), ("1", "I"), ("I",), (LatenessFact("tre"),))

    @settings(max_examples=150, suppress_health_check=slow)
    @given(grades(scale))
    def draw(one: Grades) -> None:
        met.update(type(part).__name__ for part in _parts(one))
        met.update({"judged"} if one.judged else set())

    draw()
    named = [cls for found in (CONDITIONS.kinds(), GATES.kinds()) for cls in found.values()]
    wanted = {cls.__name__ for cls in named if cls.__module__.startswith("emulscore.")}
    assert wanted | {"Quota", "judged"} <= met


CODES = {"not-a-number", "not-finite", "ambiguous-number", "number-too-long", "division-by-zero", "float"}
CODES |= {"float-off-grid", "off-grid", "not-a-count", "negative", "too-large", "some-of-zero", "part-exceeds-whole"}
CODES |= {"share-out-of-range", "percent-or-fraction", "not-a-share", "unknown-level", "not-yes-no"}
CODES |= {"points-out-of-range", "not-a-lateness", "not-a-date", "not-a-state", "missing-fact", "unknown-fact"}
CODES |= {"zero-of-zero", "never-without-consequence", "not-applicable-without-policy", "other-time-unit"}


def test_every_refusal_that_measurements_can_meet_is_drawn() -> None:
    """Over a fixed number of draws each code that a unit's measurements can be refused with appears."""
    met: Counter[str] = Counter()

    late, share = LatenessFact("tre"), ShareFact("dan", decimals=2, largest=300)
    facts_read: tuple[Rule, ...] = (
        Direct(PointsFact("diem", largest=1)),
        LatePenalty(late, per=1, unit="days", never="refuse"),
        Tiered(LevelFact("muc", levels={"tot": "tốt"}), {"tot": 1}),
        Tiered(YesNoFact("dat"), {True: 1}, otherwise=0),
        Ratio(share, empty="refuse"),
        Ratio(ShareFact("ho_so"), empty=0),
        FrequencyPenalty({CountFact("lan"): "20%"}, of="base"),
    )

    def draw(bad: SpoiledUnit) -> None:
        met[bad.code] += 1

    for rule in facts_read:
        scheme = Scheme("s", "S", total=1, items=[Criterion("1", "A", 1, rule)])
        settings(max_examples=200, suppress_health_check=slow)(given(spoiled(scheme))(draw))()
    assert met.keys() >= CODES


def test_schemes_come_with_groups_in_groups_shared_facts_and_every_rounding() -> None:
    """Over a fixed number of draws: nested groups, a fact read by two rows, each mode, and each list of amounts."""
    met: Counter[str] = Counter()

    def depth(items: tuple[object, ...]) -> int:
        return max((1 + depth(item.items) for item in items if isinstance(item, Group)), default=0)

    @settings(max_examples=60, suppress_health_check=slow)
    @given(schemes())
    def draw(scheme: Scheme) -> None:
        met[f"depth {depth(scheme.items)}"] += 1
        met[f"mode {scheme.rounding.mode}"] += 1
        met[f"amounts {' '.join(scheme.rounding.amounts)}"] += 1
        rows = [{slot.name for slot in _slots(row.rule)} for row in rows_of(scheme.items)]
        met["shared"] += sum(map(len, rows)) > len(set().union(*rows))
        groups = [part for part in _parts(scheme.items) if isinstance(part, Group)]
        met.update(f"role {group.role}" for group in groups)
        met["cap"] += any(group.cap is not None for group in groups)
        met["void"] += any(group.void is not None for group in groups)
        met.update(f"absent {row.not_applicable}" for row in rows_of(scheme.items))
        met.update((f"rescale {scheme.rescale}", f"limits {scheme.limits is None}", f"grades {scheme.grades is None}"))
        outer = (item.base for item in scheme.items if not isinstance(item, Group) or item.role == "base")
        assert scheme.total == sum(outer, Fraction(0))

    draw()
    wanted = {"depth 0", "depth 1", "depth 2", "shared", "mode half_up", "mode down", "mode up"}
    wanted |= {"amounts ", "amounts rows", "amounts rows groups", "amounts rows groups total", "amounts total"}
    wanted |= {"role base", "role bonus", "role deduction", "cap", "void", "rescale None", "rescale printed"}
    wanted |= {"rescale exact", "absent None", "absent full", "absent zero", "absent leave_out"}
    wanted |= {f"{what} {answer}" for what in ("limits", "grades") for answer in (True, False)}
    assert {key for key, times in met.items() if times} >= wanted


def _slots(rule: Rule) -> set[Slot]:
    found: set[Slot] = set()
    for leaf in rule.formula(Fraction(4)).reads:
        found |= {leaf.slot} if hasattr(leaf, "slot") else {leaf.part, leaf.whole}
    return found


def test_units_stand_on_edges_beside_them_and_in_states() -> None:
    """A tier from 3 on is tried at 2, 3 and 4; never, 0 of 0 and not applicable are drawn where they are asked for."""
    met: list[Mapping[str, object]] = []
    tier = Tiered(CountFact("ho", largest=1000), {at_least(3): 2}, otherwise=0, never=0)
    rate = Ratio(ShareFact("dan"), empty=1)
    scheme = Scheme("s", "S", total=4, items=[Criterion("1", "A", 2, tier), Criterion("2", "B", 2, rate)])

    @settings(max_examples=300, suppress_health_check=slow)
    @given(measurements_for(scheme), measurements_for(scheme, scored=False))
    def draw(scored: dict[str, object], every: dict[str, object]) -> None:
        met.extend((scored, every))

    draw()
    scored, every = met[::2], met[1::2]
    counted = {scheme.facts["ho"].read(unit["ho"]).get("ho") for unit in scored}  # however it is spelt
    assert {2, 3, 4} <= counted
    assert any(unit["ho"] is NEVER for unit in scored)
    assert any(unit["dan"] == (0, 0) for unit in scored)
    assert not any(unit["ho"] is NOT_APPLICABLE for unit in scored)
    assert any(unit["ho"] is NOT_APPLICABLE for unit in every)


def test_a_number_outside_of_its_proven_range_is_caught() -> None:
    """The checked whole numbers fail where a value leaves its range, or a table its entries."""
    ints = CheckedInts({"a": 12})
    with pytest.raises(UnprovenError, match=r"12 is outside of 0\.\.9"):
        ints.read(Slot("a", 0, 9, Words("a")))
    with pytest.raises(UnprovenError, match="no entry 2"):
        ints.table(Tracked(2, (0, 2)), [1, 2])
    with pytest.raises(UnprovenError, match="not the division of an amount"):
        ints.floordiv(Tracked(-1, (-1, 1)), ints.lit(2))
    with pytest.raises(UnprovenError, match=r"5 is outside of 0\.\.4"):
        ints.within(Tracked(5, (0, 9)), 0, 4)


def test_importing_the_library_loads_neither_hypothesis_nor_the_strategies() -> None:
    """`import emulscore` stays light: no Hypothesis, no emulscore.testing."""
    code = "import sys, emulscore; print([m for m in sys.modules if m in {'hypothesis', 'emulscore.testing'}])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("first", ["hypothesis", "emulscore.testing"])
def test_the_entry_point_registers_schemes_whichever_is_imported_first(first: str) -> None:
    """What pyproject.toml names for Hypothesis can be loaded before and after the strategies, and registers schemes."""
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["hypothesis"]
    module, _, function = named["emulscore"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))
    code = (
        f"import {first}; import {module}; {module}.{function}(); from emulscore import Scheme;"
        "from hypothesis import strategies; strategies.from_type(Scheme).validate(); print('drawn')"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert found.stdout.strip() == "drawn"


def test_drawn_rules_can_be_refused_or_proven_as_asked() -> None:
    """With a base every rule makes a scheme; without one some rules can leave any base and are refused."""
    refused: list[str] = []

    @settings(max_examples=60, suppress_health_check=slow)
    @given(rules() | rules(leaves=(Tiered,), depth=2), rules(5), st.just(5))
    def draw(anything: Rule, proven: Rule, base: int) -> None:
        Scheme("s", "S", total=base, items=[Criterion("1", "A", base, proven)])
        try:
            Scheme("s", "S", total=base, items=[Criterion("1", "A", base, anything)])
        except SchemeError as error:
            refused.extend(problem.code for problem in error.problems)

    draw()
    assert {"out-of-range", "gap"} <= set(refused)


def test_conditions_stand_in_each_other_as_deep_as_asked() -> None:
    """Every registered condition is drawn; of one level only those that hold no others, and no deeper than three of three."""
    met: set[str] = set()
    scale = Scale(Fraction(10), ("1", "I"), ("I",), (LatenessFact("tre"),))
    joined = (AllOf, AnyOf, Not)

    def depth(one: object) -> int:
        inner = (one.of,) if isinstance(one, Not) else one.of if isinstance(one, AllOf | AnyOf) else ()
        return 1 + max(map(depth, inner), default=0)

    @settings(max_examples=150, suppress_health_check=slow)
    @given(conditions(scale), conditions(scale, depth=1))
    def draw(any_: Condition, simple: Condition) -> None:
        met.update(type(part).__name__ for part in _parts(any_))
        assert not isinstance(simple, joined)
        assert depth(any_) <= 3

    draw()
    assert {cls.__name__ for cls in CONDITIONS.kinds().values() if cls.__module__.startswith("emulscore.")} <= met


def test_a_fact_of_a_kind_of_ones_own_is_refused_its_states_only() -> None:
    """What its values are only its author knows: none are drawn, and of bad ones those that are bad for every fact."""

    class Own:
        """A kind of fact that the strategies do not know."""

        name, label, state, slots = "rieng", None, Const(Fraction(0)), ()

        def read(self, raw: object) -> Mapping[str, int]:
            raise Refused("not-a-state", state=str(raw))

        def raw(self, slots: Mapping[str, int]) -> object:
            raise NotImplementedError

    met: set[tuple[object, str]] = set()

    @settings(max_examples=20)
    @given(spoiled_values(Own()))
    def draw(bad: Spoiled) -> None:
        met.add((bad.value, bad.code))

    draw()
    assert met == {(State.NOTHING, "not-a-state"), (State.MEASURED, "not-a-state")}
    assert values_of(Own()).is_empty


def test_what_a_branch_does_not_need_is_not_missed() -> None:
    """A share that is asked for only where there were papers: without papers it may be missing, and no one says otherwise."""
    papers, read = YesNoFact("co_van_ban"), ShareFact("da_doc")
    rule = When(papers, then=Ratio(read, empty=1), otherwise=1)
    scheme = Scheme("s", "S", total=4, items=[Criterion("1", "A", 4, rule)])
    missed: list[bool] = []

    @settings(max_examples=200, suppress_health_check=slow)
    @given(spoiled(scheme))
    def draw(bad: SpoiledUnit) -> None:
        check_spoiled(scheme, bad)
        if (bad.fact, bad.code) == ("da_doc", "missing-fact"):
            missed.append(papers.read(bad.measurements["co_van_ban"])["co_van_ban"] == 1)

    draw()
    assert missed
    assert all(missed)


def test_a_fact_is_not_blamed_for_what_another_one_lacks() -> None:
    """Less than a day late, the row asks for a share that was never measured: the share is to blame, and not the day.

    So says scoring; a unit that lacks the number of days has the days to blame, and one whose points are printed only in
    the total, the fact that is missing.
    """
    late, share, more = LatenessFact("tre"), ShareFact("da_doc"), CountFact("lan", largest=3)
    rule = When(late, then=1, otherwise=Ratio(share, empty=1), case=at_least(1), unit="days")
    rows = [Criterion("1", "A", 4, rule), Criterion("2", "B", 4, FrequencyPenalty({more: "20%"}, of="base"))]
    scheme = Scheme("s", "S", total=8, items=rows, rounding=Rounding(amounts=("total",)))
    unit: dict[str, object] = {"tre": {"days": 3}, "da_doc": NEVER, "lan": 0}
    assert scheme.score(unit).points == 5  # 1 of 4, and 4 of 4
    for changed, code, fact in (
        ({"tre": {"days": 0}}, "never-without-consequence", "da_doc"),
        ({"tre": {"months_begun": 0}}, "other-time-unit", "tre"),
        ({"lan": None}, "missing-fact", "lan"),
    ):
        check_spoiled(scheme, SpoiledUnit(unit | changed, fact, code))
        found = {name: refusal_of(scheme, name, unit | changed) for name in scheme.facts}
        assert {name: one for name, one in found.items() if one is not None} == {fact: code}
