"""Ranges, gains and plans of random schemes, against trying every unit there is."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import ceil

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from emulscore import (
    At,
    Best,
    Cap,
    Count,
    CountFact,
    Criterion,
    FrequencyPenalty,
    Group,
    LevelFact,
    Ratio,
    Rounding,
    Rule,
    Scheme,
    ShareFact,
    Sum,
    Tiered,
    YesNoFact,
    at_least,
    percent,
)
from emulscore.criteria import Amounts, Role

LATE = CountFact("tre", largest=3)
DONE = CountFact("mo_hinh", largest=2)
STAFF = LevelFact("nhan_su", levels={"yeu": "yếu", "kha": "khá", "tot": "tốt"})
OPEN = YesNoFact("cong_khai")
RATE = ShareFact("ho_so", largest=4)
WHOLE = 4
VALUES: dict[str, tuple[object, ...]] = {
    "tre": (0, 1, 2, 3),
    "mo_hinh": (0, 1, 2),
    "nhan_su": ("yeu", "kha", "tot"),
    "cong_khai": (False, True),
    "ho_so": tuple((part, WHOLE) for part in range(WHOLE + 1)),
}
SHARES = tuple((part, whole) for whole in range(1, WHOLE + 1) for part in range(whole + 1))
# No shrinking: it tries thousands of schemes, each proven when it is built.
FEW = settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def simple(base: int) -> st.SearchStrategy[Rule]:
    """Draw a rule that stays within 0..base."""
    pays = st.integers(0, 4 * base).map(lambda n: Fraction(n, 4))
    counts = st.sampled_from([LATE, DONE])
    return st.one_of(
        st.builds(lambda fact, a, b: Tiered(fact, {at_least(2): a, at_least(1): b}, otherwise=0), counts, pays, pays),
        st.builds(lambda a, b: Tiered(STAFF, {"tot": a, "kha": b}, otherwise=0), pays, pays),
        st.builds(lambda yes, no: Tiered(OPEN, {True: yes, False: no}), pays, pays),
        st.builds(lambda fact, by: FrequencyPenalty({fact: percent(10 * by)}, of="left"), counts, st.integers(1, 4)),
        st.builds(
            lambda fact, per, start: Count({fact: per}, start=start, low=0, high="100%"),
            counts,
            st.sampled_from([Fraction(-3, 4), Fraction(-1, 3), Fraction(1, 3), Fraction(5, 4)]),
            pays,
        ),
        st.just(Ratio(RATE, empty="refuse")),
        st.just(Cap(Ratio(RATE, target="50%", below="nothing", empty="refuse"))),
    )


def rules(base: int) -> st.SearchStrategy[Rule]:
    """Draw a rule, or a sum or the best of two."""
    if base < 2:
        return simple(base)
    one = simple(1).map(lambda rule: At(1, rule))
    rest = simple(base - 1).map(lambda rule: At(base - 1, rule))
    return st.one_of(
        simple(base), st.builds(lambda a, b: Sum([a, b]), one, rest), st.builds(lambda a, b: Best([a, b]), one, rest)
    )


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """Draw a scheme of a few rows, in groups with caps, deductions and limits."""
    bases = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    rows = [Criterion(str(place), f"Hàng {place}", base, draw(rules(base))) for place, base in enumerate(bases, 1)]
    split = draw(st.integers(1, len(rows) - 1))
    first, second = rows[:split], rows[split:]
    full = sum(bases[:split])
    cap = draw(st.none() | st.integers(1, full))
    groups: list[Group] = [Group("I", "Một", first, full if cap is None else cap, cap=cap)]
    role: Role = draw(st.sampled_from(["base", "deduction"]))
    rest = sum(bases[split:])
    groups.append(Group("II", "Hai", second, rest, role=role))
    total = groups[0].base + (rest if role == "base" else 0)
    limits = draw(st.none() | st.just((0, total)))
    amounts: tuple[Amounts, ...] = draw(st.sampled_from([("rows",), ("rows", "groups"), ("rows", "groups", "total")]))
    step = draw(st.sampled_from(["0.01", "0.25"]))
    return Scheme("thu", "Thử", total=total, items=groups, limits=limits, rounding=Rounding(step, amounts=amounts))


def tried(scheme: Scheme, known: Mapping[str, object]) -> list[dict[str, object]]:
    """Return every unit that agrees with what is known."""
    names = [name for name in scheme.facts if name not in known]
    options = [SHARES if name == "ho_so" else VALUES[name] for name in names]
    return [dict(known) | dict(zip(names, values, strict=True)) for values in product(*options)]


units = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})


@FEW
@given(schemes(), units, st.sets(st.sampled_from(sorted(VALUES)), min_size=1))
def test_ranges_are_those_of_trying_everything(scheme: Scheme, unit: dict[str, object], gone: set[str]) -> None:
    """Each end is reached by its measurements, and no unit lies beyond; a bound that is not proven holds all units."""
    known = {name: value for name, value in unit.items() if name in scheme.facts and name not in gone}
    every = [scheme.points(one) for one in tried(scheme, known)]
    for id_, found in scheme.range(known).items():
        points = [one[id_] for one in every]
        if found.unsettled:
            assert found.low.points <= min(points) <= max(points) <= found.high.points
            continue
        assert (found.low.points, found.high.points) == (min(points), max(points)), id_
        for end in (found.low, found.high):
            assert end.measurements is not None
            rest = {
                name: VALUES[name][0] for name in scheme.facts if name not in known and name not in end.measurements
            }
            assert scheme.points({**known, **end.measurements, **rest})[id_] == end.points


@FEW
@given(schemes(), units)
def test_steps_are_the_smallest_that_help(scheme: Scheme, unit: dict[str, object]) -> None:
    """For each fact alone, compared with every value it can take; two facts whose gains add up add up."""
    unit = {name: unit[name] for name in scheme.facts}
    now = scheme.points(unit)[""]
    for gain in scheme.score(unit).gains(open=dict.fromkeys(unit, True)):
        if not gain.settled:
            continue
        values = VALUES[gain.fact]
        here = values.index(unit[gain.fact])
        totals = {place - here: scheme.points(unit | {gain.fact: value})[""] for place, value in enumerate(values)}
        better = {change: total for change, total in totals.items() if total > now}
        assert (gain.next is None) == (not better)
        if gain.next is None or gain.full is None:
            continue
        assert abs(gain.next.move.change) == min(map(abs, better))
        assert gain.next.total == better[gain.next.move.change] == now + gain.next.gain
        assert gain.full.total == max(better.values())
        assert abs(gain.full.move.change) == min(abs(by) for by, total in better.items() if total == gain.full.total)


@FEW
@given(schemes(), units, st.sets(st.sampled_from(sorted(VALUES)), min_size=1), st.integers(0, 100), st.data())
def test_a_plan_is_never_dearer_than_trying_everything(
    scheme: Scheme, unit: dict[str, object], opened: set[str], share: int, data: st.DataObject
) -> None:
    """The cheapest way to a goal, or to the best total where it is out of reach."""
    unit = {name: unit[name] for name in scheme.facts}
    names = sorted(opened & set(unit))
    assume(names)
    prices = {name: data.draw(st.integers(0, 3), label=name) for name in names}
    step = scheme.rounding.step
    goal = ceil(scheme.total * share / 100 / step) * step
    plan = scheme.reach(unit, open=dict.fromkeys(names, True), total=goal, cost=prices)
    assert plan.left_out == ()
    found = []
    for values in product(*(VALUES[name] for name in names)):
        other = unit | dict(zip(names, values, strict=True))
        price = sum(
            prices[name] * abs(VALUES[name].index(value) - VALUES[name].index(unit[name]))
            for name, value in zip(names, values, strict=True)
        )
        found.append((Fraction(scheme.points(other)[""]), price))
    most = max(total for total, _ in found)
    assert plan.reached == (most >= goal)
    assert plan.cost == min(price for total, price in found if total >= min(goal, most))
    moved = unit | {move.fact: move.after for move in plan.moves}
    assert scheme.points(moved)[""] == plan.total >= min(goal, most)
