"""Schemes and scorecards in a notebook."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from emulscore import Assessment, Criterion, Direct, Group, PointsFact, Scheme, Words
from emulscore.report.card import card_sheet
from emulscore.report.html import html_of
from emulscore.report.listing import scheme_sheet
from emulscore.schemes import nga_nam_2023 as annex

CARD = annex.scheme.score(annex.assessment, partial=True)
VOID = {"br"}
# Of pictures, which hold no words.
DRAWN = {"viewbox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "text-anchor"}


class Reader(HTMLParser):
    """Reads the rows of tables, and refuses tags that do not pair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.rows: list[list[str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in {"td", "th"}:
            self.rows[-1][-1] += data
        if self.open and self.open[-1] != "style":
            self.text += data


def columns(text: str) -> list[str]:
    return text.split()


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


@pytest.fixture(params=["card", "scheme"])
def html(request: pytest.FixtureRequest) -> str:
    return CARD._repr_html_() if request.param == "card" else html_of(scheme_sheet(annex.scheme))


def test_it_is_well_formed(html: str) -> None:
    """Every tag that opens closes, in order; there is one table with one style."""
    tags = read(html).tags
    assert (tags.count("table"), tags.count("style"), tags.count("caption")) == (1, 1, 1)


def test_it_needs_nothing_from_outside(html: str) -> None:
    """No script, no address, no picture, nothing that a notebook without trust or network would drop."""
    found = read(html)
    assert not {"script", "link", "img", "iframe", "object"} & set(found.tags)
    assert not re.search(r"https?:|//|url\(|@import|\bon\w+=", html)
    assert {name for name, _ in found.attributes} <= {"class", "lang", "aria-label", "scope", "role", *DRAWN}


def test_it_is_small(html: str) -> None:
    """The annex takes less than 15 KB."""
    assert len(html.encode()) < 15_000


def test_its_style_touches_nothing_else(html: str) -> None:
    """Every selector starts at the block's own class, and the text takes the page's colour."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    selectors = [part for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
    assert all(selector.strip().startswith(".emulscore") for selector in selectors)
    assert "currentColor" in style
    assert not re.search(r"[;{]color:(?!inherit)", style)


def test_people_who_listen_get_names(html: str) -> None:
    """The table has a label, every heading a scope, and the block says its language."""
    found = read(html)
    assert ("lang", "vi") in found.attributes
    assert next(value for name, value in found.attributes if name == "aria-label")
    assert [value for name, value in found.attributes if name == "scope"].count("row") == 16


def test_a_scorecard_shows_the_annex() -> None:
    """Headings, the group before its rows, row 12 with its gap, row 15 unknown, and both sums, as in the document."""
    rows = read(html_of(card_sheet(CARD))).rows
    assert rows[0] == ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm tự chấm", "Tính ra", "Lệch", "Vì sao"]
    assert rows[1][:5] == [
        "II",
        "Đơn vị cấp thị xã (15 tiêu chí - thang điểm 100 điểm)",
        "100",
        "91,98",
        "90,52 đến 98,52",
    ]
    assert [row[0] for row in rows[2:17]] == [str(number) for number in range(1, 16)]
    assert [row[2] for row in rows[2:17]] == columns("8 5 5 10 10 5 6 10 6 6 6 6 5 4 8")
    assert [row[3] for row in rows[2:17]] == columns("8 5 5 10 10 5 6 9,98 6 6 6 6 5 4 —")
    assert [row[4] for row in rows[2:16]] == columns("8 5 5 10 10 5 6 9,98 6 6 6 4,54 5 4")
    assert rows[13][5] == "1,46"
    assert rows[16][4:6] == ["0 đến 8", "—"]
    assert rows[17][1:6] == ["Cộng 14 tiêu chí đã chấm", "92", "91,98", "90,52", "1,46"]
    assert rows[18][1:6] == ["Tổng điểm", "100", "91,98", "90,52 đến 98,52", "—"]


def test_a_scorecard_asks_about_rows_2_and_12() -> None:
    """Two lines are marked: a plan about something else and a claim that differs; the questions stand below."""
    html = html_of(card_sheet(CARD))
    assert html.count('class="es-asks"') == 2
    assert "Tiêu chí 12: tự chấm 6 điểm, tính ra 4,54 điểm, lệch 1,46 điểm;" in html
    assert "Tiêu chí 2: nội dung là “Tổ công nghệ số cộng đồng”" in html
    assert "Tiêu chí 15: Điểm chuẩn 8 là phần còn lại của 100 điểm" in html


def test_a_scheme_shows_what_earns_points() -> None:
    """Each row of a scheme says its base points and how they are earned, and the total is last."""
    rows = read(html_of(scheme_sheet(annex.scheme))).rows
    assert rows[0] == ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính"]
    assert [row[2] for row in rows[1:]] == columns("100 8 5 5 10 10 5 6 10 6 6 6 6 5 4 8 100")
    assert "Đạt 50% được đủ điểm chuẩn" in rows[14][3]


def test_english_is_there() -> None:
    """A sheet in English has English headings, decimal points, and says its language."""
    html = html_of(card_sheet(CARD, "en"))
    assert 'lang="en"' in html
    assert "90.52 to 98.52" in html
    assert read(html).rows[0][1] == "Criterion"


def trial(title: str, *groups: Group) -> Scheme:
    rows = groups or (Criterion("1", title, 5, Direct(PointsFact("a", largest=5))),)
    return Scheme("thu", title, total=sum(row.base for row in rows), items=rows)


def test_titles_are_texts_and_never_tags() -> None:
    """A title, a unit and a remark with tags in them are shown as written."""
    title = "<script>alert('x')</script> & \"y\""
    scheme = trial(title)
    card = scheme.score(Assessment(title, measurements={"a": 3}))
    for html in (html_of(scheme_sheet(scheme)), html_of(card_sheet(card, about=[title]))):
        found = read(html)
        assert "script" not in found.tags
        assert title in found.text


def test_without_claims_there_are_no_columns_about_claims() -> None:
    """A unit that claims nothing gets five columns, no sum of scored rows and no questions."""
    rows = read(html_of(card_sheet(trial("Thử").score({"a": 3})))).rows
    assert rows[0] == ["STT", "Nội dung tiêu chí", "Điểm chuẩn", "Tính ra", "Vì sao"]
    assert [row[:4] for row in rows[1:]] == [["1", "Thử", "5", "3"], ["", "Tổng điểm", "5", "3"]]


def test_groups_within_groups_keep_the_order_of_the_document() -> None:
    """A group stands before what is in it, and sums the claims of the rows in it, however deep."""
    rows = [Criterion(id_, id_, 5, Direct(PointsFact(id_.lower(), largest=5))) for id_ in ("A", "B", "C")]
    scheme = trial(
        "Thử", Group("I", "Một", [rows[0], Group("I.1", "Trong", [rows[1]], 5)], 10), Group("II", "Hai", [rows[2]], 5)
    )
    card = scheme.score(Assessment("Xã", measurements={"a": 1, "b": 2, "c": 3}, claims={"A": 1, "B": 4, "C": 3}))
    shown = [(line.cells[0], *line.cells[2:6]) for line in card_sheet(card).lines]
    assert shown == [
        ("I", "10", "5", "3", "2"),
        ("A", "5", "1", "1", "0"),
        ("I.1", "5", "4", "2", "2"),
        ("B", "5", "4", "2", "2"),
        ("II", "5", "3", "3", "0"),
        ("C", "5", "3", "3", "0"),
        ("", "15", "8", "6", "2"),
    ]


def test_a_group_with_an_unclaimed_row_has_no_gap() -> None:
    """Where a row is not claimed, the group's claims are shown, but not set against its points."""
    rows = [Criterion(id_, id_, 5, Direct(PointsFact(id_.lower(), largest=5))) for id_ in ("A", "B")]
    card = trial("Thử", Group("I", "Một", rows, 10)).score(
        Assessment("Xã", measurements={"a": 1, "b": 2}, claims={"A": 1})
    )
    assert [line.cells[3:6] for line in card_sheet(card).lines] == [
        ("1", "3", "—"),
        ("1", "1", "0"),
        ("—", "2", "—"),
        ("1", "3", "—"),
    ]


def test_the_short_texts_say_what_it_is() -> None:
    """Without HTML, a scorecard and a scheme are one line each."""
    assert repr(CARD) == "<Scorecard 'Thị xã Ngã Năm': 90,52 đến 98,52 điểm, 14/15 tiêu chí đã chấm>"
    assert repr(trial("Thử")) == "<Scheme 'thu': Thử, 1 tiêu chí, 5 điểm>"


def test_a_title_without_english_stays_vietnamese() -> None:
    """English shows the Vietnamese text where nobody translated it."""
    assert scheme_sheet(trial("Chỉ tiếng Việt"), "en").title == "Chỉ tiếng Việt"
    assert Words("Chỉ tiếng Việt").en is None
