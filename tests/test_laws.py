"""The library's laws: on random schemes, on rules that it has never seen, and on faults planted to be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, getcontext
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from emulscore import (
    Assessment,
    Cap,
    CountFact,
    Criterion,
    Direct,
    Group,
    PointsFact,
    Ratio,
    Rule,
    Scheme,
    Sentence,
    ShareFact,
    Tiered,
    Words,
    at_base,
    at_least,
    score,
)
from emulscore import formulas as formulas_module
from emulscore.criteria import Item
from emulscore.errors import MeasurementError, Problem, Refused
from emulscore.facts import AnyFact
from emulscore.formula import exact
from emulscore.formula.bounds import Interval
from emulscore.formula.direction import Direction, directions
from emulscore.formula.nodes import Add, Choose, Const, Max, Node, largest
from emulscore.formula.targets import PythonSource, Ranges
from emulscore.numbers import half_up
from emulscore.schemes import nga_nam_2023
from emulscore.scorecard import Scorecard
from emulscore.testing import (
    LAWS,
    LawBroken,
    SpoiledUnit,
    Subject,
    check_rule,
    check_scheme,
    check_spoiled,
    check_unit,
    measurements_for,
    register_strategies,
    schemes,
    spoiled,
)
from emulscore.testing import case as case_module
from emulscore.testing import laws as laws_module

some = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@some
@given(st.data())
def test_every_law_holds_for_random_schemes_and_units(data: st.DataObject) -> None:
    """Schemes of every rule, nested and rounded in every way: each law holds for units with edges and states."""
    scheme = data.draw(schemes())
    subject = Subject(scheme)
    every, scored = measurements_for(scheme, scored=False), measurements_for(scheme)
    check_unit(subject, data.draw(scored), data.draw(scored))
    check_unit(subject, data.draw(every), data.draw(scored))


@some
@given(st.data())
def test_units_of_random_schemes_are_scored_unless_spoiled(data: st.DataObject) -> None:
    """Valid measurements are scored; with one value spoiled, the error names that fact, by its code, in both languages."""
    scheme = data.draw(schemes())
    assert scheme.score(data.draw(measurements_for(scheme))).total.known
    check_spoiled(scheme, data.draw(spoiled(scheme)))


def test_the_annex_of_nga_nam_holds_every_law() -> None:
    """The published scheme is held against the laws as any other."""
    check_scheme(nga_nam_2023.scheme, examples=4)


@dataclass(frozen=True)
class Steps:
    """A plain dataclass, unknown to the library, without words: full points from *least* on, else half of them."""

    kind: ClassVar[str] = "test_steps"

    fact: CountFact
    least: int
    rule: Rule | None = None

    def formula(self, base: Fraction) -> Node:
        whole: Node = Const(base) if self.rule is None else at_base(self.rule, base)
        return Choose(self.fact.node, ((at_least(self.least).band, whole),), Const(base / 2))


@attrs.frozen
class Shifted:
    """An attrs class, unknown to the library: a rule inside it, less *by* points, but not below 0."""

    kind: ClassVar[str] = "test_shifted"

    rule: Rule
    by: Fraction

    def formula(self, base: Fraction) -> Node:
        return largest(at_base(self.rule, base) - self.by, 0)


def test_an_unknown_rule_class_is_scored_traced_and_explained() -> None:
    """A rule that the library has never seen gets points, a trace and its formula as an explanation: 6 − 2 = 4."""
    row = score(Shifted(Steps(CountFact("ho"), 3), Fraction(2)), base=6, ho=5)
    assert row.points == Decimal("4.00")
    assert row.trace is not None
    assert [type(part.by) for part in row.trace.parts] == [Steps]
    assert row.explain("vi").splitlines() == [
        "6 nếu 3 ≤ “ho”; còn lại 3 = 6 điểm.",
        "số lớn nhất của ((6 nếu 3 ≤ “ho”; còn lại 3) - 2; 0) = 4 điểm.",
    ]
    assert "otherwise 3" in row.explain("en")


@pytest.mark.parametrize(
    "rule",
    [
        Steps(CountFact("ho"), 3),
        Shifted(Steps(CountFact("ho"), 3), Fraction(2)),
        Cap(Shifted(Cap(Ratio(ShareFact("dan"), target="1/3", below="plain", empty=1)), Fraction(1, 3))),
        Steps(CountFact("ho", largest=9), 3, Cap(Tiered(ShareFact("dan"), {at_least("1/3"): 9}, otherwise=1))),
    ],
    ids=["dataclass", "attrs", "in caps", "around a cap"],
)
def test_an_unknown_rule_class_holds_every_law(rule: Rule) -> None:
    """One line checks anybody's rule: proof, trace, explanation, whole numbers, directions, refusals."""
    check_rule(rule, base=6, examples=15)


