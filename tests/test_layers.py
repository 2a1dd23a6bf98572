"""Imports run one way, and modules stay short."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import emulscore

SRC = Path(emulscore.__file__).parent
LONGEST = 350

# From the bottom up. A module may import those below it; of its own line only what is in its own package.
ORDER: list[list[str]] = [
    ["words", "limits", "_version", "hints"],
    ["_catalogue", "days", "figures", "report.sheet", "system"],
    ["errors", "report.audit", "report.html", "report.text"],
    ["numbers", "registry"],
    ["formula.slots", "report.fit", "report.page", "shown"],
    ["report.told"],
    ["formula.nodes", "formula.target", "report.axes"],
    ["formula.exact", "formula.text", "formula.arithmetic"],
    ["formula.bounds"],
    ["formula.direction", "formula.holes", "formula.missing", "formula.whole"],
    ["formula.targets", "formula.extremes", "formula.lines"],
    ["facts"],
    ["evidence"],
    ["rules", "examples"],
    ["criteria", "expected", "conditions", "validity"],
    ["report.data", "reasons"],
    ["gates"],
    ["grades"],
    ["formulas", "explain", "reading", "audit", "canonical"],
    ["search.flow", "search.said"],
    ["search.moves"],
    ["search.steps"],
    ["report.bars", "report.gains", "report.plan"],
    ["search", "checker.texts"],
    ["checker.finding"],
    ["report.findings"],
    ["checks", "assessment", "cohort", "report.curve"],
    ["report.card", "report.listing"],
    ["support", "report.folded"],
    ["known", "rowscore", "report.pictured"],
    ["questions", "report.brief", "report.machine", "report.records", "report.units"],
    ["scorecard", "checker"],
    ["scoring", "ranking"],
    ["derive", "quick", "tabular"],
    ["report.history"],
    ["diff"],
    ["scheme"],
    ["schemes", "files", "report", "periods", "trial"],
    ["receipt", "cases", "packed"],
    ["excel", "columnar", "plot"],
    ["sql"],
    ["frames"],
    ["annex", "word"],
    ["testing", "conformance"],
    [""],
    ["cli"],
    ["__main__", "conformance.__main__"],
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
PACKAGES = {
    "annex",
    "word",
    "checker",
    "conditions",
    "columnar",
    "conformance",
    "derive",
    "diff",
    "evidence",
    "excel",
    "frames",
    "sql",
    "receipt",
    "search",
    "facts",
    "rules",
    "schemes",
    "files",
    "report",
    "testing",
    "cli",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(SRC.rglob("*.py"))}


def place(name: str) -> str:
    """Return the line of ORDER that a module stands on: its own, or that of the package it is in."""
    while name not in RANK and "." in name:
        name = name.rpartition(".")[0]
    return name


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the modules of the library that are imported, without the library's own name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            if name.partition(".")[0] != "emulscore":
                continue
            inner = name.partition(".")[2]
            while inner not in MODULES and inner:
                inner = inner.rpartition(".")[0]
            yield inner


def tree_of(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_stands_below_it(name: str) -> None:
    """The order of the layers holds, and every module has a place in it."""
    here = place(name)
    if name == "formula":
        assert not list(imports(tree_of(name)))
        return
    assert here in RANK, f"{name} has no place in ORDER"
    for other in imports(tree_of(name)):
        there = place(other)
        same_package = here == there and here in PACKAGES
        assert same_package or RANK[there] < RANK[here], f"{name} imports {other}"


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] == "formula"])
def test_formulas_know_neither_facts_nor_rules(name: str) -> None:
    """Interpreters read nodes: a rule that the library does not know is no different from its own."""
    assert {other.partition(".")[0] for other in imports(tree_of(name))} <= {
        "errors",
        "figures",
        "formula",
        "numbers",
        "words",
    }


@pytest.mark.parametrize("name", [name for name in MODULES if name.partition(".")[0] == "facts"])
def test_facts_know_nodes_and_no_interpreter(name: str) -> None:
    """Of the formulas, facts use the nodes only."""
    for other in imports(tree_of(name)):
        known = {"words", "errors", "figures", "numbers", "facts", "shown"}
        assert other.partition(".")[0] in known or other == "formula.nodes", other


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("rules.")])
def test_a_rule_is_a_formula_and_its_words(name: str) -> None:
    """A rule imports words, errors, numbers, facts, nodes and what rules share: no interpreter, and no other rule."""
    shared = {"rules.rule", "rules.cases", "rules.parts"}
    below = {"words", "errors", "figures", "numbers", "registry", "formula.nodes", "shown"}
    for other in imports(tree_of(name)):
        assert other in shared | below or other.partition(".")[0] == "facts", other


# The command line starts fast; the hook is loaded by every program that uses Hypothesis.
LATE = {"cli", "testing.hook"}


@pytest.mark.parametrize("name", [name for name in MODULES if not {name, place(name)} & LATE])
def test_imports_stand_at_the_top(name: str) -> None:
    """No function imports a module of the library: a circle would show at once."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not list(imports(node)), f"{name}.{node.name}"


@pytest.mark.parametrize("name", [name for name in MODULES if name != "_catalogue" and place(name) != "schemes"])
def test_a_module_is_short(name: str) -> None:
    """A module states one idea; the catalogue of words and the published schemes are as long as their texts."""
    lines = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    assert lines < LONGEST, f"{name} has {lines} lines"


def test_there_are_modules_to_look_at() -> None:
    """The tests above look at the whole library."""
    assert {"words", "rules.cap", "formula.nodes", "facts.lateness", "scheme", "schemes.nga_nam_2023"} <= set(MODULES)
    assert set(imports(tree_of("rules.cap"))) == {
        "formula.nodes",
        "numbers",
        "rules.parts",
        "rules.rule",
        "shown",
        "words",
    }
