"""Where citations begin: the kind, the number and the symbol. Every pattern looks at a bounded stretch of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen

from emulscore.errors import Refused
from emulscore.evidence.kinds import DISPATCH, OFFICIAL, code_of, coded, contradicts, kind_in_full, kind_named

__all__ = ["BLANK", "Head", "bare", "heads", "missing_part"]

BLANK: Final = r"[ \n]?"
"""White space between two words; runs of it have been mended before."""

DASHES: Final = "-\u2010\u2011\u2012–—\u2212"
_BEFORE: Final = 64  # the longest stretch before a number in which its kind can stand
_NAME: Final = 400  # the same for the name of a law

_CORE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?<!/)(?P<number>\d{{1,6}}[a-d]?)"
    rf"(?:{BLANK}/{BLANK}(?:(?P<year>(?:19|20)\d\d){BLANK}/{BLANK})?(?=[^\W\d_])"
    rf"|{BLANK}[{DASHES}]{BLANK}(?P<party>[A-Za-zĐđ]{{2,6}}){BLANK}/{BLANK}(?=[^\W\d_]))"
)
_GROUP = re.compile(r"[A-Za-zĐđƠơƯư&]{1,20}\d{0,4}")
_JOINT = re.compile(rf"{BLANK}([{DASHES}/]){BLANK}")
_NUMBER_WORD = re.compile(r"(?:số|so)(?P<colon>[ \n]?[:.]?)[ \n]?$", re.IGNORECASE)
_OTHER_NUMBER = re.compile(rf"số:?{BLANK}\d{{1,6}} ?(?:[{DASHES},+&]|và) ?$", re.IGNORECASE)
_RANGE = re.compile(rf"(?<![\d/])\d{{1,6}}[{DASHES}]$")
_WORDS = re.compile(r"[^\W\d_]+(?:/v)?")
_LAW = re.compile(r"(?<![^\W\d_])(?:bộ luật|luật|pháp lệnh)(?![^\W\d_])", re.IGNORECASE)
_ENDS = re.compile(r";|\. ")
_LEAD = re.compile(
    rf"(?:(?:(?<![^\W\d_])(?:các|tại|theo|căn cứ|thực hiện|kèm theo|và)|\d{{1,2}}[.)]|[{DASHES}+*•]|[“\"(,]){BLANK})+$",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"số(?: ?:)? ?(?:[….]{1,9}|_{1,9})? ?/ ?[A-ZĐ]", re.IGNORECASE)
_NO_SYMBOL = re.compile(r"số ?:? ?\d{1,6}(?![\d/])", re.IGNORECASE)
_LONGEST_KIND: Final = 4


@frozen
class Head:
    """The beginning of one citation.

    Attributes:
        lead: Where its bullet and its lead-in words begin, such as `- Căn cứ`.
        start: Where its kind or its number begins.
        end: Where its symbol ends.
        kind: The kind; None where it cannot be told.
        number: The number, as written.
        symbol: The symbol, in its official form.
        name: The name of a law.
        problem: Why it is not a citation to be taken, where that shows.
    """

    lead: int
    start: int
    end: int
    kind: str | None
    number: str
    symbol: str
    name: str | None = None
    problem: Refused | None = None

    @property
    def year(self) -> int | None:
        """Return the year in the symbol, as that of `2020/NĐ-CP`."""
        return int(self.symbol[:4]) if self.symbol[:4].isdigit() else None

    @property
    def key(self) -> str:
        """Return what other texts call the document by."""
        party = "/" in self.symbol and self.year is None
        return f"{self.number}{'-' if party else '/'}{self.symbol}"


def heads(text: str) -> Iterator[Head]:
    """Yield where citations begin, in order, inside subjects too."""
    done = 0
    for core in _CORE.finditer(text):
        if core.start() < done:
            continue
        head = _head(text, core, done)
        if head is not None:
            done = head.end
            yield head


def _head(text: str, core: re.Match[str], done: int) -> Head | None:
    symbol, end = _symbol(text, core)
    before = text[max(done, core.start() - _BEFORE) : core.start()]
    numbered = _NUMBER_WORD.search(before)
    rest = before[: numbered.start()] if numbered else before
    if not symbol or (not numbered and before[-1:].isalpha()):
        return None
    words, start = _kind_before(rest, core.start() - len(before))
    if words is None and numbered is None and not bare(symbol):
        return None
    symbol = _official(symbol)
    if words is None:
        start = core.start() - (len(before) - len(rest))
    name = None
    if not words and code_of(symbol) in {"QH", "PL", "L"}:
        words, name, start = _law(text[max(done, start - _NAME) : start], start, words)
    kind = words or _told(symbol, worded=words is not None or numbered is not None)
    problem = _problem(core["number"], before, kind, symbol)
    lead = _LEAD.search(text[max(done, start - _BEFORE) : start])
    return Head(start - len(lead[0]) if lead else start, start, end, kind, core["number"], symbol, name, problem)


def _symbol(text: str, core: re.Match[str]) -> tuple[str, int]:
    """Read the groups of a symbol by hand: a dash may also be the bullet of what follows."""
    symbol, joint, place, end = core["year"] or core["party"] or "", "/", core.end(), 0
    while (group := _GROUP.match(text, place)) is not None:
        word, behind = group[0], text[group.end() : group.end() + 4]
        glued = behind.startswith("à") and word.endswith("ng")  # `BC-UBNDngày17/10/2023`
        if glued:
            word = word.removesuffix("ng")
        elif behind[:1].isalpha() and not behind.startswith("ngày"):
            break  # a word with accents is none of a symbol's
        if not word:
            break
        symbol += f"{joint}{word}" if symbol else word
        end = place + len(word)
        follows = _JOINT.match(text, end)
        if glued or follows is None or not _goes_on(text, follows):
            break
        joint, place = "/" if follows[1] == "/" else "-", follows.end()
    return (symbol, end) if end else ("", core.end())


def _goes_on(text: str, joint: re.Match[str]) -> bool:
    """Say whether a joint is inside a symbol: tight on one side, or between capitals and no bullet before a kind."""
    group = _GROUP.match(text, joint.end())
    if group is None:
        return False
    if joint[0][0] == joint[1] or joint[0][-1] == joint[1]:
        return not (joint[0][0].isspace() and kind_named(group[0]) is not None and _kind_follows(text, group.end()))
    return group[0].isupper() and not _kind_follows(text, group.end())


def _kind_follows(text: str, place: int) -> bool:
    return re.match(r"[ \n](?:số|\d)", text[place : place + 5], re.IGNORECASE) is not None


def bare(symbol: str) -> bool:
    """Say whether a symbol is one even without a kind and without `số` before its number."""
    groups = re.split(r"[-/]", symbol)
    code = next(group for group in groups if not group.isdigit()).upper()
    return len(groups) > 1 and (coded(code) is not None or symbol.isupper())


def _official(symbol: str) -> str:
    groups = re.split(r"([-/])", symbol)
    small = symbol.islower()
    return "".join(OFFICIAL.get(group.upper(), group.upper() if small else group) for group in groups)


def _kind_before(before: str, offset: int) -> tuple[str | None, int]:
    """Return the kind that stands right before, its longest name, and where it begins."""
    tail = before.rstrip(" \n:.")
    words = list(_WORDS.finditer(tail))[-_LONGEST_KIND:]
    if not words or words[-1].end() != len(tail):
        return None, offset
    found: tuple[str | None, int] = (None, offset)
    for match in reversed(words):
        kind = kind_named(tail[match.start() :])
        if kind is not None:
            found = kind, offset + match.start()
    return found


def _law(before: str, start: int, kind: str | None) -> tuple[str | None, str | None, int]:
    """Return a law's kind, its name, which stands before its number, and where it begins."""
    cut = max((match.end() for match in _ENDS.finditer(before)), default=0)
    found = _LAW.search(before, cut)
    if found is None:
        return kind, None, start
    name = " ".join(before[found.end() :].split())
    word = found[0].capitalize()
    return word, name or None, start - len(before) + found.start()


