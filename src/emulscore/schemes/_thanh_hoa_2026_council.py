"""Thanh Hóa (draft, 2026): rows of groups I to III: sessions and resolutions, supervision, voters."""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Printed, Reading
from emulscore.rules import Tiered, When, at_least, below, between, exactly
from emulscore.schemes import _thanh_hoa_2026_council_facts as facts
from emulscore.schemes._thanh_hoa_2026_base import EMPTY, MODE, criterion, group, less, met, quarters
from emulscore.words import Words

__all__ = ["GROUPS"]

_I_1: Final = [
    Criterion(
        "I.1.a",
        Words("Đủ số kỳ họp thường lệ", "Enough ordinary sessions"),
        "1.5",
        Tiered(facts.ky_hop_thieu, [(0, "1.5"), (at_least(1), 0)]),
        remark=Words(
            "Hàng này nói thiếu kỳ họp còn bị trừ ở nhóm IX, nhưng không hàng nào của nhóm IX nêu việc đó: không trừ thêm.",
            "The row says that a missing session is also deducted in group IX, but no row of group IX names it: nothing more is taken.",
        ),
    ),
    Criterion(
        "I.1.b",
        Words("Chất lượng kỳ họp", "Quality of the sessions"),
        "1.5",
        Tiered(facts.chat_luong_ky_hop, {"day_du": "1.5", "mot_phan": "0.75", "khong": "0"}),
        wording="điểm chất lượng cộng thêm",
        remark=Words(
            "Điểm cộng thêm này nằm trong 100 điểm, không phải điểm thưởng.",
            "These added points are inside the 100, not a bonus.",
        ),
    ),
    Criterion(
        "I.1.c",
        Words("Kỳ họp chuyên đề kịp thời", "Special sessions in time"),
        2,
        Tiered(facts.ky_hop_chuyen_de, {"kip_thoi": 2, "tri_hoan": 0}),
        wording="không phát sinh",
        not_applicable="full",
    ),
]
_I_2: Final = [
    Criterion(
        "I.2.a",
        Words("Gửi tài liệu đúng hạn", "Papers sent on time"),
        2,
        Tiered(facts.tai_lieu_dung_han, {"dung_han": 2, "co_ky_cham": 1, "con_lai": 0}),
    ),
    Criterion(
        "I.2.b",
        Words("Tài liệu số hóa, gửi điện tử", "Papers digitised and sent electronically"),
        2,
        Tiered(facts.tai_lieu_so, {at_least("70%"): 2, between("40%", "70%"): 1, below("40%"): 0}),
    ),
]
_I_3: Final = [
    Criterion(
        "I.3.a",
        Words("Không có nghị quyết bị bãi bỏ", "No resolution annulled"),
        4,
        Tiered(facts.nghi_quyet_sai, [(0, 4), (1, "1.5"), (at_least(2), 0)]),
        readings=(
            Reading(
                "fact",
                Words(
                    "Hàng này nói việc đó còn bị trừ ở nhóm IX: hiểu là hàng IX.1, hai hàng đọc cùng một số liệu.",
                    "The row says that it is also deducted in group IX: read as row IX.1, and both read one fact.",
                ),
            ),
        ),
    ),
    Criterion(
        "I.3.b",
        Words("Nghị quyết đúng thể thức NĐ 30/2020", "Resolutions in the form of Decree 30/2020"),
        2,
        met(facts.the_thuc),
    ),
]
_I_4: Final = [
    Criterion(
        "I.4.a",
        Words("Công khai nghị quyết", "Publishing the resolutions"),
        3,
        Tiered(facts.cong_khai, {"day_du": "3", "chua_day_du": "1.5", "khong": "0"}),
    ),
    Criterion(
        "I.4.b",
        Words("Không phải sửa đổi do không khả thi", "No amendment because it could not be carried out"),
        2,
        met(facts.khong_phai_sua_doi),
    ),
]

_II_1: Final = [
    Criterion(
        "II.1.a",
        Words("Ban hành chương trình giám sát đúng hạn", "Supervision programme issued on time"),
        2,
        met(facts.chuong_trinh_giam_sat),
    ),
    Criterion(
        "II.1.b",
        Words("Hoàn thành giám sát chuyên đề", "Thematic supervisions completed"),
        4,
        Tiered(facts.chuyen_de_hoan_thanh, [(at_least(2), 4), (1, 2), (0, 0)]),
    ),
]
_II_2: Final = [
    Criterion(
        "II.2.a",
        Words("Chất vấn tại kỳ họp", "Questioning at the sessions"),
        3,
        Tiered(facts.chat_van, {"moi_ky": "3", "thieu_ky": "1.5", "khong": "0"}),
    ),
    Criterion(
        "II.2.b",
        Words(
            "Kết luận chất vấn rõ trách nhiệm, thời hạn",
            "Conclusions of the questioning clear on responsibility and time",
        ),
        2,
        met(facts.ket_luan_chat_van),
    ),
]
_II_3: Final = [
    Criterion(
        "II.3.a",
        Words("Thực hiện kết luận, kiến nghị đã đến hạn", "Conclusions and petitions that are due carried out"),
        6,
        quarters(facts.ket_luan_den_han, empty="refuse"),
        wording="làm tròn đến 0,25đ",
        readings=(MODE, Reading("rule.empty", EMPTY)),
    ),
]
_II_4: Final = [
    Criterion(
        "II.4.a",
        Words("Giám sát giải quyết kiến nghị cử tri", "Supervision of how voters' petitions are settled"),
        "1.5",
        Tiered(facts.giam_sat_kien_nghi, [(at_least(1), "1.5"), (0, 0)]),
    ),
    Criterion(
        "II.4.b",
        Words(
            "Giám sát thực hiện nghị quyết, có báo cáo",
            "Supervision of how resolutions are carried out, with a report",
        ),
        "1.5",
        met(facts.giam_sat_nghi_quyet),
    ),
]

