"""Thanh Hóa (draft, 2026), row by row: what each measurement earns, as the catalogue of the draft states it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import pytest

from emulscore import NOT_APPLICABLE, MeasurementError
from emulscore.schemes.thanh_hoa_2026 import scheme

Facts = dict[str, object]

# Row: base points, then each measurement with its points; every tier, and both sides of every edge.
ROWS: Final[dict[str, tuple[str, list[tuple[Facts, str]]]]] = {
    "I.1.a": ("1.5", [({"ky_hop_thieu": 0}, "1.5"), ({"ky_hop_thieu": 1}, "0"), ({"ky_hop_thieu": 2}, "0")]),
    "I.1.b": (
        "1.5",
        [
            ({"chat_luong_ky_hop": "day_du"}, "1.5"),
            ({"chat_luong_ky_hop": "mot_phan"}, "0.75"),
            ({"chat_luong_ky_hop": "khong"}, "0"),
        ],
    ),
    "I.1.c": (
        "2",
        [
            ({"ky_hop_chuyen_de": "kip_thoi"}, "2"),
            ({"ky_hop_chuyen_de": "không phát sinh"}, "2"),
            ({"ky_hop_chuyen_de": "tri_hoan"}, "0"),
        ],
    ),
    "I.2.a": (
        "2",
        [
            ({"tai_lieu_dung_han": "dung_han"}, "2"),
            ({"tai_lieu_dung_han": "co_ky_cham"}, "1"),
            ({"tai_lieu_dung_han": "con_lai"}, "0"),
        ],
    ),
    "I.2.b": (
        "2",
        [
            ({"tai_lieu_so": "100%"}, "2"),
            ({"tai_lieu_so": "70%"}, "2"),
            ({"tai_lieu_so": "69,99%"}, "1"),
            ({"tai_lieu_so": "40%"}, "1"),
            ({"tai_lieu_so": "39,99%"}, "0"),
        ],
    ),
    "I.3.a": (
        "4",
        [
            ({"nghi_quyet_sai": 0}, "4"),
            ({"nghi_quyet_sai": 1}, "1.5"),
            ({"nghi_quyet_sai": 2}, "0"),
            ({"nghi_quyet_sai": 3}, "0"),
        ],
    ),
    "I.3.b": ("2", [({"the_thuc": True}, "2"), ({"the_thuc": False}, "0")]),
    "I.4.a": (
        "3",
        [
            ({"cong_khai": "day_du"}, "3"),
            ({"cong_khai": "chua_day_du"}, "1.5"),
            ({"cong_khai": "khong"}, "0"),
        ],
    ),
    "I.4.b": ("2", [({"khong_phai_sua_doi": True}, "2"), ({"khong_phai_sua_doi": False}, "0")]),
    "II.1.a": ("2", [({"chuong_trinh_giam_sat": True}, "2"), ({"chuong_trinh_giam_sat": False}, "0")]),
    "II.1.b": (
        "4",
        [
            ({"chuyen_de_hoan_thanh": 3}, "4"),
            ({"chuyen_de_hoan_thanh": 2}, "4"),
            ({"chuyen_de_hoan_thanh": 1}, "2"),
            ({"chuyen_de_hoan_thanh": 0}, "0"),
        ],
    ),
    "II.2.a": ("3", [({"chat_van": "moi_ky"}, "3"), ({"chat_van": "thieu_ky"}, "1.5"), ({"chat_van": "khong"}, "0")]),
    "II.2.b": ("2", [({"ket_luan_chat_van": True}, "2"), ({"ket_luan_chat_van": False}, "0")]),
    "II.3.a": (
        "6",
        [
            ({"ket_luan_den_han": (9, 9)}, "6"),
            ({"ket_luan_den_han": (7, 9)}, "4.75"),  # 42/9 = 4.666…, nearer to 4.75 than to 4.50
            ({"ket_luan_den_han": (23, 48)}, "3"),  # 23/48 × 6 = 2.875, a half of a quarter: up
            ({"ket_luan_den_han": (0, 9)}, "0"),
        ],
    ),
    "II.4.a": (
        "1.5",
        [({"giam_sat_kien_nghi": 2}, "1.5"), ({"giam_sat_kien_nghi": 1}, "1.5"), ({"giam_sat_kien_nghi": 0}, "0")],
    ),
    "II.4.b": ("1.5", [({"giam_sat_nghi_quyet": True}, "1.5"), ({"giam_sat_nghi_quyet": False}, "0")]),
    "III.1.a": (
        "3",
        [
            ({"tiep_xuc_cu_tri": (30, 30)}, "3"),
            ({"tiep_xuc_cu_tri": "99,99%"}, "1.5"),
            ({"tiep_xuc_cu_tri": "90%"}, "1.5"),
            ({"tiep_xuc_cu_tri": "89,99%"}, "0"),
        ],
    ),
    "III.1.b": ("2", [({"tiep_xuc_chuyen_de": True}, "2"), ({"tiep_xuc_chuyen_de": False}, "0")]),
    "III.2.a": ("2", [({"chuyen_kien_nghi": True}, "2"), ({"chuyen_kien_nghi": False}, "0")]),
    "III.2.b": (
        "3",
        [
            ({"kien_nghi_tra_loi": "100%"}, "3"),
            ({"kien_nghi_tra_loi": "90%"}, "3"),
            ({"kien_nghi_tra_loi": "89,99%"}, "2"),
            ({"kien_nghi_tra_loi": "80%"}, "2"),
            ({"kien_nghi_tra_loi": "79,99%", "don_doc": False}, "1"),
            ({"kien_nghi_tra_loi": "79,99%", "don_doc": True}, "2"),
            ({"kien_nghi_tra_loi": "70%", "don_doc": False}, "1"),
            ({"kien_nghi_tra_loi": "69,99%", "don_doc": False}, "0.5"),
            ({"kien_nghi_tra_loi": "0%", "don_doc": False}, "0.5"),
            ({"kien_nghi_tra_loi": "0%", "don_doc": True}, "2"),
        ],
    ),
    "III.2.c": ("1", [({"bao_cao_tham_tra": True}, "1"), ({"bao_cao_tham_tra": False}, "0")]),
    "III.3.a": (
        "1.5",
        [
            ({"ky_tiep_dan_thieu": 0}, "1.5"),
            ({"ky_tiep_dan_thieu": 1}, "1"),
            ({"ky_tiep_dan_thieu": 2}, "0.5"),
            ({"ky_tiep_dan_thieu": 3}, "0"),
            ({"ky_tiep_dan_thieu": 4}, "0"),
        ],
    ),
    "III.3.b": (
        "1.5",
        [
            ({"vu_viec_dut_diem": (4, 4)}, "1.5"),
            ({"vu_viec_dut_diem": (3, 4)}, "1.25"),  # 1.125, a half of a quarter: up
            ({"vu_viec_dut_diem": (7, 10)}, "1"),  # 1.05
            ({"vu_viec_dut_diem": (0, 4)}, "0"),
            ({"vu_viec_dut_diem": (0, 0)}, "1.5"),
            ({"vu_viec_dut_diem": "không phát sinh"}, "1.5"),
        ],
    ),
    "III.3.c": (
        "3",
        [({"don_thu": "dung_han"}, "3"), ({"don_thu": "co_qua_han"}, "1.5"), ({"don_thu": "con_lai"}, "0")],
    ),
    "III.4.a": ("2", [({"kenh_so": True}, "2"), ({"kenh_so": False}, "0")]),
    "III.4.b": ("1", [({"phan_hoi_so": True}, "1"), ({"phan_hoi_so": False}, "0")]),
    "IV.1.a": (
        "3",
        [
            ({"van_ban_so": "100%"}, "3"),
            ({"van_ban_so": "99,99%"}, "1.5"),
            ({"van_ban_so": "90%"}, "1.5"),
            ({"van_ban_so": "89,99%"}, "0"),
        ],
    ),
    "IV.1.b": ("2", [({"luu_tru_so": True}, "2"), ({"luu_tru_so": False}, "0")]),
    "IV.2.a": (
        "5",
        [
            ({"noi_dung_theo_doi": 3}, "5"),
            ({"noi_dung_theo_doi": 2}, "3"),
            ({"noi_dung_theo_doi": 1}, "1.5"),
            ({"noi_dung_theo_doi": 0}, "0"),
        ],
    ),
    "IV.3.a": (
        "2.5",
        [
            ({"vang_truc_tuyen": 0}, "2.5"),
            ({"vang_truc_tuyen": 1}, "2"),
            ({"vang_truc_tuyen": 4}, "0.5"),
            ({"vang_truc_tuyen": 5}, "0"),
            ({"vang_truc_tuyen": 6}, "0"),
        ],
    ),
    "IV.3.b": ("2.5", [({"cap_nhat_du_lieu": True}, "2.5"), ({"cap_nhat_du_lieu": False}, "0")]),
    "V.1.a": ("6", [({"mo_hinh": 0}, "0"), ({"mo_hinh": 1}, "3"), ({"mo_hinh": 2}, "6"), ({"mo_hinh": 3}, "6")]),
    "V.2.a": ("2.5", [({"mo_hinh_duy_tri": True}, "2.5"), ({"mo_hinh_duy_tri": False}, "0")]),
    "V.2.b": ("1.5", [({"danh_gia_so_lieu": True}, "1.5"), ({"danh_gia_so_lieu": False}, "0")]),
    "VI.1.a": (
        "1",
        [({"phien_thieu": 0}, "1"), ({"phien_thieu": 1}, "0.5"), ({"phien_thieu": 2}, "0"), ({"phien_thieu": 12}, "0")],
    ),
    "VI.1.b": ("1", [({"ban_to_ne_nep": True}, "1"), ({"ban_to_ne_nep": False}, "0")]),
    "VI.1.c": ("2", [({"ban_hoan_thanh": True}, "2"), ({"ban_hoan_thanh": False}, "0")]),
    "VI.2.a": (
        "2",
        [
            ({"du_hop": "95%"}, "2"),
            ({"du_hop": "94,99%"}, "1"),
            ({"du_hop": "90%"}, "1"),
            ({"du_hop": "89,99%"}, "0"),
        ],
    ),
    "VI.2.b": ("1", [({"bao_cao_dai_bieu": (30, 30)}, "1"), ({"bao_cao_dai_bieu": (29, 30)}, "0")]),
    "VI.3.a": (
        "2",
        [
            ({"tap_huan": "100%"}, "2"),
            ({"tap_huan": "99,99%"}, "1"),
            ({"tap_huan": "70%"}, "1"),
            ({"tap_huan": "69,99%"}, "0"),
        ],
    ),
    "VI.3.b": ("1", [({"boi_duong": 2}, "1"), ({"boi_duong": 1}, "1"), ({"boi_duong": 0}, "0")]),
    "VII.1.a": (
        "3",
        [
            ({"bao_cao_loi": 0}, "3"),
            ({"bao_cao_loi": 1}, "2.5"),
            ({"bao_cao_loi": 5}, "0.5"),
            ({"bao_cao_loi": 6}, "0"),
            ({"bao_cao_loi": 7}, "0"),
        ],
    ),
    "VII.2.a": (
        "2",
        [({"phoi_hop": "day_du"}, "2"), ({"phoi_hop": "cham_thieu"}, "1"), ({"phoi_hop": "khong"}, "0")],
    ),
    "VIII.1": ("4", [({"nhan_rong": True}, "4"), ({"nhan_rong": False}, "0")]),
    "VIII.2": (
        "2",
        [
            ({"khen_tinh": True, "khen_hoi_nghi": True}, "2"),
            ({"khen_tinh": True, "khen_hoi_nghi": False}, "2"),
            ({"khen_tinh": False, "khen_hoi_nghi": True}, "1"),
            ({"khen_tinh": False, "khen_hoi_nghi": False}, "0"),
        ],
    ),
    "VIII.3": (
        "2",
        [({"giai_phap_so": "van_hanh"}, "2"), ({"giai_phap_so": "thi_diem"}, "1"), ({"giai_phap_so": "khong"}, "0")],
    ),
    "VIII.4": (
        "2",
        [
            ({"nghi_quyet_chuyen_de": 0}, "0"),
            ({"nghi_quyet_chuyen_de": 1}, "1"),
            ({"nghi_quyet_chuyen_de": 2}, "2"),
            ({"nghi_quyet_chuyen_de": 3}, "2"),
        ],
    ),
    # What a deduction row takes is an amount of 0 or more.
    "IX.1": ("5", [({"nghi_quyet_sai": 0}, "0"), ({"nghi_quyet_sai": 1}, "5"), ({"nghi_quyet_sai": 2}, "5")]),
    "IX.2": (
        "3",
        [({"giam_sat_khong_xong": 0}, "0"), ({"giam_sat_khong_xong": 1}, "3"), ({"giam_sat_khong_xong": 2}, "3")],
    ),
    "IX.3": (
        "5",
        [
            ({"bao_cao_loi": 0}, "0"),
            ({"bao_cao_loi": 1}, "1"),
            ({"bao_cao_loi": 5}, "5"),
            ({"bao_cao_loi": 6}, "5"),
        ],
    ),
    "IX.4": ("5", [({"diem_nong": 0}, "0"), ({"diem_nong": 1}, "5"), ({"diem_nong": 2}, "5")]),
    "IX.5": ("5", [({"qua_han": 0}, "0"), ({"qua_han": 1}, "1"), ({"qua_han": 5}, "5"), ({"qua_han": 6}, "5")]),
    "IX.6": (
        "6",
        [
            ({"trai_chi_dao": 0}, "0"),
            ({"trai_chi_dao": 1}, "3"),
            ({"trai_chi_dao": 2}, "6"),
            ({"trai_chi_dao": 3}, "6"),
        ],
    ),
    "IX.7": ("10", [({"dung_dau_ky_luat": False}, "0"), ({"dung_dau_ky_luat": True}, "10")]),
    "IX.8": (
        "10",
        [
            ({"can_bo_ky_luat": 0}, "0"),
            ({"can_bo_ky_luat": 1}, "5"),
            ({"can_bo_ky_luat": 2}, "10"),
            ({"can_bo_ky_luat": 3}, "10"),
        ],
    ),
    "IX.9": (
        "5",
        [({"khai_gian": "khong"}, "0"), ({"khai_gian": "lan_dau"}, "5"), ({"khai_gian": "tai_pham"}, "5")],
    ),
}
CASES: Final = [(row, facts, earned) for row, (_, cases) in ROWS.items() for facts, earned in cases]


def _ids(cases: list[tuple[str, Facts, str]]) -> list[str]:
    return [f"{row} {facts}" for row, facts, _ in cases]


def test_holds_the_56_rows_of_the_catalogue_in_their_order() -> None:
    """The scheme has exactly the catalogue's rows, and every one of them is a case below."""
    assert list(scheme.criteria) == list(ROWS)
    assert len(ROWS) == 56


