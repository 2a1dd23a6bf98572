"""Tỉnh Thanh Hóa, 2026, a DRAFT: how the people's councils of communes and wards are scored and graded (56 rows).

Source: annex II of the draft decision of the Standing Committee of the provincial People's Council, term 2026-2031. Trust
grade C: taken from public software that digitises the draft and cites it, not from the official text. What stands as
`wording` is the source's; titles, labels and remarks are a summary. The headings of groups and criteria are not known, only
their numbers. The maximum of a group or a criterion is what its rows add up to (III.3, VIII and IX are stated).

Known faults of the draft:

- III.3 adds up to 9 under a maximum of 6. The digitiser altered III.3.a and III.3.b; what they had is not known.
- VIII adds up to 13 under a maximum of 10. The digitiser altered VIII.1, VIII.2 and VIII.4.
- Two deduction rows print −5 and −3 where their text says −10 and −6: IX.6, and one of IX.7 and IX.8.
- I.1.a and VI.1.a say that a missing session or meeting is also deducted in IX, where no row names it: nothing is taken.
- The draft asks for innovation in the two best grades without a number; the numbers used here are the digitiser's reading.
- Article 6 jumps from clause 2 to clause 5.

A share of nothing (0 of 0) is refused but for III.3.b. False evidence (IX.9) voids a criterion, asked one by one; start from
`no_false_evidence` where there was none.

>>> len(scheme.criteria), sum(group.base for group in scheme.items[:7]) == scheme.total
(56, True)
>>> no_false_evidence["khai_gian"], no_false_evidence["khai_gian_III_3"]
('khong', False)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from emulscore.conditions import AllOf, Condition, FactIs, Not, ShareOf
from emulscore.criteria import Group, Rounding
from emulscore.gates import Ceiling, Demote, Force, Gate
from emulscore.grades import GradeBand, Grades, Quota
from emulscore.numbers import Numeric
from emulscore.rules import at_least, below, between
from emulscore.scheme import Scheme
from emulscore.schemes import _thanh_hoa_2026_council as council
from emulscore.schemes import _thanh_hoa_2026_work as work
from emulscore.schemes import _thanh_hoa_2026_work_facts as facts
from emulscore.schemes._thanh_hoa_2026_beside import BONUS, DEDUCTIONS
from emulscore.schemes._thanh_hoa_2026_council_facts import nghi_quyet_sai
from emulscore.words import Words

__all__ = ["no_false_evidence", "scheme"]


def _innovative(share: Numeric) -> Condition:
    return AllOf([ShareOf("V", at_least(share)), FactIs(facts.mo_hinh, at_least(1))])


_MISSED = AllOf([FactIs(facts.chi_tieu_khong_dat, at_least("30%")), FactIs(facts.giam_sat_chi_tieu, case=False)])

# The order is article 6's: innovation, the bars on the best grade, the bar on the two best, one grade down, the lowest.
_GATES: Final[list[Gate]] = [
    Ceiling(
        "tot",
        Not(_innovative("60%")),
        reason=Words(
            "Xuất sắc cần nhóm V đạt từ 60% điểm tối đa và ít nhất 1 mô hình (mức do người số hóa đặt)",
            "Excellent needs at least 60% of group V's maximum and 1 model (the numbers are the digitiser's)",
        ),
    ),
    Ceiling(
        "kha",
        Not(_innovative("40%")),
        reason=Words(
            "Tốt cần nhóm V đạt từ 40% điểm tối đa và ít nhất 1 mô hình (mức do người số hóa đặt)",
            "Good needs at least 40% of group V's maximum and 1 model (the numbers are the digitiser's)",
        ),
    ),
    Ceiling(
        "tot",
        FactIs(nghi_quyet_sai, at_least(1)),
        reason=Words("Có nghị quyết trái pháp luật (IX.1)", "There was an unlawful resolution (IX.1)"),
    ),
    Ceiling(
        "tot",
        FactIs(facts.can_bo_ky_luat, at_least(1)),
        reason=Words(
            "Có đại biểu, công chức bị kỷ luật từ cảnh cáo (IX.8)",
            "A delegate or civil servant was disciplined, from a warning up (IX.8)",
        ),
    ),
    Ceiling(
        "tot",
        _MISSED,
        reason=Words(
            "Không đạt từ 30% chỉ tiêu kinh tế - xã hội chủ yếu do chủ quan mà Hội đồng không giám sát (điều 6.1.d)",
            "30% or more of the main socio-economic targets missed through own fault without supervision by the council (article 6.1.d)",
        ),
    ),
    Ceiling(
        "kha",
        FactIs(facts.dung_dau_ky_luat),
        reason=Words("Người đứng đầu bị kỷ luật (IX.7)", "The head was disciplined (IX.7)"),
    ),
    Demote(
        1,
        Not(FactIs(facts.khai_gian, "khong")),
        reason=Words("Kê khai minh chứng không trung thực (IX.9)", "False evidence was declared (IX.9)"),
    ),
    Force(
        "yeu",
        FactIs(facts.khai_gian, "tai_pham"),
        reason=Words("Tái phạm kê khai không trung thực (IX.9)", "False evidence was declared again (IX.9)"),
    ),
]

_GRADES: Final = Grades(
    [
        GradeBand("xuat_sac", Words("Xuất sắc", "Excellent"), at_least(90)),
        GradeBand("tot", Words("Tốt", "Good"), between(80, 90)),
        GradeBand("kha", Words("Khá", "Fair"), between(65, 80)),
        GradeBand("trung_binh", Words("Trung bình", "Average"), between(50, 65)),
        GradeBand("yeu", Words("Yếu", "Weak"), below(50)),
    ],
    gates=_GATES,
    quota=Quota("xuat_sac", "25%", by=("", "VIII", "V"), rest="tot"),
    clauses=("1", "2", "5"),  # of article 6; the draft has no clauses 3 and 4
)

scheme = Scheme(
    "thanh-hoa-hdnd-2026",
    Words(
        "Khung tiêu chí đánh giá, xếp loại HĐND cấp xã, phường (dự thảo)",
        "Criteria for scoring and grading the people's councils of communes and wards (draft)",
    ),
    issuer=Words(
        "Thường trực Hội đồng nhân dân tỉnh Thanh Hóa (dự thảo, chưa ban hành)",
        "Standing Committee of the People's Council of Thanh Hóa province (a draft, not issued)",
    ),
    level=Words("cấp xã", "commune level"),
    period="2026",
    source=Words(
        "Phụ lục II, dự thảo Quyết định của Thường trực HĐND tỉnh Thanh Hóa, nhiệm kỳ 2026–2031 (bản năm 2026). Độ tin cậy C: lấy từ phần mềm công khai số hóa dự thảo và có dẫn nguồn, không phải văn bản chính thức",
        "Annex II of the draft decision of the Standing Committee of the People's Council of Thanh Hóa, term 2026–2031 (as of 2026). Trust grade C: taken from public software that digitises the draft and cites it, not the official text",
    ),
    total=100,
    limits=(0, 110),
    rounding=Rounding(amounts=("rows", "groups")),
    items=[*council.GROUPS, *work.GROUPS, BONUS, DEDUCTIONS],
    grades=_GRADES,
)


def _voids() -> list[str]:
    criteria = [item for top in scheme.items if isinstance(top, Group) for item in top.items]
    return [item.void.name for item in criteria if isinstance(item, Group) and item.void is not None]


no_false_evidence: Final[Mapping[str, object]] = MappingProxyType(
    {facts.khai_gian.name: "khong", **dict.fromkeys(_voids(), False)}
)
"""The answers about false evidence (IX.9) of a unit for which none was found: `measurements = {**no_false_evidence, ...}`."""
