"""Change files: derivation without Python, as strict as scheme files; and derived schemes that keep how they came."""

from fractions import Fraction
from pathlib import Path
from typing import ClassVar, get_args

import pytest
from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    Add,
    ChangeSet,
    ClearArgument,
    Criterion,
    Direct,
    Drop,
    FileError,
    GradeBand,
    Grades,
    Group,
    Move,
    PointsFact,
    Ratio,
    Rebase,
    Regrade,
    Renumber,
    Replace,
    Retitle,
    Scheme,
    SchemeError,
    SetArgument,
    ShareFact,
    SwapFact,
    Words,
    at_least,
    below,
)
from emulscore.derive import Change, ParentScheme
from emulscore.files import (
    Format,
    derive_from_file,
    dump_changes,
    dumps_changes,
    dumps_scheme,
    load_changes,
    loads_changes,
    loads_scheme,
)
from emulscore.formula.nodes import Node
from emulscore.schemes.nga_nam_2023 import scheme

FORMATS: tuple[Format, ...] = get_args(Format)

HEAD = """
format = "emulscore changes 1"
parent = { id = "nga-nam-2023" }
id = "xa-a-2026"
issuer = "UBND xã A"
level = "cấp xã"
period = 2026
"""

WHOLE = (
    HEAD
    + """
rebase = { to = "100", step = "0,01", amounts = "scale", remainder_to = 4, why = "Giữ thang điểm 100" }

[[facts]]
kind = "share"
name = "ho_kinh_doanh"

[[changes]]
kind = "drop"
row = 15
why = "Xã không có nhiệm vụ này"

[[changes]]
kind = "add"
item = { id = 16, title = "Chữ ký số", base = 3, rule = { kind = "ratio", fact = "ho_kinh_doanh", empty = "refuse" } }
after = 14
why = { vi = "Nhiệm vụ mới", en = "A new task" }

[[changes]]
kind = "set_argument"
row = 13
argument = "rule.target"
value = "60%"
why = "Chỉ tiêu của xã"

[[changes]]
kind = "set_argument"
row = 12
argument = "rule"
value = { kind = "ratio", fact = "dan_cai_app", empty = 0 }
why = "Cùng một số liệu"

[[changes]]
kind = "renumber"
numbers = { 16 = 15, "II" = "I" }
why = "Đánh lại số thứ tự"

[[changes]]
kind = "swap_fact"
old = "van_ban"
new = "ho_so_mang"
row = 5
why = "Dùng chung số liệu"
"""
)

FACT = ShareFact("ho_kinh_doanh")
CHANGES = ChangeSet(
    "nga-nam-2023",
    id="xa-a-2026",
    issuer="UBND xã A",
    level="cấp xã",
    period="2026",
    rebase=Rebase(100, step="0.01", amounts="scale", remainder_to="4", why="Giữ thang điểm 100"),
    changes=[
        Drop("15", why="Xã không có nhiệm vụ này"),
        Add(
            Criterion("16", "Chữ ký số", 3, Ratio(FACT, empty="refuse")),
            after="14",
            why=Words("Nhiệm vụ mới", "A new task"),
        ),
        SetArgument("13", "rule.target", "60%", why="Chỉ tiêu của xã"),
        SetArgument(
            "12",
            "rule",
            Ratio(scheme.facts["dan_cai_app"], empty=0),  # type: ignore[arg-type] # a share, as the annex has it
            why="Cùng một số liệu",
        ),
        Renumber({"16": "15", "II": "I"}, why="Đánh lại số thứ tự"),
        SwapFact("van_ban", scheme.facts["ho_so_mang"], row="5", why="Dùng chung số liệu"),
    ],
)


def test_a_change_file_says_what_python_says() -> None:
    """Read with the parent's facts, it is the set of changes written out by hand; and so is the scheme."""
    assert loads_changes(WHOLE, parent=scheme) == CHANGES
    assert loads_changes(WHOLE) == CHANGES  # a bundled parent is found by its id
    derived = scheme.apply(CHANGES)
    # 92 points and 3: the bases × 100/95.
    assert derived.total == 100
    assert derived.items[0].id == "I"
    assert list(derived.criteria)[-1] == "15"


