"""Random schemes and random changes: exact totals, one history, and results that are proven like any other scheme."""

from collections.abc import Iterator
from typing import Final, Literal

from attrs import evolve, frozen
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from emulscore import (
    Add,
    CountFact,
    Criterion,
    Direct,
    Drop,
    Group,
    LatenessFact,
    MeasurementError,
    PointsFact,
    Rebase,
    Renumber,
    Replace,
    Retitle,
    Scheme,
    SchemeError,
    SetArgument,
    SwapFact,
    YesNoFact,
)
from emulscore.criteria import Item
from emulscore.derive import Change
from emulscore.rules.rule import facts_of
from emulscore.testing import check_scheme, measurements_for, schemes

WHY = "vì vậy"
_EITHER: Final[tuple[Literal["scale", "keep"], ...]] = ("scale", "keep")


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from walk(item.items)


def scale(items: tuple[Item, ...]) -> list[Item]:
    """Return what shares the total, found in a way of its own: capped groups, and rows of the scale outside of them."""
    found = [item for item in items if isinstance(item, Criterion) or item.role == "base"]
    while any(isinstance(item, Group) and item.cap is None for item in found):
        found = [
            inner
            for item in found
            for inner in (item.items if isinstance(item, Group) and item.cap is None else (item,))
        ]
    return found


def homogeneous(item: Item) -> bool:
    """Say whether a rule's points grow with its base and its amounts: all do but those rounded on the way."""
    return isinstance(item, Criterion) and "Round(" not in repr(item.rule) and "Direct(" not in repr(item.rule)


@st.composite
def rebases(draw: st.DrawFn, scheme: Scheme) -> Rebase:
    step = scheme.rounding.step * draw(st.sampled_from((1, 2, 5)))
    to = step * draw(st.integers(1, max(1, int(60 / step))))
    amounts: Literal["scale", "keep"] = draw(st.sampled_from(_EITHER))
    rows = [item.id for item in scale(scheme.items)]
    remainder_to = draw(st.none() | st.sampled_from(rows))
    return Rebase(
        to,
        step=step,
        amounts=amounts,
        remainder_to=remainder_to,
        beside=draw(st.sampled_from(_EITHER)),
        why=WHY,
    )


@settings(max_examples=25)
@given(st.data())
def test_rebased_points_are_exact(data: st.DataObject) -> None:
    """Bases add up to the new total, lie on the grid, and are the exact share rounded but for the row with the remainder."""
    parent = data.draw(schemes())
    rebase = data.draw(rebases(parent))
    try:
        derived = parent.derive("d", "UBND", "xã", 2026, rebase=rebase)
    except SchemeError as error:
        codes = {problem.code for problem in error.problems}
        proven = {"out-of-range", "not-proven", "gap", "off-grid", "fact-conflict", "marks-not-alike"}
        plain = parent.grades is None and all(map(homogeneous, parent.criteria.values()))
        # Amounts that scale with the base keep every row within it, unless something else is counted in points.
        kept = rebase.amounts == "scale" and rebase.beside == "scale" and plain
        assert codes <= {"rebased-to-nothing", "number-too-long"} | (set() if kept else proven)
        return
    record = derived.derivation
    assert record is not None
    units, old = scale(derived.items), {item.id: item.base for item in scale(parent.items)}
    assert derived.total == sum(unit.base for unit in units) == rebase.to
    factor = rebase.to / sum(old.values())
    for unit in units:
        assert (unit.base / rebase.step).denominator == 1
        off = unit.base - old[unit.id] * factor
        if unit.id == record.remainder_row:
            off -= record.remainder
        assert -rebase.step / 2 < off <= rebase.step / 2
    assert abs(record.remainder) <= rebase.step * len(units) / 2
    largest = max(old.values())
    wanted = rebase.remainder_to or next(id_ for id_, base in old.items() if base == largest)
    assert record.remainder_row == wanted


