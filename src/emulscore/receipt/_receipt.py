"""A receipt of one result: fingerprints of what it was worked out from, and the printed points, so that it can be checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from os import PathLike
from typing import Any, Final, Literal

from attrs import Attribute, field, frozen

from emulscore._version import __version__
from emulscore.assessment import Assessment
from emulscore.canonical import fingerprint, meanings
from emulscore.cohort import Cohort
from emulscore.errors import MeasurementError, Problem
from emulscore.files._doors import Source, _dump, _format, _load, _loads
from emulscore.files._schemes import assessment_tree, read_as, scheme_tree, tree_as
from emulscore.files._syntax import Format, render
from emulscore.limits import LIMITS, Limits
from emulscore.reading import read_facts
from emulscore.rowscore import RowScore
from emulscore.rules.rule import wrong
from emulscore.scheme import Scheme
from emulscore.scorecard import Scorecard
from emulscore.words import Words, nfc, words

__all__ = [
    "RECEIPT",
    "CohortValues",
    "Inputs",
    "Receipt",
    "ReceiptRow",
    "cohort_print",
    "dump_receipt",
    "dumps_receipt",
    "inputs_print",
    "load_receipt",
    "loads_receipt",
    "printed_of",
    "receipt_of",
]

RECEIPT: Final = "emulscore receipt 1"

_SUPPORT = ("unit", "period", "documents", "evidence", "explanations")
_PRINT = re.compile("sha256:[0-9a-f]{64}")
_DECIMAL = re.compile(r"-?\d{1,18}(\.\d{1,18})?")
_POINTS = re.compile(r"-?\d+(\.\d+)?(\.\.-?\d+(\.\d+)?)?")


def _a_print(_: object, one: Attribute[str], value: str | None) -> None:
    if value is not None and not _PRINT.fullmatch(value):
        raise wrong(one.name, "“sha256:” và 64 chữ số thập lục phân", "“sha256:” and 64 hexadecimal digits")


def _points(_: object, one: Attribute[str], value: str) -> None:
    if not _POINTS.fullmatch(value):
        raise wrong(one.name, "số điểm như “9.98”, hoặc “90.52..98.52”", "points such as “9.98”, or “90.52..98.52”")


@frozen
class ReceiptRow:
    """The printed points of one row, group or the total.

    Attributes:
        id: The number as printed; empty for the total.
        kind: What it is.
        points: The points, with a decimal point; `90.52..98.52` while something was unknown.
    """

    id: str = field(converter=nfc)
    kind: Literal["row", "group", "total"]
    points: str = field(validator=_points)


def _decimals(raw: Mapping[str, Decimal | str]) -> dict[str, str]:
    return {name: one if isinstance(one, str) else _text(one) for name, one in raw.items()}


def _all_decimals(_: object, one: Attribute[Mapping[str, str]], values: Mapping[str, str]) -> None:
    if not all(_DECIMAL.fullmatch(value) for value in values.values()):
        raise wrong(one.name, "mỗi giá trị một số như “0.8125”", "a number such as “0.8125” for each value")


@frozen
class CohortValues:
    """The values of a cohort, as a receipt carries them.

    Attributes:
        name: What the cohort is called.
        size: How many units it has.
        values: The value of each cohort fact, by its name.
    """

    name: Words = field(converter=words)
    size: int
    values: Mapping[str, str] = field(converter=_decimals, validator=_all_decimals)


@frozen
class Inputs:
    """What a result was worked out from, as the trees of files, so that the receipt can be checked alone.

    Attributes:
        scheme: The tree of the scheme's file.
        assessment: The tree of the unit's file.
        cohort: The cohort's values, where relative rules compared with one.
    """

    scheme: Mapping[str, object]
    assessment: Mapping[str, object]
    cohort: CohortValues | None = None


def _tuple(raw: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(raw)


def _once(_: object, one: Attribute[tuple[ReceiptRow, ...]], value: tuple[ReceiptRow, ...]) -> None:
    if len({printed.id for printed in value}) < len(value):
        raise wrong(one.name, "mỗi hàng một lần", "each row once")


@frozen
class Receipt:
    """A receipt of one unit's result (phiếu xác nhận kết quả chấm điểm).

    It says what the result was worked out from by fingerprints, without the figures themselves; `verify` works the result
    out again and compares. A receipt proves nothing by itself: it is as good as what it is held against.

    >>> from emulscore.schemes.nga_nam_2023 import assessment, scheme
    >>> receipt = receipt_of(scheme.score(assessment, partial=True), scheme)
    >>> receipt.scheme, receipt.fingerprint == scheme.fingerprint, receipt.results[7].points
    ('nga-nam-2023', True, '9.98')

    Attributes:
        unit: Who was scored.
        scheme: The scheme's id.
        fingerprint: The scheme's fingerprint.
        inputs: The fingerprint of the unit's name and period, what each measurement was read as, and the documents.
        results: The printed points of rows, groups and the total, in the scheme's order.
        version: The version of the library that scored it.
        meanings: The rules, facts, conditions and gates that the scheme uses, with the meaning that each had.
        cohort: The fingerprint of the cohort's values; None where nothing was compared with a cohort.
        grade: The id of the grade; of several where some are still open; none where the scheme has no grades.
        embedded: The scheme, the unit and the cohort themselves, where the receipt was asked to carry them.
    """

    unit: Words = field(converter=words)
    scheme: str = field(converter=nfc)
    fingerprint: str = field(validator=_a_print)
    inputs: str = field(validator=_a_print)
    results: tuple[ReceiptRow, ...] = field(converter=_tuple, validator=_once)
    version: str = field(kw_only=True)
    meanings: tuple[str, ...] = field(default=(), kw_only=True, converter=_tuple)
    cohort: str | None = field(default=None, kw_only=True, validator=_a_print)
    grade: tuple[str, ...] = field(default=(), kw_only=True, converter=_tuple)
    embedded: Inputs | None = field(default=None, kw_only=True, repr=False)


def _text(points: Decimal) -> str:
    return f"{points:f}"


def printed_of(card: Scorecard) -> tuple[ReceiptRow, ...]:
    """Return the printed points of a card: rows, groups and the total."""
    return tuple(ReceiptRow(one.id, one.named.kind, _range(one)) for one in card.results if one.named.kind != "grade")


def _range(one: RowScore) -> str:
    low, high = one.range.low, one.range.high
    return _text(low) if one.range.known else f"{_text(low)}..{_text(high)}"


def inputs_print(scheme: Scheme, unit: Assessment) -> str:
    """Return the fingerprint of a unit, of what the scheme's facts read from its measurements, and of what supports them.

    Spellings that are read as the same numbers agree. Points claimed, appraised or decided on are no inputs.
    """
    read = read_facts(scheme.facts, unit.values)
    supports = {name: one.document for name, one in unit.measurements.items() if one.document is not None}
    beside = {name: value for name in _SUPPORT if (value := getattr(unit, name, None))}
    return fingerprint({**beside, "read": dict(read.slots), **({"supports": supports} if supports else {})})


def cohort_print(cohort: Cohort | None) -> str | None:
    """Return the fingerprint of a cohort's name, size and values."""
    if cohort is None:
        return None
    return fingerprint({"name": cohort.name, "size": cohort.size, "values": dict(cohort.values)})


