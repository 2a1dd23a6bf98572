"""Thanh Hóa (draft, 2026): rows of groups IV to VII: digital work, innovation, the council's own order, reporting."""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion
from emulscore.rules import Count, Tiered, at_least, below, between, exactly
from emulscore.schemes import _thanh_hoa_2026_work_facts as facts
from emulscore.schemes._thanh_hoa_2026_base import FLOOR, criterion, group, less, met
from emulscore.words import Words

__all__ = ["GROUPS"]

_ONCE: Final = Words("Không tính lại điều đã tính ở hàng khác.", "What another row has counted is not counted again.")

_IV_1: Final = [
    Criterion(
        "IV.1.a",
        Words("Văn bản xử lý điện tử, ký số", "Documents handled electronically and signed digitally"),
        3,
        Tiered(facts.van_ban_so, {exactly("100%"): "3", between("90%", "100%"): "1.5", below("90%"): "0"}),
    ),
    Criterion(
        "IV.1.b",
        Words("Lưu trữ điện tử hồ sơ kỳ họp", "Electronic archive of the sessions' files"),
        2,
        met(facts.luu_tru_so),
        wording="không tính lại",
        remark=Words("Không tính lại điều I.2 đã tính.", "What I.2 has scored is not counted again."),
    ),
]
_IV_2: Final = [
    Criterion(
        "IV.2.a",
        Words("Phần mềm/sổ điện tử theo dõi", "Software or electronic register for tracking"),
        5,
        Tiered(facts.noi_dung_theo_doi, {3: "5", 2: "3", 1: "1.5", 0: "0"}),
        remark=Words("Không tính theo tỷ lệ.", "Not in proportion."),
    ),
]
_IV_3: Final = [
    Criterion(
        "IV.3.a",
        Words("Dự hội nghị trực tuyến", "Attending online conferences"),
        "2.5",
        less(facts.vang_truc_tuyen, "0.5"),
    ),
    Criterion(
        "IV.3.b",
        Words("Cập nhật dữ liệu đủ, đúng hạn", "Data complete and on time"),
        "2.5",
        met(facts.cap_nhat_du_lieu),
    ),
]

_V_1: Final = [
    Criterion(
        "V.1.a",
        Words("Mô hình mới, cách làm hay", "New models and good practices"),
        6,
        Count({facts.mo_hinh: 3}, start=0, low=0, high=6),
        remark=Words("Ý tưởng chưa triển khai không có điểm.", "Ideas that are not deployed earn nothing."),
    ),
]
_V_2: Final = [
    Criterion(
        "V.2.a",
        Words("Mô hình duy trì, mở rộng từ năm 2", "Models kept up or extended from the second year"),
        "2.5",
        met(facts.mo_hinh_duy_tri),
    ),
    Criterion(
        "V.2.b",
        Words("Đánh giá hiệu quả bằng số liệu", "Effects assessed by figures"),
        "1.5",
        met(facts.danh_gia_so_lieu),
        remark=_ONCE,
    ),
]

_VI_1: Final = [
    Criterion(
        "VI.1.a",
        Words("Thường trực họp đủ 12 phiên", "Twelve meetings of the Standing Committee"),
        1,
        less(facts.phien_thieu, "0.5"),
        remark=Words(
            "Hàng này nói thiếu phiên họp còn bị trừ ở nhóm IX, nhưng không hàng nào của nhóm IX nêu việc đó: không trừ thêm.",
            "The row says that a missing meeting is also deducted in group IX, but no row of group IX names it: nothing more is taken.",
        ),
    ),
    Criterion(
        "VI.1.b",
        Words("Các Ban, Tổ hoạt động nền nếp", "Boards and groups in good working order"),
        1,
        met(facts.ban_to_ne_nep),
        wording="cộng thêm",
    ),
    Criterion(
        "VI.1.c",
        Words("Các Ban hoàn thành chương trình năm", "Boards completed the year's programme"),
        2,
        met(facts.ban_hoan_thanh),
    ),
]
_VI_2: Final = [
    Criterion(
        "VI.2.a",
        Words("Đại biểu dự họp bình quân", "Mean attendance of delegates"),
        2,
        Tiered(facts.du_hop, {at_least("95%"): 2, between("90%", "95%"): 1, below("90%"): 0}),
        remark=Words(
            "Bình quân các kỳ họp được tính trước khi nhập.", "The mean over the sessions is worked out beforehand."
        ),
    ),
    Criterion(
        "VI.2.b",
        Words("100% đại biểu có báo cáo năm", "100% of delegates have a yearly report"),
        1,
        Tiered(facts.bao_cao_dai_bieu, {exactly("100%"): 1, below("100%"): 0}),
    ),
]
_VI_3: Final = [
    Criterion(
        "VI.3.a",
        Words("Dự lớp tập huấn của tỉnh", "Attending the province's training courses"),
        2,
        Tiered(facts.tap_huan, {exactly("100%"): 2, between("70%", "100%"): 1, below("70%"): 0}),
        remark=Words(
            "Nguồn dùng ở đây không nói tỷ lệ tính trên số người hay số lớp.",
            "The source used here does not say whether the share is of people or of courses.",
        ),
    ),
    Criterion(
        "VI.3.b",
        Words("Bồi dưỡng kỹ năng tại chỗ", "Skills courses held on the spot"),
        1,
        Tiered(facts.boi_duong, [(at_least(1), 1), (0, 0)]),
    ),
]

_VII_1: Final = [
    Criterion(
        "VII.1.a",
        Words("Báo cáo đúng hạn, đúng biểu mẫu", "Reports on time and in the right form"),
        3,
        less(facts.bao_cao_loi, "0.5"),
        readings=(FLOOR,),
        remark=Words(
            "Mỗi báo cáo lỗi còn bị trừ ở IX.3: cố ý tính hai lần.", "Each is also deducted in IX.3: twice, on purpose."
        ),
    ),
]
_VII_2: Final = [
    Criterion(
        "VII.2.a",
        Words("Phối hợp, cung cấp thông tin", "Cooperation and information"),
        2,
        Tiered(facts.phoi_hop, {"day_du": 2, "cham_thieu": 1, "khong": 0}),
    ),
]

GROUPS: Final = [
    group("IV", 15, [criterion("IV.1", 5, _IV_1), criterion("IV.2", 5, _IV_2), criterion("IV.3", 5, _IV_3)]),
    group("V", 10, [criterion("V.1", 6, _V_1), criterion("V.2", 4, _V_2)]),
    group("VI", 10, [criterion("VI.1", 4, _VI_1), criterion("VI.2", 3, _VI_2), criterion("VI.3", 3, _VI_3)]),
    group("VII", 5, [criterion("VII.1", 3, _VII_1), criterion("VII.2", 2, _VII_2)]),
]
