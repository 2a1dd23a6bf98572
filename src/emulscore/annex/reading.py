"""An annex that somebody wrote: what it claims, what it rests on, and whatever could not be understood."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from os import PathLike, fspath
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from attrs import evolve, field, frozen

from emulscore.annex.book import book_source
from emulscore.annex.columns import Heading, heading_of
from emulscore.annex.document import DOCUMENT, document_source
from emulscore.annex.found import AnnexGroup, AnnexRow, Read
from emulscore.annex.grid import Source, Table
from emulscore.annex.lines import lines_in
from emulscore.annex.placing import Placed, place_rows
from emulscore.annex.plain import text_source
from emulscore.annex.rows import read_lines
from emulscore.assessment import Assessment, Claim
from emulscore.errors import FileError, Problem, Refused
from emulscore.evidence import Document
from emulscore.limits import LIMITS, Limits
from emulscore.packed import Form, is_packed, raw_of
from emulscore.scheme import Scheme
from emulscore.words import Words, nfc

__all__ = ["AnnexReading", "parse_annex", "read_annex"]

_FORM: Final = Form(
    "DOCX, XLSX, TXT",
    none=Words("không phải là tệp .docx, .xlsx hoặc văn bản", "neither a .docx, an .xlsx nor a text file"),
    old=Words(
        "tệp kiểu cũ (.doc, .xls); hãy lưu lại thành .docx hoặc .xlsx",
        "an old file (.doc, .xls); save it as .docx or .xlsx",
    ),
)
_MARKS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


_Headed = tuple[Table, Heading]


@frozen
class AnnexReading:
    """What stands in an annex.

    Attributes:
        rows: The rows, in order.
        groups: The headings of groups of rows.
        documents: Everything that the rows and groups cite, each once, as its fullest mention has it.
        unread: Every cell that could not be taken, or that a person must look at, with its place.
        outside: What stands around the table.
    """

    rows: tuple[AnnexRow, ...]
    groups: tuple[AnnexGroup, ...] = ()
    documents: tuple[Document, ...] = field(default=(), repr=False)
    unread: tuple[Problem, ...] = ()
    outside: tuple[str, ...] = field(default=(), repr=False)

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claimed points by row."""
        return {row.id: row.claim for row in self.rows if row.claim is not None}

    @property
    def shares(self) -> Mapping[str, str]:
        """Return the shares that calculations show, by row, as written."""
        return {row.id: row.share for row in self.rows if row.share is not None}

    @property
    def citations(self) -> tuple[str, ...]:
        """Return the key of every numbered document that is cited, row by row, as often as it is cited."""
        numbered = {document.key for document in self.documents if document.numbered}
        return tuple(key for row in self.rows for key in row.cited if key in numbered)

    @property
    def points(self) -> Fraction:
        """Return the sum of the claimed points."""
        return sum((claim.points for claim in self.claims.values()), Fraction(0))

    def assessment(self, scheme: Scheme, *, unit: Words | str = "", period: str | None = None) -> Assessment:
        """Return what the rows say as an assessment by a scheme; `unplaced` lists what has no place in it.

        A row is the criterion with its number and its title. A share becomes the measurement of a criterion that reads
        one share and nothing else.

        Args:
            scheme: The scheme that the annex follows.
            unit: Who is scored.
            period: The period; the scheme's own where it is not given.
        """
        placed = self._placed(scheme)
        return Assessment(
            unit,
            scheme=scheme.id,
            period=period or scheme.period,
            measurements=placed.measurements,
            claims=placed.claims,
            appraised=placed.appraised,
            final=placed.final,
            documents=self.documents,
            evidence=placed.evidence,
        )

    def unplaced(self, scheme: Scheme) -> tuple[Problem, ...]:
        """Return what has no place in a scheme's assessment: rows of other numbers or points, shares that no row reads."""
        return tuple(self._placed(scheme).problems)

    def _placed(self, scheme: Scheme) -> Placed:
        return place_rows(self.rows, scheme)


