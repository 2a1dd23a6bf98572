"""What each SQL dialect calls things, and how it reads a column without changing a value.

Only dialects that the tests run carry the law: the same hundredth as one unit alone. The others say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.words import Words

__all__ = ["DIALECTS", "Dialect", "DialectName", "Type", "Wide", "dialect_named"]

DialectName = Literal["sqlite", "duckdb", "postgresql", "mariadb", "spark"]
Type = Literal["integer", "number", "flag", "day", "text"]
"""What a column holds: whole numbers, numbers with decimals, yes or no, days, words."""


@frozen
class Wide:
    """Exact whole numbers beyond 64 bits.

    Attributes:
        type: Their type.
        digits: How many digits they have at least.
        divide: The function that divides them, where the sign of division does not.
    """

    type: str
    digits: int
    divide: str = ""


@frozen
class Dialect:
    """One dialect; texts in braces are filled with a column.

    Attributes:
        name: Its name.
        title: What its maker calls it.
        run: Whether the tests run what is written in it; where they do not, the law is not shown.
        types: What each kind of column is declared as; `number` takes the decimals.
        quotes: The sign around names.
        escapes: Whether a backslash in a text means the sign after it.
        quoted: A quote inside a text.
        whole: The type of a whole number of 64 bits, as a cast calls it.
        text: The type of a text, as a cast calls it.
        divide: The sign of the division of whole numbers.
        least: The functions of the smaller and the greater of two numbers.
        chain: What follows `AS` in a round of the chain, and what ends it: without them some engines write the formulas of
            a round again wherever it is read, which grows without end.
        flags: Whether there is a type for yes and no; elsewhere they are 1 and 0.
        doubles: Whether points are doubles, because there are no decimals.
        same_text: How a text is compared sign by sign, whatever the column's collation.
        no_whole: Where a column of whole numbers holds something else, which a cast would change.
        no_number: Where a column of numbers holds something else.
        near: A number to some places: of the same type, or of one that holds both when they are compared.
        wide: What whole numbers beyond 64 bits are; None where there are none.
        big: Whether numbers are such, because those of a scheme do not fit 64 bits.
        day: Whether a column holds a day of the years 1 to 9999.
        since: How many days a day is after 1 January of the year 1.
        part: The year, month or day of a day.
        end: The number of the last day of a day's month.
    """

    name: DialectName
    title: str
    run: bool
    types: Mapping[Type, str]
    quotes: str = field(default='"', kw_only=True)
    escapes: bool = field(default=False, kw_only=True)
    quoted: str = field(default="''", kw_only=True)
    whole: str = field(default="BIGINT", kw_only=True)
    text: str = field(default="TEXT", kw_only=True)
    divide: str = field(default="/", kw_only=True)
    least: tuple[str, str] = field(default=("LEAST", "GREATEST"), kw_only=True)
    chain: tuple[str, str] = field(default=("", ""), kw_only=True)
    flags: bool = field(default=True, kw_only=True)
    doubles: bool = field(default=False, kw_only=True)
    same_text: str = field(default="{}", kw_only=True)
    no_whole: str = field(default="{0} <> ROUND({0})", kw_only=True)
    no_number: str = field(kw_only=True)
    near: str = field(default="CAST({} AS DECIMAL(38, {}))", kw_only=True)
    wide: Wide | None = field(default=None, kw_only=True)
    big: bool = field(default=False, kw_only=True)
    day: str = field(
        default="{0} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' AND {0} = CAST({0} AS DATE)", kw_only=True
    )
    since: str = field(default="DATEDIFF({}, DATE '0001-01-01')", kw_only=True)
    part: str = field(default="EXTRACT({1} FROM {0})", kw_only=True)
    end: str = field(default="EXTRACT(DAY FROM LAST_DAY({}))", kw_only=True)

    def name_of(self, name: str) -> str:
        """Return a name in quotes; nothing in it can end them.

        Raises:
            Refused: The name is empty or holds a sign that no name can hold (`bad-sql-name`).
        """
        if not name or not name.isprintable():
            raise Refused("bad-sql-name", given=name)
        return f"{self.quotes}{name.replace(self.quotes, self.quotes * 2)}{self.quotes}"

    def text_of(self, text: str) -> str:
        """Return a text in quotes; nothing in it can end them."""
        if self.escapes:
            text = text.replace("\\", "\\\\")
        return "'" + text.replace("'", self.quoted) + "'"

    def cast(self, text: str) -> str:
        """Return a number as a whole number of 64 bits, or of more where they are needed."""
        return f"CAST({text} AS {self.wide.type if self.big and self.wide else self.whole})"

    def result(self, text: str) -> str:
        """Return a whole number of 64 bits, whatever it was worked out from."""
        return f"CAST({text} AS {self.whole})" if self.big else text

    def quotient(self, left: str, right: str) -> str:
        """Return the quotient of two amounts, rounded down; of texts that hold together as tightly as a product."""
        if self.big and self.wide and self.wide.divide:
            return f"{self.wide.divide}({left}, {right})"
        return f"{left} {self.divide} {right}"

    def decimal(self, text: str, places: int) -> str:
        """Return a number as an exact decimal."""
        return f"CAST({text} AS {self.types['number'].format(places)})"

    def as_text(self, raw: str) -> str:
        """Return a value as text."""
        return f"CAST({raw} AS {self.text})"

    def steps(self, raw: str, places: int) -> str:
        """Return a number on a grid in steps of its last decimal."""
        scale = 10**places
        if self.doubles:
            return self.cast(f"ROUND({raw} * {scale}.0)")
        exact = f"CAST({raw} AS DECIMAL(38, {places}))"
        return self.cast(f"{exact} * {scale}" if places else exact)

    def off_grid(self, raw: str, places: int, finest: int) -> str:
        """Say where a number of up to *finest* steps is not on a grid."""
        scale = 10**places
        most = finest // scale
        near = f"ROUND({raw} * {scale}.0) / {scale}.0" if self.doubles else self.near.format(raw, places)
        return f"{raw} BETWEEN -{most} AND {most} AND {raw} <> {near}"

    def is_day(self, raw: str) -> str:
        """Say where a column holds a day."""
        return self.day.format(raw)

    def days(self, raw: str) -> str:
        """Return how many days a day is after 1 January of the year 1."""
        return self.since.format(raw)

    def part_of(self, part: str, raw: str) -> str:
        """Return the YEAR, the MONTH or the DAY of a day."""
        return self.part.format(raw, part, {"YEAR": "1, 4", "MONTH": "6, 2", "DAY": "9, 2"}[part])

    def month_end(self, raw: str) -> str:
        """Return the number of the last day of a day's month."""
        return self.end.format(raw)