@pytest.mark.parametrize("row", ROWS)
def test_states_the_base_of_every_row(row: str) -> None:
    """A row's base is the catalogue's, and the table below reaches both nothing (III.2.b: 0.5) and the full base."""
    base, cases = ROWS[row]
    assert scheme.criteria[row].base == Decimal(base)
    earned = {Decimal(points) for _, points in cases}
    assert max(earned) == Decimal(base)
    assert min(earned) == Decimal("0.5" if row == "III.2.b" else 0)


@pytest.mark.parametrize(("row", "facts", "earned"), CASES, ids=_ids(CASES))
def test_pays_what_the_catalogue_states(row: str, facts: Facts, earned: str) -> None:
    """A row needs no facts but its own, earns what the catalogue states, and says so in both languages."""
    found = scheme.score(facts, partial=True)[row]
    assert found.points == Decimal(earned)
    says = rf"(?<![\d.])({re.escape(earned)})(/{re.escape(ROWS[row][0])})? (điểm|points?)\b"
    assert re.search(says, found.explain("vi").replace(",", "."))
    assert re.search(says, found.explain("en"))


@pytest.mark.parametrize(
    "fact",
    ["ket_luan_den_han", "tai_lieu_so", "tiep_xuc_cu_tri", "kien_nghi_tra_loi", "van_ban_so", "du_hop", "tap_huan"],
)
def test_refuses_a_share_of_nothing_where_the_draft_is_silent(fact: str) -> None:
    """0 of 0 is asked about and not scored: only III.3.b says what it earns."""
    with pytest.raises(MeasurementError) as refused:
        scheme.score({fact: (0, 0)}, partial=True)
    assert [problem.code for problem in refused.value.problems] == ["zero-of-zero"]


