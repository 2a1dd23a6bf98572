"""Documents that support a score: what the field calls căn cứ or minh chứng."""

from __future__ import annotations

from datetime import date

from attrs import field, frozen
from attrs.converters import optional

from emulscore.facts import read_date
from emulscore.words import nfc

__all__ = ["Document"]


@frozen
class Document:
    """A document that supports a score, or a basis that is not a numbered document.

    >>> Document("245/BC-UBND", text="Báo cáo số 245/BC-UBND ngày 17/10/2023", kind="Báo cáo", number="245",
    ...          symbol="BC-UBND", date="17/10/2023").numbered
    True

    Attributes:
        key: The short name that rows and values cite it by.
        text: The citation as the source writes it.
        kind: The kind of document, such as `Báo cáo`.
        number: Its number.
        symbol: Its symbol, such as `BC-UBND`.
        date: The day it was issued.
        issuer: Who issued it.
        subject: What it is about.
    """

    key: str = field(converter=nfc)
    text: str = field(kw_only=True, converter=nfc)
    kind: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    number: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    symbol: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    date: date | None = field(default=None, kw_only=True, converter=optional(read_date))
    issuer: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    subject: str | None = field(default=None, kw_only=True, converter=optional(nfc))

    @property
    def numbered(self) -> bool:
        """Say whether it is a numbered document and not, say, a figure read off a system."""
        return self.number is not None
