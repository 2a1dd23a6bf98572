"""Schemes by year and day: which one is in force for a unit's level on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import cached_property
from itertools import combinations

from attrs import field, frozen

from emulscore.days import show_day
from emulscore.errors import Problem, Refused, SchemeError
from emulscore.facts import read_date
from emulscore.scheme import Scheme
from emulscore.validity import Validity
from emulscore.words import Lang, Words, nfc

__all__ = ["Calendar"]

_YEAR = re.compile(r"[1-9][0-9]{3}")


def _schemes(raw: Iterable[Scheme]) -> tuple[Scheme, ...]:
    return tuple(raw)


def _days(scheme: Scheme) -> Validity | None:
    """Return the days on which a scheme is in force: those it states, or those of the year that is its period."""
    if scheme.effective is not None:
        return scheme.effective
    year = (scheme.period or "").strip()
    return Validity(date(int(year), 1, 1), date(int(year), 12, 31)) if _YEAR.fullmatch(year) else None


def _key(text: str) -> str:
    return nfc(text).strip().casefold()


def _names(level: Words | None) -> set[str]:
    return set() if level is None else {_key(level.vi), _key(level.text("en"))}


def _known(schemes: Iterable[tuple[Scheme, Validity]]) -> Words:
    """Say which schemes there are, their levels and days."""
    pairs = list(schemes)

    def text(lang: Lang) -> str:
        said = []
        for scheme, days in pairs:
            level = "" if scheme.level is None else f", {scheme.level.text(lang)}"
            said.append(f"“{scheme.id}”{level} ({days.text(lang)})")
        return "; ".join(said) or "—"

    return Words(text("vi"), text("en"))


@frozen
class Calendar:
    """The schemes of one contest, by the days on which they are in force (danh mục bộ tiêu chí theo kỳ).

    A scheme is in force on the days that it states (`effective`), or, where it states none and its period is a year, in that
    year. For one level there is at most one scheme on any day; one without a level is for every level.

    >>> from emulscore import Criterion, Direct, PointsFact
    >>> rows = [Criterion("1", "Tự chấm", 10, Direct(PointsFact("tu_cham", largest=10)))]
    >>> calendar = Calendar(
    ...     Scheme(f"xa-{year}", "Bộ tiêu chí xã", total=10, items=rows, level="cấp xã", period=str(year))
    ...     for year in (2025, 2026)
    ... )
    >>> calendar.on("07/6/2026", level="cấp xã").id, [scheme.id for scheme in calendar.in_year(2025)]
    ('xa-2026', ['xa-2025'])

    Attributes:
        schemes: The schemes, in any order.

    Raises:
        SchemeError: With every pair of schemes that are for one level on the same day (`overlapping-schemes`), and every
            scheme whose days are not known (`undated-scheme`).
    """

    schemes: tuple[Scheme, ...] = field(converter=_schemes)

    def __attrs_post_init__(self) -> None:
        problems = [
            Problem("undated-scheme", given=scheme.id, params={"period": Words(scheme.period or "—")})
            for scheme in self.schemes
            if _days(scheme) is None
        ]
        for (one, days), (other, others) in combinations(self._dated, 2):
            both = days.common(others)
            apart = one.level is not None and other.level is not None and not _names(one.level) & _names(other.level)
            if both is not None and not apart:
                params = {"one": Words(one.id), "other": Words(other.id), "when": Words(both.days(), both.days("en"))}
                problems.append(Problem("overlapping-schemes", params=params))
        if problems:
            raise SchemeError(problems)

    @cached_property
    def _dated(self) -> tuple[tuple[Scheme, Validity], ...]:
        pairs = [(scheme, days) for scheme in self.schemes if (days := _days(scheme)) is not None]
        return tuple(sorted(pairs, key=lambda pair: pair[1].first))

    @property
    def days(self) -> Mapping[str, Validity]:
        """Return the days on which each scheme is in force, by its id, the earliest first."""
        return {scheme.id: days for scheme, days in self._dated}

    def _of(self, level: Words | str | None) -> list[tuple[Scheme, Validity]]:
        if level is None:
            return list(self._dated)
        asked = _names(level) if isinstance(level, Words) else {_key(level)}
        return [pair for pair in self._dated if pair[0].level is None or asked & _names(pair[0].level)]

    def on(self, day: date | str, *, level: Words | str | None = None) -> Scheme:
        """Return the scheme that is in force on a day.

        Args:
            day: The day.
            level: The unit's level, in either language; it may be left out where the schemes of that day have one level.

        Raises:
            Refused: With the code `no-scheme-on`, which says what there is; `several-levels`; or `not-a-date`.
        """
        found = read_date(day)
        fitting = [pair for pair in self._of(level) if found in pair[1]]
        if len(fitting) == 1:
            return fitting[0][0]
        if fitting:
            raise Refused("several-levels", day=_shown(found), known=_known(fitting))
        asked = Words("") if level is None else _quoted(level)
        raise Refused("no-scheme-on", day=_shown(found), level=asked, known=_known(self._dated))

    def in_year(self, year: int, *, level: Words | str | None = None) -> tuple[Scheme, ...]:
        """Return the schemes that are in force on some day of a year, the earliest first.

        Args:
            year: The year.
            level: The level; every level where it is left out.

        Raises:
            Refused: With the code `no-scheme-on`, which says what there is, or `not-a-date`.
        """
        if not MINYEAR <= year <= MAXYEAR:
            raise Refused("not-a-date")
        whole = Validity(date(year, 1, 1), date(year, 12, 31))
        found = tuple(scheme for scheme, days in self._of(level) if days.common(whole) is not None)
        if not found:
            asked = Words("") if level is None else _quoted(level)
            raise Refused(
                "no-scheme-on", day=Words(f"năm {year}", f"in {year}"), level=asked, known=_known(self._dated)
            )
        return found

    def text(self, lang: Lang = "vi") -> str:
        """Say which schemes there are, one in a line."""
        lines = (f"{scheme.id}: {scheme.title.text(lang)}, {days.text(lang)}" for scheme, days in self._dated)
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text()


def _shown(day: date) -> Words:
    return Words(f"ngày {show_day(day)}", f"on {show_day(day, 'en')}")


def _quoted(level: Words | str) -> Words:
    vi, en = (level, level) if isinstance(level, str) else (level.vi, level.text("en"))
    return Words(f" cho “{vi}”", f" for “{en}”")
