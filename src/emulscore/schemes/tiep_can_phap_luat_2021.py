"""Communes that meet the standard of access to law, 2021: the first two indicators and the conditions of recognition.

Source: Quyết định 25/2021/QĐ-TTg and Thông tư 09/2021/TT-BTP, by the commune table of 2023. Trust A: the official text.

Known: the conditions of recognition in full, and the two indicators on issuing legal documents, 3 points together. The
total here is the sum of these rows. The document's own total, and whether each criterion reached half of its maximum,
cannot be worked out from two indicators: they are facts of this scheme, taken from the full score sheet.
Not known: the other indicators; of the training of legal educators, the bands above 80% and the maximum.
"""

from __future__ import annotations

from typing import Final

from emulscore.conditions import FactIs, Not
from emulscore.criteria import Criterion, Group, Reading
from emulscore.facts import CountFact, NumberFact, YesNoFact
from emulscore.gates import Force
from emulscore.grades import GradeBand, Grades
from emulscore.rules import Tiered, at_least, below
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final = (
    NotDone(
        "CT… tập huấn",
        Words("Tuyên truyền viên pháp luật được tập huấn", "Legal educators who were trained"),
        Words(
            "các mức trên và điểm tối đa bị cắt trong bản trích",
            "the upper bands and the maximum are cut off in the excerpt",
        ),
    ),
)

chua_ban_hanh = CountFact(
    "chua_ban_hanh",
    label=Words("Văn bản quy phạm pháp luật được giao chưa ban hành", "Legal documents assigned and not issued"),
    unit=Words("văn bản", "documents"),
    largest=1000,
)
trai_phap_luat = CountFact(
    "trai_phap_luat",
    label=Words("Văn bản trái pháp luật bị xử lý", "Illegal documents that were sanctioned"),
    unit=Words("văn bản", "documents"),
    largest=1000,
)
tong_diem = NumberFact(
    "tong_diem",
    label=Words("Tổng điểm của toàn bộ các tiêu chí", "Total of all criteria"),
    source=Words("bảng chấm điểm đầy đủ", "the full score sheet"),
    largest=100,
)
moi_tieu_chi = YesNoFact(
    "moi_tieu_chi",
    label=Words(
        "Mỗi tiêu chí đạt từ 50% số điểm tối đa trở lên", "Every criterion has at least 50% of its maximum points"
    ),
    source=Words("bảng chấm điểm đầy đủ", "the full score sheet"),
)
ky_luat = YesNoFact(
    "ky_luat",
    label=Words(
        "Trong năm có lãnh đạo bị kỷ luật hoặc bị truy cứu trách nhiệm hình sự",
        "A leading official was disciplined or prosecuted in the year",
    ),
)

_NONE_ASSIGNED: Final = Reading(
    "fact",
    Words(
        "Không được giao nhiệm vụ thì nhập “không phát sinh” ở cả hai chỉ tiêu: cả hai được đủ điểm, cộng 03 điểm.",
        "Where nothing was assigned, both indicators are entered as “not applicable”: both earn full points, 3 together.",
    ),
)

_ROWS: Final = [
    Criterion(
        "CT1.1",
        Words("Ban hành đầy đủ văn bản quy phạm pháp luật được giao", "Issuing all legal documents that were assigned"),
        1,
        Tiered(chua_ban_hanh, {0: 1}, otherwise=0),
        wording="không có nhiệm vụ được giao … được tính 03 điểm",
        readings=(_NONE_ASSIGNED,),
        not_applicable="full",
    ),
    Criterion(
        "CT1.2",
        Words("Ban hành văn bản đúng quy định pháp luật", "Issuing documents in keeping with the law"),
        2,
        Tiered(trai_phap_luat, {0: 2}, otherwise=0),
        wording="không có nhiệm vụ được giao … được tính 03 điểm",
        readings=(
            _NONE_ASSIGNED,
            Reading(
                "cases",
                Words(
                    "Văn bản trái pháp luật nhưng chưa bị xử lý không được nói đến: không tính.",
                    "An illegal document that was not sanctioned is not spoken of: it does not count.",
                ),
            ),
        ),
        not_applicable="full",
    ),
]

_BELOW_80: Final = Words("Tổng điểm dưới 80", "The total is below 80")
_BELOW_HALF: Final = Words("Có tiêu chí dưới 50% số điểm tối đa", "A criterion is below 50% of its maximum")
_DISCIPLINED: Final = Words(
    "Có lãnh đạo bị kỷ luật hoặc truy cứu trách nhiệm hình sự", "A leading official was disciplined or prosecuted"
)

scheme = Scheme(
    "tiep-can-phap-luat-2021",
    Words(
        "Xã, phường, thị trấn đạt chuẩn tiếp cận pháp luật (2 chỉ tiêu đầu và điều kiện công nhận)",
        "Communes that meet the standard of access to law (first 2 indicators and the conditions of recognition)",
    ),
    issuer=Words("Thủ tướng Chính phủ; Bộ Tư pháp", "The Prime Minister; the Ministry of Justice"),
    level=Words("cấp xã", "commune"),
    period="2021",
    source=sourced(
        Words("Quyết định 25/2021/QĐ-TTg, Thông tư 09/2021/TT-BTP", "Decision 25/2021/QĐ-TTg, Circular 09/2021/TT-BTP"),
        "A",
        Words(
            "điều kiện công nhận đầy đủ; 2 chỉ tiêu đầu, cộng 3 điểm",
            "the conditions of recognition in full; the first 2 indicators, 3 points together",
        ),
    ),
    total=3,
    items=[
        Group(
            "CT1",
            Words("Ban hành văn bản (phần đã biết)", "Issuing legal documents (the part that is known)"),
            _ROWS,
            3,
        )
    ],
    grades=Grades(
        [
            GradeBand("dat", Words("đạt chuẩn tiếp cận pháp luật", "meets the standard"), at_least(0)),
            # Points alone never say "not met" here: only the conditions do.
            GradeBand("khong_dat", Words("chưa đạt chuẩn tiếp cận pháp luật", "does not meet the standard")),
        ],
        gates=[
            Force("khong_dat", FactIs(tong_diem, below(80)), reason=_BELOW_80),
            Force("khong_dat", Not(FactIs(moi_tieu_chi)), reason=_BELOW_HALF),
            Force("khong_dat", FactIs(ky_luat), reason=_DISCIPLINED),
        ],
    ),
)
