"""YAML files: the same values as in TOML and JSON, none of YAML's surprises, and nothing that can run away."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from emulscore import FileError
from emulscore.files import (
    Format,
    dump_scheme,
    dumps_assessment,
    dumps_scheme,
    load_assessment,
    load_scheme,
    loads_assessment,
    loads_scheme,
    open_scheme,
)
from emulscore.files._syntax import parse, render
from emulscore.schemes import nga_nam_2023
from emulscore.testing import schemes

TOML = """
format = "emulscore scheme 1"
id = "thu"
title = "Thử"
total = 10
period = "2025"
facts = [{ kind = "share", name = "ho_so" }]
items = [{ id = "01", title = "Đúng hạn", base = 10, rule = { kind = "ratio", fact = "ho_so", empty = "refuse" } }]
"""
YAML = """
format: emulscore scheme 1
id: thu
title: Thử   # the title
total: 10
period: 2025
facts:
  - {kind: share, name: ho_so}
items:
  - id: 01
    title: Đúng hạn
    base: 10.0
    rule:
      kind: ratio
      fact: ho_so
      empty: refuse
"""


def value(text: str) -> object:
    """Return what a value is read as."""
    return parse(f"a: {text}\n", "yaml")["a"]


def test_a_file_written_by_hand_is_the_scheme_of_the_same_toml() -> None:
    """One scheme, whichever of the formats states it; `01` is the row's number as it was typed."""
    assert loads_scheme(YAML, "yaml") == loads_scheme(TOML)
    assert list(loads_scheme(YAML, "yaml").criteria) == ["01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8", 8),
        ("-8", -8),
        ("+8", 8),
        ("0", 0),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("n", "n"),
        ("012", "012"),
        ("0o14", "0o14"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("9,98", "9,98"),
        ("75,7%", "75,7%"),
        (".5", ".5"),
        ("2023-10-17", "2023-10-17"),
        ("2023-10-17 10:00:00", "2023-10-17 10:00:00"),
        ('"8"', "8"),
        ("'true'", "true"),
        ('""', ""),
        ("<<", "<<"),
        ("=", "="),
        ("đúng hạn", "đúng hạn"),
        ("[no, 012, 1]", ["no", "012", 1]),
        ("{1: a, true: b, 1.10: c}", {"1": "a", "true": "b", "1.10": "c"}),
    ],
)
def test_plain_values(text: str, expected: object) -> None:
    """Numbers are what JSON calls numbers; only true, false and null mean more than their letters; keys are texts."""
    found = value(text)
    assert found == expected
    assert type(found) is type(expected) or isinstance(found, dict)


@pytest.mark.parametrize(
    ("text", "digits"), [("5.0", "5.0"), ("1e3", "1E+3"), ("0.1", "0.1"), ("-2.50", "-2.50"), ("1.5E-2", "0.015")]
)
def test_decimals_are_exact(text: str, digits: str) -> None:
    """A number with a fraction or an exponent is a Decimal of the digits that were typed, never a float."""
    found = value(text)
    assert isinstance(found, Decimal)
    assert str(found) == digits


def test_a_day_stays_text_and_is_read_where_a_day_is_wanted() -> None:
    """A day that supports a value is a date, as in TOML; a day that is measured is read by its fact."""
    text = "format: emulscore assessment 1\nunit: Xã A\nmeasurements:\n  bao_cao: {value: 1, as_of: 2023-12-15}\n"
    toml = 'format = "emulscore assessment 1"\nunit = "Xã A"\n[measurements]\nbao_cao = { value = 1, as_of = 2023-12-15 }\n'
    assert loads_assessment(text, "yaml") == loads_assessment(toml)


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("a: 1\nb: !!int 2\n", "line 2, column 4", "tags"),
        ("a: !x {b: 1}\n", "line 1, column 4", "tags"),
        ("a: ! b\n", "line 1, column 4", "tags"),
        ("a: !!python/object/apply:os.system [ls]\n", "line 1, column 4", "tags"),
        ("a: 1\n---\nb: 1\n", "line 2, column 1", "more than one document"),
        ("a: *b\n", "line 1, column 4", "an alias"),
        ("a: &b [1, *b]\n", "line 1, column 11", "an alias"),
        ("? [1, 2]\n: 3\n", "line 1, column 3", "a key must be a text"),
        ("? {a: 1}\n: 3\n", "line 1, column 3", "a key must be a text"),
        ("a: 1\n b: 2\n", "line 2, column 3", "mapping values are not allowed here"),
        ("a:\n\t- 1\n", "line 2, column 1", "found character '\\t'"),
        ("a: 'x\n", "line 2, column 1", "found unexpected end of stream"),
        ("a: [1, 2\n", "line 2, column 1", "expected ',' or ']'"),
        ("a: %x\n", "line 1, column 4", "found character '%'"),
        ("a: 1\nb: \x07\n", "line 2, column 4", "U+0007"),
    ],
)
def test_what_no_yaml_file_may_hold(text: str, place: str, says: str) -> None:
    """Tags, further documents, aliases of nothing or of themselves, keys that are no texts, bad syntax."""
    with pytest.raises(FileError) as caught:
        parse(text, "yaml")
    (problem,) = caught.value.problems
    assert problem.code == "unreadable"
    assert problem.text("en").startswith(place)
    assert says in problem.text("en")
    assert problem.params["format"].vi == "YAML"


