"""Nghị định 335/2025/NĐ-CP: grading civil servants, by general criteria (30) and the results of tasks (70).

Source: Nghị định 335/2025/NĐ-CP of 21/12/2025, in force from 01/01/2026. Trust B: news and questions and answers that
quote the official text.

Known: how results are scored for a civil servant, `scheme`, ((a + b + c)/3 × 70) and for a leader, `leaders`,
((a + b + c + d + đ + e)/6 × 70); the bands of the year's grade. The ceiling of 20% on the top grade (25% in exceptional
cases) is what public tools apply.
Not known: the general criteria but for their 30 points; the steps of (đ) below 100%; the text of (e). The percentages
of (đ) and (e) are given by a person.
"""

from __future__ import annotations

from typing import Final

from emulscore.conditions import FactIs
from emulscore.criteria import Criterion, Reading
from emulscore.facts import ItemsFact, PointsFact, ShareFact, YesNoFact
from emulscore.gates import Force
from emulscore.grades import GradeBand, Grades, Quota
from emulscore.rules import Direct, Ratio, Tiered, WeightedMean, at_least, below, between
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NOTHING_TO_SHARE, NotDone, sourced
from emulscore.words import Words

__all__ = ["BANDS", "GENERAL", "NOT_DONE", "QUOTA", "VIOLATION", "chat_luong", "leaders", "scheme", "so_luong"]

NOT_DONE: Final = (
    NotDone(
        "(đ)",
        Words("Lãnh đạo: khả năng tổ chức", "Leaders: ability to organise"),
        Words(
            "các mức dưới 100% bị cắt trong bản trích; người chấm nhập tỷ lệ",
            "the steps below 100% are cut off in the excerpt; a person enters the percentage",
        ),
    ),
)

_EXCUSED: Final = Words("lần chậm có lý do khách quan", "delays that are objectively excused")

so_luong = ItemsFact(
    "so_luong",
    label=Words("Số lượng sản phẩm đã quy đổi", "Number of products, converted"),
    counts=Words("sản phẩm hoàn thành, đã quy đổi", "finished products, converted"),
    out_of=Words("sản phẩm được giao, đã quy đổi", "assigned products, converted"),
    levels={"hoan_thanh": "100%", "chua_hoan_thanh": "0%"},
    numbers="percent",
    decimals=2,
)
chat_luong = ItemsFact(
    "chat_luong",
    label=Words("Chất lượng sản phẩm", "Quality of products"),
    counts=Words("sản phẩm bảo đảm chất lượng, đã quy đổi", "products that meet quality, converted"),
    out_of=Words("sản phẩm được giao, đã quy đổi", "assigned products, converted"),
    per_fault="25%",
    numbers="percent",
    decimals=2,
)
tien_do = ItemsFact(
    "tien_do",
    label=Words("Tiến độ sản phẩm", "Products on schedule"),
    counts=Words("sản phẩm đúng tiến độ, đã quy đổi", "products on schedule, converted"),
    out_of=Words("sản phẩm được giao, đã quy đổi", "assigned products, converted"),
    excludes=_EXCUSED,
    per_fault="25%",
    numbers="percent",
    decimals=2,
)
cap_duoi = YesNoFact(
    "cap_duoi",
    label=Words(
        "Tất cả đơn vị, cá nhân phụ trách đều từ “hoàn thành nhiệm vụ” trở lên",
        "All subordinate units and persons are at least “completed”",
    ),
)
to_chuc = ShareFact(
    "to_chuc", label=Words("Khả năng tổ chức, tỷ lệ đạt", "Ability to organise, share reached"), numbers="percent"
)
muc_e = ShareFact(
    "muc_e",
    label=Words("Mục (e), tỷ lệ đạt", "Item (e), share reached"),
    numbers="percent",
)
tieu_chi_chung = PointsFact(
    "tieu_chi_chung", label=Words("Điểm tiêu chí chung", "Points of the general criteria"), largest=30
)
vi_pham = YesNoFact(
    "vi_pham",
    label=Words(
        "Có vi phạm thuộc trường hợp xếp loại không hoàn thành nhiệm vụ",
        "A violation listed as leading to “not completed”",
    ),
)

