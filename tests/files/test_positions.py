"""Where a problem stands: file, line and column in every format, counted by hand, and held against the readers."""

from __future__ import annotations

import json
import pickle
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore import EmulscoreError, FileError, SchemeError
from emulscore.cli import main
from emulscore.errors import Location, Problem
from emulscore.files import Format, load_assessment, load_scheme, loads_assessment, loads_scheme
from emulscore.files._places import Places
from emulscore.files._syntax import parse, render
from emulscore.files._trees import Path, Spot
from required import needs

FORMATS: tuple[Format, ...] = ("toml", "json", "yaml")

TOML = '''\
format = "emulscore scheme 1"
id = "thu"
titel = "Thử"
total = "1.234"

[[facts]]
kind = "shar"
name = "kia"

  [[facts]]
  kind = "count"  # a remark
  name = "dem"
  largest = -1

[[items]]
id = 1
title.vi = """
Hàng [[items]]
id = 2 \\""" """
base = 10
rule = { kind = "ratio", fact = "kia", empty = "refus" }

[[items]]
id = "N"
title = 'Nhóm'
base = 5
items = [
  { id = 2, title = "Hàng", base = 5, rule = { kind = "direct" }, bse = 4 },
  { id = 3, title = "Hàng", base = 5, rule = { "kind" = "capp" } },
]
'''
TOML_SPOTS = {
    "titel": (3, 1),  # the key itself
    "title": (1, 1),  # missing in the whole file
    "total": (4, 9),
    "facts[0].kind": (7, 8),
    "facts[1].largest": (13, 13),
    "items[0].rule.empty": (21, 48),
    "items[1].items[0].rule.fact": (28, 46),  # missing in the table that opens there
    "items[1].items[0].bse": (28, 67),
    "items[1].items[1].rule.kind": (29, 57),
}
JSON = """\
{
  "format": "emulscore scheme 1", "id": "thu",
  "title": {"vi": 5}, "total": 10,
  "facts": [{"kind": "share", "name": "ho_so"},
    {"kind": "level", "name": "a b", "levels": {}}],
  "items": [
    {"id": "1", "title": "H\\"\\\\", "base": "1.234", "rule": {"kind": "ratio", "fact": "ho_sp", "empty": 0}}
  ],
  "sourse": "x"
}
"""
JSON_SPOTS = {
    "title.vi": (3, 19),
    "facts[1].name": (5, 31),
    "items[0].base": (7, 43),
    "items[0].rule.fact": (7, 86),
    "sourse": (9, 3),
}
YAML = """\
# Bộ tiêu chí
format: emulscore scheme 1
id: thu
title: {vi: 5}
total: 10
facts:
  - kind: share
    name: ho_so
  - {kind: count, name: dem, largest: 1.5}
items:
- id: 1
  title: |
    Hàng
    - id: 2
  base: 10
  rule: {kind: ratio, fact: ho_sp, empty: 0}
- id: 2
  title: "Hàng"
  base: 1
  rule:
    kind: cap
    rule: &r
      kind: direct
sourse: x
"""
YAML_SPOTS = {
    "title.vi": (4, 13),
    "facts[1].largest": (9, 39),
    "items[0].rule.fact": (16, 29),
    "items[1].rule.rule.fact": (22, 11),  # missing in what begins with its anchor
    "sourse": (24, 1),
}


def readable(form: Format) -> None:
    """Skip where the package that reads a form is not installed."""
    if form == "yaml":
        needs("yaml")


def spots(error: EmulscoreError) -> dict[str | None, Spot | None]:
    return {
        problem.path: None if problem.place is None else (problem.place.line, problem.place.column)
        for problem in error.problems
    }


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [(TOML, "toml", TOML_SPOTS), (JSON, "json", JSON_SPOTS), (YAML, "yaml", YAML_SPOTS)],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_problem_of_a_file_has_its_line_and_column(
    text: str, form: Format, expected: dict[str, Spot], end: str
) -> None:
    """Tables, tables in lists, dotted keys, texts over lines: all places as counted by hand, for either line end."""
    readable(form)
    with pytest.raises(FileError) as caught:
        loads_scheme(text.replace("\n", end), form)
    assert spots(caught.value) == expected


