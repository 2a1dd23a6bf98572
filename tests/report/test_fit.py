"""What notebooks show stays small: less is said of long schemes, and it is said that less is said."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import pytest

from emulscore import Count, CountFact, Criterion, Group, Scheme, Scorecard
from emulscore.files import loads_scheme, open_scheme
from emulscore.report.fit import fitted
from emulscore.report.sheet import Column, Line, Notes, Sheet

BUNDLED = files("emulscore") / "schemes"
IDS = sorted(
    loads_scheme(path.read_text("utf-8")).id
    for path in BUNDLED.iterdir()
    if path.name.endswith(".toml") and path.name.count(".") == 1
)
LIMIT = 15_000


def size(shown: Any) -> int:  # noqa: ANN401 - whatever a notebook shows
    return len(shown._repr_html_().encode())


def long(rows: int) -> Scheme:
    facts = [CountFact(f"viec_{place}", largest=1) for place in range(rows)]
    items = [
        Criterion(str(place), f"Hoàn thành nhiệm vụ thứ {place}", 1, Count({fact: 1}, start=0, low=0, high=1))
        for place, fact in enumerate(facts, 1)
    ]
    return Scheme("dai", "Bộ tiêu chí dài", total=rows, items=[Group("I", "Nhiệm vụ", items, rows)])


def scored(scheme: Scheme, done: Iterable[int] = ()) -> Scorecard:
    lacking = set(done)
    return scheme.score({f"viec_{place}": int(place not in lacking) for place in range(len(scheme.criteria))})


@pytest.mark.parametrize("id_", IDS)
def test_every_bundled_scheme_stays_small(id_: str) -> None:
    """The scheme, each of its rows and rules, a card with nothing known, and its audit: under 15 KB each."""
    scheme = open_scheme(id_)
    card = scheme.score({}, partial=True)
    shown = [scheme, card, card.summary(), card.audit(), scheme.check(), scheme.diff(open_scheme("nga-nam-2023"))]
    shown += [part for row in scheme.criteria.values() for part in (row, row.rule)]
    assert max(map(size, shown)) < LIMIT


@pytest.mark.parametrize("rows", [20, 60, 120, 400])
def test_a_scheme_of_any_length_stays_small(rows: int) -> None:
    """From twenty rows to four hundred: the scheme, its card with and without losses, and what would raise it."""
    scheme = long(rows)
    card = scored(scheme, range(rows))
    found = card.gains(open=dict.fromkeys(scheme.facts, True))
    assert max(map(size, (scheme, scored(scheme), card, card.summary(), card.audit(), found))) < LIMIT


def test_what_is_left_out_is_said() -> None:
    """A short scheme is whole; a longer one has no readings, then titles only, then groups; each names the way to all."""
    said = [long(rows)._repr_html_() for rows in (10, 60, 400)]
    assert ["Rút gọn cho vừa sổ tay" in html for html in said] == [False, True, True]
    assert "Hoàn thành nhiệm vụ thứ 60" in said[1]
    assert "Hoàn thành nhiệm vụ thứ 1<" not in said[2]
    assert all("Nhiệm vụ" in html and "Tổng điểm" in html for html in said)


def test_reasons_go_first_and_totals_stay() -> None:
    """A card of 60 rows has all rows but no reasons; of 400 the first ones, how many are missing, and the total."""
    some, many = (scored(long(rows), range(rows))._repr_html_() for rows in (60, 400))
    assert some.count("Hoàn thành nhiệm vụ thứ") >= 60
    assert "chỉ giải thích các tiêu chí cần hỏi" in some
    assert "dòng không hiện" in many
    assert "Tổng điểm" in many
    assert many.count("<tr") - 1 < 400


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_what_never_fits_is_as_short_as_it_gets(rows: int) -> None:
    """A heading of 20,000 letters is not cut: what is left are no rows, one remark, and the total."""
    lines = [Line("row", (f"Hàng {place}",)) for place in range(rows)]
    notes = (Notes("Lưu ý", ("Một", "Hai", "Ba")),)
    sheet = Sheet("x" * 20_000, (), (Column("Nội dung", "prose"),), (*lines, Line("total", ("Tổng",))), notes, "vi")
    html = fitted(sheet)
    assert "Hàng" not in html
    assert [word in html for word in ("Tổng", "Một", "Hai")] == [True, True, False]
    assert f"còn {rows + 2} dòng không hiện" in html
    bare = fitted(Sheet("x" * 20_000, (), (Column("Nội dung", "prose"),), (), notes, "vi"))
    assert "còn 2 dòng không hiện" in bare


def test_the_whole_is_a_call_away() -> None:
    """What the shortened picture names has everything: the summary of a scheme, the records of a card."""
    scheme = long(400)
    assert "Hoàn thành nhiệm vụ thứ 400" in scheme.summary().as_html()
    assert len(scored(scheme).records()) == 400
    assert "Hoàn thành nhiệm vụ thứ 400" in scored(scheme).sheet().lines[-2].cells
