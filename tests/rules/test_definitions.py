"""What rule classes are: their kinds, their arguments, and that no value of the library's core changes."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import attrs
import pytest

import emulscore as library
from emulscore import (
    At,
    AttainmentFact,
    Best,
    Cap,
    CohortFact,
    Count,
    CountFact,
    Direct,
    FrequencyPenalty,
    LatenessFact,
    LatePenalty,
    Leader,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Relative,
    Round,
    Rule,
    ShareFact,
    Sum,
    Tiered,
    WeightedMean,
    When,
    YesNoFact,
    at_least,
)
from emulscore.rules import kinds
from emulscore.shown import pasted

RATE, TIMES, ANSWER, LATE = ShareFact("x"), CountFact("x"), YesNoFact("x"), LatenessFact("x")
OWN, DONE = NumberFact("x", largest=9), AttainmentFact("x", most=2)
BEST, LEAD = (
    CohortFact("y", of=OWN, take="best", decimals=1),
    CohortFact("y", of=DONE, take="best", decimals=1),
)
PLAIN = Ratio(RATE, empty=0)

NEEDED, STATED, OPEN = "needed", "by name", "by name, may be left out"
"""What an argument is: needed and taken by its place, needed by its name, or left out unless named."""

RULES: list[tuple[str, Rule, dict[str, str]]] = [
    ("at", At(1, PLAIN), {"points": NEEDED, "rule": NEEDED}),
    ("best", Best([PLAIN]), {"parts": NEEDED}),
    ("cap", Cap(PLAIN), {"rule": NEEDED, "low": OPEN, "high": OPEN}),
    (
        "count",
        Count({TIMES: 1}, start=0, low=0, high=1),
        {"per": NEEDED, "start": STATED, "low": STATED, "high": STATED},
    ),
    ("direct", Direct(PointsFact("x", largest=1)), {"fact": NEEDED}),
    ("frequency_penalty", FrequencyPenalty({TIMES: 1}, of="base"), {"per": NEEDED, "of": STATED}),
    (
        "late_penalty",
        LatePenalty(LATE, per=1, unit="days", never=0),
        {"late": NEEDED, "per": STATED, "unit": STATED, "several": OPEN, "never": STATED},
    ),
    (
        "leader",
        Leader(DONE, to=LEAD, at_target=1, unsurpassed=1, empty=0, unassigned="refuse"),
        {
            "fact": NEEDED, "to": STATED, "at_target": STATED, "unsurpassed": STATED, "empty": STATED,
            "unassigned": STATED,
        },
    ),
    (
        "linear",
        Linear(OWN, {0: 0, 1: 1}, before=0, after="hold"),
        {
            "fact": NEEDED, "knots": NEEDED, "before": STATED, "after": STATED, "step": OPEN, "less": OPEN, "unit": OPEN,
            "empty": OPEN,
        },
    ),
    ("ratio", PLAIN, {"fact": NEEDED, "target": OPEN, "below": OPEN, "empty": STATED}),
    ("relative", Relative(OWN, to=BEST, empty=0), {"fact": NEEDED, "to": STATED, "empty": STATED}),
    ("round", Round(PLAIN, step=1, mode="down"), {"rule": NEEDED, "step": STATED, "mode": STATED}),
    ("sum", Sum([PLAIN]), {"parts": NEEDED}),
    (
        "tiered",
        Tiered(RATE, {at_least("50%"): 1}),
        {"fact": NEEDED, "cases": NEEDED, "otherwise": OPEN, "never": OPEN, "unit": OPEN, "empty": OPEN},
    ),
    ("weighted_mean", WeightedMean([PLAIN], weights=[1]), {"parts": NEEDED, "weights": STATED}),
    (
        "when",
        When(ANSWER, then=1, otherwise=0),
        {"fact": NEEDED, "then": STATED, "otherwise": STATED, "case": OPEN, "unit": OPEN},
    ),
]  # fmt: skip


def test_no_rule_of_the_library_is_left_out() -> None:
    """Every registered kind of the library stands below, under the name that files use."""
    own = {kind: cls for kind, cls in kinds().items() if cls.__module__.startswith("emulscore.rules")}
    assert own == {kind: type(rule) for kind, rule, _ in RULES}


@pytest.mark.parametrize(("kind", "rule", "arguments"), RULES, ids=[kind for kind, *_ in RULES])
def test_a_rule_has_its_kind_and_its_arguments(kind: str, rule: Rule, arguments: dict[str, str]) -> None:
    """The kind is the name in files; choices are made by name, and those that a text leaves open have no default."""
    assert type(rule).kind == kind
    fields = attrs.fields(type(rule))  # type: ignore[arg-type] # every rule of the library is one
    found = {
        field.name: (OPEN if field.default is not attrs.NOTHING else STATED) if field.kw_only else NEEDED
        for field in fields
    }
    assert found == arguments
    assert all(field.init and field.eq and field.alias == field.name for field in fields)


@pytest.mark.parametrize(("kind", "rule", "arguments"), RULES, ids=[kind for kind, *_ in RULES])
def test_a_rule_shows_itself(kind: str, rule: Rule, arguments: dict[str, str]) -> None:
    """As the code that makes it again, and as a picture in a notebook."""
    del kind, arguments
    assert repr(rule) == pasted(rule)
    assert eval(repr(rule), vars(library).copy()) == rule  # noqa: S307 - our own text
    assert rule._repr_html_().startswith("<")  # type: ignore[attr-defined] # every rule of the library has it


def test_defaults_are_those_of_the_documents() -> None:
    """A cap holds within 0 and the base; what is silent about never and about 0 of 0 is refused; a switch asks for yes."""
    cap = Cap(PLAIN)
    assert (cap.low, cap.high) == (library.points(0), library.percent(100))
    tiers, line = Tiered(RATE, {at_least("50%"): 1}), Linear(OWN, {0: 0, 1: 1}, before=0, after=0)
    assert (tiers.otherwise, tiers.never, tiers.unit, tiers.empty) == (None, "refuse", None, "refuse")
    assert (line.step, line.less, line.unit, line.empty) == (None, None, None, "refuse")
    assert (PLAIN.target, PLAIN.below) == (None, None)
    assert LatePenalty(LATE, per=1, unit="days", never=0).several is None
    switch = When(ANSWER, then=1, otherwise=0)
    assert switch.case is True
    assert switch.unit is None


def modules() -> Iterator[ModuleType]:
    for package in ("emulscore.rules", "emulscore.facts", "emulscore.formula"):
        for found in iter_modules(import_module(package).__path__):
            yield import_module(f"{package}.{found.name}")
    yield import_module("emulscore.scheme")
    yield import_module("emulscore.numbers")


VALUES = [
    cls
    for module in modules()
    for cls in vars(module).values()
    if isinstance(cls, type)
    and attrs.has(cls)
    and cls.__module__ == module.__name__
    and not cls.__name__.startswith("_")
]


@pytest.mark.parametrize("cls", VALUES, ids=[cls.__qualname__ for cls in VALUES])
def test_a_value_of_the_core_is_frozen_and_takes_nothing_else(cls: type) -> None:
    """No attribute can be set, deleted or added, so that threads and caches may share any value."""
    value: object = object.__new__(cls)
    for name in (*(field.name for field in attrs.fields(cls)), "other"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(value, name)
    assert not hasattr(value, "__dict__")