EVERY = ChangeSet(
    ParentScheme("nga-nam-2023", scheme.fingerprint),
    id="xa",
    issuer=Words("UBND xã", "The commune"),
    level="xã",
    period="2026",
    title="Tên",
    source="Quyết định",
    remark="Ghi chú",
    effective=("01/01/2026", None),
    changes=[
        Drop("1", why="a"),
        Replace("2", Group("2", "Nhóm", [Criterion("2.1", "x", 5, Direct(PointsFact("p", largest=5)))], 5), why="b"),
        Add(Criterion("16", "y", 1, Direct(PointsFact("q", largest=1))), into="II", why="c"),
        Add(Criterion("17", "y", 1, Direct(PointsFact("r", largest=1))), before="3", why="c"),
        Move("4", into="", why="d"),
        Retitle("5", Words("Tên", "Title"), why="e"),
        SetArgument("6", "per.tre_thang", "1/3", why="f"),
        SetArgument("7", "evidence", (Words("Báo cáo", "Report"), "Ảnh"), why="g"),
        SetArgument("8", "stated", value=False, why="h"),
        SetArgument("9", "base", 7, why="h"),
        SetArgument("", "limits", (0, "100"), why="i"),
        ClearArgument("6", "system", why="k"),
        Regrade(Grades([GradeBand("a", "A", at_least(50)), GradeBand("b", "B", below(50))]), why="l"),
        Regrade(None, why="m"),
    ],
    rebase=Rebase("99.5", step="0.25", amounts="keep", beside="scale", why="n"),
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("changes", [CHANGES, EVERY])
def test_changes_are_read_back_as_they_were(changes: ChangeSet, form: Format) -> None:
    """Every kind of change, in every format, without the parent: the facts it speaks of stand in the file."""
    text = dumps_changes(changes, form)
    assert loads_changes(text, form) == changes
    assert dumps_changes(loads_changes(text, form), form) == text


@pytest.mark.parametrize("form", FORMATS)
def test_derived_schemes_keep_how_they_came(form: Format) -> None:
    """A scheme derived twice is read back whole, with the chain, and the changes can be carried out again."""
    first = scheme.apply(CHANGES)
    second = first.derive("xa-b", "UBND xã B", "cấp xã", 2027, changes=[Drop("15", why="Hết nhiệm vụ")])
    for one in (first, second):
        text = dumps_scheme(one, form)
        again = loads_scheme(text, form)
        assert again == one
        assert again.fingerprint == one.fingerprint
        assert dumps_scheme(again, form) == text
        assert again.derivation is not None
        assert again.derivation.text() == (one.derivation.text() if one.derivation else "")
    changes = loads_scheme(dumps_scheme(first, form), form).change_set
    assert changes is not None
    assert scheme.apply(changes) == first


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ('"parent": "xa-a",', "", "missing-key", "derivation.parent"),
        ('"kind": "drop"', '"kind": "dorp"', "unknown-kind", "derivation.changes[0].kind"),
        ('"parent": "nga-nam-2023"', '"parnt": "nga-nam-2023"', "unknown-key", "derivation.earlier.parnt"),
    ],
)
def test_a_derivation_that_cannot_be_read_is_refused(old: str, new: str, code: str, path: str) -> None:
    """The last one and the one before it, each at its place; the rest of the scheme is looked at all the same."""
    first = scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[Retitle("1", "Kế hoạch", why="Gọn")])
    second = first.derive("xa-b", "UBND xã B", "cấp xã", 2027, changes=[Drop("15", why="Hết nhiệm vụ")])
    text = dumps_scheme(second, "json")
    place = text.index('"derivation"')
    assert old in text[place:]
    with pytest.raises(FileError) as caught:
        loads_scheme(text[:place] + text[place:].replace(old, new, 1), "json")
    assert (code, path) in [(problem.code, problem.path) for problem in caught.value.problems]


def test_a_derivation_that_is_none_is_refused() -> None:
    """A number is not how a scheme came about."""
    text = dumps_scheme(scheme, "json").replace('"id"', '"derivation": 3,\n  "id"', 1)
    with pytest.raises(FileError) as caught:
        loads_scheme(text, "json")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("wrong-value", "derivation")]


class Odd(PointsFact):
    """A fact of one's own."""