def test_an_unknown_rule_class_is_proven_like_any_other() -> None:
    """Its range is derived: a shifted rule without its floor is refused with the measurement that leaves the range."""

    @attrs.frozen
    class Sunk:
        kind: ClassVar[str] = "test_sunk"
        rule: Rule

        def formula(self, base: Fraction) -> Node:
            return at_base(self.rule, base) - 4

    with pytest.raises(LawBroken) as broken:
        check_rule(Sunk(Steps(CountFact("ho", largest=9), 3)), base=6)
    assert "[out-of-range] tiêu chí 1: cách tính có thể cho -1 điểm, ngoài khoảng 0..6" in broken.value.text("vi")


def test_a_rule_that_can_leave_its_base_breaks_the_first_law() -> None:
    """130% of a target without a Cap: the message says so in both languages, with the points reached and the bound."""
    rule = Ratio(ShareFact("dan"), target="50%", below="pro_rata", empty="refuse")
    with pytest.raises(LawBroken) as broken:
        check_rule(rule, base=5)
    assert "10 điểm, ngoài khoảng 0..5: dan = 100%" in broken.value.text("vi")
    assert "10 points, outside of 0..5: dan = 100%" in broken.value.text("en")


# --- faults, each planted in one place: a check that cannot fail checks nothing --------------------------------------

Plant = Callable[[pytest.MonkeyPatch], None]
RATE = Ratio(ShareFact("dan"), empty="refuse")
FINE = Direct(PointsFact("diem", largest=6, decimals=3))
TIER = Tiered(CountFact("ho", largest=20), {at_least(3): "100%"}, otherwise=0)


