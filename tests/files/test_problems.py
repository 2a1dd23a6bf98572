"""Everything that can be wrong with a file: all of it at once, with codes and places, and only the library's errors."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, get_args

import pytest
from attrs import evolve, field, frozen

from emulscore import (
    Assessment,
    Criterion,
    FileError,
    Limits,
    Ratio,
    Rule,
    Scheme,
    SchemeError,
    ShareFact,
    Words,
    register,
)
from emulscore.files import (
    Format,
    dumps_assessment,
    dumps_scheme,
    load_scheme,
    loads_assessment,
    loads_scheme,
    open_scheme,
)
from emulscore.formula.nodes import Const, Node

HEAD = 'format = "emulscore scheme 1"\nid = "thu"\ntitle = "Thử"\ntotal = 10\n'
FACT = '[[facts]]\nkind = "share"\nname = "ho_so"\n'
ROW = '[[items]]\nid = 1\ntitle = "Hàng"\nbase = 10\n'
RATIO = 'rule = { kind = "ratio", fact = "ho_so", empty = "refuse" }\n'
UNIT = 'format = "emulscore assessment 1"\nunit = "Xã A"\n'


def found(text: str, form: Format = "toml") -> list[tuple[str, str | None]]:
    """Return the codes and places of a scheme that cannot be read."""
    with pytest.raises(FileError) as caught:
        loads_scheme(text, form)
    assert all(
        "{" not in problem.text(lang).replace("{ … }", "") for problem in caught.value.problems for lang in ("vi", "en")
    )
    return [(problem.code, problem.path) for problem in caught.value.problems]


def in_rule(rule: str) -> list[tuple[str, str | None]]:
    return found(HEAD + FACT + ROW + f"rule = {rule}\n")


def test_the_file_that_the_other_tests_break_is_whole() -> None:
    """The parts make a scheme."""
    row = Criterion("1", "Hàng", 10, Ratio(ShareFact("ho_so"), empty="refuse"))
    assert loads_scheme(HEAD + FACT + ROW + RATIO) == Scheme("thu", "Thử", total=10, items=[row])


def test_all_problems_of_a_file_at_once() -> None:
    """Facts, keys, numbers, rules and references are told of together, in places a person can find."""
    text = (
        'format = "emulscore scheme 1"\nid = "thu"\ntitel = "Thử"\ntotal = "1.234"\n'
        + FACT
        + 'largest = -1\n[[facts]]\nkind = "shar"\nname = "kia"\n'
        + ROW
        + 'rule = { kind = "ratio", fact = "kia", empty = "refuse" }\n'
        + ROW
        + 'rule = { kind = "ratio", fact = "ho_sp", empty = "refus", belov = "plain" }\n'
    )
    assert sorted(found(text)) == sorted(
        [
            ("wrong-value", "facts[0].largest"),
            ("unknown-kind", "facts[1].kind"),
            ("missing-key", "title"),
            ("ambiguous-number", "total"),
            ("unknown-fact", "items[1].rule.fact"),
            ("not-a-number", "items[1].rule.empty"),
            ("unknown-key", "items[1].rule.belov"),
            ("unknown-key", "titel"),
        ]
    )  # items[0] names a fact whose own problem has been told


def test_a_problem_says_row_value_and_the_nearest_right_one() -> None:
    """A person reads where, what was given and what was probably meant."""
    with pytest.raises(FileError) as caught:
        loads_scheme(HEAD + FACT + ROW + 'rule = { kind = "rati", fact = "ho_so", empty = 0 }\n')
    (problem,) = caught.value.problems
    assert (problem.row, problem.given, problem.params["nearest"]) == (
        "1",
        "“rati”",
        Words("có phải “ratio”?", "did you mean “ratio”?"),
    )


@pytest.mark.parametrize(
    ("rule", "code", "path"),
    [
        ('"ratio"', "wrong-value", "rule"),
        ("[]", "wrong-value", "rule"),
        ('{ fact = "ho_so" }', "missing-key", "rule.kind"),
        ("{ kind = 3 }", "wrong-value", "rule.kind"),
        ('{ kind = "ratio", fact = "ho_so" }', "missing-argument", "rule.empty"),
        ('{ kind = "ratio", empty = 0 }', "missing-key", "rule.fact"),
        ('{ kind = "ratio", fact = 3, empty = 0 }', "wrong-value", "rule.fact"),
        ('{ kind = "direct", fact = "ho_so" }', "wrong-value", "rule.fact"),
        ('{ kind = "ratio", fact = "ho_so", empty = true }', "not-a-number", "rule.empty"),
        ('{ kind = "ratio", fact = "ho_so", empty = nan }', "not-finite", "rule.empty"),
        ('{ kind = "ratio", fact = "ho_so", empty = 1e400 }', "number-too-long", "rule.empty"),
        ('{ kind = "ratio", fact = "ho_so", empty = "1/0" }', "division-by-zero", "rule.empty"),
        (
            '{ kind = "ratio", fact = "ho_so", empty = 0, target = "150%", below = "plain" }',
            "wrong-argument",
            "rule.target",
        ),
        ('{ kind = "ratio", fact = "ho_so", empty = 0, target = "50%", below = "plan" }', "wrong-value", "rule.below"),
        ('{ kind = "cap", rule = { kind = "cap", rule = { kind = "capp" } } }', "unknown-kind", "rule.rule.rule.kind"),
        (
            '{ kind = "frequency_penalty", of = "base", per = [{ fact = "ho_so", takes = 1 }] }',
            "wrong-value",
            "rule.per[0].fact",
        ),
        ('{ kind = "frequency_penalty", of = "base", per = { ho_so = 1 } }', "wrong-value", "rule.per"),
        ('{ kind = "count", start = 0, low = 0, high = 3, per = { ho_so = 1 } }', "wrong-value", "rule.per"),
        ('{ kind = "relative", fact = "ho_so", empty = 0 }', "missing-argument", "rule.to"),
        (
            '{ kind = "tiered", fact = "ho_so", cases = [{ is = 1, below = 2, pays = 3 }] }',
            "wrong-value",
            "rule.cases[0]",
        ),
        ('{ kind = "tiered", fact = "ho_so", cases = [{ at_least = 1 }] }', "missing-key", "rule.cases[0].pays"),
        ('{ kind = "tiered", fact = "ho_so", cases = [{ pays = 1 }] }', "wrong-argument", "rule.cases[0]"),
        ('{ kind = "tiered", fact = "ho_so", cases = [{ is = [], pays = 1 }] }', "not-a-number", "rule.cases[0].is"),
        (
            '{ kind = "tiered", fact = "ho_so", cases = [{ is = 2023-01-01, pays = 1 }] }',
            "not-a-number",
            "rule.cases[0].is",
        ),
    ],
)
def test_a_rule_that_cannot_be_read(rule: str, code: str, path: str) -> None:
    """Each mistake in a rule has its code and its place."""
    assert in_rule(rule) == [(code, f"items[0].{path}")]


@pytest.mark.parametrize(
    ("fact", "code", "path"),
    [
        ('kind = "count"\nname = "a b"', "bad-name", "name"),
        ('kind = "count"\nname = 3', "wrong-value", "name"),
        ('kind = "count"', "missing-key", "name"),
        ('kind = "count"\nname = "a"\nlabel = 07:30:00', "wrong-value", "label"),
        ('kind = "count"\nname = "a"\nlargest = "99,80"', "not-a-count", "largest"),
        ('kind = "count"\nname = "a"\nlargest = 1.5', "wrong-value", "largest"),
        ('kind = "count"\nname = "a"\nlabel = { vii = "x" }', "missing-key", "label.vi"),
        ('kind = "level"\nname = "a"\nlevels = {}', "wrong-argument", "levels"),
        ('kind = "level"\nname = "a"\nlevels = { x = 1 }', "wrong-value", "levels.x"),
        ('kind = "level"\nname = "a"\nlevels = ["x"]', "wrong-value", "levels"),
        ('kind = "attainment"\nname = "a"', "missing-key", "most"),
        ('kind = "attainment"\nname = "a"\nmost = "1/2"', "wrong-argument", "most"),
        ('kind = "lateness"\nname = "a"\nholidays = ["31/02/2023"]', "not-a-date", "holidays[0]"),
        ('kind = "share"\nname = "a"\nnumbers = "percents"', "wrong-value", "numbers"),
        ('name = "a"', "missing-key", "kind"),
    ],
)
def test_a_fact_that_cannot_be_read(fact: str, code: str, path: str) -> None:
    """Each mistake in a fact has its code and its place."""
    assert (code, f"facts[1].{path}") in found(HEAD + FACT + "[[facts]]\n" + fact + "\n" + ROW + RATIO)


def test_facts_that_nobody_reads_or_that_share_a_name() -> None:
    """A fact that would be lost is refused, and so is a name that is declared twice."""
    assert found(HEAD + FACT + FACT.replace("ho_so", "kia") + ROW + RATIO) == [("unused-fact", "facts[1].name")]
    assert found(HEAD + FACT + FACT + ROW + RATIO) == [("fact-conflict", "facts[1].name")]


@pytest.mark.parametrize(
    "line", ["", 'format = "emulscore assessment 1"', "format = 1", 'format = "emulscore scheme 2"']
)
def test_a_file_that_does_not_say_what_it_is(line: str) -> None:
    """Without its first line nothing else is looked at."""
    assert found(line + "\nnonsense = 1\n") == [("unknown-format", "format")]


def test_syntax_errors_say_line_and_column() -> None:
    """The third line, where the value should stand."""
    for text, form, place in (
        ("a = 1\nb = 2\nc = ?\n", "toml", "line 3, column 5"),
        ('{\n"a": 1,\n"b": ?\n}', "json", "line 3, column 6"),
    ):
        with pytest.raises(FileError) as caught:
            loads_scheme(text, "json" if form == "json" else "toml")
        (problem,) = caught.value.problems
        assert problem.code == "unreadable"
        assert problem.text("en").startswith(f"{place}: [unreadable] ")


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    """No file, another kind of file, too large a file, not text: all the library's own error."""
    broken = tmp_path / "a.toml"
    broken.write_bytes(b'format = "x"\n\xff')
    codes = []
    for path, limit in (
        (tmp_path / "khong_co.toml", 99),
        (tmp_path / "a.xlsx", 99),
        (broken, 5),
        (broken, 99),
        (tmp_path / "a\0.toml", 99),
    ):
        with pytest.raises(FileError) as caught:
            load_scheme(path, limits=Limits(size=limit))
        codes += [problem.code for problem in caught.value.problems]
    assert codes == ["unreadable", "unknown-suffix", "file-too-large", "unreadable", "unreadable"]
    with pytest.raises(FileError) as caught:
        open_scheme("nga-nam-2024")
    assert [problem.code for problem in caught.value.problems] == ["unknown-scheme"]
    assert caught.value.problems[0].params["nearest"].en == "did you mean “nga-nam-2023”?"


