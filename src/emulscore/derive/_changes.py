"""What a ward or commune changes in a scheme that it takes over: one class for each kind of change, each with its why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Final, Protocol, runtime_checkable

from attrs import field, frozen
from attrs.converters import optional

from emulscore.criteria import Criterion, Group, Item
from emulscore.derive._given import Value, reason, row_id, value
from emulscore.facts import AnyFact
from emulscore.grades import Grades
from emulscore.registry import Registry
from emulscore.rules.rule import unstated, wrong
from emulscore.words import Words, nfc, words

__all__ = [
    "CHANGES",
    "Add",
    "Change",
    "ClearArgument",
    "Drop",
    "Move",
    "Regrade",
    "Renumber",
    "Replace",
    "Retitle",
    "SetArgument",
    "SwapFact",
]


@runtime_checkable
class Change(Protocol):
    """One change of a scheme, and why it was made.

    >>> from emulscore import Drop
    >>> isinstance(Drop("15", why="Xã không có nhiệm vụ này"), Change)
    True

    Attributes:
        kind: The name of the class in change files.
    """

    kind: ClassVar[str]

    @property
    def why(self) -> Words:
        """Return why the change was made."""


CHANGES: Final[Registry[Change]] = Registry()
"""The kinds of changes that files name."""


def _item(raw: Item) -> Item:
    if not isinstance(raw, Criterion | Group):
        raise wrong("item", "một tiêu chí hoặc một nhóm", "a criterion or a group")
    return raw


def _numbers(raw: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = raw.items() if isinstance(raw, Mapping) else raw
    found = tuple((row_id(row), row_id(to)) for row, to in pairs)
    if not found:
        raise wrong("numbers", "ít nhất một số thứ tự", "at least one number")
    return found


class _Placed:
    """A change that puts a row somewhere: at most one of *after* and *before*."""

    __slots__ = ()

    after: str | None
    before: str | None

    def __attrs_post_init__(self) -> None:
        if self.after is not None and self.before is not None:
            raise wrong("before", "after hoặc before, không cả hai", "after or before, not both")


@CHANGES.register
@frozen
class Drop:
    """A row, or a group with all that is in it, is left out.

    >>> Drop("15", why="Xã không có nhiệm vụ này").row
    '15'

    Attributes:
        row: The row's or group's number.
        why: Why.
    """

    kind: ClassVar[str] = "drop"

    row: str = field(converter=row_id)
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class Replace:
    """Another row or group stands in a row's place.

    >>> from emulscore import Criterion, Ratio, ShareFact
    >>> row = Criterion("12", "VNeID", 6, Ratio(ShareFact("vneid"), target="80%", below="pro_rata", empty="refuse"))
    >>> Replace(12, row, why="Chỉ tiêu của xã").row
    '12'

    Attributes:
        row: The number of the row or group that is replaced.
        item: What stands there instead; it may have another number.
        why: Why.
    """

    kind: ClassVar[str] = "replace"

    row: str = field(converter=row_id)
    item: Item = field(converter=_item)
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class Add(_Placed):
    """A row or group is added: beside another, or last in a group, or last of all.

    >>> from emulscore import Criterion, Ratio, ShareFact
    >>> row = Criterion("16", "Chữ ký số", 3, Ratio(ShareFact("ky_so"), empty="refuse"))
    >>> Add(row, after=14, why="Nhiệm vụ mới").after
    '14'

    Attributes:
        item: What is added.
        into: The group that it is put into; `""` or None for the top level, where neither *after* nor *before* says more.
        after: The row or group that it follows.
        before: The row or group that it stands before.
        why: Why.
    """

    kind: ClassVar[str] = "add"

    item: Item = field(converter=_item)
    into: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    after: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    before: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class Move(_Placed):
    """A row or group stands elsewhere; its number stays.

    >>> Move("5", after="7", why="Cùng nhóm nội dung").after
    '7'

    Attributes:
        row: The row's or group's number.
        into: The group that it is put into, `""` for the top level.
        after: The row or group that it follows.
        before: The row or group that it stands before.
        why: Why.
    """

    kind: ClassVar[str] = "move"

    row: str = field(converter=row_id)
    into: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    after: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    before: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    why: Words = field(kw_only=True, converter=reason)

    def __attrs_post_init__(self) -> None:
        _Placed.__attrs_post_init__(self)
        if self.into is None and self.after is None and self.before is None:
            raise unstated("into", "into, after hoặc before", "into, after or before")


@CHANGES.register
@frozen
class Renumber:
    """Rows and groups get other numbers, all at once, so that two may change places; conditions on grades follow.

    >>> Renumber({"3": "2", "4": "3"}, why="Bỏ tiêu chí 2").numbers
    (('3', '2'), ('4', '3'))

    Attributes:
        numbers: The new number of each.
        why: Why.
    """

    kind: ClassVar[str] = "renumber"

    numbers: tuple[tuple[str, str], ...] = field(converter=_numbers)
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class Retitle:
    """A row or group is called something else.

    >>> str(Retitle("3", "Nhân sự chuyển đổi số", why="Gọi đúng tên mới").title)
    'Nhân sự chuyển đổi số'

    Attributes:
        row: The row's or group's number.
        title: The new title.
        why: Why.
    """

    kind: ClassVar[str] = "retitle"

    row: str = field(converter=row_id)
    title: Words = field(converter=words)
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class SwapFact:
    """Another fact is read in place of one: in a row or group, or wherever it was read.

    >>> from emulscore import ShareFact
    >>> SwapFact("van_ban", ShareFact("ho_so_mang"), row="5", why="Dùng chung số liệu").new.name
    'ho_so_mang'

    Attributes:
        old: The name of the fact that was read.
        new: The fact that is read instead; it may have the same name.
        row: The row or group in which it is swapped; None for all, with conditions on grades and values of a cohort.
        why: Why.
    """

    kind: ClassVar[str] = "swap_fact"

    old: str = field(converter=nfc)
    new: AnyFact = field()
    row: str | None = field(default=None, kw_only=True, converter=optional(row_id))
    why: Words = field(kw_only=True, converter=reason)

    @new.validator
    def _is_fact(self, _: object, value: object) -> None:
        if not isinstance(value, AnyFact):
            raise wrong("new", "một số liệu", "a fact")


@CHANGES.register
@frozen
class SetArgument:
    """An argument of a row's rule, or a field of the row, is something else.

    A reading that explained the argument gives way to the why of the change.

    >>> SetArgument("13", "rule.target", "60%", why="Chỉ tiêu của xã").value
    '60%'

    Attributes:
        row: The row's or group's number; `""` for the scheme's own `rounding`, `limits`, `rescale` or `grades`.
        argument: The argument, as readings name it: `per`, `rule.below`, `parts.0.per`, `cases.dai_hoc`, `base`. Where a
            rule holds another, as `Cap` does, the inner one is `rule.rule`, and the whole row is exchanged by `Replace`.
        value: What it is now.
        why: Why.
    """

    kind: ClassVar[str] = "set_argument"

    row: str = field(converter=row_id)
    argument: str
    value: Value = field(converter=value)
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class ClearArgument:
    """An argument that may be left out is left out.

    >>> ClearArgument("12", "remark", why="Ghi chú của năm 2023").argument
    'remark'

    Attributes:
        row: The row's or group's number, or `""` for the scheme.
        argument: The argument, as for `SetArgument`.
        why: Why.
    """

    kind: ClassVar[str] = "clear_argument"

    row: str = field(converter=row_id)
    argument: str
    why: Words = field(kw_only=True, converter=reason)


@CHANGES.register
@frozen
class Regrade:
    """Other grades, with their bands and conditions, or none.

    >>> Regrade(why="Xã không xếp loại").grades is None
    True

    Attributes:
        grades: The grades; None for a scheme without grades.
        why: Why.
    """

    kind: ClassVar[str] = "regrade"

    grades: Grades | None = None
    why: Words = field(kw_only=True, converter=reason)