def _told(symbol: str, *, worded: bool) -> str | None:
    """Return the kind that the code tells; a symbol without any is that of a công văn."""
    code = code_of(symbol)
    if code == "QH":
        return None  # laws and the National Assembly's resolutions share it
    return coded(code) or (DISPATCH if worded or "-" in symbol else None)


def _problem(number: str, before: str, kind: str | None, symbol: str) -> Refused | None:
    if int(re.sub(r"\D", "", number)) == 0:
        return Refused("citation-number")
    if _RANGE.search(before) or _OTHER_NUMBER.search(before):
        return Refused("citation-numbers")
    if kind is None:
        return Refused("citation-kind-unknown", symbol=symbol)
    if contradicts(kind, symbol):
        return Refused("citation-kind", kind=kind, symbol=symbol, other=coded(code_of(symbol)) or "")
    return None


def missing_part(text: str) -> str:
    """Return the code that says what a text without any number and symbol lacks to be a citation."""
    if _DRAFT.search(text):
        return "citation-draft"
    found = [
        kind_in_full(text[first.start() : last.end()])
        for words in [list(_WORDS.finditer(text[:_NAME]))]
        for place, first in enumerate(words)
        for last in words[place : place + _LONGEST_KIND]
    ]
    if not any(found):
        return "no-citation"
    return "citation-without-symbol" if _NO_SYMBOL.search(text) else "citation-without-number"
