"""What each kind of fact asks for: which cells are filled in, with what, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts import (
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    TimeUnit,
    YesNoFact,
    time_unit_words,
)
from emulscore.facts._common import Described
from emulscore.figures import figure
from emulscore.words import Lang, Words

__all__ = ["ANSWERS", "STATES", "Ask", "Kind", "asks_of", "how", "level_choices"]

Kind = Literal["whole", "decimal", "date", "list", "text"]

STATES: Final = (Words("không thực hiện", "never"), Words("không phát sinh", "not applicable"))
"""What may be said of a fact that has no value, in the words that facts read: it never happened, it did not arise."""

ANSWERS: Final = (Words("có", "yes"), Words("không", "no"))
"""What a yes or no offers."""


@frozen
class Ask:
    """One cell to fill in.

    Attributes:
        column: Which of the columns it stands in.
        kind: What it takes; `text` is checked when the workbook is read.
        title: The heading of its prompt.
        says: Its prompt.
        low: The least number that it takes.
        high: The greatest.
        choices: What a list offers.
    """

    column: str
    kind: Kind
    title: Words
    says: Words
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    choices: tuple[Words, ...] = field(default=())


def _between(low: Fraction | int, high: Fraction | int) -> Words:
    low_, high_ = figure(low), figure(high)
    return Words(f"từ {low_.vi} đến {high_.vi}", f"from {low_.en} to {high_.en}")


def _plus(text: Words, more: Words | None, *, mark: str = ": ") -> Words:
    if more is None:
        return text
    return Words(f"{text.vi}{mark}{more.vi}", f"{text.text('en')}{mark}{more.text('en')}")


def level_choices(fact: LevelFact, lang: Lang) -> tuple[Words, ...]:
    """Return what the list of a level offers: the words of each level where they name it alone, its name otherwise."""
    choices = []
    for place, (name, label) in enumerate(fact.levels):
        shown = label.text(lang).strip()
        try:
            own = fact.read(shown) == fact.measured(value=place)
        except Refused:
            own = False
        choices.append(Words(shown if own else name))
    return tuple(choices)


def asks_of(fact: AnyFact, unit: TimeUnit | None, lang: Lang) -> tuple[Ask, ...]:
    """Return the cells that a fact asks for, besides its state.

    Args:
        fact: The fact.
        unit: Of a lateness, the unit of time that the rules count in, where it is one.
        lang: The language of the lists.
    """
    return tuple(_asks(fact, unit, lang))


def _asks(fact: AnyFact, unit: TimeUnit | None, lang: Lang) -> Iterator[Ask]:
    match fact:
        case CountFact():
            span = _between(0, fact.largest)
            says = Words(f"Nhập số nguyên {span.vi}.", f"A whole number {span.en}.")
            yield Ask("first", "whole", _plus(Words("Số đếm", "Count"), fact.unit), says, high=Fraction(fact.largest))
        case ShareFact():
            yield from _share(fact)
        case NumberFact() | CohortFact():
            yield _number(fact)
        case LevelFact():
            says = Words("Chọn một mức trong danh sách.", "Choose a level from the list.")
            yield Ask("first", "list", Words("Mức", "Level"), says, choices=level_choices(fact, lang))
        case YesNoFact():
            says = Words("Chọn “có” hoặc “không”.", "Choose “yes” or “no”.")
            yield Ask("first", "list", Words("Có hay không", "Yes or no"), says, choices=ANSWERS)
        case LatenessFact():
            yield from _lateness(unit)
        case _:
            says = Words("Nhập giá trị của số liệu.", "The value of the fact.")
            yield Ask("first", "text", Words("Giá trị", "Value"), says)


def _share(fact: ShareFact) -> Iterator[Ask]:
    most = Fraction(int(fact.largest * fact.most))
    part, whole = _between(0, most), _between(0, fact.largest)
    part = _plus(Words(f"Số nguyên {part.vi}", f"A whole number {part.en}"), fact.counts)
    whole = _plus(Words(f"Số nguyên {whole.vi}", f"A whole number {whole.en}"), fact.out_of)
    yield Ask("first", "whole", Words("Số đạt", "Part"), part, high=most)
    yield Ask("second", "whole", Words("Tổng số", "Whole"), whole, high=Fraction(fact.largest))
    bare = {"percent": Words(" hoặc 99,8", " or 99.8"), "fraction": Words(" hoặc 0,998", " or 0.998")}
    also = bare.get(fact.numbers or "", Words("", ""))
    says = Words(
        f"Nếu không có hai số đếm: ghi tỷ lệ có dấu %, như 99,8%{also.vi}.",
        f"Where there are no two counts: the share with its %, such as 99.8%{also.en}.",
    )
    yield Ask("other", "text", Words("Hoặc tỷ lệ", "Or the share"), says)


def _number(fact: NumberFact | CohortFact) -> Ask:
    scale = 10**fact.decimals
    low, high = (Fraction(end, scale) for end in (fact.slots[-1].low, fact.slots[-1].high))
    span = _between(low, high)
    says = Words(
        f"Nhập số {span.vi}, không quá {fact.decimals} chữ số thập phân.",
        f"A number {span.en}, of at most {fact.decimals} decimals.",
    )
    if isinstance(fact, CohortFact):
        alone = Words("Để trống khi chấm cả cụm thi đua.", "Leave it empty where a whole cohort is scored.")
        says = _plus(says, alone, mark=" ")
    unit = fact.unit if isinstance(fact, NumberFact) else None
    return Ask("first", "decimal", _plus(Words("Số", "Number"), unit), says, low=low, high=high)


def _lateness(unit: TimeUnit | None) -> Iterator[Ask]:
    due = Words("Nhập ngày đến hạn, như 15/01/2023.", "The day it was due, such as 2023-01-15.")
    done = Words("Nhập ngày thực hiện, như 16/02/2023.", "The day it was done, such as 2023-02-16.")
    yield Ask("first", "date", Words("Ngày hạn", "Due day"), due)
    yield Ask("second", "date", Words("Ngày thực hiện", "Day done"), done)
    if unit is None:
        says = Words("Nếu không có hai ngày: ghi “đúng hạn”.", "Where there are no two days: “on time”.")
    else:
        name = time_unit_words(unit)
        says = Words(
            f"Nếu không có hai ngày: ghi “đúng hạn”, hoặc thời gian trễ là một số nguyên, tính bằng {name.vi}.",
            f"Where there are no two days: “on time”, or how late as a whole number of {name.en}.",
        )
    yield Ask("other", "text", Words("Hoặc thời gian trễ", "Or the lateness"), says)


def how(asks: tuple[Ask, ...], fact: AnyFact, table: str | None = None) -> Words:
    """Say on paper what the cells of a fact take, and what belongs to it.

    Args:
        asks: The cells.
        fact: The fact.
        table: The sheet that takes its items, where there is one.
    """
    if isinstance(fact, ShareFact):
        texts = [Words("Số đạt và tổng số, hoặc tỷ lệ %", "Part and whole, or the share in %")]
        if table is not None:
            vi = f"Điền từng việc ở trang “{table}”; hoặc chỉ ghi kết quả: số đạt và tổng số, hoặc tỷ lệ %"
            en = f"Each item on the sheet “{table}”; or the result only: part and whole, or the share in %"
            texts = [Words(vi, en)]
    elif isinstance(fact, LatenessFact):
        late = asks[-1].says
        texts = [Words("Ngày hạn và ngày thực hiện", "Due day and day done"), late]
    else:
        texts = [ask.says for ask in asks]
    said = Words(". ".join(_bare(one.vi) for one in texts), ". ".join(_bare(one.text("en")) for one in texts))
    for label, more in _described(fact):
        if more is not None:
            said = Words(f"{said.vi}. {label.vi}: {more.vi}", f"{said.en}. {label.en}: {more.text('en')}")
    return Words(said.vi + ".", f"{said.en}.")


def _bare(text: str) -> str:
    return text.removesuffix(".")


def _described(fact: object) -> Iterator[tuple[Words, Words | None]]:
    if isinstance(fact, Described):
        counts = Words("Số đạt", "Part") if isinstance(fact, ShareFact) else Words("Nội dung", "What")
        yield counts, fact.counts
        yield Words("Tổng số", "Whole"), fact.out_of
        yield Words("Không tính", "Left out"), fact.excludes
        yield Words("Đơn vị tính", "Unit"), fact.unit
        yield Words("Nguồn", "Source"), fact.source
