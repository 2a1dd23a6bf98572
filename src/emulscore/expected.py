"""What officials write down beforehand: with these measurements, these points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import field, frozen
from attrs.converters import optional

from emulscore.numbers import Numeric, number
from emulscore.rules.rule import wrong
from emulscore.words import Words, nfc, words

__all__ = ["ExpectedCase", "ExpectedCases"]


def _measurements(raw: Mapping[str, object]) -> dict[str, object]:
    return {nfc(name): value for name, value in raw.items()}


def _points(raw: Mapping[str, Numeric]) -> dict[str, Fraction]:
    return {nfc(str(row)).strip(): number(points) for row, points in raw.items()}


@frozen
class ExpectedCase:
    """One case: what is measured at a unit, and what it must get. At least one of the last four says what.

    Attributes:
        title: What the case is about.
        measurements: Values by the name of the fact; only those that the expected rows need.
        points: The points of rows and groups, by their number; for a deduction, what is taken off.
        total: The total.
        grade: The id of the grade.
        error: Instead of points, the code of the error for which the measurements are refused.
    """

    title: Words | None = field(default=None, kw_only=True, converter=optional(words))
    measurements: Mapping[str, object] = field(kw_only=True, converter=_measurements, hash=False)
    points: Mapping[str, Fraction] = field(factory=dict, kw_only=True, converter=_points, hash=False)
    total: Fraction | None = field(default=None, kw_only=True, converter=optional(number))
    grade: str | None = field(default=None, kw_only=True)
    error: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        outcome = bool(self.points) or self.total is not None or self.grade is not None
        if outcome == (self.error is not None):
            raise wrong(
                "points",
                "điểm, tổng điểm hoặc xếp loại; nếu không thì một mã lỗi (error)",
                "points, a total or a grade; or else the code of an error",
            )


def _cases(raw: Iterable[ExpectedCase]) -> tuple[ExpectedCase, ...]:
    cases = tuple(raw)
    if not cases:
        raise wrong("cases", "ít nhất một trường hợp", "at least one case")
    return cases


@frozen
class ExpectedCases:
    """The cases of one file.

    Attributes:
        scheme: The scheme: the id of a published one, or a file beside this one; without it `x.cases.toml` is about `x.toml`.
        cases: The cases.
    """

    scheme: str | None = field(default=None, kw_only=True)
    cases: tuple[ExpectedCase, ...] = field(kw_only=True, converter=_cases)