GENERAL: Final = Criterion(
    "TCC",
    Words("Tiêu chí chung", "General criteria"),
    30,
    Direct(tieu_chi_chung),
    remark=Words(
        "Các tiêu chí chung chỉ biết tên và điểm tối đa: người chấm nhập điểm.",
        "Of the general criteria only title and maximum are known: a person gives the points.",
    ),
)
_RESULT: Final = Words("Kết quả thực hiện nhiệm vụ", "Results of tasks")
_ITEMS: Final = Reading(
    "parts",
    Words(
        "Mỗi sản phẩm mất 25% cho mỗi lần, không dưới 0; sản phẩm làm vượt số được giao không tính quá 100%.",
        "Each product loses 25% each time, never below 0; products beyond those assigned do not count past 100%.",
    ),
)
_NONE: Final = Reading("parts", NOTHING_TO_SHARE)
_THREE: Final = tuple(Ratio(fact, empty="refuse") for fact in (so_luong, chat_luong, tien_do))

_KQ: Final = Criterion(
    "KQ",
    _RESULT,
    70,
    WeightedMean(_THREE, weights=[1, 1, 1]),
    wording="mỗi lần … bị trừ 25% điểm chất lượng của sản phẩm đó",
    readings=(_ITEMS, _NONE),
)
_KQ_LEADERS: Final = Criterion(
    "KQ",
    _RESULT,
    70,
    WeightedMean(
        [
            *_THREE,
            Tiered(cap_duoi, {True: "100%", False: "50%"}),
            Ratio(to_chuc, empty="refuse"),
            Ratio(muc_e, empty="refuse"),
        ],
        weights=[1] * 6,
    ),
    wording="mỗi lần … bị trừ 25% điểm chất lượng của sản phẩm đó",
    readings=(
        _ITEMS,
        _NONE,
        Reading(
            "parts",
            Words(
                "Các mức của (đ) dưới 100% và nội dung của (e) không có trong bản trích: người chấm nhập tỷ lệ.",
                "The steps of (đ) below 100% and the text of (e) are not in the excerpt: a person gives the percentage.",
            ),
        ),
    ),
)

BANDS: Final = (
    GradeBand("xuat_sac", Words("Hoàn thành xuất sắc nhiệm vụ", "Completed with excellence"), at_least(90)),
    GradeBand("tot", Words("Hoàn thành tốt nhiệm vụ", "Completed well"), between(70, 90)),
    GradeBand("hoan_thanh", Words("Hoàn thành nhiệm vụ", "Completed"), between(50, 70)),
    GradeBand("khong_hoan_thanh", Words("Không hoàn thành nhiệm vụ", "Not completed"), below(50)),
)
VIOLATION: Final = Force("khong_hoan_thanh", FactIs(vi_pham), reason=Words("Có vi phạm", "A listed violation"))
QUOTA: Final = Quota("xuat_sac", "20%", by=("",), rest="tot")

_DOCUMENT: Final = Words(
    "Nghị định 335/2025/NĐ-CP ngày 21/12/2025, có hiệu lực từ ngày 01/01/2026",
    "Decree 335/2025/NĐ-CP of 21/12/2025, in force from 01/01/2026",
)
_ISSUER: Final = Words("Chính phủ", "The Government")

scheme = Scheme(
    "nghi-dinh-335-2025",
    Words("Đánh giá, xếp loại công chức theo Nghị định 335/2025", "Grading civil servants by Decree 335/2025"),
    issuer=_ISSUER,
    level=Words("công chức, trung ương đến cấp xã", "civil servants, central to commune level"),
    period="2026",
    source=sourced(
        _DOCUMENT,
        "B",
        Words(
            "kết quả thực hiện nhiệm vụ (70 điểm), các mức xếp loại; tiêu chí chung (30 điểm) chỉ có tên",
            "the results of tasks (70 points) and the grade bands; of the general criteria (30 points) only the title",
        ),
    ),
    total=100,
    items=[GENERAL, _KQ],
    grades=Grades(BANDS, gates=[VIOLATION], quota=QUOTA),
)

leaders = Scheme(
    "nghi-dinh-335-2025-lanh-dao",
    Words(
        "Đánh giá, xếp loại công chức lãnh đạo, quản lý theo Nghị định 335/2025",
        "Grading civil servants who lead, by Decree 335/2025",
    ),
    issuer=_ISSUER,
    level=Words("công chức lãnh đạo, quản lý", "civil servants who lead"),
    period="2026",
    source=sourced(
        _DOCUMENT,
        "B",
        Words(
            "cách tính kết quả (70 điểm) trừ các mức của (đ) và nội dung của (e); các mức xếp loại",
            "how results count (70 points) but for the steps of (đ) and the text of (e); the grade bands",
        ),
    ),
    total=100,
    items=[GENERAL, _KQ_LEADERS],
    grades=Grades(BANDS, gates=[VIOLATION], quota=QUOTA),
)
