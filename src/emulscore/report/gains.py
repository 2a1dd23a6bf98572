"""What raises the total, as a sheet: for each figure the next step and all that it can give, then the points lost."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from emulscore.figures import show
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.search.steps import Gain, Lost, Step
from emulscore.words import Lang, Words

__all__ = ["gains_sheet"]

_HEADING = Words("Số liệu nào tăng được điểm", "What raises the total")
_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Số liệu", "Figure"), "prose"),
    (Words("Bước kế tiếp", "Next step"), "number"),
    (Words("Nhiều nhất", "At most"), "number"),
    (Words("Bằng cách", "How"), "prose"),
)
_NOW = Words("Hiện nay: {}.", "Now: {}.")
_NEXT = Words("Bước kế tiếp: {}; tổng điểm {}.", "Next step: {}; total {}.")
_FULL = Words("Nhiều nhất: {}; tổng điểm {}.", "At most: {}; total {}.")
_NOTHING = Words("Không tăng thêm được điểm nào ({})", "Nothing more to gain ({})")
_OPEN = Words("Chưa xác định được ({})", "Not settled ({})")
_LOST = Words("Điểm bị mất, nhiều nhất trước ({})", "Points lost, most first ({})")
_ROW = Words("Tiêu chí {}", "Criterion {}")


def gains_sheet(gains: Sequence[Gain], lost: Sequence[Lost], lang: Lang = "vi", *, about: Sequence[str] = ()) -> Sheet:
    """Return the sheet of what raises a unit's total.

    Args:
        gains: The figures that may change, those that can give most first.
        lost: The rows that lost points, most first.
        lang: The language.
        about: Lines to stand under the heading.
    """
    lines: list[Line] = []
    for gain in gains:
        if gain.next is not None and gain.full is not None:
            numbers = (f"+{show(Fraction(step.gain), lang)}" for step in (gain.next, gain.full))
            how = _how(gain.next, gain.full, lang)
            lines.append(Line("row", (str(len(lines) + 1), gain.label.text(lang), *numbers, how)))
    nothing = [gain.label.text(lang) for gain in gains if gain.settled and gain.next is None]
    unsettled = [gain.label.text(lang) for gain in gains if not gain.settled]
    said = [_ROW.text(lang).format(row.text(lang)) for row in lost]
    return Sheet(
        _HEADING.text(lang),
        tuple(about),
        tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS),
        tuple(lines),
        tuple(
            Notes(title.text(lang).format(len(items)), tuple(items))
            for title, items in ((_LOST, said), (_NOTHING, nothing), (_OPEN, unsettled))
        ),
        lang,
    )


def _how(nearest: Step, full: Step, lang: Lang) -> str:
    said = [_NOW.text(lang).format(nearest.move.now.text(lang))]
    steps = [(_FULL, full)] if nearest == full else [(_NEXT, nearest), (_FULL, full)]
    said += [
        says.text(lang).format(step.move.words.text(lang), show(Fraction(step.total), lang)) for says, step in steps
    ]
    return "\n".join(said)
