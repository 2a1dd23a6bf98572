"""What a scheme is made of: criteria with their base points and rules, groups of them, and how amounts are rounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, get_args

from attrs import field, frozen
from attrs.converters import optional

from emulscore.evidence.kinds import kind_named
from emulscore.facts import AnyFact, CohortFact, YesNoFact
from emulscore.formula.nodes import Mode
from emulscore.numbers import number
from emulscore.rules.rule import Rule, wrong
from emulscore.shown import drawn, pasted
from emulscore.words import Words, nfc, words

NotApplicable = Literal["full", "zero", "leave_out"]
Role = Literal["base", "bonus", "deduction"]

__all__ = [
    "Amounts",
    "Criterion",
    "Group",
    "Item",
    "Printed",
    "Reading",
    "Rounding",
    "beside_scale",
    "each_item",
    "items_of",
    "printed_base",
    "rows_of",
    "with_cohorts",
]


def _id(raw: str | int) -> str:
    return nfc(str(raw)).strip()


def _kinds(raw: Iterable[str]) -> tuple[str, ...]:
    return tuple(kind_named(kind) or nfc(kind) for kind in raw)


def _texts(raw: Iterable[Words | str]) -> tuple[Words, ...]:
    return tuple(map(words, raw))


@frozen
class Reading:
    """How we read a rule where its text is silent; it names the argument that carries the choice.

    >>> Reading("never", "Không ban hành thì không có điểm.").argument
    'never'

    Attributes:
        argument: The argument of the rule, such as `never`; `rule.below` for one inside a `Cap`, `parts.0.below` for one
            inside the first part of a `Sum`; or a field of the row itself, such as `not_applicable`.
        text: What we chose, and why.
    """

    __repr__ = pasted

    argument: str
    text: Words = field(converter=words)


@frozen
class Printed:
    """What the source prints where the scheme holds something else, because the source contradicts itself.

    >>> Printed(points=3, text=6).text
    Fraction(6, 1)

    Attributes:
        points: The full points in the source's column.
        text: The full points that the source's own words give, where its column has others.
        parts: Of a group, what its parts add up to as printed, where it is not known what each of them has.
    """

    __repr__ = pasted

    points: Fraction | None = field(default=None, kw_only=True, converter=optional(number))
    text: Fraction | None = field(default=None, kw_only=True, converter=optional(number))
    parts: Fraction | None = field(default=None, kw_only=True, converter=optional(number))


def _readings(raw: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(raw)


@frozen
class Criterion:
    """One row (tiêu chí): its number, its full points, and how they are earned.

    >>> from emulscore import Ratio, ShareFact
    >>> Criterion(8, "Hồ sơ đúng hạn", "10", Ratio(ShareFact("ho_so"), empty="refuse")).base
    Fraction(10, 1)

    Attributes:
        id: The number as printed: `"12"`, `"III.2.b"`.
        title: What the row is about.
        base: The row's full points (điểm chuẩn).
        rule: How the points are earned.
        wording: The source's own words for the calculation, to the letter.
        readings: How we read it where it is silent.
        evidence: What the source asks for, or cites, as evidence, in its own words.
        requires: The kinds of documents that the row must cite, such as `Kế hoạch`; of each at least one.
        system: The system that the figures come from.
        remark: What a reader must know of the row, such as that the source is cut off.
        stated: Whether the source states the row; False where its text is not known.
        not_applicable: What follows where one of its facts did not arise («không phát sinh»): `full` points, `zero`, or
            `leave_out` (the row counts for nothing and the scheme rescales); None refuses it.
        printed: What the source prints where the row holds something else.
    """

    __repr__ = pasted
    _repr_html_ = drawn

    id: str = field(converter=_id)
    title: Words = field(converter=words)
    base: Fraction = field(converter=number)
    rule: Rule
    wording: str | None = field(default=None, kw_only=True, converter=optional(nfc))
    readings: tuple[Reading, ...] = field(default=(), kw_only=True, converter=_readings)
    evidence: tuple[Words, ...] = field(default=(), kw_only=True, converter=_texts)
    requires: tuple[str, ...] = field(default=(), kw_only=True, converter=_kinds)
    system: Words | None = field(default=None, kw_only=True, converter=optional(words))
    remark: Words | None = field(default=None, kw_only=True, converter=optional(words))
    stated: bool = field(default=True, kw_only=True)
    not_applicable: NotApplicable | None = field(default=None, kw_only=True)
    printed: Printed | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.not_applicable not in {None, "full", "zero", "leave_out"}:
            raise wrong("not_applicable", "full, zero, leave_out", "full, zero, leave_out")


def items_of(raw: Iterable[Item]) -> tuple[Item, ...]:
    """Take rows and groups in any iterable."""
    return tuple(raw)


@frozen
class Group:
    """Rows, or groups of rows, under one heading (nhóm tiêu chí).

    >>> from emulscore import Ratio, ShareFact
    >>> row = Criterion("1", "Hồ sơ đúng hạn", 10, Ratio(ShareFact("ho_so"), empty="refuse"))
    >>> Group("I", "Cải cách hành chính", [row], 10).items[0].id
    '1'

    Attributes:
        id: The number as printed.
        title: The heading.
        items: The rows and groups inside, in order.
        base: The maximum that the document states; it must equal the sum of the items' bases, unless *cap* says otherwise.
        cap: The most that the group counts for, where its items may add up to more; then it equals *base*.
        role: `base` for points of the scale; `bonus` for points beside it; `deduction` for amounts that are taken off
            (its rows score what they take, 0 or more). Bonus and deduction groups stand at the top level.
        void: An answer that voids the whole group where it is yes («0đ toàn tiêu chí»).
        printed: What the source prints where the group holds something else.
    """

    __repr__ = pasted

    id: str = field(converter=_id)
    title: Words = field(converter=words)
    items: tuple[Item, ...] = field(converter=items_of)
    base: Fraction = field(converter=number)
    cap: Fraction | None = field(default=None, kw_only=True, converter=optional(number))
    role: Role = field(default="base", kw_only=True)
    void: YesNoFact | None = field(default=None, kw_only=True)
    printed: Printed | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.role not in {"base", "bonus", "deduction"}:
            raise wrong("role", "base, bonus, deduction", "base, bonus, deduction")
        if self.cap is not None and self.cap != self.base:
            raise wrong("cap", "bằng điểm tối đa của nhóm", "equal to the group's base")


Item = Criterion | Group
Amounts = Literal["rows", "groups", "total"]


def _amounts(raw: Iterable[Amounts]) -> tuple[Amounts, ...]:
    return tuple(raw)


@frozen
class Rounding:
    """Which printed amounts are rounded, and how; each once, from the value above it.

    >>> Rounding("0,25", amounts=["rows", "total"]).step
    Fraction(1, 4)

    Attributes:
        step: The grid: 1/100 for hundredths.
        mode: `half_up` means halves away from zero.
        amounts: What is rounded: `rows`, `groups`, `total`.
    """

    __repr__ = pasted

    step: Fraction = field(default=Fraction(1, 100), converter=number)
    mode: Mode = "half_up"
    amounts: tuple[Amounts, ...] = field(default=("rows",), converter=_amounts)

    def __attrs_post_init__(self) -> None:
        # Thirds and the like have no finite decimals, and what is printed is a Decimal.
        if self.step <= 0 or self.step.numerator != 1 or 10**18 % self.step.denominator:
            raise wrong(
                "step",
                "một phần nguyên của 1, như 0,01 hoặc 0,25",
                "a whole part of 1, such as 0.01 or 0.25",
            )
        if self.mode not in get_args(Mode):
            raise wrong("mode", ", ".join(get_args(Mode)), ", ".join(get_args(Mode)))
        if not set(self.amounts) <= {"rows", "groups", "total"}:
            raise wrong("amounts", "rows, groups, total", "rows, groups, total")


def each_item(items: Iterable[Item]) -> Iterator[Item]:
    """Yield rows and groups in the order of the document, a group before what is in it."""
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from each_item(item.items)


def rows_of(items: Iterable[Item]) -> Iterator[Criterion]:
    """Yield the criteria, in order, whatever groups they stand in."""
    return (item for item in each_item(items) if isinstance(item, Criterion))


def beside_scale(item: Item) -> bool:
    """Say whether an item stands beside the scale, as bonus or deduction."""
    return isinstance(item, Group) and item.role != "base"


def printed_base(item: Item) -> Fraction:
    """Return the full points of a row or group as its source prints them."""
    return item.base if item.printed is None or item.printed.points is None else item.printed.points


def with_cohorts(facts: Iterable[AnyFact]) -> Iterator[AnyFact]:
    """Yield the facts, and behind each cohort's value those that it is worked out from."""
    for fact in facts:
        yield fact
        if isinstance(fact, CohortFact):
            yield fact.of
            if fact.without is not None:
                yield fact.without
