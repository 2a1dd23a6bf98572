"""Writes the public interface as text: names, signatures and fields, module by module.

The text of a version stands beside its golden results. Run it from the root of the repository after a change that is
meant: `python tests/shared/interface.py`. A test holds the text to what is. What is published is never written again.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Final

import attrs

import emulscore
from emulscore import schemes

ROOT: Final = Path(__file__).parents[2]
GOLDEN: Final = ROOT / "tests" / "golden"
TEXT: Final = GOLDEN / emulscore.__version__ / "api.txt"
MODULES: Final = (
    "emulscore",
    "emulscore.annex",
    "emulscore.canonical",
    "emulscore.cases",
    "emulscore.conformance",
    "emulscore.excel",
    "emulscore.expected",
    "emulscore.files",
    "emulscore.frames",
    "emulscore.numbers",
    "emulscore.plot",
    "emulscore.receipt",
    *sorted(f"emulscore.schemes.{one.name}" for one in iter_modules(schemes.__path__) if not one.name.startswith("_")),
    "emulscore.sql",
    "emulscore.testing",
    "emulscore.word",
    "emulscore.words",
)
"""What is promised: `emulscore`, and the modules that the page on what stays names."""


def published(changelog: str) -> list[str]:
    """Return the versions that the changelog dates, newest first."""
    return re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$", changelog, flags=re.MULTILINE)


def refuse_if_published(version: str) -> None:
    """Stop where what a version gave and exported may not be written any more.

    Raises:
        SystemExit: The changelog dates it.
    """
    if version in published((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")):
        msg = f"{version} is published, and what it gave and exported stays as it is: raise the version first"
        raise SystemExit(msg)


def said(kind: object) -> str:
    """Return an annotation as it is written, without the modules that it comes from."""
    if kind is inspect.Parameter.empty:
        return "?"
    return kind if isinstance(kind, str) else getattr(kind, "__name__", None) or str(kind)


def signature(function: Callable[..., object]) -> str:
    """Return the arguments and the result of a function."""
    found = inspect.signature(function)
    words = []
    star = False
    for one in found.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not star:
            star = True
            words.append("*")
        mark = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
        star = star or one.kind is one.VAR_POSITIONAL
        default = "" if one.default is one.empty else " = …"
        if one.name not in {"self", "cls"} or "." not in function.__qualname__:
            words.append(f"{mark}{one.name}: {said(one.annotation)}{default}")
    return f"({', '.join(words)}) -> {said(found.return_annotation)}"


def annotation(cls: type, name: str) -> str:
    """Return the type of a field as its class writes it; attrs' own record of it changes once it was resolved."""
    written = (vars(base).get("__annotations__", {}).get(name) for base in cls.__mro__)
    return next(said(one) for one in written if one is not None)


def members(cls: type) -> Iterator[str]:
    """Yield the fields of a class in their order, then its public methods and properties by name."""
    for field in attrs.fields(cls) if attrs.has(cls) else ():
        if field.init and not field.name.startswith("_"):
            how = "named" if field.kw_only else "in place"
            default = "" if field.default is attrs.NOTHING else " = …"
            yield f"{field.name}: {annotation(cls, field.name)}{default} ({how})"
    fields = {field.name for field in attrs.fields(cls)} if attrs.has(cls) else set()
    for name in sorted(dir(cls)):
        static = inspect.getattr_static(cls, name)
        own = getattr(static, "__module__", None) or getattr(getattr(static, "fget", None), "__module__", "emulscore")
        if name.startswith("_") or name in fields or not str(own).startswith("emulscore"):
            continue
        if isinstance(static, staticmethod | classmethod):
            yield f"{name}{signature(static.__func__)}"
        elif inspect.isfunction(static):
            yield f"{name}{signature(static)}"
        elif isinstance(static, property):
            yield f"{name} -> {said(inspect.signature(static.fget).return_annotation) if static.fget else '?'}"
        elif type(static).__name__ == "cached_property" or name == "kind":
            yield f"{name}"


def lines() -> Iterator[str]:
    """Yield the lines of the text."""
    for place in MODULES:
        module = import_module(place)
        yield f"# {place}"
        for name in sorted(module.__all__):
            value = getattr(module, name)
            if inspect.isclass(value):
                above = [base.__name__ for base in value.__mro__[1:] if base.__module__.startswith("emulscore")]
                yield f"class {name}" + (f" of {above[0]}" if above and not above[0].startswith("_") else "")
                yield from (f"    {member}" for member in members(value))
            elif inspect.isfunction(value):
                yield f"def {name}{signature(value)}"
            else:
                plain = type(value).__module__.startswith(("emulscore", "builtins"))
                yield f"{name}: {type(value).__name__ if plain else value}"
        yield ""


def text() -> str:
    """Return the public interface."""
    return "\n".join(lines())


if __name__ == "__main__":
    refuse_if_published(emulscore.__version__)
    TEXT.parent.mkdir(exist_ok=True)
    TEXT.write_text(text(), encoding="utf-8", newline="\n")