def read_annex(source: str | PathLike[str], *, limits: Limits = LIMITS) -> AnnexReading:
    r"""Read an annex: a `.docx`, an `.xlsx`, or a text whose cells are parted by tabs; its content tells which.

    Nothing is guessed and nothing is lost: what cannot be taken is listed in `unread` with its place.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> head = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính"
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "phu-luc.txt")
    ...     _ = path.write_text(f"{head}\n1\tHồ sơ đúng hạn\t10\t9,98\tĐiểm = 99,80% * 10", encoding="utf-8")
    ...     reading = read_annex(path)
    >>> reading.claims["1"].points, reading.shares
    (Fraction(499, 50), {'1': '99,80%'})

    Args:
        source: The file.
        limits: How much of the file is read.

    Raises:
        FileError: The file cannot be read (`unreadable`, `encrypted`, `file-too-large`, `unpacks-too-large`,
            `table-too-large`), or no table of
            it has the heading of an annex (`no-annex-table`).
    """
    raw = raw_of(source, limits, _FORM)
    if not is_packed(raw):
        return _read(text_source(_decoded(raw), Path(fspath(source)).name, limits=limits))
    with _FORM.broken(), ZipFile(source) as archive:
        is_document = DOCUMENT in archive.namelist()
    return _read(document_source(raw, limits) if is_document else book_source(source, limits))


def parse_annex(text: str, *, limits: Limits = LIMITS) -> AnnexReading:
    r"""Read the text of an annex, its cells parted by tabs.

    >>> head = "STT\tTiêu chí\tĐiểm chuẩn\tĐiểm tự chấm\tCách tính"
    >>> parse_annex(f"{head}\n1\tHồ sơ đúng hạn\t10\t9,98\tĐạt 99,80%").points
    Fraction(499, 50)

    Args:
        text: The text.
        limits: How much of it is read.

    Raises:
        FileError: It has no heading of an annex (`no-annex-table`), or is too large (`file-too-large`, `table-too-large`).
    """
    if len(text) > limits.size:
        raise FileError([Refused("file-too-large", limit=limits.size).problem()])
    return _read(text_source(text, limits=limits))


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode(_MARKS.get(raw[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        raise _FORM.unreadable(_FORM.none) from None
    if "\0" in text:
        raise _FORM.unreadable(_FORM.none)
    return nfc(text)


def _read(source: Source) -> AnnexReading:
    taken, others = _taken(source)
    if not taken:
        raise FileError([Refused("no-annex-table").problem()])
    names = {table.name for table, _ in taken}
    marked = [one for one in source.problems if (one.path or "").rpartition("!")[0] in names]
    lines = lines_in(taken)
    read: Read = read_lines(lines.entries)
    aside = [table.rows[heading.first][0].problem(Refused("annex-other-table")) for table, heading in others]
    outside = [cell.text for table in source.tables if table.name not in names for row in table.rows for cell in row]
    above = [cell.text for table, heading in taken for row in table.rows[: heading.first] for cell in row]
    return AnnexReading(
        read.rows,
        read.groups,
        read.documents,
        (*marked, *lines.problems, *read.problems, *aside),
        tuple(filter(None, (*source.outside, *above, *outside))),
    )


def _taken(source: Source) -> tuple[list[_Headed], list[_Headed]]:
    """Return the tables that are the annex, and those that are another one: the first, and what it was cut into.

    A table without a heading goes on with the one before it where it is as wide.
    """
    taken: list[_Headed] = []
    others: list[_Headed] = []
    for table in source.tables:
        heading = heading_of(table)
        if heading is None:
            if taken and source.joined and _width(table) == _width(taken[0][0]):
                taken.append((table, evolve(taken[0][1], first=0, last=-1)))
        elif not taken or (source.joined and heading.texts == taken[0][1].texts):
            taken.append((table, heading))
        else:
            others.append((table, heading))
    return taken, others


def _width(table: Table) -> int:
    return max(map(len, table.rows), default=0)
