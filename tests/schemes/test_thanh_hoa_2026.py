"""Thanh Hóa (draft, 2026), whole units: totals worked by hand, every gate of article 6, the quota, the limits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

import pytest

from emulscore import NOT_APPLICABLE, Assessment, MeasurementError, Scorecard, apply_quota, rank
from emulscore.criteria import Group
from emulscore.schemes.thanh_hoa_2026 import no_false_evidence, scheme

Facts = Mapping[str, object]

# A council that loses nothing: 100 points, no bonus, no deduction.
BEST: Final[Facts] = {
    **no_false_evidence,
    "ky_hop_thieu": 0,
    "chat_luong_ky_hop": "day_du",
    "ky_hop_chuyen_de": "kip_thoi",
    "tai_lieu_dung_han": "dung_han",
    "tai_lieu_so": "100%",
    "nghi_quyet_sai": 0,
    "the_thuc": True,
    "cong_khai": "day_du",
    "khong_phai_sua_doi": True,
    "chuong_trinh_giam_sat": True,
    "chuyen_de_hoan_thanh": 2,
    "chat_van": "moi_ky",
    "ket_luan_chat_van": True,
    "ket_luan_den_han": (12, 12),
    "giam_sat_kien_nghi": 1,
    "giam_sat_nghi_quyet": True,
    "tiep_xuc_cu_tri": "100%",
    "tiep_xuc_chuyen_de": True,
    "chuyen_kien_nghi": True,
    "kien_nghi_tra_loi": "100%",
    "bao_cao_tham_tra": True,
    "ky_tiep_dan_thieu": 0,
    "vu_viec_dut_diem": "100%",
    "don_thu": "dung_han",
    "kenh_so": True,
    "phan_hoi_so": True,
    "van_ban_so": "100%",
    "luu_tru_so": True,
    "noi_dung_theo_doi": 3,
    "vang_truc_tuyen": 0,
    "cap_nhat_du_lieu": True,
    "mo_hinh": 2,
    "mo_hinh_duy_tri": True,
    "danh_gia_so_lieu": True,
    "phien_thieu": 0,
    "ban_to_ne_nep": True,
    "ban_hoan_thanh": True,
    "du_hop": "100%",
    "bao_cao_dai_bieu": "100%",
    "tap_huan": "100%",
    "boi_duong": 1,
    "bao_cao_loi": 0,
    "phoi_hop": "day_du",
    "nhan_rong": False,
    "khen_tinh": False,
    "khen_hoi_nghi": False,
    "giai_phap_so": "khong",
    "nghi_quyet_chuyen_de": 0,
    "giam_sat_khong_xong": 0,
    "diem_nong": 0,
    "qua_han": 0,
    "trai_chi_dao": 0,
    "dung_dau_ky_luat": False,
    "can_bo_ky_luat": 0,
    "chi_tieu_khong_dat": "0%",
    "giam_sat_chi_tieu": False,
}
# The whole bonus: VIII = 4 + 2 + 2 + 2 = 10.
BONUS: Final[Facts] = {"nhan_rong": True, "khen_tinh": True, "giai_phap_so": "van_hanh", "nghi_quyet_chuyen_de": 2}

# Three councils, worked by hand.
STRONG: Final[Facts] = {
    **BEST,
    "ky_hop_chuyen_de": NOT_APPLICABLE,
    "ket_luan_den_han": (11, 12),
    "kien_nghi_tra_loi": "92%",
    "vu_viec_dut_diem": (7, 9),
    "vang_truc_tuyen": 1,
    "bao_cao_loi": 1,
    "nhan_rong": True,
    "khen_tinh": True,
    "khen_hoi_nghi": True,
    "giai_phap_so": "thi_diem",
    "nghi_quyet_chuyen_de": 1,
}
STRONG_POINTS: Final = {
    # 11/12 × 6 = 5.5 at II.3.a; 7/9 × 1.5 = 1.166… at III.3.b is nearest to 1.25
    "I": "20",  # 1.5+1.5+2 + 2+2 + 4+2 + 3+2
    "II": "19.5",  # 2+4 + 3+2 + 5.5 + 1.5+1.5
    "III": "19.75",  # 3+2 + 2+3+1 + 1.5+1.25+3 + 2+1
    "IV": "14.5",  # 3+2 + 5 + (2.5-0.5)+2.5
    "V": "10",  # 2 × 3 + 2.5+1.5
    "VI": "10",  # 1+1+2 + 2+1 + 2+1
    "VII": "4.5",  # 3-0.5 + 2
    "VIII": "8",  # 4 + 2 (the higher of 2 and 1) + 1 + 1
    "IX": "1",  # one late report
    "": "105.25",  # 20+19.5+19.75+14.5+10+10+4.5 = 98.25; + 8 - 1
}
MIDDLING: Final[Facts] = {
    **BEST,
    "ky_hop_thieu": 1,
    "chat_luong_ky_hop": "mot_phan",
    "tai_lieu_dung_han": "co_ky_cham",
    "tai_lieu_so": "55%",
    "the_thuc": False,
    "cong_khai": "chua_day_du",
    "chuyen_de_hoan_thanh": 1,
    "chat_van": "thieu_ky",
    "ket_luan_den_han": (5, 8),
    "giam_sat_nghi_quyet": False,
    "tiep_xuc_cu_tri": "93,5%",
    "kien_nghi_tra_loi": "75%",
    "don_doc": True,
    "ky_tiep_dan_thieu": 1,
    "vu_viec_dut_diem": (2, 3),
    "don_thu": "co_qua_han",
    "phan_hoi_so": False,
    "van_ban_so": "95%",
    "noi_dung_theo_doi": 2,
    "vang_truc_tuyen": 2,
    "mo_hinh": 1,
    "mo_hinh_duy_tri": False,
    "phien_thieu": 1,
    "du_hop": "92%",
    "bao_cao_dai_bieu": (29, 30),
    "tap_huan": "70%",
    "bao_cao_loi": 2,
    "phoi_hop": "cham_thieu",
    "khen_hoi_nghi": True,
    "giai_phap_so": "van_hanh",
    "qua_han": 1,
}
MIDDLING_POINTS: Final = {
    "I": "12.25",  # 0+0.75+2 + 1+1 + 4+0 + 1.5+2
    "II": "12.75",  # 2+2 + 1.5+2 + 5/8 × 6 = 3.75 + 1.5+0
    "III": "14",  # 1.5+2 + 2+2+1 (75%, but followed up: 2) + 1+1+1.5 (2/3 × 1.5 = 1) + 2+0
    "IV": "10.5",  # 1.5+2 + 3 + 1.5+2.5
    "V": "4.5",  # 3 + 0+1.5
    "VI": "6.5",  # 0.5+1+2 + 1+0 + 1+1
    "VII": "3",  # 3-1 + 1
    "VIII": "3",  # 0 + 1 + 2 + 0
    "IX": "3",  # two late reports, one overdue letter
    "": "63.5",  # 12.25+12.75+14+10.5+4.5+6.5+3 = 63.5; + 3 - 3
}
FALLEN: Final[Facts] = {
    **BEST,
    **BONUS,
    "nghi_quyet_sai": 1,
    "khai_gian": "lan_dau",
    "khai_gian_IV_2": True,
    "dung_dau_ky_luat": True,
    "qua_han": 3,
}
FALLEN_POINTS: Final = {
    "I": "17.5",  # one resolution annulled: 1.5 of 4
    "II": "20",
    "III": "20",
    "IV": "10",  # IV.2 is void for false evidence: 0 of 5
    "V": "10",
    "VI": "10",
    "VII": "5",
    "VIII": "10",
    "IX": "20",  # 5 (IX.1) + 3 (IX.5) + 10 (IX.7) + 5 (IX.9) = 23, at most 20
    "": "82.5",  # 17.5+20+20+10+10+10+5 = 92.5; + 10 - 20
}


@pytest.mark.parametrize(
    ("unit", "points", "grade"),
    [
        (STRONG, STRONG_POINTS, "Xuất sắc"),
        (MIDDLING, MIDDLING_POINTS, "Trung bình"),
        # By points Tốt; IX.1 allows that, IX.7 does not (Khá), IX.9 takes one more (Trung bình).
        (FALLEN, FALLEN_POINTS, "Trung bình"),
    ],
    ids=["strong", "middling", "fallen"],
)
def test_adds_up_as_by_hand(unit: Facts, points: dict[str, str], grade: str) -> None:
    """Groups, bonus, deductions, total and grade of a unit are those of the arithmetic beside them, on both paths."""
    card = scheme.score(unit)
    expected = {part: Decimal(value) for part, value in points.items()}
    assert {part: card[part].points for part in expected if part} | {"": card.points} == expected
    assert card.grade.title.vi == grade
    fast = scheme.points(unit)
    assert {part: fast[part] for part in expected} == expected
    parts = [value for part, value in expected.items() if part not in {"", "IX"}]
    assert card.points == sum(parts) - expected["IX"]


@pytest.mark.parametrize("unit", [BEST, STRONG, MIDDLING, FALLEN], ids=["best", "strong", "middling", "fallen"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_explains_every_row_and_the_grade(unit: Facts, lang: Literal["vi", "en"]) -> None:
    """Every row and the grade of a scored unit have a sentence of their own, in both languages."""
    card = scheme.score(unit)
    silent = [row.id for row in card.rows if not row.explain(lang).strip()]
    assert silent == []
    grade = card.grade.title.text(lang)
    assert card.explain_grade(lang).splitlines()[-1] == {"vi": "Xếp loại: ", "en": "Grade: "}[lang] + grade + "."


def test_explains_the_gates_that_acted_in_their_order() -> None:
    """The grade of the fallen council names IX.1, IX.7 and IX.9, in that order, and no other gate."""
    lines = scheme.score(FALLEN).explain_grade().splitlines()
    assert lines[0] == "Theo tổng điểm: Tốt."
    assert [line.partition("(")[2][:4] for line in lines[1:-1]] == ["IX.1", "IX.7", "IX.9"]


# --- the scheme's own sums --------------------------------------------------------------------------------------------


def test_maxima_are_the_sums_of_the_rows() -> None:
    """Groups I to VII have 20, 20, 20, 15, 10, 10 and 5 points, 100 in all; VIII has 10; the rows of IX ask for 54."""
    groups = {item.id: item for item in scheme.items if isinstance(item, Group)}
    rows = {id_: Fraction(0) for id_ in groups}
    for id_, row in scheme.criteria.items():
        rows[id_.partition(".")[0]] += row.base
    assert rows == {"I": 20, "II": 20, "III": 20, "IV": 15, "V": 10, "VI": 10, "VII": 5, "VIII": 10, "IX": 54}
    assert {id_: group.base for id_, group in groups.items()} == {**rows, "IX": 20}
    assert groups["VIII"].cap == 10
    assert groups["IX"].cap == 20
    assert scheme.total == 100


def test_keeps_the_stated_maximum_of_iii_3() -> None:
    """III.3, whose rows add up to 9 in the draft, has its stated maximum of 6 after the digitiser's change."""
    third = next(item for item in scheme.items if item.id == "III")
    assert isinstance(third, Group)
    assert next(item.base for item in third.items if item.id == "III.3") == 6