@pytest.mark.parametrize("fact", ["ket_luan_den_han", "chat_van", "the_thuc"])
def test_refuses_what_did_not_arise_where_the_draft_has_no_such_case(fact: str) -> None:
    """«không phát sinh» earns full points in I.1.c and III.3.b only."""
    with pytest.raises(MeasurementError) as refused:
        scheme.score({fact: NOT_APPLICABLE}, partial=True)
    assert {problem.code for problem in refused.value.problems} == {"not-applicable-without-policy"}


def test_quotes_only_what_the_catalogue_quotes() -> None:
    """Wordings are the short phrases that the catalogue marks as the source's own, and nothing else."""
    quoted = {row.id: row.wording for row in scheme.criteria.values() if row.wording is not None}
    assert quoted == {
        "I.1.b": "điểm chất lượng cộng thêm",
        "I.1.c": "không phát sinh",
        "II.3.a": "làm tròn đến 0,25đ",
        "IV.1.b": "không tính lại",
        "VI.1.b": "cộng thêm",
    }


@pytest.mark.parametrize(
    ("row", "draft"),
    [
        ("III.3.a", "cộng thành 9"),
        ("III.3.b", "cộng thành 9"),
        ("VIII.1", "5 điểm"),
        ("VIII.2", "3 và 1,5"),
        ("VIII.4", "1,5 điểm, tối đa 3"),
        ("IX.6", "−3"),
    ],
)
def test_says_what_the_digitiser_altered(row: str, draft: str) -> None:
    """The six rows marked as altered say so, with the draft's own number where it is known."""
    remark = scheme.criteria[row].remark
    assert remark is not None
    assert "người số hóa" in remark.vi.lower()
    assert draft in remark.vi
    assert "digitiser" in remark.text("en")


@pytest.mark.parametrize("row", ["I.1.a", "VI.1.a"])
def test_says_where_the_draft_names_a_deduction_that_group_ix_lacks(row: str) -> None:
    """I.1.a and VI.1.a point to group IX, which has no row for them: said, and nothing is taken."""
    remark = scheme.criteria[row].remark
    assert remark is not None
    assert "nhóm IX" in remark.vi
    deductions = [id_ for id_ in scheme.criteria if id_.startswith("IX.")]
    facts: Facts = {"ky_hop_thieu": 1, "phien_thieu": 1}
    card = scheme.score(facts, partial=True)
    assert not any(card[id_].scored for id_ in deductions)


@pytest.mark.parametrize("argument", ["mode", "rule.empty"])
def test_prints_the_choices_behind_the_rounded_rate(argument: str) -> None:
    """II.3.a says how halves are rounded and what 0 of 0 does, since the draft says neither."""
    assert argument in {reading.argument for reading in scheme.criteria["II.3.a"].readings}
