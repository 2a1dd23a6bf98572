"""TOML as a person would have written it: short tables on one line, long ones as dotted keys, rows as sections.

The standard library reads TOML and does not write it. General writers give every small table a section of its own, so that a
row's title, rule and remark no longer stand together; this one keeps them beside each other and in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, TypeGuard

__all__ = ["write_toml"]

_WIDEST = 120
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SECTIONS: Final = {
    *("measurements", "claims", "appraised", "final", "documents", "evidence", "explanations"),
    *("facts", "items", "readings", "grades", "gates", "derivation", "changes", "history", "earlier", "rebase"),
}


def write_toml(tree: Mapping[str, object]) -> str:
    """Write a tree as TOML.

    >>> print(write_toml({"id": "a", "title": {"vi": "Thử", "en": "Trial"}, "items": [{"id": "1"}]}), end="")
    id = "a"
    title = { vi = "Thử", en = "Trial" }
    <BLANKLINE>
    [[items]]
    id = "1"
    """
    return "\n".join(_section((), tree)) + "\n"


def _section(path: tuple[str, ...], table: Mapping[str, object]) -> Iterator[str]:
    """Yield the lines of a section: plain keys first, since a section can only be followed by others."""
    later = {key: value for key, value in table.items() if key in _SECTIONS and _sectional(value)}
    for key, value in table.items():
        if key not in later:
            yield from _pair(_key(key), value)
    for key, value in later.items():
        inner = (*path, _key(key))
        if isinstance(value, Mapping):
            yield from ("", f"[{'.'.join(inner)}]")
            yield from _section(inner, value)
        else:
            for one in value:
                yield from ("", f"[[{'.'.join(inner)}]]")
                yield from _section(inner, one)


def _sectional(value: object) -> TypeGuard[Mapping[str, object] | list[Mapping[str, object]]]:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, Mapping) for one in value)
    return isinstance(value, Mapping) and bool(value)


def _pair(key: str, value: object) -> Iterator[str]:
    line = f"{key} = {_inline(value)}"
    if len(line) <= _WIDEST or not value or not isinstance(value, Mapping | list):
        yield line
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _pair(f"{key}.{_key(name)}", inner)
    else:
        yield f"{key} = ["
        yield from (f"  {_inline(one)}," for one in value)
        yield "]"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'  # other control characters were refused


def _inline(value: Any) -> str:  # noqa: ANN401 - what `checked` lets through
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_inline(inner)}" for key, inner in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return "[" + ", ".join(map(_inline, value)) + "]"