def test_says_that_it_is_a_draft_of_trust_c() -> None:
    """The title, the issuer and the source say that this is a draft, and how far the copy can be trusted."""
    assert (scheme.id, scheme.period, scheme.level and scheme.level.vi) == ("thanh-hoa-hdnd-2026", "2026", "cấp xã")
    assert scheme.issuer is not None
    assert scheme.source is not None
    for words in (scheme.title, scheme.issuer, scheme.source):
        assert "dự thảo" in words.vi
        assert "draft" in words.text("en")
    assert "Độ tin cậy C" in scheme.source.vi
    assert "2026" in scheme.source.vi


# --- limits, rounding, double scoring, false evidence -----------------------------------------------------------------

WORST: Final[Facts] = {
    **BEST,
    "ky_hop_thieu": 2,
    "chat_luong_ky_hop": "khong",
    "ky_hop_chuyen_de": "tri_hoan",
    "tai_lieu_dung_han": "con_lai",
    "tai_lieu_so": "0%",
    "nghi_quyet_sai": 2,
    "the_thuc": False,
    "cong_khai": "khong",
    "khong_phai_sua_doi": False,
    "chuong_trinh_giam_sat": False,
    "chuyen_de_hoan_thanh": 0,
    "chat_van": "khong",
    "ket_luan_chat_van": False,
    "ket_luan_den_han": "0%",
    "giam_sat_kien_nghi": 0,
    "giam_sat_nghi_quyet": False,
    "tiep_xuc_cu_tri": "0%",
    "tiep_xuc_chuyen_de": False,
    "chuyen_kien_nghi": False,
    "kien_nghi_tra_loi": "0%",
    "don_doc": False,
    "bao_cao_tham_tra": False,
    "ky_tiep_dan_thieu": 12,
    "vu_viec_dut_diem": "0%",
    "don_thu": "con_lai",
    "kenh_so": False,
    "phan_hoi_so": False,
    "van_ban_so": "0%",
    "luu_tru_so": False,
    "noi_dung_theo_doi": 0,
    "vang_truc_tuyen": 9,
    "cap_nhat_du_lieu": False,
    "mo_hinh": 0,
    "mo_hinh_duy_tri": False,
    "danh_gia_so_lieu": False,
    "phien_thieu": 12,
    "ban_to_ne_nep": False,
    "ban_hoan_thanh": False,
    "du_hop": "0%",
    "bao_cao_dai_bieu": "0%",
    "tap_huan": "0%",
    "boi_duong": 0,
    "bao_cao_loi": 9,
    "phoi_hop": "khong",
    "giam_sat_khong_xong": 9,
    "diem_nong": 9,
    "qua_han": 9,
    "trai_chi_dao": 9,
    "dung_dau_ky_luat": True,
    "can_bo_ky_luat": 9,
    "khai_gian": "lan_dau",
    "chi_tieu_khong_dat": "100%",
}


