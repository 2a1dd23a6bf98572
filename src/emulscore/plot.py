"""Figures for publication: how the points of a cohort are spread, and two years side by side. They need the extra `plot`.

Figures are matplotlib's own, made without its global state: they can be changed further, and drawn from many threads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, Protocol

from emulscore.assessment import Assessment
from emulscore.errors import Refused
from emulscore.numbers import Numeric, half_up, number, show
from emulscore.rules.rule import wrong
from emulscore.words import Lang, Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Scored", "compare", "distribution", "svg"]

_UNITS: Final = Words("Số đơn vị", "Units")
_POINTS: Final = Words("Điểm", "Points")
_SPREAD: Final = Words("Phân bố điểm của {} đơn vị", "How the points of {} units are spread")
_MEAN: Final = Words("Trung bình {}", "Mean {}")
_TWO: Final = Words("Tổng điểm: {} và {}", "Total: {} and {}")
_YEARS: Final = (Words("trước", "before"), Words("sau", "after"))
_DARK, _LIGHT = "#1f4e79", "#9dc3e6"  # told apart in grey too
_HUNDREDTH: Final = Fraction(1, 100)


class Scored(Protocol):
    """What a figure needs of a scorecard."""

    @property
    def assessment(self) -> Assessment:
        """Return what was scored."""
        ...

    @property
    def points(self) -> Decimal:
        """Return the total."""
        ...


def distribution(cards: Iterable[Scored], *, width: Numeric = 5, lang: Lang = "vi") -> Figure:
    """Return how the totals of a cohort's units are spread: bars of equal width, and the mean.

    A total on the edge of two bars belongs to the upper one; the highest of all to the bar below its edge.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> figures = {name: one.value for name, one in assessment.measurements.items()}
    >>> cards = [scheme.score({**figures, "tieu_chi_15": points}) for points in (0, 4, 8)]
    >>> distribution(cards).axes[0].get_title()
    'Phân bố điểm của 3 đơn vị'

    Args:
        cards: The scorecards; everything of each must be known.
        width: The width of a bar, in points.
        lang: The language of the words.

    Raises:
        Refused: There is no scorecard, *width* is not above 0, or the extra `plot` is not installed.
        UnscoredError: Some rows of a unit are not scored.
    """
    totals, step = [Fraction(card.points) for card in cards], number(width)
    if not totals:
        raise wrong("cards", "ít nhất một bảng chấm điểm", "at least one scorecard")
    if step <= 0:
        raise wrong("width", "số lớn hơn 0", "a number above 0")
    counts = _counts(totals, step)
    places = range(min(counts), max(counts) + 1)
    figure, axes = _figure(len(places) * 0.55 + 2, 3.6)
    bars = axes.bar([float(place * step) for place in places], [counts[place] for place in places],
                    width=float(step) * 0.94, align="edge", color=_DARK)  # fmt: skip
    axes.bar_label(bars, [str(counts[place] or "") for place in places])
    mean = sum(totals, Fraction(0)) / len(totals)
    label = _MEAN.text(lang).format(show(half_up(mean, _HUNDREDTH), lang))
    axes.axvline(float(mean), color="#c55a11", linestyle="--", label=label)
    edges = [place * step for place in (*places, places[-1] + 1)]
    axes.set_xticks([float(edge) for edge in edges], [show(edge, lang) for edge in edges])
    axes.set(xlabel=_POINTS.text(lang), ylabel=_UNITS.text(lang), title=_SPREAD.text(lang).format(len(totals)))
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.margins(y=0.15)
    axes.legend(frameon=False)
    return figure


def _counts(totals: Sequence[Fraction], step: Fraction) -> Counter[int]:
    """Return how many totals fall into each bar, by its place."""
    top = max(totals)
    places = [total // step - (total == top and total % step == 0 and total > min(totals)) for total in totals]
    return Counter(places)


def compare(
    before: Iterable[Scored], after: Iterable[Scored], *, names: tuple[str, str] | None = None, lang: Lang = "vi"
) -> Figure:
    """Return two years side by side: for each unit its total in both, joined by a line, the highest of the second on top.

    Units are the same where they have the same name; one that is in one of the years only has one dot.

    Args:
        before: The scorecards of the one year; everything of each must be known.
        after: Those of the other.
        names: What the years are called; the period of their units where it is not given.
        lang: The language of the words.

    Raises:
        Refused: There is no scorecard, two of a year have one name, or the extra `plot` is not installed.
        UnscoredError: Some rows of a unit are not scored.
    """
    both = list(before), list(after)
    years = [_by_name(cards, lang) for cards in both]
    every = sorted({*years[0], *years[1]}, key=lambda name: (years[1].get(name, -1), years[0].get(name, -1), name))
    if not every:
        raise wrong("before", "ít nhất một bảng chấm điểm", "at least one scorecard")
    called = names or (_period(both[0], 0, lang), _period(both[1], 1, lang))
    figure, axes = _figure(6.5, len(every) * 0.32 + 1.6)
    for place, name in enumerate(every):
        ends = [float(year[name]) for year in years if name in year]
        axes.plot(ends, [place] * len(ends), color="#7f7f7f", zorder=1)
    for year, label, colour in zip(years, called, (_LIGHT, _DARK), strict=True):
        shown = [(float(year[name]), place) for place, name in enumerate(every) if name in year]
        axes.scatter(*zip(*shown, strict=True), color=colour, edgecolor=_DARK, label=label, zorder=2) if shown else None
    axes.set_yticks(range(len(every)), every)
    axes.set(xlabel=_POINTS.text(lang), title=_TWO.text(lang).format(*called))
    axes.margins(y=0.6 / len(every))
    # Marks that matplotlib chooses; they have few decimals, and Vietnamese ones a comma.
    axes.xaxis.set_major_formatter(lambda at, _: show(half_up(Fraction(at), _HUNDREDTH), lang))
    figure.legend(frameon=False, loc="outside lower center", ncols=2)
    return figure


def _by_name(cards: Sequence[Scored], lang: Lang) -> dict[str, Fraction]:
    found = {card.assessment.unit.text(lang): Fraction(card.points) for card in cards}
    if len(found) < len(cards):
        raise wrong("unit", "mỗi đơn vị một tên riêng", "a name of its own for each unit")
    return found


def _period(cards: Sequence[Scored], place: int, lang: Lang) -> str:
    periods = {card.assessment.period for card in cards}
    only = periods.pop() if len(periods) == 1 else None
    return only or _YEARS[place].text(lang)


def svg(figure: Figure) -> str:
    """Return a figure as SVG: the same figure gives the same text, and its words stay words.

    Args:
        figure: A figure of matplotlib.
    """
    written = StringIO()
    with _matplotlib("matplotlib").rc_context({"svg.hashsalt": "emulscore", "svg.fonttype": "none"}):
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": "emulscore"})
    return written.getvalue()


def _figure(width: float, height: float) -> tuple[Figure, Any]:
    figure = _matplotlib("matplotlib.figure").Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _matplotlib(name: str) -> Any:  # noqa: ANN401 - loaded when it is first asked for
    try:
        return import_module(name)
    except ImportError:
        raise Refused("missing-extra", extra="plot") from None
