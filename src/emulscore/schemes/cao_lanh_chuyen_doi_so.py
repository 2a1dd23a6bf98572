"""Thành phố Cao Lãnh (Đồng Tháp): the index of digital transformation, first three criteria of pillar 1.

Source: the city's index of digital transformation; its date is not shown. Trust A: the official text.
The district level, cities of provinces included, was abolished on 1 July 2025: this is a historical scheme.

Known: criteria 1.1 to 1.3, 30 of the 60 points of pillar 1. The total here is the sum of these rows.
Not known: the other criteria and pillars.
"""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Reading
from emulscore.facts import LevelFact, ShareFact, YesNoFact
from emulscore.rules import At, Ratio, Sum, Tiered
from emulscore.scheme import Scheme
from emulscore.schemes._partial import RATE, NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final[tuple[NotDone, ...]] = ()

truong_ban = LevelFact(
    "truong_ban",
    levels={
        "dung_dau": Words("bí thư hoặc chủ tịch", "the secretary or the chairman"),
        "cap_pho": Words("cấp phó", "a deputy"),
        "khong": Words("không có, hoặc không phải lãnh đạo", "none, or not a leader"),
    },
)
du_hop_tinh = YesNoFact(
    "du_hop_tinh", label=Words("Dự tất cả các cuộc họp của tỉnh", "Attends all meetings of the province")
)
chu_tri_hop = YesNoFact(
    "chu_tri_hop", label=Words("Chủ trì các cuộc họp của thành phố", "Chairs the meetings of the city")
)
van_ban_ky = ShareFact(
    "van_ban_ky",
    counts=Words("văn bản chỉ đạo do người đứng đầu ký", "directives signed by the head"),
    out_of=Words("văn bản chỉ đạo", "directives"),
    numbers="percent",
    decimals=2,
)

_ROWS: Final = [
    Criterion(
        "1.1",
        Words("Người đứng đầu là Trưởng ban Chỉ đạo", "The head leads the steering committee"),
        10,
        Tiered(truong_ban, {"dung_dau": "100%", "cap_pho": "50%", "khong": "0%"}),
        wording="1/2*Điểm tối đa",
    ),
    Criterion(
        "1.2",
        Words("Người đứng đầu chủ trì, chỉ đạo", "The head chairs and directs"),
        10,
        Sum([At("50%", Tiered(fact, {True: "100%"}, otherwise=0)) for fact in (du_hop_tinh, chu_tri_hop)]),
        readings=(
            Reading(
                "parts",
                Words(
                    "Mỗi nửa chấm riêng, đạt hoặc không; dự thiếu một cuộc họp của tỉnh thì nửa đó được 0 điểm.",
                    "Each half stands alone, met or not; one missed meeting of the province loses that half.",
                ),
            ),
        ),
    ),
    Criterion(
        "1.3",
        Words("Văn bản chỉ đạo do người đứng đầu ký", "Directives signed by the head"),
        10,
        Ratio(van_ban_ky, empty="refuse"),
        readings=RATE,
    ),
]

scheme = Scheme(
    "cao-lanh-chuyen-doi-so",
    Words(
        "Chỉ số đánh giá chuyển đổi số thành phố Cao Lãnh (3 tiêu chí đầu)",
        "Index of digital transformation of thành phố Cao Lãnh (first 3 criteria)",
    ),
    level=Words(
        "cấp huyện (đã kết thúc từ ngày 01/7/2025)", "district, city of a province (level ended on 1 July 2025)"
    ),
    source=sourced(
        Words(
            "Bộ chỉ số đánh giá chuyển đổi số huyện, thành phố (Đồng Tháp), không rõ ngày",
            "Index of digital transformation of districts and cities (Đồng Tháp), date not shown",
        ),
        "A",
        Words(
            "3 tiêu chí đầu, 30 trong 60 điểm của trụ cột 1", "the first 3 criteria, 30 of the 60 points of pillar 1"
        ),
    ),
    total=30,
    items=_ROWS,
)
