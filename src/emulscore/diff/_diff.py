"""Two schemes, or two years of one, held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from emulscore.criteria import Group, each_item
from emulscore.derive import Difference, HistoryRow, Versioned, differences, frame_differences, places_of
from emulscore.diff._pairs import Pairs, pairs_of
from emulscore.report.history import history_sheet
from emulscore.report.sheet import Sheet
from emulscore.report.told import Told
from emulscore.words import Lang, Words, words

__all__ = ["SchemeDiff", "diff"]

_HEAD: Final = Words("So sánh “{}” ({}) với “{}” ({}).", "“{}” ({}) compared with “{}” ({}).")
_SAME: Final = Words("Không có gì khác nhau.", "Nothing differs.")
_HEADING: Final = Words("So sánh hai bộ tiêu chí", "Two schemes compared")
_BETWEEN: Final = Words("Trước: {} ({})", "Before: {} ({})"), Words("Sau: {} ({})", "After: {} ({})")
_WHOLE: Final = Words("Phần chung: {}.", "The whole: {}.")


def _differences(raw: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(raw)


def _rows(raw: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    return tuple(raw)


@frozen
class SchemeDiff(Told):
    """What differs between two schemes; nothing where they say the same.

    >>> from emulscore import Drop
    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> own = scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[Drop("15", why="Không có")])
    >>> [row.old for row in scheme.diff(own).rows if row.status == "dropped"], bool(scheme.diff(scheme))
    (['15'], False)

    Attributes:
        old: The id of the one.
        new: The id of the other.
        titles: The titles of both.
        whole: What differs beside the rows: issuer, total, rounding, grades and the like.
        rows: The rows and groups that are new, dropped or changed, in the order of the new scheme.
    """

    old: str
    new: str
    titles: tuple[Words, Words]
    whole: tuple[Difference, ...] = field(default=(), converter=_differences)
    rows: tuple[HistoryRow, ...] = field(default=(), converter=_rows)

    @property
    def empty(self) -> bool:
        """Say whether nothing differs; ids may."""
        return not self.whole and not self.rows

    def __bool__(self) -> bool:
        return not self.empty

    def text(self, lang: Lang = "vi") -> str:
        """Say what differs, one line for each row."""
        lines = [_HEAD.text(lang).format(self.titles[0].text(lang), self.old, self.titles[1].text(lang), self.new)]
        if self.empty:
            lines.append(_SAME.text(lang))
        if self.whole:
            lines.append(_WHOLE.text(lang).format("; ".join(one.text(lang) for one in self.whole)))
        return "\n".join([*lines, *(row.text(lang) for row in self.rows)])

    def sheet(self, lang: Lang = "vi") -> Sheet:
        """Return it as a table: each row that is new, dropped or changed, what differs, and why."""
        pairs = zip(_BETWEEN, self.titles, (self.old, self.new), strict=True)
        about = [says.text(lang).format(title.text(lang), id_) for says, title, id_ in pairs]
        about += [_SAME.text(lang)] if self.empty else []
        whole = HistoryRow("changed", self.titles[1], "", "", differences=self.whole)
        return history_sheet(_HEADING.text(lang), [whole, *self.rows], lang, about=about)


def diff(old: Versioned, new: Versioned) -> SchemeDiff:
    """Say what differs between two schemes: rows, points, rules and facts in words, and totals.

    Rows are held against each other as a derivation records them, where one scheme was derived from the other; else those
    with the same number and title, then the same title, the same rule, the same number.

    >>> from emulscore import Drop
    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> own = scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[Drop("15", why="Không có")])
    >>> [(row.status, row.old) for row in diff(scheme, own).rows], diff(scheme, scheme).empty
    ([('changed', 'II'), ('dropped', '15')], True)

    Args:
        old: The one.
        new: The other.
    """
    return SchemeDiff(
        old.id, new.id, (words(old.title), words(new.title)), frame_differences(old, new), _lines(old, new)
    )


def _lines(old: Versioned, new: Versioned) -> Iterator[HistoryRow]:
    pairs = pairs_of(old, new)
    back = {now: id_ for id_, now in pairs.ids.items()}
    before = {item.id: item for item in each_item(old.items)}
    places = places_of(old.items), places_of(new.items)
    rows: list[HistoryRow] = []
    for item in each_item(new.items):
        group = isinstance(item, Group)
        was = before.get(back.get(item.id, ""))
        if was is None:
            rows.append(HistoryRow("new", item.title, None, item.id, group, (), _why(pairs, None, item.id)))
            continue
        found = differences(was, item)
        if was.id in pairs.moved:
            found = (*found, Difference("place", places[0][was.id], places[1][item.id]))
        rows.append(
            HistoryRow(
                "changed" if found else "kept", item.title, was.id, item.id, group, found, _why(pairs, was.id, item.id)
            )
        )
    after = 0
    for was in before.values():
        if was.id not in pairs.ids:
            why = _why(pairs, was.id, None)
            rows.insert(after, HistoryRow("dropped", was.title, was.id, None, isinstance(was, Group), (), why))
        places_now = (place for place, row in enumerate(rows) if row.old == was.id)
        after = next(places_now) + 1
    return (row for row in rows if row.status != "kept")


def _why(pairs: Pairs, old: str | None, new: str | None) -> tuple[Words, ...]:
    return pairs.why.get((old, new), ())
