"""What a notebook, a terminal with colours and a dataframe library get of every result."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from io import StringIO
from typing import Any, ClassVar

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from emulscore import (
    At,
    Cap,
    CohortFact,
    CountFact,
    Criterion,
    Direct,
    Drop,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Linear,
    NumberFact,
    PointsFact,
    Ratio,
    Refused,
    Relative,
    Round,
    Rule,
    Scheme,
    ShareFact,
    Span,
    Sum,
    Tiered,
    YesNoFact,
    below,
    register,
    score,
)
from emulscore.formula.nodes import Node
from emulscore.report import records as module
from emulscore.report.axes import Axis
from emulscore.report.curve import Curve, curves_of
from emulscore.report.folded import folded_html
from emulscore.report.pictured import criterion_html, rule_html
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.testing import rules

CARD = annex.scheme.score(annex.assessment, partial=True)
FIGURES = {name: one.value for name, one in annex.assessment.measurements.items()}
WHOLE = annex.scheme.score({**FIGURES, "tieu_chi_15": 8})
OWN = annex.scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[Drop("15", why="Không có")])
SHARE = ShareFact("dat", label="Tỷ lệ đạt")
HOSTILE = "<script>alert('x')</script> & \"y\" onload=z"

SHOWN: Mapping[str, Any] = {
    "scheme": annex.scheme,
    "card": CARD,
    "summary": CARD.summary(),
    "audit": CARD.audit(),
    "gains": WHOLE.gains(open={"dan_vneid": True}),
    "plan": WHOLE.reach(open={"dan_vneid": True}, total=99),
    "findings": annex.scheme.check(),
    "diff": annex.scheme.diff(OWN),
    "unit": annex.scheme.diff_units(OWN, [annex.assessment])[0],
    **{f"row {id_}": row for id_, row in annex.scheme.criteria.items()},
    **{f"rule {id_}": row.rule for id_, row in annex.scheme.criteria.items()},
}


class Reader(HTMLParser):
    """Reads tags, attributes and texts, and refuses tags that do not pair."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += data

    def labels(self, tag: str) -> list[str]:
        return [value or "" for of, name, value in self.attributes if (of, name) == (tag, "aria-label")]


@pytest.fixture(params=SHOWN)
def html(request: pytest.FixtureRequest) -> str:
    found = SHOWN[request.param]._repr_html_()
    assert isinstance(found, str)
    return found


def test_it_needs_no_script_and_no_network(html: str) -> None:
    """Every tag pairs; no script, no address, nothing that acts: a notebook without trust shows it all."""
    found = Reader(html)
    acting = {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "input",
        "button",
        "a",
        "use",
        "image",
        "meta",
    }
    assert not acting & {*found.tags}
    assert not re.search(r"https?:|//|url\(|@import|\bon\w+=|javascript", html)
    assert not [name for _, name, _ in found.attributes if name in {"style", "src", "href"} or name.startswith("on")]


def test_it_takes_the_colours_of_the_page(html: str) -> None:
    """Every rule of the style stands under the block's class, and no ground or text has a colour of its own."""
    style = html.partition("<style>")[2].partition("</style>")[0]
    selectors = [one for rule in re.findall(r"([^{}]+)\{", style) for one in rule.split(",")]
    assert all(selector.strip().startswith(".emulscore") for selector in selectors)
    assert not re.search(r"#[0-9a-f]{3}|[;{](color|fill|stroke):(?!inherit|currentColor|none|rgba)", style)
    assert not re.search(r' (fill|stroke|color)="', html)


def test_it_is_small_and_speaks(html: str) -> None:
    """Less than 15 KB of UTF-8; Vietnamese is declared; every table and picture has a name for people who listen."""
    found = Reader(html)
    assert len(html.encode()) < 15_000
    assert ("div", "lang", "vi") in found.attributes
    assert len(found.labels("svg")) == found.tags.count("svg")
    assert [value for tag, name, value in found.attributes if (tag, name) == ("svg", "role")] == [
        "img"
    ] * found.tags.count("svg")
    assert len(found.labels("table")) == found.tags.count("table")
    assert all(found.labels("svg"))


