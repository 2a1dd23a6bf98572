"""From which day to which day something holds (hiệu lực)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import field, frozen
from attrs.converters import optional

from emulscore.days import show_day
from emulscore.errors import Refused
from emulscore.facts import read_date
from emulscore.words import Lang, Words

__all__ = ["Validity", "validity"]


@frozen
class Validity:
    """The days on which something holds, the first and the last among them.

    >>> valid = Validity("07/6/2023", "31/12/2023")
    >>> valid.text(), "31/12/2023" in valid, "01/01/2024" in valid
    ('có hiệu lực từ ngày 07/6/2023 đến hết ngày 31/12/2023', True, False)
    >>> Validity("07/6/2023").text("en")
    'valid from 7 June 2023'

    Attributes:
        first: The first day on which it holds.
        last: The last day; None where no end is stated.

    Raises:
        Refused: With the code `not-a-date`, or `wrong-argument` where the last day is before the first.
    """

    first: date = field(converter=read_date)
    last: date | None = field(default=None, converter=optional(read_date))

    def __attrs_post_init__(self) -> None:
        if self.last is not None and self.last < self.first:
            expected = Words("ngày cuối không trước ngày đầu", "a last day that is not before the first")
            raise Refused("wrong-argument", argument="last", expected=expected)

    def __contains__(self, day: object) -> bool:
        """Say whether it holds on a day."""
        found = read_date(day)
        return self.first <= found and (self.last is None or found <= self.last)

    def common(self, other: Validity) -> Validity | None:
        """Return the days that both have; None where there are none.

        >>> Validity("01/01/2023").common(Validity("01/6/2023", "30/6/2023")).text("en")
        'valid from 1 June 2023 to 30 June 2023'
        """
        first = max(self.first, other.first)
        ends = [one for one in (self.last, other.last) if one is not None]
        last = min(ends) if ends else None
        return None if last is not None and last < first else Validity(first, last)

    def days(self, lang: Lang = "vi") -> str:
        """Say the days: `từ ngày 07/6/2023 đến hết ngày 31/12/2023`."""
        first = show_day(self.first, lang)
        last = "" if self.last is None else {"vi": " đến hết ngày ", "en": " to "}[lang] + show_day(self.last, lang)
        return {"vi": "từ ngày ", "en": "from "}[lang] + first + last

    def text(self, lang: Lang = "vi") -> str:
        """Say from when to when it holds."""
        return {"vi": "có hiệu lực ", "en": "valid "}[lang] + self.days(lang)

    def __str__(self) -> str:
        return self.text()


def validity(raw: Validity | Sequence[date | str | None]) -> Validity:
    """Take a first and a last day; None, or nothing, for no last one.

    >>> validity(("01/01/2026", None)) == validity(["2026-01-01"]) == Validity("2026-01-01")
    True

    Raises:
        Refused: As `Validity`, or `wrong-argument` where it is not one or two days.
    """
    if isinstance(raw, Validity):
        return raw
    several: object = raw
    if isinstance(raw, str) or not isinstance(several, Sequence) or len(raw) not in {1, 2}:
        expected = Words("ngày đầu và ngày cuối", "a first and a last day")
        raise Refused("wrong-argument", argument="effective", expected=expected)
    return Validity(*raw)