def test_a_scheme_that_cannot_be_is_another_error() -> None:
    """A file that reads well but whose bases do not add up raises what building the scheme raises."""
    with pytest.raises(SchemeError) as caught:
        loads_scheme(HEAD.replace("10", "11") + FACT + ROW + RATIO)
    assert [problem.code for problem in caught.value.problems] == ["bases-do-not-add-up"]


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("measurements = 1", "wrong-value", "measurements"),
        ('[measurements]\na = { value = 1, documnet = "x" }', "unknown-key", "measurements.a.documnet"),
        ('[measurements]\na = { document = "x" }', "missing-key", "measurements.a.value"),
        ("[measurements]\na = 2023-01-01T10:00:00", "not-a-date", "measurements.a"),
        ('[measurements]\na = { value = 1, as_of = "hôm nay" }', "not-a-date", "measurements.a.as_of"),
        ("[claims]\n1.2 = 5", "wrong-value", "claims.1"),
        ('[claims]\n"1.2" = "x"', "not-a-number", 'claims["1.2"].points'),
        ('[evidence]\n1 = "245/BC-UBND"', "wrong-value", "evidence.1"),
        ('documents = [{ key = "1/BC" }]', "missing-key", "documents[0].text"),
    ],
)
def test_an_assessment_that_cannot_be_read(text: str, code: str, path: str) -> None:
    """Each mistake in an assessment has its code and its place."""
    with pytest.raises(FileError) as caught:
        loads_assessment(UNIT + text)
    assert (code, path) in [(problem.code, problem.path) for problem in caught.value.problems]


