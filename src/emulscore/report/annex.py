"""A scheme as the annex of the decision that adopts it: its rows with how their points are earned, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from emulscore.criteria import Criterion, rows_of
from emulscore.report.listing import Listed, scheme_sheet
from emulscore.report.sheet import Column, Line, Sheet
from emulscore.rules.rule import facts_of
from emulscore.words import Lang, Words

__all__ = ["annex_sheet"]

_GROUNDS: Final = Words("Căn cứ", "Evidence")
_LEVEL: Final = Words("Áp dụng cho: {}", "For: {}")
_PERIOD: Final = Words("Kỳ: {}", "Period: {}")
_CITES: Final = Words("Văn bản: {}.", "Documents: {}.")
_FIGURES: Final = Words("Số liệu: {}.", "Figures: {}.")
_OURS: Final = 2  # the last notes of a scheme's sheet: how its text was read, and remarks


def annex_sheet(scheme: Listed, lang: Lang = "vi") -> Sheet:
    """Return the table that stands behind a decision: with the evidence of each row, and without readings and remarks.

    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> sheet = annex_sheet(scheme)
    >>> [column.title for column in sheet.columns]
    ['STT', 'Nội dung tiêu chí', 'Điểm chuẩn', 'Cách tính', 'Căn cứ']
    >>> next(line.cells[-1] for line in sheet.lines if line.cells[0] == "8")
    'Số liệu: Hệ thống thông tin giải quyết TTHC tỉnh.'

    Args:
        scheme: The scheme; its source is the document that adopts it, and stands under the title.
        lang: The language.
    """
    sheet = scheme_sheet(scheme, lang)
    grounds = {row.id: " ".join(dict.fromkeys(_grounds(row, lang))) for row in rows_of(scheme.items)}
    about = [] if scheme.source is None else [f"({scheme.source.text(lang)})"]
    about += [] if scheme.level is None else [_LEVEL.text(lang).format(scheme.level.text(lang))]
    about += [] if scheme.period is None else [_PERIOD.text(lang).format(scheme.period)]
    return evolve(
        sheet,
        about=tuple(about),
        columns=(*sheet.columns, Column(_GROUNDS.text(lang), "prose")),
        lines=tuple(
            Line(line.kind, (*line.cells, grounds[line.cells[0]] if line.kind == "row" else "")) for line in sheet.lines
        ),
        notes=sheet.notes[:-_OURS],
    )


def _grounds(row: Criterion, lang: Lang) -> Iterator[str]:
    """Yield what supports a row's points: in its own words, the documents that it must cite, where figures come from."""
    for text in row.evidence:
        yield text.text(lang).rstrip(".;") + "."
    if row.requires:
        yield _CITES.text(lang).format(", ".join(row.requires))
    for source in (row.system, *(getattr(fact, "source", None) for fact in facts_of(row.rule))):
        if source is not None:
            yield _FIGURES.text(lang).format(source.text(lang))
