"""Every reader of what comes from outside, as a function of bytes from which only the library's own errors come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from attrs import frozen

from emulscore import EmulscoreError, MeasurementError, Refused, Scheme, find_citations, parse_citation
from emulscore.annex import AnnexReading, parse_annex, read_annex
from emulscore.evidence.citation import evidence_in
from emulscore.excel import read_workbook
from emulscore.facts import AnyFact, read_date
from emulscore.files import (
    Format,
    dumps_assessment,
    dumps_changes,
    dumps_scheme,
    load_assessment,
    load_cases,
    load_changes,
    load_scheme,
    loads_assessment,
    loads_changes,
    loads_scheme,
    open_scheme,
)
from emulscore.numbers import amount, number, percent, read_count
from fuzzing.schemes import EVERY_KIND

__all__ = ["OWN", "READERS", "Reader", "Unexpected"]

OWN: Final = EmulscoreError
"""What may come out of a reader."""


class Unexpected(AssertionError):  # noqa: N818 - it is a finding, not an error of the reader
    """A reader took something, and then did not keep its word about it."""


@frozen
class Reader:
    """One reader.

    Attributes:
        read: Reads bytes; raises the library's own error, or whatever is a finding.
        kind: Which corpus and which changes suit it.
        longest: The most bytes that are tried, so that many are.
    """

    read: Callable[[bytes], object]
    kind: str
    longest: int


@cache
def _folder() -> Path:
    return Path(mkdtemp())


def _file(data: bytes, suffix: str) -> Path:
    path = _folder() / f"a.{suffix}"
    path.write_bytes(data)
    return path


def _text(data: bytes) -> str:
    # Bytes that are no UTF-8 become lone surrogates, which a text of Python may hold.
    return data.decode("utf-8", "surrogateescape")


@cache
def _seed() -> Scheme:
    return open_scheme("nga-nam-2023")


def _held(*, kept: bool, what: str) -> None:
    if not kept:
        raise Unexpected(what)


def _number(data: bytes) -> None:
    text = _text(data)
    for read in (number, amount, read_count):
        with suppress(Refused):
            read(text)


def _value(data: bytes) -> None:
    """Read a text as every kind of fact, and as a day."""
    text = _text(data)
    for read in (percent, read_date, *(fact.read for fact in _facts())):
        with suppress(Refused):
            read(text)


@cache
def _facts() -> tuple[AnyFact, ...]:
    return tuple(EVERY_KIND.facts.values())


def _citation(data: bytes) -> None:
    text = _text(data)
    with suppress(Refused):
        document = parse_citation(text)
        _held(kept=bool(document.key and document.full() and document.short()), what="a document without a name")
    with suppress(MeasurementError):
        find_citations(text)
    evidence_in(text)


def _scheme(form: Format) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        scheme = load_scheme(_file(data, form))
        _held(kept=loads_scheme(dumps_scheme(scheme, form), form) == scheme, what="written, it reads otherwise")

    return read


def _assessment(form: Format) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        unit = load_assessment(_file(data, form))
        _held(kept=loads_assessment(dumps_assessment(unit, form), form) == unit, what="written, it reads otherwise")
        with suppress(OWN):
            _seed().score(unit, partial=True)

    return read


def _changes(form: Format) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        changes = load_changes(_file(data, form), _seed())
        again = loads_changes(dumps_changes(changes, form), form, _seed())
        _held(kept=again == changes, what="written, it reads otherwise")

    return read


def _said(reading: AnnexReading) -> None:
    for problem in (*reading.unread, *reading.unplaced(_seed())):
        _held(kept=bool(problem.text("vi") and problem.text("en")), what="a problem without words")
    reading.assessment(_seed())


def _annex(data: bytes) -> None:
    _said(parse_annex(_text(data)))


def _annex_file(suffix: str) -> Callable[[bytes], None]:
    return lambda data: _said(read_annex(_file(data, suffix)))


def _xlsx(data: bytes) -> None:
    for unit in read_workbook(_file(data, "xlsx"), EVERY_KIND):
        with suppress(OWN):
            EVERY_KIND.score(unit, partial=True)


def _readers() -> Iterator[tuple[str, Reader]]:
    yield "number", Reader(_number, "number", 80)
    yield "value", Reader(_value, "number", 80)
    yield "citation", Reader(_citation, "citation", 400)
    forms: tuple[Format, ...] = ("toml", "json", "yaml")
    for form in forms:
        yield f"scheme.{form}", Reader(_scheme(form), f"scheme.{form}", 6_000)
        yield f"assessment.{form}", Reader(_assessment(form), f"assessment.{form}", 4_000)
        yield f"changes.{form}", Reader(_changes(form), f"changes.{form}", 6_000)
    yield "cases.toml", Reader(lambda data: load_cases(_file(data, "toml")), "cases.toml", 4_000)
    yield "annex", Reader(_annex, "annex", 4_000)
    yield "annex.txt", Reader(_annex_file("txt"), "annex", 4_000)
    yield "annex.docx", Reader(_annex_file("docx"), "docx", 20_000)
    yield "annex.xlsx", Reader(_annex_file("xlsx"), "xlsx", 60_000)
    yield "xlsx", Reader(_xlsx, "xlsx", 60_000)


READERS: Final = dict(_readers())
"""Every reader by its name."""


@contextmanager
def findings(found: Callable[[BaseException], None]) -> Iterator[None]:
    """Pass the library's own errors over, and hand whatever else comes out to *found*."""
    try:
        yield
    except OWN:
        return
    except Exception as error:  # noqa: BLE001 - any other is what is looked for
        found(error)