@settings(max_examples=25)
@given(st.data())
def test_scaled_amounts_give_the_same_share_of_the_base(data: st.DataObject) -> None:
    """Where amounts scale, each unit earns the same share of each row as before, before rounding."""
    parent = data.draw(schemes())
    rebase = evolve(data.draw(rebases(parent)), amounts="scale")
    try:
        derived = parent.derive("d", "UBND", "xã", 2026, rebase=rebase)
    except SchemeError:
        reject()
    unit = data.draw(measurements_for(parent))
    try:
        before, after = parent.score(unit), derived.score(unit)
    except MeasurementError:
        reject()  # points that a person gave may lie beyond the new range, or all rows be left out
    for item in walk(parent.items):
        if homogeneous(item):
            one, other = before[item.id].exact, after[item.id].exact
            assert one is not None
            assert other is not None
            assert other * item.base == one * derived.criteria[item.id].base


@frozen
class Drawn:
    """Changes of a scheme, and what its history must then say."""

    changes: tuple[Change, ...]
    status: dict[str, str]
    order: list[str]
    new_ids: dict[str, str]


@st.composite
def drawn_changes(draw: st.DrawFn, scheme: Scheme, mark: str = "") -> Drawn:
    """Return changes that are carried out, each of another row, with the expected history worked out beside them."""
    rows = [item for item in walk(scheme.items) if isinstance(item, Criterion)]
    changes: list[Change] = []
    status = {item.id: "kept" for item in walk(scheme.items)}
    order = [row.id for row in rows]
    new_ids: dict[str, str] = {}
    for row in rows:
        kind = draw(
            st.sampled_from(("keep", "drop", "replace", "retitle", "renumber", "argument", "swap", "add", "move"))
        )
        facts = [fact for fact in facts_of(row.rule) if fact.name.startswith(f"r{row.id}_")]
        if kind == "drop" and len(order) > 1:
            changes.append(Drop(row.id, why=WHY))
            status[row.id] = "dropped"
            order.remove(row.id)
        elif kind == "replace":
            new = Criterion(row.id, "Thay", row.base, Direct(PointsFact(f"thay{mark}_{row.id}", largest=row.base)))
            changes.append(Replace(row.id, new, why=WHY))
            status[row.id] = "changed"
        elif kind == "retitle":
            changes.append(Retitle(row.id, f"Tên mới {mark}{row.id}", why=WHY))
            status[row.id] = "changed"
        elif kind == "renumber":
            new_ids[row.id] = f"{row.id}x{mark}"
            changes.append(Renumber({row.id: new_ids[row.id]}, why=WHY))
            status[row.id] = "changed"
            order[order.index(row.id)] = new_ids[row.id]
        elif kind == "argument":
            changes.append(SetArgument(row.id, "wording", f"Điểm = … {mark}", why=WHY))
            status[row.id] = "changed"
        elif kind == "swap" and facts and isinstance(facts[0], CountFact | YesNoFact | LatenessFact):
            changes.append(SwapFact(facts[0].name, evolve(facts[0], label=f"Nhãn {mark}"), row=row.id, why=WHY))
            status[row.id] = "changed"
        elif kind == "add":
            new = Criterion(
                f"n{mark}{row.id}", "Mới", row.base, Direct(PointsFact(f"moi{mark}_{row.id}", largest=row.base))
            )
            if row.id in order:
                changes.append(Add(new, after=row.id, why=WHY))
                status[new.id] = "new"
                order.insert(order.index(row.id) + 1, new.id)
    return Drawn(tuple(changes), status, order, new_ids)


