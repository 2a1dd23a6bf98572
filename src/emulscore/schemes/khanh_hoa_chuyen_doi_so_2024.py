"""Khánh Hòa, 2024: the degree of digital transformation of communes (`commune`) and of districts (`district`).

Source: sample data of public software for the assessment period 2024. Trust D: plausible, not proved official.

Known: titles, maxima and the definition of each rate. How a rate becomes points is not stated: rate × maximum is an
assumption, and every row says so. Totals here are the sums of the rows with a known maximum: 250 for a commune, 70 for
a district.
Not known: the maxima of two rows of the district.
"""

from __future__ import annotations

from typing import Final

from emulscore.criteria import Criterion, Reading
from emulscore.facts import ShareFact
from emulscore.rules import Ratio
from emulscore.scheme import Scheme
from emulscore.schemes._partial import RATE, NotDone, sourced
from emulscore.words import Words

__all__ = ["NOT_DONE", "commune", "district"]

_NO_BASE: Final = Words("không rõ điểm tối đa", "the maximum is not known")

NOT_DONE: Final = (
    NotDone(
        "huyện 1",
        Words("Tỷ lệ xã đạt chuẩn chuyển đổi số", "Share of communes that meet the standard"),
        _NO_BASE,
    ),
    NotDone(
        "huyện 5",
        Words("Trạm y tế triển khai hệ thống thông tin", "Health stations that run the information system"),
        _NO_BASE,
    ),
)

_ASSUMED: Final = (
    *RATE,
    Reading(
        "target",
        Words(
            "Cách quy đổi tỷ lệ ra điểm không được nêu: giả định điểm = tỷ lệ × điểm tối đa, không có mức đích.",
            "How a rate becomes points is not stated: rate × maximum is assumed, without a target.",
        ),
    ),
)


def _row(id_: str, fact: str, title: Words, base: int) -> Criterion:
    share = ShareFact(fact, label=title, numbers="percent", decimals=2)
    return Criterion(id_, title, base, Ratio(share, empty="refuse"), readings=_ASSUMED)


_ONLINE: Final = Words("Hồ sơ thực hiện trực tuyến toàn trình", "Dossiers handled online from end to end")
_PLATFORMS: Final = Words(
    "Doanh nghiệp nhỏ và vừa dùng nền tảng số", "Small and medium enterprises on digital platforms"
)

_COMMUNE: Final = [
    _row(
        "1",
        "thu_tuc",
        Words(
            "TTHC cung cấp dịch vụ công trực tuyến toàn trình", "Administrative procedures offered online end to end"
        ),
        30,
    ),
    _row("2", "ho_so", _ONLINE, 20),
    _row("3", "van_ban", Words("Xử lý văn bản trên môi trường mạng", "Documents handled online"), 70),
    _row("4", "nen_tang", _PLATFORMS, 30),
    _row(
        "5",
        "tap_huan",
        Words("Thành viên HTX, doanh nghiệp được tập huấn", "Members of cooperatives and enterprises trained"),
        40,
    ),
    _row(
        "6",
        "dien_thoai",
        Words("Dân số từ 15 tuổi có điện thoại thông minh", "People of 15 and over with a smartphone"),
        50,
    ),
    _row("7", "cap_quang", Words("Hộ được phủ cáp quang", "Households reached by fibre"), 10),
]
_DISTRICT: Final = [
    _row("2", "ho_so", _ONLINE, 30),
    _row("3", "nen_tang", _PLATFORMS, 20),
    _row(
        "4",
        "hop_dong",
        Words("Doanh nghiệp, HTX dùng hợp đồng điện tử", "Enterprises and cooperatives that use electronic contracts"),
        20,
    ),
]

_DOCUMENT: Final = Words(
    "Tiêu chí đánh giá mức độ chuyển đổi số tỉnh Khánh Hòa, kỳ đánh giá 2024",
    "Criteria of the degree of digital transformation, Khánh Hòa, period 2024",
)

commune = Scheme(
    "khanh-hoa-chuyen-doi-so-xa-2024",
    Words(
        "Mức độ chuyển đổi số cấp xã, tỉnh Khánh Hòa (giả định tỷ lệ × điểm tối đa)",
        "Degree of digital transformation of communes, Khánh Hòa (rate × maximum assumed)",
    ),
    level=Words("cấp xã", "commune"),
    period="2024",
    source=sourced(
        _DOCUMENT,
        "D",
        Words("7 tiêu chí, 250 điểm; cách quy đổi là giả định", "7 criteria, 250 points; the conversion is assumed"),
    ),
    total=250,
    items=_COMMUNE,
)

district = Scheme(
    "khanh-hoa-chuyen-doi-so-huyen-2024",
    Words(
        "Mức độ chuyển đổi số cấp huyện, tỉnh Khánh Hòa (giả định tỷ lệ × điểm tối đa)",
        "Degree of digital transformation of districts, Khánh Hòa (rate × maximum assumed)",
    ),
    level=Words("cấp huyện (đã kết thúc từ ngày 01/7/2025)", "district (level ended on 1 July 2025)"),
    period="2024",
    source=sourced(
        _DOCUMENT,
        "D",
        Words(
            "3 trong 5 tiêu chí, 70 điểm; cách quy đổi là giả định",
            "3 of 5 criteria, 70 points; the conversion is assumed",
        ),
    ),
    total=70,
    items=_DISTRICT,
)