def test_the_text_of_a_problem_begins_as_editors_read_it(tmp_path: FilePath) -> None:
    """`file:line:column: path: message`, in both languages; without a file the line and column in words."""
    path = tmp_path / "xau.toml"
    path.write_text('format = "emulscore assessment 1"\nunit = "Xã A"\nperiot = 2025\n', encoding="utf-8")
    with pytest.raises(FileError) as caught:
        load_assessment(path)
    (problem,) = caught.value.problems
    assert problem.place == Location(3, 1, str(path))
    assert problem.text("vi") == (
        f"{path}:3:1: periot: [unknown-key] đã cho 2025: không có mục “periot”. Cần: có phải “period”?"
    )
    assert problem.text("en") == (
        f"{path}:3:1: periot: [unknown-key] given 2025: there is no key “periot”. Instead: did you mean “period”?"
    )
    with pytest.raises(FileError) as caught:
        loads_assessment(path.read_text(encoding="utf-8"))
    (problem,) = caught.value.problems
    assert problem.text("vi").startswith("dòng 3, cột 1: periot: [unknown-key] ")
    assert problem.text("en").startswith("line 3, column 1: periot: [unknown-key] ")
    assert pickle.loads(pickle.dumps(caught.value)).problems == (problem,)  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("text", "form", "spot"),
    [
        ("a = 1\nb = 2\nc = ?\n", "toml", (3, 5)),
        ("a = 1\nb = [1,\n", "toml", (3, 1)),  # behind the end
        ("a = 1\na = 2", "toml", (2, 6)),  # a key is found to be repeated behind its value
        ('{\n"a": 1,\n"b": ?\n}', "json", (3, 6)),
        ("{", "json", (1, 2)),
        ("a: 1\nb: ]\n", "yaml", (2, 4)),
    ],
)
def test_syntax_errors_have_a_place(text: str, form: Format, spot: Spot) -> None:
    """A text that is not in the syntax at all is refused where the reader stopped."""
    readable(form)
    with pytest.raises(FileError) as caught:
        loads_scheme(text, form)
    assert spots(caught.value) == {None: spot}


def test_a_file_that_is_not_utf_8(tmp_path: FilePath) -> None:
    """The first byte that is none stands behind two letters, `ử` in two bytes and a space, on the second line."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"a = 1\n" + "Thử ".encode() + b"\xff")
    with pytest.raises(FileError) as caught:
        load_scheme(path)
    assert caught.value.problems[0].place == Location(2, 5, str(path))


@pytest.mark.parametrize("form", FORMATS)
def test_a_mark_in_front_of_a_file_counts_for_nothing(form: Format, tmp_path: FilePath) -> None:
    """Editors on Windows put an invisible mark in front; columns are counted as a person counts them."""
    readable(form)
    path = tmp_path / f"a.{form}"
    text = {"toml": "formt = 1", "json": '{"formt": 1}', "yaml": "formt: 1"}[form]
    path.write_text(text, encoding="utf-8-sig")
    with pytest.raises(FileError) as caught:
        load_scheme(path)
    assert caught.value.problems[0].place == Location(1, 1, str(path))  # what is missing is missing in the whole


def test_what_is_wrong_before_anything_is_read() -> None:
    """Repeated keys, control signs and numbers that are none have places too."""
    with pytest.raises(FileError) as caught:
        loads_scheme('{"a": 1,\n "b": [NaN, "\\u0000"], "a": 2}', "json")
    assert spots(caught.value) == {"a": (2, 24), "b[0]": (2, 8), "b[1]": (2, 13)}
    readable("yaml")
    with pytest.raises(FileError) as caught:
        loads_scheme("a: 1\nb: [.nan]\na: 2\n", "yaml")
    assert spots(caught.value) == {"a": (3, 1), "b[0]": (2, 5)}


def test_a_scheme_that_cannot_be_is_placed_by_its_row() -> None:
    """A file that reads well: the problem names a row, and stands where the row begins."""
    text = """\