def test_an_assessment_that_cites_what_it_does_not_list() -> None:
    """That is wrong with what the file says, not with the file."""
    with pytest.raises(SchemeError) as caught:
        loads_assessment(UNIT + '[evidence]\n1 = ["245/BC-UBND"]')
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("unknown-key", "evidence.1")]


@frozen
class Unregistered:
    """A rule that no file could name."""

    kind: ClassVar[str] = "test_unregistered"

    def formula(self, base: object) -> Node:
        del base
        return Const(Fraction(1))


def test_what_could_not_be_read_back_is_not_written() -> None:
    """A rule that is not registered, a float, nothing, a control character: refused when writing, with the place."""
    rule: Rule = Unregistered()
    row = Criterion("7", "Hàng", 1, rule)
    scheme = Scheme("thu", "Thử", total=1, items=[row])
    with pytest.raises(FileError) as caught:
        dumps_scheme(scheme)
    assert [(problem.code, problem.row) for problem in caught.value.problems] == [("unknown-kind", "7")]
    with pytest.raises(FileError) as caught:
        dumps_assessment(Assessment("Xã A", measurements={"a": 0.5, "b": None, "c": 1, "d": [{"x": 1.5}]}))
    assert [(problem.code, problem.fact) for problem in caught.value.problems] == [
        ("float", "a"),
        ("wrong-value", "b"),
        ("float", "d"),
    ]
    good = loads_scheme(HEAD + FACT + ROW + RATIO)
    with pytest.raises(FileError) as caught:
        dumps_scheme(evolve(good, source="a\0b"))
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [("wrong-value", "source")]


