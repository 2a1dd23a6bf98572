"""A rule, and a criterion with its rule, in a notebook: the formula in words, and its points drawn over each measurement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from html import escape
from types import MappingProxyType
from typing import Final

from emulscore.criteria import Criterion
from emulscore.explain import statement_of
from emulscore.numbers import show
from emulscore.report.curve import curves_of, leaves_of
from emulscore.report.folded import row_notes
from emulscore.report.html import block, paragraphs
from emulscore.rules.rule import Rule
from emulscore.words import Lang, Words

__all__ = ["criterion_html", "drawn", "rule_html"]

_BASE: Final = Fraction(10)
_NONE: Final[Mapping[str, int]] = MappingProxyType({})
_ROW: Final = Words("Tiêu chí {}. {}", "Criterion {}. {}")
_POINTS: Final = Words("Điểm chuẩn: {}", "Base points: {}")
_ASSUMED: Final = Words("Vẽ với điểm chuẩn {}", "Drawn with {} base points")
_SOME: Final = Words("Có hình cho {} trong {} số liệu.", "Drawn for {} of {} figures.")


def drawn(shown: Criterion | Rule) -> str:
    """Return a criterion or a rule as HTML."""
    return criterion_html(shown) if isinstance(shown, Criterion) else rule_html(shown)


def rule_html(rule: Rule, lang: Lang = "vi", *, base: Fraction = _BASE, known: Mapping[str, int] = _NONE) -> str:
    """Return a rule as HTML; it knows no row, so it is drawn at a base that is said.

    Args:
        rule: The rule.
        lang: The language.
        base: The base points to draw it at.
        known: Facts that stand still while it is drawn, such as the values of a cohort, as whole numbers by their slots.
    """
    about = _ASSUMED.text(lang).format(show(base, lang))
    return _html(rule.kind, about, Criterion("", "", base, rule), (), lang, known)


def criterion_html(row: Criterion, lang: Lang = "vi") -> str:
    """Return a criterion as HTML: its rule in words and as pictures, the source's words, and how they were read."""
    title = _ROW.text(lang).format(row.id, row.title.text(lang))
    return _html(title, _POINTS.text(lang).format(show(row.base, lang)), row, row_notes(row, lang), lang)


def _html(
    title: str, about: str, row: Criterion, notes: Iterable[str], lang: Lang, known: Mapping[str, int] = _NONE
) -> str:
    curves = curves_of(row.rule, row.base, row.title if row.title.vi else None, known)
    reads = sum(leaf.name not in known for leaf in leaves_of(row.rule, row.base))
    said = [_SOME.text(lang).format(len(curves), reads)] if len(curves) < reads else []
    return block(
        (
            f"<header><b>{escape(title)}</b><span>{escape(about)}</span></header>",
            paragraphs([statement_of(row.rule, row.base, lang)]),
            *(curve.svg(lang) for curve in curves),
            paragraphs(said),
            *notes,
        ),
        lang,
        figures=True,
        folds=True,
    )
