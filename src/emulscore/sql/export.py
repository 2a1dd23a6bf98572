"""A scheme as SQL: a query, a view and the table that they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from emulscore.cohort import Cohort
from emulscore.columnar.columns import Columns, sources_of
from emulscore.columnar.faults import Faults
from emulscore.columnar.names import PointsAs
from emulscore.columnar.program import program_of
from emulscore.columnar.widths import too_wide
from emulscore.errors import MeasurementError
from emulscore.scheme import Scheme
from emulscore.sql.dialects import Dialect, DialectName, dialect_named
from emulscore.sql.doc import Doc
from emulscore.sql.reading import INTEGERS, SqlReader
from emulscore.sql.schema import kind_of, not_in_sql, table_of, type_of
from emulscore.sql.view import View
from emulscore.words import Lang

__all__ = ["SchemeSql", "to_sql"]


@frozen
class SchemeSql:
    """A scheme in one dialect of SQL.

    Attributes:
        dialect: The dialect.
        run: Whether the library's tests run this dialect; where they do not, nothing shows that its hundredths are right.
        table: The statement that makes the table of facts, where there is none yet.
        select: The query: the key, the points of every row and group, the total, the grade, and the first error.
        view: The statement that makes a view of the query.
        columns: The columns that are read, each with its type.
        faults: What the numbers in the column `loi` stand for.
    """

    dialect: DialectName
    run: bool
    table: str
    select: str
    view: str
    columns: Mapping[str, str]
    faults: Faults

    def __str__(self) -> str:
        return self.select


def to_sql(
    scheme: Scheme,
    dialect: str,
    *,
    table: str = "so_lieu",
    key: str | Sequence[str] = "don_vi",
    view: str = "bang_diem",
    schema: Mapping[str, str] | None = None,
    columns: Columns | None = None,
    cohort: Cohort | None = None,
    points: PointsAs = "decimal",
    language: Lang = "vi",
) -> SchemeSql:
    """Write a scheme as SQL over a table of facts, one unit a row.

    Args:
        scheme: The scheme.
        dialect: `sqlite`, `duckdb`, `postgresql`, `mariadb` or `spark`.
        table: The name of the table of facts.
        key: The columns that name the units.
        view: The name of the view.
        schema: The columns that the table has, each with its type; the columns that the scheme asks for if not given.
        columns: For facts whose columns have names of their own: the column, or the columns by part.
        cohort: The cohort whose values relative rules compare with.
        points: `decimal`, or `hundredths` for whole numbers of the last decimal.
        language: The language of the comments.

    Raises:
        Refused: There is no such dialect, or a name cannot stand in SQL.
        MeasurementError: A column is missing or has a type that SQL does not read, or a number could pass
            64 bits, or what the dialect has beyond them.
    """
    target = dialect_named(dialect)
    keys = (key,) if isinstance(key, str) else tuple(key)
    known = {} if cohort is None else {name: scheme.facts[name].read(value) for name, value in cohort.values.items()}
    declared = table_of(scheme.facts, scheme.formulas, target, known) if schema is None else dict(schema)
    kinds = {name: kind_of(type_, target) for name, type_ in declared.items()}
    sources, problems = sources_of(scheme.facts, kinds, declared.__getitem__, {} if columns is None else columns, known)
    problems += not_in_sql(sources, declared)
    if problems:
        raise MeasurementError(problems)
    faults = Faults(scheme.facts, [named.id for named in scheme.formulas if named.kind in {"row", "group"}])
    types = {column: found for column, text in declared.items() if (found := type_of(text, target))}
    doc = Doc(SqlReader(target, faults, types), faults, scheme.labels)
    program = program_of(scheme.formulas, sources, faults, read=doc.read)
    if target.wide is not None and max(program.widest.values()) > INTEGERS:
        target = evolve(target, big=True)
        doc = Doc(SqlReader(target, faults, types), faults, scheme.labels)
        program = program_of(scheme.formulas, sources, faults, read=doc.read)
    most = 10**target.wide.digits - 1 if target.big and target.wide is not None else INTEGERS
    wide = [named for named in scheme.formulas if program.widest[named.id] > most]
    if wide:
        raise MeasurementError(too_wide(named) for named in wide)
    text = View(
        target,
        scheme.formulas,
        program,
        () if scheme.grades is None else tuple(band.id for band in scheme.grades.bands),
        doc,
        target.name_of(table),
        keys,
        points,
        language,
        _head(scheme, target, language),
    ).select()
    read = {column: declared[column] for source in sources for column in source.columns.values()}
    return SchemeSql(
        target.name,
        target.run,
        _made(target, table, keys, read),
        text,
        f"CREATE VIEW {target.name_of(view)} AS\n{text}",
        read,
        faults,
    )


def _made(dialect: Dialect, table: str, keys: Sequence[str], read: Mapping[str, str]) -> str:
    lines = [f"  {dialect.name_of(column)} {dialect.types['text']} NOT NULL" for column in keys]
    lines += [f"  {dialect.name_of(column)} {declared}" for column, declared in read.items()]
    return f"CREATE TABLE {dialect.name_of(table)} (\n" + ",\n".join(lines) + "\n)"


def _head(scheme: Scheme, dialect: Dialect, language: Lang) -> list[str]:
    lines = [f"{scheme.id}: {scheme.title.text(language)} ({dialect.title})", f"emulscore, {scheme.fingerprint}"]
    if not dialect.run:
        lines.append("CHƯA CHẠY THỬ / NOT RUN")
    return lines
