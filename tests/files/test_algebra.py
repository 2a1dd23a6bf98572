"""The whole algebra in files: facts of cohorts and classes, parts, switches, grades with conditions and gates, a quota."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pytest
from attrs import frozen

from emulscore import (
    At,
    AttainmentFact,
    Best,
    Cap,
    CohortFact,
    Count,
    CountFact,
    Criterion,
    Direct,
    FileError,
    Group,
    ItemsFact,
    LatenessFact,
    Leader,
    LevelFact,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Reading,
    Relative,
    Round,
    Scheme,
    ShareFact,
    Sum,
    Tiered,
    WeightedMean,
    When,
    Words,
    YesNoFact,
    at_least,
    at_most,
    below,
    between,
    exactly,
    rules,
)
from emulscore import conditions as all_conditions
from emulscore import gates as all_gates
from emulscore.conditions import (
    CONDITIONS,
    AllOf,
    AnyOf,
    Condition,
    EveryRow,
    FactIs,
    Not,
    PointsOf,
    Results,
    ShareOf,
    TotalIs,
)
from emulscore.facts import ScaledFact
from emulscore.files import Format, dumps_scheme, loads_scheme
from emulscore.formula.nodes import Node
from emulscore.gates import GATES, Ceiling, CutTotal, Demote, Force, Gate
from emulscore.grades import GradeBand, Grades, Quota
from emulscore.rules import kinds

both = pytest.mark.parametrize("form", ["toml", "json", "yaml"])

share = ShareFact("dat")
wealth = NumberFact("bang_thong", largest=1000, lowest="-2,5", decimals=1)
best = CohortFact("bang_thong_cao_nhat", of=wealth, take="best", decimals=1, without=YesNoFact("khong_thi"))
mean = CohortFact("dat_trung_binh", of=share, take="mean", decimals=4)
done = AttainmentFact("thu", most=5)
lead = CohortFact("thu_dan_dau", of=done, take="best", decimals=4)
kind = LevelFact("loai_xa", levels={"thuong": "xã thường", "mien_nui": "xã miền núi"})
scaled = ScaledFact(CountFact("nguoi", largest=5000), by=kind, factors={"thuong": 1, "mien_nui": "75%"})
items = ItemsFact("viec", levels={"tot": 1, "kha": "75%", "kem": "1/3"}, per_fault="25%")
full = Ratio(share, empty=0)

RULES = [
    Linear(share, [("50%", 3), ("1/3", 0), ("70%", "100%")], before="hold", after=0, step="2,5%", empty=1),
    Linear(share, [("-10%", 0), ("10%", 6)], before=0, after="hold", less=mean),
    Linear(LatenessFact("tre"), [(0, 6), (30, 0)], before=0, after=0, unit="days"),
    Linear(scaled, [(0, 0), (40, 6)], before=0, after="hold"),
    Count({CountFact("mo_hinh"): 3, CountFact("loi"): "-0,5"}, start=0, low="-1", high="100%"),
    Relative(wealth, to=best, empty=0),
    Leader(done, to=lead, at_target="50%", unsurpassed=6, empty="refuse", unassigned="refuse"),
    Leader(done, to=lead, at_target=3, unsurpassed="60%", empty=0, unassigned=Ratio(share, empty="refuse")),
    Sum([At(2, Direct(PointsFact("a", largest=2))), At("20%", full)]),
    Best([full, When(YesNoFact("dat_chuan"), then=6, otherwise=full)]),
    WeightedMean([full, Cap(full)], weights=["1/3", "0,5"]),
    Round(full, step="0,25", mode="down"),
    When(kind, case="mien_nui", then="50%", otherwise=At(3, full)),
    When(CountFact("n"), case=exactly(2), then=full, otherwise=0),
    When(share, case=between("2/3", "80%"), then=full, otherwise=0),
    When(LatenessFact("tre"), case=at_most(3), unit="days", then=0, otherwise=6),
    Tiered(scaled, {at_least("1,5"): 6}, otherwise=0),
    Tiered(best, {at_least(2): 6}, otherwise=0),
    Ratio(items, empty=0),
]
CONDITIONS_USED: list[Condition] = [
    TotalIs(between(50, "82,5")),
    TotalIs(at_least(80), without=["II"]),
    PointsOf("1", below(3)),
    ShareOf("I", at_least("2/3")),
    EveryRow(at_least("50%")),
    FactIs(YesNoFact("vi_pham")),
    FactIs(share, at_most("30%")),
    FactIs(kind, "mien_nui"),
    FactIs(CountFact("n"), exactly(0)),
    FactIs(LatenessFact("tre"), at_least(10), "days"),
    AllOf([TotalIs(at_least(1)), AnyOf([FactIs(YesNoFact("vi_pham"), case=False), Not(PointsOf("1", exactly(6)))])]),
]


def back(scheme: Scheme, form: Format) -> Scheme:
    return loads_scheme(dumps_scheme(scheme, form), form)


def graded(*conditions: Condition) -> Scheme:
    """Return a scheme with every field, whose grades rest on some conditions."""
    read = Reading("empty", "không rõ")
    rows = [
        Criterion("1", "Một", 6, full, not_applicable="leave_out", readings=[read]),
        Criterion("2", "Hai", 4, Direct(PointsFact("b", largest=4)), not_applicable="full"),
    ]
    more = [Criterion("3", "Ba", 3, Direct(PointsFact("c", largest=3)), not_applicable="zero")]
    less = [Criterion("4", "Bốn", 5, Count({CountFact("loi"): 1}, start=0, low=0, high="100%"))]
    bands = [
        GradeBand("a", Words("Giỏi", "Good"), at_least(8)),
        GradeBand("b", "Khá", between("2,5", 8)),
        GradeBand("c", "Kém", below("5/2")),
    ]
    gates: list[Gate] = [
        Demote(1, Not(EveryRow(at_least("50%"))), reason="một mức"),
        Force("c", FactIs(YesNoFact("gian_doi")), reason=Words("gian dối", "false")),
        CutTotal("4,5", FactIs(YesNoFact("muon"))),
        *(Ceiling("b", condition) for condition in conditions),
    ]
    return Scheme(
        "thu",
        "Thử",
        total=10,
        items=[
            Group("I", "Chính", rows, 10, void=YesNoFact("khai_gian")),
            Group("II", "Thưởng", more, 2, cap=2, role="bonus"),
            Group("III", "Trừ", less, 5, role="deduction"),
        ],
        limits=(0, "11,5"),
        rescale="exact",
        grades=Grades(bands, gates=gates, quota=Quota("a", "1/3", by=["", "II", "1"], rest="b")),
    )


@both
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_a_rule_comes_back_as_it_was(rule: rules.Rule, form: Format) -> None:
    """Every rule is equal after writing and reading, and so are cohorts, classes and items that it reads."""
    scheme = Scheme("thu", "Thử", total=6, items=[Criterion("1", "Hàng", 6, Cap(rule))])
    again = back(scheme, form)
    assert again == scheme
    assert list(again.facts.values()) == list(scheme.facts.values())


@both
@pytest.mark.parametrize("condition", CONDITIONS_USED, ids=lambda condition: condition.kind)
def test_a_condition_comes_back_as_it_was(condition: Condition, form: Format) -> None:
    """Every condition, alone and inside others, is equal after writing and reading, with facts that only it reads."""
    assert back(graded(condition), form) == graded(condition)


@both
def test_a_scheme_with_everything_comes_back_as_it_was(form: Format) -> None:
    """Roles, cap, void, limits, rescaling, policies, bands, gates, reasons and the quota survive."""
    scheme = graded(*CONDITIONS_USED)
    again = back(scheme, form)
    assert again == scheme
    assert {"khai_gian", "gian_doi", "muon", "vi_pham"} <= set(again.facts)
    assert dumps_scheme(again, form) == dumps_scheme(scheme, form)


@both
def test_judged_groups_come_back(form: Format) -> None:
    """Grades by the worst of some groups survive."""
    rows = [Criterion("1", "Một", 6, full)]
    bands = [GradeBand("a", "Giỏi", at_least(3)), GradeBand("b", "Kém", below(3))]
    scheme = Scheme("t", "T", total=6, items=[Group("I", "Một", rows, 6)], grades=Grades(bands, judged=["I"]))
    assert back(scheme, form) == scheme


def test_no_rule_is_forgotten() -> None:
    """Every rule class of the library is registered, and is written and read by a test."""
    classes = {one for name in rules.__all__ if isinstance(one := getattr(rules, name), type) and hasattr(one, "kind")}
    classes.discard(rules.Rule)
    known = set(kinds().values())
    assert classes <= known
    tried = {type(rule) for rule in RULES} | {At, Cap, Direct}
    assert {one.__name__ for one in classes - tried} == {"FrequencyPenalty", "LatePenalty"}  # tried in test_round_trip


def test_no_condition_is_forgotten() -> None:
    """Every condition of the library is registered, and is written and read by a test."""
    classes = {one for one in vars(all_conditions).values() if isinstance(one, type) and hasattr(one, "truth")}
    classes.discard(Condition)
    assert classes <= set(CONDITIONS.kinds().values())
    inside = {AnyOf, Not}
    assert classes == {type(condition) for condition in CONDITIONS_USED} | inside


def test_no_gate_is_forgotten() -> None:
    """Every gate of the library is registered, and is written and read by a test."""
    classes = {one for one in vars(all_gates).values() if isinstance(one, type) and hasattr(one, "on_grade")}
    classes.discard(Gate)
    assert classes <= set(GATES.kinds().values())
    grades = graded(CONDITIONS_USED[0]).grades
    assert grades is not None
    assert classes == {type(gate) for gate in grades.gates}


@CONDITIONS.register
@frozen
class Always:
    """A condition from outside."""

    kind: ClassVar[str] = "test_always"

    fact: YesNoFact
    whole: int = 1

    def truth(self, results: Results) -> Node:
        del results
        return self.fact.node * 0 + self.whole

    @property
    def words(self) -> Words:
        return Words("luôn luôn", "always")


@GATES.register
@frozen
class Lift:
    """A gate from outside."""

    kind: ClassVar[str] = "test_lift"

    when: Condition
    reason: Words | None = None

    def on_total(self, total: Node, holds: Node) -> Node:
        del holds
        return total

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        del holds, places
        return grade

    def effect(self, titles: Mapping[str, Words]) -> Words:
        del titles
        return Words("giữ nguyên", "as it is")


@both
def test_anybodys_condition_and_gate_come_back(form: Format) -> None:
    """A registered class that the library does not know is written with its kind and read again."""
    bands = [GradeBand("a", "Giỏi", at_least(3)), GradeBand("b", "Kém", below(3))]
    grades = Grades(bands, gates=[Lift(Always(YesNoFact("co")))])
    scheme = Scheme("t", "T", total=6, items=[Criterion("1", "Một", 6, full)], grades=grades)
    assert back(scheme, form) == scheme


def test_two_classes_cannot_share_a_kind() -> None:
    """The second class with a kind is refused in words."""
    with pytest.raises(ValueError, match="not"):
        CONDITIONS.register(type("Other", (), {"kind": "not"}))


def test_a_gate_that_is_not_registered_is_refused_when_it_is_written() -> None:
    """What could not be read back is not written."""

    @frozen
    class Mine(Ceiling):
        kind: ClassVar[str] = "test_mine"

    bands = [GradeBand("a", "Giỏi", at_least(3)), GradeBand("b", "Kém", below(3))]
    grades = Grades(bands, gates=[Mine("b", TotalIs(at_least(1)))])
    scheme = Scheme("t", "T", total=6, items=[Criterion("1", "Một", 6, full)], grades=grades)
    with pytest.raises(FileError) as caught:
        dumps_scheme(scheme)
    assert [problem.code for problem in caught.value.problems] == ["unknown-kind"]


def test_it_reads_like_the_document() -> None:
    """Bands are a table of grades, shares are percentages, what a count pays is not called what it takes."""
    text = dumps_scheme(graded(ShareOf("I", at_least("60%"))))
    assert '  { id = "b", title = "Khá", at_least = "2.5", below = 8 },\n' in text
    assert 'when = { kind = "share_of", part = "I", at_least = "60%" }\n' in text
    assert 'when = { kind = "not", of = { kind = "every_row", at_least = "50%" } }\n' in text
    assert 'per = [{ fact = "loi", pays = 1 }]' in text
    assert "limits = [0, " in text
    one = Scheme(
        "t", "T", total=6, items=[Criterion("1", "Một", 6, Linear(scaled, [(0, 0), (40, 6)], before=0, after=0))]
    )
    assert 'rule.fact = { scaled = "nguoi", by = "loai_xa", factors = { thuong = "100%", mien_nui = "75%" } }' in (
        dumps_scheme(one)
    )


HEAD = 'format = "emulscore scheme 1"\nid = "thu"\ntitle = "Thử"\ntotal = 6\n'
FACTS = """
[[facts]]
kind = "cohort"
name = "cao_nhat"
of = "bang_thong"
take = "best"
decimals = 1
[[facts]]
kind = "number"
name = "bang_thong"
largest = 10
[[facts]]
kind = "level"
name = "loai"
levels = { a = "A", b = "B" }
"""
ROW = '[[items]]\nid = 1\ntitle = "Hàng"\nbase = 6\n'
RULE = 'rule = { kind = "relative", fact = "bang_thong", to = "cao_nhat", empty = 0 }\n'
LEVEL = '[[items]]\nid = 2\ntitle = "Loại"\nbase = 0\n' + (
    'rule = { kind = "tiered", fact = "loai", cases = [], otherwise = 0 }\n'.replace("[]", '[{ is = "a", pays = 0 }]')
)
BANDS = '[grades]\nbands = [{ id = "a", title = "A", at_least = 3 }, { id = "b", title = "B", below = 3 }]\n'


def found(text: str) -> list[tuple[str, str | None]]:
    with pytest.raises(FileError) as caught:
        loads_scheme(text)
    return [(problem.code, problem.path) for problem in caught.value.problems]


def test_a_cohorts_value_may_stand_before_its_fact() -> None:
    """The order of facts in a file does not matter; numbers of rows need no quotes."""
    gate = '[[grades.gates]]\nkind = "ceiling"\ngrade = "b"\nwhen = { kind = "points_of", part = 1, below = 2 }\n'
    scheme = loads_scheme(HEAD + FACTS + ROW + RULE + LEVEL + BANDS + gate)
    own = NumberFact("bang_thong", largest=10)
    assert scheme.facts["cao_nhat"] == CohortFact("cao_nhat", of=own, take="best", decimals=1)
    assert scheme.grades is not None
    assert scheme.grades.gates == (Ceiling("b", PointsOf("1", below(2))),)


@pytest.mark.parametrize(
    ("rule", "code", "path"),
    [
        ('{ kind = "relative", fact = "bang_thong", to = "cao_nhat" }', "missing-argument", "empty"),
        ('{ kind = "relative", fact = "bang_thong", to = "bang_thong", empty = 0 }', "wrong-value", "to"),
        (
            '{ kind = "count", per = [{ fact = "x", pays = 1 }], start = 0, low = 0, high = 1 }',
            "unknown-fact",
            "per[0].fact",
        ),
        (
            '{ kind = "sum", parts = [{ kind = "at", points = 1, rule = { kind = "x" } }] }',
            "unknown-kind",
            "parts[0].rule.kind",
        ),
        ('{ kind = "sum", parts = [] }', "wrong-argument", "parts"),
        (
            '{ kind = "when", fact = "loai", case = "a", then = { kind = "x" }, otherwise = 0 }',
            "unknown-kind",
            "then.kind",
        ),
        ('{ kind = "when", fact = "loai", case = [], then = 1, otherwise = 0 }', "wrong-value", "case"),
        ('{ kind = "when", fact = "loai", case = "c", then = 1, otherwise = 0 }', "wrong-argument", ""),
        ('{ kind = "when", fact = "loai", case = "a", otherwise = 0 }', "missing-argument", "then"),
        (
            '{ kind = "linear", fact = "bang_thong", knots = [{ at = 1 }], before = 0, after = 0 }',
            "missing-key",
            "knots[0].pays",
        ),
        (
            '{ kind = "tiered", fact = { scaled = "bang_thong", by = "loai", factors = { a = 1 } }, cases = [] }',
            "wrong-argument",
            "fact.factors",
        ),
        (
            '{ kind = "tiered", fact = { scaled = "bang_thong", by = "cao_nhat", factors = {} }, cases = [] }',
            "wrong-value",
            "fact.by",
        ),
    ],
)
def test_a_rule_that_cannot_be_read(rule: str, code: str, path: str) -> None:
    """Each mistake in a rule, however deep, has its code and its place."""
    where = f"items[0].rule.{path}".rstrip(".")
    assert (code, where) in found(HEAD + FACTS + ROW + f"rule = {rule}\n" + LEVEL)


def test_a_choice_that_is_missing_says_what_it_may_be() -> None:
    """The words of a missing argument name the argument and its values."""
    with pytest.raises(FileError) as caught:
        loads_scheme(
            HEAD + FACTS + ROW + 'rule = { kind = "relative", fact = "bang_thong", to = "cao_nhat" }\n' + LEVEL
        )
    (problem,) = caught.value.problems
    assert problem.params == {
        "argument": Words("empty"),
        "expected": Words("mức điểm như 2 hoặc “20%”", "an amount such as 2 or “20%”"),
    }


@pytest.mark.parametrize(
    ("fact", "code", "path"),
    [
        ('kind = "cohort"\nname = "x"\nof = "khong_co"\ntake = "best"\ndecimals = 1', "unknown-fact", "of"),
        ('kind = "cohort"\nname = "x"\nof = "loai"\ntake = "best"\ndecimals = 1', "wrong-value", "of"),
        ('kind = "cohort"\nname = "x"\nof = "bang_thong"\ntake = "most"\ndecimals = 1', "wrong-value", "take"),
        ('kind = "items"\nname = "x"\nlevels = { a = "120%" }', "wrong-argument", "levels"),
        ('kind = "items"\nname = "x"\nlevels = { a = "x" }', "not-a-number", "levels.a"),
        ('kind = "number"\nname = "x"', "missing-key", "largest"),
        ('kind = "number"\nname = "x"\nlargest = 1\nlowest = 2', "wrong-argument", "lowest"),
    ],
)
def test_a_fact_that_cannot_be_read(fact: str, code: str, path: str) -> None:
    """Each mistake in a fact has its code and its place."""
    assert (code, f"facts[3].{path}") in found(HEAD + FACTS + "[[facts]]\n" + fact + "\n" + ROW + RULE + LEVEL)


@pytest.mark.parametrize(
    ("grades", "code", "path"),
    [
        ("[grades]\n", "missing-key", "bands"),
        ('[grades]\nbands = [{ id = "a", title = "A", at_leest = 3 }]\n', "unknown-key", "bands[0].at_leest"),
        ('[grades]\nbands = [{ id = "a", title = "A", at_least = "x" }]\n', "not-a-number", "bands[0].at_least"),
        ('[grades]\nbands = [{ id = "a", title = "A", span = { at_least = 3 } }]\n', "unknown-key", "bands[0].span"),
        ('[grades]\nbands = [{ id = "a", title = "A", at_least = 1, above = 1 }]\n', "wrong-argument", "bands[0]"),
        (BANDS + 'quota = { grade = "a", share = "25%", by = [""] }\n', "missing-key", "quota.rest"),
        (BANDS + 'gates = [{ grade = "b" }]\n', "missing-key", "gates[0].kind"),
        (BANDS + 'gates = [{ kind = "cieling", grade = "b" }]\n', "unknown-kind", "gates[0].kind"),
        (BANDS + 'gates = [{ kind = "ceiling", grade = "b" }]\n', "missing-key", "gates[0].when"),
        (
            BANDS + 'gates = [{ kind = "ceiling", grade = "b", when = { kind = "not" } }]\n',
            "missing-key",
            "gates[0].when.of",
        ),
        (
            BANDS + 'gates = [{ kind = "ceiling", grade = "b", when = { kind = "any_of", of = [{ kind = "x" }] } }]\n',
            "unknown-kind",
            "gates[0].when.of[0].kind",
        ),
        (
            BANDS + 'gates = [{ kind = "ceiling", grade = "b", when = { kind = "every_row" } }]\n',
            "wrong-argument",
            "gates[0].when",
        ),
        (
            BANDS + 'gates = [{ kind = "force", grade = "b", when = { kind = "fact_is", fact = "khong" } }]\n',
            "unknown-fact",
            "gates[0].when.fact",
        ),
    ],
)
def test_grades_that_cannot_be_read(grades: str, code: str, path: str) -> None:
    """Each mistake in bands, gates, conditions and the quota has its code and its place."""
    assert (code, f"grades.{path}") in found(HEAD + FACTS + ROW + RULE + LEVEL + grades)


def test_a_fact_that_only_a_cohort_looks_at_is_used() -> None:
    """Facts behind a cohort's value are kept; one that nobody reads is refused, in its place in the file."""
    extra = '[[facts]]\nkind = "count"\nname = "thua"\n'
    assert found(HEAD + extra + FACTS + ROW + RULE + LEVEL) == [("unused-fact", "facts[0].name")]
