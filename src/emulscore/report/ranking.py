"""The order among units as a sheet: places, points, and grades before and after the quota."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from emulscore.figures import show, show_percent
from emulscore.grades import Quota
from emulscore.ranking import AtLimit, Graded, Place, Ties
from emulscore.report.sheet import Column, Line, Notes, Sheet
from emulscore.words import Lang, Words

__all__ = ["rank_sheet"]

_HEADING = Words("Bảng xếp hạng", "Ranking")
_PLACE = Words("Hạng", "Place")
_UNIT = Words("Đơn vị", "Unit")
_TOTAL = Words("Tổng điểm", "Total")
_GRADE = Words("Xếp loại", "Grade")
_TIED = Words("{} (đồng hạng)", "{} (tied)")
_LOWERED = Words("{} (chưa xét tỷ lệ: {})", "{} (before the quota: {})")
_HOW = Words("Cách xếp", "How it is ordered")
_TIES: Final[dict[Ties, Words]] = {
    "shared": Words(
        "Bằng điểm thì đồng hạng, các hạng sau lùi lại (1, 1, 3).",
        "Equal points share a place, and the next place is left out (1, 1, 3).",
    ),
    "dense": Words(
        "Bằng điểm thì đồng hạng, hạng sau liền kề (1, 1, 2).",
        "Equal points share a place, and the next place follows (1, 1, 2).",
    ),
}
_QUOTA = Words(
    "Không quá {} số đơn vị được xếp loại {}: {} trên {} đơn vị.",
    "At most {} of the units may be graded {}: {} of {} units.",
)
_AT_LIMIT: Final[dict[AtLimit, Words]] = {
    "keep": Words("Các đơn vị bằng nhau ở ranh giới đều được giữ.", "Units that are equal at the limit all keep it."),
    "lose": Words("Các đơn vị bằng nhau ở ranh giới đều không được.", "Units that are equal at the limit all lose it."),
}


def rank_sheet(
    places: Sequence[Place],
    lang: Lang = "vi",
    *,
    ties: Ties,
    graded: Sequence[Graded] = (),
    at_limit: AtLimit | None = None,
    about: Sequence[str] = (),
) -> Sheet:
    """Return the sheet of a ranking, best first.

    Args:
        places: The units in order.
        lang: The language.
        ties: What followed two units with the same points.
        graded: The units' grades after the quota, where the scheme has grades.
        at_limit: What happened to units that are equal at the limit of the quota, where that was asked.
        about: Lines to stand under the heading.
    """
    grades = {id(one.card): one for one in graded}
    columns = [
        Column(_PLACE.text(lang), "label"),
        Column(_UNIT.text(lang), "prose"),
        Column(_TOTAL.text(lang), "number"),
    ]
    columns += [Column(_GRADE.text(lang), "number")] if grades else []
    lines = []
    for one in places:
        place = _TIED.text(lang).format(one.place) if one.tied else str(one.place)
        cells = [place, one.card.assessment.unit.text(lang), one.card.total.text(lang)]
        cells += [_grade(grades[id(one.card)], lang)] if grades else []
        lines.append(Line("row", tuple(cells)))
    notes = [_TIES[ties].text(lang)]
    quota = next((one.card.grades.quota for one in graded if one.card.grades is not None), None)
    if quota is not None:
        notes.append(_quota(quota, graded, lang))
        notes += [] if at_limit is None else [_AT_LIMIT[at_limit].text(lang)]
    return Sheet(
        _HEADING.text(lang), tuple(about), tuple(columns), tuple(lines), (Notes(_HOW.text(lang), tuple(notes)),), lang
    )


def _grade(one: Graded, lang: Lang) -> str:
    grade, before = one.grade.title.text(lang), one.before.title.text(lang)
    return grade if one.grade == one.before else _LOWERED.text(lang).format(grade, before)


def _quota(quota: Quota, graded: Sequence[Graded], lang: Lang) -> str:
    title = next(grades.titles[quota.grade] for one in graded if (grades := one.card.grades) is not None)
    kept = sum(one.grade.id == quota.grade for one in graded)
    return _QUOTA.text(lang).format(
        show_percent(quota.share, lang), title.text(lang), show(kept, lang), show(len(graded), lang)
    )
