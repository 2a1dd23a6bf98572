"""The table that SQL reads: the types of its columns, and the table that a scheme asks for where none is there yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from emulscore.columnar.columns import SUFFIXES, ColumnKind, Source
from emulscore.errors import Problem
from emulscore.facts import (
    AnyFact,
    CohortFact,
    CountFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    State,
    YesNoFact,
)
from emulscore.formula.nodes import Choose, Fact, Node, walk
from emulscore.formulas import Named
from emulscore.sql.dialects import Dialect, Type
from emulscore.words import Words

__all__ = ["kind_of", "not_in_sql", "table_of", "type_of"]

_TYPES: Final[Mapping[Type, frozenset[str]]] = {
    "integer": frozenset(
        [
            "INTEGER",
            "INT",
            "BIGINT",
            "SMALLINT",
            "TINYINT",
            "MEDIUMINT",
            "INT1",
            "INT2",
            "INT3",
            "INT4",
            "INT8",
            "LONG",
            "SHORT",
            "BYTE",
            "HUGEINT",
        ]
    ),
    "number": frozenset(("DECIMAL", "NUMERIC", "DEC", "DOUBLE", "DOUBLE PRECISION", "FLOAT8")),
    "flag": frozenset(("BOOLEAN", "BOOL", "LOGICAL")),
    "day": frozenset(("DATE", "DATETIME", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP WITHOUT TIME ZONE")),
    "text": frozenset(
        ["TEXT", "VARCHAR", "CHAR", "STRING", "NVARCHAR", "NCHAR", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "BPCHAR"]
    )
    | {"CHARACTER VARYING", "CHARACTER"},
}
_KINDS: Final[Mapping[Type, ColumnKind]] = {
    "integer": "whole",
    "number": "double",
    "flag": "flag",
    "day": "day",
    "text": "values",
}


def type_of(declared: str, dialect: Dialect) -> Type | None:
    """Return what a declared type holds; None where no fact is read from it.

    >>> from emulscore.sql.dialects import DIALECTS
    >>> type_of("decimal(5, 2)", DIALECTS["duckdb"]), type_of("JSON", DIALECTS["duckdb"])
    ('number', None)
    """
    before, _, after = declared.upper().partition("(")
    words = f"{before} {after.partition(')')[2]}".split()
    name = " ".join(word for word in words if word not in {"UNSIGNED", "SIGNED", "ZEROFILL"})
    if name == "REAL" and dialect.doubles:  # elsewhere it has 32 bits, which hold no decimal nearly enough
        return "number"
    return next((kind for kind, names in _TYPES.items() if name in names), None)


def kind_of(declared: str, dialect: Dialect) -> ColumnKind:
    """Return how a column of a declared type is read."""
    found = type_of(declared, dialect)
    return "other" if found is None else _KINDS[found]


def not_in_sql(sources: Iterable[Source], declared: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the facts that SQL cannot read: numbers, shares and lateness as text, and kinds of one's own."""
    for source in sources:
        fact = source.fact
        for part, column in source.columns.items():
            word = part == "state" or isinstance(fact, LevelFact | YesNoFact)
            known = isinstance(
                fact, LatenessFact | LevelFact | YesNoFact | CountFact | NumberFact | CohortFact | ShareFact
            )
            if not known or (source.kinds[part] == "values" and not word):
                forms = " + ".join(name for name, _ in _columns(fact, ())) if known else "—"
                params = {"column": Words(column), "forms": Words(forms)}
                yield Problem("not-in-sql", fact=fact.name, given=declared[column], params=params)


def _with_consequences(formulas: Iterable[Node]) -> set[Node]:
    """Return the states for which some formula says what follows where nothing was ever done, or nothing arose."""
    wanted = {State.NEVER.value, State.NOT_APPLICABLE.value}
    return {
        node.on
        for formula in formulas
        for node in walk(formula)
        if isinstance(node, Choose) and isinstance(node.on, Fact) and wanted & {band.low for band, _ in node.cases}
    }


def _columns(fact: AnyFact, reads: Iterable[str]) -> list[tuple[str, Type]]:
    """Return the columns that a fact is asked for in, each with what it holds."""
    name = fact.name
    if isinstance(fact, ShareFact):
        return [(f"{name}{SUFFIXES['part']}", "integer"), (f"{name}{SUFFIXES['whole']}", "integer")]
    if isinstance(fact, LatenessFact):
        units = [unit for unit in SUFFIXES if f"{name}.{unit}" in set(reads)]
        if "working_days" in units and fact.holidays is None:  # days alone do not say which were days off
            return [(f"{name}{SUFFIXES[unit]}", "integer") for unit in units]
        return [(f"{name}{SUFFIXES['due']}", "day"), (f"{name}{SUFFIXES['done']}", "day")]
    if isinstance(fact, LevelFact):
        return [(name, "text")]
    if isinstance(fact, YesNoFact):
        return [(name, "flag")]
    number = fact.reads_as if isinstance(fact, CohortFact) else fact
    return [(name, "number" if isinstance(number, NumberFact) and number.decimals else "integer")]


def table_of(
    facts: Mapping[str, AnyFact], formulas: Iterable[Named], dialect: Dialect, known: Iterable[str]
) -> dict[str, str]:
    """Return the columns that a scheme asks for, each with its type.

    Args:
        facts: The facts, by name.
        formulas: The formulas of the scheme.
        dialect: The dialect.
        known: Facts that are the same for every unit, which need no column.
    """
    nodes = [named.exact for named in formulas]
    reads = {node.slot.name for formula in nodes for node in walk(formula) if isinstance(node, Fact)}
    states = _with_consequences(nodes)
    found: dict[str, str] = {}
    for name, fact in facts.items():
        if name in known:
            continue
        number = fact.reads_as if isinstance(fact, CohortFact) else fact
        places = number.decimals if isinstance(number, NumberFact) else 0
        for column, kind in _columns(fact, reads):
            found[column] = dialect.types[kind].format(places)
        if fact.state in states:
            found[f"{name}{SUFFIXES['state']}"] = dialect.types["text"]
    return found
