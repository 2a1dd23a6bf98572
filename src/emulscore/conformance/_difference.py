"""What is not as it must be, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final, get_args

from emulscore.conformance._outcome import Outcome
from emulscore.numbers import show
from emulscore.rowscore import Points
from emulscore.words import Lang, Words

__all__ = ["difference"]

_OTHER: Final = Words("{} là {}, phải là {}", "{} is {}, must be {}")
_LACKS: Final = Words("thiếu {}, phải là {}", "{} is missing, must be {}")
_ERRORS: Final = Words("lỗi: {}; phải là: {}", "errors: {}; must be: {}")
_REFUSED: Final = Words("lỗi của bộ tiêu chí: {}; phải là: {}", "errors of the scheme: {}; must be: {}")
_NONE: Final = Words("không có", "none")
_TOTAL: Final = Words("tổng điểm", "the total")
_GRADE: Final = Words("xếp loại", "the grade")
_ROW: Final = Words("tiêu chí {}", "row {}")
_FACT: Final = Words("số liệu {}", "fact {}")


def difference(expected: Outcome, found: Outcome) -> Words | None:
    """Say what is not as it must be; nothing where all is."""
    said = ["; ".join(_differences(expected, found, lang)) for lang in get_args(Lang)]
    return Words(*said) if any(said) else None


def _differences(expected: Outcome, found: Outcome, lang: Lang) -> Iterator[str]:
    for says, must, is_ in (
        (_REFUSED, expected.refused, found.refused),
        (_ERRORS, expected.errors, found.errors),
    ):
        if must != is_:
            yield says.text(lang).format(_listed(is_, lang), _listed(must, lang))
            return
    yield from _values(expected.points, found.points, lang)
    yield from _values(expected.cohort, found.cohort, lang)
    if expected.grade is not None:
        yield from _one(_GRADE.text(lang), expected.grade, found.grade, lang)


def _values(must: Mapping[str, Points] | Mapping[str, Decimal], is_: Mapping[str, object], lang: Lang) -> Iterator[str]:
    for name, value in must.items():
        yield from _one(f"“{name}”" if name else _TOTAL.text(lang), value, is_.get(name), lang)


def _one(name: str, must: object, is_: object, lang: Lang) -> Iterator[str]:
    if is_ is None:
        yield _LACKS.text(lang).format(name, _shown(must, lang))
    elif is_ != must:
        yield _OTHER.text(lang).format(name, _shown(is_, lang), _shown(must, lang))


def _shown(value: object, lang: Lang) -> str:
    if isinstance(value, Points):
        return value.text(lang)
    return show(Fraction(value), lang) if isinstance(value, Decimal) else f"“{value}”"


def _listed(said: Iterable[tuple[str | None, ...]], lang: Lang) -> str:
    return ", ".join(sorted(_said(*one, lang=lang) for one in said)) or _NONE.text(lang)


def _said(code: str | None, row: str | None, fact: str | None = None, *, lang: Lang) -> str:
    where = [says.text(lang).format(name) for says, name in ((_ROW, row), (_FACT, fact)) if name is not None]
    return f"{code} ({', '.join(where)})" if where else str(code)
