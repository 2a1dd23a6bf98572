"""A formula as a person writes it, in Vietnamese or English."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, assert_never

from emulscore.formula.nodes import (
    Add,
    Band,
    Choose,
    Const,
    Fact,
    Max,
    Min,
    Mul,
    Node,
    Note,
    Part,
    Quotient,
    Round,
    Share,
    Table,
    WeightedMean,
)
from emulscore.numbers import show
from emulscore.words import Lang

__all__ = ["band_text", "formula_text"]

_MINUS_ONE = Fraction(-1)

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "min": ("số nhỏ nhất của ({})", "the least of ({})"),
    "max": ("số lớn nhất của ({})", "the greatest of ({})"),
    "mean": ("trung bình có trọng số của ({})", "the weighted mean of ({})"),
    "weight": ("{} (trọng số {})", "{} (weight {})"),
    "quotient": ("{} (không quá {}; {} nếu số chia bằng 0)", "{} (at most {}; {} if divided by 0)"),
    "half_up": ("{} làm tròn đến {}", "{} rounded to {}"),
    "down": ("{} làm tròn xuống bội số của {}", "{} rounded down to a multiple of {}"),
    "up": ("{} làm tròn lên bội số của {}", "{} rounded up to a multiple of {}"),
    "table": ("bảng theo {}: ({})", "by {}: ({})"),
    "case": ("{} nếu {}", "{} if {}"),
    "otherwise": ("còn lại {}", "otherwise {}"),
    "always": ("mọi giá trị", "any value"),
}


def _say(key: str, lang: Lang, *parts: str) -> str:
    return _WORDS[key][lang == "en"].format(*parts)


def band_text(what: str, band: Band, lang: Lang = "vi") -> str:
    """Write that *what* lies in a band: `0,8 ≤ tỷ lệ < 0,9`."""
    if band.low is not None and band.low == band.high:
        return f"{what} = {show(band.low, lang)}"
    low = "" if band.low is None else f"{show(band.low, lang)} {'<' if band.low_open else '≤'} "
    high = "" if band.high is None else f" {'<' if band.high_open else '≤'} {show(band.high, lang)}"
    return f"{low}{what}{high}" if low or high else _say("always", lang)


def formula_text(node: Node, lang: Lang = "vi") -> str:
    """Write the whole formula in one line.

    >>> from emulscore.formula.nodes import Slot
    >>> from emulscore.words import Words
    >>> late = Fact(Slot("tre", 0, 99, Words("số tháng trễ", "months late")))
    >>> formula_text(8 - late * 1), formula_text(8 - late * 1, "en")
    ('8 - “số tháng trễ” × 1', '8 - “months late” × 1')
    """
    match node:
        case Const():
            return show(node.value, lang)
        case Fact():
            return f"“{node.slot.label.text(lang)}”"
        case Share():
            return f"“{node.part.label.text(lang)}”"
        case Add():
            return _sum(node, lang)
        case Mul():
            return f"{_factor(node.left, lang)} × {_factor(node.right, lang)}"
        case WeightedMean():
            pairs = zip(node.items, node.weights, strict=True)
            items = [
                _say("weight", lang, formula_text(item, lang), formula_text(weight, lang)) for item, weight in pairs
            ]
            return _say("mean", lang, "; ".join(items))
        case Quotient():
            division = f"{_factor(node.top, lang)} ÷ {_divisor(node.bottom, lang)}"
            return _say("quotient", lang, division, show(node.most, lang), show(node.empty, lang))
        case Min():
            return _say("min", lang, "; ".join(formula_text(term, lang) for term in node.terms))
        case Max():
            return _say("max", lang, "; ".join(formula_text(term, lang) for term in node.terms))
        case Round():
            return _say(node.mode, lang, _factor(node.of, lang), show(node.step, lang))
        case Table():
            values = "; ".join(show(value, lang) for value in node.values)
            return _say("table", lang, f"“{node.at.label.text(lang)}”", values)
        case Choose():
            return _cases(node, lang)
        case Note() | Part():
            return formula_text(node.of, lang)
        case _:
            assert_never(node)


def _bare(node: Node) -> Node:
    while isinstance(node, Note | Part):
        node = node.of
    return node


def _factor(node: Node, lang: Lang) -> str:
    text = formula_text(node, lang)
    return f"({text})" if isinstance(_bare(node), Add | Choose | Round) else text


def _divisor(node: Node, lang: Lang) -> str:
    text = formula_text(node, lang)
    return text if isinstance(_bare(node), Const | Fact | Share) else f"({text})"


def _sum(node: Add, lang: Lang) -> str:
    text = ""
    for place, term in enumerate(node.terms):
        bare = _bare(term)
        minus = isinstance(bare, Mul) and bare.left == Const(_MINUS_ONE)
        if minus and isinstance(bare, Mul):
            shown = _factor(bare.right, lang)
        else:  # what follows a case or a rounding would read as a part of it
            shown = _factor(term, lang) if isinstance(bare, Choose | Round) else formula_text(term, lang)
        sign = (" - " if minus else " + ") if place else ("-" if minus else "")
        text += sign + shown
    return text or "0"


def _cases(node: Choose, lang: Lang) -> str:
    on = formula_text(node.on, lang)
    says = [_say("case", lang, formula_text(of, lang), band_text(on, band, lang)) for band, of in node.cases]
    if node.otherwise is not None:
        says.append(_say("otherwise", lang, formula_text(node.otherwise, lang)))
    return "; ".join(says)