def receipt_of(card: Scorecard, scheme: Scheme, *, inputs: bool = False) -> Receipt:
    """Return the receipt of a scorecard.

    Args:
        card: The result.
        scheme: The scheme that scored it.
        inputs: Whether the receipt carries the scheme and the unit themselves, so that it can be checked alone. They may
            hold what is not for everyone.

    Raises:
        MeasurementError: The card was scored by another scheme (`other-scheme`).
        FileError: The scheme or the unit is to be carried but cannot stand in a file.
    """
    rows = {row.id: row.criterion for row in card.rows}
    if rows != dict(scheme.criteria) or [one.id for one in card.results] != [one.id for one in scheme.formulas]:
        params = {"other": Words(card.known.id), "this": Words(scheme.id)}
        raise MeasurementError([Problem("other-scheme", params=params)])
    return Receipt(
        card.assessment.unit,
        scheme.id,
        scheme.fingerprint,
        inputs_print(scheme, card.assessment),
        printed_of(card),
        version=__version__,
        meanings=meanings(scheme),
        cohort=cohort_print(card.cohort),
        grade=tuple(band.id for band in card.open_grades),
        embedded=_embedded(card, scheme) if inputs else None,
    )


def _embedded(card: Scorecard, scheme: Scheme) -> Inputs:
    among = card.cohort
    cohort = None if among is None else CohortValues(among.name, among.size, among.values)
    return Inputs(_plain(scheme_tree(scheme)), _plain(assessment_tree(card.assessment)), cohort)


def _plain(tree: dict[str, object]) -> dict[str, object]:
    """Return a tree as JSON holds it: days are texts."""
    found: dict[str, object] = json.loads(render(tree, "json"))
    return found


def dumps_receipt(receipt: Receipt, format: Format = "json") -> str:  # noqa: A002 - the word for it
    """Write a receipt as text; the same receipt gives the same text."""
    return render(tree_as(RECEIPT, receipt), _format(f"text.{format}"))


def dump_receipt(receipt: Receipt, path: str | PathLike[str]) -> None:
    """Write a receipt to a file; its suffix says which format.

    Raises:
        FileError: The suffix is not known.
    """
    _dump(dumps_receipt(receipt, _format(str(path))), path)


def loads_receipt(text: str, format: Format = "json", *, limits: Limits = LIMITS) -> Receipt:  # noqa: A002 - as above
    """Read a receipt from a text.

    Raises:
        FileError: With all problems of the text at once; `unknown-format` for a receipt of another version of the format.
    """
    return read_as(_loads(text, format, limits), RECEIPT, Receipt)


def load_receipt(source: Source, *, limits: Limits = LIMITS) -> Receipt:
    """Read a receipt from a file.

    Raises:
        FileError: As `loads_receipt`.
    """
    return read_as(_load(source, limits), RECEIPT, Receipt)
