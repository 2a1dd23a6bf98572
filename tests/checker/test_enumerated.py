"""What the checker claims of a scheme, against every unit that there can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Final

from attrs import frozen
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from emulscore import (
    At,
    Best,
    Cap,
    Count,
    CountFact,
    Criterion,
    FactIs,
    Finding,
    Force,
    GradeBand,
    Grades,
    Group,
    LevelFact,
    PointsOf,
    Ratio,
    Rule,
    Scheme,
    SchemeError,
    ShareFact,
    Sum,
    Tiered,
    TotalIs,
    YesNoFact,
    at_least,
    at_most,
    below,
    between,
)
from emulscore.criteria import Item
from emulscore.rules.cases import Span

Unit = Mapping[str, object]
Points = Mapping[str, Decimal]

LATE: Final = CountFact("tre", largest=3)
DONE: Final = ShareFact("xong", largest=2)
STAFF: Final = LevelFact("nhan_su", levels={"kha": "khá", "tot": "tốt"})
OPEN: Final = YesNoFact("cong_khai")
VALUES: Final[dict[str, list[object]]] = {
    "tre": list(range(4)),
    "xong": [(part, whole) for whole in (1, 2) for part in range(whole + 1)],
    "nhan_su": ["kha", "tot"],
    "cong_khai": [False, True],
}

HALVES: Final = st.integers(0, 8).map(lambda halves: Fraction(halves, 2))


@st.composite
def spans(draw: st.DrawFn, most: int) -> Span:
    """Return stretches of whole numbers, closed and open, some beyond what there is."""
    low, high = sorted((draw(st.integers(-1, most + 1)), draw(st.integers(-1, most + 1))))
    made = draw(st.sampled_from((at_least, at_most, below, between, None)))
    if made is between:
        return between(low, high + 1)
    return Span(at_least=low, at_most=high) if made is None else made(low)  # type: ignore[call-arg] # one end


@st.composite
def tiers(draw: st.DrawFn) -> Tiered:
    """Return tiers of a count, in any order."""
    cases = draw(st.lists(st.tuples(spans(3), HALVES), min_size=1, max_size=4))
    return Tiered(LATE, cases, otherwise=draw(HALVES))


def counts() -> st.SearchStrategy[Rule]:
    return st.builds(
        lambda per, start: Count({LATE: per}, start=start, low=0, high=4),
        st.integers(-3, 3).map(lambda halves: Fraction(halves, 2)),
        HALVES,
    )


LEAVES: Final[st.SearchStrategy[Rule]] = st.one_of(
    tiers(),
    counts(),
    st.just(Ratio(DONE, empty="refuse")),
    st.builds(lambda yes, no: Tiered(OPEN, {True: yes, False: no}), HALVES, HALVES),
    st.builds(lambda good, fair: Tiered(STAFF, {"tot": good, "kha": fair}, otherwise=0), HALVES, HALVES),
)
RULES: Final[st.SearchStrategy[Rule]] = st.one_of(
    LEAVES,
    st.builds(lambda rule, high: Cap(rule, high=high), LEAVES, HALVES),
    st.builds(lambda one, other: Cap(Sum([At(2, one), At(2, other)])), LEAVES, LEAVES),
    st.builds(lambda one, other: Best([one, other]), LEAVES, LEAVES),
)


@frozen
class Asked:
    """A gate's condition, and the same written once more as a test of a unit and its points."""

    gate: Force
    holds: Callable[[Unit, Points], bool]


def inside(span: Span, value: Fraction | Decimal | int) -> bool:
    return (
        (span.at_least is None or value >= span.at_least)
        and (span.above is None or value > span.above)
        and (span.at_most is None or value <= span.at_most)
        and (span.below is None or value < span.below)
    )


@st.composite
def asked(draw: st.DrawFn, parts: list[str]) -> Asked:
    """Return a gate on the total, on a row's points, or on a fact."""
    span = draw(spans(16))
    match draw(st.integers(0, 3)):
        case 0:
            return Asked(Force("thap", TotalIs(span)), lambda _, points: inside(span, points[""]))
        case 1:
            part = draw(st.sampled_from(parts))
            return Asked(Force("thap", PointsOf(part, span)), lambda _, points: inside(span, points[part]))
        case 2:
            few = draw(spans(3))
            return Asked(Force("thap", FactIs(LATE, few)), lambda unit, _: inside(few, int(str(unit["tre"]))))
        case _:
            return Asked(Force("thap", FactIs(OPEN, case=True)), lambda unit, _: unit["cong_khai"] is True)


