"""What the checker finds in how a scheme stands to its source: rows not stated, contradictions, numbering."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from emulscore.checker.finding import Finding, finding, place_of
from emulscore.criteria import Criterion, Group, Item, printed_base
from emulscore.figures import figure
from emulscore.words import Words

__all__ = ["of_numbering", "of_source", "of_words"]

_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"  # the order in which Vietnamese documents letter their points
_ROMAN: Final = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_KEPT: Final = Words("câu chữ (wording)", "its wording"), Words("ghi chú (remark)", "its remark")
_NUMBERED: Final = re.compile(r"(.*?)([0-9]{1,9})")


def of_source(items: Iterable[Item]) -> Iterator[Finding]:
    """Yield what is not stated, and points that are printed otherwise than they are held."""
    for item in items:
        if isinstance(item, Group):
            yield from _group(item)
        else:
            yield from _row(item, altered=True)


def _group(group: Group) -> Iterator[Finding]:
    held = sum((item.base for item in group.items), Fraction(0))
    found = sum(map(printed_base, group.items), Fraction(0))
    if group.printed is not None and group.printed.parts is not None:
        found = group.printed.parts
    # Under a cap the parts may add up to more, unless they have been brought to add up to it.
    contradicts = found not in {held, group.base} and (group.cap is None or held == group.base)
    if contradicts:
        params = {"found": figure(found), "stated": figure(group.base)}
        yield finding("printed-parts", place_of(group.id), params, row=group.id)
    for item in group.items:
        if isinstance(item, Group):
            yield from _group(item)
        else:
            yield from _row(item, altered=not contradicts)


def _row(row: Criterion, *, altered: bool) -> Iterator[Finding]:
    place = place_of(row.id)
    if not row.stated:
        yield finding("row-not-stated", place, row=row.id)
    printed = row.printed
    if printed is None or printed.points is None:
        return
    params = {"points": figure(printed.points), "held": figure(row.base)}
    if printed.text is not None and printed.text != printed.points:
        yield finding("printed-text", place, params | {"text": figure(printed.text)}, row=row.id)
    elif altered and printed.points != row.base:
        yield finding("points-altered", place, params, row=row.id)


def of_words(rows: Iterable[Criterion], reworked: Mapping[str, str | None]) -> Iterator[Finding]:
    """Yield the rows of a derived scheme whose words are still those of the rule or the points that they had before."""
    for row in rows:
        if row.id not in reworked:
            continue
        points = reworked[row.id]
        texts = row.wording, None if row.remark is None else row.remark.text()
        both = zip(_KEPT, texts, strict=True)
        kept = [words for words, text in both if text is not None and (points is None or _quotes(text, points))]
        if kept:
            said = Words(" và ".join(one.vi for one in kept), " and ".join(one.text("en") for one in kept))
            yield finding("words-kept", place_of(row.id), {"kept": said}, row=row.id)


def _quotes(text: str, points: str) -> bool:
    """Return whether a text holds a figure as a number of its own: 6 in “100% * 6”, not in “6,5” or “60%”."""
    return re.search(rf"(?<![\d,.]){re.escape(points)}(?![\d%]|[,.]\d)", text) is not None


def of_numbering(items: Sequence[Item], clauses: Sequence[str]) -> Iterator[Finding]:
    """Yield the places where the numbers of rows, groups or clauses do not follow on."""
    for before, after in _jumps([item.id for item in items]):
        yield _jump(place_of(after), before, after, after)
    for item in items:
        if isinstance(item, Group):
            yield from of_numbering(item.items, ())
    for before, after in _jumps(clauses):
        place = Words("quy định về xếp loại", "the clauses on grading")
        yield _jump(place, f"khoản {before}|clause {before}", f"khoản {after}|clause {after}", None)


def _jump(place: Words, before: str, after: str, row: str | None) -> Finding:
    params = {}
    for key, text in (("before", before), ("after", after)):
        vi, _, en = text.partition("|")
        params[key] = Words(vi, en or vi)
    return finding("numbering-jumps", place, params, row=row)


def _jumps(ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    for before, after in pairwise(ids):
        one, other = _place(before), _place(after)
        # Of one kind and prefix: I.2.a and I.2.b, but not 9 and I.
        if set(one) & set(other) and not any(other[kind] == one[kind] + 1 for kind in set(one) & set(other)):
            yield before, after


def _place(id_: str) -> dict[tuple[str, str], int]:
    """Return the readings of a number: by the kind of numbering and what stands before it."""
    head, _, last = id_.rpartition(".")
    found = {}
    if numbered := _NUMBERED.fullmatch(id_):
        found["digits", numbered[1]] = int(numbered[2])
    if last and _ROMAN.fullmatch(last):
        found["roman", head] = _roman(last)
    if len(last) == 1 and last in _LETTERS:
        found["letter", head] = _LETTERS.index(last)
    return found


def _roman(text: str) -> int:
    values = [_DIGITS[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
