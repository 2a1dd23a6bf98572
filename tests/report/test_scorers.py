"""Several scorers side by side: columns that stand only where somebody gave points, and who gave them, when and why."""

import pytest
from attrs import evolve

from emulscore import Appraisal, Assessment, Count, CountFact, Criterion, Group, Ratio, Scheme, ShareFact, Words
from emulscore.report.card import card_sheet, claimed_total
from emulscore.report.row import row_text
from emulscore.report.sheet import Sheet

FAULTS = Count({CountFact("loi", largest=9): 1}, start=0, low=0, high=2)
ROWS = [
    Criterion("1", "Hồ sơ", 6, Ratio(ShareFact("a"), empty="refuse"), requires=["BC", "Danh sách"]),
    Criterion("2", "Văn bản", 4, Ratio(ShareFact("b"), empty="refuse")),
]
SCHEME = Scheme(
    "s",
    "S",
    total=8,
    items=[
        Group("I", "Chính", ROWS, 8, cap=8),
        Group("II", "Trừ", [Criterion("3", "Vi phạm", 2, FAULTS)], 2, role="deduction"),
    ],
)
UNIT = Assessment(
    "Xã A",
    measurements={"a": "100%", "b": "100%", "loi": 1},
    claims={"1": 6, "2": 4, "3": 0},
    appraised={
        "1": Appraisal(5, by="Tổ thẩm định", on="07/6/2023", why=Words("Thiếu hồ sơ", "Files missing")),
        "2": 4,
        "3": 1,
    },
    final={"1": Appraisal("5,5", by="Hội đồng"), "3": 1},
    explanations={"1": "Hồ sơ gửi sau."},
)


def shown(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Return the cells of each line by its number, or title, and by the heading of the column."""
    heads = [column.title for column in sheet.columns]
    return {line.cells[0] or line.cells[1]: dict(zip(heads, line.cells, strict=True)) for line in sheet.lines}


def test_each_scorer_has_a_column() -> None:
    """Claimed 6 + 4 within the cap of 8; appraised 5 + 4 = 9 within 8, less 1; final 5.5 - 1; nobody's points are mixed."""
    lines = shown(card_sheet(SCHEME.score(UNIT)))
    pick = ("Điểm tự chấm", "Tính ra", "Lệch", "Thẩm định", "Cuối cùng")
    assert {row: tuple(cells[one] for one in pick) for row, cells in lines.items()} == {
        "I": ("8", "8", "0", "8", "5,5"),
        "1": ("6", "6", "0", "5", "5,5"),
        "2": ("4", "4", "0", "4", "—"),
        "II": ("0", "-1", "1", "-1", "-1"),
        "3": ("0", "-1", "1", "-1", "-1"),
        "Tổng điểm": ("8", "7", "1", "7", "4,5"),
    }
    assert claimed_total(SCHEME.score(UNIT)) == 8


@pytest.mark.parametrize(
    ("left_out", "heads"),
    [
        ((), ["Điểm tự chấm", "Tính ra", "Lệch", "Thẩm định", "Cuối cùng"]),
        (("final",), ["Điểm tự chấm", "Tính ra", "Lệch", "Thẩm định"]),
        (("appraised",), ["Điểm tự chấm", "Tính ra", "Lệch", "Cuối cùng"]),
        (("claims",), ["Tính ra", "Thẩm định", "Cuối cùng"]),
        (("claims", "appraised", "final"), ["Tính ra"]),
    ],
)
def test_a_scorer_who_gave_nothing_has_no_column(left_out: tuple[str, ...], heads: list[str]) -> None:
    """The gap goes with the claims."""
    unit = UNIT
    for name in left_out:
        unit = evolve(unit, **{name: {}})  # type: ignore[arg-type] # any of its fields
    sheet = card_sheet(SCHEME.score(unit))
    assert [column.title for column in sheet.columns][3:-1] == heads
    assert all(len(line.cells) == len(sheet.columns) for line in sheet.lines)


def test_the_sum_of_the_scored_rows_has_every_column() -> None:
    """With row 2 unknown, the subtotal of rows 1 and 3: claimed 6, computed 5, appraised 4, final 4.5."""
    unit = evolve(UNIT, measurements={"a": "100%", "loi": 1})
    lines = shown(card_sheet(SCHEME.score(unit, partial=True)))
    cells = lines["Cộng 2 tiêu chí đã chấm"]
    assert [cells[one] for one in ("Điểm tự chấm", "Tính ra", "Thẩm định", "Cuối cùng")] == ["6", "5", "4", "4,5"]


def test_a_row_in_full_says_who_gave_what_when_and_why() -> None:
    """The explanation of the unit, the appraisal, the decision, and what is asked of the row."""
    card = SCHEME.score(UNIT)
    text = row_text(SCHEME, card, "1")
    assert "Giải trình của đơn vị\n  Hồ sơ gửi sau." in text
    assert "  Điểm thẩm định: 5 (Tổ thẩm định, 07/6/2023): Thiếu hồ sơ\n  Điểm cuối cùng: 5,5 (Hội đồng)\n" in text
    assert "Câu hỏi đối chiếu\n  điểm cuối cùng của Hội đồng là 5,5 điểm, điểm thẩm định là 5 điểm," in text
    assert "Văn bản phải có\n  Báo cáo, Danh sách\n" in text
    assert "Files missing" in row_text(SCHEME, card, "1", "en")
    other = row_text(SCHEME, card, "2")
    assert "Điểm thẩm định: 4\n" in other
    assert "Giải trình" not in other
    assert "Văn bản phải có" not in other
    assert "Câu hỏi" not in other


def test_a_row_in_full_says_what_was_given_as_it_was_given() -> None:
    """A table by its keys, a pair as a quotient; without a claim nothing is said of one."""
    unit = Assessment("Xã A", measurements={"a": {"part": 9, "whole": 10}, "b": (3, 4), "loi": 0})
    card = SCHEME.score(unit)
    assert "  Hồ sơ [a]: part = 9, whole = 10\n" in row_text(SCHEME, card, "1")
    assert "  Văn bản [b]: 3/4\n" in row_text(SCHEME, card, "2")
    assert "tự chấm" not in row_text(SCHEME, card, "1")
