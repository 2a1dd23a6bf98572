"""Documents that support a score: what the field calls căn cứ or minh chứng."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import field, frozen
from attrs.converters import optional

from emulscore.days import official_day
from emulscore.evidence.kinds import LAWS
from emulscore.facts import read_date
from emulscore.words import nfc

__all__ = ["Document", "cite"]

_TEN: Final = 10


@frozen
class Document:
    """A document that supports a score, or a basis that is not a numbered document.

    >>> Document("245/BC-UBND", text="Báo cáo số 245/BC-UBND ngày 17/10/2023", kind="Báo cáo", number="245",
    ...          symbol="BC-UBND", date="17/10/2023").full()
    'Báo cáo số 245/BC-UBND ngày 17 tháng 10 năm 2023'

    Attributes:
        key: The short name that rows and values cite it by.
        text: The citation as the source writes it.
        kind: The kind of document, such as `Báo cáo`.
        number: Its number.
        symbol: Its symbol, such as `BC-UBND`.
        date: The day it was issued.
        issuer: Who issued it.
        subject: What it is about.
        about: The words that lead to the subject, `về` or `về việc`; None where it begins with a verb («ban hành …»).
    """

    key: str = field(converter=nfc)
    text: str = field(kw_only=True, converter=nfc)
    kind: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    number: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    symbol: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    date: date | None = field(default=None, kw_only=True, converter=optional(read_date))
    issuer: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    subject: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    about: str | None = field(default=None, kw_only=True, converter=optional(nfc))

    @property
    def numbered(self) -> bool:
        """Say whether it is a numbered document and not, say, a figure read off a system."""
        return self.number is not None

    def full(self) -> str:
        """Return the citation of a first mention by Decree 30/2020/NĐ-CP: kind, number, symbol, date, issuer, subject.

        A law is cited by its kind and name only; a basis without a number by its own text.
        """
        short = self.short()
        if not self.numbered or self._named_law:
            return short
        day = None if self.date is None else official_day(self.date)
        issuer = None if self.issuer is None else f"của {self.issuer}"
        return " ".join(filter(None, (short, day, issuer, self.subject and self.about, self.subject)))

    def short(self) -> str:
        """Return the citation of a later mention by Decree 30/2020/NĐ-CP: kind, number and symbol."""
        if self.number is None:
            return self.text
        kind = self.kind or "Văn bản"
        if self._named_law:
            return f"{kind} {self.subject}"
        number = self.number
        if number.isascii() and number.isdigit() and int(number) < _TEN:
            number = f"{int(number):02}"
        return f"{kind} số {number}{self.joined}"

    @property
    def joined(self) -> str:
        """Return the symbol with what joins it to the number: a hyphen where the Party issued it, else a slash."""
        if self.symbol is None:
            return ""
        party = "/" in self.symbol and not re.match(r"\d{4}/", self.symbol)
        return f"{'-' if party else '/'}{self.symbol}"

    @property
    def _named_law(self) -> bool:
        return self.kind in LAWS and self.subject is not None


def cite(documents: Iterable[Document]) -> Iterator[str]:
    """Yield citations in order: each document in full at its first mention, short after that.

    >>> report = Document("1/BC-UBND", text="", kind="Báo cáo", number="1", symbol="BC-UBND", date="05/3/2024")
    >>> list(cite([report, report]))
    ['Báo cáo số 01/BC-UBND ngày 05 tháng 3 năm 2024', 'Báo cáo số 01/BC-UBND']
    """
    seen: set[str] = set()
    for document in documents:
        yield document.short() if document.key in seen else document.full()
        seen.add(document.key)
