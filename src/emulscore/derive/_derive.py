"""One scheme out of another: changes, a new total, and the record of both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Protocol

from attrs import evolve, frozen

from emulscore.criteria import Group, Item, Rounding, each_item
from emulscore.derive._apply import apply_changes
from emulscore.derive._compare import Difference, Framed, differences, frame_differences
from emulscore.derive._rebase import Rebased, rebase_items, scaled_marks
from emulscore.derive._record import ChangeSet, Derivation, HistoryRow, ParentScheme
from emulscore.derive._scale import Rebase
from emulscore.derive._state import Frame, State
from emulscore.derive._tree import places_of, settled, total_of
from emulscore.errors import EmulscoreError, Problem, Refused, SchemeError
from emulscore.formulas import Rescale
from emulscore.grades import Grades
from emulscore.rules.rule import wrong
from emulscore.support import WithoutDocument
from emulscore.validity import Validity
from emulscore.words import Words

__all__ = ["Derived", "Versioned", "change_set_of", "derived"]

_FOLLOWS: Final = Words(
    "Điểm tối đa của nhóm theo các tiêu chí bên trong.", "The group's maximum follows from the rows inside."
)


class Versioned(Framed, Protocol):
    """A scheme that others are derived from or held against: it says which one it is, and how it came about."""

    @property
    def id(self) -> str:
        """Return its id."""

    @property
    def fingerprint(self) -> str:
        """Return its fingerprint."""

    @property
    def derivation(self) -> Derivation | None:
        """Return how it was itself derived."""


@frozen
class Derived:
    """The fields of a derived scheme that are not its parent's."""

    id: str
    title: Words
    items: tuple[Item, ...]
    total: Fraction
    issuer: Words | None
    level: Words | None
    period: str | None
    source: Words | None
    remark: Words | None
    rounding: Rounding
    limits: tuple[Fraction, Fraction] | None
    rescale: Rescale | None
    grades: Grades | None
    without_document: WithoutDocument | None
    effective: Validity | None
    trust: None = None
    derivation: Derivation | None = None


def derived(parent: Versioned, changes: ChangeSet, *, reapply: bool = False) -> Derived:
    """Carry out a set of changes on a scheme.

    Groups that are not capped get the sum of their rows as their maximum, and the scheme the sum of its rows as its total.

    Args:
        parent: The scheme.
        changes: The changes.
        reapply: Whether to carry them out although the scheme is not the one that they were written for.

    Raises:
        SchemeError: With every problem of the changes.
    """
    problems = list(_of_parent(parent, changes, reapply=reapply))
    frame = Frame(parent.rounding, parent.limits, parent.rescale, parent.grades, parent.without_document)
    applied = apply_changes(parent.items, frame, changes.changes)
    problems += applied.problems or list(_empty(applied.items))
    items = settled(applied.items)
    rebased = Rebased(items, "", Fraction(0))
    if changes.rebase is not None and not problems:
        try:
            rebased = rebase_items(items, changes.rebase)
            applied.frame = _marks(parent, applied, rebased.items, changes.rebase)
        except EmulscoreError as error:
            problems += (evolve(problem, path="rebase") for problem in error.problems)
    if problems:
        raise SchemeError(problems)
    result = Derived(
        changes.id,
        parent.title if changes.title is None else changes.title,
        rebased.items,
        total_of(rebased.items),
        changes.issuer,
        changes.level,
        changes.period,
        changes.source,
        changes.remark,
        applied.frame.rounding,
        applied.frame.limits,
        applied.frame.rescale,
        applied.frame.grades,
        applied.frame.without_document,
        changes.effective,
    )
    record = Derivation(
        parent.id,
        parent.title,
        parent.fingerprint,
        changes=changes.changes,
        rebase=changes.rebase,
        remainder_row=rebased.row or None,
        remainder=rebased.remainder,
        reapplied=None if changes.parent.fingerprint == parent.fingerprint else changes.parent.fingerprint,
        history=_history(parent, applied, items, result, changes.rebase),
        earlier=parent.derivation,
    )
    return evolve(result, derivation=record)


def _of_parent(parent: Versioned, changes: ChangeSet, *, reapply: bool) -> Iterator[Problem]:
    wanted = changes.parent
    same = wanted.id == parent.id and wanted.fingerprint in {None, parent.fingerprint}
    if not same and not reapply:
        names = (f"{wanted.id} {wanted.fingerprint or ''}".strip(), f"{parent.id} {parent.fingerprint}")
        yield Refused("other-parent", wanted=names[0], found=names[1]).problem(path="parent")
    if changes.id == parent.id:
        yield wrong("id", "một mã khác mã của bộ tiêu chí gốc", "another id than the parent's").problem(path="id")


def _empty(items: tuple[Item, ...]) -> Iterator[Problem]:
    """Yield the groups that have nothing left in them."""
    if not items:
        yield Problem("empty-group", path="changes")
    for item in each_item(items):
        if isinstance(item, Group) and not item.items:
            yield Problem("empty-group", row=item.id, path="changes")


def _marks(parent: Versioned, applied: State, items: tuple[Item, ...], rebase: Rebase) -> Frame:
    if rebase.amounts == "keep":
        return applied.frame
    olds = ((id_, applied.trails[key].old) for id_, key in applied.ids.items())
    before = {id_: old.base for id_, old in olds if old is not None}
    return scaled_marks(applied.frame, before, items, (parent.total, rebase.to))


def _history(
    parent: Versioned, applied: State, settled_items: tuple[Item, ...], result: Derived, rebase: Rebase | None
) -> Iterator[HistoryRow]:
    """Yield what became of the scheme and of each row, in the order of the result; what was dropped stands where it was."""
    whole = frame_differences(parent, result)
    why = [*applied.why, *([] if rebase is None else [rebase.why])]
    yield HistoryRow("changed" if whole or why else "kept", result.title, "", "", differences=whole, why=why)
    before = {item.id: item.base for item in each_item(settled_items)}
    places = places_of(parent.items), places_of(result.items)
    rows: list[HistoryRow] = []
    for item in each_item(result.items):
        trail = applied.trails[applied.ids[item.id]]
        why = list(dict.fromkeys(trail.why))
        if rebase is not None and before[item.id] != item.base:
            why.append(rebase.why)
        group = isinstance(item, Group)
        if trail.old is None:
            rows.append(HistoryRow("new", item.title, None, item.id, group, why=why))
            continue
        found = differences(trail.old, item)
        if trail.moved:
            found = (*found, Difference("place", places[0][trail.old.id], places[1][item.id]))
        if found and not why:
            why.append(_FOLLOWS)
        rows.append(
            HistoryRow(
                "changed" if found else "kept", item.title, trail.old.id, item.id, group, found, why if found else ()
            )
        )
    after = 0
    for trail in applied.trails:
        old = trail.old
        if old is None:
            continue
        if trail.dropped:
            rows.insert(after, HistoryRow("dropped", old.title, old.id, None, isinstance(old, Group), (), trail.why))
        places_now = (place for place, row in enumerate(rows) if row.old == old.id)
        after = next(places_now, after - 1) + 1
    yield from rows


def change_set_of(scheme: Versioned, record: Derivation) -> ChangeSet:
    """Return everything that made a scheme out of its parent."""
    return ChangeSet(
        ParentScheme(record.parent, record.fingerprint),
        id=scheme.id,
        issuer=scheme.issuer or "",
        level=scheme.level or "",
        period=scheme.period or "",
        title=scheme.title,
        source=scheme.source,
        remark=scheme.remark,
        effective=scheme.effective,
        changes=record.changes,
        rebase=record.rebase,
    )