@settings(max_examples=25)
@given(st.data())
def test_history_says_what_was_changed_and_nothing_else(data: st.DataObject) -> None:
    """Rows that a change speaks of are new, changed or dropped, with its why; all others are kept."""
    parent = data.draw(schemes(rows=5))
    drawn = data.draw(drawn_changes(parent))
    try:
        derived = parent.derive("d", "UBND", "xã", 2026, changes=drawn.changes)
    except SchemeError as error:
        codes = {problem.code for problem in error.problems}
        # A group may be left empty, a grade may speak of a dropped row, a fact may be read by other rows too.
        assert codes <= {"empty-group", "unknown-part", "fact-conflict", "gap", "rescale-not-stated"}
        reject()
    record = derived.derivation
    assert record is not None
    assert list(derived.criteria) == drawn.order
    found = {row.old if row.old is not None else row.new: row for row in record.history if row.old != ""}
    dict(drawn.status.items())
    parents = {item.id for item in walk(parent.items) if isinstance(item, Group)}
    for id_, row in found.items():
        assert id_ is not None
        if id_ in parents:
            continue
        assert row.status == drawn.status[id_]
        assert row.new == (None if row.status == "dropped" else drawn.new_ids.get(id_, id_))
        assert [why.vi for why in row.why] == ([] if row.status == "kept" else [WHY])
    assert set(found) == set(drawn.status)
    assert derived.total == sum(
        item.base for item in derived.items if not (isinstance(item, Group) and item.role != "base")
    )


@settings(max_examples=25)
@given(st.data())
def test_random_derivations_compose(data: st.DataObject) -> None:
    """Derived twice: the chain is kept, and the statuses since the first ancestor follow from those of both steps."""
    parent = data.draw(schemes(rows=4))
    first = data.draw(drawn_changes(parent, "a"))
    try:
        middle = parent.derive("m", "UBND", "xã", 2025, changes=first.changes)
        second = data.draw(drawn_changes(middle, "b"))
        last = middle.derive("l", "UBND", "xã", 2026, changes=second.changes)
    except SchemeError:
        reject()
    record = last.derivation
    assert record is not None
    assert record.earlier == middle.derivation
    assert record.first.fingerprint == parent.fingerprint
    groups = {item.id for scheme in (parent, middle) for item in walk(scheme.items) if isinstance(item, Group)}
    expected: dict[str | None, str] = {}
    for id_, one in first.status.items():
        if id_ in groups:
            continue
        other = second.status.get(first.new_ids.get(id_, id_), "dropped")
        if one == "new":
            expected |= {} if other == "dropped" else {second.new_ids.get(id_, id_): "new"}
        else:
            expected[id_] = (
                "dropped" if "dropped" in {one, other} else "changed" if "changed" in {one, other} else "kept"
            )
    for id_, other in second.status.items():
        if other == "new":
            expected[id_] = "new"
    found = {row.old if row.old is not None else row.new: row.status for row in record.since_first if row.old != ""}
    assert {id_: status for id_, status in found.items() if id_ not in groups} == expected


@settings(max_examples=25)
@given(st.data())
def test_changes_are_carried_out_again_to_the_same_scheme(data: st.DataObject) -> None:
    """What a derived scheme keeps of its changes makes it again, and a parent of another fingerprint is refused."""
    parent = data.draw(schemes())
    drawn = data.draw(drawn_changes(parent))
    try:
        derived = parent.derive("d", "UBND", "xã", 2026, changes=drawn.changes)
    except SchemeError:
        reject()
    changes = derived.change_set
    assert changes is not None
    assert parent.apply(changes) == derived
    assert parent.apply(changes).fingerprint == derived.fingerprint
    other = evolve(parent, title="Khác")
    try:
        other.apply(changes)
    except SchemeError as error:
        assert [problem.code for problem in error.problems] == ["other-parent"]  # noqa: PT017 - the other way is told below
    else:
        raise AssertionError(other)
    again = other.apply(changes, reapply=True)
    assert again.items == derived.items
    assert again.derivation is not None
    assert again.derivation.reapplied == parent.fingerprint


@settings(max_examples=5, suppress_health_check=list(HealthCheck))  # Hypothesis in Hypothesis: each is short
@given(st.data())
def test_a_derived_scheme_keeps_every_law(data: st.DataObject) -> None:
    """A rebased scheme passes the checks that the library asks of any scheme."""
    parent = data.draw(schemes(rows=2))
    try:
        derived = parent.derive("d", "UBND", "xã", 2026, rebase=data.draw(rebases(parent)))
    except SchemeError:
        reject()
    check_scheme(derived, examples=3)