@frozen
class Unfiled:
    """A rule of one's own that no file can name."""

    kind: ClassVar[str] = "test_changes_unfiled"

    fact: PointsFact

    def formula(self, base: Fraction) -> Node:
        del base
        return self.fact.node


def test_changes_that_could_not_be_read_back_are_not_written() -> None:
    """A rule and a fact that files do not know, and one number that becomes two, all at once."""
    changes: list[Change] = [
        Drop("15", why="Hết nhiệm vụ"),
        Add(Criterion("16", "Mới", 5, Unfiled(Odd("moi", largest=5))), why="Nhiệm vụ mới"),
        Renumber([("1", "1a"), ("1", "1b")], why="Đánh số lại"),
    ]
    with pytest.raises(FileError) as caught:
        dumps_changes(evolve(CHANGES, changes=changes, rebase=None))
    assert [(problem.code, problem.path, problem.fact) for problem in caught.value.problems] == [
        ("unknown-kind", "changes[1]", None),
        ("repeated-key", "changes[2]", None),
        ("unknown-kind", None, "moi"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "path"),
    [
        ('kind = "drop"', 'kind = "dorp"', "unknown-kind", "changes[0].kind"),
        ("row = 15\n", "", "missing-key", "changes[0].row"),
        ('why = "Xã không có nhiệm vụ này"\n', "", "missing-key", "changes[0].why"),
        ('why = "Xã không có nhiệm vụ này"\n', 'why = " "\n', "missing-argument", "changes[0].why"),
        ("row = 15\n", "row = 15\nrows = 16\n", "unknown-key", "changes[0].rows"),
        ("base = 3,", 'base = "ba",', "not-a-number", "changes[1].item.base"),
        ('empty = "refuse"', 'emty = "refuse"', "unknown-key", "changes[1].item.rule.emty"),
        ('fact = "dan_cai_app"', 'fact = "dan_cai_ap"', "unknown-fact", "changes[3].value.fact"),
        ('new = "ho_so_mang"', 'new = "ho_so"', "unknown-fact", "changes[5].new"),
        ("after = 14", 'after = 14\nbefore = "1"', "wrong-argument", "changes[1].before"),
        ('amounts = "scale"', 'amounts = "scaled"', "wrong-value", "rebase.amounts"),
        ('to = "100"', 'to = "0"', "wrong-argument", "rebase.to"),
        ('step = "0,01", ', "", "missing-key", "rebase.step"),
        ('parent = { id = "nga-nam-2023" }', 'parent = "nga-nam-2023"', "wrong-value", "parent"),
        ('parent = { id = "nga-nam-2023" }', "", "missing-key", "parent"),
        ("emulscore changes 1", "emulscore scheme 1", "unknown-format", "format"),
        ('name = "ho_kinh_doanh"', 'name = "ho"', "unknown-fact", "changes[1].item.rule.fact"),
        ('kind = "share"', 'kind = "shar"', "unknown-kind", "facts[0].kind"),
        ("numbers = {", "numbers = [] #", "wrong-value", "changes[4].numbers"),
    ],
)
def test_a_broken_change_file_is_refused(old: str, new: str, code: str, path: str) -> None:
    """Each slip is told with its code, its place in the file, and what to give instead."""
    assert old in WHOLE
    with pytest.raises(FileError) as caught:
        loads_changes(WHOLE.replace(old, new, 1), parent=scheme)
    found = [(problem.code, problem.path) for problem in caught.value.problems]
    assert (code, path) in found
    assert all(problem.place is not None for problem in caught.value.problems)


def test_all_problems_of_a_change_file_are_told_at_once() -> None:
    """Three slips, three problems."""
    text = (
        WHOLE.replace('kind = "drop"', 'kind = "dorp"')
        .replace("base = 3,", 'base = "ba",')
        .replace("after = 14", "aftr = 14")
    )
    with pytest.raises(FileError) as caught:
        loads_changes(text, parent=scheme)
    assert {problem.code for problem in caught.value.problems} == {"unknown-kind", "not-a-number", "unknown-key"}


def test_a_fact_that_no_change_reads_is_refused() -> None:
    """What is declared is read by a change."""
    with pytest.raises(FileError) as caught:
        loads_changes(WHOLE + '\n[[facts]]\nkind = "count"\nname = "thua"\n', parent=scheme)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("unused-fact", "facts[1].name")]