_TYPED: Final[Mapping[Type, str]] = {
    "integer": "BIGINT",
    "number": "DECIMAL(18, {})",
    "flag": "BOOLEAN",
    "day": "DATE",
    "text": "TEXT",
}
_SQLITE = Dialect(
    "sqlite",
    "SQLite",
    run=True,
    types={"integer": "INTEGER", "number": "NUMERIC", "flag": "BOOLEAN", "day": "DATE", "text": "TEXT"},
    whole="INTEGER",
    least=("MIN", "MAX"),
    chain=("MATERIALIZED ", ""),
    flags=False,
    doubles=True,
    same_text="{} COLLATE BINARY",
    # Any value can stand in any column: what is no whole number is no count, whatever it looks like.
    no_whole="typeof({}) <> 'integer'",
    no_number="typeof({0}) NOT IN ('integer', 'real') OR {0} IN (9e999, -9e999)",
    # Days are text; counted on by no day, 31 February is in March, so that it is not what was given.
    day="typeof({0}) = 'text' AND length({0}) = 10 AND {0} = COALESCE(date({0}, '+0 days'), '')",
    since="CAST(julianday({}) - 1721425.5 AS INTEGER)",
    part="CAST(substr({0}, {2}) AS INTEGER)",
    end="CAST(COALESCE(strftime('%d', {}, 'start of month', '+1 month', '-1 day'), '31') AS INTEGER)",
)
_DUCKDB = Dialect(
    "duckdb",
    "DuckDB",
    run=True,
    types=_TYPED,
    divide="//",
    wide=Wide("HUGEINT", 38),
    no_number="NOT isfinite(CAST({} AS DOUBLE))",
    since="DATE_DIFF('day', DATE '0001-01-01', CAST({} AS DATE))",
)
_POSTGRESQL = Dialect(
    "postgresql",
    "PostgreSQL",
    run=True,
    types={**_TYPED, "number": "NUMERIC(18, {})"},
    wide=Wide("NUMERIC", 1000, "DIV"),
    chain=("MATERIALIZED ", ""),
    same_text='{} COLLATE "C"',
    no_number="CAST({} AS TEXT) IN ('NaN', 'Infinity', '-Infinity')",
    since="(CAST({} AS DATE) - DATE '0001-01-01')",
    part="CAST(EXTRACT({1} FROM {0}) AS BIGINT)",
    end="CAST(EXTRACT(DAY FROM DATE_TRUNC('month', CAST({} AS TIMESTAMP)) + INTERVAL '1 month - 1 day') AS BIGINT)",
)
_MARIADB = Dialect(
    "mariadb",
    "MariaDB",
    run=True,
    types={**_TYPED, "text": "VARCHAR(255)"},
    quotes="`",
    escapes=True,
    whole="SIGNED",
    text="CHAR",
    divide="DIV",
    wide=Wide("DECIMAL(65)", 65),
    chain=("", "\n  LIMIT 18446744073709551615"),
    flags=False,
    same_text="CONVERT({} USING utf8mb4) COLLATE utf8mb4_nopad_bin",
    # A text such as '12 abc' is taken for 12, and a cast rounds: both are written back and compared.
    no_whole="CAST({0} AS CHAR) <> CAST(CAST({0} AS SIGNED) AS CHAR)",
    no_number="CAST({0} AS CHAR) NOT REGEXP '^-?[0-9.]+(e[-+]?[0-9]+)?$'",
    day="{0} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' AND {0} = CAST({0} AS DATE)"
    " AND EXTRACT(MONTH FROM {0}) > 0 AND EXTRACT(DAY FROM {0}) > 0",
)
_SPARK = Dialect(
    "spark",
    "Spark SQL",
    run=True,
    types={**_TYPED, "text": "STRING"},
    quotes="`",
    escapes=True,
    quoted="\\'",
    text="STRING",
    divide="DIV",
    wide=Wide("DECIMAL(38)", 38),
    # Spark compares decimals by a type of at most 38 digits, which would round the longer one to the other's places.
    near="ROUND({}, {})",
    no_number="CAST({} AS STRING) IN ('NaN', 'Infinity', '-Infinity')",
)

DIALECTS: Final[Mapping[str, Dialect]] = {
    dialect.name: dialect for dialect in (_SQLITE, _DUCKDB, _POSTGRESQL, _MARIADB, _SPARK)
}
"""The dialects by name."""


def dialect_named(name: str) -> Dialect:
    """Return a dialect.

    >>> dialect_named("mariadb").name_of("tiêu chí `1`")
    '`tiêu chí ``1```'
    >>> dialect_named("sqlite").run
    True

    Raises:
        Refused: There is no such dialect (`unknown-dialect`).
    """
    if name not in DIALECTS:
        raise Refused("unknown-dialect", given=Words(str(name)), dialects=", ".join(DIALECTS))
    return DIALECTS[name]