format = "emulscore scheme 1"
id = "thu"
title = "Thử"
total = 12
facts = [{ kind = "share", name = "ho_so" }]

[[items]]
id = "N"
title = "Nhóm"
base = 12

  [[items.items]]
  id = "1"
  title = "Hàng"
  base = 2
  rule = { kind = "ratio", fact = "ho_so", empty = "refuse" }

  [[items.items]]
  id = "2"
  title = "Hàng"
  base = 10
  rule = { kind = "ratio", fact = "ho_so", target = "50%", below = "plain", empty = "refuse" }
"""
    with pytest.raises(SchemeError) as caught:
        loads_scheme(text)
    (problem,) = caught.value.problems
    assert (problem.row, problem.place) == ("2", Location(18, 3))


def test_an_assessment_that_cites_what_it_does_not_list_is_placed_by_its_path() -> None:
    """The row that cites stands on the fourth line."""
    with pytest.raises(SchemeError) as caught:
        loads_assessment('format = "emulscore assessment 1"\nunit = "Xã A"\n[evidence]\n1 = ["245/BC-UBND"]')
    assert spots(caught.value) == {"evidence.1": (4, 5)}


def test_the_command_line_says_the_place(tmp_path: FilePath, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints what an editor can jump to."""
    path = tmp_path / "xau.toml"
    path.write_text(TOML, encoding="utf-8")
    assert main(["score", str(path), str(path)]) == 3
    told = capsys.readouterr().err
    assert f"{path}:29:57: items[1].items[1].rule.kind: [unknown-kind]" in told


# --- against the readers ----------------------------------------------------------------------------------------------