@frozen
class Drawn:
    """A scheme, its gates, and the points of every unit."""

    scheme: Scheme
    gates: tuple[Asked, ...]
    found: tuple[Finding, ...]
    every: tuple[tuple[Unit, Points], ...]

    def ends(self, id_: str) -> tuple[Decimal, Decimal]:
        values = [points[id_] for _, points in self.every]
        return min(values), max(values)

    def codes(self, row: str | None) -> list[str]:
        return [one.code for one in self.found if one.row == row]


def units(scheme: Scheme) -> Iterator[Unit]:
    names = [name for name in VALUES if name in scheme.facts]
    for values in product(*(VALUES[name] for name in names)):
        yield dict(zip(names, values, strict=True))


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Return schemes with shared facts, a group with or without a cap, points taken off, grades and gates."""
    rows = [Criterion(str(place), f"Tiêu chí {place}", 4, draw(RULES)) for place in (1, 2)]
    items: list[Item] = list(rows)
    total = Fraction(8)
    if draw(st.booleans()):
        cap = draw(st.sampled_from((None, Fraction(6), Fraction(8))))
        total = Fraction(8) if cap is None else cap
        items = [Group("3", "Nhóm 3", rows, total, cap=cap)]
    if draw(st.booleans()):
        off = Criterion("4.1", "Trừ", 4, draw(RULES))
        items.append(Group("4", "Trừ", [off], 4, role="deduction"))
    marks = sorted(draw(st.sets(st.integers(-2, 10), min_size=2, max_size=2)))
    bands = [
        GradeBand("cao", "Cao", at_least(marks[1])),
        GradeBand("vua", "Vừa", between(marks[0], marks[1])),
        GradeBand("thap", "Thấp", below(marks[0])),
    ]
    gates = tuple(draw(st.lists(asked(["1", "2"]), max_size=2)))
    grades = Grades(bands, gates=[one.gate for one in gates])
    try:
        scheme = Scheme("thu", "Thử", total=total, items=items, grades=grades)
    except SchemeError:
        assume(condition=False)
        raise
    every = tuple((unit, scheme.points(unit)) for unit in units(scheme))
    return Drawn(scheme, gates, scheme.check().rows, every)


MANY: Final = settings(max_examples=15, deadline=None)
STILL: Final = ("never-loses", "never-gains", "never-moves")


@MANY
@given(drawn())
def test_rows_that_never_move_and_maxima_out_of_reach_are_those_of_every_unit(one: Drawn) -> None:
    """Said of a row exactly where trying every unit shows it, with the greatest points that any unit gets."""
    ranges = one.scheme.range()
    for id_, row in one.scheme.criteria.items():
        low, high = one.ends(id_)
        codes = [code for code in one.codes(id_) if code in {*STILL, "maximum-not-reached", "maximum-not-proven"}]
        if low == high:
            base_role = id_ != "4.1"
            wanted = (
                "never-loses"
                if base_role and low == row.base
                else "never-gains"
                if base_role and not high
                else STILL[2]
            )
            assert codes in ([wanted], ["maximum-not-proven"])
        elif high < row.base:
            assert codes in (["maximum-not-reached"], ["maximum-not-proven"])
        else:
            assert codes in ([], ["maximum-not-proven"])
        assert codes != ["maximum-not-proven"] or not ranges[id_].attained
    reached = [finding for finding in one.found if finding.code == "maximum-not-reached"]
    for finding in reached:
        assert finding.example is not None
        unit = {name: values[0] for name, values in VALUES.items() if name in one.scheme.facts} | dict(finding.example)
        assert one.scheme.points(unit)[finding.row or ""] == one.ends(finding.row or "")[1]


@MANY
@given(drawn())
def test_totals_and_groups_out_of_reach_are_those_of_every_unit(one: Drawn) -> None:
    """Said where no unit reaches the maximum though each part by itself reaches its share of it."""
    parts = {"": [item.id for item in one.scheme.items if item.id != "4"]}
    parts |= {item.id: [row.id for row in item.items] for item in one.scheme.items if isinstance(item, Group)}
    ranges = one.scheme.range()
    for id_, own in parts.items():
        stated = one.scheme.total if not id_ else next(item.base for item in one.scheme.items if item.id == id_)
        promised = sum(one.ends(part)[1] for part in own)
        out_of_reach = one.ends(id_)[1] < min(stated, promised)
        if ranges[id_].attained:
            assert ("maximum-not-reached" in one.codes(id_ or None)) == out_of_reach
        else:
            assert "maximum-not-reached" not in one.codes(id_ or None) or out_of_reach


@MANY
@given(drawn())
def test_gates_that_never_or_always_act_do_so_for_every_unit(one: Drawn) -> None:
    """What is said holds for every unit; and it is said of every condition on one fact, and beyond the ends of the points."""
    said = {
        code: [f.what.vi for f in one.found if f.code == code] for code in ("gate-never-fires", "gate-always-fires")
    }
    settled = all(found.attained for found in one.scheme.range().values() if found.id != "[grade]")
    for gate in one.gates:
        holds = {gate.holds(unit, points) for unit, points in one.every}
        words = f"“{gate.gate.when.words.vi}”"
        never, always = (
            any(words in what for what in said[code]) for code in ("gate-never-fires", "gate-always-fires")
        )
        assert not never or holds == {False}
        assert not always or holds == {True}
        when = gate.gate.when
        if isinstance(when, FactIs):
            assert (never, always) == (holds == {False}, holds == {True})
        elif settled and isinstance(when, TotalIs | PointsOf):
            low, high = one.ends("" if isinstance(when, TotalIs) else when.part)
            # Between its ends a total takes no value at some points: a gate there is not called dead.
            span = when.span
            top = [end for end in (span.at_most, span.below) if end is not None]
            bottom = [end for end in (span.at_least, span.above) if end is not None]
            if any(end < low for end in top) or any(end > high for end in bottom):
                assert never
            if inside(span, low) and inside(span, high):
                assert always


@MANY
@given(drawn())
def test_a_grade_that_is_never_reached_is_no_units_grade(one: Drawn) -> None:
    """No unit has it; and every band beyond the ends of the total is named, unless a gate gives it."""
    never = [finding.what.vi for finding in one.found if finding.code == "grade-never-reached"]
    low, high = one.ends("")
    attained = one.scheme.range()[""].attained
    grades = one.scheme.grades
    assert grades is not None
    forced = bool(one.gates)
    for band in grades.bands:
        named = any(f"“{band.title.vi}”" in what for what in never)
        span = band.span
        assert span is not None
        graded = any(
            inside(span, points[""]) and not any(gate.holds(unit, points) for gate in one.gates)
            for unit, points in one.every
        ) or (band.id == "thap" and any(gate.holds(unit, points) for gate in one.gates for unit, points in one.every))
        assert not (named and graded)
        beyond = (span.at_least is not None and span.at_least > high) or (span.below is not None and span.below <= low)
        if attained and beyond:
            assert named == (not (band.id == "thap" and forced))


@MANY
@given(drawn())
def test_a_cap_of_a_group_that_never_acts_holds_nobody_back(one: Drawn) -> None:
    """Its parts never add up to more than the cap, for any unit."""
    for finding in one.found:
        if finding.code == "cap-never-acts" and finding.row == "3":
            assert max(points["1"] + points["2"] for _, points in one.every) <= one.scheme.total


@MANY
@given(tiers())
def test_tiers_never_reached_and_overlapping_are_those_of_every_count(rule: Tiered) -> None:
    """A case is never reached exactly where no count falls to it; two overlap where they share counts and each has others."""
    row = Criterion("1", "Một", 4, rule)
    scheme = Scheme("thu", "Thử", total=4, items=[row])
    bands = [span for span, _ in rule.cases if isinstance(span, Span)]
    held = [{count for count in range(4) if inside(span, count)} for span in bands]
    codes = [finding.code for finding in scheme.check()]
    dead = [place for place, own in enumerate(held) if not own - set().union(*held[:place])]
    assert codes.count("case-never-reached") == len(dead)
    pays = [amount for _, amount in rule.cases]
    pairs = [
        (one, other)
        for one, other in combinations(range(len(held)), 2)
        if pays[one] != pays[other] and held[one] & held[other] and held[one] - held[other] and held[other] - held[one]
    ]
    assert codes.count("cases-overlap") == len(pairs)
    earned: list[Decimal] = []
    for count in range(4):
        points = scheme.points({"tre": count})["1"]
        if not earned or earned[-1] != points:
            earned.append(points)
    one_way = earned in (sorted(earned), sorted(earned, reverse=True))
    if one_way:
        return  # where cases interleave, the checker may still find that what is printed goes two ways
    assert "cases-out-of-order" in codes