def test_the_total_stays_between_0_and_110() -> None:
    """All that can be earned is 100 + 10; with 0.5 points (III.2.b) less 20 the total is 0, not -19.5."""
    assert scheme.score({**BEST, **BONUS}).points == 110
    worst = scheme.score(WORST)
    rows = {row.id: row.points for row in worst.rows}
    assert sum(points for id_, points in rows.items() if not id_.startswith("IX.")) == Decimal("0.5")
    assert sum(points for id_, points in rows.items() if id_.startswith("IX.")) == 5 + 3 + 5 + 5 + 5 + 6 + 10 + 10 + 5
    assert worst["IX"].points == 20
    assert worst.points == 0
    assert worst.grade.id == "yeu"


def test_deductions_are_amounts_that_are_taken_off_once() -> None:
    """IX.5 and IX.6 print 2 and 3 points, the group 5, and the total is less by exactly 5; printed to hundredths."""
    card = scheme.score({**BEST, "qua_han": 2, "trai_chi_dao": 1})
    printed = [str(part) for part in (card["IX.5"].points, card["IX.6"].points, card["IX"].points, card.points)]
    assert printed == ["2.00", "3.00", "5.00", "95.00"]


def test_a_late_report_costs_twice_on_purpose() -> None:
    """One fact: each report costs 0.5 in VII.1.a and 1 in IX.3, so two cost 3 in all."""
    card = scheme.score({**BEST, "bao_cao_loi": 2})
    assert card["VII.1.a"].points == 3 - 1
    assert card["IX.3"].points == 2
    assert card.points == 100 - 1 - 2


