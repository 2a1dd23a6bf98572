"""Tables of query engines: whole numbers written as SQL, one projection after another, so that the table stays lazy.

Most units are in order, and for them the short program is enough. So the projections first say whether a unit is; its points
are then worked out by the short program, and only those of other units, with their errors, by the full one. An engine works
on blocks of units, and leaves the full program out where no unit of a block asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import narwhals as nw
from attrs import evolve, field, frozen

from emulscore.columnar.columns import ColumnKind
from emulscore.columnar.program import Program
from emulscore.formulas import GRADE
from emulscore.frames.job import Job, Result
from emulscore.frames.results import ERROR, GRADE_COLUMN, note_column
from emulscore.sql.dialects import DIALECTS, Dialect
from emulscore.sql.raw import CellTable, RawSteps
from emulscore.sql.writer import Writer, Written

__all__ = ["score_query"]

_NAME: Final = "__emulscore_"
_OK: Final = f"{_NAME}ok"
_Columns = dict[str, tuple[str, frozenset[str]]]
"""Columns by name, each with its text and the columns that it reads."""
_NARROW: Final = ((2**15, "SMALLINT"), (2**31, "INTEGER"), (2**63, "BIGINT"))


def score_query(
    frame: nw.LazyFrame[Any], job: Job, kept: Sequence[str], kinds: Mapping[str, ColumnKind], cells: CellTable
) -> Any:
    """Score a DuckDB relation or a PySpark table.

    Args:
        frame: The table.
        job: What is to be done.
        kept: The columns that stay.
        kinds: What each column holds.
        cells: What is read of columns value by value.
    """
    duckdb = frame.implementation.is_duckdb()
    raw = RawSteps(DIALECTS["duckdb" if duckdb else "spark"], kinds, cells)
    steps = [step for clean in (True, False) for step in job.program(clean=clean).graph.steps if step.op == "cell"]
    values = tuple(repr(cells(*step.raw)) for step in steps)  # by their text: 1 and True are not the same
    key = (raw.dialect.name, tuple(kept), tuple(kinds.items()), job.points, values)
    projections = job.compiled.query(key, _Chain(job, raw, kept).projections)
    found: Any = frame.to_native()
    for columns in projections:
        found = found.project(", ".join(columns)) if duckdb else found.selectExpr(*columns)
    return found


@frozen
class _Written:
    """A program, with what its results are read from."""

    program: Program
    results: Sequence[Result]
    writer: Writer
    texts: dict[int, tuple[Written, frozenset[str]]] = field(factory=dict)

    def steps(self, job: Job, *, error: bool) -> list[int]:
        """Return the steps that results are made of."""
        steps = [result.step for result in self.results]
        steps += [self.program.points[GRADE]] if job.bands else []
        steps += [step for note in self.program.notes for step in (note.top, note.bottom, note.said)]
        return [*steps, self.program.error] if error else steps

    def text(self, step: int) -> str:
        return self.texts[step][0].text


@frozen
class _Chain:
    """The projections that score one table.

    Attributes:
        made: For each projection, the columns that it makes, each with its text and the columns that it reads.
    """

    job: Job
    raw: RawSteps
    kept: Sequence[str]
    made: list[_Columns] = field(factory=list)

    @property
    def dialect(self) -> Dialect:
        return self.raw.dialect

    def projections(self) -> list[list[str]]:
        """Return the texts of the columns of each projection."""
        clean, full = self._programs()
        finals = list(self._finals(clean, full))
        names = [self.raw.name(column) for column in self.kept]
        shown = [f"{text} AS {self.raw.name(name)}" for name, text in finals]
        alive = {*names, _OK, *(name for one in (clean, full) for _, reads in one.texts.values() for name in reads)}
        found = [[*names, *shown]]
        for made in reversed(self.made):
            along = sorted(alive - made.keys())
            found.append([*along, *(f"{text} AS {name}" for name, (text, _) in made.items())])
            alive = {*along, *(name for _, reads in made.values() for name in reads)}
        return found[::-1]

    # --- what is worked out before the points -----------------------------------------------------------------------

    def _programs(self) -> tuple[_Written, _Written]:
        """Fill the projections; return the short and the full program with the texts of their results."""
        short, whole = self.job.program(clean=True), self.job.program()
        raw = self.raw
        writer = Writer(short.graph, self.dialect, raw, lambda place: f"{_NAME}c{place}")
        clean = _Written(short, self.job.results(short), writer)
        steps = clean.steps(self.job, error=False)
        readers = short.graph.uses([*short.doubts, *steps])
        guards = [
            f"{raw.name(column)} BETWEEN {low} AND {high}" for column, (low, high) in sorted(short.guards.items())
        ]
        known = frozenset(raw.name(column) for column in short.guards)
        fine = f"COALESCE({' AND '.join(guards)}, FALSE)" if guards else "TRUE"
        for doubt in short.doubts:
            writer, fine, known = self._fine(writer, doubt, readers, fine, known)
        self._put(len(self.made), {_OK: (fine, known)})
        clean = evolve(clean, writer=evolve(writer, floor=len(self.made)))
        clean.texts.update(zip(steps, clean.writer.prepare(steps, readers), strict=True))
        start = len(self.made)
        self._rounds(clean.writer, _OK, start)
        full = self._full(whole, start)
        return clean, full

    def _full(self, program: Program, start: int) -> _Written:
        """Write the full program, for units that are not in order: each round of it is one column."""

        def within(level: int, name: str) -> tuple[str, str]:
            column = f"{_NAME}f{level}"
            return f"{column}.{name}", column

        writer = Writer(program.graph, self.dialect, self.raw, lambda place: f"s{place}", within, start)
        full = _Written(program, self.job.results(program), writer)
        steps = full.steps(self.job, error=True)
        readers = program.graph.uses([*steps, *[program.error] * len(steps)])  # every result asks whether there is one
        full.texts.update(zip(steps, writer.prepare(steps, readers), strict=True))
        for level, assigned in enumerate(writer.rounds):
            if assigned:
                text = self._struct({one.name: one.text for one in assigned})
                reads = frozenset[str]({_OK}).union(*(one.reads for one in assigned))
                self._put(level, {f"{_NAME}f{level}": (f"CASE WHEN {_OK} THEN NULL ELSE {text} END", reads)})
        return full

    def _struct(self, fields: Mapping[str, str]) -> str:
        if self.dialect.name == "duckdb":
            return f"struct_pack({', '.join(f'{name} := {text}' for name, text in fields.items())})"
        return f"named_struct({', '.join(f'{self.dialect.text_of(name)}, {text}' for name, text in fields.items())})"

    def _fine(
        self, writer: Writer, doubt: int, readers: Mapping[int, int], fine: str, known: frozenset[str]
    ) -> tuple[Writer, str, frozenset[str]]:
        """Say where a unit is fine so far and not in doubt; what is read for it is read of units that are fine so far."""
        before = len(self.made)
        writer = evolve(writer, floor=before + 1)
        ((text, reads),) = writer.prepare([doubt], readers)
        if len(writer.rounds) <= before + 1:  # nothing on the way
            return (
                evolve(writer, floor=before),
                f"CASE WHEN {fine} THEN {text.negated(-1)} ELSE FALSE END",
                known | reads,
            )
        name = f"{_NAME}ok{before}"
        self._put(before, {name: (fine, known)})
        self._rounds(writer, name, before + 1)
        return writer, f"CASE WHEN {name} THEN {text.negated(-1)} ELSE FALSE END", reads | {name}

    def _rounds(self, writer: Writer, fine: str, start: int) -> None:
        """Add the rounds of the short program from *start* on, worked out where a unit is fine."""
        for level, assigned in enumerate(writer.rounds[start:], start):
            made = {one.name: (f"CASE WHEN {fine} THEN {one.text} END", one.reads | {fine}) for one in assigned}
            self._put(level, made)

    def _put(self, level: int, columns: _Columns) -> None:
        while len(self.made) <= level:
            self.made.append({})
        self.made[level].update(columns)

    # --- the results ------------------------------------------------------------------------------------------------

    def _finals(self, clean: _Written, full: _Written) -> Iterator[tuple[str, str]]:
        """Yield the columns of the result, each with its text."""
        error = full.text(full.program.error)

        def chosen(one: str, other: str, *conditions: str) -> str:
            fine = " AND ".join([f"{error} = 0", *conditions])
            return f"CASE WHEN {_OK} THEN {one} WHEN {fine} THEN {other} END"

        for quick, result in zip(clean.results, full.results, strict=True):
            units = chosen(clean.text(quick.step), full.text(result.step))
            most = max(abs(end) for end in full.program.graph.ends(result.step))
            if self.job.points == "hundredths":
                yield result.name, f"CAST({units} AS {next(name for end, name in _NARROW if most < end)})"
            else:
                step = f" * 0.{'0' * (result.places - 1)}1" if result.places else ""
                yield result.name, self.dialect.decimal(f"{self.dialect.cast(units)}{step}", result.places)
        if self.job.bands:
            place = chosen(clean.text(clean.program.points[GRADE]), full.text(full.program.points[GRADE]))
            whens = " ".join(
                f"WHEN {number} THEN {self.dialect.text_of(band)}" for number, band in enumerate(self.job.bands)
            )
            yield GRADE_COLUMN, f"CASE {place} {whens} END"
        for short, note in zip(clean.program.notes, full.program.notes, strict=True):
            sides = [
                f"CAST({one.text(top)} AS DOUBLE) / CAST({one.text(bottom)} AS DOUBLE)"
                for one, (top, bottom) in ((clean, (short.top, short.bottom)), (full, (note.top, note.bottom)))
            ]
            said = f"CASE WHEN {clean.text(short.said)} THEN {sides[0]} END"
            yield note_column(note.row, note.label), chosen(said, sides[1], f"({full.text(note.said)})")
        yield ERROR, f"CAST(CASE WHEN {_OK} THEN 0 ELSE {error} END AS INTEGER)"
