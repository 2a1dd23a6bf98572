"""The rows of published documents that the library must be able to express, with the shape of each, and what a shape is.

Written from the documents themselves, apart from the schemes that are bundled: the coverage page holds the two together.
"""

from __future__ import annotations

from typing import Final

from emulscore.schemes._partial import NotDone
from emulscore.words import Words

__all__ = ["DOCUMENTS", "NOT_BUNDLED", "ROWS", "SHAPES", "rows_with_shapes"]


def rows_with_shapes(text: str) -> dict[str, str]:
    """Read rows written as `row SHAPE | row SHAPE` into shapes by row; a row's number may hold spaces.

    >>> rows_with_shapes("1 LATE | xã 2 RAT")
    {'1': 'LATE', 'xã 2': 'RAT'}
    """
    pairs = (pair.strip().rpartition(" ") for pair in text.split("|"))
    return {row: shape for row, _, shape in pairs}


SHAPES: Final[dict[str, tuple[Words, tuple[str, ...]]]] = {
    "BIN": (Words("đạt hoặc không đạt", "met or not met"), ("Tiered",)),
    "LVL": (Words("các mức có tên", "named levels"), ("Tiered",)),
    "BND": (Words("các mức của một tỷ lệ", "bands of a rate"), ("Tiered",)),
    "CNT": (Words("các mức của một số đếm", "bands of a count"), ("Tiered",)),
    "LATB": (Words("các mức trễ hạn", "bands of lateness"), ("Tiered",)),
    "RAT": (Words("tỷ lệ × điểm tối đa", "rate × maximum"), ("Ratio",)),
    "TGT": (Words("tỷ lệ so với mức đích", "rate against a target"), ("Cap", "Ratio")),
    "LATE": (Words("trừ điểm theo thời gian trễ", "points off by time late"), ("LatePenalty",)),
    "OCC": (Words("trừ điểm mỗi lần", "points off each time"), ("Count",)),
    "OCC%": (Words("trừ một tỷ lệ mỗi lần", "a share off each time"), ("FrequencyPenalty",)),
    "PER": (Words("điểm cho mỗi việc, có mức tối đa", "points for each, capped"), ("Count",)),
    "DED": (Words("hàng điểm trừ, có mức tối đa", "a deduction row, capped"), ("Count", "Tiered")),
    "DIR": (Words("người chấm cho điểm", "points given by a person"), ("Direct",)),
    "SUM": (Words("cộng các phần khác nhau", "unlike parts added up"), ("Sum",)),
    "HALF": (Words("hai nửa của điểm tối đa", "two halves of the maximum"), ("Sum", "At")),
    "RELMAX": (Words("so với đơn vị cao nhất", "share of the best unit"), ("Relative",)),
    "WAVG": (Words("trung bình có trọng số", "weighted mean"), ("Ratio",)),
    "MEAN": (Words("trung bình của các tỷ lệ", "mean of rates"), ("WeightedMean",)),
}
"""Each shape: what it is, and the rules that express it. A weighted mean over items is read by `ItemsFact`."""

DOCUMENTS: Final[dict[str, Words]] = {
    "S01": Words("Thị xã Ngã Năm: thi đua chuyển đổi số 2023", "Ngã Năm town: digital transformation, 2023"),
    "S02": Words("Thanh Hóa: xếp loại HĐND cấp xã (dự thảo 2026)", "Thanh Hóa: commune councils (draft, 2026)"),
    "S06": Words("Đạt chuẩn tiếp cận pháp luật 2021", "The standard of access to law, 2021"),
    "S07": Words("Chuẩn tiếp cận pháp luật 2013", "The standard of access to law, 2013"),
    "S09": Words("Thành phố Cao Lãnh: chuyển đổi số", "Thành phố Cao Lãnh: digital transformation"),
    "S10": Words("Chuyển đổi số cấp huyện (không rõ tỉnh)", "A district's digital transformation (unnamed)"),
    "S11": Words("Ứng dụng CNTT của các bộ", "Information technology in ministries"),
    "S14": Words("MTTQ Đồng Nai: xã, phường 2026", "Fatherland Front of Đồng Nai, 2026"),
    "S15": Words("Nghị định 335/2025: xếp loại công chức", "Decree 335/2025: grading civil servants"),
    "S17": Words("Đoàn phường Chánh Hiệp: 16 chi đoàn 2026", "Youth union of phường Chánh Hiệp, 2026"),
    "S18": Words("Khánh Hòa: chuyển đổi số 2024", "Khánh Hòa: digital transformation, 2024"),
    "S20": Words("Quyết định 4725: chuyển đổi số trường học", "Decision 4725: digital transformation of schools"),
    "S21": Words("Thông tư 22/2020: đơn vị học tập", "Circular 22/2020: learning units"),
}

