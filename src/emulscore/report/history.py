"""What became of the rows of a scheme, as a sheet: kept, changed, new or dropped, what differs, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from emulscore.derive import HistoryRow, Status
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.words import Lang, Words

__all__ = ["history_sheet"]

_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    (Words("Kết quả", "Result"), "label"),
    (Words("Điều thay đổi và lý do", "What differs, and why"), "prose"),
)
_STATUS: Final[dict[Status, Words]] = {
    "kept": Words("giữ nguyên", "kept"),
    "changed": Words("thay đổi", "changed"),
    "new": Words("thêm mới", "new"),
    "dropped": Words("lược bỏ", "dropped"),
}
_WHY: Final = Words("Lý do: {}.", "Why: {}.")
_WAS: Final = Words("{} (trước là {})", "{} (was {})")
_WHOLE: Final = Words("Toàn bộ", "The whole")


def history_sheet(
    title: str, rows: Iterable[HistoryRow], lang: Lang = "vi", *, about: Sequence[str] = (), notes: Sequence[Notes] = ()
) -> Sheet:
    """Return the sheet of what became of a scheme's rows.

    Args:
        title: The heading.
        rows: What became of each row; a row without a number is the scheme itself, and stands under the table.
        lang: The language.
        about: Lines to stand under the heading.
        notes: What else stands under the table.
    """
    rows = list(rows)
    whole = [text for row in rows if "" in {row.old, row.new} for text in _said(row, lang)]
    lines = [
        Line(
            "group" if row.group else "row",
            (_number(row, lang), row.title.text(lang), _STATUS[row.status].text(lang), "\n".join(_said(row, lang))),
        )
        for row in rows
        if "" not in {row.old, row.new}
    ]
    return Sheet(
        title,
        tuple(about),
        tuple(Column(heading.text(lang), kind) for heading, kind in _COLUMNS),
        tuple(lines),
        (Notes(_WHOLE.text(lang), tuple(whole)), *notes),
        lang,
    )


def _number(row: HistoryRow, lang: Lang) -> str:
    if row.old is not None and row.new is not None and row.old != row.new:
        return _WAS.text(lang).format(row.new, row.old)
    return row.new or row.old or ""


def _said(row: HistoryRow, lang: Lang) -> list[str]:
    said = [_sentence(one.text(lang)) for one in row.differences]
    if row.why:
        said.append(_WHY.text(lang).format(". ".join(why.text(lang).rstrip(".") for why in row.why)))
    return said


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", ".”")) else ".")
