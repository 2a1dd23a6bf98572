"""Explanations: the figures in them are those that the unit gave."""

from __future__ import annotations

import pytest

from emulscore import Cap, Ratio, ShareFact, Tiered, at_least, score
from emulscore.rules.rule import Rule

SHARE = ShareFact("cai_dat", label="Người dân đã cài đặt")


@pytest.mark.parametrize(
    ("rule", "given", "said"),
    [
        (Ratio(SHARE, empty="refuse"), "6215/8540", "Tỷ lệ 6215/8540 × 6 điểm = (3729/854) điểm."),
        (Ratio(SHARE, empty="refuse"), (6215, 8540), "Tỷ lệ 6215/8540 × 6 điểm = (3729/854) điểm."),
        (Ratio(SHARE, empty="refuse"), "2/6", "Tỷ lệ 2/6 × 6 điểm = 2 điểm."),
        (Ratio(SHARE, empty="refuse"), "3/4", "Tỷ lệ 75% × 6 điểm = 4,5 điểm."),
        (Ratio(SHARE, empty="refuse"), "75,7%", "Tỷ lệ 75,7% × 6 điểm = 4,542 điểm."),
        (
            Cap(Ratio(SHARE, target="80%", below="pro_rata", empty="refuse")),
            "2/6",
            "Tỷ lệ 2/6 so với mức 80%: 2/6 ÷ 80% × 6 điểm = 2,5 điểm.",
        ),
        (
            Tiered(SHARE, {at_least("50%"): 4, at_least("20%"): 2}, otherwise=0, empty="refuse"),
            "2/6",
            "Đạt 2/6, thuộc mức “từ 20% trở lên”: 2/6 điểm.",
        ),
    ],
)
def test_a_share_stands_as_it_was_counted(rule: Rule, given: object, said: str) -> None:
    """Counts whose percentage never ends stay as given, not in lowest terms; others are said as a percentage."""
    assert score(rule, base=6, cai_dat=given).explain().splitlines()[0] == said


def test_counts_and_their_lowest_terms_score_alike() -> None:
    """What is shown differs, the points and the trace do not."""
    rule = Ratio(SHARE, empty="refuse")
    given, least = (score(rule, base=6, cai_dat=value) for value in ("6215/8540", "1243/1708"))
    assert given.exact == least.exact
    assert given.trace == least.trace