def paths(tree: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every path of a tree with what stands there."""
    yield path, tree
    if isinstance(tree, Mapping):
        for key, inner in tree.items():
            yield from paths(inner, (*path, key))
    elif isinstance(tree, list):
        for place, inner in enumerate(tree):
            yield from paths(inner, (*path, place))


def behind(text: str, place: Location) -> str:
    """Return the text from a place on."""
    return "\n".join(text.split("\n")[place.line - 1 :])[place.column - 1 :]


def first_value(text: str, form: Format) -> object:
    """Return the value that a text begins with, read by the format's own reader, whatever stands behind it."""
    if form == "json":
        return json.JSONDecoder().raw_decode(text)[0]
    for end in range(1, len(text) + 1):
        piece = text[:end]
        if end < len(text) and text[end] not in ",]}\n \r\t#":
            continue
        try:
            return tomllib.loads(f"a = {piece}\n")["a"]
        except tomllib.TOMLDecodeError:
            continue
    raise AssertionError(text)


_KEYS = st.sampled_from(["a", "b-1", "2", "a.b", 'q"', "x y", "ử", "items", "facts", ""]) | st.text(
    "ab'\"\\ #=.[]{}\n\t", max_size=4
)
_LEAVES = st.one_of(
    st.integers(-9, 99),
    st.booleans(),
    st.text("ab'\"\\ #=,.[]{}\n\tử", max_size=6),
    st.dates().map(str),
)
_TREES = st.dictionaries(
    _KEYS,
    st.recursive(
        _LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
        max_leaves=10,
    ),
    min_size=1,
    max_size=4,
)


@given(_TREES, st.sampled_from(["toml", "json"]))
def test_a_value_stands_where_its_place_says(tree: dict[str, object], form: Format) -> None:
    """Read from the place that is told for it, each value that is no section is the value that was read."""
    text = render(tree, form)
    found = parse(text, form)
    places = Places(text, form)
    for path, value in paths(found):
        place = places.place(path)
        rest = behind(text, place)
        if isinstance(value, dict | list) and form == "toml":
            assert not path or rest[0] in "[{\"'" or re.match(r"[\w-]", rest)  # a header, a table, or a dotted key
        else:
            assert first_value(rest, form) == value
        if path and isinstance(path[-1], str):
            key = behind(text, places.place(path, key=True))
            assert _key_of(key, form) == path[-1]


def _key_of(text: str, form: Format) -> str:
    """Return the key that a text begins with."""
    if form == "json":
        return str(json.JSONDecoder().raw_decode(text)[0])
    for end in range(1, len(text) + 1):
        if end < len(text) and text[end] not in " .=]":
            continue
        try:
            (key,) = tomllib.loads(f"{text[:end]} = 0")
        except (tomllib.TOMLDecodeError, ValueError):
            continue
        return str(key)
    raise AssertionError(text)


# Each piece of TOML with the places of what it states, on the line it begins on: the pieces are put together in any order.
_PIECES: list[tuple[str, dict[str, tuple[int, int]]]] = [
    ("{n}.b.c = 1\n", {"b": (0, 4), "b.c": (0, 10)}),
    ("{n} = [ # one\n  1, [2,\n 3],\n]\n", {"": (0, 6), "0": (1, 3), "1": (1, 6), "1.0": (1, 7), "1.1": (2, 2)}),
    ("{n} = {{ a.b = '''x\n''' , c = 1979-05-27 07:32:00, d = [] }}\n", {"a": (0, 8), "a.b": (0, 14), "c": (1, 11)}),
    ('{n} = """"a"" \\"\n b = 1"""""\n', {"": (0, 6)}),
    ("[{n}.'d.e']\nf = +1e5 # ]\n", {"": (0, 2), "d.e.f": (1, 5), "d.e": (0, 1)}),
    (
        "[[{n}]]\nx = 1\n[[{n}]]\n[{n}.y]\nz = ''\n",
        {"0": (0, 1), "0.x": (1, 5), "1": (2, 1), "1.y": (3, 1), "1.y.z": (4, 5)},
    ),
    (
        "[{n}]\n[[{n}.p . q]]\nr = nan\n[[{n}.p.q]]\n[[{n}.p.q.s]]\n",
        {"p": (1, 6), "p.q.0.r": (2, 5), "p.q.1.s.0": (4, 1)},
    ),
]


@given(st.permutations(range(len(_PIECES))))
def test_sections_keep_their_places_in_any_order(order: list[int]) -> None:
    """Dotted keys, headers in headers, lists of tables, texts and lists over lines, wherever in a file they stand."""
    plain = [one for one in order if not _PIECES[one][0].startswith("[")]
    sections = [one for one in order if _PIECES[one][0].startswith("[")]
    text, expected = "", {}
    for number, piece in enumerate([*plain, *sections]):
        template, spots_of = _PIECES[piece]
        name = f"k{number}"
        first = text.count("\n") + 1
        for path, (line, column) in spots_of.items():
            steps = ["d.e", *path.split(".")[2:]] if path.startswith("d.e") else path.split(".") if path else []
            found: Path = (name, *(int(step) if step.isdigit() else step for step in steps))
            # The templates are counted with a name of two letters in place of {n}.
            expected[found] = first + line, column
        text += template.format(n=name)
    tomllib.loads(text)
    places = Places(text, "toml")
    found_at = {path: places.place(path) for path in expected}
    assert {path: (place.line, place.column) for path, place in found_at.items()} == expected


@given(_TREES)
def test_yaml_places_begin_what_they_are_of(tree: dict[str, object]) -> None:
    """In YAML too, each text, number or yes and no stands where its place says."""
    text = render(tree, "yaml")
    places = Places(text, "yaml")
    for path, value in paths(tree):
        rest = behind(text, places.place(path))
        if isinstance(value, bool):
            assert rest.startswith(str(value).lower())
        elif isinstance(value, int):
            assert rest.startswith(str(value))
        elif isinstance(value, str) and value.isalnum():
            assert rest.lstrip("'").startswith(value)


def test_a_problem_without_a_file_says_no_place() -> None:
    """Where nothing was read from a text, the message is as it was."""
    assert (
        Problem("unknown-key", path="a", params={"key": "b", "nearest": "c"}).text("en").startswith("[unknown-key] a: ")
    )
