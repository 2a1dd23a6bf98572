"""What a derived scheme keeps of how it was derived: its parent, the changes, and what became of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, Literal

from attrs import evolve, field, frozen
from attrs.converters import optional

from emulscore.derive._changes import Change
from emulscore.derive._compare import Difference
from emulscore.derive._scale import Rebase
from emulscore.numbers import number, show
from emulscore.validity import Validity, validity
from emulscore.words import Lang, Words, nfc, words

__all__ = ["ChangeSet", "Derivation", "HistoryRow", "ParentScheme", "Status", "composed"]

Status = Literal["kept", "changed", "new", "dropped"]

_STATUS: Final[Mapping[Status, Words]] = {
    "kept": Words("giữ nguyên", "kept"),
    "changed": Words("thay đổi", "changed"),
    "new": Words("thêm mới", "new"),
    "dropped": Words("lược bỏ", "dropped"),
}
_ROW = Words("Tiêu chí {} ({}): {}", "Criterion {} ({}): {}")
_GROUP = Words("Nhóm {} ({}): {}", "Group {} ({}): {}")
_TOTAL = Words("Phần chung: {}", "The whole: {}")
_WHY = Words("Lý do: {}", "Why: {}")
_FROM = Words("Xây dựng từ “{}” ({}), mã {}.", "Derived from “{}” ({}), fingerprint {}.")
_REAPPLIED = Words(
    "Các thay đổi được viết cho một bản khác của bộ tiêu chí gốc (mã {}) và được áp dụng lại.",
    "The changes were written for another state of the parent (fingerprint {}) and were applied again.",
)
_REBASED = Words("Quy về thang {} điểm, làm tròn đến {}. {}", "Rebased to {} points, rounded to {}. {}")
_REMAINDER = Words(
    "Phần dư {} điểm do làm tròn được tính vào dòng {}.", "The remainder of {} points from rounding went to row {}."
)
_SAID: Final = frozenset({"wording", "readings", "remark"})
_NO_REMAINDER = Words("Không có phần dư do làm tròn.", "Rounding left no remainder.")


def _differences(raw: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(raw)


def _reasons(raw: Iterable[Words]) -> tuple[Words, ...]:
    return tuple(raw)


@frozen
class HistoryRow:
    """What became of one row or group.

    >>> print(HistoryRow("dropped", "Chữ ký số", old="15", why=[Words("Xã không có nhiệm vụ này")]))
    Tiêu chí 15 (Chữ ký số): lược bỏ. Lý do: Xã không có nhiệm vụ này.

    Attributes:
        status: `kept`, `changed`, `new` or `dropped`.
        title: What it is called now, or was.
        old: Its number in the parent; None for one that is new, `""` for the scheme itself.
        new: Its number in the result; None for one that was dropped, `""` for the scheme itself.
        group: Whether it is a group.
        differences: What changed: what, from, to.
        why: Why, in the order of the changes.
    """

    status: Status
    title: Words = field(converter=words)
    old: str | None = None
    new: str | None = None
    group: bool = False
    differences: tuple[Difference, ...] = field(default=(), converter=_differences)
    why: tuple[Words, ...] = field(default=(), converter=_reasons)

    def text(self, lang: Lang = "vi") -> str:
        """Say what became of it, and why."""
        says = _STATUS[self.status].text(lang)
        id_ = self.old if self.new is None else self.new
        if self.differences:
            says += ": " + "; ".join(one.text(lang) for one in self.differences)
        says += "."
        if self.why:
            says += " " + _WHY.text(lang).format(". ".join(why.text(lang).rstrip(".") for why in self.why)) + "."
        if id_ == "":
            return _TOTAL.text(lang).format(says)
        return (_GROUP if self.group else _ROW).text(lang).format(id_, self.title.text(lang), says)

    def __str__(self) -> str:
        return self.text()


def _changes(raw: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(raw)


@frozen
class ParentScheme:
    """The scheme that changes are written for.

    >>> ParentScheme("nga-nam-2023").fingerprint is None
    True

    Attributes:
        id: Its id.
        fingerprint: Its fingerprint; None where any state of it will do.
    """

    id: str = field(converter=nfc)
    fingerprint: str | None = None


def _parent(raw: ParentScheme | str) -> ParentScheme:
    return ParentScheme(raw) if isinstance(raw, str) else raw


@frozen
class ChangeSet:
    """Everything that makes one scheme out of another: what a change file says.

    >>> from emulscore import Drop
    >>> drop = Drop("15", why="Xã không có nhiệm vụ này")
    >>> changes = ChangeSet("nga-nam-2023", id="xa-a", issuer="UBND xã A", level="cấp xã", period=2026, changes=[drop])
    >>> changes.parent.id, changes.period
    ('nga-nam-2023', '2026')

    Attributes:
        parent: The scheme that the changes are written for; an id alone is any state of it.
        id: The id of the result.
        issuer: Who issues it.
        level: The level of the units that it scores.
        period: The period that it is for.
        title: Its title; the parent's where it is not given.
        source: The document that adopts it.
        remark: What a reader must know of it.
        effective: The first and the last day on which it is in force.
        changes: The changes, in order.
        rebase: How it is brought to another total, after the changes.
    """

    parent: ParentScheme = field(converter=_parent)
    id: str = field(kw_only=True, converter=nfc)
    issuer: Words = field(kw_only=True, converter=words)
    level: Words = field(kw_only=True, converter=words)
    period: str = field(kw_only=True, converter=str)
    title: Words | None = field(default=None, kw_only=True, converter=optional(words))
    source: Words | None = field(default=None, kw_only=True, converter=optional(words))
    remark: Words | None = field(default=None, kw_only=True, converter=optional(words))
    effective: Validity | None = field(default=None, kw_only=True, converter=optional(validity))
    changes: tuple[Change, ...] = field(default=(), kw_only=True, converter=_changes)
    rebase: Rebase | None = field(default=None, kw_only=True)


def _history(raw: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    return tuple(raw)


@frozen
class Derivation:
    """How a scheme was derived.

    >>> from emulscore import Drop
    >>> from emulscore.schemes.nga_nam_2023 import scheme
    >>> drop = Drop("15", why="Xã không có nhiệm vụ này")
    >>> derived = scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[drop])
    >>> derived.derivation.parent, [row.old for row in derived.derivation.history if row.status == "dropped"]
    ('nga-nam-2023', ['15'])

    Attributes:
        parent: The parent's id.
        title: The parent's title.
        fingerprint: The parent's fingerprint.
        changes: The changes, in order.
        rebase: How it was brought to another total.
        remainder_row: The row that received what rounding left, where it was rebased.
        remainder: What that row received, in points.
        reapplied: The fingerprint of the parent that the changes were written for, where that was another one.
        history: What became of each row of the parent, and what is new; the scheme itself first.
        earlier: How the parent was derived, where it was.
    """

    parent: str
    title: Words = field(converter=words)
    fingerprint: str
    changes: tuple[Change, ...] = field(default=(), kw_only=True, converter=_changes)
    rebase: Rebase | None = field(default=None, kw_only=True)
    remainder_row: str | None = field(default=None, kw_only=True)
    remainder: Fraction = field(default=Fraction(0), kw_only=True, converter=number)
    reapplied: str | None = field(default=None, kw_only=True)
    history: tuple[HistoryRow, ...] = field(default=(), kw_only=True, converter=_history)
    earlier: Derivation | None = field(default=None, kw_only=True)

    @property
    def first(self) -> Derivation:
        """Return the derivation from the first ancestor, at the other end of the chain."""
        return self if self.earlier is None else self.earlier.first

    @property
    def since_first(self) -> tuple[HistoryRow, ...]:
        """Return what became of each row of the first ancestor, over all derivations."""
        return self.history if self.earlier is None else composed(self.earlier.since_first, self.history)

    @property
    def reworked(self) -> dict[str, str | None]:
        """Return the rows that are not worked out as by the first ancestor, though nothing that is said of them changed.

        Each with the points that it had where only these changed, in Vietnamese figures; None where its rule changed.
        """
        found: dict[str, str | None] = {}
        for row in self.since_first:
            what = {one.what: one.old for one in row.differences}
            if row.new and not _SAID & what.keys():
                if "rule" in what:
                    found[row.new] = None
                elif (base := what.get("base")) is not None:
                    found[row.new] = str(base)
        return found

    def text(self, lang: Lang = "vi") -> str:
        """Say where the scheme comes from and what became of each row, one line for each."""
        lines = [_FROM.text(lang).format(self.title.text(lang), self.parent, self.fingerprint)]
        if self.reapplied is not None:
            lines.append(_REAPPLIED.text(lang).format(self.reapplied))
        if self.rebase is not None:
            left = _NO_REMAINDER.text(lang)
            if self.remainder:
                left = _REMAINDER.text(lang).format(show(self.remainder, lang), self.remainder_row)
            lines.append(_REBASED.text(lang).format(show(self.rebase.to, lang), show(self.rebase.step, lang), left))
        return "\n".join([*lines, *(row.text(lang) for row in self.history)])

    def __str__(self) -> str:
        return self.text()


def composed(first: Iterable[HistoryRow], then: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    """Return one history for two derivations, the second of the result of the first."""
    first = list(first)
    reached = {row.new: row for row in first if row.new is not None}
    rows = [row if row.old is None else _joined(reached[row.old], row) for row in then]
    gone = [row for row in first if row.new is None]
    return tuple(row for row in [*rows, *gone] if row is not None)


def _joined(one: HistoryRow, two: HistoryRow) -> HistoryRow | None:
    if one.status == "new":
        return (
            None
            if two.status == "dropped"
            else evolve(two, status="new", old=None, differences=(), why=one.why + two.why)
        )
    why = one.why + two.why
    if two.status == "dropped":
        return evolve(two, old=one.old, why=why)
    ends: dict[str, tuple[Words | None, Words | None]] = {each.what: (each.old, each.new) for each in one.differences}
    for each in two.differences:
        ends[each.what] = (ends.get(each.what, (each.old, None))[0], each.new)
    both = tuple(Difference(what, *pair) for what, pair in ends.items() if pair[0] != pair[1])
    return evolve(two, status="changed" if both else "kept", old=one.old, differences=both, why=why if both else ())
