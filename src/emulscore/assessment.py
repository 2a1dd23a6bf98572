"""One unit in one period: what was measured, what it claims, and the documents behind both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import field, frozen
from attrs.converters import optional

from emulscore.errors import Problem, Refused, SchemeError
from emulscore.evidence import Document
from emulscore.facts import State, read_date
from emulscore.numbers import Numeric, exact_text, number
from emulscore.words import Words, nfc, words

__all__ = ["Appraisal", "Assessment", "Claim", "Measurement"]

_OF_DOCUMENT: Final = frozenset({"document", "ngày văn bản"})
"""What stands for the day of the document that supports a value."""


def plain(raw: object) -> object:
    """Bring a raw value into the form that files hold: texts, whole numbers, yes or no, pairs and tables of them.

    >>> from decimal import Decimal
    >>> plain(Decimal("99.80")), plain((998, 1000))
    ('99.8', (998, 1000))
    """
    if type(raw) is int:
        return raw
    try:
        return _plain(raw)
    except Refused:
        return raw  # too long, or no day: its fact refuses it, and says where


def _plain(raw: object) -> object:
    if isinstance(raw, State):
        return {State.NEVER: "never", State.NOT_APPLICABLE: "not applicable"}.get(raw, raw)
    if isinstance(raw, Decimal):
        value = number(raw)
        return int(value) if value.denominator == 1 else exact_text(value)
    if isinstance(raw, Fraction):
        value = number(raw)
        return f"{value.numerator}/{value.denominator}"
    if isinstance(raw, date):
        return read_date(raw).isoformat()
    if isinstance(raw, Mapping):
        return {str(key): plain(value) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return tuple(plain(value) for value in raw)
    return nfc(raw) if isinstance(raw, str) else raw


@frozen
class Measurement:
    """A measured value, with what supports it.

    A day inside a value may be given as `document` (or `ngày văn bản`): the day of the document that supports it.

    >>> Measurement("99,80%", as_of="2023-12-31").value
    '99,80%'

    Attributes:
        value: The value as it was given; the fact reads it.
        document: The key of the document that supports it.
        as_of: The day that the value speaks of.
        note: How the value was come by, where that is not plain from the document.
    """

    value: object = field(converter=plain)
    document: str | None = field(default=None, kw_only=True)
    as_of: date | None = field(default=None, kw_only=True, converter=optional(read_date))
    note: Words | None = field(default=None, kw_only=True, converter=optional(words))


@frozen
class Claim:
    """The points that a unit claims for a row (điểm tự chấm).

    >>> Claim("4,54").points
    Fraction(227, 50)

    Attributes:
        points: The points claimed.
        text: What the unit wrote as its calculation, such as `Điểm = 75,7%*6`.
    """

    points: Fraction = field(converter=number)
    text: str | None = field(default=None, kw_only=True, converter=optional(nfc))


@frozen
class Appraisal:
    """The points that somebody other than the unit gives for a row (điểm thẩm định, điểm cuối cùng).

    >>> Appraisal("4,54", by="Phòng Văn hóa và Thông tin", why="75,7% × 6").points
    Fraction(227, 50)

    Attributes:
        points: The points given.
        by: Who gave them.
        on: The day on which they were given.
        why: Why, where they are not the points claimed.
    """

    points: Fraction = field(converter=number)
    by: Words | None = field(default=None, kw_only=True, converter=optional(words))
    on: date | None = field(default=None, kw_only=True, converter=optional(read_date))
    why: Words | None = field(default=None, kw_only=True, converter=optional(words))


def _measurements(raw: Mapping[str, object]) -> dict[str, Measurement]:
    return {nfc(name): value if isinstance(value, Measurement) else Measurement(value) for name, value in raw.items()}


def _claims(raw: Mapping[str, Claim | Numeric]) -> dict[str, Claim]:
    return {str(row): value if isinstance(value, Claim) else Claim(value) for row, value in raw.items()}


def _appraisals(raw: Mapping[str, Appraisal | Numeric]) -> dict[str, Appraisal]:
    return {str(row): value if isinstance(value, Appraisal) else Appraisal(value) for row, value in raw.items()}


def _explanations(raw: Mapping[str, Words | str]) -> dict[str, Words]:
    said = {str(row): words(text) for row, text in raw.items()}
    return {row: text for row, text in said.items() if text.vi.strip()}  # a cell left blank explains nothing


def _documents(raw: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(raw)


def _evidence(raw: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {str(row): tuple(keys) for row, keys in raw.items()}


@frozen
class Assessment:
    """The file of one unit for one period (hồ sơ chấm điểm).

    >>> unit = Assessment("Xã A", measurements={"ho_so": "99,8%"}, claims={"8": "9,98"})
    >>> unit.measurements["ho_so"].value, unit.claims["8"].points
    ('99,8%', Fraction(499, 50))

    Attributes:
        unit: Who is scored.
        scheme: The id of the scheme it was made for, where that is known.
        period: The period, such as `2023`.
        closes: The last day that figures must reach, where it is not the last day of the period.
        measurements: Values by the name of the fact.
        claims: Claimed points by row.
        documents: The documents, by key.
        evidence: The keys of the documents that each row cites, in the order of the source.
        appraised: The points that those who appraise give, by row; they stand beside what is claimed and computed.
        final: The points that were decided on in the end, by row.
        explanations: What the unit says of a row's evidence where it is missing or looks wrong; a blank text says nothing.

    Raises:
        SchemeError: A row or a value cites a document that is not there (`unknown-key`), or a value takes its day from a
            document that has none (`document-without-date`).
    """

    unit: Words = field(converter=words)
    scheme: str | None = field(default=None, kw_only=True)
    period: str | None = field(default=None, kw_only=True)
    closes: date | None = field(default=None, kw_only=True, converter=optional(read_date))
    measurements: Mapping[str, Measurement] = field(factory=dict, kw_only=True, converter=_measurements, hash=False)
    claims: Mapping[str, Claim] = field(factory=dict, kw_only=True, converter=_claims, hash=False)
    documents: tuple[Document, ...] = field(factory=tuple, kw_only=True, converter=_documents)
    evidence: Mapping[str, tuple[str, ...]] = field(factory=dict, kw_only=True, converter=_evidence, hash=False)
    appraised: Mapping[str, Appraisal] = field(factory=dict, kw_only=True, converter=_appraisals, hash=False)
    final: Mapping[str, Appraisal] = field(factory=dict, kw_only=True, converter=_appraisals, hash=False)
    explanations: Mapping[str, Words] = field(factory=dict, kw_only=True, converter=_explanations, hash=False)

    @property
    def values(self) -> dict[str, object]:
        """Return the measured values by the name of the fact; the day of a document where a value takes it from there."""
        days = {document.key: document.date for document in self.documents}
        return {name: _dated(one.value, days.get(one.document or "")) for name, one in self.measurements.items()}

    def __attrs_post_init__(self) -> None:
        keys = {document.key: document for document in self.documents}
        cited = [(f"evidence.{row}", key) for row, found in self.evidence.items() for key in found]
        cited += [
            (f"measurements.{name}", value.document)
            for name, value in self.measurements.items()
            if value.document is not None
        ]
        problems = [
            Problem(
                "unknown-key",
                path=path,
                params={"key": key, "nearest": Words(", ".join(sorted(keys)) or "—")},
            )
            for path, key in cited
            if key not in keys
        ]
        for name, value in self.measurements.items():
            document = keys.get(value.document or "")
            # A key that is not there has been told above.
            if _takes_day(value.value) and (value.document is None or (document is not None and document.date is None)):
                params = {"key": value.document or "—"}
                problems.append(Problem("document-without-date", path=f"measurements.{name}", params=params))
        if problems:
            raise SchemeError(problems)


def _stands_for_day(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() in _OF_DOCUMENT


def _takes_day(value: object) -> bool:
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    return any(_stands_for_day(part) for part in parts)


def _dated(value: object, day: date | None) -> object:
    if day is None or not _takes_day(value):
        return value
    if isinstance(value, Mapping):
        return {key: day.isoformat() if _stands_for_day(part) else part for key, part in value.items()}
    return (
        tuple(day.isoformat() if _stands_for_day(part) else part for part in value)
        if isinstance(value, tuple)
        else value
    )
