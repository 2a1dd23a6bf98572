"""A grade above every total is never reached, unless a gate gives it, or may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

import pytest
from attrs import frozen

from emulscore import (
    AllOf,
    Ceiling,
    Criterion,
    CutTotal,
    FactIs,
    Force,
    Gate,
    GradeBand,
    Grades,
    Group,
    LatenessFact,
    Ratio,
    Scheme,
    ShareFact,
    Span,
    Words,
    YesNoFact,
    above,
    at_least,
    below,
)
from emulscore.conditions import Condition
from emulscore.formula.nodes import Node

FAULT = FactIs(YesNoFact("vi_pham"))


@frozen
class Foreign:
    """A gate that the library does not know; it does nothing."""

    kind: ClassVar[str] = "foreign"
    when: Condition
    reason: Words | None = None

    def on_total(self, total: Node, holds: Node) -> Node:
        del holds
        return total

    def on_grade(self, grade: Node, holds: Node, places: Mapping[str, int]) -> Node:
        del holds, places
        return grade

    def effect(self, titles: Mapping[str, Words]) -> Words:
        del titles
        return Words("không làm gì", "does nothing")


@pytest.mark.parametrize(
    ("gates", "named"),
    [
        ([], True),
        ([CutTotal(5, FAULT)], True),  # it takes points, and gives no grade
        ([Ceiling("dat", FAULT)], True),
        ([Force("khong", FAULT)], True),
        ([Force("xuat_sac", FAULT)], False),
        ([CutTotal(5, FAULT), Force("xuat_sac", FAULT)], False),
        ([Foreign(FAULT)], False),  # what it gives is not known
    ],
)
def test_a_grade_above_the_total_is_named_unless_a_gate_may_give_it(gates: list[Gate], named: bool) -> None:
    """Of 10 points, nobody has more than 10; a gate of one's own leaves it open."""
    bands = [
        GradeBand("xuat_sac", "Xuất sắc", above(10)),
        GradeBand("dat", "Đạt", Span(at_least=5, at_most=10)),
        GradeBand("khong", "Không đạt", below(5)),
    ]
    row = Criterion("1", "Một", 10, Ratio(ShareFact("a"), empty="refuse"))
    one = Scheme("thu", "Thử", total=10, items=[row], grades=Grades(bands, gates=gates))
    found = [finding.what.vi for finding in one.check() if finding.code == "grade-never-reached"]
    assert ["“Xuất sắc”" in what for what in found] == [True] * named


@pytest.mark.parametrize(("least", "codes"), [(0, ["gate-always-fires"]), (1, [])])
def test_a_gate_on_one_lateness_in_two_units_is_named_only_where_every_value_fires_it(
    least: int, codes: list[str]
) -> None:
    """From 0 days and 0 months is always; from 1 day and 1 month is open, for neither can be chosen without the other."""
    late = LatenessFact("tre")
    both = AllOf([FactIs(late, at_least(least), unit="days"), FactIs(late, at_least(least), unit="months_begun")])
    bands = [GradeBand("dat", "Đạt", at_least(5)), GradeBand("khong", "Không đạt", below(5))]
    row = Criterion("1", "Một", 10, Ratio(ShareFact("a"), empty="refuse"))
    one = Scheme("thu", "Thử", total=10, items=[row], grades=Grades(bands, gates=[Ceiling("khong", both)]))
    assert [found.code for found in one.check() if found.code.startswith("gate-")] == codes


def test_bands_of_judged_groups_are_not_held_against_the_total() -> None:
    """Two groups of 5 points, each judged by bands up to 5: that the total of 10 is beyond them says nothing."""
    bands = [GradeBand("tot", "Tốt", at_least(4)), GradeBand("kha", "Khá", Span(at_least=2, below=4))]
    bands += [GradeBand("kem", "Kém", below(2)), GradeBand("vuot", "Vượt", above(5))]
    rows = [Criterion(id_, f"Việc {id_}", 5, Ratio(ShareFact(id_), empty="refuse")) for id_ in ("a", "b")]
    groups = [Group(row.id.upper(), f"Nhóm {row.id}", [row], 5) for row in rows]
    total = Grades(bands)
    judged = Grades(bands, judged=("A", "B"))
    codes = {
        name: {found.code for found in Scheme("thu", "Thử", total=10, items=groups, grades=grades).check()}
        for name, grades in (("total", total), ("judged", judged))
    }
    assert "grade-never-reached" not in codes["judged"]
    assert "grade-never-reached" in codes["total"]