def test_a_scheme_folds() -> None:
    """One group that is open, fifteen rows that are not, each with its rule inside; the total stands behind them."""
    html = annex.scheme._repr_html_()
    assert (html.count("<details"), html.count(" open>")) == (16, 1)
    row = html.partition("<summary><i>12</i>")[2].partition("</details>")[0]
    for text in ("<b>6</b>", "Điểm = tỷ lệ × điểm chuẩn.", "“Điểm = 75,7%*6”", "tự chấm 6 điểm"):
        assert text in row
    assert html.index("Tổng điểm") > html.index("<i>15</i>")


def test_titles_and_words_are_never_tags() -> None:
    """What a file says is shown as it is written, in schemes, criteria, rules and records of any kind."""
    fact = LevelFact("a", label=HOSTILE, levels={"x": HOSTILE, "y": "y"})
    row = Criterion(
        "1", HOSTILE, 5, Tiered(fact, {"x": 5}, otherwise=0), wording=HOSTILE, remark=HOSTILE, evidence=[HOSTILE]
    )
    scheme = Scheme("thu", HOSTILE, total=5, items=[row], issuer=HOSTILE, remark=HOSTILE)
    card = scheme.score({"a": "y"})
    shown: list[Any] = [scheme, row, row.rule, card, card.summary(), scheme.diff(annex.scheme)]
    for one in shown:
        found = Reader(one._repr_html_())
        assert "script" not in found.tags
        assert HOSTILE in found.text or any(HOSTILE in label for label in found.labels("svg"))


# --- curves ------------------------------------------------------------------------------------------------------------


def label_of(rule: Rule, base: int = 10) -> str:
    (curve,) = curves_of(rule, Fraction(base))
    (label,) = Reader(curve.svg()).labels("svg")
    return label


def test_a_curve_tells_every_bend() -> None:
    """50% earns 3, 70% earns 5, nothing below, 5 above: the words of the picture say each, and the jump."""
    rule = Linear(SHARE, {"50%": 3, "70%": 5}, before=0, after="hold")
    assert label_of(rule) == (
        "Điểm theo “Tỷ lệ đạt”: 0%: 0 điểm; 50%: 3 điểm, ngay trước đó 0; 70%: 5 điểm; 100%: 5 điểm."
    )


def test_a_jump_is_drawn_as_a_jump() -> None:
    """At 80% the points go from 8 to 10: a dotted line, a ring where it ends, a dot where it goes on; no slope."""
    (curve,) = curves_of(Cap(Ratio(SHARE, target="80%", below="plain", empty="refuse")), Fraction(10))
    svg = curve.svg()
    (jump,) = re.findall(r'<line class="es-jump" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/>', svg)
    assert jump[0] == jump[2]
    # The plot is 320 wide from 46, and 122 high down to 146: 80% is at 302; 8 and 10 of 10 are at 48.4 and 24.
    assert jump == ("302", "48.4", "302", "24")
    assert re.findall(r'<circle class="(es-\w+)" cx="302" cy="([\d.]+)"', svg) == [
        ("es-ring", "48.4"),
        ("es-dot", "24"),
    ]
    assert '<path class="es-line" d="M46 146L302 48.4M302 24L366 24"/>' in svg
    assert '<text x="46" y="12" text-anchor="middle">điểm</text>' in svg


def test_where_no_case_is_stated_nothing_is_drawn() -> None:
    """Below 5 two points, above 5 eight, at 5 nothing: two rings and no dot, and 5 is not told; a scheme refuses it."""
    fact = NumberFact("toc_do", largest="6,25", decimals=2)
    (curve,) = curves_of(Tiered(fact, {below(5): 2, Span(above=5): 8}), Fraction(10))
    svg = curve.svg()
    # The plot is 320 wide from 46, and 122 high down to 146: 5 of 6,25 is at 302; 2 and 8 of 10 are at 121.6 and 48.4.
    assert set(re.findall(r'<circle class="(es-\w+)" cx="([\d.]+)" cy="([\d.]+)"', svg)) == {
        ("es-ring", "302", "121.6"),
        ("es-ring", "302", "48.4"),
    }
    assert Reader(svg).labels("svg") == ["Điểm theo “toc_do”: 0: 2 điểm; 6,25: 8 điểm."]


