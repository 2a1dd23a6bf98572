"""Bonus, deductions, limits, cohorts and grades, as an official reads them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from emulscore import (
    Assessment,
    Count,
    CountFact,
    Criterion,
    Direct,
    Group,
    PointsFact,
    Reading,
    Scheme,
    UnscoredError,
    Words,
    YesNoFact,
    at_least,
    below,
    between,
)
from emulscore.cohort import Cohort
from emulscore.conditions import FactIs, PointsOf
from emulscore.facts import NOT_APPLICABLE
from emulscore.gates import Ceiling, Demote, Gate
from emulscore.grades import GradeBand, Grades, Quota
from emulscore.report.card import card_sheet, claimed_total
from emulscore.report.html import html_of
from emulscore.report.listing import scheme_sheet
from emulscore.report.row import row_text
from emulscore.report.sheet import Sheet
from emulscore.report.text import text_of

BANDS = [
    GradeBand("a", Words("Xuất sắc", "Excellent"), at_least(8)),
    GradeBand("b", Words("Khá", "Fair"), between(5, 8)),
    GradeBand("c", Words("Yếu", "Weak"), below(5)),
]
GATES: list[Gate] = [
    Ceiling("b", FactIs(YesNoFact("vi_pham", label="Vi phạm")), reason=Words("Có vi phạm", "A breach")),
    Demote(1, PointsOf("2", below(1))),
]


def direct(id_: str, base: int, **fields: object) -> Criterion:
    return Criterion(id_, f"Hàng {id_}", base, Direct(PointsFact(f"f{id_.replace('.', '')}", largest=base)), **fields)  # type: ignore[arg-type]


SCHEME = Scheme(
    "thu",
    "Thử",
    total=10,
    items=[
        Group("I", "Chính", [direct("1", 6, readings=[Reading("fact", "hiểu là điểm hội đồng")]), direct("2", 4)], 10),
        Group("II", "Thưởng", [direct("II.1", 2), direct("II.2", 2)], 3, cap=3, role="bonus"),
        Group(
            "III",
            "Bị trừ",
            [Criterion("III.1", "Lỗi", 5, Count({CountFact("loi", label="Lỗi"): 1}, start=0, low=0, high="100%"))],
            5,
            role="deduction",
            void=YesNoFact("mien_tru", label="Được miễn"),
        ),
    ],
    limits=(0, 12),
    grades=Grades(BANDS, gates=GATES, quota=Quota("a", "25%", by=("", "II"), rest="b")),
)
UNIT = {"f1": 5, "f2": 4, "fII1": 2, "fII2": 2, "loi": 2, "mien_tru": False, "vi_pham": True}
CLAIMS = {"1": 6, "2": 4, "II.1": 2, "II.2": 2, "III.1": 1}


def shown(sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    """Return the lines by their number; by their title where they have none."""
    return {line.cells[0] or line.cells[1]: line.cells for line in sheet.lines}


def card(measurements: Mapping[str, object] = UNIT, claims: Mapping[str, int] = CLAIMS, **fields: bool) -> Sheet:
    unit = Assessment("Xã A", measurements=measurements, claims=claims)
    return card_sheet(SCHEME.score(unit, **fields))  # type: ignore[arg-type]


def test_what_is_taken_off_is_negative() -> None:
    """Two faults take 2 of 5: -2 of -5, in the row and in its group; the claim of 1 counts as -1, so the gap is 1."""
    lines = shown(card())
    assert lines["III.1"][2:6] == ("-5", "-1", "-2", "1")
    assert lines["III"][1:6] == ("Bị trừ (1 tiêu chí - điểm trừ tối đa 5 điểm)", "-5", "-1", "-2", "1")
    assert lines["III.1"][6].endswith("Điểm trừ: 2/5.")


def test_a_claim_for_a_deduction_may_have_its_sign() -> None:
    """A claim of -2 and a claim of 2 are the same claim: 2 taken off, which agrees with the computed points."""
    for points in (2, -2):
        unit = Assessment("Xã A", measurements=UNIT, claims={**CLAIMS, "III.1": points})
        audited = SCHEME.score(unit).audit().rows[-1]
        assert (audited.claimed, audited.gap) == (Fraction(-2), Fraction(0))


def test_bonus_is_capped_in_claims_too() -> None:
    """2 + 2 of bonus count for 3, claimed and computed, and the group says so."""
    lines = shown(card())
    assert lines["II"][1:6] == ("Thưởng (2 tiêu chí - điểm thưởng tối đa 3 điểm)", "3", "3", "3", "0")
    assert "4" in lines["II"][6]


def test_the_total_adds_bonus_and_takes_deductions_off() -> None:
    """Computed 9 + 3 - 2 = 10; claimed 10 + 3 - 1 = 12; a gap of 2."""
    lines = shown(card())
    assert lines["Tổng điểm"][2:6] == ("10", "12", "10", "2")
    assert "9 điểm + 3 điểm thưởng - 2 điểm trừ = 10 điểm" in lines["Tổng điểm"][6]
    unit = Assessment("Xã A", measurements=UNIT, claims=CLAIMS)
    assert claimed_total(SCHEME.score(unit)) == 12


def test_the_question_has_the_sign_too() -> None:
    """The note under the table says what the table says."""
    (questions, _) = card().notes
    starts = (
        "Tiêu chí 1: tự chấm 6 điểm, tính ra 5 điểm, lệch 1 ",
        "Tiêu chí III.1: tự chấm -1 điểm, tính ra -2 điểm, lệch 1 ",
    )
    assert [text for text in questions.items if text.startswith(starts)] == [
        next(text for text in questions.items if text.startswith(start)) for start in starts
    ]


def test_a_group_that_only_adds_up_says_nothing() -> None:
    """5 + 4 = 9 needs no words."""
    assert shown(card())["I"][4:] == ("9", "1", "")


def test_the_grade_stands_last_with_its_reasons() -> None:
    """10 points are Excellent; the breach leaves Fair. Both sentences follow, and the grade is not said twice."""
    last = card().lines[-1]
    assert last.kind == "grade"
    assert last.cells == (
        "",
        "Xếp loại: Khá",
        "",
        "",
        "",
        "",
        "Theo tổng điểm: Xuất sắc.\nCó vi phạm: không xếp trên mức Khá.",
    )


def test_possible_grades_while_something_is_unknown() -> None:
    """Without row 1 the total is 5 to 11 (4 + 3 - 2, and up to 6 more): Excellent or Fair are open."""
    known = {name: value for name, value in UNIT.items() if name != "f1"}
    lines = card({**known, "vi_pham": False}, partial=True).lines
    assert lines[-1].cells[1] == "Xếp loại: Xuất sắc hoặc Khá"
    assert lines[-1].cells[6] == "Chưa xếp loại được: còn thiếu “Hàng 1”."
    assert shown(card({**known, "vi_pham": False}, partial=True))["Tổng điểm"][4] == "5 đến 11"


def test_an_unknown_deduction_is_a_range_below_zero() -> None:
    """While the faults are not counted, the row takes 0 to 5: -5 to 0."""
    known = {name: value for name, value in UNIT.items() if name != "loi"}
    lines = shown(card(known, partial=True))
    assert lines["III.1"][4] == "-5 đến 0"
    assert "có thể bị trừ 0 đến 5 trên 5 điểm" in lines["III.1"][6]
    assert lines["Cộng 4 tiêu chí đã chấm"][2:5] == ("10", "14", "13")


def test_a_unit_that_lacks_much_is_told_of_five() -> None:
    """Of seven missing facts five are named."""
    rows = [direct(str(number), 2) for number in range(1, 8)]
    grades = Grades([GradeBand("a", "Tốt", at_least(7)), GradeBand("b", "Khá", below(7))])
    card = Scheme("t", "T", total=14, items=rows, grades=grades).score({}, partial=True)
    assert card.explain_grade("en") == (
        "Not graded yet: “Hàng 1”, “Hàng 2”, “Hàng 3”, “Hàng 4”, “Hàng 5” and 2 more unknown."
    )


def test_a_scheme_without_grades_cannot_explain_one() -> None:
    """The error is the library's own."""
    scheme = Scheme("t", "T", total=6, items=[direct("1", 6)])
    with pytest.raises(UnscoredError):
        scheme.score({"f1": 1}).explain_grade()


