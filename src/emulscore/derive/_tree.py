"""Rows in groups as a tree: where one stands, and the tree with one put in, taken out or exchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from emulscore.criteria import Criterion, Group, Item, beside_scale, each_item
from emulscore.words import Words

__all__ = ["edited", "find", "inserted", "parents", "places_of", "settled", "total_of"]


def find(items: Iterable[Item], id_: str) -> Item | None:
    """Return the row or group of a number."""
    return next((item for item in each_item(items) if item.id == id_), None)


def parents(items: Iterable[Item], inside: str = "") -> dict[str, str]:
    """Return the group of each row and group, `""` for the top level, in the order of the document."""
    found: dict[str, str] = {}
    for item in items:
        found[item.id] = inside
        if isinstance(item, Group):
            found |= parents(item.items, item.id)
    return found


def edited(items: tuple[Item, ...], id_: str, edit: Callable[[Item], tuple[Item, ...]]) -> tuple[Item, ...]:
    """Return the tree with one row or group edited: taken out, exchanged, or given neighbours."""
    found: list[Item] = []
    for item in items:
        if item.id == id_:
            found += edit(item)
            continue
        inner = edited(item.items, id_, edit) if isinstance(item, Group) else ()
        found.append(evolve(item, items=inner) if isinstance(item, Group) and inner != item.items else item)
    return tuple(found)


def inserted(
    items: tuple[Item, ...], new: Item, *, into: str | None, after: str | None, before: str | None
) -> tuple[Item, ...]:
    """Return the tree with a row or group put in: beside another, or last in a group, or last of all."""
    if after is not None:
        return edited(items, after, lambda item: (item, new))
    if before is not None:
        return edited(items, before, lambda item: (new, item))
    if not into:
        return (*items, new)

    def last(item: Item) -> tuple[Item, ...]:
        return (evolve(item, items=(*item.items, new)),) if isinstance(item, Group) else (item,)

    return edited(items, into, last)


def settled(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the tree with each group's maximum as its rows give it; a capped group keeps its cap."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Criterion):
            found.append(item)
            continue
        inner = settled(item.items)
        base = item.cap if item.cap is not None else sum((one.base for one in inner), Fraction(0))
        same = base == item.base and inner == item.items
        found.append(item if same else evolve(item, items=inner, base=base))
    return tuple(found)


def total_of(items: Iterable[Item]) -> Fraction:
    """Return the full points of the scale."""
    return sum((item.base for item in items if not beside_scale(item)), Fraction(0))


def places_of(items: tuple[Item, ...]) -> Mapping[str, Words]:
    """Say where each row stands: in which group, after which row."""
    said: dict[str, Words] = {}
    last: dict[str, str] = {}
    for id_, group in parents(items).items():
        vi = f"nhóm {group}" if group else "cấp cao nhất"
        en = f"group {group}" if group else "the top level"
        before = last.get(group)
        said[id_] = Words(
            f"{vi}, sau {before}" if before else f"{vi}, đầu tiên",
            f"{en}, after {before}" if before else f"{en}, first",
        )
        last[group] = id_
    return said
