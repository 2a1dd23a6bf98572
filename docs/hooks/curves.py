# ruff: noqa: INP001 - a hook is a file that mkdocs loads by its path
"""Draw on the page of every rule an example of it: in words, and as the curve of its points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import emulscore as es
from emulscore.report.pictured import rule_html

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from emulscore.rules import Rule
    from emulscore.words import Lang

_RATE = es.ShareFact("ty_le", label=es.Words("Tỷ lệ", "Rate"))
_TIMES = es.CountFact("so_lan", label=es.Words("Số lần", "Times"), largest=8)
_LATE = es.LatenessFact("ke_hoach", label=es.Words("Kế hoạch", "Plan"), largest=240)
_GIVEN = es.PointsFact("diem", label=es.Words("Điểm hội đồng cho", "Points given by the board"), largest=10)
_STAFF = es.LevelFact("nhan_su", levels={"dai_hoc": "đại học", "cao_dang": "cao đẳng", "khac": "khác"})
_HELD = es.YesNoFact("co_hop", label=es.Words("Có họp", "A meeting was held"))
_HALVES = [es.At(5, es.Ratio(_RATE, empty="refuse")), es.At(5, es.Tiered(_HELD, {True: 5, False: 0}))]

_WIDE = es.NumberFact("bandwidth", label=es.Words("Băng thông trên một người", "Bandwidth per head"), largest=10)
_BEST = es.Words("Cao nhất trong cụm", "The cohort's best")
_WIDEST = es.CohortFact("highest", of=_WIDE, take="best", decimals=0, label=_BEST)

EXAMPLES: dict[str, Rule] = {
    "at": es.Sum(_HALVES),
    "best": es.Best([es.Tiered(_HELD, {True: 4, False: 0}), es.Ratio(_RATE, empty="refuse")]),
    "cap": es.Cap(es.Ratio(_RATE, target="50%", below="pro_rata", empty="refuse")),
    "count": es.Count({_TIMES: 3}, start=0, low=0, high="100%"),
    "direct": es.Direct(_GIVEN),
    "frequency-penalty": es.FrequencyPenalty({_TIMES: es.percent(20)}, of="base"),
    "late-penalty": es.LatePenalty(_LATE, per=2, unit="months_begun", never=0),
    "linear": es.Linear(_RATE, {"50%": 3, "70%": 10}, before=0, after="hold", empty="refuse"),
    "ratio": es.Cap(es.Ratio(_RATE, target="80%", below="plain", empty="refuse")),
    "relative": es.Relative(_WIDE, to=_WIDEST, empty=0),
    "round": es.Round(es.Ratio(_RATE, empty="refuse"), step="1", mode="half_up"),
    "sum": es.Sum(_HALVES),
    "tiered": es.Tiered(_RATE, {es.at_least("90%"): 10, es.at_least("70%"): 6, es.at_least("50%"): 3}, otherwise=0),
    "weighted-mean": es.WeightedMean(
        [es.Ratio(_RATE, empty="refuse"), es.Tiered(_HELD, {True: 10, False: 0})], weights=[2, 1]
    ),
    "when": es.When(
        _HELD, then=es.Ratio(_RATE, empty="refuse"), otherwise=es.Tiered(_STAFF, {"dai_hoc": 4}, otherwise=0)
    ),
}
"""A rule for each page."""

_COHORT = {"highest": 8}  # points that hang on other units are drawn beside one best unit

_PLACES: dict[Lang, tuple[str, str]] = {
    "vi": ("## Ví dụ tính tay", "## Đường điểm"),
    "en": ("## Worked by hand", "## Curve"),
}


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the picture before the worked example."""
    del files
    folder, _, name = page.file.src_uri.removesuffix(".md").rpartition("/")
    if folder != "rules" or name not in EXAMPLES:
        return markdown
    lang: Lang = "en" if config.theme["language"] == "en" else "vi"
    place, heading = _PLACES[lang]
    picture = rule_html(EXAMPLES[name], lang, base=Fraction(10), known=_COHORT)
    return markdown.replace(place, f"{heading}\n\n<div>{picture}</div>\n\n{place}", 1)