def test_the_cohort_is_named() -> None:
    """The heading says which cohort the unit was compared with, and its values."""
    cohort = Cohort("Cụm 1", 3, {}, {})
    card = SCHEME.score(UNIT, cohort=cohort)
    assert "Cụm 1 (3 đơn vị)" in card_sheet(card).about
    assert "Cụm 1 (3 units)" in card_sheet(card, "en").about


def test_one_row_in_full_has_the_sign_too() -> None:
    """`row_text` says -5, -2, -1 and the gap of 1."""
    unit = Assessment("Xã A", measurements=UNIT, claims=CLAIMS)
    assert "Điểm chuẩn -5; tính ra -2; tự chấm -1; lệch 1" in row_text(SCHEME, SCHEME.score(unit), "III.1")


def test_zero_has_no_sign() -> None:
    """Without faults the row takes 0, not -0."""
    points = SCHEME.score({**UNIT, "loi": 0})["III.1"].counted
    assert str(points.low) == str(Decimal("0.00"))
    assert points.text() == "0"


def test_a_listing_marks_roles() -> None:
    """Deductions are negative, headings say what the group is, and caps, voids and limits are stated."""
    lines = shown(scheme_sheet(SCHEME))
    assert lines["II"][1:] == ("Thưởng (điểm thưởng)", "3", "Tối đa 3 điểm.")
    assert lines["III"][1:] == ("Bị trừ (điểm trừ)", "-5", "0 điểm cả nhóm nếu “Được miễn”.")
    assert lines["III.1"][2] == "-5"
    assert lines["III.1"][3].startswith("Tính điểm trừ: ")
    assert lines["Tổng điểm"][2:] == ("10", "Từ 0 đến 12 điểm.")


