"""Files that mean harm or mean nothing: nesting without end, numbers of any size, broken characters, anything anywhere."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import EmulscoreError, FileError, Limits
from emulscore.files import Format, dumps_scheme, loads_scheme

HEAD = 'format = "emulscore scheme 1"\nid = "thu"\ntitle = "Thử"\ntotal = 10\n'


def found(text: str, form: Format = "toml") -> list[tuple[str, str | None]]:
    """Return the codes and places of a scheme that cannot be read."""
    with pytest.raises(FileError) as caught:
        loads_scheme(text, form)
    return [(problem.code, problem.path) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1, "a": 2, "b": [{"c": 1, "c": 1}]}', [("repeated-key", "a"), ("repeated-key", "b[0].c")]),
        ('{"a": NaN, "b": [-Infinity]}', [("not-finite", "a"), ("not-finite", "b[0]")]),
        ('{"a": "\\ud800", "b": "x\\u0000"}', [("wrong-value", "a"), ("wrong-value", "b")]),
        ('{"\\udfff": 1}', [("wrong-value", '["\\xdfff"]')]),
        (f'{{"a": {10**400}}}', [("number-too-long", "a")]),
        ('{"a": 1e400}', [("number-too-long", "a")]),
        ("[1]", [("wrong-value", None)]),
        ("null", [("wrong-value", None)]),
        ("", [("unreadable", None)]),
        ("9" * 5000, [("unreadable", None)]),
        ("1e9999999999999999999999", [("unreadable", None)]),
    ],
)
def test_what_no_json_file_may_hold(text: str, expected: list[tuple[str, str]]) -> None:
    """Repeated keys, numbers that are none or too long, broken characters."""
    assert found(text, "json") == expected


_DEEP = 90_000  # fewer than the values that a file may hold


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("[" * _DEEP + "]" * _DEEP, "json"),
        ('{"a":' * _DEEP + "1" + "}" * _DEEP, "json"),
        ("a = " + "[" * _DEEP + "]" * _DEEP, "toml"),
        ("a = " + "{a=" * _DEEP + "1" + "}" * _DEEP, "toml"),
        (".".join(["a"] * _DEEP) + " = 1", "toml"),
        ("[" + ".".join(["a"] * _DEEP) + "]", "toml"),
        (" . ".join(['"a"'] * _DEEP) + " = 1", "toml"),
        ("a = " + "[" * 70 + "]" * 70, "toml"),
    ],
)
def test_nesting_without_end(text: str, form: Format) -> None:
    """However deep a file is nested, it is refused in words and not by the interpreter's stack."""
    assert [code for code, _ in found(text, form)] == ["too-deep"]


def test_what_could_break_a_short_stack_does_not_reach_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a thousand brackets inside each other the text is refused before it is parsed, whatever is allowed."""
    asked: list[str] = []
    monkeypatch.setattr("emulscore.files._syntax.json.loads", lambda text, **_: asked.append(text))
    for brackets in ("[" * 1001, '{"a": [' * 501, '"[" [{]' * 1001, "[" * 1001 + '"'):
        for limits in (Limits(), Limits(depth=5000)):
            with pytest.raises(FileError) as caught:
                loads_scheme(brackets, "json", limits=limits)
            assert [problem.code for problem in caught.value.problems] == ["too-deep"]
    assert asked == []
    for text in ("[" * 1000, "[]" * 1001, '"' + "[" * 1001 + '"', '"\\"' + "{" * 1001, "]" * 9 + "[" * 1009):
        assert found(text, "json") == [("wrong-value", None)]
    assert len(asked) == 5


def test_a_file_without_end() -> None:
    """A text beyond the limit is not read at all, and of countless problems only the first hundred are told."""
    with pytest.raises(FileError) as caught:
        loads_scheme(HEAD, limits=Limits(size=10))
    assert [problem.code for problem in caught.value.problems] == ["file-too-large"]
    many = HEAD + "".join(f"k{number} = 1\n" for number in range(1000))
    assert len(found(many)) == 100


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.floats()
    | st.sampled_from(["ho_so", "ratio", "refuse", "50%"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
_GOOD: dict[str, object] = {
    "format": "emulscore scheme 1",
    "id": "thu",
    "title": {"vi": "Thử"},
    "total": 20,
    "rounding": {"step": "0.01"},
    "facts": [
        {"kind": "share", "name": "ho_so", "largest": 9},
        {"kind": "level", "name": "muc", "levels": {"a": "A"}},
        {"kind": "count", "name": "dem", "largest": 9},
        {"kind": "lateness", "name": "tre", "holidays": ["2023-09-02"]},
    ],
    "items": [
        {"id": "1", "title": "Hàng", "base": 5, "rule": {"kind": "ratio", "fact": "ho_so", "empty": 0}},
        {
            "id": "N",
            "title": "Nhóm",
            "base": 15,
            "items": [
                {
                    "id": "2",
                    "title": "Hàng",
                    "base": 5,
                    "rule": {"kind": "tiered", "fact": "muc", "cases": [{"is": "a", "pays": 5}]},
                    "readings": [{"argument": "cases", "text": "x"}],
                },
                {
                    "id": "3",
                    "title": "Hàng",
                    "base": 5,
                    "rule": {"kind": "frequency_penalty", "of": "base", "per": [{"fact": "dem", "takes": "20%"}]},
                },
                {
                    "id": "4",
                    "title": "Hàng",
                    "base": 5,
                    "rule": {"kind": "late_penalty", "late": ["tre"], "per": 1, "unit": "days", "never": 0},
                },
            ],
        },
    ],
}


@st.composite
def _broken(draw: st.DrawFn) -> object:
    """Put anything in any one place of a good file."""
    tree = json.loads(json.dumps(_GOOD))
    here = tree
    while True:
        key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        inner = here[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 3)) == 0:
            here[key] = draw(_json)
            return tree
        here = inner


def test_the_file_that_is_broken_at_random_is_whole() -> None:
    """Otherwise the next test would show nothing."""
    assert len(loads_scheme(json.dumps(_GOOD), "json").criteria) == 4


@given(_broken() | _json)
def test_whatever_stands_in_a_file_only_the_librarys_errors_come_out(tree: object) -> None:
    """Anything of any type in any place gives a scheme or the library's own error, with something to say."""
    text = json.dumps(tree)
    try:
        scheme = loads_scheme(text, "json")
    except EmulscoreError as error:
        told = [problem.text("vi") for problem in error.problems]
    else:
        told = ["whole"]
        assert loads_scheme(dumps_scheme(scheme)) == scheme
    assert all(told)
    assert told


@given(
    st.text(max_size=60) | st.text('{}[]":,0.eE-\n=#"abc&*!|>?', max_size=60), st.sampled_from(["toml", "json", "yaml"])
)
def test_any_text_at_all(text: str, form: Format) -> None:
    """A text that is no file gives a `FileError`."""
    with pytest.raises(FileError) as caught:
        loads_scheme(text, form)
    assert caught.value.problems
