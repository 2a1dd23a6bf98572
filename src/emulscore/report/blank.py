"""A blank assessment of a scheme: every figure that it needs, with what may be written there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from emulscore.facts import AnyFact, CountFact, LatenessFact, LevelFact, ShareFact, YesNoFact
from emulscore.rules.rule import facts_of
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words

__all__ = ["blank_assessment"]

_HEAD: Final = Words(
    "Bỏ dấu # ở đầu dòng rồi ghi giá trị sau dấu =. Dòng nào còn dấu # là chưa có số liệu, không phải là 0.",
    "Take away the # and write the value behind the =. A line that keeps its # is not known, which is not 0.",
)
_UNIT: Final = Words("Tên đơn vị", "Name of the unit")
_ROW: Final = Words("Tiêu chí {}. {}", "Criterion {}. {}")
_OTHER: Final = Words("Số liệu khác", "Other figures")
_CLAIMS: Final = Words("Điểm đơn vị tự chấm, nếu có", "The points that the unit claims, if it does")
_OR: Final = Words(" hoặc ", " or ")
_LATE: Final = Words(
    '"đúng hạn", hoặc { due = NĂM-THÁNG-NGÀY, done = NĂM-THÁNG-NGÀY }, hoặc "không thực hiện"',
    '"on time", or { due = YEAR-MONTH-DAY, done = YEAR-MONTH-DAY }, or "never"',
)

_DOCUMENTS: Final = Words(
    "Văn bản, và tiêu chí mà văn bản làm căn cứ. Ví dụ:", "Documents, and the rows that cite them. For example:"
)
_EXAMPLE: Final = """\
# [[documents]]
# key = "05/KH-UBND"
# text = "Kế hoạch số 05/KH-UBND ngày 07/6/2026 của UBND xã về chuyển đổi số"
# kind = "Kế hoạch"
# date = 2026-06-07
#
# [evidence]
# {} = ["05/KH-UBND"]"""


def blank_assessment(scheme: Scheme, lang: Lang = "vi") -> str:
    """Return the text of an assessment's TOML file in which no figure is known yet.

    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> "# dung_han =" in blank_assessment(scheme).splitlines()
    True

    Args:
        scheme: The scheme.
        lang: The language of what is said beside the figures.
    """
    return "\n".join(_lines(scheme, lang)) + "\n"


def _lines(scheme: Scheme, lang: Lang) -> Iterator[str]:
    yield 'format = "emulscore assessment 1"'
    yield f'unit = "{_UNIT.text(lang)}"'
    yield f'scheme = "{scheme.id}"'
    if scheme.period is not None:
        yield f'period = "{scheme.period}"'
    yield from ("", "[measurements]", f"# {_HEAD.text(lang)}")
    told: set[str] = set()
    for row in scheme.criteria.values():
        facts = {fact.name: fact for fact in facts_of(row.rule) if fact.name not in told}
        if facts:
            yield from ("", f"# {_ROW.text(lang).format(row.id, _line(row.title.text(lang)))}")
        for fact in facts.values():
            yield from _fact(fact, lang)
        told |= set(facts)
    rest = {name: fact for name, fact in scheme.facts.items() if name not in told}
    if rest:
        yield from ("", f"# {_OTHER.text(lang)}")
    for fact in rest.values():
        yield from _fact(fact, lang)
    yield from ("", "[claims]", f"# {_CLAIMS.text(lang)}")
    for id_ in scheme.criteria:
        yield f"# {_key(id_)} ="
    yield from ("", f"# {_DOCUMENTS.text(lang)}", _EXAMPLE.format(_key(next(iter(scheme.criteria)))))


def _fact(fact: AnyFact, lang: Lang) -> Iterator[str]:
    yield f"#   {': '.join(filter(None, (_called(fact, lang), _takes(fact, lang))))}"
    yield f"# {fact.name} ="


def _called(fact: AnyFact, lang: Lang) -> str:
    """Return what a figure is called beside the title of its row: its label, or what is counted, and out of what."""
    label, counts, out_of = (getattr(fact, name, None) for name in ("label", "counts", "out_of"))
    if label is not None or counts is None:
        return "" if label is None else _line(label.text(lang))
    said = (
        counts
        if out_of is None
        else Words(f"{counts.vi}, trên tổng số {out_of.vi}", f"{counts.text('en')}, of {out_of.text('en')}")
    )
    return _line(said.text(lang))


def _takes(fact: AnyFact, lang: Lang) -> str:
    """Return what may be written for a fact."""
    match fact:
        case LatenessFact():
            return _LATE.text(lang)
        case ShareFact():
            return _OR.text(lang).join(('"48/50"', '"96%"'))
        case LevelFact():
            return _OR.text(lang).join(f'"{name}" ({label.text(lang)})' for name, label in fact.levels)
        case YesNoFact():
            return _OR.text(lang).join(("true", "false"))
        case CountFact():
            return "0, 1, 2…"
        case _:
            return '7, "7,5"…'


def _line(text: str) -> str:
    """Return a text as one line, as a comment must be."""
    return " ".join(text.split())


def _key(id_: str) -> str:
    """Return a number of a row as a key of TOML; with quotes where a dot would open a table."""
    return id_ if id_.isascii() and id_.isalnum() else f'"{id_}"'