def test_an_annulled_resolution_costs_twice_on_purpose() -> None:
    """One fact: the first costs 2.5 in I.3.a and 5 in IX.1."""
    card = scheme.score({**BEST, "nghi_quyet_sai": 1})
    assert card["I.3.a"].points == Decimal("1.5")
    assert card["IX.1"].points == 5
    assert card.points == 100 - Decimal("2.5") - 5


CRITERIA: Final = {
    "I.1": 5,
    "I.2": 4,
    "I.3": 6,
    "I.4": 5,
    "II.1": 6,
    "II.2": 5,
    "II.3": 6,
    "II.4": 3,
    "III.1": 5,
    "III.2": 6,
    "III.3": 6,
    "III.4": 3,
    "IV.1": 5,
    "IV.2": 5,
    "IV.3": 5,
    "V.1": 6,
    "V.2": 4,
    "VI.1": 4,
    "VI.2": 3,
    "VI.3": 3,
    "VII.1": 3,
    "VII.2": 2,
}


@pytest.mark.parametrize(("criterion", "base"), CRITERIA.items())
def test_false_evidence_voids_the_criterion_concerned(criterion: str, base: int) -> None:
    """The criterion earns nothing, its rows still say what they would, and IX.9 takes 5 more."""
    void = f"khai_gian_{criterion.replace('.', '_')}"
    card = scheme.score({**BEST, "khai_gian": "lan_dau", void: True})
    assert card[criterion].points == 0
    assert card.points == 100 - base - 5
    assert sum(row.points for row in card.rows if row.id.startswith(criterion + ".")) == base


