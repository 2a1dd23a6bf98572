"""The strategies: what they draw, all of it, and that importing the library does not load them."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    Cap,
    CountFact,
    Criterion,
    Direct,
    FrequencyPenalty,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    PointsFact,
    Ratio,
    Rule,
    Scheme,
    SchemeError,
    ShareFact,
    Span,
    Tiered,
    YesNoFact,
    at_least,
)
from emulscore.criteria import rows_of
from emulscore.facts import TIME_UNITS, AttainmentFact
from emulscore.formula.nodes import Slot
from emulscore.testing import SpoiledUnit, measurements_for, rules, schemes, spoiled
from emulscore.testing.checked import CheckedInts, Tracked, UnprovenError
from emulscore.words import Words

slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
ROOT = Path(__file__).parents[1]


def _choices(rule: Rule) -> set[str]:
    """Name a rule's class and every choice that was made in it."""
    match rule:
        case Cap():
            ends = {f"high {'base' if rule.high.of_base else 'points'}", f"low {bool(rule.low.value)}"}
            return {"Cap", *ends}
        case Direct():
            return {"Direct"}
        case FrequencyPenalty():
            return {"FrequencyPenalty", f"of {rule.of}", f"kinds {len(rule.per) > 1}"}
        case LatePenalty():
            return {"LatePenalty", f"late {rule.unit}", f"several {rule.several}", f"never {_paid(rule.never)}"}
        case Ratio():
            most = "attainment" if isinstance(rule.fact, AttainmentFact) else "share"
            return {"Ratio", f"rate {most}", f"below {rule.below}", f"empty {_paid(rule.empty)}"}
        case Tiered():
            found = {"Tiered", f"on {type(rule.fact).__name__}", f"otherwise {rule.otherwise is None}"}
            found |= {f"tier {rule.unit}", f"tier never {_paid(rule.never)}"}
            return found | {end for when, _ in rule.cases if isinstance(when, Span) for end in _ends(when)}
        case _:
            return {type(rule).__name__}


def _paid(consequence: object) -> str:
    return "refuse" if consequence == "refuse" else "amount"


def _ends(span: Span) -> set[str]:
    return {end for end in ("at_least", "above", "at_most", "below") if getattr(span, end) is not None}


CHOICES = {
    "Cap",
    "high base",
    "high points",
    "low True",
    "low False",
    "Direct",
    "FrequencyPenalty",
    "of base",
    "of left",
}
CHOICES |= {"kinds True", "kinds False", "LatePenalty", "several None", "several sum", "several worst"}
CHOICES |= {f"late {unit}" for unit in TIME_UNITS} | {f"tier {unit}" for unit in (*TIME_UNITS, None)}
CHOICES |= {"never refuse", "never amount", "Ratio", "rate share", "rate attainment", "empty refuse", "empty amount"}
CHOICES |= {f"below {choice}" for choice in ("pro_rata", "plain", "nothing", None)}
CHOICES |= {"Tiered", "otherwise True", "otherwise False", "tier never refuse", "tier never amount"}
CHOICES |= {"at_least", "above", "at_most", "below"}
CHOICES |= {f"on {kind}Fact" for kind in ("Level", "YesNo", "Count", "Share", "Attainment", "Points", "Lateness")}


def test_rules_of_every_class_and_choice_are_drawn() -> None:
    """Over a fixed number of draws each class, each value of each choice, and four levels of nesting appear."""
    met: Counter[str] = Counter()

    def draw(rule: Rule) -> None:
        depth = 1
        while isinstance(rule, Cap):
            met.update(_choices(rule))
            rule, depth = rule.rule, depth + 1
        met.update(_choices(rule))
        met[f"depth {depth}"] += 1

    for leaf, times in ((Direct, 30), (FrequencyPenalty, 30), (Ratio, 60), (LatePenalty, 80), (Tiered, 200)):
        settings(max_examples=times, suppress_health_check=slow)(given(rules(leaves=(leaf,)))(draw))()
    late = [rules(leaves=(Tiered,), known=tuple(LatenessFact(name) for name in names)) for names in ("abc", "defg")]
    settings(max_examples=150, suppress_health_check=slow)(given(st.one_of(late))(draw))()
    assert CHOICES | {"depth 1", "depth 2", "depth 3", "depth 4"} <= met.keys()


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

    @settings(max_examples=100, suppress_health_check=slow)
    @given(schemes())
    def draw(scheme: Scheme) -> None:
        met[f"depth {depth(scheme.items)}"] += 1
        met[f"mode {scheme.rounding.mode}"] += 1
        met[f"amounts {' '.join(scheme.rounding.amounts)}"] += 1
        rows = [{slot.name for slot in _slots(row.rule)} for row in rows_of(scheme.items)]
        met["shared"] += sum(map(len, rows)) > len(set().union(*rows))
        assert scheme.total == sum((row.base for row in rows_of(scheme.items)), Fraction(0))

    draw()
    wanted = {"depth 0", "depth 1", "depth 2", "shared", "mode half_up", "mode down", "mode up"}
    wanted |= {"amounts ", "amounts rows", "amounts rows groups", "amounts rows groups total", "amounts total"}
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
    assert {2, 3, 4} <= {unit["ho"] for unit in scored if isinstance(unit["ho"], int)}
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
    @given(rules(), rules(5), st.just(5))
    def draw(anything: Rule, proven: Rule, base: int) -> None:
        Scheme("s", "S", total=base, items=[Criterion("1", "A", base, proven)])
        try:
            Scheme("s", "S", total=base, items=[Criterion("1", "A", base, anything)])
        except SchemeError as error:
            refused.extend(problem.code for problem in error.problems)

    draw()
    assert {"out-of-range", "gap"} <= set(refused)
