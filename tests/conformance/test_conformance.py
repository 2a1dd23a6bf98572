"""The cases cover the whole language of files, are decisive, and every engine gives what they say."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import attrs
import pytest

import emulscore
from emulscore import (
    NEVER,
    NOT_APPLICABLE,
    At,
    EmulscoreError,
    MeasurementError,
    Ratio,
    Scheme,
    SearchError,
    ShareFact,
    Sum,
    UnscoredError,
)
from emulscore.conditions import CONDITIONS
from emulscore.conformance import (
    Case,
    NotSupportedError,
    Outcome,
    cases,
    compiled,
    exact,
    run,
)
from emulscore.conformance import _cases as reading
from emulscore.criteria import Criterion, Group, Rounding
from emulscore.errors import CODES
from emulscore.facts import ScaledFact
from emulscore.facts._common import STATE_WORDS, State
from emulscore.files._shapes import FACT_KINDS
from emulscore.formula.nodes import Node, walk
from emulscore.gates import GATES
from emulscore.grades import GradeBand, Grades, Quota
from emulscore.rowscore import Points
from emulscore.rules import Span, kinds

ALL: Final = cases()
Option = tuple[str, str, str]

# What says something of the source, and what acts on a cohort's grades after its units were scored.
SAYS_ONLY: Final = {
    "Described": {"label", "counts", "out_of", "excludes", "unit", "source"},
    "Scheme": {"issuer", "level", "period", "effective", "source", "trust", "remark", "derivation"},
    "Criterion": {"wording", "readings", "evidence", "system", "remark", "stated", "printed"},
    "Group": {"printed"},
    "Grades": {"clauses"},
    "Ceiling": {"reason"},
    "Demote": {"reason"},
    "Force": {"reason"},
    "CutTotal": {"reason"},
}
# Codes that no case expects. Raised only where no case comes: the places, and what is done there.
ELSEWHERE: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "a file is opened: a case holds what stands in it": (
        ("files/_doors.py", "files/_syntax.py", "packed.py", "excel/", "annex/", "conformance/_program.py", "cases.py"),
        "unreadable file-too-large unknown-suffix unknown-scheme no-scheme-file no-case-files unknown-code",
    ),
    "an extra, or a package of the caller's choice, is asked for": (
        ("cli/tables.py", "excel/", "files/_yaml.py", "frames/", "plot.py", "report/", "testing/"),
        "missing-extra no-frame-library",
    ),
    "one of several schemes is chosen by its days": (
        ("periods.py",),
        "undated-scheme overlapping-schemes no-scheme-on several-levels",
    ),
    "a scheme is derived from another by a file of changes": (
        ("derive/",),
        "unknown-argument change-without-effect changed-twice empty-group rebased-to-nothing marks-not-alike other-parent",
    ),
    "a workbook is read; `formula` is the name of a method too": (
        ("excel/", "packed.py", "annex/cells.py", "canonical.py"),
        (
            "encrypted unpacks-too-large not-a-template stale-template no-sheet row-changed merged-cells formula "
            "several-values empty-cell closed-cell repeated-unit no-workbooks"
        ),
    ),
    "a citation is read": (
        ("evidence/", "annex/", "report/claims.py"),
        (
            "no-citation citations citation-without-number citation-without-symbol citation-draft citation-number "
            "citation-numbers citation-kind-unknown citation-kind citation-day citation-days citation-year"
        ),
    ),
    "a table of units is scored, or SQL is written": (
        ("columnar/", "frames/", "sql/"),
        (
            "missing-column column-form column-type unknown-column column-clash state-and-value too-wide too-many-values "
            "unseen-value unknown-dialect bad-sql-name not-in-sql unread-spelling"
        ),
    ),
    "an annex is read": (
        ("annex/",),
        (
            "no-annex-table annex-other-table annex-points annex-points-twice annex-row-repeated annex-row-unnumbered "
            "annex-claim-above-base annex-cut annex-incomplete annex-shares annex-factor annex-calculation "
            "annex-documents-differ annex-other-title annex-other-base annex-share-unplaced tracked-change nested-table "
            "table-too-large"
        ),
    ),
    "a goal is searched for": (("search/",), "behind-gates"),
}
# Raised on the way of a case too, but by nothing that a case can say.
NOT_IN_JSON: Final = {
    "not-a-state": "only a value of Python, or a column of states, can name a state that a unit cannot give",
    "no-case": "a scheme with a gap is refused when it is built",
    "not-settled": "raised by searches",
    "unscored": "raised where points are asked for that are not known",
    "too-many-in-file": "a limit of this library, which can be set",
    "repeated-key": "a case holds its scheme as a tree, in which a key stands once",
    "no-canonical-form": "only an object of Python can have none",
}


def made() -> Any:
    spec = importlib.util.spec_from_file_location("make", Path(__file__).with_name("make.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.made()


def test_the_files_are_those_that_the_hand_written_script_makes() -> None:
    """The cases are written in one place, which does not import the library."""
    script = Path(__file__).with_name("make.py").read_text(encoding="utf-8")
    assert "import emulscore" not in script
    assert "from emulscore" not in script
    folder = Path(reading.__file__).with_name("cases")
    topics = {f"{topic.name}.json": topic.text() for topic in made()}
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == topics


def test_every_case_has_a_name_and_a_reason() -> None:
    """No two cases have one id, and each says where its numbers come from."""
    assert len({case.id for case in ALL}) == len(ALL) > 300
    assert [case.id for case in ALL if not case.why.strip()] == []


def test_exact_scoring_gives_every_case() -> None:
    """`Scheme.score` can be asked everything, and is right everywhere."""
    report = run(exact, ALL)
    assert not report.failed, str(report)
    assert not report.skipped


def test_compiled_scoring_gives_every_case() -> None:
    """`Scheme.points` is right wherever it can be asked: not about documents, other files, or what is missing."""
    report = run(compiled, ALL)
    assert not report.failed, str(report)
    assert {one.case.id for one in report.skipped} == {case.id for case in ALL if case.unit is not None or case.partial}


# --- coverage ----------------------------------------------------------------------------------------------------------


def ours(known: Mapping[str, type]) -> dict[str, type]:
    return {kind: cls for kind, cls in known.items() if cls.__module__.startswith("emulscore.")}


FAMILIES: Final = {
    "rule": ours(kinds()),
    "condition": ours(CONDITIONS.kinds()),
    "gate": ours(GATES.kinds()),
    "fact": ours(FACT_KINDS),
}
CLASSES: Final = (
    *(cls for family in FAMILIES.values() for cls in family.values()),
    *(Scheme, Criterion, Group, Rounding, Grades, GradeBand, Span, ScaledFact),
)


def literals(kind: Any) -> Iterator[str]:
    """Yield the texts of every `Literal` inside a type."""
    for one in get_args(kind):
        if get_origin(kind) is Literal:
            yield one
        else:
            yield from literals(one)


def owner(cls: type, name: str) -> str:
    """Return the class that a field comes from."""
    return next(base.__name__ for base in reversed(cls.__mro__) if name in vars(base).get("__annotations__", {}))


@cache
def options_of(cls: type) -> dict[str, tuple[str, ...]]:
    """Return the texts that each field of a class may be."""
    hints = get_type_hints(cls)
    found = {one.name: tuple(literals(hints[one.name])) for one in attrs.fields(cls) if one.init}
    return {name: texts for name, texts in found.items() if texts}


OPTIONS: Final = {
    (owner(cls, name), name, text) for cls in CLASSES for name, texts in options_of(cls).items() for text in texts
    if name not in SAYS_ONLY.get(owner(cls, name), ())
}  # fmt: skip


def objects(value: Any) -> Iterator[Any]:
    """Yield every attrs object inside a value."""
    if attrs.has(type(value)):
        yield value
        for one in attrs.fields(type(value)):
            yield from objects(getattr(value, one.name))
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from objects(inner)


SCHEMES: Final = [case.scheme for case in ALL if not case.expected.refused]
USED: Final = {id(one): one for scheme in SCHEMES for one in objects(scheme)}.values()


def unused(families: Mapping[str, Mapping[str, type]]) -> list[str]:
    """Return the kinds that no scheme of the cases has."""
    used = {type(one) for one in USED}
    return [f"{family} {kind}" for family, known in families.items() for kind, cls in known.items() if cls not in used]


def unmade(options: set[Option]) -> list[Option]:
    """Return the texts that no argument of a scheme of the cases is."""
    chosen: set[Option] = set()
    for one in USED:
        for field in attrs.fields(type(one)):
            value = getattr(one, field.name)
            values = value if isinstance(value, tuple) else (value,)
            chosen |= {(owner(type(one), field.name), field.name, text) for text in values if isinstance(text, str)}
    return sorted(options - chosen)


def ungiven(classes: Iterable[type]) -> list[tuple[str, str]]:
    """Return the keys that no scheme of the cases gives a value of its own."""
    given: set[tuple[str, str]] = set()
    for one in USED:
        for field in attrs.fields(type(one)):
            default = field.default.factory() if isinstance(field.default, attrs.Factory) else field.default  # type: ignore[arg-type] # a class
            if getattr(one, field.name) != default:
                given.add((owner(type(one), field.name), field.name))
    asked = {(owner(cls, field.name), field.name) for cls in classes for field in attrs.fields(cls) if field.init}
    silent = {(cls, name) for cls, names in SAYS_ONLY.items() for name in names}
    return sorted(asked - given - silent)


def unmet(nodes: Iterable[type]) -> list[str]:
    """Return the nodes that stand in no formula of the cases."""
    met = {type(node) for scheme in SCHEMES for named in scheme.formulas for node in walk(named.node)}
    return sorted(node.__name__ for node in set(nodes) - met)


EXPECTED: Final = {code for case in ALL for code, _, _ in case.expected.errors} | {
    code for case in ALL for code, _ in case.expected.refused
}
"""The codes that cases expect."""
UNEXPECTED: Final = {code for _, codes in ELSEWHERE.values() for code in codes.split()} | set(NOT_IN_JSON)


def unexpected(codes: Iterable[str]) -> list[str]:
    """Return the codes that no case expects, and of which it is not said why."""
    return sorted(set(codes) - EXPECTED - UNEXPECTED)


def test_every_kind_of_rule_fact_condition_and_gate_is_used() -> None:
    """Each kind that a file can name stands in a scheme of the cases."""
    assert unused(FAMILIES) == []


def test_every_choice_is_made() -> None:
    """Each text that an argument can be is some argument's value."""
    assert len(OPTIONS) > 40
    assert unmade(OPTIONS) == []


