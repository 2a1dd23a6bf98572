"""The faults that the mutation run puts in, and the list of those that no test could find."""

from __future__ import annotations

import runpy
import tomllib
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SOURCE = Path(__file__).resolve().parents[2] / "src" / "emulscore"
mutants: Callable[[str], tuple[Any, list[tuple[Any, Any]]]] = runpy.run_path(str(HERE / "mutants.py"))["mutants"]


def changes(source: str) -> list[str]:
    return [mutant.change for mutant, _ in mutants(source)[1]]


def results(source: str) -> Iterator[object]:
    """Yield what f() gives under each fault, with the fault put in alone."""
    for number in range(len(mutants(source)[1])):
        tree, made = mutants(source)
        made[number][1].put()
        space: dict[str, Any] = {}
        exec(compile(tree, "faulty", "exec"), space)  # noqa: S102 - the text stands in this file
        yield space["f"]()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", ["a < b -> a <= b", "a < b -> a >= b"]),
        ("a == b", ["a == b -> a != b"]),
        ("a and b", ["a and b -> a or b"]),
        ("a - b", ["a - b -> a + b"]),
        ("not a", ["not a -> a"]),
        ("7", ["7 -> 8", "7 -> 6"]),
        ("True", ["True -> False"]),
        ("'lời'", ["'lời' -> 'XXlờiXX'"]),
        ("min(a, b)", ["min -> max"]),
        ("over.joined(a, b)", []),
        ("Ratio(a, b)", ["Ratio(a, b) -> Ratio(b, a)"]),
        ("a if b else c", ["a if b else c -> a if not b else c"]),
        ("[a for a in b if a]", ["if a -> (all)"]),
        ("a", []),
    ],
)
def test_an_expression_gets_the_faults_of_its_kind(text: str, expected: list[str]) -> None:
    """A limit moves by one sign, a sum becomes a difference, a constant is one off, two arguments change places."""
    assert changes(f"x: object\nx.y({text})\n")[1:] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if a:\n  pass", ["if a -> if not a"]),
        ("while not a:\n  pass", ["while not a -> while a", "not a -> a"]),
        ("raise a", ["raise a -> pass"]),
        ("a()", ["a() -> pass"]),
        ("a += b", ["a += b -> pass"]),
        ("a = b", ["a = b -> a = None"]),
        ("a = None", []),
        ("A = Literal['b']", []),
        ("def f(x: 3) -> 4:\n  '''Say.'''\n  return x", ["return x -> return None"]),
        (
            "match a:\n  case b if c:\n    pass\n  case 4:\n    pass\n  case _:\n    pass",
            ["if c -> (all)", "case 4 -> (none)"],
        ),
        ("from a import b", []),
        ("assert_never(a)", []),
        ("__all__ = ['a']", []),
    ],
)
def test_a_statement_gets_the_faults_of_its_kind(text: str, expected: list[str]) -> None:
    """A test is turned round, a statement is left out, a case is left out; types and docstrings get none."""
    assert changes(f"{text}\n") == expected


def test_each_fault_is_put_in_alone() -> None:
    """3 + 4 without its result, with a difference, and with each number one off: None, -1, 8, 6, 8, 6."""
    assert list(results("def f():\n    return 3 + 4\n")) == [None, -1, 8, 6, 8, 6]


def test_a_fault_says_where_it_stands() -> None:
    """The outermost function, the first line of the statement and the lines up to its end; a default works while reading."""
    source = "class A:\n def g(self, x=1):\n  def h():\n   return (x +\n           x)\n  return h\n"
    told = [(m.where, m.line, m.number, m.last, m.defining) for m, _ in mutants(source)[1]]
    assert told == [
        ("A.g", "def g(self, x=1):", 2, 2, True),
        ("A.g", "def g(self, x=1):", 2, 2, True),
        ("A.g", "return (x +", 4, 5, False),
        ("A.g", "return (x +", 4, 5, False),
        ("A.g", "return h", 6, 6, False),
    ]


def test_every_listed_survivor_is_still_there_and_has_a_reason() -> None:
    """The list names faults as they are made now, each once, in the order of the modules, and says why none can be found."""
    listed = tomllib.loads((HERE / "survivors.toml").read_text(encoding="utf-8")).get("survivor", [])
    keys = [(one["module"], one["where"], one["line"], one["change"], one.get("nth", 0)) for one in listed]
    there = {
        (module, mutant.where, mutant.line, mutant.change, mutant.nth)
        for module in {one["module"] for one in listed}
        for mutant, _ in mutants((SOURCE / f"{module}.py").read_text(encoding="utf-8"))[1]
    }
    assert [key for key in keys if key not in there] == []
    assert len(set(keys)) == len(keys)
    assert [one["module"] for one in listed] == sorted(one["module"] for one in listed)
    assert all(len(one["reason"].split()) > 3 for one in listed)


def test_a_sample_is_judged_by_what_was_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    """Of 20 that were drawn one survived: 95 %, enough; those that were tried only because they are listed do not count."""
    run = runpy.run_path(str(HERE / "run.py"))
    known, other, *_ = run["tasks"](["numbers"], 0, 1, only=True)
    assert not known.drawn
    listed = run["listed"]()
    found = {
        task: "killed" for task in run["tasks"](["numbers"], Fraction(1, 2), 1, only=False) if task.key() not in listed
    }
    found = dict(list(found.items())[:19])
    one, two = known._replace(drawn=True), other._replace(drawn=True)
    assert run["told"](found | {one: "survived", other: "survived"}, whole=False) == 0
    assert "numbers                     20 faults     1 survived   95.00% found" in capsys.readouterr().out
    assert run["told"](found | {one: "survived", two: "survived"}, whole=False) == 1
    assert capsys.readouterr().err == "numbers: less than 95% found\n"
