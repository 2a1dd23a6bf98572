"""Sheets as text: widths as a terminal shows them."""

from __future__ import annotations

import unicodedata

import pytest

from emulscore.report.card import card_sheet
from emulscore.report.sheet import Column, Line, Notes, Sheet
from emulscore.report.text import text_of, width_of, wrap
from emulscore.schemes import nga_nam_2023 as annex

CARD = annex.scheme.score(annex.assessment, partial=True)


def sheet(*cells: str) -> Sheet:
    columns = (Column("STT", "label"), Column("Nội dung", "prose"), Column("Điểm", "number"))
    return Sheet("Thử", (), columns, (Line("row", cells),), (Notes("Ghi chú", ()),), "vi")


@pytest.mark.parametrize(
    ("text", "places"),
    [("Điểm", 4), ("\u0110ie\u0302\u0309m", 4), ("点数", 4), ("ﾊﾝ", 2), ("", 0), ("a\u200bb", 2)],
)
def test_a_width_is_what_a_terminal_shows(text: str, places: int) -> None:
    """A combining mark and a zero-width sign take no place, a wide character takes two."""
    assert width_of(text) == places


def test_a_word_longer_than_a_line_is_broken_and_not_lost() -> None:
    """A word of seven letters in three places takes three lines."""
    assert wrap("abcdefg", 3) == ["abc", "def", "g"]


@pytest.mark.parametrize("width", [50, 80, 100, 120, 160])
def test_no_line_is_wider_than_asked(width: int) -> None:
    """The annex fits each usual width, and its widest line, the rule, uses all of it."""
    assert max(map(width_of, text_of(card_sheet(CARD), width).splitlines())) == width


def test_no_line_ends_in_blanks() -> None:
    """A copied table carries no invisible ends."""
    assert [line for line in text_of(card_sheet(CARD), 80).splitlines() if line != line.rstrip()] == []


def test_points_stand_under_each_other() -> None:
    """Points are set to the right, below the heading's right end."""
    lines = text_of(sheet("1", "Hồ sơ", "9,98"), 60).splitlines()
    heading = next(line for line in lines if line.startswith("STT"))
    row = next(line for line in lines if line.startswith("1 "))
    assert width_of(heading) == width_of(row) == 60
    assert row.endswith(" 9,98")


def test_decomposed_letters_do_not_shift_the_points() -> None:
    """A title typed with separate accents takes the same places as the composed one."""
    composed, decomposed = "Điểm số", unicodedata.normalize("NFD", "Điểm số")
    assert text_of(sheet("1", decomposed, "8"), 60) == text_of(sheet("1", composed, "8"), 60)


def test_a_narrow_table_puts_the_reason_under_the_title() -> None:
    """At 80 places the reason follows the title on lines of its own; at 120 it has its own column."""
    reason = "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm."
    narrow, wide = (text_of(card_sheet(CARD), width).splitlines() for width in (80, 120))
    assert f"     → {reason}" in narrow
    (row,) = [line for line in wide if line.startswith("12 ")]
    assert row.endswith(f"  4,54  1,46  {reason}")


def test_an_empty_list_of_notes_leaves_no_heading() -> None:
    """Without remarks there is no heading “Ghi chú”."""
    assert "Ghi chú" not in text_of(sheet("1", "Hồ sơ", "8"))


def test_headings_totals_and_questions_are_marked() -> None:
    """A style sees the title, headings, group, totals and note headings as strong, and rows 2 and 12 as questions."""
    seen: dict[str, list[str]] = {"strong": [], "asks": []}

    def style(text: str, mark: str) -> str:
        seen[mark].append(text)
        return text

    text_of(card_sheet(CARD), 120, style)
    assert [text.split()[0] for text in seen["asks"] if not text.startswith("  ")] == ["2", "12"]
    for start in ("BẢNG CHẤM ĐIỂM", "STT", "II ", "     Cộng 14 tiêu chí đã chấm", "     Tổng điểm", "Ghi chú"):
        assert [text for text in seen["strong"] if text.startswith(start)], start


def test_a_title_cannot_command_the_terminal() -> None:
    """An escape sign in any text of a sheet is shown as a blank; tabs too."""
    evil = "Hồ\x1b[2J\tsơ\x9b"
    shown = text_of(Sheet(evil, (evil,), (Column(evil, "prose"),), (Line("row", (evil,)),), (), "vi"), 60)
    assert {char for char in shown if not char.isprintable()} == {"\n"}
    assert "Hồ [2J sơ" in shown
