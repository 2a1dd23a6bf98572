"""A small scheme with a fact of every kind, which a workbook and typed values are read for."""

from __future__ import annotations

from typing import Final

from emulscore import (
    AttainmentFact,
    Count,
    CountFact,
    Criterion,
    Direct,
    ItemsFact,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Scheme,
    ShareFact,
    Tiered,
    YesNoFact,
)

__all__ = ["EVERY_KIND"]

_ROWS: Final = [
    Criterion("1", "Kế hoạch", 5, LatePenalty(LatenessFact("ke_hoach"), per=1, unit="months_begun", never=0)),
    Criterion("2", "Hồ sơ", 10, Ratio(ShareFact("ho_so", decimals=2, numbers="percent"), empty=0)),
    Criterion("3", "Mức", 4, Tiered(LevelFact("muc", levels={"tot": "Tốt, đủ", "1": "1"}), {"tot": 4, "1": 1})),
    Criterion("4", "Công khai", 2, Tiered(YesNoFact("cong_khai"), {True: 2, False: 0})),
    Criterion("5", "Sáng kiến", 3, Count({CountFact("sang_kien", largest=3): 1}, start=0, low=0, high=3)),
    Criterion(
        "6",
        "Băng thông",
        6,
        Linear(NumberFact("bang_thong", largest=60, decimals=1), {0: 0, 60: 6}, before="hold", after="hold"),
    ),
    Criterion("7", "Hội đồng", 8, Direct(PointsFact("hoi_dong", largest=8))),
    Criterion(
        "8",
        "Thu ngân sách",
        2,
        Linear(
            AttainmentFact("thu", most=2, numbers="percent", decimals=1),
            {0: 0, 2: 2},
            before="hold",
            after="hold",
            empty=0,
        ),
    ),
    Criterion("9", "Nhiệm vụ", 5, Ratio(ItemsFact("nhiem_vu", per_fault="25%"), empty=0)),
]

EVERY_KIND: Final = Scheme("moi_loai", "Mọi loại số liệu", total=45, items=_ROWS, period="2023")
"""A scheme with a fact of every kind."""