def test_an_alias_may_repeat_a_little() -> None:
    """A value that several rows share may be written once."""
    text = YAML + "    wording: &w như trên\n    remark: *w\n"
    (row,) = loads_scheme(text, "yaml").criteria.values()
    assert row.wording == "như trên"
    assert row.remark is not None
    assert row.remark.vi == "như trên"


def test_repeated_keys_are_refused_all_at_once() -> None:
    """YAML readers take the last of two; here both are told, quoted or not."""
    with pytest.raises(FileError) as caught:
        parse('a: 1\n"a": 2\nb:\n  - {c: 1, c: 1}\n', "yaml")
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [
        ("repeated-key", "a"),
        ("repeated-key", "b[0].c"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "too-deep"),
        ("a: " + "{a: " * 10_000, "too-deep"),
        ("- " * 5_000, "too-deep"),
        (LAUGHS, "too-many-in-file"),
        ("a: .nan", "not-finite"),
        ("a: -.Inf", "not-finite"),
        ("a: " + "9" * 5000, "unreadable"),
        ("a: 1e9999999999999999999999", "unreadable"),
        ('a: "\\ud800"', "wrong-value"),
        ('a: "\\0"', "wrong-value"),
        ("", "wrong-value"),
        ("just text", "wrong-value"),
        ("- a\n", "wrong-value"),
    ],
)
def test_files_that_mean_harm(text: str, code: str) -> None:
    """Nesting without end, numbers that are none or too long, broken signs, no table at all."""
    with pytest.raises(FileError) as caught:
        loads_scheme(text, "yaml")
    assert [problem.code for problem in caught.value.problems] == [code]


def test_files_by_their_suffix(tmp_path: Path) -> None:
    """`.yaml` and `.yml` are read and written, in small letters or large ones."""
    for name in ("a.yaml", "a.yml", "A.YAML"):
        dump_scheme(nga_nam_2023.scheme, tmp_path / name)
        assert load_scheme(tmp_path / name) == open_scheme(str(tmp_path / name)) == nga_nam_2023.scheme
    unit = tmp_path / "unit.yml"
    unit.write_text(dumps_assessment(nga_nam_2023.assessment, "yaml"), encoding="utf-8")
    assert load_assessment(unit) == nga_nam_2023.assessment


def test_what_a_written_file_looks_like() -> None:
    """Blocks, short tables on a line, texts without quotes but where a reader of any YAML would mistake them."""
    tree: dict[str, object] = {
        "id": "thu",
        "title": "Đúng hạn: có",
        "period": "2023",
        "answer": "no",
        "as_of": "2023-10-17",
        "number": "012",
        "power": "1e3",
        "flag": True,
        "total": 10,
        "text": "một\nhai",
        "items": [{"id": "1", "rule": {"kind": "ratio", "fact": "a"}}],
    }
    assert render(tree, "yaml") == (
        "id: thu\n"
        "title: 'Đúng hạn: có'\n"
        "period: '2023'\n"
        "answer: 'no'\n"
        "as_of: '2023-10-17'\n"
        "number: '012'\n"
        "power: '1e3'\n"
        "flag: true\n"
        "total: 10\n"
        'text: "một\\nhai"\n'
        "items:\n"
        "- id: '1'\n"
        "  rule: {kind: ratio, fact: a}\n"
    )


@given(schemes())
def test_any_scheme_is_the_same_in_every_format(scheme: object) -> None:
    """Written as TOML, JSON or YAML and read back, a scheme is what it was."""
    assert isinstance(scheme, type(nga_nam_2023.scheme))
    formats: tuple[Format, ...] = ("toml", "json", "yaml")
    texts = {form: dumps_scheme(scheme, form) for form in formats}
    assert all(loads_scheme(text, form) == scheme for form, text in texts.items())


_texts = st.text() | st.text("0123456789.,:-_eE+ ~#'\"\n\t\r\\&*!|>%@`[]{}?yno\u00a0\u2028\ufeff", max_size=12)
_trees = st.dictionaries(
    _texts,
    st.recursive(
        st.booleans() | st.integers(-(10**15), 10**15) | _texts,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@given(_trees)
def test_any_tree_of_texts_comes_back(tree: dict[str, object]) -> None:
    """Whatever texts a file holds, keys too, they are read as they were; also by a plain reader of YAML 1.1."""
    try:
        text = render(tree, "yaml")
    except FileError:
        return  # control signs, which no file may hold
    assert parse(text, "yaml") == tree
    assert yaml.safe_load(text) == tree
