"""The way to a goal, as a sheet: what has to change, the total after it, what it costs, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from emulscore.figures import show
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.search.moves import Move
from emulscore.words import Lang, Words

__all__ = ["plan_sheet"]

_HEADING = Words("Cách đạt {} điểm", "The way to {} points")
_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Số liệu", "Figure"), "prose"),
    (Words("Thay đổi", "Change"), "prose"),
)
_TOTAL = Words("Tổng điểm", "Total")
_FROM = Words("Từ {} thành {}.", "From {} to {}.")
_MOVE = Words("Hiện nay: {}.\nCần: {}.", "Now: {}.\nNeeded: {}.")
_REMARKS = Words("Ghi chú", "Remarks")
_DONE = Words("Đã đạt mà không cần thay đổi gì.", "Reached without any change.")
_SHORT = Words(
    "Không đạt được {} điểm bằng những số liệu được thay đổi; nhiều nhất là {} điểm.",
    "{} points are out of reach with the figures that may change; the most is {}.",
)
_COST = Words(
    "Chi phí của các thay đổi: {}; không cách nào rẻ hơn.", "Cost of the changes: {}; no other way is cheaper."
)
_LEFT_OUT = Words("Chưa xác định được nên không dùng: {}.", "Not settled, and so not used: {}.")


def plan_sheet(
    moves: Sequence[Move],
    totals: tuple[Fraction, Fraction, Fraction],
    lang: Lang = "vi",
    *,
    cost: Fraction,
    left_out: Sequence[str] = (),
    about: Sequence[str] = (),
) -> Sheet:
    """Return the sheet of the cheapest changes that reach a total.

    Args:
        moves: The changes.
        totals: The total before them, the total after them, and the one that was to be reached.
        lang: The language.
        cost: What the changes cost together.
        left_out: The names of figures that could not be settled.
        about: Lines to stand under the heading.
    """
    before, after, goal = (show(total, lang) for total in totals)
    reached = totals[1] >= totals[2]
    lines = [
        Line(
            "row",
            (str(place), move.label.text(lang), _MOVE.text(lang).format(move.now.text(lang), move.words.text(lang))),
        )
        for place, move in enumerate(moves, 1)
    ]
    lines.append(Line("total", ("", _TOTAL.text(lang), _FROM.text(lang).format(before, after)), asks=not reached))
    said = [] if reached else [_SHORT.text(lang).format(goal, after)]
    said.append(_COST.text(lang).format(show(cost, lang)) if moves else _DONE.text(lang) if reached else "")
    said += [_LEFT_OUT.text(lang).format(", ".join(left_out))] if left_out else []
    return Sheet(
        _HEADING.text(lang).format(goal),
        tuple(about),
        tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS),
        tuple(lines),
        (Notes(_REMARKS.text(lang), tuple(filter(None, said))),),
        lang,
    )