def test_every_answer_about_false_evidence_is_asked_for() -> None:
    """`no_false_evidence` answers IX.9 and each of the 22 criteria; an answer left out is missing, not a no."""
    assert dict(no_false_evidence) == {
        "khai_gian": "khong",
        **{f"khai_gian_{criterion.replace('.', '_')}": False for criterion in CRITERIA},
    }
    with pytest.raises(MeasurementError) as refused:
        scheme.score({name: value for name, value in BEST.items() if name != "khai_gian_III_3"})
    assert {(problem.code, problem.fact) for problem in refused.value.problems} == {("missing-fact", "khai_gian_III_3")}


# --- grades and gates -------------------------------------------------------------------------------------------------

# 100 - 4 (II.1.b) - 6 (II.3.a) = 90, and so on; a quarter less by III.3.b: 5/6 × 1.5 = 1.25.
TO_90: Final[Facts] = {"chuyen_de_hoan_thanh": 0, "ket_luan_den_han": "0%"}
# - 2 (II.1.a) - 3 (III.4) - 3 (I.4.a) - 2 (I.4.b)
TO_80: Final[Facts] = {
    **TO_90,
    "chuong_trinh_giam_sat": False,
    "kenh_so": False,
    "phan_hoi_so": False,
    "cong_khai": "khong",
    "khong_phai_sua_doi": False,
}
# - 3 (IV.1.a) - 2 (IV.1.b) - 5 (IV.2.a) - 3 (III.1.a) - 2 (III.2.a)
TO_65: Final[Facts] = {
    **TO_80,
    "van_ban_so": "0%",
    "luu_tru_so": False,
    "noi_dung_theo_doi": 0,
    "tiep_xuc_cu_tri": "0%",
    "chuyen_kien_nghi": False,
}
# - 2.5 (IV.3.a) - 2.5 (IV.3.b) - 2 (III.1.b) - 1 (III.2.c) - 3 (III.3.c) - 2 (I.2.a) - 2 (I.2.b)
TO_50: Final[Facts] = {
    **TO_65,
    "vang_truc_tuyen": 5,
    "cap_nhat_du_lieu": False,
    "tiep_xuc_chuyen_de": False,
    "bao_cao_tham_tra": False,
    "don_thu": "con_lai",
    "tai_lieu_dung_han": "con_lai",
    "tai_lieu_so": "0%",
}
QUARTER: Final[Facts] = {"vu_viec_dut_diem": (5, 6)}


