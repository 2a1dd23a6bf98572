"""Gains, plans, findings and audits in a notebook: tables without a script, every text escaped."""

from __future__ import annotations

import re
from typing import Protocol

import pytest

from emulscore import Assessment, Criterion, Ratio, Scheme, ShareFact, Words
from emulscore.words import Lang

RATE = ShareFact("ho_so", label=Words("Hồ sơ <b>đúng hạn</b> & đủ", "Dossiers <b>on time</b> & complete"))
SCHEME = Scheme("thu", "Thử", total=10, items=[Criterion("1", "Hồ sơ <i>", 10, Ratio(RATE, empty="refuse"))])
CARD = SCHEME.score(Assessment("Xã A", measurements={"ho_so": "90%"}, claims={"1": 10}))


class Answer(Protocol):
    """What a notebook shows."""

    def _repr_html_(self) -> str: ...

    def text(self, lang: Lang = "vi") -> str: ...


ANSWERS: dict[str, Answer] = {
    "gains": CARD.gains(open={"ho_so": True}),
    "plan": CARD.reach(open={"ho_so": True}, total=9),
    "audit": CARD.audit(),
    "findings": SCHEME.check(),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_notebook_gets_one_harmless_block(name: str) -> None:
    """One block with one table, no script and no address, and no tag that came from a label."""
    html = ANSWERS[name]._repr_html_()
    assert html.startswith('<div class="emulscore" lang="vi">')
    assert html.count("<table") == 1
    assert not re.search(r"<script|https?:|<b>đúng|<i>", html)


def test_gains_say_the_next_step_and_the_most() -> None:
    """10 × 90% = 9; 90,05% rounds to 9,01, and 99,95% to 10."""
    html = ANSWERS["gains"]._repr_html_()
    assert "Hồ sơ &lt;b&gt;đúng hạn&lt;/b&gt; &amp; đủ" in html
    assert "Bước kế tiếp: từ 90% lên 90,05%; tổng điểm 9,01." in html
    assert "Nhiều nhất: từ 90% lên 99,95%; tổng điểm 10." in html
    assert "mất 1 điểm [ratio]" in html


def test_gains_name_what_gives_nothing_more() -> None:
    """One of two shares is at 100% already: it has no line, and is named under the table."""
    rows = [Criterion(name, name, 10, Ratio(ShareFact(name, label=f"Tỷ lệ {name}"), empty="refuse")) for name in "ab"]
    card = Scheme("thu", "Thử", total=20, items=rows).score({"a": "90%", "b": "100%"})
    sheet = card.gains(open={"a": True, "b": True}).sheet()
    assert [line.cells[1] for line in sheet.lines] == ["Tỷ lệ a"]
    assert ("Tỷ lệ b",) in [notes.items for notes in sheet.notes]


def test_a_plan_that_needs_nothing_says_so() -> None:
    """9 is there already."""
    assert "Đã đạt mà không cần thay đổi gì." in ANSWERS["plan"].text()
    assert "Reached without any change." in ANSWERS["plan"].text("en")


def test_an_audit_leaves_out_what_nobody_gave() -> None:
    """10 claimed against 9; nobody appraised, so there is no column for it."""
    text = ANSWERS["audit"].text()
    assert re.search(r"^1 +10 +9 +1 +Tự chấm cao hơn$", text, re.MULTILINE)
    assert "Thẩm định" not in text


def test_findings_that_are_none_say_so() -> None:
    """A scheme in order has nothing to point out."""
    assert "Nothing to point out" in ANSWERS["findings"].text("en")
