"""Words that criteria, groups, roundings and schemes do not know are refused, each with those that they know."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from emulscore import (
    Criterion,
    Direct,
    Group,
    MeasurementError,
    PointsFact,
    Ratio,
    Refused,
    Rounding,
    Scheme,
    ShareFact,
)

GIVEN = Direct(PointsFact("diem", largest=6))
ROW = Criterion("1", "Một", 6, GIVEN)


@pytest.mark.parametrize(
    ("make", "argument", "known"),
    [
        (lambda: Criterion("1", "Một", 6, GIVEN, not_applicable="half"), "not_applicable", "full, zero, leave_out"),  # type: ignore[arg-type]
        (lambda: Group("A", "Nhóm", [ROW], 6, role="extra"), "role", "base, bonus, deduction"),  # type: ignore[arg-type]
        (lambda: Rounding(mode="nearest"), "mode", "half_up"),  # type: ignore[arg-type]
        (lambda: Rounding(amounts={"parts"}), "amounts", "rows, groups, total"),  # type: ignore[arg-type]
        (lambda: Rounding(step="0,03"), "step", "một phần nguyên của 1"),  # three hundredths do not fill one point
        (
            lambda: Scheme("a", "A", total=6, items=[ROW], without_document="zero"),  # type: ignore[arg-type]
            "without_document",
            "question, no_points",
        ),
    ],
)
def test_a_word_that_is_not_known_is_refused(make: Callable[[], object], argument: str, known: str) -> None:
    """The error names the argument and what to give instead."""
    with pytest.raises(Refused) as caught:
        make()
    assert caught.value.code == "wrong-argument"
    assert caught.value.params["argument"].vi == argument
    assert known in caught.value.params["expected"].vi


@pytest.mark.parametrize("raw", [(1, 2, 3), [1], {"part": 1, "of": 2}, {"part": 1, "whole": 2, "left": 0}])
def test_a_share_is_a_pair_on_both_paths(raw: object) -> None:
    """Three numbers, one number or other names are refused by the fast path as by the exact one, with one code."""
    one = Scheme("a", "A", total=6, items=[Criterion("1", "Một", 6, Ratio(ShareFact("x"), empty="refuse"))])
    codes = []
    for work in (one.points, one.score):
        with pytest.raises(MeasurementError) as caught:
            work({"x": raw})
        codes.append([problem.code for problem in caught.value.problems])
    assert codes[0] == codes[1]
    assert len(codes[0]) == 1
