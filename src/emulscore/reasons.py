"""How groups, totals and rows that did not arise are explained: their words, for the numbers that formulas note."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen

from emulscore.criteria import NotApplicable, Role
from emulscore.rules.rule import Sentence
from emulscore.words import Words

__all__ = ["DidNotArise", "GroupSum", "NoDocument", "TotalSum"]


@frozen
class DidNotArise:
    """Explains a row whose facts did not arise.

    Attributes:
        policy: What follows.
    """

    policy: NotApplicable

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say what followed for a unit."""
        return (Sentence(_ABSENT[self.policy]),)


_ABSENT: Final[dict[NotApplicable, Words]] = {
    "full": Words("Không phát sinh: được {points}/{base} điểm.", "Did not arise: {points}/{base} points."),
    "zero": Words("Không phát sinh: {points}/{base} điểm.", "Did not arise: {points}/{base} points."),
    "leave_out": Words(
        "Không phát sinh: không tính tiêu chí này, tổng điểm được quy đổi.",
        "Did not arise: the criterion is left out and the total rescaled.",
    ),
}


@frozen
class NoDocument:
    """Explains a row that gets no points, as its documents are missing and the scheme says that this is what follows.

    Attributes:
        kinds: The kinds that are missing.
    """

    kinds: tuple[str, ...]

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say what followed for a unit."""
        kinds = ", ".join(self.kinds)
        says = Words(
            f"Theo quy định của bộ tiêu chí, không có minh chứng ({kinds}) và không có giải trình thì không tính điểm: "
            "{points}/{base} điểm.",
            f"By the scheme's own rule, without its document ({kinds}) and without an explanation a row gets no points: "
            "{points}/{base} points.",
        )
        return (Sentence(says),)


@frozen
class GroupSum:
    """Explains a group: the sum of what stands in it, its cap, and what voids it.

    Attributes:
        role: What the group does to the total.
        cap: The most that it counts for.
    """

    role: Role
    cap: Fraction | None

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how the group's points came about."""
        void = Words("Mất điểm toàn nhóm: {voided} điểm.", "The whole group is void: {voided} points.")
        capped = Words(
            "Cộng các phần: {inside} điểm, không quá {cap}: tính {points} điểm.",
            "The parts add up to {inside} points, at most {cap} count: {points} points.",
        )
        plain = Words("Cộng các phần: {inside} điểm.", "The parts add up to {inside} points.")
        taken = Words("Trừ vào tổng điểm: {points} điểm.", "Taken off the total: {points} points.")
        said = [Sentence(void), Sentence(capped, ("inside", ">", "points")), Sentence(plain, ("inside", "=", "points"))]
        return (*said, Sentence(taken, ("points", ">", 0))) if self.role == "deduction" else tuple(said)


@frozen
class TotalSum:
    """Explains the total: the scale, what is added and taken off, and the limits that the document states.

    Attributes:
        low: The least total that the document allows.
        high: The greatest.
    """

    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Say how the total came about."""
        rescaled = Words(
            "Quy đổi về thang {base} điểm vì có tiêu chí không phát sinh: {rescaled} điểm.",
            "Rescaled to {base} points, as criteria did not arise: {rescaled} points.",
        )
        both = Words(
            "{scale} điểm + {bonus} điểm thưởng - {taken} điểm trừ = {sum} điểm.",
            "{scale} points + {bonus} bonus - {taken} deducted = {sum} points.",
        )
        plain = Words("Cộng các phần: {scale} điểm.", "The parts add up to {scale} points.")
        limited = Words(
            "Tổng điểm chỉ từ {low} đến {high}: tính {points} điểm.",
            "The total goes from {low} to {high} only: {points} points count.",
        )
        return (
            Sentence(rescaled),
            Sentence(both),
            Sentence(plain, ("scale", "=", "points")),
            Sentence(limited, ("sum", ">", "points")),
            Sentence(limited, ("points", ">", "sum")),
        )