def test_a_count_is_drawn_as_far_as_something_happens() -> None:
    """A month takes a point of 8: whole months from 0 to 8 and one more, each with a dot; never 1220 of them."""
    rule = LatePenalty(LatenessFact("a", label="Báo cáo"), per=1, unit="months_begun", never=0)
    (curve,) = curves_of(rule, Fraction(8))
    assert [curve.lines.at(Fraction(n)) for n in range(curve.lines.breaks[-1].numerator + 1)][:9] == list(
        range(8, -1, -1)
    )
    assert 8 < curve.lines.breaks[-1] <= 10
    assert curve.svg().count('class="es-dot"') == curve.lines.breaks[-1] + 1
    assert curve.caption() == "Báo cáo, tháng (tính cả tháng chưa tròn)"


def test_a_curve_that_still_rises_is_drawn_to_its_end() -> None:
    """From 2 at 5 to 10 at 10: nothing behind the bend is cut."""
    rule = Linear(NumberFact("toc_do", largest=10, decimals=1), {0: 0, 5: 2, 10: 10}, before="hold", after="hold")
    (curve,) = curves_of(rule, Fraction(10))
    assert list(curve.lines.breaks) == [0, 5, 10]
    assert label_of(rule) == "Điểm theo “toc_do”: 0: 0 điểm; 5: 2 điểm; 10: 10 điểm."


def test_levels_and_answers_are_bars() -> None:
    """Each level with its points; an answer with no and yes."""
    level = LevelFact("a", label="Nhân sự", levels={"dai_hoc": "đại học", "khac": "khác"})
    assert label_of(Tiered(level, {"dai_hoc": 5}, otherwise=1), 5) == "Nhân sự: đại học: 5; khác: 1."
    assert label_of(Tiered(YesNoFact("b", label="Có trang"), {True: 5}, otherwise=0), 5) == "Có trang: không: 0; có: 5."


def test_of_several_facts_the_others_stand_where_they_earn_most() -> None:
    """Two halves: along each, the other half is earned in full, and the caption says so."""
    halves = [At("50%", Tiered(YesNoFact(name, label=name), {True: "100%"}, otherwise=0)) for name in ("mot", "hai")]
    first, second = curves_of(Sum(halves), Fraction(10))
    assert [[curve.lines.at(Fraction(n)) for n in (0, 1)] for curve in (first, second)] == [[5, 10], [5, 10]]
    assert first.caption() == "mot; các số liệu khác ở mức được nhiều điểm nhất"


def test_a_rule_that_is_no_line_is_told_in_words() -> None:
    """A rule of one's own that squares a share: no picture, its formula all the same."""

    @register
    class Square:
        kind: ClassVar[str] = "test_notebook_square"

        def formula(self, base: Fraction) -> Node:
            return SHARE.node * SHARE.node * base

    html = rule_html(Square())
    assert "<svg" not in html
    assert "“Tỷ lệ đạt” × “Tỷ lệ đạt” × 10" in html


@settings(max_examples=60)
@given(rules(10), st.data())
def test_every_curve_is_what_scoring_gives(rule: Rule, data: st.DataObject) -> None:
    """Random rules with one fact: at any break that can be measured, the curve's height is the exact score."""
    found = curves_of(rule, Fraction(10))
    single = [curve for curve in found if curve.alone and isinstance(curve.fact, ShareFact | CountFact)]
    assert all(Reader(curve.svg()).labels("svg") for curve in found)
    for curve in single:
        fact, at = curve.fact, data.draw(st.sampled_from(curve.lines.breaks))
        assert fact is not None
        if at.denominator > getattr(fact, "largest", 1) or (isinstance(fact, CountFact) and at.denominator > 1):
            continue
        raw = (at.numerator, at.denominator) if isinstance(fact, ShareFact) else int(at)
        assert score(rule, base=10, **{fact.name: raw}).exact == curve.lines.at(at)


