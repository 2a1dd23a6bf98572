"""What a scheme does with a whole table of units."""

from __future__ import annotations

from importlib import import_module
from typing import Any, TypeVar

__all__ = ["Tabular"]

F = TypeVar("F")


class Tabular:
    """Scores tables; the work itself is in `emulscore.frames` and `emulscore.sql`, loaded when they are first asked for."""

    __slots__ = ()

    def score_frame(self, frame: F, **options: Any) -> F:  # noqa: ANN401 - stated by the function it calls
        """Score a table of units, one a row, on its own engine; a table of the same kind comes back.

        The options are those of `emulscore.frames.score_frame`.

        Raises:
            Refused: With the code `missing-extra`, where the extra `frames` is not installed.
            MeasurementError: A column is missing or has the wrong type, or the arithmetic is too wide for the engine.
        """
        # Loaded by name, and only now: a dataframe library is no part of the core.
        return import_module("emulscore.frames").score_frame(self, frame, **options)  # type: ignore[no-any-return]

    def to_sql(self, dialect: str, **options: Any) -> Any:  # noqa: ANN401 - stated by the function it calls
        """Write the scheme as SQL over a table of units: a query, a view, and the table that they read.

        The options are those of `emulscore.sql.to_sql`, which returns an `emulscore.sql.SchemeSql`.

        Args:
            dialect: `sqlite`, `duckdb`, `postgresql`, `mariadb` or `spark`.
            **options: The names of the table, its key and its columns, the cohort, how points are given.

        Raises:
            Refused: There is no such dialect, or a name cannot stand in SQL.
            MeasurementError: A column is missing or has a type that SQL does not read, or a number could pass 64 bits.
        """
        return import_module("emulscore.sql").to_sql(self, dialect, **options)