def _half_down(value: Fraction, step: Fraction) -> Fraction:
    steps = value / step
    return Fraction(-((1 - 2 * steps) // 2)) * step


def _rounds_half_down(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(exact, "half_up", _half_down)


def _compares_strictly(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PythonSource, "le", PythonSource.lt)


def _claims_too_little(patch: pytest.MonkeyPatch) -> None:
    def narrow(self: Ranges, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        del self, right
        return left

    patch.setattr(Ranges, "mul", narrow)


def _claims_falling(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(case_module, "directions", lambda formula: dict.fromkeys(directions(formula), Direction.FALLING))


def _forgets_the_base(patch: pytest.MonkeyPatch) -> None:
    real = exact.rounded
    patch.setattr(exact, "rounded", lambda value, how: real(value * 2, how))


def _divides_in_the_context(patch: pytest.MonkeyPatch) -> None:
    real = half_up
    patch.setattr(
        exact, "half_up", lambda value, step: real(value * Fraction(Decimal("1.2345") / 1) / Fraction("1.2345"), step)
    )


@pytest.mark.parametrize(
    ("plant", "rule", "place"),
    [
        (_rounds_half_down, FINE, 1),
        (_compares_strictly, TIER, 1),
        (_claims_too_little, RATE, 2),
        (_claims_falling, RATE, 3),
        (_forgets_the_base, RATE, 0),
        (_divides_in_the_context, RATE, 6),
    ],
    ids=["half down", "strict ends", "narrow ranges", "wrong direction", "twice the points", "decimal context"],
)
def test_a_planted_fault_breaks_the_law_that_forbids_it(
    plant: Plant, rule: Rule, place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fault in an interpreter is found, under the law that it breaks; without it the same rule passes."""
    check_rule(rule, base=6, examples=20)
    plant(monkeypatch)
    with pytest.raises(LawBroken) as broken:
        check_rule(rule, base=6, examples=60)
    assert broken.value.law == LAWS[place].words


def test_a_deduction_that_is_added_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit that loses 4 of 6 points has 2; where the sign is lost it would have 10, beyond the 6 that there are."""
    rows = [Criterion("1", "A", 6, Direct(PointsFact("diem", largest=6)))]
    lost = Group("B", "Trừ", [Criterion("2", "B", 4, Direct(PointsFact("tru", largest=4)))], 4, role="deduction")
    scheme = Scheme("s", "S", total=6, items=[*rows, lost])
    assert scheme.score({"diem": 6, "tru": 4}).points == 2
    monkeypatch.setattr(formulas_module, "_ONE", Fraction(-1))
    wrong = Scheme("s", "S", total=6, items=[*rows, lost])
    with pytest.raises(LawBroken) as broken:
        check_unit(Subject(wrong), {"diem": 6, "tru": 4})
    assert broken.value.law == LAWS[0].words
    assert "10 điểm" in broken.value.text("vi")


def test_a_total_beyond_its_limits_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document allows 1 to 5 points; a total of 6 breaks the law on ranges."""
    rows = [Criterion("1", "A", 6, Direct(PointsFact("diem", largest=6)))]
    scheme = Scheme("s", "S", total=6, items=rows, limits=(1, 5))
    check_unit(Subject(scheme), {"diem": 6})
    monkeypatch.setattr(formulas_module, "Min", Max)
    with pytest.raises(LawBroken) as broken:
        check_unit(Subject(Scheme("s", "S", total=6, items=rows, limits=(1, 5))), {"diem": 6})
    assert broken.value.law == LAWS[0].words


def test_a_broken_law_is_told_in_the_words_of_the_measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message states the law, the smallest measurements by name, what was reached and the bound, vi and en."""
    _compares_strictly(monkeypatch)
    with pytest.raises(LawBroken) as broken:
        check_rule(TIER, base=6)
    assert broken.value.measurements == {"ho": 3}
    assert broken.value.text("vi") == (
        "Không đúng luật “số nguyên cho cùng số điểm” với số liệu: ho = 3. tiêu chí 1: 6 điểm, số nguyên cho 0."
    )
    assert broken.value.text("en") == (
        "The law “whole numbers give the same points” is broken by the measurements: ho = 3. "
        "Criterion 1: 6 points, whole numbers give 0."
    )


def test_a_rule_whose_explanation_raises_breaks_a_law() -> None:
    """A sentence that cannot be written is found, and the error that it raised is told."""

    class Mute(Steps):
        kind: ClassVar[str] = "test_mute"
        statement = Words("Không lời", "Mute")

        @property
        def sentences(self) -> tuple[Sentence, ...]:
            raise RuntimeError  # a fault of the rule's author

    with pytest.raises(LawBroken, match="RuntimeError") as broken:
        check_rule(Mute(CountFact("ho"), 3), base=6, examples=5)
    assert broken.value.law == LAWS[4].words


def test_a_fact_that_takes_everything_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that no longer refuses a bad value is found, with the code that was due."""
    own = CountFact.read

    def careless(self: CountFact, raw: object) -> Mapping[str, int]:
        try:
            return own(self, raw)
        except Refused:
            return {f"{self.name}.state": 0, self.name: 1}

    monkeypatch.setattr(CountFact, "read", careless)
    with pytest.raises(LawBroken, match="must be refused"):
        check_rule(TIER, base=6, examples=20)


def _scores_by_the_context(patch: pytest.MonkeyPatch) -> None:
    whole = Scheme.score

    def score_unit(self: Scheme, unit: Mapping[str, object], *, partial: bool = False) -> Scorecard:
        return whole(self, {"ho": 0} if getcontext().prec < 28 else unit, partial=partial)

    patch.setattr(Scheme, "score", score_unit)


def _partly(card: Callable[[Scheme, Mapping[str, object]], Scorecard]) -> Plant:
    """Plant a fault in scoring a part of the measurements."""
    whole = Scheme.score

    def score_part(self: Scheme, unit: Mapping[str, object], *, partial: bool = False) -> Scorecard:
        return card(self, unit) if partial else whole(self, unit)

    return lambda patch: patch.setattr(Scheme, "score", score_part)


def _refuse_a_part(scheme: Scheme, unit: Mapping[str, object]) -> Scorecard:
    raise MeasurementError([Problem("missing-fact", fact=name) for name in scheme.facts.keys() | unit])


def _takes_none_for_nothing(scheme: Scheme, unit: Mapping[str, object]) -> Scorecard:
    return TAKEN(scheme, {"ho": 0} | dict(unit))


TAKEN = Scheme.score
PLANTED: dict[str, tuple[Plant, int, str, str]] = {
    "no proof": (
        lambda patch: patch.setattr(case_module, "bounds", lambda _: None),
        0, "tiêu chí 1: đạt 6 điểm, ngoài khoảng đã chứng minh —..—.",
        "Criterion 1: 6 points, outside of the proven —..—.",
    ),
    "a proof of too little": (
        lambda patch: patch.setattr(case_module, "bounds", lambda _: Interval(Fraction(0), Fraction(5))),
        0, "tiêu chí 1: đạt 6 điểm, ngoài khoảng đã chứng minh 0..5.",
        "Criterion 1: 6 points, outside of the proven 0..5.",
    ),
    "a fast path of its own": (
        lambda patch: patch.setattr(Scheme, "points", lambda _, unit: {"1": Decimal(5), "": Decimal(len(unit))}),
        1, "score: 1 6.00; = 6.00; points: 1 5; = 1",
        "score: 1 6.00; = 6.00; points: 1 5; = 1",
    ),
    "numbers beyond what is proven": (
        lambda patch: patch.setattr(case_module, "greatest_number", lambda _: -1),
        2, ", chứng minh đến -1", ", -1 is proven",
    ),
    "points that hang on the context": (
        _scores_by_the_context,
        6, "1 6.00; = 6.00; prec=3: 1 0.00; = 0.00", "1 6.00; = 6.00; prec=3: 1 0.00; = 0.00",
    ),
    "a part refused": (_partly(_refuse_a_part), 7, "[missing-fact]", "[missing-fact]"),
    "a part taken for the whole": (
        _partly(_takes_none_for_nothing),
        7, "tiêu chí 1: 6 điểm, ngoài khoảng 0..0.", "Criterion 1: 6 points, outside of 0..0.",
    ),
    "a file that is read as another": (
        lambda patch: patch.setattr(case_module, "loads_scheme", lambda *_: nga_nam_2023.scheme),
        8, "đọc lại từ toml thì khác", "read back from toml it differs",
    ),
    "measurements that are read as others": (
        lambda patch: patch.setattr(laws_module, "loads_assessment", lambda *_: Assessment("Xã B", measurements={})),
        8, "số liệu đọc lại từ toml thì khác", "measurements read back from toml differ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(PLANTED))
def test_a_fault_around_the_interpreters_breaks_the_law_that_forbids_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three are enough for all 6 points, and without the fault each law holds; with it one does not, in so many words."""
    plant, place, vi, en = PLANTED[name]
    rows = [Criterion("1", "A", 6, TIER)]
    scheme = Scheme("s", "S", total=6, items=rows)
    check_unit(Subject(scheme), {"ho": 3}, {"ho": 2})
    plant(monkeypatch)
    with pytest.raises(LawBroken) as broken:
        check_unit(Subject(scheme), {"ho": 3}, {"ho": 2})
    assert broken.value.law == LAWS[place].words
    assert vi in broken.value.found.vi
    assert en in broken.value.found.text("en")


def test_a_refusal_without_words_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """A unit without its one number is refused, which is as it should be; a refusal that says nothing is not."""
    scheme = Scheme("s", "S", total=6, items=[Criterion("1", "A", 6, TIER)])
    check_unit(Subject(scheme), {})
    monkeypatch.setattr(Problem, "text", lambda *_: "")
    with pytest.raises(LawBroken) as broken:
        check_unit(Subject(scheme), {})
    assert (broken.value.law, broken.value.found.vi) == (LAWS[4].words, "bị từ chối mà không có lý do")


def test_a_rule_of_no_words_breaks_a_law() -> None:
    """A rule that brings words of its own, and says nothing of what it does or of the points, is not explained."""

    class Silent(Steps):
        kind: ClassVar[str] = "test_silent"
        statement = Words(" ", "Half")
        sentences: tuple[Sentence, ...] = (Sentence(Words("{points} điểm", "{points} points")),)

    class Blank(Silent):
        kind: ClassVar[str] = "test_blank"
        sentences = ()

    for kind, vi in ((Silent, "tiêu chí 1: không nêu cách tính"), (Blank, "tiêu chí 1: không có lời giải thích (vi).")):
        scheme = Scheme("s", "S", total=6, items=[Criterion("1", "A", 6, kind(CountFact("ho"), 3))])
        with pytest.raises(LawBroken) as broken:
            check_unit(Subject(scheme), {"ho": 3})
        assert (broken.value.law, broken.value.found.vi) == (LAWS[4].words, vi)


def test_a_rule_that_is_another_each_time_it_is_asked_breaks_a_law() -> None:
    """The scheme in reverse is made anew: a rule that then pays 3 of 6 points for the same is found."""
    asked = [Fraction(1)]

    class Fickle(Steps):
        kind: ClassVar[str] = "test_fickle"

        def formula(self, base: Fraction) -> Node:
            return Choose(self.fact.node, ((at_least(self.least).band, Const(base * asked[-1])),), Const(Fraction(0)))

    scheme = Scheme("s", "S", total=6, items=[Criterion("1", "A", 6, Fickle(CountFact("ho"), 3))])
    subject = Subject(scheme)
    assert scheme.score({"ho": 3}).points == 6
    asked.append(Fraction(1, 2))
    with pytest.raises(LawBroken) as broken:
        check_unit(subject, {"ho": 3})
    assert broken.value.law == LAWS[5].words
    assert broken.value.found.vi == "1 6.00; = 6.00; đảo thứ tự: 1 3.00; = 3.00"


def test_a_value_refused_for_another_reason_breaks_a_law() -> None:
    """150% is out of range for a share, and not negative: both are told."""
    scheme = Scheme("s", "S", total=6, items=[Criterion("1", "A", 6, RATE)])
    check_spoiled(scheme, SpoiledUnit({"dan": "150%"}, "dan", "share-out-of-range"))
    with pytest.raises(LawBroken) as broken:
        check_spoiled(scheme, SpoiledUnit({"dan": "150%"}, "dan", "negative"))
    assert broken.value.found.vi == "“dan” cần bị từ chối (negative), nhưng: dan: share-out-of-range."
    assert broken.value.found.text("en") == "“dan” must be refused (negative), but: dan: share-out-of-range."


def _counts(item: Item, card: Scorecard, unit: dict[str, object]) -> Fraction:
    """Return what a row or group counts for: its printed rows added up, held by the cap, nothing where it is void."""
    if not isinstance(item, Group):
        return Fraction(card[item.id].points)
    points = sum((_counts(inner, card, unit) for inner in item.items), Fraction(0))
    points = points if item.cap is None else min(points, item.cap)
    void = item.void is not None and item.void.read(unit[item.void.name])[item.void.name] == 1
    return Fraction(0) if void else points


@some
@given(st.data())
def test_a_total_is_the_sum_of_what_its_parts_count_for(data: st.DataObject) -> None:
    """The total of every unit is what rows and groups count for: caps and voids held, deductions taken off."""
    drawn = data.draw(schemes())
    assume(not any(row.not_applicable == "leave_out" for row in drawn.criteria.values()))
    rounding = attrs.evolve(drawn.rounding, amounts=("rows",))
    scheme = attrs.evolve(drawn, rounding=rounding, limits=None, grades=None)
    unit = data.draw(measurements_for(scheme))
    card = scheme.score(unit)
    signs = {item.id: -1 if isinstance(item, Group) and item.role == "deduction" else 1 for item in scheme.items}
    assert Fraction(card.points) == sum(signs[item.id] * _counts(item, card, unit) for item in scheme.items)


def test_from_type_draws_schemes() -> None:
    """Hypothesis knows how to draw a scheme by its type alone."""
    register_strategies()

    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(st.from_type(Scheme))
    def draw(scheme: Scheme) -> None:
        card = scheme.score({}, partial=True)
        assert all(0 <= row.range.low <= row.range.high <= row.named.base for row in card)

    draw()


def test_a_rule_without_facts_is_checked_too() -> None:
    """A constant is a rule: it holds every law, and nothing can be spoiled."""

    @attrs.frozen
    class Given:
        kind: ClassVar[str] = "test_given"

        def formula(self, base: Fraction) -> Node:
            return Add((Const(base / 3), Const(base / 3)))

    check_rule(Given(), base=1, examples=3)
    assert score(Given(), base=1).points == Decimal("0.67")


def test_points_given_by_a_person_are_within_their_fact() -> None:
    """A named fact of a foreign kind is read through the same protocol as the library's own."""
    assert isinstance(PointsFact("diem", largest=1), AnyFact)