def test_a_long_stair_stays_small() -> None:
    """Two hundred steps of 0,05: one stroke, no dots, few words, and still small."""
    html = rule_html(Round(Ratio(SHARE, empty="refuse"), step="0.05", mode="half_up"))
    assert len(html.encode()) < 15_000
    assert html.partition('class="es-line" d="')[2].partition('"')[0].count("M") == 201
    assert "<circle" not in html
    assert "; …." in Reader(html).labels("svg")[0]


def test_what_is_not_drawn_is_said() -> None:
    """Six parts, four pictures; and none at all where nothing can be drawn."""
    parts = [At(1, Tiered(YesNoFact(name), {True: "100%"}, otherwise=0)) for name in "abcdef"]
    html = rule_html(Sum(parts))
    assert html.count("<svg") == 4
    assert "Có hình cho 4 trong 6 số liệu." in html
    assert "Có hình cho" not in annex.scheme.criteria["6"]._repr_html_()


def test_a_curve_stays_in_its_picture() -> None:
    """A rule that is not held at its base is drawn whole: 12,5 of 10 is the top."""
    (curve,) = curves_of(Ratio(SHARE, target="80%", below="plain", empty="refuse"), Fraction(10))
    heights = [float(y) for y in re.findall(r'[yc]y?[12]?="([\d.]+)"', curve.svg())]
    assert min(heights) >= 0
    assert ">12,5</text>" in curve.svg()


def test_marks_that_would_overlap_are_left_out() -> None:
    """Of ten marks in ten pixels only the first that is named stays."""
    axis = Axis(Fraction(0), Fraction(9), Fraction(0), Fraction(10))
    assert axis.apart([(Fraction(n), "10%") for n in range(10)]) == [(Fraction(0), "10%")]


def test_english() -> None:
    """Everything has an English form."""
    assert "Drawn with 10 base points" in rule_html(Direct(PointsFact("a", largest=10)), "en")
    html = criterion_html(annex.scheme.criteria["12"], "en")
    assert 'lang="en"' in html
    assert "Points = rate × base." in html
    assert "Total" in folded_html(annex.scheme, "en")
    assert isinstance(curves_of(annex.scheme.criteria["12"].rule, Fraction(6))[0], Curve)


# --- bars and summaries ------------------------------------------------------------------------------------------------


def test_only_rows_that_lost_have_bars() -> None:
    """Row 12 lost 1,46 of 6 and row 8 lost 0,02 of 10, the greater first; no other row is drawn."""
    (label,) = Reader(CARD._repr_html_()).labels("svg")
    assert re.findall(r"(\d+)\. [^:]+: ([\d,]+)/(\d+)", label) == [("12", "1,46", "6"), ("8", "0,02", "10")]


def test_where_nothing_is_lost_nothing_is_drawn() -> None:
    """Full points: a table and no picture."""
    scheme = Scheme("thu", "Thử", total=5, items=[Criterion("1", "Một", 5, Direct(PointsFact("a", largest=5)))])
    assert "<svg" not in scheme.score({"a": 5})._repr_html_()


def test_a_summary_has_three_forms() -> None:
    """Rows 8 and 12 lost, 15 is not known: these and the sums, as text, Markdown and HTML."""
    summary = CARD.summary()
    assert [line.cells[0] for line in summary.sheet.lines] == ["8", "12", "15", "", ""]
    said = "Trong 15 tiêu chí: 12 không mất điểm, 2 mất điểm, 1 chưa chấm."
    for text in (summary.as_text(), summary.as_markdown(), summary.as_html(), str(summary)):
        assert said in text
    assert summary.as_markdown().startswith("# Tóm tắt kết quả chấm điểm\n")
    assert summary._repr_html_() == summary.as_html()
    assert summary._repr_markdown_() == summary.as_markdown()
    assert max(map(len, summary.as_text(60).splitlines())) <= 60
    assert "Of 15 criteria, 12 lost nothing, 2 lost points, 1 are not scored yet." in str(CARD.summary("en"))


