"""What the keys of files are, in Vietnamese and English: the English from the docstrings, the Vietnamese from tables.

Beside the words stands what holds where a key is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc
from typing import Any, Final

import attrs

from emulscore.files._keys_vi import ANYWHERE, KEYS
from emulscore.files._kinds_vi import KINDS
from emulscore.files._writer import writer

__all__ = ["described", "field_described"]

_KEYS: Final[Mapping[str, Mapping[str, str]]] = {**KEYS, **KINDS}
"""By class, each with the keys that need words of their own."""

_FIELD: Final = re.compile(r"^    (\w+): (.*(?:\n {8,}.*)*)", re.MULTILINE)
_SECTION: Final = re.compile(r"^Attributes:\n((?: {4}.*\n?|\n)*)", re.MULTILINE)


def described(cls: type) -> dict[str, str]:
    """Return the description of a class: what it is."""
    return _joined(_vietnamese(cls, ""), (cls.__doc__ or "").strip().partition("\n")[0])


def field_described(cls: type, name: str) -> dict[str, object]:
    """Return the description of a field of a class, and its default where it has one that says something."""
    said = _joined(_vietnamese(cls, name.rstrip("_")), _english(cls).get(name.rstrip("_"), ""))
    return {**said, **_default(cls, name)}


def _default(cls: Any, name: str) -> dict[str, object]:  # noqa: ANN401 - a class of fields, or of another kind
    fields = attrs.fields_dict(cls) if attrs.has(cls) else {}
    default = fields[name].default if name in fields else None
    if default is attrs.NOTHING or isinstance(default, attrs.Factory) or default in (None, "", ()):  # type: ignore[arg-type] # a class
        return {}
    return {"default": writer().write(default)}


def _joined(vi: str, en: str) -> dict[str, str]:
    said = "\n".join(text for text in (vi, en) if text)
    return {"description": said} if said else {}


def _vietnamese(cls: type, name: str) -> str:
    own = _KEYS.get(cls.__name__) if cls.__module__.startswith("emulscore.") else None
    if own is None:
        return ""
    return own.get(name, ANYWHERE.get(name, "") if name else "")


@cache
def _english(cls: type) -> Mapping[str, str]:
    """Return what the docstrings of a class and of those below it say of each field."""
    found: dict[str, str] = {}
    for one in reversed(cls.__mro__):
        section = _SECTION.search(cleandoc(one.__doc__ or "") + "\n")
        if section is not None:
            found |= {name: " ".join(text.split()) for name, text in _FIELD.findall(section[1])}
    return found
