"""Texts in Vietnamese and English, side by side."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from attrs import field, frozen

__all__ = ["LANGS", "Lang", "Words", "filled", "nfc", "words"]

Lang = Literal["vi", "en"]
LANGS: Final[tuple[Lang, Lang]] = ("vi", "en")


def nfc(text: str) -> str:
    """Return *text* in Unicode's composed form, so that one word has one spelling."""
    return unicodedata.normalize("NFC", text)


def _nfc_or_none(text: str | None) -> str | None:
    return None if text is None else nfc(text)


@frozen
class Words:
    """A text for people, in Vietnamese and, where it has been translated, in English.

    >>> Words("Điểm chuẩn", "Base points").text("en")
    'Base points'
    >>> Words("Điểm chuẩn").text("en")
    'Điểm chuẩn'

    Attributes:
        vi: The Vietnamese text.
        en: The English text; without one, the Vietnamese is shown.
    """

    vi: str = field(converter=nfc)
    en: str | None = field(default=None, converter=_nfc_or_none)

    def text(self, lang: Lang = "vi") -> str:
        """Return the text in *lang*, Vietnamese where there is no English.

        Raises:
            KeyError: There is no such language.
        """
        return {"vi": self.vi, "en": self.vi if self.en is None else self.en}[lang]

    def __str__(self) -> str:
        return self.vi

    def __repr__(self) -> str:
        return f"Words({self.vi!r})" if self.en is None else f"Words({self.vi!r}, {self.en!r})"


def words(text: Words | str) -> Words:
    """Take a plain string as a Vietnamese text.

    >>> words("Tiêu chí")
    Words('Tiêu chí')
    """
    return text if isinstance(text, Words) else Words(text)


def filled(says: Words, /, *given: object, **named: object) -> Words:
    """Fill a sentence in, in each language by the words of that language.

    >>> filled(Words("thiếu {}", "{} is missing"), Words("điểm", "points"))
    Words('thiếu điểm', 'points is missing')
    """

    def of(one: object, lang: Lang) -> object:
        return one.text(lang) if isinstance(one, Words) else one

    return Words(
        *(
            says.text(lang).format(
                *(of(one, lang) for one in given), **{key: of(one, lang) for key, one in named.items()}
            )
            for lang in LANGS
        )
    )
