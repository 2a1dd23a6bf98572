"""Which row of one scheme is which row of another."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from itertools import pairwise

from attrs import field, frozen

from emulscore.criteria import Criterion, Group, Item, each_item
from emulscore.derive import HistoryRow, Versioned, composed, flat, parents
from emulscore.words import Words

__all__ = ["Pairs", "pairs_of"]


@frozen
class Pairs:
    """Rows of two schemes that are one.

    Attributes:
        ids: The number in the new scheme of each row of the old one that is still there.
        moved: The rows, by their old numbers, that stand elsewhere.
        why: Why a row was changed, by its old number, or for a new row by its new one, where a derivation says it.
    """

    ids: Mapping[str, str]
    moved: frozenset[str]
    why: Mapping[tuple[str | None, str | None], tuple[Words, ...]] = field(factory=dict)


def pairs_of(old: Versioned, new: Versioned) -> Pairs:
    """Return which rows are one: as a derivation records it; else by number and title, by title, by rule, by number."""
    history = _history(old, new)
    if history is None:
        ids = _by_looks(old.items, new.items)
        return Pairs(ids, frozenset(_moved(old.items, new.items, ids, ())))
    ids = {row.old: row.new for row in history if row.old and row.new}
    stated = [row.old for row in history if row.old and any(one.what == "place" for one in row.differences)]
    why = {(row.old, row.new): row.why for row in history}
    return Pairs(ids, frozenset(_moved(old.items, new.items, ids, stated)), why)


def _history(old: Versioned, new: Versioned) -> tuple[HistoryRow, ...] | None:
    """Return what became of each row of *old* where *new* was derived from it, over one derivation or several."""
    found: tuple[HistoryRow, ...] | None = None
    step = new.derivation
    while step is not None:
        found = step.history if found is None else composed(step.history, found)
        if step.fingerprint == old.fingerprint:
            # A file may say what its rows do not.
            here, there = ({item.id for item in each_item(scheme.items)} for scheme in (old, new))
            told = {row.old for row in found if row.old}, {row.new for row in found if row.new}
            return found if told == (here, there) else None
        step = step.earlier
    return None


def _by_looks(old: tuple[Item, ...], new: tuple[Item, ...]) -> dict[str, str]:
    """Match rows with rows and groups with groups, by what tells most first."""
    left, right = list(each_item(old)), list(each_item(new))
    found: dict[str, str] = {}
    for look in range(4):
        rows, others = ([(isinstance(one, Group), _look(one, look), one.id) for one in side] for side in (left, right))
        times = [Counter((group, seen) for group, seen, _ in side) for side in (rows, others)]
        places = {(group, seen): id_ for group, seen, id_ in others}
        for group, seen, id_ in rows:
            if times[0][group, seen] == times[1][group, seen] == 1:
                found[id_] = places[group, seen]
        matched = set(found.values())
        left = [item for item in left if item.id not in found]
        right = [item for item in right if item.id not in matched]
    return found


def _look(item: Item, look: int) -> Hashable:
    if look == 0:
        return item.id, item.title
    if look == 1:
        return item.title
    if look == 2 and isinstance(item, Criterion):  # noqa: PLR2004 - the third way to look
        return tuple(flat(item.rule).items())
    return item.id


def _moved(
    old: tuple[Item, ...], new: tuple[Item, ...], ids: Mapping[str, str], stated: Iterable[str]
) -> Iterable[str]:
    """Yield the rows that stand in another group, or past another row that stays: as few as can be."""
    before, after = parents(old), parents(new)
    moved = {id_ for id_, now in ids.items() if ids.get(before[id_], "") != after[now]} | set(stated)
    order = {id_: place for place, id_ in enumerate(after)}
    for group in {before[id_] for id_ in ids}:
        stay = [id_ for id_ in before if before[id_] == group and id_ in ids and id_ not in moved]
        moved |= set(stay) - set(_longest_rising(stay, [order[ids[id_]] for id_ in stay]))
    return moved


def _longest_rising(names: list[str], places: list[int]) -> list[str]:
    """Return the longest of the lists that are left in order when some names are taken out."""
    if all(one < other for one, other in pairwise(places)):
        return names
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    found: list[str] = []
    at: int | None = ends[-1]
    while at is not None:
        found.append(names[at])
        at = before[at]
    return found[::-1]