@pytest.mark.parametrize(
    ("changes", "total", "grade"),
    [
        ({}, "100", "Xuất sắc"),
        (TO_90, "90", "Xuất sắc"),
        ({**TO_90, **QUARTER}, "89.75", "Tốt"),
        (TO_80, "80", "Tốt"),
        ({**TO_80, **QUARTER}, "79.75", "Khá"),
        (TO_65, "65", "Khá"),
        ({**TO_65, **QUARTER}, "64.75", "Trung bình"),
        (TO_50, "50", "Trung bình"),
        ({**TO_50, **QUARTER}, "49.75", "Yếu"),
    ],
)
def test_grades_by_the_total_at_both_sides_of_every_edge(changes: Facts, total: str, grade: str) -> None:
    """90, 80, 65 and 50 points earn the upper grade, a quarter less the lower one."""
    card = scheme.score({**BEST, **changes})
    assert (card.points, card.grade.title.vi) == (Decimal(total), grade)


V_2_ONLY: Final[Facts] = {"mo_hinh": 0}  # V = 0 + 2.5 + 1.5 = 4 (40%)
V_55: Final[Facts] = {"mo_hinh": 1, "danh_gia_so_lieu": False}  # V = 3 + 2.5 = 5.5
V_60: Final[Facts] = {"mo_hinh_duy_tri": False, "danh_gia_so_lieu": False}  # V = 2 × 3 = 6
V_45: Final[Facts] = {"mo_hinh": 1, "mo_hinh_duy_tri": False}  # V = 3 + 1.5 = 4.5
V_30: Final[Facts] = {"mo_hinh": 1, "mo_hinh_duy_tri": False, "danh_gia_so_lieu": False}  # V = 3
FALSE_ONCE: Final[Facts] = {"khai_gian": "lan_dau", "khai_gian_VII_2": True}  # - 2 (VII.2) - 5 (IX.9)


@pytest.mark.parametrize(
    ("changes", "total", "grade"),
    [
        # innovation: Xuất sắc from 60% of group V, Tốt from 40%, each with at least 1 model
        pytest.param(V_60, "96", "Xuất sắc", id="V 60%"),
        pytest.param(V_55, "95.5", "Tốt", id="V 55%"),
        pytest.param(V_45, "94.5", "Tốt", id="V 45%"),
        pytest.param(V_30, "93", "Khá", id="V 30%"),
        pytest.param(V_2_ONLY, "94", "Khá", id="V 40% without a model"),
        # the bars on Xuất sắc: IX.1 (- 2.5 at I.3.a - 5), IX.8 (- 5), article 6.1.d (no points)
        pytest.param({"nghi_quyet_sai": 1}, "92.5", "Tốt", id="IX.1"),
        pytest.param({"can_bo_ky_luat": 1}, "95", "Tốt", id="IX.8"),
        pytest.param({"chi_tieu_khong_dat": "30%"}, "100", "Tốt", id="6.1.d at 30%"),
        pytest.param({"chi_tieu_khong_dat": "29,99%"}, "100", "Xuất sắc", id="6.1.d below 30%"),
        pytest.param(
            {"chi_tieu_khong_dat": "30%", "giam_sat_chi_tieu": True}, "100", "Xuất sắc", id="6.1.d with supervision"
        ),
        # the bar on Tốt and above: IX.7 (- 10)
        pytest.param({"dung_dau_ky_luat": True}, "90", "Khá", id="IX.7"),
        # one grade down: IX.9
        pytest.param(FALSE_ONCE, "93", "Tốt", id="IX.9 once"),
        # the lowest, whatever the points
        pytest.param({**FALSE_ONCE, "khai_gian": "tai_pham"}, "93", "Yếu", id="IX.9 again"),
        # in order: barred to Khá first, then one down; the other way round it would stay Khá (98 + 10 - 15 = 93)
        pytest.param({**BONUS, **FALSE_ONCE, "dung_dau_ky_luat": True}, "93", "Trung bình", id="IX.7, then IX.9"),
        pytest.param({**V_30, **FALSE_ONCE}, "86", "Trung bình", id="innovation, then IX.9"),
        # a deduction without a gate leaves the grade to the points
        pytest.param({"trai_chi_dao": 2, "qua_han": 4}, "90", "Xuất sắc", id="IX.5 and IX.6"),
    ],
)
def test_gates_of_article_6(changes: Facts, total: str, grade: str) -> None:
    """Each gate acts exactly where article 6 lets it, on the grade and not on the points."""
    card = scheme.score({**BEST, **changes})
    assert (card.points, card.grade.title.vi) == (Decimal(total), grade)


