"""A scheme as a sheet: its groups and criteria, how their points are earned, its grades, and how it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, Protocol

from emulscore.conditions import span_words
from emulscore.criteria import Criterion, Group, Item, NotApplicable, Role, rows_of
from emulscore.explain import statement_of
from emulscore.formulas import Rescale
from emulscore.gates import Gate
from emulscore.grades import Grades
from emulscore.numbers import show, show_percent
from emulscore.report.sheet import Column, Kind, Line, Notes, Sheet
from emulscore.validity import Validity
from emulscore.words import Lang, Words

__all__ = ["Listed", "grade_notes", "scheme_sheet"]

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
_IN_FORCE = Words("Hiệu lực: {}", "In force: {}")
_SOURCE = Words("Nguồn: {}", "Source: {}")
_TRUST = Words("Độ tin cậy của nguồn: {}", "Trust in the source: {}")
_REMARKS = Words("Ghi chú", "Remarks")
_REMARK = Words("Tiêu chí {}: {}", "Criterion {}: {}")
_READINGS = Words("Chỗ văn bản không nói rõ, được hiểu là", "Where the text is silent, it is read as")
_READING = Words("Tiêu chí {} ({}): {}", "Criterion {} ({}): {}")
_GRADES = Words("Xếp loại theo điểm", "Grades by points")
_GATES = Words("Điều kiện xếp loại, xét theo thứ tự", "Conditions on grades, in this order")
_LIMITS = Words("Từ {} đến {} điểm.", "From {} to {} points.")
_CAP = Words("Tối đa {} điểm.", "At most {} points.")
_VOID = Words("0 điểm cả nhóm nếu “{}”.", "The whole group is void if “{}”.")
_ONLY_BY_GATE = Words("{}: chỉ theo điều kiện bên dưới", "{}: by the conditions below only")
_JUDGED = Words("Xét từng nhóm {}, lấy mức thấp nhất", "Judged by each of {}, of which the lowest counts")
_WHEN = Words("{}: {}. Điều kiện: {}.", "{}: {}. Condition: {}.")
_PLAIN = Words("{}: {}.", "{}: {}.")
_QUOTA = Words(
    "Không quá {} số đơn vị được xếp loại {}; xét theo thứ tự: {}; còn lại xếp loại {}",
    "At most {} of the units may be graded {}; decided in order by: {}; the others are graded {}",
)
_ROLES: Final[dict[Role, Words]] = {
    "base": Words("", ""),
    "bonus": Words(" (điểm thưởng)", " (bonus)"),
    "deduction": Words(" (điểm trừ)", " (deduction)"),
}
_TAKEN = Words("Tính điểm trừ: {}", "Points off: {}")
_ABSENT: Final[dict[NotApplicable, Words]] = {
    "full": Words("Không phát sinh: được đủ điểm.", "Did not arise: full points."),
    "zero": Words("Không phát sinh: 0 điểm.", "Did not arise: 0 points."),
    "leave_out": Words("Không phát sinh: không tính tiêu chí này.", "Did not arise: the criterion is left out."),
}
_RESCALED: Final[dict[Rescale, Words]] = {
    "printed": Words(
        "Có tiêu chí không phát sinh: điểm đã làm tròn của các tiêu chí còn lại được quy đổi về thang điểm.",
        "Where criteria did not arise, the rounded points of the others are brought to the full scale.",
    ),
    "exact": Words(
        "Có tiêu chí không phát sinh: điểm chưa làm tròn của các tiêu chí còn lại được quy đổi về thang điểm.",
        "Where criteria did not arise, the exact points of the others are brought to the full scale.",
    ),
}


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
    def effective(self) -> Validity | None:
        """Return the days on which it is in force."""
        ...

    @property
    def source(self) -> Words | None:
        """Return the document that it was taken from."""
        ...

    @property
    def trust(self) -> str | None:
        """Return how good the source is."""
        ...

    @property
    def remark(self) -> Words | None:
        """Return what a reader must know of it."""
        ...

    @property
    def limits(self) -> tuple[Fraction, Fraction] | None:
        """Return the least and greatest total."""
        ...

    @property
    def rescale(self) -> Rescale | None:
        """Return which points are rescaled where rows are left out."""
        ...

    @property
    def grades(self) -> Grades | None:
        """Return its grades."""
        ...


def scheme_sheet(scheme: Listed, lang: Lang = "vi") -> Sheet:
    """Return the sheet of a scheme: what each row asks for, its base points, and how they are earned."""
    period = None if scheme.period is None else Words(scheme.period)
    valid = scheme.effective
    in_force = None if valid is None else Words(valid.days(), valid.days("en"))
    trust = None if scheme.trust is None else Words(scheme.trust)
    about = (
        (_ISSUER, scheme.issuer),
        (_LEVEL, scheme.level),
        (_PERIOD, period),
        (_IN_FORCE, in_force),
        (_SOURCE, scheme.source),
        (_TRUST, trust),
    )
    rows = tuple(rows_of(scheme.items))
    remarks = [] if scheme.remark is None else [scheme.remark.text(lang)]
    remarks += [_REMARK.text(lang).format(row.id, row.remark.text(lang)) for row in rows if row.remark is not None]
    readings = [
        _READING.text(lang).format(row.id, reading.argument, reading.text.text(lang))
        for row in rows
        for reading in row.readings
    ]
    limits = "" if scheme.limits is None else _LIMITS.text(lang).format(*(show(end, lang) for end in scheme.limits))
    rescaled = "" if scheme.rescale is None else _RESCALED[scheme.rescale].text(lang)
    return Sheet(
        title=scheme.title.text(lang),
        about=tuple(says.text(lang).format(what.text(lang)) for says, what in about if what is not None),
        columns=tuple(Column(title.text(lang), kind) for title, kind in _COLUMNS),
        lines=(
            *_lines(scheme.items, lang),
            Line(
                "total", ("", _TOTAL.text(lang), show(scheme.total, lang), " ".join(filter(None, (limits, rescaled))))
            ),
        ),
        notes=(
            *(() if scheme.grades is None else grade_notes(scheme.grades, lang)),
            Notes(_READINGS.text(lang), tuple(readings)),
            Notes(_REMARKS.text(lang), tuple(remarks)),
        ),
        lang=lang,
    )


def _lines(items: Iterable[Item], lang: Lang, role: Role = "base") -> Iterator[Line]:
    for item in items:
        inside = item.role if isinstance(item, Group) and role == "base" else role
        base = show(-item.base if inside == "deduction" else item.base, lang)
        if isinstance(item, Criterion):
            says = statement_of(item.rule, item.base, lang)
            how = [_TAKEN.text(lang).format(says) if inside == "deduction" else says]
            how += [] if item.not_applicable is None else [_ABSENT[item.not_applicable].text(lang)]
            yield Line("row", (item.id, item.title.text(lang), base, " ".join(how)))
        else:
            how = [] if item.cap is None else [_CAP.text(lang).format(show(item.cap, lang))]
            how += [] if item.void is None else [_VOID.text(lang).format(item.void.words.text(lang))]
            title, mark = item.title.text(lang), _ROLES[item.role].text(lang)
            title += "" if mark in title else mark
            yield Line("group", (item.id, title, base, " ".join(how)))
            yield from _lines(item.items, lang, inside)


def grade_notes(grades: Grades, lang: Lang) -> Iterator[Notes]:
    """Yield the bands with the quota, and the gates."""
    titles = {id_: title.text(lang) for id_, title in grades.titles.items()}
    bands = [
        _ONLY_BY_GATE.text(lang).format(titles[band.id])
        if band.span is None
        else f"{titles[band.id]}: {span_words(band.span).text(lang)}"
        for band in grades.bands
    ]
    if grades.judged:
        bands.append(_JUDGED.text(lang).format(", ".join(grades.judged)))
    if (quota := grades.quota) is not None:
        order = ", ".join(part or _TOTAL.text(lang).lower() for part in quota.by)
        share = show_percent(quota.share, lang)
        bands.append(_QUOTA.text(lang).format(share, titles[quota.grade], order, titles[quota.rest]))
    yield Notes(_GRADES.text(lang), tuple(bands))
    yield Notes(_GATES.text(lang), tuple(_gate(gate, grades, lang) for gate in grades.gates))


def _gate(gate: Gate, grades: Grades, lang: Lang) -> str:
    effect, when = gate.effect(grades.titles).text(lang), gate.when.words.text(lang)
    if gate.reason is None:
        return _sentence(_PLAIN.text(lang).format(when, effect))
    return _sentence(_WHEN.text(lang).format(gate.reason.text(lang), effect, when))


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]