@pytest.mark.parametrize("other", ["xa-khac", "../nga-nam-2023", "nga-nam-2023.toml"])
def test_the_facts_of_another_parent_are_not_guessed(other: str) -> None:
    """A parent that is neither given nor bundled has no facts that could be named; no path is ever opened."""
    with pytest.raises(FileError) as caught:
        loads_changes(WHOLE.replace('id = "nga-nam-2023"', f'id = "{other}"'))
    assert {problem.code for problem in caught.value.problems} == {"unknown-fact"}


def test_a_scheme_is_derived_by_its_file(tmp_path: Path) -> None:
    """By the parent itself, its id, or its file; what cannot be carried out is told with its line."""
    file = tmp_path / "xa-a.toml"
    file.write_text(WHOLE, encoding="utf-8")
    derived = derive_from_file("nga-nam-2023", file)
    assert derived == derive_from_file(scheme, file) == scheme.apply(CHANGES)
    file.write_text(WHOLE.replace("row = 15", "row = 51"), encoding="utf-8")
    with pytest.raises(FileError) as caught:
        derive_from_file(scheme, file)
    problem = caught.value.problems[0]
    assert (problem.code, problem.path) == ("unknown-row", "changes[0]")
    line = WHOLE.replace("row = 15", "row = 51").splitlines().index("[[changes]]") + 1
    assert problem.text("en").startswith(f"{file}:{line}:1: changes[0]: [unknown-row] criterion 51")


def test_a_file_for_another_state_of_the_parent_is_refused(tmp_path: Path) -> None:
    """By its fingerprint; applied again on demand, and recorded."""
    file = tmp_path / "xa-a.json"
    derived = scheme.apply(CHANGES)
    changes = derived.change_set
    assert changes is not None
    dump_changes(changes, file)
    assert load_changes(file) == changes
    later = evolve(scheme, remark="Đã sửa")
    with pytest.raises(FileError) as caught:
        derive_from_file(later, file)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("other-parent", "parent")]
    again = derive_from_file(later, file, reapply=True)
    assert again.derivation is not None
    assert again.derivation.reapplied == scheme.fingerprint


def test_what_the_result_cannot_be_is_the_schemes_problem(tmp_path: Path) -> None:
    """A result that is not within its range is refused as a scheme, not as a file."""
    file = tmp_path / "xa.toml"
    file.write_text(
        HEAD + 'changes = [{ kind = "set_argument", row = 3, argument = "base", value = 4, why = "x" }]\n',
        encoding="utf-8",
    )
    with pytest.raises(SchemeError) as caught:
        derive_from_file(scheme, file)
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [("out-of-range", "3")]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8).filter(str.strip)
VALUES = st.one_of(
    st.integers(-9, 99),
    st.booleans(),
    TEXTS,
    st.builds(Words, TEXTS, st.none() | TEXTS),
    st.fractions(0, 9, max_denominator=12),
)


@settings(max_examples=40)
@given(
    st.lists(
        st.one_of(
            st.builds(Drop, TEXTS, why=TEXTS),
            st.builds(
                lambda row, value, why: SetArgument(row, "x.0", value, why=why), TEXTS, VALUES | st.lists(VALUES), TEXTS
            ),
            st.builds(Renumber, st.dictionaries(TEXTS.map(str.strip), TEXTS, min_size=1), why=TEXTS),
            st.builds(Retitle, TEXTS, TEXTS, why=st.builds(Words, TEXTS, TEXTS)),
        ),
        max_size=5,
    ),
    st.sampled_from(FORMATS),
)
def test_random_changes_are_read_back(changes: list[Drop | SetArgument | Renumber | Retitle], form: Format) -> None:
    """Whatever stands in them."""
    given = ChangeSet("cha", id="con", issuer="UBND", level="xã", period="2026", changes=changes)
    assert loads_changes(dumps_changes(given, form), form) == given


def test_a_scheme_without_a_derivation_has_none() -> None:
    """Nothing is written, and nothing read."""
    assert scheme.derivation is None
    assert scheme.change_set is None
    assert "derivation" not in dumps_scheme(scheme)
    assert isinstance(loads_scheme(dumps_scheme(scheme)), Scheme)
