"""Random schemes, proven like any other."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from hypothesis import strategies as st

from emulscore.criteria import Amounts, Criterion, Group, Item, NotApplicable, Role, Rounding, rows_of
from emulscore.facts import AnyFact, YesNoFact
from emulscore.formula.nodes import Mode
from emulscore.formulas import Rescale
from emulscore.numbers import half_up
from emulscore.rules.rule import facts_of
from emulscore.scheme import Scheme
from emulscore.testing.grades import Scale, grades
from emulscore.testing.rules import rules
from emulscore.words import Words

__all__ = ["schemes"]

_BASES: Final = (*map(Fraction, (1, 2, 4, 5, 6, 8, 10)), Fraction(1, 2), Fraction(15, 2))
_STEPS: Final = (Fraction(1, 100), Fraction(1, 100), Fraction(1, 4), Fraction(1, 10), Fraction(1))
_MODES: Final[tuple[Mode, ...]] = ("half_up", "half_up", "down", "up")
_AMOUNTS: Final[tuple[tuple[Amounts, ...], ...]] = (
    (),
    ("rows",),
    ("rows", "groups"),
    ("rows", "groups", "total"),
    ("total",),
)
_ABSENT: Final[tuple[NotApplicable | None, ...]] = (None, None, "full", "zero", "leave_out")
_RESCALE: Final[tuple[Rescale | None, ...]] = (None, "printed", "exact")
_BESIDE: Final[tuple[Role, ...]] = ("bonus", "deduction")


@st.composite
def schemes(draw: st.DrawFn, *, rows: int = 3, depth: int = 2) -> Scheme:
    """Return schemes that hold, with every choice that a scheme's author can make.

    Every row is proven; groups stand in groups, capped, void on a condition, or beside the scale as bonus and deduction;
    amounts are rounded in every way; rows may not apply; totals have limits; grades have bands and gates.

    Args:
        draw: Given by Hypothesis.
        rows: How many rows there are, at most.
        depth: How deep rules stand inside rules, at most.
    """
    step = draw(st.sampled_from(_STEPS))
    rescale = draw(st.sampled_from(_RESCALE))
    policies = [policy for policy in _ABSENT if rescale is not None or policy != "leave_out"]
    known: list[AnyFact] = []

    def row(id_: str) -> Criterion:
        base = draw(st.sampled_from([base for base in _BASES if (base / step).denominator == 1]))
        rule = draw(rules(base, prefix=f"r{id_}_", known=tuple(known), depth=depth))
        known.extend(fact for fact in facts_of(rule) if fact not in known)
        title = Words(f"Tiêu chí {id_}", f"Criterion {id_}")
        return Criterion(id_, title, base, rule, not_applicable=draw(st.sampled_from(policies)))

    def group(id_: str, inside: list[Item], role: Role) -> Group:
        total = sum((item.base for item in inside), Fraction(0))
        # A cap that is a number of steps, from one step to all points.
        cap = draw(st.none() | st.integers(1, int(total / step)).map(lambda steps: steps * step))
        void = None
        if draw(st.integers(0, 2)) == 0:
            void = draw(
                st.sampled_from([*(fact for fact in known if isinstance(fact, YesNoFact)), YesNoFact(f"huy_{id_}")])
            )
            known.extend([void] if void not in known else [])
        return Group(id_, f"Nhóm {id_}", inside, total if cap is None else cap, cap=cap, role=role, void=void)

    items: list[Item] = [row(str(place)) for place in range(1, draw(st.integers(1, rows)) + 1)]
    for place in range(draw(st.integers(0, 3))):
        first = draw(st.integers(0, len(items) - 1))
        last = draw(st.integers(first + 1, len(items)))
        items[first:last] = [group("I" * (place + 1), items[first:last], "base")]
    total = sum((item.base for item in items), Fraction(0))
    outer = len(items)
    for place, role in enumerate(draw(st.lists(st.sampled_from(_BESIDE), max_size=2))):
        items.append(group(f"B{place}", [row(f"b{place}")], role))
    rounding = Rounding(step, draw(st.sampled_from(_MODES)), draw(st.sampled_from(_AMOUNTS)))
    low, high = draw(st.integers(-5, 5)), draw(st.integers(15, 22))
    limits = draw(st.none() | st.just((half_up(total * low / 20, step), half_up(total * high / 20, step))))
    # A grade over unrounded rows holds all of their formulas many times over, which takes long to prove.
    printed = "rows" in rounding.amounts
    # Where all rows can be left out there may be no total to grade.
    scored = any(row.not_applicable != "leave_out" for row in rows_of(items[:outer]))
    graded = draw(grades(_scale(items, total, tuple(known)))) if printed and scored and draw(st.booleans()) else None
    return Scheme(
        "thu", "Thử", total=total, items=items, rounding=rounding, limits=limits, rescale=rescale, grades=graded
    )


def _scale(items: list[Item], total: Fraction, known: tuple[AnyFact, ...]) -> Scale:
    groups = tuple(_groups(items))
    return Scale(total, (*(row.id for row in rows_of(items)), *groups), groups, known)


def _groups(items: list[Item] | tuple[Item, ...]) -> list[str]:
    found = [(item.id, *_groups(item.items)) for item in items if isinstance(item, Group)]
    return [id_ for ids in found for id_ in ids]
