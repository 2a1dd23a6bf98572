"""The data-entry workbook: one row for each fact, yellow cells to fill in, all else locked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import groupby
from os import PathLike
from typing import Final

from attrs import frozen

from emulscore.assessment import Assessment
from emulscore.criteria import Criterion, Group, each_item
from emulscore.errors import Refused
from emulscore.excel.entries import STATES, Ask, asks_of, how
from emulscore.excel.form import BOLD, Form, Lists
from emulscore.excel.known import Cells, Known, known_of
from emulscore.excel.layout import (
    CLAIM_COLUMNS,
    FACT_COLUMNS,
    FORMAT,
    HEAD,
    LISTS,
    META,
    MOST_UNITS,
    PERIOD,
    UNIT,
    Column,
    Pair,
    column_of,
    pairs_of,
    states_of,
    time_units_of,
)
from emulscore.excel.styles import Book, height
from emulscore.excel.tables import Table
from emulscore.explain import statement_of
from emulscore.facts import AnyFact, TimeUnit
from emulscore.facts._common import NEVER, NOT_APPLICABLE, State
from emulscore.numbers import show
from emulscore.scheme import Scheme
from emulscore.words import Lang, Words, words

__all__ = ["write_template"]

_TITLE: Final = Words("Phiếu nhập số liệu - {}", "Data entry - {}")
_CLAIMS: Final = Words("Bảng tự chấm điểm - {}", "Claimed points - {}")
_UNIT: Final = Words("Đơn vị:", "Unit:")
_PERIOD: Final = Words("Kỳ chấm điểm:", "Period:")
_REST: Final = Words("Số liệu dùng để xếp loại hoặc dùng chung", "Facts for grades, or for several rows")
_STATE: Final = Words("Tình trạng", "State")
_CHOOSE_STATE: Final = Words(
    "Chỉ chọn khi không có số liệu: việc không được thực hiện, hoặc không phát sinh trong kỳ.",
    "Only where there is no value: it never happened, or it did not arise in the period.",
)
_EVIDENCE: Final = Words("Căn cứ", "Evidence")
_ONE_EVIDENCE: Final = Words(
    "Văn bản có số liệu này, như: Báo cáo số 245/BC-UBND ngày 17/10/2023.",
    "The document that holds this value, such as: Báo cáo số 245/BC-UBND ngày 17/10/2023.",
)
_EACH_EVIDENCE: Final = Words(
    "Mỗi dòng một văn bản; xuống dòng trong ô bằng Alt+Enter.", "One document a line; Alt+Enter begins a new line."
)
_POINTS: Final = Words("Điểm tự chấm", "Claimed points")
_ASK_POINTS: Final = Words("Nhập điểm đơn vị tự chấm, {}.", "The points that the unit claims, {}.")
_TEXT: Final = Words("Cách tính", "Calculation")
_ASK_TEXT: Final = Words(
    "Ghi cách đơn vị tính ra điểm, như: 998/1000 × 10 điểm.", "How the unit came to its points: 998/1000 × 10 points."
)
_ASK_UNIT: Final = Words("Nhập tên đơn vị, như: Xã Tân Long.", "The name of the unit.")
_ASK_PERIOD: Final = Words("Nhập kỳ chấm điểm, như: 2023.", "The period, such as 2023.")
_GAP: Final = 6
_SMALL: Final = 10
_TWO_LINES: Final = ("\n", 1, 12)  # room to write by hand


def write_template(
    scheme: Scheme,
    path: str | PathLike[str],
    units: Iterable[Words | str | Assessment] | None = None,
    lang: Lang = "vi",
) -> None:
    """Write the data-entry workbook of a scheme: the same scheme and units give the same bytes.

    A unit may be given as its assessment: what is known of it already is then filled in, and can be changed.

    Each unit has two sheets: its facts, and the points that it claims with their evidence; and one for each table of
    items. All cells but the yellow ones are locked, without a password. A hidden sheet holds the scheme's id and
    fingerprint, so that a workbook made for an older version is recognised.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from emulscore.files import open_scheme
    >>> with TemporaryDirectory() as folder:
    ...     write_template(open_scheme("nga-nam-2023"), Path(folder) / "mau.xlsx", units=["Xã Tân Long", "Phường 1"])
    ...     Path(folder, "mau.xlsx").read_bytes()[:2]
    b'PK'

    Args:
        scheme: The scheme.
        path: Where the workbook is written.
        units: The units, by name or as assessments; without them there is one, whose name is filled in by hand.
        lang: The language of headings, prompts and lists.

    Raises:
        FileError: The extra `excel` is missing.
        MeasurementError: An assessment has a value that is none of the scheme's, or that the workbook has no cells for.
        Refused: There is no unit in *units*, or there are more than 1000 (`wrong-argument`).
    """
    given = None if units is None else tuple([units] if isinstance(units, str | Words | Assessment) else units)
    named = None if given is None else tuple(one.unit if isinstance(one, Assessment) else words(one) for one in given)
    if named is not None and not 0 < len(named) <= MOST_UNITS:
        expected = Words(f"từ 1 đến {MOST_UNITS} đơn vị, hoặc None", f"1 to {MOST_UNITS} units, or None")
        raise Refused("wrong-argument", argument="units", expected=expected)
    book = Book()
    pairs = pairs_of(scheme, named)
    lists = Lists()
    times, states = time_units_of(scheme), states_of(scheme)
    filled = known_of(scheme, given or ("",), times, lang)
    for pair, known in zip(pairs, filled, strict=True):
        _Facts(book, book.sheet(pair.facts), scheme, lang, lists, known, times, states).write(pair)
        for name, table in pair.tables.items():
            items = known.items.get(name, ())
            Table(book, book.sheet(table), scheme, lang, lists).write(name, pair.unit, items)
        _Claims(book, book.sheet(pair.claims), scheme, lang, lists, known).write(pair)
    _hidden(book, scheme, pairs, lists)
    book.save(path)


def _hidden(book: Book, scheme: Scheme, pairs: tuple[Pair, ...], lists: Lists) -> None:
    sheet, plain = book.sheet(META), book.style("plain")
    lines = [("format", FORMAT), ("scheme", scheme.id), ("fingerprint", scheme.fingerprint)]
    lines_of_units = [("unit", pair.facts, pair.claims, *([] if pair.unit is None else [pair.unit])) for pair in pairs]
    for row, line in enumerate([*lines, *lines_of_units]):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, plain)
    for column, choices in enumerate(lists.found, LISTS):
        for row, choice in enumerate(choices):
            sheet.write_string(row, column, choice, plain)
    sheet.protect()
    sheet.very_hidden()


@frozen
class _Facts(Form):
    """The sheet of facts.

    Attributes:
        known: What is known of the unit already.
        times: The unit of time that each lateness is counted in, where it is one.
        states: What each fact may have instead of a value.
    """

    known: Known
    times: Mapping[str, TimeUnit]
    states: Mapping[str, frozenset[State]]

    def write(self, pair: Pair) -> None:
        self.start(FACT_COLUMNS, _TITLE)
        entries = (
            (UNIT, _UNIT, _ASK_UNIT, pair.unit),
            (PERIOD, _PERIOD, _ASK_PERIOD, self.known.period or self.scheme.period),
        )
        for row, (key, label, says, known) in enumerate(entries, 1):
            self.text(row, 1, label.text(self.lang), "label")
            fixed = known is not None and key == UNIT
            if not fixed:
                self.entry(row, 2, Ask("how", "text", label, says), "entry")
            if known is not None:
                self.text(row, 2, known, "text" if fixed else "entry")
            self.key(row, key)
        row = HEAD + 1
        readers = {name: self.scheme.readers.get(name, "") for name in self.scheme.facts}
        for reader, names in groupby(sorted(readers, key=lambda name: not readers[name]), readers.__getitem__):
            row = self._row_of(reader, list(names), row, pair)
        self.finish(FACT_COLUMNS, row)

    def key(self, row: int, key: str) -> None:
        self.text(row, column_of(FACT_COLUMNS, "key"), key, "plain")

    def _row_of(self, reader: str, names: list[str], row: int, pair: Pair) -> int:
        """Write the facts that one row of the scheme reads first, under its title where they are several."""
        labels = [self.scheme.labels[name].text(self.lang) for name in names]
        known = reader in self.scheme.criteria
        title = (self.scheme.criteria[reader].title if known else _REST).text(self.lang)
        if known and len(names) == 1:
            label = title if labels == [title] else f"{title}\n({labels[0]})"
            self._fact(row, reader, self.scheme.facts[names[0]], label, pair)
            return row + 1
        widths = sum(column.width for column in FACT_COLUMNS[1:])
        self.sheet.set_row(row, height((title, widths, BOLD)))
        self.text(row, 0, reader, "group number")
        self.sheet.merge_range(row, 1, row, len(FACT_COLUMNS) - 2, "", self.book.style("group"))
        self.text(row, 1, title, "group")
        for place, (name, label) in enumerate(zip(names, labels, strict=True), row + 1):
            self._fact(place, "", self.scheme.facts[name], label, pair)
        return row + 1 + len(names)

    def _states(self, name: str, filled: Cells) -> Ask:
        """Return what may be said where there is no value: what a rule gives a consequence to, and what is known."""
        stated = self.states.get(name, frozenset())
        choices = [STATES[place] for place, state in enumerate((NEVER, NOT_APPLICABLE)) if state in stated]
        choices += [one for one in STATES if one.text(self.lang) == filled.get("state") and one not in choices]
        return Ask("state", "list", _STATE, _CHOOSE_STATE, choices=tuple(choices))

    def _fact(self, row: int, id_: str, fact: AnyFact, label: str, pair: Pair) -> None:
        asks = {ask.column: ask for ask in asks_of(fact, self.times.get(fact.name), self.lang)}
        says = how(tuple(asks.values()), fact, pair.tables.get(fact.name)).text(self.lang)
        evidence = Ask("evidence", "text", _EVIDENCE, _ONE_EVIDENCE)
        cells = {"id": id_, "title": label, "how": says}
        filled = self.known.facts.get(fact.name, {})
        states = self._states(fact.name, filled)
        asks |= {"evidence": evidence} | ({"state": states} if states.choices else {})
        for place, column in enumerate(FACT_COLUMNS[:-1]):
            if column.name in cells:
                style = {"id": "text number", "title": "text", "how": "how"}[column.name]
                self.text(row, place, cells[column.name], style)
            elif column.name in asks:
                kind = asks[column.name].kind
                style = "entry top" if column.name == "evidence" else "entry" if kind == "text" else kind
                self.entry(row, place, asks[column.name], style, filled.get(column.name))
            else:
                self.sheet.write_blank(row, place, None, self.book.style("closed"))
        self.key(row, fact.name)
        texts = [(label, FACT_COLUMNS[1].width, 12), (says, FACT_COLUMNS[2].width, _SMALL), _TWO_LINES]
        first = FACT_COLUMNS[column_of(FACT_COLUMNS, "first")].width
        texts += [
            (one.text(self.lang), first, 12) for ask in asks.values() if ask.column == "first" for one in ask.choices
        ]
        self.sheet.set_row(row, height(*texts, *_tall(filled, FACT_COLUMNS)))


@frozen
class _Claims(Form):
    """The sheet of claimed points and their evidence.

    Attributes:
        known: What is known of the unit already.
    """

    known: Known

    def write(self, pair: Pair) -> None:
        self.start(CLAIM_COLUMNS, _CLAIMS)
        if pair.unit is not None:  # otherwise it stands on the sheet of facts, where it is filled in
            self.text(1, 1, _UNIT.text(self.lang), "label")
            self.text(1, 2, pair.unit, "label left")
        else:
            self.sheet.set_row(1, _GAP)
        self.sheet.set_row(2, _GAP)
        row = HEAD + 1
        for top in self.scheme.items:
            deduction = isinstance(top, Group) and top.role == "deduction"
            for item in each_item([top]):
                if isinstance(item, Group):
                    self._group(row, item)
                else:
                    self._criterion(row, item, deduction=deduction)
                row += 1
        self.finish(CLAIM_COLUMNS, row)

    def _group(self, row: int, group: Group) -> None:
        title = group.title.text(self.lang)
        self.text(row, 0, group.id, "group number")
        self.text(row, 1, title, "group")
        self.text(row, 2, show(group.base, self.lang), "group number")
        for place in range(3, len(CLAIM_COLUMNS) - 1):
            self.sheet.write_blank(row, place, None, self.book.style("group"))
        self.sheet.set_row(row, height((title, CLAIM_COLUMNS[1].width, BOLD)))

    def _criterion(self, row: int, criterion: Criterion, *, deduction: bool) -> None:
        title = criterion.title.text(self.lang)
        rule = criterion.wording if criterion.wording and self.lang == "vi" else None
        says = rule or statement_of(criterion.rule, criterion.base, self.lang)
        low = -criterion.base if deduction else Fraction(0)
        span = Words(
            f"từ {show(low)} đến {show(criterion.base)}", f"from {show(low, 'en')} to {show(criterion.base, 'en')}"
        )
        points = Words(_ASK_POINTS.vi.format(span.vi), _ASK_POINTS.text("en").format(span.text("en")))
        self.text(row, 0, criterion.id, "text number")
        self.text(row, 1, title, "text")
        self.sheet.write_number(row, 2, criterion.base, self.book.style("text number"))
        self.text(row, 3, says, "how")
        filled = self.known.claims.get(criterion.id, {})
        asks = (
            Ask("points", "decimal", _POINTS, points, low, criterion.base),
            Ask("text", "text", _TEXT, _ASK_TEXT),
            Ask("evidence", "text", _EVIDENCE, _EACH_EVIDENCE),
        )
        for place, ask in enumerate(asks, 4):
            self.entry(row, place, ask, "decimal" if ask.kind == "decimal" else "entry top", filled.get(ask.column))
        self.text(row, column_of(CLAIM_COLUMNS, "key"), criterion.id, "plain")
        texts = (title, CLAIM_COLUMNS[1].width, 12), (says, CLAIM_COLUMNS[3].width, _SMALL)
        self.sheet.set_row(row, height(*texts, *_tall(filled, CLAIM_COLUMNS), _TWO_LINES))


def _tall(filled: Cells, columns: tuple[Column, ...]) -> list[tuple[str, float, float]]:
    """Return the texts that are filled in, with the widths of their columns: a row is as tall as they are."""
    widths = {column.name: column.width for column in columns}
    return [(text, widths[name], 12) for name, text in filled.items() if isinstance(text, str)]
