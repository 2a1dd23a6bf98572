"""Xã Nghĩa Lâm: its own way to grade civil servants by Nghị định 335/2025/NĐ-CP.

Source: the commune's own tool for Nghị định 335/2025/NĐ-CP (in force from 01/01/2026). Trust B, as the decree's.

Known: what the commune adds to the decree: a late task loses 25% up to 5 days and all beyond; a product counts by its
marks / 5; a person whose quantity (a) is below 100% keeps at most 49 points, which forces the lowest grade.
Everything else is the decree's scheme (`emulscore.schemes.nghi_dinh_335_2025`). Whether the commune counts quality in
another way is not known: it is read as the decree has it.
"""

from __future__ import annotations

from typing import Final

from emulscore.conditions import FactIs
from emulscore.criteria import Criterion, Reading
from emulscore.facts import ItemsFact
from emulscore.gates import CutTotal
from emulscore.grades import Grades
from emulscore.rules import Ratio, WeightedMean, below
from emulscore.scheme import Scheme
from emulscore.schemes._partial import NOTHING_TO_SHARE, NotDone, sourced
from emulscore.schemes.nghi_dinh_335_2025 import BANDS, GENERAL, QUOTA, VIOLATION, chat_luong, so_luong
from emulscore.words import Words

__all__ = ["NOT_DONE", "scheme"]

NOT_DONE: Final[tuple[NotDone, ...]] = ()

tien_do_xa = ItemsFact(
    "tien_do_xa",
    label=Words("Tiến độ công việc", "Tasks on schedule"),
    counts=Words("công việc đúng hạn, đã quy đổi", "tasks on time, converted"),
    out_of=Words("công việc được giao, đã quy đổi", "assigned tasks, converted"),
    levels={"dung_han": "100%", "tre_den_5_ngay": "75%", "tre_tren_5_ngay": "0%"},
    numbers="percent",
    decimals=2,
)

_KQ: Final = Criterion(
    "KQ",
    Words("Kết quả thực hiện nhiệm vụ", "Results of tasks"),
    70,
    WeightedMean([Ratio(fact, empty="refuse") for fact in (so_luong, chat_luong, tien_do_xa)], weights=[1, 1, 1]),
    readings=(
        Reading(
            "parts",
            Words(
                "Trọng số của mỗi sản phẩm là số lượng × điểm/5; công việc trễ đến 5 ngày được 75%, trễ hơn được 0.",
                "A product weighs quantity × marks / 5; a task up to 5 days late counts 75%, a later one nothing.",
            ),
        ),
        Reading("parts", NOTHING_TO_SHARE),
    ),
)

scheme = Scheme(
    "nghia-lam-cong-chuc",
    Words("Đánh giá công chức xã Nghĩa Lâm", "Grading civil servants of xã Nghĩa Lâm"),
    issuer=Words("Ủy ban nhân dân xã Nghĩa Lâm", "People's Committee of xã Nghĩa Lâm"),
    level=Words("công chức cấp xã", "civil servants of a commune"),
    period="2026",
    source=sourced(
        Words(
            "Công cụ của xã Nghĩa Lâm theo Nghị định 335/2025/NĐ-CP",
            "The tool of xã Nghĩa Lâm by Decree 335/2025/NĐ-CP",
        ),
        "B",
        Words(
            "công việc trễ hạn, hệ số quy đổi, điều kiện về số lượng; phần còn lại theo nghị định",
            "late tasks, the conversion factor, the condition on quantity; the rest as in the decree",
        ),
    ),
    total=100,
    items=[GENERAL, _KQ],
    grades=Grades(
        BANDS,
        gates=[
            CutTotal(
                49,
                FactIs(so_luong, below("100%")),
                reason=Words("Số lượng dưới 100%", "The quantity is below 100%"),
            ),
            VIOLATION,
        ],
        quota=QUOTA,
    ),
)
