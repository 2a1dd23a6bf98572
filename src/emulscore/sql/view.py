"""The chain of queries: the facts as whole numbers, every row round by round, then points, the grade and the first error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from emulscore.columnar.names import ERROR, GRADE_COLUMN, PointsAs, column_of
from emulscore.columnar.program import Program
from emulscore.figures import decimals_of
from emulscore.formulas import GRADE, Named
from emulscore.sql.comments import comment
from emulscore.sql.dialects import Dialect
from emulscore.sql.doc import Doc
from emulscore.sql.writer import Assigned, Writer
from emulscore.words import Lang, Words

__all__ = ["View"]

_CHECKS: Final = Words("lỗi đầu tiên: số liệu sai hoặc thiếu", "the first error: a fact that is wrong or missing")
_TITLES: Final[Mapping[str, Words]] = {
    "row": Words("tiêu chí", "criterion"),
    "group": Words("nhóm", "group"),
    "total": Words("tổng điểm", "total"),
    "grade": Words("xếp loại", "grade"),
}
_WIDE: Final = 118


@frozen
class View:
    """What goes into one query.

    Attributes:
        dialect: The dialect.
        formulas: The formulas of the scheme.
        program: The scheme as a program over columns.
        bands: The grades by their place.
        doc: What is read of the table.
        table: The table, in quotes.
        key: The columns that name the units.
        points: How points are given.
        language: The language of the comments.
        head: The lines of comment before everything.
    """

    dialect: Dialect
    formulas: Sequence[Named]
    program: Program
    bands: Sequence[str]
    doc: Doc
    table: str
    key: Sequence[str]
    points: PointsAs
    language: Lang
    head: Sequence[str]
    _sections: dict[int, int] = field(factory=dict)

    def select(self) -> str:
        """Return the query."""
        for number, named in enumerate(self.formulas):
            for step in self.program.graph.uses([self.program.points[named.id]]):
                self._sections.setdefault(step, number)
        writer = Writer(
            self.program.graph, self.dialect, self.doc.written, _Names(self.formulas, self.program, self._sections)
        )
        shown = [*self.program.points.values(), self.program.error]
        names = writer.write(shown)
        alive = {names[step] for step in shown}
        needed = [alive]  # the names that must come out of each round, from the last to the first
        for assigned in reversed(writer.rounds):
            alive = (alive - {one.name for one in assigned}) | {name for one in assigned for name in one.reads}
            needed.append(alive)
        needed.reverse()
        parts = [self._doc(needed[0])]
        parts += [self._round(number, assigned, needed[number]) for number, assigned in enumerate(writer.rounds, 1)]
        head = [comment(line) for line in self.head]
        return "\n".join([*head, "WITH", ",\n".join(parts), *self._result(len(writer.rounds), names)])

    @property
    def _keys(self) -> list[str]:
        return [f"k{place}" for place in range(1, len(self.key) + 1)]

    def _part(self, name: str, lines: Sequence[str], source: str) -> str:
        before, after = self.dialect.chain
        return f"{name} AS {before}(\n  SELECT\n{_commas(lines)}\n  FROM {source}{after}\n)"

    def _doc(self, needed: Iterable[str]) -> str:
        pairs = zip(self.key, self._keys, strict=True)
        keys = [f"    t.{self.dialect.name_of(column)} AS {key}" for column, key in pairs]
        return self._part("doc", [*keys, *self.doc.lines(frozenset(needed), self.language)], f"{self.table} AS t")

    def _round(self, number: int, assigned: Sequence[Assigned], needed: Iterable[str]) -> str:
        kept = [*self._keys, *sorted(set(needed) - {one.name for one in assigned})]
        lines = [_wrapped(kept)]
        last = None
        for one in sorted(assigned, key=lambda one: self._section(one.step)):
            section = self._section(one.step)
            if section != last:
                lines.append("    " + comment(self._title(section)))
                last = section
            lines.append(f"    {one.text} AS {one.name}")
        return self._part(f"b{number}", lines, "doc" if number == 1 else f"b{number - 1}")

    def _section(self, step: int) -> int:
        """Return the formula that a step is worked out for first; errors come last."""
        return self._sections.get(step, len(self.formulas))

    def _title(self, section: int) -> str:
        if section >= len(self.formulas):
            return _CHECKS.text(self.language)
        named = self.formulas[section]
        kind = _TITLES[named.kind].text(self.language)
        return kind if named.kind in {"total", "grade"} else f"{kind} {named.id}: {named.title.text(self.language)}"

    def _result(self, rounds: int, names: Mapping[int, str]) -> list[str]:
        dialect, error = self.dialect, names[self.program.error]
        lines = [f"  {key} AS {dialect.name_of(column)}" for key, column in zip(self._keys, self.key, strict=True)]
        for number, named in enumerate(self.formulas):
            units = names[self.program.points[named.id]]
            value = self._grade(units) if named.id == GRADE else self._points(units, named)
            column = GRADE_COLUMN if named.id == GRADE else column_of(named.id)
            lines.append("  " + comment(self._title(number)))
            lines.append(f"  CASE WHEN {error} = 0 THEN {value} END AS {dialect.name_of(column)}")
        lines.append(f"  {dialect.result(error)} AS {dialect.name_of(ERROR)}")
        return ["SELECT", _commas(lines), f"FROM b{rounds}" if rounds else "FROM doc"]

    def _points(self, units: str, named: Named) -> str:
        places = decimals_of(named.step)
        factor = int(named.step * 10**places)
        whole = self.dialect.result(units if factor == 1 else f"{units} * {factor}")
        if self.points == "hundredths":
            return whole
        if self.dialect.doubles:
            return f"{whole} / 1{'0' * places}.0"
        return self.dialect.decimal(f"{whole} * 0.{'0' * (places - 1)}1" if places else whole, places)

    def _grade(self, place: str) -> str:
        whens = " ".join(f"WHEN {number} THEN {self.dialect.text_of(band)}" for number, band in enumerate(self.bands))
        return f"CASE {place} {whens} END"


class _Names:
    """Names the columns of the chain: `p12` for the points of row 12, `s12_1` for a step on the way, `e1` for a check."""

    def __init__(self, formulas: Sequence[Named], program: Program, sections: Mapping[int, int]) -> None:
        self.parts: list[str] = []
        for named in formulas:
            part = {"total": "tong", "grade": "loai"}.get(named.kind) or _plain(named.id)
            while part in self.parts:
                part += "x"
            self.parts.append(part)
        self.names = {program.error: ERROR}
        for named, part in zip(formulas, self.parts, strict=True):
            self.names.setdefault(program.points[named.id], f"p{part}")
        self.sections = sections
        self.counts: dict[int, int] = {}

    def __call__(self, place: int) -> str:
        if place not in self.names:
            section = self.sections.get(place, len(self.parts))
            self.counts[section] = self.counts.get(section, 0) + 1
            start = f"s{self.parts[section]}_" if section < len(self.parts) else "e"
            self.names[place] = f"{start}{self.counts[section]}"
        return self.names[place]


def _plain(id_: str) -> str:
    """Return a number of a row as a part of a name that needs no quotes."""
    return "".join(sign.lower() if sign.isascii() and sign.isalnum() else "_" for sign in id_)


def _commas(lines: Sequence[str]) -> str:
    """Join the lines of a list; a line of comment takes no comma."""
    last = max(number for number, line in enumerate(lines) if not line.lstrip().startswith("--"))
    return "\n".join(
        line if line.lstrip().startswith("--") or number == last else f"{line}," for number, line in enumerate(lines)
    )


def _wrapped(names: Sequence[str]) -> str:
    """Return names in lines that are not too long."""
    lines, line = [], "   "
    for number, name in enumerate(names):
        piece = f" {name}," if number < len(names) - 1 else f" {name}"
        if len(line) + len(piece) > _WIDE:
            lines.append(line)
            line = "   "
        line += piece
    return "\n".join([*lines, line])
