"""Fatherland Front of Đồng Nai, communes and wards, 2026: three criteria with their bonus points and the grade bands.

Source: public software of the emulation of 2026 that digitises the province's table. Trust C.

Known: three criteria of 40, 30 and 30 points given by a person, the second with a bonus of up to 3 and the third with
up to 2; the bands of the grade, which apply to points and bonus together; units are ranked inside clusters
(`emulscore.rank`), and the locality's own points stand beside the province's (`Assessment.claims` and `Scorecard.audit`).
Not known: whether these are all criteria (the software shows them as samples), and what a unit below 70 is called.
The bands print "95–100": points above 100 by the bonus are read as the top grade too.
"""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Group
from emulscore.facts import PointsFact
from emulscore.grades import GradeBand, Grades
from emulscore.rules import Direct, at_least, below, between
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final[tuple[NotDone, ...]] = ()


def _given(id_: str, fact: str, title: Words, largest: int) -> Criterion:
    return Criterion(id_, title, largest, Direct(PointsFact(fact, label=title, largest=largest)))


_WORK: Final = Words("Kết quả công tác Mặt trận", "Results of the Front's work")
_STAFF: Final = Words("Chất lượng cán bộ MTTQ cơ sở", "Quality of the Front's staff at the grassroots")

_ROWS: Final = [
    _given("c1", "chinh_tri", Words("Tổ chức thực hiện nhiệm vụ chính trị", "Carrying out the political tasks"), 40),
    _given("c2", "cong_tac", _WORK, 30),
    _given("c3", "can_bo", _STAFF, 30),
]
_BONUS: Final = Group(
    "thưởng",
    Words("Điểm thưởng theo tiêu chí", "Bonus points by criterion"),
    [
        _given("c2 thưởng", "cong_tac_thuong", Words(f"{_WORK.vi}: điểm thưởng", f"{_WORK.en}: bonus"), 3),
        _given("c3 thưởng", "can_bo_thuong", Words(f"{_STAFF.vi}: điểm thưởng", f"{_STAFF.en}: bonus"), 2),
    ],
    5,
    role="bonus",
)

scheme = Scheme(
    "mttq-dong-nai-2026",
    Words(
        "Thi đua khen thưởng MTTQ tỉnh Đồng Nai: tiêu chí xã, phường (3 tiêu chí mẫu)",
        "Emulation of the Fatherland Front of Đồng Nai: communes and wards (3 sample criteria)",
    ),
    issuer=Words("Ủy ban MTTQ Việt Nam tỉnh Đồng Nai", "The Fatherland Front of Đồng Nai"),
    level=Words("xã, phường", "commune, ward"),
    period="2026",
    source=sourced(
        Words("Bảng tiêu chí thi đua MTTQ xã, phường năm 2026", "Table of criteria for communes and wards, 2026"),
        "C",
        Words(
            "3 tiêu chí mẫu, điểm thưởng, các mức xếp loại từ 70 điểm",
            "3 sample criteria, bonus points, the grade bands from 70 points up",
        ),
    ),
    total=100,
    items=[*_ROWS, _BONUS],
    grades=Grades(
        [
            GradeBand("xuat_sac", Words("Xuất sắc", "Excellent"), at_least(95)),
            GradeBand("tot", Words("Tốt", "Good"), between(85, 95)),
            GradeBand("kha", Words("Khá", "Fair"), between(70, 85)),
            GradeBand("duoi_70", Words("(dưới 70 điểm: không rõ)", "(below 70: not known)"), below(70)),
        ]
    ),
)
