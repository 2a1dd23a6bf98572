"""The public interface is what was promised: its names, signatures and fields stand in a text that is kept."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import Final

import attrs
import pytest

import emulscore
import interface as api

SRC: Final = Path(emulscore.__file__).parent


def test_the_public_interface_is_the_text_that_is_kept() -> None:
    """What changes shows as a changed line in a review; if it is meant, `tests/shared/interface.py` writes the text anew."""
    kept, now = api.TEXT.read_text(encoding="utf-8").splitlines(), api.text().splitlines()
    assert [f"- {line}" for line in kept if line not in now] + [f"+ {line}" for line in now if line not in kept] == []
    assert kept == now


def test_the_text_names_every_public_name() -> None:
    """Nothing that can be imported is left out, and what people call most has its arguments there."""
    text = api.TEXT.read_text(encoding="utf-8")
    for name in emulscore.__all__:
        assert any(f"\n{word}{name}" in text for word in ("class ", "def ", "")), name
    for line in (
        "    score(unit: Assessment | Mapping[str, object], *, partial: bool = …, cohort: Cohort | None = …) -> Scorecard",
        "    below: Below | None = … (named)",
        "def load_scheme(source: Source, *, limits: Limits = …) -> Scheme",
    ):
        assert line in text.splitlines(), line


def ordered(names: list[str]) -> list[str]:
    """Return names as they stand in an `__all__`: constants, then classes, then functions, each by the alphabet."""
    return sorted({*names}, key=lambda name: (len(name) == 1 or not name.isupper(), not name[0].isupper(), name))


def defined(text: str, only: tuple[type[ast.stmt], ...] = (ast.stmt,)) -> set[str]:
    """Return the public names that statements of a module make, by what is written in it."""
    found: set[str] = set()
    for node in ast.parse(text).body:
        match node:
            case ast.ClassDef(name) | ast.FunctionDef(name) | ast.AnnAssign(ast.Name(name)) if isinstance(node, only):
                found.add(name)
            case ast.Assign(targets) if isinstance(node, only):
                found |= {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
            case _:  # it makes no name, or imports one
                pass
    return {name for name in found if not name.startswith("_")}


EXPORTING: Final = sorted(path for path in SRC.rglob("*.py") if "\n__all__ = " in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", EXPORTING, ids=[str(path.relative_to(SRC)) for path in EXPORTING])
def test_a_list_of_exports_is_sorted_and_exact(path: Path) -> None:
    """In every module of the library: each name once, in its order, and there."""
    text = path.read_text(encoding="utf-8")
    found = re.search(r"^__all__ = (\[.*?\])", text, flags=re.MULTILINE | re.DOTALL)
    assert found is not None
    names = ast.literal_eval(found[1])
    assert names == ordered(names)
    imported = {alias.asname or alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)
                for alias in node.names}  # fmt: skip
    assert {*names} <= defined(text) | imported


@pytest.mark.parametrize("place", api.MODULES)
def test_a_public_module_exports_all_that_it_makes(place: str) -> None:
    """No public class or function is left out of `__all__`, and a star takes in just what stands there."""
    module = import_module(place)
    space: dict[str, object] = {}
    exec(f"from {place} import *", space)  # noqa: S102 - a star is tried
    assert space.keys() - {"__builtins__"} == {*module.__all__}
    assert module.__file__ is not None
    made = defined(Path(module.__file__).read_text(encoding="utf-8"), only=(ast.ClassDef, ast.FunctionDef))
    assert made <= {*module.__all__}


def named(text: str) -> set[str]:
    """Return the modules that a page or an example imports from, or that it describes."""
    found = {one.removesuffix(".") for one in re.findall(r"(?:from|import) (emulscore[\w.]*)", text)}
    for one in re.findall(r"^::: (emulscore[\w.]*)", text, flags=re.MULTILINE):
        found.add(one.rpartition(".")[0])
    for package, names in re.findall(r"from (emulscore(?:\.schemes)?) import ([\w, ]+)", text):
        found |= {f"{package}.{name.strip()}" for name in names.split(",")} & {*api.MODULES}
    return found - {"emulscore.schemes"}


DOCS: Final = api.ROOT / "docs"
PAGES: Final = sorted([*DOCS.rglob("*.md"), *api.ROOT.glob("README*.md"), *(api.ROOT / "examples").rglob("*.*")])


def test_all_that_is_documented_is_promised() -> None:
    """What a page or an example imports is among the public modules; pages that say why may look behind them."""
    used: set[str] = set()
    for page in PAGES:
        found = named(page.read_text(encoding="utf-8"))
        behind = {one for one in found if one.startswith("emulscore.formula.") and page.parent.name == "why"}
        assert found - behind <= {*api.MODULES}, page
        used |= found
    assert {"emulscore", "emulscore.files", "emulscore.word", "emulscore.annex", "emulscore.testing"} < used


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_on_what_stays_names_the_public_modules(lang: str) -> None:
    """All of them and no other, and how what is published is kept."""
    page = (DOCS / lang / "stability.md").read_text(encoding="utf-8")
    found = {*re.findall(r"`(emulscore(?:\.[a-z_]+)?)`", page)}
    assert found == {one for one in api.MODULES if not one.startswith("emulscore.schemes.")} | {"emulscore.schemes"}


def test_a_change_of_a_signature_is_seen() -> None:
    """A default, an argument, a field and a result that change give other lines."""

    @attrs.frozen
    class One:
        a: int
        b: str = attrs.field(default="", kw_only=True)

    def plain(a: int, *, b: str = "") -> str:
        return b * a

    assert list(api.members(One)) == ["a: int (in place)", "b: str = … (named)"]
    assert api.signature(plain) == "(a: int, *, b: str = …) -> str"
