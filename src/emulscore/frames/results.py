"""The columns of a result: their names, and points as an in-memory table's own kind of number."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from attrs import frozen

from emulscore.columnar.names import ERROR, GRADE_COLUMN, TOTAL_COLUMN, PointsAs, column_of

__all__ = ["ERROR", "GRADE_COLUMN", "TOTAL_COLUMN", "Flavour", "PointsAs", "column_of", "flavour_of", "note_column"]

Array = np.ndarray[Any, Any]


def note_column(row: str, label: str) -> str:
    """Return the name of the column that holds a note of a row's rule.

    >>> note_column("1", "late")
    'diem_1_late'
    """
    return f"{column_of(row)}_{label}"


@frozen
class Flavour:
    """A kind of in-memory table: polars, Arrow, or pandas with NumPy, nullable or Arrow columns.

    Attributes:
        name: The kind.
        native: The table itself.
    """

    name: Literal["polars", "arrow", "numpy", "nullable", "pandas-arrow"]
    native: Any

    def whole(self, values: Array, wrong: Array) -> object:
        """Return a column of whole numbers, null where *wrong*."""
        if self.name == "polars":
            import polars as pl

            found = pl.Series(values)
            return pl.select(pl.when(~pl.Series(wrong)).then(found)).to_series() if wrong.any() else found
        if self.name == "arrow":
            import pyarrow as pa

            return pa.array(values, mask=wrong)
        import pandas as pd

        if self.name == "pandas-arrow":
            import pyarrow as pa

            return pd.arrays.ArrowExtensionArray(pa.array(values, mask=wrong))
        return pd.arrays.IntegerArray(values, wrong.copy())

    def points(self, values: Array, wrong: Array, places: int) -> object:
        """Return points from whole numbers of the last decimal: exact decimals, or the nearest doubles."""
        if self.name == "polars":
            import polars as pl

            column = self.whole(values, wrong)
            assert isinstance(column, pl.Series)  # noqa: S101
            exact = pl.lit(column).cast(pl.Decimal(38, places)) / 10**places
            return pl.select(exact.cast(pl.Decimal(18, places))).to_series()
        if self.name in {"arrow", "pandas-arrow"}:
            found = _decimals(values, wrong, places)
            if self.name == "arrow":
                return found
            import pandas as pd

            return pd.arrays.ArrowExtensionArray(found)
        return self.doubles(values / 10**places, wrong)

    def doubles(self, values: Array, wrong: Array) -> object:
        """Return a column of doubles, null where *wrong*."""
        if self.name == "nullable":
            import pandas as pd

            return pd.arrays.FloatingArray(values, wrong.copy())
        if self.name == "numpy":
            values[wrong] = np.nan
            return values
        return self.whole(values, wrong)

    def text(self, places: Array, names: tuple[str, ...], wrong: Array) -> object:
        """Return a column of names, null where *wrong*."""
        at = np.where(wrong, len(names), places)
        if self.name == "polars":
            import polars as pl

            return pl.Series([*names, None], dtype=pl.String).gather(pl.Series(at, dtype=pl.UInt32))
        found = np.array([*names, None], dtype=object)[at]
        if self.name in {"arrow", "pandas-arrow"}:
            import pyarrow as pa

            column = pa.array(found, pa.string())
            if self.name == "arrow":
                return column
            import pandas as pd

            return pd.arrays.ArrowExtensionArray(column)
        import pandas as pd

        # Before pandas 3 "str" is NumPy's own, which makes a text of what is null.
        texts = pd.api.types.pandas_dtype("str")
        return pd.array(found, dtype=texts if isinstance(texts, pd.StringDtype) else object)

    def joined(self, key: tuple[str, ...] | None, columns: dict[str, object]) -> Any:
        """Return the table's columns *key*, or all, with new ones behind them."""
        native = self.native
        if self.name == "polars":
            kept = native if key is None else native.select(key)
            return kept.with_columns(**columns) if key is None or key else type(native)(columns)
        if self.name == "arrow":
            kept = native if key is None else native.select(list(key))
            for name, column in columns.items():
                kept = kept.append_column(name, column)
            return kept
        import pandas as pd

        kept = native if key is None else native[list(key)]
        return pd.concat([kept, pd.DataFrame(columns, index=native.index, copy=False)], axis=1)


def _decimals(values: Array, wrong: Array, places: int) -> Any:
    """Return Arrow decimals without a Python object for each."""
    import pyarrow as pa

    halves = np.empty((len(values), 2), np.int64)
    halves[:, 0] = values
    halves[:, 1] = np.where(values < 0, -1, 0)
    valid = pa.array(~wrong).buffers()[1] if wrong.any() else None
    return pa.Array.from_buffers(pa.decimal128(18, places), len(values), [valid, pa.py_buffer(halves)])


def flavour_of(native: Any, *, polars: bool, arrow: bool) -> Flavour:
    """Return the kind of an in-memory table; pandas is told by the types of its columns."""
    if polars or arrow:
        return Flavour("polars" if polars else "arrow", native)
    if any(type(dtype).__name__ == "ArrowDtype" for dtype in native.dtypes):
        return Flavour("pandas-arrow", native)
    nullable = any(hasattr(dtype, "numpy_dtype") for dtype in native.dtypes if not isinstance(dtype, np.dtype))
    return Flavour("nullable" if nullable else "numpy", native)