@register
@frozen
class Picky:
    """A rule that wants all kinds of things, and an odd number of points."""

    kind: ClassVar[str] = "test_problems_picky"

    rule: Ratio
    of: ShareFact = field(kw_only=True)
    each: tuple[ShareFact, ...] = field(kw_only=True)
    points: int = 1
    extra: object = 0

    def __attrs_post_init__(self) -> None:
        if self.points % 2 == 0:
            msg = "chỉ nhận số lẻ"
            raise ValueError(msg)

    def formula(self, base: Fraction) -> Node:
        return self.rule.formula(base)


PICKY = (
    'kind = "test_problems_picky", of = "ho_so", each = ["ho_so"], rule = { kind = "ratio", fact = "ho_so", empty = 0 }'
)


@pytest.mark.parametrize(
    ("rule", "code", "path", "expected"),
    [
        (PICKY.replace('of = "ho_so", ', ""), "missing-argument", "of", Words("tên một số liệu", "the name of a fact")),
        (PICKY.replace('each = ["ho_so"], ', ""), "missing-argument", "each", Words("một danh sách […]", "a list […]")),
        (
            PICKY.replace('kind = "ratio", fact = "ho_so", empty = 0', f'kind = "cap", rule = {{ {RATIO[9:-3]} }}'),
            "wrong-value",
            "rule.kind",
            Words("cách tính loại: ratio", "a rule of the kind: ratio"),
        ),
        (PICKY + ", points = 2", "wrong-value", "", Words("“chỉ nhận số lẻ”")),
    ],
)
def test_a_rule_of_ones_own_says_what_it_wants(rule: str, code: str, path: str, expected: Words) -> None:
    """Choices that are missing, a rule of another kind where one kind is wanted, and whatever the class itself raises."""
    assert loads_scheme(HEAD + FACT + ROW + f"rule = {{ {PICKY} }}\n").total == 10
    with pytest.raises(FileError) as caught:
        loads_scheme(HEAD + FACT + ROW + f"rule = {{ {rule} }}\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, f"items[0].rule.{path}".rstrip("."))
    assert problem.params["expected"] == expected


def picky(extra: object) -> Scheme:
    share = ShareFact("ho_so")
    rule = Picky(Ratio(share, empty=0), of=share, each=(share,), extra=extra)
    return Scheme("thu", "Thử", total=10, items=[Criterion("1", "Hàng", 10, rule)])


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (0.5, "float"),
        (Decimal("0.5"), "wrong-value"),
        (b"0,5", "wrong-value"),
        ({"a": None}, "wrong-value"),
        (Decimal("1e400"), "number-too-long"),
    ],
)
def test_what_no_file_can_hold_is_not_written(form: Format, extra: object, code: str) -> None:
    """Whatever stands in a field of a rule of one's own: the same refusal in every format, with its place."""
    with pytest.raises(FileError) as caught:
        dumps_scheme(picky(extra), form)
    inner = ".a" if isinstance(extra, dict) else ""
    assert [(one.code, one.path) for one in caught.value.problems] == [(code, f"items[0].rule.extra{inner}")]


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("extra", [True, 3, "ba", {"a": [1, "hai"]}, [{"b": False}]])
def test_what_a_file_can_hold_comes_back(form: Format, extra: object) -> None:
    """Texts, whole numbers, yes and no, lists and tables of them."""
    assert loads_scheme(dumps_scheme(picky(extra), form), form) == picky(extra)


