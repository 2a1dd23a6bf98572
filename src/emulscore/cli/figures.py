"""Figures that are typed on the command line: which may change, how far, and which are tried instead of the unit's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from attrs import evolve

from emulscore.assessment import Assessment, Measurement
from emulscore.cli.command import Argument, InputError, UsageError
from emulscore.errors import Refused
from emulscore.facts import TIME_UNITS, AnyFact, LatenessFact
from emulscore.numbers import number
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.search.moves import Open
from emulscore.words import Lang, Words

__all__ = ["ALL", "OPEN", "SET", "complete", "costs_of", "opened_of"]

OPEN: Final = Argument(
    "--open",
    Words(
        "số liệu được thay đổi, ví dụ ho_so hoặc ho_so=90%%..100%%; ghi nhiều lần được",
        "a figure that may change, such as ho_so or ho_so=90%%..100%%; may be given several times",
    ),
    Words("SỐ_LIỆU", "FACT"),
    repeats=True,
)
ALL: Final = Argument("--all", Words("mọi số liệu đều được thay đổi", "every figure may change"), takes="none")
SET: Final = Argument(
    "--set",
    Words(
        "thử với giá trị này thay cho hồ sơ, ví dụ ho_so=95%%; ghi nhiều lần được",
        "try this value instead of the assessment's, such as ho_so=95%%; may be given several times",
    ),
    Words("SỐ_LIỆU=GIÁ_TRỊ", "FACT=VALUE"),
    repeats=True,
)
_RANGE: Final = ".."
_LONG: Final = 10  # no lateness has so many digits
_NO_FACT: Final = Words("bộ tiêu chí không có số liệu “{}”, {}", "the scheme has no fact “{}”, {}")
_NO_VALUE: Final = Words("thiếu giá trị: {} (cần SỐ_LIỆU=GIÁ_TRỊ)", "no value: {} (give FACT=VALUE)")
_NOT_SAID: Final = Words(
    "chưa nói số liệu nào được thay đổi: thêm --open SỐ_LIỆU ({}) hoặc --all",
    "it was not said which figures may change: add --open FACT ({}) or --all",
)
_MISSING: Final = Words(
    "chưa đủ số liệu nên tổng điểm mới là {}; còn thiếu {}. Bổ sung vào hồ sơ, hoặc thử bằng --set {}=GIÁ_TRỊ.",
    "figures are missing, so the total is {} so far; unknown: {}. Add them to the assessment, or try --set {}=VALUE.",
)


def complete(scheme: Scheme, unit: Assessment, changed: Iterable[str], lang: Lang) -> Scorecard:
    """Score a unit, with some figures changed, where nothing is missing.

    Raises:
        UsageError: A figure that was typed is not one of the scheme's, or cannot be read.
        InputError: Something is missing; the range of the total and what is missing are said.
    """
    card = scheme.score(_changed(scheme, unit, changed, lang), partial=True)
    missing = {name: label for row in card.rows for name, label in row.missing.items()}
    if missing:
        named = ", ".join(f"“{label.text(lang)}” [{name}]" for name, label in missing.items())
        raise InputError(_MISSING.text(lang).format(card.total.text(lang), named, next(iter(missing))))
    return card


def _changed(scheme: Scheme, unit: Assessment, changed: Iterable[str], lang: Lang) -> Assessment:
    measured = dict(unit.measurements)
    for name, text in _pairs(scheme, changed, lang).items():
        if text is None:
            raise UsageError(_NO_VALUE.text(lang).format(name))
        measured[name] = Measurement(_value(scheme.facts[name], text, lang))
    return evolve(unit, measurements=measured)


def opened_of(scheme: Scheme, opened: Iterable[str], lang: Lang, *, every: bool) -> Mapping[str, Open]:
    """Return the facts that may change, with their ranges.

    Raises:
        UsageError: It was not said which, or one is not the scheme's, or an end of its range cannot be read.
    """
    found: dict[str, Open] = dict.fromkeys(scheme.facts, True) if every else {}
    for name, text in _pairs(scheme, opened, lang).items():
        if text is None:
            found[name] = True
            continue
        low, _, high = text.partition(_RANGE)
        fact = scheme.facts[name]
        found[name] = (_value(fact, low, lang), _value(fact, high or low, lang))
    if not found:
        raise UsageError(_NOT_SAID.text(lang).format(", ".join(scheme.facts)))
    return found


def costs_of(scheme: Scheme, costs: Iterable[str], lang: Lang) -> Mapping[str, Fraction]:
    """Return what a step of each fact costs.

    Raises:
        UsageError: A fact is not the scheme's, or a cost is no number of 0 or more.
    """
    found: dict[str, Fraction] = {}
    for name, text in _pairs(scheme, costs, lang).items():
        if text is None:
            raise UsageError(_NO_VALUE.text(lang).format(name))
        try:
            found[name] = number(text)
        except Refused as refused:
            raise UsageError(refused.problem(fact=name, given=text).text(lang)) from None
        if found[name] < 0:
            raise UsageError(Refused("negative", largest=10**9).problem(fact=name, given=text).text(lang))
    return found


def _pairs(scheme: Scheme, words: Iterable[str], lang: Lang) -> dict[str, str | None]:
    """Split `fact=value`, and know each fact."""
    found: dict[str, str | None] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if name not in scheme.facts:
            raise UsageError(_NO_FACT.text(lang).format(name, nearest(name, scheme.facts).text(lang)))
        found[name] = text if equals else None
    return found


def _value(fact: AnyFact, text: str, lang: Lang) -> object:
    """Read a typed value: as in a file, and for a lateness a number of whatever it is counted in, or two days."""
    raw: object = text
    if isinstance(fact, LatenessFact):
        due, between, done = text.partition(_RANGE)
        if between:
            raw = {"due": due, "done": done}
        elif text.isdecimal():
            taken = [unit for unit in TIME_UNITS if len(text) < _LONG and int(text) <= fact.slot(unit).high]
            raw = dict.fromkeys(taken or ["days"], text)
    try:
        fact.read(raw)
    except Refused as refused:
        raise UsageError(refused.problem(fact=fact.name, given=text).text(lang)) from None
    return raw
