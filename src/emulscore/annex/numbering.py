"""Word's own numbers and bullets: they stand in no cell as text, and are counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from attrs import field, frozen

__all__ = ["Numbering", "W", "numbering_of"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLET: Final = "- "
_DEEPEST: Final = 20


def _value(element: Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


@frozen
class _Level:
    form: str
    text: str
    start: int


@frozen
class Numbering:
    """Counts the numbered paragraphs of a document.

    Attributes:
        styles: The list and level that each style brings.
        lists: The levels of each list.
        counts: How far each list is, level by level.
    """

    styles: Mapping[str, tuple[str, int]]
    lists: Mapping[str, Mapping[int, _Level]]
    counts: dict[str, dict[int, int]] = field(factory=dict, init=False)

    def mark(self, paragraph: Element) -> str:
        """Return what Word shows before a paragraph, and count it; nothing for one outside lists."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        own = properties.find(f"{W}numPr")
        style = self.styles.get(_value(properties.find(f"{W}pStyle")) or "")
        if own is None and style is None:
            return ""
        list_, depth = style or ("", 0)
        if own is not None:
            list_ = _value(own.find(f"{W}numId")) or list_
            depth = int(_value(own.find(f"{W}ilvl")) or depth)
        levels = self.lists.get(list_, {})
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return _BULLET
        counts = self.counts.setdefault(list_, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda found: str(counts.get(int(found[1]) - 1, 1)), level.text) + " "


def numbering_of(numbers: Element | None, styles: Element | None) -> Numbering:
    """Read a document's lists and the styles that bring them; only plain numbers are counted, others stay unknown."""
    kinds: dict[str, dict[int, _Level]] = {}
    lists = {}
    if numbers is not None:
        for one in numbers.findall(f"{W}abstractNum"):
            kinds[one.get(f"{W}abstractNumId", "")] = {
                int(level.get(f"{W}ilvl", "0")): _level(level) for level in one.findall(f"{W}lvl")
            }
        for one in numbers.findall(f"{W}num"):
            lists[one.get(f"{W}numId", "")] = kinds.get(_value(one.find(f"{W}abstractNumId")) or "", {})
    found = {} if styles is None else {one.get(f"{W}styleId", ""): one for one in styles.findall(f"{W}style")}
    by_style = {name: list_ for name in found if (list_ := _of_style(name, found)) is not None}
    return Numbering(by_style, lists)


def _level(level: Element) -> _Level:
    form = _value(level.find(f"{W}numFmt")) or "decimal"
    known = form if form in {"decimal", "bullet"} else "none"
    return _Level(known, _value(level.find(f"{W}lvlText")) or "", int(_value(level.find(f"{W}start")) or 1))


def _of_style(name: str, styles: Mapping[str, Element]) -> tuple[str, int] | None:
    """Return the list and level that a style brings, of its own or of the one that it is based on."""
    for _ in range(_DEEPEST):
        style = styles.get(name)
        if style is None:
            return None
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None and (list_ := _value(own.find(f"{W}numId"))):
            return list_, int(_value(own.find(f"{W}ilvl")) or 0)
        name = _value(style.find(f"{W}basedOn")) or ""
    return None
