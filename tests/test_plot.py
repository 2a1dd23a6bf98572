"""Figures for publication: what is drawn where, by the numbers of the artists and never by pixels."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from emulscore import Assessment, Criterion, Direct, PointsFact, Refused, Scheme, Scorecard, UnscoredError, plot

SCHEME = Scheme("thu", "Thử", total=100, items=[Criterion("1", "Một", 100, Direct(PointsFact("a", largest=100)))])


def cards(*totals: str | int, period: str | None = None) -> list[Scorecard]:
    units = [Assessment(f"Xã {place}", measurements={"a": one}, period=period) for place, one in enumerate(totals, 1)]
    return [SCHEME.score(unit) for unit in units]


def axes_of(figure: Figure) -> Any:  # noqa: ANN401 - artists are told apart by what they answer
    (axes,) = figure.axes
    return axes


def bars(figure: Figure) -> list[tuple[float, int]]:
    """Return where each bar begins, and how high it is."""
    return [(patch.get_x(), int(patch.get_height())) for patch in axes_of(figure).patches]


def test_a_cohort_is_spread_over_bars() -> None:
    """Of 71, 74,99, 75, 88 and 90: two from 70, one from 75, none from 80, two from 85; 90 closes the last bar."""
    figure = plot.distribution(cards(71, "74,99", 75, 88, 90))
    assert bars(figure) == [(70, 2), (75, 1), (80, 0), (85, 2)]
    axes = axes_of(figure)
    assert axes.get_title() == "Phân bố điểm của 5 đơn vị"
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["70", "75", "80", "85", "90"]
    # (71 + 74,99 + 75 + 88 + 90) / 5 = 79,798
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["Trung bình 79,8"]
    assert [text.get_text() for text in axes.texts] == ["2", "1", "", "2"]


def test_english_and_another_width() -> None:
    """Bars of 2,5 points, with the decimal point of English."""
    axes = axes_of(plot.distribution(cards("61,5", "64,5"), width="2,5", lang="en"))
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["60", "62.5", "65"]
    assert axes.get_xlabel() == "Points"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 20), min_size=1, max_size=12))
def test_every_unit_is_in_one_bar(totals: Sequence[int]) -> None:
    """The bars add up to the cohort, whatever the totals, and reach from the least to the greatest."""
    found = bars(plot.distribution(cards(*totals)))
    assert sum(high for _, high in found) == len(totals)
    assert found[0][0] <= min(totals) < found[0][0] + 5
    assert max(totals) <= found[-1][0] + 5
    assert found[0][1] > 0
    assert found[-1][1] > 0


def test_two_years_stand_side_by_side() -> None:
    """Each unit's two totals on one line, the highest of the second year on top; a unit of one year has one dot."""
    figure = plot.compare(cards(80, 90, period="2023"), cards(85, 70, 75, period="2024"))
    axes = axes_of(figure)
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["Xã 2", "Xã 3", "Xã 1"]
    assert [list(line.get_xdata()) for line in axes.lines] == [[90, 70], [75], [80, 85]]
    first, second = (one.get_offsets().tolist() for one in axes.collections)
    assert first == [[90, 0], [80, 2]]
    assert second == [[70, 0], [75, 1], [85, 2]]
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["2023", "2024"]
    assert [axes.xaxis.get_major_formatter()(at, 0) for at in (72.5, 80.0)] == ["72,5", "80"]
    assert axes.get_title() == "Tổng điểm: 2023 và 2024"


def test_years_without_a_period_are_before_and_after() -> None:
    """And a name that is given goes before both."""
    legend = plot.compare(cards(80), cards(85), lang="en").legends[0]
    assert [text.get_text() for text in legend.get_texts()] == ["before", "after"]
    legend = plot.compare(cards(80, period="2023"), cards(85), names=("A", "B")).legends[0]
    assert [text.get_text() for text in legend.get_texts()] == ["A", "B"]


def test_the_same_figure_is_the_same_text() -> None:
    """Twice in a row the same bytes, without a date; the words are words and not outlines."""
    one, other = (plot.svg(plot.distribution(cards(71, 88))) for _ in range(2))
    assert one == other
    assert one.lstrip().startswith("<?xml")
    assert "Phân bố điểm của 2 đơn vị" in one
    assert "dc:date" not in one
    assert plot.svg(plot.compare(cards(71), cards(88))) == plot.svg(plot.compare(cards(71), cards(88)))


def test_what_cannot_be_drawn_is_refused() -> None:
    """No unit, a bar of no width, two units of one name, a unit that is not scored yet."""
    unit = Assessment("Xã 1", measurements={"a": 1})
    refusals: list[Callable[[], Figure]] = [
        lambda: plot.distribution([]),
        lambda: plot.distribution(cards(1), width=0),
        lambda: plot.compare([], []),
        lambda: plot.compare([SCHEME.score(unit), SCHEME.score(unit)], []),
    ]
    for draw in refusals:
        with pytest.raises(Refused) as refused:
            draw()
        assert refused.value.code == "wrong-argument"
    with pytest.raises(UnscoredError):
        plot.distribution([SCHEME.score({}, partial=True)])


def test_it_leaves_no_state_behind() -> None:
    """The import alone loads no matplotlib; a figure loads neither pyplot nor a window system: a server can draw."""
    code = """
import sys
from emulscore import plot
print("matplotlib" in sys.modules)
from emulscore.schemes.nga_nam_2023 import assessment, scheme
figures = {name: one.value for name, one in assessment.measurements.items()}
plot.svg(plot.distribution([scheme.score({**figures, "tieu_chi_15": 8})]))
print("matplotlib.pyplot" in sys.modules, "tkinter" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own lines
    assert told.stdout.split() == ["False", "False", "False"]