# --- the quota --------------------------------------------------------------------------------------------------------


def _nine(top: dict[str, Facts]) -> list[Scorecard]:
    """Nine communes: those given, and the rest at 80 points (Tốt)."""
    others = {f"Xã {place}": TO_80 for place in range(9 - len(top))}
    units = [Assessment(name, measurements={**BEST, **changes}) for name, changes in {**top, **others}.items()]
    return [scheme.score(unit) for unit in units]


def _best(cards: list[Scorecard], at_limit: Literal["keep", "lose"]) -> list[str]:
    graded = apply_quota(cards, at_limit=at_limit)
    changed = {one.grade.id for one in graded if one.grade != one.before}
    assert changed <= {"tot"}  # whoever loses the grade becomes Tốt, and nobody else changes
    return [one.card.assessment.unit.vi for one in graded if one.grade.id == "xuat_sac"]


A_104: Final[Facts] = {"nhan_rong": True}  # 100 + 4
LESS_2: Final[Facts] = {"phoi_hop": "khong"}  # VII.2.a: - 2


def test_two_of_nine_communes_can_be_best_by_their_total() -> None:
    """9 × 25% = 2.25, so two: of 104, 102 and 100 points the third falls to Tốt."""
    cards = _nine({"C": {}, "A": A_104, "B": {"giai_phap_so": "van_hanh"}})
    assert sorted(_best(cards, "lose")) == ["A", "B"]


def test_nothing_changes_within_the_quota() -> None:
    """Two of nine keep Xuất sắc, even with equal points."""
    cards = _nine({"A": {}, "B": {}})
    assert sorted(_best(cards, "lose")) == ["A", "B"]


def test_the_bonus_breaks_a_tie_of_totals() -> None:
    """B has 98 + 4 and C has 100 + 2: both 102, and B's bonus is the larger."""
    cards = _nine({"A": A_104, "C": {"giai_phap_so": "van_hanh"}, "B": {**LESS_2, "nhan_rong": True}})
    assert [card.points for card in cards[:3]] == [104, 102, 102]
    assert sorted(_best(cards, "lose")) == ["A", "B"]


def test_group_v_breaks_a_tie_of_totals_and_bonuses() -> None:
    """B lost 2 in VII, C lost 1.5 in V and 0.5 in VI: both 100 with a bonus of 2, and B's group V is the larger."""
    running: Facts = {"giai_phap_so": "van_hanh"}
    cards = _nine(
        {
            "A": A_104,
            "C": {**running, "danh_gia_so_lieu": False, "phien_thieu": 1},
            "B": {**running, **LESS_2},
        }
    )
    assert [(card.points, card["VIII"].points, card["V"].points) for card in cards[1:3]] == [
        (Decimal(100), Decimal(2), Decimal("8.5")),
        (Decimal(100), Decimal(2), Decimal(10)),
    ]
    assert sorted(_best(cards, "lose")) == ["A", "B"]


def test_equals_at_the_limit_all_keep_or_all_lose_the_grade() -> None:
    """B and C are equal in everything for one place: the draft is silent, so the caller says what follows."""
    cards = _nine({"A": A_104, "B": {}, "C": {}})
    assert sorted(_best(cards, "keep")) == ["A", "B", "C"]
    assert _best(cards, "lose") == ["A"]
    places = {place.card.assessment.unit.vi: place.place for place in rank(cards, ties="shared", by=("", "VIII", "V"))}
    assert [places[name] for name in ("A", "B", "C", "Xã 0")] == [1, 2, 2, 4]
