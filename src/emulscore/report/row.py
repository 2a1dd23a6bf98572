"""One criterion in full: what it asks, how it was read, what was given, and how the points came about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from emulscore.assessment import Appraisal
from emulscore.days import show_day
from emulscore.explain import statement_of
from emulscore.numbers import show
from emulscore.report.text import Style, plain, wrap
from emulscore.rules.rule import facts_of
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Lang, Words

__all__ = ["row_text"]

_ROW = Words("Tiêu chí {}. {}", "Criterion {}. {}")
_POINTS = Words("Điểm chuẩn {}; tính ra {}", "Base points {}; computed {}")
_CLAIMED = Words("; tự chấm {}", "; claimed {}")
_GAP = Words("; lệch {}", "; gap {}")
_PARTS: Final = {
    "wording": Words("Cách tính theo văn bản", "The source's own words"),
    "rule": Words("Cách tính được hiểu là", "How it is scored"),
    "readings": Words("Chỗ văn bản không nói rõ", "Where the text is silent"),
    "facts": Words("Số liệu", "Measurements"),
    "steps": Words("Từng bước", "Step by step"),
    "requires": Words("Văn bản phải có", "Documents required"),
    "documents": Words("Căn cứ", "Evidence"),
    "explanation": Words("Giải trình của đơn vị", "The unit's explanation"),
    "scorers": Words("Thẩm định, quyết định", "Appraised and decided"),
    "questions": Words("Câu hỏi đối chiếu", "Questions of the audit"),
    "remark": Words("Ghi chú", "Remark"),
}
_APPRAISED = Words("Điểm thẩm định: {}", "Appraised: {}")
_FINAL = Words("Điểm cuối cùng: {}", "Final: {}")
_MISSING = Words("(chưa có)", "(not given)")


def row_text(
    scheme: Scheme, card: Scorecard, id_: str, lang: Lang = "vi", *, width: int = 100, style: Style = plain
) -> str:
    """Explain one criterion's points as text.

    Args:
        scheme: The scheme.
        card: The scorecard of one unit, made by the scheme.
        id_: The criterion's number.
        lang: The language.
        width: The places of a line.
        style: How headings are marked.

    Raises:
        UnscoredError: There is no such criterion.
    """
    head = wrap(_ROW.text(lang).format(id_, card[id_].named.title.text(lang)), width)
    out = [style(line, "strong") for line in head] + [_points(card, id_, lang)]
    for name, lines in _parts(scheme, card, id_, lang).items():
        if lines:
            out += ["", style(_PARTS[name].text(lang), "strong")]
            out += ["  " + part for line in lines for part in wrap(line, width - 2)]
    return "\n".join(out) + "\n"


def _points(card: Scorecard, id_: str, lang: Lang) -> str:
    row, claim = card[id_], next(row for row in card.audit().rows if row.id == id_)
    base = -row.named.base if row.named.role == "deduction" else row.named.base
    text = _POINTS.text(lang).format(show(base, lang), row.counted.text(lang))
    if claim.claimed is not None:
        text += _CLAIMED.text(lang).format(show(claim.claimed, lang))
    if claim.gap is not None:
        text += _GAP.text(lang).format(show(claim.gap, lang))
    return text


def _parts(scheme: Scheme, card: Scorecard, id_: str, lang: Lang) -> dict[str, list[str]]:
    criterion, unit = scheme.criteria[id_], card.assessment
    texts = {document.key: document.text for document in unit.documents}
    facts = {fact.name: scheme.labels[fact.name].text(lang) for fact in facts_of(criterion.rule)}
    return {
        "wording": [] if criterion.wording is None else [f"“{criterion.wording}”"],
        "rule": [statement_of(criterion.rule, criterion.base, lang)],
        "readings": [f"{reading.argument}: {reading.text.text(lang)}" for reading in criterion.readings],
        "facts": [
            f"{label} [{name}]: {_given(unit.measurements[name].value) if name in unit.measurements else none}"
            for none in [_MISSING.text(lang)]
            for name, label in facts.items()
        ],
        "steps": card[id_].explain(lang).split("\n"),
        "requires": [", ".join(criterion.requires)] if criterion.requires else [],
        "documents": [f"{key}: {texts[key]}" for key in unit.evidence.get(id_, ())],
        "explanation": [unit.explanations[id_].text(lang)] if id_ in unit.explanations else [],
        "scorers": [
            _gave(label.text(lang), given[id_], lang)
            for label, given in ((_APPRAISED, unit.appraised), (_FINAL, unit.final))
            if id_ in given
        ],
        "questions": [question.words.text(lang) for question in card.audit().questions if question.row == id_],
        "remark": [] if criterion.remark is None else [criterion.remark.text(lang)],
    }


def _gave(label: str, given: Appraisal, lang: Lang) -> str:
    """Say what points somebody gave, and who, when and why."""
    day = None if given.on is None else show_day(given.on)
    by = None if given.by is None else given.by.text(lang)
    who = ", ".join(filter(None, (by, day)))
    why = "" if given.why is None else f": {given.why.text(lang)}"
    return label.format(show(given.points, lang)) + (f" ({who})" if who else "") + why


def _given(value: object) -> str:
    """Return a raw value as people write it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_given(inner)}" for key, inner in value.items())
    return "/".join(map(_given, value)) if isinstance(value, tuple) else str(value)
