"""How inputs are changed so that the readers are reached behind the archive and the syntax.

The fuzzer itself flips bytes; here archives are taken apart and the XML inside is changed, and texts lose, repeat and swap
their lines and values.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Final
from zipfile import ZIP_DEFLATED

from fuzzing.archives import packed, unpacked
from fuzzing.readers import READERS

__all__ = ["changer"]

Mutate = Callable[[bytes, int], bytes]
"""The fuzzer's own change of bytes, to at most so many."""

_ELEMENT: Final = re.compile(rb"<([\w:]+)[^<>]*?(?:/>|>[^<]*</\1>)")
_ATTRIBUTE: Final = re.compile(rb'="([^"]*)"')
_TEXT: Final = re.compile(rb">([^<>]+)<")
_TAG: Final = re.compile(rb"</?[\w:]+[^<>]*>")
_VALUE: Final = re.compile(rb"[^\s\[\]{},:=]+")
_HOSTILE: Final = (
    *(b"", b"0", b"-1", b"1", b"99999999999", b"1e400", b"NaN", b"\xc2\xb2", b"A1:XFD1048576", b"XFD1048576", b"&#0;"),
    *(b"&amp;", b"\xed\xa0\x80", b"\xe2\x80\xae", b"1.5", b"99,8%", b"=1+1", b"true", b"a" * 300, b"9" * 70),
)


def changer(reader: str, mutate: Mutate) -> Callable[[bytes, int, int], bytes]:
    """Return how the inputs of a reader are changed: from bytes, the longest that may come out, and a seed."""
    kind = READERS[reader].kind
    if kind in {"docx", "xlsx"}:
        return lambda raw, longest, seed: _archive(raw, longest, Random(seed), mutate)  # noqa: S311 - no secret
    return lambda raw, longest, seed: _lines(raw, longest, Random(seed), mutate)  # noqa: S311 - as above


def _archive(raw: bytes, longest: int, random: Random, mutate: Mutate) -> bytes:
    parts = unpacked(raw) if random.random() > 0.05 else None
    if not parts:
        return mutate(raw, longest)
    names = [name for name in parts if name.endswith(".xml")]
    for _ in range(random.randint(1, 3)):
        name = random.choice(names or list(parts))
        parts[name] = _xml(parts[name], random, mutate)
    if random.random() < 0.02:
        del parts[random.choice(list(parts))]
    made = packed(parts, ZIP_DEFLATED)
    return made if len(made) <= longest else raw[:longest]


def _xml(raw: bytes, random: Random, mutate: Mutate) -> bytes:
    how = random.randrange(6)
    pattern = (_ELEMENT, _ELEMENT, _ATTRIBUTE, _TEXT, _TAG, None)[how]
    found = [] if pattern is None else list(pattern.finditer(raw))
    if not found:
        return mutate(raw, len(raw) + 100)
    one, other = random.choice(found), random.choice(found)
    if how <= 1:  # an element goes, comes again, or another one stands in its place
        put = random.choice((b"", one[0] * 2, other[0], one[0] * random.randint(2, 40)))
        return raw[: one.start()] + put + raw[one.end() :]
    if how == 4:
        return raw[: one.start()] + random.choice((b"", other[0], one[0] + other[0])) + raw[one.end() :]
    put = random.choice((random.choice(_HOSTILE), other[1], mutate(one[1], len(one[1]) + 20)))
    return raw[: one.start(1)] + put + raw[one.end(1) :]


def _lines(raw: bytes, longest: int, random: Random, mutate: Mutate) -> bytes:
    how = random.randrange(8)
    if how < 4:
        return mutate(raw, longest)
    mark = b"\n" if how < 6 and b"\n" in raw else random.choice((b",", b" ", b"\t", b"."))
    lines = raw.split(mark)
    place, other = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[place]
        case 1:
            lines.insert(other, lines[place])
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            lines[place:place] = [lines[place]] * random.randint(1, 20)
        case _:
            values = list(_VALUE.finditer(raw))
            if values:
                one, two = random.choice(values), random.choice(values)
                put = random.choice((two[0], random.choice(_HOSTILE), mutate(one[0], len(one[0]) + 8)))
                return (raw[: one.start()] + put + raw[one.end() :])[:longest]
    return mark.join(lines)[:longest]
