"""A scheme as a sheet: its groups and criteria, their base points, and how these are earned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, Protocol

from emulscore.criteria import Criterion, Item, rows_of
from emulscore.explain import statement_of
from emulscore.numbers import show
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.words import Lang, Words

__all__ = ["Listed", "scheme_sheet"]

_COLUMNS: Final[tuple[tuple[Words, Kind], ...]] = (
    (Words("STT", "No."), "label"),
    (Words("Nội dung tiêu chí", "Criterion"), "prose"),
    (Words("Điểm chuẩn", "Base points"), "number"),
    (Words("Cách tính", "How it is scored"), "prose"),
)
_TOTAL = Words("Tổng điểm", "Total")
_ISSUER = Words("Cơ quan ban hành: {}", "Issued by: {}")
_LEVEL = Words("Áp dụng cho: {}", "For: {}")
_PERIOD = Words("Kỳ: {}", "Period: {}")
_SOURCE = Words("Nguồn: {}", "Source: {}")
_REMARKS = Words("Ghi chú", "Remarks")
_REMARK = Words("Tiêu chí {}: {}", "Criterion {}: {}")


class Listed(Protocol):
    """What a sheet needs of a scheme."""

    @property
    def title(self) -> Words:
        """Return its title."""
        ...

    @property
    def items(self) -> tuple[Item, ...]:
        """Return its criteria and groups."""
        ...

    @property
    def total(self) -> Fraction:
        """Return its full points."""
        ...

    @property
    def issuer(self) -> Words | None:
        """Return who issued it."""
        ...

    @property
    def level(self) -> Words | None:
        """Return the level of the units."""
        ...

    @property
    def period(self) -> str | None:
        """Return its period."""
        ...

    @property
    def source(self) -> Words | None:
        """Return the document that it was taken from."""
        ...


def scheme_sheet(scheme: Listed, lang: Lang = "vi") -> Sheet:
    """Return the sheet of a scheme: what each row asks for, its base points, and how they are earned."""
    period = None if scheme.period is None else Words(scheme.period)
    about = ((_ISSUER, scheme.issuer), (_LEVEL, scheme.level), (_PERIOD, period), (_SOURCE, scheme.source))
    remarks = (
        _REMARK.text(lang).format(row.id, row.remark.text(lang))
        for row in rows_of(scheme.items)
        if row.remark is not None
    )
    return Sheet(
        title=scheme.title.text(lang),
        about=tuple(says.text(lang).format(what.text(lang)) for says, what in about if what is not None),
        columns=tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS),
        lines=(
            *_lines(scheme.items, lang),
            Line("total", ("", _TOTAL.text(lang), show(scheme.total, lang), "")),
        ),
        notes=(Notes(_REMARKS.text(lang), tuple(remarks)),),
        lang=lang,
    )


def _lines(items: Iterable[Item], lang: Lang) -> Iterator[Line]:
    for item in items:
        cells = (item.id, item.title.text(lang), show(item.base, lang))
        if isinstance(item, Criterion):
            yield Line("row", (*cells, statement_of(item.rule, item.base, lang)))
        else:
            yield Line("group", (*cells, ""))
            yield from _lines(item.items, lang)