def test_every_key_that_can_change_a_score_is_given() -> None:
    """Each key of a file, but for words about the source, is given somewhere with a value that is not its default."""
    assert ungiven((*CLASSES, Quota)) == []


def test_every_node_stands_in_a_formula() -> None:
    """Each class of the closed set of nodes is met."""
    assert unmet(get_args(Node)) == []


def test_every_code_is_expected_or_said_why_not() -> None:
    """Each code of the library is expected by a case, or stands in one of the two lists of those that cannot be."""
    assert unexpected(CODES) == []
    assert set(CODES) >= UNEXPECTED
    assert EXPECTED.isdisjoint(UNEXPECTED)
    assert len(EXPECTED) > 50


def strayed(code: str, places: tuple[str, ...]) -> list[str]:
    """Return the files outside of some places that name a code; all of them where none inside does."""
    root = Path(emulscore.__file__).parent
    named = [
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if path.name != "_catalogue.py" and f'"{code}"' in path.read_text(encoding="utf-8")
    ]
    inside = [path for path in named if path.startswith(places)]
    return [path for path in named if path not in inside] if inside else [*named, "nowhere"]


def test_what_is_raised_elsewhere_is_raised_nowhere_else() -> None:
    """A code is on the first list only while no module that a case goes through names it."""
    found = {code: strayed(code, places) for places, codes in ELSEWHERE.values() for code in codes.split()}
    assert {code: paths for code, paths in found.items() if paths} == {}
    assert strayed("missing-fact", ("annex/",))
    assert strayed("no-such-code", ("annex/",)) == ["nowhere"]


