"""The lines of an annex: which are rows, which are headings of groups, and which only go on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from attrs import field, frozen

from emulscore.annex.cells import tidy
from emulscore.annex.columns import Heading, Role
from emulscore.annex.grid import Cell, Table
from emulscore.errors import Problem, Refused

__all__ = ["Entry", "Lines", "lines_in"]

_ROLES: Final[tuple[Role, ...]] = (
    "number", "title", "base", "claimed", "appraised", "final", "how", "result", "evidence"
)  # fmt: skip
_POINTS: Final[tuple[Role, ...]] = ("base", "claimed", "appraised", "final")
_ID: Final = re.compile(r"[^\W_]{1,6}(?:[.\-][^\W_]{1,6}){0,6}")
_LED: Final = re.compile(r"((?:[IVXLC]{1,6}|[A-ZĐ]|\d{1,3})(?:\.[^\W_]{1,4})*)[.):]?\s+(\S.*)", re.DOTALL)
_TOTAL: Final = re.compile(
    r"(?:tổng (?:cộng|số|điểm)|cộng điểm|total)\b.*|(?:tổng|cộng)\W*(?:\(.*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST_ID: Final = 20
_COLUMN: Final = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
_ROMAN: Final = re.compile(r"[IVXLC]+|[A-ZĐ]")


@frozen
class Entry:
    """One line of an annex.

    Attributes:
        kind: What it is.
        id: Its number.
        cells: The texts of each role, in pieces: the cell itself, then those with which it goes on.
    """

    kind: Literal["row", "group", "total"]
    id: str
    title: str
    cells: dict[Role, list[Cell]]

    def text(self, role: Role) -> str:
        """Return the text of a role."""
        return "\n".join(cell.text for cell in self.cells[role] if cell.text)

    def first(self, role: Role) -> Cell:
        """Return the cell where the text of a role begins; the number's where there is none."""
        found = [cell for cell in self.cells[role] if cell.text]
        return found[0] if found else (self.cells[role] or self.cells["number"] or self.cells["title"])[0]


@frozen
class Lines:
    """What the lines of an annex are, and those that are none.

    Attributes:
        entries: Rows, groups and totals, in order.
        problems: What belongs to no row.
    """

    entries: list[Entry] = field(factory=list)
    problems: list[Problem] = field(factory=list)


def lines_in(tables: Iterable[tuple[Table, Heading]]) -> Lines:
    """Read the lines of a table, or of the tables that one was cut into."""
    found = Lines()
    for table, heading in tables:
        for place, row in enumerate(table.rows):
            if place > heading.last and not _passed_over(row, heading):
                _take(found, row, heading)
    return Lines(
        [_settled(entry, found.entries[place + 1 :]) for place, entry in enumerate(found.entries)], found.problems
    )


def _passed_over(row: Sequence[Cell], heading: Heading) -> bool:
    """Say whether a line is empty, the heading once more, or the numbers of the columns."""
    texts = [cell.text for cell in row]
    filled = [text for text in texts if text]
    if not filled:
        return True
    again = sum(text == head for text, head in zip(texts, heading.texts, strict=False) if text)
    numbers = [_COLUMN.fullmatch(text) for text in filled]
    counted = [int(one[1]) for one in numbers if one]
    return again > len(filled) / 2 or (
        len(filled) > 2 and all(numbers) and counted == list(range(counted[0], counted[0] + len(counted)))  # noqa: PLR2004
        and any(cell.text for cell in heading.cells(row, "title"))
    )  # fmt: skip


def _take(found: Lines, row: Sequence[Cell], heading: Heading) -> None:
    cells = {role: heading.cells(row, role) for role in _ROLES}
    number, title = (tidy(" ".join(cell.text for cell in cells[role])) for role in ("number", "title"))
    both = {*heading.columns.get("title", ()), *heading.columns.get("number", ())}
    others = [cell for column, cell in enumerate(row) if cell.text and column not in both]
    id_ = number.strip(" .):(")
    if not others and bool(number) != bool(title) and (entry := _led(number or title, cells, bare=bool(title))):
        found.entries.append(entry)
    elif _TOTAL.fullmatch(number or title) and any(cells[role] for role in _POINTS):
        found.entries.append(Entry("total", "", number or title, cells))
    elif _ID.fullmatch(id_) or (title and number and len(number) <= _LONGEST_ID):
        found.entries.append(Entry("row", id_ or number, title, cells))
    elif not number and found.entries and _goes_on(title, cells, found.entries[-1]):
        for role, more in cells.items():
            found.entries[-1].cells[role].extend(cell for cell in more if cell.text)
    else:
        at = next(cell for cell in row if cell.text)
        found.problems.append(
            at.problem(Refused("annex-row-unnumbered"), given=" | ".join(c.text for c in row if c.text))
        )


def _led(text: str, cells: dict[Role, list[Cell]], *, bare: bool) -> Entry | None:
    """Return the group that a line alone heads: `II Đơn vị cấp thị xã`; None for what goes on with the line before."""
    led = _LED.fullmatch(text)
    if led is not None:
        return Entry("group", led[1], tidy(led[2]), cells)
    if (not bare and " " in text) or (bare and text[:1].isupper() and not _TOTAL.fullmatch(text)):
        return Entry("group", "", text, cells)
    return None


def _goes_on(title: str, cells: dict[Role, list[Cell]], last: Entry) -> bool:
    """Say whether a line without a number belongs to the row before it, as where a page ended inside it."""
    if last.kind != "row":
        return False
    return not title or (title[0].islower() and not any(cell.text for cell in cells["base"]))


def _settled(entry: Entry, rest: Sequence[Entry]) -> Entry:
    """Take what has rows of its own for a group: `1` before `1.1`, `A` before `1`; and put a title together."""
    title = tidy(entry.text("title")) if entry.kind == "row" else entry.title
    kind = entry.kind
    following = next((other.id for other in rest if other.id), "")
    if kind == "row" and (
        following.startswith((f"{entry.id}.", f"{entry.id}-"))
        or (_ROMAN.fullmatch(entry.id) and following[:1].isdigit())
    ):
        kind = "group"
    return Entry(kind, entry.id, title, entry.cells)