ROWS: Final[dict[str, dict[str, str]]] = {
    code: rows_with_shapes(text)
    for code, text in {
        "S01": """
            1 LATE | 2 LATE | 3 LVL | 4 TGT | 5 RAT | 6 OCC% | 7 RAT | 8 RAT | 9 RAT | 10 RAT | 11 RAT | 12 RAT |
            13 TGT | 14 RAT
        """,
        "S02": """
            I.1.a BIN | I.1.b LVL | I.1.c LVL | I.2.a LATB | I.2.b BND | I.3.a CNT | I.3.b BIN | I.4.a LVL |
            I.4.b BIN | II.1.a BIN | II.1.b CNT | II.2.a LVL | II.2.b BIN | II.3.a RAT | II.4.a BIN | II.4.b BIN |
            III.1.a BND | III.1.b BIN | III.2.a BIN | III.2.b BND | III.2.c BIN | III.3.a OCC | III.3.b RAT |
            III.3.c LATB | III.4.a BIN | III.4.b BIN | IV.1.a BND | IV.1.b BIN | IV.2.a CNT | IV.3.a OCC |
            IV.3.b BIN | V.1.a PER | V.2.a BIN | V.2.b BIN | VI.1.a OCC | VI.1.b BIN | VI.1.c BIN | VI.2.a BND |
            VI.2.b BIN | VI.3.a BND | VI.3.b BIN | VII.1.a OCC | VII.2.a LATB | VIII.1 BIN | VIII.2 LVL |
            VIII.3 LVL | VIII.4 PER | IX.1 DED | IX.2 DED | IX.3 DED | IX.4 DED | IX.5 DED | IX.6 DED | IX.7 DED |
            IX.8 DED | IX.9 DED
        """,
        "S06": "CT1.1 BIN | CT1.2 BIN | CT… tập huấn BND",
        "S07": "CT1 BND",
        "S09": "1.1 LVL | 1.2 HALF | 1.3 RAT",
        "S10": "1.1 CNT | 1.2 RAT | 1.3 RAT",
        "S11": "I.1 RAT | I.2 RAT | I.3 RELMAX | I.4 SUM | I.5 SUM",
        "S14": "c1 DIR | c2 DIR | c3 DIR",
        "S15": "(a) WAVG | (b) OCC% | (c) OCC% | (d) BIN | (đ) LVL | KQ MEAN | TCC DIR | xã-1 LATB | xã-2 WAVG",
        "S17": "1.1 DIR | 1.2 DIR | 1.3 DIR | 2.1 DIR | 2.2 DIR | 2.3 DIR | 3.1 DIR | 3.2 DIR | 4.1 DIR | 4.2 DIR",
        "S18": """
            xã 1 RAT | xã 2 RAT | xã 3 RAT | xã 4 RAT | xã 5 RAT | xã 6 RAT | xã 7 RAT | huyện 1 RAT |
            huyện 2 RAT | huyện 3 RAT | huyện 4 RAT | huyện 5 RAT
        """,
        "S20": "1.1 BIN | 1.2 BIN | 1.3 SUM",
        "S21": "1.1 DIR | 1.2 DIR | 1.3 DIR | 2.1 DIR | 2.2 DIR",
    }.items()
}
"""The shape of every row, by document and number, in the order of the document."""

_BY_PERSON: Final = Words(
    "người chấm cho điểm, không có công thức: `Direct` diễn đạt được, không đưa vào thư viện",
    "a person gives the points and there is no formula: `Direct` expresses it, not bundled",
)


def _by_person(**titles: tuple[str, str]) -> tuple[NotDone, ...]:
    return tuple(
        NotDone(row.removeprefix("r").replace("_", "."), Words(vi, en), _BY_PERSON) for row, (vi, en) in titles.items()
    )


NOT_BUNDLED: Final[dict[str, tuple[NotDone, ...]]] = {
    "S17": _by_person(
        r1_1=("Học tập Nghị quyết", "Studying resolutions"),
        r1_2=("Tuyên truyền mạng xã hội", "Spreading news on social media"),
        r1_3=("Giáo dục truyền thống", "Teaching tradition"),
        r2_1=("Thứ Bảy tình nguyện", "Volunteer Saturdays"),
        r2_2=("Công trình thanh niên", "Youth works"),
        r2_3=("Hiến máu, an sinh", "Blood donation and welfare"),
        r3_1=("Quản lý đoàn viên số", "Keeping members digitally"),
        r3_2=("Sinh hoạt chi đoàn", "Meetings of the branch"),
        r4_1=("Tổ công nghệ số cộng đồng", "Community digital technology team"),
        r4_2=("Sáng kiến chuyển đổi số", "Initiatives in digital transformation"),
    ),
    "S21": _by_person(
        r1_1=("Chủ trương, kế hoạch học tập", "Policy and plan of learning"),
        r1_2=("Quy định khuyến khích", "Rules that encourage"),
        r1_3=("Đầu tư nguồn lực", "Investing means"),
        r2_1=("100% thành viên có kế hoạch tự học", "All members have a plan of learning by themselves"),
        r2_2=("100% chấp hành kỷ luật", "All keep discipline"),
    ),
}
"""Rows of documents that are not bundled at all."""