class Odd(ShareFact):
    """A fact of one's own."""


def test_a_fact_that_no_file_knows_is_not_written() -> None:
    """It could not be read back, so the fact is named."""
    row = Criterion("7", "Hàng", 1, Ratio(Odd("ho_so"), empty=0))
    with pytest.raises(FileError) as caught:
        dumps_scheme(Scheme("thu", "Thử", total=1, items=[row]))
    assert [(one.code, one.fact) for one in caught.value.problems] == [("unknown-kind", "ho_so")]


def test_nothing_stands_for_what_may_be_left_out() -> None:
    """A null of JSON is a remark that is not there; a value that was measured is never nothing."""
    text = dumps_scheme(loads_scheme(HEAD + FACT + ROW + RATIO), "json").replace('"id"', '"remark": null,\n  "id"', 1)
    assert loads_scheme(text, "json") == loads_scheme(HEAD + FACT + ROW + RATIO)
    with pytest.raises(FileError) as caught:
        loads_assessment(
            '{"format": "emulscore assessment 1", "unit": "Xã A", "measurements": {"a": null, "b": [null]}}', "json"
        )
    assert [(one.code, one.path) for one in caught.value.problems] == [
        ("wrong-value", "measurements.a.value"),
        ("wrong-value", "measurements.b.value"),
    ]


@pytest.mark.parametrize("part", [FACT.replace("share", "shar"), ROW.replace("base = 10", "base = true")])
def test_of_countless_facts_and_rows_the_first_hundred_are_told(part: str) -> None:
    """150 that cannot be read, one as bad as the other."""
    assert len(found(HEAD + FACT.replace("ho_so", "kia") + part * 150)) == 100


def test_rules_inside_each_other_without_end_are_refused() -> None:
    """Who allows a deeper file than the interpreter's stack is told so too, and no error of the interpreter comes out."""
    deep = '{"kind": "cap", "rule": ' * 300 + "0" + "}" * 300
    row = f'{{"id": "1", "title": "Hàng", "base": 10, "rule": {deep}}}'
    text = f'{{"format": "emulscore scheme 1", "id": "a", "title": "A", "total": 10, "items": [{row}]}}'
    with pytest.raises(FileError) as caught:
        loads_scheme(text, "json", limits=Limits(depth=1000))
    assert {one.code for one in caught.value.problems} == {"too-deep"}
    for problem in caught.value.problems:
        assert problem.path == "items[0].rule"  # and not 300 of them behind each other
        assert "at most 64 levels" in problem.text("en")  # as many as are allowed by default, and read on any stack


@pytest.mark.parametrize(("allowed", "told"), [(20, 20), (64, 64), (100_000, 64)])
def test_a_depth_that_cannot_be_read_is_not_promised(allowed: int, told: int) -> None:
    """Text too deep for the reader itself: the limit that is set, but never more than is sure to be read."""
    with pytest.raises(FileError) as caught:
        loads_scheme('{"a": ' * 100_000 + "1" + "}" * 100_000, "json", limits=Limits(depth=allowed))
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["limit"].vi) == ("too-deep", str(told))


def test_what_is_too_deep_to_be_looked_for_has_no_place_of_its_own() -> None:
    """600 tables in each other can be read and are refused; their place is not looked for deeper than the stack."""
    with pytest.raises(FileError) as caught:
        loads_scheme('{"a": ' * 600 + "1" + "}" * 600, "json")
    (problem,) = caught.value.problems
    assert problem.code == "too-deep"
    assert problem.place is not None
    assert (problem.place.line, problem.place.column) == (1, 1)
