"""Thanh Hóa (draft, 2026): how its facts are written down. Labels and definitions are a summary, not the document's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from emulscore.facts import CountFact, LevelFact, ShareFact, YesNoFact
from emulscore.words import Words

__all__ = ["DELEGATES", "RESOLUTIONS", "SESSIONS", "TIMES", "count", "level", "share", "yes"]

_MANY: Final = 1000
SESSIONS: Final = Words("kỳ", "sessions")
TIMES: Final = Words("lần", "times")
DELEGATES: Final = Words("đại biểu", "delegates")
RESOLUTIONS: Final = Words("nghị quyết", "resolutions")


def yes(name: str, vi: str, en: str) -> YesNoFact:
    """Return a question."""
    return YesNoFact(name, label=Words(vi, en))


def count(
    name: str, vi: str, en: str, unit: Words, *, excludes: Words | None = None, largest: int = _MANY
) -> CountFact:
    """Return a count."""
    return CountFact(name, label=Words(vi, en), unit=unit, excludes=excludes, largest=largest)


def share(name: str, label: Words, counts: Words, out_of: Words | None, excludes: Words | None = None) -> ShareFact:
    """Return a share; a bare number is a percentage."""
    return ShareFact(name, label=label, counts=counts, out_of=out_of, excludes=excludes, numbers="percent", decimals=2)


def level(name: str, vi: str, en: str, levels: Mapping[str, Words]) -> LevelFact:
    """Return a choice among levels."""
    return LevelFact(name, label=Words(vi, en), levels=levels)
