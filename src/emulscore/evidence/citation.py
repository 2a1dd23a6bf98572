"""Reads how Vietnamese texts cite documents: kind, number, symbol, day, issuer and subject."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import frozen

from emulscore.errors import MeasurementError, Problem, Refused
from emulscore.evidence.document import Document
from emulscore.evidence.ends import Ends, unbalanced
from emulscore.evidence.heads import BLANK, DASHES, Head, heads, missing_part
from emulscore.words import nfc

__all__ = ["evidence_in", "find_citations", "parse_citation"]

_ALIKE: Final = str.maketrans("ÐƉð", "ĐĐđ")
_FIRST_YEAR: Final = 1945

_POINT: Final = f"{BLANK}[{DASHES}/.]{BLANK}"
_DAY = re.compile(
    rf"(?<![^\W\d_])ngày(?![^\W\d_]),?(?:{BLANK}(?:"
    rf"(?P<slashed>\d{{1,2}}{_POINT}\d{{1,2}}{_POINT}\d+)"
    rf"|(?P<worded>\d{{1,2}}{BLANK}tháng{BLANK}\d{{1,2}},?{BLANK}năm{BLANK}\d+)"
    rf"|(?P<part>[\d/….]|tháng)))?|(?P<alone>[ (,]\d{{1,2}}/\d{{1,2}}/\d{{4}}(?!\d))",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(r"(?<![^\W\d_])(?:từ|đến|trước|sau|hết|hiệu lực)[ \n]$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[A-ZĐ0-9])(?=ngày)")
_OF = re.compile(r"(?<![^\W\d_])của(?![^\W\d_])", re.IGNORECASE)
_ABOUT = re.compile(rf"(?<![^\W\d_])(?:(?P<why>về{BLANK}việc|v/v) ?:?|về)(?![^\W\d_])", re.IGNORECASE)
_VERBS: Final = (
    "ban hành|phê duyệt|quy định|qui định|sửa đổi|bổ sung|công nhận|hướng dẫn|thành lập|kiện toàn|bãi bỏ|thay thế|"
    "điều chỉnh|công bố|phân công|đề nghị|chấp thuận|bổ nhiệm|giao chỉ tiêu"
).replace(" ", "~")
_VERB = re.compile(
    rf"(?<!được[ \n])(?<!ĐƯỢC[ \n])(?<![^\W\d_])(?:{_VERBS}|{_VERBS.upper()})(?![^\W\d_])".replace("~", "[ \n]")
)
# A name that goes on behind its "về": the first one is no subject.
_NAMED_ABOUT = re.compile(r"(?:quốc gia|ban chỉ đạo|ban chỉ đạo trung ương|tổ công tác)[ \n]$", re.IGNORECASE)
_NAME: Final = 40  # the longest name before its "về", and more
_CLOSING: Final = " \n;,.…:+&" + DASHES
_BETWEEN = re.compile(rf"(?:^|(?<=\n)|(?<=[;.,])|(?<=[;.,] ))[{DASHES}+*](?=\s)|•|;|\.(?=\s)")
_JOINS: Final = frozenset({"và", "căn cứ", "theo", "các", "tại", "thực hiện", "kèm theo"})
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


def parse_citation(text: str) -> Document:
    """Read one citation.

    Words before the kind, such as `- Căn cứ`, are passed over; look-alike letters, accents typed apart, dashes and white
    space are mended. A contradiction is refused, not mended.

    >>> report = parse_citation("báo cáo số 5/bc-ubnd ngày 7/6/2023 của UBND thị xã v/v chuyển đổi số;")
    >>> report.key, report.issuer, report.full()
    ('5/BC-UBND', 'UBND thị xã', 'Báo cáo số 05/BC-UBND ngày 07 tháng 6 năm 2023 của UBND thị xã về việc chuyển đổi số')

    Raises:
        Refused: With the code `no-citation`, `citations` or one that begins with `citation-`.
    """
    text = _mended(text)
    found = list(_read(text))
    if not found:
        raise Refused(missing_part(text))
    if len(found) > 1:
        raise Refused("citations", keys=", ".join(one.head.key for one in found))
    return found[0].document()


def find_citations(text: str) -> tuple[Document, ...]:
    """Read every citation in a text; a document that is named inside the subject of another is part of that subject.

    What is not a citation, such as an unnumbered basis or a draft without its number, is passed over.

    >>> [one.key for one in find_citations("KH 79/KH-UBND ngày 15/5/2023; BC số 245/BC-UBND ngày 17/10/2023")]
    ['79/KH-UBND', '245/BC-UBND']

    Raises:
        MeasurementError: With everything that is contradictory or ambiguous.
    """
    documents, problems = [], []
    for one in _read(_mended(text)):
        try:
            documents.append(one.document())
        except Refused as refused:
            problems.append(refused.problem(given=one.text))
    if problems:
        raise MeasurementError(problems)
    return tuple(documents)


def evidence_in(text: str) -> tuple[Document | Problem | str, ...]:
    """Read all that a text rests on, in order, and lose nothing: documents, bases without a number, and what is wrong.

    >>> text = "- KH 79/KH-UBND ngày 15/5/2023; - Căn cứ số liệu trên Hệ thống; - Báo cáo số 5/BC-UBND ngày 31/02/2024"
    >>> one, other, bad = evidence_in(text)
    >>> one.key, other, bad.code
    ('79/KH-UBND', 'Căn cứ số liệu trên Hệ thống', 'citation-day')
    """
    text = _mended(text)
    found: list[Document | Problem | str] = []
    place = 0
    for one in _read(text):
        found += _bases(text[place : one.head.lead])
        try:
            found.append(one.document())
        except Refused as refused:
            found.append(refused.problem(given=one.text))
        place = one.head.start + len(one.text)
    return (*found, *_bases(text[place:]))


def _bases(text: str) -> Iterator[str]:
    """Yield what stands between citations, but for words and marks that only join them."""
    for part in _BETWEEN.split(text):
        base = " ".join(part.split()).strip(_CLOSING)
        if base.casefold() not in _JOINS and _LETTERS.search(base):
            yield base


def _mended(text: str) -> str:
    """Compose accents, take out what is not seen, and leave one blank, or one line break, between words."""
    seen = "".join(char for char in nfc(text) if unicodedata.category(char) != "Cf")
    text = re.sub(r"\s+", lambda run: "\n" if "\n" in run[0] else " ", seen).strip()
    return _GLUED.sub(" ", text.translate(_ALIKE))


@frozen
class _Citation:
    """A stretch of text that holds one citation.

    Attributes:
        head: Its kind, number and symbol.
        text: From the kind to where its subject ends.
        tail: What stands behind the symbol and before the subject.
        about: The words that lead to the subject.
        subject: The subject, as written.
    """

    head: Head
    text: str
    tail: str
    about: str | None
    subject: str | None

    def document(self) -> Document:
        """Return the document that is cited.

        Raises:
            Refused: The citation contradicts itself, or can be read in two ways.
        """
        head = self.head
        if head.problem is not None:
            raise head.problem
        day = self._day()
        if day is not None and head.year not in {None, day.year}:
            raise Refused("citation-year", symbol=head.symbol, year=day.year)
        subject = head.name or self.subject
        return Document(
            head.key,
            text=self.text,
            kind=head.kind,
            number=head.number,
            symbol=head.symbol,
            date=day,
            issuer=self._issuer(),
            subject=subject,
            about=None if head.name else self.about,
        )

    def _day(self) -> date | None:
        days = {self._date(match) for match in _DAY.finditer(self.tail) if not self._of_another(match)} - {None}
        if len(days) > 1:
            raise Refused("citation-days")
        return next(iter(days), None)

    def _of_another(self, match: re.Match[str]) -> bool:
        """Say whether a day is not that of issue: one from which it is in force, or one without `ngày` further on."""
        before = self.tail[max(0, match.start() - _NAME) : match.start()]
        return bool(before.strip(" \n,(")) if match["alone"] else _OTHER_DAY.search(before) is not None

    def _date(self, match: re.Match[str]) -> date | None:
        given = match["slashed"] or match["worded"] or match["alone"]
        if given is None:
            if match["part"] is None:
                return None  # the word alone, as where the copy is cut
            raise Refused("citation-day" if match["part"].isdigit() else "citation-draft")
        numbers = re.findall(r"\d+", given)
        if len(numbers[-1]) != len("2023") or int(numbers[-1]) < _FIRST_YEAR:
            raise Refused("citation-day")
        try:
            return date(int(numbers[2]), int(numbers[1]), int(numbers[0]))
        except ValueError:  # no such day, as 31/02/2024
            raise Refused("citation-day") from None

    def _issuer(self) -> str | None:
        found = _OF.search(self.tail)
        if found is None:
            return None
        behind = self.tail[found.end() :]
        day = _DAY.search(behind)
        return _tidy(behind[: day.start()] if day else behind)


def _tidy(text: str) -> str | None:
    """Take off closing marks, and quotes and brackets that the text has not opened itself."""
    text = " ".join(text.split()).strip(_CLOSING)
    while text and text[-1] in "”\"')]»" and unbalanced(text):
        text = text[:-1].rstrip(_CLOSING)
    return text.removesuffix(" và").rstrip(_CLOSING) or None


def _read(text: str) -> Iterator[_Citation]:
    """Yield the citations of a text, each with all that belongs to it."""
    found = list(heads(text))
    ends = Ends(text, frozenset(head.lead for head in found))
    place = 0
    while place < len(found):
        head = found[place]
        place += 1
        limit = found[place].lead if place < len(found) else len(text)
        end = ends.after(head.end, limit)
        opened = _opening(text, head.end, end)
        if opened is None:
            yield _Citation(head, text[head.start : end].rstrip(_CLOSING), text[head.end : end], None, None)
            continue
        about, tail, start = opened
        end = ends.after(head.end, len(text))
        while place < len(found) and found[place].start < end:
            place += 1
        whole = text[head.start : end].rstrip(_CLOSING)
        subject = _tidy(text[start:end])
        yield _Citation(head, whole, text[head.end : tail], about if subject else None, subject)


def _opening(text: str, start: int, end: int) -> tuple[str | None, int, int] | None:
    """Return what leads to the subject, where the part before it ends, and where the subject begins."""
    verb = _VERB.search(text, start, end)
    about = next(
        (
            match
            for match in _ABOUT.finditer(text, start, end)
            if not _NAMED_ABOUT.search(text, max(start, match.start() - _NAME), match.start())
        ),
        None,
    )
    if verb is not None and (about is None or verb.start() < about.start()):
        return None, verb.start(), verb.start()
    if about is None:
        return None
    return "về việc" if about["why"] else "về", about.start(), about.end()
