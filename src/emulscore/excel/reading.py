"""Reading a filled-in workbook: every bad cell at once, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from os import PathLike
from typing import Final

from attrs import evolve, field, frozen

from emulscore.assessment import Assessment, Claim, Measurement
from emulscore.errors import FileError, Problem, Refused
from emulscore.evidence import Document, parse_citation
from emulscore.excel.items import item_of
from emulscore.excel.layout import (
    CLAIM_COLUMNS,
    FACT_COLUMNS,
    ITEM_COLUMNS,
    ITEM_KEYS,
    META,
    PERIOD,
    UNIT,
    Column,
    Pair,
    cell_name,
    column_of,
    time_units_of,
)
from emulscore.excel.opening import Grid, Opened, opened
from emulscore.excel.raw import Bad, points_of, text_of, typed
from emulscore.excel.sheets import Sheet, read_pairs
from emulscore.facts import ItemsFact, TimeUnit
from emulscore.figures import decimals_of
from emulscore.limits import LIMITS, Limits
from emulscore.scheme import Scheme
from emulscore.words import nfc

__all__ = ["read_workbook"]

_MORE: Final = 500  # rows that may have been put in between
_CENTS: Final = 2
_BULLETS: Final = " \t-–•+;"  # people write a list as their reports have it


def read_workbook(source: str | PathLike[str], scheme: Scheme, *, limits: Limits = LIMITS) -> tuple[Assessment, ...]:
    """Read a filled-in workbook: what each of its units measured and claims.

    Raw values are those that were typed; no number is a float. An empty cell is a fact that is not known, never zero. A
    formula is refused whatever it once came to.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from emulscore.excel import write_template
    >>> from emulscore.files import open_scheme
    >>> scheme = open_scheme("nga-nam-2023")
    >>> with TemporaryDirectory() as folder:
    ...     write_template(scheme, Path(folder) / "mau.xlsx", units=["Xã Tân Long"])
    ...     read_workbook(Path(folder) / "mau.xlsx", scheme)[0].unit.vi
    'Xã Tân Long'

    Args:
        source: The workbook, written by `write_template`.
        scheme: The scheme that it was written for.
        limits: How much of the file is read.

    Returns:
        One assessment for each unit, in the order of the workbook.

    Raises:
        FileError: With every problem of the workbook at once; `path` names the sheet and the cell.
    """
    with opened(source, limits=limits) as book:
        pairs = read_pairs(book, scheme)
        times = time_units_of(scheme)
        units = [_Unit(book, scheme, pair, times) for pair in pairs]
        found = [unit.read() for unit in units]
    problems = [problem for unit in units for problem in unit.problems]
    if problems:
        raise FileError(problems)
    return tuple(found)


@frozen
class _Unit:
    """Reads the two sheets of one unit, and gathers what is wrong."""

    book: Opened
    scheme: Scheme
    pair: Pair
    times: Mapping[str, TimeUnit]
    problems: list[Problem] = field(factory=list, init=False)
    documents: dict[str, Document] = field(factory=dict, init=False)
    evidence: dict[str, list[str]] = field(factory=dict, init=False)

    def read(self) -> Assessment:
        """Return the assessment, with whatever could be read."""
        scheme = self.scheme
        facts = self.sheet(self.pair.facts, FACT_COLUMNS, (UNIT, PERIOD, *scheme.facts))
        claims = self.sheet(self.pair.claims, CLAIM_COLUMNS, tuple(scheme.criteria))
        unit, period = self.pair.unit, None
        measurements: dict[str, Measurement] = {}
        if facts is not None:
            shown = self.text(facts, UNIT, "how", needed=unit is None)
            if unit is None:
                unit = shown
            elif UNIT in facts.rows and shown != nfc(unit).strip():  # the cell is locked, and someone opened it
                self.tell(facts, UNIT, Bad(("how",), Refused("closed-cell"), shown))
            period = self.text(facts, PERIOD, "how")
            measurements = dict(self.measured(facts))
        claimed = {} if claims is None else dict(self.claimed(claims))
        return Assessment(
            unit or "",
            scheme=scheme.id,
            period=period,
            measurements=measurements,
            claims=claimed,
            documents=tuple(self.documents.values()),
            evidence=self.evidence,
        )

    def sheet(self, name: str, columns: tuple[Column, ...], keys: tuple[str, ...]) -> Sheet | None:
        """Find a sheet and the row of every key; say which are missing, doubled or merged, and leave those out."""
        if name not in self.book.names:
            names = ", ".join(other for other in self.book.names if other != META) or "—"
            self.problems.append(Refused("no-sheet", sheet=name, sheets=names).problem(path=name))
            return None
        grid = self.book.grid(name, rows=len(keys) * 2 + _MORE, columns=len(columns))
        last = len(columns) - 1
        found: dict[object, list[int]] = {key: [] for key in keys}
        for (row, column), cell in grid.cells.items():
            if column == last and cell.value in found:
                found[cell.value].append(row)
        for key in keys:
            if len(found[key]) != 1:
                self.problems.append(Refused("row-changed", times=len(found[key])).problem(path=name, **self.who(key)))
        self.stray(grid, columns, {row for places in found.values() for row in places})
        rows = {key: found[key][0] for key in keys if len(found[key]) == 1}
        for top, left, bottom, right in grid.merged:
            touched = [key for key, row in rows.items() if top <= row <= bottom]
            if touched:
                path = f"{name}!{cell_name(top, left)}:{cell_name(bottom, right)}"
                self.problems.append(Refused("merged-cells").problem(path=path, **self.who(touched[0])))
            rows = {key: row for key, row in rows.items() if key not in touched}
        return Sheet(grid, columns, rows)

    def stray(self, grid: Grid, columns: tuple[Column, ...], rows: set[int]) -> None:
        """Say what stands in the columns to fill in, but in no row of the table."""
        entries = {column_of(columns, column.name) for column in columns if column.entry}
        first = min((row for row in rows if grid.at(row, len(columns) - 1).value not in {UNIT, PERIOD}), default=0)
        for (row, column), cell in sorted(grid.cells.items()):
            if column in entries and row > first and row not in rows:
                path = f"{grid.name}!{cell_name(row, column)}"
                self.problems.append(Refused("closed-cell").problem(given=cell.value, path=path))

    def who(self, key: str) -> dict[str, str]:
        """Return the fact or the row that a key names, for problems to say."""
        if key in self.scheme.facts:
            row = self.scheme.readers.get(key)
            return {"fact": key} | ({} if row is None else {"row": row})
        return {"row": key} if key in self.scheme.criteria else {}

    def tell(self, sheet: Sheet, key: str, bad: Bad, who: Mapping[str, str] | None = None) -> None:
        """Take a problem of some cells, of the fact or row that their key names where nothing else is said."""
        about = self.who(key) if who is None else who
        self.problems.append(bad.refused.problem(given=bad.given, path=sheet.place(key, *bad.columns), **about))

    def text(self, sheet: Sheet, key: str, column: str, *, needed: bool = False) -> str | None:
        """Return the text of a cell."""
        if key not in sheet.rows:
            return None
        cell = sheet.cell(key, column)
        try:
            text = text_of(cell)
        except Refused as refused:
            self.tell(sheet, key, Bad((column,), refused, cell.value))
            return None
        if text is None and needed:
            self.tell(sheet, key, Bad((column,), Refused("empty-cell")))
        return text

    def measured(self, sheet: Sheet) -> Iterator[tuple[str, Measurement]]:
        """Yield the measurements; a document without a value supports the row that reads the fact."""
        for name, fact in self.scheme.facts.items():
            if name not in sheet.rows:
                continue
            cells = {one: sheet.cell(name, one) for one in ("first", "second", "other", "state")}
            found = typed(
                fact, {one: cell for one, cell in cells.items() if cell.value is not None}, self.times.get(name)
            )
            for bad in found.bad:
                self.tell(sheet, name, bad)
            raw = found.raw
            if isinstance(fact, ItemsFact) and name in self.pair.tables and (items := self.items(fact)):
                used = tuple(one for one, cell in cells.items() if cell.value is not None)
                if used:
                    self.tell(sheet, name, Bad(used, Refused("several-values"), self.pair.tables[name]))
                raw = items
            text = self.text(sheet, name, "evidence")
            key = None if text is None else self.document(text)
            if raw is not None:
                yield name, Measurement(raw, document=key)
            elif key is not None and name in self.scheme.readers:
                self.cite(self.scheme.readers[name], key)

    def items(self, fact: ItemsFact) -> list[object]:
        """Return the items of a table, and tell what is wrong with each row and with all of them together."""
        name = self.pair.tables[fact.name]
        sheet = self.sheet(name, ITEM_COLUMNS, ITEM_KEYS)
        if sheet is None:
            return []
        items, before = [], len(self.problems)
        for key in sheet.rows:
            cells = {one.name: sheet.cell(key, one.name) for one in ITEM_COLUMNS if one.entry}
            found = item_of(fact, {one: cell for one, cell in cells.items() if cell.value is not None})
            for bad in found.bad:
                self.tell(sheet, key, bad, self.who(fact.name))
            items += [] if found.raw is None else [found.raw]
        if len(self.problems) == before:  # each is in order by itself
            try:
                fact.read(items)
            except Refused as refused:
                self.problems.append(refused.problem(path=name, **self.who(fact.name)))
        return items

    def claimed(self, sheet: Sheet) -> Iterator[tuple[str, Claim]]:
        """Yield the claims, and take what each row cites."""
        decimals = max(_CENTS, decimals_of(self.scheme.rounding.step))
        for row in self.scheme.criteria:
            if row not in sheet.rows:
                continue
            for line in (self.text(sheet, row, "evidence") or "").split("\n"):
                if said := line.strip(_BULLETS):
                    self.cite(row, self.document(said))
            text, cell = self.text(sheet, row, "text"), sheet.cell(row, "points")
            try:
                points = points_of(cell, decimals)
            except Refused as refused:
                self.tell(sheet, row, Bad(("points",), refused, cell.value))
                continue
            if points is not None:
                yield row, Claim(points, text=text)
            elif text is not None:
                self.tell(sheet, row, Bad(("points",), Refused("empty-cell")))

    def document(self, text: str) -> str:
        """Return the key of a document by its citation; the same citation is the same document."""
        if text not in self.documents:
            document = Document(f"cc{len(self.documents) + 1}", text=text)
            with suppress(Refused):  # what is no citation, or contradicts itself, is kept as its text
                found = parse_citation(text)
                if found.key not in {known.key for known in self.documents.values()}:
                    document = evolve(found, text=text)
            self.documents[text] = document
        return self.documents[text].key

    def cite(self, row: str, key: str) -> None:
        """Say that a row cites a document."""
        cited = self.evidence.setdefault(row, [])
        if key not in cited:
            cited.append(key)
