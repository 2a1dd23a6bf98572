"""Where a citation ends in a text: at a mark, a bullet or the next citation, but not inside quotes and brackets."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

__all__ = ["Ends", "unbalanced"]

_PAIRS: Final = {")": "(", "]": "[", "”": "“", "»": "«", "}": "{"}
_BULLETS: Final = "-\u2010\u2011\u2012–—\u2212+*•"
_STOPS = re.compile(r"[;.\n()\[\]{}“”«»+*•\u2010\u2011\u2012–—\u2212-]")
_SHORTENED: Final = frozenset(
    {"tp", "tx", "tt", "p", "q", "h", "x", "ths", "ts", "pgs", "gs", "v.v", "ông", "bà"} - {"ông", "bà"}
)
# Words after which a name must follow, so that a line break there ends nothing.
_GOES_ON = re.compile(
    r"(?:thực hiện|theo|của|thay thế|bãi bỏ|sửa đổi|bổ sung|tại|và|về|việc|với|hành|kèm|số|từ|đến)$", re.IGNORECASE
)
_LONGEST_WORD: Final = 12


def unbalanced(text: str) -> bool:
    """Say whether the last mark of a text closes what the text has not opened.

    >>> unbalanced("mức 2 (VNeID)"), unbalanced("UBND thị xã)")
    (False, True)
    """
    last = text[-1]
    if last in "\"'":
        return text.count(last) % 2 == 1
    opening = _PAIRS.get(last)
    return opening is not None and text.count(last) > text.count(opening)


@frozen
class Ends:
    """Finds where what begins at a place ends.

    Attributes:
        text: The text, each run of white space being one blank or one line break.
        leads: Where citations, with their bullets and lead-in words, begin.
    """

    text: str
    leads: frozenset[int]

    def after(self, start: int, limit: int) -> int:
        """Return where the citation whose symbol ends at *start* ends, at *limit* at the latest."""
        depth = 0
        for found in _STOPS.finditer(self.text, start, limit):
            mark, place = found[0], found.start()
            if mark in _PAIRS.values():
                depth += 1
            elif mark in _PAIRS:
                depth -= 1
                if depth < 0:
                    return place
            elif self._stops(mark, place, inside=depth > 0):
                return place
        return limit

    def _stops(self, mark: str, place: int, *, inside: bool) -> bool:
        text = self.text
        follows = text[place + 1 : place + 3]
        if mark == "\n":
            bullet = follows[:1] in _BULLETS and follows[1:2] in {" ", "\n"}
            leads = place + 1 in self.leads
            return bullet or (leads and not _GOES_ON.search(text[max(place - _LONGEST_WORD, 0) : place]))
        if mark in _BULLETS:
            return place in self.leads and text[place - 1].isspace()
        if inside:
            return False
        return mark == ";" or self._full_stop(place, follows)

    def _full_stop(self, place: int, follows: str) -> bool:
        if not follows[:1].isspace():
            return False
        word = re.split(r"[ \n(]", self.text[max(place - _LONGEST_WORD, 0) : place])[-1]
        return word.casefold() not in _SHORTENED and (
            follows[1:] in _BULLETS or follows[1:].isupper() or place + 2 in self.leads
        )
