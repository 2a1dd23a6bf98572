"""Where the values of a file stand in its text: looked for only where there is something to tell."""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, Literal

from emulscore.errors import Location
from emulscore.files._trees import Path, Spot
from emulscore.files._yaml import spots_in_yaml
from emulscore.limits import LIMITS, Limits

__all__ = ["Places", "end_of"]

# TOML's multi-line texts may end in up to five quotes. The same signs are read in JSON, which has fewer of them.
_TEXT: Final = re.compile(
    r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}'
    r"|'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'",
    re.DOTALL,
)
_BARE_KEY: Final = re.compile(r"[\w-]+")
_PLAIN: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]*|[^\s,\]}#]+")
_BETWEEN: Final = re.compile(r"(?:\s++|#[^\n]*+)*+")
_BLANK: Final = re.compile(r"[ \t]*+")

_Decode = Callable[[str], str]
"""How a quoted key is read."""

Spots = dict[Path, tuple[Spot, Spot]]
"""The key and the value of each path."""


def end_of(text: str) -> Spot:
    """Return the place behind a text."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


class Places:
    """Where everything stands in one text, which has been read without an error.

    Args:
        text: The text.
        form: Its format.
        file: The name of its file.
        limits: Those that it was read within.
    """

    def __init__(
        self, text: str, form: Literal["toml", "json", "yaml"], file: str | None = None, *, limits: Limits = LIMITS
    ) -> None:
        self._text, self._form, self._file, self._limits = text, form, file, limits

    def place(self, path: Path, *, key: bool = False) -> Location:
        """Return where the value at a path stands, or its key; what is not there stands where it is missing."""
        found = path
        while found and found not in self._spots:
            found = found[:-1]
        spots = self._spots.get(found, ((1, 1), (1, 1)))
        return Location(*spots[0 if key and found == path else 1], self._file)

    @cached_property
    def _spots(self) -> Mapping[Path, tuple[Spot, Spot]]:
        try:
            if self._form == "yaml":
                return spots_in_yaml(self._text, self._limits)
            scanner = _Scanner(self._text.replace("\r\n", "\n"))  # as tomllib does
            return scanner.toml() if self._form == "toml" else scanner.json()
        except RecursionError:  # what is nested without end is refused without a place
            return {}


class _Scanner:
    """Walks over a text that is known to be TOML or JSON, so that little has to be looked at."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._spots: Spots = {}

    def json(self) -> Spots:
        self._skip(_BETWEEN)
        self._value((), self._at, json.loads)
        return self._spots

    def toml(self) -> Spots:
        arrays: dict[Path, int] = {}  # how many tables each array of tables has had
        self._spots[()] = (1, 1), (1, 1)
        table: Path = ()
        self._skip(_BETWEEN)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header(arrays)
            else:
                self._pair(table, _toml_key)
            self._skip(_BETWEEN)
        return self._spots

    def _header(self, arrays: dict[Path, int]) -> Path:
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 1 + many
        parts = self._key(_toml_key)
        self._at += 1 + many
        path: Path = ()
        for name, at in parts[:-1]:
            path = (*path, name)
            self._implied(path, at)
            if path in arrays:
                path = (*path, arrays[path] - 1)
        name, at = parts[-1]
        path = (*path, name)
        if many:
            self._spots.setdefault(path, (self._spot(at), self._spot(start)))
            arrays[path] = arrays.get(path, 0) + 1
            path = (*path, arrays[path] - 1)
            at = start
        self._spots[path] = self._spot(at), self._spot(start)
        return path

    def _implied(self, path: Path, at: int) -> None:
        spot = self._spot(at)
        self._spots.setdefault(path, (spot, spot))

    def _key(self, decode: _Decode) -> list[tuple[str, int]]:
        """Read a key of one or more parts, up to what follows it."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip(_BLANK)
            start = self._at
            quoted = self._text[start] in "\"'"
            raw = self._take(_TEXT if quoted else _BARE_KEY)
            parts.append((decode(raw) if quoted else raw, start))
            self._skip(_BETWEEN)
            if self._text[self._at] != ".":
                return parts
            self._at += 1

    def _pair(self, table: Path, decode: _Decode) -> None:
        parts = self._key(decode)
        self._at += 1
        self._skip(_BETWEEN)
        path = table
        for name, at in parts[:-1]:
            path = (*path, name)
            self._implied(path, at)
        name, at = parts[-1]
        self._value((*path, name), at, decode)

    def _value(self, path: Path, key: int, decode: _Decode) -> None:
        self._spots[path] = self._spot(key), self._spot(self._at)
        sign = self._text[self._at]
        if sign not in "[{":
            self._take(_TEXT if sign in "\"'" else _PLAIN)
            return
        end = "]" if sign == "[" else "}"
        self._at += 1
        place = 0
        self._skip(_BETWEEN)
        while self._text[self._at] != end:
            if sign == "[":
                self._value((*path, place), self._at, decode)
            else:
                self._pair(path, decode)
            place += 1
            self._skip(_BETWEEN)
            if self._text[self._at] == ",":
                self._at += 1
                self._skip(_BETWEEN)
        self._at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        assert found is not None  # noqa: S101 - the text has been read without an error
        self._at = found.end()
        return found[0]

    def _spot(self, at: int) -> Spot:
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1


def _toml_key(raw: str) -> str:
    return next(iter(tomllib.loads(f"{raw} = 0")))