@pytest.mark.parametrize("name", ["audit", "gains", "plan", "findings", "diff", "unit", "scheme"])
def test_everything_that_is_a_table_has_a_summary(name: str) -> None:
    """With the heading of its own table, in three forms."""
    summary = SHOWN[name].summary()
    title = SHOWN[name].sheet().title
    assert title.upper() in " ".join(summary.as_text(300).split("\n"))
    assert f"<b>{title}</b>" in summary.as_html()
    assert summary.as_markdown().startswith("# ")


# --- colours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["scheme", "card", "summary", "audit", "gains", "plan", "findings", "diff", "unit"])
def test_rich_shows_the_same_table(name: str) -> None:
    """Where rich is installed, its console prints the table with the numbers of the text."""
    console = Console(width=300, record=True, file=StringIO())
    console.print(SHOWN[name])
    shown = console.export_text()
    sheet = SHOWN[name].sheet if name == "summary" else SHOWN[name].sheet()
    assert sheet.title in shown
    for line in sheet.lines:
        for column, cell in zip(sheet.columns, line.cells, strict=True):
            assert column.kind != "number" or cell in shown


def test_a_text_in_brackets_is_no_mark_of_rich() -> None:
    """`[sic]` and `[/bold]` stand as they are written."""
    title = "Công DVC [sic] [/bold]"
    scheme = Scheme("thu", title, total=5, items=[Criterion("1", title, 5, Direct(PointsFact("a", largest=5)))])
    console = Console(width=200, record=True, file=StringIO())
    console.print(scheme)
    assert console.export_text().count(title) == 2


# --- records -----------------------------------------------------------------------------------------------------------


def test_records_are_exact() -> None:
    """Row 12 in numbers that are no floats, row 15 unknown, all with the same keys."""
    found = CARD.records()
    assert {tuple(one) for one in found} == {tuple(found[0])}
    assert [found[11][key] for key in ("id", "base", "points", "claimed", "gap", "status")] == [
        "12",
        Decimal(6),
        Decimal("4.54"),
        Decimal(6),
        Decimal("1.46"),
        "claims more",
    ]
    assert [found[14][key] for key in ("points", "low", "high", "claimed")] == [
        None,
        Decimal("0.00"),
        Decimal("8.00"),
        None,
    ]
    assert not any(isinstance(value, float) for one in found for value in one.values())
    assert CARD.records("en")[11]["why"] != found[11]["why"]


def test_frames_keep_decimals() -> None:
    """Both libraries add up to what the card adds up to: 90,52 for the fourteen rows that are scored."""
    pandas, polars = CARD.to_frame("pandas"), CARD.to_frame("polars")
    assert isinstance(pandas, pd.DataFrame)
    assert isinstance(polars, pl.DataFrame)
    assert pandas["points"].dropna().sum() == Decimal("90.52")
    assert polars["points"].sum() == Decimal("90.52")
    assert list(pandas["id"]) == polars["id"].to_list() == [str(n) for n in range(1, 16)]


def test_the_library_that_is_loaded_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that uses polars gets polars; one that uses both, or neither, pandas."""
    assert isinstance(CARD.to_frame(), pd.DataFrame)
    monkeypatch.delitem(sys.modules, "pandas")
    assert isinstance(CARD.to_frame(), pl.DataFrame)


def test_without_a_library_it_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither is there: the refusal names one, and how to get it."""
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(Refused) as refused:
        CARD.to_frame("polars")
    assert refused.value.code == "no-frame-library"
    assert "pip install polars" in str(refused.value)


def test_a_rule_that_compares_is_drawn_beside_a_value_that_is_said() -> None:
    """Where the best unit has 8, 4 of 8 at a base of 10 are 5 points, and nothing is gained beyond 8."""
    own = NumberFact("rong", largest=10, decimals=0)
    rule = Relative(own, to=CohortFact("nhat", of=own, take="best", decimals=0, label="Cao nhất"), empty=0)
    (curve,) = curves_of(rule, Fraction(10), known={"nhat": 8})
    assert [curve.lines.at(Fraction(at)) for at in (0, 4, 8, 9)] == [0, 5, 10, 10]
    assert curve.caption() == "rong; Cao nhất: 8"
