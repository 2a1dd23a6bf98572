"""Thanh Hóa (draft, 2026): what stands beside the scale: the bonus of group VIII and the deductions of group IX."""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Group, Printed, Reading
from emulscore.rules import Best, Count, Tiered
from emulscore.schemes import _thanh_hoa_2026_work_facts as facts
from emulscore.schemes._thanh_hoa_2026_base import met, taken
from emulscore.schemes._thanh_hoa_2026_council_facts import nghi_quyet_sai
from emulscore.words import Words

__all__ = ["BONUS", "DEDUCTIONS"]


def _altered(vi: str, en: str) -> Words:
    return Words(
        f"Người số hóa đã đổi điểm hàng này để nhóm VIII cộng đúng 10 (dự thảo cộng thành 13): dự thảo ghi {vi}.",
        f"The digitiser altered this row so that group VIII adds up to 10 (13 in the draft): the draft has {en}.",
    )


BONUS: Final = Group(
    "VIII",
    Words("Nhóm VIII (điểm thưởng)", "Group VIII (bonus)"),
    [
        Criterion(
            "VIII.1",
            Words("Thưởng: mô hình được nhân rộng", "Bonus: a model taken up elsewhere"),
            4,
            met(facts.nhan_rong),
            printed=Printed(points=5),
            remark=_altered("5 điểm; mỗi năm tính một lần", "5 points; it counts once a year"),
        ),
        Criterion(
            "VIII.2",
            Words("Thưởng: khen thưởng về đổi mới", "Bonus: commended for innovation"),
            2,
            Best([Tiered(facts.khen_tinh, {True: 2, False: 0}), Tiered(facts.khen_hoi_nghi, {True: 1, False: 0})]),
            printed=Printed(points=3),
            remark=_altered("3 và 1,5 điểm", "3 and 1.5 points"),
        ),
        Criterion(
            "VIII.3",
            Words("Thưởng: giải pháp số tự xây dựng", "Bonus: own digital solution"),
            2,
            Tiered(facts.giai_phap_so, {"van_hanh": 2, "thi_diem": 1, "khong": 0}),
        ),
        Criterion(
            "VIII.4",
            Words("Thưởng: nghị quyết chuyên đề có kết quả", "Bonus: thematic resolutions with results"),
            2,
            Count({facts.nghi_quyet_chuyen_de: 1}, start=0, low=0, high=2),
            printed=Printed(points=3),
            remark=_altered("mỗi nghị quyết 1,5 điểm, tối đa 3", "1.5 points each, at most 3"),
        ),
    ],
    10,
    cap=10,
    role="bonus",
)

DEDUCTIONS: Final = Group(
    "IX",
    Words("Nhóm IX (điểm trừ)", "Group IX (deductions)"),
    [
        Criterion("IX.1", Words("Nghị quyết trái pháp luật", "Unlawful resolutions"), 5, taken(nghi_quyet_sai, 5)),
        Criterion(
            "IX.2",
            Words("Không hoàn thành giám sát chuyên đề", "Thematic supervisions not completed"),
            3,
            taken(facts.giam_sat_khong_xong, 3),
        ),
        Criterion(
            "IX.3",
            Words("Chậm gửi báo cáo", "Reports sent late"),
            5,
            taken(facts.bao_cao_loi, 1),
            readings=(
                Reading(
                    "per",
                    Words(
                        "Hàng này chỉ nói báo cáo chậm, nhưng VII.1.a trừ ở đây cả báo cáo sai biểu mẫu: hai hàng đọc cùng một số liệu.",
                        "The row speaks of late reports only, but VII.1.a deducts those in the wrong form here too: both rows read one fact.",
                    ),
                ),
            ),
        ),
        Criterion(
            "IX.4",
            Words("Khiếu kiện đông người, điểm nóng", "Mass complaints and hot spots"),
            5,
            taken(facts.diem_nong, 5),
        ),
        Criterion(
            "IX.5", Words("Đơn thư/kiến nghị quá hạn", "Letters and petitions overdue"), 5, taken(facts.qua_han, 1)
        ),
        Criterion(
            "IX.6",
            Words("Không thực hiện chỉ đạo của tỉnh", "Directions of the province not followed"),
            6,
            taken(facts.trai_chi_dao, 3),
            printed=Printed(points=3, text=6),
            remark=Words(
                "Cột điểm của dự thảo ghi −3 nhưng phần chữ ghi −6; người số hóa lấy −6.",
                "The draft's column has −3 but its text −6; the digitiser took −6.",
            ),
        ),
        Criterion(
            "IX.7",
            Words("Người đứng đầu bị kỷ luật", "The head was disciplined"),
            10,
            met(facts.dung_dau_ky_luat),
        ),
        Criterion(
            "IX.8",
            Words(
                "Đại biểu/công chức bị kỷ luật từ cảnh cáo",
                "Delegates and civil servants disciplined, from a warning up",
            ),
            10,
            taken(facts.can_bo_ky_luat, 5),
            printed=Printed(points=5, text=10),
            remark=Words(
                "Dự thảo có một hàng trừ mà cột điểm ghi −5 trong khi phần chữ ghi −10; không rõ là hàng này hay IX.7. Cũng không rõ người đứng đầu bị kỷ luật có tính cả ở hàng này.",
                "One deduction row of the draft prints −5 where its text says −10; whether it is this row or IX.7 is not known, nor whether a head who was disciplined counts here too.",
            ),
        ),
        Criterion(
            "IX.9",
            Words("Kê khai minh chứng không trung thực", "False evidence declared"),
            5,
            Tiered(facts.khai_gian, {"khong": 0, "lan_dau": 5, "tai_pham": 5}),
            readings=(
                Reading(
                    "fact",
                    Words(
                        "Tiêu chí liên quan bị 0 điểm: hiểu là tiêu chí của nhóm I đến VII (như I.1). Hàng thưởng VIII chỉ chấm theo điều có thật.",
                        "The criterion concerned earns nothing: read as a criterion of groups I to VII (such as I.1). A bonus row of VIII is scored by what is true.",
                    ),
                ),
            ),
        ),
    ],
    20,
    cap=20,
    role="deduction",
)