def test_a_listing_states_grades_gates_and_readings() -> None:
    """Under the table: bands, the quota, the gates in order with their conditions, and how the text was read."""
    notes = {note.title: note.items for note in scheme_sheet(SCHEME).notes}
    assert notes["Xếp loại theo điểm"] == (
        "Xuất sắc: từ 8 trở lên",
        "Khá: từ 5 đến dưới 8",
        "Yếu: dưới 5",
        "Không quá 25% số đơn vị được xếp loại Xuất sắc; xét theo thứ tự: tổng điểm, II; còn lại xếp loại Khá",
    )
    first, second = notes["Điều kiện xếp loại, xét theo thứ tự"]
    assert first.startswith("Có vi phạm: không xếp trên mức Khá. Điều kiện: “Vi phạm”")
    assert second == "Điểm của 2 dưới 1: hạ 1 mức."
    assert notes["Chỗ văn bản không nói rõ, được hiểu là"] == ("Tiêu chí 1 (fact): hiểu là điểm hội đồng",)


def test_a_listing_states_what_did_not_arise() -> None:
    """The policy of each row, and what is rescaled, are said."""
    rows = [direct("1", 6, not_applicable="leave_out"), direct("2", 4, not_applicable="full")]
    scheme = Scheme("t", "T", total=10, items=rows, rescale="exact")
    lines = shown(scheme_sheet(scheme, "en"))
    assert lines["1"][3].endswith("Did not arise: the criterion is left out.")
    assert lines["2"][3].endswith("Did not arise: full points.")
    assert lines["Total"][3].startswith("Where criteria did not arise, the exact points")
    # Left out: 3 of 4 remaining points are 7.5 of 10, which the total explains since it is not the sum of its rows.
    total = shown(card_sheet(scheme.score({"f1": NOT_APPLICABLE, "f2": 3})))["Tổng điểm"]
    assert total[3] == "7,5"
    assert total[4]


def test_judged_groups_and_grades_by_gates_only() -> None:
    """A grade that only gates give says so, and so do grades by groups."""
    bands = [GradeBand("a", "Giỏi", at_least(3)), GradeBand("b", "Kém", below(3)), GradeBand("d", "Không xếp", None)]
    grades = Grades(bands, judged=["I"])
    scheme = Scheme("t", "T", total=6, items=[Group("I", "Một", [direct("1", 6)], 6)], grades=grades)
    (bands_said, _, _, _) = scheme_sheet(scheme).notes
    assert bands_said.items == (
        "Giỏi: từ 3 trở lên",
        "Kém: dưới 3",
        "Không xếp: chỉ theo điều kiện bên dưới",
        "Xét từng nhóm I, lấy mức thấp nhất",
    )


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_a_terminal_and_a_page(width: int) -> None:
    """Every line fits, and the grade is marked in HTML."""
    sheet = card()
    assert max(map(len, text_of(sheet, width).splitlines())) in {width, width - 1}  # two texts share what is left
    assert '<tr class="es-grade">' in html_of(sheet)
