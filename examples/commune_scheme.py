# ruff: noqa: INP001, T201 - a script that a person runs, and that prints
"""Score four communes against each other: groups, bonus, deductions, grades, a cohort and a ranking.

The scheme and the four communes are made up, to show the parts together; they are no document's and no place's.

Run it with `python examples/commune_scheme.py`.
"""

from __future__ import annotations

import emulscore as es

# What is measured.
HO_SO = es.ShareFact("ho_so", label="Hồ sơ giải quyết đúng hạn")
BANG_THONG = es.NumberFact("bang_thong", label="Băng thông trên một người", largest=1000, decimals=1)
CAO_NHAT = es.CohortFact("bang_thong_cao_nhat", of=BANG_THONG, take="best", decimals=1)
VU_VIEC = es.ShareFact("vu_viec", label="Vụ việc giải quyết dứt điểm")
MO_HINH = es.CountFact("mo_hinh", label="Mô hình được nhân rộng", largest=100)
CHAM = es.CountFact("cham", label="Báo cáo gửi chậm", largest=100)
KY_LUAT = es.YesNoFact("ky_luat", label="Người đứng đầu bị kỷ luật")

SCHEME = es.Scheme(
    "xa-thu-2026",
    "Bộ tiêu chí thử của cụm 1",
    total=100,
    limits=(0, 110),
    items=[
        es.Group(
            "I",
            "Cải cách hành chính",
            [
                es.Criterion("I.1", "Hồ sơ đúng hạn", 50, es.Ratio(HO_SO, empty="refuse")),
                es.Criterion("I.2", "Vụ việc dứt điểm", 10, es.Ratio(VU_VIEC, empty="refuse"), not_applicable="full"),
            ],
            60,
        ),
        es.Group(
            "II",
            "Hạ tầng số",
            [es.Criterion("II.1", "Băng thông", 40, es.Relative(BANG_THONG, to=CAO_NHAT, empty=0))],
            40,
        ),
        es.Group(
            "III",
            "Điểm thưởng",
            [es.Criterion("III.1", "Mô hình", 10, es.Count({MO_HINH: 3}, start=0, low=0, high=10))],
            10,
            role="bonus",
        ),
        es.Group(
            "IV",
            "Điểm trừ",
            [es.Criterion("IV.1", "Chậm gửi báo cáo", 5, es.Count({CHAM: 1}, start=0, low=0, high=5))],
            5,
            role="deduction",
        ),
    ],
    grades=es.Grades(
        [
            es.GradeBand("xuat_sac", "Xuất sắc", es.at_least(90)),
            es.GradeBand("tot", "Tốt", es.between(75, 90)),
            es.GradeBand("dat", "Đạt", es.below(75)),
        ],
        gates=[es.Ceiling("tot", es.FactIs(KY_LUAT), reason="Người đứng đầu bị kỷ luật")],
        quota=es.Quota("xuat_sac", "25%", by=("", "III"), rest="tot"),
    ),
)

COMMUNES = {
    "Xã A": {"ho_so": "99,8%", "vu_viec": "9/10", "bang_thong": "8", "mo_hinh": 2, "cham": 1, "ky_luat": "không"},
    "Xã B": {
        "ho_so": "95%",
        "vu_viec": "không phát sinh",
        "bang_thong": "6",
        "mo_hinh": 4,
        "cham": 0,
        "ky_luat": "không",
    },
    "Xã C": {"ho_so": "100%", "vu_viec": "7/9", "bang_thong": "7,5", "mo_hinh": 3, "cham": 7, "ky_luat": "có"},
    "Xã D": {"ho_so": "80%", "vu_viec": "1/2", "bang_thong": "4", "mo_hinh": 0, "cham": 2, "ky_luat": "không"},
}


def main() -> None:
    """Print the cohort, the points, the grades, one explanation, the ranking and the grades after the quota."""
    units = [es.Assessment(name, measurements=figures) for name, figures in COMMUNES.items()]
    cohort = SCHEME.cohort(units, name="Cụm 1")
    print(cohort.text())

    cards = [SCHEME.score(unit, cohort=cohort) for unit in units]
    for card in cards:
        groups = ", ".join(f"{group} {card[group].range}" for group in ("I", "II", "III", "IV"))
        print(f"{card.assessment.unit}: {groups}; tổng {card.total}; {card.grade.title}")

    print("\nXếp loại của Xã C:")
    print(cards[2].explain_grade())

    print("\nXếp hạng:")
    for place in es.rank(cards, ties="shared", by=("", "III")):
        print(f"  {place.place}. {place.card.assessment.unit}")

    print("\nSau khi áp dụng tỷ lệ khống chế 25%:")
    for graded in es.apply_quota(cards, at_limit="keep"):
        print(f"  {graded.card.assessment.unit}: {graded.grade.title}")


if __name__ == "__main__":
    main()
