"""Thanh Hóa (draft, 2026): what rows and criteria share, and the readings that come back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from emulscore.criteria import Criterion, Group, Printed, Reading
from emulscore.facts import CountFact, ShareFact, YesNoFact
from emulscore.numbers import Numeric
from emulscore.rules import Count, Ratio, Round, Rule, Tiered
from emulscore.words import Words

__all__ = ["EMPTY", "FLOOR", "MODE", "criterion", "group", "less", "met", "quarters", "taken"]

EMPTY: Final = Words(
    "Không rõ trường hợp không có đối tượng nào (0 trên 0): không chấm, phải hỏi lại.",
    "What 0 of 0 earns is not known: it is refused, and must be asked about.",
)
MODE: Final = Reading(
    "mode",
    Words(
        "Văn bản ghi “làm tròn đến 0,25đ” mà không nói cách làm tròn: nửa bước làm tròn lên.",
        "The text says “làm tròn đến 0,25đ” (rounded to 0.25) but not how: halves go up.",
    ),
)
FLOOR: Final = Reading(
    "low",
    Words("Không rõ mức thấp nhất: không dưới 0 điểm.", "The least is not known: never below 0 points."),
)


def met(fact: YesNoFact) -> Rule:
    """Return the rule of a row that is met in full or earns nothing."""
    return Tiered(fact, {True: "100%", False: "0%"})


def less(fact: CountFact, per: Numeric) -> Rule:
    """Return the rule of a row that starts full and loses points each time, never below 0."""
    return Count([(fact, f"-{per}")], start="100%", low=0, high="100%")


def quarters(fact: ShareFact, *, empty: Numeric) -> Rule:
    """Return the rule of a rate that is rounded to a quarter of a point."""
    return Round(Ratio(fact, empty=empty), step="0.25", mode="half_up")


def taken(fact: CountFact, per: Numeric) -> Rule:
    """Return the rule of a deduction: so many points each time, at most the row's own limit."""
    return Count([(fact, per)], start=0, low=0, high="100%")


def criterion(id_: str, base: Numeric, rows: Iterable[Criterion], *, printed: Printed | None = None) -> Group:
    """Return a criterion (tiêu chí) of some rows (điểm thành phần); false evidence voids it as a whole (row IX.9)."""
    void = YesNoFact(
        f"khai_gian_{id_.replace('.', '_')}",
        label=Words(
            f"Tiêu chí {id_} có minh chứng không trung thực", f"False evidence was declared for criterion {id_}"
        ),
    )
    return Group(id_, Words(f"Tiêu chí {id_}", f"Criterion {id_}"), tuple(rows), base, void=void, printed=printed)


def group(id_: str, base: Numeric, criteria: Iterable[Group]) -> Group:
    """Return a group of criteria."""
    return Group(id_, Words(f"Nhóm {id_}", f"Group {id_}"), tuple(criteria), base)