_III_1: Final = [
    Criterion(
        "III.1.a",
        Words("Đại biểu tiếp xúc cử tri theo kế hoạch", "Delegates meet voters as planned"),
        3,
        Tiered(facts.tiep_xuc_cu_tri, {exactly("100%"): "3", between("90%", "100%"): "1.5", below("90%"): "0"}),
    ),
    Criterion(
        "III.1.b",
        Words("Tiếp xúc theo chuyên đề/nhóm/thôn", "Meetings by theme, group or hamlet"),
        2,
        met(facts.tiep_xuc_chuyen_de),
    ),
]
_III_2: Final = [
    Criterion(
        "III.2.a",
        Words("Chuyển kiến nghị đúng thẩm quyền, đúng hạn", "Petitions passed to the right authority on time"),
        2,
        met(facts.chuyen_kien_nghi),
    ),
    Criterion(
        "III.2.b",
        Words("Kiến nghị được trả lời đúng hạn", "Petitions answered on time"),
        3,
        When(
            facts.kien_nghi_tra_loi,
            case=below("80%"),
            then=When(
                facts.don_doc,
                then=2,
                otherwise=Tiered(facts.kien_nghi_tra_loi, {at_least("70%"): "1", below("70%"): "0.5"}),
            ),
            otherwise=Tiered(facts.kien_nghi_tra_loi, {at_least("90%"): 3, between("80%", "90%"): 2}),
        ),
        remark=Words(
            "Dưới 80% nhưng có văn bản đôn đốc hoặc giám sát thì vẫn được 2 điểm; từ 80% không cần số liệu đôn đốc.",
            "Below 80%, a follow-up in writing or a supervision still earns 2; from 80% that fact is not needed.",
        ),
    ),
    Criterion(
        "III.2.c",
        Words("Báo cáo thẩm tra giải quyết kiến nghị", "Report examining how petitions are settled"),
        1,
        met(facts.bao_cao_tham_tra),
    ),
]
_ALTERED: Final = Words(
    "Người số hóa đã đổi điểm hàng này: trong dự thảo các hàng của III.3 cộng thành 9 trong khi điểm tối đa là 6; điểm cũ của từng hàng không rõ.",
    "The digitiser altered this row's points: in the draft the rows of III.3 add up to 9 under a maximum of 6; what each row had is not known.",
)
_III_3: Final = [
    Criterion(
        "III.3.a",
        Words("Tiếp công dân đủ số kỳ", "Enough reception days for citizens"),
        "1.5",
        less(facts.ky_tiep_dan_thieu, "0.5"),
        remark=_ALTERED,
    ),
    Criterion(
        "III.3.b",
        Words("Chất lượng: vụ việc giải quyết dứt điểm", "Quality: cases settled for good"),
        "1.5",
        quarters(facts.vu_viec_dut_diem, empty="100%"),
        readings=(MODE,),
        not_applicable="full",
        remark=_ALTERED,
    ),
    Criterion(
        "III.3.c",
        Words("Đơn thư xử lý đúng hạn", "Letters of petition handled on time"),
        3,
        Tiered(facts.don_thu, {"dung_han": "3", "co_qua_han": "1.5", "con_lai": "0"}),
    ),
]
_III_4: Final = [
    Criterion(
        "III.4.a",
        Words("Kênh số tiếp nhận ý kiến", "Digital channel for opinions"),
        2,
        met(facts.kenh_so),
    ),
    Criterion(
        "III.4.b",
        Words("Phản hồi ý kiến qua kênh số", "Answers to opinions on the digital channel"),
        1,
        met(facts.phan_hoi_so),
    ),
]

GROUPS: Final = [
    group(
        "I",
        20,
        [criterion("I.1", 5, _I_1), criterion("I.2", 4, _I_2), criterion("I.3", 6, _I_3), criterion("I.4", 5, _I_4)],
    ),
    group(
        "II",
        20,
        [
            criterion("II.1", 6, _II_1),
            criterion("II.2", 5, _II_2),
            criterion("II.3", 6, _II_3),
            criterion("II.4", 3, _II_4),
        ],
    ),
    group(
        "III",
        20,
        [
            criterion("III.1", 5, _III_1),
            criterion("III.2", 6, _III_2),
            criterion("III.3", 6, _III_3, printed=Printed(parts=9)),
            criterion("III.4", 3, _III_4),
        ],
    ),
]