@attrs.frozen
class Planted:
    """An operation that no case knows: a choice and a key."""

    how: Literal["this", "that"] = "this"


@pytest.mark.parametrize("family", FAMILIES)
def test_an_operation_without_a_case_fails(family: str) -> None:
    """A kind, a choice, a key, a node and a code that are planted are each named as not covered."""
    assert unused({**FAMILIES, family: {**FAMILIES[family], "planted": Planted}}) == [f"{family} planted"]
    options = {("Planted", name, text) for name, texts in options_of(Planted).items() for text in texts}
    assert unmade(OPTIONS | options) == [("Planted", "how", "that"), ("Planted", "how", "this")]
    assert ungiven((*CLASSES, Planted)) == [("Planted", "how")]
    assert unmet((*get_args(Node), Planted)) == ["Planted"]
    assert unexpected((*CODES, "planted")) == ["planted"]


def test_a_case_that_is_taken_away_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the scheme that holds it, a rule is not covered: coverage is counted from the cases themselves."""
    linear = FAMILIES["rule"]["linear"]
    monkeypatch.setitem(globals(), "USED", [one for one in USED if type(one) is not linear])
    assert unused(FAMILIES) == ["rule linear"]


def test_what_no_case_can_expect_comes_from_elsewhere() -> None:
    """The codes without a case are shown where they come from: none of it can be written into a case."""
    scheme = Scheme("a", "A", total=1, items=[Criterion("1", "A", 1, Ratio(ShareFact("x"), empty="refuse"))])
    with pytest.raises(MeasurementError) as state:
        scheme.score({"x": State.NOTHING})
    assert [one.code for one in state.value.problems] == ["not-a-state"]
    assert set(STATE_WORDS.values()) == {NEVER, NOT_APPLICABLE}  # the only states that a text can name
    with pytest.raises(UnscoredError) as unscored:
        _ = scheme.score({}, partial=True).points
    assert [one.code for one in unscored.value.problems] == ["unscored"]
    rule = Sum([At(1, Ratio(ShareFact(name), empty="refuse")) for name in ("x", "y")])
    pair = Scheme("b", "B", total=2, items=[Criterion("1", "B", 2, rule)])
    with pytest.raises(SearchError) as search:
        pair.score({"x": "50%", "y": "40%"}).reach(open={"x": True, "y": True}, total=2)
    assert [one.code for one in search.value.problems] == ["not-settled"]
    # The hole that would be "no-case" is refused with the scheme, which a case does expect.
    assert [case.expected.refused for case in ALL if case.id == "11-refused/gap/1"] == [{("gap", "1")}]


# --- the cases are decisive ---------------------------------------------------------------------------------------------


def sites(tree: Any, family: tuple[str, ...] = ("rule", "condition", "gate")) -> Iterator[tuple[Any, Any, type, str]]:
    """Yield each place of a tree that holds a choice: the table, the key, the class and the field."""
    if isinstance(tree, list):
        for one in tree:
            yield from sites(one, family)
    if not isinstance(tree, dict):
        return
    named = [FAMILIES[one][tree["kind"]] for one in family if tree.get("kind") in FAMILIES[one]]
    plain: dict[str, type] = {"mode": Rounding, "not_applicable": Criterion, "role": Group, "rescale": Scheme}
    plain["without_document"] = Scheme
    for key, value in tree.items():
        cls = named[0] if named else plain.get(key)
        if isinstance(value, str) and cls is not None and value in options_of(cls).get(key, ()):
            yield tree, key, cls, value
        yield from sites(value, ("fact",) if key == "facts" else family)


def outcomes(tree: Mapping[str, Any], of: Iterable[Case]) -> list[Outcome] | None:
    """Return what comes of the units of some cases under another scheme; None where it cannot be."""
    try:
        return [exact(attrs.evolve(case, tree=tree)) for case in of]
    except EmulscoreError:
        return None


def test_another_choice_would_be_seen() -> None:
    """For each choice in a scheme and each other text it could be, some case comes out otherwise, if the scheme can be."""
    by_scheme: dict[str, list[Case]] = {}
    for case in ALL:
        if not case.expected.refused:
            by_scheme.setdefault(json.dumps(case.tree, default=str), []).append(case)
    seen: dict[tuple[Option, str], bool | None] = {}
    for of in by_scheme.values():
        tree = of[0].tree
        for place, (_, key, cls, value) in enumerate(sites(tree)):
            texts = options_of(cls)[key]
            for other in [*(text for text in texts if text != value), *(["37%"] if len(texts) == 1 else [])]:
                asked = ((owner(cls, key), key, value), other)
                if seen.get(asked):
                    continue
                changed = deepcopy(dict(tree))
                table, changed_key, _, _ = list(sites(changed))[place]
                table[changed_key] = other
                found = outcomes(changed, of)
                if found is not None:
                    seen[asked] = any(
                        bool(one.errors ^ case.expected.errors)
                        or (case.expected.grade not in {None, one.grade})
                        or any(one.points.get(id_) != points for id_, points in case.expected.points.items())
                        for one, case in zip(found, of, strict=True)
                    ) or bool(seen.get(asked))
    assert sorted(str(asked) for asked, told in seen.items() if told is False) == []
    assert len([asked for asked, told in seen.items() if told]) > 80


def broken(case: Case) -> Outcome:
    """Be a hundredth too high everywhere."""
    found = exact(case)
    return attrs.evolve(found, points={id_: Points(one.low + 1, one.high + 1) for id_, one in found.points.items()})


def test_a_broken_engine_fails() -> None:
    """Points that are off, errors that are not raised, and grades that are not given are all told."""
    with_points = [case for case in ALL if case.expected.points and not case.expected.refused]
    assert len(run(broken, with_points).failed) == len(with_points)
    with_errors = [case for case in ALL if case.expected.errors]
    assert len(run(lambda _: Outcome(), with_errors).failed) == len(with_errors) > 50
    graded = [case for case in ALL if case.expected.grade]
    assert len(run(lambda case: attrs.evolve(exact(case), grade=None), graded).failed) == len(graded) > 20
    report = run(broken, with_points[:1])
    assert "sai: 01-values/share/1: “1” là 10,98, phải là 9,98" in str(report)
    assert report.text("en").endswith("0 passed, 1 failed, 0 skipped")


def test_an_engine_may_say_that_it_cannot_be_asked() -> None:
    """What is skipped is told apart from what is right."""

    def shy(_: Case) -> Outcome:
        raise NotSupportedError("no facts")

    report = run(shy, ALL[:1])
    assert report.text("en") == "skipped: 01-values/share/1: no facts\n0 passed, 0 failed, 1 skipped"
    assert not report.conforms


def test_another_version_of_the_form_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader of version 1 does not guess at version 2."""
    monkeypatch.setattr(reading, "CONFORMANCE", "emulscore conformance 2")
    with pytest.raises(ValueError, match="emulscore conformance 1"):
        cases()
