"""What single cells say: points, shares, and the lines that are none of the rows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulscore.annex import parse_annex
from emulscore.numbers import number

HEAD = "Số TT\tNội dung tiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\tCăn cứ tính điểm\n"


@pytest.mark.parametrize(
    ("how", "share"),
    [
        ("Điểm = 99,80% * 10", "99.8%"),
        ("Điểm = 100%*10", "100%"),
        ("Điểm=75,7 % x 10 điểm", "75.7%"),
        ("75,7% × 10 = 7,57 điểm", "75.7%"),
        ("10 x 98%", "98%"),
        ("10 điểm * 98%;", "98%"),
        ("Đạt 100%", "100%"),
        ("Đạt tỷ lệ: 98,5%.", "98.5%"),
        ("- Tỷ lệ đạt 98,5%", "98.5%"),
        ("70%", "70%"),
        ("Điểm = 998/1000 * 10", "998/1000"),
        ("1.998/2.000 x 10", "1998/2000"),
        ("45/50 hồ sơ đúng hạn", "45/50"),
        ("Đạt 100% thì đủ điểm", None),
        ("Trừ 20% số điểm", None),
        ("Cứ tăng 10% được cộng 1 điểm", None),
        ("Điểm = điểm chuẩn", None),
        ("17/10/2023", None),
        ("Từ 80% đến 90%", None),
        ("", None),
    ],
)
def test_a_calculation_shows_a_share_or_none(how: str, share: str | None) -> None:
    """A share times the points, `Đạt …`, a bare percentage, or counts of things; a rule in words shows none."""
    (row,) = parse_annex(f"{HEAD}1\tTiêu chí\t10\t9\t{how}\t").rows
    shown = (
        None if row.share is None else Fraction(row.share.replace(".", "")) if "/" in row.share else number(row.share)
    )
    assert shown == (None if share is None else number(share))


@pytest.mark.parametrize(
    ("text", "points"),
    [("9,98", "9.98"), ("10", "10"), ("8 điểm", "8"), ("7,5đ", "7.5"), ("0", "0"), ("-2", "-2"), ("+2", "2")],
)
def test_points_are_read_exactly(text: str, points: str) -> None:
    """A number, with or without its unit."""
    (row,) = parse_annex(f"{HEAD}1\tTiêu chí\t10\t{text}\t\t").rows
    assert row.claim is not None
    assert row.claim.points == Fraction(points)


@pytest.mark.parametrize("text", ["năm", "8/10", "80%", "-", "1.234", "8-9", "khoảng 8", "17/10/2023", "=5+3", "8,5,2"])
def test_what_is_no_plain_number_is_listed_and_not_taken(text: str) -> None:
    """Nothing is guessed: neither a dash as zero nor a quotient as points."""
    reading = parse_annex(f"{HEAD}1\tTiêu chí\t2000\t{text}\t\t")
    assert reading.claims == {}
    assert [(one.code, one.row, one.given) for one in reading.unread] == [("annex-points", "1", f"“{text}”")]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("Điểm = 99,8% * 5", "annex-factor"),
        ("Điểm = 10 - 99,8% / 2", "annex-calculation"),
        ("Điểm = 90% * 5 + 80% * 5", "annex-calculation"),
    ],
)
def test_a_calculation_that_does_not_fit_is_listed(how: str, code: str) -> None:
    """Another factor than the base; arithmetic that is no share times points."""
    reading = parse_annex(f"{HEAD}1\tTiêu chí\t10\t9\t{how}\t")
    assert [(one.code, one.row) for one in reading.unread] == [(code, "1")]


def test_two_shares_in_one_row_are_listed() -> None:
    """Neither is taken."""
    reading = parse_annex("STT\tNội dung\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính\tKết quả\n1\tA\t10\t9\tĐạt 90%\t95%")
    assert reading.shares == {}
    assert [one.code for one in reading.unread] == ["annex-shares"]


def test_points_in_two_cells_are_not_taken() -> None:
    """A row goes on, and brings points once more."""
    reading = parse_annex(f"{HEAD}1\tTiêu chí\t10\t9\t\t\n\t\t\t8\t\t")
    assert reading.claims == {}
    assert [one.code for one in reading.unread] == ["annex-points-twice"]


def test_two_days_of_one_document_are_listed() -> None:
    """One number and symbol, two days: one of them is a slip."""
    first, second = ("Báo cáo số 5/BC-UBND ngày 17/10/2023", "Báo cáo số 5/BC-UBND ngày 18/10/2023")
    reading = parse_annex(f"{HEAD}1\tA\t5\t5\t\t{first}\n2\tB\t5\t5\t\t{second}")
    assert [(one.code, one.row) for one in reading.unread] == [("annex-documents-differ", "2")]


def test_a_bad_citation_is_listed_and_kept_as_text() -> None:
    """A day that does not exist, a draft without its number; the good one beside them is read."""
    cell = "Báo cáo số 5/BC-UBND ngày 31/02/2024; Báo cáo số: /BC-UBND ngày /02/2024; KH 8/KH-UBND ngày 09/01/2024"
    reading = parse_annex(f"{HEAD}1\tA\t5\t5\t\t{cell}")
    assert sorted(one.code for one in reading.unread) == ["citation-day", "citation-draft"]
    assert reading.citations == ("8/KH-UBND",)
    assert [document.text for document in reading.documents if not document.numbered] == [
        "Báo cáo số 5/BC-UBND ngày 31/02/2024",
        "Báo cáo số: /BC-UBND ngày /02/2024",
    ]


def test_a_total_that_does_not_add_up_is_listed() -> None:
    """A row was lost, or a number mistyped."""
    reading = parse_annex(f"{HEAD}1\tA\t5\t5\t\t\n2\tB\t5\t4\t\t\n\tTổng cộng\t15\t9\t\t")
    assert [(one.code, one.place and one.place.line) for one in reading.unread] == [("annex-incomplete", 4)]


@given(st.permutations(["Số TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Cách tính", "Căn cứ tính điểm"]))
def test_the_order_of_the_columns_does_not_matter(order: list[str]) -> None:
    """What a column holds is said by its heading alone."""
    row = {
        "Số TT": "3",
        "Nội dung tiêu chí": "Hồ sơ",
        "Điểm chuẩn": "10",
        "Điểm tự chấm": "9,98",
        "Cách tính": "Điểm = 99,80% * 10",
        "Căn cứ tính điểm": "Báo cáo số 5/BC-UBND ngày 17/10/2023",
    }
    reading = parse_annex("\t".join(order) + "\n" + "\t".join(row[one] for one in order))
    (found,) = reading.rows
    assert (found.id, found.title, found.share, found.cited) == ("3", "Hồ sơ", "99,80%", ("5/BC-UBND",))
    assert found.base == 10
    assert found.claim is not None
    assert found.claim.points == Fraction("9.98")
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("number", "title", "rows"),
    [
        ("c2 thưởng", "Sáng kiến", ["c2 thưởng"]),
        ("1.*", "Nhóm một", ["1.*"]),
        ("1.2.a)", "Chi tiết", ["1.2.a"]),
        ("III-4", "Chi tiết", ["III-4"]),
        ("3", "Cộng đồng số", ["3"]),
        ("4", "Tổng kết năm", ["4"]),
        ("Cộng", "", []),
        ("", "Tổng số điểm:", []),
        ("", "CỘNG (1+2)", []),
    ],
)
def test_numbers_and_totals_are_told_apart(number: str, title: str, rows: list[str]) -> None:
    """A number may be any short sign; a total is what is called so and has no number."""
    reading = parse_annex(f"{HEAD}{number}\t{title}\t10\t9\t\t")
    assert [row.id for row in reading.rows] == rows
    assert {one.code for one in reading.unread} <= {"annex-incomplete"}


def test_a_word_that_only_begins_like_a_total_is_none() -> None:
    """A line without a number that is about something is listed, not taken for the total."""
    reading = parse_annex(f"{HEAD}1\tA\t5\t5\t\t\n\tTổng kết công tác năm\t5\t5\t\t")
    assert [one.code for one in reading.unread] == ["annex-row-unnumbered"]


def test_totals_are_not_held_against_bonus_and_deductions() -> None:
    """100 is the scale; what is taken off stands beside it."""
    reading = parse_annex(f"{HEAD}1\tA\t10\t9\t\t\nII Điểm trừ\n2\tB\t-2\t-1\t\t\n\tTổng điểm\t10\t8\t\t")
    assert reading.unread == ()
    assert reading.points == 8


def test_the_heading_may_stand_again_inside_the_table() -> None:
    """As where the pages of a document were pasted one behind the other; the numbers of its columns too."""
    numbers = "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n"
    reading = parse_annex(f"{HEAD}{numbers}1\tA\t5\t5\t\t\n{HEAD}{numbers}2\tB\t5\t4\t\t")
    assert [(row.id, row.title) for row in reading.rows] == [("1", "A"), ("2", "B")]
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("heading", "listed"),
    [
        ("II Đơn vị cấp xã (2 tiêu chí - Thang điểm 10 điểm)", False),
        ("II. Chính quyền số (tối đa 10 điểm)", False),
        ("II Đơn vị cấp xã (3 tiêu chí)", True),
        ("II Đơn vị cấp xã (thang điểm: 1.000 điểm)", True),
        ("II Mỗi việc từ 1 đến 3 điểm", False),
    ],
)
def test_what_a_group_announces_is_held_against_its_rows(heading: str, listed: bool) -> None:
    """How many rows and how many points: what a heading says otherwise announces nothing."""
    reading = parse_annex(f"{HEAD}{heading}\t\t\t\t\t\n1\tA\t5\t5\t\t\n2\tB\t5\t4\t\t")
    assert [one.code for one in reading.unread] == ["annex-incomplete"] * listed
    assert [group.id for group in reading.groups] == ["II"]


def test_a_cell_of_a_hundred_thousand_brackets_costs_nothing() -> None:
    """Every pattern looks at short texts only, or runs once along them."""
    many = "(" * 100_000
    reading = parse_annex(f"{many}\t{many}\n{HEAD}1\tA\t5\t{many}\t{many}\t{many}")
    assert [row.id for row in reading.rows] == ["1"]
    assert "annex-points" in {one.code for one in reading.unread}


@pytest.mark.parametrize("how", ["Điểm = 99,8% * 1.000", "1.000 x 99,8%"])
def test_a_factor_that_may_be_one_or_a_thousand_is_held_against_nothing(how: str) -> None:
    """`1.000` says neither of the two for sure: the share is taken, and the factor is no reason to ask."""
    reading = parse_annex(f"{HEAD}1\tTiêu chí\t10\t9\t{how}\t")
    assert reading.shares == {"1": "99,8%"}
    assert reading.unread == ()


def test_points_of_a_group_that_are_no_number_are_told_once() -> None:
    """They announce nothing that its rows could be held against."""
    reading = parse_annex(f"{HEAD}1\tNhóm một\tnăm\t\t\t\n1.1\tA\t5\t5\t\t")
    assert [(one.code, one.given) for one in reading.unread] == [("annex-points", "“năm”")]
    assert [(group.id, group.base) for group in reading.groups] == [("1", None)]


def test_a_heading_inside_a_group_counts_with_the_group() -> None:
    """The rows below `1.1` are rows of `1` too: 5 and 4 points of the 9 that it states."""
    rows = "1\tNhóm\t9\t\t\t\n1.1\tNhánh\t5\t\t\t\n1.1.1\tA\t5\t5\t\t\n1.2\tB\t4\t4\t\t"
    reading = parse_annex(HEAD + rows)
    assert [group.id for group in reading.groups] == ["1", "1.1"]
    assert [row.id for row in reading.rows] == ["1.1.1", "1.2"]
    assert reading.unread == ()
    short = parse_annex(HEAD + rows.replace("Nhóm\t9", "Nhóm\t10"))
    assert [one.code for one in short.unread] == ["annex-incomplete"]
    assert "9 trên 10 điểm" in short.unread[0].text("vi")


def test_a_basis_that_two_rows_name_is_one() -> None:
    """What has no number is known by its words: two rows cite the same one, a third another."""
    same, other = "Số liệu trên Hệ thống một cửa điện tử", "Sổ theo dõi của Văn phòng"
    reading = parse_annex(f"{HEAD}1\tA\t5\t5\t\t{same}\n2\tB\t5\t5\t\t{same}\n3\tC\t5\t5\t\t{other}")
    assert [document.text for document in reading.documents] == [same, other]
    first, second, third = (row.cited for row in reading.rows)
    assert first == second != third


def test_a_title_alone_heads_a_group_without_a_number() -> None:
    """`Chính quyền số` begins with a capital, and nothing else stands in its line."""
    reading = parse_annex(f"{HEAD}\tChính quyền số\t\t\t\t\n1\tA\t5\t5\t\t")
    assert [(group.id, group.title) for group in reading.groups] == [("", "Chính quyền số")]
    assert [row.id for row in reading.rows] == ["1"]


def test_what_goes_on_behind_a_group_belongs_to_no_row() -> None:
    """A line without a number goes on with a row, and there is none before it."""
    reading = parse_annex(f"{HEAD}\tNhóm một\t\t\t\t\n\t\t\t\t\tBáo cáo số 5/BC-UBND\n1\tA\t5\t5\t\t")
    assert [(one.code, one.given) for one in reading.unread] == [("annex-row-unnumbered", "“Báo cáo số 5/BC-UBND”")]
    assert reading.rows[0].cited == ()


def test_what_the_line_of_a_group_cites_is_kept() -> None:
    """Of the group's own line, and of one that goes on with it; the row below cites one of the two once more."""
    first, second = "Báo cáo số 5/BC-UBND ngày 17/10/2023", "Kế hoạch số 8/KH-UBND ngày 09/01/2024"
    lines = f"I\tNhóm một\t5\t\t\t{first}\n\t\t\t\t\t{second}\n1\tA\t5\t5\t\t{second}"
    reading = parse_annex(HEAD + lines)
    assert [(group.id, group.cited) for group in reading.groups] == [("I", ("5/BC-UBND", "8/KH-UBND"))]
    assert [document.key for document in reading.documents] == ["5/BC-UBND", "8/KH-UBND"]
    assert reading.rows[0].cited == ("8/KH-UBND",)
    assert reading.unread == ()


def test_a_citation_in_the_heading_of_a_group_stays_a_part_of_it() -> None:
    """Where titles and citations share a column, the heading of a group is read as it stands."""
    head = "STT\tNội dung tiêu chí và căn cứ\tĐiểm chuẩn\tĐiểm tự chấm\n"
    title = "Nhiệm vụ theo Kế hoạch số 8/KH-UBND ngày 09/01/2024"
    reading = parse_annex(f"{head}I\t{title}\t5\t\n1\tHồ sơ\t5\t5")
    assert [(group.title, group.cited) for group in reading.groups] == [(title, ())]


def test_a_title_goes_on_in_the_next_line() -> None:
    """As where a page ended inside it: small letters, and nothing else in the line."""
    reading = parse_annex(f"{HEAD}1\tHồ sơ được tiếp nhận\t5\t5\t\t\n\tvà giải quyết trực tuyến\t\t\t\t")
    assert [row.title for row in reading.rows] == ["Hồ sơ được tiếp nhận và giải quyết trực tuyến"]
    assert (reading.groups, reading.unread) == ((), ())
