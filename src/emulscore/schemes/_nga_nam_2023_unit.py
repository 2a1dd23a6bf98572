"""What the town of Ngã Năm reported for 2023: measurements, claims and documents, as the annex shows them."""

from __future__ import annotations

from emulscore.assessment import Assessment, Claim, Measurement
from emulscore.evidence import Document, parse_citation
from emulscore.words import Words

__all__ = ["assessment"]

_BC245 = parse_citation(
    "Báo cáo số 245/BC-UBND ngày 17/10/2023 của UBND thị xã về kết quả thực hiện công tác chuyển đổi số năm 2023"
)
_BC306 = parse_citation(
    "Báo cáo số 306/BC-UBND ngày 04/12/2023 của UBND thị xã về kết quả thực hiện chuyển đổi số đến tháng 11/2023"
)
_BC326 = parse_citation(
    "Báo cáo số 326/BC-UBND ngày 15/12/2023 của UBND thị xã về kết quả thực hiện công tác cải cách hành chính năm 2023"
)
_BC1992 = parse_citation(
    "Báo cáo số 1992/BC-CATX ngày 20/10/2023 của Công an thị xã về kết quả cao điểm “90 ngày, đêm” vận động, tuyên truyền, hướng dẫn đăng ký kích hoạt tài khoản định danh điện tử (VNeID)"
)
_KH79 = parse_citation("Kế hoạch số 79/KH-UBND ngày 15/5/2023 của UBND thị xã về chuyển đổi số năm 2023")
_KH94 = parse_citation(
    "Kế hoạch Số 94/KH-BCĐCĐS ngày 07/6/2023 của Ban Chỉ đạo Chuyển đổi số thị xã về hoạt động của Ban Chỉ đạo Chuyển đổi số năm 2023"
)
_CV97 = parse_citation(
    "Công văn số 97/UBND-VHTT ngày 24/02/2023 về việc cung cấp thông tin máy tính, nhân sự đầu mối thực hiện các nội dung về CNTT, chuyển đổi số"
)
_QUY_CHE = Document(
    "quy-che-bao-cao",
    text="Căn cứ Quy chế quản lý, vận hành và khai thác Hệ thống thông tin báo cáo chỉ tiêu kinh tế - xã hội tỉnh Sóc Trăng",
    kind="Quy chế",
)
_SO_LIEU = Document(
    "so-lieu-tthc",
    text="Căn cứ số liệu trên Hệ thống thông tin giải quyết TTHC tỉnh, thị xã (Công DVC)",
)

_ON_TIME = Words(
    "Văn bản không nêu thời hạn; suy từ điểm tự chấm bằng điểm chuẩn.",
    "The document states no due day; inferred from the full points claimed.",
)
_FROM_CLAIM = Words(
    "Bảng không nêu số liệu; suy từ điểm tự chấm.",
    "The table states no figure; inferred from the points claimed.",
)


def _on_time(document: Document) -> Measurement:
    return Measurement("đúng hạn", document=document.key, note=_ON_TIME)


def _rate(percentage: str, document: Document) -> Measurement:
    return Measurement(percentage, document=document.key, as_of=document.date)


_NO_LATE_ENTRY = Measurement(0, document=_BC326.key, as_of=_BC326.date, note=_FROM_CLAIM)

assessment = Assessment(
    Words("Thị xã Ngã Năm", "Ngã Năm town"),
    scheme="nga-nam-2023",
    period="2023",
    measurements={
        "ke_hoach": _on_time(_KH79),
        "bao_cao": _on_time(_BC245),
        "ke_hoach_to": _on_time(_KH94),
        "bao_cao_to": _on_time(_BC306),
        "nhan_su": Measurement("dai_hoc", document=_CV97.key, as_of=_CV97.date, note=_FROM_CLAIM),
        "ho_so_mang": _rate("100%", _BC326),
        "van_ban": _rate("100%", _BC326),
        "tre_thang": _NO_LATE_ENTRY,
        "tre_quy": _NO_LATE_ENTRY,
        "tre_6_thang": _NO_LATE_ENTRY,
        "tre_nam": _NO_LATE_ENTRY,
        "thu_cong_vu": _rate("100%", _BC306),
        "dung_han": _rate("99,80%", _BC326),
        "can_bo_cai_app": _rate("100%", _BC306),
        "chu_ky_so": _rate("100%", _BC245),
        "can_bo_vneid": _rate("100%", _BC1992),
        "dan_vneid": _rate("75,7%", _BC1992),
        "dan_cai_app": _rate("70%", _BC306),
        "ocop": _rate("100%", _BC245),
    },
    claims={
        "1": 8,
        "2": 5,
        "3": 5,
        "4": Claim(10, text="Đạt 100%"),
        "5": Claim(10, text="Điểm = 100% * 10"),
        "6": 5,
        "7": Claim(6, text="Điểm = 100% * 6"),
        "8": Claim("9,98", text="Điểm = 99,80% * 10"),
        "9": Claim(6, text="Điểm = 100%*6"),
        "10": Claim(6, text="Điểm = 100%*6"),
        "11": Claim(6, text="Điểm = 100%*6"),
        "12": Claim(6, text="Điểm = 75,7%*6"),
        "13": Claim(5, text="70%"),
        "14": Claim(4, text="Điểm = 100%*4"),
    },
    documents=[_KH79, _BC245, _KH94, _BC306, _CV97, _BC326, _QUY_CHE, _SO_LIEU, _BC1992],
    evidence={
        "1": [_KH79.key, _BC245.key],
        "2": [_KH94.key, _BC245.key, _BC306.key],
        "3": [_BC245.key, _CV97.key],
        "4": [_BC245.key, _BC326.key],
        "5": [_BC245.key, _BC326.key],
        "6": [_BC326.key, _QUY_CHE.key],
        "7": [_BC245.key, _BC306.key],
        "8": [_BC326.key, _SO_LIEU.key],
        "9": [_BC245.key, _BC306.key],
        "10": [_BC245.key],
        "11": [_BC1992.key],
        "12": [_BC1992.key],
        "13": [_BC245.key, _BC306.key],
        "14": [_BC245.key],
    },
)
