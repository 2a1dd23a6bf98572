"""Changes carried out one after the other, every problem told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import TypeVar

from attrs import evolve

from emulscore.criteria import Criterion, Group, Item, Reading, each_item, with_cohorts
from emulscore.derive._arguments import MISSING, argument_at, normal_path, paths_of, put, set_path, with_argument
from emulscore.derive._changes import (
    CHANGES,
    Add,
    Change,
    ClearArgument,
    Drop,
    Move,
    Regrade,
    Renumber,
    Replace,
    Retitle,
    SetArgument,
    SwapFact,
)
from emulscore.derive._parts import with_fact
from emulscore.derive._state import Aspect, Frame, State, Trail
from emulscore.derive._tree import edited, inserted
from emulscore.errors import Refused
from emulscore.facts import AnyFact
from emulscore.reading import nearest
from emulscore.rules.rule import facts_of, wrong
from emulscore.words import Words

__all__ = ["apply_changes"]

_I = TypeVar("_I", Criterion, Group)


def apply_changes(items: tuple[Item, ...], frame: Frame, changes: Iterable[Change]) -> State:
    """Carry out changes in order; one that cannot be is told, and the next are tried all the same."""
    rows = list(each_item(items))
    state = State(items, frame, [Trail(row) for row in rows], {row.id: place for place, row in enumerate(rows)})
    states, firsts = [(items, frame)], [0]
    lost: set[str] = set()
    for place, change in enumerate(changes):
        before = state.copy()
        try:
            _try(state, place, change)
            now = (state.items, state.frame)
            if now == states[-1]:
                raise Refused("change-without-effect")  # noqa: TRY301 - told like any other
            if now in states:
                raise Refused("changed-twice", other=firsts[states.index(now)])  # noqa: TRY301 - as above
            states.append(now)
            firsts.append(place + 1)
        except Refused as refused:
            state = before
            lost.update(_named_by(change))
            given = refused.params["row"].vi if refused.code == "unknown-row" else None
            # A row may be unknown only because an earlier change could not be carried out: that has been told.
            if given not in lost:
                row = getattr(change, "row", None) or None
                state.problems.append(refused.problem(row=row, given=given, path=f"changes[{place}]"))
    return state


def _try(state: State, place: int, change: Change) -> None:
    state.bring(change)
    for aspect in _carry_out(change, state):
        state.claim(place, aspect)


@singledispatch
def _carry_out(change: Change, state: State) -> list[Aspect]:
    """Carry out one change and return what it is about."""
    del change, state
    expected = ", ".join(cls.__name__ for cls in CHANGES.kinds().values())
    raise wrong("changes", expected, expected)


@_carry_out.register
def _drop(change: Drop, state: State) -> list[Aspect]:
    aspects = []
    for item in each_item([state.get(change.row)]):
        trail = state.trail(item.id)
        trail.dropped = True
        trail.why.append(change.why)
        aspects.append(state.key(item.id))
        del state.ids[item.id]
    state.items = edited(state.items, change.row, lambda _: ())
    return aspects


@_carry_out.register
def _replace(change: Replace, state: State) -> list[Aspect]:
    old, new = state.get(change.row), change.item
    aspects = [state.key(change.row, *more) for more in (("argument",), ("facts",))]
    keys, inside = {new.id: state.ids[change.row]}, {item.id for item in each_item([new])}
    if old.id != new.id:
        aspects.append(state.key(change.row, "number"))
    for item in each_item([old]):
        trail, key = state.trail(item.id), state.ids.pop(item.id)
        trail.why.append(change.why)
        if item is old:
            continue
        aspects.append(("row", key))
        if item.id in inside - {new.id}:
            keys[item.id] = key
        else:
            trail.dropped = True
    state.items = edited(state.items, change.row, lambda _: (new,))
    state.known([new], change.why, keys)
    state.same_numbers({old.id: new.id} if old.id != new.id else {})
    return aspects


@_carry_out.register
def _add(change: Add, state: State) -> list[Aspect]:
    state.at(change.into, change.after, change.before)
    if any(trail.dropped and trail.old == change.item for trail in state.trails):
        raise wrong(
            "item", "dòng chưa có; để chuyển chỗ, dùng Move", "a row that was not there; to put one elsewhere, use Move"
        )
    state.known([change.item], change.why, {})
    state.items = inserted(state.items, change.item, into=change.into, after=change.after, before=change.before)
    # Only its number is still open: rows are numbered anew after some were added.
    return [state.key(item.id, about) for item in each_item([change.item]) for about in ("argument", "facts", "place")]


@_carry_out.register
def _move(change: Move, state: State) -> list[Aspect]:
    item = state.get(change.row)
    state.at(change.into, change.after, change.before)
    inside = {one.id for one in each_item([item])}
    if inside & {change.into, change.after, change.before}:
        raise wrong("into", "chỗ ngoài chính nhóm này", "a place outside of the group itself")
    rest = edited(state.items, change.row, lambda _: ())
    state.items = inserted(rest, item, into=change.into, after=change.after, before=change.before)
    trail = state.trail(change.row)
    trail.moved = True
    trail.why.append(change.why)
    return [state.key(change.row, "place")]


@_carry_out.register
def _renumber(change: Renumber, state: State) -> list[Aspect]:
    numbers = dict(change.numbers)
    for row in numbers:
        state.get(row)
    kept = [id_ for id_ in state.ids if id_ not in numbers]
    twice = next(
        (
            to
            for place, (_, to) in enumerate(change.numbers)
            if to in [*kept, *(one for _, one in change.numbers[:place])]
        ),
        None,
    )
    if twice is not None or len(numbers) < len(change.numbers):
        raise wrong("numbers", f"mỗi số một dòng ({twice})", f"each number for one row ({twice})")
    aspects = []
    for row, to in change.numbers:
        if row != to:
            aspects.append(state.key(row, "number"))
            state.trail(row).why.append(change.why)
    state.items = _with_numbers(state.items, numbers)
    state.ids = {numbers.get(id_, id_): key for id_, key in state.ids.items()}
    state.same_numbers(numbers)
    return aspects


@_carry_out.register
def _retitle(change: Retitle, state: State) -> list[Aspect]:
    item = state.get(change.row)
    state.exchange(change.row, evolve(item, title=change.title))
    state.trail(change.row).why.append(change.why)
    return [state.key(change.row, "argument", "title")]


@_carry_out.register(SetArgument)
@_carry_out.register(ClearArgument)
def _argument(change: SetArgument | ClearArgument, state: State) -> list[Aspect]:
    value = change.value if isinstance(change, SetArgument) else None
    names = tuple(change.argument.split("."))
    if not change.row:
        if argument_at(state.frame, names) is MISSING:
            hint = nearest(change.argument, paths_of(state.frame))
            raise Refused("unknown-argument", argument=change.argument, nearest=hint)
        state.frame = put(state.frame, names, value)
        state.why.append(change.why)
        return [("scheme", *names)]
    item = state.get(change.row)
    names = set_path(item, change.argument)
    new = with_argument(item, names, value)
    if isinstance(new, Criterion) and isinstance(item, Criterion) and new != item:
        readings = (_reread(item, new, reading, names, change.why) for reading in new.readings)
        new = evolve(new, readings=[reading for reading in readings if reading is not None])
    state.exchange(change.row, new)
    state.trail(change.row).why.append(change.why)
    return [state.key(change.row, "argument", *names)]


@_carry_out.register
def _swap(change: SwapFact, state: State) -> list[Aspect]:
    old, new, names = change.old, change.new, dict.fromkeys((change.old, change.new.name))
    before = {item.id: item for item in each_item(state.items)}
    aspects: list[Aspect] = [("facts", name) for name in names]
    if change.row is not None:
        item = state.get(change.row)
        _reads(facts_of(item), old)
        state.exchange(change.row, with_fact(item, old, new))
        aspects = [state.key(one.id, "facts", name) for one in each_item([item]) for name in names]
    else:
        _reads(facts_of((state.items, state.frame.grades)), old)
        state.items = tuple(with_fact(item, old, new) for item in state.items)
        grades = with_fact(state.frame.grades, old, new)
        if grades != state.frame.grades:
            state.frame = evolve(state.frame, grades=grades)
            state.why.append(change.why)
    for item in each_item(state.items):
        was = before[item.id]
        own = ((one.void if isinstance(one, Group) else one) for one in (item, was))
        if next(own) != next(own):
            state.trail(item.id).why.append(change.why)
    return aspects


@_carry_out.register
def _regrade(change: Regrade, state: State) -> list[Aspect]:
    state.frame = evolve(state.frame, grades=change.grades)
    state.why.append(change.why)
    return [("scheme", "grades")]


def _reads(facts: Iterable[AnyFact], name: str) -> None:
    names = dict.fromkeys(fact.name for fact in with_cohorts(facts))
    if name not in names:
        raise Refused("unknown-fact", nearest=nearest(name, names))


def _named_by(change: Change) -> Iterator[str]:
    """Yield the numbers that there would be after a change."""
    item = getattr(change, "item", None)
    yield from (one.id for one in each_item([] if item is None else [item]))
    yield from (to for _, to in getattr(change, "numbers", ()))


def _with_numbers(items: Iterable[Item], numbers: dict[str, str]) -> tuple[Item, ...]:
    def one(item: _I) -> _I:
        return evolve(item, id=numbers.get(item.id, item.id))

    return tuple(
        evolve(one(item), items=_with_numbers(item.items, numbers)) if isinstance(item, Group) else one(item)
        for item in items
    )


def _reread(old: Criterion, new: Criterion, reading: Reading, names: tuple[str, ...], why: Words) -> Reading | None:
    """Return the reading of an argument that was just decided, which says why; None where its argument is gone."""
    try:
        path = normal_path(old, reading.argument)
    except Refused:  # a reading of something that no change can set
        return reading
    if path[: len(names)] != names:
        return reading
    before, now = argument_at(old, path), argument_at(new, path)
    if now is MISSING:
        return None
    return evolve(reading, text=why) if path == names or before != now else reading
