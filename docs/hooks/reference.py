# ruff: noqa: INP001 - an extension is a file that griffe loads by its path
"""Makes the reference readable: examples are shown as sessions, and fields say their default."""

from __future__ import annotations

import ast
import re
from typing import Any

import griffe

_FIELD = re.compile(r"^ {4}(\w+): ")


def fenced(text: str) -> str:
    """Put every session of a docstring, up to the next empty line, between fences."""
    lines: list[str] = []
    inside = False
    for line in [*text.splitlines(), ""]:
        begins, ends = line.startswith(">>>") and not inside, inside and not line.strip()
        if begins:
            lines += ["```pycon"] if not lines or not lines[-1].strip() else ["", "```pycon"]
        if ends:
            lines.append("```")
        inside = (inside or begins) and not ends
        lines.append(line)
    return "\n".join(lines[:-1])


def default_of(value: str | None) -> str | None:
    """Return the default that a field of an attrs class states: `field(default=None, kw_only=True)` says `None`."""
    if value is None:
        return None
    call = ast.parse(value, mode="eval").body
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "field"):
        return value
    found = {word.arg: ast.unparse(word.value) for word in call.keywords}
    return found.get("default") or (f"{found['factory']}()" if "factory" in found else None)


def with_defaults(text: str, values: dict[str, str | None]) -> str:
    """Add the default to what the section on attributes says of each field."""
    head, mark, tail = text.partition("Attributes:\n")
    lines = tail.split("\n")
    entries = [place for place, line in enumerate(lines) if _FIELD.match(line)]
    for place, following in zip(reversed(entries), reversed([*entries[1:], len(lines)]), strict=True):
        name = lines[place].split(":")[0].strip()
        last = max(one for one in range(place, following) if lines[one].strip() and lines[one].startswith("    "))
        if name in values and (default := default_of(values[name])) is not None:
            lines[last] += f" Default: `{default}`."
    return head + mark + "\n".join(lines)


class Reference(griffe.Extension):
    """Changes docstrings before they are parsed."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:  # noqa: ANN401 - as griffe calls it
        """Fence the sessions of an object's docstring."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)

    def on_class_members(self, *, cls: griffe.Class, **_: Any) -> None:  # noqa: ANN401 - as above
        """Say the defaults of a class's fields, once they have been read."""
        if cls.docstring is not None and "Attributes:\n" in cls.docstring.value:
            values = {
                name: None if member.value is None else str(member.value)
                for name, member in cls.members.items()
                if isinstance(member, griffe.Attribute)
            }
            cls.docstring.value = with_defaults(cls.docstring.value, values)
