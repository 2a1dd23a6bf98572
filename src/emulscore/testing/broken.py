"""How a broken law is reported: in the words of the measurements."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from emulscore.errors import shorten
from emulscore.numbers import show, show_percent
from emulscore.words import Lang, Words

__all__ = ["LawBroken", "Unit"]

Unit = Mapping[str, object]
"""The measurements of one unit, by the name of the fact."""


class LawBroken(AssertionError):  # noqa: N818 - it says what happened; its base says that it is an error
    """A law of the library does not hold.

    Attributes:
        law: What should hold.
        found: What was found instead.
        measurements: The smallest measurements found that show it, by the name of the fact.
    """

    def __init__(self, law: Words, found: Words, measurements: Unit) -> None:
        self.law = law
        self.found = found
        self.measurements = measurements
        super().__init__(f"{self.text('vi')}\n    {self.text('en')}")

    def text(self, lang: Lang = "vi") -> str:
        """Return the whole message in one language."""
        values = "; ".join(f"{name} = {_shown(value, lang)}" for name, value in self.measurements.items())
        says = {
            "vi": "Không đúng luật “{}” với số liệu: {}. {}",
            "en": "The law “{}” is broken by the measurements: {}. {}",
        }
        return says[lang].format(self.law.text(lang), values or "—", self.found.text(lang))


def _shown(raw: object, lang: Lang) -> str:
    if isinstance(raw, Fraction):
        return show_percent(raw, lang)
    if isinstance(raw, Decimal) and raw.is_finite():
        return show(Fraction(raw), lang)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return show(raw, lang)
    if isinstance(raw, tuple):
        return "/".join(_shown(side, lang) for side in raw)
    if isinstance(raw, Mapping):
        return ", ".join(f"{key} = {_shown(value, lang)}" for key, value in raw.items())
    return shorten(raw)
