"""What is known of a unit already, as the cells of its sheets: the other way round than reading them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from emulscore.assessment import Assessment
from emulscore.errors import MeasurementError, Problem, Refused
from emulscore.excel.entries import ANSWERS, STATES, level_choices
from emulscore.excel.layout import ITEM_KEYS
from emulscore.facts import (
    AnyFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    TimeUnit,
    YesNoFact,
    read_date,
)
from emulscore.facts._common import NEVER, read_state
from emulscore.figures import decimals_of
from emulscore.numbers import exact_text, number, show
from emulscore.reading import nearest
from emulscore.scheme import Scheme
from emulscore.search.said import given_in_counts
from emulscore.words import Lang, Words

__all__ = ["Cells", "Known", "Typing", "cells_of", "known_of"]

Typing = str | int | Fraction | date
"""What stands in a cell."""

Cells = Mapping[str, Typing]
"""What stands in the cells of a row, by the name of their columns."""

_ON_TIME: Final = Words("đúng hạn", "on time")
_SPELLABLE: Final = Words("giá trị mà phiếu có ô để ghi", "a value that the workbook has cells for")
_MOST_ITEMS: Final = Words(f"không quá {len(ITEM_KEYS)} việc", f"at most {len(ITEM_KEYS)} items")


@frozen
class Known:
    """What is known of one unit.

    Attributes:
        facts: Cells by fact.
        items: The rows of a table of items, by fact.
        claims: Cells by row of the scheme.
        period: The period.
    """

    facts: Mapping[str, Cells] = field(factory=dict)
    items: Mapping[str, Sequence[Cells]] = field(factory=dict)
    claims: Mapping[str, Cells] = field(factory=dict)
    period: str | None = None


def known_of(scheme: Scheme, units: Iterable[object], times: Mapping[str, TimeUnit], lang: Lang) -> tuple[Known, ...]:
    """Return what is known of each unit, as cells; nothing of a unit that is only named.

    Args:
        scheme: The scheme.
        units: Assessments, or names of units.
        times: The unit of time that each lateness is counted in, where it is one.
        lang: The language of the lists.

    Raises:
        MeasurementError: With every value that is none of the scheme's, or that the workbook has no cells for.
    """
    problems: list[Problem] = []
    found = [_known(scheme, one, times, lang, problems) if isinstance(one, Assessment) else Known() for one in units]
    if problems:
        raise MeasurementError(problems)
    return tuple(found)


def _known(
    scheme: Scheme, unit: Assessment, times: Mapping[str, TimeUnit], lang: Lang, problems: list[Problem]
) -> Known:
    texts = {document.key: document.text for document in unit.documents}
    facts: dict[str, dict[str, Typing]] = {}
    items: dict[str, Sequence[Cells]] = {}
    for name, raw in unit.values.items():
        given = raw if isinstance(raw, str | int) else str(raw)
        fact = scheme.facts.get(name)
        if fact is None:
            refused = Refused("unknown-fact", nearest=nearest(name, scheme.facts))
            problems.append(refused.problem(fact=name, given=given, path=unit.unit.text(lang)))
            continue
        try:
            if raw is None:  # not known yet, whatever document is there already
                facts[name] = {}
            elif isinstance(fact, ItemsFact) and _listed(raw):
                items[name] = _items(fact, raw)
                facts[name] = {}
            else:
                facts[name] = dict(cells_of(fact, raw, times.get(name), lang))
        except Refused as refused:
            problems.append(refused.problem(fact=name, given=given, path=unit.unit.text(lang)))
            continue
        document = unit.measurements[name].document
        facts[name] |= {} if document is None else {"evidence": texts[document]}
    return Known(facts, items, dict(_claims(scheme, unit, texts)), unit.period)


def _claims(scheme: Scheme, unit: Assessment, texts: Mapping[str, str]) -> Iterator[tuple[str, Cells]]:
    for row in scheme.criteria:
        cells: dict[str, Typing] = {}
        claim = unit.claims.get(row)
        if claim is not None:
            ends = decimals_of(claim.points) >= 0
            cells["points"] = claim.points if ends else exact_text(claim.points)
            cells |= {} if claim.text is None else {"text": claim.text}
        if unit.evidence.get(row):
            cells["evidence"] = "\n".join(texts[key] for key in unit.evidence[row])
        if cells:
            yield row, cells


def cells_of(fact: AnyFact, raw: object, unit: TimeUnit | None, lang: Lang) -> Cells:
    """Return the cells in which a person would write a value.

    >>> dict(cells_of(ShareFact("ho_so"), "998/1000", None, "vi")), dict(cells_of(ShareFact("ho_so"), "99.8%", None, "vi"))
    ({'first': 998, 'second': 1000}, {'other': '99,8%'})

    Args:
        fact: The fact.
        raw: The value, as it was given.
        unit: Of a lateness, the unit of time that the rules count in, where it is one.
        lang: The language of the lists.

    Raises:
        Refused: As the fact's `read`; or with the code `wrong-value` where there is no cell for it.
    """
    meant = fact.read(raw)
    state = read_state(raw)
    if state is not None:
        return {"state": STATES[0 if state is NEVER else 1].text(lang)}
    match fact:
        case ShareFact():
            return _share(fact, raw, meant, lang)
        case CountFact():
            return {"first": meant[fact.name]}
        case NumberFact() | CohortFact():
            return {"first": Fraction(meant[fact.slots[-1].name], 10**fact.decimals)}
        case LevelFact():
            return {"first": level_choices(fact, lang)[meant[fact.name]].text(lang)}
        case YesNoFact():
            return {"first": ANSWERS[0 if meant[fact.name] else 1].text(lang)}
        case LatenessFact():
            return _lateness(raw, unit, lang)
        case _:  # a kind of one's own
            if isinstance(raw, bool) or not isinstance(raw, str | int):
                raise Refused("wrong-value", expected=_SPELLABLE)
            return {"first": str(raw)}


def _share(fact: ShareFact, raw: object, meant: Mapping[str, int], lang: Lang) -> Cells:
    """Return both counts where they were given, else the percentage."""
    part, whole = (meant.get(f"{fact.name}.{end}", 0) for end in ("part", "whole"))
    if not whole or given_in_counts(raw):
        return {"first": part, "second": whole}
    percentage = Fraction(part, whole) * 100
    return {"other": (show(percentage) if lang == "vi" else exact_text(percentage)) + "%"}


def _lateness(raw: object, unit: TimeUnit | None, lang: Lang) -> Cells:
    if isinstance(raw, Mapping) and set(raw) != {"due", "done"}:
        if unit is None or set(raw) != {unit}:
            raise Refused("wrong-value", expected=_SPELLABLE)
        return {"other": str(raw[unit])}
    if isinstance(raw, Mapping):
        return {"first": read_date(raw["due"]), "second": read_date(raw["done"])}
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return {"first": read_date(raw[0]), "second": read_date(raw[1])}
    return {"other": _ON_TIME.text(lang)}


def _listed(raw: object) -> bool:
    return isinstance(raw, Sequence) and not isinstance(raw, str) and all(isinstance(row, Mapping) for row in raw)


def _items(fact: ItemsFact, raw: object) -> Sequence[Cells]:
    fact.read(raw)
    rows: Sequence[Mapping[str, object]] = raw  # type: ignore[assignment] # `_listed` has looked
    if len(rows) > len(ITEM_KEYS):
        raise Refused("wrong-value", expected=_MOST_ITEMS)
    return [{key: _item(key, value) for key, value in row.items()} for row in rows]


def _item(key: str, value: object) -> Typing:
    if key == "weight":
        return number(value)  # type: ignore[arg-type] # the fact has read it
    return value if isinstance(value, int) else str(value)
