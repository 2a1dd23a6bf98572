"""Groups: caps, points beside the scale, amounts that are taken off, and what voids a group."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    Count,
    CountFact,
    Criterion,
    Direct,
    Group,
    PointsFact,
    Ratio,
    Rounding,
    Scheme,
    SchemeError,
    ShareFact,
    YesNoFact,
)
from emulscore.criteria import Amounts, Item
from emulscore.errors import Refused
from emulscore.scorecard import Scorecard


def row(id_: str, base: int) -> Criterion:
    return Criterion(id_, f"Tiêu chí {id_}", base, Direct(PointsFact(f"p{id_}", largest=base)))


def taken(id_: str, cap: int, each: int | str = 1) -> Criterion:
    """Make a row that takes *each* for every event, at most *cap*."""
    events = CountFact(f"n{id_}", largest=99)
    return Criterion(id_, f"Trừ {id_}", cap, Count({events: each}, start=0, low=0, high=cap))


def scheme(items: Sequence[Item], total: int, **more: object) -> Scheme:
    return Scheme("s", "Thử", total=total, items=items, **more)  # type: ignore[arg-type] # collected by name


def scored(one: Scheme, **given_values: object) -> Scorecard:
    """Score one unit by the meaning and by the compiled path, which must agree on every printed amount."""
    card = one.score(given_values)
    fast = one.points(given_values)
    assert fast[""] == card.points
    for named in one.formulas:
        if named.kind in {"row", "group"}:
            assert fast[named.id] == card[named.id].points
    return card


NESTED = Group("I", "Một", [Group("I.1", "Trong", [row("a", 3), row("b", 3)], 4, cap=4), row("c", 3)], 6, cap=6)


def test_caps_bind_at_every_level() -> None:
    """The inner group counts for at most 4, the outer for at most 6, over a grid of points."""
    one = scheme([NESTED, row("d", 4)], 10)
    for a, b, c in product(range(4), repeat=3):
        card = scored(one, pa=a, pb=b, pc=c, pd=2)
        assert card["I.1"].points == min(a + b, 4)
        assert card["I"].points == min(min(a + b, 4) + c, 6)
        assert card.points == min(min(a + b, 4) + c, 6) + 2


def test_without_a_cap_the_bases_must_add_up() -> None:
    """A group that states 6 over rows of 3 + 3 + 3 is refused unless its cap says so; a cap is the stated maximum."""
    with pytest.raises(SchemeError) as caught:
        scheme([Group("I", "Một", [row("a", 3), row("b", 3), row("c", 3)], 6)], 6)
    assert [problem.code for problem in caught.value.problems] == ["bases-do-not-add-up"]
    with pytest.raises(Refused) as refused:
        Group("I", "Một", [row("a", 3)], 6, cap=5)
    assert refused.value.code == "wrong-argument"


BONUS = Group("T", "Điểm thưởng", [taken("t1", 6, 2), taken("t2", 6, 3)], 10, cap=10, role="bonus")
TAKEN = Group("P", "Điểm trừ", [taken("p1", 5), taken("p2", 10, "2,5")], 12, cap=12, role="deduction")
WHOLE: list[Item] = [row("1", 60), row("2", 40), BONUS, TAKEN]


def by_hand(first: int, second: int, events: tuple[int, int, int, int]) -> Fraction:
    """The scale, plus the bonus within its caps, less the deductions within theirs."""
    bonus = min(min(2 * events[0], 6) + min(3 * events[1], 6), 10)
    less = min(min(events[2], 5) + min(Fraction(5, 2) * events[3], Fraction(10)), Fraction(12))
    return first + second + bonus - less


@settings(max_examples=80)
@given(first=st.integers(0, 60), second=st.integers(0, 40), events=st.tuples(*[st.integers(0, 9)] * 4))
def test_bonus_and_deductions_stand_beside_the_scale(
    first: int, second: int, events: tuple[int, int, int, int]
) -> None:
    """Each row and each group has its cap; the deductions are taken off once; limits clamp the total."""
    names = dict(zip(("nt1", "nt2", "np1", "np2"), events, strict=True))
    expected = by_hand(first, second, events)
    free = scored(scheme(WHOLE, 100), p1=first, p2=second, **names)
    assert free.points == Decimal(int(expected * 2)) / 2
    held = scored(scheme(WHOLE, 100, limits=(5, 105)), p1=first, p2=second, **names)
    assert held.points == Decimal(int(min(max(expected, Fraction(5)), Fraction(105)) * 2)) / 2
    assert all(result.points >= 0 for result in free.results if result.named.kind in {"row", "group"})


def test_the_total_is_clamped_only_where_limits_are_stated() -> None:
    """110 of 100 with a bonus of 10; with limits of 0..105 it is 105, and below 0 it is 0."""
    most = {"p1": 60, "p2": 40, "nt1": 9, "nt2": 9, "np1": 0, "np2": 0}
    least = {"p1": 1, "p2": 2, "nt1": 0, "nt2": 0, "np1": 9, "np2": 9}
    assert [scored(scheme(WHOLE, 100), **unit).points for unit in (most, least)] == [110, -9]
    limited = scheme(WHOLE, 100, limits=(0, 105))
    assert [scored(limited, **unit).points for unit in (most, least)] == [105, 0]
    with pytest.raises(Refused):
        scheme(WHOLE, 100, limits=(10, 0))


@pytest.mark.parametrize(("mode", "left"), [("half_up", "9.87"), ("down", "9.88"), ("up", "9.87")])
def test_a_deduction_is_rounded_as_an_amount(mode: Literal["half_up", "down", "up"], left: str) -> None:
    """0.125 rounds down to 0.12 and up to 0.13 before it is taken off; rounding -0.125 would give the reverse."""
    less = Criterion("9", "Trừ", 1, Ratio(ShareFact("x"), empty=0))
    one = scheme([row("1", 10), Group("P", "Trừ", [less], 1, role="deduction")], 10, rounding=Rounding(mode=mode))
    card = scored(one, p1=10, x="12,5%")
    assert str(card.points) == left
    assert card["9"].points == 10 - card.points


def test_a_row_that_is_rounded_is_taken_off_as_printed() -> None:
    """Three deductions of a third each: 0.33 × 3 where rows are printed, 1 where only the total is."""
    rows = [Criterion(str(n), "Trừ", 1, Ratio(ShareFact(f"x{n}"), empty=0)) for n in (7, 8, 9)]
    group = Group("P", "Trừ", rows, 3, role="deduction")
    thirds = {f"x{n}": (1, 3) for n in (7, 8, 9)}
    assert scored(scheme([row("1", 10), group], 10), p1=10, **thirds).points == Decimal("9.01")
    late = Rounding(amounts=["total"])
    assert scored(scheme([row("1", 10), group], 10, rounding=late), p1=10, **thirds).points == 9
    groups = Rounding(amounts=["groups", "total"])
    assert scored(scheme([row("1", 10), group], 10, rounding=groups), p1=10, **thirds).points == 9


def test_groups_are_rounded_where_the_document_prints_them_so() -> None:
    """1/3 + 1/3 is 0.66 by rows and 0.67 by groups; the total adds what is printed."""
    thirds = [Criterion(str(n), "Ba", 1, Ratio(ShareFact(f"x{n}"), empty=0)) for n in (1, 2, 3, 4)]
    items = [Group("I", "Một", thirds[:2], 2), Group("II", "Hai", thirds[2:], 2)]
    unit = {f"x{n}": (1, 3) for n in (1, 2, 3, 4)}
    chosen: list[list[Amounts]] = [["rows"], ["groups"], ["total"]]
    found = [scored(scheme(items, 4, rounding=Rounding(amounts=amounts)), **unit).points for amounts in chosen]
    assert found == [Decimal("1.32"), Decimal("1.34"), Decimal("1.33")]


def test_an_answer_voids_a_group() -> None:
    """«0đ toàn tiêu chí»: the group earns nothing, its rows keep their points, and the rest is as it was."""
    group = Group("I", "Một", [row("a", 3), row("b", 4)], 7, void=YesNoFact("vi_pham"))
    one = scheme([group, row("c", 3)], 10)
    card = scored(one, pa=3, pb=2, pc=1, vi_pham=True)
    assert [card["I"].points, card["a"].points, card.points] == [0, 3, 1]
    assert scored(one, pa=3, pb=2, pc=1, vi_pham=False).points == 6


def test_an_unknown_answer_leaves_the_group_open() -> None:
    """Until it is known whether the group is void, it earns from 0 to what its rows earn."""
    group = Group("I", "Một", [row("a", 3), row("b", 4)], 7, void=YesNoFact("vi_pham"))
    card = scheme([group, row("c", 3)], 10).score({"pa": 3, "pb": 2, "pc": 1}, partial=True)
    assert [card["I"].range.low, card["I"].range.high] == [0, 5]
    assert [card.total.low, card.total.high] == [1, 6]


@pytest.mark.parametrize("role", ["bonus", "deduction"])
@pytest.mark.parametrize("outer", ["base", "bonus", "deduction"])
def test_points_beside_the_scale_stand_at_the_top(
    role: Literal["bonus", "deduction"], outer: Literal["base", "bonus", "deduction"]
) -> None:
    """A bonus or deduction group inside any other group is refused by its number."""
    inner = Group("P", "Trong", [row("a", 3)], 3, role=role)
    with pytest.raises(SchemeError) as caught:
        scheme([row("1", 10), Group("O", "Ngoài", [inner], 3, role=outer)], 10)
    assert ("misplaced-group", "P") in [(problem.code, problem.row) for problem in caught.value.problems]


def test_points_beside_the_scale_do_not_count_towards_its_total() -> None:
    """The total that is stated is the scale's own; bonus and deductions come on top."""
    assert scheme(WHOLE, 100).total == 100
    with pytest.raises(SchemeError) as caught:
        scheme(WHOLE, 110)
    assert [problem.code for problem in caught.value.problems] == ["bases-do-not-add-up"]


def test_an_unknown_role_is_refused() -> None:
    """Groups are of the scale, a bonus, or a deduction."""
    with pytest.raises(Refused):
        Group("I", "Một", [row("a", 3)], 3, role="extra")  # type: ignore[arg-type] # on purpose
